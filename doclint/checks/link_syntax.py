"""Links whose brackets do not match, so that readers see brackets instead of a link."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Block, Diagnostic, Fix, Span
from doclint.project.edition import Edition

SCOPE = "article"

# Only what is no link is left in prose: the syntax of links that work is blanked there.
_TARGET = r"(?:\ufffc|\.{0,2}/|#|[\w./-]+\.(?:md|png|jpg|svg|html?)\b)"
_BROKEN = (
    (re.compile(r"(?<!\w)\[(?=[^\W\d_])[^\[\](),\n]{3,200}\)"), "the bracket before it is never closed", "]"),
    (
        re.compile(rf"\[[^\[\]\n]{{1,200}}\](?P<blank>[ \u00a0]+)\({_TARGET}[^()\n]*\)?"),
        "remove the blank between its text and its destination",
        "](",
    ),
    (
        re.compile(rf"\[[^\[\]\n]{{1,200}}\]\({_TARGET}[^()\n]*$"),
        "the parenthesis around its destination is never closed",
        ")",
    ),
)

_DESTINATION = re.compile(r"\([^\s()<>]+\)")
"""A destination in its brackets."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(edition: Edition, _options: Options) -> Iterator[Diagnostic]:
    """Every place that was meant to be a link and is shown as text."""
    for block in edition.article.blocks:
        if "[" not in block.prose or block.kind in {"code", "html"}:
            continue
        for pattern, reason, expected in _BROKEN:
            for match in pattern.finditer(block.prose):
                span = Span(block.span.start + match.start(), block.span.start + match.end())
                message = f"This is shown as text, not as a link: {reason}. Write '{expected}' where it belongs"
                fix = _fix(edition, block, match)
                yield edition.report(span, message, within=_window(block.span, span), expected=expected, fix=fix)


def _fix(edition: Edition, block: Block, match: re.Match[str]) -> Fix | None:
    """Text becomes a link where the blank before a destination is taken out: only an author knows that it should."""
    start, end = match.span("blank") if "blank" in match.re.groupindex else (0, 0)
    if start == end or not _DESTINATION.fullmatch(block.text, end, match.end()):
        return None
    return Fix("unsafe", (edition.edit(Span(block.span.start + start, block.span.start + end), ""),))


def _window(block: Span, span: Span) -> Span:
    return Span(max(block.start, span.start - 60), min(block.end, span.end + 60))
