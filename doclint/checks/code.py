"""Code, file names, commands and placeholders that the translation changed."""

import re
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from doclint.language.literals import literals
from doclint.model import Diagnostic
from doclint.project.edition import Segment
from doclint.project.fates import Outcome, outcomes
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_BLANKS = re.compile(r"[\s\"'«»‹›„“”‟‘’]+")
_SLIP = 80
_COPY = 70
_HALF = 8
_TWO = 2
_ENDS = ":;,./ "
_WORD = re.compile(r"[a-z]+")
"""A lower-case word in code may well be said in words: *a `list` of names*."""
_ESCAPE = re.compile(r"\\(?=[_*\[\]<>`#|{}])")
_HOLE = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\{\{?[^{}]*\}?\}")
"""What the reader is to fill in: it may be named in the reader's language."""
_PARTS = re.compile(r"[^\s=:,()]+")
_KEYS = re.compile(
    r"(?:Ctrl|Control|Alt|Shift|Cmd|Command|Option|Win|Fn|Enter|Return|Tab|Esc|Space|Delete|Home|End)\b.*"
)
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_FIXED = {"cmdlet", "switch", "variable", "header", "id", "package", "sql"}
"""What no translator would make up a local name for."""
_NAMED = {"snake", "file", "host", "path", "url", "query", "setting"}
_EXAMPLE = re.compile(
    r"your?(?=[A-Z_.-])|my(?=[A-Z_-])|sample|example|demo|test|contoso|fabrikam|adatum|tailspin|folder|name|domain|"
    r"company|user|program|foo|bar|yy|mm_|hh|[{<\[$]",
    re.IGNORECASE,
)
"""What a made-up name may hold, which the translation may well replace by its own."""
_SURE, _LIKELY, _MAYBE, _GUESS = 0.95, 0.85, 0.75, 0.6


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


class Literal(Struct, frozen=True):
    """A literal as written, and its place in the unit's text."""

    text: str
    start: int
    end: int


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """Every literal of the source that the translation lacks, beside what stands there instead."""
    if "`" in pair.source.text:
        yield from _code(pair)
    for outcome in outcomes(pair):
        if outcome.fate in {"altered", "parted", "lost"}:
            yield from _running(pair, outcome)


def _code(pair: UnitPair) -> Iterator[Diagnostic]:
    source, target = _literals(pair.source), _literals(pair.target)
    lost = _without(source, pair.target, target)
    added = {literal.text: literal for literal in _without(target, pair.source, source)} if lost else {}
    more = _more(target, source) if lost else {}
    for literal in (one for one in lost if not _told(one.text, pair.target)):
        match = process.extractOne(literal.text, list(added))
        copy = process.extractOne(literal.text, list(more), scorer=fuzz.ratio, score_cutoff=_COPY)
        if match:
            more.pop(match[0], None)
            yield from _changed(pair, literal, added.pop(match[0]))
        elif copy:
            yield from _changed(pair, literal, more.pop(copy[0]))
        elif not _WORD.fullmatch(literal.text):
            yield _lost(pair, literal.text, (literal.start, literal.end), 0.65)


def _literals(segment: Segment) -> list[Literal]:
    """The code spans."""
    base = segment.unit.span.start
    return [
        Literal(mark.value.strip(), mark.content.start - base, mark.content.end - base)
        for mark in segment.markup
        if mark.kind == "code"
    ]


def _more(own: list[Literal], other: list[Literal]) -> dict[str, Literal]:
    """Those of `own` that stand there more often than in `other`."""
    surplus = Counter(literal.text for literal in own) - Counter(literal.text for literal in other)
    return {literal.text: literal for literal in own if literal.text in surplus}


def _without(literals: list[Literal], other: Segment, known: list[Literal]) -> list[Literal]:
    """Those of `literals`, each text once, that stand nowhere on the other side, blanks, escapes and case apart."""
    same = {_folded(literal.text) for literal in known}
    literals = [literal for literal in literals if _folded(literal.text) not in same]
    if not literals:
        return []
    text = _ESCAPE.sub("", other.block_text)
    folded = _folded(text)
    return [
        literal
        for literal in {literal.text: literal for literal in reversed(literals)}.values()
        if not ('"' in literal.text and _folded(literal.text) in folded)
        and not re.search(rf"(?<![A-Za-z0-9_]){re.escape(literal.text)}(?![A-Za-z0-9_])", text, re.IGNORECASE)
    ][::-1]


def _folded(text: str) -> str:
    return _BLANKS.sub("", _ESCAPE.sub("", text)).lower()


