"""Ranges whose sign got lost: 1-102 -> 1 102."""

import re
from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_MOST = 60
_DASH = "\u2010\u2011\u2012\u2013\u2014\u2212-"
_RANGE = re.compile(
    rf"(?<![\w.,:/{_DASH}])(?P<low>\d+(?:[.,]\d+)*)\s?[{_DASH}]\s?(?P<high>\d+(?:[.,]\d+)*)(?![\w/{_DASH}]|[.,:]\d)"
)


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to choose."""


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Two numbers with nothing between them, where the source has a range."""
    for match in islice(_RANGE.finditer(pair.source.prose), _MOST):
        broken = _broken(match, pair.target.text)
        if broken:
            yield _report(pair, match, broken)


def _broken(match: re.Match[str], text: str) -> re.Match[str] | None:
    low, high = re.escape(match["low"]), re.escape(match["high"])
    either = rf"(?:{low}\s*{high}|{high}\s+{low})"
    return re.search(rf"(?<![\w.,{_DASH}]){either}(?![\w{_DASH}]|[.,]\d)", text)


def _report(pair: UnitPair, one: re.Match[str], two: re.Match[str]) -> Diagnostic:
    message = f"'{two[0]}' stands where the source has the range '{one[0]}': its sign is missing. Put it back"
    evidence = (pair.source.evidence("source", *one.span()),)
    return pair.target.report(message, *two.span(), expected=one[0], evidence=evidence, confidence=0.95)
