"""Paragraphs, steps and rows of the source that the translation has not."""

from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.pairing import ArticlePair

SCOPE = "pair"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`words`: the shortest block looked at. `confidence`: how sure the pairs around it must be."""

    words: int
    confidence: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """Every source block without a counterpart that stands between two that have one."""
    source, target = pair.source.article, pair.target.article
    partner: dict[int, int] = {}
    sure: defaultdict[int, float] = defaultdict(float)
    for one in pair.pairs:
        if one.source is not None and one.target is not None:
            block = source.units[one.source].block
            partner.setdefault(block, target.units[one.target].block)
            sure[block] = max(sure[block], one.confidence)
    told = [index for index, block in enumerate(source.blocks) if block.kind not in {"code", "html", "definition"}]
    for before, block, after in zip(told, told[1:], told[2:], strict=False):
        around = before in partner and after in partner and min(sure[before], sure[after]) >= options.confidence
        if block not in partner and around and 0 < partner[after] - partner[before] <= 1:
            yield from _diagnostic(pair, block, partner[before], options)


def _diagnostic(pair: ArticlePair, block: int, before: int, options: Options) -> Iterator[Diagnostic]:
    unit = next((unit for unit in pair.source.article.units if unit.block == block), None)
    if unit is None or len(Segment(pair.source, unit).words) < options.words:
        return
    missing = pair.source.article.blocks[block]
    told = {"item": "list item", "cell": "table row"}.get(missing.kind, missing.kind)
    message = f"The source has a {told} here that the translation has not. Translate it"
    evidence = (pair.source.evidence("source", missing.span),)
    yield pair.target.report(pair.target.article.blocks[before].span, message, evidence=evidence, confidence=0.8)
