"""What the checks of the whole project took from each article and pair, and which of it has to be taken anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import ModuleType
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from doclint.examine import Job
from doclint.model import Article
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.pairing import Project

_QUICK = {"doclint.checks.links", "doclint.checks.uids"}
"""The checks that are asked again as soon as one stops typing; the others wait until the article is saved."""


class Base(NamedTuple):
    """The articles at one moment."""

    editions: Mapping[str, Edition]
    members: Project
    docset: Docset


class _Kept(Struct):
    """What one check took, by article (of pairs: by translation), and the articles that it has yet to look at."""

    take: ModuleType
    of_pairs: bool
    taken: dict[str, list[Any]]
    waiting: dict[str, None]


class Records:
    """Takes from one article at a time, and compares all that was taken once nothing is waiting."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self.jobs = [job for job in jobs if job.check.SCOPE == "project"]
        self.due: dict[str, Job] = {}
        self._kept: dict[tuple[str, bool], _Kept] = {}
        for job in self.jobs:
            for of_pairs in (False, True)[: 1 + hasattr(job.check, "meet")]:
                self._kept.setdefault((_name(job), of_pairs), _Kept(job.check, of_pairs, {}, {}))

    def stale(self, paths: Iterable[str], translations: Iterable[str], *, quick: bool = False) -> None:
        """These articles, and what is compared with them in these translations, say something else now.

        `quick` are the checks of links alone: what they took depends on other articles too.
        """
        paths, translations = tuple(paths), tuple(translations)
        for (name, _), kept in self._kept.items():
            if not quick or name in _QUICK:
                kept.waiting |= dict.fromkeys(translations if kept.of_pairs else paths)
        self.ask(saved=False)

    def gone(self, paths: Iterable[str]) -> None:
        """Forget articles that are no more."""
        for path in paths:
            for kept in self._kept.values():
                kept.taken.pop(path, None)
                kept.waiting.pop(path, None)

    def ask(self, *, saved: bool) -> None:
        """Let the checks be asked again: those that can while one types, and after saving all."""
        self.due |= {job.rule.code: job for job in self.jobs if saved or _name(job) in _QUICK}

    def take(self, base: Base, *, quick: bool) -> bool:
        """Take from the next article that waits; whether there was one."""
        for (name, _), kept in self._kept.items():
            if kept.waiting and (name in _QUICK) == quick:
                path = next(iter(kept.waiting))
                del kept.waiting[path]
                edition = base.editions.get(path)
                kept.taken[path] = list(_taken(kept, edition, base)) if edition else []
                if edition:
                    edition.forget()
                return True
        return False

    def next(self, *, quick: bool) -> Job | None:
        """The next rule to ask; it is due no more."""
        job = next((one for one in self.due.values() if (_name(one) in _QUICK) == quick), None)
        return self.due.pop(job.rule.code) if job else None

    def of(self, job: Job) -> list[Any]:
        """All that was taken for a check."""
        name = _name(job)
        kept = (self._kept[key] for key in ((name, True), (name, False)) if key in self._kept)
        return [one for own in kept for taken in own.taken.values() for one in taken]


def _name(job: Job) -> str:
    """The module whose records a rule's check works on: several may share them."""
    name: str = job.check.extract.__module__
    return name


def _taken(kept: _Kept, edition: Edition, base: Base) -> Iterable[Any]:
    found: Iterable[Any]
    if not kept.of_pairs:
        found = kept.take.extract(edition, base.docset)
        return found
    pair = next((one for one in base.members.meetings(edition) if one[0] is edition), None)
    found = kept.take.meet(base.members.met(*pair)) if pair else ()
    return found


def steady(members: Project, before: Mapping[str, Edition]) -> dict[str, Edition]:
    """The editions by path, the numbers of their groups kept as they were: records speak of them."""
    groups: defaultdict[int, list[Edition]] = defaultdict(list)
    for edition in members.editions:
        groups[edition.group].append(edition)
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for group, own in groups.items():
        known = (before[one.article.path].group for one in own if one.article.path in before)
        found = next((number for number in known if number not in taken), None)
        if found is not None:
            taken.add(found)
            numbers[group] = found
    free = max((one.group for one in before.values()), default=-1) + 1
    for group in groups:
        if group not in numbers:
            numbers[group], free = free, free + 1
    return {one.article.path: replace(one, group=numbers[one.group]) for one in members.editions}


def named(article: Article) -> dict[str, str]:
    """What an article's front matter says: by it, articles are found and put together."""
    return {key: value.text for key, value in article.metadata.items()}


def differs(one: Edition | None, other: Edition) -> bool:
    """Whether an edition is another than before, as records see it."""
    return one is None or one.article is not other.article or (one.locale, one.group) != (other.locale, other.group)
