"""What people have looked at and found to need nothing: a file of JSON lines, a line a unit of a translation."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from doclint.drift.model import ArticleDrift, Change, State
from doclint.errors import DoclintError
from doclint.writing import replace_file

_COUNTED = {"edited": "stale", "added": "added", "removed": "removed"}
"""Where a change is counted; a moved unit is current, though its article is not."""


class ReviewError(DoclintError):
    """A file of reviews that cannot be read; the message names file and line."""


class Review(Struct, frozen=True, omit_defaults=True):
    """A change (by its `id`) that the translation at `path` (from the file's folder) need not follow, and why."""

    path: str
    id: str
    reason: str
    by: str = ""
    date: str = ""


class Reviews(Struct, frozen=True):
    """The reviews of a file, which need not be there yet. `file` is empty where there is none to read."""

    file: str = ""
    entries: tuple[Review, ...] = ()

    def named(self, path: str) -> str:
        """A path of the working directory as the file names it."""
        return Path(os.path.relpath(path, Path(self.file).parent)).as_posix()

    def honoured(self, article: ArticleDrift) -> ArticleDrift:
        """The article without the work that was reviewed: those changes stay, with the reason, and are not counted."""
        own = self._reasons.get(self.named(article.path)) if self.entries else None
        if not own:
            return article
        changes = tuple(replace(one, reviewed=own.get(one.id, "")) if owed(one) else one for one in article.changes)
        return _counted(article, changes)

    @property
    def _reasons(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for one in self.entries:
            found.setdefault(one.path, {})[one.id] = one.reason
        return found

    def unused(self, articles: Iterable[ArticleDrift]) -> tuple[Review, ...]:
        """The reviews of these articles that fit no change any more: the text was changed again, or translated."""
        seen = {self.named(one.path): {change.id for change in one.changes} for one in articles}
        return tuple(one for one in self.entries if one.path in seen and one.id not in seen[one.path])


def owed(change: Change) -> bool:
    """Whether a change is work for a translator."""
    return change.kind != "cosmetic" and not change.reviewed


def accepted(articles: Iterable[ArticleDrift], name: str) -> Iterator[tuple[str, Change]]:
    """The path and change of all that `name` names: the id of a change, or PATH:LINE in a translation."""
    path, _, line = name.rpartition(":")
    place = Path(os.path.normpath(path)).as_posix() if path and line.isdigit() else ""
    for article in articles:
        for one in article.changes:
            here = article.path == place and str(one.line) == line if place else one.id == name
            if here and one.kind != "cosmetic":
                yield article.path, one


def load(file: str) -> Reviews:
    """The reviews in a file; none where there is no such file."""
    try:
        lines = Path(file).read_bytes().splitlines()
    except FileNotFoundError:
        return Reviews(file)
    return Reviews(file, tuple(_entries(file, lines)))


def record(reviews: Reviews, more: Sequence[Review]) -> tuple[Review, ...]:
    """Add reviews to their file, whole or not at all; those that were added. OSError where it cannot be written."""
    known = {(one.path, one.id) for one in reviews.entries}
    fresh = {(one.path, one.id): one for one in more if (one.path, one.id) not in known}
    path = Path(reviews.file)
    before = path.read_bytes() if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    after = before + b"".join(msgspec.json.encode(one) + b"\n" for one in fresh.values())
    if fresh:
        replace_file(path.resolve(), lambda out: out.write(after))
    return tuple(fresh.values())


def _entries(file: str, lines: Iterable[bytes]) -> Iterator[Review]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=Review)
            except (msgspec.MsgspecError, UnicodeError) as error:
                message = f"{file}:{number}: not a review: {error}"
                raise ReviewError(message) from error


def _counted(article: ArticleDrift, changes: tuple[Change, ...]) -> ArticleDrift:
    """The article with `changes`, some of them reviewed, counted anew."""
    done = [one for one in changes if one.reviewed]
    units = article.units
    for one in done:
        if name := _COUNTED.get(one.kind):
            units = replace(units, **{name: getattr(units, name) - 1}, reviewed=units.reviewed + 1)
    return replace(
        article,
        changes=changes,
        units=units,
        state=_state(article, changes),
        words_to_translate=article.words_to_translate - sum(one.words for one in done),
        critical=sum(one.critical for one in changes if not one.reviewed),
    )


def _state(article: ArticleDrift, changes: Sequence[Change]) -> State:
    """A stale article whose changes are all reviewed has nothing left to do."""
    return article.state if article.state != "stale" or any(map(owed, changes)) else "cosmetic"
