"""Parts of an article that readers see only one of: monikers, zones, tabs."""

import re
from bisect import bisect_right

from doclint.model import Article

_MARK = re.compile(
    r"^[ >]*:::\s*(?P<kind>moniker|zone)(?P<end>-end)?\b(?P<value>[^\n]*)"
    r"|^[ >]*#{1,6}[^\n]*\]\(#tab/(?P<tab>[^)\s]*)"
    r"|^[ ]{0,3}(?P<rule>---|\*\*\*|___)[ \t\r]*$",
    re.MULTILINE,
)

_LISTED = re.compile(r"(?P<kind>moniker|zone)[^\"]*\"(?P<names>[\w.,| -]+)\"")
"""A moniker range or a pivot that lists names, without comparing them."""


class Scopes:
    """Answers in which scope an offset of an article lies; an empty string outside all of them."""

    def __init__(self, article: Article) -> None:
        self._starts: list[int] = []
        self._names: list[str] = []
        block = tab = ""
        for match in _MARK.finditer(article.text):
            if match["kind"]:
                block = "" if match["end"] else f"{match['kind']}{match['value'].strip()}"
            else:
                tab = match["tab"] or ""
            self._starts.append(match.start())
            self._names.append(" ".join(filter(None, (block, tab))))

    def at(self, offset: int) -> str:
        """The scope of `offset`."""
        index = bisect_right(self._starts, offset) - 1
        return self._names[index] if index >= 0 else ""


def apart(one: str, other: str) -> bool:
    """Whether readers who see one scope never see the other: both list names, and have none in common."""
    found, others = _LISTED.match(one), _LISTED.match(other)
    if not found or not others or found["kind"] != others["kind"]:
        return False
    return _names(found).isdisjoint(_names(others))


def _names(found: re.Match[str]) -> set[str]:
    return {name.strip() for name in re.split(r",|\|\|", found["names"])}
