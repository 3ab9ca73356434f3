"""The JSON contract doclint/1."""

import json
from typing import Any, TextIO

import msgspec

from doclint.run import Report


def write(report: Report, out: TextIO) -> None:
    """The whole report as one JSON object."""
    put({"schema": "doclint/1", "findings": report.findings, "summary": report.summary}, out)


def put(document: dict[str, Any], out: TextIO) -> None:
    """A document of records as JSON. File names need not be Unicode: what is none of it becomes U+FFFD."""
    try:
        text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    except UnicodeEncodeError:
        found = json.dumps(msgspec.to_builtins(document), ensure_ascii=False, indent=2)
        text = found.encode("utf-8", "replace").decode()
    out.write(f"{text}\n")
