"""Sentences left in the source language."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.language.words import Word
from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"

_COMMENT = re.compile(r"\s*\[(?:comment|//)\]:", re.IGNORECASE)
"""A link definition that serves as a comment: readers never see it."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a unit must have, and how many of them must be common words of the source language."""

    words: int
    frequent: int


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for a unit whose translation is its source, word for word."""
    same = _words(pair.source) == _words(pair.target)
    if not same or pair.source.pack is pair.target.pack or _COMMENT.match(pair.target.text):
        return
    told = [word for word in pair.source.words if not _part_of_code(pair.source.prose, word)]
    common = sum(word.text in pair.source.pack.frequent for word in told) if pair.source.pack else 0
    if len(told) < options.words or common < options.frequent:
        return
    message = "The translation is the source itself, word for word. Translate it; if it is code, write it as code"
    confidence = 0.95 if common > options.frequent and len(told) > options.words else 0.8
    yield pair.target.report(message, evidence=(pair.source.evidence("source"),), confidence=confidence)


def _words(segment: Segment) -> list[str]:
    return [word.text for word in segment.words]


def _part_of_code(prose: str, word: Word) -> bool:
    """Whether a word is a piece of an identifier, a path, a query, a hyphenated name or a code span."""
    before, behind = prose[max(0, word.start - 1) : word.start], prose[word.end : word.end + 1]
    return any(char and (char in "_\\=/-&\ufffc" or char.isdigit()) for char in (before, behind))
