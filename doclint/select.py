"""Which rules run, and how severe their findings are."""

from collections.abc import Iterable, Iterator, Sequence

from doclint.config import Config
from doclint.model import Finding, Severity
from doclint.rule import Rule, RuleError, find

_RANK: dict[Severity, int] = {"info": 0, "warning": 1, "error": 2}
SURE, LIKELY = 0.9, 0.7
"""The confidence below which a finding is a warning at most, and an info at most."""


def selected(rules: Sequence[Rule], config: Config, select: Iterable[str], ignore: Iterable[str]) -> list[Rule]:
    """The rules to run: those selected (by default all that are not in preview) without those ignored.

    Where a rule set is pinned, they are as they were in that version, and newer ones do not run.
    """
    _known(rules, config)
    rules = [rule.as_of(config.rule_set) for rule in rules]
    wanted = [*select] or [*config.select]
    chosen = {rule.code for name in wanted for rule in find(name, rules)}
    if not wanted:
        chosen = {rule.code for rule in rules if not rule.header.preview}
    unwanted = {rule.code for name in (*config.ignore, *ignore) for rule in find(name, rules)}
    return [rule for rule in rules if rule.code in chosen - unwanted and not rule.newer(config.rule_set)]


def waiting(rules: Iterable[Rule], config: Config) -> list[Rule]:
    """The rules that are newer than the rule set that the project has pinned."""
    return [rule for rule in rules if rule.newer(config.rule_set)]


def _known(rules: Sequence[Rule], config: Config) -> None:
    """Refuse names of rules in the configuration that name none, with their place."""
    for name in _named(config):
        try:
            find(name, rules)
        except RuleError as error:
            raise config.refuse(name, error) from error


def _named(config: Config) -> Iterator[str]:
    yield from (*config.select, *config.ignore, *config.severity, *config.rules)
    for one in config.folder:
        yield from (*one.select, *one.ignore, *one.severity)


def severity(rule: Rule, named: Iterable[tuple[str, Severity]], confidence: float, *, current: bool) -> Severity:
    """A finding's severity: the rule's, or the last one `named` for it, by selectors.

    It is lowered where the check is less than sure or the source has moved on.
    """
    own = [level for selector, level in named if rule.matches(selector)]
    level = own[-1] if own else rule.header.severity
    cap: Severity = "error" if confidence >= SURE else "warning" if confidence >= LIKELY else "info"
    return min(level, cap if current else "info", key=lambda name: _RANK[name])


def at_least(level: Severity, floor: Severity) -> bool:
    """Whether `level` is as severe as `floor` or more."""
    return _RANK[level] >= _RANK[floor]


def fails(findings: Iterable[Finding], floor: Severity, *, drift: bool) -> bool:
    """Whether some finding is as severe as `floor`; those about drift count where it is asked for."""
    return any(at_least(one.severity, floor) and (drift or one.category != "drift") for one in findings)
