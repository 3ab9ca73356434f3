"""Dates in running text: days and months of a year, in words or in digits, with every reading they allow."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from doclint.language.words import fold

_YEAR = r"(?:19|20)\d\d"
_ANY_YEAR = r"(?:[12]\d\d\d|9999)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_OF = r"(?:(?:de|del|of|du|den|d['’])[ \u00a0]*)?"
_BEFORE = re.compile(
    rf"(?:(?<!\d)(?P<year>{_YEAR})[.,]?[ \u00a0]+|(?<![\d.,:/-]))"
    rf"(?:(?P<day>{_DAY})(?:st|nd|rd|th|er|[.º°ª])?(?:[ \u00a0]+|-){_OF})?(?P<hit>)\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\.?(?:(?:[ \u00a0]+|-){_OF}(?P<day>{_DAY})(?![\d:]|\.\d)(?:st|nd|rd|th|[.º°ª])?"
    rf"(?:\s?[-–]\s?(?P<last>{_DAY})(?!\d))?)?"
    rf"(?:,?(?:[ \u00a0]+|-|(?<=,)){_OF}(?P<year>{_YEAR})(?!\d))?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    rf"(?<![\d/.:-])(?:(?P<year>{_ANY_YEAR})(?P<mark>[-/.])(?P<two>\d\d?)(?P=mark)(?P<three>\d\d?)"
    rf"|(?P<one>\d\d?)(?P<sign>[-/.])(?P<second>\d\d?)(?P=sign)(?P<last>{_ANY_YEAR}))(?![\d/:-]|\.\d)"
)
_IDEOGRAPHIC = re.compile(
    rf"(?:(?<!\d)(?P<year>{_YEAR})[ \u00a0]?[年년][ \u00a0]?)?(?<!\d)(?P<month>1[0-2]|0?[1-9])[ \u00a0]?[月월]"
    rf"(?:[ \u00a0]?(?P<day>{_DAY})[ \u00a0]?[日일])?"
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_MARKED = re.compile(r"\d[-/.]\d")
_REACH = 24
_SOURCE = "en"
"""Dates may be left in English."""
_MONTHS, _SHORTEST = 12, 3

Reading = tuple[int | None, int, int | None]
"""Year, month and day; None for what is not said."""


class Date(NamedTuple):
    """A date as written: its place, all it may mean, and whether it names its month."""

    start: int
    end: int
    readings: frozenset[Reading]
    named: bool


def dates(prose: str, locale: str) -> list[Date]:
    """The dates of `prose`, in order. A month alone is none."""
    found = [*_named(prose, locale)]
    found += _in_digits(prose) if _MARKED.search(prose) else ()
    found += _ideographic(prose) if "月" in prose or "월" in prose else ()
    return sorted(found)


def same(one: Date, other: Date) -> bool:
    """Whether two dates may be one day, as far as both say."""
    return any(_agree(first, second) for first in one.readings for second in other.readings)


def _agree(one: Reading, other: Reading) -> bool:
    return all(first is None or second is None or first == second for first, second in zip(one, other, strict=True))


def _named(prose: str, locale: str) -> Iterator[Date]:
    names = _names(locale)
    for match in _WORD.finditer(prose):
        month = names.get(fold(match[0]))
        if not month:
            continue
        before = _BEFORE.search(prose[max(0, match.start() - _REACH) : match.start()])
        behind = _BEHIND.match(prose, match.end())
        days = [side["day"] for side in (before, behind) if side and side["day"]]
        years = [side["year"] for side in (behind, before) if side and side["year"]]
        if days or years:
            start = match.start() - len(before[0]) if before and (before["day"] or before["year"]) else match.start()
            end = behind.end() if behind and (behind["day"] or behind["year"]) else match.end()
            year = int(years[0]) if years else None
            days += [behind["last"]] if behind and behind["last"] else []
            readings = frozenset[Reading]((year, month, int(day)) for day in days) or frozenset({(year, month, None)})
            yield Date(start, end, readings, named=True)


def _in_digits(prose: str) -> Iterator[Date]:
    for match in _DIGITS.finditer(prose):
        if match["year"]:
            orders = [(int(match["year"]), int(match["two"]), int(match["three"]))]
        else:
            one, two, year = int(match["one"]), int(match["second"]), int(match["last"])
            orders = [(year, two, one), *([(year, one, two)] if match["sign"] != "." else [])]
        possible = frozenset(order for order in orders if 1 <= order[1] <= _MONTHS and 1 <= order[2] <= 31)
        if possible:
            yield Date(*match.span(), possible, named=False)


def _ideographic(prose: str) -> Iterator[Date]:
    for match in _IDEOGRAPHIC.finditer(prose):
        if match["year"] or match["day"]:
            year, day = (int(match[name]) if match[name] else None for name in ("year", "day"))
            yield Date(*match.span(), frozenset({(year, int(match["month"]), day)}), named=True)


@cache
def month_names(locale: str) -> dict[str, int]:
    """The names of the months in a locale and their short forms, folded."""
    names: dict[str, int] = {}
    try:
        months = Locale.parse(locale, sep="-").months
    except (ValueError, UnknownLocaleError):
        return names
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in months[context][width].items():
                plain = fold(name.rstrip("."))
                if len(plain) >= _SHORTEST and plain.isalpha():
                    names.setdefault(plain, month)
    return names


@cache
def _names(locale: str) -> dict[str, int]:
    return {**month_names(_SOURCE), **month_names(locale)}
