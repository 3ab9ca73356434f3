"""HTML tags inside Markdown: their names, attributes and places."""

import re
from bisect import bisect_right

from lxml import html

from doclint.model import Markup, Span, Tag
from doclint.read.prose import blank

COMMENT = re.compile(r"<!--(?:--+>|.*?(?<!-)--+>)", re.DOTALL)
TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*)?)>|<!--(?:--+>|.*?(?:(?<!-)--+>|\Z))",
    re.DOTALL,
)
"""A tag, or a comment, which ends with the text if it is never closed."""
_LINE = re.compile(r"[^\r\n]+")
_PAIR = re.compile(r'\s+([A-Za-z][A-Za-z-]*)="([^"&<>\r\0]*)"')
_SIMPLE = re.compile(rf"<(?:a|img|div|span|br|li|ol|ul|td|th|tr|table|p|h[1-6])(?:{_PAIR.pattern})+\s*/?>")
"""Tags that need no HTML parser: their attributes are as written."""


def tags(text: str, start: int) -> list[Tag]:
    """The tags in `text`, which begins at offset `start`; comments are passed over."""
    return [tag(match[0], start + match.start()) for match in TAG.finditer(text) if match["name"]]


def shown(text: str) -> str:
    """`text` with tags and comments blanked."""
    return TAG.sub(lambda match: blank(match[0]), text)


def lines(prose: str, start: int, found: list[Tag]) -> list[tuple[tuple[int, int], tuple[Tag, ...]]]:
    """The lines of `prose` that show text (or all of it) and the tags of each; the text begins at offset `start`."""
    spans = [match.span() for match in _LINE.finditer(prose) if match[0].strip()] or [(0, len(prose))]
    starts = [start + first for first, _ in spans]
    owned: list[list[Tag]] = [[] for _ in spans]
    for one in found:
        owned[max(0, bisect_right(starts, one.span.start) - 1)].append(one)
    return list(zip(spans, map(tuple, owned), strict=True))


def is_tag(mark: Markup) -> bool:
    """Whether an inline construct is a tag, and no comment or declaration."""
    return mark.kind == "html" and "<!" not in mark.value


def tag(text: str, start: int) -> Tag:
    """The tag written as `text` at offset `start`."""
    match = TAG.match(text)
    name = (match["name"] if match else text.strip("</> ")).lower()
    return Tag(name, text.startswith("</"), _attributes(text), Span(start, start + len(text)))


def _attributes(text: str) -> dict[str, str]:
    if "=" not in text:
        return {}
    if _SIMPLE.fullmatch(text):
        attributes: dict[str, str] = {}
        for name, value in _PAIR.findall(text):
            attributes.setdefault(name.lower(), value)
        return attributes
    try:
        element = html.fragment_fromstring(text, create_parent="div")
    except (ValueError, html.etree.ParserError):
        return {}
    inner = next(iter(element), None)
    return {} if inner is None else {str(key): str(value) for key, value in inner.attrib.items()}
