"""Where articles come from. Nothing else opens an article."""

import errno
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from os.path import normpath
from pathlib import Path, PurePosixPath
from typing import Protocol

from doclint.repository import Repository, around

SUFFIXES = (".md", ".markdown", ".mdx")
_SKIPPED = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox"}

_POINTER = b"version https://git-lfs.github.com/spec/"

Change = tuple[str, str]
"""The path of a file before and after, "" where there was or is none."""


class Tree(Protocol):
    """A set of files named by POSIX paths relative to the tree's root, whose own place is `base` (may be empty)."""

    base: str

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under` (a folder, or a file itself), sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError names what went wrong."""

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name inside the tree."""

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at a revision of the repository it lies in; OSError where there is none."""


class WorkTree:
    """Files on disk below `root`. Links that lead outside or in circles are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._repositories: dict[Path, Repository] = {}
        self.base = root.absolute().as_posix()

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted; a file named outright counts whatever its suffix."""
        start = self._root / under
        if start.is_file():
            yield PurePosixPath(under).as_posix()
            return
        # A folder that cannot be opened stands for its articles: reading it says why.
        closed: list[OSError] = []
        found: list[str] = []
        for folder, subfolders, names in os.walk(start, onerror=closed.append):
            subfolders[:] = [name for name in subfolders if name not in _SKIPPED]
            files = (Path(folder, name) for name in names if name.lower().endswith(SUFFIXES))
            found += (self._named(file) for file in files if _inside(file, start))
        found += (self._named(error.filename) for error in closed if isinstance(error, PermissionError))
        yield from sorted(found)

    def _named(self, file: Path | str) -> str:
        return Path(os.path.relpath(file, self._root)).as_posix()

    def read(self, path: str) -> bytes:
        """The bytes of a file. A pipe or a device might never end, and is not opened."""
        place = self._root / path
        if place.exists() and not (place.is_file() or place.is_dir()):
            raise OSError(errno.EINVAL, "neither a file nor a folder", path)
        return place.read_bytes()

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        try:
            return (self._root / path).exists()
        except OSError:
            # A name too long for the file system names nothing.
            return False

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at a revision of the git repository around it."""
        file = Path(normpath(self._root.absolute() / path))
        home = around(file)
        if home is None:
            raise FileNotFoundError(path)
        repository = self._repositories.setdefault(home, Repository(home))
        return repository.read(revision, file.relative_to(home).as_posix())


class GitTree:
    """The files of one revision of a git repository."""

    def __init__(self, repository: Path, revision: str) -> None:
        self.base = ""
        self._repository = Repository(repository)
        self._revision = revision
        listing = self._repository.run("ls-tree", "-r", "-z", "--name-only", revision)
        self._paths = frozenset(name for name in listing.decode("utf-8", "surrogateescape").split("\0") if name)

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted."""
        return _below(self._paths, under)

    def read(self, path: str) -> bytes:
        """The bytes of a file at the revision."""
        return self._repository.read(self._revision, f"./{path}")

    def exists(self, path: str) -> bool:
        """Whether the revision has a file or folder of that name."""
        return path in self._paths or any(name.startswith(f"{path}/") for name in self._paths)

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at another revision."""
        return self._repository.read(revision, f"./{path}")


class MemoryTree:
    """Files held in memory: for editors and tests."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.base = ""
        self._contents = contents

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted."""
        return _below(self._contents, under)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        if path not in self._contents:
            raise FileNotFoundError(path)
        return self._contents[path]

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        return path in self._contents or any(name.startswith(f"{path}/") for name in self._contents)

    def earlier(self, path: str, revision: str) -> bytes:
        """Memory has no history."""
        raise FileNotFoundError(path, revision)


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
        self._folders = {folder.as_posix() for name in self._stored for folder in PurePosixPath(name).parents}

    @property
    def changed(self) -> Collection[str]:
        """The files that were there and are there no more, or not as they were."""
        return self._stored.keys()

    def _named(self, home: Path, path: str) -> str:
        """A path of the repository as this tree names it."""
        return Path(os.path.relpath(home / path, self.base)).as_posix() if path else ""

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles that were under `under`, sorted, and those that are there now by their names of then."""
        kept = {self.origins.get(name, name) for name in self._tree.files(under)} - {""}
        gone = (name for name in _below(self._stored, under) if not _SKIPPED.intersection(name.split("/")))
        yield from sorted(kept.union(name for name in gone if under != "." or not name.startswith("../")))

    def read(self, path: str) -> bytes:
        """The bytes of a file as it was; what is stored elsewhere (Git LFS) is taken as it is now."""
        if path not in self._stored:
            return self._tree.read(path)
        data = self._repository.read(self._revision, self._stored[path])
        return self._tree.read(path) if data.startswith(_POINTER) and self._tree.exists(path) else data

    def exists(self, path: str) -> bool:
        """Whether there was a file or folder of that name."""
        name = Path(os.path.relpath(path, self.base)).as_posix() if path.startswith("/") else path
        if name in self._stored or name in self._folders:
            return True
        return name not in self.origins and self._tree.exists(path)

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at another revision."""
        return self._tree.earlier(path, revision)


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in `folder`, or is a link to what does, or to nothing (reading it then says so)."""
    return not path.is_symlink() or not path.exists() or path.resolve().is_relative_to(folder.resolve())


def _below(paths: Iterable[str], under: str) -> Iterator[str]:
    prefix = "" if under in {".", ""} else f"{under.rstrip('/')}/"
    for name in sorted(paths):
        if name == under or (name.startswith(prefix) and name.lower().endswith(SUFFIXES)):
            yield name
