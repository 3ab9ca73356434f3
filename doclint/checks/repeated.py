"""Sentences that a translation says twice in a row where the source says them once."""

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from rapidfuzz import fuzz

from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.pairing import ArticlePair

SCOPE = "pair"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest unit looked at. `likeness`: how like (0-100) the two source units may be."""

    words: int
    likeness: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for every unit that says what the unit before it says."""
    units = pair.target.article.units
    sources = {one.target: one.source for one in pair.pairs if one.target is not None}
    for index, (first, second) in enumerate(pairwise(units), 1):
        if first.prose[:4].lower() != second.prose[:4].lower() or len(second.prose) < 2 * options.words:
            continue
        before, after = pair.target.segments[index - 1 : index + 1]
        texts = [word.text for word in after.words]
        if len(texts) >= options.words and [word.text for word in before.words] == texts:
            yield from _diagnostic(pair, before, after, (sources.get(index - 1), sources.get(index)), options)


def _diagnostic(
    pair: ArticlePair, before: Segment, after: Segment, at: tuple[int | None, int | None], options: Options
) -> Iterator[Diagnostic]:
    """Where both have a source, it says two things; where one has none, the source says it once."""
    first, second = (pair.source.segments[index] if index is not None else None for index in at)
    if first and second and fuzz.ratio(first.prose.lower(), second.prose.lower()) > options.likeness:
        return
    if not first and not second:
        return
    told = second or first
    evidence = (before.evidence("translation"), *((told.evidence("source"),) if told else ()))
    message = (
        "The translation says this twice in a row, the source does not. Put here what the source says, or delete it"
    )
    yield after.report(
        message, evidence=evidence, confidence=0.8 if first and second and len(after.words) > options.words else 0.6
    )
