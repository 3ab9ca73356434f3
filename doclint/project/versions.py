"""The versions of articles that git keeps: which file it was then, its bytes, its digest. Each is read once."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from doclint.project.history import Commit, History, commit_of
from doclint.read import digest
from doclint.repository import Repository
from doclint.tree import Stored, Tree


class Version(NamedTuple):
    """An article as it was in a commit: its path then (from the repository's root), and the digest of its file."""

    commit: Commit
    path: str
    digest: str


class Versions:
    """Answers what articles of `tree` were. What git cannot tell is None; `trouble` then says why, where it failed."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._homes: dict[str, Stored | None] = {}
        self._histories: dict[tuple[Repository, str], History | None] = {}
        self._commits: dict[tuple[Repository, str], Commit | None] = {}
        self._digests: dict[tuple[Repository, str], str] = {}
        self.trouble = ""

    def home(self, path: str) -> Stored | None:
        """Where git has the article at `path` of the tree; None outside of any repository."""
        if path not in self._homes:
            self._homes[path] = None
            with suppress(OSError):
                self._homes[path] = self._tree.stored(path)
        return self._homes[path]

    def history(self, home: Stored) -> History | None:
        """The commits of a repository."""
        key = home.repository, home.revision
        if key not in self._histories:
            self._histories[key] = None
            try:
                self._histories[key] = History(home.repository, home.revision)
            except OSError as error:
                self.trouble = " ".join(str(error).split())
        return self._histories[key]

    def commit(self, home: Stored, name: str) -> Commit | None:
        """The commit of a repository that a hash, or its beginning, stands for."""
        key = home.repository, name
        if key not in self._commits:
            self._commits[key] = None
            try:
                self._commits[key] = commit_of(home.repository, name)
            except OSError as error:
                self.trouble = " ".join(str(error).split())
        return self._commits[key]

    def at(self, home: Stored, commit: Commit) -> Version | None:
        """The article as it was in a commit, under the name it had then; None where it was not there."""
        known = self._digest(home.repository, f"{commit.hash}:{home.path}")
        if known:
            return Version(commit, home.path, known)
        history = self.history(home)
        for name in history.names(home.path)[1:] if history else ():
            known = self._digest(home.repository, f"{commit.hash}:{name}")
            if known:
                return Version(commit, name, known)
        return None

    def hashed(self, home: Stored, wanted: str) -> Version | None:
        """The newest version of an article whose file has the digest `wanted`."""
        return next((version for version in self.all(home) if version.digest == wanted), None)

    def all(self, home: Stored) -> Iterator[Version]:
        """The versions of an article, newest first; what a commit only moved is none."""
        history = self.history(home)
        for touch in history.edits(home.path) if history else ():
            known = self._digest(home.repository, touch.blob)
            if known and history:
                yield Version(history.commits[touch.commit], touch.path, known)

    def clean(self, home: Stored, known: str) -> bool:
        """Whether the file with the digest `known` is as it was committed last."""
        return self._digest(home.repository, f"{home.revision}:{home.path}") == known

    def unseen(self, home: Stored, commit: str) -> tuple[Commit, ...]:
        """The commits since `commit` that changed the article, oldest first."""
        history = self.history(home)
        if not history:
            return ()
        known = history.ancestors(commit)
        touched = (history.commits[touch.commit] for touch in history.edits(home.path))
        return tuple(one for one in touched if one.hash not in known)[::-1]

    def removed(self, home: Stored) -> Commit | None:
        """The commit that deleted the article or moved it away."""
        history = self.history(home)
        touch = history.removed(home.path) if history else None
        return history.commits[touch.commit] if history and touch else None

    def moved(self, home: Stored) -> Iterator[str]:
        """Where the article was moved to, and from there on: paths from the root of its repository."""
        history, path, seen = self.history(home), home.path, set[str]()
        while history and path and path not in seen:
            seen.add(path)
            path = history.moved(path)
            if path:
                yield path

    def data(self, home: Stored, version: Version) -> bytes:
        """The bytes of a version; OSError where git has lost them."""
        return home.repository.read(version.commit.hash, version.path)

    def _digest(self, repository: Repository, name: str) -> str:
        """The digest of a file in git, empty where there is none or it was not fetched."""
        key = repository, name
        if key not in self._digests:
            self._digests[key] = ""
            with suppress(OSError):
                revision, found, path = name.partition(":")
                data = repository.read(revision, path) if found else repository.object(name, b"blob")[1]
                self._digests[key] = digest(data)
        return self._digests[key]
