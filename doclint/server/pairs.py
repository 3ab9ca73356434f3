"""Translations and their sources, aligned when first asked for; the last ones are kept."""

from collections.abc import Container

from msgspec.structs import replace

from doclint.language.lexicon import lexicon
from doclint.project.align import align
from doclint.project.align.compose import composed
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair, Project

_MOST = 24


class Pairs:
    """The pairs of a project; `known` are those that were aligned before."""

    def __init__(self, members: Project, editions: dict[str, Edition], known: dict[str, ArticlePair]) -> None:
        self._members = members
        self._editions = editions
        self._known = known

    def after(self, members: Project, editions: dict[str, Edition], changed: Container[str]) -> "Pairs":
        """The pairs of `members`, whose articles at `changed` paths are others than before."""
        kept = {
            path: one
            for path, one in self._known.items()
            if path not in changed and one.source.article.path not in changed
        }
        return Pairs(members, editions, kept)

    def of(self, path: str) -> ArticlePair | None:
        """The translation at `path` as it is compared with its source; what rules find out of it is not kept."""
        edition, source = self._editions.get(path), self.source(path)
        if edition is None or source is None:
            return None
        if path not in self._known:
            self._known[path] = self._members.met(edition, source)
            if len(self._known) > _MOST:
                del self._known[next(iter(self._known))]
        return replace(self._known[path])

    def source(self, path: str) -> Edition | None:
        """The source of a translation as it is now; itself where it has a source side."""
        edition = self._editions.get(path)
        if edition is None:
            return None
        return next((source for target, source in self._members.meetings(edition) if target is edition), None)

    def aligned(self, path: str) -> ArticlePair | None:
        """The translation at `path` and its source as it is now, unit by unit."""
        found, now = self.of(path), self.source(path)
        if found is None or now is None or found.method != "revision":
            return found
        between = align(found.source.article, now.article, lexicon(now.language, now.language))
        units = len(now.article.units), len(found.target.article.units)
        return replace(found, source=now, pairs=composed(found.pairs, between, *units))
