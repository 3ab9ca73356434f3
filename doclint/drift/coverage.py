"""Which sources a locale ought to have, judged by those it has: where its articles lie, and of which versions."""

import posixpath
from collections import defaultdict
from collections.abc import Collection, Iterator

from doclint.project.catalogue import parting
from doclint.project.edition import Edition
from doclint.project.pairing import Project

Pairs = Collection[tuple[Edition, Edition]]
"""Translations and their sources."""


class Coverage:
    """What one locale covers: the folders below which its articles lie as their sources do, and the versions."""

    def __init__(self, pairs: Pairs) -> None:
        moves: defaultdict[str, list[str]] = defaultdict(list)
        beside = []
        for target, source in pairs:
            folder, other = parting(target.article.path, source.article.path)
            if other == f"{source.article.path}/":
                beside.append(source.article.path.rpartition("/")[0])
            else:
                moves[other].append(folder)
        common = sorted(moves.items(), key=lambda move: (-len(move[1]), move[0]))
        self._moves = {other: max(sorted(set(folders)), key=folders.count) for other, folders in common}
        self._beside = f"{posixpath.commonpath(beside)}/".removeprefix("/") if 2 * len(beside) > len(pairs) else None
        self._versions = {source.place.version for _, source in pairs}

    def path(self, source: Edition) -> str | None:
        """Where the translation of `source` would lie; its own path where it would lie beside it; None: not owed."""
        path = source.article.path
        if source.place.version not in self._versions:
            return None
        folder = next((other for other in self._moves if path.startswith(other)), None)
        if folder is not None:
            return self._moves[folder] + path.removeprefix(folder)
        return path if self._beside is not None and path.startswith(self._beside) else None


def missing(
    members: Project, originals: Collection[str], folders: Collection[str], pairs: Pairs
) -> Iterator[tuple[str, str, Edition]]:
    """Path it would have, locale and source of each article that a locale lacks though it covers its folder.

    Sources are the `originals` and what the layout knows as such. Articles that would lie outside of `folders`, which
    end with a slash, were not asked for.
    """
    sources = [
        one
        for one in members.editions
        if not members.translated(one) and (one.place.locale or one.place.source or one.article.path in originals)
    ]
    by_locale: defaultdict[str, list[tuple[Edition, Edition]]] = defaultdict(list)
    for target, source in pairs:
        by_locale[target.locale].append((target, source))
    for locale, own in sorted(by_locale.items()):
        there = {target.group for target, _ in own} | {source.article.path for _, source in own}
        coverage = Coverage(own)
        for source in sources:
            if source.group in there or source.article.path in there:
                continue
            path = coverage.path(source)
            if path is not None and any(path.startswith(folder) for folder in folders):
                yield path, locale, source
