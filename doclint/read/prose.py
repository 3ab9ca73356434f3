"""Prose: text with its markup blanked, so that every word keeps its offset."""

import re

from doclint.model import Markup

_TRACED = {"code", "autolink", "macro", "math"}
_HIDDEN = "\ufffc"
"""What stands for a hidden character of code or a URL in prose: neither a letter, a digit nor white space."""


def blank(text: str) -> str:
    """`text` as blanks, its line ends kept."""
    return re.sub(r"[^\r\n]", " ", text)


def hide(shown: list[str], markup: list[Markup], base: int) -> None:
    """Blank the constructs' syntax and leave their text; code, URLs, macros and math leave a trace that is no word."""
    traced = [mark for mark in markup if mark.kind in _TRACED]
    for mark in traced:
        start, end = max(0, mark.span.start - base), mark.span.end - base
        shown[start:end] = _HIDDEN * len(shown[start:end])
    # Only now: what is traced may stand in a tag or in a destination, which shows nothing at all.
    for mark in markup:
        if mark.kind not in _TRACED:
            _blank(shown, mark, base)


def _blank(shown: list[str], mark: Markup, base: int) -> None:
    start, end = max(0, mark.span.start - base), mark.span.end - base
    if mark.kind in {"html", "syntax"} or (mark.kind == "escape" and "".join(shown[end - 1 : end]) in "[]()"):
        shown[start:end] = " " * len(shown[start:end])
    else:
        inner = slice(max(0, mark.content.start - base), mark.content.end - base)
        kept = shown[inner]
        shown[start:end] = " " * len(shown[start:end])
        shown[inner] = kept
