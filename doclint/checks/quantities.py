"""Numbers and units that differ from the source's."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from doclint.checks.amounts import Comparison, compare, same_amount
from doclint.checks.excuses import dense, excused, idiom, unheard
from doclint.language.numbers import Number
from doclint.language.units import MEASURES, unit_near
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_STEP = re.compile(r"\s*\d+[a-z][.)]?\s*")
"""The number of a step alone: 3a. may be 3.1."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PAIR = 2


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """What is compared."""

    what: Literal["number", "unit", "missing", "added"]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """Numbers that changed, stand on one side only, or have another unit."""
    if not _STEP.fullmatch(pair.source.text):
        yield from (found for what, found in _judged(pair) if what == options.what)


@lru_cache(maxsize=1)
def _judged(pair: UnitPair) -> list[tuple[str, Diagnostic]]:
    """All that is to say of the numbers of a pair, worked out once for the rules that say it."""
    found = compare(pair)
    if not any(found):
        return []
    source, target = pair.source, pair.target
    lost, more = _sorted_out([number for number in found.lost if not number.spelled], target)
    added, others = _sorted_out([number for number in found.added if not number.spelled], source)
    sure = list(zip(lost, added, strict=False))
    certainty = 0.65 if _another_text(pair, len(lost) + len(added)) else 0.95
    lost, added = lost[len(sure) :], added[len(sure) :]
    likely = list(zip(lost, others, strict=False)) + list(zip(more, added, strict=False))
    if not sure and len(more) == len(others) == 1 and not lost and not added:
        likely = [(more[0], others[0])]
    lost = [one for one in lost[len(others) :] if not (idiom(one, source) or unheard(one, target))]
    added = [
        one for one in added[len(more) :] if not (idiom(one, target) or dense(one, target) or unheard(one, source))
    ]
    return [
        *(("unit", _unit(pair, *units)) for units in found.matched if _other_unit(pair, *units)),
        *(("number", _changed(pair, one, two, certainty)) for one, two in sure),
        *(("number", _changed(pair, one, two, 0.65)) for one, two in likely),
        *(("number", _changed(pair, one, two, 0.75)) for one, two in _words(found)),
        *_one_sided("missing", _lost, pair, lost),
        *_one_sided("added", _added, pair, added),
    ]


def _another_text(pair: UnitPair, differing: int) -> bool:
    """Whether aligned units may be of two editions, or of two rows: several numbers differ, or nothing is said."""
    return not pair.target.unit.id and (differing > _PAIR or not _LETTERS.search(pair.source.prose))


def _words(found: Comparison) -> list[tuple[Number, Number]]:
    """Number words with a unit, and what stands for them: two hours, three hours."""
    lost = [number for number in found.lost if number.spelled and number.unit]
    added = [number for number in found.added if number.spelled and number.unit]
    return [(one, two) for one, two in zip(lost, added, strict=False) if one.unit == two.unit]


def _sorted_out(found: list[Number], other: Segment) -> tuple[list[Number], list[Number]]:
    """Numbers the other side says in no way at all, and those it may say otherwise (a word, an article, once less)."""
    said = frozenset(value for number in other.numbers for value in number.values) if found else frozenset()
    plain: list[Number] = []
    doubtful: list[Number] = []
    for number in (number for number in found if number.text != "00"):
        said_too = not number.values.isdisjoint(said)
        (doubtful if said_too or excused(number, other) else plain).append(number)
    return plain, doubtful


def _one_sided(
    what: str, say: Callable[[UnitPair, Number, str], Diagnostic], pair: UnitPair, found: list[Number]
) -> Iterator[tuple[str, Diagnostic]]:
    """One finding for all numbers that stand on one side only: it is one clause, as a rule."""
    if found:
        yield what, say(pair, found[0], ", ".join(dict.fromkeys(number.text for number in found)))


def _other_unit(pair: UnitPair, one: Number, two: Number) -> bool:
    """Whether both sides name a unit, and not the same amount."""
    if one.unit == two.unit or _terse(pair.source, one) or _metres(pair.target, two):
        return False
    first, second = one.unit or _near(pair.source, one), two.unit or _near(pair.target, two)
    if not first or not second or not ((one.unit and two.unit) or _comparable(first, second)):
        return False
    return not same_amount(one._replace(unit=first), two._replace(unit=second))


def _near(segment: Segment, number: Number) -> str | None:
    return unit_near(segment.prose, number.start, number.end, segment.edition.locale)


def _comparable(one: str, two: str) -> bool:
    return MEASURES[one].dimension == MEASURES[two].dimension


def _unit(pair: UnitPair, one: Number, two: Number) -> Diagnostic:
    said, meant = _written(pair.target, two), _written(pair.source, one)
    message = f"'{said}' stands where the source has '{meant}': another amount. Use the source's unit, or convert"
    evidence = (pair.source.evidence("source", one.start, one.start + len(meant)),)
    return pair.target.report(
        message,
        two.start,
        two.start + len(said),
        expected=meant,
        evidence=evidence,
        confidence=0.95 if one.unit and two.unit else 0.75,
    )


def _terse(segment: Segment, number: Number) -> bool:
    """Whether the unit is a lone letter, which may be short for several (27m)."""
    return bool(re.match(r"\s?[^\W\d_](?![^\W\d_])", segment.text[number.end :]))


def _metres(segment: Segment, number: Number) -> bool:
    """Whether the unit is a lone m, which many write for minutes."""
    return bool(re.match(r"\s?[mм](?![^\W\d_])", segment.text[number.end :]))


def _written(segment: Segment, number: Number) -> str:
    """The number with the word or symbol behind it, as written."""
    behind = re.match(r"[\s\u00a0\u202f-]?(?:[^\W\d_]+(?:/[^\W\d_]+)?|[%°]C?)", segment.text[number.end :])
    return segment.text[number.start : number.end + (behind.end() if behind else 0)]


def _changed(pair: UnitPair, one: Number, two: Number, sure: float) -> Diagnostic:
    message = f"{two.text} stands where the source has {one.text}"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    close = any(abs(a - b) == 1 for a in one.values for b in two.values) and pair.source.labels("comparator:")
    repeated = one.text in pair.target.text or two.text in pair.source.text
    confidence = 0.6 if pair.copied or close else min(sure, 0.75) if repeated else sure
    return pair.target.report(message, two.start, two.end, expected=one.text, evidence=evidence, confidence=confidence)


def _lost(pair: UnitPair, number: Number, texts: str) -> Diagnostic:
    verb = "are" if ", " in texts else "is"
    message = f"{texts} of the source {verb} missing from the translation. Put it in, as a digit or a word"
    evidence = (pair.source.evidence("source", number.start, number.end),)
    return pair.target.report(message, expected=number.text, evidence=evidence, confidence=0.6)


def _added(pair: UnitPair, number: Number, texts: str) -> Diagnostic:
    stand = "stand" if ", " in texts else "stands"
    message = f"{texts} {stand} in the translation only. Take it out, or have it added to the source"
    return pair.target.report(
        message, number.start, number.end, evidence=(pair.source.evidence("source"),), confidence=0.6
    )
