"""The commits of a repository as a table, read once by one process: who touched which article, and what came before.

What a merge itself changes (a conflict settled by hand) is not in it: git shows merges without their changes.
"""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from itertools import dropwhile
from typing import NamedTuple

from doclint.repository import Repository
from doclint.tree import SUFFIXES

_FORMAT = "--format=tformat:%x01%H %P%x00%ct%x00%s"
_PLAIN = ("--no-show-signature", "--no-ext-diff", "--no-relative", "--no-color", "--no-notes", "--encoding=UTF-8")
"""What the user's settings might change about git's answer."""
_LIKE, _SAME = ("-M", "-l1000"), ("-M100%",)
_KNOWN = 64
"""How many sets of ancestors are kept."""


class Commit(NamedTuple):
    """A commit: its hash, its parents', seconds since 1970 (UTC) at which it was committed, and its first line."""

    hash: str
    parents: tuple[str, ...]
    time: int
    subject: str

    @property
    def date(self) -> str:
        """The day it was committed (ISO, UTC); empty where it is beyond the calendar."""
        try:
            return datetime.fromtimestamp(self.time, UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            return ""


class Touch(NamedTuple):
    """What a commit (by number, the newest is 0) did to an article: `before` is its path until then, "" if it is new.

    `blob` and `old` are the hashes of the content after and before, all zero where there is none.
    """

    commit: int
    before: str
    path: str
    old: str
    blob: str

    @property
    def edits(self) -> bool:
        """Whether the content was changed, and is still there: a move alone is none."""
        return self.old != self.blob and bool(self.blob.strip("0"))


class History:
    """The commits that `revision` of a repository is made of. OSError says why they cannot be read.

    Paths are those of articles, from the repository's root. At the edge of a shallow clone nothing counts as touched:
    there git calls everything new.
    """

    def __init__(self, repository: Repository, revision: str = "HEAD") -> None:
        self._repository = repository
        try:
            self.shallow = bool(repository.boundary)
            self._load(revision, _LIKE)
        except FileNotFoundError as error:
            message = "git is not installed, or not on the PATH"
            raise OSError(message) from error
        except OSError:
            # In a partial clone only moves of what is the same can be told, since nothing is fetched.
            self._load(revision, _SAME)

    def _load(self, revision: str, renames: tuple[str, ...]) -> None:
        command = ("log", "--topo-order", "--raw", "--no-abbrev", "-z", *renames, *_PLAIN, _FORMAT)
        fields = self._repository.fields(*command, "--end-of-options", revision, "--")
        self.commits: list[Commit] = []
        self._touches: defaultdict[str, list[Touch]] = defaultdict(list)
        self.sizes: list[int] = []
        """How many articles each commit edited."""
        self._ancestors: dict[str, frozenset[str]] = {}
        for field in fields:
            if field.startswith(b"\1"):
                self._begin(field[1:].decode("ascii"), next(fields), next(fields))
            elif field.lstrip(b"\n").startswith(b":"):
                self._note(field.lstrip(b"\n").decode("ascii").split(" "), lambda: os.fsdecode(next(fields)))

    def _begin(self, hashes: str, time: bytes, subject: bytes) -> None:
        name, *parents = hashes.split()
        self.commits.append(Commit(name, tuple(parents), int(time or b"0"), subject.decode("utf-8", "replace")))
        self.sizes.append(0)

    def _note(self, columns: list[str], take: Callable[[], str]) -> None:
        """One line of git's: modes, hashes and status, and behind it one path, or two."""
        status, before = columns[4][0], take()
        path = take() if status == "R" else before
        if not path.lower().endswith(SUFFIXES) or self.commits[-1].hash in self._repository.boundary:
            return
        touch = Touch(len(self.commits) - 1, "" if status == "A" else before, path, columns[2], columns[3])
        self._touches[path].append(touch)
        self.sizes[-1] += touch.edits
        if before != path:
            self._touches[before].append(touch)

    def touches(self, path: str) -> Iterator[Touch]:
        """What commits did to the article at `path`, and before it was moved there, newest first."""
        name, latest, seen = path, -1, set[str]()
        while name:
            following = ""
            seen.add(name)
            for touch in (one for one in self._touches.get(name, ()) if one.commit > latest):
                if touch.path != name and touch.path in seen:
                    # Another branch moved it there as well.
                    continue
                if touch.path != name:
                    # It was moved away: what is older belongs to another article.
                    return
                yield touch
                latest = touch.commit
                if touch.before not in {name, ""}:
                    following = touch.before
                    break
            name = following

    def names(self, path: str) -> list[str]:
        """The paths that an article has had, its present one first."""
        return list(dict.fromkeys((path, *(touch.before or touch.path for touch in self.touches(path)))))

    def removed(self, path: str) -> Touch | None:
        """The commit that deleted the article at `path` or moved it away, where it was the last to touch it."""
        last = next(iter(self._touches.get(path, ())), None)
        return last if last and (last.path != path or not last.blob.strip("0")) else None

    def moved(self, path: str) -> str:
        """Where the article at `path` was moved to, empty where it was not.

        Branches that were joined may each have moved it, and one may have edited it after another moved it away.
        """
        for touch in self._touches.get(path, ()):
            if touch.path != path:
                return touch.path
            if touch.before != path:
                break
        return ""

    def edits(self, path: str, until: str = "") -> Iterator[Touch]:
        """The commits that changed what stands in the article at `path`, newest first; none after `until`."""
        found = (touch for touch in self.touches(path) if touch.edits)
        return dropwhile(lambda touch: bool(until) and self.commits[touch.commit].hash != until, found)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {commit.hash: number for number, commit in enumerate(self.commits)}

    def find(self, name: str) -> Commit | None:
        """The commit of that hash."""
        number = self._numbers.get(name)
        return None if number is None else self.commits[number]

    def contains(self, commit: str, other: str) -> bool:
        """Whether `other` is `commit` or one of its ancestors."""
        return other in self.ancestors(commit)

    def ancestors(self, commit: str) -> frozenset[str]:
        """The hashes of `commit` and of all that it rests on, as far as they are there."""
        if commit not in self._ancestors:
            if len(self._ancestors) >= _KNOWN:
                self._ancestors.pop(next(iter(self._ancestors)))
            self._ancestors[commit] = self._walked(commit)
        return self._ancestors[commit]

    def _walked(self, commit: str) -> frozenset[str]:
        seen, waiting = {commit}, [commit]
        while waiting:
            fresh = [parent for parent in self._parents(waiting.pop()) if parent not in seen]
            seen.update(fresh)
            waiting += fresh
        return frozenset(seen)

    def _parents(self, name: str) -> tuple[str, ...]:
        """The parents of a commit, which may lie outside of what the table tells of: on another branch."""
        found = self.find(name) or commit_of(self._repository, name)
        return found.parents if found and found.hash not in self._repository.boundary else ()


def commit_of(repository: Repository, name: str) -> Commit | None:
    """The commit that `name` (a hash, its beginning, HEAD) stands for, or None. OSError where git does not answer."""
    try:
        found, data = repository.object(f"{name}^{{commit}}", b"commit")
    except FileNotFoundError as error:
        if error.filename:
            raise
        return None
    head, _, message = data.decode("utf-8", "replace").partition("\n\n")
    lines = [line.split(" ") for line in head.split("\n")]
    parents = tuple(words[1] for words in lines if words[0] == "parent")
    times = [words[-2] for words in lines if words[0] == "committer" and len(words) > 2]
    return Commit(found, parents, int(times[0]) if times and times[0].isdigit() else 0, message.partition("\n")[0])
