"""Articles as the pages of a site: anchors, includes, and where links lead."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from doclint.model import Article, Link, Span
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.scopes import Scopes, apart
from doclint.project.sites.site import Site

_NOT_CHECKED = re.compile(r"top$|tab/|L\d+|!|/", re.IGNORECASE)
_INCLUDED = {"include", "snippet", "template"}
_TEXT = ":~:"
"""What follows it in a fragment is text to be highlighted."""
_FILLED_IN = re.compile(r":::[ \t]+\w+\.[\w.]+|\{%-?[ \t]*include\b|\{\{[<%]|-{1,3}8<-{1,3}[ \t]*$", re.MULTILINE)
"""Blocks that a generator replaces by text, which may have anchors."""


class Jump(Struct, frozen=True):
    """A link: where it leads (see Target), and the scope (moniker, zone) it stands in."""

    kind: str
    destination: str
    span: Span
    block: int
    targets: tuple[str, ...]
    fragment: str
    wanted: str
    missing: bool
    respelt: bool
    scope: str

    @property
    def included(self) -> bool:
        """Whether what it leads to is shown in its place."""
        return self.kind in _INCLUDED


class Page(Struct, frozen=True):
    """An article's anchors with their scopes, the articles it includes, and its links.

    `open` says that more anchors may come from what is not at hand; a `part` is shown in other articles only. `made`
    are the names that the generator makes of more than headings.
    """

    path: str
    anchors: dict[str, tuple[str, ...]]
    includes: tuple[str, ...]
    jumps: tuple[Jump, ...]
    open: bool
    part: bool
    made: re.Pattern[str] | None = None


def fragment_checked(fragment: str) -> bool:
    """Whether a fragment names an anchor, rather than the top, a tab, a line or a route of a script."""
    return bool(fragment) and not _NOT_CHECKED.match(fragment)


def page(edition: Edition, docset: Docset) -> Page:
    """The article as a page."""
    article, path = edition.article, edition.article.path
    scopes = Scopes(article)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for anchor in docset.anchors(path):
        found[anchor.name].append(scopes.at(anchor.span.start))
    jumps = tuple(jump for link in article.links if (jump := _jump(edition, link, docset, scopes)))
    shown = [jump for jump in jumps if jump.kind in {"include", "template"}]
    included = tuple(jump.targets[0] for jump in shown if jump.targets)
    lost = len(included) < len(shown)
    names = {name: tuple(where) for name, where in found.items()}
    site = docset.site(edition)
    return Page(path, names, included, jumps, lost or _open(article), _part(article, site), site.dialect.extra)


def _jump(edition: Edition, link: Link, docset: Docset, scopes: Scopes) -> Jump | None:
    """The link as far as there is something to judge."""
    target = docset.resolve(edition, link)
    fragment = target.fragment.partition(_TEXT)[0]
    if not (target.missing or target.respelt or (fragment and target.paths) or link.kind in _INCLUDED):
        return None
    return Jump(
        link.kind,
        link.destination,
        link.span,
        link.block,
        target.paths,
        fragment,
        target.wanted,
        target.missing,
        target.respelt,
        scopes.at(link.span.start),
    )


def _part(article: Article, site: Site) -> bool:
    """Whether an article is made to be included, by its name or folder, or as it has neither title nor heading.

    Where the docset is not at hand, one without headings may as well be cut out of a page.
    """
    *folders, name = article.path.split("/")
    if "includes" in folders or (name.startswith("_") and site.dialect.name in {"docusaurus", "unknown"}):
        return True
    titled = site.root is not None and "title" in article.metadata
    bare = not titled and all(block.kind != "heading" for block in article.blocks)
    return bare and site.dialect.name in {"docfx", "unknown"}


def _open(article: Article) -> bool:
    return any(block.info == "syntax" and _FILLED_IN.match(block.text) for block in article.blocks)


class Graph:
    """The pages of a project and what includes what."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.pages = {one.path: one for one in pages}

    def part(self, path: str) -> bool:
        """Whether the article is shown in others only."""
        return self.pages[path].part

    def hosts(self, path: str) -> list[str]:
        """The articles that show the one at `path`, includes of includes as well, and are no parts themselves."""
        found = _reached(path, self._including)
        return sorted(one for one in found if one != path and not self.pages[one].part)

    def known(self, paths: Iterable[str], fragment: str, scope: str) -> bool:
        """Whether one of the articles has the anchor for readers of `scope`, or nobody can tell."""
        return any(path not in self.pages or self._has(path, fragment, scope) for path in paths)

    def complete(self, paths: Iterable[str]) -> bool:
        """Whether all that the articles show is at hand."""
        return not any(self.pages[one].open for path in paths for one in self._shown(path) if one in self.pages)

    def names(self, path: str) -> list[str]:
        """All anchors of the article as it is shown."""
        shown = (self.pages[one].anchors for one in self._shown(path) if one in self.pages)
        return sorted({name for anchors in shown for name in anchors})

    def circle(self, path: str, included: str) -> list[str]:
        """The shortest way from `included` back to `path`, from include to include; empty where there is none."""
        return _way(included, path, self._includes)

    def _has(self, path: str, fragment: str, scope: str) -> bool:
        made = self.pages[path].made
        if made and made.fullmatch(fragment):
            return True
        shown = (self.pages[one] for one in self._shown(path) if one in self.pages)
        return any(not apart(scope, other) for page in shown for other in page.anchors.get(fragment, ()))

    def _shown(self, path: str) -> list[str]:
        """The article and all that it includes."""
        return list(_reached(path, self._includes))

    @cached_property
    def _includes(self) -> dict[str, tuple[str, ...]]:
        return {path: one.includes for path, one in self.pages.items() if one.includes}

    @cached_property
    def _including(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path, included in self._includes.items():
            for one in included:
                found[one].append(path)
        return dict(found)


def _reached(start: str, ways: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """What can be reached from `start`, which is the first, by where it was reached from."""
    found = {start: ""}
    for one in (waiting := [start]):
        new = [path for path in ways.get(one, ()) if path not in found]
        found |= dict.fromkeys(new, one)
        waiting += new
    return found


def _way(start: str, end: str, ways: Mapping[str, Iterable[str]]) -> list[str]:
    """The shortest way from `start` to `end`, both included; empty where there is none."""
    found = _reached(start, ways)
    way = [end] if end in found else []
    while way and way[-1] != start:
        way.append(found[way[-1]])
    return way[::-1]
