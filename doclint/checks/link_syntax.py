"""Links whose brackets do not match, so that readers see brackets instead of a link."""

import re
from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic, Span
from doclint.project.edition import Edition

SCOPE = "article"

# Only what is no link is left in prose: the syntax of links that work is blanked there.
_TARGET = r"(?:\ufffc|\.{0,2}/|#|[\w./-]+\.(?:md|png|jpg|svg|html?)\b)"
_BROKEN = (
    (re.compile(r"(?<!\w)\[(?=[^\W\d_])[^\[\](),\n]{3,200}\)"), "the bracket before it is never closed", "]"),
    (
        re.compile(rf"\[[^\[\]\n]{{1,200}}\][ \u00a0]+\({_TARGET}[^()\n]*\)?"),
        "remove the blank between its text and its destination",
        "](",
    ),
    (
        re.compile(rf"\[[^\[\]\n]{{1,200}}\]\({_TARGET}[^()\n]*$"),
        "the parenthesis around its destination is never closed",
        ")",
    ),
)


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
                yield edition.report(span, message, within=_window(block.span, span), expected=expected)


def _window(block: Span, span: Span) -> Span:
    return Span(max(block.start, span.start - 60), min(block.end, span.end + 60))
