"""A link's destination taken apart."""

import re
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import unquote

from doclint.model import Link

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_REFERENCE = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+[\"'`]?(?P<path>[^\"'`\s{}]+)[\"'`]?\s*[>%]\}\}(?P<rest>[^{}]*)")
"""Hugo's shortcodes for a link to an article."""
_LIQUID = re.compile(r"\{%-?\s*link\s+(?P<path>[^\s{}%]+)\s*-?%\}(?P<rest>[^{}]*)")
_FILLED = ("\0", "{", "<", "$(", "|")
"""What stands in what a template engine, or the reader, fills in."""

_FILE = re.compile(r"\.(?!(?:html?|aspx)$)[a-z][a-z0-9]*$", re.IGNORECASE)

Origin = Literal["here", "beside", "root", "site", "uid", "elsewhere"]


class Address(NamedTuple):
    """Where a destination starts from, its path, and its fragment, both decoded.

    `here` is the article itself, `beside` its folder, `root` the docset's folder (`~/`), `site` the site's own address
    (`/`), `uid` an article known by its id; `elsewhere` is what only a browser or a template engine can resolve.
    """

    origin: Origin
    path: str = ""
    fragment: str = ""


def address(link: Link) -> Address:
    """The destination of `link`, which may be a path, a path of the site, an id (xref:) or only a fragment."""
    written = link.destination.strip()
    shortcode = _REFERENCE.fullmatch(written) or _LIQUID.fullmatch(written)
    if shortcode:
        slash: Origin = "site" if shortcode["path"].startswith("/") else "beside"
        rooted: Origin = "root" if written.startswith("{%") else slash
        return _split(shortcode["path"].lstrip("/") + shortcode["rest"], rooted)
    plain = unescape(written) if "&" in written else written
    if link.kind != "html" and "\\" in plain:
        plain = _ESCAPE.sub(r"\1", plain)
    if link.kind == "autolink" and "@" in plain:
        return Address("elsewhere")
    if plain[:5].lower() == "xref:":
        return _split(plain[5:], "uid")
    if _SCHEME.match(plain) or plain.startswith(("//", "\\\\", "@@")):
        return Address("elsewhere")
    return _relative(plain)


def _relative(plain: str) -> Address:
    if plain.startswith(("~/", "~\\")):
        return _split(plain[2:], "root")
    if plain.startswith("@site/"):
        return _split(plain[6:], "root")
    if plain.startswith(("/", "\\")):
        return _split(plain[1:], "site")
    return _split(plain, "beside")


def _split(text: str, origin: Origin) -> Address:
    before, _, fragment = text.partition("#")
    path = unquote(before.partition("?")[0]).replace("\\", "/")
    if any(mark in path for mark in _FILLED) or path.startswith("~"):
        return Address("elsewhere")
    return Address("here" if not path and origin == "beside" else origin, path, unquote(fragment))


def is_page(path: str) -> bool:
    """Whether a path ends as the addresses of pages do, and not in a file's ending."""
    return not _FILE.search(path)
