"""What `doclint check` does with a baseline: writes it, takes out what is mended, and says what it did."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.console import fail, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from doclint.baseline.file import Entry
    from doclint.model import Finding
    from doclint.run import Report
    from doclint.session import Session

CONFIGURED = "<configured>"
"""What stands for the file where --write-baseline names none."""


def write(  # noqa: PLR0913
    session: Session,
    file: str,
    report: Report,
    wanted: Callable[[Finding], bool],
    locale: Callable[[str], bool],
    *,
    quiet: bool,
) -> Report:
    """Put the findings that are `wanted` into the baseline, and say so. What remains to be told."""
    from doclint.baseline.file import NAME

    usual = Path(session.config.baseline or Path(session.config.home, NAME))
    place = usual if file == CONFIGURED else Path(file)
    store = session.store(place, new=True)
    renewal = store.renewed(report, wanted, locale)
    store.write(renewal.content)
    if not quiet:
        counts = f"{renewal.added:,} added, {renewal.kept:,} kept, {renewal.mended:,} mended and taken out"
        click.echo(f"Wrote {_name(place)}: {counts}.", err=True)
        if place.resolve() != usual.resolve():
            hint = f"Use it with '--baseline {_name(place)}', or write 'baseline = \"{place.name}\"' in doclint.toml."
            click.echo(hint, err=True)
    return store.hide(report)


def _name(file: Path) -> str:
    """A file as the user sees it from here."""
    from doclint.output.columns import visible

    return visible(os.path.relpath(file))


def demand(session: Session, *, prune: bool) -> None:
    """Give up where a baseline is to be pruned, and none is named."""
    if prune and session.baseline is None:
        fail("--prune-baseline: name the file with --baseline, or as 'baseline' in doclint.toml")


def tell(session: Session, report: Report, locale: Callable[[str], bool], *, prune: bool, quiet: bool) -> None:
    """Say which entries nothing fits any more, or take them out."""
    store = session.baseline
    if store and prune:
        renewal = store.pruned(report, locale)
        store.write(renewal.content)
        if not quiet:
            counts = f"{renewal.mended:,} mended and taken out, {renewal.kept:,} kept"
            click.echo(f"Pruned {_name(store.file)}: {counts}.", err=True)
    elif store and not quiet and (mended := store.mended(report, locale)):
        warn(f"{_name(store.file)}: {_told(mended)} mended: --prune-baseline takes it out")


def _told(mended: Sequence[Entry]) -> str:
    """The first of some entries, and how many more there are."""
    from doclint.output.columns import visible

    first, count = mended[0], sum(entry.count for entry in mended)
    named = visible(f"{first.rule} '{first.subject}' in {first.path}")
    return f"{named} and {count - 1:,} more are" if count > 1 else f"{named} is"
