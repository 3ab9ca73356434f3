"""What the paths of a project make of the path patterns: the locale of each article, and what it translates."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from posixpath import normpath
from typing import NamedTuple

from doclint.project.matcher import Matcher
from doclint.project.patterns import KNOWN, Pattern
from doclint.project.tags import in_path, language

_VARIANT = re.compile(r"(?<![^/])(live|main|master)-sxs(?=/)|(?<=[^/])-pr(?=/)", re.IGNORECASE)
"""Folders that hold the same articles again: a repository's bilingual branch, and its private twin."""
_HOMES = {"docs", "content", "i18n", "translations", "locale", "locales", "l10n"}
"""Folders whose subfolders are usually locales, so that one alone is believed."""
_EVERYWHERE = re.compile(r"(?:^|/)(?:_?index|readme|toc|overview)\.\w+$", re.IGNORECASE)
"""Files that many folders have: that two folders hold them does not make one the translation of the other."""
_VERSION = re.compile(r"version-.+|release-\d.*|v\d+|v?\d+(?:\.(?:\d+|x))+", re.IGNORECASE)
_SHARE = 0.3
"""The part of a folder's articles that need their source beside them before a bare language is believed."""


class Place(NamedTuple):
    """What a path tells: its locale or "", the source's path without its locale, the pattern that fits, and why.

    Articles with one `key` are the same article. `source` is True where translations of such paths lie elsewhere.
    """

    locale: str
    key: str
    pattern: Pattern | None = None
    reason: str = ""
    source: bool = False

    @property
    def version(self) -> str:
        """The folders of the key that name a version, or an empty string."""
        return "/".join(part for part in self.key.split("/")[:-1] if _VERSION.fullmatch(part))


class _Reading(NamedTuple):
    """One way to read a path: with which pattern, below which folder, as which tag; the source's folder and path."""

    pattern: int
    root: str
    tag: str
    area: str
    key: str

    @property
    def sign(self) -> tuple[int, str, str]:
        """What all articles of one locale have in common: they are believed together or not at all."""
        return self[:3]


class Layout:
    """How the paths of a project name locales and sources.

    A part of a path counts where a pattern with names of its own says so, where it names a region, or where the source
    lies beside it: so no folder "is" is Icelandic, and no command's page "id.md" Indonesian.
    """

    def __init__(
        self, paths: Iterable[str], base: str = "", source_locale: str = "en", patterns: Sequence[Pattern] = ()
    ) -> None:
        """Look at all `paths`, which are relative to the folder `base`: its name may tell a locale too."""
        self._base = base
        self.given = tuple(patterns)
        self._matchers = [Matcher(one, sure=True) for one in patterns] + [Matcher(one, sure=False) for one in KNOWN]
        self._folders: dict[str, tuple[_Reading, ...]] = {}
        self._places: dict[str, Place] = {}
        full = [self._full(path) for path in paths]
        known = set(full)
        readings = [one for path in full for one in self._readings(path)]
        self._reasons = _reasons(self._matchers, readings, known, language(source_locale))
        self._areas = {one.area for one in readings if one.key in known and one.sign in self._reasons}
        self._spelt = _spellings([self._place(path).key for path in full], known)

    def of_path(self, path: str) -> Place:
        """What `path` tells: i18n/fr/docusaurus-plugin-content-docs/current/a.md is fr, with the key docs/a.md."""
        if path not in self._places:
            place = self._place(self._full(path))
            self._places[path] = place._replace(key=self._spelt.get(place.key, place.key))
        return self._places[path]

    def _place(self, path: str, above: frozenset[str] = frozenset()) -> Place:
        """What `path` tells; its source may name a locale in its turn, but not that of a path in `above`."""
        above |= {path}
        for one in self._readings(path):
            reason = self._reasons.get(one.sign)
            if reason:
                key = one.key if one.key in above else self._place(one.key, above).key
                return Place(in_path(one.tag), key, self._matchers[one.pattern].pattern, reason)
        source = any(path.startswith(area) for area in self._areas)
        return Place("", _VARIANT.sub(lambda name: name[1] or "", path), source=source)

    def _full(self, path: str) -> str:
        return normpath(f"{self._base}/{path}") if self._base else path

    def _readings(self, path: str) -> list[_Reading]:
        """Every reading of `path`: those with names of their own first, then the nearest to the file first."""
        folder, slash, name = path.rpartition("/")
        whole = [
            _Reading(index, root, tag, folder + slash, key) for index, root, tag, key in self._read(path, whole=True)
        ]
        below = self._below(folder + slash) if folder else ()
        found = [*whole, *(one._replace(key=one.key + name) for one in below)]
        return sorted(found, key=lambda one: not self._matchers[one.pattern].sure)

    def _below(self, folder: str) -> tuple[_Reading, ...]:
        if folder not in self._folders:
            self._folders[folder] = self._of_folder(folder)
        return self._folders[folder]

    def _of_folder(self, folder: str) -> tuple[_Reading, ...]:
        own = [_Reading(index, root, tag, area, area) for index, root, tag, area in self._read(folder, whole=False)]
        above, slash, last = folder.rstrip("/").rpartition("/")
        far = self._below(above + slash) if above else ()
        return (*own, *(one._replace(key=f"{one.key}{last}/") for one in far))

    def _read(self, text: str, *, whole: bool) -> Iterator[tuple[int, str, str, str]]:
        for index, matcher in enumerate(self._matchers):
            if matcher.whole is whole and (read := matcher.read(text)):
                yield index, *read


