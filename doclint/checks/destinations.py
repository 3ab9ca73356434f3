"""Link destinations that differ from those of the source."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec import Struct
from rapidfuzz import process

from doclint.checks.same_page import same_page
from doclint.model import Diagnostic, Fix, Markup, Span
from doclint.project.edition import Segment
from doclint.project.sites.dialects import UNKNOWN, anchors
from doclint.project.unit_pair import UnitPair
from doclint.select import SURE

SCOPE = "unit"

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2,4}(?=/|$)")
_FIXED = re.compile(r"(?:(?!&lt;|%7B)[^{}<>])+")
"""A destination without placeholders for the reader to fill in."""
_NAMED = re.compile(r"https?://(?!localhost\b)[^./:]+(?:[:/]|$)", re.IGNORECASE)
"""A host without a dot: a name that stands for the reader's own server."""
_PLAIN = re.compile(r"\]\([ \t]*<?(?P<destination>[^\s()<>\\]+)(?=[\s)>])")
"""A destination without blanks, brackets and escapes, behind a link's text: it means the same wherever it stands."""
_HOSTS = re.compile(r"https?://(?:www\.|[a-z]{2}\.(?=wikipedia))?")
_WIKIPEDIA = re.compile(r"https?://(?P<language>[a-z-]+)\.(?:m\.)?wikipedia\.org/", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?<=[?&])(?:hl|lang|locale|l)=[\w-]+&?")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a destination of the translation that the source has not, or that is lost."""
    languages = {side.edition.language for side in (pair.source, pair.target)}
    source, target = (_destinations(side.markup, languages) for side in (pair.source, pair.target))
    same = {
        (key, other) for key in source for other in target if same_page(pair, source[key].value, target[other].value)
    }
    lost = _without({key for key, _ in same}, _missing(source, pair.target, languages))
    added = _without({other for _, other in same}, _missing(target, pair.source, languages) if source else {})
    for key, mark in added.items():
        match = process.extractOne(key, list(lost))
        if match:
            source_mark = lost.pop(match[0])
            if not _own_anchor(pair, mark) and not _own_page(source_mark.value, mark.value):
                yield _changed(pair, source_mark, mark, _confidence(pair, source_mark, mark))
    for mark in lost.values():
        yield _lost(pair, mark)


def _without(keys: set[str], marks: dict[str, Markup]) -> dict[str, Markup]:
    return {key: mark for key, mark in marks.items() if key not in keys}


def _missing(own: dict[str, Markup], other: Segment, languages: set[str]) -> dict[str, Markup]:
    """Those of `own` that stand nowhere in the other side's block: sentences may be cut apart differently."""
    known = _destinations(other.block_markup, languages) if own else {}
    return {key: mark for key, mark in own.items() if key not in known and mark.value not in other.block_text}


def _own_anchor(pair: UnitPair, mark: Markup) -> bool:
    """Whether a link leads to an anchor of its own article, whatever the source calls it."""
    return mark.value.startswith("#") and any(
        anchor.name == unquote(mark.value[1:]) for anchor in anchors(pair.target.edition.article, UNKNOWN)
    )


def _destinations(markup: list[Markup], languages: set[str]) -> dict[str, Markup]:
    linking = (mark for mark in markup if mark.kind in {"link", "image", "autolink"} and _fixed(mark.value))
    return {_normal(mark.value, languages): mark for mark in linking}


def _fixed(destination: str) -> bool:
    return bool(_FIXED.fullmatch(destination)) and not _NAMED.match(destination)


def _normal(destination: str, languages: set[str]) -> str:
    """A destination without what every locale may change: scheme, locale segment, final slash, case."""
    plain = _HOSTS.sub("//", _LANGUAGE.sub("", _LOCALE.sub("", destination.lower()))).replace("&amp;", "&")
    return "/".join(part for part in plain.rstrip("/").split("/") if part not in languages)


def _place(segment: Segment, mark: Markup) -> tuple[int, int]:
    """Where the destination stands in the unit's text."""
    base = segment.unit.span.start
    start, end = mark.span.start - base, mark.span.end - base
    begin = segment.text.find("](", max(0, mark.content.end - base), end)
    return (begin + 2, end - 1) if begin >= 0 else (start, end)


def _own_page(source: str, target: str) -> bool:
    """Whether both lead to Wikipedia, which has an article of another name in every language."""
    mine, other = _WIKIPEDIA.match(source), _WIKIPEDIA.match(target)
    return bool(mine and other and mine["language"] != other["language"])


def _confidence(pair: UnitPair, source: Markup, target: Markup) -> float:
    """How sure it is that the link leads elsewhere: less where a path stands for an address of the web.

    Where only the anchor differs, a translated heading gives another one in an article of its own.
    """
    if ("//" in source.value) != ("//" in target.value):
        return 0.8
    file, _, fragment = source.value.partition("#")
    own, _, other = target.value.partition("#")
    named = fragment and other and PurePosixPath(file).name == PurePosixPath(own).name
    return 0.6 if named and not pair.target.edition.article.bilingual else 0.95


def _changed(pair: UnitPair, source: Markup, target: Markup, confidence: float) -> Diagnostic:
    message = (
        f"The link leads to '{target.value}' where the source leads to '{source.value}'. Use the source's destination"
    )
    evidence = (pair.source.evidence("source", *_place(pair.source, source)),)
    return pair.target.report(
        message,
        *_place(pair.target, target),
        expected=source.value,
        evidence=evidence,
        confidence=confidence,
        fix=_fix(pair, source, target) if confidence >= SURE else None,
    )


def _fix(pair: UnitPair, source: Markup, target: Markup) -> Fix | None:
    """The source's destination as it is written there, where both are plainly written in their place."""
    mine, other = _written(pair.target, target), _written(pair.source, source)
    if not mine or not other:
        return None
    text = pair.source.edition.article.text[other.start : other.end]
    return Fix("unsafe", (pair.target.edition.edit(mine, text),))


def _written(segment: Segment, mark: Markup) -> Span | None:
    """Where the destination of a link stands in the article; a reference has none there."""
    match = _PLAIN.match(segment.edition.article.text, mark.content.end, mark.span.end)
    return Span(*match.span("destination")) if match else None


def _lost(pair: UnitPair, source: Markup) -> Diagnostic:
    message = f"The source links to '{source.value}', the translation does not. Put the link back"
    evidence = (pair.source.evidence("source", *_place(pair.source, source)),)
    return pair.target.report(message, expected=source.value, evidence=evidence, confidence=0.75)
