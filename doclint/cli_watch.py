"""`doclint check --watch`: the check again whenever something changes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from doclint.console import warn
from doclint.errors import DoclintError

if TYPE_CHECKING:
    from doclint.model import Article

_PAUSE = 0.3
"""The least time between two looks, in seconds."""
_SHARE = 20
"""A look may take a twentieth of the time at most."""

States = dict[str, tuple[int, int]]
"""The time of change and the size of each file, by its path."""


def watching(context: click.Context, paths: Sequence[str], sources: Sequence[str]) -> NoReturn:
    """Run the command of `context` without --watch, now and whenever a file changes, until it is interrupted."""
    known: dict[str, Article] = {}
    while True:
        click.clear()
        before = states(paths, sources)
        with suppress(SystemExit):
            _run(context, known)
        click.echo("doclint: watching; Ctrl-C ends", err=True)
        for path in _changed(before, paths, sources):
            known.pop(path, None)


def _run(context: click.Context, known: dict[str, Article]) -> None:
    """One run; what cannot be done is said, for it may be mended while we wait."""
    try:
        with click.Context(context.command, context.parent, obj=known) as once:
            once.invoke(context.command, **{**context.params, "watch": False})
    except DoclintError as error:
        warn(str(error))


def _changed(before: States, paths: Sequence[str], sources: Sequence[str]) -> set[str]:
    """Wait until files change; those that are other than `before`, new or gone."""
    while True:
        start = time.perf_counter()
        now = states(paths, sources)
        if changed := {path for path, _ in before.items() ^ now.items()}:
            return changed
        time.sleep(max(_PAUSE, _SHARE * (time.perf_counter() - start)))


def states(paths: Sequence[str], sources: Sequence[str]) -> States:
    """The state of every file that findings may rest on; no file is opened but the configuration."""
    found: States = {}
    for path in _watched(paths, sources):
        with suppress(OSError):
            status = os.stat(path)  # noqa: PTH116 - a Path for each of many thousands takes longer than the asking
            found[path] = status.st_mtime_ns, status.st_size
    return found


def _watched(paths: Sequence[str], sources: Sequence[str]) -> Iterator[str]:
    """The articles, the configuration, and the files that it names."""
    from doclint import inputs
    from doclint.config import Config, find, read

    file = find(inputs.home(paths))
    try:
        config = read(file) if file else Config()
    except (DoclintError, OSError):
        config = Config()
    folders = [*paths, *sources, *filter(None, [config.source])]
    for folder in folders:
        yield from _articles(inputs.named(folder))
    yield from (str(one) for one in (file, config.facts, config.owners, *config.glossary) if one)
    for style in config.extend:
        yield from map(str, Path(style).glob("*/*.*"))


def _articles(path: str) -> Iterator[str]:
    """The articles at a path, a file or a folder, by the names that a run gives them."""
    from doclint.tree import SKIPPED, SUFFIXES

    folders = [path]
    if not Path(path).is_dir():
        yield path
        return
    while folders:
        place = folders.pop()
        prefix = "" if place == "." else f"{place}/"
        with suppress(OSError), os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders += [f"{prefix}{entry.name}"] if entry.name not in SKIPPED else []
                elif entry.name.lower().endswith(SUFFIXES):
                    yield f"{prefix}{entry.name}"
