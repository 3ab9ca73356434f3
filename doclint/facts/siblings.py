"""Translations of one article whose source is not at hand, side by side."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from doclint.facts.model import Claim
from doclint.language.lexicon import lexicon
from doclint.project.align import align
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED

_LOCALES = 2


def siblings(claims: Iterable[Claim], docset: Docset) -> Iterator[list[Claim]]:
    """Claims of the same kind in aligned units of an article's translations, where no source is compared with them."""
    groups: defaultdict[int, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if len(claim.keys) == 1 and claim.own:
            groups[claim.group][claim.at.path].append(claim)
    for articles in groups.values():
        editions = [found for path in sorted(articles) if (found := docset.edition(path)) and _alone(found, docset)]
        if len({edition.language for edition in editions}) >= _LOCALES:
            yield from _aligned(editions, articles)


def _alone(edition: Edition, docset: Docset) -> bool:
    """Whether an edition is a translation without a source beside it or inside it."""
    source = edition.language == docset.source_locale.partition("-")[0]
    return not source and not edition.article.bilingual and docset.source(edition) is None


def _aligned(editions: list[Edition], articles: dict[str, list[Claim]]) -> Iterator[list[Claim]]:
    """The claims of the first edition, each with those of the others' units that are aligned with it."""
    first, *others = editions
    clusters = {_slot(claim): [claim] for claim in _single(articles[first.article.path])}
    for other in others:
        if other.place.version != first.place.version:
            continue
        pairs = align(first.article, other.article, lexicon(first.language, other.language))
        units = {pair.target: pair.source for pair in pairs if pair.confidence >= ALIGNED}
        for claim in _single(articles[other.article.path]):
            unit = units.get(claim.unit)
            found = clusters.get((unit, *_slot(claim)[1:])) if unit is not None else None
            if found:
                found.append(claim)
    yield from (cluster for cluster in clusters.values() if len(cluster) > 1)


def _single(claims: list[Claim]) -> Iterator[Claim]:
    """The claims that are the only one of their kind in their unit: of several, nobody knows which is which."""
    counts = Counter(map(_slot, claims))
    return (claim for claim in claims if counts[_slot(claim)] == 1)


def _slot(claim: Claim) -> tuple[int, str, str, str, bool]:
    """A claim's unit, and what must be the same in the aligned one: kind, dimension, bound, and whether it depends."""
    return claim.unit, claim.slot.kind, claim.slot.dimension, claim.slot.bound, claim.conditional
