"""Text on a terminal: what may be sent to it, how wide it is, and where it is wrapped."""

import re
import unicodedata
from collections.abc import Iterator

COMMAND = re.compile(
    r"#(?=[^\s!-~]{0,9}#[^\s!-~]{0,9}(?:v[^\s!-~]{0,9}s[^\s!-~]{0,9}o[^\s!-~]{0,9})?\[)", re.IGNORECASE
)
"""The first sign of what build servers obey anywhere in a line: ##[ and ##vso[, also with invisible signs between."""
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_LEADING = re.compile(r"^(\s*):(?=:)")


def visible(text: str) -> str:
    """`text` on one line, with control and direction characters shown instead of sent."""
    return text if text.isprintable() else "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if char in _BIDI or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
        return f"\\u{code:04x}"
    return char


def inert(line: str) -> str:
    """`line` as a build server may have it in its log: nothing in it is a command (::error, ##[group], ##vso[task])."""
    safe = COMMAND.sub(r"\\u0023", line) if "#" in line else line
    return _LEADING.sub(r"\1\\u003a", safe)


def short(text: str, most: int) -> str:
    """`text`, cut to `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def columns(text: str) -> int:
    """How many columns a terminal gives `text`."""
    return len(text) if text.isascii() else sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def padded(text: str, width: int) -> str:
    """`text` with blanks behind it up to `width` columns."""
    return text + " " * (width - columns(text))


def wrapped(text: str, width: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns, broken at blanks where there are any."""
    line, used = "", 0
    for word in _words(text, width):
        wide = columns(word)
        if line and used + columns(word.rstrip()) > width:
            yield line.rstrip()
            line, used = "", 0
        line, used = line + word, used + wide
    yield line.rstrip()


def _words(text: str, width: int) -> Iterator[str]:
    """The words of `text` with the blank behind them; wide characters, and words wider than a line, one by one."""
    for word in text.split():
        if columns(word) > width or columns(word) > len(word):
            yield from word[:-1]
            yield word[-1] + " "
        else:
            yield word + " "
