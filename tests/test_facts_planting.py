"""Claims of real articles changed so that they contradict others: nearly all are named."""

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import facts_planting
import pytest
from facts_beds import Change
from facts_planting import Harvest, Outcome

SEED, COUNT = 7, 200
LEAST = 0.9


@pytest.fixture(scope="module")
def harvests(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Harvest]:
    """Two hundred changes planted, and what doclint says of them."""
    changes = facts_planting.plan(corpora, tmp_path_factory.mktemp("planting"), SEED, COUNT)
    return facts_planting.harvests(changes)


def table(outcomes: list[Outcome], key: Callable[[Change], str]) -> None:
    """Print how many changes there are, and how many are named, and named at warning, by `key`."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[key(outcome.change)].append(outcome)
    for name, members in sorted(groups.items()):
        named, shown = sum(bool(one.named) for one in members), sum(one.shown for one in members)
        print(f"{name:10} {len(members):4} planted {named:4} named {shown:4} at warning  {named / len(members):.2f}")


def test_planted_changes(harvests: list[Harvest]) -> None:
    """Of 200 changes of nine kinds in three places, so many are named, and nothing else is said."""
    outcomes = [outcome for harvest in harvests for outcome in harvest.outcomes]
    keys: tuple[Callable[[Change], str], ...] = (lambda one: one.kind, lambda one: one.where, lambda one: one.site)
    for key in keys:
        print()
        table(outcomes, key)
    for outcome in outcomes:
        if not outcome.named:
            one = outcome.change
            print(f"missed: {one.where} {one.site} {one.kind} {one.path}:{one.line} {one.old!r} -> {one.new!r}")
    alarms = [alarm for harvest in harvests for alarm in harvest.alarms]
    for alarm in alarms:
        print(f"unexplained: {alarm.severity} {alarm.path}:{alarm.line} {alarm.message}")
    recall = sum(bool(outcome.named) for outcome in outcomes) / len(outcomes)
    print(f"recall {recall:.3f}, {len(alarms)} new findings unexplained")
    assert recall >= LEAST
    assert len(outcomes) == COUNT
    assert len({outcome.change.kind for outcome in outcomes}) == 9
