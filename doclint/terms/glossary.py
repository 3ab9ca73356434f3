"""The glossary of a project: its files read, and the terms of each locale ready to be found."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from doclint.config import ConfigError
from doclint.language.pack import pack
from doclint.project.tags import language
from doclint.terms import csv_file, tbx_file
from doclint.terms.matcher import Known, Matcher
from doclint.terms.records import Entry, Term

_LARGEST = 100_000_000
"""The bytes a glossary may have."""
_REGION = (2, 3)
_TABLES, _TBX = {".csv", ".tsv", ".txt"}, {".tbx", ".xml"}


class Glossary:
    """Answers which terms a locale has."""

    def __init__(self, entries: Sequence[Entry], source_locale: str) -> None:
        """The `entries` of all files; `source_locale` is that of the sources."""
        self.entries = entries
        self.source_locale = source_locale
        self.matcher = cache(self._matcher)
        self.banned = cache(self._banned)

    def _matcher(self, locale: str) -> Matcher:
        """What finds the terms of all kinds that count in `locale`."""
        return Matcher(self._known(locale), language(locale))

    def _banned(self, locale: str) -> Matcher | None:
        """What finds the terms that must not be used in `locale`, in longer terms too; None where there are none."""
        known = [one for one in self._known(locale) if one.term.banned]
        return Matcher(known, language(locale)) if known else None

    def _known(self, locale: str) -> list[Known]:
        return [Known(term, entry) for entry in self.entries for term in self.terms(entry, locale)]

    def source(self, entry: Entry) -> tuple[Term, ...]:
        """The terms of an entry in the language of the sources."""
        return self.terms(entry, self.source_locale)

    def terms(self, entry: Entry, locale: str) -> tuple[Term, ...]:
        """The terms of an entry that count in `locale`: those of its region, or else those of its language.

        Terms that must not be used count wherever their language is written, names that are kept in all languages.
        """
        named = self.source_locale if entry.kept else locale
        fitting = [term for term in entry.terms if _fits(term.locale, locale) or _fits(term.locale, named)]
        closest = any(term.locale == locale and not term.banned for term in fitting)
        return tuple(term for term in fitting if term.banned or not closest or term.locale == locale)


@cache
def _fits(tag: str, locale: str) -> bool:
    """Whether the terms of a tag are used in a locale: fr for fr-CA and fr-CA for fr, but not pt-PT for pt-BR."""
    if _spoken(tag) != _spoken(locale):
        return False
    regions = {part for one in (tag, locale) for part in one.split("-")[1:] if len(part) in _REGION}
    return len(regions) < 2 or language(tag) == "en"


@cache
def _spoken(tag: str) -> str:
    """A tag's language, with its script where it is written in several."""
    known = pack(tag)
    return known.code if known else language(tag)


def glossary(paths: tuple[str, ...], source_locale: str) -> Glossary | None:
    """The glossary in the files at `paths`, read again where one has changed; None where there is none."""
    return _glossary(tuple(map(_state, paths)), source_locale) if paths else None


def _state(path: str) -> tuple[str, int, int]:
    """A file's path, size in bytes and time of change."""
    try:
        status = Path(path).stat()
    except OSError as error:
        message = f"{path}: the glossary cannot be read: {error.strerror}. Correct 'glossary' in the configuration"
        raise ConfigError(message) from error
    return path, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=4)
def _glossary(files: tuple[tuple[str, int, int], ...], source_locale: str) -> Glossary:
    entries = [entry for path, size, _ in files for entry in _read(path, size, source_locale)]
    return Glossary(tuple(dict.fromkeys(entries)), source_locale)


def _read(path: str, size: int, source_locale: str) -> list[Entry]:
    suffix = Path(path).suffix.lower()
    if suffix not in _TABLES | _TBX:
        message = f"{path}: a glossary is a file .csv, .tsv or .tbx: export it as one of these"
        raise ConfigError(message)
    if size > _LARGEST:
        message = f"{path}: the glossary has more than {_LARGEST // 1_000_000} MB: leave out what is not checked"
        raise ConfigError(message)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        message = f"{path}: the glossary cannot be read: {error.strerror}"
        raise ConfigError(message) from error
    return csv_file.read(data, path, source_locale) if suffix in _TABLES else tbx_file.read(data, path)
