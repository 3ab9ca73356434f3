"""facts.toml: what a doc writer declares to be true, read and checked."""

import os
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NoReturn

import msgspec
from msgspec import Struct

from doclint.config import ConfigError
from doclint.facts.model import Kind, Slot
from doclint.facts.written import VALUES, slot
from doclint.language.phrases import Phrases
from doclint.language.words import words
from doclint.model import Evidence, Location
from doclint.project.tags import normal

ANYWHERE = "*"
"""The key of subject terms that are alike in every language."""
TOGETHER = " + "
"""What joins terms that must all be named, in any order."""
_HEADER = re.compile(r"\s*\[\[\s*fact\s*\]\]")
_HOLDS = re.compile(r"\s*holds\s*=\s*")
_LONGEST_LINE = 500


class _Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """One `[[fact]]` as written."""

    id: str
    holds: str | int | float | bool
    subject: dict[str, tuple[str, ...]]
    since: date | None = None
    outdated: tuple[str | int | float, ...] = ()
    kind: Kind | None = None
    bound: Literal["most", "least"] | None = None
    note: str = ""
    paths: tuple[str, ...] = ()


class Fact(Struct, frozen=True):
    """What holds: its name, the value as written and as a slot, the day it began, values that held before.

    `subject` has for a locale (or "*") what may name the subject: each entry all terms that must be there.
    `paths` are patterns of the articles it holds in, all where there are none; `at` is its value in the file.
    """

    id: str
    text: str
    slot: Slot
    since: str
    outdated: tuple[tuple[str, Slot], ...]
    subject: dict[str, tuple[tuple[str, ...], ...]]
    note: str
    paths: tuple[str, ...]
    at: Evidence

    @property
    def narrow(self) -> bool:
        """Whether the subject is named by more than one word, so that an amount of it can hardly be another one."""
        ways = (terms for several in self.subject.values() for terms in several)
        return all(len(words(" ".join(terms))) > 1 for terms in ways)


def facts(path: str) -> tuple[Fact, ...]:
    """The facts declared in the file at `path`; ConfigError names file, line and what to do. None without a path."""
    return _Reader(Path(path)).facts() if path else ()


