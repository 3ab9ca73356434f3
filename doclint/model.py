"""The records every stage shares. Frozen, picklable, without behaviour beyond views."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "info"]
Category = Literal[
    "links",
    "numbers",
    "meaning",
    "literals",
    "completeness",
    "terms",
    "structure",
    "metadata",
    "drift",
    "facts",
]
Role = Literal["source", "translation", "version", "article", "declared"]

LINE_END = re.compile(r"\r\n?|\n")


class Span(Struct, frozen=True, order=True, gc=False):
    """A stretch of text: start and end offset in code points, end excluded."""

    start: int
    end: int

    def within(self, other: Span) -> bool:
        """Whether this span lies inside `other`."""
        return other.start <= self.start and self.end <= other.end


class Original(Struct, frozen=True, dict=True):
    """A file as decoded."""

    path: str
    text: str

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The offsets at which the lines begin."""
        return (0, *(end.end() for end in LINE_END.finditer(self.text)))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both from 1, columns in code points."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1


class Location(Struct, frozen=True, gc=False):
    """A place in a file: lines and columns from 1, the end excluded; unit is the `data-ttu-id` or None."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str | None = None


class Markup(Struct, frozen=True, gc=False):
    """An inline construct: its whole span, the span of its content, and its value (code, destination, tag).

    A `macro` stands for text the site fills in; `syntax` (a shortcode's end, a footnote mark, attributes) shows none.
    """

    kind: Literal[
        "code", "link", "image", "html", "emphasis", "strong", "autolink", "escape", "macro", "syntax", "math"
    ]
    span: Span
    content: Span
    value: str = ""


class Tag(Struct, frozen=True, gc=False):
    """An HTML tag: name in lower case, attributes, and whether it closes."""

    name: str
    closing: bool
    attributes: dict[str, str]
    span: Span


class Block(Struct, frozen=True, gc=False):
    """A block of text: a heading, paragraph, list item's paragraph, table cell, code block, raw HTML or definition.

    Code is also what a site generator replaces (a macro, a container's marker); its `info` is then "syntax".
    `level` is a heading's level, else the nesting depth; `prose` is `text` with all markup blanked, of the same length.
    """

    kind: Literal["heading", "paragraph", "item", "cell", "code", "html", "definition"]
    span: Span
    text: str
    prose: str
    level: int = 0
    markup: tuple[Markup, ...] = ()
    tags: tuple[Tag, ...] = ()
    section: int = -1
    row: int = -1
    info: str = ""


class Item(Struct, frozen=True, gc=False):
    """An ordered list's item: the number as written and its place."""

    list: int
    number: int
    span: Span


class Unit(Struct, frozen=True, gc=False):
    """What is translated as one: a sentence of a block. `text` is the article's text at `span`, `prose` as in Block."""

    id: str | None
    block: int
    span: Span
    text: str
    prose: str


class Anchor(Struct, frozen=True, gc=False):
    """A place that links can name. `heading` is the index of the heading block it belongs to, or -1."""

    name: str
    span: Span
    kind: Literal["explicit", "slug"] = "explicit"
    heading: int = -1


class Link(Struct, frozen=True, gc=False):
    """A link as written: its destination, the destination's place, and the block it stands in.

    An `include` shows an article's text in its place, a `snippet` a file's code; a `template` does the same for a file
    in folders that only the site's configuration knows.
    """

    kind: Literal["link", "image", "autolink", "html", "include", "snippet", "template", "definition"]
    destination: str
    span: Span
    block: int


class Value(Struct, frozen=True, gc=False):
    """A front matter value as text, and its place."""

    text: str
    span: Span


class Fault(Struct, frozen=True, gc=False):
    """Something in a file that could not be read as it was meant."""

    kind: Literal["encoding", "front-matter", "unit", "limit"]
    span: Span
    detail: str


class Article(Struct, frozen=True, dict=True):
    """One side of a file, read. `text` is that side alone; `pieces` map its offsets into the original file.

    A bilingual file is read into its target; `other` then reads its source side, unit for unit.
    `digest` is the SHA-1 of the file with CRLF line ends, which a translation's `ms.openlocfilehash` records.
    """

    original: Original
    text: str
    pieces: tuple[tuple[int, int], ...]
    metadata: dict[str, Value]
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]
    anchors: tuple[Anchor, ...]
    links: tuple[Link, ...]
    items: tuple[Item, ...]
    faults: tuple[Fault, ...] = ()
    other: Callable[[], Article] | None = None
    digest: str = ""

    @property
    def bilingual(self) -> bool:
        """Whether the file holds its source beside it."""
        return self.other is not None

    @cached_property
    def source(self) -> Article | None:
        """The source side of a bilingual file, read when first asked for."""
        return self.other() if self.other else None

    @property
    def passing_source(self) -> Article | None:
        """The source side for whoever looks at it once: kept only where it was kept before."""
        return self.source if "source" in self.__dict__ or not self.other else self.other()

    @property
    def path(self) -> str:
        """The file's path as given."""
        return self.original.path

    def offset(self, position: int) -> int:
        """The offset in the original file of offset `position` of this side."""
        piece = self.pieces[bisect_right(self.pieces, (position, 1 << 62)) - 1]
        return piece[1] + position - piece[0]

    def place(self, span: Span) -> Span:
        """`span` of this side as offsets in the original file."""
        start = self.offset(span.start)
        return Span(start, self.offset(span.end - 1) + 1 if span.end > span.start else start)

    def locate(self, span: Span, unit: str | None = None) -> Location:
        """Where `span` of this side stands in the original file."""
        place = self.place(span)
        return Location(self.path, *self.original.position(place.start), *self.original.position(place.end), unit)


class Pair(Struct, frozen=True, gc=False):
    """A unit and its source unit, by index into the two articles' units; None where one side is missing."""

    source: int | None
    target: int | None
    method: str
    confidence: float


class Evidence(Struct, frozen=True):
    """The other side of a finding. `highlight` is the stretch of `text` (offsets) that the place names."""

    role: Role
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str | None
    locale: str
    version: str | None
    date: str | None
    text: str
    highlight: tuple[int, int]


class Edit(Struct, frozen=True):
    """Replace a place in a file by `text`."""

    at: Location
    text: str


class Fix(Struct, frozen=True):
    """Edits of one file that together mend a finding, and whether they may be applied unasked.

    A safe fix changes nothing that is read as prose; a fix for `display` is never applied.
    """

    safety: Literal["safe", "unsafe", "display"]
    edits: tuple[Edit, ...]


class Diagnostic(Struct, frozen=True):
    """What a check says; the runner adds the rule and makes it a Finding.

    `text` is the unit or line to show, `highlight` the stretch of it (offsets) that is at fault.
    """

    at: Location
    locale: str
    subject: str
    message: str
    text: str
    highlight: tuple[int, int]
    expected: str | None = None
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    fix: Fix | None = None


class Finding(Struct, frozen=True):
    """A diagnostic of a rule, as every output shows it (contract doclint/1).

    `owner` is whose article it is, as far as the configuration tells.
    """

    rule: str
    code: str
    category: Category
    severity: Severity
    confidence: float
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    unit: str | None
    locale: str
    message: str
    subject: str
    expected: str | None
    evidence: tuple[Evidence, ...]
    fix: Fix | None
    fingerprint: str
    text: str
    highlight: tuple[int, int]
    owner: str | None = None
