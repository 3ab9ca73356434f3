"""The sites a project's articles belong to, and what their links lead to."""

from collections.abc import Container
from functools import cached_property
from pathlib import PurePosixPath
from posixpath import commonpath, dirname, join, normpath, splitext
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from doclint.model import Anchor, Article, Link, Span
from doclint.project.catalogue import Catalogue
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair, Project
from doclint.project.router import Router
from doclint.project.sites.addresses import Address, address, is_page
from doclint.project.sites.dialects import anchors
from doclint.project.sites.files import Files
from doclint.project.sites.site import Site, Sites
from doclint.tree import SUFFIXES, Tree, full, relative

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

    def __init__(
        self,
        tree: Tree,
        members: Project,
        root: str | None,
        dialect: str | None = None,
        *,
        folds: bool | None = None,
    ) -> None:
        """The `root` and `dialect` that the user names, and whether paths are matched without case, count for all."""
        self._tree = tree
        self.members = members
        self._known = Catalogue(members)
        self._router = Router(tree, self._known)
        self._files = Files(tree)
        self._site: dict[str, Site] = {}
        self._sites = Sites(tree, root, dialect, folds=folds)
        self._anchors: dict[str, tuple[Anchor, ...]] = {}
        self._pairs: dict[str, ArticlePair | None] = {}
        self.source_locale = members.source_locale

    def renew(self, members: Project, changed: Container[str]) -> None:
        """Speak of `members`, whose articles at `changed` paths say something else now, with the same metadata."""
        self._members, self._known = members, Catalogue(members)
        self._router = Router(self._tree, self._known)
        self._anchors = {path: one for path, one in self._anchors.items() if path not in changed}
        self._pairs = {path: one for path, one in self._pairs.items() if not _touches(one, path, changed)}

    def edition(self, path: str) -> Edition | None:
        """The edition of the article at `path`, where there is one."""
        return self._known.editions.get(path)

    def source(self, edition: Edition) -> Edition | None:
        """The source article of a translation, where it is at hand."""
        return self._known.source(edition)

    def site(self, edition: Edition) -> Site:
        """The site that `edition` belongs to."""
        path = edition.article.path
        if path not in self._site:
            self._site[path] = self._own_site(edition)
        return self._site[path]

    def _own_site(self, edition: Edition) -> Site:
        """The edition's own site, else that of its source, which has it in another folder."""
        own = self._sites.of(_parent(edition), self._generator(edition))
        source = None if own.marked else self._known.source(edition)
        if source is None or source is edition:
            return own
        other = self._sites.of(_parent(source), self._generator(source))
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
            self._pairs[path] = self.members.pair(edition) if edition else None
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
        if link.kind == "template":
            return self._of_template(edition, named)
        wanted = self._wanted(edition, named)
        return Target() if wanted is None else self._of_path(edition, named, wanted)

    def _wanted(self, edition: Edition, named: Address) -> str | None:
        """The path that a relative address, or one from the docset's folder, names."""
        if named.origin == "elsewhere":
            return None
        if named.origin == "beside":
            return normpath(join(dirname(edition.article.path), named.path))
        home = self.site(edition).home
        return self._relative(normpath(home + named.path)) if home else None

    def _of_template(self, edition: Edition, named: Address) -> Target:
        """The file of a template's include, in whichever of the site's folders it is."""
        places = [self._relative(place) for place in self.site(edition).folders(named.path)]
        wanted = [self._wanted(edition, named) or "", *places]
        found = next((spelt for place in wanted if (spelt := self._spelt(self.site(edition), place))), None)
        return Target((found,) if found else ())

    def _of_path(self, edition: Edition, named: Address, wanted: str) -> Target:
        found = self._found(edition, named, wanted)
        if found is not None:
            respelt = len(found) == 1 and found[0] != wanted and _alike(found[0]) == _alike(wanted)
            return Target(tuple(found), named.fragment, wanted, respelt=respelt and not _same(found[0], wanted))
        sent = self._sent(edition, named, wanted)
        if sent:
            there = address(Link("html", sent, Span(0, 0), 0))
            known = self._router.shown(edition, self.site(edition), there.path) if there.origin == "site" else []
            return Target(tuple(known), named.fragment, wanted)
        return Target((), named.fragment, wanted, missing=self._missing(edition, named, wanted))

    def _sent(self, edition: Edition, named: Address, wanted: str) -> str | None:
        """Where the site sends readers of what lay at `wanted`, or of its source."""
        own = self.site(edition).redirected(self._full(wanted))
        beside = None if own else self._beside(edition, named, wanted)
        return own or (beside[0].redirected(self._full(beside[1])) if beside else None)

    def _found(self, edition: Edition, named: Address, wanted: str) -> list[str] | None:
        """What is at `wanted` or is shown there; empty where nobody can tell what that is, None where nothing is."""
        spelt = self._spelt(self.site(edition), wanted)
        if spelt and self.edition(spelt):
            return [self._known.beside(spelt, edition)]
        if spelt and not is_page(wanted):
            return [spelt]
        found = self._pages(edition, named, wanted) or self._instead(edition, named, wanted)
        found = found or self._router.filed(edition, self.site(edition), named.path)
        return found or ([] if spelt else None)

    def _spelt(self, site: Site, wanted: str) -> str | None:
        """The path of the file at `wanted` as it is spelt; nothing is looked for outside the project and its site."""
        if self.edition(wanted):
            return wanted
        place = f"{self._full(wanted)}/"
        for folder in (site.root, self._common):
            if folder and place.startswith(folder):
                return self._files.spelt(wanted, self._relative(folder))
        return None

    def _instead(self, edition: Edition, named: Address, wanted: str) -> list[str]:
        """What the site shows where there is no file: another language's article, or a file beside the source."""
        shown = self._known.shown(wanted, edition.language)
        beside = None if shown else self._beside(edition, named, wanted)
        fallback = self._spelt(*beside) if beside else None
        return [path for path in (shown or fallback,) if path]

    def _beside(self, edition: Edition, named: Address, wanted: str) -> tuple[Site, str] | None:
        """What a translation's link would lead to in its source, or in the sources' folder if the source is gone."""
        if not self.members.translated(edition):
            return None
        source = self._known.source(edition)
        path = self._wanted(source, named) if source else self._known.source_path(wanted)
        if path is None:
            return None
        return (self.site(source) if source else self._sites.of(PurePosixPath(path).parent.as_posix(), "")), path

    def _pages(self, edition: Edition, named: Address, wanted: str) -> list[str]:
        """The articles that a page's address may mean: it starts from the folder, or from the page as a folder."""
        if splitext(wanted)[1].lower() in SUFFIXES:
            return []
        own = PurePosixPath(edition.article.path).with_suffix("")
        return self._known.pages([wanted, normpath(own / named.path)], edition.language)

    def _of_site(self, edition: Edition, named: Address) -> Target:
        """Where an address of the site leads, as far as the project has the article."""
        site = self.site(edition)
        found = self._router.filed(edition, site, named.path) or self._router.shown(edition, site, named.path)
        missing = not found and self._router.missing(site, named.path)
        return Target(tuple(found), named.fragment, f"/{named.path}", missing=missing)

    def _missing(self, edition: Edition, named: Address, wanted: str) -> bool:
        """Whether the file should be there and is not: for a translation, beside its source neither."""
        if not self._judged(self.site(edition), wanted):
            return False
        if not self.members.translated(edition):
            return not self._left_out(wanted)
        beside = self._beside(edition, named, wanted)
        if not beside or not self._judged(*beside):
            return False
        return not (self._left_out(wanted) and self._left_out(beside[1]))

    def _judged(self, site: Site, wanted: str) -> bool:
        """Whether a path lies where all files are known: below the root, and not in what the site's build fills in."""
        place = self._full(wanted)
        return bool(site.root and place.startswith(site.root) and not is_page(wanted) and not site.filled_in(place))

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
        """What an article tells of its generator: front matter (docfx, MDN), twins, or its layout's name."""
        article = edition.article
        if article.bilingual or any(key.startswith("ms.") for key in article.metadata):
            return "docfx"
        if {"page-type", "slug"} <= article.metadata.keys():
            return "mdn"
        own = edition.place.pattern
        named = {own.name} if own else self._named if edition.place.source else set()
        return _GENERATORS.get(next(iter(named)), "") if len(named) == 1 else ""

    @cached_property
    def _named(self) -> set[str]:
        """The names of the layouts found that tell of a generator."""
        found = {one.place.pattern.name for one in self.members.editions if one.place.pattern}
        return found & set(_GENERATORS)

    @cached_property
    def _common(self) -> str:
        """The folder that holds all articles, with a slash."""
        folders = {PurePosixPath(self._full(path)).parent.as_posix() for path in self._known.editions}
        return f"{commonpath(folders).rstrip('/')}/" if folders else ""

    def _full(self, path: str) -> str:
        return full(self._tree, path)

    def _relative(self, path: str) -> str:
        return relative(self._tree, path)


def _touches(pair: ArticlePair | None, path: str, changed: Container[str]) -> bool:
    """Whether one side of a pair, the article at `path` and its source, is among the `changed` paths."""
    return path in changed or (pair is not None and pair.source.article.path in changed)


def _parent(edition: Edition) -> str:
    return dirname(edition.article.path) or "."


def _alike(path: str) -> str:
    return normalize("NFC", path).casefold()


def _same(one: str, other: str) -> bool:
    return normalize("NFC", one) == normalize("NFC", other)
