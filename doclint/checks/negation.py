"""Negations that only one side has."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.checks.polarity import opposite
from doclint.language.phrases import Match
from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"

_SHORT = 8
_WORDY = 1.35


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the translation lost a negation or added one."""

    change: Literal["lost", "added"]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """At most one diagnostic: the side that denies, where the other side neither denies nor implies it."""
    if pair.source.prose == pair.target.prose or not _denies(pair.source) or not _denies(pair.target):
        return
    one, other = (pair.source, pair.target) if options.change == "lost" else (pair.target, pair.source)
    if one.denials and not _answered(one, other) and not opposite(pair) and not _quoted(one, other):
        yield _lost(pair) if options.change == "lost" else _added(pair)


def _denies(segment: Segment) -> bool:
    """Whether it is known how the segment's language denies."""
    return bool(segment.pack and segment.pack.data.negation.explicit)


def _answered(one: Segment, other: Segment) -> bool:
    """Whether `other` denies too, or implies a denial that `one` does not imply as well (*uninstall* on both sides).

    Sentences may be cut apart differently, so the whole block of the other side is asked.
    """
    if other.whole.denials or other.labels("negation:neutral"):
        return True
    return bool(_implied(other) - _implied(one))


def _implied(segment: Segment) -> Counter[str]:
    """How often the segment implies a denial, by the pole that does so; by the word itself where it is no pole."""
    poles = {match.at: match.label for match in segment.labels("axis:")}
    return Counter(poles.get(match.at, _told(segment, match)) for match in segment.labels("negation:implied"))


def _quoted(one: Segment, other: Segment) -> bool:
    """Whether the denying word stands on the other side as it is (NOT NULL, **No**)."""
    known = {word.text for word in other.words}
    return any(one.words[index].text in known for match in one.labels("negation:explicit") for index in match.at)


def _told(segment: Segment, match: Match) -> str:
    """The words of a phrase, with an ellipsis where others stand between."""
    told, last = "", -1
    for word in (segment.words[index] for index in match.at):
        told += " … " * (-1 < last < word.start) + segment.text[word.start : word.end]
        last = word.end
    return told


def _lost(pair: UnitPair) -> Diagnostic:
    match = pair.source.labels("negation:explicit")[0]
    message = f"The source denies ('{_told(pair.source, match)}') and the translation does not. Put the negation back"
    evidence = (pair.source.evidence("source", *pair.source.where(match)),)
    return pair.target.report(message, evidence=evidence, confidence=_confidence(pair, pair.source, pair.target))


def _added(pair: UnitPair) -> Diagnostic:
    match = pair.target.labels("negation:explicit")[0]
    message = f"The translation denies ('{_told(pair.target, match)}') what the source affirms. Take the negation out"
    evidence = (pair.source.evidence("source"),)
    start, end = pair.target.where(match)
    return pair.target.report(
        message, start, end, evidence=evidence, confidence=_confidence(pair, pair.target, pair.source)
    )


def _confidence(pair: UnitPair, one: Segment, other: Segment) -> float:
    """Lower where the denial may be answered freely: by a further negation, a condition, a question, a short unit.

    A denial that only the translation has is doubtful, too, where the translation says much more than its source, or
    where the source has no word at which denials go wrong: elsewhere it is most often a free rendering (*as is* =
    unchanged).
    """
    doubts = int(len(one.labels("negation:")) > 1 + len(other.labels("negation:")))
    doubts += bool(other.labels("conditional")) != bool(one.labels("conditional"))
    doubts += "?" in one.prose or "?" in other.prose
    doubts += len(pair.source.words) < _SHORT
    if one is pair.target:
        doubts += len(one.words) > _WORDY * len(other.words)
        doubts += not other.labels("affirmed")
    return (0.8, 0.6, 0.5)[min(doubts, 2)]
