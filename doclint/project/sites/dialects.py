"""Dialects: how each site generator names the places of an article, and how such a name is written down."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.model import Anchor, Article
from doclint.project.sites import slugs
from doclint.project.sites.headings import Place, places
from doclint.project.sites.numbering import Numbering
from doclint.project.sites.slugs import Slug

_CLOSING = re.compile(r"[ \t]+#+(?=[ \t]*(?:[\r\n]|\Z))")


class Dialect(Struct, frozen=True):
    """What a site generator makes of an article. `slugs` read a heading's title, `raw` its text as written.

    `images`: the title holds the images' alternative text. `empty`: the slug where nothing is left of a title.
    `repeats`: a slug that was there before gets a count of its own ("count"), the first free number from `first` on
    ("free"), or the number it ends in is raised ("next"); `taken`: the explicit anchors that are not free.
    `braces`: `{#id}` is an id and leaves no slug. `replaces`: so does `<a name>` at the start of a heading.
    `folds`: paths are matched without case. `html`: headings in raw HTML have slugs; `terms`: so have terms.
    `pinned`: `{#id}` is the way to write an id. `titled`: headings of the first level have slugs and ids, too.
    `prefix`: what may be written before explicit anchors.
    `extra`: names the generator makes of other things.
    `parts`: the dialects of which any may be the one.
    """

    name: str
    slugs: tuple[Slug, ...] = ()
    raw: tuple[Slug, ...] = ()
    images: bool = False
    empty: str = ""
    repeats: Literal["count", "free", "next"] = "free"
    separator: Literal["-", "_"] = "-"
    first: int = 1
    taken: Literal["none", "before", "braces", "all"] = "none"
    braces: bool = True
    replaces: bool = False
    folds: bool = False
    html: bool = False
    terms: bool = False
    pinned: bool = False
    titled: bool = True
    prefix: str = ""
    extra: re.Pattern[str] = re.compile(r"(?!)")
    parts: tuple["Dialect", ...] = ()


_FOOTNOTES = r"(?:user-content-)?(?:fn|fnref)-.+"
_KRAMDOWN = re.compile(r"(?:fn|fnref\d*):.+")
_DIALECTS = (
    Dialect(
        "docfx",
        (slugs.docfx, slugs.docfx_emoji),
        images=True,
        empty="section",
        braces=False,
        replaces=True,
        folds=True,
        extra=re.compile(r"tabpanel_.+|tab/.+"),
    ),
    Dialect(
        "github",
        (slugs.github,),
        braces=False,
        html=True,
        prefix="user-content-",
        extra=re.compile(_FOOTNOTES),
    ),
    Dialect(
        "gitlab",
        (slugs.gitlab,),
        repeats="count",
        braces=False,
        extra=re.compile(_FOOTNOTES),
    ),
    Dialect(
        "python-markdown",
        (slugs.python_markdown, slugs.python_markdown_emoji),
        repeats="next",
        separator="_",
        taken="braces",
        extra=re.compile(r"fn:.+|fnref\d*:.+|__(?:tabbed|codelineno|code|span|toc|comments)\b.*|__(?:tabbed|code)_.+"),
    ),
    Dialect(
        "jekyll",
        (slugs.kramdown_gfm, slugs.kramdown_typographic),
        empty="section",
        repeats="count",
        extra=_KRAMDOWN,
    ),
    Dialect(
        "kramdown", (), (slugs.kramdown,), empty="section", repeats="count", extra=re.compile(r"(?:fn|fnref\d*):.+")
    ),
    Dialect("mdbook", (slugs.mdbook, slugs.mdbook_older), empty="section", extra=re.compile(r"footnote-.+|fr-.+-\d+")),
    Dialect(
        "mdn",
        (slugs.mdn,),
        images=True,
        empty="sect1",
        repeats="next",
        separator="_",
        first=2,
        taken="all",
        braces=False,
        terms=True,
        extra=re.compile(r"(?:fn|fnref)-.+"),
    ),
    Dialect(
        "hugo", (), (slugs.hugo,), empty="heading", taken="before", extra=re.compile(r"fn\d*:.+|fnref\d*:.+|hl-.+")
    ),
    Dialect("docusaurus", (slugs.github,), images=True, titled=False, pinned=True, extra=re.compile(_FOOTNOTES)),
)

DIALECTS = {dialect.name: dialect for dialect in _DIALECTS}
"""The dialects by name."""

UNKNOWN = Dialect(
    "unknown",
    extra=re.compile("|".join(dialect.extra.pattern for dialect in _DIALECTS)),
    parts=(
        *_DIALECTS,
        Dialect(
            "python-markdown unicode",
            (slugs.python_markdown_unicode, slugs.pymdown),
            repeats="next",
            separator="_",
            taken="braces",
        ),
    ),
)
"""Where nothing tells the generator: the names that any of them makes."""


def anchors(article: Article, dialect: Dialect) -> list[Anchor]:
    """Every name a link may use, in document order; a heading's slug has the heading's span."""
    own = (anchor for anchor in article.anchors if _read(article, anchor, dialect))
    found = {(anchor.name, anchor.heading, anchor.span): anchor for anchor in own}
    read: dict[bool, list[Place]] = {}
    for part in dialect.parts or (dialect,):
        for anchor in article.anchors if part.prefix else ():
            found[part.prefix + anchor.name, -1, anchor.span] = Anchor(part.prefix + anchor.name, anchor.span)
        if part.images not in read:
            read[part.images] = list(places(article, images=part.images))
        for name, place in _named(article, part, read[part.images]):
            key = name, place.number, place.block.span
            if key not in found:
                found[key] = Anchor(name, place.block.span, "slug", place.number)
    return sorted(found.values(), key=lambda anchor: anchor.span.start)


def _read(article: Article, anchor: Anchor, dialect: Dialect) -> bool:
    """Whether the generator makes an anchor of what is written."""
    if not _in_braces(article, anchor):
        return True
    title = anchor.heading >= 0 and article.blocks[anchor.heading].level == 1
    return dialect.braces and (dialect.titled or not title)


def _in_braces(article: Article, anchor: Anchor) -> bool:
    """Whether an id is written as `{#id}` or `{/* #id */}`, rather than in a tag."""
    start = anchor.span.start
    return article.text[start] != "<" and article.text[start - 1 : start] not in {'"', "'", "="}


def _named(article: Article, dialect: Dialect, found: list[Place]) -> Iterator[tuple[str, Place]]:
    """The slugs of an article's places, those of each function by themselves."""
    kinds = {"heading", *(["html"] if dialect.html else []), *(["term"] if dialect.terms else [])}
    named = sorted((place for place in found if place.kind in kinds), key=lambda place: place.number)
    made = [[make(_text(dialect, one, one.title)) for one in named] for make in dialect.slugs]
    made += [[make(_text(dialect, one, one.block.text)) for one in named] for make in dialect.raw]
    for number, names in enumerate(made):
        if names not in made[:number]:
            yield from _numbered(article, dialect, named, names)


def _text(dialect: Dialect, place: Place, shown: str) -> str:
    return shown + place.behind if place.behind and not dialect.braces else shown


def _numbered(article: Article, dialect: Dialect, named: list[Place], made: list[str]) -> Iterator[tuple[str, Place]]:
    """The places with their slugs, kept apart. In docfx those that are replaced or become a tab take a number too."""
    numbering = Numbering(dialect.separator, dialect.first, set(_taken(article, dialect)))
    give = {"count": numbering.count, "free": numbering.free, "next": numbering.next}[dialect.repeats]
    for place, slug in zip(named, made, strict=True):
        if place.id and dialect.braces:
            if dialect.taken == "before":
                numbering.take(place.id)
            continue
        name = give(slug or dialect.empty)
        if name and not (dialect.replaces and (place.named or place.tab)) and (dialect.titled or place.block.level > 1):
            yield name, place


def _taken(article: Article, dialect: Dialect) -> Iterator[str]:
    """The explicit anchors whose names no slug gets."""
    if dialect.taken in {"braces", "all"}:
        for anchor in article.anchors:
            if dialect.taken == "all" or article.text[anchor.span.start] != "<":
                yield anchor.name
