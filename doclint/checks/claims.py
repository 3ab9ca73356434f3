"""What articles claim about the same thing, and where two of them cannot both be right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from doclint.language.numbers import Number
from doclint.language.phrases import Match
from doclint.language.units import MEASURES, equal, unit_names
from doclint.model import Diagnostic, Evidence
from doclint.project.docset import Docset
from doclint.project.edition import Edition, Segment
from doclint.project.tags import language

SCOPE = "project"

_TERM = re.compile(r"(?<![\w-])(?:[A-Z]{2,}[A-Za-z]*\d*|[A-Z][a-z]+[A-Z]\w*|[A-Za-z]\w*_\w+)(?!\w)")
_NAME = re.compile(r"(?<![\w-])[A-Z][a-z]{3,}(?!\w)")
_CLAIMS = re.compile(rf"{_TERM.pattern}|\d")
"""A sentence without a technical term or a figure claims nothing that is compared."""
_SOURCE_SIDE = ("source side",)
_ALIKE = 90
_MOST_SIDES = 4


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """The kind of claim compared."""

    kind: Literal["state", "limit"]


class Claim(Struct, frozen=True):
    """One claim. `value` is a pole ("+", "-") or an amount; `mask` is the sentence without it.

    `own` is False for the source side of a bilingual article: it bears witness, and is mended elsewhere.
    """

    kind: str
    subject: frozenset[str]
    value: str
    amount: tuple[float, str] | None
    group: int
    section: str
    block: tuple[str, int]
    locale: str
    date: str
    mask: str
    own: bool
    draft: Diagnostic
    evidence: Evidence


def extract(edition: Edition, docset: Docset) -> Iterator[Claim]:
    """The claims of an article, and of its source side."""
    source = edition.article.source
    sides = [edition, Edition(source, docset.source_locale, edition.group, _SOURCE_SIDE)] if source else [edition]
    for side in sides:
        for unit in side.article.units if side.pack else ():
            segment = Segment(side, unit)
            if _CLAIMS.search(unit.prose) and not segment.labels("conditional") and not segment.labels("preliminary"):
                yield from _state(segment)
                yield from _limit(segment)


def _state(segment: Segment) -> Iterator[Claim]:
    """X must be enabled: a demand, one pole of the axis `state`, no negation, and a technical term it is said of."""
    states = segment.poles.get("state", {})
    ordered = "time" in segment.poles or "span" in segment.poles
    if len(states) != 1 or segment.denials or ordered or not segment.labels("required"):
        return
    [(pole, matches)] = states.items()
    clause = segment.words[matches[0].at[0]].clause
    subject = frozenset(term for term, at in _terms(segment, _TERM) if at == clause)
    if subject:
        yield _claim(segment, "state", subject, pole, None, segment.where(matches[0]))


def _limit(segment: Segment) -> Iterator[Claim]:
    """X does not support more than 10 GB, supports up to 10 GB: a bound, an amount, and support for it."""
    support = segment.poles.get("support")
    bounds = [match for match in segment.labels("comparator:") if not match.label.endswith("about")]
    amounts = [number for number in segment.numbers if number.unit and number.values and not number.spelled]
    if not support or len(bounds) != 1 or len(amounts) != 1:
        return
    number = amounts[0]
    subject = frozenset(term for term, _ in (*_terms(segment, _TERM), *_terms(segment, _NAME)))
    amount = (max(number.values), str(number.unit))
    kind = f"limit {MEASURES[amount[1]].dimension} {_bound(segment, bounds[0])}"
    if subject:
        yield _claim(segment, kind, subject, number.text, amount, _whole(segment, number))


def _bound(segment: Segment, match: Match) -> str:
    """Whether the amount is the most or the least: "not more than" and "at most" bound alike."""
    word = match.label.partition(":")[2]
    denied = segment.denials or "-" in segment.poles["support"]
    above = word in {"more", "at_least"}
    return "most" if above == denied else "least"


def _whole(segment: Segment, number: Number) -> tuple[int, int]:
    """The amount with its unit."""
    behind = re.match(r"\s?[^\W\d_]+", segment.text[number.end :])
    return number.start, number.end + (behind.end() if behind else 0)


def _terms(segment: Segment, pattern: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """Terms that no translator touches, with the clause each stands in."""
    symbols = unit_names(segment.edition.locale)[0]
    for match in pattern.finditer(segment.prose):
        if match[0] in symbols:
            continue
        clause = next((word.clause for word in segment.words if word.start <= match.start() < word.end), -1)
        yield match[0], clause


def _claim(  # noqa: PLR0913
    segment: Segment,
    kind: str,
    subject: frozenset[str],
    value: str,
    amount: tuple[float, str] | None,
    place: tuple[int, int],
) -> Claim:
    start, end = place
    edition, block = segment.edition, segment.unit.block
    return Claim(
        kind,
        subject,
        value,
        amount,
        edition.group,
        _section(edition, block),
        (f"{edition.article.path} {edition.locale}", block),
        edition.locale,
        edition.date,
        " ".join((segment.prose[:start] + segment.prose[end:]).split()),
        edition.reasons != _SOURCE_SIDE,
        segment.report("", start, end),
        segment.evidence("version", start, end),
    )


def _section(edition: Edition, block: int) -> str:
    """The explicit anchor of the heading above, the same in every locale; empty where it has none."""
    article = edition.article
    heading = article.blocks[block].section if block >= 0 else -1
    return next((anchor.name for anchor in article.anchors if anchor.heading == heading >= 0), "")


def compare(records: Iterable[Claim], options: Options, _docset: Docset) -> Iterator[Diagnostic]:
    """Claims of one thing that contradict each other; the outvoted or older side is reported."""
    claims = [claim for claim in records if claim.kind.startswith(options.kind)]
    if options.kind == "state":
        for cluster in _clusters(claims):
            yield from _outvoted(cluster)
    else:
        yield from _outdated(claims)


def _clusters(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Claims of the same thing: in one block, at the same place of another article, or the same sentence elsewhere."""
    parent = list(range(len(claims)))

    def find(index: int) -> int:
        while parent[index] != index:
            index = parent[index]
        return index

    for one, two in _same(claims):
        parent[find(two)] = find(one)
    clusters = defaultdict(list)
    for index, claim in enumerate(claims):
        clusters[find(index)].append(claim)
    yield from clusters.values()


