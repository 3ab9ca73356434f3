"""Translations that lack a part of their source."""

from collections.abc import Iterator
from math import log
from statistics import median

from msgspec import Struct

from doclint.language.senses.signals import ratio
from doclint.model import Diagnostic
from doclint.project.pairing import ALIGNED, ArticlePair
from doclint.project.unit_pair import UnitPair

SCOPE = "pair"

_UNUSUAL = 0.3
"""How many of 100 ordinary units may seem to lack as much."""
_FEWEST = 5


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest source looked at. The ratios: how short, against the article's usual ratio of lengths."""

    words: int
    ratio: float
    block_ratio: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """Every unit that seems to lack a part: to what was learned of the languages, else by the article's lengths."""
    units = [unit for unit in pair.units if unit.confidence >= ALIGNED and unit.method != "merged"]
    if pair.tables:
        found = (unit for unit in units if unit.signals and unit.signals.rate("missing") <= _UNUSUAL)
        yield from (_diagnostic(unit) for unit in found if unit.source.unit.id or _block_ratio(unit) < _ratio(unit) + 1)
    else:
        yield from _short(units, options)


def _short(units: list[UnitPair], options: Options) -> Iterator[Diagnostic]:
    """Every unit far shorter than the article's other translations make one expect."""
    units = [unit for unit in units if len(unit.source.words) >= options.words]
    if len(units) < _FEWEST:
        return
    usual = median(_ratio(unit) for unit in units)
    for unit in units:
        if _ratio(unit) < usual + log(options.ratio) and _block_ratio(unit) < usual + log(options.block_ratio):
            yield _diagnostic(unit)


def _ratio(unit: UnitPair) -> float:
    return ratio(unit.source.said, unit.target.said)


def _block_ratio(unit: UnitPair) -> float:
    """The same for the whole block: what one sentence lacks may stand in the next."""
    return ratio(unit.source.block_text, unit.target.block_text)


def _diagnostic(unit: UnitPair) -> Diagnostic:
    sizes = f"{len(unit.target.words)} words for {len(unit.source.words)}"
    message = f"The translation is much shorter than its source ({sizes}): a part seems to be missing"
    return unit.target.report(message, evidence=(unit.source.evidence("source"),), confidence=0.6)
