"""Where the rule pages and language packs lie: inside the installed package, else beside it."""

from pathlib import Path

from doclint.errors import DoclintError

_HERE = Path(__file__).parent


def folder(name: str) -> Path:
    """The folder of shipped data called `name` ("rules", "reports")."""
    inside = _HERE / name
    return inside if inside.is_dir() else _HERE.parent / name


class DataError(DoclintError, ValueError):
    """A language pack or learned tables that cannot be used; the message names the file and what is wrong."""
