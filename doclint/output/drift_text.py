"""The drift report on a terminal: a line a locale, then the sources whose changes do the most harm."""

from collections import Counter
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import TextIO

import click

from doclint.drift.model import Delta, DriftReport, Tally
from doclint.drift.reviewed import Review
from doclint.output import drift_worst
from doclint.output.columns import columns, inert, padded, visible, wrapped
from doclint.output.drift_worst import COLORS, count
from doclint.output.text import WIDTH

_BAR = {"current": "█", "cosmetic": "▓", "stale": "▒", "missing": "░", "orphan": "·", "unknown": "?"}
_LISTED = 3
_UNTOLD = "neither their front matter nor a git history tells what they were made from"
_NARROWEST = 40
_WIDEST_BAR = 30
_SHORTEST_BAR = 8


def write(
    report: DriftReport, out: TextIO, *, color: bool, verbose: bool = False, unused: Sequence[Review] = ()
) -> None:
    """A screenful; with `verbose` every article that is not current, with every change.

    `unused` are reviews that fit no change any more.
    """
    width = max(_NARROWEST, get_terminal_size((WIDTH, 0)).columns if out.isatty() else WIDTH)
    parts = [
        _locales(report.summary.locales, width),
        _delta(report.summary.delta),
        drift_worst.lines(report, width, color=color, verbose=verbose),
        _unused(unused),
        (short for line in _end(report) for short in ([*wrapped(line, width)] if line else [line])),
    ]
    out.writelines(f"{inert(line if color else click.unstyle(line))}\n" for part in parts for line in part)


def _locales(tallies: Sequence[Tally], width: int) -> Iterator[str]:
    """A table with a line a locale: how much of it needs nothing, as a bar and in per cent, and what does."""
    names = [state for state in COLORS if any(state in one.states for one in tallies)]
    head = ["done", *names, "critical", "words", "days (median)"]
    rows = [[_done(one), *(one.states.get(name, 0) for name in names), *_work(one)] for one in tallies]
    if all(one.median_days is None for one in tallies):
        head, rows = head[:-1], [row[:-1] for row in rows]
    cells = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    name = max((columns(visible(one.locale)) for one in tallies), default=0)
    room = min(_WIDEST_BAR, width - name - sum(widths) - 2 * len(widths) - 2)
    bars = [f"  {_bar(one, room)}" if room >= _SHORTEST_BAR else "" for one in tallies]
    if tallies:
        blank = " " * (name + (2 + room if room >= _SHORTEST_BAR else 0))
        yield click.style(f"{blank}{_row(head, widths)}", dim=True)
    for one, row, bar in zip(tallies, cells, bars, strict=True):
        yield f"{click.style(padded(visible(one.locale), name), bold=True)}{bar}{_row(row, widths)}"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "".join(f"  {cell:>{width}}" for cell, width in zip(cells, widths, strict=True))


def _done(one: Tally) -> str:
    done = one.states.get("current", 0) + one.states.get("cosmetic", 0)
    return f"{100 * done // one.articles}%" if one.articles else "-"


def _work(one: Tally) -> tuple[int, int, int | str]:
    """Critical changes, words to translate, and for how many days half of the stale articles have been so."""
    return one.critical, one.words_to_translate, "" if one.median_days is None else one.median_days


def _bar(one: Tally, room: int) -> str:
    """A bar of `room` columns: each state has its share, and at least one column where there is any of it."""
    shares = [(state, one.states[state]) for state in COLORS if state in one.states]
    cells = {state: max(1, number * room // one.articles) for state, number in shares}
    largest = max(cells, key=lambda state: cells[state])
    cells[largest] += room - sum(cells.values())
    return "".join(click.style(_BAR[state] * max(0, number), fg=COLORS[state]) for state, number in cells.items())


def _delta(found: Delta | None) -> Iterator[str]:
    if found is None:
        return
    yield ""
    yield click.style(f"Since {visible(found.against)}:", bold=True)
    owed, paid = count(found.owed_units, "unit"), count(found.paid_units, "unit")
    yield f"  newly owed {owed} ({count(found.owed_words, 'word')}), paid {paid} ({count(found.paid_words, 'word')})"
    for name, paths in (
        ("stale", found.newly_stale),
        ("missing", found.newly_missing),
        ("current again", found.newly_current),
    ):
        if paths:
            more = f" and {len(paths) - _LISTED:,} more" if len(paths) > _LISTED else ""
            yield f"  now {name}: {', '.join(map(visible, paths[:_LISTED]))}{more}"


def _end(report: DriftReport) -> Iterator[str]:
    """What was looked at, in a line."""
    total = report.summary
    yield ""
    if not total.articles:
        yield "No translations found: name their folders, and the sources' with --source (doclint config shows more)."
        return
    yield (
        f"{count(total.articles, 'article')} in {count(len(total.locales), 'locale')}: "
        f"{count(total.words_to_translate, 'word')} to translate, {count(total.critical, 'critical change')}."
    )
    yield from _uncompared(report)


def _uncompared(report: DriftReport) -> Iterator[str]:
    """Why translations were not compared, the commonest reasons first."""
    unknown = [one for one in report.articles if one.state == "unknown"]
    lost = sum(one.source_path is None for one in unknown)
    reasons = Counter(one.reference.fault or _UNTOLD for one in unknown if one.source_path is not None)
    if lost:
        yield f"{count(lost, 'translation')} not compared: no source of them was found (--source names its folder)."
    for reason, number in reasons.most_common(_LISTED):
        yield f"{count(number, 'translation')} not compared: {visible(reason)}."
    if len(reasons) > _LISTED:
        yield f"{sum(reasons.values()) - sum(n for _, n in reasons.most_common(_LISTED)):,} more for other reasons."


def _unused(reviews: Sequence[Review]) -> Iterator[str]:
    if reviews:
        yield ""
        yield "Reviews that fit no change any more: the text was changed again, or translated."
        yield from (f"  {visible(one.path)} {visible(one.id)}: {visible(one.reason)}" for one in reviews)
