"""Constructs of site generators that show or link something, as records of the model."""

import re

from doclint.model import Block, Link, Markup, Span
from doclint.read.markers import Marker
from doclint.read.prose import hide

_PATH = re.compile(
    r"""\b(?:(?:href|to|src)=|(?P<module>from|import)[ \t]+(?=["'][^"'\n]+\.mdx?["']))["'](?P<path>[^"'{}\n]+)["']"""
)
"""A destination in a component's tag, or the article that a module imports."""
_ID = re.compile(r"""(?<=\s)id=["'](?P<id>[^"'{}\s]+)["']""")

_INSERTED = re.compile(
    r"\{\{#(?:include|rustdoc_include)[ \t]+(?P<book>[^\s:{}]+)"
    r"|\{%-?[ \t]*include_relative[ \t]+(?P<beside>[^\s{}%]+)"
    r"|-{1,3}8<-{1,3}[ \t]+[\"'](?P<snippet>[^\"'\n:]+)"
)
"""What the preprocessors of mdBook, Jekyll and MkDocs put a file in the place of."""
_ARTICLE = re.compile(r"\.(?:md|markdown|mdx)$", re.IGNORECASE)
_CODE = re.compile(r":+[ \t]*code\b", re.IGNORECASE)


def image(text: str, start: int, line: str, found: Marker, index: int) -> tuple[Block, Link]:
    """`:::image source="..." alt-text="...":::` as an image: its block, which has this `index`, and its link."""
    whole = Span(start, start + len(line))
    alternative, source = (
        Span(start + place[0], start + place[1]) for place in (found.alternative, found.source) if place
    )
    mark = Markup("image", whole, alternative, text[source.start : source.end])
    shown = list(line)
    hide(shown, [mark], start)
    return Block("paragraph", whole, line, "".join(shown), markup=(mark,)), Link("image", mark.value, source, index)


def source(text: str, start: int, line: str, found: Marker, index: int) -> Link:
    """The file that `:::code source="...":::` or an icon's `:::image` shows, which block number `index` holds."""
    first, last = found.source or (0, 0)
    place = Span(start + first, start + last)
    return Link("snippet" if _CODE.match(line) else "image", text[place.start : place.end], place, index)


def inserted(text: str, start: int, end: int, index: int) -> list[Link]:
    """The files put in the place of block number `index`, between two offsets of `text`."""
    found = []
    for match in _INSERTED.finditer(text, start, end):
        name = next(name for name in ("book", "beside", "snippet") if match[name])
        kind = "template" if name == "snippet" else "include" if _ARTICLE.search(match[name]) else "snippet"
        found.append(Link(kind, match[name], Span(*match.span(name)), index))  # type: ignore[arg-type]
    return found


def component_links(text: str, start: int, end: int, index: int) -> list[Link]:
    """Where the components and modules between two offsets of `text` lead; an imported article is included."""
    return [
        Link("include" if match["module"] else "html", match["path"], Span(*match.span("path")), index)
        for match in _PATH.finditer(text, start, end)
    ]


def component_ids(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """The ids of the components between two offsets of `text`, and their places."""
    return [(match["id"], Span(*match.span("id"))) for match in _ID.finditer(text, start, end)]
