"""The answer *No*, taken for the abbreviation of *number*, and labels with *No* that lost it."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_ANSWER = re.compile(
    r"(?:\*\*|\*|_|[\"“'`])\s?No(?: [A-Z][a-z]+)?\s?(?:\*\*|\*|_|[\"”'`])"
    r"|\b(?:select|choose|click|set to|answer|enter|type|Yes or|Yes/)\s?No\b(?! [a-z])"
)
_LABEL = re.compile(r"(?:\*\*|[\"“])\s?No [a-z]\w+(?: \w+)?\s?(?:\*\*|[\"”])")
_MARKED = re.compile(r"\*\*.+?\*\*|[\"“„«].+?[\"”“»]")
_NUMBER = re.compile(r"\bnumbers?\b|\bNo\.?\s?\d", re.IGNORECASE)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """How languages abbreviate *number*, in lower case."""

    signs: tuple[str, ...]


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic where the translation has the sign for number for the answer No, or a label without its No."""
    if "No" not in pair.source.text or _NUMBER.search(pair.source.text):
        return
    label = _LABEL.search(pair.source.text)
    if label and _affirmed(pair):
        yield _lost(pair, label)
    answer = _ANSWER.search(pair.source.text)
    if not answer:
        return
    signs = "|".join(map(re.escape, options.signs))
    found = re.search(rf"(?<![\w.])(?:{signs})\.?(?![\w.]|\s?\d)", pair.target.text, re.IGNORECASE)
    if found:
        yield _diagnostic(pair, answer, found)


def _diagnostic(pair: UnitPair, answer: re.Match[str], found: re.Match[str]) -> Diagnostic:
    message = f"'{found[0]}' means number, where the source has the answer No. Name the answer as the screen does"
    evidence = (pair.source.evidence("source", *answer.span()),)
    return pair.target.report(message, *found.span(), expected="No", evidence=evidence, confidence=0.95)


def _affirmed(pair: UnitPair) -> bool:
    """Whether no label of the translation denies, in a language whose denials are known; English labels may stay."""
    target = pair.target
    if not target.denial_known or re.search(r"\bNo\b", target.text):
        return False
    labels = [match.span() for match in _MARKED.finditer(target.text)]
    denials = [target.where(match) for match in target.labels("negation:")]
    inside = any(start <= first < end for first, _ in denials for start, end in labels)
    return bool(labels) and not target.denials and not inside


def _lost(pair: UnitPair, label: re.Match[str]) -> Diagnostic:
    named = label[0].strip()
    message = f"The source names {named}, and no label of the translation says no. Name the label as the screen does"
    evidence = (pair.source.evidence("source", *label.span()),)
    return pair.target.report(message, expected=named, evidence=evidence, confidence=0.8)
