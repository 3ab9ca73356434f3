"""File URIs as editors write them, and paths."""

import re
import sys
from pathlib import Path
from posixpath import normpath
from urllib.parse import quote, unquote, urlsplit

_DRIVE = re.compile(r"/?([A-Za-z]):(?=[/\\]|$)")
_WINDOWS = sys.platform == "win32"
_KEPT = "/:@!$&'()*+,;=~-._"
"""What may stand in the path of a URI as it is."""


def path_of(uri: str, *, windows: bool = _WINDOWS) -> str | None:
    """The absolute path that a URI names, with slashes; None where it is no file (an unsaved, a remote one).

    Drive letters are in upper case, as Windows shows them: editors write both.
    """
    parts = urlsplit(uri)
    if parts.scheme.lower() != "file":
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if windows:
        path = path.replace("\\", "/")
        if drive := _DRIVE.match(path):
            return f"{drive[1].upper()}:{path[drive.end() :] or '/'}"
        return f"//{parts.netloc}{path}" if parts.netloc else path
    return normpath(path) if path.startswith("/") and not path.startswith("//") else normpath(f"/{path.lstrip('/')}")


def uri_of(path: str) -> str:
    """The URI of an absolute path, POSIX or Windows."""
    plain = path.replace("\\", "/") if _DRIVE.match(path) or path.startswith("\\\\") else path
    if plain.startswith("//"):
        return f"file:{quote(plain, safe=_KEPT)}"
    slash = "" if plain.startswith("/") else "/"
    return f"file://{slash}{quote(plain, safe=_KEPT, errors='surrogateescape')}"


def below(path: str, folder: str) -> bool:
    """Whether `path` lies in `folder`, or is it."""
    return f"{path}/".startswith(f"{folder.rstrip('/')}/")


def real(path: str) -> str:
    """A folder's path as the system has it, links followed, with slashes."""
    return Path(path).resolve().as_posix()
