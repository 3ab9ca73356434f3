"""The claims of an article, and of the source side that stands beside it."""

from collections.abc import Iterator

from doclint.facts.masks import key, mask, terms
from doclint.facts.model import Claim, Setting, Slot
from doclint.facts.poles import poles
from doclint.facts.renderings import renderings
from doclint.facts.settings import Settings
from doclint.facts.slots import ahead, slots
from doclint.facts.values import values
from doclint.language.units import unit_names
from doclint.project.edition import Edition, Segment
from doclint.project.tags import language

_REQUIRED = {"version", "count"}
"""What a list of requirements names without a word of who requires it."""
_SHORTEST = 24
"""A unit of fewer characters tells nothing that is known elsewhere; half as many where a character may be a word."""


def claims(edition: Edition, source_locale: str, *, weak: bool = False) -> Iterator[Claim]:
    """The claims of an article; where it has a source side, that side's too, and what the translation makes of them.

    `weak` ones are whatever may differ between two copies of a sentence.
    """
    settings = Settings(edition)
    if settings.past or not edition.pack:
        return
    source = edition.beside(source_locale)
    if source is None:
        yield from _plain(edition, settings, weak=weak, original=edition.language == language(source_locale))
    else:
        yield from _bilingual(edition, source, settings, weak=weak)


def _plain(edition: Edition, settings: Settings, *, weak: bool, original: bool) -> Iterator[Claim]:
    for index, segment in enumerate(edition.segments):
        found = _slots(segment, weak=weak, spelled=True)
        if found:
            yield from _made(segment, found, index, settings.of(segment), original=original)


def _slots(segment: Segment, *, weak: bool, spelled: bool) -> list[Slot]:
    """The slots of a unit in order; without the weak ones unless they are asked for."""
    if len(segment.text) < (_SHORTEST if segment.text.isascii() else _SHORTEST // 2):
        return []
    told = poles(segment)
    found = slots(segment, told)
    if not weak:
        return [slot for slot in found if not slot.weak]
    return sorted((*found, *values(segment, told, found, spelled=spelled)), key=lambda slot: slot.start)


def _bilingual(edition: Edition, source: Edition, settings: Settings, *, weak: bool) -> Iterator[Claim]:
    """The source side's claims, and those of the translation that say the same."""
    others = Settings(source)
    for index, (segment, witness) in enumerate(zip(edition.segments, source.segments, strict=True)):
        if theirs := _slots(witness, weak=weak, spelled=False):
            said = [*_made(witness, theirs, index, others.of(witness), own=False)]
            yield from (claim for claim in said if not claim.slot.weak)
            yield from renderings(segment, said, settings)


def _made(  # noqa: PLR0913
    segment: Segment,
    found: list[Slot],
    index: int,
    setting: Setting,
    *,
    own: bool = True,
    original: bool = False,
) -> Iterator[Claim]:
    """A claim for every slot of a unit."""
    if not found or ahead(segment):
        return
    edition, words = segment.edition, mask(segment, found)
    conditional, local = bool(segment.labels("conditional")), bool(segment.labels("fact:here"))
    example = bool(segment.labels("fact:example"))
    listed = setting.kind != "paragraph" and not segment.labels(("required", "axis:need", "axis:support"))
    for number, slot in enumerate(found):
        told = words | {other.value for other in found if other is not slot}
        yield Claim(
            slot,
            _subject(segment, slot),
            () if example else (key(edition.language, slot, number, told),),
            key(edition.language, slot, number, words),
            words,
            len(told),
            conditional,
            not (conditional or slot.weak) and _stands_alone(segment, slot, found),
            local,
            listed and slot.kind in _REQUIRED,
            own,
            original,
            edition.group,
            index,
            setting,
            segment.evidence("version", slot.start, slot.end),
        )


def _stands_alone(segment: Segment, slot: Slot, found: list[Slot]) -> bool:
    """Whether a claim tells by itself what holds: a demand, or what is supported at most or at least."""
    if slot.kind == "state":
        return bool(segment.labels("required"))
    alone = sum(other.kind == "limit" and not other.weak for other in found) == 1
    return slot.kind == "limit" and bool(slot.bound) and alone and "support" in segment.poles


def _subject(segment: Segment, slot: Slot) -> frozenset[str]:
    """The terms a claim is of: those of its clause where it is a state, else those and the names of the sentence."""
    symbols = unit_names(segment.edition.locale)[0]
    if slot.kind == "state":
        clause = next((word.clause for word in segment.words if word.start <= slot.start < word.end), -1)
        inside = [word for word in segment.words if word.clause == clause]
        text = segment.prose[inside[0].start : inside[-1].end] if inside else ""
        return terms(text)
    return frozenset(term for term in terms(segment.prose, names=True) if term not in symbols)
