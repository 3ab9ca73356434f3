"""Which locale an article is in: by its path, else its front matter, else its words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from os.path import normpath
from pathlib import PurePosixPath

from babel.localedata import locale_identifiers

from doclint.language.pack import languages, pack
from doclint.language.words import words
from doclint.model import Article

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?", re.IGNORECASE
)
_KEYS = ("ms.contentlocale", "contentlocale", "locale", "lang", "language")
_SAMPLE = 400
_FEWEST = 8


def normal(tag: str) -> str:
    """A locale tag in the usual case (fr-FR, zh-Hant-TW), or an empty string where it is none."""
    match = _TAG.fullmatch(tag.strip())
    if not match or match["language"].lower() not in _languages():
        return ""
    script = f"-{match['script'].title()}" if match["script"] else ""
    region = f"-{match['region'].upper()}" if match["region"] else ""
    return match["language"].lower() + script + region


@cache
def _languages() -> frozenset[str]:
    return frozenset(identifier.partition("_")[0] for identifier in locale_identifiers())


_HOMES = {"docs", "content", "i18n", "translations", "locale", "locales", "l10n"}
"""Folders whose subfolders are usually locales, so that one alone is believed."""


class Layout:
    """How the paths of a project name locales.

    A folder or suffix counts when it is a language with a region, or a bare language beside another one at the same
    place (docs/en beside docs/fr), so that no folder "is" is Icelandic.
    """

    def __init__(self, paths: Iterable[str], base: str = "") -> None:
        """Look at all `paths`, which are relative to the folder `base`: its name may tell a locale too."""
        self._base = base
        full = [self._full(path) for path in paths]
        beside: defaultdict[str, set[str]] = defaultdict(set)
        for path in full:
            for tag, key in _candidates(path):
                beside[_place(key)].add(tag)
        known = set(full)
        roots = {_place(key) for path in full for _, key in _candidates(path) if _plain(key) in known}
        self._places = {place for place, tags in beside.items() if len(tags) > 1} | roots
        self._parted = self._places | {place for place, tags in beside.items() if any("-" in tag for tag in tags)}

    def of_path(self, path: str) -> tuple[str, str]:
        """The locale a path names, and the path without it: docs/fr/a.md -> fr, docs/*/a.md; a.fr.md -> fr, a.*.md.

        A path that names none has the key of its translations, if it has any: a.md -> a.*.md.
        """
        path = self._full(path)
        for tag, key in _candidates(path):
            if "-" in tag or _place(key) in self._places or PurePosixPath(_place(key)).name in _HOMES:
                return tag, key
        return "", next((key for key in _keys(path) if _place(key) in self._parted), path)

    def _full(self, path: str) -> str:
        return normpath(f"{self._base}/{path}") if self._base else path


def _candidates(path: str) -> Iterator[tuple[str, str]]:
    """Every locale that a part of `path` may be, nearest to the file first, and the path with a star in its place."""
    pure = PurePosixPath(path)
    stem, _, suffix = pure.stem.rpartition(".")
    if stem and normal(suffix):
        yield normal(suffix), (pure.parent / f"{stem}.*{pure.suffix}").as_posix()
    for index in range(len(pure.parts) - 2, -1, -1):
        if normal(pure.parts[index]):
            key = "/".join((*pure.parts[:index], "*", *pure.parts[index + 1 :]))
            yield normal(pure.parts[index]), key.replace("//", "/")


def _place(key: str) -> str:
    return key.partition("*")[0]


def _plain(key: str) -> str:
    """The path of a source that names no locale: docs/*/a.md -> docs/a.md, a.*.md -> a.md."""
    return key.replace("*/", "").replace(".*", "")


def _keys(path: str) -> Iterator[str]:
    """The keys that translations of `path` would have, nearest to the file first."""
    pure = PurePosixPath(path)
    yield (pure.parent / f"{pure.stem}.*{pure.suffix}").as_posix()
    for index in range(len(pure.parts) - 1, -1, -1):
        yield "/".join((*pure.parts[:index], "*", *pure.parts[index:])).replace("//", "/")


def of_article(article: Article, layout: Layout, default: str) -> tuple[str, str]:
    """The locale of an article and how it is known; `default` where nothing tells."""
    for key in _KEYS:
        value = article.metadata.get(key)
        if value and normal(value.text):
            return normal(value.text), f"front matter {key}"
    tag, _ = layout.of_path(article.path)
    if tag:
        return tag, "path"
    guess = _of_text(article)
    return (guess, "its words") if guess else (default, "the source locale")


def _of_text(article: Article) -> str:
    """The language whose commonest words make up the text, if one is clearly ahead."""
    sample = Counter(word.text.rstrip("'") for unit in article.units[:_SAMPLE] for word in words(unit.prose))
    scores = sorted(((_share(sample, code), code) for code in languages()), reverse=True)
    (best, code), *rest = scores or [(0.0, "")]
    enough = sample.total() >= _FEWEST
    return code if enough and best > 0.05 and (not rest or best > 1.5 * rest[0][0]) else ""


def _share(sample: Counter[str], code: str) -> float:
    known = pack(code)
    frequent = {word.rstrip("'") for word in known.frequent} if known else set()
    return sum(sample[word] for word in frequent) / max(1, sample.total())


def matches(locale: str, wanted: str) -> bool:
    """Whether `locale` is `wanted` or a region of it (fr-CA is fr)."""
    return locale.lower() == normal(wanted).lower() or locale.lower().startswith(f"{normal(wanted).lower()}-")
