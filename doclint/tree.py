"""Where articles come from. Nothing else opens an article."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol

SUFFIXES = (".md", ".markdown", ".mdx")
_SKIPPED = {".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv", ".tox"}


class Tree(Protocol):
    """A set of files named by POSIX paths relative to the tree's root."""

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under` (a folder, or a file itself), sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; OSError names what went wrong."""

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name inside the tree."""


class WorkTree:
    """Files on disk below `root`. Links that lead outside or in circles are not followed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted; a file named outright counts whatever its suffix."""
        start = self._root / under
        if start.is_file():
            yield PurePosixPath(under).as_posix()
            return
        for folder, subfolders, names in os.walk(start):
            subfolders[:] = sorted(name for name in subfolders if name not in _SKIPPED)
            for name in sorted(names):
                if name.lower().endswith(SUFFIXES):
                    yield Path(os.path.relpath(Path(folder, name), self._root)).as_posix()

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self._root / path).read_bytes()

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder of that name."""
        return (self._root / path).exists()


class GitTree:
    """The files of one revision of a git repository."""

    def __init__(self, repository: Path, revision: str) -> None:
        self._repository = repository
        self._revision = revision
        listing = self._git("ls-tree", "-r", "-z", "--name-only", revision)
        self._paths = frozenset(name for name in listing.decode("utf-8", "surrogateescape").split("\0") if name)

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self._repository), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        if done.returncode:
            raise OSError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def files(self, under: str = ".") -> Iterator[str]:
        """The articles under `under`, sorted."""
        return _below(self._paths, under)

    def read(self, path: str) -> bytes:
        """The bytes of a file at the revision."""
        return self._git("cat-file", "blob", f"{self._revision}:{path}")

    def exists(self, path: str) -> bool:
        """Whether the revision has a file or folder of that name."""
        return path in self._paths or any(name.startswith(f"{path}/") for name in self._paths)


class MemoryTree:
    """Files held in memory: for editors and tests."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
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


def _below(paths: Mapping[str, bytes] | frozenset[str], under: str) -> Iterator[str]:
    prefix = "" if under in {".", ""} else f"{under.rstrip('/')}/"
    for name in sorted(paths):
        if name == under or (name.startswith(prefix) and name.lower().endswith(SUFFIXES)):
            yield name
