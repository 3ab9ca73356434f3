"""Images of the source that the translation does not show."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from rapidfuzz import fuzz

from doclint.checks.counterparts import Counterparts
from doclint.model import Article, Diagnostic, Link, Span
from doclint.project.pairing import ALIGNED, ArticlePair

SCOPE = "pair"

_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp)\b", re.IGNORECASE)
_MOST = 500


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """`likeness`: how like (0-100) the names of an image and of its localized form are."""

    likeness: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for every image of the source whose place in the translation is empty."""
    source, target = _images(pair.source.article), _images(pair.target.article)
    there = Counter(_name(link) for link in target)
    left = [link for link in source if not _taken(there, _name(link))]
    others = list(there.elements())
    if len(left) <= len(others):
        return
    compared, known = _compared(pair), Counterparts(pair)
    for link in left:
        judged = link.kind == "image" and link.block in compared
        if not judged and not _localized(_name(link), others, options.likeness):
            yield _diagnostic(pair, link, known)


def _images(article: Article) -> list[Link]:
    """The images shown, in Markdown or HTML."""
    shown = (link for link in article.links if link.kind in {"image", "html"})
    return [link for link in shown if link.kind == "image" or _IMAGE.search(link.destination)]


def _name(link: Link) -> str:
    """The image's file name in small letters."""
    path = unquote(link.destination.partition("#")[0].partition("?")[0])
    return PurePosixPath(path.replace("\\", "/").lower()).name


def _taken(there: Counter[str], name: str) -> bool:
    """Whether the translation shows an image of that name; it is then counted off."""
    there[name] -= 1
    return there[name] >= 0


def _localized(name: str, others: list[str], likeness: float) -> bool:
    return any(fuzz.ratio(name, other) >= likeness for other in others[:_MOST])


def _compared(pair: ArticlePair) -> set[int]:
    """The source blocks whose units other rules compare with the translation's, Markdown images and all."""
    units = pair.source.article.units
    sure = (one for one in pair.pairs if one.target is not None and one.confidence >= ALIGNED)
    return {units[one.source].block for one in sure if one.source is not None}


def _diagnostic(pair: ArticlePair, link: Link, known: Counterparts) -> Diagnostic:
    message = f"The source shows the image '{link.destination}' here, the translation does not. Put it back"
    evidence = (pair.source.evidence("source", link.span, pair.source.line(link.span)),)
    blocks = pair.target.article.blocks
    at = blocks[known.before(link.block)].span if blocks else Span(0, 0)
    return pair.target.report(at, message, expected=link.destination, evidence=evidence, confidence=0.8)
