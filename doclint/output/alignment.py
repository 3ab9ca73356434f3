"""An aligned pair of articles: side by side for people, and the JSON contract doclint-align/1."""

from itertools import zip_longest
from shutil import get_terminal_size
from typing import Any, TextIO

import click

from doclint.model import Article, Unit
from doclint.output.columns import inert, padded, visible, wrapped
from doclint.output.json import put
from doclint.output.text import WIDTH
from doclint.project.pairing import ALIGNED, ArticlePair

Row = tuple[Unit | None, Unit | None, str, float]

_NUMBER = 7
_REST = 2 * _NUMBER + len(" |  |  literals 1.00")
_NARROWEST = _REST + 40


def write(pair: ArticlePair, form: str, out: TextIO, *, color: bool) -> None:
    """The pair in a format."""
    if form == "text":
        text(pair, out, color=color)
    elif form == "json":
        json(pair, out)
    else:
        _to_translators(pair, form, out)


def _to_translators(pair: ArticlePair, form: str, out: TextIO) -> None:
    """The pair for a translation tool."""
    from doclint.output import handback, handback_csv, tmx, xliff

    {"xliff": xliff, "tmx": tmx, "csv": handback_csv}[form].put(handback.of_pair(pair), out)


def json(pair: ArticlePair, out: TextIO) -> None:
    """Every unit pair, null where a side has no counterpart."""
    pairs = [
        {
            "unit": _id(source) or _id(target),
            "kind": _kind(pair, source, target),
            "method": method,
            "confidence": round(confidence, 3),
            "source": _side(pair.source.article, source),
            "target": _side(pair.target.article, target),
        }
        for source, target, method, confidence in _rows(pair)
    ]
    put({"schema": "doclint-align/1", "pairs": pairs}, out)


def text(pair: ArticlePair, out: TextIO, *, color: bool) -> None:
    """Source and translation side by side, each with its line; then how they were paired and how sure it is."""
    width = max(_NARROWEST, (get_terminal_size((WIDTH, 0)).columns if out.isatty() else WIDTH))
    room = (width - _REST) // 2
    rows = _rows(pair)
    for source, target, method, confidence in rows:
        ours, theirs = _cell(pair.source.article, source, room), _cell(pair.target.article, target, room)
        notes = [f"{method} {confidence:.2f}" if source and target else "-"]
        fg = None if confidence >= ALIGNED else "yellow" if source and target else "red"
        for left, right, note in zip_longest(ours, theirs, notes, fillvalue=""):
            line = f"{padded(left, room + _NUMBER)} | {padded(right, room + _NUMBER)}"
            told = click.style(note, fg=fg, dim=fg is None)
            out.write(inert(f"{line} | {told}" if color else f"{line} | {note}".rstrip()) + "\n")
    out.write(f"\n{inert(_counted(pair, rows))}\n")


def _rows(pair: ArticlePair) -> list[Row]:
    sources, targets = pair.source.article.units, pair.target.article.units
    return [
        (
            None if one.source is None else sources[one.source],
            None if one.target is None else targets[one.target],
            one.method,
            one.confidence,
        )
        for one in pair.pairs
    ]


def _id(unit: Unit | None) -> str | None:
    return unit.id if unit else None


def _kind(pair: ArticlePair, source: Unit | None, target: Unit | None) -> str:
    article, unit = (pair.source.article, source) if source else (pair.target.article, target)
    return article.blocks[unit.block].kind if unit and unit.block >= 0 else "unit"


def _side(article: Article, unit: Unit | None) -> dict[str, Any] | None:
    if unit is None:
        return None
    at = article.locate(unit.span)
    return {"path": at.path, "line": at.line, "column": at.column, "text": unit.text}


def _cell(article: Article, unit: Unit | None, room: int) -> list[str]:
    """The lines of one side: the unit's line number and its text."""
    if unit is None:
        return [f"{'-':>{_NUMBER - 2}}"]
    first, *others = wrapped(visible(unit.text), room)
    number = article.locate(unit.span).line
    return [f"{number:>{_NUMBER - 2}}  {first}", *(" " * _NUMBER + other for other in others)]


def _counted(pair: ArticlePair, rows: list[Row]) -> str:
    both = sum(1 for source, target, _, _ in rows if source and target)
    only = sum(1 for source, target, _, _ in rows if not target)
    through = " through the revision it was made from" if pair.method == "revision" else ""
    lone = f"{only} without translation, {len(rows) - both - only} without source"
    return f"{visible(pair.target.article.path)}: {both} pairs{through}, {lone}."
