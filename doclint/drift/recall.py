"""Comparisons of articles, each worked out once for all runs."""

from contextlib import suppress

import msgspec

from doclint.cache import Cache, digest
from doclint.drift import units
from doclint.drift.false_sync import false_sync
from doclint.drift.model import Fault
from doclint.drift.units import Compared
from doclint.project.edition import Edition

_compared = msgspec.msgpack.Decoder(Compared)
_faults = msgspec.msgpack.Decoder(tuple[Fault, ...])


class Comparisons:
    """Compares editions, and remembers the results in a cache by all that they depend on."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def compare(self, then: Edition, now: Edition, target: Edition, earlier: Edition | None) -> Compared:
        """What `units.compare` gives."""
        key = _key(then, now, target, earlier)
        found = self._cache.get("compared", key)
        if found is not None:
            return _compared.decode(found)
        result = units.compare(then, now, target, earlier)
        self._keep("compared", key, result)
        return result

    def false_sync(self, older: Edition, newer: Edition, before: Edition, after: Edition) -> tuple[Fault, ...]:
        """What `false_sync` gives."""
        key = _key(older, newer, before, after)
        found = self._cache.get("false-sync", key)
        if found is not None:
            return _faults.decode(found)
        result = tuple(false_sync(older, newer, before, after))
        self._keep("false-sync", key, result)
        return result

    def _keep(self, kind: str, key: bytes, result: Compared | tuple[Fault, ...]) -> None:
        # What is no Unicode text, such as a lone surrogate in a path, has no msgpack.
        with suppress(UnicodeEncodeError):
            self._cache.put(kind, key, msgspec.msgpack.encode(result))


def _key(*editions: Edition | None) -> bytes:
    return digest(*(part for edition in editions for part in _parts(edition)))


def _parts(edition: Edition | None) -> tuple[str | None, ...]:
    """All of an edition that a comparison can depend on: not its group, nor how its locale was found."""
    if edition is None:
        return (None,)
    article, place = edition.article, edition.place
    return article.path, article.original.text, article.text, edition.locale, edition.revision, repr(place)
