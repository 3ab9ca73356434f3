"""The command `doclint drift`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TextIO

import click

from doclint.console import color, fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.cache import Cache
    from doclint.config import Config
    from doclint.drift.model import DriftReport, Summary
    from doclint.drift.report import Scope
    from doclint.drift.reviewed import Review, Reviews
    from doclint.inputs import Inputs

Form = Literal["text", "json", "csv", "markdown", "html"]


class _Wanted(NamedTuple):
    """What the user asked for: paths, folders of sources, locales, the day, no word but errors, and what is known."""

    paths: tuple[str, ...]
    named: tuple[str, ...]
    locales: tuple[str, ...]
    today: str
    quiet: bool
    cache: Cache


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", multiple=True, metavar="PATH", help="Articles in the source language.")
@click.option("--locale", multiple=True, metavar="A,B", help="Report on these locales only (fr,pt-BR).")
@click.option(
    "--against",
    metavar="REV|FILE",
    help="Tell what is newly owed, and what was paid, since a release (a git revision) or a saved JSON report.",
)
@click.option(
    "--reviewed", metavar="FILE", help="Changes that people looked at and that need nothing (JSON lines), not counted."
)
@click.option(
    "--accept",
    multiple=True,
    metavar="ID|PATH:LINE",
    help="Record in the file of --reviewed that this change needs nothing; --reason says why.",
)
@click.option("--reason", default="", metavar="TEXT", help="With --accept: why nothing needs to be done.")
@click.option("--by", default="", metavar="NAME", help="With --accept: who says so.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "markdown", "html"]),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the report to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(["stale", "critical"]),
    help="Exit with 1 where a translation is stale, or where one says what is no longer true.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every article and every change.")
@click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next run.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), hidden=True)
@click.option("-q", "--quiet", is_flag=True, help="Show the report only.")
def drift(  # noqa: PLR0913
    paths: tuple[str, ...],
    source: tuple[str, ...],
    locale: tuple[str, ...],
    against: str | None,
    reviewed: str | None,
    accept: tuple[str, ...],
    reason: str,
    by: str,
    form: Form,
    output: str | None,
    fail_on: Literal["stale", "critical"] | None,
    verbose: bool,  # noqa: FBT001
    no_cache: bool,  # noqa: FBT001
    today: datetime | None,
    quiet: bool,  # noqa: FBT001
) -> None:
    """Show what changed in the sources since they were translated, unit by unit.

    Each translation is compared with the source it was made from, as its front matter or the git history tells, and
    with the source as it is. Changes of numbers, versions, code, commands, negations and states come first: there the
    translation is not only old but wrong. Nothing is written to the repositories.
    """
    from doclint import inputs
    from doclint.cache import Cache
    from doclint.config import load
    from doclint.drift.reviewed import Reviews
    from doclint.drift.reviewed import load as reviews_in

    if form == "html" and output is None and sys.stdout.isatty():
        fail("an HTML page is for a browser: name a file for it (--format html -o drift.html)")
    config = load(inputs.home(paths))
    file = reviewed or config.reviewed
    if accept and not (file and reason.strip()):
        fail("--accept needs --reason TEXT, and a file to record it in (--reviewed FILE, or reviewed in doclint.toml)")
    reviews = reviews_in(file) if file else Reviews()
    locales = tuple(name.strip() for names in locale for name in names.split(",") if name.strip())
    day = (today or datetime.now(UTC)).date().isoformat()
    wanted = _Wanted(paths, source, locales, day, quiet, Cache.open(enabled=not no_cache))
    if reviewed and not accept and not Path(reviewed).exists():
        warn(f"{reviewed}: there is no such file yet; --accept makes it")
    given = inputs.given(paths, source, config)
    report = _report(given, config, wanted, reviews)
    if accept:
        _accept(report, reviews, accept, reason, by, day)
        return
    then, report = _compared(report, given, config, wanted, reviews, against) if against else (None, report)
    _write(report, form, output, verbose=verbose, then=then, unused=reviews.unused(report.articles))
    _leave(report, fail_on)


def _report(given: Inputs, config: Config, wanted: _Wanted, reviews: Reviews) -> DriftReport:
    """The report of the tree as it is."""
    from msgspec.structs import replace

    from doclint.drift.release import head
    from doclint.drift.report import drift
    from doclint.project.tags import matches

    scope = _scope(given, wanted, reviews)
    report = drift(given.tree, given.found, given.sources, config, scope, progress(quiet=wanted.quiet), wanted.cache)
    for one in wanted.locales:
        if not any(matches(there.locale, one) for there in report.summary.locales):
            fail(f"--locale {one}: no translation is in that locale (doclint config shows them)")
    revision = head(given.tree, [*given.sources.values(), *given.found][:1])
    return replace(report, summary=replace(report.summary, revision=revision))


def _scope(given: Inputs, wanted: _Wanted, reviews: Reviews) -> Scope:
    from doclint.drift.report import Scope

    folders = {name.removesuffix(place) for name, place in given.found.items() if place}
    return Scope(wanted.today, frozenset(given.originals), frozenset(folders), wanted.locales, reviews)


def _compared(  # noqa: PLR0913
    report: DriftReport, given: Inputs, config: Config, wanted: _Wanted, reviews: Reviews, against: str
) -> tuple[DriftReport, DriftReport]:
    """An earlier report, from a file or of a revision, and today's with what changed since."""
    from msgspec.structs import replace

    from doclint import inputs
    from doclint.drift.delta import delta
    from doclint.drift.release import ReleaseError, release
    from doclint.drift.report import drift
    from doclint.output import drift_json

    names: dict[str, str] = {}
    try:
        if Path(against).is_file():
            then, name = drift_json.read(Path(against)), against
        else:
            before = release(given.tree, [*wanted.paths, *given.sources.values()], against)
            was = inputs.earlier(wanted.paths, wanted.named, config, before.tree)
            scope = _scope(was, wanted, reviews)
            then = drift(was.tree, was.found, was.sources, config, scope, progress(quiet=wanted.quiet), wanted.cache)
            name, names = before.name, before.names
    except (ReleaseError, ValueError) as error:
        fail(str(error))
    return then, replace(report, summary=replace(report.summary, delta=delta(report, then, name, names)))


