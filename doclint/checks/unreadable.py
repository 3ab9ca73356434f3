"""Input that cannot be read as it was meant."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.model import Diagnostic, Span
from doclint.project.edition import Edition

SCOPE = "article"

_REMEDY = {
    "encoding": "Save the file as UTF-8",
    "front-matter": "Mend it: what cannot be read counts as not written",
    "unit": "It is read as far as it can be; mend the tag, or have the file localized anew",
}


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Which kind of fault."""

    kind: Literal["encoding", "front-matter", "unit"]


def check(edition: Edition, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic a fault."""
    text = edition.article.original.text
    for fault in edition.article.faults:
        if fault.kind == options.kind:
            line, column = edition.article.original.position(min(fault.span.start, max(0, len(text) - 1)))
            yield _diagnostic(edition, fault.span, f"{fault.detail}. {_REMEDY[fault.kind]}", line, column)


def _diagnostic(edition: Edition, span: Span, message: str, line: int, column: int) -> Diagnostic:
    original = edition.article.original
    start = original.lines[line - 1]
    shown = original.text[start : start + column + 80].split("\n")[0]
    end = min(len(shown), column - 1 + max(1, span.end - span.start))
    at = edition.article.locate(Span(0, 0))
    place = type(at)(at.path, line, column, line, end + 1)
    return Diagnostic(place, edition.locale, shown[column - 1 : end], message, shown, (column - 1, end))
