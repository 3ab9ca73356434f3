"""Which claims are the same claim: the same sentence, one much like it, or the same subject in other locales."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from doclint.facts.masks import taken_apart
from doclint.facts.model import Claim
from doclint.facts.settings import apart
from doclint.project.tags import language

Cluster = list[Claim]
_FEWEST, _FEWEST_IN_GROUP = 4, 3
"""How much a sentence must tell: less in versions of one article."""
_FEWEST_NEAR = 9
_MOST_MORE = 2
"""How many ordinary words more a sentence may have, to be much like another."""
_MOST_ALIKE = 50
"""A sentence that is much like more others is a template."""
_PERMUTATIONS, _BANDS, _THRESHOLD = 64, 16, 0.75
_SEED = 7


def sentences(claims: Iterable[Claim]) -> Iterator[Cluster]:
    """Claims that say the same sentence but for one slot, in several articles; by their own words and the source's.

    In versions of one article, several slots may differ, and a sentence that is said twice is compared time by time.
    """
    clusters: defaultdict[tuple[object, ...], Cluster] = defaultdict(list)
    times: Counter[tuple[object, ...]] = Counter()
    for claim in claims:
        if claim.weight >= _FEWEST_IN_GROUP:
            times[claim.article, claim.family] += 1
            clusters[claim.family, claim.group, times[claim.article, claim.family]].append(claim)
        if claim.weight >= _FEWEST:
            for key in claim.keys:
                clusters[(key,)].append(claim)
    yield from (cluster for cluster in clusters.values() if len({claim.article for claim in cluster}) > 1)


def alike(claims: Iterable[Claim]) -> Iterator[Cluster]:
    """Claims of sentences of which one has an ordinary word or two more than the other."""
    from rensa import RMinHash, RMinHashLSH

    sentences: defaultdict[str, Cluster] = defaultdict(list)
    for claim in claims:
        if claim.keys and claim.weight >= _FEWEST_NEAR and not claim.local:
            sentences[claim.keys[0]].append(claim)
    index, known = RMinHashLSH(_THRESHOLD, _PERMUTATIONS, _BANDS), [*sentences.values()]
    told = [taken_apart(name) for name in sentences]
    for number, (head, words) in enumerate(told):
        found = RMinHash(_PERMUTATIONS, _SEED)
        found.update([*words])
        candidates = index.query(found)
        for other in sorted(candidates) if len(candidates) <= _MOST_ALIKE else ():
            if told[other][0] == head and _near(told[other][1], words):
                yield [*known[other], *known[number]]
        index.insert(number, found)


def _near(one: frozenset[str], two: frozenset[str]) -> bool:
    fewer, more = sorted((one, two), key=len)
    extra = more - fewer
    return fewer < more and len(extra) <= _MOST_MORE and all(word.isalpha() and word == word.lower() for word in extra)


def subjects(claims: Iterable[Claim]) -> Iterator[Cluster]:
    """Demands and limits of one article's locales and versions that are said of the same terms."""
    buckets: defaultdict[tuple[object, ...], Cluster] = defaultdict(list)
    for claim in claims:
        if claim.general and claim.subject:
            for place in _places(claim):
                for term in claim.subject:
                    buckets[(*place, term)].append(claim)
    yield from (cluster for cluster in buckets.values() if len(cluster) > 1)


def _places(claim: Claim) -> Iterator[tuple[object, ...]]:
    """Where the same subject makes the same claim: a limit in one article, a demand in one section or one block."""
    slot, setting = claim.slot, claim.setting
    if slot.kind == "limit":
        yield claim.group, slot.dimension, slot.bound, setting.scope
        return
    yield claim.article, setting.block
    if setting.section:
        yield claim.group, setting.section


def joined(clusters: Iterable[Cluster]) -> Iterator[Cluster]:
    """Clusters without claims in common, made of those that have some."""
    parent: dict[tuple[str, int, int, str], tuple[str, int, int, str]] = {}
    members: dict[tuple[str, int, int, str], Claim] = {}

    def find(place: tuple[str, int, int, str]) -> tuple[str, int, int, str]:
        while parent.setdefault(place, place) != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for cluster in clusters:
        for claim in cluster:
            members[claim.place] = claim
            parent[find(claim.place)] = find(cluster[0].place)
    together: defaultdict[tuple[str, int, int, str], Cluster] = defaultdict(list)
    for place, claim in members.items():
        together[find(place)].append(claim)
    yield from together.values()


def comparable(one: Claim, two: Claim) -> bool:
    """Whether two claims in one cluster are made of the same thing, as far as the places where they stand tell."""
    spoken = language(one.at.locale) == language(two.at.locale)
    return not apart(one.setting, two.setting, same_article=one.article == two.article, same_language=spoken)
