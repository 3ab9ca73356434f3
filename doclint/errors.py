"""What doclint cannot do, and what it warns of."""

import re
from collections.abc import Iterator

_NAMED = (r"value '([^']+)'", r"field `([\w-]+)`", r"\$(?:\.[\w-]+|\[[^\]]*\])*\.([\w-]+)", r"= '([^']+)'")
"""How an error names what is wrong: a value, a key, the path of a key, a key's value."""


class DoclintError(Exception):
    """Something that cannot be done; the message says in one line what it is and how to go on."""


class DoclintWarning(UserWarning):
    """Something that the user should know of a run, which goes on; the message says it in one line."""


def line_of(text: str, error: str) -> int:
    """The line of a file's text that an error speaks of: it quotes a value or a key, or gives the path of a key."""
    lines = text.splitlines()
    first = _table(lines, error)
    for name in _names(error):
        key = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        found = [number for number, line in enumerate(lines, 1) if number > first and key.search(line)]
        if found:
            return found[0]
    return first + 1


def _names(error: str) -> Iterator[str]:
    return (name for pattern in _NAMED for name in re.findall(pattern, error))


def _table(lines: list[str], error: str) -> int:
    """How many lines stand before the table of an array (`$.folder[1]`) that an error speaks of; 0 where it is none."""
    path = re.search(r"\$\.([\w-]+)\[(\d+)\]", error)
    if not path:
        return 0
    heads = [number for number, line in enumerate(lines) if line.strip().startswith(f"[[{path[1]}]]")]
    return heads[int(path[2])] if int(path[2]) < len(heads) else 0
