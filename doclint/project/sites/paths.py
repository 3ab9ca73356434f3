"""Folders and URL paths as configurations write them, in one form."""

from collections.abc import Iterable
from posixpath import normpath

Routes = tuple[tuple[str, str], ...]
"""A prefix of URL paths and the folder it shows, both with a slash at their end; the folder "" is the root itself."""


def folder(written: str) -> str | None:
    """A folder relative to the root, without slashes around it, "" for the root; None for one outside."""
    path = normpath(written.replace("\\", "/").strip("/") or ".")
    return None if path.startswith("..") or ":" in path or "\0" in path else "" if path == "." else path


def folders(written: Iterable[str], default: tuple[str, ...] = ("",)) -> tuple[str, ...]:
    """Each folder once, in the order given; the default where there is none."""
    found = dict.fromkeys(one for one in map(folder, written) if one is not None)
    return tuple(found) or default


def prefix(*parts: str) -> str:
    """A prefix of URL paths, with a slash at both ends."""
    inner = "/".join(part.strip("/") for part in parts if part.strip("/"))
    return f"/{inner}/" if inner else "/"


def route(parts: Iterable[str], written: str) -> tuple[str, str]:
    """The URL path made of `parts`, and the folder it shows."""
    place = folder(written)
    return prefix(*parts), f"{place}/" if place else ""


def below(routes: Iterable[tuple[str, str]]) -> Routes:
    """Each route once, the longest prefix first."""
    return tuple(sorted(dict.fromkeys(routes), key=lambda one: (-len(one[0]), one)))


def site_path(url: str) -> str:
    """The path of a site's address, which may lack scheme and host."""
    rest = url.partition("://")[2]
    path = rest.partition("/")[2] if rest else url
    return path.partition("?")[0].partition("#")[0]
