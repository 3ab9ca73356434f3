"""Alignment made hard: the passages of real article pairs, some dropped on both sides, some moved."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from doclint import read
from doclint.language.lexicon import lexicon
from doclint.model import Article
from doclint.project.align.features import Passage, passages
from doclint.project.align.match import match
from doclint.project.align.score import Scores

Link = tuple[int, int]


class Case(NamedTuple):
    """An article pair: the passages of both sides, the links that are true, and the targets that were moved.

    `judged` are the passages of either side that the truth speaks of.
    """

    language: str
    source: list[Passage]
    target: list[Passage]
    truth: frozenset[Link]
    judged: tuple[frozenset[int], frozenset[int]]
    moved: frozenset[int] = frozenset()


class Score(NamedTuple):
    """Precision and recall of all links, the recall of those that were moved, and each link's confidence and truth."""

    precision: float
    recall: float
    moved: float
    links: list[tuple[float, bool]]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def cases(corpus: Path) -> Iterator[Case]:
    """The article pairs of an alignment set, whose truth is pairs of lines."""
    for line in (corpus / "truth.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        source, target = (
            read.article((corpus / entry[side]).read_bytes(), entry[side]) for side in ("source", "target")
        )
        ours, theirs = passages(source), passages(target)
        lines, other_lines = _by_line(source, ours), _by_line(target, theirs)
        pairs = [(lines.get(one), other_lines.get(other)) for one, other in entry["pairs"]]
        truth = frozenset((one, other) for one, other in pairs if one is not None and other is not None)
        yield Case(entry["lang"][:2], ours, theirs, truth, _ends(truth))


def _by_line(article: Article, found: Sequence[Passage]) -> dict[int, int]:
    """The passage that the first unit of each line belongs to."""
    places: dict[int, int] = {}
    for index, passage in enumerate(found):
        for unit in sum(passage.cells, ()):
            places.setdefault(article.locate(article.units[unit].span).line, index)
    return places


def _ends(links: Iterable[Link]) -> tuple[frozenset[int], frozenset[int]]:
    return frozenset(one for one, _ in links), frozenset(other for _, other in links)


def stressed(case: Case, share: float, moves: int, chance: Random) -> Case:
    """`case` with runs of passages dropped on both sides (one begins with half of `share`), and runs moved."""
    ours, theirs = _dropped(len(case.source), share, chance), _dropped(len(case.target), share, chance)
    moved: set[int] = set()
    for _ in range(moves if len(theirs) >= 20 else 0):
        moved |= _move(theirs, chance)
    places, other_places = ({old: new for new, old in enumerate(kept)} for kept in (ours, theirs))
    return Case(
        case.language,
        [case.source[old] for old in ours],
        [case.target[old] for old in theirs],
        frozenset((places[one], other_places[two]) for one, two in case.truth if one in places and two in other_places),
        (_renumbered(case.judged[0], places), _renumbered(case.judged[1], other_places)),
        _renumbered(moved, other_places),
    )


def _renumbered(old: Iterable[int], places: dict[int, int]) -> frozenset[int]:
    return frozenset(places[one] for one in old if one in places)


def _dropped(count: int, share: float, chance: Random) -> list[int]:
    """What is left of `count` passages."""
    kept = []
    place = 0
    while place < count:
        if chance.random() < share / 2:
            place += chance.randint(1, 3)
        else:
            kept.append(place)
            place += 1
    return kept


def _move(order: list[int], chance: Random) -> set[int]:
    """Move a run of one to four passages four to twelve places; what was moved."""
    size = chance.randint(1, 4)
    start = chance.randrange(len(order) - size)
    run = order[start : start + size]
    del order[start : start + size]
    place = max(0, min(len(order), start + chance.choice((-1, 1)) * chance.randint(4, 12)))
    order[place:place] = run
    return set(run)


def score(corpus: Iterable[Case], *, with_lexicon: bool = True) -> Score:
    """How well the passages of all cases are matched; links between passages the truth is silent of do not count."""
    found = wanted = right = moved = moved_right = 0
    links: list[tuple[float, bool]] = []
    for case in corpus:
        words = lexicon("en", case.language) if with_lexicon else {}
        matches = {(one.source, one.target): one.confidence for one in match(Scores(case.source, case.target, words))}
        got = {link: sure for link, sure in matches.items() if link[0] in case.judged[0] or link[1] in case.judged[1]}
        shifted = {link for link in case.truth if link[1] in case.moved}
        found, wanted, right = found + len(got), wanted + len(case.truth), right + len(case.truth & got.keys())
        moved, moved_right = moved + len(shifted), moved_right + len(shifted & got.keys())
        links += [(sure, link in case.truth) for link, sure in got.items()]
    return Score(right / found, right / wanted, moved_right / max(1, moved), links)
