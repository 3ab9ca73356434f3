"""What goes into a comment on a pull request: Markdown in which text of articles means nothing.

All of it stands in `code` elements with every sign written as an entity: there it is neither Markdown nor HTML, calls
nobody by name and links to no issue.
"""

import re

from doclint.output.columns import visible

LIMIT = 65_000
"""The bytes of a comment: GitHub takes 65,536 characters."""
_TEXT = 600
_HARMLESS = " .,-/;?()"
_ADDRESS = re.compile(r"(www)\.", re.IGNORECASE)
"""What is made a link even inside of code elements."""


def size(text: str) -> int:
    """What `text` takes of the limit."""
    return len(text.encode("utf-8", "replace"))


def code(text: str) -> str:
    """The beginning of a text as a code element."""
    return f"<code>{entities(text[:_TEXT])}</code>"


def entities(text: str) -> str:
    """Text in which no sign means anything: all but letters, digits and what is harmless as entities."""
    coded = "".join(char if char.isalnum() or char in _HARMLESS else f"&#{ord(char)};" for char in visible(text))
    return _ADDRESS.sub(r"\1&#46;", coded)
