"""The command line. Each command imports what it needs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

import click

from doclint import __version__
from doclint.cli_cache import cache
from doclint.cli_check import check
from doclint.cli_completion import completion
from doclint.cli_config import init, show_config
from doclint.cli_drift import drift
from doclint.cli_facts import facts
from doclint.cli_hook import hook
from doclint.cli_learn import learn
from doclint.cli_rules import explain, list_rules, new
from doclint.cli_server import server
from doclint.console import Main, color, fail, write_file


@click.group(cls=Main, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doclint")
def main() -> None:
    """Find what a translation gets wrong: broken anchors, changed numbers, opposite meanings, contradictions."""


for command in (
    cache,
    check,
    completion,
    drift,
    explain,
    facts,
    hook,
    init,
    learn,
    list_rules,
    new,
    server,
    show_config,
):
    main.add_command(command)


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
