"""The JSON contract doclint/1."""

from typing import TextIO

import msgspec

from doclint.run import Report


def write(report: Report, out: TextIO) -> None:
    """The whole report as one JSON object."""
    document = {"schema": "doclint/1", "findings": report.findings, "summary": report.summary}
    out.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")