def _reasons(
    matchers: list[Matcher], readings: list[_Reading], known: set[str], source: str
) -> dict[tuple[int, str, str], str]:
    """Why each sign is believed, by sign; those that are not are left out."""
    holders: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    places: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    signs: defaultdict[tuple[int, str, str], list[_Reading]] = defaultdict(list)
    for one in readings:
        holders[one.pattern, one.key].add(language(in_path(one.tag)))
        places[one.pattern, one.root].add(language(in_path(one.tag)))
        signs[one.sign].append(one)
    found = {}
    for sign, members in signs.items():
        matcher = matchers[sign[0]]
        beside = sum(_beside(one, matcher, holders[one.pattern, one.key], known, source) for one in members)
        if reason := _reason(matcher, sign, places[sign[:2]], source, beside, len(members)):
            found[sign] = reason
    return found


def _beside(one: _Reading, matcher: Matcher, holders: set[str], known: set[str], source: str) -> bool:
    """Whether the article's source lies where the reading expects it, under the source locale or none."""
    plain = one.key in known and (matcher.whole or not _EVERYWHERE.search(one.key))
    return plain or (len(holders) > 1 and source in holders)


def _reason(  # noqa: PLR0913
    matcher: Matcher, sign: tuple[int, str, str], beside: set[str], source: str, paired: int, count: int
) -> str:
    """Why a reading is believed, or an empty string."""
    _, root, tag = sign
    if matcher.sure:
        return f"the folders are named as {matcher.pattern.name} has it"
    if any(mark in tag for mark in "-_"):
        return "it names a region or script"
    if paired >= _SHARE * count:
        return f"{paired:,} of {count:,} have their source beside them"
    if not matcher.whole and len(beside) > 1 and source in beside:
        return f"it stands beside '{source}'"
    home = root.rstrip("/").rpartition("/")[2]
    folder = matcher.pattern.target == "{locale}/{path}"
    return f"'{home}' usually holds locales" if folder and home in _HOMES else ""


def _spellings(keys: list[str], known: set[str]) -> dict[str, str]:
    """For a key that stands alone, that of the articles spelt alike but for case."""
    counts = Counter(keys)
    alike = defaultdict(list)
    for key in counts:
        alike[key.lower()].append(key)
    return {
        key: max(others, key=lambda other: (other in known, counts[other]))
        for others in alike.values()
        for key in others
        if len(others) > 1 and counts[key] == 1
    }
