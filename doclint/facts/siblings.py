"""Translations of one article whose source is not at hand, side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from doclint.facts.model import Claim, agree
from doclint.language.lexicon import lexicon
from doclint.project.align import align
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED
from doclint.project.tags import language

_LOCALES = 2


def siblings(claims: Iterable[Claim], docset: Docset) -> Iterator[list[Claim]]:
    """Claims of the same kind in aligned units of an article's translations, where no source is compared with them."""
    groups: defaultdict[int, defaultdict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.own:
            groups[claim.group][claim.at.path].append(claim)
    for articles in groups.values():
        editions = [found for path in sorted(articles) if (found := docset.edition(path)) and _alone(found, docset)]
        if len({edition.language for edition in editions}) >= _LOCALES:
            yield from _aligned(editions, articles)


def _alone(edition: Edition, docset: Docset) -> bool:
    """Whether an edition is a translation without a source beside it or inside it."""
    source = edition.language == language(docset.source_locale)
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
    """Of each kind that several locales tell in a unit, what one says otherwise than the others."""
    natures = {claim.slot.nature for own in unit for claim in own}
    for nature in sorted(natures):
        sides = [found for own in unit if (found := [claim for claim in own if claim.slot.nature == nature])]
        if len(sides) == _LOCALES:
            yield from _between(*sides)
        elif len(sides) > _LOCALES:
            yield from _outvoted(sides)


def _between(ours: list[Claim], theirs: list[Claim]) -> Iterator[list[Claim]]:
    """The one claim of either side that the other does not share, where both are bound alike and hold alike."""
    left, right = _without(ours, theirs), _without(theirs, ours)
    if len(left) == len(right) == 1:
        one, two = left[0], right[0]
        bound = not one.slot.bound or not two.slot.bound or one.slot.bound == two.slot.bound
        if bound and one.conditional == two.conditional:
            yield [one, two]


def _outvoted(sides: list[list[Claim]]) -> Iterator[list[Claim]]:
    """The one claim of a locale that no other shares, with the one of most others that it lacks."""
    for own in sides:
        others = [side for side in sides if side is not own]
        odd = [claim for claim in own if all(_without([claim], side) for side in others)]
        missing = [claim for claim in _held(others) if _without([claim], own)]
        if len(odd) == len(missing) == 1:
            yield [odd[0], *(claim for side in others for claim in side if agree(claim.slot, missing[0].slot))]


def _held(sides: list[list[Claim]]) -> list[Claim]:
    """The claims that more than half of the locales share, each once."""
    held: list[Claim] = []
    for claim in (claim for side in sides for claim in side):
        sharing = sum(not _without([claim], side) for side in sides)
        if 2 * sharing > len(sides) and sharing > 1 and _without([claim], held):
            held.append(claim)
    return held


def _without(claims: list[Claim], others: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if not any(agree(claim.slot, other.slot) for other in others)]
