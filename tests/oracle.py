"""What pulldown-cmark, an independent Markdown parser, finds in a text, and what doclint does, in one form."""

import re
from bisect import bisect_right
from itertools import accumulate

import pyromark

from doclint.model import Article
from doclint.read import metadata

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_MATH
)
_KINDS = {"Link": "link", "Image": "image"}

_OWN = re.compile(
    r"#{1,6}<a |[ >\t]*(?:[-*+]|\d+[.)])?[ \t]*(?:\{[{%*/:]|:::|///|</?[A-Z]|import |export )|    [a-z]+:$"
)
"""Lines doclint reads as a heading or as no text, and CommonMark as text: what site generators add."""
_EMPTY = re.compile(r"[ >\t]*#+[ \t]*$")

Construct = tuple[str, int, int]
"""Kind, start and end: offsets in the text; for headings and listings the numbers of first and last line."""


def doclint(article: Article) -> set[Construct]:
    """Headings, listings, code spans, links and images as doclint places them."""
    lines = _lines(article.text)
    found: set[Construct] = set()
    for block in article.blocks:
        first, last = (bisect_right(lines, offset) for offset in (block.span.start, block.span.end - 1))
        if block.kind == "heading":
            found.add(("heading", first, last))
        elif block.kind == "code":
            found.add(("listing", first, last))
        for mark in block.markup:
            if mark.kind in {"code", "link", "image"}:
                found.add((mark.kind, mark.span.start, mark.span.end))
            elif mark.kind == "autolink" and article.text[mark.span.start] == "<":
                found.add(("link", mark.span.start, mark.span.end))
    return found


def pulldown(text: str) -> set[Construct]:
    """The same as pulldown-cmark places them, behind the front matter."""
    body = metadata.read(text)[1]
    lines = _lines(text)
    points = list(accumulate((len(char.encode()) for char in text[body:]), initial=0))
    found: set[Construct] = set()
    for event, place in pyromark.events_with_range(text[body:], options=_OPTIONS):
        start, end = (body + bisect_right(points, place[side]) - 1 for side in ("start", "end"))
        kind = _kind(event)
        if kind in {"heading", "listing"}:
            last = start + len(text[start:end].rstrip("\r\n> \t"))
            found.add((kind, bisect_right(lines, start), bisect_right(lines, last - 1)))
        elif kind:
            found.add((kind, start, end))
    return found


def disagreements(article: Article) -> list[tuple[Construct, str]]:
    """What only one of the two finds, and the text there, but for what is understood.

    A heading without text is no block; a link may lead to a macro; of `[x][]` pulldown-cmark sometimes leaves out `[]`.
    """
    ours, theirs = doclint(article), pulldown(article.text)
    text, lines = article.text, article.text.split("\n")
    found = []
    for construct in ours ^ theirs:
        kind, start, end = construct
        shown = lines[start - 1] if kind in {"heading", "listing"} else text[start : end + 2]
        dialect = kind in {"heading", "listing"} and construct in ours and _OWN.match(shown)
        reference = kind == "link" and ("({{" in shown or "[]" in shown)
        if not (dialect or reference or (kind == "heading" and _EMPTY.match(shown))):
            found.append((construct, shown))
    return found


def _lines(text: str) -> list[int]:
    return [0, *(offset + 1 for offset, char in enumerate(text) if char == "\n")]


def _kind(event: object) -> str:
    if not isinstance(event, dict):
        return ""
    if "Code" in event:
        return "code"
    started = event.get("Start")
    name = next(iter(started), "") if isinstance(started, dict) else ""
    if name == "CodeBlock":
        return "listing"
    return "heading" if name == "Heading" else _KINDS.get(name, "")
