"""Where articles come from. Nothing else opens an article."""

import errno
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from posixpath import join, normpath, relpath
from typing import NamedTuple, Protocol

from doclint.repository import Repository, around

SUFFIXES = (".md", ".markdown", ".mdx")
SKIPPED = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox"}


class Stored(NamedTuple):
    """Where git has a file of a tree: the repository, the revision that the tree is at, the path from its root."""

    repository: Repository
    revision: str
    path: str


class Tree(Protocol):
    """A set of files named by POSIX paths relative to the tree's root, whose own place is `base` (may be empty)."""

    base: str

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under` (a folder, or a file itself), sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError names what went wrong."""

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name inside the tree."""

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders in a folder; none where it cannot be opened."""

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at a revision of the repository it lies in; OSError where there is none."""

    def stored(self, path: str) -> Stored | None:
        """Where git has a file, or would have it; None where it lies in no repository. OSError where git fails."""


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
            subfolders[:] = [name for name in subfolders if name not in SKIPPED]
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

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders in a folder."""
        try:
            return [entry.name for entry in os.scandir(self._root / folder)]
        except OSError:
            return ()

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at a revision of the git repository around it."""
        stored = self.stored(path)
        if stored is None:
            raise FileNotFoundError(path)
        return stored.repository.read(revision, stored.path)

    def stored(self, path: str) -> Stored | None:
        """Where the git repository around a file has it at HEAD."""
        file = Path(os.path.normpath(self._root.absolute() / path))
        home = around(file)
        if home is None:
            return None
        repository = self._repositories.setdefault(home, Repository(home))
        return Stored(repository, "HEAD", file.relative_to(home).as_posix())


class GitTree:
    """The files of one revision of a git repository."""

    def __init__(self, repository: Path, revision: str) -> None:
        self.base = ""
        self._repository = Repository(repository)
        self._revision = revision
        listing = self._repository.run("ls-tree", "-r", "-z", "--name-only", revision)
        self._paths = frozenset(name for name in listing.decode("utf-8", "surrogateescape").split("\0") if name)
        self._folders = folders(self._paths)

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted."""
        return below(self._paths, under)

    def read(self, path: str) -> bytes:
        """The bytes of a file at the revision."""
        return self._repository.read(self._revision, f"./{path}")

    def exists(self, path: str) -> bool:
        """Whether the revision has a file or folder of that name."""
        return path in self._paths or path in self._folders

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders in a folder of the revision."""
        return self._folders.get(normpath(folder), ())

    def earlier(self, path: str, revision: str) -> bytes:
        """The bytes of a file at another revision."""
        return self._repository.read(revision, f"./{path}")

    def stored(self, path: str) -> Stored | None:
        """Where git has a file at the revision."""
        return Stored(self._repository, self._revision, normpath(f"{self._repository.prefix}{path}"))


class MemoryTree:
    """Files held in memory: for editors and tests."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self.base = ""
        self._contents = contents
        self._folders = folders(contents)

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted."""
        return below(self._contents, under)

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        if path not in self._contents:
            raise FileNotFoundError(path)
        return self._contents[path]

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        return path in self._contents or path in self._folders

    def names(self, folder: str) -> Iterable[str]:
        """The names of the files and folders in a folder."""
        return self._folders.get(normpath(folder), ())

    def earlier(self, path: str, revision: str) -> bytes:
        """Memory has no history."""
        raise FileNotFoundError(path, revision)

    def stored(self, path: str) -> Stored | None:
        """Memory is no repository."""


def full(tree: Tree, path: str) -> str:
    """A path of `tree` from the uppermost folder."""
    return normpath(join("/", tree.base, path))


def relative(tree: Tree, path: str) -> str:
    """A path from the uppermost folder, as `tree` names it."""
    return relpath(path, join("/", tree.base))


def strays(tree: Tree, folder: str, path: str) -> bool:
    """Whether a file that something in `folder` names lies outside `folder`, the tree and the repository around it.

    What has no place on disk cannot.
    """
    home = Path(full(tree, folder))
    homes = [str(home), tree.base, *map(str, filter(None, [around(home / "file")]))]
    real = os.path.realpath(full(tree, path))
    return bool(tree.base) and not any(Path(real).is_relative_to(os.path.realpath(one)) for one in homes)


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in `folder`, or is a link to what does, or to nothing (reading it then says so)."""
    return not path.is_symlink() or not path.exists() or path.resolve().is_relative_to(folder.resolve())


def folders(paths: Iterable[str]) -> dict[str, set[str]]:
    """The names in each folder that `paths` tell of; the uppermost is "."."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        rest = path
        while rest not in {"", "."}:
            folder, _, name = rest.rpartition("/")
            found[folder or "."].add(name)
            rest = folder
    return dict(found)


def below(paths: Iterable[str], under: str) -> Iterator[str]:
    """The articles among `paths` that lie under `under`, sorted; a file named outright counts whatever its suffix."""
    prefix = "" if under in {".", ""} else f"{under.rstrip('/')}/"
    for name in sorted(paths):
        if name == under or (name.startswith(prefix) and name.lower().endswith(SUFFIXES)):
            yield name
