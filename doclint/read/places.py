"""Where the content that markdown-it hands to its inline rules stands in the text: it tells the lines alone."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from doclint.model import Span


class Ranges:
    """Stretches of text, those that overlap joined, to be asked for what lies at a place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._joined: list[Span] = []
        for span in sorted(spans):
            if self._joined and span.start < self._joined[-1].end:
                self._joined[-1] = Span(self._joined[-1].start, max(self._joined[-1].end, span.end))
            elif span.start < span.end:
                self._joined.append(span)
        self._starts = [span.start for span in self._joined]

    def holds(self, span: Span) -> bool:
        """Whether `span` lies within one of them."""
        index = bisect_right(self._starts, span.start) - 1
        return index >= 0 and span.within(self._joined[index])

    def widened(self, span: Span) -> Span:
        """`span` with those it cuts into."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_left(self._starts, span.end)
        cut = [one for one in self._joined[first:last] if one.start < span.end and span.start < one.end]
        return Span(min(span.start, cut[0].start), max(span.end, cut[-1].end)) if cut else span


class Cell(NamedTuple):
    """Where the content of an inline token stands: pieces of (offset in the content, offset in the text)."""

    content: str
    pieces: list[tuple[int, int]]

    def at(self, offset: int) -> int:
        """The offset in the text of an offset in the content."""
        piece = self.pieces[max(0, bisect_right(self.pieces, (offset, 1 << 62)) - 1)]
        return piece[1] + offset - piece[0]

    def span(self, start: int, end: int) -> Span:
        """A stretch of the content in the text; an empty one stands behind the character before it."""
        if len(self.pieces) == 1:
            shift = self.pieces[0][1] - self.pieces[0][0]
            return Span(min(start, end) + shift, end + shift)
        last = self.at(end - 1) + 1 if end else self.at(0)
        return Span(self.at(start) if end > start else last, last)

    def prefixes(self, lines: list[int]) -> Iterator[tuple[int, int]]:
        """What stands before the content of its further lines: quote marks, indentation; `lines` begin there."""
        if "\n" not in self.content:
            return
        for offset, at in self.pieces[1:]:
            if not self.content[self.content.rfind("\n", 0, offset) + 1 : offset].strip():
                yield lines[bisect_right(lines, at) - 1], at


def paragraph(content: str, text: str, lines: list[tuple[int, int]]) -> Cell:
    """A paragraph's content: each of its lines is the end of one of the source `lines` (start, end), in order."""
    pieces: list[tuple[int, int]] = []
    offset = number = 0
    for line in content.split("\n"):
        shown = line.strip()
        while shown and number < len(lines):
            at = text.rfind(shown, *lines[number])
            number += 1
            if at >= 0:
                pieces.append((offset + len(line) - len(line.lstrip()), at))
                break
        offset += len(line) + 1
    return Cell(content, pieces)


def cell(content: str, text: str, cursor: int) -> tuple[Cell, int]:
    """A table cell's content, found behind `cursor`, and where it ends. A pipe may be escaped in the text."""
    pieces: list[tuple[int, int]] = []
    offset = 0
    for number, part in enumerate(content.split("|")):
        written = part if number == 0 else "|" + part
        at = text.find(written, cursor) if written else -1
        if at >= 0:
            pieces.append((offset, at))
            cursor = at + len(written)
        offset += len(written)
    return Cell(content, pieces), cursor
