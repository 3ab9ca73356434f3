"""Short phrases and their translations: labels, links' texts, headings, cells and items that are one on both sides."""

import re
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

from msgspec import Struct

from doclint.language.words import fold
from doclint.model import Markup, Span
from doclint.project.edition import Segment, UnitPair
from doclint.project.pairing import ALIGNED, ArticlePair

_MARKED = {"strong": "label", "emphasis": "label", "link": "link"}
_WHOLE = {"heading", "cell", "item"}
_EDGE = " \t\r\n\xa0:：.。,，、;；…*_\"'“”«»‘’「」『』|>→-–—"
_CODE = re.compile(r"[(){}\[\]<>=\\$@#`]|\w[_/.]\w")
_HIDDEN = "\ufffc"
_LONGEST, _MOST = 4, 40
"""The words, and the letters, of the longest phrase."""
_WORD = re.compile(r"(?<![\w-])[^\W\d_]+(?![\w-])")


class Spot(Struct, frozen=True, gc=False):
    """A phrase, its translation, what they are, the two units by index, and the stretch of the target unit."""

    source: str
    target: str
    kind: str
    source_unit: int
    unit: int
    start: int
    end: int


class Phrases(Struct, frozen=True):
    """The phrases of an article pair. `plain` are those of their words that the source also writes small.

    `current` is False where the source is newer than what was translated.
    """

    locale: str
    path: str
    folder: str
    group: int
    current: bool
    spots: tuple[Spot, ...]
    plain: frozenset[str]


def phrases(pair: ArticlePair) -> Phrases:
    """The phrases of an article pair; none where nothing was translated."""
    target = pair.target
    spots = tuple(_spots(pair)) if pair.source.language != target.language else ()
    folder = PurePosixPath(target.place.key or target.article.path).parent.as_posix()
    plain = _plain(pair, spots)
    return Phrases(target.locale, target.article.path, folder, target.group, pair.current, spots, plain)


def _spots(pair: ArticlePair) -> Iterator[Spot]:
    both = (one for one in pair.pairs if one.source is not None and one.target is not None)
    for at, unit in zip(both, pair.units, strict=True):
        if unit.confidence >= ALIGNED:
            for kind, ours, theirs in (*_whole(unit), *_marked(unit)):
                source, target = _phrase(unit.source, ours), _phrase(unit.target, theirs)
                if source and target and not _CODE.search(source) and (kind == "label" or not small(source)) and at.source is not None and at.target is not None:
                    start = unit.target.prose.find(target, theirs.start)
                    yield Spot(*map(sys.intern, (source, " ".join(target.split()), kind)), at.source, at.target, start, start + len(target))


def _whole(unit: UnitPair) -> Iterator[tuple[str, Span, Span]]:
    """A heading, cell or item that is one unit on both sides."""
    sides = unit.source, unit.target
    kinds = {side.edition.article.blocks[side.unit.block].kind for side in sides if side.unit.block >= 0}
    if len(kinds) == 1 and kinds <= _WHOLE and all(len(side.prose) <= 2 * _MOST for side in sides):
        if all(side.whole.prose.strip() == side.prose.strip() for side in sides):
            yield kinds.pop(), *(Span(0, len(side.prose)) for side in sides)


def _marked(unit: UnitPair) -> Iterator[tuple[str, Span, Span]]:
    """Bold words, emphasised words, links' texts: of each kind, as many on both sides."""
    ours, theirs = (side.markup for side in (unit.source, unit.target))
    for mark, kind in _MARKED.items() if ours and theirs else ():
        one, two = ([other for other in side if other.kind == mark] for side in (ours, theirs))
        if len(one) == len(two):
            for left, right in zip(one, two, strict=True):
                yield kind, _inside(unit.source, left), _inside(unit.target, right)


def _inside(segment: Segment, mark: Markup) -> Span:
    base = segment.unit.span.start
    return Span(mark.content.start - base, mark.content.end - base)


def _phrase(segment: Segment, span: Span) -> str:
    """The words of a stretch of the unit, where they are few and hold no code."""
    text = segment.prose[span.start : span.end].strip(_EDGE)
    short = len(text) <= _MOST and len(text.split()) <= _LONGEST and "\n" not in text
    return text if short and _HIDDEN not in text and any(letter.isalpha() for letter in text) else ""


def small(phrase: str) -> bool:
    """Whether a phrase is one word in small letters: part of its sentence, and bent to it."""
    return phrase.islower() and " " not in phrase


def _plain(pair: ArticlePair, spots: tuple[Spot, ...]) -> frozenset[str]:
    """The words of the phrases that the source writes small somewhere."""
    wanted = {fold(word) for spot in spots for word in spot.source.split()}
    found = (word for unit in pair.source.article.units for word in _WORD.findall(unit.prose)) if wanted else ()
    return frozenset(sys.intern(word) for word in wanted.intersection(found))
