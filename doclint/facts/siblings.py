"""Translations of one article whose source is not at hand, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from doclint.facts.model import Claim, agree
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
    """The claims of each unit of the first edition with those of the units of the others that are aligned with it."""
    first, *others = editions
    units = defaultdict(list, {unit: [own] for unit, own in _by_unit(articles[first.article.path]).items()})
    for other in others:
        if other.place.version != first.place.version:
            continue
        pairs = align(first.article, other.article, lexicon(first.language, other.language))
        known = _by_unit(articles[other.article.path])
        for pair in pairs:
            if pair.confidence >= ALIGNED and pair.source is not None and pair.target in known:
                units[pair.source].append(known[pair.target])
    for unit in units.values():
        yield from _differing(unit)


def _by_unit(claims: list[Claim]) -> dict[int, list[Claim]]:
    units: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        units[claim.unit].append(claim)
    return units


def _differing(unit: list[list[Claim]]) -> Iterator[list[Claim]]:
    """What each locale says in a unit beyond what all say alike: where it is one thing of a kind, it is one claim."""
    natures = {claim.slot.nature for own in unit for claim in own}
    for nature in sorted(natures):
        sides = [[claim for claim in own if claim.slot.nature == nature] for own in unit]
        left = [[claim for claim in own if not _everywhere(claim, sides)] for own in sides]
        told = [own[0] for own in left if len(own) == 1]
        if len(told) > 1 and all(len(own) <= 1 for own in left) and _alike(told):
            yield told


def _alike(told: list[Claim]) -> bool:
    """Whether claims bound alike, and all on a condition or all without."""
    bounds = {claim.slot.bound for claim in told if claim.slot.bound}
    return len(bounds) <= 1 and len({claim.conditional for claim in told}) == 1


def _everywhere(claim: Claim, sides: list[list[Claim]]) -> bool:
    return all(any(agree(claim.slot, other.slot) for other in side) for side in sides)
