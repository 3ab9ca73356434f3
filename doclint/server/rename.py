"""An anchor called otherwise: where it is written, and every link to it, in all locales."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import quote, unquote

from lsprotocol import types
from msgspec import Struct

from doclint.checks.anchor_edits import Model, places, restored
from doclint.errors import DoclintError
from doclint.model import Anchor, Block, Edit, Link, Span
from doclint.project.edition import Edition
from doclint.server.actions import written
from doclint.server.jumps import leading, meant, named
from doclint.server.view import Spot, View, anchors_at, link_at, name_span

_NAME = re.compile(r"[^\s\"'<>#()\[\]{}|\\`%&?]+")
_TAGGED = {"docfx": '<a name="{}"></a>'}


class Renamed(Struct, frozen=True):
    """What can be renamed at a place: where its name stands, and the name."""

    place: types.Range
    name: str


def renamable(view: View, spot: Spot) -> Renamed:
    """The anchor, or the link's fragment, at a place; DoclintError says why there is none."""
    link = link_at(spot)
    span, name = _fragment(link) if link else _written(view, spot)
    paths, fragment = meant(view, spot)
    if not named(view, paths, fragment):
        message = f"no article has the anchor '{fragment or name}': there is nothing to rename"
        raise DoclintError(message)
    return Renamed(view.range(spot.article, span), name)


def renamed(view: View, spot: Spot, new: str) -> types.WorkspaceEdit:
    """The edits that rename the anchor at a place; DoclintError says what is in the way."""
    renamable(view, spot)
    paths, old = meant(view, spot)
    new = new.removeprefix("#")
    if not _NAME.fullmatch(new):
        message = f"'{new}' is no name for an anchor: leave out blanks, quotes, brackets and # % & ? | \\"
        raise DoclintError(message)
    taken = named(view, paths, new)
    if taken:
        message = f"{taken[0][0].article.path} has an anchor '{new}' already: choose another name"
        raise DoclintError(message)
    return written(view, dict.fromkeys((*_declarations(view, paths, old, new), *_links(view, paths, old, new))))


def _fragment(link: Link) -> tuple[Span, str]:
    """Where a link names an anchor, and its name."""
    path, mark, fragment = link.destination.partition("#")
    name = fragment.partition(":~:")[0]
    if not mark or not name:
        message = f"the link to '{link.destination}' names no anchor"
        raise DoclintError(message)
    start = link.span.start + len(path) + 1
    return Span(start, start + len(name)), unquote(name)


def _written(view: View, spot: Spot) -> tuple[Span, str]:
    found = anchors_at(view, spot)
    if not found:
        message = "here is neither an anchor, nor a heading, nor a link to one"
        raise DoclintError(message)
    return name_span(spot.article, found[0]), found[0].name


def _declarations(view: View, paths: set[str], old: str, new: str) -> Iterator[Edit]:
    """The edits of the anchors: a name that is written is replaced, a heading that makes it gets an explicit one."""
    found: defaultdict[str, list[tuple[Edition, Anchor]]] = defaultdict(list)
    for edition, anchor in named(view, paths, old):
        found[edition.article.path].append((edition, anchor))
    for own in found.values():
        explicit = [one for one in own if one[1].kind == "explicit"]
        for edition, anchor in explicit:
            yield from (edition.edit(span, new) for span in places(edition.article, anchor))
        if not explicit:
            edition, anchor = own[0]
            yield _pinned(view, edition, edition.article.blocks[anchor.heading], new)


def _pinned(view: View, edition: Edition, block: Block, name: str) -> Edit:
    """An explicit anchor at a heading, as others in the article are written, else as its site reads it."""
    article = edition.article
    headed = [one for one in article.anchors if one.kind == "explicit" and one.heading >= 0]
    for anchor in headed:
        edit = restored(Model(article, anchor, article.blocks[anchor.heading]), name, edition, block)
        if edit:
            return edit
    dialect = view.docset.site(edition).dialect if view.docset else None
    if dialect and dialect.braces and dialect.name != "unknown":
        last = Span(block.span.end - 1, block.span.end)
        own = f"{{/* #{name} */}}" if article.path.lower().endswith(".mdx") and dialect.pinned else f"{{#{name}}}"
        return edition.edit(last, f"{article.text[last.start : last.end]} {own}")
    tag = _TAGGED.get(dialect.name if dialect else "", '<a id="{}"></a>').format(name)
    return edition.edit(Span(block.span.start, block.span.start), tag)


def _links(view: View, paths: set[str], old: str, new: str) -> Iterator[Edit]:
    """The edits of the links."""
    for edition, link in leading(view, paths, old):
        span, _ = _fragment(link)
        encoded = edition.article.text[span.start : span.end].isascii() and not new.isascii()
        yield edition.edit(span, quote(new) if encoded else new)
