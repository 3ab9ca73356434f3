"""Articles read, each version once for all runs."""

from contextlib import suppress

import msgspec

from doclint import read
from doclint.cache import Cache, digest
from doclint.model import Article

_articles = msgspec.msgpack.Decoder(Article)


class Reader:
    """Reads articles, and remembers them in a cache by path and bytes. A bilingual article is always read anew."""

    def __init__(self, cache: Cache | None = None) -> None:
        self._cache = cache or Cache(None)

    def article(self, data: bytes, path: str) -> Article:
        """What `read.article` gives."""
        key = digest(path, data)
        found = self._cache.get("article", key)
        if found is not None:
            return _articles.decode(found)
        article = read.article(data, path)
        if article.other is None:
            # What is no Unicode text, a lone surrogate in a path, has no msgpack.
            with suppress(UnicodeEncodeError):
                self._cache.put("article", key, msgspec.msgpack.encode(article))
        return article

    def flush(self) -> None:
        """Let the cache keep what was read so far."""
        self._cache.flush()
