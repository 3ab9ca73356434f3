"""Finding what a sentence claims: each slot with its kind, by the words around it."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doclint.facts.model import Kind, Slot
from doclint.language.dates import dates
from doclint.language.numbers import Number
from doclint.language.phrases import Match
from doclint.language.versions import Version, versions
from doclint.model import Markup
from doclint.project.edition import Segment

_FIGURE = re.compile(r"\d")
_PATH = re.compile(r"(?:[A-Za-z]:\\|~?/|%\w+%[\\/]|\$\w+[\\/]|\.{1,2}/)[\w.$%{}@:+~-]+(?:[\\/][\w.$%{}@:+~ -]*)*")
_COMMAND = re.compile(r"[a-z][\w.-]{1,20}(?: -{0,2}[\w./=:@{}<>-]+){1,8}|[A-Z][a-z]+-[A-Z]\w+(?: -\w+.{0,80})?")
_TRANSPORT = re.compile(r"\b(?:TCP|UDP)\b")
_UNIT = re.compile(r"\s?(?:[^\W\d_]+(?:/[^\W\d_]+)?|%|°C?)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_AFTER_COLON = re.compile(r"[:：]\s*(?:\*{0,2})\s*\Z")
_NOUN = re.compile(r"(?:\s|-|\*|_|\[|\()*[^\W\d_]{2}")
_BEFORE, _BEHIND = 14, 3
"""How many characters may part a number from the words that bound it."""
_PORT = 12
_DEFAULT = (30, 14)
_LARGEST_PORT = 65535
_REQUIRED = ("required", "axis:need", "axis:support")
_OBJECT = 60
_CUES = ("axis:excess", "fact:default", "fact:port")
_LONGEST = 1500
"""A unit of more characters is no sentence."""


def slots(segment: Segment, told: dict[str, Match]) -> list[Slot]:
    """The slots of a sentence in order, given its poles; weak where it gives an example, none where it looks ahead."""
    if len(segment.text) > _LONGEST or not segment.pack:
        return []
    found = [*_states(segment, told), *_code(segment), *(_figures(segment) if _FIGURE.search(segment.prose) else ())]
    if not found or ahead(segment):
        return []
    weak = bool(segment.labels("fact:example"))
    return sorted((replace(slot, weak=weak) for slot in found), key=lambda slot: slot.start)


def ahead(segment: Segment) -> bool:
    """Whether a sentence speaks of a preview, or of what is to come; a version's name (2.0-beta3) does not."""
    places = (segment.where(match) for match in segment.labels("preliminary"))
    text = segment.text
    return any(text[start - 1 : start] != "-" and not text[end : end + 1].isdigit() for start, end in places)


def _states(segment: Segment, told: dict[str, Match]) -> Iterator[Slot]:
    """X must be enabled, X is disabled by default: a demand or a default, and one pole of the axis `state`."""
    for name, match in told.items():
        ordered = "time" in segment.poles or "span" in segment.poles
        if name.startswith("state") and not ordered and segment.labels(("required", "fact:default")):
            yield Slot("state", *segment.where(match), frozenset({name}))


def _code(segment: Segment) -> Iterator[Slot]:
    """Paths and commands, and the value that is said to be the default."""
    literals = [mark for mark in segment.markup if mark.kind == "code"]
    default = len(literals) == 1 and segment.labels("fact:default")
    for mark in literals:
        text = segment.edition.article.text[mark.content.start : mark.content.end].strip()
        if _PATH.fullmatch(text):
            yield literal(segment, mark, "path")
        elif _COMMAND.fullmatch(text):
            yield literal(segment, mark, "command")
        elif default and _FIGURE.search(text):
            yield literal(segment, mark, "default")


def literal(segment: Segment, mark: Markup, kind: Kind, *, weak: bool = False) -> Slot:
    """The code in some markup of a unit, as a slot."""
    base, content = segment.unit.span.start, mark.content
    text = " ".join(segment.edition.article.text[content.start : content.end].split())
    return Slot(kind, content.start - base, content.end - base, frozenset({text}), weak=weak)


def _figures(segment: Segment) -> Iterator[Slot]:
    """Dates, versions, and numbers that are an amount, a port, a count or a default."""
    prose, locale = segment.prose, segment.edition.locale
    taken: list[tuple[int, int]] = []
    for date in dates(prose, locale):
        taken.append((date.start, date.end))
        readings = frozenset(_written(*reading) for reading in date.readings if reading[0])
        if readings:
            yield Slot("date", date.start, date.end, readings)
    for version in named(segment):
        taken.append((version.start, version.end))
        if version.sure and _claimed(segment, version):
            yield Slot("version", version.start, version.end, frozenset({version.text}))
    for number in segment.numbers:
        free = all(number.end <= start or end <= number.start for start, end in taken)
        if free and not number.spelled and not number.ordinal and (number.unit or _cued(segment)):
            found = _number(segment, number)
            yield from [found] if found else []


