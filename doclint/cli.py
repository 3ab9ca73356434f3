"""The command line. Each command imports what it needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from doclint import __version__
from doclint.cli_cache import cache
from doclint.cli_check import check
from doclint.cli_drift import drift
from doclint.cli_facts import facts
from doclint.cli_learn import learn
from doclint.console import Main, color, fail, progress, warn, write_file


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doclint")
def main() -> None:
    """Find what a translation gets wrong: broken anchors, changed numbers, opposite meanings, contradictions."""


main.add_command(cache)
main.add_command(check)
main.add_command(drift)
main.add_command(facts)
main.add_command(learn)


@main.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False))
@click.argument("target", type=click.Path(exists=True, dir_okay=False), required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv", "tmx", "xliff"]), default="text", show_default=True
)
@click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output.")
def align(source: str, target: str | None, form: str, output: str | None) -> None:
    """Show which unit of TARGET translates which unit of SOURCE; a bilingual article alone shows its own pairs.

    Each pair says how it was found and how sure that is, from 0 to 1: given (bilingual), anchor, text, literals (code,
    links, numbers), order (the best fit in between), gap (what was left at one place), moved (out of order), merged
    (one sentence against several). For translation tools (csv, tmx, xliff) only pairs of 0.9 and more are written, and
    merged sentences as one.
    """
    from doclint.output import alignment
    from doclint.project.pairing import align_files
    from doclint.tree import WorkTree

    pair = align_files(WorkTree(Path.cwd()), source, target or source)
    if pair is None:
        fail(f"{source} is not bilingual: name its translation, another file (doclint align {source} TARGET)")

    def write(out: TextIO) -> None:
        alignment.write(pair, form, out, color=color(out))

    if output is None:
        write(sys.stdout)
    else:
        write_file(output, write)


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
