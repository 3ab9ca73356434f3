"""The units of two articles side by side: blocks first, by anchors, literals, words, kind and length; then sentences.

Methods: `anchor` both carry the anchor, `text` the same text, `literals` the same code, links and numbers as no other;
`order` the best fit between such pairs; `gap` left over at the same place on both sides; `moved` out of order;
`merged` one sentence against several (their pairs share a unit); `none` without counterpart.
"""

from collections.abc import Iterator

from doclint.language.lexicon import Lexicon
from doclint.model import Article, Pair, Unit
from doclint.project.align.features import Passage, passages, unit_features
from doclint.project.align.match import Match, match
from doclint.project.align.order import in_order
from doclint.project.align.score import Scores
from doclint.project.align.sentence import Bead, Sentence, beads, sentence, translated


def align(source: Article, target: Article, lexicon: Lexicon | None = None) -> tuple[Pair, ...]:
    """The units of both articles in pairs, in the target's order; a unit without counterpart stands alone.

    `lexicon` tells which words of the two languages translate each other.
    """
    scores = Scores(passages(source), passages(target), lexicon or {})
    pairs = [pair for found in match(scores) for pair in _unit_pairs(found, scores, (source, target))]
    return in_order(pairs, len(source.units), len(target.units))


def _unit_pairs(found: Match, scores: Scores, articles: tuple[Article, Article]) -> Iterator[Pair]:
    """The units of two matched passages, cell by cell."""
    for units, others in _cells(scores.source[found.source], scores.target[found.target]):
        ours, theirs = [articles[0].units[unit] for unit in units], [articles[1].units[unit] for unit in others]
        if len(ours) == len(theirs) and (_plain(found, scores) or translated(ours, theirs, scores.lexicon)):
            yield from (Pair(*two, found.method, found.confidence) for two in zip(units, others, strict=True))
            continue
        features = _sentences(articles[0], ours, scores.lexicon), _sentences(articles[1], theirs, scores.lexicon)
        for one, other, confidence, merged in _linked(beads(*features, scores.ratio), len(ours), len(theirs)):
            method = "merged" if merged else found.method
            yield Pair(units[one], others[other], method, round(found.confidence * confidence, 4))


def _cells(ours: Passage, theirs: Passage) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """The unit indexes of both sides; in table rows of as many cells, cell by cell."""
    if len(ours.cells) == len(theirs.cells):
        return list(zip(ours.cells, theirs.cells, strict=True))
    return [(sum(ours.cells, ()), sum(theirs.cells, ()))]


def _linked(found: list[Bead], sources: int, targets: int) -> Iterator[tuple[int, int, float, bool]]:
    """The sentences of every bead by two, with the bead's confidence and whether it merges some."""
    even = len(found) == sources == targets
    for bead in found:
        merged = len(bead.source) != len(bead.target)
        yield from ((one, two, bead.confidence(even=even), merged) for one in bead.source for two in bead.target)


def _plain(found: Match, scores: Scores) -> bool:
    """Whether no word and no literal could tell that sentences changed places."""
    ours, theirs = scores.source[found.source], scores.target[found.target]
    if max(map(len, ours.cells), default=0) <= 1:
        return True
    return not scores.lexicon and set(ours.features.hard).isdisjoint(theirs.features.hard)


def _sentences(article: Article, units: list[Unit], lexicon: Lexicon) -> list[Sentence]:
    return [sentence(unit, unit_features(article, unit), lexicon) for unit in units]
