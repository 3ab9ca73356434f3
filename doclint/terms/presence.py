"""Whether a text has a term in any form at all: generous, so that what is missing is missing."""

import re
from functools import lru_cache
from typing import NamedTuple

from doclint.language.pack import pack
from doclint.language.words import fold
from doclint.terms.inflection import GLUED, WIDE, bare, roots

_WORD = re.compile(r"[^\W_]+")
_LONE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")
_FEW = 3
_ALTERNATING = {"ja": (("ー", ""), ("の", "")), "uk": (("і", "о"), ("ї", "о"))}
"""Letters that come and go: サーバー and サーバ, 依存性の注入; залежність and залежності."""


class Text(NamedTuple):
    """A text to look in: its words, bare, parted by blanks and with a blank at both ends, and without any."""

    words: str
    joined: str
    language: str


def text(written: str, language: str) -> Text:
    """A text to look in."""
    found = _words(written, language)
    return Text(f" {' '.join(found)} ", "".join(found), language)


def share(term: str, within: Text) -> float:
    """How much of a term a text has, 0 to 1: its words by the part that stays, in whatever order."""
    known = _roots(term, within.language)
    if not known or "".join(_words(term, within.language)) in within.joined:
        return 1.0
    if within.language in WIDE or _LONE.search(term):
        return sum(any(one in within.joined for one in roots) for roots in known) / len(known)
    border = "" if within.language in GLUED else " "
    return sum(any(f"{border}{one}" in within.words for one in roots) for roots in known) / len(known)


@lru_cache(maxsize=1 << 14)
def _roots(term: str, language: str) -> tuple[tuple[str, ...], ...]:
    """For each word of a term, without particles, how its forms may begin."""
    found = _words(term, language)
    known = pack(language)
    common = known.frequent if known else frozenset()
    telling = [word for word in found if len(word) >= _FEW and word not in common]
    return tuple(roots(word, language) for word in telling or found)


def _words(written: str, language: str) -> list[str]:
    """Words, bare, without what is written in one form of a word and not in another."""
    plain = bare(fold(written), language)
    for letter, other in _ALTERNATING.get(language, ()):
        plain = plain.replace(letter, other)
    return _WORD.findall(plain)
