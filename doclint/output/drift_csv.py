"""The drift report as a table for a spreadsheet: a row a change, and one for an article that is due as a whole."""

import csv
from collections.abc import Iterator
from typing import Any, TextIO

from doclint.drift.model import ArticleDrift, Change, DriftReport
from doclint.output.cells import cell

_ARTICLE = ("locale", "path", "state", "since", "days", "human", "source_path")
_CHANGE = ("line", "source_line", "kind", "critical", "reasons", "words", "similarity", "touched", "section")
_TEXTS = ("then", "now", "target", "reviewed", "id")
COLUMNS = (*_ARTICLE, *_CHANGE, *_TEXTS)


def write(report: DriftReport, out: TextIO) -> None:
    """The table with its head, cells in quotes where they need it."""
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for article in report.articles:
        table.writerows([cell(value) for value in row] for row in _rows(article))


def _rows(one: ArticleDrift) -> Iterator[list[Any]]:
    head = [one.locale, one.path, one.state, one.since, one.days, one.human, one.source_path]
    for change in one.changes:
        yield [*head, *_of_change(change)]
    if not one.changes and one.state not in {"current", "cosmetic"}:
        words = one.words_to_translate
        yield [*head, None, None, None, None, None, words, *[None] * (len(COLUMNS) - len(head) - 6)]


def _of_change(one: Change) -> list[Any]:
    return [
        one.line,
        one.source_line,
        one.kind,
        one.critical,
        " ".join(one.reasons),
        one.words,
        round(one.similarity, 3),
        one.touched,
        one.section,
        one.then,
        one.now,
        one.target,
        one.reviewed,
        one.id,
    ]
