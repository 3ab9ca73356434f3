"""The answer *No*, taken for the abbreviation of *number*."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import UnitPair

SCOPE = "unit"

_ANSWER = re.compile(
    r"(?P<mark>\*\*|\*|_|[\"“'`])\s?No(?P<label> [A-Z][a-z]+)?\s?(?:\*\*|\*|_|[\"”'`])"
    r"|\b(?:select|choose|click|set to|answer|enter|type|Yes or|Yes/)\s?(?P<plain>No)\b(?! [a-z])"
)
_NUMBER = re.compile(r"\bnumbers?\b|\bNo\.?\s?\d", re.IGNORECASE)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How languages abbreviate *number*, in lower case."""

    signs: tuple[str, ...]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic where the source has No as an answer and the translation the sign for number."""
    answer = _ANSWER.search(pair.source.text) if "No" in pair.source.text else None
    if not answer or _NUMBER.search(pair.source.text):
        return
    signs = "|".join(map(re.escape, options.signs))
    found = re.search(rf"(?<![\w.])(?:{signs})\.?(?![\w.]|\s?\d)", pair.target.text, re.IGNORECASE)
    if found:
        yield _diagnostic(pair, answer, found)


def _diagnostic(pair: UnitPair, answer: re.Match[str], found: re.Match[str]) -> Diagnostic:
    message = f"'{found[0]}' means number, where the source has the answer No. Name the answer as the screen does"
    evidence = (pair.source.evidence("source", *answer.span()),)
    return pair.target.report(message, *found.span(), expected="No", evidence=evidence, confidence=0.95)