def _accept(  # noqa: PLR0913
    report: DriftReport, reviews: Reviews, names: Sequence[str], reason: str, by: str, day: str
) -> None:
    """Record that changes need nothing, and say how many were."""
    from doclint.drift.reviewed import Review, accepted, record

    found: list[Review] = []
    for name in names:
        changes = list(accepted(report.articles, name))
        if not changes:
            fail(f"--accept {name}: there is no such change (the report shows them, each with its id in brackets)")
        found += [Review(reviews.named(path), one.id, reason.strip(), by, day) for path, one in changes]
    fresh = record(reviews, found)
    click.echo(f"{reviews.file}: {len(fresh)} recorded, {len(found) - len(fresh)} known before")


def _write(  # noqa: PLR0913
    report: DriftReport,
    form: Form,
    output: str | None,
    *,
    verbose: bool,
    then: DriftReport | None,
    unused: Sequence[Review],
) -> None:
    def fill(out: TextIO) -> None:
        _format(report, form, out, verbose=verbose, earlier=[then.summary] if then else [], unused=unused)

    if output is None:
        fill(sys.stdout)
    else:
        write_file(output, fill)


def _format(  # noqa: PLR0913
    report: DriftReport, form: Form, out: TextIO, *, verbose: bool, earlier: list[Summary], unused: Sequence[Review]
) -> None:
    from doclint.output import drift_csv, drift_json, drift_markdown, drift_text

    if form == "html":
        from doclint.output import drift_html

        drift_html.write(report, out, earlier=earlier)
    elif form == "text":
        drift_text.write(report, out, color=color(out), verbose=verbose, unused=unused)
    else:
        {"json": drift_json, "csv": drift_csv, "markdown": drift_markdown}[form].write(report, out)


def _leave(report: DriftReport, fail_on: str | None) -> None:
    """Say what could not be read, and exit."""
    for line in report.summary.unreadable:
        warn(f"cannot read {line}")
    failed = report.summary.critical if fail_on == "critical" else fail_on and report.summary.states.get("stale", 0)
    sys.exit(2 if report.summary.unreadable else int(bool(failed)))
