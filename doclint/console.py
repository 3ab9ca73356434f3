"""What the commands share with the terminal: errors, exit codes, colour, progress, output files."""

import gc
import os
import sys
import traceback
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from doclint.errors import DoclintError, DoclintWarning
from doclint.writing import as_text, replace_file

INTERRUPTED = 130


class Main(click.Group):
    """Turns every error into one line and exit code 2: Python's own 1 would mean findings."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401
        """Run the command."""
        collect_seldom()
        try:
            _prepare_streams()
            with warnings.catch_warnings():
                warnings.simplefilter("always", DoclintWarning)
                warnings.showwarning = _told(warnings.showwarning)
                return super().invoke(context)
        except DoclintError as error:
            _end(str(error))
        except click.ClickException as error:
            error.show()
            sys.exit(2)
        except click.exceptions.Exit:
            raise
        except (KeyboardInterrupt, click.Abort):
            click.echo("doclint: interrupted", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output has gone (head, less): nothing is left to say to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            _end(f"{error.filename or 'output'}: {error.strerror or error}")
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            _end("this is a fault of doclint; please report it with the lines above")


def collect_seldom() -> None:
    """Look for cyclic rubbish less often: nearly all records live as long as the run, and looking took a third."""
    gc.set_threshold(50_000, 20, 50)


def _prepare_streams() -> None:
    if sys.stdout is None:
        fail("standard output is closed: open it, or send it to /dev/null")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def fail(message: str) -> NoReturn:
    """Give up: the message says what cannot be done and how to go on, and ends the command with exit code 2."""
    raise DoclintError(message)


def _end(message: str) -> NoReturn:
    warn(message)
    sys.exit(2)


def warn(message: str) -> None:
    """Say on stderr, on one line, what the user should know of the run; names of files may hold anything."""
    click.echo(f"doclint: {''.join(map(_shown, message))}", err=True)


def _shown(char: str) -> str:
    """A character of a message; one that cannot be seen is shown escaped."""
    return char if char.isprintable() else " " if char.isspace() else ascii(char)[1:-1]


def _told(otherwise: Callable[..., None]) -> Callable[..., None]:
    """What shows warnings: ours on a line of their own, others as they are shown `otherwise`."""

    def show(message: Warning | str, category: type[Warning], *place: Any) -> None:  # noqa: ANN401
        if issubclass(category, DoclintWarning):
            warn(str(message))
        else:
            otherwise(message, category, *place)

    return show


def color(out: TextIO) -> bool:
    """Whether to colour what goes to `out`: terminals only, or where FORCE_COLOR asks for it; not with NO_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR") and out in {sys.stdout, sys.stderr}:
        return True
    return out.isatty() and os.environ.get("TERM") != "dumb"


def write_file(output: str, write: Callable[[TextIO], None]) -> None:
    """Write a file whole or not at all. What is no regular file (a device, a pipe) is written to as it is."""
    path = Path(output).resolve()
    try:
        if path.exists() and not path.is_file():
            with path.open("w", encoding="utf-8", errors="backslashreplace") as out:
                write(out)
        else:
            replace_file(path, as_text(write))
    except OSError as error:
        fail(f"cannot write {output}: {error.strerror}")


def progress(*, quiet: bool) -> Callable[[str, int, int], None] | None:
    """A progress line on a terminal, where the work is large enough to be waited for."""
    if quiet or not sys.stderr.isatty():
        return None

    def tell(stage: str, done: int, total: int) -> None:
        if total >= 100 and (done % 25 == 0 or done == total):
            end = "\r" if done < total else "\r\x1b[K"
            click.echo(f"{stage} {done:,} of {total:,}{end}", err=True, nl=False)

    return tell
