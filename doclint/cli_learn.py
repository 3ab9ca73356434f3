"""The command `doclint learn`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from doclint.console import fail, progress, warn, write_file

if TYPE_CHECKING:
    from doclint.learn import Lesson


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--source", multiple=True, metavar="PATH", help="Articles in the source language.")
@click.option("-o", "--output", type=click.Path(file_okay=False), help="The folder to write to (doclint-lexicons).")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what goes wrong.")
def learn(paths: tuple[str, ...], source: tuple[str, ...], output: str | None, quiet: bool) -> None:  # noqa: FBT001
    """Learn from the aligned articles below PATH what the words of each language pair mean.

    Writes one file a language pair. With `lexicons = "FOLDER"` in doclint.toml, check judges by them instead of by
    those that come with doclint. Some 20,000 aligned units a language pair teach nearly all there is.
    """
    from doclint import inputs
    from doclint.config import load

    try:
        from doclint.learn import lessons
    except ModuleNotFoundError:
        fail("learn needs numpy: pip install 'doclint[learn]'")
    config = load(inputs.home(paths))
    given = inputs.given(paths, source, config)
    folder = Path(output or config.lexicons or "doclint-lexicons")
    learned = [
        _learned(lesson, folder, quiet=quiet)
        for lesson in lessons(given.tree, given.found, config, given.sources, progress(quiet=quiet))
    ]
    if not any(learned):
        fail(
            "nothing was learned: doclint learns from translated articles and their sources (doclint config shows them)"
        )


def _learned(lesson: Lesson, folder: Path, *, quiet: bool) -> bool:
    """Write what a language pair taught, and say so."""
    from doclint.language.senses.tables import encode

    name = "-".join(lesson.languages)
    if lesson.tables is None:
        warn(f"{name}: {lesson.reason}")
        return False
    folder.mkdir(parents=True, exist_ok=True)
    path, text = folder / f"{name}.json", encode(lesson.tables).decode()
    write_file(str(path), lambda out: out.writelines([text]))
    if not quiet:
        click.echo(f"{path}: {lesson.tables.origin}, {len(text.encode()) // 1000} KB")
    return True
