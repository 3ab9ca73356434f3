"""The sources whose changes do the most harm, for a terminal: their translations, and their changes word by word."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import click

from doclint.drift.model import ArticleDrift, Change, DriftReport, State
from doclint.drift.reviewed import owed
from doclint.output import reworded
from doclint.output.columns import padded, visible, wrapped

COLORS: dict[State, str] = {
    "current": "green",
    "cosmetic": "cyan",
    "stale": "yellow",
    "missing": "magenta",
    "orphan": "blue",
    "unknown": "white",
}
"""The states and how they are shown, from the best to the worst known."""
_SOURCES = 10
_CHANGES = 3
_LOCALES = 3
_LINES = 4
_INDENT = 6
_SHORT = 40


class _Met(NamedTuple):
    """A change as one translation has it."""

    article: ArticleDrift
    change: Change


def lines(report: DriftReport, width: int, *, color: bool, verbose: bool) -> Iterator[str]:
    """The worst sources with their first changes, and what is not shown; with `verbose` all that is not current."""
    groups: defaultdict[str, list[ArticleDrift]] = defaultdict(list)
    for one in report.articles:
        if one.state not in {"current", "cosmetic"} or one.faults or (verbose and one.changes):
            groups[one.source_path or one.path].append(one)
    shown = [*groups.values()]
    if not verbose:
        telling = ([one for one in own if one.changes or _telling(one)] for own in shown)
        shown = [own for own in telling if own][:_SOURCES]
    for own in shown:
        yield ""
        yield from _source(own, width, color=color, most=None if verbose else _CHANGES)
    rest = sum(map(len, groups.values())) - sum(map(len, shown))
    if rest:
        yield ""
        hint = "--verbose lists all, --format html -o drift.html makes a page of them."
        yield from wrapped(f"{count(rest, 'more translation')} not shown: {hint}", width)


def _telling(one: ArticleDrift) -> bool:
    """Whether an article's faults are its own: what many cannot resolve is told below, once."""
    return any(fault.kind != "reference" for fault in one.faults)


def _source(own: Sequence[ArticleDrift], width: int, *, color: bool, most: int | None) -> Iterator[str]:
    """One source: its translations, then its changes."""
    ages = {_age(one) for one in own}
    age = f"  {ages.pop()}" if len(ages) == 1 else ""
    yield f"{click.style(visible(own[0].source_path or own[0].path), bold=True)}{age}"
    for one in own:
        head = f"  {visible(one.path)}  {click.style(one.state, fg=COLORS[one.state])}"
        yield from folded(head, described(one, aged=not age), width)
        faults = (wrapped(f"{fault.kind}: {visible(fault.message)}", width - 4) for fault in one.faults)
        yield from (click.style(f"    {line}", fg="magenta") for lines in faults for line in lines)
    changes = _changes(own, cosmetic=most is None)
    for met in changes[:most]:
        yield from _change(met, width, color=color)
    if most is not None and len(changes) > most:
        yield f"    and {count(len(changes) - most, 'more change')}"


def _changes(own: Iterable[ArticleDrift], *, cosmetic: bool) -> list[list[_Met]]:
    """The changes of a source, each with the translations that lack it: critical ones first, then as they stand."""
    found: defaultdict[str, list[_Met]] = defaultdict(list)
    for one in own:
        for change in one.changes:
            if cosmetic or owed(change):
                found[change.id].append(_Met(one, change))
    return sorted(found.values(), key=lambda met: not any(one.change.critical for one in met))


def folded(head: str, text: str, width: int) -> Iterator[str]:
    """Head and text on one line, or below each other where it is too narrow."""
    if not text:
        yield head
    elif len(click.unstyle(f"{head}  {text}")) <= width:
        yield f"{head}  {text}"
    else:
        yield head
        yield from (f"    {line}" for line in wrapped(click.unstyle(text), width - 4))


def _age(one: ArticleDrift) -> str:
    """Since when its source is another, or gone."""
    commits = f" ({count(one.commits, 'commit')})" if one.commits else ""
    verb = "removed" if one.state == "orphan" else "changed since"
    return f"{verb} {visible(one.since)}{commits}" if one.since else ""


def described(one: ArticleDrift, *, aged: bool = True) -> str:
    """How much work an article is, how long it has been waiting, and who translated it."""
    parts = [count(one.critical, "critical change")] if one.critical else []
    if one.state == "stale":
        kinds = ((one.units.stale, "edited"), (one.units.added, "added"), (one.units.removed, "removed"))
        told = ", ".join(f"{number:,} {name}" for number, name in kinds if number)
        parts.append(f"units: {told}" if told else "units in another order")
    if one.words_to_translate:
        parts.append(count(one.words_to_translate, "word"))
    if one.since:
        parts += [f"source {_age(one)}"] if aged else []
    elif one.state == "orphan":
        parts.append("it has no source")
    if one.human is not None:
        parts.append("human translation" if one.human else "machine translation")
    return ", ".join(parts)


def _change(met: Sequence[_Met], width: int, *, color: bool) -> Iterator[str]:
    """One change: what kind it is, the source then and now, and what stands in the first translations."""
    first = next((one for one in met if one.change.critical), met[0]).change
    yield f"    {_kind(first)}"
    names = [_place(visible(one.article.locale), one.change.line) for one in met[:_LOCALES]]
    source = _place("source", first.source_line)
    label = max(map(len, (source, *names)))
    room = max(width - label - _INDENT - 2, 2 * len("source"))
    yield from _side(source, label, reworded.lines(first.then, first.now, room, _LINES, color=color))
    for name, one in zip(names, met, strict=False):
        text = one.change.target or "(not there)"
        touched = " (touched since)" if one.change.touched else ""
        yield from _side(name, label, reworded.lines(f"{text}{touched}", f"{text}{touched}", room, 2, color=color))
    if len(met) > _LOCALES:
        yield f"{' ' * (_INDENT + label)}  and in {count(len(met) - _LOCALES, 'more translation')}"


def _place(name: str, line: int) -> str:
    return f"{name}:{line}"


def _side(name: str, label: int, rows: Iterable[str]) -> Iterator[str]:
    for number, row in enumerate(rows):
        shown = padded("" if number else name, label)
        yield f"{' ' * _INDENT}{click.style(shown, dim=True)}  {row}"


def _kind(change: Change) -> str:
    """What kind of change it is, why it matters, and the id by which it is accepted."""
    text: str = change.kind
    if change.critical:
        text = click.style(f"critical: {', '.join(change.reasons) or change.kind}", fg="red", bold=True)
    section = f" in {click.style(_short(change.section), italic=True)}" if change.section else ""
    done = f", reviewed: {visible(change.reviewed)}" if change.reviewed else ""
    name = f"  {click.style(f'[{visible(change.id)}]', dim=True)}" if owed(change) else ""
    return f"{text}{section}{done}{name}"


def _short(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _SHORT else f"{shown[: _SHORT - 1]}…"


def count(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
