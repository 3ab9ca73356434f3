"""Keys and answers that the reader must type, translated."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_CHOICE = re.compile(r"(?<![\w/|])(?P<yes>[a-z])(?P<mark>[|/])(?P<no>[a-z])(?![\w/|])", re.IGNORECASE)
_LOOK = re.compile(r"[a-z][|/][a-z](?![\w/|])|[*_`][^\W\d_][*_`]", re.IGNORECASE)
"""What a text with such a key surely holds."""
_LABEL = re.compile(r"\s*[*_`]+\w[*_`]+\s*:")
"""A letter that opens a unit as its label: **Q**: and **A**: of questions and answers."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The pairs of keys, in lower case, that are choices to type."""

    choices: tuple[str, ...]


class Key(Struct, frozen=True):
    """What is to be typed, and its place in the unit's text."""

    text: str
    start: int
    end: int


def check(pair: UnitPair, options: Options) -> Iterator[Diagnostic]:
    """Every choice (y|n) or single emphasised key of the source that differs in the translation."""
    for found in (_choices, _single_keys) if _LOOK.search(pair.source.text) else ():
        source, target = found(pair.source, options), found(pair.target, options)
        if source and len(source) == len(target):
            expected = {key.text for key in source}
            wrong = [key for key in target if key.text not in expected]
            lost = [key for key in source if key.text not in {other.text for other in target}]
            yield from (_diagnostic(pair, one, two) for one, two in zip(lost, wrong, strict=False))


def _choices(segment: Segment, options: Options) -> list[Key]:
    wanted = set(options.choices)
    other = {text.lower() for text in segment.pack.data.names_of_y_and_n} if segment.pack else set()
    found = []
    for match in _CHOICE.finditer(segment.text):
        yes, no = match["yes"].lower(), match["no"].lower()
        if yes + no in wanted or {yes, no} & other:
            found.append(Key(match["yes"] + match["mark"] + match["no"], *match.span()))
    return found


def _single_keys(segment: Segment, _options: Options) -> list[Key]:
    """Single letters in emphasis or code: *n*, **Y**, `q`."""
    base = segment.unit.span.start
    label = _LABEL.match(segment.text)
    found = []
    for mark in segment.markup:
        start, end = mark.content.start - base, mark.content.end - base
        text = segment.text[start:end]
        if mark.kind in {"emphasis", "strong", "code"} and len(text) == 1 and text.isalpha():
            found.append(Key(text, start, end))
    return [key for key in found if not label or key.start > label.end()]


def _diagnostic(pair: UnitPair, source: Key, target: Key) -> Diagnostic:
    message = f"'{target.text}' stands where the reader must type '{source.text}'. Keep what is typed as in the source"
    evidence = (pair.source.evidence("source", source.start, source.end),)
    return pair.target.report(
        message, target.start, target.end, expected=source.text, evidence=evidence, confidence=0.95
    )
