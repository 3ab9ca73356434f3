"""Input that cannot be read as it was meant."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.model import Diagnostic, Location, Span
from doclint.project.edition import Edition

SCOPE = "article"

_REACH = 80

_REMEDY = {
    "encoding": "Save the file as UTF-8",
    "front-matter": "Mend it: what cannot be read counts as not written",
    "limit": "Break it up: it is read as plain text, and what is wrong with its links and code goes unseen",
    "unit": "It is read as far as it can be; mend the tag, or have the file localized anew",
}


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Which kind of fault."""

    kind: Literal["encoding", "front-matter", "unit", "limit"]


def check(edition: Edition, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a fault."""
    text = edition.article.original.text
    for fault in edition.article.faults:
        if fault.kind == options.kind:
            line, column = edition.article.original.position(min(fault.span.start, max(0, len(text) - 1)))
            yield _diagnostic(edition, fault.span, f"{fault.detail}. {_REMEDY[fault.kind]}", line, column)


def _diagnostic(edition: Edition, span: Span, message: str, line: int, column: int) -> Diagnostic:
    original = edition.article.original
    at = original.lines[line - 1] + column - 1
    first = max(original.lines[line - 1], at - _REACH)
    shown = original.text[first : at + _REACH].split("\n")[0]
    start = at - first
    end = min(len(shown), start + max(1, span.end - span.start))
    place = Location(edition.article.path, line, column, line, column + end - start)
    return Diagnostic(place, edition.locale, shown[start:end], message, shown, (start, end))
