"""Which article is a translation of which, and their units side by side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from doclint import read
from doclint.language.lexicon import lexicon
from doclint.model import Article, Pair
from doclint.project.align import align
from doclint.project.edition import Edition, Segment, UnitPair
from doclint.project.identity import groups
from doclint.project.locales import Layout, of_article

ALIGNED = 0.9
"""The confidence a pair of units needs before rules compare its sides."""


class ArticlePair(Struct, frozen=True):
    """A translation and its source, aligned. `current` is False where the source is newer than what was translated."""

    source: Edition
    target: Edition
    pairs: tuple[Pair, ...]
    method: str
    current: bool

    def units(self) -> Iterator[UnitPair]:
        """The pairs that have both sides."""
        for pair in self.pairs:
            if pair.source is not None and pair.target is not None:
                source = Segment(self.source, self.source.article.units[pair.source])
                target = Segment(self.target, self.target.article.units[pair.target])
                yield UnitPair(source, target, pair.method, pair.confidence, self.current)


class Project(Struct, frozen=True):
    """The editions of a run, and the locale their sources are written in."""

    editions: tuple[Edition, ...]
    source_locale: str

    def translated(self, edition: Edition) -> bool:
        """Whether an edition is in another language than the sources."""
        return edition.language != _language(self.source_locale)

    def pairs(self) -> Iterator[ArticlePair]:
        """Every translation with its source, where it has one."""
        members = defaultdict(list)
        for edition in self.editions:
            members[edition.group].append(edition)
        for edition in self.editions:
            found = _source(edition, members[edition.group], self.source_locale)
            if found:
                yield found


def project(articles: Sequence[Article], source_locale: str, sources: Mapping[str, str], base: str = "") -> Project:
    """The project made of `articles`, whose paths are relative to `base`.

    `sources` names sources by translation; they are in the source locale, and their translations are not.
    """
    named = set(sources.values())
    editions = []
    layout = Layout((article.path for article in articles), base)
    for article, group in zip(articles, groups(articles, layout, sources), strict=True):
        told = of_article(article, layout, source_locale)
        locale, reason = (source_locale, "named as source") if article.path in named else told
        if article.path in sources and _language(locale) == _language(source_locale):
            locale, reason = "und", "named as a translation"
        editions.append(Edition(article, locale, group, (reason,)))
    return Project(tuple(editions), source_locale)


def _source(edition: Edition, group: list[Edition], source_locale: str) -> ArticlePair | None:
    """The source of `edition`: its own source side, an article in the source language, or a sibling's source side."""
    article = edition.article
    if article.source:
        given = tuple(Pair(index, index, "given", 1.0) for index in range(len(article.units)))
        return ArticlePair(_side(edition, article.source, source_locale), edition, given, "bilingual", current=True)
    language = _language(source_locale)
    if edition.language == language:
        return None
    for other in group:
        if other.language == language and not other.article.source:
            current = _current(other, edition)
            return ArticlePair(other, edition, _aligned(other, edition), "article", current)
    for other in group:
        if other.article.source and _same_source(other, edition):
            source = _side(other, other.article.source, source_locale)
            return ArticlePair(source, edition, _aligned(source, edition), "sibling", current=True)
    return None


def _aligned(source: Edition, target: Edition) -> tuple[Pair, ...]:
    return align(source.article, target.article, lexicon(source.language, target.language))


def _side(edition: Edition, article: Article, locale: str) -> Edition:
    return Edition(article, locale, edition.group, ("source side of a bilingual article",))


def _language(locale: str) -> str:
    return locale.partition("-")[0].lower()


def _current(source: Edition, target: Edition) -> bool:
    """Whether `target` was made from `source` as it is: by the recorded hash, else by the dates."""
    recorded = target.value("ms.openlocfilehash")
    if recorded:
        return recorded == source.article.digest
    return not (source.date and target.date and source.date > target.date)


def _same_source(other: Edition, edition: Edition) -> bool:
    recorded = edition.value("ms.openlocfilehash")
    return bool(recorded) and recorded == other.value("ms.openlocfilehash")


def align_files(source: bytes, source_path: str, target: bytes, target_path: str) -> ArticlePair | None:
    """Two files aligned, whatever their names say; a bilingual file given as both sides gives its own pairs."""
    first, second = _edition(read.article(source, source_path)), _edition(read.article(target, target_path))
    if source_path != target_path:
        return ArticlePair(first, second, _aligned(first, second), "given", current=True)
    return _source(first, [], "en") if first.article.source else None


def _edition(article: Article) -> Edition:
    return Edition(article, of_article(article, Layout([article.path]), "en")[0], 0)
