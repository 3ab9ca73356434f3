"""Sentences left in the source language."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a unit must have, and how many of them must be common words of the source language."""

    words: int
    frequent: int


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for a unit whose translation is its source, word for word."""
    if pair.source.pack is pair.target.pack or _words(pair.source) != _words(pair.target):
        return
    common = _common(pair.source)
    if len(pair.source.words) < options.words or common < options.frequent:
        return
    message = "The translation is the source itself, word for word. Translate it; if it is code, write it as code"
    confidence = 0.95 if common > options.frequent and len(pair.source.words) > options.words else 0.8
    yield pair.target.report(message, evidence=(pair.source.evidence("source"),), confidence=confidence)


def _words(segment: Segment) -> list[str]:
    return [word.text for word in segment.words]


def _common(segment: Segment) -> int:
    return sum(word.text in segment.pack.frequent for word in segment.words) if segment.pack else 0
