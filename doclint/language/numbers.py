"""Numbers in running text: every value a written number may stand for, and the unit behind it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from doclint.language.pack import pack
from doclint.language.units import CASE_MATTERS, MEASURES, unit_names
from doclint.language.words import fold

_BLANK = "\u0020\u00a0\u202f\u2009"
_LETTER = r"[^\W_](?<=[\u0000-\u2fff])"
"""A letter of a script that parts words by blanks; kana and ideographs stand beside numbers as they please."""
_NUMBER = re.compile(
    rf"(?:(?<![0-9_.,])(?<!{_LETTER})|(?<=\dx))(?P<digits>\d+(?:[.,'’٫٬]\d+|[{_BLANK}]\d{{3}}(?!\d))*)"
    rf"(?P<glued>[^\W\d_]{{1,4}}\b|°C|%)?(?:(?![0-9_]|{_LETTER})|(?=x\d))(?![.,]\d|['’]s\b)"
)
_MAGNITUDES = {"k": 1e3, "千": 1e3, "천": 1e3, "万": 1e4, "萬": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8, "억": 1e8}
_MAGNITUDE = re.compile(rf"[{_BLANK}]?(?P<word>[^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(rf"[{_BLANK}]")
_PARTED = re.compile(rf"[{_BLANK}.]")
_UNIT = re.compile(rf"[{_BLANK}]?-?(?P<unit>%|°C|[^\W\d_]+(?:/(?P<per>[^\W\d_]+)|{_BLANK[0]}[^\W\d_]+)?)")
_SHORT = {fold(unit) for unit in CASE_MATTERS}
_BITS = {"Kbit": "Kbps", "Mbit": "Mbps", "Gbit": "Gbps"}
_DATE = re.compile(r"[0-3]?\d\.[0-3]?\d\.(?:19|20)\d\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|\.?[ºª°]|\.[oa])(?!\w)")
_CLOCK = re.compile(r"(?::\d\d){0,2}[\s\u00a0]?(?P<half>[ap])\.?[\s\u00a0]?m\b", re.IGNORECASE)


class Number(NamedTuple):
    """A number as written: its text and place, the values it may mean, and its unit's canonical name or None."""

    text: str
    start: int
    end: int
    values: frozenset[float]
    unit: str | None = None
    spelled: bool = False
    ordinal: bool = False


def numbers(prose: str, locale: str) -> list[Number]:
    """The numbers of `prose` in order: digits and, where a pack knows them, number words."""
    found = [number for match in _NUMBER.finditer(prose) for number in _read(prose, match, locale)]
    known = pack(locale)
    return found + _spelled(prose, locale, known.data.numbers.words) if known else found


def _read(prose: str, match: re.Match[str], locale: str) -> Iterator[Number]:
    text, start, end = match["digits"], *match.span("digits")
    if _DATE.fullmatch(text):
        yield from parts(Number(text, start, end, frozenset()))
        return
    clock = _CLOCK.match(prose, end)
    if clock and text.isdecimal() and int(text) <= 12:
        yield Number(text, start, end, values(text) | {_hour(int(text), clock["half"])})
    else:
        scale = _scale(prose, end, locale)
        meant = values(text) | {value * scale for value in values(text)}
        yield Number(text, start, end, meant, _unit(prose, end, locale), ordinal=bool(_ORDINAL.match(prose, end)))


def _scale(prose: str, end: int, locale: str) -> float:
    """What a word behind a number multiplies it by: 4 million, 400만, 32 k; 1 where there is none."""
    match = _MAGNITUDE.match(prose, end)
    if not match:
        return 1
    word = fold(match["word"])
    known = pack(locale)
    spelled = known.data.numbers.words.get(word, 1) if known else 1
    return _MAGNITUDES.get(word[0], 1) if word == "k" or not word.isascii() else max(1, spelled)


def _hour(hour: int, half: str) -> float:
    """The hour of a 24-hour clock: 12 AM is 0, 3 PM is 15."""
    return float(hour % 12 + (12 if half in "pP" else 0))


def parts(number: Number) -> list[Number]:
    """A number with blanks in it, or a date with full stops, taken as several numbers standing side by side."""
    parted = _PARTED if _DATE.fullmatch(number.text) else _SPACED
    if not parted.search(number.text):
        return [number]
    found, start = [], number.start
    for piece in parted.split(number.text):
        found.append(Number(piece, start, start + len(piece), values(piece)))
        start += len(piece) + 1
    return found


@cache
def values(text: str) -> frozenset[float]:
    """The values `text` may have: separators may group digits or begin decimals. Empty for a version such as 1.0.91."""
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


def _unit(prose: str, end: int, locale: str) -> str | None:
    match = _UNIT.match(prose, end)
    if not match:
        return None
    if match["per"]:
        amount, per = _named(match["unit"].split("/")[0], locale), _named(match["per"], locale)
        amount = _BITS.get(amount or "", amount)
        if not amount or (per != "second" and match["per"] != "s"):
            return None
        rate = amount if amount in _BITS.values() else f"{amount}/s"
        return rate if rate in MEASURES else None
    return _named(match["unit"], locale) or _named(match["unit"].split(" ")[0], locale)


def _named(text: str, locale: str) -> str | None:
    """The canonical unit that `text` names in a locale."""
    names, stems = unit_names(locale)
    folded = fold(text)
    known = names.get(text) or (None if folded in _SHORT else names.get(folded))
    return known or next((unit for stem, unit in stems if folded.startswith(stem)), None)


def _spelled(prose: str, locale: str, known: dict[str, float]) -> list[Number]:
    found = []
    for match in _WORD.finditer(prose):
        value = known.get(fold(match[0]))
        if value is not None:
            unit = _unit(prose, match.end(), locale)
            found.append(Number(match[0], match.start(), match.end(), frozenset({value}), unit, spelled=True))
    return found
