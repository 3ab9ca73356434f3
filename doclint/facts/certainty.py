"""How sure it is that a claim about a fact's subject speaks of the fact, and is wrong."""

import re

from doclint.facts.model import Claim, Slot
from doclint.language.words import words
from doclint.project.edition import Segment

LISTED, OTHER, DOUBTFUL = 0.95, 0.8, 0.6
"""A value listed as outdated, another one, and what may speak of something else."""
_DEMANDS = ("required", "axis:need")
_ENTRY = 4
"""How many characters a cell may have beside its value."""
_DOTTED = re.compile(r"\d+(?:[.,]\d+)+")
_ASIDE = re.compile(r"\([^()]{0,200}\)")
_FEW = 9
"""How many words an entry of a list has that names a thing and its version."""
_BOUNDED = {"limit", "count"}


def confidence(segment: Segment, claim: Claim, declared: Slot, *, listed: bool, alone: bool) -> float:
    """The confidence in a claim that gives another value than the one `declared`; 0 where it may well be right.

    `listed` values are known to be outdated; a claim is `alone` where its sentence, or its table, gives no other value
    for the subject.
    """
    said = alone and not claim.conditional and not segment.labels("fact:example")
    plain = said and _plain(segment, claim.slot, declared)
    if listed:
        return LISTED if plain else DOUBTFUL
    return OTHER if plain and claim.general else 0


def _plain(segment: Segment, slot: Slot, declared: Slot) -> bool:
    """Whether a sentence says of its subject, without more, that the value is so."""
    if slot.kind in _BOUNDED:
        return (slot.bound == declared.bound and _says(segment)) or (not slot.bound and _entry(segment, slot))
    if slot.kind == "state":
        return bool(segment.labels(_DEMANDS))
    if slot.kind == "default":
        return bool(segment.labels("fact:default"))
    if slot.kind == "version":
        single = len(_DOTTED.findall(segment.prose)) == 1
        return single and not _denied(segment) and (_demanded(segment, slot) or _listed(segment))
    return slot.kind == "date" or not _denied(segment)


def _says(segment: Segment) -> bool:
    """Whether a bound is the sentence's own: a denial belongs to it only where something is supported or demanded."""
    if not segment.denials or _kind(segment) in {"cell", "item"}:
        return True
    return "support" in segment.poles or bool(segment.labels(_DEMANDS))


def _demanded(segment: Segment, slot: Slot) -> bool:
    """Whether what must be there is told in the clause of a slot; an aside is no clause."""
    prose = _ASIDE.sub(lambda aside: "_" * len(aside[0]), segment.prose)
    clauses = words(prose)
    own = next((word.clause for word in reversed(clauses) if word.end <= slot.end), -1)
    inside = [word for word in clauses if word.clause == own]
    return (
        any(match.label.startswith(_DEMANDS) for match in segment.pack.phrases.find(inside)) if segment.pack else False
    )


def _listed(segment: Segment) -> bool:
    """Whether a version stands in a list of what is needed: so many words, and the versions after it as well."""
    later = segment.labels(("comparator:at_least", "comparator:more"))
    return bool(later) and len(segment.words) <= _FEW and _kind(segment) in {"cell", "item"}


def _entry(segment: Segment, slot: Slot) -> bool:
    """Whether a table's cell holds a value and nothing else."""
    return _kind(segment) == "cell" and len(segment.text.strip()) - (slot.end - slot.start) <= _ENTRY


def _kind(segment: Segment) -> str:
    index = segment.unit.block
    return segment.edition.article.blocks[index].kind if index >= 0 else ""


def _denied(segment: Segment) -> bool:
    """Whether a sentence denies something, or tells of another time."""
    return bool(segment.denials) or "time" in segment.poles
