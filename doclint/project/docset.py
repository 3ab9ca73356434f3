"""The site a project's articles belong to: its root, and what its links lead to."""

from functools import cached_property
from os.path import normpath
from pathlib import PurePosixPath
from urllib.parse import unquote

from doclint.model import Article
from doclint.project.pairing import Project
from doclint.project.slugs import anchors
from doclint.tree import Tree

MARKERS = (
    "docfx.json",
    ".openpublishing.publish.config.json",
    "mkdocs.yml",
    "docusaurus.config.js",
    "docusaurus.config.ts",
    "hugo.toml",
    "book.toml",
)


class Docset:
    """Answers where a link leads. A target is known to be missing only inside a known root."""

    def __init__(self, tree: Tree, members: Project, root: str | None) -> None:
        self._tree = tree
        self._members = members
        self._root = root
        self._roots: dict[str, str | None] = {}
        self._anchors: dict[str, set[str]] = {}

    @cached_property
    def _articles(self) -> dict[str, Article]:
        return {edition.article.path: edition.article for edition in self._members.editions}

    def target(self, article: Article, destination: str) -> str | None:
        """The path a relative destination names, from the working directory; None for anything but a relative path."""
        path = unquote(destination.partition("#")[0].partition("?")[0]).replace("\\", "/")
        if path.startswith(("/", "~")) or ":" in path or "\0" in path:
            return None
        return article.path if not path else normpath(PurePosixPath(article.path).parent / path)

    def anchors(self, path: str) -> set[str] | None:
        """The anchors of an article of this run, or None where `path` is none."""
        found = self._articles.get(path)
        if found is not None and path not in self._anchors:
            self._anchors[path] = anchors(found)
        return self._anchors.get(path)

    def missing(self, article: Article, path: str) -> bool:
        """Whether `path` should be there and is not."""
        root = self._root_of(PurePosixPath(article.path).parent.as_posix())
        return root is not None and path.startswith(root) and not self._tree.exists(path)

    def _root_of(self, folder: str) -> str | None:
        """The folder, with a slash, that a site generator's configuration marks as a site's root."""
        if self._root is not None:
            return "" if self._root == "." else f"{self._root.rstrip('/')}/"
        if folder not in self._roots:
            marked = any(self._tree.exists(f"{folder}/{name}" if folder != "." else name) for name in MARKERS)
            parent = PurePosixPath(folder).parent.as_posix()
            above = None if folder in {".", "/", ".."} or folder.endswith("..") else self._root_of(parent)
            self._roots[folder] = ("" if folder == "." else f"{folder}/") if marked else above
        return self._roots[folder]
