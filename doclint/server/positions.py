"""Places as the editor counts them: lines from 0, columns in the units that were agreed on."""

from collections.abc import Callable, Sequence

from lsprotocol import types

from doclint.model import LINE_END, Article, Location, Original, Span

_Encoding = types.PositionEncodingKind

_UNITS: dict[_Encoding, Callable[[str], int]] = {
    _Encoding.Utf8: lambda char: 1 if char < "\x80" else 2 if char < "\u0800" else 3 + (char > "\uffff"),
    _Encoding.Utf16: lambda char: 1 + (char > "\uffff"),
    _Encoding.Utf32: lambda _: 1,
}
"""How many units a character takes."""


class Positions:
    """Between the code points of doclint and the units of the editor."""

    def __init__(self, encoding: _Encoding | str = _Encoding.Utf16) -> None:
        self._width = _UNITS[_Encoding(encoding)]

    def position(self, original: Original, offset: int) -> types.Position:
        """Where `offset` of a file is."""
        line, column = original.position(offset)
        begin = offset - column + 1
        text = original.text[begin:offset]
        return types.Position(line - 1, len(text) if text.isascii() else sum(map(self._width, text)))

    def offset(self, original: Original, position: types.Position) -> int:
        """The offset that a position means; one beyond a line's end is the line's end."""
        if position.line >= len(original.lines):
            return len(original.text)
        begin = original.lines[position.line]
        end = _line_end(original, begin)
        units = 0
        for offset in range(begin, end):
            if units >= position.character:
                return offset
            units += self._width(original.text[offset])
        return end

    def range(self, original: Original, start: int, end: int) -> types.Range:
        """The range between two offsets of a file."""
        return types.Range(self.position(original, start), self.position(original, end))

    def span(self, original: Original, found: types.Range) -> Span:
        """The offsets that a range means."""
        return Span(self.offset(original, found.start), self.offset(original, found.end))

    def located(self, original: Original, at: Location) -> types.Range:
        """The range of a place, as far as the file is still that long."""
        return self.range(original, *spot(original, at))


def spot(original: Original, at: Location) -> tuple[int, int]:
    """The offsets of a place, as far as the file is that long."""
    start = _offset(original, at.line, at.column)
    return start, max(start, _offset(original, at.end_line, at.end_column))


def _offset(original: Original, line: int, column: int) -> int:
    if line > len(original.lines):
        return len(original.text)
    begin = original.lines[line - 1]
    return min(begin + column - 1, _line_end(original, begin))


def _line_end(original: Original, begin: int) -> int:
    end = LINE_END.search(original.text, begin)
    return end.start() if end else len(original.text)


def inside(article: Article, offset: int) -> int | None:
    """The offset in one side of a file of `offset` in the file; None where the other side stands there."""
    for (begin, there), following in zip(article.pieces, (*article.pieces[1:], None), strict=True):
        length = (following[0] if following else len(article.text) + 1) - begin
        if there <= offset < there + length or (offset == there + length and following is None):
            return begin + offset - there
    return None


def edited(text: str, changes: Sequence[types.TextDocumentContentChangeEvent], positions: Positions) -> str:
    """The text of a file after what was typed, change by change."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = _span(Original("", text), change.range, positions)
            text = text[:start] + change.text + text[end:]
        else:
            text = change.text
    return text


def _span(original: Original, found: types.Range, positions: Positions) -> tuple[int, int]:
    span = positions.span(original, found)
    return span.start, max(span.start, span.end)
