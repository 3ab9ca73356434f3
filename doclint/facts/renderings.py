"""What a translation makes of its source's claims: the same values, wherever they stand; a state as it tells it."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from doclint.facts.masks import key, mask
from doclint.facts.model import Claim, Slot, agree
from doclint.facts.poles import poles
from doclint.facts.settings import Settings
from doclint.facts.slots import end_of
from doclint.language.dates import dates
from doclint.project.edition import Segment


def renderings(segment: Segment, said: list[Claim], settings: Settings) -> Iterator[Claim]:
    """The claims of a source's unit as its translation makes them. A value it has changed is its own mistake."""
    found = [(slot, claim) for claim in said if (slot := _rendering(segment, claim.slot))]
    if not found:
        return
    setting, spoken = settings.of(segment), segment.edition.language
    sure = any(not slot.weak for slot, _ in found)
    words = mask(segment, [slot for slot, _ in found]) if sure else frozenset[str]()
    for number, (slot, claim) in enumerate(found):
        told = words | {other.value for other, _ in found if other is not slot}
        theirs = claim.keys if agree(slot, claim.slot) else ()
        keys = theirs if slot.weak else (key(spoken, slot, number, told), *theirs)
        family = f"{spoken}\0{claim.family}" if slot.weak else key(spoken, slot, number, words)
        subject = frozenset(term for term in claim.subject if term in segment.text)
        at = segment.evidence("version", slot.start, slot.end)
        yield replace(claim, slot=slot, subject=subject, keys=keys, family=family, own=True, setting=setting, at=at)


def _rendering(segment: Segment, slot: Slot) -> Slot | None:
    """What stands for a slot, by its value alone; None where it is not found."""
    if slot.kind == "state":
        return _pole(segment, slot)
    find = _date if slot.kind == "date" else _amount if slot.unit else _text
    place = find(segment, slot)
    return replace(slot, start=place[0], end=place[1]) if place else None


def _pole(segment: Segment, slot: Slot) -> Slot | None:
    axis = next(iter(slot.readings))[:-1]
    for name, match in poles(segment).items():
        if name.startswith(axis):
            start, end = segment.where(match)
            return replace(slot, start=start, end=end, readings=frozenset({name}))
    return None


def _date(segment: Segment, slot: Slot) -> tuple[int, int] | None:
    for date in dates(segment.prose, segment.edition.locale):
        readings = frozenset(f"{year:04}-{month:02}" for year, month, _ in date.readings if year)
        if readings and agree(slot, replace(slot, readings=readings)):
            return date.start, date.end
    return None


def _amount(segment: Segment, slot: Slot) -> tuple[int, int] | None:
    for number in segment.numbers:
        if number.unit and agree(slot, replace(slot, values=number.values, unit=number.unit)):
            return number.start, end_of(segment, number)
    return None


def _text(segment: Segment, slot: Slot) -> tuple[int, int] | None:
    """Where a figure, a version or a literal stands as the source has it."""
    for text in sorted(slot.readings, key=len, reverse=True):
        match = re.search(rf"(?<![\w.]){re.escape(text)}(?!\w|[.,]\d)", segment.text)
        if match:
            return match.span()
    figures = (number for number in segment.numbers if not number.spelled and slot.nature == "figure")
    same = (one for one in figures if not slot.readings.isdisjoint(f"{value:g}" for value in one.values))
    return next(((number.start, number.end) for number in same), None)
