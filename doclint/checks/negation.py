"""Negations that only one side has."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from msgspec import Struct

from doclint.checks.polarity import opposite
from doclint.language.pack import Pack
from doclint.language.phrases import Match
from doclint.language.senses.tokens import stem
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_SHORT = 8
_WORDY = 1.35
_UNUSUAL = {"lost": 0.3, "added": 0.3}
"""How many of 100 ordinary units may look so to the tables before they are no longer heard, with no pack to ask."""
_DOUBTED = {"lost": 0.15, "added": 0.1}
"""The same where the pack of the language hears nothing wrong for sure."""
_IMPLIED = ("negation:implied", "negation:weak")
_RARE = {"lost": 0.1, "added": 0.3}
"""How unusual the tables must find what the packs hear for both to agree."""
_LITERAL = 8
"""How many words may have no counterpart on the other side where a translation follows its source closely."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the translation lost a negation or added one."""

    change: Literal["lost", "added"]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """At most one diagnostic: the side that denies, where the other side neither denies nor implies it."""
    if pair.source.prose == pair.target.prose or not pair.source.pack:
        return
    rate = pair.signals.rate(options.change) if pair.signals else None
    known = pair.target.denial_known
    if known and _heard(pair, options.change):
        yield _said(pair, options.change, _agreed(pair, options.change, rate))
    elif rate is not None and rate <= (_DOUBTED if known else _UNUSUAL)[options.change]:
        doubted = known and options.change == "lost"
        yield from _told(pair, options.change) if not doubted or _heard(pair, "lost", doubtful=True) else ()


def _sides(pair: UnitPair, change: str) -> tuple[Segment, Segment]:
    """The side that denies, and the other."""
    return (pair.source, pair.target) if change == "lost" else (pair.target, pair.source)


def _close(pair: UnitPair) -> bool:
    """Whether the translation follows its source word by word: a free one may say the same in another way."""
    return pair.signals is not None and pair.signals.loose <= _LITERAL


def _heard(pair: UnitPair, change: str, *, doubtful: bool = False) -> bool:
    """Whether the packs of both languages hear a denial on one side that the other does not answer, or may not."""
    one, other = _sides(pair, change)
    if not one.denials or opposite(pair) or _quoted(one, other):
        return False
    return not _answered(pair, one, other, doubtful=doubtful)


def _agreed(pair: UnitPair, change: str, rate: float | None) -> float:
    """How sure: by the packs alone where there are no tables; else what both say weighs more than one."""
    alone = _confidence(pair, *_sides(pair, change))
    if rate is None or (rate <= _RARE[change] and (change == "added" or _close(pair))):
        return alone
    return min(alone, 0.6) if rate <= 1 else 0.5


def _told(pair: UnitPair, change: str) -> Iterator[Diagnostic]:
    """What the tables alone tell."""
    signals = pair.signals
    if change == "lost" and signals and signals.denial:
        start, end = pair.source.where(signals.denial)
        message = (
            f"The source denies ('{pair.source.text[start:end]}'), and nothing in the translation renders that. "
            "Put the negation back"
        )
        evidence = (pair.source.evidence("source", start, end),)
        yield pair.target.report(message, evidence=evidence, confidence=0.5)
    elif signals:
        place = signals.denying
        yield _added(pair, pair.target.text[slice(*place)], place, 0.5)


def _answered(pair: UnitPair, one: Segment, other: Segment, *, doubtful: bool) -> bool:
    """Whether `other` denies too, or implies a denial that `one` does not imply as well (*uninstall* on both sides).

    It is doubtful where `one` implies as many denials by words that are not surely the same. Sentences may be cut apart
    differently, so the whole block of the other side is asked.
    """
    if other.whole.denials or other.labels("negation:neutral"):
        return True
    ours = _implied(one)
    theirs = _implied(other, other.labels("negation:implied")) if other is pair.source else _implied(other)
    left = theirs - (ours | _implied(other, _rendered(pair, other)))
    return left.total() > ((ours - theirs).total() if doubtful else 0)


