"""Translations much shorter than their source: a clause may be missing."""

from collections.abc import Iterator
from math import log
from statistics import median

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import UnitPair
from doclint.project.pairing import ALIGNED, ArticlePair

SCOPE = "pair"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest source looked at. `ratio`: how short, against the article's usual ratio of lengths."""

    words: int
    ratio: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """Every unit whose translation is far shorter than the article's other translations make one expect."""
    units = [unit for unit in pair.units() if unit.confidence >= ALIGNED and len(unit.source.words) >= options.words]
    if len(units) < 5:
        return
    usual = median(_ratio(unit) for unit in units)
    for unit in units:
        if _ratio(unit) < usual + log(options.ratio):
            yield _diagnostic(unit)


def _ratio(unit: UnitPair) -> float:
    return log((len(unit.target.prose.strip()) + 8) / (len(unit.source.prose.strip()) + 8))


def _diagnostic(unit: UnitPair) -> Diagnostic:
    sizes = f"{len(unit.target.words)} words for {len(unit.source.words)}"
    message = f"The translation is much shorter than its source ({sizes}): a part seems to be missing"
    return unit.target.report(message, evidence=(unit.source.evidence("source"),), confidence=0.6)
