"""What articles claim about the same thing, and where two of them cannot both be right."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from doclint.facts import likeness, verdicts
from doclint.facts.claims import claims
from doclint.facts.model import Claim
from doclint.facts.siblings import siblings
from doclint.facts.verdicts import Dispute
from doclint.model import Diagnostic
from doclint.project.docset import Docset
from doclint.project.edition import Edition

SCOPE = "project"

_LONG = 10
"""A sentence that tells so much is a copy even where it speaks of "this" article."""
_FEW = 2
"""Two articles that differ in more copied sentences are of different things."""

_KINDS = {
    "state": ("state",),
    "limit": ("limit",),
    "value": ("default", "version", "date", "count", "port", "path", "command", "literal"),
}


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The kind of claim compared."""

    kind: Literal["state", "limit", "value"]


def extract(edition: Edition, docset: Docset) -> Iterator[Claim]:
    """The claims of an article, and of its source side."""
    yield from claims(edition, docset.source_locale, weak=True)


def compare(records: Iterable[Claim], options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """Claims of one thing that contradict each other; the outvoted or older side is reported, each once."""
    chosen = [claim for claim in records if claim.slot.kind in _KINDS[options.kind]]
    told: set[tuple[str, int, int, str]] = set()
    for dispute, confidence in _disputes(chosen, options, docset):
        if confidence and dispute.claim.place not in told:
            told.add(dispute.claim.place)
            say = verdicts.states if options.kind == "state" else verdicts.limits
            yield say(dispute, confidence)


def _disputes(chosen: list[Claim], options: Options, docset: Docset) -> Iterator[tuple[Dispute, float]]:
    """Every dispute with its confidence: by one subject, by aligned units, by the same sentence, by one like it."""
    sure = [claim for claim in chosen if not claim.slot.weak]
    same = [*likeness.subjects(sure), *(likeness.sentences(sure) if options.kind == "state" else ())]
    for dispute in _settled(likeness.joined(same)):
        yield dispute, _of_subject(dispute)
    for dispute in _settled(siblings(chosen, docset)):
        yield dispute, 0.9 if dispute.outvoted and not dispute.claim.slot.weak else 0.8
    copies = [*_settled(likeness.sentences(chosen))]
    told = {(pair, dispute.claim.family) for dispute in copies for pair in _articles(dispute)}
    differing = Counter(pair for pair, _ in told)
    for dispute in copies:
        lone = any(differing[pair] <= _FEW for pair in _articles(dispute))
        yield dispute, _of_sentence(dispute, lone=lone)
    for dispute in _settled(likeness.alike(sure)):
        if any(other.setting.variant == dispute.claim.setting.variant for other in dispute.others):
            yield dispute, 0.6


def _articles(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """The paths of the articles that differ."""
    return ((dispute.claim.at.path, other.at.path) for other in dispute.others)


def _settled(clusters: Iterable[likeness.Cluster]) -> Iterator[Dispute]:
    return (dispute for cluster in clusters for dispute in verdicts.disputes(cluster))


def _of_subject(dispute: Dispute) -> float:
    claim, others = dispute.claim, dispute.others
    if claim.slot.kind == "state":
        sure = dispute.outvoted and any(other.group == claim.group for other in others)
        return 0.95 if sure else 0.8
    shared = claim.subject & frozenset[str]().union(*(other.subject for other in others))
    return 0.9 if dispute.older and len(shared) > 1 else 0.8


def _of_sentence(dispute: Dispute, *, lone: bool) -> float:
    """Articles of several systems or versions may well differ, and what differs in several values is no copy."""
    claim, others = dispute.claim, dispute.others
    like = [other for other in others if other.setting.variant == claim.setting.variant]
    if any(other.group == claim.group for other in like):
        return 0.8
    if like and claim.subject and not (claim.local or claim.slot.weak or claim.slot.kind in {"path", "command"}):
        return 0.8
    return 0.6 if lone and (not claim.local or claim.weight >= _LONG) else 0
