"""Whatever may differ between two copies of a sentence, though by itself it claims nothing: figure, code or pole."""

import re
from collections.abc import Iterable, Iterator

from doclint.facts.model import Slot
from doclint.facts.slots import literal, named
from doclint.language.phrases import Match
from doclint.project.edition import Segment

_SHORTEST, _SHORTEST_WIDE = 30, 12
"""How many characters a sentence has at least; fewer where one is a word."""
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LONGEST, _LONGEST_CODE = 1500, 80
_MARKED = re.compile(r"[\d`/\\]|<code")
_PATH = re.compile(
    r"(?<![\w:/.\\(<`])(?:[A-Za-z]:\\{1,2}|%\w+%\\{1,2}|~?/(?=\.?\w))"
    r"(?:[\w.$%-]+(?: [\w.$%-]+){0,3}\\{1,2}|[\w.$%-]+/)*[\w.$%-]*\w"
)
_RELEASE = re.compile(r"(?<![\w.,/-])v?\d+(?:\.\d+){1,3}+(?:-?[a-z]+[\w.]*+)?(?<=\w)(?![A-Za-z0-9_/])")
_FEWEST_SPELLED = 2
"""One is an article in many languages."""


def values(segment: Segment, told: dict[str, Match], known: Iterable[Slot], *, spelled: bool) -> list[Slot]:
    """The weak slots of a sentence, its poles among them: what no `known` one covers; number words if asked for."""
    size = len(segment.prose.strip())
    if size > _LONGEST or size < (_SHORTEST_WIDE if _WIDE.search(segment.prose) else _SHORTEST):
        return []
    taken = [(slot.start, slot.end) for slot in known]
    found = [Slot("state", *segment.where(one), frozenset({name}), weak=True) for name, one in told.items()]
    if spelled or _MARKED.search(segment.text):
        found += [*_literals(segment), *_paths(segment), *_versions(segment), *_numbers(segment, spelled=spelled)]
    return [*_free(found, taken)]


def _free(found: Iterable[Slot], taken: list[tuple[int, int]]) -> Iterator[Slot]:
    """The slots that cover nothing that is taken, nor each other."""
    for slot in found:
        if all(slot.end <= start or end <= slot.start for start, end in taken):
            taken.append((slot.start, slot.end))
            yield slot


def _literals(segment: Segment) -> Iterator[Slot]:
    for mark in segment.markup:
        if mark.kind == "code" and 0 < mark.content.end - mark.content.start <= _LONGEST_CODE:
            yield literal(segment, mark, "literal", weak=True)


def _paths(segment: Segment) -> Iterator[Slot]:
    for match in _PATH.finditer(segment.text):
        if "\\" in match[0] or match[0].count("/") > 1:
            yield Slot("path", *match.span(), frozenset({match[0].replace("\\\\", "\\")}), weak=True)


def _versions(segment: Segment) -> Iterator[Slot]:
    for one in named(segment):
        yield Slot("version", one.start, one.end, frozenset({one.text}), weak=True)
    for match in _RELEASE.finditer(segment.prose):
        if not match[0].replace(".", "").isdecimal():
            yield Slot("version", *match.span(), frozenset({match[0].lstrip("v")}), weak=True)


def _numbers(segment: Segment, *, spelled: bool) -> Iterator[Slot]:
    about = bool(segment.numbers and segment.labels("comparator:about"))
    for number in segment.numbers:
        if number.ordinal or (number.spelled and (not spelled or max(number.values) < _FEWEST_SPELLED)):
            continue
        if number.unit and about:
            continue
        if number.unit:
            yield Slot("limit", number.start, number.end, values=number.values, unit=number.unit, weak=True)
        else:
            readings = frozenset({number.text, *(f"{value:g}" for value in number.values)})
            yield Slot("count", number.start, number.end, readings, weak=True)
