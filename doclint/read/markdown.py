"""Markdown text -> blocks, links, anchors and list items, each with its place."""

import re
from typing import Literal, NamedTuple

from markdown_it.token import Token
from msgspec.structs import replace

from doclint.model import LINE_END, Anchor, Block, Fault, Item, Link, Markup, Span, Tag
from doclint.read import blocks, definitions, directives, html
from doclint.read.constructs import destination, explicit_id, link_kind, markup_of
from doclint.read.inline import Inline, inlines
from doclint.read.markers import marker
from doclint.read.places import Cell, cell, paragraph
from doclint.read.prose import hide
from doclint.read.stream import NESTING, stream

_ID = re.compile(r"(?<!\{)\{:?[^{}#]*(?<=[\s{:])#([\w.:-]+)[^{}]*\}")
_LEAD = re.compile(r"\s*\[![A-Za-z]+[^\]\n]*\]|:[ \t]")
"""What stands before a paragraph's text: an alert's label, the colon of a definition in a list."""
_MACRO = re.compile(r"(?:\{\*[^{}]*\*\}|\{%[^{}]*%\}|\{\{[^{}]*\}\}|\{:[^{}]*\}|\s)+")
"""A paragraph that a template engine replaces: an include of code, a shortcode, a variable."""

_LONGEST = 100_000
_LISTS = {"bullet_list_open", "ordered_list_open", "dl_open"}
_CONTAINERS = {*_LISTS, "blockquote_open", "container_open", "footnote_reference_open"}
_CLOSING = {name.replace("_open", "_close") for name in _CONTAINERS}
_LEAVES = {"inline", "fence", "code_block", "syntax", "html_block", "marker", "component"}
_TAKEN = {*_LEAVES, "tr_open", "list_item_open", *_CONTAINERS, *_CLOSING}

Kind = Literal["heading", "paragraph", "item", "cell", "code", "html"]


class Content(NamedTuple):
    """Everything read from one Markdown text."""

    blocks: list[Block]
    links: list[Link]
    anchors: list[Anchor]
    items: list[Item]
    faults: list[Fault]


def read(text: str, body: int) -> Content:
    """Blocks and links of `text`, whose Markdown begins at offset `body`."""
    return _Reader(text, body).read()