def _same(claims: list[Claim]) -> Iterator[tuple[int, int]]:
    """Pairs of claims about the same thing. Claims of one article in different blocks may speak of different cases."""
    buckets: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for term in claim.subject:
            buckets["block", *claim.block, term].append(index)
            buckets["sentence", language(claim.locale), term].append(index)
            if claim.section:
                buckets["section", claim.group, claim.section, term].append(index)
    for (kind, *_), members in buckets.items():
        for first, second in combinations(members, 2):
            one, two = claims[first], claims[second]
            apart = one.block[0] != two.block[0]
            if kind == "block" or (apart and (kind == "section" or fuzz.ratio(one.mask, two.mask) >= _ALIKE)):
                yield first, second


def _outvoted(cluster: list[Claim]) -> Iterator[Diagnostic]:
    """The claims at the pole that fewer claims hold; of two equal sides the older one, or that which comes later."""
    sides: dict[str, list[Claim]] = {"+": [], "-": []}
    for claim in _decided(cluster):
        sides[claim.value].append(claim)
    if not all(sides.values()):
        return
    more, fewer = sorted(sides.values(), key=_weight)
    for claim in (claim for claim in fewer if claim.own):
        known = sorted(more, key=lambda other: (other.block[0] != claim.block[0], other.block))
        sure = len(more) > len(fewer) and any(other.group == claim.group for other in more)
        yield _contradicted(claim, known, 0.95 if sure else 0.8)


def _weight(side: list[Claim]) -> tuple[int, list[int], tuple[str, int, int]]:
    """What makes a side believed: claims in number, then the latest date, then the first place."""
    newest = [-int(part) for part in max(claim.date for claim in side).split("-") if part.isdecimal()]
    first = min((claim.draft.at.path, claim.draft.at.line, claim.draft.at.column) for claim in side)
    return -len(side), newest, first


