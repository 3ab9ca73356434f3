"""The command `doclint check`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from doclint.cli_baseline import CONFIGURED, demand, tell, write
from doclint.cli_clashes import clash_of
from doclint.cli_completion import of_formats, of_paths, of_rules
from doclint.cli_watch import watching
from doclint.console import color, fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.apply import Fixing
    from doclint.cli_asked import Asked, Wanted
    from doclint.output.formats import Output
    from doclint.run import Report
    from doclint.session import Session
    from doclint.tree import Tree

_LEVELS = click.Choice(["error", "warning", "info"])


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=of_paths)
@click.option(
    "--source",
    multiple=True,
    metavar="PATH",
    shell_complete=of_paths,
    help="Articles in the source language, compared but not reported on.",
)
@click.option("--locale", multiple=True, metavar="A,B", help="Report on these locales only (fr,pt-BR).")
@click.option("--since", metavar="REV", help="Report what has changed since the branch left REV, and its effects.")
@click.option("--staged", is_flag=True, help="Report what the next commit changes, and its effects.")
@click.option(
    "--select",
    default="",
    metavar="A,B",
    shell_complete=of_rules,
    help="Rules to run: codes, names, categories, code prefixes.",
)
@click.option("--ignore", default="", metavar="A,B", shell_complete=of_rules, help="Rules not to run.")
@click.option(
    "--format",
    "forms",
    multiple=True,
    metavar="F[:FILE]",
    shell_complete=of_formats,
    help="How to show the findings, and the file to write them to; may be given several times: text (or full), "
    "concise, grouped, json, jsonl, sarif, github, gitlab, junit, azure, rdjson, markdown, html, xliff, tmx, csv. "
    "[env var: DOCLINT_FORMAT, parted by commas; default: text]",
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
@click.option("--add-ignore", metavar="REASON", help="Write into the articles why the findings shown are right.")
@click.option("--baseline", metavar="FILE", help="Do not tell the findings in this file. [default: as configured]")
@click.option("--no-baseline", is_flag=True, help="Tell all findings, whatever the configuration says.")
@click.option(
    "--write-baseline",
    is_flag=False,
    flag_value=CONFIGURED,
    metavar="FILE",
    help="Put the findings into a baseline. [default: the configured one, or doclint-baseline.json]",
)
@click.option("--prune-baseline", is_flag=True, help="Take out of the baseline what is mended.")
@click.option("--by", type=click.Choice(["locale", "owner"]), help="With --statistics: the columns. [default: locale]")
@click.option(
    "--watch", is_flag=True, help="Check again whenever an article or the configuration changes, until Ctrl-C."
)
@click.option("--no-cache", is_flag=True, help="Work everything out anew, and keep nothing for the next run.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes that may work at once. [default: all]")
@click.option("-q", "--quiet", is_flag=True, help="Show the findings only.")
@click.pass_context
def check(context: click.Context, /, **options: Any) -> None:  # noqa: ANN401
    """Check articles: files, or folders with all that lies in them."""
    from doclint.cli_asked import Asked
    from doclint.output import formats
    from doclint.session import Session

    if clash := clash_of(options):
        fail(clash)
    asked = Asked(**options)
    if asked.watch:
        watching(context, asked.paths, asked.source)
    outputs = formats.outputs(asked.formats, asked.output, terminal=sys.stdout.isatty())
    session = Session(asked.request(), progress(quiet=asked.quiet), known=context.obj)
    demand(session, prune=asked.prune_baseline)
    _run(session, asked, outputs)


def _run(session: Session, asked: Asked, outputs: Sequence[Output]) -> NoReturn:
    """Look, mend what is to be mended, tell what is left, and exit."""
    from doclint.cli_asked import Wanted
    from doclint.overlay import Draft

    tree = Draft(session.given.tree)
    report = session.look(tree)
    wanted = Wanted(_in_locales(report, asked.locales), asked)
    fixing = _fixing(session, wanted)
    if asked.diff:
        mended = fixing.show(fixing.mend(tree, session.look, report), asked.output)
        _leave(report, failed=bool(mended) and not asked.exit_zero)
    if asked.mends:
        report = fixing.write(fixing.mend(tree, session.look, report)) or session.look()
    if asked.write_baseline is not None:
        report = write(session, asked.write_baseline, report, wanted.counts, wanted.locale, quiet=asked.quiet)
    _tell(session, report, wanted, outputs, fixing)
    failed = any(map(wanted.fails, report.findings)) or (asked.exit_non_zero_on_fix and fixing.done)
    _leave(report, failed=failed and not asked.exit_zero, done=not fixing.unwritten)


def _fixing(session: Session, wanted: Wanted) -> Fixing:
    """What may be done to the articles."""
    from doclint.apply import Fixing, Ignoring

    asked = wanted.asked
    fixing = Fixing(session.given, wanted.shows, named=bool(asked.source), unsafe=asked.unsafe_fixes, quiet=asked.quiet)
    return fixing if asked.add_ignore is None else Ignoring(fixing, asked.add_ignore)


def _tell(session: Session, report: Report, wanted: Wanted, outputs: Sequence[Output], fixing: Fixing) -> None:
    """Write the findings that are asked for, and say what people should know beside them."""
    from doclint.output import formats

    asked = wanted.asked
    kept = report.where(wanted.speaks_of)
    shown = kept.where(wanted.shows).first(asked.max_findings)
    for one in outputs:
        _write(shown, one, session.given.tree, by=asked.columns)
    told = not asked.quiet and formats.for_people(outputs)
    if told:
        _say_summary(kept, shown)
        _say_waiting(session)
    fixing.say(report, hint=told)
    tell(session, report, wanted.locale, prune=asked.prune_baseline, quiet=asked.quiet)


def _leave(report: Report, *, failed: bool, done: bool = True) -> NoReturn:
    """Say what could not be read, and exit."""
    for line in report.summary.unreadable:
        warn(f"cannot read {line}")
    sys.exit(2 if report.summary.unreadable or not done else int(failed))


def _in_locales(report: Report, wanted: Sequence[str]) -> Callable[[str], bool]:
    """Whether a locale is one of the locales `wanted`; all are where none is named."""
    from doclint.project.tags import matches

    for one in wanted:
        if not any(matches(there, one) for there in report.summary.locales):
            fail(f"--locale {one}: no article is in that locale (there are {', '.join(report.summary.locales)})")
    return lambda locale: not wanted or any(matches(locale, one) for one in wanted)


def _write(report: Report, one: Output, tree: Tree, *, by: str) -> None:
    """Write the report in a format, or the statistics `by` locale or owner."""
    from doclint.output import formats
    from doclint.output import statistics as counts

    def write(out: TextIO) -> None:
        if by:
            counts.write(report, out, by)
        else:
            formats.write(report, one.form, out, color=color(out), tree=tree)

    if one.file is None:
        write(sys.stdout)
    else:
        write_file(one.file, write)


def _say_summary(kept: Report, shown: Report) -> None:
    from doclint.output import text

    click.echo(text.summary(kept, shown, color=color(sys.stderr)), err=True)


def _say_waiting(session: Session) -> None:
    """Say how many rules are newer than the rule set that the project has pinned."""
    if session.waiting:
        count, pinned = len(session.waiting), session.config.rule_set
        rules = "1 rule is" if count == 1 else f"{count} rules are"
        click.echo(f"{rules} newer than rule-set = \"{pinned}\" and did not run ('doclint config').", err=True)
