"""The sites a project's articles belong to, and what their links lead to."""

import re
from collections.abc import Iterator
from functools import cached_property
from os.path import commonpath, normpath, relpath
from pathlib import PurePosixPath
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from doclint.model import Anchor, Article, Link, Span
from doclint.project.catalogue import Catalogue
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair, Project
from doclint.project.sites.addresses import Address, address
from doclint.project.sites.dialects import anchors
from doclint.project.sites.files import Files
from doclint.project.sites.site import Site, Sites, full
from doclint.project.tags import in_path, language
from doclint.tree import SUFFIXES, Tree

_FILE = re.compile(r"\.[a-z][a-z0-9]*$", re.IGNORECASE)
_PAGE = re.compile(r"(?:\.(?:html?|aspx))?$", re.IGNORECASE)
"""The ending of a page as the site shows it, whose source is named otherwise."""
_INSIDE = ("", "/index", "/readme", "/_index")
_GENERATORS = {
    "Docusaurus": "docusaurus",
    "MDN": "mdn",
    "GitHub Docs": "github",
    "GitLab": "gitlab",
    "Open Publishing": "docfx",
}
"""The generators of layouts that have names of their own."""


class Target(Struct, frozen=True):
    """Where a link leads: to a file, or to one of several articles that only the site tells apart.

    `wanted` is the path as the link has it: nothing is there where `missing`, and `respelt` says that what is there is
    called so in another case only. Without any path nobody can tell.
    """

    paths: tuple[str, ...] = ()
    fragment: str = ""
    wanted: str = ""
    missing: bool = False
    respelt: bool = False


