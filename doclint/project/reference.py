"""The source that a translation was made from: what it records, else what the history of the repository tells."""

from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from doclint import read
from doclint.project.edition import Edition, iso
from doclint.project.found import DOUBTFUL, PROVEN, RECORDED, SURE, Found
from doclint.project.history import Commit
from doclint.project.inference import inferred
from doclint.project.markers import Marker, marker
from doclint.project.versions import Version, Versions
from doclint.tree import Stored, Tree

__all__ = ["SURE", "Found", "References", "of_edition"]

_HANDOFF = timedelta(days=2)
"""How much earlier than its source a translation may be handed off: days are cut by time zones."""


class References:
    """Answers what translations were made from, as far as the tree and its repositories tell. Versions are read once.

    Nothing is fetched or written. Where git fails there is no history, and `trouble` says why.
    """

    def __init__(self, tree: Tree) -> None:
        self._versions = Versions(tree)
        self._found: dict[tuple[str, str, str], Found] = {}
        self._read: dict[tuple[str, str, str], Edition | None] = {}
        self._sources: dict[str, Edition] = {}

    @property
    def trouble(self) -> str:
        """What git complained of, or an empty string."""
        return self._versions.trouble

    def of(self, source: Edition, target: Edition) -> Found:
        """The version of `source`, as it is now, that `target` was made from."""
        key = source.article.path, target.article.path, target.article.digest
        if key not in self._found:
            self._sources[target.article.path] = source
            mark = of_edition(target)
            self._found[key] = (
                inferred(self._versions, source, target) if mark.kind == "none" else self._marked(source, target, mark)
            )
        return self._found[key]

    def source(self, source: Edition, target: Edition) -> Edition | None:
        """`source` as it was when `target` was made from it: itself where that is how it is; None where unknown."""
        found = self.of(source, target)
        if not found.commit:
            return source if found.confidence else None
        home = self._versions.home(source.article.path)
        return self._edition(source, home, found) if home else None

    def _edition(self, edition: Edition, home: Stored, found: Found) -> Edition | None:
        key = edition.article.path, found.commit, found.path
        if key not in self._read:
            self._read[key] = None
            commit = self._versions.commit(home, found.commit)
            version = self._versions.at(home, commit) if commit else None
            if version:
                self._read[key] = self._as(edition, home, version)
        return self._read[key]

    def _as(self, edition: Edition, home: Stored, version: Version) -> Edition:
        """An edition as it was; itself where that is as it is."""
        if version.digest == edition.article.digest:
            return edition
        article = read.article(self._versions.data(home, version), edition.article.path)
        name = version.commit.hash
        return replace(edition, article=article, revision=name, reasons=(*edition.reasons, f"at {name[:10]}"))

    def _marked(self, source: Edition, target: Edition, mark: Marker) -> Found:
        home = self._versions.home(source.article.path)
        current = mark.digest == source.article.digest
        if home is None and current:
            return Found("hash", mark.digest, PROVEN, path=source.article.path)
        if home is None:
            fault = "the source lies in no git repository: give a clone of it with --source"
            return Found(mark.kind, mark.value, fault=fault, problem="unversioned")
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

    def _dated(self, home: Stored, target: Edition, mark: Marker, version: Version) -> Found:
        """The version that is recorded, and whether it can be."""
        found = _found(mark, version, PROVEN if mark.digest else RECORDED)
        handoff = iso(target.value("ms.lasthandoff"))
        if handoff and _day(handoff) < _day(found.date) - _HANDOFF:
            fault = (
                f"it was handed off on {handoff}, before the commit it records was made ({found.date}): "
                "one of the two is wrong"
            )
            return replace(found, fault=fault, problem="contradicted")
        head = self._versions.commit(home, home.revision)
        if head and head.time < version.commit.time and self._newer(home, head, version.commit):
            fault = (
                f"it was made from a newer source ({found.date}) than the one given ({head.date}): update the source"
            )
            return replace(found, fault=fault, problem="newer")
        return found

    def _newer(self, home: Stored, head: Commit, commit: Commit) -> bool:
        history = self._versions.history(home)
        return bool(history and history.contains(commit.hash, head.hash))

    def _by_hash(
        self, source: Edition, home: Stored, mark: Marker, version: Version | None, commit: Commit | None
    ) -> Found:
        """The version that the recorded hash belongs to, where the commit alone does not tell it."""
        wrong = self._contradiction(mark, commit) if commit and mark.digest else ""
        problem: Literal["", "contradicted"] = "contradicted" if wrong else ""
        if mark.digest == source.article.digest:
            return Found("hash", mark.digest, PROVEN, path=home.path, fault=wrong, problem=problem)
        hashed = self._versions.hashed(home, mark.digest) if mark.digest else None
        if hashed:
            return replace(_found(mark, hashed, RECORDED), kind="hash", value=mark.digest, fault=wrong, problem=problem)
        if version:
            return replace(_found(mark, version, DOUBTFUL), fault=wrong, problem="contradicted")
        return Found(mark.kind, mark.value, fault=self._unknown(home, mark, commit), problem="unknown")

    def _contradiction(self, mark: Marker, commit: Commit | None) -> str:
        name = commit.hash[:10] if commit else mark.value
        return (
            f"the hash it records is not that of its source at the commit it records ({name}): one of the two is wrong"
        )

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


def _found(mark: Marker, version: Version, confidence: float) -> Found:
    return Found(mark.kind, mark.value, confidence, version.commit.hash, version.path, version.commit.date)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.max
