"""Files written whole or not at all."""

import io
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TextIO


def replace_file(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    """Put what `fill` writes in the place of the file at `path`, whose mode is kept; OSError where it cannot be."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:60]}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as out:
            fill(out)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def as_text(write: Callable[[TextIO], object]) -> Callable[[BinaryIO], None]:
    """What `write` writes, as UTF-8; what is no Unicode (in a file's name) is shown escaped."""

    def fill(out: BinaryIO) -> None:
        with io.TextIOWrapper(out, encoding="utf-8", errors="backslashreplace") as text:
            write(text)

    return fill


def obstacle(root: Path, path: str) -> str:
    """Why the file at `path` below `root` must not be changed; an empty string where it may be.

    A link is followed as far as it stays below the root or in its own folder.
    """
    file = root / path
    try:
        real = file.resolve(strict=True)
        mode = real.stat().st_mode
    except OSError as error:
        return error.strerror or str(error)
    if file.is_symlink() and not any(real.is_relative_to(home.resolve()) for home in (root, file.parent)):
        return "it is a link that leads outside"
    # Root may write everywhere, but a file that nobody may write is not meant to change.
    return "" if mode & 0o222 and os.access(real, os.W_OK) else "it is read-only"


def exchange(root: Path, path: str, before: bytes, after: bytes) -> str:
    """Make `before`, the contents of a file, into `after`. Why it was not done, or an empty string."""
    file = (root / path).resolve()
    try:
        found = file.read_bytes()
        if found not in {before, after}:
            return "it was changed meanwhile, or not all of it is staged"
        if found != after:
            replace_file(file, lambda out: out.write(after))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
