"""What makes a translation wrong, not only old: values of the source that were replaced, and senses turned round.

Critical is an edit that puts another value in the place of one (number with unit, date or time; version; inline code,
command or listing), or that turns a sentence round while the rest of it stays (negation, opposite state). A value that
was only added or only taken away is none: nobody reads a wrong one. Nor is a whole unit that is new or gone, a listing
or a warning not excepted: the translation is incomplete there, and says nothing false. Nor is what the translation
shows already.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcode

from doclint.checks import amounts, dates, times
from doclint.drift.folding import folded, without_comments
from doclint.drift.model import Reason
from doclint.drift.sheet import Sheet
from doclint.drift.similar import similarity
from doclint.language.literals import literals
from doclint.language.numbers import Number, numbers
from doclint.language.versions import versions
from doclint.language.words import words
from doclint.project.edition import Segment
from doclint.project.unit_pair import UnitPair

_SAME = 0.75
"""How similar an edit is, values left out, in which one stands in the place of another: else it was written anew."""
_LIKELY, _SHORT = 0.7, 8
"""How similar it is with its values where it has more words than this: a sample of other data is another sample."""
_FEW = 3
"""How many words an edit changes at most that only denies, or denies no more: in a longer one clauses come and go."""
_MOST = 60
"""With more values than this, a unit is a list or a log."""
_COMMANDS = {"cmdlet", "switch"}
_SHELLS = ("sh", "bash", "shell", "console", "zsh", "cmd", "bat", "powershell", "ps1", "azurecli", "terminal", "dos")
_EXCESS = "excess"
_IMPLIED = ("negation:implied", "negation:weak")
_DIGITS = re.compile(r"\d+(?:[.,:/]\d+)*")
_NAMES = {"heading", "title"}
"""What names a section: with another number or version it is another section, or the same one counted anew."""


class Value(NamedTuple):
    """A value that was replaced: what it is, and how it was and is written."""

    reason: Reason
    then: tuple[str, ...]
    now: tuple[str, ...]


def values(then: Sheet, one: int, now: Sheet, two: int) -> list[Value]:
    """The values that an edit replaced, and the senses it turned round (their words are then empty)."""
    if then.pieces[one].kind == "code":
        return [*_listings(then, one, now, two)]
    pair = UnitPair(then.segment(one), now.segment(two), "revision", 1.0)
    found = [*_codes(then, one, now, two)]
    if now.pieces[two].kind not in _NAMES:
        found += _versions(pair)
        known = {text for value in found for text in (*value.then, *value.now)}
        found += (value for value in _numbers(pair) if known.isdisjoint((*value.then, *value.now)))
    texts = then.plain(one), now.plain(two)
    alike = similarity(*texts)
    rest = similarity(*(without(text, found) for text in texts))
    if rest < _SAME or (alike < _LIKELY and len(pair.source.words) > _SHORT):
        found = []
    if alike >= _SAME:
        found += (Value(reason, (), ()) for reason in _senses(pair, *texts))
    return found


def without(text: str, found: Iterable[Value]) -> str:
    """A text with its values and numbers taken out."""
    for written in sorted((text for value in found for text in (*value.then, *value.now)), key=len, reverse=True):
        text = text.replace(written, " ")
    return folded(_DIGITS.sub(" ", text))


def _listings(then: Sheet, one: int, now: Sheet, two: int) -> Iterator[Value]:
    """A listing in which more than comments changed."""
    texts = then.plain(one), now.plain(two)
    if without_comments(then.raw(one)) != without_comments(now.raw(two)):
        yield Value(_listing_reason(now, two), texts[:1], texts[1:])


def _listing_reason(now: Sheet, place: int) -> Reason:
    block = now.article.blocks[now.pieces[place].unit.block]
    return "command" if block.info.strip("{}. ").lower().startswith(_SHELLS) else "code"


def _codes(then: Sheet, one: int, now: Sheet, two: int) -> Iterator[Value]:
    """Inline code that was replaced, and literals in running text."""
    before = Counter(then.codes(one)), _literals(then.segment(one))
    after = Counter(now.codes(two)), _literals(now.segment(two))
    said = then.plain(one), now.plain(two)
    for ours, theirs in zip(before, after, strict=True):
        lost = tuple(text for text in islice(ours - theirs, _MOST) if text not in said[1])
        added = tuple(text for text in islice(theirs - ours, _MOST) if text not in said[0])
        if lost and added:
            yield Value("command" if any(map(_commanding, (*lost, *added))) else "code", lost, added)


def _literals(side: Segment) -> Counter[str]:
    """The literals in running text; where an address leads is judged as a link."""
    return Counter(item.text for item in literals(side.prose) if item.kind != "url")


def _commanding(text: str) -> bool:
    return any(item.kind in _COMMANDS for item in literals(text)) or any(
        word.startswith(("-", "/")) for word in text.split()[1:]
    )


def _versions(pair: UnitPair) -> Iterator[Value]:
    ours, theirs = (
        Counter(one.text for one in versions(side.prose, side.edition.locale)) for side in (pair.source, pair.target)
    )
    lost, added = tuple(islice(ours - theirs, _MOST)), tuple(islice(theirs - ours, _MOST))
    if lost and added:
        yield Value("version", lost, added)


def _numbers(pair: UnitPair) -> Iterator[Value]:
    """Numbers, dates and times that were replaced, and amounts in another unit."""
    found = amounts.compare(pair)
    lost, added = (tuple(number.text for number in side if not _loose(number)) for side in (found.lost, found.added))
    if lost and added:
        yield Value("number", lost, added)
    for one, two in found.matched:
        if one.unit and two.unit and one.unit != two.unit and not amounts.same_amount(one, two):
            yield Value("number", (_written(pair.source, one),), (_written(pair.target, two),))
    for ours, theirs in (*dates.compare(pair).changed, *times.compare(pair).changed):
        was, now = pair.source.prose[ours[0] : ours[1]], pair.target.prose[theirs[0] : theirs[1]]
        yield Value("number", (was,), (now,))


def _loose(number: Number) -> bool:
    """Whether a number word may be no amount (one of them)."""
    return number.spelled and not number.unit


def _written(side: Segment, number: Number) -> str:
    """A number with what stands behind it, up to the end of the unit's name."""
    rest = [word for word in words(side.prose) if word.start >= number.end]
    return side.prose[number.start : rest[0].end if rest else number.end]


