"""What became of the literals of a source's running text in its translation."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal as Choice

from msgspec import Struct
from rapidfuzz import fuzz

from doclint.language.literals import Literal, likely, literals
from doclint.project.edition import Segment
from doclint.project.shown import HIDDEN, Shown, shown
from doclint.project.unit_pair import UnitPair

Fate = Choice["split", "recased", "altered", "parted", "lost"]

_BLANK = "[\\s\u200b\u2060]"
_NEAR = 80
_LONG = 10_000
_PART = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{3,}")
_EDGE = re.compile(r"[^\s\"'“”„«»‘’\[\]\ufffc\u3000-\u9fff\uac00-\ud7af]*")


class Outcome(Struct, frozen=True):
    """A literal of the source (its place in the unit), and what stands for it in the translation, if anything does.

    `target` is a place in the translation's whole block, `instead` what readers see there.
    """

    literal: Literal
    fate: Fate
    source: tuple[int, int]
    target: tuple[int, int] | None
    instead: str


@lru_cache(4)
def outcomes(pair: UnitPair) -> tuple[Outcome, ...]:
    """Every literal of the source's running text that the translation has not as it is, each text once."""
    if not likely(pair.source.text) or pair.source.text == pair.target.text or _unfit(pair.source):
        return ()
    view = shown(pair.source, code=False)
    found = {literal.text: literal for literal in literals(view.text)}
    if not found:
        return ()
    here = shown(pair.target if _unfit(pair.target.whole) else pair.target.whole, code=True)
    seen = here.text.replace("\u00a0", " ")
    lost = [literal for literal in found.values() if not _kept(literal, seen)]
    kept = [literal.text for literal in found.values() if literal not in lost]
    return tuple(_outcome(literal, view, here, kept) for literal in lost)


def _kept(literal: Literal, seen: str) -> bool:
    """Whether the literal stands in a text; a name also without its English plural."""
    text = literal.text.replace("\u00a0", " ")
    return text in seen or (literal.kind == "camel" and text[-1] == "s" and text[:-1] in seen)


def _outcome(literal: Literal, view: Shown, here: Shown, kept: Iterable[str]) -> Outcome:
    """What became of a literal, apart from where the `kept` ones stand."""
    other = here.text
    for text in kept:
        other = other.replace(text, HIDDEN * len(text))
    fate, place = _recased(literal.text, here.text) or _fate(literal.text, other)
    if fate in {"parted", "lost"}:
        fate, place = _replaced(literal, view, here) or (fate, place)
    source = view.place(literal.start, literal.end)
    return Outcome(literal, fate, source, here.place(*place) if place else None, here.text[slice(*(place or (0, 0)))])


def _replaced(literal: Literal, view: Shown, here: Shown) -> tuple[Fate, tuple[int, int]] | None:
    """The literal of the same kind that only the translation has, where there is one such."""
    spare = [one for one in literals(here.text) if one.kind == literal.kind and one.text not in view.text]
    return ("altered", (spare[0].start, spare[0].end)) if len({one.text for one in spare}) == 1 else None


def _small(text: str) -> str:
    """The text in lower case, of the same length: some capitals become two signs."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _recased(text: str, other: str) -> tuple[Fate, tuple[int, int]] | None:
    at = _small(other).find(text.lower())
    return ("recased", (at, at + len(text))) if at >= 0 else None


def _fate(text: str, other: str) -> tuple[Fate, tuple[int, int] | None]:
    split = re.search(_split(text), other, re.IGNORECASE)
    if split:
        return "split" if re.search(_BLANK, split[0]) else "altered", split.span()
    near = fuzz.partial_ratio_alignment(text.lower(), _small(other), score_cutoff=_NEAR)
    if near and near.dest_end > near.dest_start:
        return "altered", _trimmed(text, other, *_around(other, near.dest_start, near.dest_end))
    kept = (re.search(rf"(?<![A-Za-z])(?i:{part})(?![a-z])", other) for part in _PART.findall(text))
    part = next((match for match in kept if match), None)
    return ("parted", part.span()) if part else ("lost", None)


def _split(text: str) -> str:
    """A pattern of the text with blanks anywhere inside."""
    inner = f"{_BLANK}*".join(map(re.escape, text))
    return ("(?<![A-Za-z0-9])" if text[0].isalnum() else "") + inner + ("(?![A-Za-z0-9])" if text[-1].isalnum() else "")


def _around(other: str, start: int, end: int) -> tuple[int, int]:
    """The stretch and the rest of the words it begins and ends in."""
    while start and _EDGE.fullmatch(other[start - 1]):
        start -= 1
    match = _EDGE.match(other, end)
    whole = other[start : max(end, match.end() if match else end)]
    whole = whole.rstrip(".,;:!?")
    return start, start + len(whole if "(" in whole else whole.rstrip(")"))


def _trimmed(text: str, other: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without words at its ends that make it less like the text."""
    stretch = other[start:end]
    for cut in (stretch.partition(" ")[2], stretch.rpartition(" ")[0]):
        if cut and fuzz.ratio(text, cut) > fuzz.ratio(text, stretch):
            begin = start if stretch.startswith(cut) else end - len(cut)
            return _trimmed(text, other, begin, begin + len(cut))
    return start, end


def _unfit(segment: Segment) -> bool:
    """Whether the segment is very long, or stands in raw HTML or a code block, of which no construct is known."""
    block = segment.unit.block
    raw = block >= 0 and segment.edition.article.blocks[block].kind in {"html", "code"}
    return raw or len(segment.text) > _LONG
