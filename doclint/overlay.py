"""Trees laid over another: what files are to hold after a fix, and what they held before a change."""

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from posixpath import normpath

from doclint.repository import Repository
from doclint.tree import SKIPPED, Stored, Tree, below, folders

_POINTER = b"version https://git-lfs.github.com/spec/"

Change = tuple[str, str]
"""The path of a file before and after, "" where there was or is none."""


class Draft:
    """A tree some of whose files are to be changed: what is in `contents` is read instead of what stands there."""

    def __init__(self, tree: Tree) -> None:
        self.base = tree.base
        self.contents: dict[str, bytes] = {}
        self._tree = tree
        self._read: dict[str, int] = {}

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted, with those that are yet to be written."""
        yield from sorted({*self._tree.files(under), *below(self.contents, under)})

    def read(self, path: str) -> bytes:
        """The bytes that a file is to have."""
        if path in self.contents:
            return self.contents[path]
        data = self._tree.read(path)
        self._read.setdefault(path, hash(data))
        return data

    def unchanged(self, path: str) -> bool:
        """Whether a file that was read still holds what it held at the first reading."""
        return path in self.contents or hash(self._tree.read(path)) == self._read.get(path)

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name, or is to be one."""
        return path in self.contents or self._tree.exists(path)

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders in a folder."""
        return self._tree.names(folder)

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at a revision."""
        return self._tree.earlier(path, revision)

    def stored(self, path: str) -> Stored | None:
        """Where git has a file."""
        return self._tree.stored(path)


class Earlier:
    """A tree of one repository's work tree as it was before `changes`, read from `revision` (":0" is the index).

    `changes` are paths before and after from the repository's root `home`, "" where there was or is none. Everything
    else is as the tree has it: what lies in other repositories, what git was told to ignore.
    """

    def __init__(
        self, tree: Tree, home: Path, repository: Repository, revision: str, changes: Iterable[Change]
    ) -> None:
        self.base = tree.base
        self._tree = tree
        self._repository = repository
        self._revision = revision
        named = [(before, self._named(home, before), self._named(home, after)) for before, after in changes]
        self.origins = {after: before for _, before, after in named if after}
        self._stored = {name: path for path, name, _ in named if path}
        self._folders = folders(self._stored)

    @property
    def changed(self) -> Collection[str]:
        """The files that were there and are there no more, or not as they were."""
        return self._stored.keys()

    def _named(self, home: Path, path: str) -> str:
        """A path of the repository as this tree names it."""
        return Path(os.path.relpath(home / path, self.base)).as_posix() if path else ""

    def _relative(self, path: str) -> str:
        return normpath(Path(os.path.relpath(path, self.base)).as_posix() if path.startswith("/") else path)

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles that were under `under`, sorted, and those that are there now by their names of then."""
        kept = {self.origins.get(name, name) for name in self._tree.files(under)} - {""}
        gone = (name for name in below(self._stored, under) if not SKIPPED.intersection(name.split("/")))
        yield from sorted(kept.union(name for name in gone if under != "." or not name.startswith("../")))

    def read(self, path: str) -> bytes:
        """The bytes of a file as it was; what is stored elsewhere (Git LFS) is taken as it is now."""
        stored = self._stored.get(self._relative(path))
        if stored is None:
            return self._tree.read(path)
        data = self._repository.read(self._revision, stored)
        return self._tree.read(path) if data.startswith(_POINTER) and self._tree.exists(path) else data

    def exists(self, path: str) -> bool:
        """Whether there was a file or folder of that name."""
        name = self._relative(path)
        if name in self._stored or name in self._folders:
            return True
        return name not in self.origins and self._tree.exists(path)

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders that were in a folder."""
        own = self._relative(folder)
        kept = (name for name in self._tree.names(folder) if normpath(f"{own}/{name}") not in self.origins)
        return {*kept, *self._folders.get(own, ())}

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at another revision."""
        return self._tree.earlier(path, revision)

    def stored(self, path: str) -> Stored | None:
        """Where git had a file; what is in the index is compared with HEAD."""
        found = self._tree.stored(path)
        if found is None or found.repository.folder != self._repository.folder:
            return found
        return found._replace(revision=found.revision if self._revision == ":0" else self._revision)
