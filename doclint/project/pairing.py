"""Which article is a translation of which, and their units side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from doclint import read
from doclint.language.lexicon import lexicon
from doclint.language.senses.tables import Tables, tables
from doclint.model import Article, Pair
from doclint.project.align import align
from doclint.project.align.compose import composed
from doclint.project.edition import Edition
from doclint.project.identity import HASH, groups
from doclint.project.layouts import Layout
from doclint.project.locales import foreign, of_article
from doclint.project.patterns import Pattern
from doclint.project.reference import SURE, References, Traced
from doclint.project.tags import language
from doclint.project.unit_pair import UnitPair
from doclint.reader import Reader
from doclint.tree import Tree

ALIGNED = 0.9
"""The confidence a pair of units needs before rules compare its sides."""

Meeting = tuple[str, str, str, str]
"""Path and locale of an article, and of the one it is compared with: itself where it is looked at alone."""


class ArticlePair(Struct, frozen=True, dict=True):
    """A translation and its source, aligned. `current` is False where the source is newer than what was translated.

    `tables` are what was learned of the two languages, or None; `traced` says how it is known what was translated.
    """

    source: Edition
    target: Edition
    pairs: tuple[Pair, ...]
    method: str
    current: bool
    tables: Tables | None = None
    traced: Traced | None = None

    def aligned(self) -> "ArticlePair":
        """The pair with its units side by side."""
        return replace(self, pairs=_aligned(self.source, self.target))

    @property
    def unresolved(self) -> bool:
        """Whether the translation records a revision of its source that could not be read."""
        return not self.current and bool(self.traced and self.traced.found.value and not self.traced.found.confidence)

    @cached_property
    def units(self) -> tuple[UnitPair, ...]:
        """The pairs that have both sides."""
        return tuple(
            UnitPair(
                self.source.segments[pair.source],
                self.target.segments[pair.target],
                pair.method,
                pair.confidence,
                self.current,
                self.tables,
            )
            for pair in self.pairs
            if pair.source is not None and pair.target is not None
        )


class Project(Struct, frozen=True, dict=True):
    """The editions of a run, the locale their sources are written in, and what their paths say.

    `lexicons` is the folder of the project's own tables, empty where it has none.
    """

    editions: tuple[Edition, ...]
    source_locale: str
    references: References
    layout: Layout
    lexicons: str = ""

    def translated(self, edition: Edition) -> bool:
        """Whether an edition is in another language than the sources."""
        return edition.language != language(self.source_locale)

    def grouped(self) -> Iterable[list[Edition]]:
        """The editions by group, each group where its first edition stands."""
        return self._groups.values()

    def compared(self, among: Iterable[Edition] | None = None) -> Iterator[tuple[Edition, Edition]]:
        """Every translation and the edition it is compared with, which is itself where it has a source side."""
        for edition in self.editions if among is None else among:
            source = self._source(edition, self._groups[edition.group])
            if source:
                yield edition, source

    def meetings(self, edition: Edition) -> Iterator[tuple[Edition, Edition]]:
        """What an edition is compared with, and what is compared with it: translation and source each time."""
        group = self._groups[edition.group]
        for other in group:
            source = self._source(other, group)
            if source and (other is edition or source is edition):
                yield other, source

    def group(self, edition: Edition) -> list[Edition]:
        """The editions of the same article, this one among them."""
        return self._groups[edition.group]

    def exchanged(self, editions: Mapping[str, Edition]) -> "Project":
        """The project with the `editions`, by path, in the place of those that it has there."""
        return replace(self, editions=tuple(editions.get(one.article.path, one) for one in self.editions))

    @cached_property
    def _groups(self) -> dict[int, list[Edition]]:
        members = defaultdict(list)
        for edition in self.editions:
            members[edition.group].append(edition)
        return members

    def _source(self, edition: Edition, group: list[Edition]) -> Edition | None:
        """`edition` itself, the nearest article in the source language, or a sibling made from the same source."""
        if edition.article.bilingual:
            return edition
        if not self.translated(edition):
            return None
        plain = [other for other in group if not self.translated(other) and not other.article.bilingual]
        siblings = (other for other in group if other.article.bilingual and _same_source(other, edition))
        return min(plain, key=lambda other: other.place.key != edition.place.key, default=next(siblings, None))

    def pairs(self) -> Iterator[ArticlePair]:
        """Every translation with its source, aligned, and what is known of their languages."""
        return (self.met(edition, source) for edition, source in self.compared())

    def met(self, edition: Edition, source: Edition) -> ArticlePair:
        """An edition and what it is compared with, aligned, and what is known of their languages."""
        pair = self._pair(edition, source)
        return replace(pair, tables=tables(pair.source.spoken, pair.target.spoken, self.lexicons))

    def pair(self, edition: Edition) -> ArticlePair | None:
        """A translation with its source, aligned, without what is known of their languages; None where it is none."""
        source = self._source(edition, self._groups[edition.group])
        return self._pair(edition, source) if source else None

    def _pair(self, edition: Edition, source: Edition) -> ArticlePair:
        if source is edition:
            return _bilingual(edition, self.source_locale)
        return self.stand(source, edition).aligned()

    def stand(self, source: Edition, target: Edition) -> ArticlePair:
        """A translation beside what it is compared with, not aligned yet: its source as it was made from."""
        if source.article.bilingual:
            return ArticlePair(_side(source, self.source_locale), target, (), "sibling", current=True)
        return _translation(source, target, self.references)


def meeting(edition: Edition, source: Edition) -> Meeting:
    """An edition and what it is compared with, by name."""
    return edition.article.path, edition.locale, source.article.path, source.locale


def project(  # noqa: PLR0913
    articles: Sequence[Article],
    source_locale: str,
    sources: Mapping[str, str],
    tree: Tree,
    patterns: Sequence[Pattern] = (),
    lexicons: str = "",
    reader: Reader | None = None,
    layout: Layout | None = None,
) -> Project:
    """The project made of `articles` of `tree`; `patterns` add to the known layouts, `lexicons` to the known tables.

    `sources` names sources by translation; they are in the source locale, and their translations are not. `layout` is
    given where it is known from more paths than those of the articles.
    """
    named = set(sources.values())
    layout = layout or Layout((article.path for article in articles), tree.base, source_locale, patterns)
    places = [layout.of_path(article.path) for article in articles]
    told = []
    for article, place in zip(articles, places, strict=True):
        named_here = article.path in named
        locale, reason = (source_locale, "named as source") if named_here else of_article(article, place, source_locale)
        if not named_here and article.path in sources and language(locale) == language(source_locale):
            locale, reason = foreign(article, source_locale), "named as a translation"
        told.append((locale, reason))
    joined = groups(articles, places, [language(locale) for locale, _ in told], sources)
    editions = [
        Edition(article, locale, group, (reason,), place=place)
        for article, place, (locale, reason), group in zip(articles, places, told, joined, strict=True)
    ]
    return Project(tuple(editions), source_locale, References(tree, reader), layout, lexicons)


def _bilingual(edition: Edition, locale: str) -> ArticlePair:
    given = tuple(Pair(index, index, "given", 1.0) for index in range(len(edition.article.units)))
    return ArticlePair(_side(edition, locale), edition, given, "bilingual", current=True)


def _translation(source: Edition, target: Edition, references: References) -> ArticlePair:
    """A translation and its source; the source as it was when it was translated, as far as that is known."""
    traced, then = references.traced(source, target), references.source(source, target)
    found = traced.found
    if then is None:
        current = not found.value and _dated(source, target)
        return ArticlePair(source, target, (), "article", current, traced=traced)
    sure = then is source or found.confidence >= SURE
    current = sure and (found.kind != "inferred" or _dated(then, target))
    method = "article" if then is source else "revision"
    return ArticlePair(then, target, (), method, current, traced=traced)


def _aligned(source: Edition, target: Edition) -> tuple[Pair, ...]:
    return align(source.article, target.article, lexicon(source.language, target.language))


def _side(edition: Edition, locale: str) -> Edition:
    """The source side of a bilingual edition."""
    return edition.beside(locale) or edition


def _dated(source: Edition, target: Edition) -> bool:
    """Whether `target` may well be made from `source` by the dates that both tell."""
    return not (source.date and target.date and source.date > target.date)


def _same_source(other: Edition, edition: Edition) -> bool:
    recorded = _recorded_hash(edition)
    return bool(recorded) and recorded == _recorded_hash(other)


def _recorded_hash(edition: Edition) -> str:
    """The SHA-1 of the source file that a translation was made from, as far as it is recorded."""
    return edition.value(HASH)


def align_files(tree: Tree, source: str, target: str) -> ArticlePair | None:
    """Two files aligned, whatever their names say; a bilingual file given as both sides gives its own pairs.

    Where the translation records the revision it was made from, and the source's repository has it, the units meet
    through that revision.
    """
    first = _edition(read.article(tree.read(source), source))
    if source == target:
        return _bilingual(first, "en") if first.article.bilingual else None
    second = _edition(read.article(tree.read(target), target))
    then = References(tree).source(first, second)
    if then is None or then is first:
        return ArticlePair(first, second, _aligned(first, second), "given", current=True)
    units = len(first.article.units), len(second.article.units)
    pairs = composed(_aligned(then, second), _aligned(then, first), *units)
    return ArticlePair(first, second, pairs, "revision", current=False)


def _edition(article: Article) -> Edition:
    return Edition(article, of_article(article, Layout([article.path]).of_path(article.path), "en")[0], 0)
