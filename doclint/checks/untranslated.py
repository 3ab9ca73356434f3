"""Sentences left in the source language."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from doclint.language.words import Word
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_COMMENT = re.compile(r"\s*\[(?:comment|//)\]:", re.IGNORECASE)
"""A link definition that serves as a comment: readers never see it."""
NOTICE = re.compile(r"licen[cs]e|copyright|©|third[ -]party|all rights|not translate", re.IGNORECASE)
"""A legal notice, which may bind in its own language alone, or what says itself that it stays."""
_HISTORY = re.compile(r"(?:^|[/_-])(?:change-?log|history|release-?notes?|releases)\b[^/]*$", re.IGNORECASE)
"""The path of a list of changes, which many projects keep in one language."""
_CODE = re.compile(
    r"\w ?\(\w+\??:|\w\(\w+, |[\s(][-–] ?\w+ [\"'“]|[\s(][-–](?:eq|ne)\b|\$\w|\b(?:eq|ge|le|lt) '|\w@\w"
    r"|\d:\d\d:\d\d|\w\|\w|[\w)]=[=\w]|\w ?\| ?\w+ ?=|\\\w+\\|\w\(\)"
)
"""A signature, a query, an address or a log's line that stands outside code."""
_RAW = re.compile(r"&#124;|\b[A-Za-z]:\\\w")
"""The same where prose hides the signs: a pipe as an entity, a path."""
_GLOSS = re.compile(r"[\s.:!?…\"”»]{0,8}[(（]")
"""What begins a translation in brackets behind a label or message."""
_RUNNING = 3
_PROSE = 0.5
_NAMES = 0.2


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How many words a unit must have, and how many of them must be common words of the source language."""

    words: int
    frequent: int


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for a unit whose translation is its source, word for word."""
    source, target = pair.source, pair.target
    if source.edition.language == target.edition.language or not pair.verbatim:
        return
    confidence = 0.0 if _COMMENT.match(target.text) or _glossed(pair) else _confidence(pair, options)
    if confidence:
        message = "The translation is the source itself, word for word. Translate it; if it is code, write it as code"
        yield target.report(message, evidence=(source.evidence("source"),), confidence=confidence)


def _glossed(pair: UnitPair) -> bool:
    """Whether the translation stands in brackets behind the source's words: they are a label or message then."""
    source, target = (
        _GLOSS.match(side.edition.article.text, side.unit.span.end) for side in (pair.source, pair.target)
    )
    return bool(target) and not source


def _confidence(pair: UnitPair, options: Options) -> float:
    """How sure it is that the words are prose and meant to be translated; 0 where they may well be names or code."""
    prose = pair.source.prose
    told = [word for word in pair.source.words if not _part_of_code(prose, word)]
    small = [word for word in told if not prose[word.start].isupper()]
    frequent = pair.source.pack.frequent if pair.source.pack else frozenset()
    common = sum(word.text in frequent and not prose[word.start : word.end].isupper() for word in told)
    names = common <= options.frequent and len(small) <= _NAMES * len(told)
    written = (common >= options.frequent and not names) or _running(prose, small) or _around_labels(pair.source, told)
    if len(told) < options.words or not written or _CODE.search(prose) or _RAW.search(pair.source.text):
        return 0.0
    kept = NOTICE.search(prose) or _HISTORY.search(pair.target.edition.article.path)
    if common < options.frequent or len(told) == options.words or len(small) < _PROSE * len(told) or kept:
        return 0.6
    return 0.95 if common > options.frequent else 0.8


def _running(prose: str, small: Sequence[Word]) -> bool:
    """Whether some clause has more words in small letters than a name or a list of values; commands begin small."""
    first = next((char for char in prose if char.isalpha()), "")
    return first.isupper() and max(Counter(word.clause for word in small).values(), default=0) >= _RUNNING


def _around_labels(segment: Segment, told: Sequence[Word]) -> bool:
    """Whether words like *Under ..., select ...* stand around labels."""
    base = segment.unit.span.start
    labels = [(mark.span.start - base, mark.span.end - base) for mark in segment.markup if mark.kind == "strong"]
    plain = [word for word in told if not any(start <= word.start < end for start, end in labels)]
    led = bool(labels and plain) and plain[0].start < labels[0][0]
    return led and len(plain) > 1 and not any(segment.prose[word.start].isupper() for word in plain[1:])


def _part_of_code(prose: str, word: Word) -> bool:
    """Whether a word is a piece of an identifier, a path, a query, a hyphenated name or a code span."""
    before, behind = prose[max(0, word.start - 1) : word.start], prose[word.end : word.end + 1]
    return any(char and (char in "_\\=/-&\ufffc" or char.isdigit()) for char in (before, behind))
