"""Number words: what a language pack lists, fractions made of them, and ideographs."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError

from doclint.language.pack import pack
from doclint.language.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_SCALE = 100
_BELOW = re.compile(r"[\s-](?P<word>[^\W\d_]+)")
_HAN = re.compile(r"[〇零一二兩两三四五六七八九十百千万萬億亿]+")
HUNDREDS = {"十": 10, "百": 100, "백": 100, "千": 1000, "천": 1000}
MYRIADS = {"万": 1e4, "萬": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8, "억": 1e8}
_DIGITS = {"〇": 0.0, "兩": 2.0, "两": 2.0}


@cache
def grouped_by_commas(locale: str) -> bool:
    """Whether a locale writes 1,234.5: its commas group digits."""
    try:
        return bool(Locale.parse(locale, sep="-").number_symbols["latn"]["group"] == ",")
    except (ValueError, UnknownLocaleError, KeyError):
        return False


def spelled(prose: str, locale: str) -> Iterator[tuple[int, int, float]]:
    """The number words of `prose`: start, end and value. A fraction (two thirds, one-sixtieth) is one number."""
    known = _known(locale)
    if not known.first:
        return
    folded, done = fold(prose.replace("İ", "i")), 0
    last: tuple[int, int, float] | None = None
    for match in _WORD.finditer(folded):
        found = _value(folded, match.start(), known) if match[0] in known.first and match.start() >= done else None
        if not found:
            continue
        done = found[1]
        if last and found[2] >= _SCALE and last[2] < found[2] and folded[last[1] : found[0]] == " ":
            last = last[0], found[1], last[2] * found[2]
            continue
        if last:
            yield last
        last = found
    if last:
        yield last


def may_spell(words: Iterable[str], locale: str) -> bool:
    """Whether one of `words` begins a number word: a first look, for languages whose words blanks part."""
    return not _known(locale).first.isdisjoint(words)


class _Known(NamedTuple):
    """The number words and denominators of a language; the first words of all, and what finds those of several."""

    words: dict[str, float]
    below: dict[str, float]
    first: frozenset[str]
    phrases: tuple[str, ...]


def _value(folded: str, start: int, known: _Known) -> tuple[int, int, float] | None:
    word = next((phrase for phrase in known.phrases if folded.startswith(phrase, start)), None)
    word = word or _WORD.match(folded, start)[0]  # type: ignore[index]
    end = start + len(word)
    if word in known.words:
        behind = _BELOW.match(folded, end)
        divisor = known.below.get(behind["word"]) if behind else None
        if behind and divisor and known.words[word].is_integer():
            return start, behind.end(), known.words[word] / divisor
        return start, end, known.words[word]
    return None


@cache
def _known(locale: str) -> _Known:
    known = pack(locale)
    listed = known.data.numbers if known else None
    words = {fold(word): value for word, value in listed.words.items()} if listed else {}
    below = {fold(word): value for word, value in listed.fractions.items()} if listed else {}
    first = frozenset(match[0] for word in words if (match := _WORD.match(word)))
    phrases = (word for word in words if not word.isalpha())
    return _Known(words, below, first, tuple(sorted(phrases, key=len, reverse=True)))


def ideographs(text: str) -> Iterator[float]:
    """The values of the numbers that `text` has in ideographs: 十二 is 12, 三千 is 3000, 萬 is 10000."""
    for match in _HAN.finditer(text):
        yield _ideographic(match[0])


def _ideographic(text: str) -> float:
    total, section, digit = 0.0, 0.0, None
    for char in text:
        if char in MYRIADS:
            total += ((section + (digit or 0)) or 1) * MYRIADS[char]
            section, digit = 0.0, None
        elif char in HUNDREDS:
            section += (1 if digit is None else digit) * HUNDREDS[char]
            digit = None
        else:
            digit = 10 * (digit or 0) + (_DIGITS[char] if char in _DIGITS else unicodedata.numeric(char))
    return total + section + (digit or 0)
