"""Quotes, brackets and emphasis that hold nothing in the translation."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.shown import shown
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_EMPTY = re.compile(
    r"(?<![\w\"'=\\`*\])}>:,(])(?P<hull>"
    r"\"[ \u00a0]{0,2}\"|“\s{0,2}”|„\s{0,2}[“”]|”\s{0,2}”|«\s{0,2}»|「」|『』|\(\s{0,2}\)|\*{4}"
    r")(?![\w\"'`*=\\])"
)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a unit: the first pair of quotes or brackets that lost what it held."""
    found = _EMPTY.search(pair.target.text)
    if not found or _EMPTY.search(pair.source.text) or found["hull"] in pair.source.text:
        return
    if '""' in pair.source.text or "''" in pair.source.text or "()" in shown(pair.source, code=True).text:
        return
    start, end = found.span("hull")
    message = f"Nothing stands within '{found['hull']}'. Put back what the source has there"
    evidence = (pair.source.evidence("source"),)
    yield pair.target.report(message, start, end, evidence=evidence, confidence=0.8)
