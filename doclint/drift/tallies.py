"""What the articles of a report come to: by locale, by folder, in all; and which of them do the most harm."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from statistics import median_low

from msgspec.structs import fields

from doclint.drift.model import ArticleDrift, Counts, State, Summary, Tally

STATES: tuple[State, ...] = ("stale", "missing", "orphan", "unknown", "cosmetic", "current")
"""The states, those that do the most harm first."""
_MOST = 0.7
"""The share of articles in one folder above which it is told by its subfolders."""


def by_harm(articles: Iterable[ArticleDrift]) -> tuple[ArticleDrift, ...]:
    """The articles that are wrong first, then those that are old; of each the largest work and the oldest first."""
    return tuple(
        sorted(
            articles,
            key=lambda one: (
                -one.critical,
                STATES.index(one.state),
                -one.words_to_translate,
                -(one.days or 0),
                one.path,
                one.locale,
            ),
        )
    )


def summary(articles: Sequence[ArticleDrift], places: Sequence[str], date: str, source_locale: str) -> Summary:
    """The articles in figures; `places` are the paths that their sources have, have had or would have."""
    names = dict(zip(places, folders(places), strict=True))
    locales: defaultdict[str, list[ArticleDrift]] = defaultdict(list)
    parts: defaultdict[tuple[str, str], list[ArticleDrift]] = defaultdict(list)
    for one, place in zip(articles, places, strict=True):
        locales[one.locale].append(one)
        parts[names[place], one.locale].append(one)
    return Summary(
        date,
        source_locale,
        len(articles),
        _states(articles),
        sum(one.words_to_translate for one in articles),
        sum(one.critical for one in articles),
        tuple(tally(own, locale, "") for locale, own in sorted(locales.items())),
        tuple(tally(own, locale, folder) for (folder, locale), own in sorted(parts.items())),
    )


def tally(articles: Sequence[ArticleDrift], locale: str, folder: str) -> Tally:
    """What the articles of one locale, or of one of its folders, come to."""
    ages = [one.days for one in articles if one.state == "stale" and one.days is not None]
    return Tally(
        locale,
        folder,
        len(articles),
        _states(articles),
        _added(one.units for one in articles),
        sum(one.words_to_translate for one in articles),
        sum(one.critical for one in articles),
        sum(one.human is True for one in articles),
        sum(one.human is False for one in articles),
        median_low(ages) if ages else None,
    )


def folders(paths: Sequence[str]) -> list[str]:
    """A folder's name for each path: the uppermost that tell the paths apart, "." for what lies above all of them.

    A folder that holds most of the articles is told by its subfolders.
    """
    found = ["."] * len(paths)
    parts = [path.split("/")[:-1] for path in paths]
    level, root = list(range(len(paths))), 0
    while level:
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for index in level:
            groups["/".join(parts[index][: root + 1])].append(index)
        for name, members in groups.items():
            for index in members:
                found[index] = name or "."
        largest = max(groups.values(), key=len)
        deeper = any(len(parts[index]) > root + 1 for index in largest)
        level, root = (largest, root + 1) if deeper and len(largest) > _MOST * len(paths) else ([], root)
    return _shortened(found)


def _shortened(names: list[str]) -> list[str]:
    """The names from the folder on that all have in common, which is "." itself unless it is the only one."""
    if "." in names or not names:
        return names
    root = posixpath.commonpath(names)
    if all(name == root for name in names):
        return [root.rpartition("/")[2]] * len(names)
    return [posixpath.relpath(name, root) for name in names]


def _states(articles: Iterable[ArticleDrift]) -> dict[str, int]:
    found = Counter(one.state for one in articles)
    return {state: found[state] for state in STATES if found[state]}


def _added(counts: Iterable[Counts]) -> Counts:
    rows = [*counts]
    return Counts(*(sum(map(attrgetter(field.name), rows)) for field in fields(Counts)))
