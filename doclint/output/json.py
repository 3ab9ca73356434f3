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
    text = json.dumps(msgspec.to_builtins(document), ensure_ascii=False, indent=2)
    out.write(text.encode("utf-8", "replace").decode() + "\n")
