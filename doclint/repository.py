"""The objects of a git repository, read by one process that waits for questions."""

import os
import subprocess
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO

_QUIET = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""Nothing is fetched, asked or written."""

_ELSEWHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
"""What git's hooks set, which speak of the repository they run in."""


_BLOCK = 1 << 20


class Repository:
    """The git repository that `folder` belongs to; `index` is a file to read instead of its own index."""

    def __init__(self, folder: Path, index: str = "") -> None:
        self.folder = folder
        self._command = ["git", "-C", str(folder)]
        self._environment = _environment() | ({"GIT_INDEX_FILE": index} if index else {})
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def run(self, *arguments: str) -> bytes:
        """What git prints; OSError with its complaint."""
        command = [*self._command, *arguments]
        done = subprocess.run(command, capture_output=True, check=False, env=self._environment)  # noqa: S603
        if done.returncode:
            raise OSError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def differences(self, *between: str) -> Iterator[tuple[str, str]]:
        """Path before and path after of each file that differs, from the root; "" where there was or is none."""
        quiet = ("--no-ext-diff", "--no-relative", "--ignore-submodules=all")
        fields = iter(_names(self.run("diff", "--name-status", "--find-renames", "-z", *quiet, *between, "--")))
        for status in fields:
            path = next(fields)
            if status.startswith("R"):
                yield path, next(fields)
            elif status != "U":
                yield "" if status == "A" else path, "" if status == "D" else path

    def untracked(self) -> list[str]:
        """The files that git neither tracks nor was told to ignore, from the root, where the folder is the root."""
        return _names(self.run("ls-files", "--others", "--exclude-standard", "-z"))

    def read(self, revision: str, path: str) -> bytes:
        """The bytes of the file at `path` (from the folder if it begins with ./, else from the root) at a revision."""
        name = f"{revision}:{path}"
        if "\n" in path and "\n" not in revision and not name.startswith("-"):
            return self.run("cat-file", "blob", name)
        return self.object(name, b"blob")[1]

    def object(self, name: str, kind: bytes) -> tuple[str, bytes]:
        """Hash and content of the object called `name`; FileNotFoundError where there is none of that `kind`."""
        if name.startswith("-") or "\n" in name:
            raise FileNotFoundError(name)
        asked, answers = self._pipes()
        asked.write(os.fsencode(name) + b"\n")
        asked.flush()
        header = answers.readline().split()
        if len(header) != 3 or not header[2].isdigit():
            raise FileNotFoundError(name)
        data = answers.read(int(header[2]))
        answers.read(1)
        if header[1] != kind:
            raise FileNotFoundError(name)
        return header[0].decode(), data

    def fields(self, *arguments: str) -> Iterator[bytes]:
        """What git prints, cut at every NUL, as it comes; OSError with its complaint at the end."""
        command = [*self._command, *arguments]
        with (
            tempfile.TemporaryFile() as complaint,
            subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaint, env=self._environment
            ) as process,
        ):
            yield from _cut(process.stdout) if process.stdout else ()
            if process.wait():
                complaint.seek(0)
                raise OSError(complaint.read().decode("utf-8", "replace").strip())

    @cached_property
    def boundary(self) -> frozenset[str]:
        """The commits at which the history of a shallow clone is cut off; none where all of it is there."""
        place = os.fsdecode(self.run("rev-parse", "--git-path", "shallow").removesuffix(b"\n"))
        try:
            return frozenset((self.folder / place).read_text("ascii").split())
        except FileNotFoundError:
            return frozenset()

    @cached_property
    def prefix(self) -> str:
        """The folder's path from the repository's root, with a slash at its end, or empty."""
        return os.fsdecode(self.run("rev-parse", "--show-prefix").removesuffix(b"\n"))

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        # A process that was forked shares our pipes, and must not read what another has asked for.
        if self._process is None or self._owner != os.getpid():
            command = [*self._command, "cat-file", "--batch"]
            process = subprocess.Popen(  # noqa: S603
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self._environment,
            )
            weakref.finalize(self, _end, process, os.getpid())
            self._process, self._owner = process, os.getpid()
        if self._process.stdin is None or self._process.stdout is None or self._process.poll() is not None:
            message = "git stopped answering"
            raise OSError(message)
        return self._process.stdin, self._process.stdout


def _end(process: subprocess.Popen[bytes], owner: int) -> None:
    if owner == os.getpid():
        process.communicate()


def _cut(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while block := stream.read(_BLOCK):
        *fields, rest = (rest + block).split(b"\0")
        yield from fields
    if rest:
        yield rest


def _names(listing: bytes) -> list[str]:
    return [name for name in listing.decode("utf-8", "surrogateescape").split("\0") if name]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _QUIET


def around(path: Path) -> Path | None:
    """The nearest folder above `path` that is a git work tree."""
    return next((folder for folder in path.parents if (folder / ".git").exists()), None)


def checked_out(folder: Path) -> bytes:
    """The commit that is checked out in the git work tree around a folder; empty where there is none."""
    home = around(folder / "article")
    with suppress(OSError):
        return Repository(home).run("rev-parse", "--verify", "--quiet", "HEAD") if home else b""
    return b""
