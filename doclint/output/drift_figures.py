"""What the charts and tables of a drift report show, as figures."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby, islice
from typing import NamedTuple

from doclint.drift.model import ArticleDrift, DriftReport, Fault, Summary, Tally

BAR = ("current", "cosmetic", "stale", "missing", "unknown", "orphan")
OWED = ("stale", "missing", "orphan", "unknown")
AGES = (7, 30, 90, 180, 365)
_AGE_NAMES = (
    ("≤ 7 d", "Up to a week"),
    ("≤ 30 d", "Up to a month"),
    ("≤ 90 d", "Up to 3 months"),
    ("≤ 180 d", "Up to 6 months"),
    ("≤ 1 y", "Up to a year"),
    ("> 1 y", "More than a year"),
)
_SHOWN = 40


def number(value: float) -> str:
    """1204 -> 1,204."""
    return f"{value:,.0f}"


def percent(part: float, whole: float) -> str:
    """A share in whole percent; what is neither nothing nor all is never said to be."""
    share = 100 * part / whole if whole else 0
    shown = min(max(round(share), 1), 99) if 0 < part < whole else round(share)
    return f"{shown}%"


def plural(count: int, one: str, many: str = "") -> str:
    """1 unit, 2 units."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


class Totals(NamedTuple):
    """The whole in figures."""

    articles: int
    states: dict[str, int]
    human: int
    machine: int


def totals(summary: Summary) -> Totals:
    """Articles by state over all locales, and who translated them."""
    human, machine = sum(one.human for one in summary.locales), sum(one.machine for one in summary.locales)
    return Totals(summary.articles or sum(summary.states.values()), _all(summary.states), human, machine)


def _all(states: dict[str, int]) -> dict[str, int]:
    return {state: states.get(state, 0) for state in BAR}


class Part(NamedTuple):
    """A stretch of a bar, in percent of its length."""

    state: str
    articles: int
    start: float
    width: float


def bar(states: dict[str, int]) -> list[Part]:
    """The states as a stacked bar, those without articles left out."""
    whole, start = sum(_all(states).values()), 0.0
    parts = []
    for state, count in _all(states).items():
        if count:
            width = 100 * count / whole
            parts.append(Part(state, count, round(start, 2), round(width, 2)))
            start += width
    return parts


def owed(states: dict[str, int]) -> int:
    """How many articles need somebody."""
    return sum(states.get(state, 0) for state in OWED)


def heat(states: dict[str, int]) -> int:
    """From 0, nothing owed, to 5, nearly everything."""
    whole = sum(_all(states).values())
    share = owed(states) / whole if whole else 0
    return 0 if not share else min(5, 1 + int(share * 5))


class Row(NamedTuple):
    """A folder of the matrix: a tally or None for each locale."""

    folder: str
    cells: list[Tally | None]
    owed: int


def matrix(summary: Summary) -> tuple[list[Row], list[Row]]:
    """The folders with most owed first, and the others; in each the locales in the summary's order."""
    locales = [tally.locale for tally in summary.locales]
    by_folder: dict[str, dict[str, Tally]] = {}
    for tally in summary.folders:
        by_folder.setdefault(tally.folder, {})[tally.locale] = tally
    rows = [
        Row(name, [cells.get(locale) for locale in locales], sum(owed(cell.states) for cell in cells.values()))
        for name, cells in by_folder.items()
    ]
    rows.sort(key=lambda row: (-row.owed, row.folder))
    return rows[:_SHOWN], rows[_SHOWN:]


class Age(NamedTuple):
    """Stale articles of one age, and those of them with critical changes; heights in percent of the tallest."""

    short: str
    name: str
    articles: int
    critical: int
    height: float
    critical_height: float


def ages(articles: Sequence[ArticleDrift]) -> list[Age]:
    """How long ago the first unseen change was, in steps that double or so."""
    counts, critical = [0] * len(_AGE_NAMES), [0] * len(_AGE_NAMES)
    for article in articles:
        if article.days is not None and article.state == "stale":
            at = bisect_left(AGES, article.days)
            counts[at] += 1
            critical[at] += article.critical > 0
    most = max(counts) or 1
    return [
        Age(short, name, count, wrong, round(100 * count / most, 2), round(100 * wrong / most, 2))
        for (short, name), count, wrong in zip(_AGE_NAMES, counts, critical, strict=True)
    ]


class Point(NamedTuple):
    """A report of the trend: its date, its words to translate, and its place in a box of 100 by 100."""

    date: str
    words: int
    x: float
    y: float


def trend(summaries: Sequence[Summary]) -> list[Point]:
    """Words to translate from report to report, evenly spaced."""
    most = max(one.words_to_translate for one in summaries) or 1
    last = max(len(summaries) - 1, 1)
    return [
        Point(one.date, words := one.words_to_translate, round(100 * at / last, 2), round(100 - 100 * words / most, 2))
        for at, one in enumerate(summaries)
    ]


class Step(NamedTuple):
    """A column of the delta: its name, its words, and where it stands, in percent of the tallest."""

    name: str
    kind: str
    words: int
    base: float
    height: float


def steps(summary: Summary) -> list[Step]:
    """What was owed, what came to it, what was paid, what is owed; in words."""
    delta = summary.delta
    if delta is None:
        return []
    now, then = summary.words_to_translate, summary.words_to_translate - delta.owed_words + delta.paid_words
    most = max(then + delta.owed_words, now, 1) / 100
    columns = [
        ("Then", "whole", then, 0),
        ("Newly owed", "owed", delta.owed_words, then),
        ("Paid", "paid", delta.paid_words, now),
        ("Now", "whole", now, 0),
    ]
    return [
        Step(name, kind, words, round(base / most, 2), round(words / most, 2)) for name, kind, words, base in columns
    ]


class Lists(NamedTuple):
    """What is listed apart: the first of each, and how many there are."""

    faults: list[tuple[ArticleDrift, Fault]]
    missing: list[tuple[str, list[ArticleDrift]]]
    orphans: list[ArticleDrift]
    fault_count: int
    missing_count: int
    orphan_count: int


def lists(report: DriftReport, most: int) -> Lists:
    """Faults, orphans, and missing articles by their source; at most `most` lines each."""
    faults = [(article, fault) for article in report.articles for fault in article.faults]
    orphans = [article for article in report.articles if article.state == "orphan"]
    missing = sorted(
        (article for article in report.articles if article.state == "missing"),
        key=lambda one: (one.source_path or one.path, one.locale),
    )
    grouped = groupby(missing, key=lambda one: one.source_path or one.path)
    groups = list(islice(((path, list(group)) for path, group in grouped), most))
    return Lists(faults[:most], groups, orphans[:most], len(faults), len(missing), len(orphans))
