"""What stands at a place in the editor: a link, an anchor, a unit; and where something else stands."""

from posixpath import normpath
from typing import NamedTuple

from lsprotocol import types

from doclint.model import Anchor, Article, Link, Location, Span
from doclint.project.docset import Docset, Target
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair
from doclint.project.sites.headings import is_behind
from doclint.server.desk import Desk
from doclint.server.positions import Positions, inside, spot
from doclint.server.uris import uri_of

_SHOWN = {"link", "image", "autolink"}


class Spot(NamedTuple):
    """A place in an article, or in its source side: the offset is that side's."""

    edition: Edition
    offset: int

    @property
    def article(self) -> Article:
        """The side of the article."""
        return self.edition.article


class View:
    """A desk as the editor sees it: URIs, and places in its units. `given` is the folder as the editor names it."""

    def __init__(self, desk: Desk, positions: Positions, given: str) -> None:
        self.desk = desk
        self.positions = positions
        self.given = given

    @property
    def docset(self) -> Docset | None:
        """What links lead to; None while the articles are read."""
        return self.desk.docset

    def aligned(self, path: str) -> ArticlePair | None:
        """The translation at `path` and its source as it is now, unit by unit; None where it is none."""
        return self.desk.pairs.aligned(path) if self.desk.pairs else None

    def uri(self, path: str) -> str:
        """The URI of a file."""
        return uri_of(normpath(f"{self.given}/{path}"))

    def start(self, path: str) -> types.Location:
        """The beginning of a file."""
        return types.Location(self.uri(path), types.Range(types.Position(0, 0), types.Position(0, 0)))

    def location(self, article: Article, span: Span) -> types.Location:
        """Where `span` of a side of an article stands."""
        return types.Location(self.uri(article.path), self.range(article, span))

    def range(self, article: Article, span: Span) -> types.Range:
        """The range of `span` of a side of an article."""
        place = article.place(span)
        return self.positions.range(article.original, place.start, place.end)

    def located(self, at: Location) -> types.Location | None:
        """Where a finding or its evidence stands; None where the article is not at hand."""
        article = self.desk.articles.get(at.path)
        return types.Location(self.uri(at.path), self.positions.located(article.original, at)) if article else None

    def holds(self, at: Location, wanted: types.Range) -> bool:
        """Whether a place and a range of the editor touch."""
        article = self.desk.articles.get(at.path)
        if article is None:
            return False
        start, end = spot(article.original, at)
        span = self.positions.span(article.original, wanted)
        return start <= span.end and span.start <= end

    def spot(self, path: str, position: types.Position) -> Spot | None:
        """The place in the article, or in its source side; None where there is no article yet."""
        edition = self.desk.editions.get(path)
        if edition is None or self.desk.members is None:
            return None
        offset = self.positions.offset(edition.article.original, position)
        beside = edition.beside(self.desk.members.source_locale)
        sides = [edition, beside] if beside else [edition]
        found = ((side, inside(side.article, offset)) for side in sides)
        return next((Spot(side, place) for side, place in found if place is not None), None)


def link_at(spot: Spot) -> Link | None:
    """The link at a place: its destination, or its text."""
    article, offset = spot
    links = article.article.links
    found = next((link for link in links if link.span.start <= offset <= link.span.end), None)
    if found:
        return found
    marks = (mark for block in article.article.blocks for mark in block.markup if mark.kind in _SHOWN)
    for mark in marks:
        if mark.span.start <= offset < mark.span.end:
            own = next((link for link in links if link.span.within(mark.span)), None)
            return own or next((link for link in links if mark.value and link.destination == mark.value), None)
    return None


def target_of(view: View, edition: Edition, link: Link) -> Target:
    """Where a link leads, as far as that is known yet."""
    return view.docset.resolve(edition, link) if view.docset else Target()


def anchors_at(view: View, spot: Spot) -> list[Anchor]:
    """The anchors at a place: the one that is written there, else those of the heading, explicit ones first."""
    article, offset = spot.article, spot.offset
    written = [one for one in article.anchors if one.span.start <= offset <= one.span.end]
    if written:
        return written[:1]
    heading = heading_at(article, offset)
    if heading is None or view.docset is None:
        return []
    own = [one for one in view.docset.anchors(article.path) if one.heading == heading]
    return sorted(own, key=lambda one: one.kind != "explicit")


def heading_at(article: Article, offset: int) -> int | None:
    """The index of the heading whose line holds a place."""
    for index, block in enumerate(article.blocks):
        if block.kind == "heading":
            start = article.text.rfind("\n", 0, block.span.start) + 1
            end = article.text.find("\n", block.span.end)
            if start <= offset <= (end if end >= 0 else len(article.text)):
                return index
    return None


def unit_at(article: Article, offset: int) -> int | None:
    """The index of the unit at a place."""
    found = (index for index, unit in enumerate(article.units) if unit.span.start <= offset <= unit.span.end)
    return max(found, default=None, key=lambda index: article.units[index].span.start)


def name_span(article: Article, anchor: Anchor) -> Span:
    """Where an explicit anchor's name stands, and where a heading does that makes one."""
    if anchor.kind == "slug" or is_behind(article, anchor):
        return anchor.span
    at = article.text.find(anchor.name, anchor.span.start, anchor.span.end)
    return Span(at, at + len(anchor.name)) if at >= 0 else anchor.span
