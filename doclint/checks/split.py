"""Blanks put into what is one word to a machine: URLs, paths, file names, qualified names."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.fates import Outcome, outcomes
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_KINDS = {"url", "host", "path", "file", "variable", "id", "switch"}


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a literal that stands in the translation with blanks inside."""
    for outcome in outcomes(pair):
        if outcome.fate == "split" and outcome.target and outcome.literal.kind in _KINDS:
            yield _diagnostic(pair, outcome, outcome.target)


def _diagnostic(pair: UnitPair, outcome: Outcome, at: tuple[int, int]) -> Diagnostic:
    text = outcome.literal.text
    message = f"'{outcome.instead}' has blanks that '{text}' of the source has not. Take them out"
    evidence = (pair.source.evidence("source", *outcome.source),)
    return pair.target.whole.report(message, *at, expected=text, evidence=evidence, confidence=0.95)
