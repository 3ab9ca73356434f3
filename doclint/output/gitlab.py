"""GitLab's Code Quality report."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

from doclint.model import Severity
from doclint.output.columns import short, visible
from doclint.output.json import array
from doclint.run import Report

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_LONGEST = 4000


def write(report: Report, out: TextIO) -> None:
    """A list of issues with unique fingerprints: of two that share one GitLab drops the second."""
    array(_issues(report), out)
    out.write("\n")


def _issues(report: Report) -> Iterator[dict[str, Any]]:
    used: set[str] = set()
    again: Counter[str] = Counter()
    for finding in report.findings:
        key = finding.fingerprint
        while key in used:
            again[finding.fingerprint] += 1
            key = f"{finding.fingerprint}-{again[finding.fingerprint]}"
        used.add(key)
        yield {
            "description": visible(short(finding.message, _LONGEST)),
            "check_name": f"{finding.code} {finding.rule}",
            "fingerprint": key,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.path,
                "lines": {"begin": max(1, finding.line), "end": max(1, finding.line, finding.end_line)},
            },
        }
