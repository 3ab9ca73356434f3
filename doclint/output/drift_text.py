"""The drift report on a terminal: a line a locale, then the articles that do the most harm with their first changes."""

from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import TextIO

import click

from doclint.drift.model import ArticleDrift, Change, Delta, DriftReport, State, Tally
from doclint.drift.reviewed import Review, owed
from doclint.output import reworded
from doclint.output.columns import columns, padded, visible, wrapped
from doclint.output.text import WIDTH

COLORS: dict[State, str] = {
    "current": "green",
    "cosmetic": "cyan",
    "stale": "yellow",
    "missing": "magenta",
    "orphan": "blue",
    "unknown": "white",
}
_BAR = {"current": "█", "cosmetic": "▓", "stale": "▒", "missing": "░", "orphan": "·", "unknown": "?"}
_ARTICLES = 10
_CHANGES = 3
_LINES = 4
_MARGIN = 4
_NARROWEST = 40
_INDENT = 9


def write(
    report: DriftReport, out: TextIO, *, color: bool, verbose: bool = False, unused: Sequence[Review] = ()
) -> None:
    """A screenful; with `verbose` every article that is not current, with every change."""
    width = max(_NARROWEST, get_terminal_size((WIDTH, 0)).columns if out.isatty() else WIDTH)
    parts = [
        _locales(report, width),
        _delta(report.summary.delta),
        _articles(report, width, verbose=verbose, color=color),
    ]
    lines = [line for part in parts for line in part]
    lines += [f"{visible(one.path)}: its review {visible(one.id)} fits no change any more" for one in unused]
    lines += [*_end(report)]
    out.writelines(f"{line if color else click.unstyle(line)}\n" for line in lines)


def _locales(report: DriftReport, width: int) -> Iterator[str]:
    """A line a locale: how much of it is current as a bar and in per cent, then what is not."""
    told = [(one, _told(one)) for one in report.summary.locales]
    name = max((columns(visible(one.locale)) for one, _ in told), default=0)
    room = min(30, width - name - max((columns(click.unstyle(text)) for _, text in told), default=0) - 8)
    for one, text in told:
        done = one.states.get("current", 0) + one.states.get("cosmetic", 0)
        bar = f"{_bar(one, room)}  " if room >= 8 else ""
        head = f"{click.style(padded(visible(one.locale), name), bold=True)}  {bar}{_percent(done, one.articles):>4}"
        yield from _folded(head, text, width)


def _folded(head: str, text: str, width: int) -> Iterator[str]:
    """Head and text on one line, or below each other where it is too narrow."""
    if columns(click.unstyle(f"{head}  {text}")) <= width:
        yield f"{head}  {text}"
    else:
        yield head
        yield from (f"{' ' * _MARGIN}{line}" for line in wrapped(click.unstyle(text), width - _MARGIN))


def _told(one: Tally) -> str:
    parts = [click.style(f"{one.states[state]:,} {state}", fg=COLORS[state]) for state in COLORS if state in one.states]
    if one.words_to_translate:
        parts.append(f"{count(one.words_to_translate, 'word')} to translate")
    if one.critical:
        parts.append(click.style(f"{one.critical:,} critical", fg="red", bold=True))
    if one.median_days is not None:
        parts.append(f"stale for {count(one.median_days, 'day')} (median)")
    return ", ".join(parts)


