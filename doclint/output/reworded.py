"""A text and what became of it as lines for a terminal, the words that changed marked."""

from collections.abc import Iterable, Iterator

import click

from doclint.output.columns import columns, visible
from doclint.output.worddiff import GONE, NEW, SAME, Op, diff

_REACH = 1500
"""The characters that are looked at for a few lines of a text."""
_LEAD = 8
"""The words shown before the first that changed."""
_MARKS = {GONE: ("[-", "-]"), NEW: ("{+", "+}"), SAME: ("", "")}


def lines(then: str | None, now: str | None, room: int, most: int, *, color: bool) -> Iterator[str]:
    """At most `most` lines of `room` columns around the first change; [-gone-] and {+new+} where there is no colour.

    What was not there before, or is no more, is new or gone as a whole.
    """
    ours, theirs = (visible(text or "")[:_REACH].strip() for text in (then, now))
    cells = [(op, word) for op, text in diff(ours, theirs) for word in _words(text)]
    start = max(0, next((index for index, (op, _) in enumerate(cells) if op != SAME), 0) - _LEAD)
    rows = [*_rows([*([(SAME, "… ")] if start else []), *cells[start:]], room)]
    cut = len(rows) > most or len(then or "") > _REACH or len(now or "") > _REACH
    for number, row in enumerate(rows[:most], 1):
        end = " …" if cut and number == min(most, len(rows)) else ""
        yield "".join(_shown(op, text, color=color) for op, text in row).rstrip() + end


def _words(text: str) -> list[str]:
    """The words of a text with the blanks behind them."""
    *words, rest = text.split(" ")
    return [f"{word} " for word in words] + ([rest] if rest else [])


def _rows(cells: Iterable[Op], room: int) -> Iterator[list[Op]]:
    """The words in rows of at most `room` columns with their marks, words of one kind joined; no word is broken."""
    row: list[Op] = []
    used = 0
    for op, word in cells:
        joins = bool(row) and row[-1][0] == op
        wide = columns(word) + (0 if joins else sum(map(len, _MARKS[op])))
        if row and used + wide - (len(word) - len(word.rstrip())) > room:
            yield row
            row, used, joins = [], 0, False
            wide = columns(word) + sum(map(len, _MARKS[op]))
        row = [*row[:-1], (op, row[-1][1] + word)] if joins else [*row, (op, word)]
        used += wide
    if row:
        yield row


def _shown(op: int, text: str, *, color: bool) -> str:
    """A run of words, its marks inside of the blanks around it."""
    if op == SAME:
        return text
    core = text.strip()
    before, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
    if color:
        return before + click.style(core, fg="red" if op == GONE else "green", strikethrough=op == GONE) + behind
    opening, closing = _MARKS[op]
    return f"{before}{opening}{core}{closing}{behind}" if core else text
