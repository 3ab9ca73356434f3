"""Directives taken out of a file: whole, or some of the rules they name."""

import re
from collections.abc import Iterator, Sequence

from doclint.model import LINE_END, Span
from doclint.suppressions.comments import KEY
from doclint.suppressions.directives import Directive, Selector

Edits = Iterator[tuple[Span, str]]

_PREFIX = re.compile(r"[ \t>]*")
_BLANKS = re.compile(r"[ \t]*")
_CLOSERS = "]}\"'"


def without(text: str, directive: Directive, selectors: Sequence[Selector]) -> Edits:
    """The edits of a file's text that take `selectors` out of a directive, which goes where none is left."""
    kept = [one for one in directive.selectors if one not in selectors]
    if not kept:
        yield _gone(text, directive), ""
        if directive.ending:
            yield _gone(text, directive.ending), ""
    elif directive.form == "key" and "\n" in text[directive.span.start : directive.span.end].strip():
        yield from ((_lines(text, one.span), "") for one in selectors)
    else:
        yield _renamed(directive, kept)
        if directive.ending and directive.ending.selectors:
            yield _renamed(directive.ending, kept)


def _renamed(directive: Directive, kept: Sequence[Selector]) -> tuple[Span, str]:
    named = directive.selectors
    return Span(named[0].span.start, named[-1].span.end), ", ".join(one.name for one in kept)


def _gone(text: str, directive: Directive) -> Span:
    """What goes with a directive: its lines where it is alone in them, else the blanks beside it."""
    span = directive.span
    if directive.form == "key":
        return _lines(text, Span(text.rfind(KEY, 0, span.start), _ended(text, span)))
    whole = _lines(text, span)
    before, behind = text[whole.start : span.start], text[span.end : whole.end]
    if _PREFIX.fullmatch(before) and not behind.strip():
        return whole
    if before.strip(" \t"):
        return Span(span.start - len(before) + len(before.rstrip(" \t")), span.end)
    blanks = _BLANKS.match(text, span.end)
    return Span(span.start, blanks.end() if blanks else span.end)


def _lines(text: str, span: Span) -> Span:
    """The lines in which `span` stands, with the end of the last one; at the end of the file with the one before."""
    start = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    end = LINE_END.search(text, span.end)
    if end:
        return Span(start, end.end())
    return Span(len(text[:start].removesuffix("\n").removesuffix("\r")), len(text))


def _ended(text: str, span: Span) -> int:
    """Where a value of front matter ends; one of several lines is said to reach to what follows it."""
    lines = text[span.start : span.end].rstrip().splitlines(keepends=True)
    while lines and lines[-1].lstrip()[:1] in {"", "#"}:
        lines.pop()
    return span.start + len("".join(lines).rstrip())
