"""Which rules run, and how severe their findings are."""

from collections.abc import Iterable, Sequence

from doclint.config import Config
from doclint.model import Finding, Severity
from doclint.rule import Rule, find

_RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}
SURE, LIKELY = 0.9, 0.7
"""The confidence below which a finding is a warning at most, and an info at most."""


def selected(rules: Sequence[Rule], config: Config, select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules to run: those selected (by default all that are not in preview) without those ignored."""
    for name in (*config.severity, *config.rules):
        find(name, rules)
    wanted = [*select] or [*config.select]
    chosen = {rule.code for name in wanted for rule in find(name, rules)}
    if not wanted:
        chosen = {rule.code for rule in rules if not rule.header.preview}
    unwanted = {rule.code for name in (*config.ignore, *ignore) for rule in find(name, rules)}
    return [rule for rule in rules if rule.code in chosen - unwanted]


def severity(rule: Rule, config: Config, confidence: float, *, current: bool) -> Severity:
    """A finding's severity: the rule's, lowered where the check is less than sure or the source has moved on."""
    named = [level for selector, level in config.severity.items() if rule.matches(selector)]
    level = named[-1] if named else rule.header.severity
    cap: Severity = "error" if confidence >= SURE else "warning" if confidence >= LIKELY else "info"
    return min(level, cap if current else "info", key=lambda name: _RANK[name])


def at_least(level: Severity, floor: Severity) -> bool:
    """Whether `level` is as severe as `floor` or more."""
    return _RANK[level] >= _RANK[floor]


def fails(findings: Iterable[Finding], floor: Severity, *, drift: bool) -> bool:
    """Whether some finding is as severe as `floor`; those about drift count where it is asked for."""
    return any(at_least(one.severity, floor) and (drift or one.category != "drift") for one in findings)
