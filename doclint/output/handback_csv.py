"""A table for a spreadsheet: a row for every finding in a translation, or for every passage of two articles."""

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from doclint.model import Finding
from doclint.output import handback
from doclint.output.cells import cell
from doclint.output.handback import Handback
from doclint.output.passages import Passage, Sheet
from doclint.run import Report

if TYPE_CHECKING:
    import _csv

_UNIT = ("id", "path", "line", "locale", "source", "target")
_FINDING = ("proposal", "expected", "rule", "message", "severity", "remark")


def write(report: Report, out: TextIO) -> None:
    """A row a finding, with an empty cell for what is not there or not certain, and a remark that says which."""
    given = handback.of_report(report)
    table = _table(out)
    table.writerow((*_UNIT, *_FINDING))
    table.writerows(map(cell, row) for row in _rows(given))
    given.say_left_out("CSV", lambda _: True, lone=False)


def put(given: Handback, out: TextIO) -> None:
    """A row a passage whose counterpart is certain; an empty cell where one side has none."""
    table = _table(out)
    table.writerow(_UNIT)
    for sheet in given.sheets:
        table.writerows(map(cell, _place(sheet, one, one.line)) for one in sheet.passages if one.sure)
    given.say_left_out("CSV", lambda passage: passage.sure)


def _table(out: TextIO) -> "_csv.Writer":
    """A writer that quotes every cell: programs that guess a table's form by its text guess right."""
    return csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)


def _rows(given: Handback) -> Iterator[tuple[object, ...]]:
    for sheet in given.sheets:
        for one in sheet.passages:
            for finding in one.findings:
                yield (*_place(sheet, one, finding.line), one.proposal, *_told(finding), one.remark)
    for finding, reason in given.lone:
        place = (finding.unit, finding.path, finding.line, finding.locale, None, finding.text)
        yield (*place, None, *_told(finding), reason)


def _place(sheet: Sheet, one: Passage, line: int) -> tuple[object, ...]:
    source = one.source if one.sure else None
    return one.name, sheet.target_path, line, sheet.target_locale, source, one.target


def _told(finding: Finding) -> tuple[object, ...]:
    return finding.expected, f"{finding.code} {finding.rule}", finding.message, finding.severity
