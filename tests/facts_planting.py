"""Slot changes planted in claims of real articles, and what doclint says of them that it did not say before."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from facts_beds import PLACES, Change, sites

from doclint import run
from doclint.config import Config
from doclint.model import Finding
from doclint.rule import rules
from doclint.select import at_least
from doclint.tree import MemoryTree

_EACH_ARTICLE = 2


class Outcome(NamedTuple):
    """What became of a change: the new findings that name it, its own place or as the other side."""

    change: Change
    named: tuple[Finding, ...]

    @property
    def shown(self) -> bool:
        """Whether somebody who asks for nothing sees it."""
        return any(at_least(one.severity, "warning") for one in self.named)


class Harvest(NamedTuple):
    """The changes planted in one tree, and the new findings that none of them explains."""

    outcomes: list[Outcome]
    alarms: list[Finding]


def plan(corpora: Path, folder: Path, seed: int, count: int) -> list[Change]:
    """`count` changes: a third in each place, kinds and corpora by turns; the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    every = list(sites(corpora, folder))
    shares = [count // 3 + (place < count % 3) for place in range(3)]
    planned = []
    for found, share in zip(PLACES.values(), shares, strict=True):
        planned += _picked([one for site in every for one in _shuffled(found(site, chance), chance)], share)
    return planned


def _shuffled(changes: Iterable[Change], chance: random.Random) -> list[Change]:
    found = list(changes)
    chance.shuffle(found)
    return found


def _picked(found: list[Change], count: int) -> list[Change]:
    """Changes of all kinds and corpora by turns, no two of one claim, few in one article."""
    turns: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in found:
        turns[change.kind, change.site].append(change)
    taken: set[object] = set()
    texts: dict[tuple[str, str], str] = {}
    full: Counter[tuple[str, str]] = Counter()
    picked: list[Change] = []
    for change in _by_turns(turns):
        files = {(change.site, path): text for path, text in change.files}
        agree = all(full[path] < _EACH_ARTICLE and texts.get(path, text) == text for path, text in files.items())
        if agree and change.cluster not in taken and len(picked) < count:
            picked.append(change)
            taken.add(change.cluster)
            texts |= files
            full.update(files.keys())
    return picked


def _by_turns(turns: dict[tuple[str, str], list[Change]]) -> Iterator[Change]:
    """One of each kind, of a corpus that has had few turns, until none is left."""
    by_kind: defaultdict[str, list[list[Change]]] = defaultdict(list)
    for (kind, _), changes in sorted(turns.items()):
        by_kind[kind].append(changes)
    mixed = [[one for row in zip_longest(*lists) for one in row if one] for lists in by_kind.values()]
    for row in zip_longest(*mixed):
        yield from filter(None, row)


def harvests(changes: Iterable[Change]) -> list[Harvest]:
    """Check each tree without and with its changes."""
    trees: defaultdict[tuple[str, str], list[Change]] = defaultdict(list)
    for change in changes:
        trees[change.where, change.site].append(change)
    return [_harvest(members) for members in trees.values()]


def _harvest(changes: list[Change]) -> Harvest:
    files = {path: text for change in changes for path, text in change.files}
    known = {_sign(one) for one in _facts(files)}
    new = [one for one in _facts(planted(files, changes)) if _sign(one) not in known]
    outcomes = [Outcome(change, tuple(one for one in new if _names(one, change))) for change in changes]
    return Harvest(outcomes, [one for one in new if not any(_touches(one, change) for change in changes)])


def planted(files: dict[str, str], changes: list[Change]) -> dict[str, str]:
    """The files with the changes made."""
    files = dict(files)
    for change in sorted(changes, key=lambda one: one.start, reverse=True):
        text = files[change.path]
        assert text[change.start : change.end] == change.old
        files[change.path] = text[: change.start] + change.new + text[change.end :]
    return files


def _facts(files: dict[str, str]) -> tuple[Finding, ...]:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    wanted = [rule for rule in rules() if rule.header.category == "facts"]
    return run.check(tree, tree.files(), wanted, Config()).findings


def _sign(finding: Finding) -> object:
    sides = [(side.path, side.line, side.text) for side in finding.evidence]
    return finding.code, finding.path, finding.line, finding.text, *sorted(sides)


def _sides(finding: Finding) -> list[tuple[str, int, int, str]]:
    own = (finding.path, finding.line, finding.end_line, finding.text)
    return [own, *((side.path, side.line, side.end_line, side.text) for side in finding.evidence)]


def _touches(finding: Finding, change: Change) -> bool:
    return any(path == change.path and first <= change.line <= last for path, first, last, _ in _sides(finding))


def _names(finding: Finding, change: Change) -> bool:
    """Whether a finding shows the changed sentence, on its own place or as evidence, and another beside it."""
    shown = any(
        path == change.path and abs(first - change.line) <= 2 and change.new in text
        for path, first, _, text in _sides(finding)
    )
    return shown and bool(finding.evidence)
