"""Version numbers that are not written as in the source."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from doclint.language.versions import Version, versions
from doclint.model import Diagnostic
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_LOOKS = re.compile(r"\d\.\d")
_MOST = 60
_DOTTED = re.compile(r"(?<![\w.,])\d+(?:\.\d+)+(?![\w]|[.,]\d)")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing to choose."""


class Counterpart(NamedTuple):
    """What stands in the translation for a version: its place, and whether only its mark is another."""

    start: int
    end: int
    marked: bool


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Versions with another mark (2,0 for 2.0), torn apart, or with other digits."""
    if _LOOKS.search(pair.source.prose):
        yield from (_changed(pair, one, other) for one, other in compare(pair) if other)


@lru_cache(maxsize=1)
def compare(pair: UnitPair) -> list[tuple[Version, Counterpart | None]]:
    """The versions of the source that the translation does not have as they are, with what stands for them."""
    found = versions(pair.source.prose, pair.source.edition.locale)[:_MOST]
    lost = [one for one in found if one.text not in pair.target.text]
    return [(one, _marked(pair, one) or _digits(pair, one)) for one in lost]


def _marked(pair: UnitPair, one: Version) -> Counterpart | None:
    """Where the digits of a version stand with a comma or a blank between them."""
    torn = r"(?:[,٫]|\s?\.\s|\s\.\s?)".join(re.escape(piece) for piece in one.text.split("."))
    match = re.search(rf"(?<![\w.,]){torn}(?!\w|[.,]\w)", pair.target.prose)
    return Counterpart(*match.span(), marked=True) if match else None


def _digits(pair: UnitPair, one: Version) -> Counterpart | None:
    """The version of the translation that the source does not have, where it is built alike."""
    others = (match for match in _DOTTED.finditer(pair.target.prose) if match[0] not in pair.source.text)
    alike = (match for match in others if match[0].count(".") == one.text.count("."))
    match = next(alike, None)
    return Counterpart(*match.span(), marked=False) if match else None


def _changed(pair: UnitPair, one: Version, other: Counterpart) -> Diagnostic:
    said = pair.target.text[other.start : other.end]
    why = (
        "versions are written alike in every language. Copy it"
        if other.marked
        else "another version. Copy the source's"
    )
    message = f"'{said}' stands where the source has '{one.text}': {why}"
    evidence = (pair.source.evidence("source", one.start, one.end),)
    confidence = 0.6 if pair.copied else 0.92 if other.marked else 0.95 if one.sure else 0.75
    return pair.target.report(
        message, other.start, other.end, expected=one.text, evidence=evidence, confidence=confidence
    )
