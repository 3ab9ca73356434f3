"""Links to files and anchors that are not there."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import process

from doclint.model import Article, Diagnostic, Evidence, Link
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.sites.dialects import DIALECTS, UNKNOWN, anchors

SCOPE = "project"

_NOT_CHECKED = re.compile(r"top$|tab/|L\d+|:~:|!|/", re.IGNORECASE)
_SIMILAR = 75
_MOST_NAMES = 500


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Which targets are looked for."""

    target: Literal["anchor", "file"]


class Jump(Struct, frozen=True):
    """A link of a page: the path and the fragment it leads to, and whether the file is missing."""

    path: str
    fragment: str
    missing: bool
    draft: Diagnostic


class Page(Struct, frozen=True):
    """What links need to know of an article: its anchors and their places, what it includes, where its links lead."""

    path: str
    anchors: dict[str, Evidence]
    includes: tuple[str, ...]
    jumps: tuple[Jump, ...]


def extract(edition: Edition, docset: Docset) -> Iterator[Page]:
    """The article as a page: its anchors and where its links lead."""
    article = edition.article
    includes = tuple(docset.target(article, link.destination) or "" for link in article.links if link.kind == "include")
    jumps = tuple(jump for link in article.links if (jump := _jump(edition, link, docset)))
    yield Page(article.path, _places(edition), includes, jumps)


def _places(edition: Edition) -> dict[str, Evidence]:
    """The names of an article's places, each with the first place it has. Keys `ms.` tell docfx."""
    article = edition.article
    docfx = any(key.startswith("ms.") for key in article.metadata)
    found = {anchor.name: anchor.span for anchor in reversed(anchors(article, DIALECTS["docfx"] if docfx else UNKNOWN))}
    return {name: edition.evidence("article", span, edition.line(span)) for name, span in found.items()}


def _jump(edition: Edition, link: Link, docset: Docset) -> Jump | None:
    article = edition.article
    path = docset.target(article, link.destination)
    fragment = unquote(link.destination.partition("#")[2])
    if path is None or (not link.destination.partition("#")[0] and _included(article)):
        return None
    missing = path != article.path and docset.missing(edition, link.destination)
    if not missing and not fragment:
        return None
    return Jump(path, fragment, missing, edition.report(link.span, "", within=edition.line(link.span)))


def _included(article: Article) -> bool:
    """Whether the article is a part that others include: it has no heading, and its anchors are then theirs."""
    return "includes" in article.path.split("/")[:-1] or all(block.kind != "heading" for block in article.blocks)


def compare(pages: Iterable[Page], options: Options) -> Iterator[Diagnostic]:
    """Every link that leads nowhere."""
    known = {page.path: page for page in pages}
    for page in known.values():
        for jump in page.jumps:
            if jump.missing and options.target == "file":
                message = f"'{jump.draft.subject}' leads to {jump.path}, which does not exist. Correct the path"
                yield replace(jump.draft, message=message)
            elif not jump.missing and options.target == "anchor" and jump.path in known:
                yield from _anchor(jump, known[jump.path], known)


def _likely(fragment: str, names: Iterable[str]) -> list[str]:
    """The names that may be meant: all of them, or in a huge article those that begin alike."""
    known = sorted(names)
    return known if len(known) <= _MOST_NAMES else [name for name in known if name[:4] == fragment[:4]][:_MOST_NAMES]


def _anchor(jump: Jump, target: Page, known: dict[str, Page]) -> Iterator[Diagnostic]:
    included = [known[path] for path in target.includes if path in known]
    names = ChainMap(target.anchors, *(page.anchors for page in included))
    if not jump.fragment or _NOT_CHECKED.match(jump.fragment) or jump.fragment in names:
        return
    near = process.extractOne(jump.fragment, _likely(jump.fragment, names), score_cutoff=_SIMILAR)
    advice = f"did you mean '#{near[0]}'?" if near else f'put <a name="{jump.fragment}"></a> before the heading meant'
    where = "this article" if target.path == jump.draft.at.path else target.path
    message = f"There is no anchor '{jump.fragment}' in {where}: {advice}"
    yield replace(
        jump.draft,
        message=message,
        expected=f"#{near[0]}" if near else None,
        evidence=(names[near[0]],) if near else (),
        confidence=1.0 if len(included) == len(target.includes) else 0.8,
    )
