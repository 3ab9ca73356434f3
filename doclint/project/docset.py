"""The site a project's articles belong to: its root, and what its links lead to."""

from collections import defaultdict
from functools import cached_property
from os.path import normpath
from pathlib import PurePosixPath
from urllib.parse import unquote

from doclint.model import Article
from doclint.project.edition import Edition
from doclint.project.pairing import Project
from doclint.project.tags import language
from doclint.tree import SUFFIXES, Tree

MARKERS = (
    "docfx.json",
    ".openpublishing.publish.config.json",
    "mkdocs.yml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "hugo.toml",
    "book.toml",
)


_NOT_A_PATH = (":", "\0", "{", "<", "$(")
"""What stands in URLs, and in what a template engine fills in."""


_PAGES = {"", ".html", ".htm", ".aspx"}
"""The endings of links to pages as the site shows them, whose sources are named otherwise."""


class Docset:
    """Answers where a link leads. A target is known to be missing only inside a known root."""

    def __init__(self, tree: Tree, members: Project, root: str | None) -> None:
        self._tree = tree
        self._members = members
        self._root = root
        self.source_locale = members.source_locale
        self._roots: dict[str, str | None] = {}

    def target(self, article: Article, destination: str) -> str | None:
        """The path a relative destination names, from the working directory; None for anything but a relative path."""
        path = unquote(destination.partition("#")[0].partition("?")[0]).replace("\\", "/")
        if path.startswith(("/", "~")) or any(mark in path for mark in _NOT_A_PATH):
            return None
        return article.path if not path else normpath(PurePosixPath(article.path).parent / path)

    def missing(self, edition: Edition, destination: str) -> bool:
        """Whether the file that `destination` names should be there and is not.

        A site shows the source where a translation is missing: then the file must be missing beside the source too.
        """
        article = edition.article
        path = self.target(article, destination)
        if path is None or not self._inside(article, path) or self._there(path) or self._shown(edition, path):
            return False
        if not self._members.translated(edition):
            return not self._left_out(path)
        source = self._sources.get(edition.place.key) or self._sources.get(edition.group)
        fallback = self.target(source, destination) if source else None
        if not source or not fallback or not self._inside(source, fallback) or self._there(fallback):
            return False
        return not (self._left_out(path) and self._left_out(fallback))

    def _left_out(self, path: str) -> bool:
        """Whether an image or the like is missing with its whole folder: a tree without them was cut out of a site."""
        pure = PurePosixPath(path)
        return pure.suffix.lower() not in SUFFIXES and not self._tree.exists(pure.parent.as_posix())

    def root(self, article: Article) -> str | None:
        """The root of the site that `article` belongs to, with a slash, where it is known."""
        return self._root_of(PurePosixPath(self._full(article.path)).parent.as_posix())

    def _there(self, path: str) -> bool:
        """Whether a file stands at `path`, or might: a page named as the site names it, or in another case."""
        suffix = PurePosixPath(path).suffix.lower()
        return suffix in _PAGES or path.lower() in self._lowered or self._tree.exists(path)

    def _shown(self, edition: Edition, path: str) -> bool:
        """Whether the site shows an article at `path` in the edition's language or in that of the sources.

        It stands at the path in that language (docs/en/b.md for docs/fr/b.md), or beside it (b.fr.md for b.md).
        """
        place = self._members.layout.of_path(path)
        languages = {edition.language, language(self.source_locale)}
        folder = PurePosixPath(path).parent
        return any(
            spoken in languages and (place.locale or PurePosixPath(other).parent == folder)
            for spoken, other in self._articles.get(place.key, ())
        )

    @cached_property
    def _articles(self) -> dict[str, list[tuple[str, str]]]:
        """Language and path of the articles of each key."""
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for edition in self._members.editions:
            found[edition.place.key].append((edition.language, edition.article.path))
        return found

    @cached_property
    def _lowered(self) -> frozenset[str]:
        return frozenset(edition.article.path.lower() for edition in self._members.editions)

    @cached_property
    def _sources(self) -> dict[int | str, Article]:
        """The source article of each key and of each group that has one."""
        sources = [one for one in self._members.editions if not self._members.translated(one)]
        return {name: one.article for one in sources for name in (one.group, one.place.key)}

    def _inside(self, article: Article, path: str) -> bool:
        root = self.root(article)
        return root is not None and self._full(path).startswith(root)

    def _full(self, path: str) -> str:
        return normpath(PurePosixPath("/", self._tree.base, path))

    def _root_of(self, folder: str) -> str | None:
        """The folder, with a slash, that a site generator's configuration marks as a site's root."""
        if self._root is not None:
            return f"{self._full(self._root).rstrip('/')}/"
        if folder not in self._roots:
            place = folder if self._tree.base else folder.removeprefix("/")
            marked = any(self._tree.exists((PurePosixPath(place) / name).as_posix()) for name in MARKERS)
            above = None if folder == "/" else self._root_of(PurePosixPath(folder).parent.as_posix())
            self._roots[folder] = f"{folder.rstrip('/')}/" if marked else above
        return self._roots[folder]