class Docset:
    """Answers where a link leads. A target is known to be missing only inside a known root."""

    def __init__(self, tree: Tree, members: Project, root: str | None, dialect: str | None = None) -> None:
        self._tree = tree
        self._members = members
        self._known = Catalogue(members)
        self._files = Files(tree)
        self._sites = Sites(tree, root, dialect)
        self._anchors: dict[str, tuple[Anchor, ...]] = {}
        self._pairs: dict[str, ArticlePair | None] = {}
        self.source_locale = members.source_locale

    def edition(self, path: str) -> Edition | None:
        """The edition of the article at `path`, where there is one."""
        return self._known.editions.get(path)

    def site(self, edition: Edition) -> Site:
        """The site of `edition`: its own, else that of its source, which has it in another folder."""
        own = self._sites.of(edition.article, self._generator(edition))
        source = None if own.marked else self._known.source(edition)
        if source is None or source is edition:
            return own
        other = self._sites.of(source.article, self._generator(source))
        return replace(other, root=self._moved(other.root, source, edition)) if other.marked else own

    def root(self, article: Article) -> str | None:
        """The root of the site that `article` belongs to, with a slash, where it is known."""
        return self.site(self._known.editions[article.path]).root

    def anchors(self, path: str) -> tuple[Anchor, ...]:
        """The anchors of the article at `path`, as its site has them; those of includes are not among them."""
        if path not in self._anchors:
            edition = self._known.editions[path]
            self._anchors[path] = tuple(anchors(edition.article, self.site(edition).dialect))
        return self._anchors[path]

    def pair(self, path: str) -> ArticlePair | None:
        """The translation at `path` with its source, aligned; None where it is none. Each is aligned once."""
        if path not in self._pairs:
            edition = self.edition(path)
            self._pairs[path] = self._members.pair(edition) if edition else None
        return self._pairs[path]

    def resolve(self, edition: Edition, link: Link) -> Target:
        """Where a link of `edition` leads."""
        named = address(link)
        if named.origin == "here":
            return Target((edition.article.path,), named.fragment)
        if named.origin == "uid":
            found = self._known.identified(named.path, edition.language) if named.path else None
            return Target((found,) if found else (), named.fragment)
        if named.origin == "site":
            return self._of_site(edition, named)
        wanted = self._wanted(edition, named)
        return Target() if wanted is None else self._of_path(edition, named, wanted)

    def _wanted(self, edition: Edition, named: Address) -> str | None:
        """The path that a relative address, or one from the docset's folder, names."""
        if named.origin == "elsewhere":
            return None
        if named.origin == "beside":
            return normpath(PurePosixPath(edition.article.path).parent / named.path)
        home = self.site(edition).home
        return self._relative(normpath(home + named.path)) if home else None

    def _of_path(self, edition: Edition, named: Address, wanted: str) -> Target:
        spelt = self._spelt(edition, wanted)
        if spelt and (self.edition(spelt) or not _is_page(wanted)):
            return Target((spelt,), named.fragment, wanted, respelt=not _same(spelt, wanted))
        found = self._pages(edition, named, wanted) or self._instead(edition, named, wanted)
        if found or spelt:
            return Target(tuple(found), named.fragment, wanted)
        sent = self.site(edition).redirected(self._full(wanted))
        if sent:
            return self._redirected(edition, sent)
        return Target((), named.fragment, wanted, missing=self._missing(edition, named, wanted))

    def _redirected(self, edition: Edition, destination: str) -> Target:
        """Where a redirection leads: known only of an article of the project that has this address of the site."""
        named = address(Link("html", destination, Span(0, 0), 0))
        return self._of_site(edition, named) if named.origin == "site" else Target()

    def _spelt(self, edition: Edition, wanted: str) -> str | None:
        """The path of the file at `wanted` as it is spelt; nothing is looked for outside the project and its site."""
        if self.edition(wanted):
            return wanted
        place = f"{self._full(wanted)}/"
        for folder in (self.site(edition).root, self._common):
            if folder and place.startswith(folder):
                return self._files.spelt(wanted, self._relative(folder))
        return None

    def _instead(self, edition: Edition, named: Address, wanted: str) -> list[str]:
        """What the site shows where there is no file: another language's article, or a file beside the source."""
        shown = self._known.shown(wanted, edition.language)
        source = self._known.source(edition) if not shown and self._members.translated(edition) else None
        beside = self._wanted(source, named) if source else None
        fallback = self._spelt(source, beside) if source and beside else None
        return [path for path in (shown or fallback,) if path]

    def _pages(self, edition: Edition, named: Address, wanted: str) -> list[str]:
        """The articles that a page's address may mean: it starts from the folder, or from the page as a folder."""
        if PurePosixPath(wanted).suffix.lower() in SUFFIXES:
            return []
        own = PurePosixPath(edition.article.path).with_suffix("")
        places = [wanted, normpath(own / named.path)] if named.origin == "beside" else [wanted]
        stems = [_PAGE.sub("", place, count=1) for place in places]
        names = [f"{stem}{rest}{suffix}" for stem in stems for rest in _INSIDE for suffix in SUFFIXES]
        exact = [path for name in names if (path := self._known.spelt(name))]
        return exact or [path for name in names if (path := self._known.shown(name, edition.language))]

    def _of_site(self, edition: Edition, named: Address) -> Target:
        """Where an address of the site (/guide/gates, /fr/guide/gates) leads, as far as the project has the article."""
        first, _, rest = named.path.partition("/")
        own = [(rest, language(in_path(first)))] if in_path(first) else []
        tries = [*own, (named.path, edition.language)]
        for path, spoken in tries:
            found = dict.fromkeys(self._known.localized(one, spoken) for one in self._addressed(edition, named, path))
            if found:
                return Target(tuple(found), named.fragment, named.path)
        return Target()

    def _addressed(self, edition: Edition, named: Address, path: str) -> Iterator[str]:
        for place in self.site(edition).folders(path):
            wanted = self._relative(place)
            spelt = self._known.spelt(wanted)
            yield from [spelt] if spelt else self._pages(edition, named, wanted)

    def _missing(self, edition: Edition, named: Address, wanted: str) -> bool:
        """Whether the file should be there and is not: for a translation, beside its source neither."""
        if not self._judged(edition, wanted):
            return False
        if not self._members.translated(edition):
            return not self._left_out(wanted)
        source = self._known.source(edition)
        beside = self._wanted(source, named) if source else None
        if not source or not beside or not self._judged(source, beside):
            return False
        return not (self._left_out(wanted) and self._left_out(beside))

    def _judged(self, edition: Edition, wanted: str) -> bool:
        """Whether a path lies where all files are known: below the root, and not in what the site's build fills in."""
        site, place = self.site(edition), self._full(wanted)
        return bool(site.root and place.startswith(site.root) and not _is_page(wanted) and not site.filled_in(place))

    def _left_out(self, path: str) -> bool:
        """Whether an image or the like is missing with its whole folder: a tree without them was cut out of a site."""
        pure = PurePosixPath(path)
        return pure.suffix.lower() not in SUFFIXES and not self._tree.exists(pure.parent.as_posix())

    def _moved(self, root: str | None, source: Edition, edition: Edition) -> str | None:
        """A root of the source, in the folder where the translation lies alike: docs/fr/ for docs/en/."""
        below = self._full(source.article.path).removeprefix(root or "")
        place = self._full(edition.article.path)
        return place.removesuffix(below) if root and place.endswith(f"/{below}") else None

    def _generator(self, edition: Edition) -> str:
        """What an article tells of its generator: front matter with `ms.` keys, twins, or its layout's name."""
        article = edition.article
        if article.bilingual or any(key.startswith("ms.") for key in article.metadata):
            return "docfx"
        own = edition.place.pattern
        named = {own.name} if own else self._named if edition.place.source else set()
        return _GENERATORS.get(next(iter(named)), "") if len(named) == 1 else ""

    @cached_property
    def _named(self) -> set[str]:
        """The names of the layouts found that tell of a generator."""
        found = {one.place.pattern.name for one in self._members.editions if one.place.pattern}
        return found & set(_GENERATORS)

    @cached_property
    def _common(self) -> str:
        """The folder that holds all articles, with a slash."""
        folders = {PurePosixPath(self._full(path)).parent.as_posix() for path in self._known.editions}
        return f"{commonpath(folders).rstrip('/')}/" if folders else ""

    def _full(self, path: str) -> str:
        return full(self._tree, path)

    def _relative(self, path: str) -> str:
        """A full path as the tree names it."""
        return relpath(path, PurePosixPath("/", self._tree.base))


def _is_page(path: str) -> bool:
    """Whether a path ends as pages do at a site's addresses, and not in a file's ending."""
    return not _FILE.search(path) or bool(re.search(r"\.(?:html?|aspx)$", path, re.IGNORECASE))


def _same(one: str, other: str) -> bool:
    return normalize("NFC", one) == normalize("NFC", other)
