"""Which facts a sentence is about: the terms of their subjects, in the sentence, its row, its heading and title."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from doclint.facts.declared import ANYWHERE, Fact
from doclint.language.phrases import Phrases
from doclint.language.words import Word, words
from doclint.model import Unit
from doclint.project.edition import Edition, Segment
from doclint.project.shown import shown
from doclint.project.tags import matches


class _Way(NamedTuple):
    """One way to name a fact's subject: the numbers of the terms that must all be there."""

    fact: int
    terms: frozenset[int]


class Names:
    """The subjects of facts as one language names them."""

    def __init__(self, facts: Sequence[Fact], locale: str) -> None:
        known: dict[str, int] = {}
        self._ways = [
            _Way(number, frozenset(known.setdefault(term, len(known)) for term in terms))
            for number, fact in enumerate(facts)
            for key, ways in fact.subject.items()
            if key == ANYWHERE or matches(locale, key)
            for terms in ways
        ]
        self._phrases = Phrases((term, f"{number}:") for term, number in known.items())

    def terms(self, sentence: list[Word]) -> frozenset[int]:
        """The terms that stand in a sentence."""
        if not self._ways:
            return frozenset()
        return frozenset(int(match.label.partition(":")[0]) for match in self._phrases.find(sentence))

    def partly(self, found: frozenset[int]) -> bool:
        """Whether some way to name a subject has some of its terms here, and others not."""
        return any(not found.isdisjoint(way.terms) and not way.terms <= found for way in self._ways)

    def facts(self, found: frozenset[int], around: frozenset[int]) -> frozenset[int]:
        """The facts whose subject is named by what is `found`, helped by what stands `around`."""
        everything = found | around
        ways = self._ways
        return frozenset(way.fact for way in ways if way.terms <= everything and not found.isdisjoint(way.terms))


class Subjects:
    """Answers which of some facts a unit is about."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        self._names: dict[str, Names] = {}
        self._surroundings: tuple[Edition | None, Surroundings | None] = (None, None)

    def named(self, edition: Edition, unit: Unit) -> frozenset[int]:
        """The facts, by number, whose subject a unit of an edition names."""
        names = self._of(edition.locale)
        near = self._around(edition)
        found = names.terms(_words(edition, unit))
        if row := near.row(unit.block):
            found |= names.terms(row)
        if not found:
            return frozenset()
        around = names.terms(near.above(unit.block)) if names.partly(found) else frozenset()
        return names.facts(found, around)

    def possible(self, edition: Edition) -> bool:
        """Whether an edition may name any subject: a cheap first look."""
        names = self._of(edition.locale)
        return bool(names.facts(names.terms(words(edition.article.text)), frozenset()))

    def _of(self, locale: str) -> Names:
        if locale not in self._names:
            self._names[locale] = Names(self._facts, locale)
        return self._names[locale]

    def _around(self, edition: Edition) -> "Surroundings":
        known, near = self._surroundings
        if known is not edition or near is None:
            near = Surroundings(edition)
            self._surroundings = (edition, near)
        return near


class Surroundings:
    """What stands around the units of an edition."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._blocks = edition.article.blocks

    def row(self, index: int) -> list[Word]:
        """The words of the first cell of a cell's row, and of the cell at the head of its column."""
        if index < 0 or self._blocks[index].kind != "cell":
            return []
        first, head = self._rows[self._blocks[index].row]
        texts = [self._blocks[first].prose] if first < index else []
        if head < first and self._blocks[column := head + index - first].row == self._blocks[head].row:
            texts.append(self._blocks[column].prose)
        return words(" | ".join(texts))

    def above(self, index: int) -> list[Word]:
        """The words of the heading above a block, and of the article's title."""
        section = self._blocks[index].section if index >= 0 else -1
        heading = self._blocks[section].prose if section >= 0 else ""
        return words(f"{heading} | {self._title}")

    @cached_property
    def _title(self) -> str:
        first = next((block.prose for block in self._blocks if block.kind == "heading"), "")
        return f"{self._edition.value('title')} | {first}"

    @cached_property
    def _rows(self) -> dict[int, tuple[int, int]]:
        """The blocks at which each row of a table begins, and the table's first row."""
        found: dict[int, tuple[int, int]] = {}
        head = -1
        for index, block in enumerate(self._blocks):
            if block.kind != "cell":
                head = -1
            elif block.row not in found:
                head = index if head < 0 else head
                found[block.row] = (index, head)
        return found


def _words(edition: Edition, unit: Unit) -> list[Word]:
    """The words of a unit as readers see it."""
    return words(shown(Segment(edition, unit), code=True).text)
