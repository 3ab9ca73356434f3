"""A file of verified values that several processes may share, that may be torn, and that does not grow for ever."""

import os
import sqlite3
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from time import time
from typing import NamedTuple
from zlib import compress, decompress

_FOLDER = "values"
_FILE = "values.sqlite"
_FILES = tuple(_FILE + suffix for suffix in ("", "-wal", "-shm", "-journal"))

_WAIT = 5.0
"""How many seconds to wait for another process that writes."""

_BATCH = 8_000_000
"""Bytes put before they are written."""

_FRESH = 3600
"""A value asked for again within so many seconds is not marked as used again: that spares most runs all writing."""

_ROOM = 0.8
"""How full the file is left after the values used longest ago were dropped."""

_TORN = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}

_INHERITED: list[sqlite3.Connection] = []
"""Those of a parent process: a child that closed them would take the parent's files away."""

_TABLE = """
    CREATE TABLE IF NOT EXISTS value (
        name BLOB PRIMARY KEY, sum BLOB NOT NULL, used INTEGER NOT NULL, data BLOB NOT NULL
    );
    CREATE INDEX IF NOT EXISTS value_used ON value (used);
"""


class Usage(NamedTuple):
    """Where the values are, how many, and the bytes of their files."""

    place: Path
    values: int
    size: int


class Store:
    """Values by name in a database below `place`, of about `limit` bytes at most. Errors mean that it keeps nothing."""

    def __init__(self, place: Path, limit: int) -> None:
        self._folder = place / _FOLDER
        self._limit = limit
        self._process = 0
        self._database: sqlite3.Connection | None = None
        self._new: dict[bytes, bytes] = {}
        self._used: set[bytes] = set()
        self._waiting = 0
        self._broken = False

    def get(self, name: bytes) -> bytes | None:
        """The value of that name, if it is there and whole."""
        if name in self._new:
            return decompress(self._new[name])
        try:
            return self._read(name)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None

    def put(self, name: bytes, value: bytes) -> None:
        """Keep a value, unless it would take too much of the room there is."""
        if self._broken or len(value) > self._limit // 8:
            return
        self._new[name] = packed = compress(value, 1)
        self._waiting += len(packed)
        if self._waiting > _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what is new, and drop what was used longest ago where there is too much."""
        if not (self._new or self._used) or self._broken:
            return
        try:
            self._write()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
        self._new, self._used, self._waiting = {}, set(), 0

    def close(self) -> None:
        """Write what is new, and let go of the file."""
        self.flush()
        self._let_go()

    def usage(self) -> Usage:
        """What there is. Nothing is made."""
        values = 0
        if (self._folder / _FILE).exists():
            with suppress(sqlite3.Error, OSError):
                values = self._open().execute("SELECT count(*) FROM value").fetchone()[0]
        return Usage(self._folder, values, _size(self._folder))

    def clean(self) -> int:
        """Remove all values, and give the bytes they took. OSError where that cannot be done."""
        self.close()
        freed = _size(self._folder)
        self._drop()
        return freed

    def _read(self, name: bytes) -> bytes | None:
        if self._broken:
            return None
        row = self._open().execute("SELECT sum, used, data FROM value WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        known, used, data = row
        if not isinstance(data, bytes) or known != _sum(name, data):
            return None
        if not isinstance(used, int) or time() - used > _FRESH:
            self._used.add(name)
        return decompress(data)

    def _write(self) -> None:
        database, now = self._open(), int(time())
        with database:
            database.execute("BEGIN IMMEDIATE")
            rows = ((name, _sum(name, data), now, data) for name, data in self._new.items())
            database.executemany("INSERT OR REPLACE INTO value VALUES (?, ?, ?, ?)", rows)
            database.executemany("UPDATE value SET used = ? WHERE name = ?", ((now, name) for name in self._used))
            self._shrink(database)
        database.execute("PRAGMA incremental_vacuum").fetchall()

    def _shrink(self, database: sqlite3.Connection) -> None:
        """Drop what was used longest ago until there is room again."""
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        excess = (pages - free) * size - self._limit
        if excess <= 0:
            return
        excess += int(self._limit * (1 - _ROOM))
        old = []
        for row, length in database.execute("SELECT rowid, length(data) + 100 FROM value ORDER BY used, rowid"):
            if excess <= 0:
                break
            old.append((row,))
            excess -= length
        database.executemany("DELETE FROM value WHERE rowid = ?", old)

    def _open(self) -> sqlite3.Connection:
        """The database; opened again in a process that was forked, where the one inherited must not be used."""
        if self._database and self._process != os.getpid():
            _INHERITED.append(self._database)
            self._database = None
        if self._database is None:
            self._process = os.getpid()
            self._database = self._connect()
        return self._database

    def _connect(self) -> sqlite3.Connection:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            return _connected(self._folder / _FILE)
        except sqlite3.DatabaseError as error:
            if not _torn(error):
                raise
            self._drop()
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            return _connected(self._folder / _FILE)

    def _give_up(self, error: Exception) -> None:
        """Do without from now on; a torn file makes room for a new one in the next run."""
        self._broken = True
        self._new, self._used = {}, set()
        self._let_go()
        if isinstance(error, sqlite3.Error) and _torn(error):
            with suppress(OSError):
                self._drop()

    def _let_go(self) -> None:
        if self._database and self._process == os.getpid():
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _drop(self) -> None:
        """Move the files away together, so that who begins anew gets none of them, and remove them."""
        away = self._folder.with_name(f"{_FOLDER}.{os.getpid()}")
        with suppress(FileNotFoundError):
            self._folder.rename(away)
        for left in self._folder.parent.glob(f"{_FOLDER}.*"):
            for name in _FILES:
                (left / name).unlink(missing_ok=True)
            with suppress(FileNotFoundError):
                left.rmdir()


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute(f"PRAGMA journal_size_limit = {2 * _BATCH}")
        database.executescript(_TABLE)
    except sqlite3.Error:
        database.close()
        raise
    return database


def _torn(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "") in _TORN


def _sum(name: bytes, data: bytes) -> bytes:
    """What shows that a value is whole and belongs to its name."""
    return blake2b(data, key=name[:32], digest_size=16).digest()


def _size(folder: Path) -> int:
    return sum((folder / name).stat().st_size for name in _FILES if (folder / name).exists())
