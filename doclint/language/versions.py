"""Version numbers in running text: they are names, written alike in every language."""

import re
from functools import cache
from typing import NamedTuple

from doclint.language.pack import pack
from doclint.language.units import unit_at
from doclint.language.words import fold

_DOTTED = re.compile(r"(?<![\w.,:/-])(?P<v>[vV]\.?\s?)?(?P<digits>\d+(?:\.\d+)+)(?![\w,]|[.:/-]\w|%|\s?[%°])")
_BEFORE = re.compile(r"(?:(?P<earlier>[\w.#+-]+)[ \u00a0]+)?(?P<last>[^\W\d_][\w.#+]*)[ \u00a0-]*\Z")
_REACH = 40
_ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


class Version(NamedTuple):
    """A version as written, its place, and how sure it is that it is one."""

    text: str
    start: int
    end: int
    sure: bool


def versions(prose: str, locale: str) -> list[Version]:
    """The numbers with full stops of `prose` that are versions: by their form, or by the word before them."""
    found = []
    for match in _DOTTED.finditer(prose):
        start, end = match.span("digits")
        text = match["digits"]
        before = _BEFORE.search(prose[max(0, match.start() - _REACH) : match.start()])
        word = before["last"] if before else ""
        sure = bool(match["v"]) or text.count(".") > 1 or fold(word) in version_words(locale)
        if text.count(".") == 1 and unit_at(prose, start, end, locale):
            continue
        if sure or (word[:1].isupper() and before and before["earlier"]):
            found.append(Version(text, start, end, sure))
    return found


@cache
def version_words(locale: str) -> frozenset[str]:
    """The words that a version follows in a language, folded."""
    known = pack(locale)
    return frozenset(fold(word) for word in known.data.numbers.versions) if known else frozenset()
