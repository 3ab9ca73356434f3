"""The trees of an earlier release: each repository as it was at a revision, or on that revision's day."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from doclint.errors import DoclintError
from doclint.overlay import Earlier
from doclint.repository import Repository, around
from doclint.tree import Tree, full


class ReleaseError(DoclintError):
    """A revision that is not to be had; the message says why."""


class Release(NamedTuple):
    """The tree as it was, what it is called, and today's names of the files that were renamed since."""

    tree: Tree
    name: str
    names: dict[str, str]


def release(tree: Tree, paths: Iterable[str], revision: str) -> Release:
    """The tree at a revision of the repositories that `paths` lie in.

    A repository that does not know the revision is taken as it was on the day of the commit in the first that does.
    """
    homes = repositories(tree, paths)
    if not homes:
        message = f"--against {revision}: there is no git repository here (nor a report of that name)"
        raise ReleaseError(message)
    known = [(home, commit) for home in homes if (commit := _commit(home, revision))]
    if not known:
        message = f"--against {revision}: there is no such revision, and no report of that name{_shallow(homes)}"
        raise ReleaseError(message)
    given, (first, day) = dict(known), (known[0][1], _date(*known[0]))
    named: dict[str, str] = {}
    for home in homes:
        commit = given.get(home) or _on(home, day)
        before = _earlier(tree, home, commit)
        named |= {was: now for now, was in before.origins.items() if was and was != now}
        tree = before
    return Release(tree, f"{revision} ({first[:7]}, {day[:10]})", named)


def repositories(tree: Tree, paths: Iterable[str]) -> list[Path]:
    """The git work trees around the files and folders at `paths`, in their order."""
    folders = dict.fromkeys(path if Path(path).is_dir() else str(Path(path).parent) for path in paths)
    found = [around(Path(full(tree, folder), "article")) for folder in folders]
    return list(dict.fromkeys(home for home in found if home))


def head(tree: Tree, paths: Sequence[str]) -> str:
    """The commit that the first repository around `paths` is at, or an empty string."""
    homes = repositories(tree, paths)
    return _commit(homes[0], "HEAD") if homes else ""


def _earlier(tree: Tree, home: Path, commit: str) -> Earlier:
    repository = Repository(home)
    try:
        fresh = (("", path) for path in repository.untracked())
        return Earlier(tree, home, repository, commit, [*repository.differences(commit), *fresh])
    except OSError as error:
        message = f"--against: git cannot compare {home} with {commit[:7]}: {' '.join(str(error).split())}"
        raise ReleaseError(message) from error


def _commit(home: Path, revision: str) -> str:
    """The hash of a revision's commit, or an empty string."""
    try:
        name = f"{revision}^{{commit}}"
        return Repository(home).run("rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()
    except FileNotFoundError as error:
        message = "--against asks git, which is not installed, or not on the PATH"
        raise ReleaseError(message) from error
    except OSError:
        return ""


def _date(home: Path, commit: str) -> str:
    """When a commit was made (ISO)."""
    return Repository(home).run("show", "--no-patch", "--no-show-signature", "--format=%cI", commit).decode().strip()


def _on(home: Path, day: str) -> str:
    """The last commit of a repository at a time."""
    try:
        found = Repository(home).run("rev-list", "--max-count=1", f"--before={day}", "HEAD").decode().strip()
    except OSError as error:
        message = f"--against: {home}: {' '.join(str(error).split())}"
        raise ReleaseError(message) from error
    if not found:
        message = f"--against: {home} has no commit before {day}{_shallow([home])}"
        raise ReleaseError(message)
    return found


def _shallow(homes: Iterable[Path]) -> str:
    for home in homes:
        if Repository(home).run("rev-parse", "--is-shallow-repository").strip() == b"true":
            return f" in {home}, a shallow clone: fetch the history (git fetch --unshallow; fetch-depth: 0 in CI)"
    return ""
