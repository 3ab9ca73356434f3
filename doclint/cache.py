"""What a run has worked out, kept for the next: values by content, in the user's cache folder.

The cache may be lost at any time and never changes a result: what cannot be opened, read or written is worked out
again, and every value is verified before it is used. Several processes may share it.
"""

import os
import sys
import weakref
from functools import cache as once
from hashlib import blake2b
from pathlib import Path

from doclint import __version__
from doclint.resources import folder
from doclint.store import Store, Usage

SCHEMA = 1
"""The shape of what is kept; a new number forgets all that was kept before."""

LIMIT = 500_000_000
"""The bytes the cache may take."""

_SHIPPED = ("*.py", "*.md", "*.toml", "*.json")


class Cache:
    """Answers by kind and key. Nothing is opened before the first question; what is put is written when it ends."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        if store:
            weakref.finalize(self, store.close)

    @classmethod
    def open(cls, place: Path | None = None, *, enabled: bool = True, limit: int = LIMIT) -> "Cache":
        """The cache in `place`, else the user's; one that keeps nothing where there is none or it is not wanted."""
        found = (place or home()) if enabled else None
        return cls(Store(found, limit) if found else None)

    def get(self, kind: str, key: bytes) -> bytes | None:
        """What was put under `key` by this version of doclint, or None."""
        return self._store.get(_name(kind, key)) if self._store else None

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep `value`, which whoever asks for the same kind and key would work out again just so."""
        if self._store:
            self._store.put(_name(kind, key), value)

    def flush(self) -> None:
        """Write what was put so far."""
        if self._store:
            self._store.flush()

    def close(self) -> None:
        """Write what was put, and let go of the file."""
        if self._store:
            self._store.close()


def digest(*parts: bytes | str | None) -> bytes:
    """A key from all that a value depends on; None, nothing and the order of parts make a difference."""
    found = blake2b(digest_size=32)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"-" if data is None else b"%d:" % len(data))
        found.update(data or b"")
    return found.digest()


def home() -> Path | None:
    """The folder of the cache: DOCLINT_CACHE_DIR, else where the system keeps what may be lost."""
    given = os.environ.get("DOCLINT_CACHE_DIR")
    if given:
        return Path(given).absolute()
    try:
        return _caches() / "doclint"
    except RuntimeError:
        # Nobody's home is known.
        return None


def usage() -> Usage | None:
    """What the user's cache holds; None where there is none."""
    place = home()
    return Store(place, LIMIT).usage() if place else None


def clean() -> int:
    """Forget everything; gives the bytes that were freed. OSError where they cannot be."""
    place = home()
    return Store(place, LIMIT).clean() if place else 0


def _caches() -> Path:
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else Path.home() / "AppData" / "Local"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return given if given.is_absolute() else Path.home() / ".cache"


def _name(kind: str, key: bytes) -> bytes:
    return digest(_program(), kind, key)


@once
def _program() -> bytes:
    """What doclint itself is: its version, its program, its rules and language packs."""
    found = blake2b(f"{SCHEMA} {__version__} {sys.version}".encode(), digest_size=32)
    for place in (Path(__file__).parent, folder("rules")):
        for path in sorted(file for pattern in _SHIPPED for file in place.rglob(pattern)):
            found.update(digest(path.relative_to(place).as_posix(), path.read_bytes()))
    return found.digest()