def _senses(pair: UnitPair, before: str, after: str) -> Iterator[Reason]:
    """The senses that were turned round. A denial beside an opposite says the same (not closed, open)."""
    axes = [axis for axis in pair.contrary if _turned(pair, axis)]
    denied = pair.source.denial_known and _denied(pair, before, after)
    if axes and pair.source.denials == pair.target.denials:
        yield "number" if axes == [_EXCESS] else "state"
    elif denied and not axes:
        yield "negation"


def _denied(pair: UnitPair, before: str, after: str) -> bool:
    """Whether a denial came or went, and little else: none that is said otherwise now (instead of, avoid)."""
    then, now = pair.source, pair.target
    one, other = (then, now) if then.denials > now.denials else (now, then)
    if (one.denials - other.denials) % 2 == 0 or len(other.labels(_IMPLIED)) > len(one.labels(_IMPLIED)):
        return False
    denying = {one.words[at].text for found in one.labels("negation:explicit") for at in found.at}
    ours, theirs = ([word.text for word in words(text)] for text in (before, after))
    # Code that became text, or text that became code, denies as it did.
    if all(ours.count(word) == theirs.count(word) for word in denying):
        return False
    changed = (max(op.src_end - op.src_start, op.dest_end - op.dest_start) for op in _edits(ours, theirs))
    return sum(changed) <= _FEW


def _edits(ours: list[str], theirs: list[str]) -> Iterator[Opcode]:
    return (op for op in Levenshtein.opcodes(ours, theirs) if op.tag != "equal")


def _turned(pair: UnitPair, axis: str) -> bool:
    """Whether the words of an axis stood at one pole only, and stand at the other only."""
    ours, theirs = pair.source.poles.get(axis, {}), pair.target.poles.get(axis, {})
    return len(ours) == len(theirs) == 1 and ours.keys() != theirs.keys()


def shown(value: Value, now: Segment, target: Sheet, place: int) -> bool:
    """Whether a translation's piece has what the source has now, and no more what it had then."""
    if target.pieces[place].kind == "code":
        return target.plain(place) in value.now
    said = target.segment(place)
    if value.then:
        return _counted(value, now, said) if value.reason == "number" else _copied(value, said)
    if value.reason == "negation":
        return said.denial_known and (said.denials - now.denials) % 2 == 0
    return bool(now.poles) and all(said.poles.get(axis, {}).keys() == found.keys() for axis, found in now.poles.items())


def _copied(value: Value, said: Segment) -> bool:
    """The same for what is copied as it is; of what contains something shorter, the longer counts."""
    texts = sorted({*value.then, *value.now}, key=len, reverse=True)
    pattern = "|".join(rf"(?<![\w.]){re.escape(text)}(?!\w|\.\w)" for text in texts)
    found = {match[0] for match in re.finditer(pattern, said.block_text)}
    return found >= {*value.now} and found.isdisjoint(value.then)


def _counted(value: Value, now: Segment, said: Segment) -> bool:
    """The same for numbers, however they are written."""
    locale = now.edition.locale
    told = {number for one in said.whole.numbers for number in one.values}
    meant, meant_then = (
        [one.values for text in texts for one in numbers(text, locale)] for texts in (value.now, value.then)
    )
    fresh = [one for one in meant if one not in meant_then]
    return (
        bool(fresh)
        and not any(map(told.isdisjoint, fresh))
        and all(told.isdisjoint(one) for one in meant_then if one not in meant)
    )
