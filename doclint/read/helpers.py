"""What markdown-it's link rules ask for: its own helpers, and a shorter way to the destinations most links have."""

import re
from typing import NamedTuple

from markdown_it import helpers
from markdown_it.helpers import parseLinkLabel, parseLinkTitle

__all__ = ["parseLinkDestination", "parseLinkLabel", "parseLinkTitle"]

_PLAIN = re.compile(r"[^\x00-\x20\x7f\\()<&][^\x00-\x20\x7f\\()&]*(?=[)\s])")


class _Destination(NamedTuple):
    """Whether there is a destination, where it ends, and what it says, as markdown-it's helper has it."""

    ok: bool
    pos: int
    str: str


def parseLinkDestination(text: str, start: int, end: int) -> _Destination:  # noqa: N802
    """The destination of a link that begins at `start`; without escapes and parentheses it is what stands there."""
    plain = _PLAIN.match(text, start, end)
    if plain:
        return _Destination(True, plain.end(), plain[0])  # noqa: FBT003
    found = helpers.parseLinkDestination(text, start, end)
    return _Destination(found.ok, found.pos, found.str)
