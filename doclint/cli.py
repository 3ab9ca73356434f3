"""The command line. Each command imports what it needs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import click

from doclint import __version__
from doclint.cli_cache import cache
from doclint.cli_drift import drift
from doclint.cli_facts import facts
from doclint.cli_learn import learn
from doclint.console import Main, color, fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.model import Finding, Severity
    from doclint.run import Report
    from doclint.tree import Tree

_LEVELS = click.Choice(["error", "warning", "info"])


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doclint")
def main() -> None:
    """Find what a translation gets wrong: broken anchors, changed numbers, opposite meanings, contradictions."""


main.add_command(cache)
main.add_command(drift)
main.add_command(facts)
main.add_command(learn)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--source", multiple=True, metavar="PATH", help="Articles in the source language, compared but not reported on."
)
@click.option("--locale", multiple=True, metavar="A,B", help="Report on these locales only (fr,pt-BR).")
@click.option("--since", metavar="REV", help="Report what has changed since the branch left REV, and its effects.")
@click.option("--staged", is_flag=True, help="Report what the next commit changes, and its effects.")
@click.option("--select", default="", metavar="A,B", help="Rules to run: codes, names, categories, code prefixes.")
@click.option("--ignore", default="", metavar="A,B", help="Rules not to run.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the findings to this file.")
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
    form: str,
    output: str | None,
    severity: Severity,
    fail_on: Severity,
    fail_on_drift: bool,  # noqa: FBT001
    exit_zero: bool,  # noqa: FBT001
    max_findings: int | None,
    statistics: bool,  # noqa: FBT001
    fix: bool,  # noqa: FBT001
    unsafe_fixes: bool,  # noqa: FBT001
    diff: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
) -> None:
    """Check articles: files, or folders with all that lies in them."""
    from doclint import changes, inputs, run
    from doclint.apply import Fixing
    from doclint.config import load
    from doclint.overlay import Draft
    from doclint.rule import rules
    from doclint.select import at_least, fails, selected

    clash = _clash(form, since, statistics=statistics, staged=staged, fix=fix, diff=diff)
    if clash:
        fail(clash)
    config = load(inputs.home(paths))
    chosen = selected(rules(), config, _names(select), _names(ignore))
    change = changes.staged(paths) if staged else changes.since(paths, since) if since is not None else None
    given = inputs.given(paths, source, config, change and change.now)

    def look(tree: Tree) -> Report:
        if change:
            return changes.check(change._replace(now=tree), paths, source, chosen, config, progress(quiet=quiet))
        return run.check(tree, given.found, chosen, config, given.sources, progress(quiet=quiet))

    tree = Draft(given.tree)
    report = look(tree)
    in_scope = _in_locales(report, [name for names in locale for name in _names(names)])

    def visible(finding: Finding) -> bool:
        return in_scope(finding) and at_least(finding.severity, severity)

    fixing = Fixing(given, visible, named=bool(source), unsafe=unsafe_fixes, quiet=quiet)
    if diff:
        mended = fixing.show(fixing.mend(tree, look, report), output)
        _leave(report, failed=bool(mended) and not exit_zero)
    if fix:
        report = fixing.write(fixing.mend(tree, look, report)) or look(given.tree)
    kept = report.where(in_scope)
    shown = kept.where(visible).first(max_findings)
    _write(shown, form, output, statistics=statistics)
    if form == "text" and not quiet:
        _say_summary(kept, shown)
    fixing.say(report, hint=form == "text")
    failed = fails(kept.findings, fail_on, drift=fail_on_drift)
    _leave(report, failed=failed and not exit_zero, done=not fixing.unwritten)


def _clash(  # noqa: PLR0913
    form: str, since: str | None, *, statistics: bool, staged: bool, fix: bool, diff: bool
) -> str:
    """Which options of `check` do not go together, and what to leave out; empty where all do."""
    clashes = {
        "--statistics counts for people: leave --format out": statistics and form != "text",
        "--diff shows changes instead of findings: leave --format and --statistics out": diff
        and (statistics or form != "text"),
        "--staged compares the index with HEAD: leave --since, --fix and --diff out": staged
        and (since is not None or fix or diff),
    }
    return next((words for words, wrong in clashes.items() if wrong), "")


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False))
@click.argument("target", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def align(source: str, target: str | None, form: str) -> None:
    """Show which unit of TARGET translates which unit of SOURCE; a bilingual article alone shows its own pairs.

    Each pair says how it was found and how sure that is, from 0 to 1: given (bilingual), anchor, text, literals (code,
    links, numbers), order (the best fit in between), gap (what was left at one place), moved (out of order), merged
    (one sentence against several).
    """
    from doclint.output import alignment
    from doclint.project.pairing import align_files
    from doclint.tree import WorkTree

    pair = align_files(WorkTree(Path.cwd()), source, target or source)
    if pair is None:
        fail(f"{source} is not bilingual: name its translation, another file (doclint align {source} TARGET)")
    if form == "json":
        alignment.json(pair, sys.stdout)
    else:
        alignment.text(pair, sys.stdout, color=color(sys.stdout))


@main.command("config")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--source", multiple=True, metavar="PATH", help="Articles in the source language.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("-v", "--verbose", is_flag=True, help="List every pair, orphan and missing article.")
def show_config(paths: tuple[str, ...], source: tuple[str, ...], form: str, verbose: bool) -> None:  # noqa: FBT001
    """Show what was found without being told, and why: layouts, locales, pairs, and what has no source."""
    from doclint import inputs, run
    from doclint.config import find, load
    from doclint.output import overview as output
    from doclint.project.docset import Docset
    from doclint.project.overview import overview
    from doclint.project.pairing import project

    places = paths or (".",)
    config, file = load(inputs.home(places)), find(inputs.home(places))
    tree, found, originals, sources = inputs.given(places, source, config)
    articles, unreadable = run.articles(tree, (*found, *originals), progress(quiet=form == "json"))
    members = project(articles, config.source_locale, sources, tree, config.layout)
    folders = list(source) or inputs.declared(tree.base, found, config)
    result = overview(
        members,
        Docset(tree, members, config.root, config.dialect, folds=config.fold_case),
        sources,
        originals,
        str(file) if file else None,
        folders,
    )
    if form == "json":
        output.json(result, sys.stdout)
    else:
        output.text(result, sys.stdout, color=color(sys.stdout), verbose=verbose)
    for line in unreadable:
        warn(f"cannot read {line}")
    sys.exit(2 if unreadable else 0)


@main.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Print the page of RULE (a code or a name)."""
    from doclint.rule import find, rules

    for found in find(rule, rules()):
        click.echo(f"{found.code} · {found.header.category} · {found.header.severity}\n\n{found.page.rstrip()}\n")


