"""The claims of a project as a table: what says the same in one entry, each entry with a side for every value."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from doclint.facts import likeness, verdicts
from doclint.facts.breaches import Breach, breaches
from doclint.facts.claims import claims
from doclint.facts.declared import Fact
from doclint.facts.likeness import Cluster
from doclint.facts.model import Claim
from doclint.facts.siblings import siblings
from doclint.facts.sides import Side, sides
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.tags import matches


class Entry(Struct, frozen=True):
    """One claim, wherever it is made: its sides, the one that most articles hold first."""

    sides: tuple[Side, ...]
    disputed: bool

    @property
    def first(self) -> Claim:
        """The claim that speaks for the entry."""
        return self.sides[0].claims[0]

    @property
    def articles(self) -> int:
        """How many articles make the claim."""
        return sum(side.articles for side in self.sides)

    @property
    def subject(self) -> tuple[str, ...]:
        """The terms that all claims of the entry share, in every language."""
        subjects = [claim.subject for side in self.sides for claim in side.claims]
        return tuple(sorted(frozenset.intersection(*subjects)))


class Summary(Struct, frozen=True):
    """How much was found: articles read, claims by kind and by locale, entries, disputed ones, breaches of facts."""

    articles: int
    claims: int
    kinds: dict[str, int]
    locales: dict[str, int]
    entries: int
    disputed: int
    declared: int
    outdated: int
    unreadable: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """The entries, disputed ones first, and the claims that contradict a declared fact."""

    entries: tuple[Entry, ...]
    breaches: tuple[Breach, ...]
    facts: tuple[Fact, ...]
    summary: Summary


class Wanted(Struct, frozen=True):
    """What a user asked for: kinds, locales, and disputed entries alone; empty is all."""

    kinds: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    disputed: bool = False

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is asked for."""
        kind = not self.kinds or entry.first.slot.kind in self.kinds
        here = any(self.speaks(claim) for side in entry.sides for claim in side.claims)
        return kind and here and (entry.disputed or not self.disputed)

    def speaks(self, claim: Claim) -> bool:
        """Whether a claim is in a locale asked for."""
        return not self.locales or any(matches(claim.at.locale, one) for one in self.locales)


def table(
    editions: Sequence[Edition], docset: Docset, facts: Sequence[Fact], wanted: Wanted, unreadable: tuple[str, ...] = ()
) -> Table:
    """The table of all claims of some editions, as far as it is `wanted`."""
    found = [claim for edition in editions for claim in claims(edition, docset.source_locale)]
    rows = sorted((row for row in entries(found, docset) if wanted.takes(row)), key=_rank)
    wrong = tuple(one for one in breaches(found, facts, docset) if wanted.speaks(one.claim)) if facts else ()
    summary = Summary(
        len(editions),
        len(found),
        dict(Counter(claim.slot.kind for claim in found).most_common()),
        dict(sorted(Counter(claim.at.locale for claim in found).items())),
        len(rows),
        sum(row.disputed for row in rows),
        len(facts),
        len(wrong),
        unreadable,
    )
    return Table(tuple(rows), tuple(sorted(wrong, key=_order)), tuple(facts), summary)


def entries(found: list[Claim], docset: Docset) -> Iterator[Entry]:
    """The claims grouped by what they say: each stands in one entry."""
    same = [*likeness.sentences(found), *likeness.subjects(found), *likeness.alike(found), *siblings(found, docset)]
    grouped: set[tuple[str, int, int, str]] = set()
    for cluster in likeness.joined(same):
        grouped.update(claim.place for claim in cluster)
        yield _entry(cluster)
    yield from (_entry([claim]) for claim in found if claim.place not in grouped)


def _entry(cluster: Cluster) -> Entry:
    disputed = len(cluster) > 1 and next(iter(verdicts.disputes(cluster)), None) is not None
    return Entry(tuple(sorted(sides(cluster), key=lambda side: side.rank)), disputed)


def _rank(entry: Entry) -> tuple[object, ...]:
    """Disputed entries first, then those that many articles make."""
    return not entry.disputed, -entry.articles, entry.first.place


def _order(found: Breach) -> tuple[object, ...]:
    return found.fact.id, -found.confidence, found.claim.place


def by_fact(found: Iterable[Breach]) -> dict[str, list[Breach]]:
    """Breaches by the fact's name."""
    grouped: defaultdict[str, list[Breach]] = defaultdict(list)
    for one in found:
        grouped[one.fact.id].append(one)
    return dict(grouped)
