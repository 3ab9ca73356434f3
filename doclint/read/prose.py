"""Prose: text with its markup blanked, so that every word keeps its offset."""

import re
from collections.abc import Sequence

from doclint.model import Markup

_TRACED = {"code", "autolink", "macro", "math"}
_HIDDEN = "\ufffc"
"""What stands for a hidden character of code or a URL in prose: neither a letter, a digit nor white space."""


def blank(text: str) -> str:
    """`text` as blanks, its line ends kept."""
    return re.sub(r"[^\r\n]", " ", text)


def hide(shown: list[str], markup: Sequence[Markup], base: int) -> None:
    """Blank the constructs' syntax and leave their text; code, URLs, macros and math leave a trace that is no word."""
    traced = [mark for mark in markup if mark.kind in _TRACED]
    for mark in traced:
        _fill(shown, mark.span.start - base, mark.span.end - base, _HIDDEN)
    # Only now: what is traced may stand in a tag or in a destination, which shows nothing at all.
    for mark in markup:
        if mark.kind not in _TRACED:
            _blank(shown, mark, base)


def _blank(shown: list[str], mark: Markup, base: int) -> None:
    start, end = mark.span.start - base, mark.span.end - base
    if mark.kind in {"html", "syntax"} or (mark.kind == "escape" and "".join(shown[end - 1 : end]) in "[]()"):
        _fill(shown, start, end, " ")
    else:
        _fill(shown, start, mark.content.start - base, " ")
        _fill(shown, mark.content.end - base, end, " ")


def _fill(shown: list[str], start: int, end: int, character: str) -> None:
    start, end = max(0, start), min(end, len(shown))
    shown[start:end] = character * (end - start)
