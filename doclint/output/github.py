"""Workflow commands of GitHub Actions: annotations on the changed lines of a pull request."""

from collections import Counter
from typing import TextIO

from doclint.model import Finding, Severity
from doclint.output.columns import inert, short, visible
from doclint.output.ranking import by_severity
from doclint.run import Report

MOST = 10
"""GitHub shows ten annotations of each severity a step, and drops the others without a word."""
_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_LONGEST = 4000
_RULES = 12


def write(report: Report, out: TextIO) -> None:
    """The most severe findings as annotations, then a line on those that are not annotated."""
    used: Counter[Severity] = Counter()
    left: list[Finding] = []
    for finding in by_severity(report.findings):
        if used[finding.severity] < MOST:
            used[finding.severity] += 1
            out.write(_command(finding) + "\n")
        else:
            left.append(finding)
    if left:
        out.write(inert(_rest(left)) + "\n")


def _command(finding: Finding) -> str:
    values = {"file": finding.path, "line": max(1, finding.line), "endLine": max(1, finding.line, finding.end_line)}
    if finding.end_line == finding.line:
        values |= {"col": max(1, finding.column), "endColumn": max(1, finding.column, finding.end_column)}
    values["title"] = f"{finding.code} {finding.rule}"
    named = ",".join(f"{key}={_property(str(value))}" for key, value in values.items())
    message = inert(_data(visible(short(finding.message, _LONGEST))))
    return f"::{_COMMANDS[finding.severity]} {named}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return inert(visible(_data(text).replace(":", "%3A").replace(",", "%2C")))


def _rest(left: list[Finding]) -> str:
    """How many findings are not annotated, of which rules, and where they can be seen."""
    counts = Counter((finding.code, finding.rule) for finding in left)
    named = [f"{code} {visible(rule)} {count:,}" for (code, rule), count in counts.most_common(_RULES)]
    more = [f"{len(counts) - _RULES} more rules"] if len(counts) > _RULES else []
    are = "finding is" if len(left) == 1 else "findings are"
    return (
        f"{len(left):,} more {are} not annotated, GitHub shows {MOST} of a severity: {', '.join(named + more)}. "
        "See them all with --format concise, or in a file with --format html:doclint.html"
    )
