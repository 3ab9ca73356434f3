"""Texts without what no translator has to follow: white space, markup, typography, the case of letters."""

import re
from collections.abc import Iterable
from html import unescape

from doclint.model import Markup

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_URL = re.compile(r"\bhttps?://(?:www\.)?(?P<rest>[^\s<>()\"']+)", re.IGNORECASE)
_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2,4}/")
_MARKER = re.compile(r"\A(?:[-*+]|\d{1,3}[.)])\s+")
_FENCE = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[^\n]*")
_INNER = re.compile(r"(?<=\S)[ \u00a0]{2,}")
_COMMENT = re.compile(r"\s*(?:#+|//+|--|;|::|@?rem)(?:\s|$)", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), "")
_MARKS = _UNSEEN | str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_QUOTED = " \t\r\u00a0>"
_ENDS = " .:;,。：；，、"


def folded(text: str) -> str:
    """`text` on one line: white space is one blank, and a quotation's marks before its lines are none."""
    first, *rest = text.split("\n")
    return " ".join(" ".join((first, *(line.lstrip(_QUOTED) for line in rest))).split())


def plain(text: str, base: int, marks: Iterable[Markup]) -> str:
    """What `text`, which begins at offset `base`, says to its reader: markup, typography and final stops are gone."""
    kept = list(text)
    for mark in marks:
        _strip(kept, mark, base)
    told = folded("".join(kept)).translate(_MARKS).replace("--", "-")
    return _URL.sub(_shortened, _MARKER.sub("", told, count=1)).strip(_ENDS)


def _shortened(url: re.Match[str]) -> str:
    """An address that is shown, without what does not matter to where it leads."""
    return _LOCALE.sub("/", url["rest"].rstrip("/"), count=1)


def _strip(kept: list[str], mark: Markup, base: int) -> None:
    """Take the syntax of a construct out of the characters that are kept."""
    start, end = max(0, mark.span.start - base), min(len(kept), mark.span.end - base)
    if mark.kind in {"html", "syntax"}:
        _fill(kept, start, end)
        if _BREAK.fullmatch(mark.value) and start < end:
            kept[start] = " "
    elif mark.kind == "escape" and mark.value.startswith("&"):
        _fill(kept, start, end)
        kept[start:end] = [unescape(mark.value), *kept[start + 1 : end]]
    elif mark.kind not in {"macro", "math"}:
        _fill(kept, start, mark.content.start - base)
        _fill(kept, mark.content.end - base, end)


def _fill(kept: list[str], start: int, end: int) -> None:
    start, end = max(0, start), min(len(kept), end)
    kept[start:end] = [""] * max(0, end - start)


def listing(text: str) -> str:
    """The lines of a code block: without fences, trailing and repeated blanks, blank lines, the indent they share."""
    lines = [_INNER.sub(" ", line.expandtabs(4).rstrip()) for line in text.translate(_UNSEEN).splitlines()]
    if lines and _FENCE.fullmatch(lines[0]):
        lines = lines[1:-1] if len(lines) > 1 and _FENCE.fullmatch(lines[-1]) else lines[1:]
    lines = [line for line in lines if line]
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
    return "\n".join(line[indent:] for line in lines)


def without_comments(lines: str) -> str:
    """A listing without the lines that are comments."""
    return "\n".join(line for line in lines.splitlines() if not _COMMENT.match(line))
