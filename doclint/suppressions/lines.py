"""Which lines of a file belong together: the block that follows a line, in whichever side it stands."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from doclint.model import LINE_END, Article, Span
from doclint.suppressions.comments import sides

_LEAD = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)[ \t>]*)*")
"""What stands before the text of a line in quotes and lists."""


class Lines:
    """The lines of a file, from 1, and its blocks as stretches of lines."""

    def __init__(self, article: Article, taken: Iterable[Span] = ()) -> None:
        """What stands at the places `taken` counts as nothing."""
        self._article = article
        self._shown = [_LEAD.sub("", line, count=1).strip() for line in LINE_END.split(self._without(taken))]
        self._blocks = sorted(stretch for side in sides(article) for stretch in self._stretches(side))

    def _without(self, taken: Iterable[Span]) -> str:
        text = list(self._article.original.text)
        for span in taken:
            text[span.start : span.end] = (" " if char not in "\r\n" else char for char in text[span.start : span.end])
        return "".join(text)

    @property
    def last(self) -> int:
        """The last line."""
        return len(self._shown)

    def of(self, span: Span) -> tuple[int, int]:
        """The first and the last line of a place in the file."""
        end = max(span.start, span.end - 1)
        return self._article.original.position(span.start)[0], self._article.original.position(end)[0]

    def empty(self, line: int) -> bool:
        """Whether a line shows nothing."""
        return not self._shown[line - 1]

    def after(self, line: int) -> int | None:
        """The next line that shows something."""
        return next((number for number in range(line + 1, self.last + 1) if not self.empty(number)), None)

    def block(self, line: int) -> tuple[int, int]:
        """The lines of the block that `line` is part of, from `line` on; the line alone where it is in none."""
        found = [last for first, last in self._blocks if first <= line <= last]
        return line, max(found, default=line)

    def entry(self, line: int) -> tuple[int, int]:
        """The lines of the entry of front matter that begins in a line: those that are indented further below it."""
        text = LINE_END.split(self._article.original.text)
        indent = len(text[line - 1]) - len(text[line - 1].lstrip())
        last = line
        while last < len(text) and text[last].strip() and len(text[last]) - len(text[last].lstrip()) > indent:
            last += 1
        return line, last

    def _stretches(self, side: Article) -> Iterator[tuple[int, int]]:
        """The lines of each block of a side; a table is one, and so is HTML up to a blank line."""
        rows: list[tuple[int, int]] = []
        for block in side.blocks:
            first, last = self.of(side.place(block.span))
            if block.kind == "cell":
                rows.append((first, last))
            else:
                whole = block.kind == "html" and not block.text.startswith("<!--")
                yield first, self._to_blank(last) if whole else last
        yield from self._tables(rows)

    def _to_blank(self, line: int) -> int:
        while line < self.last and not self.empty(line + 1):
            line += 1
        return line

    def _tables(self, rows: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Rows that follow each other without a blank line are one table; below its head is a line of hyphens."""
        start = rows[0] if rows else (0, 0)
        for one, two in pairwise([*rows, (self.last + 3, 0)]):
            if two[0] > one[1] + 2 or (two[0] == one[1] + 2 and self.empty(one[1] + 1)):
                yield start[0], one[1]
                start = two