@main.command("rules")
def list_rules() -> None:
    """List the rules."""
    from doclint.rule import rules

    for rule in rules():
        preview = " (preview)" if rule.header.preview else ""
        click.echo(f"{rule.code}  {rule.header.severity:8}{rule.name:26}{rule.summary}{preview}")


@main.command()
@click.argument("name")
@click.option("--check", "module", required=True, help="The module in doclint/checks that the rule runs.")
@click.option(
    "--category", required=True, help="links, numbers, meaning, literals, completeness, terms, structure or facts."
)
def new(name: str, module: str, category: str) -> None:
    """Write the page of a new rule NAME, headings ready, below ./rules."""
    from doclint.scaffold import page

    try:
        path = page(Path("rules"), name, module, category)
        click.echo(f"Wrote {path}; give it a summary and examples, then run the tests.")
    except (OSError, ValueError) as error:
        fail(str(error))


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


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def _write(report: Report, form: str, output: str | None, *, statistics: bool) -> None:
    if output is None:
        _format(report, form, sys.stdout, statistics=statistics)
    else:
        write_file(output, lambda out: _format(report, form, out, statistics=statistics))


def _format(report: Report, form: str, out: TextIO, *, statistics: bool) -> None:
    from doclint.output import json, text
    from doclint.output import statistics as counts

    if statistics:
        counts.write(report, out)
    elif form == "json":
        json.write(report, out)
    else:
        text.write(report, out, color=color(out))


def _say_summary(kept: Report, shown: Report) -> None:
    from doclint.output import text

    click.echo(text.summary(kept, shown, color=color(sys.stderr)), err=True)
