"""JSON lines: a line a finding as in doclint/1, then a line with the summary, which tells that the file is whole."""

from typing import TextIO

from doclint.output.json import line
from doclint.run import Report


def write(report: Report, out: TextIO) -> None:
    """The findings, then {"schema": "doclint/1", "summary": {...}}."""
    out.writelines(f"{line(finding)}\n" for finding in report.findings)
    out.write(f"{line({'schema': 'doclint/1', 'summary': report.summary})}\n")
