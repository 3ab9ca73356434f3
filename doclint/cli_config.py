"""The commands about configuration: `doclint config`, `doclint init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.console import color, fail, progress, warn

if TYPE_CHECKING:
    from doclint.initial import Found


@click.command("config")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--source", multiple=True, metavar="PATH", help="Articles in the source language.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of doclint.toml.")
@click.option("-v", "--verbose", is_flag=True, help="List every pair, orphan and missing article.")
def show_config(
    paths: tuple[str, ...],
    source: tuple[str, ...],
    form: str,
    schema: bool,  # noqa: FBT001
    verbose: bool,  # noqa: FBT001
) -> None:
    """Show which settings hold, and what was found without being told: layouts, locales, pairs, and why."""
    if schema:
        from doclint.config import schema as of_settings
        from doclint.output.json import put

        put(of_settings(), sys.stdout)
        return
    unreadable = _show(paths or (".",), source, form, verbose=verbose)
    for line in unreadable:
        warn(f"cannot read {line}")
    sys.exit(2 if unreadable else 0)


def _show(paths: tuple[str, ...], source: tuple[str, ...], form: str, *, verbose: bool) -> list[str]:
    """Show what holds; a line for every file that could not be read."""
    from doclint import inputs, plugins, run
    from doclint.config import load
    from doclint.findings import from_home
    from doclint.output import overview as output
    from doclint.output.settings import effective
    from doclint.project.docset import Docset
    from doclint.project.overview import overview
    from doclint.project.pairing import project

    config = load(inputs.home(paths))
    tree, found, originals, sources = inputs.given(paths, source, config)
    settings = effective(config, plugins.of(config), [*map(from_home(tree.base, config.home), found)])
    articles, unreadable = run.articles(tree, (*found, *originals), progress(quiet=form == "json"))
    members = project(articles, config.source_locale, sources, tree, config.layout)
    docset = Docset(tree, members, config.root, config.dialect, folds=config.fold_case)
    folders = list(source) or inputs.declared(tree.base, found, config)
    result = overview(members, docset, sources, originals, config.file or None, folders)
    if form == "json":
        output.json(result, settings, sys.stdout)
    else:
        output.text(result, settings, sys.stdout, color=color(sys.stdout), verbose=verbose)
    return unreadable


@click.command()
@click.argument("path", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
def init(path: str, quiet: bool) -> None:  # noqa: FBT001
    """Write a commented doclint.toml for the articles in PATH, with what was found in them.

    Only what doclint needs to be told is set, so that it finds what it finds without the file.
    """
    from doclint import initial
    from doclint.config import find
    from doclint.session import Request, Session

    file = Path(path, "doclint.toml")
    there = find(Path(path).resolve())
    if there or file.is_symlink():
        fail(f"{there or file} is there already and stays as it is: edit it ('doclint config' shows what holds)")
    tell = progress(quiet=quiet)
    found = initial.look(Path(path), Session(Request((path,)), tell), tell)
    try:
        with file.open("x", encoding="utf-8") as out:
            out.write(initial.text(found))
    except OSError as error:
        fail(f"cannot write {file}: {error.strerror}")
    if not quiet:
        _tell(file, path, found)


def _tell(file: Path, path: str, found: Found) -> None:
    """Say what was found and written, and how to go on."""
    from doclint.output import text
    from doclint.output.columns import visible

    counts = ", ".join(f"{one.locale} {one.articles:,}" for one in found.overview.locales)
    layouts = ", ".join(f"{one.target} ({one.name})" for one in found.overview.layouts if one.articles)
    kinds = ("glossaries", found.glossaries), ("facts", found.facts), ("owners", found.owners)
    click.echo(f"Wrote {visible(str(file))}.")
    click.echo(f"  articles   {visible(counts)}; the sources are {visible(found.source_locale)}")
    click.echo(f"  layout     {visible(layouts) or 'none that is known: articles find each other by what they hold'}")
    click.echo(f"  generator  {visible(_generator(found))}")
    for name, files in kinds:
        if files:
            click.echo(
                f"  {name:10} {visible(', '.join(files))}: set {name if name != 'glossaries' else 'glossary'} to use it"
            )
    click.echo(f"  today      {text.summary(found.report, found.report, color=False).splitlines()[0]}")
    if not found.report.summary.pairs and len(found.overview.locales) > 1:
        click.echo("  compared   nothing: set source-locale, or source where the sources lie elsewhere")
    click.echo(_next(path))


def _generator(found: Found) -> str:
    sites = found.overview.sites
    return f"{sites[0].dialect} ({sites[0].reason})" if sites and sites[0].reason else "none is known"


def _next(path: str) -> str:
    """What to do now."""
    import shlex

    from doclint.output.columns import visible

    place = visible(shlex.quote(path))
    return f"""Next:
  doclint check {place}                    shows the findings
  doclint check {place} --write-baseline   puts today's off, so that only new ones are told
  and let git ask before every commit (hooks/README.md in doclint's repository, or its README)"""
