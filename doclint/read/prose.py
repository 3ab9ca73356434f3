"""Prose: text with its markup blanked, so that every word keeps its offset."""

import re

from doclint.model import Markup

_HIDDEN = "\ufffc"
"""What stands for a hidden character of code or a URL in prose: neither a letter, a digit nor white space."""


def blank(text: str) -> str:
    """`text` as blanks, its line ends kept."""
    return re.sub(r"[^\r\n]", " ", text)


def hide(shown: list[str], mark: Markup, base: int) -> None:
    """Blank a construct's syntax and leave its text; code and URLs leave a trace that is no word."""
    start, end = max(0, mark.span.start - base), mark.span.end - base
    if mark.kind in {"code", "autolink"}:
        shown[start:end] = _HIDDEN * len(shown[start:end])
    elif mark.kind == "html" or (mark.kind == "escape" and "".join(shown[end - 1 : end]) in "[]()"):
        shown[start:end] = " " * len(shown[start:end])
    else:
        inner = slice(max(0, mark.content.start - base), mark.content.end - base)
        kept = shown[inner]
        shown[start:end] = " " * len(shown[start:end])
        shown[inner] = kept
