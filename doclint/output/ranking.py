"""Findings by how much they matter, for formats that do not take them all."""

from collections.abc import Iterable

from doclint.model import Finding, Severity

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, the most severe first, else in the order given."""
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])
