"""Numbers and units that differ from the source's."""

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.language.numbers import Number, numbers, parts
from doclint.language.units import equal
from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"

_SMALL = 12


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """What is compared."""

    what: Literal["number", "unit"]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """Numbers without a counterpart, or counterparts in another unit."""
    matched, lost, added = _match(pair.source.numbers, pair.target.numbers)
    if options.what == "unit":
        differing = ((one, two) for one, two in matched if _other_unit(one, two))
        yield from (_unit(pair, one, two) for one, two in differing if not _terse(pair.source, one))
        return
    lost = [number for number in lost if not number.spelled and not _elsewhere(number, pair.target)]
    added = [number for number in added if not number.spelled and not _elsewhere(number, pair.source)]
    for one, two in zip(lost, added, strict=False):
        yield _changed(pair, one, two)
    yield from (_lost(pair, number) for number in lost[len(added) :] if not _excused(number, pair.target))
    yield from (_added(pair, number) for number in added[len(lost) :] if not _excused(number, pair.source))


def _elsewhere(number: Number, other: Segment) -> bool:
    """Whether a number stands in another sentence of the other side's block: sentences may be cut apart differently."""
    if number.ordinal or number.text in other.text:
        return number.ordinal
    return len(number.text) > 1 and any(
        _same(number, found) for found in numbers(other.block_text, other.edition.locale)
    )


def _excused(number: Number, other: Segment) -> bool:
    """Whether the other side may spell the number out (1 hour), or has it in code, a URL or an echo."""
    small = bool(number.values) and max(number.values) <= _SMALL
    return small or number.text in other.text


def _match(
    source: list[Number], target: list[Number]
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    """Pairs of equal numbers, then what is left on each side. A blank may have grouped digits or parted two numbers."""
    matched, lost, added = _greedy(source, target)
    more, rest, others = _greedy(
        [part for number in lost for part in parts(number)],
        [part for number in added for part in parts(number)],
    )
    return (matched + more, rest, others) if more else (matched, lost, added)


def _greedy(
    source: list[Number], target: list[Number]
) -> tuple[list[tuple[Number, Number]], list[Number], list[Number]]:
    left = list(target)
    matched, lost = [], []
    for number in source:
        same = next((other for other in left if _same(number, other) and number.unit == other.unit), None)
        same = same or next((other for other in left if _same(number, other)), None)
        if same is None:
            lost.append(number)
        else:
            left.remove(same)
            matched.append((number, same))
    return matched, lost, left


def _same(one: Number, two: Number) -> bool:
    if one.text == two.text or not one.values.isdisjoint(two.values):
        return True
    if one.unit and two.unit:
        return any(equal(first, one.unit, second, two.unit) for first in one.values for second in two.values)
    return False


def _other_unit(one: Number, two: Number) -> bool:
    """Whether both sides name a unit, and not the same amount."""
    if not one.unit or not two.unit or one.unit == two.unit:
        return False
    return not any(equal(first, one.unit, second, two.unit) for first in one.values for second in two.values)


def _unit(pair: UnitPair, one: Number, two: Number) -> Diagnostic:
    said, meant = _written(pair.target, two), _written(pair.source, one)
    message = f"'{said}' stands where the source has '{meant}': another amount. Use the source's unit, or convert"
    evidence = (pair.source.evidence("source", one.start, one.start + len(meant)),)
    return pair.target.report(
        message, two.start, two.start + len(said), expected=meant, evidence=evidence, confidence=0.95
    )


def _terse(segment: Segment, number: Number) -> bool:
    """Whether the unit is a lone letter, which may be short for several (27m)."""
    return bool(re.match(r"\s?[^\W\d_](?![^\W\d_])", segment.text[number.end :]))


def _written(segment: Segment, number: Number) -> str:
    """The number with the word or symbol behind it, as written."""
    behind = re.match(r"[\s\u00a0\u202f-]?(?:[^\W\d_]+(?:/[^\W\d_]+)?|[%°]C?)", segment.text[number.end :])
    return segment.text[number.start : number.end + (behind.end() if behind else 0)]


def _changed(pair: UnitPair, one: Number, two: Number) -> Diagnostic:
    message = f"{two.text} stands where the source has {one.text}"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    repeated = one.text in pair.target.text or two.text in pair.source.text
    confidence = 0.6 if pair.copied else 0.75 if repeated else 0.95
    return pair.target.report(message, two.start, two.end, expected=one.text, evidence=evidence, confidence=confidence)


def _lost(pair: UnitPair, number: Number) -> Diagnostic:
    message = f"{number.text} of the source is missing from the translation"
    evidence = (pair.source.evidence("source", number.start, number.end),)
    return pair.target.report(message, expected=number.text, evidence=evidence, confidence=0.6)


def _added(pair: UnitPair, number: Number) -> Diagnostic:
    message = f"{number.text} stands in the translation only; the source has no such number"
    return pair.target.report(
        message, number.start, number.end, evidence=(pair.source.evidence("source"),), confidence=0.6
    )