def named(segment: Segment) -> Iterator[Version]:
    """The versions of a sentence; 1.000.000 is an amount."""
    found = versions(segment.prose, segment.edition.locale)
    return (version for version in found if not _GROUPED.fullmatch(version.text))


def _claimed(segment: Segment, version: Version) -> bool:
    """Whether a version is required or supported, before it is named; else it may be part of a name."""
    reached = (segment.where(match) for match in segment.labels(_REQUIRED))
    bounded = (segment.where(match) for match in segment.labels(("comparator:at_least", "comparator:at_most")))
    return any(0 <= version.start - end <= _OBJECT for _, end in reached) or any(
        0 <= start - version.end <= _BEFORE for start, _ in bounded
    )


def _cued(segment: Segment) -> bool:
    """Whether some word may make a bare number a claim."""
    return any(hint.startswith(_CUES) for hint in segment.hints) or bool(_TRANSPORT.search(segment.prose))


def _written(year: int | None, month: int, day: int | None) -> str:
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")


def _number(segment: Segment, number: Number) -> Slot | None:
    """The slot that a number is; None where it claims nothing by itself."""
    bounds = [match for match in segment.labels("comparator:") if not match.label.endswith("about")]
    bound = next((match for match in bounds if _beside(segment, match, number)), None)
    about = any(_beside(segment, match, number) for match in segment.labels("comparator:about"))
    said = any(_beside(segment, match, number, *_DEFAULT) for match in segment.labels("fact:default"))
    if about or not number.values:
        return None
    if number.unit:
        listed = _AFTER_COLON.search(segment.text, 0, number.start) and not (bound or bounds or said)
        return (
            None if listed else _amount(segment, number, bound or (bounds[0] if len(bounds) == 1 else None), said=said)
        )
    if _port(segment, number):
        return Slot("port", number.start, number.end, frozenset({number.text}))
    counted = _NOUN.match(segment.text, number.end)
    kind: Kind | None = "count" if bound and counted else "default" if said else None
    return _plain(segment, number, kind, bound) if kind else None


def _amount(segment: Segment, number: Number, bound: Match | None, *, said: bool) -> Slot:
    way = _way(segment, bound) if bound else ""
    kind: Kind = "default" if said and not bound else "limit"
    return Slot(kind, number.start, end_of(segment, number), frozenset(), number.values, str(number.unit), way)


def end_of(segment: Segment, number: Number) -> int:
    """Where an amount ends: behind its unit."""
    behind = _UNIT.match(segment.text, number.end)
    return behind.end() if behind else number.end


def _plain(segment: Segment, number: Number, kind: Kind, bound: Match | None) -> Slot:
    readings = frozenset(f"{value:g}" for value in number.values)
    way = _way(segment, bound) if bound else ""
    return Slot(kind, number.start, number.end, readings, bound=way)


def _way(segment: Segment, match: Match) -> str:
    """Whether an amount is the most or the least: "not more than" and "at most" bound alike."""
    word = match.label.partition(":")[2]
    denied = bool(segment.denials) or "-" in segment.poles.get("support", {})
    return "most" if (word in {"more", "at_least"}) == denied else "least"


def _beside(segment: Segment, match: Match, number: Number, before: int = _BEFORE, behind: int = _BEHIND) -> bool:
    """Whether a phrase stands near a number, no other number between: up to 16, 16 or more."""
    start, end = segment.where(match)
    if end <= number.start:
        between, reach = segment.prose[end : number.start], before
    else:
        between, reach = segment.prose[number.end : start], behind
    apart = end <= number.start or number.end <= start
    return apart and len(between) <= reach and not _FIGURE.search(between)


def _port(segment: Segment, number: Number) -> bool:
    """Whether a number is a port: a word for it or the name of a protocol stands beside it."""
    if not number.text.isdecimal() or not 0 < int(number.text) <= _LARGEST_PORT:
        return False
    named = [segment.where(match) for match in segment.labels("fact:port")]
    named += [match.span() for match in _TRANSPORT.finditer(segment.prose)]
    before = any(end <= number.start <= end + _PORT for _, end in named)
    return before or any(number.end <= start <= number.end + _BEHIND for start, _ in named)
