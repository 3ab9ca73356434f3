"""One translation: which source it was made from, what became of that, and what the translation owes for it."""

from collections.abc import Collection
from datetime import date
from typing import Literal, NamedTuple

from msgspec.structs import replace

from doclint.drift.model import ArticleDrift, Counts, Fault
from doclint.drift.recall import Comparisons
from doclint.drift.sheet import Sheet
from doclint.project.edition import Edition
from doclint.project.found import Found, Traced
from doclint.project.identity import HASH
from doclint.project.reference import References

_HUMAN = {"HT": True, "MT": False}
_UNKNOWN = Found("none")


class _Age(NamedTuple):
    """When the source changed first after it was translated, how many days ago, and in how many commits since."""

    since: str | None = None
    days: int | None = None
    commits: int = 0


class Judge:
    """Says what state each translation is in. In `locales` sources are known: what has none there has lost it."""

    def __init__(self, references: References, comparisons: Comparisons, today: str, locales: Collection[str]) -> None:
        self._references = references
        self._comparisons = comparisons
        self._today = date.fromisoformat(today)
        self._locales = locales

    def paired(self, source: Edition, target: Edition) -> ArticleDrift:
        """A translation whose source is there."""
        traced = self._references.traced(source, target)
        found = traced.found
        drifted = replace(_article(target, source.article.path), reference=found, faults=_faults(traced))
        then = self._then(source, target)
        if then is None:
            return drifted
        faults = (*drifted.faults, *self._false_sync(source, then, target))
        result = self._comparisons.compare(then, source, target, self._references.at_reference(target))
        age = self._age(source, found.commit) if result.state != "current" else _Age()
        return replace(
            drifted,
            state=result.state,
            units=result.counts,
            words_to_translate=sum(one.words for one in result.changes),
            since=age.since,
            days=age.days,
            commits=age.commits,
            critical=sum(one.critical for one in result.changes),
            faults=faults,
            changes=tuple(sorted(result.changes, key=lambda one: not one.critical)),
        )

    def alone(self, target: Edition, place: str | None) -> ArticleDrift:
        """A translation without a source: an orphan where it had one, or where its neighbours have theirs.

        `place` is where the source would lie.
        """
        removed = self._references.removed(target, place)
        path, day = removed or (place, "")
        drifted = _article(target, path)
        if removed is None and target.locale not in self._locales:
            return drifted
        age = self._dated(day, 0) if day else _Age()
        return replace(drifted, state="orphan", since=age.since, days=age.days)

    def _then(self, source: Edition, target: Edition) -> Edition | None:
        """The source that the translation was made from; of a bilingual article its own source side, failing that."""
        if target.value(HASH) == source.article.digest:
            return source
        then = self._references.source(source, target)
        if then is None and target.article.source:
            return replace(source, article=target.article.source)
        return then

    def _age(self, source: Edition, commit: str) -> _Age:
        unseen = self._references.unseen(source, commit) if commit else ()
        return self._dated(unseen[0].date, len(unseen)) if unseen else _Age()

    def _dated(self, day: str, commits: int) -> _Age:
        return _Age(day[:10], max(0, (self._today - date.fromisoformat(day[:10])).days), commits)

    def _false_sync(self, source: Edition, newer: Edition, target: Edition) -> tuple[Fault, ...]:
        """The units that were marked as translated anew and were not."""
        before = self._references.before(target)
        older = self._references.source(source, before[0]) if before else None
        if before is None or older is None or older.article.digest == newer.article.digest:
            return ()
        return self._comparisons.false_sync(older, newer, before[0], target)


def lacking(path: str, locale: str, source: Edition) -> ArticleDrift:
    """An article that is not translated yet: all of it is to be."""
    sheet = Sheet(source)
    count = len(sheet.pieces)
    words = sum(map(sheet.words, range(count)))
    counts = Counts(total=count, added=count)
    return ArticleDrift(path, locale, "missing", source.article.path, _UNKNOWN, counts, words)


def _article(target: Edition, source: str | None) -> ArticleDrift:
    human = _HUMAN.get(target.value("ms.translationtype").upper())
    return ArticleDrift(target.article.path, target.locale, "unknown", source, _UNKNOWN, Counts(), human=human)


def _faults(traced: Traced) -> tuple[Fault, ...]:
    """What is wrong with what a translation records."""
    kind: Literal["contradiction", "reference"] = "contradiction" if traced.problem == "contradicted" else "reference"
    return (Fault(kind, traced.found.fault),) if traced.found.fault else ()