def _decided(cluster: list[Claim]) -> list[Claim]:
    """The claims without those of articles that hold both poles in different blocks: there each has its own case."""
    values: defaultdict[str, set[str]] = defaultdict(set)
    blocks: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    for claim in cluster:
        values[claim.block[0]].add(claim.value)
        blocks[claim.block[0]].add(claim.block)
    return [claim for claim in cluster if len(values[claim.block[0]]) == 1 or len(blocks[claim.block[0]]) == 1]


def _contradicted(claim: Claim, others: list[Claim], confidence: float) -> Diagnostic:
    other = others[0]
    terms = ", ".join(sorted(claim.subject & other.subject) or sorted(claim.subject))
    message = (
        f"{terms}: '{claim.draft.subject}' here, but '{other.draft.subject}' in {_source(claim, other)}: "
        "both cannot be right. Check the fact and correct the wrong side"
    )
    return replace(claim.draft, message=message, evidence=_sides(others), confidence=confidence)


def _sides(others: list[Claim]) -> tuple[Evidence, ...]:
    """The evidence to show: one side of each locale, then further sentences."""
    locales = {one.locale: one.evidence for one in reversed(others)}
    sentences = {(one.locale, one.mask): one.evidence for one in reversed(others)}
    shown = [*reversed(locales.values()), *reversed(sentences.values())]
    return tuple(dict.fromkeys(shown))[:_MOST_SIDES]


def _source(claim: Claim, other: Claim) -> str:
    if other.evidence.path == claim.draft.at.path:
        return f"line {other.evidence.line} of the same article"
    dated = f" ({other.date})" if other.date else ""
    return f"{other.evidence.path}:{other.evidence.line}{dated}"


def _outdated(claims: list[Claim]) -> Iterator[Diagnostic]:
    """Limits of one article's locales and versions that differ: the older is reported, else what fewer hold."""
    buckets: defaultdict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        buckets[claim.group, claim.kind].append(claim)
    for members in buckets.values():
        articles: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in members:
            articles[claim.block[0]].append(claim)
        single = [own for own in articles.values() if all(_agree(own[0], other) for other in own[1:])]
        for own in single:
            others = [other for other in single if _subjects(own) & _subjects(other) and not _agree(own[0], other[0])]
            right = _better(own, others, single)
            yield from (_superseded(claim, right) for claim in own if right and claim.own)


def _subjects(claims: list[Claim]) -> frozenset[str]:
    return frozenset[str]().union(*(claim.subject for claim in claims))


def _better(own: list[Claim], others: list[list[Claim]], everyone: list[list[Claim]]) -> list[Claim]:
    """The side to believe rather than `own`: the newest that is newer, else one that more articles agree with."""
    dated = [other for other in others if own[0].date and other[0].date]
    newer = max(dated, key=lambda other: other[0].date, default=own)
    if dated and newer[0].date != own[0].date:
        return newer if newer[0].date > own[0].date else []
    ranked = sorted((own, *others), key=lambda side: _standing(side, everyone))
    return [] if ranked[0] is own else ranked[0]


def _standing(own: list[Claim], everyone: list[list[Claim]]) -> tuple[int, str, int]:
    """What ranks undated sides, the best first: how many articles agree, then the place."""
    votes = sum(_agree(own[0], other[0]) for other in everyone)
    return -votes, own[0].draft.at.path, own[0].draft.at.line


def _agree(one: Claim, two: Claim) -> bool:
    return bool(one.amount and two.amount and equal(*one.amount, *two.amount))


def _superseded(claim: Claim, newer: list[Claim]) -> Diagnostic:
    other = newer[0]
    dated = bool(claim.date and other.date and claim.date < other.date)
    verdict = f"{claim.date} is older than {other.date}: this one seems outdated" if dated else "one of them is wrong"
    message = (
        f"The limit is '{claim.draft.subject}' here and '{other.draft.subject}' in {_source(claim, other)}; {verdict}"
    )
    expected = other.draft.subject if dated else None
    sure = dated and len(_subjects([claim]) & _subjects(newer)) > 1
    return replace(
        claim.draft, message=message, evidence=_sides(newer), expected=expected, confidence=0.9 if sure else 0.8
    )