def _implied(segment: Segment, among: Iterable[Match] | None = None) -> Counter[str]:
    """How often the segment implies a denial, by the pole that does so; by the word itself where it is no pole."""
    poles = {match.at: match.label for match in segment.labels("axis:")}
    found = segment.labels(_IMPLIED) if among is None else among
    return Counter(poles.get(match.at, _text(segment, match)) for match in found)


def _rendered(pair: UnitPair, segment: Segment) -> list[Match]:
    """Phrases of the translation that only render words of its source (*éviter* for *avoid*), each word once."""
    if segment is not pair.target or not pair.signals or not pair.source.pack:
        return []
    plain = _plain(pair.source.pack)
    found = {
        _text(segment, match): match
        for match in segment.labels(_IMPLIED)
        if all(pair.signals.explains(segment.words[index].text, plain) for index in match.at)
    }
    return list(found.values())


@cache
def _plain(pack: Pack) -> frozenset[str]:
    """The stems of words that any sentence may have and that imply no denial: do, have, which."""
    return frozenset(stem(text) for text in {*pack.data.frequent, *pack.data.affirmed} - {*pack.data.negation.implied})


def _quoted(one: Segment, other: Segment) -> bool:
    """Whether the denying word stands on the other side as it is (NOT NULL, **No**)."""
    known = {word.text for word in other.words}
    return any(one.words[index].text in known for match in one.labels("negation:explicit") for index in match.at)


def _text(segment: Segment, match: Match) -> str:
    """The words of a phrase, with an ellipsis where others stand between."""
    told, last = "", -1
    for word in (segment.words[index] for index in match.at):
        told += " … " * (-1 < last < word.start) + segment.text[word.start : word.end]
        last = word.end
    return told


def _said(pair: UnitPair, change: str, confidence: float) -> Diagnostic:
    """What the packs hear: the first denial, on the side that has it."""
    one, _ = _sides(pair, change)
    match = one.labels("negation:explicit")[0]
    if change == "lost":
        return _lost(pair, match, confidence)
    return _added(pair, _text(one, match), one.where(match), confidence)


def _lost(pair: UnitPair, match: Match, confidence: float) -> Diagnostic:
    message = f"The source denies ('{_text(pair.source, match)}') and the translation does not. Put the negation back"
    evidence = (pair.source.evidence("source", *pair.source.where(match)),)
    return pair.target.report(message, evidence=evidence, confidence=confidence)


def _added(pair: UnitPair, told: str, place: tuple[int, int], confidence: float) -> Diagnostic:
    message = f"The translation denies ('{told}') what the source affirms. Take the negation out"
    return pair.target.report(message, *place, evidence=(pair.source.evidence("source"),), confidence=confidence)


def _confidence(pair: UnitPair, one: Segment, other: Segment) -> float:
    """Lower where the denial may be answered freely: by a further negation, a condition, a question, a short unit.

    So it is, too, where the denial is the last word (*this does not*, *a serial no.*).

    A denial that only the translation has is doubtful, too, where the translation says much more than its source, or
    where the source has no word at which denials go wrong: elsewhere it is most often a free rendering (*as is* =
    unchanged).
    """
    doubts = int(len(one.labels("negation:")) > 1 + len(other.labels("negation:")))
    doubts += bool(other.labels("conditional")) != bool(one.labels("conditional"))
    doubts += "?" in one.prose or "?" in other.prose
    doubts += len(pair.source.words) < _SHORT
    doubts += any(match.at[-1] == len(one.words) - 1 for match in one.labels("negation:explicit"))
    if one is pair.target:
        doubts += len(one.words) > _WORDY * len(other.words)
        doubts += not other.labels("affirmed")
    return (0.8, 0.6, 0.5)[min(doubts, 2)]
