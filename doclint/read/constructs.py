"""The constructs of a block where they stand in the text: markup, bare URLs, and the id at the end of a heading."""

import re
from collections.abc import Iterator
from typing import Literal

from doclint.model import Markup, Span
from doclint.read.inline import Inline
from doclint.read.places import Cell, Ranges

Kind = Literal["link", "image", "autolink", "include", "snippet"]

_HEADING_ID = re.compile(r"\{:?[^{}#]*(?<=[\s{:])#([\w.:-]+)[^{}]*\}\s*$|\{/\*\s*#?([\w.:-]+)\s*\*/\}\s*$")
_BARE_URL = re.compile(r"http(?<=\bhttp)s?://[^\s<>()\[\]|\"'`*«»“”]+(?<![.,;:!?_])")

_INCLUDE = re.compile(r"\[!(?:INCLUDE|(?P<code>code))[\w-]*\s*\[?$", re.IGNORECASE)
"""What stands before the link in Open Publishing's includes."""


def destination(inline: Inline) -> tuple[int, int] | None:
    """Where an inline construct says what it leads to or includes; offsets in the content."""
    if inline.kind == "macro" and inline.value.startswith("[!"):
        return inline.start + inline.value.index("](") + 2, inline.end - 2
    shown = inline.kind in {"link", "image", "autolink"} and inline.destination[0] < inline.destination[1]
    return inline.destination if shown else None


def link_kind(inline: Inline, content: str) -> Kind:
    """The kind of link that an inline construct of `content` is."""
    if inline.kind == "macro":
        return "include"
    before = content[max(0, inline.start - 40) : inline.start]
    shown = _INCLUDE.search(before) if inline.kind == "link" else None
    return ("snippet" if shown["code"] else "include") if shown else inline.kind  # type: ignore[return-value]


def explicit_id(heading: str) -> re.Match[str] | None:
    """The id at the end of a heading, in the last braces."""
    return _HEADING_ID.match(heading, heading.rfind("{"))


def markup_of(text: str, cell: Cell, span: Span, found: list[Inline]) -> tuple[Markup, ...]:
    """The inline constructs of the block at `span` of `text`, and the URLs between them."""
    markup = [
        Markup(inline.kind, cell.span(inline.start, inline.end), cell.span(*inline.inner), inline.value)  # type: ignore[arg-type]
        for inline in found
    ]
    urls = text.find("://", span.start, span.end) >= 0
    return (*markup, *_bare_urls(text, span, markup)) if urls else tuple(markup)


def _bare_urls(text: str, span: Span, markup: list[Markup]) -> Iterator[Markup]:
    """URLs written as plain text, outside every other construct."""
    taken = Ranges(mark.span for mark in markup if mark.kind not in {"emphasis", "strong"})
    for match in _BARE_URL.finditer(text, span.start, span.end):
        place = Span(*match.span())
        if not taken.holds(place):
            yield Markup("autolink", place, place, match[0])
