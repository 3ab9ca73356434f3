"""The claims that say something else than what is declared."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatch

from msgspec import Struct

from doclint.facts.certainty import confidence
from doclint.facts.declared import Fact
from doclint.facts.model import Claim, Slot
from doclint.facts.subjects import Subjects
from doclint.facts.written import comparable, same
from doclint.model import Unit
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED, ArticlePair


class Breach(Struct, frozen=True):
    """A claim that a fact contradicts; `listed` is the outdated value it gives, as declared, or an empty string."""

    claim: Claim
    fact: Fact
    listed: str
    confidence: float


def breaches(claims: Iterable[Claim], facts: Sequence[Fact], docset: Docset) -> Iterator[Breach]:
    """The claims about the subjects of facts that give another value, each once for every fact."""
    judge = _Judge(facts, docset)
    articles: defaultdict[str, defaultdict[int, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.own and judge.kinds(claim.slot):
            articles[claim.at.path][claim.unit].append(claim)
    for path, units in articles.items():
        edition = docset.edition(path)
        if edition:
            yield from judge.article(edition, [*units.values()])


class _Judge:
    """Holds the claims of one unit to the facts."""

    def __init__(self, facts: Sequence[Fact], docset: Docset) -> None:
        self._facts = facts
        self._subjects = Subjects(facts)
        self._sources = _Sources(docset, self._subjects)
        self._kinds: dict[tuple[str, str], frozenset[int]] = {}

    def kinds(self, slot: Slot) -> frozenset[int]:
        """The facts, by number, that have the kind of value of a slot."""
        key = slot.kind, slot.dimension
        if key not in self._kinds:
            self._kinds[key] = frozenset(n for n, fact in enumerate(self._facts) if comparable(fact.slot, slot))
        return self._kinds[key]

    def article(self, edition: Edition, units: list[list[Claim]]) -> Iterator[Breach]:
        """The breaches of an article, whose claims come unit by unit."""
        about: defaultdict[int, list[list[Claim]]] = defaultdict(list)
        for said in units:
            for number in self._about(edition, said):
                about[number].append([claim for claim in said if number in self.kinds(claim.slot)])
        for number in sorted(about):
            if _inside(self._facts[number], edition.article.path):
                yield from _broken(self._facts[number], edition, about[number])

    def _about(self, edition: Edition, own: list[Claim]) -> frozenset[int]:
        """The facts that a unit is about: as it names them, or as its source does."""
        index = own[0].unit
        found = self._subjects.named(edition, edition.article.units[index])
        wanted = frozenset[int]().union(*(self.kinds(claim.slot) for claim in own))
        beside = self._sources.beside(edition, index) if wanted - found else None
        return wanted & (found | self._subjects.named(*beside) if beside else found)


class _Sources:
    """Answers what a unit was translated from."""

    def __init__(self, docset: Docset, subjects: Subjects) -> None:
        self._docset = docset
        self._subjects = subjects
        self._aligned: tuple[Edition | None, Edition | None, dict[int, int]] = (None, None, {})

    def beside(self, edition: Edition, unit: int) -> tuple[Edition, Unit] | None:
        """The source of a unit: its own source side, or the unit of the source article that is aligned with it."""
        side = edition.beside(self._docset.source_locale)
        if side:
            return side, side.article.units[unit]
        source, units = self._units(edition)
        index = units.get(unit)
        return (source, source.article.units[index]) if source and index is not None else None

    def _units(self, edition: Edition) -> tuple[Edition | None, dict[int, int]]:
        """The source article, and its units by those of the translation; nothing where it names no subject."""
        known, source, units = self._aligned
        if known is not edition:
            source = self._docset.source(edition)
            pair = self._docset.pair(edition.article.path) if source and self._subjects.possible(source) else None
            source, units = (pair.source, _sure(pair)) if pair else (None, {})
            self._aligned = (edition, source, units)
        return source, units


def _sure(pair: ArticlePair) -> dict[int, int]:
    """The units of the source by those of the translation, as far as they are surely aligned."""
    sure = (one for one in pair.pairs if one.confidence >= ALIGNED)
    return {one.target: one.source for one in sure if one.target is not None and one.source is not None}


def _inside(fact: Fact, path: str) -> bool:
    """Whether a fact holds in an article."""
    return not fact.paths or any(fnmatch(path, pattern) for pattern in fact.paths)


def _broken(fact: Fact, edition: Edition, units: list[list[Claim]]) -> Iterator[Breach]:
    """The breaches of a fact in an article; a sentence that gives the declared value as well tells its story."""
    entries = [claim.slot for said in units for claim in said if _entry(claim)]
    several = any(not same(entries[0], slot) for slot in entries[1:])
    for said in units:
        if any(same(fact.slot, claim.slot) for claim in said):
            continue
        segment = edition.segments[said[0].unit]
        for claim in said:
            listed = next((text for text, slot in fact.outdated if same(slot, claim.slot)), "")
            alone = all(same(claim.slot, other.slot) for other in said)
            alone = alone and not (several and _entry(claim))
            sure = confidence(segment, claim, fact.slot, listed=bool(listed), alone=alone)
            if sure and (listed or claim.slot.kind == "state" or fact.narrow):
                yield Breach(claim, fact, listed, sure)


def _entry(claim: Claim) -> bool:
    """Whether a claim is an amount in a table."""
    return claim.setting.kind == "cell" and claim.slot.kind in {"limit", "count"}
