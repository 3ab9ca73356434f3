"""What inline text holds that is no Markdown: template macros, math, footnote marks, attribute lists, JSX.

Site generators take these out before, or apart from, Markdown, so no bracket, star or pipe in them means anything.
"""

import re
from typing import Literal, NamedTuple

from doclint.model import Span
from doclint.read.places import Ranges

Kind = Literal["macro", "syntax", "math", "html"]

MASK = "\ufffc"
"""What the Markdown parser sees in place of a character of such a stretch."""

_VALUE = r"(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s\"'{}]+)"
_ATTRIBUTE = rf"(?:[#.][\w:.-]+|[\w:-]+={_VALUE})"
_BRACED = r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}"
JSX = rf"</?[A-Z][\w.]*(?:\"[^\"]*\"|'[^']*'|{_BRACED}|[^<>{{}}\"'])*+(?<![<])>|</?>"
"""A tag of a component: its attributes may hold expressions in braces."""

_TRIGGER = re.compile(r"[{$]|\[[\^!]")
_OPAQUE = re.compile(
    r"(?P<skip>\\.|(?<!`)(?P<ticks>`{1,5})(?!`).*?(?<!`)(?P=ticks)(?!`)|<!--(?:(?!<!--).)*?-->|<[a-z][\w+.-]*:[^<>\s]*>)"
    r"|(?P<macro>\{\{[<%]?(?P<end>\s*/)?[^{}]*\}\}|\{\*[^{}]*\*\})"
    r"|(?P<tag>\{%[^{}]*%\})"
    r"|(?P<syntax>\{/\*[^{]*?\*/\}|\[\^[^\]\s\[]+\]|\{:[^{}\n]*\}"
    rf"|(?:\[\])?\{{[ \t]*{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*[ \t]*\}})"
    r"|(?P<math>\$\$[^$`]+\$\$|(?<![\w$])\$(?![\s$]|\d[\d.,]*\s)[^$`]*(?<![\s\\$])\$(?![\w$({\[]))"
    rf"|(?P<html>(?=<[A-Z][^<>{{]*\{{)(?:{JSX}))",
    re.DOTALL,
)
_SHOWN = re.compile(r"\{%-?\s*(?:data|include\w*|indented_data_reference|octicon|link|post_url|url|static)\b")
"""Tags of Liquid that stand for text; the others switch, loop and assign."""
_LABEL = re.compile(
    r"\[(?!!)[^\[\]\n]*(?P<include>\[!INCLUDE\s*\[[^\[\]\n]*\]\([^()\n]*\)\])[^\[\]\n]*\]\(", re.IGNORECASE
)
"""A link whose text includes a file, as a link of its own would end it."""
_ALONE = re.compile(rf"^[ \t]*{MASK}[{MASK} \t]*$", re.MULTILINE)


class Opaque(NamedTuple):
    """A stretch of inline content: a macro stands for text, syntax shows nothing; offsets in the content."""

    kind: Kind
    start: int
    end: int


def opaque(content: str) -> tuple[str, list[Opaque]]:
    """`content` with such stretches masked, and the stretches in order. Code comes first: in it braces are text."""
    if not _TRIGGER.search(content):
        return content, []
    found = [Opaque(_kind(match), *match.span()) for match in _OPAQUE.finditer(content) if not match["skip"]]
    if "[!" in content:
        found += [Opaque("macro", *match.span("include")) for match in _LABEL.finditer(content)]
    masked = list(content)
    for one in found:
        masked[one.start : one.end] = MASK * (one.end - one.start)
    shown = "".join(masked)
    lines = Ranges(Span(*match.span()) for match in _ALONE.finditer(shown))
    return shown, [_alone(one, lines) for one in found]


def _kind(match: re.Match[str]) -> Kind:
    if match["macro"]:
        return "syntax" if match["end"] else "macro"
    if match["tag"]:
        return "macro" if _SHOWN.match(match["tag"]) else "syntax"
    return "syntax" if match["syntax"] else "math" if match["math"] else "html"


def _alone(one: Opaque, lines: Ranges) -> Opaque:
    """A macro on a line of its own is the tag of a container."""
    alone = one.kind == "macro" and lines.holds(Span(one.start, one.start + 1))
    return Opaque("syntax", one.start, one.end) if alone else one
