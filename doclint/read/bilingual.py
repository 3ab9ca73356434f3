"""The bilingual form of localized articles: spans that hold the translation and, beside it, its source.

    <span data-ttu-id="ID">TARGET</span><span class="sxs-lookup"><span data-stu-id="ID">SOURCE</span></span>

Some tools nest the second span in the first, and some files have `&quot;` where the attributes' quotes should be.
"""

import re
from typing import NamedTuple

from doclint.model import Fault, Span

_QUOTE = r"(?:\"|&quot;)"
_OPEN = re.compile(rf"<span data-ttu-id={_QUOTE}(?P<id>[\w-]+){_QUOTE}>")
_MIDDLE = re.compile(
    rf"(?P<close></span>)?<span class={_QUOTE}sxs-lookup{_QUOTE}><span data-stu-id={_QUOTE}(?P<id>[\w-]+){_QUOTE}>"
)
_CLOSE = "</span>"
_HIDING = re.compile(
    r"\\.|<[a-z][a-z0-9+.-]+:[^<>\s]*>|(?<!`)(?P<ticks>`{1,5})(?!`).*?(?<!`)(?P=ticks)(?!`)|~~~.*?~~~|<!--.*?(?:-->|\Z)"
    r"|(?P<tag><span\b[^<>]*(?<!/)>|</span>)",
    re.DOTALL | re.IGNORECASE,
)
"""A tag of a span, or what hides one: an escape, an autolink (whose backtick opens no code), code, fence, comment."""
_TRIES = 20
_WORDS = r"(?:[^<`\\~]++|`[^`<]++`(?!`)|<(?!/?(?i:span)|!--))*+"
_USUAL = re.compile(rf'{_WORDS}(</span><span class="sxs-lookup"><span data-stu-id="([\w-]+)">){_WORDS}</span></span>')
"""What follows the opening of a unit in its usual form, without spans of its own and nothing that might hide one."""


class Twin(NamedTuple):
    """One unit: its id, the spans of target and source text, and of the whole construct, in the original text."""

    id: str
    target: Span
    source: Span
    whole: Span


class Side(NamedTuple):
    """One side of a bilingual text: the text, its pieces (offset here, offset in the original), its units' spans."""

    text: str
    pieces: tuple[tuple[int, int], ...]
    units: tuple[tuple[str, Span], ...]


def twins(text: str, body: int = 0) -> tuple[list[Twin], list[Fault]]:
    """The units of a bilingual text from offset `body` on, in order, and what is broken about them."""
    opens: list[re.Match[str]] = list(_OPEN.finditer(text, body))
    found: list[Twin] = []
    torn: list[Fault] = []
    quoted: list[re.Match[str]] = []
    limits = [*(match.start() for match in opens[1:]), len(text)]
    for match, limit in zip(opens, limits, strict=False):
        twin = _twin(text, match, limit)
        if twin is None:
            torn.append(_fault(match, f"The span of unit {match['id']} is never completed by its source"))
            continue
        found.append(twin)
        if "&quot;" in match[0] or "&quot;" in text[twin.target.end : twin.source.start]:
            quoted.append(match)
    return found, [*_misquoted(quoted), *torn]


def _misquoted(opens: list[re.Match[str]]) -> list[Fault]:
    """One fault for a whole file: a tool that writes &quot; once writes it everywhere."""
    if not opens:
        return []
    others = f", and of {len(opens) - 1} more," if len(opens) > 1 else ""
    return [_fault(opens[0], f"The span of unit {opens[0]['id']}{others} has &quot; where quotes belong")]


def _fault(opening: re.Match[str], detail: str) -> Fault:
    return Fault("unit", Span(opening.start(), opening.end()), detail)


def _twin(text: str, opening: re.Match[str], limit: int) -> Twin | None:
    usual = _USUAL.match(text, opening.end(), limit)
    if usual and usual[2] == opening["id"]:
        target, source = Span(opening.end(), usual.start(1)), Span(usual.end(1), usual.end() - 2 * len(_CLOSE))
        return Twin(opening["id"], target, source, Span(opening.start(), usual.end()))
    middle = next((m for m in _MIDDLE.finditer(text, opening.end(), limit) if m["id"] == opening["id"]), None)
    if middle is None:
        return None
    nested = _nested(text, opening.end(), middle, limit)
    target = Span(opening.end(), middle.end("close") if nested and middle["close"] else middle.start())
    end, whole = _end(text, middle.end(), limit, 3 if nested else 2)
    return Twin(opening["id"], target, Span(middle.end(), end), Span(opening.start(), whole)) if end >= 0 else None


def _nested(text: str, start: int, middle: re.Match[str], limit: int) -> bool:
    """Whether the unit stays open to the end: what closes before the second span is a span of the target's own."""
    close = middle.end("close")
    if close < 0:
        return True
    own = not _balanced(text, start, middle.start()) and _balanced(text, start, close)
    return own and text.find(_CLOSE * 3, middle.end(), limit) >= 0


def _end(text: str, start: int, limit: int, closers: int) -> tuple[int, int]:
    """Where the source text ends, and the construct with its `closers` end tags; -1 where nothing ends it."""
    closing = _CLOSE * closers
    last = text.rfind(closing, start, limit)
    if last < 0:
        return _end(text, start, limit, 2) if closers > 2 else (-1, -1)
    end = start - 1
    for _ in range(_TRIES):
        end = text.find(closing, end + 1, limit)
        if end < 0 or _balanced(text, start, end):
            break
    else:
        end = -1
    # `<span>` may be plain text, so that nothing balances: then the last possible end is the right one.
    end = last if end < 0 else end
    return end, end + len(closing)


def _balanced(text: str, start: int, end: int) -> bool:
    """Whether every span that opens in a stretch of text closes there, code and escapes aside."""
    depth = 0
    for match in _HIDING.finditer(text, start, end):
        if match["tag"]:
            depth += -1 if match["tag"].startswith("</") else 1
            if depth < 0:
                return False
    return depth == 0


def side(text: str, units: list[Twin], *, source: bool) -> Side:
    """The target or source side of a bilingual text, with the markup of the other side taken out."""
    parts: list[str] = []
    pieces: list[tuple[int, int]] = []
    spans: list[tuple[str, Span]] = []
    length = 0

    def take(start: int, end: int) -> None:
        nonlocal length
        pieces.append((length, start))
        parts.append(text[start:end])
        length += end - start

    done = 0
    for twin in units:
        take(done, twin.whole.start)
        kept = twin.source if source else twin.target
        spans.append((twin.id, Span(length, length + kept.end - kept.start)))
        take(kept.start, kept.end)
        done = twin.whole.end
    take(done, len(text))
    return Side("".join(parts), tuple(pieces), tuple(spans))
