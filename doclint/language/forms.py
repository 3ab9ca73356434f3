"""Whether two phrases are forms of one: inflected, in another order, with an article, as a compound, shortened."""

import re
from collections.abc import Container
from unicodedata import combining, normalize

from doclint.language.words import words

_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_KANA = re.compile(r"[\u3040-\u309f]")
_PARTICLE = 2
_STEM = 0.55
_SHARED = 0.67


def akin(one: str, two: str, frequent: Container[str] = ()) -> bool:
    """Whether all that one phrase says stands in the other, endings and the language's `frequent` words apart."""
    if _WIDE.search(one) or _WIDE.search(two):
        return _letters_akin(one, two)
    ours, theirs = (_stems(side, frequent) for side in (one, two))
    return _told(ours, theirs) or _told(theirs, ours)


def _stems(phrase: str, frequent: Container[str]) -> list[str]:
    """The words that carry the phrase, without accents; all of them where each is short or frequent."""
    found = [word.text for word in words(phrase)]
    telling = [word for word in found if len(word) > _PARTICLE - (not word.isascii()) and word not in frequent]
    return [bare(word) for word in telling or found]


def bare(word: str) -> str:
    """A word without the accents on its letters."""
    return "".join(letter for letter in normalize("NFKD", word.replace("ß", "ss")) if not combining(letter))


def _told(ours: list[str], theirs: list[str]) -> bool:
    return all(any(_same(word, other) for other in theirs) for word in ours)


def _same(one: str, two: str) -> bool:
    """Whether two words begin alike, or one is a part of the other, as in compounds."""
    short, long = sorted((one, two), key=len)
    shared = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return shared >= max(_PARTICLE, _STEM * len(short)) or (len(short) > _PARTICLE + 1 and short in long)


def _letters_akin(one: str, two: str) -> bool:
    """The same where no blanks part the words: nearly all letters of one stand in the other, kana endings apart."""
    ours, theirs = (frozenset(_KANA.sub("", side)) - {" "} or frozenset(side) for side in (one, two))
    return len(ours & theirs) >= _SHARED * max(len(ours), len(theirs)) or ours <= theirs or theirs <= ours
