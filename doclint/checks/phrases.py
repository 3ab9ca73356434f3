"""Short phrases and their translations: labels, links' texts, headings, cells and items that are one on both sides."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from doclint.language.words import fold
from doclint.model import Markup, Span
from doclint.project.edition import Edition, Segment
from doclint.project.pairing import ALIGNED, ArticlePair
from doclint.project.unit_pair import UnitPair

_MARKED = {"strong": "label", "emphasis": "label", "link": "link"}
_WHOLE = {"heading", "cell", "item"}
_EDGE = " \t\r\n\xa0:：.。,，、;；…*_\"'“”«»‘’「」『』|>→-–—"
_CODE = re.compile(r"[(){}\[\]<>=\\$@#`]|\w[_/.]\w")
_BROKEN = re.compile(r"\ufffc|\n|\s\s|\*\*")
"""Code, a line's end, or markup in a phrase."""
_INITIALS = 2
"""The letters of words in capitals, as OK; longer ones are shouted, or keywords."""
_LONGEST, _MOST = 4, 40
"""The words, and the letters, of the longest phrase."""


class Spot(Struct, frozen=True, gc=False):
    """A phrase, its translation, what they are, the two units by index, and the stretch of the target unit."""

    source: str
    target: str
    kind: str
    source_unit: int
    unit: int
    start: int
    end: int

    @property
    def left(self) -> bool:
        """Whether the phrase stands in the translation as it is, signs apart."""
        return letters(self.source) == letters(self.target)


def letters(phrase: str) -> str:
    """The letters and digits of a phrase, folded."""
    return "".join(filter(str.isalnum, fold(phrase)))


class Phrases(Struct, frozen=True):
    """The phrases of an article pair. `plain` are those of their words that the source also writes small.

    `shared` are those that the translation writes small, other than in phrases left as they are: its language has them
    too.
    `current` is False where the source is newer than what was translated.
    """

    locale: str
    path: str
    folder: str
    group: int
    current: bool
    spots: tuple[Spot, ...]
    plain: frozenset[str]
    shared: frozenset[str]


def phrases(pair: ArticlePair) -> Phrases:
    """The phrases of an article pair; none where nothing was translated."""
    target = pair.target
    spots = tuple(_spots(pair)) if pair.source.language != target.language else ()
    folder = PurePosixPath(target.place.key or target.article.path).parent.as_posix()
    plain = _small_words(pair.source, spots)
    left = {fold(word) for spot in spots if spot.left for word in spot.source.split()}
    shared = _small_words(target, spots) - left
    return Phrases(target.locale, target.article.path, folder, target.group, pair.current, spots, plain, shared)


def _spots(pair: ArticlePair) -> Iterator[Spot]:
    both = (one for one in pair.pairs if one.source is not None and one.target is not None)
    for at, unit in zip(both, pair.units, strict=True):
        if unit.confidence >= ALIGNED and at.source is not None and at.target is not None:
            for kind, ours, theirs in (*_whole(unit), *_marked(unit)):
                source, target = _phrase(unit.source, ours), _phrase(unit.target, theirs)
                if source and target and not _CODE.search(source) and (kind == "label" or not small(source)):
                    start = unit.target.prose.find(target, theirs.start)
                    one, two = sys.intern(source), sys.intern(" ".join(target.split()))
                    yield Spot(one, two, kind, at.source, at.target, start, start + len(target))


def _whole(unit: UnitPair) -> Iterator[tuple[str, Span, Span]]:
    """A heading, cell or item that is one unit on both sides."""
    ours, theirs = unit.source, unit.target
    if max(len(ours.prose), len(theirs.prose)) > 2 * _MOST or min(ours.unit.block, theirs.unit.block) < 0:
        return
    one, two = (side.edition.article.blocks[side.unit.block] for side in (ours, theirs))
    alone = one.prose.strip() == ours.prose.strip() and two.prose.strip() == theirs.prose.strip()
    if alone and one.kind == two.kind and one.kind in _WHOLE:
        yield one.kind, Span(0, len(ours.prose)), Span(0, len(theirs.prose))


def _marked(unit: UnitPair) -> Iterator[tuple[str, Span, Span]]:
    """Bold words, emphasised words, links' texts: of each kind, as many on both sides."""
    if not (unit.source.block_markup and unit.target.block_markup):
        return
    for mark, kind in _MARKED.items():
        one, two = ([other for other in side.markup if other.kind == mark] for side in (unit.source, unit.target))
        if len(one) == len(two):
            for left, right in zip(one, two, strict=True):
                yield kind, _inside(unit.source, left), _inside(unit.target, right)


def _inside(segment: Segment, mark: Markup) -> Span:
    base = segment.unit.span.start
    return Span(mark.content.start - base, mark.content.end - base)


def _phrase(segment: Segment, span: Span) -> str:
    """The words of a stretch of the unit, where they are few and hold no code."""
    text = segment.prose[span.start : span.end].strip(_EDGE)
    short = len(text) <= _MOST and len(text.split()) <= _LONGEST
    plain = short and not _BROKEN.search(text) and any(letter.isalpha() for letter in text)
    return text if plain else ""


def small(phrase: str) -> bool:
    """Whether a phrase is one word in small letters or capitals: part of its sentence, and bent to it."""
    return " " not in phrase and (phrase.islower() or (phrase.isupper() and len(phrase) > _INITIALS))


def _small_words(edition: Edition, spots: Sequence[Spot]) -> frozenset[str]:
    """The words of the phrases, as the source has them, that an article writes small somewhere."""
    wanted = {fold(word) for spot in spots for word in spot.source.split()}
    found = (
        {word for unit in edition.article.units for word in wanted.intersection(unit.prose.split())} if wanted else ()
    )
    return frozenset(map(sys.intern, found))
