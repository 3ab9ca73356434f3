"""A unit's text as readers see it: without markup and destinations, its code and its signs in place."""

from bisect import bisect_right
from collections.abc import Iterable
from html import unescape

from msgspec import Struct

from doclint.model import Markup
from doclint.project.edition import Segment

HIDDEN = "\ufffc"
"""What stands for code where it is not shown."""
_VANISHING = ("</", "<a", "<b>", "<i>", "<em", "<strong", "<code", "<span", "<u>", "<sup", "<sub")


class Shown(Struct, frozen=True):
    """The text, and the offsets at which its pieces begin, here and in the unit."""

    text: str
    starts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the text as offsets in the unit's text."""
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, position: int) -> int:
        piece = bisect_right(self.starts, position) - 1
        return self.places[piece] + position - self.starts[piece]


def shown(segment: Segment, *, code: bool, text: str | None = None) -> Shown:
    """The unit's text, or one of the same length in its place; its code too, or a sign for it."""
    return _shown(segment.text if text is None else text, segment.markup, segment.unit.span.start, code=code)


def _shown(text: str, markup: Iterable[Markup], base: int, *, code: bool) -> Shown:
    pieces, starts, places = [], [], []
    behind = length = 0
    for start, end, instead in sorted(_changes(text, markup, base, code=code)):
        if start < behind:
            continue
        for piece, place in ((text[behind:start], behind), (instead, start)):
            if piece:
                pieces.append(piece)
                starts.append(length)
                places.append(place)
                length += len(piece)
        behind = end
    pieces.append(text[behind:])
    return Shown("".join(pieces), (*starts, length), (*places, behind))


def _changes(text: str, markup: Iterable[Markup], base: int, *, code: bool) -> Iterable[tuple[int, int, str]]:
    """Start, end and replacement of what readers do not see as it is written."""
    for mark in markup:
        start, end = mark.span.start - base, mark.span.end - base
        if mark.kind == "escape":
            yield start, end, _sign(text[start:end])
        elif mark.kind == "code" and not code:
            yield start, end, HIDDEN
        elif mark.kind == "html":
            yield start, end, "" if mark.value.lower().startswith(_VANISHING) else _tag(mark.value)
        elif mark.kind == "syntax":
            yield start, end, ""
        elif mark.kind in {"link", "image", "emphasis", "strong", "code"}:
            yield start, mark.content.start - base, ""
            yield mark.content.end - base, end, ""


def _tag(written: str) -> str:
    """A tag of the page is a gap; a placeholder that looks like one is seen as written."""
    return written if "-" in written.partition("=")[0] or "_" in written else " "


def _sign(written: str) -> str:
    if written.startswith("&"):
        return unescape(written)
    return written if written[1:].isalnum() else written[1:]
