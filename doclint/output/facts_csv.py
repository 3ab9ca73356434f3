"""The claims as a table for a spreadsheet: a row a claim; those that say the same share a number."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from doclint.facts.model import Claim
from doclint.facts.table import Table
from doclint.output.cells import cell

_CLAIM = ("locale", "path", "line", "side", "version", "date", "text", "unit")
COLUMNS = ("fact", "kind", "bound", "disputed", "subject", "value", *_CLAIM)
OUTDATED = ("fact", "holds", "since", "value", "listed", "confidence", *_CLAIM)


def write(found: Table, out: TextIO, *, outdated: bool = False) -> None:
    """The table with its head, cells in quotes where they need it."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(OUTDATED if outdated else COLUMNS)
    table.writerows([cell(value) for value in row] for row in (_breaches(found) if outdated else _rows(found)))


def _rows(found: Table) -> Iterator[list[Any]]:
    for number, entry in enumerate(found.entries, 1):
        slot, subject = entry.first.slot, " ".join(entry.subject)
        for side in entry.sides:
            for claim in side.claims:
                head = [number, slot.kind, slot.bound, entry.disputed, subject, claim.text]
                yield [*head, *_claim(claim)]


def _breaches(found: Table) -> Iterator[list[Any]]:
    for one in found.breaches:
        head = [one.fact.id, one.fact.text, one.fact.since, one.claim.text, one.listed, one.confidence]
        yield [*head, *_claim(one.claim)]


def _claim(claim: Claim) -> list[Any]:
    at = claim.at
    side = "translation" if claim.own else "source"
    return [at.locale, at.path, at.line, side, at.version, at.date, at.text, at.unit]
