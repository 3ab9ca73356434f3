"""The drift report: every translation against the source it was made from and the source as it is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from doclint import run
from doclint.cache import Cache
from doclint.config import Config
from doclint.drift.article import Judge, lacking
from doclint.drift.coverage import Pairs, missing
from doclint.drift.model import ArticleDrift, DriftReport
from doclint.drift.recall import Comparisons
from doclint.drift.reviewed import Reviews
from doclint.drift.tallies import by_harm, summary
from doclint.project.catalogue import Catalogue
from doclint.project.edition import Edition
from doclint.project.pairing import Project, project
from doclint.project.tags import matches
from doclint.reader import Reader
from doclint.tree import Tree


class Scope(NamedTuple):
    """What a report is asked for: its day (ISO), where articles may be missing, in which locales (none: in all).

    `originals` are all articles among the sources, also those without a translation; `folders` end with a slash.
    """

    today: str
    originals: Collection[str] = ()
    folders: Collection[str] = ("",)
    locales: Sequence[str] = ()
    reviews: Reviews = Reviews()


def drift(  # noqa: PLR0913
    tree: Tree,
    paths: Iterable[str],
    sources: Mapping[str, str],
    config: Config,
    scope: Scope,
    progress: run.Progress | None = None,
    cache: Cache | None = None,
) -> DriftReport:
    """The drift of the articles at `paths`, whose sources are among them or named by `sources`."""
    paths, cache = {*paths}, cache or Cache(None)
    reader = Reader(cache)
    found, errors = run.articles(tree, (*paths, *sources.values(), *scope.originals), progress, reader=reader)
    members = project(found, config.source_locale, sources, tree, config.layout, reader=reader)
    assembly = _Assembly(members, paths, scope, Comparisons(cache))
    rows = [*assembly.rows(progress)]
    articles = [scope.reviews.honoured(one) for one, _ in rows]
    total = summary(articles, [place for _, place in rows], scope.today, config.source_locale)
    return DriftReport(by_harm(articles), replace(total, unreadable=tuple(errors)))


class _Assembly:
    """The articles of a project judged one by one."""

    def __init__(self, members: Project, paths: Collection[str], scope: Scope, comparisons: Comparisons) -> None:
        self._scope = scope
        self._comparisons = comparisons
        self._members = members
        self._catalogue = Catalogue(members)
        self._targets = [one for one in members.editions if one.article.path in paths and self._asked(one)]

    def _asked(self, edition: Edition) -> bool:
        translated = edition.article.bilingual or self._members.translated(edition)
        return translated and self._wanted(edition.locale)

    def _wanted(self, locale: str) -> bool:
        return not self._scope.locales or any(matches(locale, one) for one in self._scope.locales)

    def rows(self, progress: run.Progress | None) -> Iterator[tuple[ArticleDrift, str]]:
        """Every article, and the path that its source has or should have."""
        sources = self._sources()
        pairs = [(one, sources[one.article.path]) for one in self._targets if one.article.path in sources]
        locales = {one.locale for one, _ in pairs}
        judge = Judge(self._members.references, self._comparisons, self._scope.today, locales)
        for number, target in enumerate(self._targets, 1):
            source = sources.get(target.article.path)
            drifted = judge.paired(source, target) if source else judge.alone(target, self._place(target))
            yield drifted, drifted.source_path or self._place(target) or target.article.path
            if progress:
                progress("comparing", number, len(self._targets))
        yield from self._missing(pairs)

    def _sources(self) -> dict[str, Edition]:
        """The source of each translation that has one, by the translation's path."""
        found = {one.article.path: source for one in self._targets if (source := self._catalogue.source(one))}
        taken = {
            (one.locale, found[one.article.path].article.path) for one in self._targets if one.article.path in found
        }
        for one in self._targets:
            source = None if one.article.path in found else self._moved(one)
            if source and (one.locale, source.article.path) not in taken:
                found[one.article.path] = source
        return found

    def _moved(self, target: Edition) -> Edition | None:
        """The source of a translation that did not move with it, where history knows it under both names."""
        place, references = self._place(target), self._members.references
        known = (self._catalogue.editions.get(path) for path in (references.moved(place) if place else ()))
        found = next((one for one in known if one and not self._members.translated(one)), None)
        return found if found and references.source(found, target) else None

    def _place(self, target: Edition) -> str | None:
        """Where the source of an orphan would lie."""
        return self._catalogue.source_path(target.article.path)

    def _missing(self, pairs: Pairs) -> Iterator[tuple[ArticleDrift, str]]:
        for path, locale, source in missing(self._members, self._scope.originals, self._scope.folders, pairs):
            yield lacking(path, locale, source), source.article.path
