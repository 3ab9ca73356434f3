"""What is written in articles to doclint: no reader sees it, and no check takes it for what an article says."""

import re

from doclint.read.prose import blank

MARK = "doclint-ignore"
"""What every directive begins with: a text without it holds none."""

_WRITTEN = re.compile(
    rf"[ \t]*(?:<!--\s*{MARK}.*?-->|\{{/\*\s*{MARK}.*?\*/\}}|(?<=[ \t])#[ \t]*{MARK}[^\r\n]*)", re.DOTALL
)


def plain(text: str) -> str:
    """`text` without directives: what it says is the same with and without them."""
    return _WRITTEN.sub("", text) if MARK in text else text


def blanked(text: str) -> str:
    """`text` with directives blanked, so that every word keeps its offset."""
    return _WRITTEN.sub(lambda match: blank(match[0]), text) if MARK in text else text


def without(prose: str, text: str) -> str:
    """The `prose` of `text` without the room that directives take in it."""
    if MARK not in text:
        return prose
    done, parts = 0, []
    for match in _WRITTEN.finditer(text):
        parts.append(prose[done : match.start()])
        done = match.end()
    return "".join([*parts, prose[done:]])
