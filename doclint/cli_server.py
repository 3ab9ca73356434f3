"""The command `doclint server`."""

import click

from doclint.console import fail


@click.command()
def server() -> None:
    """Serve an editor over standard input and output (LSP): findings as you type, hover, fixes, rename."""
    try:
        from doclint.server.service import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        fail("the server needs pygls, which is not installed: python -m pip install 'doclint[lsp]'")
    serve()
