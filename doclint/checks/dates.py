"""Dates that name another day than the source's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from doclint.language.dates import Date, dates, month_names, same
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_LOOKS = re.compile(r"\d")
_MOST = 60
"""With more dates than this, a unit is a table or a log."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to choose."""


class Dates(NamedTuple):
    """The dates of a pair: those that differ, and those that stand on one side only."""

    changed: list[tuple[Date, Date]]
    lost: list[Date]
    added: list[Date]
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Dates whose counterpart is another day, or has lost its month."""
    if _LOOKS.search(pair.source.prose):
        found = compare(pair)
        yield from (_changed(pair, one, two) for one, two in found.changed)
        yield from (_lost(pair, one) for one in found.lost if one.named and _month_lost(pair, one))


@lru_cache(maxsize=1)
def compare(pair: UnitPair) -> Dates:
    """The dates of both sides, those that agree taken out. `spans` are the places on both sides that were judged."""
    ours, theirs = (dates(side.prose, side.edition.locale) for side in (pair.source, pair.target))
    if len(ours) + len(theirs) > _MOST:
        return Dates([], [], [], ([], []))
    left, lost = list(theirs), []
    for one in ours:
        equal = next((other for other in left if same(one, other)), None)
        if equal:
            left.remove(equal)
        elif pair.source.text[one.start : one.end] not in pair.target.text:
            lost.append(one)
    changed = list(zip(lost, left, strict=False))
    spans = ([date[:2] for date in ours], [date[:2] for date in theirs])
    return Dates(changed, lost[len(changed) :], left[len(changed) :], spans)


def _month_lost(pair: UnitPair, date: Date) -> bool:
    """Whether day and year stand in the translation and the month does not, with whatever ending."""
    year, month, day = next(iter(date.readings))
    there = {value for number in pair.target.numbers for value in number.values}
    if not year or not day or not {year, day} <= there:
        return False
    names = tuple(name for name, other in month_names(pair.target.edition.locale).items() if other == month)
    return not any(word.text.startswith(names) for word in pair.target.words)


def _differences(one: Date, two: Date) -> int:
    """In how many of year, month and day two dates differ at least: a slip changes one of them."""
    return min(
        sum(a is not None and b is not None and a != b for a, b in zip(first, second, strict=True))
        for first in one.readings
        for second in two.readings
    )


def _one_day(one: Date, two: Date) -> bool:
    """Whether two dates have the same day of the month, which dates of different editions seldom have."""
    return any(first[2] == second[2] for first in one.readings for second in two.readings)


def _stamped(segment: Segment, date: Date) -> bool:
    """Whether a date ends a unit without a full stop: the day a page was made, which each edition has of its own."""
    return not segment.prose[date.end :].strip()


def _changed(pair: UnitPair, one: Date, two: Date) -> Diagnostic:
    said, meant = pair.target.text[two.start : two.end], pair.source.text[one.start : one.end]
    message = f"'{said}' stands where the source has '{meant}': another date. Write the source's day"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    stamped = not pair.target.unit.id and _stamped(pair.source, one) and not _one_day(one, two)
    doubtful = pair.copied or stamped or _differences(one, two) > 1
    confidence = 0.5 if doubtful else 0.95 if one.named and two.named else 0.75
    return pair.target.report(message, two.start, two.end, expected=meant, evidence=evidence, confidence=confidence)


def _lost(pair: UnitPair, one: Date) -> Diagnostic:
    meant = pair.source.text[one.start : one.end]
    message = f"the month of '{meant}' is missing from the translation. Write the day as your language writes dates"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    return pair.target.report(message, expected=meant, evidence=evidence, confidence=0.75)
