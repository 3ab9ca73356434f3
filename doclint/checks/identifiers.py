"""Identifiers of programs that the translation recased, cut or translated."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.fates import Outcome, outcomes
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_LIKELY, _GUESS = 0.85, 0.6
_HUMP = re.compile(r"[A-Z][a-z0-9]+")
_HUMPS = 3
_BARE = re.compile(r"\A\W*\Z")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic an identifier that the translation has in another form only."""
    for outcome in outcomes(pair):
        confidence = _confidence(pair, outcome)
        if confidence:
            yield _diagnostic(pair, outcome, confidence)


def _confidence(pair: UnitPair, outcome: Outcome) -> float:
    """How sure it is that this is an identifier, and that it was not kept; 0 for what may be a product's name."""
    kind, text = outcome.literal.kind, outcome.literal.text
    if kind in {"name", "call"}:
        return 0 if outcome.fate == "recased" else _LIKELY
    if kind != "camel" or outcome.fate in {"parted", "lost"}:
        return 0
    if outcome.fate == "altered":
        return _GUESS
    long = len(_HUMP.findall(text)) >= _HUMPS or text[0].islower()
    return _GUESS if long and _marked(pair, outcome) else 0


def _marked(pair: UnitPair, outcome: Outcome) -> bool:
    """Whether the identifier is set off: emphasised, or all of the unit."""
    start, end = outcome.source
    text = pair.source.text
    return text[start - 1 : start] in {"*", "_"} or bool(_BARE.match(text[:start] + text[end:]))


def _diagnostic(pair: UnitPair, outcome: Outcome, confidence: float) -> Diagnostic:
    text = outcome.literal.text
    evidence = (pair.source.evidence("source", *outcome.source),)
    if outcome.target and outcome.fate != "parted":
        message = (
            f"'{outcome.instead}' stands where the source has the identifier '{text}'. Write it as the source does"
        )
        return pair.target.whole.report(
            message, *outcome.target, expected=text, evidence=evidence, confidence=confidence
        )
    message = f"The identifier '{text}' of the source is missing, or was translated. Write it as the source does"
    return pair.target.report(message, expected=text, evidence=evidence, confidence=confidence)
