"""Times of day that differ from the source's."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from doclint.language.clocks import Clock, clocks
from doclint.model import Diagnostic
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_LOOKS = re.compile(r"\d")
_ZONES = {
    "UTC": 0, "GMT": 0, "PST": -480, "PDT": -420, "MST": -420, "MDT": -360, "CST": -360, "CDT": -300, "EST": -300,
    "EDT": -240, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120, "JST": 540,
}  # fmt: skip
"""Zones that stand behind times, in minutes from UTC; names in full are not judged."""
_ZONE = re.compile(rf"(?<=[\dmM.])\s?\(?(?P<zone>{'|'.join(_ZONES)})(?P<offset>[+-]\d{{1,2}})?\b")
_HALF = 720
_MOST = 60
"""With more times than this, a unit is a table or a log."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to choose."""


class Times(NamedTuple):
    """The times of a pair that differ, those without a counterpart, and the places on both sides that were judged."""

    changed: list[tuple[Clock, Clock]]
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Times of day whose counterpart is another time, or the same time in another zone."""
    if _LOOKS.search(pair.source.prose):
        changed = compare(pair).changed
        yield from (_changed(pair, one, two) for one, two in changed)
        if not changed:
            yield from _zones(pair)


def _zones(pair: UnitPair) -> Iterator[Diagnostic]:
    """The zone of the one time of both sides, where it is another."""
    ours, theirs = ([*_ZONE.finditer(side.prose)] for side in (pair.source, pair.target))
    if len(ours) == len(theirs) == 1 and _minutes(ours[0]) != _minutes(theirs[0]):
        one, two = ours[0], theirs[0]
        message = (
            f"The time is in {two['zone']} where the source has {one['zone']}. Name the same zone, or convert the time"
        )
        evidence = (pair.source.evidence("source", one.start("zone"), one.end()),)
        yield pair.target.report(
            message, two.start("zone"), two.end(), expected=one["zone"], evidence=evidence, confidence=0.65
        )


def _minutes(zone: re.Match[str]) -> int:
    return _ZONES[zone["zone"]] + 60 * int(zone["offset"] or 0)


@lru_cache(maxsize=1)
def compare(pair: UnitPair) -> Times:
    """The times of both sides that disagree. Only where there are as many on both sides is any judged."""
    ours, theirs = (clocks(side.prose, side.edition.locale) for side in (pair.source, pair.target))
    if len(ours) > len(theirs):
        theirs = clocks(pair.target.prose, pair.target.edition.locale, dotted=True)
    if len(ours) != len(theirs) or len(ours) > _MOST:
        return Times([], ([], []))
    left, lost = list(theirs), []
    for one in ours:
        equal = next((other for other in left if _same(one, other)), None)
        if equal:
            left.remove(equal)
        else:
            lost.append(one)
    spans = ([clock[:2] for clock in ours], [clock[:2] for clock in theirs])
    return Times(list(zip(lost, left, strict=True)), spans)


def _same(one: Clock, other: Clock) -> bool:
    """Whether two times may be one: where the source does not say which half of the day, either is right."""
    if not one.minutes.isdisjoint(other.minutes):
        return True
    return not one.halved and any((first - second) % _HALF == 0 for first in one.minutes for second in other.minutes)


def _changed(pair: UnitPair, one: Clock, two: Clock) -> Diagnostic:
    said, meant = pair.target.text[two.start : two.end], pair.source.text[one.start : one.end]
    halves = any((first - second) % _HALF == 0 for first in one.minutes for second in two.minutes)
    why = (
        "on a clock of 24 hours another time. Convert it, or say which half of the day"
        if halves
        else "another time. Write the source's"
    )
    message = f"'{said}' stands where the source has '{meant}': {why}"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    confidence = 0.6 if pair.copied else 0.75 if halves else 0.8
    return pair.target.report(message, two.start, two.end, expected=meant, evidence=evidence, confidence=confidence)
