"""Two reports compared: what is owed now and was not before, and what was paid."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from doclint.drift.model import ArticleDrift, Change, Delta, DriftReport, State
from doclint.drift.reviewed import owed

_DONE: tuple[State, ...] = ("current", "cosmetic")
_OWING: tuple[State, ...] = ("stale", "missing")

Name = tuple[str, str]
"""Locale and path of an article."""


class _Debt(Struct):
    """Units and words that came to be owed, and those that were paid."""

    owed_units: int = 0
    owed_words: int = 0
    paid_units: int = 0
    paid_words: int = 0

    def add(self, units: int, words: int) -> None:
        """Count a difference: what is owed more, or less than nothing where it was paid."""
        self.owed_units += max(0, units)
        self.owed_words += max(0, words)
        self.paid_units += max(0, -units)
        self.paid_words += max(0, -words)


def delta(now: DriftReport, then: DriftReport, against: str, names: Mapping[str, str] | None = None) -> Delta:
    """What changed from `then`, called `against`, to `now`, in the locales of `now`.

    `names` are today's names of files that were renamed. A unit that was owed and is owed still, in another wording,
    is the same debt.
    """
    names, locales = names or {}, {one.locale for one in now.summary.locales}
    new = {_name(one): one for one in now.articles}
    old = {(one.locale, names.get(one.path, one.path)): one for one in then.articles if one.locale in locales}
    debt = _Debt()
    for name in new.keys() | old.keys():
        _compare(debt, new.get(name), old.get(name))
    return Delta(
        against,
        debt.owed_units,
        debt.owed_words,
        debt.paid_units,
        debt.paid_words,
        tuple(_turned(new, old, ("stale",), lambda state: state != "stale")),
        tuple(_turned(new, old, _DONE, lambda state: state in _OWING)),
        tuple(_turned(new, old, ("missing",), lambda state: state != "missing")),
    )


def _name(article: ArticleDrift) -> Name:
    return article.locale, article.path


def _turned(
    new: Mapping[Name, ArticleDrift],
    old: Mapping[Name, ArticleDrift],
    states: tuple[State, ...],
    was: Callable[[State | None], bool],
) -> Iterator[str]:
    """The articles that are in one of `states` now, and were not as `was` tells (None: there was no such article)."""
    for name, article in sorted(new.items()):
        before = old.get(name)
        if article.state in states and was(before.state if before else None):
            yield article.path


def _compare(debt: _Debt, new: ArticleDrift | None, old: ArticleDrift | None) -> None:
    """Count what one article owes more or less than it did."""
    fresh, gone = _apart(_owed(new), _owed(old))
    wordings: defaultdict[str, list[Change]] = defaultdict(list)
    for one in gone:
        wordings[_unit(one)].append(one)
    for one in fresh:
        same = wordings[_unit(one)]
        before = same.pop() if same else None
        debt.add(int(before is None), one.words - (before.words if before else 0))
    for one in (one for rest in wordings.values() for one in rest):
        debt.add(-1, -one.words)
    whole, was = _whole(new), _whole(old)
    debt.add(whole[0] - was[0], whole[1] - was[1])


def _owed(article: ArticleDrift | None) -> list[Change]:
    return [one for one in article.changes if owed(one)] if article else []


def _apart(new: Iterable[Change], old: Iterable[Change]) -> tuple[list[Change], list[Change]]:
    """The changes of one side that the other has not."""
    new, old = list(new), list(old)
    ours, theirs = Counter(one.id for one in new), Counter(one.id for one in old)
    return [*_without(new, theirs)], [*_without(old, ours)]


def _without(changes: Iterable[Change], known: Counter[str]) -> Iterator[Change]:
    for one in changes:
        known[one.id] -= 1
        if known[one.id] < 0:
            yield one


def _unit(change: Change) -> str:
    """The unit that a change is of: by what it was, or by what it is where it was not there."""
    return f"- {change.then}" if change.then is not None else f"+ {change.now}"


def _whole(article: ArticleDrift | None) -> tuple[int, int]:
    """The units and words of an article that is owed as a whole."""
    if article is None or article.state != "missing":
        return 0, 0
    return article.units.total, article.words_to_translate