class _Reader:
    """Reads one file of facts, and knows the lines to blame."""

    def __init__(self, path: Path) -> None:
        self._name = Path(os.path.relpath(path)).as_posix()
        try:
            self._text = path.read_text("utf-8-sig")
        except OSError as error:
            self._fail(f"{error.strerror or error}; `facts` in doclint.toml names this file", 0)
        except UnicodeDecodeError:
            self._fail("the file is not UTF-8: save it as UTF-8", 0)
        self._lines = self._text.splitlines()

    def facts(self) -> tuple[Fact, ...]:
        """Every fact of the file, in order."""
        try:
            data = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._fail(f"{error}: facts are written in TOML", _line_of(str(error)))
        unknown = sorted(data.keys() - {"fact"})
        if unknown or not isinstance(data.get("fact", []), list):
            wrong = unknown[0] if unknown else "fact"
            self._fail(f"{wrong!r} has no meaning here: begin each fact with [[fact]]", self._find(wrong))
        found: dict[str, Fact] = {}
        for number, entry in enumerate(data.get("fact", [])):
            fact = self._fact(entry, number)
            if fact.id in found:
                self._fail(f"the id {fact.id!r} is given twice: give each fact its own", self._start(number))
            found[fact.id] = fact
        return tuple(found.values())

    def _fact(self, data: object, number: int) -> Fact:
        start = self._start(number)
        try:
            entry = msgspec.convert(_plain(data), _Entry)
        except msgspec.ValidationError as error:
            known = ", ".join(_Entry.__struct_fields__)
            more = f"; the keys are {known}" if "unknown field" in str(error) else ""
            self._fail(f"{error}{more}", self._blamed(str(error), start))
        if not entry.id.strip():
            self._fail("id is empty: give the fact a short name", start)
        where = self._value(entry, number)
        value = self._slot(entry, _written(entry.holds), start)
        outdated = tuple((_written(old), self._slot(entry, _written(old), start)) for old in entry.outdated)
        subject = self._subject(entry, start)
        since = entry.since.isoformat() if entry.since else ""
        return Fact(
            entry.id, _written(entry.holds), value, since, outdated, subject, entry.note.strip(), entry.paths, where
        )

    def _slot(self, entry: _Entry, text: str, start: int) -> Slot:
        """A value as a slot; all values of a fact measure the same."""
        found = slot(text, entry.kind, entry.bound or "")
        if found is None:
            kind = f" of kind {entry.kind!r}" if entry.kind else ""
            self._fail(f"{text!r} is no value{kind}: write {VALUES}", self._find(text, start))
        first = slot(_written(entry.holds), entry.kind, entry.bound or "")
        if first and (first.kind, first.dimension) != (found.kind, found.dimension):
            self._fail(
                f"{text!r} and {_written(entry.holds)!r} are different kinds of values: write both alike",
                self._find(text, start),
            )
        return found

    def _subject(self, entry: _Entry, start: int) -> dict[str, tuple[tuple[str, ...], ...]]:
        if not any(entry.subject.values()):
            self._fail("the fact has no subject: name it under [fact.subject], en = [...]", start)
        for locale, terms in entry.subject.items():
            if locale != ANYWHERE and not normal(locale):
                self._fail(f'subject: {locale!r} is no locale (en, pt-BR, or "*")', self._find(locale, start))
            for term in terms:
                self._term(term, start)
        return {
            locale: tuple(tuple(part.strip() for part in term.split(TOGETHER)) for term in terms)
            for locale, terms in entry.subject.items()
        }

    def _term(self, term: str, start: int) -> None:
        if not all(tells(part.strip()) for part in term.split(TOGETHER)):
            ways = "write words, stems (disk*), gaps (size … disk) or terms joined by ' + '"
            self._fail(f"subject: {term!r} names nothing: {ways}", self._find(term, start))

    def _value(self, entry: _Entry, number: int) -> Evidence:
        """Where the value stands, with its line."""
        start = self._start(number)
        end = self._start(number + 1) or len(self._lines) + 1
        for line in range(start, end):
            match = _HOLDS.match(self._lines[line - 1]) if start else None
            if match:
                text = self._lines[line - 1][:_LONGEST_LINE].rstrip()
                column = min(match.end(), len(text))
                return self._evidence(line, text, (column, max(column, len(text))), entry)
        return self._evidence(max(start, 1), f"holds = {_written(entry.holds)}"[:_LONGEST_LINE], (0, 0), entry)

    def _evidence(self, line: int, text: str, highlight: tuple[int, int], entry: _Entry) -> Evidence:
        at = Location(self._name, line, highlight[0] + 1, line, highlight[1] + 1)
        since = entry.since.isoformat() if entry.since else None
        place = (at.path, at.line, at.column, at.end_line, at.end_column)
        return Evidence("declared", *place, None, "", None, since, text, highlight)

    def _start(self, number: int) -> int:
        """The line of the header of fact `number`, or 0 where there is none such."""
        found = [line for line, text in enumerate(self._lines, 1) if _HEADER.match(text)]
        return found[number] if number < len(found) else 0

    def _blamed(self, error: str, start: int) -> int:
        """The line an error speaks of: that of the key it names."""
        for pattern in (r"field `([\w-]+)`", r"\$\.([\w-]+)", r"value '([^']+)'"):
            if match := re.search(pattern, error):
                return self._find(match[1], start)
        return start

    def _find(self, name: str, start: int = 0) -> int:
        """The first line from `start` on that holds `name`, else `start`."""
        lines = range(max(start, 1), len(self._lines) + 1)
        return next((line for line in lines if name in self._lines[line - 1]), start)

    def _fail(self, message: str, line: int) -> NoReturn:
        place = f"{self._name}:{line}" if line else self._name
        text = f"{place}: {message}"
        raise ConfigError(text)


def tells(term: str) -> bool:
    """Whether a term holds words to look for."""
    try:
        Phrases([(term, "subject:")])
    except (ValueError, IndexError):
        return False
    return len(term.strip(" *…")) > 1


def _plain(data: object) -> object:
    """A fact's table with the days among its values as text."""
    if not isinstance(data, dict):
        return data
    found = dict(data)
    if isinstance(found.get("holds"), date):
        found["holds"] = _day(found["holds"])
    if isinstance(found.get("outdated"), list):
        found["outdated"] = [_day(one) if isinstance(one, date) else one for one in found["outdated"]]
    if isinstance(found.get("since"), datetime):
        found["since"] = found["since"].date()
    return found


def _day(value: date) -> str:
    return value.isoformat()[:10]


def _written(value: str | float | bool) -> str:  # noqa: FBT001
    """A value as a reader would write it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return value.strip() if isinstance(value, str) else f"{value:.15g}"


def _line_of(error: str) -> int:
    match = re.search(r"at line (\d+)", error)
    return int(match[1]) if match else 0
