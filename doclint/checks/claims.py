"""What articles claim about the same thing, and where two of them cannot both be right."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from doclint.facts import confidence, likeness, verdicts
from doclint.facts.claims import claims
from doclint.facts.model import Claim
from doclint.facts.siblings import siblings
from doclint.facts.verdicts import Dispute
from doclint.model import Diagnostic
from doclint.project.docset import Docset
from doclint.project.edition import Edition

SCOPE = "project"

_FEW = 2
"""Two articles that differ in more copied sentences are of different things: that is told only where it is likely."""

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
    for dispute, certainty in _disputes(chosen, options, docset):
        if certainty and dispute.claim.place not in told:
            told.add(dispute.claim.place)
            say = verdicts.states if options.kind == "state" else verdicts.limits
            yield say(dispute, certainty)


def _disputes(chosen: list[Claim], options: Options, docset: Docset) -> Iterator[tuple[Dispute, float]]:
    """Every dispute with its confidence: by one subject, by aligned units, by the same sentence, by one like it."""
    sure = [claim for claim in chosen if not claim.slot.weak]
    same = [*likeness.subjects(sure), *(likeness.sentences(sure) if options.kind == "state" else ())]
    yield from ((one, confidence.of_subject(one)) for one in _settled(likeness.joined(same)))
    yield from ((one, confidence.of_siblings(one)) for one in _settled(siblings(chosen, docset)))
    copies = [(one, confidence.of_copies(one)) for one in _settled(likeness.sentences(chosen))]
    copies += ((one, confidence.of_likeness(one)) for one in _settled(likeness.alike(chosen)))
    told = {(pair, one.claim.family) for one, _ in copies for pair in _articles(one)}
    differing = Counter(pair for pair, _ in told)
    for dispute, certainty in copies:
        if certainty >= confidence.LIKELY or any(differing[pair] <= _FEW for pair in _articles(dispute)):
            yield dispute, certainty


def _articles(dispute: Dispute) -> Iterator[tuple[str, str]]:
    """The paths of the articles that differ."""
    return ((dispute.claim.at.path, other.at.path) for other in dispute.others)


def _settled(clusters: Iterable[likeness.Cluster]) -> Iterator[Dispute]:
    return (dispute for cluster in clusters for dispute in verdicts.disputes(cluster))
