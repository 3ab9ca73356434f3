"""A line a finding: path:line:column: severity code name: message."""

from typing import TextIO

import click

from doclint.model import Finding
from doclint.output.columns import inert, visible
from doclint.output.text import COLORS, path
from doclint.run import Report


def write(report: Report, out: TextIO, *, color: bool) -> None:
    """The findings by place."""
    out.writelines(inert(line(finding, color=color)) + "\n" for finding in report.findings)


def line(finding: Finding, *, color: bool) -> str:
    """A finding on one line."""
    place = f"{path(finding.path)}:{finding.line}:{finding.column}"
    level: str = finding.severity
    if color:
        place, level = click.style(place, bold=True), click.style(level, fg=COLORS[finding.severity], bold=True)
    return f"{place}: {level} {finding.code} {visible(finding.rule)}: {visible(finding.message)}"
