"""The claims a reviewer goes through: one HTML file that needs no network."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TextIO

from doclint.facts.breaches import Breach
from doclint.facts.model import Claim
from doclint.facts.sides import Side
from doclint.facts.table import Entry, Table, by_fact
from doclint.output import page
from doclint.output.drift_figures import number, plural
from doclint.output.escaping import clean, script, shown
from doclint.select import LIKELY

PAGE = 50
_EXCERPT, _BEFORE = 90, 60
"""How much of a claim its row shows, and how much of that stands before the value at most."""
_BOUNDS = {"most": "at most", "least": "at least"}


class Place(NamedTuple):
    """A claim as the page shows it: where, in which locale (tag and direction), when, and its text in three parts."""

    path: str
    line: int
    locale: int
    date: str
    note: str
    before: str
    value: str
    behind: str


class Value(NamedTuple):
    """A side as the page shows it."""

    value: str
    articles: int
    date: str
    places: list[Place]


class Row(NamedTuple):
    """An entry as the page shows it."""

    kind: str
    bound: str
    disputed: bool
    articles: int
    subject: str
    excerpt: str
    sides: list[Value]


class Pages:
    """What the page and its script need of a table."""

    def __init__(self, found: Table) -> None:
        self.locales = [script(tag) for tag in found.summary.locales]
        self._numbers = {tag: at for at, tag in enumerate(found.summary.locales)}
        self.rows = [self._row(entry) for entry in found.entries]
        self.kinds = sorted({row.kind for row in self.rows})
        wrong = by_fact(found.breaches)
        self.facts = [(fact, [self._breach(one) for one in wrong.get(fact.id, [])]) for fact in found.facts]

    def _row(self, entry: Entry) -> Row:
        slot, subject = entry.first.slot, shown(", ".join(entry.subject))
        sides = [self._side(side) for side in entry.sides]
        at = entry.first.at
        start = max(0, at.highlight[0] - _BEFORE)
        excerpt = shown(at.text[start : start + _EXCERPT]).strip()
        excerpt = f"{'…' * (start > 0)}{excerpt}{'…' * (start + _EXCERPT < len(at.text))}"
        return Row(slot.kind, _BOUNDS.get(slot.bound, ""), entry.disputed, entry.articles, subject, excerpt, sides)

    def _side(self, side: Side) -> Value:
        return Value(shown(side.value), side.articles, shown(side.newest), [self.place(one) for one in side.claims])

    def _breach(self, one: Breach) -> tuple[Place, str]:
        told = "another value" if not one.listed else "perhaps outdated" if one.confidence < LIKELY else "outdated"
        return self.place(one.claim), told

    def place(self, claim: Claim) -> Place:
        """A claim with the value in its text set apart."""
        at, (start, end) = claim.at, claim.at.highlight
        note = "" if claim.own else "source side"
        parts = clean(at.text[:start]), clean(at.text[start:end]), clean(at.text[end:])
        return Place(at.path, at.line, self._numbers[at.locale], shown(at.date or ""), note, *parts)

    def data(self) -> Iterator[str]:
        """All rows, one line each, as the script reads them."""
        head: dict[str, Any] = {"locales": self.locales, "kinds": self.kinds}
        yield f'<script type="application/json" id="index">{page.embedded(head)}</script>\n'
        lines = "\n".join(page.embedded(row) for row in self.rows)
        yield f'<script type="application/json" id="rows">{lines}</script>\n'


def write(found: Table, out: TextIO) -> None:
    """Write the page."""
    pages = Pages(found)
    code = page.resource("page.js", "list.js", "facts/facts.js")
    style = page.resource("drift/style.css", "facts/facts.css")
    environment = page.environment("facts")
    environment.filters |= {"number": number, "plural": plural, "shown": shown}
    environment.globals |= {"beside": page.beside, "data": lambda: map(page.inline, pages.data())}
    out.writelines(
        environment.get_template("page.html").generate(
            summary=found.summary,
            pages=pages,
            size=PAGE,
            script=page.inline(code),
            style=page.inline(style),
            policy=page.policy(code, style),
        )
    )
