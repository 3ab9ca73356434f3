"""Whether the destinations of two versions of a link are one, written in another form."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from doclint.checks.same_page import same_page
from doclint.project.unit_pair import UnitPair

_HOST = re.compile(r"(?:https?:)?//(?:www\.)?(?P<host>[^/?#]*)", re.IGNORECASE)
_LOCALE = re.compile(r"^/[a-z]{2}-[a-z]{2,4}(?=/|$)")
_QUERY = re.compile(r"\?[^#]*")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_NAMED = 2
"""How many names a path needs to be known again on another host."""


def alike(pair: UnitPair, then: Sequence[str], now: Sequence[str]) -> bool:
    """Whether two lists of destinations name the same pages, one by one."""
    return len(then) == len(now) and all(one_page(pair, one, two) for one, two in zip(then, now, strict=True))


def one_page(pair: UnitPair, then: str, now: str) -> bool:
    """Whether two destinations name one page: another scheme, locale, ending or folder are only another form."""
    if _plain(then) == _plain(now) or same_page(pair, then, now):
        return True
    if _SCHEME.match(then) or _SCHEME.match(now):
        return _moved(then, now)
    if then.startswith("/") or now.startswith("/"):
        return False
    (path, _, fragment), (other, _, other_fragment) = _plain(then).partition("#"), _plain(now).partition("#")
    return bool(path and other) and fragment == other_fragment and _name(path) == _name(other)


def _plain(destination: str) -> str:
    """A destination without scheme, locale, query and final slash, in lower case."""
    host = _HOST.match(destination)
    path = _QUERY.sub("", unquote(destination[host.end() :] if host else destination)).lower()
    base, mark, fragment = _LOCALE.sub("", path).partition("#")
    return f"{host['host'].lower() if host else ''}{base.rstrip('/')}{mark}{fragment}"


def _moved(then: str, now: str) -> bool:
    """Whether the same path stands on another host."""
    hosts = _HOST.match(then), _HOST.match(now)
    if not hosts[0] or not hosts[1]:
        return False
    paths = [_plain(one)[len(host["host"]) :] for one, host in ((then, hosts[0]), (now, hosts[1]))]
    return paths[0] == paths[1] and paths[0].strip("/").count("/") + 1 >= _NAMED


def _name(path: str) -> str:
    """The name of a file, without the ending of an article."""
    name = PurePosixPath(path).name
    return name.removesuffix(".md").removesuffix(".html")
