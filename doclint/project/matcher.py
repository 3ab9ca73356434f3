"""Path patterns made ready to read paths."""

import re

from doclint.project.patterns import PLACEHOLDER, Pattern
from doclint.project.tags import in_path

_SHAPES = {"locale": r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2}", "path": r".*", "ext": r"md|mdx|markdown"}


class Matcher:
    """A pattern made ready to read paths.

    `whole` says that it reads whole paths rather than folders, `sure` that it has names of its own, so that what it
    reads needs no further sign.
    """

    def __init__(self, pattern: Pattern, *, sure: bool) -> None:
        """Compile `pattern`, which is `sure` where the user gives it."""
        self.pattern = pattern
        self.whole = not pattern.target.endswith("/{path}")
        self.sure = sure or bool(re.search(r"\w", PLACEHOLDER.sub("", pattern.target)))
        target = pattern.target if self.whole else pattern.target.removesuffix("{path}")
        self._regex = re.compile(rf"(?P<root>(?:.*/)?){_regex(target)}")

    def read(self, text: str) -> tuple[str, str, str] | None:
        """What stands above the locale, the tag, and the source, of a whole path or of a folder (with a slash)."""
        match = self._regex.fullmatch(text)
        if match is None or not in_path(match["locale"]):
            return None
        root = "" if self.whole else text[: match.start("locale")]
        values = {"path": "", **match.groupdict()}
        return root, match["locale"], match["root"] + self.pattern.source.format_map(values)


def _regex(target: str) -> str:
    """A target pattern as a regular expression; a placeholder that comes again stands for the same text."""
    pieces: list[str] = []
    for index, piece in enumerate(PLACEHOLDER.split(target)):
        again = f"(?P<{piece}>" in "".join(pieces)
        named = f"(?P={piece})" if again else f"(?P<{piece}>{_SHAPES.get(piece, '[^/]+?')})"
        pieces.append(named if index % 2 else re.escape(piece))
    return "".join(pieces)
