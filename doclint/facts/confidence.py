"""How sure it is that two claims contradict each other, by what makes them the same claim."""

import re

from doclint.facts.model import Claim
from doclint.facts.verdicts import Dispute

SURE, LIKELY, UNSURE = 0.95, 0.8, 0.6

_LONG = 10
"""A sentence that tells so much is a copy even where it speaks of "this" article."""
_SENTENCE = 5
"""A unit that tells less is a label, or a line that a program wrote."""
_MANY = 3
_CODE = re.compile(r"[\d._/\\={}()-]")
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
    """For translations of one unit: what claims nothing by itself needs several locales that say otherwise."""
    claim, others = dispute.claim, dispute.others
    if claim.weight < _SENTENCE:
        return UNSURE
    if claim.slot.nature == "literal":
        known = len(others) >= _MANY and all(_fixed(one) for one in (claim, *others)) and not _part(claim, others[0])
        return LIKELY if known else UNSURE
    if any(one.slot.weak for one in (claim, *others)):
        known = dispute.outvoted and claim.slot.kind != "state" and all(_written(one) for one in (claim, *others))
        return LIKELY if known else UNSURE
    return 0.9 if dispute.outvoted else LIKELY


def _fixed(claim: Claim) -> bool:
    """Whether a literal is code that is the same in every language."""
    return claim.text.isascii() and bool(_CODE.search(claim.text)) and not _OPEN.search(claim.text)


def _part(one: Claim, two: Claim) -> bool:
    return one.text in two.text or two.text in one.text


def _written(claim: Claim) -> bool:
    """Whether a value is written in several digits: smaller ones are words, or parts of words, in many languages."""
    return sum(char.isdecimal() and char.isascii() for char in claim.text) > 1


def of_copies(dispute: Dispute, *, lone: bool) -> float:
    """For copies of a sentence: articles of several systems or versions may well differ, and so may a value in passing.

    Two articles that differ in many sentences are of different things: only a `lone` difference is told.
    """
    claim, others = dispute.claim, dispute.others
    like = [other for other in others if other.setting.variant == claim.setting.variant]
    if any(other.group == claim.group for other in like):
        return LIKELY
    if like and claim.subject and not (claim.local or claim.slot.weak or claim.slot.nature == "literal"):
        return LIKELY
    return UNSURE if lone and (not claim.local or claim.weight >= _LONG) else 0


def of_likeness(dispute: Dispute) -> float:
    """For sentences of which one has a word more than the other."""
    like = any(other.setting.variant == dispute.claim.setting.variant for other in dispute.others)
    return UNSURE if like else 0
