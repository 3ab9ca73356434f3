"""Whether two destinations that are written in different forms lead to one page."""

import re
from pathlib import PurePosixPath
from posixpath import normpath

from doclint.project.tags import in_path, language
from doclint.project.unit_pair import UnitPair

_HOST = re.compile(r"(?:https?:)?//(?P<host>[^/?#]*)", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:mdx?|markdown|html?|aspx)$", re.IGNORECASE)
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|bmp)$", re.IGNORECASE)
_PASSED = {"", ".", "..", "~", "docs", "lang", "index", "readme"}
"""The parts of an address by which the sites of one project differ."""


def same_page(pair: UnitPair, source: str, target: str) -> bool:
    """Whether the destinations of a source's and a translation's link lead to one page, by their forms alone."""
    return _beside(pair, source, target) or _address(pair, source, target)


def _beside(pair: UnitPair, source: str, target: str) -> bool:
    """Whether one side names from the site's root (/guide/a.md) the file that the other names from its own folder."""
    sides = [(pair.source, *source.partition("#")), (pair.target, *target.partition("#"))]
    (_, above, _, fragment), (beside, path, _, other) = sorted(sides, key=lambda side: not side[1].startswith("/"))
    if not above.startswith("/") or not path or path.startswith("/") or fragment != other:
        return False
    folder = PurePosixPath(beside.edition.article.path).parent
    return f"/{normpath(folder / path)}".endswith(above)


def _address(pair: UnitPair, source: str, target: str) -> bool:
    """Whether one is an address of the site, in whatever language, and the other ends in the same names."""
    hosts = [match["host"].lower() if (match := _HOST.match(one)) else "" for one in (source, target)]
    if not any(one.startswith("/") or host for one, host in zip((source, target), hosts, strict=True)):
        return False
    if all(hosts) and hosts[0] != hosts[1]:
        return False
    if source.partition("#")[2] != target.partition("#")[2]:
        return False
    spoken = {side.edition.language for side in (pair.source, pair.target)}
    shorter, longer = sorted((_names(one, spoken) for one in (source, target)), key=len)
    if shorter and _IMAGE.search(shorter[-1]) and hosts[0] != hosts[1]:
        return shorter[-1] == longer[-1]
    if all(hosts):
        return longer == shorter
    return bool(shorter) and longer[len(longer) - len(shorter) :] == shorter


def _names(destination: str, spoken: set[str]) -> list[str]:
    """The names in a path, without those that differ from site to site and from language to language."""
    path = _HOST.sub("", destination.partition("#")[0].partition("?")[0]).lower()
    names = [_ENDING.sub("", part) for part in path.split("/")]
    return [name for name in names if name not in _PASSED and language(in_path(name)) not in spoken]
