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
    """`words`: the shortest source looked at. The ratios: how short, against the article's usual ratio of lengths."""

    words: int
    ratio: float
    block_ratio: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """Every unit whose translation is far shorter than the article's other translations make one expect."""
    units = [unit for unit in pair.units() if unit.confidence >= ALIGNED and len(unit.source.words) >= options.words]
    if len(units) < 5:
        return
    usual = median(_ratio(unit) for unit in units)
    for unit in units:
        if _ratio(unit) < usual + log(options.ratio) and _block_ratio(unit) < usual + log(options.block_ratio):
            yield _diagnostic(unit)


def _ratio(unit: UnitPair) -> float:
    return _length_ratio(unit.source.prose, unit.target.prose)


def _block_ratio(unit: UnitPair) -> float:
    """The same for the whole block: what one sentence lacks may stand in the next."""
    return _length_ratio(unit.source.block_text, unit.target.block_text)


def _length_ratio(source: str, target: str) -> float:
    return log((len(target.strip()) + 8) / (len(source.strip()) + 8))


def _diagnostic(unit: UnitPair) -> Diagnostic:
    sizes = f"{len(unit.target.words)} words for {len(unit.source.words)}"
    message = f"The translation is much shorter than its source ({sizes}): a part seems to be missing"
    return unit.target.report(message, evidence=(unit.source.evidence("source"),), confidence=0.6)
