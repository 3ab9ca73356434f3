"""Opposites: the source stands at one pole of an axis and the translation at the other."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.language.phrases import Match
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The axes of the language packs that are compared, and those whose words nearly always render one another."""

    axes: tuple[str, ...]
    sure: tuple[str, ...] = ()


_UNUSUAL = 1.0
"""How many of 100 ordinary units may look as flipped as the tables say before they are no longer heard."""


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic an axis on which the two sides are opposite, to the packs (negation being equal) or the tables."""
    if pair.source.prose == pair.target.prose:
        return
    maybe = [axis for axis in options.axes if axis in pair.contrary] if pair.contrary else []
    found = [axis for axis in maybe if _opposed(pair, axis)] if maybe and _alike(pair) else []
    for axis in found:
        source, target = pair.source.poles[axis], pair.target.poles[axis]
        yield _diagnostic(pair, *source.values(), *target.values(), sure=axis in options.sure)
    if not found:
        yield from _told(pair, options)


def _alike(pair: UnitPair) -> bool:
    return pair.source.denials == pair.target.denials


def _opposed(pair: UnitPair, axis: str) -> bool:
    """Whether each side stands at one pole of the axis, and not at the same.

    Where it is not known how a language denies, only bounds are heard: any other pole may be denied.
    """
    if axis != "excess" and not (pair.source.denial_known and pair.target.denial_known):
        return False
    source, target = pair.source.poles.get(axis, {}), pair.target.poles.get(axis, {})
    return len(source) == len(target) == 1 and source.keys() != target.keys()


def _told(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """What the tables alone tell, unless the pack of the language finds the source's pole in the translation."""
    signals = pair.signals
    if not signals or not signals.flip or signals.rate("flipped") > _UNUSUAL:
        return
    axis, _, sign = signals.flip.label.rpartition(":")
    match, (start, end) = signals.poles(signals.flip)
    if axis not in options.axes or sign in pair.target.poles.get(axis, {}) or _composed(pair, match, start):
        return
    yield _flipped(pair, pair.source.where(match), (start, end), 0.5)


def _formal(denial: Match) -> bool:
    """Whether a phrase denies by a word for it (*not*, *don't have to*), not by what it means (*disable*)."""
    return denial.label == "negation:explicit" or len(denial.at) > 1


def _composed(pair: UnitPair, match: Match, said: int) -> bool:
    """Whether a denial may make one of both poles: *not enabled* is *disabled*, *must not* is *darf nicht*.

    `said` is the offset of the pole in the translation; what is denied in other clauses does not matter.
    """
    denied = {index for denial in pair.source.labels("negation:") if _formal(denial) for index in denial.at}
    if not denied.isdisjoint(match.at):
        return any(map(_formal, pair.target.labels("negation:")))
    meant = pair.source.words[match.at[0]].start
    return not _alike(pair) and _denials_around(pair.source, meant) != _denials_around(pair.target, said)


def _denials_around(segment: Segment, at: int) -> int:
    """How often the clause at an offset denies."""
    clauses = [word.clause for word in segment.words if word.start <= at]
    found = segment.labels("negation:explicit")
    return sum(segment.words[denial.at[0]].clause == clauses[-1] for denial in found) if clauses else 0


def opposite(pair: UnitPair) -> bool:
    """Whether the two sides are opposite on any axis: a negation of one may then be the other's opposite pole."""
    return bool(pair.contrary) and any(
        len(signs) == len(pair.target.poles.get(axis, {})) == 1 and signs.keys() != pair.target.poles[axis].keys()
        for axis, signs in pair.source.poles.items()
    )


def _diagnostic(pair: UnitPair, source: list[Match], target: list[Match], *, sure: bool) -> Diagnostic:
    confidence = _confidence(pair, source, target) if sure else 0.5
    return _flipped(pair, pair.source.where(source[0]), pair.target.where(target[0]), confidence)


def _flipped(pair: UnitPair, meant: tuple[int, int], said: tuple[int, int], confidence: float) -> Diagnostic:
    """The diagnostic for two opposite words, each by its place."""
    word, wanted = pair.target.text[slice(*said)], pair.source.text[slice(*meant)]
    message = (
        f"The translation says '{word}' where the source says '{wanted}', which means something else. "
        "Say what the source says"
    )
    evidence = (pair.source.evidence("source", *meant),)
    return pair.target.report(
        message, *said, expected=f"the sense of '{wanted}'", evidence=evidence, confidence=confidence
    )


def _confidence(pair: UnitPair, source: list[Match], target: list[Match]) -> float:
    """Lower where something in the sentence might turn the sense round once more: a denial, *until* beside *while*."""
    doubts = int(len(source) != len(target))
    doubts += _otherwise_denied(pair.source, source) + _otherwise_denied(pair.target, target)
    doubts += 2 * (pair.source.poles.get("span", {}).keys() != pair.target.poles.get("span", {}).keys())
    return (0.92, 0.8, 0.65, 0.5)[min(doubts, 3)]


def _otherwise_denied(segment: Segment, pole: list[Match]) -> bool:
    """Whether something denies beside the pole itself: *disabled* implies a denial, and is the pole."""
    own = {match.at for match in pole}
    return any(match.at not in own for match in segment.labels("negation:"))
