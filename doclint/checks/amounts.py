"""What the numbers of a translation are to those of its source: which are equal, and which have no counterpart."""

import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache
from typing import NamedTuple

from doclint.checks import dates, times, versions
from doclint.language.numbers import Number, in_digits, in_words, parts
from doclint.language.numerals import may_spell
from doclint.language.units import equal, same_unit
from doclint.project.unit_pair import UnitPair

_MARKER = re.compile(r"\s*(?:#+\s*)?(?P<digits>\d{1,3})[.)](?!\d)")
_DIGIT = re.compile(r"\d")
_FEW = 40

Match = tuple[Number, Number]


class Comparison(NamedTuple):
    """Equal numbers side by side, and what is left in the source and in the translation."""

    matched: list[Match]
    lost: list[Number]
    added: list[Number]


@lru_cache(maxsize=1)
def compare(pair: UnitPair) -> Comparison:
    """The numbers of a pair, but for those of dates, times and versions that were compared as such."""
    matched, lost, added = _match(*_plain(pair))
    if lost or added or not matched:
        source, locale = pair.source, pair.source.edition.locale
        told = may_spell((word.text for word in source.words), locale)
        ours = [*in_words(source.prose, locale)] if told else []
        if lost or added or any(number.unit for number in ours):
            theirs = in_words(pair.target.prose, pair.target.edition.locale)
            more, lost, added = _match([*lost, *ours], [*added, *theirs], worded=True)
            matched += more
    if len(lost) + len(added) < _FEW:
        lost, added = _rejoined(lost, added)
        added, lost = _rejoined(added, lost)
    marks = _markers(pair)
    if marks:
        lost, added = [marks[0], *lost], [marks[1], *added]
    return Comparison(matched, lost[:_FEW], added[:_FEW])


def _markers(pair: UnitPair) -> Match | None:
    """The numbers of a list that begin both units, where they differ."""
    if not pair.target.unit.id:
        return None
    one, two = (_MARKER.match(side.text) for side in (pair.source, pair.target))
    if not one or not two or one["digits"] == two["digits"] or pair.source.prose[one.start("digits")].isdigit():
        return None
    first, second = (Number(m["digits"], *m.span("digits"), frozenset({float(m["digits"])})) for m in (one, two))
    return first, second


def _plain(pair: UnitPair) -> tuple[list[Number], list[Number]]:
    if not _DIGIT.search(pair.source.prose) and not _DIGIT.search(pair.target.prose):
        return [], []
    source, target = ([*in_digits(side.prose, side.edition.locale)] for side in (pair.source, pair.target))
    for ours, theirs in (dates.compare(pair).spans, times.compare(pair).spans):
        if len(ours) == len(theirs):
            source, target = _outside(source, ours), _outside(target, theirs)
    found = versions.compare(pair)
    if found:
        source = _outside(source, [one[1:3] for one, other in found if other])
        target = _outside(target, [other[:2] for _, other in found if other])
    return source, target


def _outside(found: list[Number], spans: Iterable[tuple[int, int]]) -> list[Number]:
    return [number for number in found if not any(start <= number.start < end for start, end in spans)]


def _match(
    source: list[Number], target: list[Number], *, worded: bool = False
) -> tuple[list[Match], list[Number], list[Number]]:
    """Pairs of equal numbers, the surest first, then what is left on each side."""
    matched: list[Match] = []
    for keys in (_exact, _valued, _alike) if not worded else (_exact, _valued, _alike, _anyhow):
        if source and target:
            more, source, target = _by(keys, source, target)
            matched += more
    if source and target and len(source) + len(target) < _FEW:
        more, source, target = _converted(source, target)
        matched += more
    return matched, source, target


def _rejoined(whole: list[Number], pieces: list[Number]) -> tuple[list[Number], list[Number]]:
    """Both lists without the numbers whose parts (101 102, 80,443) all stand on the other side as numbers."""
    kept = []
    for number in whole:
        wanted = parts(number)
        _, missing, rest = _by(_anyhow, wanted, pieces) if 1 < len(wanted) <= _FEW else ([], wanted, pieces)
        if missing:
            kept.append(number)
        else:
            pieces = rest
    return kept, pieces


def _exact(number: Number) -> list[Hashable]:
    return [(number.text, number.unit)]


def _valued(number: Number) -> list[Hashable]:
    return [(value, number.unit) for value in number.values] if number.unit else []


def _alike(number: Number) -> list[Hashable]:
    """Text or value, both with a unit or both without."""
    return [(key, number.unit is None, number.spelled) for key in (number.text, *number.values)]


def _anyhow(number: Number) -> list[Hashable]:
    return [number.text, *number.values]


def _by(
    keys: Callable[[Number], list[Hashable]], source: list[Number], target: list[Number]
) -> tuple[list[Match], list[Number], list[Number]]:
    places: dict[Hashable, list[int]] = {}
    for place in range(len(target) - 1, -1, -1):
        for key in keys(target[place]):
            places.setdefault(key, []).append(place)
    used: set[int] = set()
    matched: list[Match] = []
    lost: list[Number] = []
    for number in source:
        index: int | None = next((at for key in keys(number) if (at := _next(places.get(key), used)) is not None), None)
        if index is None:
            lost.append(number)
        else:
            used.add(index)
            matched.append((number, target[index]))
    return matched, lost, [number for index, number in enumerate(target) if index not in used]


def _next(places: list[int] | None, used: set[int]) -> int | None:
    while places and places[-1] in used:
        places.pop()
    return places[-1] if places else None


def _converted(source: list[Number], target: list[Number]) -> tuple[list[Match], list[Number], list[Number]]:
    left, matched, lost = list(target), [], []
    for number in source:
        same = next((other for other in left if same_amount(number, other)), None)
        if same is None:
            lost.append(number)
        else:
            left.remove(same)
            matched.append((number, same))
    return matched, lost, left


def same_amount(one: Number, two: Number) -> bool:
    """Whether two numbers with units are one amount, in the same unit or in another."""
    if not one.unit or not two.unit:
        return False
    if same_unit(one.unit, two.unit):
        return not one.values.isdisjoint(two.values)
    return any(equal(first, one.unit, second, two.unit) for first in one.values for second in two.values)
