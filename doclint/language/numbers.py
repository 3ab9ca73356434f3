"""Numbers in running text: every value a written number may stand for, and the unit behind it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from doclint.language.numerals import HUNDREDS, MYRIADS, grouped_by_commas, spelled
from doclint.language.pack import pack
from doclint.language.units import unit_at
from doclint.language.words import fold

_BLANK = "\u0020\u00a0\u202f\u2009"
_LETTER = r"[^\W_](?<=[\u0000-\u2fff])"
"""A letter of a script that parts words by blanks; kana and ideographs stand beside numbers as they please."""
_DIGITS = rf"\d+(?:[.,'’٫٬]\d+|\ \.\d{{3}}(?!\d)|[{_BLANK}]\d{{3}}(?!\d))*"
"""A blank before a full stop is that of a backslash: 6\\.750."""
_NUMBER = re.compile(
    rf"(?:(?<![0-9_.,])(?<!{_LETTER})(?<!&#)|(?<=\dx))(?P<digits>{_DIGITS})"
    rf"(?P<glued>[^\W\d_]{{1,13}}\b|°[CF]|%)?(?:(?![0-9_]|{_LETTER})|(?=x\d))(?![.,]\d|(?<=\b9)['’]s\b)"
)
_MAGNITUDES = {"k": 1e3, "千": 1e3, "천": 1e3, **MYRIADS}
_PIECE = re.compile(r"(?P<digits>\d[\d,]{0,20}(?:\.\d{1,9})?)\s?(?P<scale>[百백千천万萬만億亿억]{1,2})")
_COMPOSED = re.compile(rf"(?:{_PIECE.pattern.replace('?P<digits>', '?:').replace('?P<scale>', '?:')}\s?){{2,6}}(?<=\S)")
_MYRIAD = re.compile("[万萬만億亿억]")
_FRACTION = re.compile(r"(?<![\d/.-])(?P<over>[1-9]\d?)/(?P<under>[1-9]\d?)(?![\d/.]|-\d)")
_MAGNITUDE = re.compile(rf"[{_BLANK}]?(?P<word>[^\W\d_]+)")
_SPACED = re.compile(rf"[{_BLANK}]")
_PARTED = re.compile(rf"[{_BLANK},/]")
_DOTTED_DATE = re.compile(r"\.")
_DATE = re.compile(r"[0-3]?\d\.[0-3]?\d\.(?:19|20)\d\d")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|re|e|ème|\.?[ºª°]|\.[oa])(?!\w)|\s?(?:번째|番目|つ目)")
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
    """The numbers of `prose`: those in digits, then the number words that are known of the language."""
    digits = [*in_digits(prose, locale)]
    inside = {at for number in digits if not number.text.isascii() for at in range(number.start, number.end)}
    return digits + [word for word in in_words(prose, locale) if word.start not in inside]


def in_words(prose: str, locale: str) -> Iterator[Number]:
    """The number words of `prose`, in order."""
    for start, end, value in spelled(prose, locale):
        unit = unit_at(prose, start, end, locale)
        yield Number(prose[start:end], start, end, frozenset({value}), unit, spelled=True)


def in_digits(prose: str, locale: str) -> Iterator[Number]:
    """The numbers of `prose` in digits, in order: 1 億 8 千萬 is one, and so is 1/4."""
    composed = {match.start(): match for match in _COMPOSED.finditer(prose)} if _MYRIAD.search(prose) else {}
    done = 0
    for match in _NUMBER.finditer(prose):
        start = match.start()
        if start >= done:
            whole = composed.get(start) or _FRACTION.match(prose, start)
            if whole and (number := _whole(whole)):
                yield number
                done = whole.end()
            else:
                yield from _read(prose, match, locale)


def _whole(match: re.Match[str]) -> Number | None:
    """A number of several: what ideographs make of it, or a fraction below one."""
    if match.re is _COMPOSED:
        return Number(match[0], *match.span(), frozenset({_sum(match[0])}))
    over, under = int(match["over"]), int(match["under"])
    return Number(match[0], *match.span(), frozenset({over / under})) if over < under else None


def _sum(text: str) -> float:
    total = section = 0.0
    for piece in _PIECE.finditer(text):
        amount = float(piece["digits"].replace(",", ""))
        for char in piece["scale"]:
            amount *= HUNDREDS.get(char, 1)
        section += amount
        myriad = MYRIADS.get(piece["scale"][-1])
        if myriad:
            total, section = total + section * myriad, 0.0
    return total + section


def _read(prose: str, match: re.Match[str], locale: str) -> Iterator[Number]:
    text, start, end = match["digits"], *match.span("digits")
    if _DATE.fullmatch(text):
        yield from parts(Number(text, start, end, frozenset()))
        return
    clock = _CLOCK.match(prose, end)
    meant = _meant(text, locale)
    if clock and text.isdecimal() and int(text) <= 12:
        yield Number(text, start, end, meant | {_hour(int(text), clock["half"])})
    else:
        scale = _scale(prose, end, locale)
        unit = unit_at(prose, start, end, locale)
        meant |= {value * scale for value in meant}
        yield Number(text, start, end, meant, unit, ordinal=_ordinal(prose, start, end))


def _ordinal(prose: str, start: int, end: int) -> bool:
    return bool(_ORDINAL.match(prose, end)) or prose[max(0, start - 2) : start].rstrip().endswith("第")


def _meant(text: str, locale: str) -> frozenset[float]:
    """The values in a locale: where commas group digits, 1,023 is never a decimal, nor 1.023 a thousand."""
    found = values(text)
    if len(found) > 1 and grouped_by_commas(locale):
        return frozenset({max(found) if "," in text else min(found)})
    return found


def _scale(prose: str, end: int, locale: str) -> float:
    """What a word behind a number multiplies it by: 4 million, 400만, 32 k; 1 where there is none."""
    match = _MAGNITUDE.match(prose, end)
    if not match:
        return 1
    word = fold(match["word"])
    known = pack(locale)
    if word == "k" or (not word.isascii() and word[0] in _MAGNITUDES):
        return _MAGNITUDES[word[0]]
    return max(1, known.data.numbers.words.get(word, 1)) if known else 1


def _hour(hour: int, half: str) -> float:
    """The hour of a 24-hour clock: 12 AM is 0, 3 PM is 15."""
    return float(hour % 12 + (12 if half in "pP" else 0))


def parts(number: Number) -> list[Number]:
    """A number with blanks or commas in it, or a date with full stops, taken as numbers standing side by side."""
    parted = _DOTTED_DATE if _DATE.fullmatch(number.text) else _PARTED
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
