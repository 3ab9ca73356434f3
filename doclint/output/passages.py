"""Articles as passages: the units that say the same on both sides, and what was found in them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from doclint.model import Article, Evidence, Finding, Location, Original, Pair, Span, Unit
from doclint.project.pairing import ALIGNED, ArticlePair

UNSURE = "with an uncertain counterpart"
NO_TARGET = "not translated"
NO_SOURCE = "with nothing of the kind in the source"
_WRITTEN = {"literals", "terms"}
"""The categories whose `expected` is written as it is to stand in the translation."""


class Passage(Struct, frozen=True):
    """A unit and its translation, None where there is no text, with the findings in it; `line` is its first.

    `number` counts the article's passages from 1, `name` is the `data-ttu-id`; what is not `sure` may be misaligned.
    `proposal` is the translation with all that can be mended, or None.
    """

    number: int
    name: str | None
    line: int
    source: str | None
    target: str | None
    sure: bool
    findings: tuple[Finding, ...] = ()
    proposal: str | None = None

    @property
    def remark(self) -> str:
        """What is not as it should be about its two sides; empty where they are whole."""
        if not self.sure:
            return UNSURE
        return NO_SOURCE if self.source is None else NO_TARGET if self.target is None else ""


class Sheet(Struct, frozen=True):
    """The passages of a translation and its source."""

    source_path: str
    target_path: str
    source_locale: str
    target_locale: str
    passages: tuple[Passage, ...]


class _Group(NamedTuple):
    """The units of both sides that say the same together, and how sure each of their pairs is."""

    sources: list[int]
    targets: list[int]
    confidence: list[float]


class Aligned:
    """An aligned pair of articles as passages."""

    def __init__(self, pair: ArticlePair) -> None:
        self._pair = pair
        self._source, self._target = pair.source.article, pair.target.article
        self._groups = list(_groups(pair.pairs))
        self._of_source = {unit: index for index, group in enumerate(self._groups) for unit in group.sources}
        self._of_target = {unit: index for index, group in enumerate(self._groups) for unit in group.targets}

    def whole(self) -> Sheet:
        """All passages, in the order of the translation."""
        return self._sheet(self._passage(index) for index in range(len(self._groups)))

    def around(self, findings: Iterable[Finding]) -> tuple[Sheet, list[Finding]]:
        """The passages that findings lie in, and the findings that lie in none."""
        found: dict[int, list[Finding]] = {}
        lone = []
        for finding in findings:
            index = self._group(finding)
            if index is None:
                lone.append(finding)
            else:
                found.setdefault(index, []).append(finding)
        return self._sheet(self._passage(index, found[index]) for index in sorted(found)), lone

    def _sheet(self, passages: Iterable[Passage]) -> Sheet:
        source, target = self._pair.source, self._pair.target
        return Sheet(self._source.path, self._target.path, source.locale, target.locale, tuple(passages))

    def _passage(self, index: int, findings: Iterable[Finding] = ()) -> Passage:
        group = self._groups[index]
        article, units = (self._target, group.targets) if group.targets else (self._source, group.sources)
        first = article.units[units[0]]
        passage = Passage(
            index + 1,
            first.id,
            article.locate(first.span).line,
            _joined(self._source, group.sources),
            _joined(self._target, group.targets),
            min(group.confidence) >= ALIGNED or not (group.sources and group.targets),
            tuple(findings),
        )
        if len(group.targets) != 1:
            return passage
        return replace(
            passage, proposal=_proposal(self._target, self._target.units[group.targets[0]], passage.findings)
        )

    def _group(self, finding: Finding) -> int | None:
        """Where a finding belongs: to what it says is missing, else where it stands, else to its source's unit."""
        known = [self._there(one) for one in finding.evidence if one.role == "source"]
        lacking = [one for one in known if one is not None and not self._groups[one].targets]
        own = self._target_places.unit(finding)
        here = self._there(finding) if own is None else self._of_target.get(own)
        return next((one for one in (*lacking, here, *known) if one is not None), None)

    def _there(self, at: Finding | Evidence) -> int | None:
        """The passage whose source a place lies in."""
        unit = self._source_places.unit(at) if at.path == self._source.path else None
        return None if unit is None else self._of_source.get(unit)

    @cached_property
    def _source_places(self) -> "_Places":
        return _Places(self._source)

    @cached_property
    def _target_places(self) -> "_Places":
        return _Places(self._target)


class _Places:
    """Where the units of one side stand in its file."""

    def __init__(self, article: Article) -> None:
        self._original = article.original
        places = sorted((article.place(unit.span), index) for index, unit in enumerate(article.units))
        self._units = [index for _, index in places]
        self._spans = [span for span, _ in places]

    def unit(self, at: Finding | Evidence) -> int | None:
        """The first unit that a place has something in common with, or that it lies in where it is empty."""
        place = _stretch(self._original, at)
        for near in range(max(0, bisect_left(self._spans, place) - 1), len(self._spans)):
            span = self._spans[near]
            if span.start > place.end:
                break
            if max(span.start, place.start) < min(span.end, place.end) or place.within(span):
                return self._units[near]
        return None


def _groups(pairs: Iterable[Pair]) -> Iterator[_Group]:
    """The units that pairs join, in their order; those of merged sentences share a group."""
    of_source: dict[int, _Group] = {}
    of_target: dict[int, _Group] = {}
    found = []
    for pair in pairs:
        sides = ((of_source, pair.source), (of_target, pair.target))
        known = next((of[unit] for of, unit in sides if unit in of), None)
        group = known or _Group([], [], [])
        found += [] if known else [group]
        group.confidence.append(pair.confidence)
        for (of, unit), units in zip(sides, group[:2], strict=True):
            if unit is not None and unit not in of:
                units.append(unit)
                of[unit] = group
    return iter(found)


def _joined(article: Article, units: Iterable[int]) -> str | None:
    """The text of units with what stands between them; None where there are none, or nothing in them."""
    text, last = "", None
    for unit in (article.units[index] for index in sorted(units)):
        between = article.text[last.span.end : unit.span.start] if last else ""
        text += (" " if between.strip() else between) + unit.text
        last = unit
    return text if text.strip() else None


def _stretch(original: Original, at: Finding | Evidence | Location) -> Span:
    """A place in a file as offsets of its text."""
    lines = original.lines
    return Span(lines[at.line - 1] + at.column - 1, lines[at.end_line - 1] + at.end_column - 1)


def _proposal(article: Article, unit: Unit, findings: Iterable[Finding]) -> str | None:
    """A unit's text with the fixes of its findings, and with what is expected of literals and terms."""
    place, text = article.place(unit.span), unit.text
    edits = [edit for finding in findings for edit in _edits(article.original, finding, place)]
    done = place.end
    for span, new in sorted(edits, reverse=True):
        if span.end <= done:
            text = text[: span.start - place.start] + new + text[span.end - place.start :]
            done = span.start
    return text if text != unit.text else None


def _edits(original: Original, finding: Finding, place: Span) -> list[tuple[Span, str]]:
    """What mends a finding inside `place`, all of it or nothing."""
    if finding.fix:
        edits = [(_stretch(original, edit.at), edit.text) for edit in finding.fix.edits]
        here = all(edit.at.path == original.path for edit in finding.fix.edits)
        return edits if here and all(span.within(place) for span, _ in edits) else []
    at = _stretch(original, finding)
    exact = finding.path == original.path and original.text[at.start : at.end] == finding.subject
    if finding.expected and finding.category in _WRITTEN and exact and at.within(place) and at != place:
        return [(at, finding.expected)]
    return []
