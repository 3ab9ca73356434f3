"""What may rightly be said without the number, or with another word for it."""

import re

from doclint.language.numbers import Number, in_digits
from doclint.language.numerals import ideographs
from doclint.project.edition import Segment

_SMALL = 12
_ONE = frozenset({1.0})
_ROUND = {("hour", 24), ("day", 7), ("month", 12), ("minute", 60), ("second", 60), ("minute", 30)}
_IMPERIAL = {"°F", "inch", "ft", "mi", "lb"}
_DENSE, _DENSELY = {"ja", "ko", "zh"}, 16


def excused(number: Number, other: Segment) -> bool:
    """Whether the other side says a number in another way: in code, as a word, in another sentence."""
    if number.ordinal or _verbatim(number.text, other.text) or (not number.values and number.text in other.block_text):
        return True
    values = number.values
    if not values.isdisjoint(ideographs(other.text)) or _worded(values, other):
        return True
    near = in_digits(other.text if other.unit.block < 0 else other.block_text, other.edition.locale)
    return any(not values.isdisjoint(found.values) for found in near)


def dense(number: Number, own: Segment) -> bool:
    """Whether a small number is written in digits where English has all kinds of words (2 回目, 10 進数)."""
    return own.edition.language in _DENSE and all(0 < value <= _DENSELY for value in number.values)


def unheard(number: Number, other: Segment) -> bool:
    """Whether a number is so small that the other side may have a word for it, in a language without a pack."""
    small = bool(number.values) and all(value.is_integer() and value <= _SMALL for value in number.values)
    return small and not other.pack


def _verbatim(text: str, within: str) -> bool:
    """Whether digits stand somewhere, not as part of longer ones."""
    digits = re.escape(text)
    return text in within and bool(re.search(rf"(?<!\d)(?<!\d[.,]){digits}(?![.,]?\d)|{digits}s\b", within))


def idiom(number: Number, own: Segment) -> bool:
    """Whether a number may rightly stand on one side only: 1 is an article, 100 % all, 24/7 always, 7 days a week."""
    around = own.prose[max(0, number.start - 3) : number.end + 3]
    behind = own.prose[number.end : number.end + 3]
    return (
        number.values == _ONE
        or number.unit in _IMPERIAL
        or (100 in number.values and number.unit == "percent")
        or (number.text in {"24", "7"} and bool(re.search("24(?:/|x|×)7", around)))
        or bool(re.match(r"['’]?s\b|\s?[月월]", behind))
        or (number.unit, *number.values) in _ROUND
    )


def _worded(values: frozenset[float], other: Segment) -> bool:
    """Whether a word of the other side begins with the word for one of the values: dreidimensional."""
    known = other.pack
    if not known:
        return False
    stems = tuple(word for word, value in known.data.numbers.words.items() if value in values and len(word) > 2)
    long = tuple(stem for stem in stems if len(stem) > 3)
    return bool(stems) and any(
        word.text.startswith(stems) or any(stem in word.text for stem in long) for word in other.words
    )
