"""How much two versions of a text have in common, from 0 to 1."""

import re
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

_WORD = re.compile(r"\w+|[^\w\s]")
_LONG = 2_000
_WORDS = 4
"""With fewer words than this, one word weighs too much."""


def similarity(then: str, now: str) -> float:
    """By characters, and where there are words enough by words as well: unrelated sentences share many letters."""
    if then == now:
        return 1.0
    one, two = then[:_LONG].lower(), now[:_LONG].lower()
    letters = fuzz.ratio(one, two) / 100
    ours, theirs = _words(one), _words(two)
    if min(len(ours), len(theirs)) < _WORDS:
        return round(letters, 3)
    return round((letters + Indel.normalized_similarity(ours, theirs)) / 2, 3)


@lru_cache(maxsize=1024)
def _words(text: str) -> list[str]:
    return _WORD.findall(text)
