"""The commands about rules: `doclint explain`, `doclint rules`, `doclint new`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from doclint.cli_completion import of_rules
from doclint.console import fail

if TYPE_CHECKING:
    from doclint.config import Config
    from doclint.rule import Rule


@click.command()
@click.argument("rule", shell_complete=of_rules)
def explain(rule: str) -> None:
    """Print the page of RULE (a code or a name)."""
    from doclint.rule import find

    for found in find(rule, _rules()[0]):
        click.echo(f"{found.code} · {found.header.category} · {found.header.severity}\n\n{found.page.rstrip()}\n")


@click.command("rules")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--test",
    "styles",
    multiple=True,
    type=click.Path(exists=True, file_okay=False),
    metavar="FOLDER",
    help="Run the examples on the pages in this folder of rules.",
)
@click.option("--accept", is_flag=True, help="With --test: write what doclint says into the pages' blocks.")
def list_rules(form: str, styles: tuple[str, ...], accept: bool) -> None:  # noqa: FBT001
    """List the rules, or test those of a folder of your own."""
    if styles:
        _test(styles, accept=accept)
    known, config = _rules()
    if form == "json":
        from doclint.output.json import put

        put({"schema": "doclint-rules/1", "rules": [_record(rule, config) for rule in known]}, sys.stdout)
        return
    for rule in known:
        noted = " (preview)" if rule.header.preview else " (newer)" if rule.newer(config.rule_set) else ""
        click.echo(f"{rule.code}  {rule.header.severity:8}{rule.name:26}{rule.summary}{noted}")


@click.command()
@click.argument("name")
@click.option("--check", "module", required=True, help="The module in doclint/checks, or of a plugin, that it runs.")
@click.option(
    "--category", required=True, help="links, numbers, meaning, literals, completeness, terms, structure or facts."
)
@click.option("--folder", default="rules", show_default=True, metavar="FOLDER", help="Where the page is written.")
@click.option("--prefix", default="DL", show_default=True, metavar="ACME", help="The letters of the rule's code.")
def new(name: str, module: str, category: str, folder: str, prefix: str) -> None:
    """Write the page of a new rule NAME, headings ready."""
    from doclint.rule import rules
    from doclint.scaffold import page

    try:
        own = rules([Path(folder)]) if prefix != "DL" and any(Path(folder).glob("*/*.md")) else rules()
        path = page(Path(folder), name, module, category, prefix, own)
        tests = "run the tests" if prefix == "DL" else f"run 'doclint rules --test {folder}'"
        click.echo(f"Wrote {path}; give it a summary and examples, then {tests}.")
    except (OSError, ValueError) as error:
        fail(str(error))


def _rules() -> tuple[tuple[Rule, ...], Config]:
    """The rules of the project around the working directory, and its configuration."""
    from doclint import plugins
    from doclint.config import load

    config = load(Path.cwd())
    return plugins.of(config), config


def _record(rule: Rule, config: Config) -> dict[str, Any]:
    """A rule as JSON has it."""
    import msgspec

    header = msgspec.to_builtins(rule.header)
    kept = {key: header[key] for key in ("category", "severity", "since", "preview", "aliases", "check", "options")}
    newer = rule.newer(config.rule_set)
    return {"code": rule.code, "name": rule.name, "summary": rule.summary, **kept, "newer": newer}


def _test(styles: Sequence[str], *, accept: bool) -> None:
    """Run the examples on the pages of the folders, say how each page did, and exit."""
    from doclint.config import load
    from doclint.rule import rules

    shipped = {rule.code for rule in rules()}
    own = [rule for rule in rules([*map(Path, styles)]) if rule.code not in shipped]
    plugins = load(Path(styles[0]).resolve()).plugins
    wrong = {rule.path: [*_wrong(rule, plugins, accept=accept)] for rule in own}
    for path, lines in wrong.items():
        click.echo(f"{path}: {'wrong' if lines else 'right'}")
        for line in lines:
            click.echo(f"  {line}")
    sys.exit(int(any(wrong.values())))


def _wrong(rule: Rule, plugins: Sequence[str], *, accept: bool) -> Iterable[str]:
    """What is wrong with a page and its examples, a line each."""
    from doclint import examples

    for number, _ in enumerate(examples.examples(rule.path)):
        # A block that was written moves those below it.
        one = examples.examples(rule.path)[number]
        for name, lines in examples.said(rule, one, plugins).items():
            expected = one.expected.get(name, [])
            if accept and lines != expected:
                examples.accept(rule.path, one, name, lines)
            elif lines != expected:
                yield f"{one.title}: the {name} block is not what doclint says (--accept writes it)"
                yield from (f"  - {line}" for line in expected if line not in lines)
                yield from (f"  + {line}" for line in lines if line not in expected)
    yield from examples.faults(rule)
