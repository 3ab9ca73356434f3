"""A project's articles by path, key, group and id, and which of them a site shows to readers of a language."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from itertools import takewhile
from posixpath import dirname
from typing import TypeVar

from doclint.project.edition import Edition
from doclint.project.pairing import Project
from doclint.project.tags import language
from doclint.tree import SUFFIXES

_PAGE = re.compile(r"(?:\.(?:html?|aspx))?$", re.IGNORECASE)
"""The ending of a page as the site shows it, whose source is named otherwise."""
_INSIDE = ("", "/index", "/readme", "/_index")

Key = TypeVar("Key", bound=Hashable)


class Catalogue:
    """Answers which article a path, an id or another language's article stands for. Paths are those of the tree."""

    def __init__(self, members: Project) -> None:
        self._members = members
        self._original = language(members.source_locale)

    def spelt(self, path: str) -> str | None:
        """The article's path that `path` gives in any case."""
        return self._lowered.get(path.lower())

    def shown(self, path: str, spoken: str) -> str | None:
        """The article that the site shows at `path` in the language `spoken`, else in that of the sources.

        It stands at the path in that language (docs/en/b.md for docs/fr/b.md), or beside it (b.fr.md for b.md).
        """
        place = self._members.layout.of_path(path)
        folder = dirname(path)
        known = self._keys.get(place.key, [])
        return self._of_language((one for one in known if place.locale or dirname(one.article.path) == folder), spoken)

    def beside(self, path: str, edition: Edition) -> str:
        """The article that the site shows for `path` to readers of `edition`: b.fr.md for b.md to those of a.fr.md."""
        named = self.editions[path]
        suffixed = not named.place.locale and edition.place.pattern and edition.place.pattern.name == "suffix"
        return self.localized(path, edition.language) if suffixed else path

    def pages(self, places: Iterable[str], spoken: str) -> list[str]:
        """The articles that the site may show at any of `places`, which are named as its pages are."""
        stems = [stem for place in places if _last(stem := _PAGE.sub("", place, count=1)) in self._names]
        names = [f"{stem}{rest}{suffix}" for stem in stems for rest in _INSIDE for suffix in SUFFIXES]
        exact = [path for name in names if (path := self.spelt(name))]
        return exact or [path for name in names if (path := self.shown(name, spoken))]

    def slugged(self, slug: str, spoken: str) -> str | None:
        """The article whose front matter has this `slug`, in any case."""
        return self._of_language(self._slugs.get(slug.lower(), ()), spoken)

    def identified(self, uid: str, spoken: str) -> str | None:
        """The article whose front matter has this `uid`."""
        return self._of_language(self._uids.get(uid, ()), spoken)

    def localized(self, path: str, spoken: str) -> str:
        """The article at `path` in the language `spoken`, where there is one."""
        return next(
            (one.article.path for one in self._groups[self.editions[path].group] if one.language == spoken), path
        )

    def source_path(self, path: str) -> str | None:
        """Where the source of an article at `path` lies or would lie: as those of its neighbours do."""
        moves = [(count, move) for move, count in self._moves.items() if path.startswith(move[0])]
        _, (folder, other) = max(moves, default=(0, (None, "")))
        return None if folder is None else other + path.removeprefix(folder)

    @cached_property
    def _moves(self) -> Counter[tuple[str, str]]:
        """The folders of translations and of their sources below which both lie alike, with how many pairs say so."""
        found: Counter[tuple[str, str]] = Counter()
        for edition in self._members.editions:
            source = self.source(edition) if self._members.translated(edition) else None
            if source:
                found[parting(edition.article.path, source.article.path)] += 1
        return found

    def source(self, edition: Edition) -> Edition | None:
        """The source article of the edition's key or group."""
        return self._sources.get(edition.place.key) or self._sources.get(edition.group)

    @cached_property
    def _names(self) -> frozenset[str]:
        """What the addresses of articles can end in: their files' names up to the first point, and their folders'."""
        named = (part for path in self.editions for part in path.lower().split("/")[-2:])
        return frozenset(name for part in named for name in (part, part.partition(".")[0], part.rpartition(".")[0]))

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """The editions by path."""
        return {edition.article.path: edition for edition in self._members.editions}

    def _of_language(self, known: Iterable[Edition], spoken: str) -> str | None:
        found = {one.language: one.article.path for one in known}
        return found.get(spoken) or found.get(self._original)

    def _by(self, key: Callable[[Edition], Key]) -> dict[Key, list[Edition]]:
        found: defaultdict[Key, list[Edition]] = defaultdict(list)
        for edition in self._members.editions:
            found[key(edition)].append(edition)
        return dict(found)

    @cached_property
    def _lowered(self) -> dict[str, str]:
        return {path.lower(): path for path in sorted(self.editions, reverse=True)}

    @cached_property
    def _keys(self) -> dict[str, list[Edition]]:
        return self._by(lambda edition: edition.place.key)

    @cached_property
    def _groups(self) -> dict[int, list[Edition]]:
        return self._by(lambda edition: edition.group)

    @cached_property
    def _uids(self) -> dict[str, list[Edition]]:
        return self._by(lambda edition: edition.value("uid"))

    @cached_property
    def _slugs(self) -> dict[str, list[Edition]]:
        return self._by(lambda edition: edition.value("slug").lower())

    @cached_property
    def _sources(self) -> dict[int | str, Edition]:
        sources = [one for one in self._members.editions if not self._members.translated(one)]
        return {name: one for one in sources for name in (one.group, one.place.key)}


def _last(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].lower()


def parting(path: str, other: str) -> tuple[str, str]:
    """What two paths have before the part that they end in alike, each with a slash or empty."""
    one, two = path.split("/"), other.split("/")
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(reversed(one), reversed(two), strict=False)))
    return _folder(one[: len(one) - alike]), _folder(two[: len(two) - alike])


def _folder(parts: list[str]) -> str:
    return "".join(f"{part}/" for part in parts)
