"""Articles read, each version once for all runs."""

from contextlib import suppress

import msgspec
from msgspec.structs import replace

from doclint import read
from doclint.cache import Cache, digest
from doclint.model import Article
from doclint.read import Halves

_Stored = tuple[Article, Halves | None]
_stored = msgspec.msgpack.Decoder(_Stored)


class Reader:
    """Reads articles, and remembers them in a cache by path and bytes; source sides are read when asked for."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache or Cache(None)

    def article(self, data: bytes, path: str) -> Article:
        """What `read.article` gives."""
        key = digest(path, data)
        found = self._cache.get("article", key)
        if found is not None:
            article, halves = _stored.decode(found)
            return read.beside(article, halves) if halves else article
        article = read.article(data, path)
        # What is no Unicode text, a lone surrogate in a path, has no msgpack.
        with suppress(UnicodeEncodeError):
            kept: _Stored = (replace(article, other=None), read.halves(article))
            self._cache.put("article", key, msgspec.msgpack.encode(kept))
        return article

    def flush(self) -> None:
        """Let the cache keep what was read so far."""
        self._cache.flush()
