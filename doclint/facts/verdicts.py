"""Of claims that contradict each other, which to report: the older ones, or those that fewer articles hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from doclint.facts.likeness import Cluster, comparable
from doclint.facts.model import Claim, agree
from doclint.facts.sides import Side, sides
from doclint.model import Diagnostic, Evidence

_MOST_SIDES = 4
_CLEAR = 0.6
"""The share of the articles that one value must have where there are more than two: else it is a parameter."""
_NAMES = {
    "limit": "The limit is",
    "default": "The default is",
    "version": "The version is",
    "date": "The date is",
    "count": "The number is",
    "port": "The port is",
    "path": "The path is",
    "command": "The command is",
    "literal": "The value is",
}


class Dispute(Struct, frozen=True):
    """A claim, and the claims that contradict it; whether it is `older`, or `outvoted` by more articles."""

    claim: Claim
    others: tuple[Claim, ...]
    older: bool
    outvoted: bool


def disputes(cluster: Cluster) -> Iterator[Dispute]:
    """The claims of a cluster that another contradicts, with those to be believed rather: not mere witnesses."""
    found = sides(_decided(cluster))
    if len(found) < 2 or (len(found) > 2 and _share(found) < _CLEAR):
        return
    for side in found:
        better = sorted((other for other in found if _better(other, side)), key=_votes)
        for claim in (one for one in side.claims if one.own):
            known = (tuple(one for one in other.claims if comparable(claim, one)) for other in better)
            others = next((several for several in known if any(one.own for one in several)), ())
            if others:
                yield Dispute(claim, others, _older(claim, others), _articles(others) > side.articles)


def _decided(cluster: Cluster) -> Cluster:
    """The claims without those of articles that hold several values at several places: there each has its own case."""
    articles: defaultdict[tuple[str, str], Cluster] = defaultdict(list)
    for claim in cluster:
        articles[claim.article].append(claim)
    return [claim for own in articles.values() if _single(own) for claim in own]


def _single(own: Cluster) -> bool:
    """Whether an article holds one value, or contradicts itself in one block."""
    several = any(not agree(own[0].slot, other.slot) for other in own[1:])
    return not several or (own[0].slot.kind == "state" and len({claim.setting.block for claim in own}) == 1)


def _share(found: list[Side]) -> float:
    counts = [side.articles for side in found]
    return max(counts) / sum(counts)


def _better(one: Side, other: Side) -> bool:
    """Whether `one` is to be believed rather: a source, the later date, or several locales against one article."""
    if one.source != other.source and _one_article(one, other):
        return one.source
    dated = one.newest and other.newest and one.newest != other.newest
    if dated and one.claims[0].slot.kind != "state" and not (_outvotes(one, other) or _outvotes(other, one)):
        return one.newest > other.newest
    return one is not other and _votes(one) < _votes(other)


def _one_article(one: Side, other: Side) -> bool:
    return len({claim.group for side in (one, other) for claim in side.claims}) == 1


def _outvotes(one: Side, other: Side) -> bool:
    return other.articles == 1 and len(one.locales) > 1


def _votes(side: Side) -> tuple[tuple[int, ...], tuple[str, int, int, str]]:
    """What ranks sides that nothing else tells apart: how many hold them, then the latest date, then the place."""
    return side.rank, side.claims[0].place


def _older(claim: Claim, others: Iterable[Claim]) -> bool:
    """Whether a value's article is older than one that holds another; demands are not outdated, but wrong."""
    newest = max(other.at.date or "" for other in others)
    return claim.slot.kind != "state" and "" < (claim.at.date or "") < newest


def _articles(claims: Iterable[Claim]) -> int:
    return len({claim.at.path for claim in claims})


def limits(dispute: Dispute, confidence: float) -> Diagnostic:
    """What is to say of a value that another contradicts."""
    claim, other = dispute.claim, dispute.others[0]
    verdict = "one of them is wrong"
    if dispute.older:
        verdict = f"{claim.at.date} is older than {_newest(dispute).at.date}: this one seems outdated"
        other = _newest(dispute)
    elif dispute.outvoted:
        verdict = "this one is outvoted"
    more = _more(dispute.others, other)
    message = (
        f"{_NAMES[claim.slot.kind]} '{claim.text}' here and '{other.text}' in {_source(claim, other)}{more}; {verdict}"
    )
    expected = other.text if dispute.older or dispute.outvoted else None
    return claim.report(message, _evidence(dispute.others), confidence, expected)


def states(dispute: Dispute, confidence: float) -> Diagnostic:
    """What is to say of a demand that another contradicts."""
    claim = dispute.claim
    near = sorted(dispute.others, key=lambda one: (one.article != claim.article, one.setting.block))
    other = near[0]
    terms = ", ".join(sorted(claim.subject & other.subject) or sorted(claim.subject))
    named = f"{terms}: " if terms else ""
    more = _more(dispute.others, other)
    message = (
        f"{named}'{claim.text}' here, but '{other.text}' in {_source(claim, other)}{more}: "
        "both cannot be right. Check the fact and correct the wrong side"
    )
    return claim.report(message, _evidence(tuple(near)), confidence, None)


def _newest(dispute: Dispute) -> Claim:
    return max(dispute.others, key=lambda one: one.at.date or "")


def _more(others: tuple[Claim, ...], shown: Claim) -> str:
    """How many places and locales more say so."""
    places = {one.place for one in others} - {shown.place}
    if not places:
        return ""
    locales = len({one.at.locale for one in others})
    told = f", {locales} locales" if locales > 1 else ""
    return f" (and {len(places)} more place{'s' * (len(places) > 1)}{told})"


def _source(claim: Claim, other: Claim) -> str:
    if other.at.path == claim.at.path:
        return f"line {other.at.line} of the same article"
    dated = f" ({other.at.date})" if other.at.date else ""
    return f"{other.at.path}:{other.at.line}{dated}"


def _evidence(others: tuple[Claim, ...]) -> tuple[Evidence, ...]:
    """The evidence to show: one side of each locale, then further sentences."""
    locales = {one.at.locale: one.at for one in reversed(others)}
    sentences = {(one.at.locale, one.words): one.at for one in reversed(others)}
    shown = [*reversed(locales.values()), *reversed(sentences.values())]
    return tuple(dict.fromkeys(shown))[:_MOST_SIDES]
