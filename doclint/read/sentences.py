"""Cutting prose into sentences. Both sides of a pair are cut by the same rule, which matters more than its finesse."""

import re
from collections.abc import Iterator

from doclint.model import Span

_BREAK = re.compile(
    r"[.!?…][\"'”’»)\]]*[\s\u00a0\u202f]+(?=[\"'“‘«(\[¿¡]*[\s\u00a0]*[^\W\d_a-zà-ÿ])|[。！？][」』”）]*"
)
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|\w+\.\w+|etc|vs|cf|bzw|Nr|no|Abs|Dr|fig)\.$", re.IGNORECASE)


def sentences(prose: str) -> Iterator[Span]:
    """The sentences of a block's prose, as spans without surrounding blanks. Both sides of a pair are cut alike."""
    start = 0
    for match in _BREAK.finditer(prose):
        if _ABBREVIATED.search(prose, max(start, match.start() - 8), match.start() + 1):
            continue
        yield from _trimmed(prose, start, match.end())
        start = match.end()
    yield from _trimmed(prose, start, len(prose))


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    piece = prose[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(start + left, start + len(piece.rstrip()))