def _told(text: str, target: Segment) -> bool:
    """Whether it is a key to press, which keyboards name otherwise, or all its parts stand in the translation."""
    parts = _PARTS.findall(text)
    if len(parts) < _TWO or _KEYS.fullmatch(text):
        return bool(_KEYS.fullmatch(text))
    return all(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", target.block_text) for part in parts)


def _changed(pair: UnitPair, source: Literal, target: Literal) -> Iterator[Diagnostic]:
    """The one beside the other, unless it is the plural, or only its last sign or what is to be filled in differs."""
    alike = source.text.rstrip(_ENDS) == target.text.rstrip(_ENDS) or target.text == source.text + "s"
    if alike or _refilled(source.text, target.text):
        return
    places = (source.start, source.end), (target.start, target.end)
    yield _instead(pair, source.text, target.text, *places, _sureness(pair, source.text, target.text))


def _refilled(source: str, target: str) -> bool:
    """Whether only what is to be filled in has another name, and not by a slip."""
    frame = _HOLE.sub("<>", source)
    slip = len(source) == len(target) and OSA.distance(source, target) == 1
    return frame not in {source, "<>"} and frame == _HOLE.sub("<>", target) and not slip


def _sureness(pair: UnitPair, source: str, target: str) -> float:
    """How sure it is that code was changed for no reason; words and sentences in it may well be said otherwise."""
    shown = _shown(pair, source) or _named(source)
    if fuzz.ratio(source, target) < _SLIP and (not shown or _WORDS.fullmatch(source)):
        return 0.65
    if " " in source and not shown:
        return _MAYBE if OSA.distance(source, target) <= _TWO else _GUESS
    return _SURE


def _named(text: str) -> bool:
    """Whether the text is one literal of a kind that has no other name in another language."""
    return any(one.text == text and one.kind in _FIXED for one in literals(text))


def _shown(pair: UnitPair, text: str) -> bool:
    """Whether the article's code has a literal, which is then surely no made-up name of an example."""
    return any(block.kind == "code" and text in block.text for block in pair.source.edition.article.blocks)


def _running(pair: UnitPair, outcome: Outcome) -> Iterator[Diagnostic]:
    """A literal of running text, as far as it is known for one."""
    confidence = _confidence(pair, outcome)
    if not confidence:
        return
    if outcome.fate == "altered" and outcome.target:
        whole = replace(pair, target=pair.target.whole)
        yield _instead(whole, outcome.literal.text, outcome.instead, outcome.source, outcome.target, confidence)
    else:
        yield _lost(pair, outcome.literal.text, outcome.source, confidence)


def _confidence(pair: UnitPair, outcome: Outcome) -> float:
    """How sure it is that a literal should have been kept; 0 where it may well be said in other words."""
    kind, text = outcome.literal.kind, outcome.literal.text
    if kind == "placeholder":
        return _placeholder(pair, text)
    if kind in _FIXED:
        return {"altered": _SURE, "parted": _SURE, "lost": _LIKELY}[outcome.fate]
    if kind not in _NAMED or (kind == "url" and "<" not in text and " " not in outcome.instead):
        return 0  # What becomes of a whole URL is said by the rule of links.
    if kind == "file" and outcome.fate == "lost":
        return _GUESS
    if _EXAMPLE.search(text) or (text.islower() and kind == "snake"):
        return _MAYBE if _shown(pair, text) else _GUESS
    return {"altered": _LIKELY, "parted": _LIKELY, "lost": _MAYBE}[outcome.fate]


def _placeholder(pair: UnitPair, text: str) -> float:
    """Numbered ones are a program's; named ones are for readers, and fully translated they still serve them."""
    if text.startswith("%") or text[1:-1].isdigit():
        return _LIKELY
    halves = [half for half in re.findall(r"(?=((?:(?<=\{)|(?<=-))\w+-\w+))", text) if len(half) >= _HALF]
    return _GUESS if any(half in pair.target.text for half in halves) else 0


def _instead(  # noqa: PLR0913
    pair: UnitPair, source: str, target: str, at: tuple[int, int], instead: tuple[int, int], confidence: float
) -> Diagnostic:
    message = f"'{target}' stands where the source has '{source}', which readers must type or find as it is"
    evidence = (pair.source.evidence("source", *at),)
    return pair.target.report(message, *instead, expected=source, evidence=evidence, confidence=confidence)


def _lost(pair: UnitPair, text: str, at: tuple[int, int], confidence: float) -> Diagnostic:
    message = f"'{text}' of the source is missing from the translation, or was translated. Keep it as it is"
    evidence = (pair.source.evidence("source", *at),)
    return pair.target.report(message, expected=text, evidence=evidence, confidence=confidence)
