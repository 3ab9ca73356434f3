"""Numbers in running text: every value a written number may stand for, and the unit behind it."""

import re
from functools import cache
from typing import NamedTuple

from doclint.language.pack import Pack
from doclint.language.units import CASE_MATTERS, MEASURES
from doclint.language.words import fold

_BLANK = "\u0020\u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?P<digits>\d+(?:[.,'’٫٬]\d+|[{_BLANK}]\d{{3}}(?!\d))*)(?P<glued>[^\W\d_]{{1,4}}\b|°C|%)?(?![\w])"
)
_SPACED = re.compile(rf"[{_BLANK}]")
_UNIT = re.compile(rf"[{_BLANK}]?-?(?P<unit>%|°C|[^\W\d_]+(?:/s\b)?(?:{_BLANK[0]}[^\W\d_]+)?)")
_CLOCK = re.compile(r"[ap]\.?\s?m\b", re.IGNORECASE)


class Number(NamedTuple):
    """A number as written: its text and place, the values it may mean, and its unit's canonical name or None."""

    text: str
    start: int
    end: int
    values: frozenset[float]
    unit: str | None = None
    spelled: bool = False

    @property
    def version(self) -> bool:
        """Whether only the very same text is the same number (1.0.91.0)."""
        return not self.values


def numbers(prose: str, pack: Pack | None) -> list[Number]:
    """The numbers of `prose` in order: digits and, where a pack knows them, number words."""
    found = [number for match in _NUMBER.finditer(prose) for number in _read(prose, match, pack)]
    return found + _spelled(prose, pack) if pack else found


def _read(prose: str, match: re.Match[str], pack: Pack | None) -> list[Number]:
    text, start, end = match["digits"], *match.span("digits")
    unit = _unit(prose, end, pack)
    clock = {12.0} if _CLOCK.match(prose, end + 1) else set()
    joined = Number(text, start, end, values(text) | clock, unit)
    return [joined]


def parts(number: Number) -> list[Number]:
    """A number with blanks in it, taken as several numbers standing side by side."""
    if not _SPACED.search(number.text):
        return [number]
    found, start = [], number.start
    for piece in _SPACED.split(number.text):
        found.append(Number(piece, start, start + len(piece), values(piece)))
        start += len(piece) + 1
    return found


@cache
def values(text: str) -> frozenset[float]:
    """The values `text` may have: separators may group digits or begin the decimals. Empty for a version such as 1.0.91."""
    plain = _SPACED.sub("", text)
    pieces = re.split(r"[.,'’٫٬]", plain)
    marks = set(re.findall(r"[.,'’٫٬]", plain))
    if len(plain) > 40 or not all(piece.isdecimal() for piece in pieces):
        return frozenset()
    grouped = all(len(piece) == 3 for piece in pieces[1:]) and len(pieces[0]) <= 3
    found = set()
    if len(pieces) == 1 or (grouped and len(marks) == 1):
        found.add(float("".join(pieces)))
    if len(pieces) == 2 or (len(marks) == 2 and all(len(piece) == 3 for piece in pieces[1:-1])):
        found.add(float("".join(pieces[:-1]) + "." + pieces[-1]))
    return frozenset(found)


def _unit(prose: str, end: int, pack: Pack | None) -> str | None:
    match = _UNIT.match(prose, end)
    if not match:
        return None
    names = _names(pack)
    for text in (match["unit"], match["unit"].split(" ")[0]):
        canonical = names.get(text) or (None if text in CASE_MATTERS else names.get(fold(text)))
        if canonical:
            return canonical
        stem = next((name for prefix, name in _stems(pack) if fold(text).startswith(prefix)), None)
        if stem:
            return stem
    return None


@cache
def _names(pack: Pack | None) -> dict[str, str]:
    names = {"%": "percent"}
    for unit in MEASURES:
        names[unit] = unit
        if unit not in CASE_MATTERS:
            names.setdefault(fold(unit), unit)
    for unit, spellings in (pack.data.numbers.units if pack else {}).items():
        for spelling in spellings:
            if not spelling.endswith("*"):
                names[spelling if unit in CASE_MATTERS and len(spelling) == 1 else fold(spelling)] = unit
    return names


@cache
def _stems(pack: Pack | None) -> tuple[tuple[str, str], ...]:
    data = pack.data.numbers.units if pack else {}
    return tuple((fold(spelling[:-1]), unit) for unit, names in data.items() for spelling in names if spelling.endswith("*"))


def _spelled(prose: str, pack: Pack) -> list[Number]:
    known = pack.data.numbers.words
    found = []
    for match in re.finditer(r"[^\W\d_]+", prose):
        value = known.get(fold(match[0]))
        if value is not None:
            unit = _unit(prose, match.end(), pack)
            found.append(Number(match[0], match.start(), match.end(), frozenset({value}), unit, spelled=True))
    return found
