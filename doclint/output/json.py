"""The JSON contract doclint/1."""

import json
import re
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from doclint.output.columns import COMMAND
from doclint.run import Report

_SURROGATE = re.compile("[\ud800-\udfff]")


def write(report: Report, out: TextIO) -> None:
    """The whole report as one JSON object."""
    put({"schema": "doclint/1", "findings": report.findings, "summary": report.summary}, out)


def put(document: dict[str, Any], out: TextIO) -> None:
    """A document of records as JSON, for people to read as well."""
    out.write(f"{msgspec.json.format(line(document), indent=2)}\n")


def line(value: object) -> str:
    """Records as JSON on one line. File names need not be Unicode: what is none of it becomes U+FFFD.

    Standard output may be a build server's log: there no string is a command.
    """
    try:
        text = msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        found = json.dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":"))
        text = valid(found)
    return COMMAND.sub(r"\\u0023", text) if "#" in text else text


def valid(text: str) -> str:
    """`text` with U+FFFD for what is no Unicode."""
    return _SURROGATE.sub("\ufffd", text)


def array(values: Iterable[object], out: TextIO) -> None:
    """Records as a JSON list, one a line, written as they come."""
    out.write("[")
    out.writelines(f"{',' if number else ''}\n{line(value)}" for number, value in enumerate(values))
    out.write("\n]")
