"""Opposites: the source stands at one pole of an axis and the translation at the other."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.language.phrases import Match
from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The axes of the language packs that are compared, and those whose words nearly always render one another."""

    axes: tuple[str, ...]
    sure: tuple[str, ...] = ()


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic an axis on which the two sides are opposite, negation being equal."""
    if pair.source.prose == pair.target.prose or pair.source.denials != pair.target.denials:
        return
    for axis in options.axes:
        source, target = pair.source.poles.get(axis, {}), pair.target.poles.get(axis, {})
        if len(source) == len(target) == 1 and source.keys() != target.keys():
            yield _diagnostic(pair, *source.values(), *target.values(), sure=axis in options.sure)


def opposite(pair: UnitPair) -> bool:
    """Whether the two sides are opposite on any axis: a negation of one may then be the other's opposite pole."""
    return any(
        len(signs) == len(pair.target.poles.get(axis, {})) == 1 and signs.keys() != pair.target.poles[axis].keys()
        for axis, signs in pair.source.poles.items()
    )


def _diagnostic(pair: UnitPair, source: list[Match], target: list[Match], *, sure: bool) -> Diagnostic:
    start, end = pair.target.where(target[0])
    first, last = pair.source.where(source[0])
    said, meant = pair.target.text[start:end], pair.source.text[first:last]
    message = (
        f"The translation says '{said}' where the source says '{meant}', which means something else. "
        "Say what the source says"
    )
    evidence = (pair.source.evidence("source", first, last),)
    return pair.target.report(
        message,
        start,
        end,
        evidence=evidence,
        expected=f"the sense of '{meant}'",
        confidence=_confidence(pair, source, target) if sure else 0.5,
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
