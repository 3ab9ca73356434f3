"""An article as drift compares it: its passages (a block, or a table's row), and the pieces they are made of.

A piece is what is counted as one unit: a sentence, heading or cell; a code block; an image or include without text;
raw HTML that shows a file; title and description of the front matter. Other front matter and markup are no pieces.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, NamedTuple

from msgspec.structs import replace

from doclint.drift.folding import folded, listing, plain
from doclint.language.words import words
from doclint.model import Block, Markup, Span, Unit
from doclint.project.align.features import grouped
from doclint.project.edition import Edition, Segment

Kind = Literal["text", "heading", "cell", "code", "file", "title", "description"]

_KINDS: dict[str, Kind] = {"heading": "heading", "cell": "cell"}
_META: tuple[Kind, ...] = ("title", "description")
_LINKING = {"link", "image", "autolink"}
_STEP = re.compile(r"(?:\d+[.)]|[-*+])[ \t]+\S+[ \t]+\S+[ \t]")
"""The beginning of a step: indented too far it is read as code, and is text."""
_CODE = "\0"
"""What sets code apart from text that reads the same."""


class Piece(NamedTuple):
    """A unit as drift counts it: kind, unit, its index among the article's (-1: none), and its passage's number."""

    kind: Kind
    unit: Unit
    ordinal: int
    passage: int


class Sheet:
    """The pieces of an edition, in document order, with what is worked out of them when asked for."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.article = edition.article
        self.pieces: list[Piece] = []
        self.keys: list[tuple[str, ...]] = []
        self._meta()
        for group in grouped(self.article.blocks):
            self._passage(group)
        self._plain: dict[int, str] = {}
        self._ordered: dict[int, tuple[list[int], list[Markup]]] = {}

    def _meta(self) -> None:
        for name in _META:
            value = self.article.metadata.get(name)
            if value and value.text.strip():
                self.pieces.append(Piece(name, Unit(None, -1, value.span, value.text, value.text), -1, len(self.keys)))
                self.keys.append((name, folded(value.text)))

    def _passage(self, group: list[int]) -> None:
        found = [piece for index in group for piece in self._of_block(index)]
        if found:
            self.pieces += found
            self.keys.append(tuple(folded(self.article.blocks[index].text) for index in group))

    @cached_property
    def _units(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index, unit in enumerate(self.article.units):
            found.setdefault(unit.block, []).append(index)
        return found

    @cached_property
    def _files(self) -> set[int]:
        """The blocks that show a file: an include, a snippet, an image in HTML."""
        return {link.block for link in self.article.links if link.kind in {"include", "snippet", "template", "html"}}

    def _of_block(self, index: int) -> list[Piece]:
        block, units = self.article.blocks[index], self._units.get(index, [])
        number, kind = len(self.keys), _KINDS.get(block.kind, "text")
        whole = Unit(None, index, block.span, block.text, block.prose)
        if block.kind == "code" and block.info != "syntax":
            lines = [(one, self.article.units[one]) for one in units]
            if lines and _STEP.match(lines[0][1].text):
                return [Piece("text", replace(unit, prose=unit.text), one, number) for one, unit in lines]
            return [Piece("code", whole, -1, number)]
        if len(units) == 1 and not self._tells(self.article.units[units[0]]):
            return [Piece("file", whole, units[0], number)]
        found = [Piece(kind, unit, one, number) for one, unit in self._widened(block, units)]
        return self._with_files(found, block, whole, number)

    def _widened(self, block: Block, units: list[int]) -> Iterator[tuple[int, Unit]]:
        """The units of a block; one that begins behind an include is widened to it: it shows the first words."""
        starts = [mark.span.start for mark in block.markup if mark.kind == "link"]
        done = block.span.start
        for one in units:
            unit = self.article.units[one]
            at = bisect_left(starts, done)
            if at < len(starts) and starts[at] < unit.span.start:
                unit = self._from(block, unit, max(done, self._line_start(starts[at])))
            done = unit.span.end
            yield one, unit

    def _line_start(self, offset: int) -> int:
        """Where the text of the line begins that `offset` lies in."""
        start = self.article.text.rfind("\n", 0, offset) + 1
        line = self.article.text[start:offset]
        return start + len(line) - len(line.lstrip(" \t>"))

    def _from(self, block: Block, unit: Unit, start: int) -> Unit:
        """A unit that begins earlier in its block."""
        start = max(start, block.span.start)
        inside = slice(start - block.span.start, unit.span.end - block.span.start)
        return Unit(unit.id, unit.block, Span(start, unit.span.end), block.text[inside], block.prose[inside])

    def _tells(self, unit: Unit) -> bool:
        return any(char.isalnum() or char == "\ufffc" for char in unit.prose)

    def _with_files(self, found: list[Piece], block: Block, whole: Unit, number: int) -> list[Piece]:
        """The pieces of a block, and its images that belong to no unit; where there are none, the file it shows."""
        starts = [piece.unit.span.start for piece in found]
        for mark in block.markup:
            at = bisect_right(starts, mark.span.start) - 1
            if mark.kind == "image" and not (at >= 0 and mark.span.within(found[at].unit.span)):
                text = self.article.text[mark.span.start : mark.span.end]
                unit = Unit(None, whole.block, mark.span, text, " " * len(text))
                found.append(Piece("file", unit, -1, number))
        if not found and whole.block in self._files:
            found.append(Piece("file", whole, -1, number))
        return sorted(found, key=lambda piece: piece.unit.span.start)

    def raw(self, place: int) -> str:
        """A piece's text as written, white space folded; of code the listing with its indents."""
        piece = self.pieces[place]
        return listing(piece.unit.text) if piece.kind == "code" else folded(piece.unit.text)

    def plain(self, place: int) -> str:
        """What a piece says, without markup."""
        found = self._plain.get(place)
        if found is None:
            piece = self.pieces[place]
            if piece.kind == "code":
                found = _CODE + listing(piece.unit.text)
            else:
                found = plain(piece.unit.text, piece.unit.span.start, self.marks(place))
            self._plain[place] = found
        return found

    def said(self, place: int) -> tuple[str, str]:
        """What a piece says, and where that is said: title and description are not the text that reads the same."""
        kind = self.pieces[place].kind
        return kind if kind in _META else "", self.plain(place)

    def marks(self, place: int) -> list[Markup]:
        """The inline constructs of a piece; front matter has none."""
        unit = self.pieces[place].unit
        if not 0 <= unit.block < len(self.article.blocks):
            return []
        starts, marks = self._marks(unit.block)
        first, last = bisect_left(starts, unit.span.start), bisect_left(starts, unit.span.end)
        return [mark for mark in marks[first:last] if mark.span.end <= unit.span.end]

    def _marks(self, block: int) -> tuple[list[int], list[Markup]]:
        """The constructs of a block in order, with where they start."""
        found = self._ordered.get(block)
        if found is None:
            marks = sorted(self.article.blocks[block].markup, key=lambda mark: mark.span)
            found = self._ordered[block] = [mark.span.start for mark in marks], marks
        return found

    def codes(self, place: int) -> list[str]:
        """The inline code of a piece."""
        return [folded(mark.value) for mark in self.marks(place) if mark.kind == "code"]

    def destinations(self, place: int) -> list[str]:
        """Where the links and images of a piece lead."""
        unit = self.pieces[place].unit
        found = [(mark.span.start, mark.value) for mark in self.marks(place) if mark.kind in _LINKING]
        if 0 <= unit.block < len(self.article.blocks):
            for tag in self.article.blocks[unit.block].tags:
                target = tag.attributes.get("href") or tag.attributes.get("src")
                if target and tag.span.within(unit.span):
                    found.append((tag.span.start, target))
        return [value for _, value in sorted(found)]

    def segment(self, place: int) -> Segment:
        """A piece as the checks look at it."""
        return Segment(self.edition, self.pieces[place].unit)

    def words(self, place: int) -> int:
        """How many words there are to translate. Where no blanks part words, each character counts as one."""
        return 0 if self.pieces[place].kind in {"code", "file"} else len(words(self.pieces[place].unit.prose))

    def line(self, place: int) -> int:
        """The line of the file in which a piece begins."""
        return self._lines(place)[0]

    def last(self, place: int) -> int:
        """The line of the file in which the block of a piece ends."""
        unit = self.pieces[place].unit
        if unit.block < 0:
            return self._lines(place)[1]
        return self.article.locate(self.article.blocks[unit.block].span).end_line

    def _lines(self, place: int) -> tuple[int, int]:
        piece = self.pieces[place]
        if piece.kind in _META:
            start, end = (self.article.original.position(at)[0] for at in (piece.unit.span.start, piece.unit.span.end))
            return start, end
        at = self.article.locate(piece.unit.span)
        return at.line, at.end_line

    def section(self, place: int) -> str:
        """The heading that a piece stands under; a heading begins its own section."""
        index = self.pieces[place].unit.block
        above = self.article.blocks[index].section if index >= 0 else -1
        if above < 0:
            return ""
        block = self.article.blocks[above]
        return plain(block.text, block.span.start, block.markup)