def _bar(one: Tally, room: int) -> str:
    """A bar of `room` columns: each state has its share, and at least one column where there is any of it."""
    shares = [(state, one.states[state]) for state in COLORS if state in one.states]
    cells = {state: max(1, number * room // one.articles) for state, number in shares}
    largest = max(cells, key=lambda state: cells[state])
    cells[largest] += room - sum(cells.values())
    return "".join(click.style(_BAR[state] * max(0, number), fg=COLORS[state]) for state, number in cells.items())


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole}%" if whole else "-"


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
            more = f" and {len(paths) - _CHANGES:,} more" if len(paths) > _CHANGES else ""
            yield f"  now {name}: {', '.join(map(visible, paths[:_CHANGES]))}{more}"


def _articles(report: DriftReport, width: int, *, verbose: bool, color: bool) -> Iterator[str]:
    """The articles that need work, or those that lead, and what of them is not shown."""
    due = [one for one in report.articles if one.state not in {"current", "cosmetic"} or one.faults or verbose]
    due = [one for one in due if one.state != "current" or one.faults or one.changes]
    shown = due if verbose else [one for one in due if one.changes or one.faults][:_ARTICLES]
    for one in shown:
        yield ""
        yield from _article(one, width, None if verbose else _CHANGES, color=color)
    if len(due) > len(shown):
        yield ""
        yield from wrapped(
            f"{count(len(due) - len(shown), 'more article')} not shown: --verbose lists all, "
            "--format html -o drift.html makes a page of them.",
            width,
        )


def _article(one: ArticleDrift, width: int, most: int | None, *, color: bool) -> Iterator[str]:
    changes = [change for change in one.changes if change.kind != "cosmetic" or most is None]
    head = f"{click.style(visible(one.path), bold=True)}  {click.style(one.state, fg=COLORS[one.state])}"
    yield from _folded(head, described(one), width)
    for fault in one.faults:
        yield click.style(f"  line {fault.line}: {visible(fault.message)}", fg="magenta")
    for change in changes[:most]:
        yield from _change(one, change, width, color=color)
    if most is not None and len(changes) > most:
        yield f"  and {count(len(changes) - most, 'more change')}"


def described(one: ArticleDrift) -> str:
    """How much work an article is, how long it has been waiting, and who translated it."""
    parts = [count(one.critical, "critical change")] if one.critical else []
    if one.state == "stale":
        parts.append(f"{count(one.units.stale + one.units.added + one.units.removed, 'unit')} of {one.units.total:,}")
    if one.words_to_translate:
        parts.append(count(one.words_to_translate, "word"))
    if one.since:
        commits = f" ({count(one.commits, 'commit')})" if one.commits else ""
        parts.append(f"{'removed' if one.state == 'orphan' else 'behind'} since {visible(one.since)}{commits}")
    if one.human is not None:
        parts.append("translated by people" if one.human else "machine translation")
    if one.state == "orphan" and one.source_path:
        parts.append(f"there is no {visible(one.source_path)}")
    return ", ".join(parts)


def _change(one: ArticleDrift, change: Change, width: int, *, color: bool) -> Iterator[str]:
    yield f"  {click.style(f'{change.line:>5}', dim=True)}  {_kind(change)}"
    locale = visible(one.locale)
    label = max(len("source"), len(locale))
    room = max(_NARROWEST // 2, width - label - _INDENT - 2)
    yield from _side("source", label, reworded.lines(change.then, change.now, room, _LINES, color=color))
    if change.target:
        yield from _side(locale, label, reworded.lines(change.target, change.target, room, 2, color=color))


def _side(name: str, label: int, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        shown = " " * label if number else f"{name:>{label}}"
        yield f"{' ' * _INDENT}{click.style(shown, dim=True)}  {line}"


def _kind(change: Change) -> str:
    """What kind of change it is, why it matters, and the id by which it is accepted."""
    text: str = change.kind
    if change.critical:
        text = click.style(f"critical: {', '.join(change.reasons) or change.kind}", fg="red", bold=True)
    section = f" in {click.style(_short(change.section), italic=True)}" if change.section else ""
    touched = ", translation touched since" if change.touched else ""
    done = f", reviewed: {visible(change.reviewed)}" if change.reviewed else ""
    return (
        f"{text}{section}{touched}{done}  {click.style(f'[{visible(change.id)}]', dim=True)}" if owed(change) else text
    )


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


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
    if total.states.get("unknown", 0) == total.articles:
        yield "Nothing was compared: see --source for sources that lie elsewhere; without git there is only the hash."


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
