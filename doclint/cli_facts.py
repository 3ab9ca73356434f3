"""The command `doclint facts`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TextIO, get_args

import click

from doclint.console import color, fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.facts.table import Table, Wanted

Form = Literal["text", "json", "csv", "html"]
_KINDS = "limit, state, default, version, date, count, port, path, command"


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", multiple=True, metavar="PATH", help="Articles in the source language.")
@click.option("--locale", multiple=True, metavar="A,B", help="Show claims made in these locales only (fr,pt-BR).")
@click.option("--kind", multiple=True, metavar="A,B", help=f"Show these kinds of claims only ({_KINDS}).")
@click.option("--disputed", is_flag=True, help="Show only what two places say differently.")
@click.option("--outdated", is_flag=True, help="Show which articles contradict the declared facts, by fact and locale.")
@click.option("--propose", is_flag=True, help="Write entries for facts.toml: claims that several articles make.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "html"]), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write the table to this file.")
@click.option(
    "--fail-on",
    type=click.Choice(["disputed", "outdated"]),
    help="Exit with 1 where claims are disputed, or where an article contradicts a declared fact.",
)
@click.option("-v", "--verbose", is_flag=True, help="Show every claim and every place.")
@click.option("-q", "--quiet", is_flag=True, help="Show the table only.")
def facts(  # noqa: PLR0913
    paths: tuple[str, ...],
    source: tuple[str, ...],
    locale: tuple[str, ...],
    kind: tuple[str, ...],
    disputed: bool,  # noqa: FBT001
    outdated: bool,  # noqa: FBT001
    propose: bool,  # noqa: FBT001
    form: Form,
    output: str | None,
    fail_on: Literal["disputed", "outdated"] | None,
    verbose: bool,  # noqa: FBT001
    quiet: bool,  # noqa: FBT001
) -> None:
    """Show what the articles claim: limits, states, defaults, versions, dates, numbers, ports, paths and commands.

    Claims that say the same in several articles, versions and locales stand together, with a side for every value;
    what is disputed comes first. Facts declared in the file that `facts` in doclint.toml names are held against them.
    """
    from doclint import inputs
    from doclint.config import load

    if form == "html" and output is None and sys.stdout.isatty():
        fail("an HTML page is for a browser: name a file for it (--format html -o facts.html)")
    if propose and (form != "text" or outdated):
        fail("--propose writes TOML: leave out --format and --outdated")
    config = load(inputs.home(paths))
    if outdated and not config.facts:
        fail('no facts are declared: name a file of them in doclint.toml (facts = "facts.toml"); --propose writes some')
    wanted = _wanted(kind, locale, disputed=disputed)
    found = _table(paths, source, config, wanted, quiet=quiet)
    _write(found, form, output, propose=propose, outdated=outdated, verbose=verbose)
    for line in found.summary.unreadable:
        warn(f"cannot read {line}")
    failed = {"disputed": found.summary.disputed, "outdated": found.summary.outdated}.get(fail_on or "", 0)
    sys.exit(2 if found.summary.unreadable else int(bool(failed)))


def _wanted(kind: Sequence[str], locale: Sequence[str], *, disputed: bool) -> Wanted:
    from doclint.facts.model import Kind
    from doclint.facts.table import Wanted
    from doclint.project.tags import normal

    kinds, locales = _names(kind), _names(locale)
    for one in kinds:
        if one not in get_args(Kind):
            fail(f"--kind {one}: no claim is of that kind (there are {_KINDS})")
    for one in locales:
        if not normal(one):
            fail(f"--locale {one}: that is no locale (fr, pt-BR)")
    return Wanted(kinds, locales, disputed)


def _names(given: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def _table(paths: Sequence[str], source: Sequence[str], config: Config, wanted: Wanted, *, quiet: bool) -> Table:
    """The claims of the articles, read as `check` reads them."""
    from doclint import inputs, run
    from doclint.facts.declared import facts as declared
    from doclint.facts.table import table
    from doclint.project.docset import Docset

    known = declared(config.facts or "")
    given = inputs.given(paths, source, config)
    read = run.reading(given.tree, given.found, config, given.sources, progress(quiet=quiet))
    docset = Docset(read.tree, read.members, config.root, config.dialect, folds=config.fold_case)
    return table(read.members.editions, docset, known, wanted, read.errors)


def _write(  # noqa: PLR0913
    found: Table, form: Form, output: str | None, *, propose: bool, outdated: bool, verbose: bool
) -> None:
    def fill(out: TextIO) -> None:
        if propose:
            from doclint.output import facts_toml

            facts_toml.write(found, out)
        else:
            _format(found, form, out, outdated=outdated, verbose=verbose)

    if output is None:
        fill(sys.stdout)
    else:
        write_file(output, fill)


def _format(found: Table, form: Form, out: TextIO, *, outdated: bool, verbose: bool) -> None:
    from doclint.output import facts_csv, facts_json, facts_text

    if form == "html":
        from doclint.output import facts_html

        facts_html.write(found, out)
    elif form == "text":
        facts_text.write(found, out, color=color(out), outdated=outdated, verbose=verbose)
    else:
        {"json": facts_json, "csv": facts_csv}[form].write(found, out, outdated=outdated)
