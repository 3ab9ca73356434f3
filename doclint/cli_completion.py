"""What a shell completes, and the command `doclint completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_USE = {
    "bash": 'eval "$(doclint completion bash)"  # in ~/.bashrc',
    "zsh": 'eval "$(doclint completion zsh)"  # in ~/.zshrc, below compinit',
    "fish": "doclint completion fish > ~/.config/fish/completions/doclint.fish",
}
"""How each shell is told."""


@click.command(epilog="\b\n" + "\n".join(_USE.values()))
@click.argument("shell", type=click.Choice([*_USE]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets SHELL complete commands, options, rules, formats and paths."""
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made:
        # Asking the shell for its version, as source() does, needs the shell to be there.
        whole = made(context.find_root().command, {}, "doclint", "_DOCLINT_COMPLETE")
        script = whole.source_template % whole.source_vars()
        # A list of rules has commas of its own: only the first parts the kind of what is offered from it.
        click.echo(script.replace('string split ","', 'string split -m 1 ","'))


def of_rules(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The codes, names and categories that may end a list of rules."""
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from doclint import plugins
    from doclint.config import load
    from doclint.errors import DoclintError
    from doclint.rule import rules

    try:
        known = plugins.of(load(Path.cwd()))
    except DoclintError:
        known = rules()
    listed, comma, last = incomplete.rpartition(",")
    names = dict.fromkeys(name for rule in known for name in (rule.code, rule.name, rule.header.category))
    fitting = [name for name in names if name.lower().startswith(last.lower())]
    return [CompletionItem(f"{listed}{comma}{name}") for name in fitting]


def of_formats(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The formats of `check`."""
    from click.shell_completion import CompletionItem

    from doclint.output.formats import FORMATS

    return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


def of_paths(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Files and folders, which the shell completes itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
