"""The units of two articles side by side: blocks first, by anchors, literals, words, kind and length; then sentences.

Methods: `anchor` both carry the anchor, `text` the same text, `literals` the same code, links and numbers as no other;
`order` the best fit between such pairs; `gap` left over at the same place on both sides; `moved` out of order;
`merged` one sentence against several (their pairs share a unit); `none` without counterpart.
"""

from collections.abc import Iterator
from itertools import accumulate
from operator import itemgetter

from doclint.model import Article, Pair
from doclint.project.align.features import passages, unit_features
from doclint.project.align.match import Match, match
from doclint.project.align.score import Scores
from doclint.project.align.sentence import Sentence, beads, sentence


def align(source: Article, target: Article) -> tuple[Pair, ...]:
    """The units of both articles in pairs, in the target's order; a unit without counterpart stands alone."""
    scores = Scores(passages(source), passages(target))
    pairs = [pair for found in match(scores) for pair in _unit_pairs(found, scores, source, target)]
    return _in_order(pairs, len(source.units), len(target.units))


def _unit_pairs(found: Match, scores: Scores, source: Article, target: Article) -> Iterator[Pair]:
    """The units of two matched passages; in table rows of as many cells, cell by cell."""
    ours, theirs = scores.source[found.source].cells, scores.target[found.target].cells
    if len(ours) != len(theirs):
        ours, theirs = (sum(ours, ()),), (sum(theirs, ()),)
    for units, others in zip(ours, theirs, strict=True):
        if len(units) == len(others) and _plain(found, scores):
            yield from (Pair(*two, found.method, found.confidence) for two in zip(units, others, strict=True))
            continue
        for bead in beads(_sentences(source, units), _sentences(target, others), scores.ratio):
            method = found.method if len(bead.source) == len(bead.target) else "merged"
            confidence = round(found.confidence * bead.confidence, 4)
            yield from (Pair(units[one], others[two], method, confidence) for one in bead.source for two in bead.target)


def _plain(found: Match, scores: Scores) -> bool:
    """Whether no literal could tell that sentences changed places."""
    ours, theirs = scores.source[found.source], scores.target[found.target]
    return max(map(len, ours.cells), default=0) <= 1 or set(ours.features.hard).isdisjoint(theirs.features.hard)


def _sentences(article: Article, units: tuple[int, ...]) -> list[Sentence]:
    chosen = [article.units[index] for index in units]
    return [sentence(unit.text, unit_features(article, unit)) for unit in chosen]


def _in_order(pairs: list[Pair], sources: int, targets: int) -> tuple[Pair, ...]:
    """`pairs` and every unit that is in none, sorted by target; a lone source unit follows the one before it."""
    after = _places(pairs, sources)
    ours, theirs = {pair.source for pair in pairs}, {pair.target for pair in pairs}
    placed = [((pair.target, 0, pair.source), pair) for pair in pairs]
    placed += [((after[unit], 1, unit), Pair(unit, None, "none", 0.0)) for unit in range(sources) if unit not in ours]
    placed += [((unit, 0, -1), Pair(None, unit, "none", 0.0)) for unit in range(targets) if unit not in theirs]
    return tuple(pair for _, pair in sorted(placed, key=itemgetter(0)))


def _places(pairs: list[Pair], sources: int) -> list[int]:
    """For every source unit the last target unit that it or one before it is paired with, in order; -1 for none."""
    places = [-1] * sources
    for pair in pairs:
        if pair.source is not None and pair.target is not None and pair.method != "moved":
            places[pair.source] = max(places[pair.source], pair.target)
    return list(accumulate(places, max))
