"""HTML tags inside Markdown: their names, attributes and places."""

import re

from lxml import html

from doclint.model import Span, Tag

TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<rest>(?:\s[^<>]*)?)>|<!--.*?--+>", re.DOTALL)
_ATTRIBUTE = re.compile(r"=")


def tags(text: str, start: int) -> list[Tag]:
    """The tags in `text`, which begins at offset `start`; comments are passed over."""
    return [tag(match[0], start + match.start()) for match in TAG.finditer(text) if match["name"]]


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
