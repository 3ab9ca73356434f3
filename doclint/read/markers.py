"""Lines that open and close containers: `:::note Title`, `/// note | Title`, `!!! note "Title"`, `=== "Tab"`.

The content of a container is Markdown as anywhere. A title is text; the rest of such a line shows nothing.
"""

import re
from typing import NamedTuple

_COLONS = re.compile(r":{3,}[ \t]*(?P<name>[A-Za-z][\w.-]*)?(?P<rest>[^\n]*)$")
_QUOTED = r"(?:[ \t]+\"(?P<title>[^\"\n]*)\")"
_OTHERS = {
    "/": re.compile(r"/{3,}[ \t]*(?:[A-Za-z][\w-]*[ \t]*(?:\|(?P<title>[^\n]*))?)?$"),
    "!": re.compile(rf"!!![ \t]+[\w-]+(?:[ \t]+[\w-]+)*{_QUOTED}?[ \t]*$"),
    "?": re.compile(rf"\?\?\?\+?(?:[ \t]+[\w-]+)*{_QUOTED}?[ \t]*$"),
    "=": re.compile(rf"===[!+]?{_QUOTED}[ \t]*$"),
}
_DIRECTIVE = re.compile(r"=|:::\s*$")
"""What shows that words behind three colons are attributes, or that the line is a directive closed at once."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]*\}\s*$")
_SOURCE = re.compile(r"\bsource=\"(?P<value>[^\"\n]*)\"")
_ALT = re.compile(r"\balt-text=\"(?P<value>[^\"\n]*)\"")

Place = tuple[int, int]
"""Start and end in a line."""

STARTS = (":::", "///", "!!!", "???", "===")
INDENTED = "!?="
"""The markers whose container is what is indented below them."""


class Marker(NamedTuple):
    """What such a line holds: a title, an image's alternative text, a file's path; None for what it does not."""

    title: Place | None = None
    alternative: Place | None = None
    source: Place | None = None


def marker(line: str) -> Marker | None:
    """The marker that `line` consists of, from its first character on, or None."""
    if line.startswith(":"):
        match = _COLONS.match(line)
        return _colons(match) if match else None
    match = _OTHERS[line[0]].match(line) if line.startswith(STARTS) else None
    return Marker(_trimmed(line, *match.span("title"))) if match else None


def _colons(match: re.Match[str]) -> Marker | None:
    line, start = match[0], match.start("rest")
    rest = _ATTRIBUTES.sub("", match["rest"])
    if match["name"] is None:
        return None if rest.strip(" \t") else Marker()
    if _DIRECTIVE.search(rest):
        return Marker(None, _value(_ALT, line), _value(_SOURCE, line))
    if rest.startswith("[") and rest.rstrip().endswith("]"):
        return Marker(_trimmed(line, start + 1, start + len(rest.rstrip()) - 1))
    return Marker(_trimmed(line, start, start + len(rest))) if not rest or rest[0] in " \t" else None


def _value(pattern: re.Pattern[str], line: str) -> Place | None:
    found = pattern.search(line)
    return found.span("value") if found else None


def _trimmed(line: str, start: int, end: int) -> Place | None:
    text = line[max(start, 0) : max(end, 0)]
    begin = start + len(text) - len(text.lstrip())
    return (begin, begin + len(text.strip())) if text.strip() else None
