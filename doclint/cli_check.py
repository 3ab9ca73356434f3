"""The command `doclint check`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from doclint.console import color, fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.model import Finding, Severity
    from doclint.output.formats import Output
    from doclint.run import Report

_LEVELS = click.Choice(["error", "warning", "info"])


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--source", multiple=True, metavar="PATH", help="Articles in the source language, compared but not reported on."
)
@click.option("--locale", multiple=True, metavar="A,B", help="Report on these locales only (fr,pt-BR).")
@click.option("--since", metavar="REV", help="Report what has changed since the branch left REV, and its effects.")
@click.option("--staged", is_flag=True, help="Report what the next commit changes, and its effects.")
@click.option("--select", default="", metavar="A,B", help="Rules to run: codes, names, categories, code prefixes.")
@click.option("--ignore", default="", metavar="A,B", help="Rules not to run.")
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="F[:FILE]",
    help="How to show the findings, and the file to write them to; may be given several times. [default: text]",
)
@click.option("-o", "--output", metavar="FILE", help="The file for the format that names none.")
@click.option("--severity", type=_LEVELS, default="warning", show_default=True, help="The least severity shown.")
@click.option(
    "--fail-on", type=_LEVELS, default="warning", show_default=True, help="The least severity that gives exit code 1."
)
@click.option("--fail-on-drift", is_flag=True, help="Findings about drift count for the exit code, too.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever was found.")
@click.option("--max-findings", type=click.IntRange(min=0), metavar="N", help="Show at most N findings.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule and locale instead of showing them.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes, and show what remains.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also the fixes that need a second look.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="With --fix: exit with 1 where something was fixed.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option("-q", "--quiet", is_flag=True, help="Show the findings only.")
def check(  # noqa: PLR0913
    paths: tuple[str, ...],
    source: tuple[str, ...],
    locale: tuple[str, ...],
    since: str | None,
    staged: bool,  # noqa: FBT001
    select: str,
    ignore: str,
    forms: tuple[str, ...],
    output: str | None,
    severity: Severity,
    fail_on: Severity,
    fail_on_drift: bool,  # noqa: FBT001
    exit_zero: bool,  # noqa: FBT001
    max_findings: int | None,
    statistics: bool,  # noqa: FBT001
    fix: bool,  # noqa: FBT001
    unsafe_fixes: bool,  # noqa: FBT001
    exit_non_zero_on_fix: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
) -> None:
    """Check articles: files, or folders with all that lies in them."""
    from doclint.apply import Fixing
    from doclint.output import formats
    from doclint.overlay import Draft
    from doclint.select import at_least, fails
    from doclint.session import Request, Session

    clash = _clash(forms, since, statistics=statistics, staged=staged, diff=diff)
    if clash:
        fail(clash)
    outputs = formats.outputs(forms, output)
    request = Request(paths, source, _names(select), _names(ignore), since, staged)
    session = Session(request, progress(quiet=quiet))
    tree = Draft(session.given.tree)
    report = session.look(tree)
    in_scope = _in_locales(report, [name for names in locale for name in _names(names)])

    def visible(finding: Finding) -> bool:
        return in_scope(finding) and at_least(finding.severity, severity)

    fixing = Fixing(session.given, visible, named=bool(source), unsafe=unsafe_fixes, quiet=quiet)
    if diff:
        mended = fixing.show(fixing.mend(tree, session.look, report), output)
        _leave(report, failed=bool(mended) and not exit_zero)
    if fix:
        report = fixing.write(fixing.mend(tree, session.look, report)) or session.look()
    kept = report.where(in_scope)
    shown = kept.where(visible).first(max_findings)
    for one in outputs:
        _write(shown, one, statistics=statistics)
    told = not quiet and formats.for_people(outputs)
    if told:
        _say_summary(kept, shown)
    fixing.say(report, hint=told)
    failed = fails(kept.findings, fail_on, drift=fail_on_drift) or (exit_non_zero_on_fix and fixing.done)
    _leave(report, failed=failed and not exit_zero, done=not fixing.unwritten)


def _clash(forms: tuple[str, ...], since: str | None, *, statistics: bool, staged: bool, diff: bool) -> str:
    """Which options of `check` do not go together, and what to leave out; empty where all do."""
    clashes = {
        "--statistics counts for people: leave --format out": statistics and bool(set(forms) - {"text"}),
        "--diff shows changes instead of findings: leave --format and --statistics out": diff
        and (statistics or bool(set(forms) - {"text"})),
        "--staged compares the index with HEAD: leave --since out": staged and since is not None,
    }
    return next((words for words, wrong in clashes.items() if wrong), "")


def _leave(report: Report, *, failed: bool, done: bool = True) -> NoReturn:
    """Say what could not be read, and exit."""
    for line in report.summary.unreadable:
        warn(f"cannot read {line}")
    sys.exit(2 if report.summary.unreadable or not done else int(failed))


def _in_locales(report: Report, wanted: list[str]) -> Callable[[Finding], bool]:
    """Whether a finding is in one of the locales `wanted`; all are where none is named."""
    from doclint.project.tags import matches

    for one in wanted:
        if not any(matches(there, one) for there in report.summary.locales):
            fail(f"--locale {one}: no article is in that locale (there are {', '.join(report.summary.locales)})")
    return lambda finding: not wanted or any(matches(finding.locale, one) for one in wanted)


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _write(report: Report, one: Output, *, statistics: bool) -> None:
    from doclint.output import formats
    from doclint.output import statistics as counts

    def write(out: TextIO) -> None:
        if statistics:
            counts.write(report, out)
        else:
            formats.write(report, one.form, out, color=color(out))

    if one.file is None:
        write(sys.stdout)
    else:
        write_file(one.file, write)


def _say_summary(kept: Report, shown: Report) -> None:
    from doclint.output import text

    click.echo(text.summary(kept, shown, color=color(sys.stderr)), err=True)
