"""Times of day in running text, on a clock of 12 or of 24 hours."""

import re
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from doclint.language.words import fold

_BLANKS = r"[ \u00a0\u202f]?"
_CLOCK = re.compile(
    rf"(?<![\d.,:/-])(?<!: )(?P<hour>2[0-4]|[01]?\d)"
    rf"(?:{_BLANKS}(?P<mark>[:.：]|h{_BLANKS})(?P<minute>[0-5]\d)(?::[0-5]\d)?"
    rf"|{_BLANKS}[時时點点시](?:{_BLANKS}(?P<minutes>[0-5]?\d){_BLANKS}[分분])?)?"
    rf"(?:{_BLANKS}(?P<half>[ap])(?:\.{_BLANKS}m\.|{_BLANKS}m)(?![^\W\d_]))?(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
_LOOKS = re.compile(r"\d\s?(?:[:.：]\d\d|h\s?\d\d|[時时點点시]|[ap]\.?\s?m)", re.IGNORECASE)
_HOUR = re.compile(r"\s?h(?![^\W\d_])")
_REACH = 14
_NOON, _HOURS = 12, 24
_AFTER, _MORNING = ("pm", "noon", "afternoon1", "evening1", "night1"), ("am", "midnight", "morning1", "night1")


class Clock(NamedTuple):
    """A time of day: its place, the minutes since midnight it may mean, and whether it says which half of the day."""

    start: int
    end: int
    minutes: frozenset[int]
    halved: bool


def clocks(prose: str, locale: str, *, dotted: bool = False) -> list[Clock]:
    """The times of day in `prose`: 3 PM, 15:00, 15h00, 下午 3 點; where `dotted`, 15.00 is one as well."""
    found: list[Clock] = []
    if not dotted and not _LOOKS.search(prose):
        return found
    for match in _CLOCK.finditer(prose):
        around = (prose[max(0, match.start() - _REACH) : match.start()], prose[match.end() : match.end() + _REACH])
        halves = _halves(match, around, locale)
        certain = match["half"] or (match["mark"] or " ")[0] in ":：hH" or match[0][-1:] in "時时點点시分분"
        if certain or (halves and match["mark"]) or (dotted and (match["mark"] or _HOUR.match(prose, match.end()))):
            found.append(Clock(*match.span(), _minutes(match, halves), bool(halves)))
    return found


def _halves(match: re.Match[str], around: tuple[str, str], locale: str) -> frozenset[str]:
    """Which half of the day is said: a, p, both where a word may mean either, or none."""
    if match["half"]:
        return frozenset(match["half"].lower())
    before, behind = around
    return frozenset(
        half
        for half, pattern in _periods(locale).items()
        if pattern.search(before) or pattern.match(behind.lstrip(" \u00a0\u202f"))
    )


def _minutes(match: re.Match[str], halves: frozenset[str]) -> frozenset[int]:
    hour, minute = int(match["hour"]), int(match["minute"] or match["minutes"] or 0)
    if not halves or hour > _NOON:
        return frozenset({(hour % _HOURS) * 60 + minute})
    return frozenset((hour % _NOON + (_NOON if half == "p" else 0)) * 60 + minute for half in halves)


@cache
def _periods(locale: str) -> dict[str, re.Pattern[str]]:
    """What finds the words of a locale for the two halves of the day."""
    try:
        periods = Locale.parse(locale, sep="-").day_periods
    except (ValueError, UnknownLocaleError):
        return {}
    return {"a": _any(periods, _MORNING), "p": _any(periods, _AFTER)}


def _any(periods: object, wanted: tuple[str, ...]) -> re.Pattern[str]:
    names = {
        fold(str(name))
        for widths in dict(periods).values()  # type: ignore[call-overload]
        for width in ("wide", "abbreviated")
        for period, name in widths.get(width, {}).items()
        if period in wanted and len(str(name)) > 1
    }
    either = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=[\u3000-\uffff]))(?:{either})", re.IGNORECASE)
