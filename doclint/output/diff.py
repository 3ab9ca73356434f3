"""What fixes would change, as a unified diff that `git apply` and `patch -p1` take."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TextIO

import click

from doclint.fix import Change
from doclint.output.columns import visible

_CONTEXT = 3
_REACH = 80
_SAME = 3
_ODD = re.compile(rb'[\x00-\x1f"\\\x7f]')
_COLORS = {b"-": "red", b"+": "green", b"@": "cyan"}
_UNENDED = b"\\ No newline at end of file\n"


class _Stretch(NamedTuple):
    """Lines `start` to `end` (end excluded, from 0) that became lines `new_start` to `new_end`."""

    start: int
    end: int
    new_start: int
    new_end: int


def write(changes: Iterable[Change], out: TextIO) -> None:
    """The diff, byte for byte whatever the encoding and line ends of `out`."""
    out.flush()
    out.buffer.writelines(line for change in changes for line in lines(change))
    out.flush()


def show(changes: Iterable[Change], out: TextIO, *, color: bool) -> None:
    """The diff for a terminal: in colour, and nothing in it can steer the terminal."""
    for change in changes:
        for number, line in enumerate(lines(change)):
            text = visible(line.decode("utf-8", "replace").rstrip("\r\n"))
            style = {"bold": True} if number < 2 else {"fg": _COLORS.get(line[:1])}
            out.write((click.style(text, **style) if color else text) + "\n")


def lines(change: Change) -> Iterator[bytes]:
    """The lines of one file's diff."""
    before, after = _lines(change.before), _lines(change.after)
    yield b"--- " + _name("a/", change.path) + b"\n"
    yield b"+++ " + _name("b/", change.path) + b"\n"
    for hunk in _hunks(_changed(before, after)):
        yield from _hunk(hunk, before, after)


def _lines(data: bytes) -> list[bytes]:
    """The lines as diff counts them: a line feed ends them, and nothing else."""
    *whole, rest = data.split(b"\n")
    return [line + b"\n" for line in whole] + ([rest] if rest else [])


def _name(prefix: str, path: str) -> bytes:
    """A file's name, in quotes where it is odd; a blank in it needs a tab behind."""
    name = os.fsencode(prefix + path)
    if not _ODD.search(name):
        return name + (b"\t" if b" " in name else b"")
    return b'"' + _ODD.sub(lambda match: b"\\%03o" % match[0][0], name) + b'"'


def _changed(before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[_Stretch]:
    """Where the two differ. Fixes are small: both are read side by side, and meet again soon after each."""
    one = two = 0
    while one < len(before) or two < len(after):
        if before[one : one + 1] == after[two : two + 1]:
            one, two = one + 1, two + 1
            continue
        end, new_end = _meeting(before, one, after, two)
        yield _Stretch(one, end, two, new_end)
        one, two = end, new_end


def _meeting(before: Sequence[bytes], one: int, after: Sequence[bytes], two: int) -> tuple[int, int]:
    """The nearest lines from which on some are the same again; the two ends where there are none near."""
    for apart in range(1, _REACH):
        for skipped in range(max(0, apart - len(after) + two), min(apart, len(before) - one) + 1):
            end, new_end = one + skipped, two + apart - skipped
            if before[end : end + _SAME] == after[new_end : new_end + _SAME]:
                return end, new_end
    return len(before), len(after)


def _hunks(stretches: Iterable[_Stretch]) -> Iterator[list[_Stretch]]:
    """The stretches, those together whose context would meet."""
    hunk: list[_Stretch] = []
    for stretch in stretches:
        if hunk and stretch.start - hunk[-1].end > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(stretch)
    if hunk:
        yield hunk


def _hunk(hunk: list[_Stretch], before: Sequence[bytes], after: Sequence[bytes]) -> Iterator[bytes]:
    lead = min(_CONTEXT, hunk[0].start)
    first, new_first = hunk[0].start - lead, hunk[0].new_start - lead
    tail = min(_CONTEXT, len(before) - hunk[-1].end)
    last, new_last = hunk[-1].end + tail, hunk[-1].new_end + tail
    yield b"@@ -%s +%s @@\n" % (_range(first, last), _range(new_first, new_last))
    for stretch in hunk:
        yield from _marked(b" ", before[first : stretch.start])
        yield from _marked(b"-", before[stretch.start : stretch.end])
        yield from _marked(b"+", after[stretch.new_start : stretch.new_end])
        first = stretch.end
    yield from _marked(b" ", before[first:last])


def _range(first: int, last: int) -> bytes:
    """A range of lines: the first from 1 (of none the line before), and how many unless it is one."""
    count = last - first
    start = first + 1 if count else first
    return b"%d" % start if count == 1 else b"%d,%d" % (start, count)


def _marked(mark: bytes, part: Sequence[bytes]) -> Iterator[bytes]:
    for line in part:
        ended = line.endswith(b"\n")
        yield mark + line + (b"" if ended else b"\n")
        if not ended:
            yield _UNENDED
