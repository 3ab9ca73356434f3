"""The records of facts. Frozen, picklable; small enough for a million."""

from typing import Literal

from msgspec import Struct

from doclint.language.units import MEASURES, equal
from doclint.model import Diagnostic, Evidence, Location

Kind = Literal["limit", "state", "default", "version", "date", "count", "port", "path", "command", "literal"]


class Slot(Struct, frozen=True, gc=False):
    """The part of a claim that may be another elsewhere: its place in the unit's text, and all it may mean.

    `values` are amounts of `unit`; without a unit, `readings` are texts: a figure, a version, a date (YYYY-MM-DD, as
    far as it is told), a pole ("state+"), a path. `bound` says whether an amount is the "most" or the "least". A `weak`
    slot is no claim by itself: it is one where it differs between two copies of a sentence.
    """

    kind: Kind
    start: int
    end: int
    readings: frozenset[str] = frozenset()
    values: frozenset[float] = frozenset()
    unit: str = ""
    bound: str = ""
    weak: bool = False

    @property
    def nature(self) -> str:
        """What a slot can be told from in another language, whatever claim it is there."""
        if self.kind in {"path", "command", "literal"}:
            return "literal"
        if self.kind in {"state", "date"}:
            return min(self.readings)[:-1] if self.kind == "state" else self.kind
        return self.dimension or "figure"

    @property
    def value(self) -> str:
        """The slot in words that are the same wherever it says the same."""
        return " ".join([*sorted(self.readings), *(f"{value:g}" for value in sorted(self.values)), self.unit])

    @property
    def dimension(self) -> str:
        """What is measured, or an empty string."""
        return MEASURES[self.unit].dimension if self.unit else ""


class Setting(Struct, frozen=True, gc=False):
    """Where a claim stands: what tells it from the same words said of another thing.

    `scope` is the moniker, zone or tab; `heading` and `row` are words of the heading above and of the row's first cell;
    `variant` what the article's title and path say of versions, systems and editions; `section` the heading's anchor.
    """

    block: int
    kind: str
    scope: str = ""
    section: str = ""
    heading: frozenset[str] = frozenset()
    row: frozenset[str] = frozenset()
    variant: frozenset[str] = frozenset()


class Claim(Struct, frozen=True, gc=False):
    """One slot of a sentence, and what is said of it.

    `keys` name the sentence with the slot left out, in its own language and, where the source stands beside, in that of
    the source; in `family`, its other slots are left out, too. `words` are its words without any slots, and `weight`
    how many words and values tell what it is about; `subject` the terms it is said of. `general` claims are demands
    and limits that tell by themselves what holds; `local` ones speak of the very article they stand in ("this tutorial
    requires ..."), and `listed` ones name what somebody requires. `own` is False for the source side of a bilingual
    article: it bears witness, and is mended elsewhere; `original` ones stand in an article of the source language. `at`
    is the claim as evidence.
    """

    slot: Slot
    subject: frozenset[str]
    keys: tuple[str, ...]
    family: str
    words: frozenset[str]
    weight: int
    conditional: bool
    general: bool
    local: bool
    listed: bool
    own: bool
    original: bool
    group: int
    unit: int
    setting: Setting
    at: Evidence

    @property
    def text(self) -> str:
        """The slot as written."""
        start, end = self.at.highlight
        return self.at.text[start:end]

    @property
    def article(self) -> tuple[str, str]:
        """The article and its side."""
        return self.at.path, self.at.locale

    @property
    def place(self) -> tuple[str, int, int, str]:
        """What orders claims."""
        return self.at.path, self.at.line, self.at.column, self.at.locale

    def report(
        self, message: str, evidence: tuple[Evidence, ...], confidence: float, expected: str | None
    ) -> Diagnostic:
        """A diagnostic on the slot."""
        at = self.at
        where = Location(at.path, at.line, at.column, at.end_line, at.end_column, at.unit)
        return Diagnostic(where, at.locale, self.text, message, at.text, at.highlight, expected, evidence, confidence)


def agree(one: Slot, two: Slot) -> bool:
    """Whether two slots may say the same: 1 TB and 1,023 GB do, and so do a day and its month."""
    if one.unit and two.unit:
        return any(equal(a, one.unit, b, two.unit) for a in one.values for b in two.values)
    if one.kind == "date":
        return any(a.startswith(b) or b.startswith(a) for a in one.readings for b in two.readings)
    if one.nature == "literal":
        return not {_plain(text) for text in one.readings}.isdisjoint(_plain(text) for text in two.readings)
    return not one.readings.isdisjoint(two.readings)


def _plain(text: str) -> str:
    """A literal without blanks and case: how it is set is no claim."""
    return "".join(text.split()).casefold()
