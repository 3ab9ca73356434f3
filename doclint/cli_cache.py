"""The command `doclint cache`."""

import click


@click.group(invoke_without_command=True)
@click.pass_context
def cache(context: click.Context) -> None:
    """Show where doclint keeps what it has worked out, and how much that is."""
    from doclint.cache import usage

    if context.invoked_subcommand:
        return
    found = usage()
    if found is None:
        click.echo("no cache: set DOCLINT_CACHE_DIR to a folder for it")
    else:
        click.echo(f"{found.place}: {_amount(found.size)}, {found.values:,} values")


@cache.command()
def clean() -> None:
    """Empty it; nothing is lost but time."""
    from doclint.cache import clean

    click.echo(f"freed {_amount(clean())}")


def _amount(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
