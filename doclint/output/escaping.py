"""Text of articles in pages and tables: no character of it is obeyed."""

from typing import NamedTuple

from babel import Locale
from babel.core import UnknownLocaleError

from doclint.output.columns import visible

_CONTROLS: dict[int, str] = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_CONTROLS |= dict.fromkeys([*range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
_CONTROLS |= {code: f"\\u{code:04x}" for code in range(0x202A, 0x202F)}
_CONTROLS[ord("\r")] = ""
MARKUP = str.maketrans(
    {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
    | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
)
"""What JSON in a page must not hold as it is."""


def clean(text: str) -> str:
    """`text` with control characters, and direction characters that reorder what follows, shown instead of obeyed."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def shown(text: str) -> str:
    """A path or a message on one line, with every odd character shown."""
    return text if text.isprintable() else visible(text)


class Script(NamedTuple):
    """A locale as the page needs it: its tag, its name in English, the direction it is written in."""

    tag: str
    name: str
    direction: str


def script(tag: str) -> Script:
    """What is known of a locale; a tag that nobody knows is its own name, and its text says its direction."""
    try:
        found = Locale.parse(tag.replace("_", "-"), sep="-")
    except (ValueError, UnknownLocaleError):
        return Script(shown(tag), shown(tag), "auto")
    return Script(shown(tag), found.get_display_name("en") or tag, "rtl" if found.text_direction == "rtl" else "auto")
