"""Findings by file: the path once, then a line a finding, in columns."""

from collections.abc import Iterator
from itertools import groupby
from typing import TextIO

import click

from doclint.model import Finding
from doclint.output.columns import inert, visible
from doclint.output.text import COLORS, path
from doclint.run import Report

_LEVEL = len("warning")


def write(report: Report, out: TextIO, *, color: bool) -> None:
    """The files by path, each with its findings."""
    for name, findings in groupby(report.findings, key=lambda finding: finding.path):
        lines = [click.style(path(name), bold=True, underline=True), *_lines([*findings])]
        out.writelines(inert(line if color else click.unstyle(line)) + "\n" for line in (*lines, ""))


def _lines(findings: list[Finding]) -> Iterator[str]:
    line = max(len(str(one.line)) for one in findings)
    column = max(len(str(one.column)) for one in findings)
    name = max(len(visible(one.rule)) for one in findings)
    for one in findings:
        place = f"{one.line:>{line}}:{one.column:<{column}}"
        level = click.style(f"{one.severity:<{_LEVEL}}", fg=COLORS[one.severity])
        rule = click.style(f"{one.code} {visible(one.rule):<{name}}", dim=True)
        yield f"  {place}  {level}  {rule}  {visible(one.message)}"
