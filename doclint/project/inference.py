"""The source that a translation was made from where it records nothing: as the history of the repository has it."""

from doclint.project.edition import Edition
from doclint.project.found import ALONE, DATED, DOUBTFUL, TOGETHER, Found
from doclint.project.history import Commit, History, Touch
from doclint.project.versions import Versions
from doclint.tree import Stored

_MASS = 50
"""From how many articles on a commit to both sides says nothing of each: it changes links, licences, spelling."""


def inferred(versions: Versions, source: Edition, target: Edition) -> Found:
    """What history tells; where the translation is being edited, it is taken to be made from the source as it is."""
    ours, theirs = (versions.home(one.article.path) for one in (source, target))
    if ours is None or theirs is None:
        return Found("none")
    if not target.revision and not versions.clean(theirs, target.article.digest):
        return Found("inferred", "the source as it is: the translation is being edited", ALONE, path=ours.path)
    history = versions.history(theirs)
    beside = ours.path if ours.repository is theirs.repository else ""
    touch, sure = _last(history, theirs.path, beside, target.revision) if history else (None, 0.0)
    return _when(versions, ours, theirs, touch, sure) if touch else Found("none")


def _when(versions: Versions, ours: Stored, theirs: Stored, touch: Touch, sure: float) -> Found:
    """The source as it was when its translation was edited by `touch`."""
    history = versions.history(theirs)
    commit = history.commits[touch.commit] if history else None
    if ours.repository is not theirs.repository and commit:
        commit, sure = _by_date(versions, ours, commit.time), DATED
    version = versions.at(ours, commit) if commit else None
    if version is None:
        return Found("none")
    how = {TOGETHER: "edited in one commit", DATED: "by the dates of two repositories"}
    value = how.get(sure, "the source when the translation was last edited")
    return Found("inferred", value, sure, version.commit.hash, version.path, version.commit.date)


def _by_date(versions: Versions, home: Stored, time: int) -> Commit | None:
    """The newest commit to the article at `home` that is no newer than `time`."""
    history = versions.history(home)
    found = (history.commits[touch.commit] for touch in history.touches(home.path)) if history else ()
    return next((commit for commit in found if commit.time <= time), None)


def _last(history: History, path: str, source: str, until: str) -> tuple[Touch | None, float]:
    """The commit that edited a translation last, passing over mass edits of both sides, and how telling it is.

    For a translation read from the history it is none after the commit `until`.
    """
    both = {touch.commit for touch in history.touches(source) if touch.edits}
    passed: Touch | None = None
    for touch in history.edits(path, until):
        together = touch.commit in both
        if not (together and touch.before and history.sizes[touch.commit] >= _MASS):
            return touch, DOUBTFUL if passed else TOGETHER if together else ALONE
        passed = passed or touch
    return passed, DOUBTFUL
