"""Cutting prose into sentences. Both sides of a pair are cut by the same rule, which matters more than its finesse."""

import re
from collections.abc import Iterator

from doclint.model import Span

_BREAK = re.compile(
    r"[.!?…][\"'”’»)\]]*[\s\u00a0\u202f]+(?=[\"'“‘«(\[¿¡]*[\s\u00a0]*[^\W\d_a-zà-ÿ])|[。！？][」』”）]*"
)
_OWN_LINE = re.compile(
    r"(?:<br\s*/?>|(?<![ \t])[ ]{2}|\\)[ \t]*\r?\n"
    r"|(?<=\n)[ \t>]*!\[[^\n]*\)[ \t]*\r?\n"
    r"|\r?\n(?=[ \t>]*(?:!\[|\||[^\W_]{1,2}[.)][ \t]))",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[\w\ufffc]")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[^\W\d_]|\w+\.\w+|etc|vs|cf|bzw|Nr|no|Abs|Dr|fig)\.$", re.IGNORECASE)


def lines(text: str) -> Iterator[Span]:
    """The stretches of a block's text that stand on lines of their own: behind a hard break, an image, a marker."""
    start = 0
    for match in _OWN_LINE.finditer(text) if "\n" in text else ():
        yield Span(start, match.end())
        start = match.end()
    yield Span(start, len(text))


def sentences(prose: str, line: Span) -> Iterator[Span]:
    """The sentences in `line` of a block's prose, blanks cut off; what has no letter joins the one before."""
    waiting: Span | None = None
    for piece in _pieces(prose, line):
        if waiting and _LETTER.search(prose, piece.start, piece.end):
            yield waiting
            waiting = piece
        else:
            waiting = Span(waiting.start if waiting else piece.start, piece.end)
    if waiting:
        yield waiting


def _pieces(prose: str, line: Span) -> Iterator[Span]:
    start = line.start
    for match in _BREAK.finditer(prose, line.start, line.end):
        if _ABBREVIATED.search(prose, max(0, start - 1, match.start() - 8), match.start() + 1):
            continue
        yield from _trimmed(prose, start, match.end())
        start = match.end()
    yield from _trimmed(prose, start, line.end)


def _trimmed(prose: str, start: int, end: int) -> Iterator[Span]:
    piece = prose[start:end]
    left = len(piece) - len(piece.lstrip())
    if left < len(piece):
        yield Span(start + left, start + len(piece.rstrip()))
