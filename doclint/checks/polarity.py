"""Opposites: the source stands at one pole of an axis and the translation at the other."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.language.phrases import Match
from doclint.model import Diagnostic
from doclint.project.edition import Segment, UnitPair

SCOPE = "unit"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The axes of the language packs that are compared."""

    axes: tuple[str, ...]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic an axis on which the two sides are opposite, negation being equal."""
    if pair.source.prose == pair.target.prose or denies(pair.source) != denies(pair.target):
        return
    for axis in options.axes:
        source, target = poles(pair.source, axis), poles(pair.target, axis)
        if len(source) == 1 and len(target) == 1 and source.keys() != target.keys():
            yield _diagnostic(pair, *source.values(), *target.values())


def denies(segment: Segment) -> bool:
    """Whether the segment holds an explicit negation."""
    return bool(segment.labels("negation:explicit"))


def poles(segment: Segment, axis: str) -> dict[str, list[Match]]:
    """The phrases of the segment on `axis`, by pole ("+" or "-")."""
    found: dict[str, list[Match]] = {}
    for match in segment.labels(f"axis:{axis}:"):
        sign = match.label[-1]
        if sign != "0":
            found.setdefault(sign, []).append(match)
    return found


def opposite(pair: UnitPair) -> bool:
    """Whether the two sides use opposite poles of any axis: negation may then be the other side's opposite."""
    signs = {match.label for match in pair.source.labels("axis:")}
    flipped = {label[:-1] + {"+": "-", "-": "+", "0": "0"}[label[-1]] for label in signs if not label.endswith("0")}
    return any(match.label in flipped for match in pair.target.labels("axis:"))


def _diagnostic(pair: UnitPair, source: list[Match], target: list[Match]) -> Diagnostic:
    start, end = pair.target.where(target[0])
    first, last = pair.source.where(source[0])
    said, meant = pair.target.text[start:end], pair.source.text[first:last]
    message = f"The translation says '{said}' where the source says '{meant}': that is another meaning"
    evidence = (pair.source.evidence("source", first, last),)
    return pair.target.report(
        message, start, end, evidence=evidence, expected=f"the sense of '{meant}'", confidence=_confidence(pair, source, target)
    )


def _confidence(pair: UnitPair, source: list[Match], target: list[Match]) -> float:
    """Lower where something in the sentence might turn the sense round once more: a denial, *until* beside *while*."""
    doubts = len(source) != len(target)
    doubts += bool(pair.source.labels("negation:")) + bool(pair.target.labels("negation:"))
    doubts += 2 * (poles(pair.source, "span").keys() != poles(pair.target, "span").keys())
    return (0.92, 0.8, 0.65, 0.5)[min(doubts, 3)]
