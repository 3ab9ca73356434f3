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
_SPAN = re.compile(r"<span\b[^<>]*/?>|</span>")
_END = "</span></span>"


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
    faults: list[Fault] = []
    limits = [*(match.start() for match in opens[1:]), len(text)]
    for match, limit in zip(opens, limits, strict=False):
        twin = _twin(text, match, limit)
        if twin:
            found.append(twin)
        if not twin or "&quot;" in text[twin.whole.start : twin.target.start]:
            detail = "has &quot; where quotes belong" if twin else "is never completed by its source"
            faults.append(Fault("unit", Span(match.start(), match.end()), f"The span of unit {match['id']} {detail}"))
    return found, faults


def _twin(text: str, opening: re.Match[str], limit: int) -> Twin | None:
    middle = next((m for m in _MIDDLE.finditer(text, opening.end(), limit) if m["id"] == opening["id"]), None)
    if middle is None:
        return None
    end = _balanced_end(text, middle.end(), limit)
    if end < 0:
        return None
    whole = end + len(_END) + (0 if middle["close"] else len("</span>"))
    return Twin(
        opening["id"],
        Span(opening.end(), middle.start()),
        Span(middle.end(), end),
        Span(opening.start(), min(whole, limit)),
    )


def _balanced_end(text: str, start: int, limit: int) -> int:
    """Where the source text ends: at the first `</span></span>` that closes no span of its own."""
    depth = 0
    for tag in _SPAN.finditer(text, start, limit):
        if tag[0] != "</span>":
            depth += not tag[0].endswith("/>")
        elif depth == 0 and text.startswith(_END, tag.start()):
            return tag.start()
        else:
            depth = max(0, depth - 1)
    # `<span>` may be text (in code), so that nothing balances: then the last possible end is the right one.
    return text.rfind(_END, start, limit)


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
