"""HTML tags inside Markdown: their names, attributes and places."""

import re
from bisect import bisect_right

from lxml import html

from doclint.model import Span, Tag
from doclint.read.prose import blank

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*)?)>|<!--.*?(?:--+>|\Z)", re.DOTALL)
_REST = re.compile(r"<!--.*\Z", re.DOTALL)
"""A comment that is never closed, which hides the rest."""
_LINE = re.compile(r"[^\r\n]+")
_ATTRIBUTE = re.compile(r"=")


def tags(text: str, start: int) -> list[Tag]:
    """The tags in `text`, which begins at offset `start`; comments are passed over."""
    return [tag(match[0], start + match.start()) for match in TAG.finditer(text) if match["name"]]


def shown(text: str) -> str:
    """`text` with tags and comments blanked."""
    return _REST.sub(lambda match: blank(match[0]), TAG.sub(lambda match: blank(match[0]), text))


def lines(prose: str, start: int, found: list[Tag]) -> list[tuple[tuple[int, int], tuple[Tag, ...]]]:
    """The lines of `prose` that show text (or all of it) and the tags of each; the text begins at offset `start`."""
    spans = [match.span() for match in _LINE.finditer(prose) if match[0].strip()] or [(0, len(prose))]
    starts = [start + first for first, _ in spans]
    owned: list[list[Tag]] = [[] for _ in spans]
    for one in found:
        owned[max(0, bisect_right(starts, one.span.start) - 1)].append(one)
    return list(zip(spans, map(tuple, owned), strict=True))


def tag(text: str, start: int) -> Tag:
    """The tag written as `text` at offset `start`."""
    match = TAG.match(text)
    name = (match["name"] if match else text.strip("</> ")).lower()
    return Tag(name, text.startswith("</"), _attributes(text), Span(start, start + len(text)))


def _attributes(text: str) -> dict[str, str]:
    if not _ATTRIBUTE.search(text):
        return {}
    try:
        element = html.fragment_fromstring(text, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return {}
    inner = next(iter(element), None)
    return {} if inner is None else {str(key): str(value) for key, value in inner.attrib.items()}
