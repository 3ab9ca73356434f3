"""What was examined of an article in an earlier run: taken from the cache where all is as it was that it rests on."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Raw, Struct

from doclint.cache import Cache, digest
from doclint.config import Config
from doclint.examine import Draft, Job, Known, Part, aligning
from doclint.model import Diagnostic
from doclint.project.edition import Edition
from doclint.project.pairing import Project

_Said = list[tuple[str, Diagnostic, bool]]


class _Stored(Struct, array_like=True):
    """A Part as it is written: rules by code, the records of each check by themselves."""

    alone: _Said
    paired: _Said
    records: dict[str, Raw]
    counts: tuple[int, int, int]
    lexicons: dict[str, str]


_stored = msgspec.msgpack.Decoder(_Stored)


class Kept:
    """Answers what is known of an edition. It rests on both texts, where they stand, the rules, and their files."""

    def __init__(self, cache: Cache, jobs: Sequence[Job], config: Config, members: Project) -> None:
        self._cache = cache
        self._members = members
        self._rules = {one.rule.code: one.rule for one in jobs}
        self._decoders = {name: msgspec.msgpack.Decoder(list[_record(check)]) for name, check in _takers(jobs)}  # type: ignore[misc]
        self._aligning = aligning(jobs)
        self._base = digest(*_asked(jobs), *_files(config), config.source_locale)

    def key(self, edition: Edition, source: Edition | None) -> bytes:
        """All that what is said of an edition and its source rests on."""
        if source is None:
            return digest(self._base, *_side(edition), None)
        if not self._aligning:
            return digest(self._base, *_side(edition), "met")
        if source is edition:
            return digest(self._base, *_side(edition), "bilingual")
        stand = self._members.stand(source, edition)
        told = (stand.method, str(stand.current), str(stand.unresolved))
        return digest(self._base, *_side(edition), *_side(stand.source), *told)

    def get(self, key: bytes, known: Known) -> Part | None:
        """What was said and taken under this key; where what is said is `known`, what was taken is enough."""
        data = self._cache.get("examined", key)
        if data is None and any(known):
            data = self._cache.get(_kind(known), key)
        return self._decoded(data) if data is not None else None

    def put(self, key: bytes, part: Part, known: Known) -> None:
        """Keep what was said and taken, without what is `known`."""
        # What is no Unicode text, a lone surrogate in an article, has no msgpack.
        with suppress(UnicodeEncodeError):
            self._cache.put(_kind(known), key, msgspec.msgpack.encode(_written(part)))

    def flush(self) -> None:
        """Write what is new: a process that ends like a worker does not come to it."""
        self._cache.flush()

    def _decoded(self, data: bytes) -> Part:
        found = _stored.decode(data)
        records = {name: self._decoders[name].decode(raw) for name, raw in found.records.items()}
        return Part(self._drafts(found.alone), self._drafts(found.paired), records, *found.counts, found.lexicons)

    def _drafts(self, said: _Said) -> list[Draft]:
        return [(self._rules[code], what, current) for code, what, current in said]


def _kind(known: Known) -> str:
    """The name for parts without what is known."""
    return "examined" + " not alone" * known.alone + " not paired" * known.paired


def _written(part: Part) -> _Stored:
    records = {name: Raw(msgspec.msgpack.encode(one)) for name, one in part.records.items()}
    counts = (part.pairs, part.units, part.unresolved)
    return _Stored(_coded(part.alone), _coded(part.paired), records, counts, part.lexicons)


def _coded(drafts: Sequence[Draft]) -> _Said:
    return [(rule.code, said, current) for rule, said, current in drafts]


def _takers(jobs: Sequence[Job]) -> Iterator[tuple[str, Any]]:
    """The checks that take records, by the name that these are kept under."""
    for one in jobs:
        if one.scope == "project":
            yield one.check.extract.__module__, one.check


def _record(check: Any) -> Any:  # noqa: ANN401
    """The type of what a check takes from an article, as it says itself."""
    return get_args(get_type_hints(check.extract)["return"])[0]


def _side(edition: Edition) -> Iterator[bytes | str]:
    """All that a check can see of an edition."""
    article, place = edition.article, edition.place
    yield from (article.path, digest(article.original.text), edition.locale, str(edition.group), edition.revision)
    yield from (place.locale, place.key, place.reason, str(place.source), *edition.reasons)


def _asked(jobs: Sequence[Job]) -> Iterator[bytes | str]:
    """The rules and their options."""
    for one in sorted(jobs, key=lambda job: job.rule.code):
        yield from (one.rule.code, one.rule.name, one.rule.header.check)
        yield msgspec.json.encode(one.options, order="deterministic")


def _files(config: Config) -> Iterator[bytes | str | None]:
    """What lies in the files that checks read themselves, and the program of plugins."""
    places = [*map(Path, config.glossary), *([Path(config.facts)] if config.facts else [])]
    places += sorted(Path(config.lexicons).glob("*")) if config.lexicons else []
    for package in config.plugins:
        spec = find_spec(package)
        for folder in (spec.submodule_search_locations or ()) if spec else ():
            places += sorted(Path(folder).rglob("*.py"))
    for place in places:
        yield str(place)
        yield place.read_bytes() if place.is_file() else None