class _Reader:
    """One pass over the block tokens of a text."""

    def __init__(self, text: str, body: int) -> None:
        self._text = text
        # markdown-it shows U+FFFD for a NUL, which is as long.
        self._found = text.replace("\0", "\ufffd")
        self._lines = [body, *(match.end() for match in LINE_END.finditer(text, body))]
        self._body = body
        self._environment: dict[str, object] = {}
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._anchors: list[Anchor] = []
        self._items: list[Item] = []
        self._faults: list[Fault] = []
        self._pending: list[int] = []
        self._used: set[str] = set()
        self._undefined: list[definitions.Definition] = []
        self._defined: list[tuple[str, Link]] = []
        self._section = -1
        self._depth: list[Kind] = []
        self._rows = -1
        self._lists = 0
        self._open_lists: list[int] = []
        self._cursor = 0

    def read(self) -> Content:
        text = self._found[self._body :].replace("\r\n", "\n").replace("\r", "\n")
        parsed = stream(blocks.parser(), text, self._environment)
        # What a reference names may be defined further down, and has to be known before.
        groups = list(parsed) if "]:" in text else parsed
        self._undefined = definitions.last_first(self._environment)
        for tokens in groups:
            for index, token in enumerate(tokens):
                if token.type in _TAKEN:
                    self._define(token.map[0] if token.map else 0)
                    self._take(token, tokens[index - 1])
        self._define(len(self._lines))
        self._links += [link for destination, link in self._defined if destination in self._used]
        if isinstance(deep := self._environment.get("deep"), int):
            place = Span(self._lines[deep], self._lines[deep] + 1)
            self._faults.append(Fault("limit", place, f"Blocks are nested more than {NESTING} deep"))
        return Content(self._blocks, self._links, self._anchors, self._items, self._faults)

    def _take(self, token: Token, previous: Token) -> None:
        kind = token.type
        if kind == "inline":
            self._inline(token, previous)
        elif kind in {"fence", "code_block", "syntax"}:
            self._code(token)
        elif kind == "html_block":
            self._html(token)
        elif kind == "marker":
            self._marker(token)
        elif kind == "component":
            self._component(token)
        elif kind == "tr_open":
            self._rows += 1
            self._cursor = self._line(token)[0]
        elif kind == "list_item_open":
            self._list_item(token)
        elif kind in _CONTAINERS:
            self._depth.append("item" if kind in _LISTS else self._leaf())
            self._open_lists.append(self._lists)
            self._lists += 1
        elif kind in _CLOSING:
            self._depth.pop()
            self._open_lists.pop()

    def _line(self, token: Token) -> tuple[int, int]:
        """Start and end offset of a token's lines, the last line's end excluded."""
        first, last = token.map or (0, 0)
        end = self._lines[last] if last < len(self._lines) else len(self._text)
        return self._lines[first], end

    def _list_item(self, token: Token) -> None:
        if token.info.isdecimal():
            start, end = self._line(token)
            at = self._text.find(token.info, start, end)
            self._items.append(Item(self._open_lists[-1], int(token.info), Span(at, at + len(token.info))))

    def _code(self, token: Token) -> None:
        start, end = self._line(token)
        text = self._text[start:end].rstrip()
        span = Span(start, start + len(text))
        info = token.info if token.type in {"fence", "code_block"} else "syntax"
        self._add(Block("code", span, text, " " * len(text), len(self._depth), (), (), self._section, -1, info))
        if info == "syntax":
            self._links += directives.inserted(self._text, start, end, len(self._blocks) - 1)

    def _marker(self, token: Token) -> None:
        """A container's marker: its title is a paragraph, an image's alternative text the text of an image."""
        found = marker(token.content)
        at = self._line(token)[0] + token.meta["column"]
        if found and found.title:
            start, end = found.title
            self._inline_at(Cell(token.content[start:end], [(0, at + start)]), *self._kind(token), "")
        elif found and found.alternative and found.source:
            block, link = directives.image(self._text, at, token.content, found, len(self._blocks))
            self._links.append(link)
            self._add(replace(block, level=len(self._depth), section=self._section))
        else:
            self._code(token)
            if found and found.source:
                self._links.append(directives.source(self._text, at, token.content, found, len(self._blocks) - 1))

    def _component(self, token: Token) -> None:
        """Components and modules show nothing themselves, but may link and have ids."""
        self._code(token)
        self._links += directives.component_links(self._text, *self._line(token), len(self._blocks) - 1)
        for name, span in directives.component_ids(self._text, *self._line(token)):
            self._anchor(name, span)

    def _html(self, token: Token) -> None:
        """Raw HTML: each line that shows text is a block; tags of other lines go to the block before it."""
        place = self._paragraph(token)
        start, end = self._line(token)
        start = place.pieces[0][1] if place.pieces else start
        text = self._text[start:end].rstrip()
        shown = list(html.shown(text))
        self._blank_prefixes(shown, Span(start, start + len(text)), place)
        for (first, last), tags in html.lines("".join(shown), start, html.tags(text, start)):
            span, prose = Span(start + first, start + last), "".join(shown[first:last])
            self._add(Block("html", span, text[first:last], prose, len(self._depth), (), tags, self._section))

    def _inline(self, token: Token, previous: Token) -> None:
        kind, level = self._kind(previous)
        if previous.type == "paragraph_open" and _MACRO.fullmatch(token.content):
            self._attribute_ids(self._paragraph(token), 0, len(token.content))
            self._code(token)
            return
        place = self._cell(token) if kind == "cell" else self._paragraph(token)
        if place.pieces:
            self._inline_at(place, kind, level, previous.markup if kind == "heading" else "")

    def _inline_at(self, place: Cell, kind: Kind, level: int, info: str) -> None:
        found = inlines(place.content, self._environment) if self._bounded(place) else []
        explicit = explicit_id(place.content) if kind == "heading" else None
        end = len(place.content[: explicit.start()].rstrip()) if explicit else len(place.content)
        span = place.span(0, end)
        if kind == "heading":
            self._section = len(self._blocks)
        text = self._text[span.start : span.end]
        markup = markup_of(self._text, place, span, [inline for inline in found if inline.end <= end])
        tags = tuple(html.tag(mark.value, mark.span.start) for mark in markup if html.is_tag(mark)) if found else ()
        prose = self._prose(text, span, place, markup)
        row = self._rows if kind == "cell" else -1
        self._add(Block(kind, span, text, prose, level, markup, tags, self._section, row, info))
        if explicit:
            self._anchor(explicit[1] or explicit[2], place.span(*explicit.span(1 if explicit[1] else 2)))
        for inline in found:
            if inline.kind == "syntax" and inline.end <= end:
                self._attribute_ids(place, inline.start, inline.end)
        self._inline_links(place, found)

    def _bounded(self, place: Cell) -> bool:
        """Whether a block is short enough to be read as more than plain text, which costs many times its size."""
        size = len(place.content)
        if size > _LONGEST:
            detail = f"A block of {size:,} characters, where more than {_LONGEST:,} are too many"
            self._faults.append(Fault("limit", place.span(0, 1), detail))
        return size <= _LONGEST

    def _attribute_ids(self, place: Cell, start: int, end: int) -> None:
        for match in _ID.finditer(place.content, start, end):
            self._anchor(match[1], place.span(*match.span(1)))

    def _kind(self, previous: Token) -> tuple[Kind, int]:
        if previous.type == "heading_open":
            return "heading", int(previous.tag[1])
        if previous.type in {"th_open", "td_open"}:
            return "cell", len(self._depth)
        return self._leaf(), len(self._depth)

    def _leaf(self) -> Kind:
        """What a paragraph here is: in a list an item, and elsewhere what it is around."""
        return self._depth[-1] if self._depth else "paragraph"

    def _paragraph(self, token: Token) -> Cell:
        first, last = token.map or (0, 0)
        # A term of a definition list has a map without lines.
        last = max(last, first + 1)
        ends = [*self._lines[first + 1 : last + 1], len(self._text)]
        return paragraph(token.content, self._found, list(zip(self._lines[first:last], ends, strict=False)))

    def _cell(self, token: Token) -> Cell:
        found, self._cursor = cell(token.content, self._found, self._cursor)
        return found

    def _prose(self, text: str, span: Span, cell: Cell, markup: tuple[Markup, ...]) -> str:
        lead = _LEAD.match(text)
        if not (markup or lead or len(cell.pieces) > 1):
            return text
        shown = list(text)
        self._blank_prefixes(shown, span, cell)
        hide(shown, markup, span.start)
        if lead:
            shown[: lead.end()] = " " * lead.end()
        return "".join(shown)

    def _blank_prefixes(self, shown: list[str], span: Span, cell: Cell) -> None:
        for start, end in cell.prefixes(self._lines):
            if end < span.end:
                begin = max(start, span.start)
                shown[begin - span.start : end - span.start] = " " * (end - begin)

    def _add(self, block: Block) -> None:
        index = len(self._blocks)
        self._blocks.append(block)
        if block.kind == "code":
            return
        for tag in block.tags:
            self._tag(tag, index)
        if block.kind == "heading" or block.prose.strip():
            self._resolve_pending(index)

    def _tag(self, tag: Tag, block: int) -> None:
        for attribute in ("id", "name"):
            value = tag.attributes.get(attribute)
            if value and not tag.closing and (attribute == "id" or tag.name == "a"):
                self._anchor(value, tag.span)
        for attribute in ("href", "src", "to"):
            value = tag.attributes.get(attribute)
            if value and tag.name in {"a", "img", "link"}:
                at = self._text.find(value, tag.span.start, tag.span.end)
                self._links.append(Link("html", value, Span(at, at + len(value)) if at >= 0 else tag.span, block))

    def _anchor(self, name: str, span: Span) -> None:
        """An anchor belongs to the heading it stands in, or to the heading that follows at once."""
        heading = len(self._blocks) - 1 if self._blocks and self._blocks[-1].kind == "heading" else -1
        if any(anchor.name == name and anchor.span == span for anchor in self._anchors[-2:]):
            return
        if heading < 0:
            self._pending.append(len(self._anchors))
        self._anchors.append(Anchor(name, span, "explicit", heading))

    def _resolve_pending(self, index: int) -> None:
        if self._blocks[index].kind == "heading":
            for number in self._pending:
                anchor = self._anchors[number]
                self._anchors[number] = Anchor(anchor.name, anchor.span, anchor.kind, index)
        self._pending.clear()

    def _inline_links(self, cell: Cell, found: list[Inline]) -> None:
        block = len(self._blocks) - 1
        for inline in found:
            if inline.kind in {"link", "image"} and cell.content[inline.end - 1] == "]":
                self._used.add(inline.value)
            elif place := destination(inline):
                span, kind = cell.span(*place), link_kind(inline, cell.content)
                self._links.append(Link(kind, self._text[span.start : span.end], span, block))

    def _define(self, line: int) -> None:
        """Take up the definitions above `line`: they leave no tokens."""
        while self._undefined and self._undefined[-1].first < line:
            one = self._undefined.pop()
            end = self._lines[one.after] if one.after < len(self._lines) else len(self._text)
            found = definitions.read(self._text, self._lines[one.first], end, len(self._blocks))
            if found:
                self._add(replace(found[0], section=self._section))
                self._defined.append((one.destination, found[1]))
