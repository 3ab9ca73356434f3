"""How sure it is that two claims contradict each other, by what makes them the same claim."""

import re

from rapidfuzz.fuzz import ratio

from doclint.facts.model import Claim
from doclint.facts.verdicts import Dispute

SURE, LIKELY, UNSURE = 0.95, 0.8, 0.6

_LONG = 10
"""A sentence that tells so much is a copy even where it speaks of "this" article."""
_SENTENCE = 5
"""A unit that tells less is a label, or a line that a program wrote."""
_MANY = 3
_CODE = re.compile(r"[\d._/\\={}()-]")
_ALIKE = 75
_OPEN = re.compile(r"<[^>]*>|[A-Z_]{3,}")
"""Names in code that a reader fills in: translators translate them."""


def of_subject(dispute: Dispute) -> float:
    """For claims of the same subject in one block, in one section or in two versions of an article."""
    claim, others = dispute.claim, dispute.others
    if claim.slot.kind == "state":
        return SURE if dispute.outvoted and any(other.group == claim.group for other in others) else LIKELY
    shared = claim.subject & frozenset[str]().union(*(other.subject for other in others))
    return 0.9 if dispute.older and len(shared) > 1 else LIKELY


def of_siblings(dispute: Dispute) -> float:
    """For translations of one unit: only two against one are believed where the value claims nothing by itself."""
    claim, others = dispute.claim, dispute.others
    weak = any(one.slot.weak for one in (claim, *others))
    if claim.weight < _SENTENCE or (len(others) == 1 and (weak or claim.slot.kind in {"state", "date"})):
        return UNSURE
    if claim.slot.nature == "literal":
        return LIKELY if len(others) >= _MANY and _slip(claim.text, others[0].text) else UNSURE
    if weak:
        return LIKELY if claim.slot.kind != "state" and all(_written(one) for one in (claim, *others)) else UNSURE
    return 0.9 if dispute.outvoted else LIKELY


def _slip(one: str, two: str) -> bool:
    """Whether a literal is the same code but for one word, and that no other word: placeholders are translated."""
    ours, theirs = one.split(), two.split()
    if len(ours) != len(theirs) or not (one.isascii() and _CODE.search(one)) or _OPEN.search(one):
        return False
    odd = [pair for pair in zip(ours, theirs, strict=True) if pair[0] != pair[1]]
    return len(odd) == 1 and ratio(*odd[0]) >= _ALIKE


def _written(claim: Claim) -> bool:
    """Whether a value is written in several digits: smaller ones are words, or parts of words, in many languages."""
    return sum(char.isdecimal() and char.isascii() for char in claim.text) > 1


def of_copies(dispute: Dispute) -> float:
    """For copies of a sentence: articles of several systems or versions may well differ, as may values in passing."""
    claim, others = dispute.claim, dispute.others
    like = [other for other in others if other.setting.variant == claim.setting.variant]
    if any(other.group == claim.group for other in like):
        return LIKELY
    passing = claim.local or claim.listed or claim.slot.weak or claim.slot.nature == "literal"
    if like and claim.subject and not passing:
        return LIKELY
    return UNSURE if not claim.local or claim.weight >= _LONG else 0


def of_likeness(dispute: Dispute) -> float:
    """For sentences of which one has a word more than the other."""
    like = any(other.setting.variant == dispute.claim.setting.variant for other in dispute.others)
    return UNSURE if like else 0
