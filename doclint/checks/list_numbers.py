"""Ordered lists whose numbers skip one."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from msgspec import Struct

from doclint.model import Diagnostic, Item
from doclint.project.edition import Edition

SCOPE = "article"

_YEARS = 1000
"""From here on a number at the beginning of a line is rather a year."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(edition: Edition, _options: Options) -> Iterator[Diagnostic]:
    """Every item that does not follow the one before it, in lists that otherwise count."""
    for _, group in groupby(
        sorted(edition.article.items, key=lambda item: (item.list, item.span)), lambda item: item.list
    ):
        items = list(group)
        steps = [second.number - first.number for first, second in pairwise(items)]
        if steps and steps.count(1) * 2 >= len(steps):
            for first, second in pairwise(items):
                if first.number + 1 < second.number < _YEARS and _column(edition, first) == _column(edition, second):
                    yield _diagnostic(edition, first, second)


def _column(edition: Edition, item: Item) -> int:
    """The column of an item's number. Where it differs, one of the two belongs to an inner list."""
    return edition.article.locate(item.span).column


def _diagnostic(edition: Edition, first: Item, second: Item) -> Diagnostic:
    expected = str(first.number + 1)
    message = (
        f"Step {second.number} follows step {first.number}: step {expected} was lost, or the numbers are wrong. "
        f"Put the step back, or number this one {expected}"
    )
    evidence = edition.evidence("article", first.span, edition.line(first.span))
    return edition.report(
        second.span, message, within=edition.line(second.span), expected=expected, evidence=(evidence,)
    )
