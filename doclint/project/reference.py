"""The source that a translation was made from: what it records, else what the history of the repository tells."""

import posixpath
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import takewhile
from pathlib import PurePosixPath
from typing import Literal

from msgspec.structs import replace

from doclint.model import Article
from doclint.project.edition import Edition, iso
from doclint.project.found import DOUBTFUL, PROVEN, RECORDED, SURE, Found, Traced
from doclint.project.history import Commit
from doclint.project.inference import inferred
from doclint.project.markers import Marker, marker
from doclint.project.versions import Version, Versions
from doclint.read import metadata
from doclint.reader import Reader
from doclint.tree import Stored, Tree

__all__ = ["SURE", "Found", "References", "Traced", "of_edition"]

_HANDOFF = timedelta(days=2)
"""How much earlier than its source a translation may be handed off: days are cut by time zones."""


class References:
    """Answers what translations were made from, as far as the tree and its repositories tell. Versions are read once.

    Nothing is fetched or written. Where git fails there is no history, and `trouble` says why.
    """

    def __init__(self, tree: Tree, reader: Reader | None = None) -> None:
        self._reader = reader or Reader()
        self._versions = Versions(tree)
        self._traced: dict[tuple[str, str, str, str], Traced] = {}
        self._read: dict[tuple[str, str], Article | None] = {}
        self._marks: dict[str, tuple[str, str, str]] = {}
        self._sources: dict[str, Edition] = {}

    @property
    def trouble(self) -> str:
        """What git complained of, or an empty string."""
        return self._versions.trouble

    def of(self, source: Edition, target: Edition) -> Found:
        """The version of `source`, as it is now, that `target` was made from."""
        return self.traced(source, target).found

    def traced(self, source: Edition, target: Edition) -> Traced:
        """The same, and what sort of fault it has."""
        key = source.article.path, source.article.digest, target.article.path, target.article.digest
        if key not in self._traced:
            self._sources[target.article.path] = source
            mark = of_edition(target)
            self._traced[key] = (
                Traced(inferred(self._versions, source, target))
                if mark.kind == "none"
                else self._marked(source, target, mark)
            )
        return self._traced[key]

    def source(self, source: Edition, target: Edition) -> Edition | None:
        """`source` as it was when `target` was made from it: itself where that is how it is; None where unknown."""
        found = self.of(source, target)
        if not found.commit:
            return source if found.confidence else None
        home = self._versions.home(source.article.path)
        return self._edition(source, home, found) if home else None

    def before(self, target: Edition) -> tuple[Edition, Found] | None:
        """The translation as it was before its reference was set anew, and what it was made from then.

        None where it was not, or its history is not there; its source is the one it was asked about last.
        """
        source, home = self._sources.get(target.article.path), self._versions.home(target.article.path)
        version = self._older(home, target) if home else None
        if source is None or home is None or version is None:
            return None
        older = self._as(target, home, version)
        return (older, self.of(source, older)) if older else None

    def _older(self, home: Stored, target: Edition) -> Version | None:
        """The newest version of a translation that records another reference, or is older where none is recorded."""
        mark = of_edition(target)
        versions = self._versions.all(home)
        if mark.kind == "none":
            return next((one for one in versions if one.digest != target.article.digest), None)
        return next((one for one in versions if self._mark(home, one) != _said(mark)), None)

    def at_reference(self, target: Edition) -> Edition | None:
        """The translation as it was when its present reference was recorded; None where its history is not there."""
        home = self._versions.home(target.article.path)
        if home is None:
            return None
        mark = of_edition(target)
        versions = self._versions.all(home)
        if mark.kind == "none":
            first = next(versions, None)
        else:
            same = takewhile(lambda one: self._mark(home, one) == _said(mark), versions)
            first = next(iter(deque(same, maxlen=1)), None)
        return self._as(target, home, first) if first else None

    def unseen(self, source: Edition, commit: str) -> tuple[Commit, ...]:
        """The commits since `commit` that changed the source, under all its names, oldest first."""
        home = self._versions.home(source.article.path)
        return self._versions.unseen(home, commit) if home else ()

    def removed(self, target: Edition, place: str | None = None) -> tuple[str, str] | None:
        """For a translation without a source: the path its source had, and the day it was removed or moved away.

        `place` is where the source would lie; None where history does not tell of it.
        """
        home = self._versions.home(place) if place and place != target.article.path else None
        commit = self._versions.removed(home) if home else None
        return (place, commit.date) if place and commit else None

    def moved(self, place: str) -> Iterator[str]:
        """Where the article that lay at `place` was moved to, and from there on: paths of the tree."""
        home = self._versions.home(place)
        for path in self._versions.moved(home) if home else ():
            way = posixpath.relpath(path, PurePosixPath(home.path).parent) if home else ""
            yield posixpath.normpath(PurePosixPath(place).parent / way)

    def _mark(self, home: Stored, version: Version) -> tuple[str, str, str]:
        """What a version of a translation records."""
        key = version.digest
        if key not in self._marks:
            text = self._versions.data(home, version).decode("utf-8", "replace").removeprefix("\ufeff")
            self._marks[key] = _said(marker(metadata.read(text)[0], text))
        return self._marks[key]

    def _edition(self, edition: Edition, home: Stored, found: Found) -> Edition | None:
        """The source as `found`."""
        commit = self._versions.commit(home, found.commit)
        version = self._versions.at(home, commit) if commit else None
        return self._as(edition, home, version) if version else None

    def _as(self, edition: Edition, home: Stored, version: Version) -> Edition | None:
        """An edition as it was; itself where that is as it is. None where git has lost it."""
        if version.digest == edition.article.digest:
            return edition
        key = edition.article.path, version.digest
        if key not in self._read:
            self._read[key] = None
            with suppress(OSError):
                self._read[key] = self._reader.article(self._versions.data(home, version), edition.article.path)
        article, name = self._read[key], version.commit.hash
        reasons = (*edition.reasons, f"at {name[:10]}")
        return replace(edition, article=article, revision=name, reasons=reasons) if article else None

    def _marked(self, source: Edition, target: Edition, mark: Marker) -> Traced:
        home = self._versions.home(source.article.path)
        if home is None and mark.digest == source.article.digest:
            return Traced(Found("hash", mark.digest, PROVEN, path=source.article.path))
        if home is None:
            fault = "its source lies in no git repository: give a clone of it with --source"
            return Traced(Found(mark.kind, mark.value, fault=fault), "unversioned")
        commit = self._recorded(home, mark)
        version = self._versions.at(home, commit) if commit else None
        if version and mark.digest in {"", version.digest}:
            return self._dated(home, target, mark, version)
        return self._by_hash(source, home, mark, version, commit)

    def _recorded(self, home: Stored, mark: Marker) -> Commit | None:
        """The commit that is recorded; for the first one that was not translated, the one before."""
        found = self._versions.commit(home, mark.commit) if mark.commit else None
        if mark.kind != "outdated" or not found:
            return found
        return self._versions.commit(home, found.parents[0]) if found.parents else None

    def _dated(self, home: Stored, target: Edition, mark: Marker, version: Version) -> Traced:
        """The version that is recorded, and whether it can be."""
        found = _found(mark, version, PROVEN if mark.digest else RECORDED)
        handoff = iso(target.value("ms.lasthandoff"))
        if handoff and _day(handoff) < _day(found.date) - _HANDOFF:
            fault = (
                f"it was handed off on {handoff}, before the commit it records was made ({found.date}): "
                "one of the two is wrong"
            )
            return Traced(replace(found, fault=fault), "contradicted")
        head = self._versions.commit(home, home.revision)
        if head and head.time < version.commit.time and self._newer(home, head, version.commit):
            fault = f"it was made from a newer source ({found.date}) than the one given ({head.date}): update that"
            return Traced(replace(found, fault=fault), "newer")
        return Traced(found)

    def _newer(self, home: Stored, head: Commit, commit: Commit) -> bool:
        history = self._versions.history(home)
        return bool(history and history.contains(commit.hash, head.hash))

    def _by_hash(
        self, source: Edition, home: Stored, mark: Marker, version: Version | None, commit: Commit | None
    ) -> Traced:
        """The version that the recorded hash belongs to, where the commit alone does not tell it."""
        wrong = _contradiction(commit) if commit and mark.digest else ""
        problem: Literal["", "contradicted"] = "contradicted" if wrong else ""
        if mark.digest == source.article.digest:
            return Traced(Found("hash", mark.digest, PROVEN, path=home.path, fault=wrong), problem)
        hashed = self._versions.hashed(home, mark.digest) if mark.digest else None
        if hashed:
            found = _found(mark, hashed, RECORDED)
            return Traced(replace(found, kind="hash", value=mark.digest, fault=wrong), problem)
        if version:
            return Traced(replace(_found(mark, version, DOUBTFUL), fault=wrong), "contradicted")
        return Traced(Found(mark.kind, mark.value, fault=self._unknown(home, mark, commit)), "unknown")

    def _unknown(self, home: Stored, mark: Marker, commit: Commit | None) -> str:
        history = self._versions.history(home)
        if history and history.shallow:
            return "what it was made from is not in this shallow clone of the source: fetch it (git fetch --unshallow)"
        if commit:
            return f"its source is not in the commit it was made from ({commit.hash[:10]}): it may have been renamed"
        if mark.kind == "hash":
            return "no version of its source has the hash it records: is this the repository it was made from?"
        if not mark.commit:
            return "what it records is no commit: a hash of 7 digits or more is expected"
        return (
            f"the commit it was made from ({mark.commit[:10]}) is not in the source's repository: "
            "is that another one, such as its private twin?"
        )


def of_edition(edition: Edition) -> Marker:
    """What an article records of its source."""
    return marker(edition.article.metadata, edition.article.original.text)


def _contradiction(commit: Commit) -> str:
    return (
        f"the hash it records is not that of its source at the commit it records ({commit.hash[:10]}): "
        "one of the two is wrong"
    )


def _found(mark: Marker, version: Version, confidence: float) -> Found:
    return Found(mark.kind, mark.value, confidence, version.commit.hash, version.path, version.commit.date)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.max


def _said(mark: Marker) -> tuple[str, str, str]:
    """What a marker says, wherever it stands."""
    return mark.kind, mark.value, mark.digest
