"""What makes a translation wrong, not only old: values of the source that were replaced, and senses turned round.

Critical is an edit that puts another value in the place of one (number with unit, date or time; version; inline code,
command or listing), or that turns a sentence round while the rest of it stays (negation, opposite state). A value that
was only added or only taken away is none: nobody reads a wrong one. Nor is a whole unit that is new or gone, a listing
or a warning not excepted: the translation is incomplete there, and says nothing false. Nor is what the translation
shows already.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from doclint.checks import amounts, dates, times
from doclint.drift.model import Reason
from doclint.drift.sheet import Sheet
from doclint.language.literals import literals
from doclint.language.numbers import Number, numbers
from doclint.language.versions import versions
from doclint.language.words import words
from doclint.project.edition import Segment, UnitPair

_SAME_SENTENCE = 0.6
"""How similar an edit is of which one can say that only its sense was turned round."""
_COMMANDS = {"cmdlet", "switch"}
_SHELLS = ("sh", "bash", "shell", "console", "zsh", "cmd", "bat", "powershell", "ps1", "azurecli", "terminal", "dos")
_EXCESS = "excess"


class Value(NamedTuple):
    """A value that was replaced: what it is, and how it was and is written."""

    reason: Reason
    then: tuple[str, ...]
    now: tuple[str, ...]


def values(then: Sheet, one: int, now: Sheet, two: int, similarity: float) -> list[Value]:
    """The values that an edit replaced, and the senses it turned round (their words are then empty)."""
    if then.pieces[one].kind == "code":
        return [Value(_listing_reason(now, two), (then.plain(one),), (now.plain(two),))]
    pair = UnitPair(then.segment(one), now.segment(two), "revision", 1.0)
    found = [*_codes(then, one, now, two), *_versions(pair)]
    known = {text for value in found for text in (*value.then, *value.now)}
    found += (value for value in _numbers(pair) if known.isdisjoint((*value.then, *value.now)))
    if similarity >= _SAME_SENTENCE:
        found += (Value(reason, (), ()) for reason in _senses(pair))
    return found


def _listing_reason(now: Sheet, place: int) -> Reason:
    block = now.article.blocks[now.pieces[place].unit.block]
    return "command" if block.info.strip("{}. ").lower().startswith(_SHELLS) else "code"


def _codes(then: Sheet, one: int, now: Sheet, two: int) -> Iterator[Value]:
    """Inline code that was replaced, and literals in running text."""
    told = now.segment(two).prose
    before = Counter(then.codes(one)), Counter(item.text for item in literals(then.segment(one).prose))
    after = Counter(now.codes(two)), Counter(item.text for item in literals(told))
    said = then.plain(one), now.plain(two)
    for ours, theirs in zip(before, after, strict=True):
        lost = tuple(text for text in ours - theirs if text not in said[1])
        added = tuple(text for text in theirs - ours if text not in said[0])
        if lost and added:
            yield Value("command" if any(map(_commanding, (*lost, *added))) else "code", lost, added)


def _commanding(text: str) -> bool:
    return any(item.kind in _COMMANDS for item in literals(text)) or any(
        word.startswith(("-", "/")) for word in text.split()[1:]
    )


def _versions(pair: UnitPair) -> Iterator[Value]:
    ours, theirs = (
        Counter(one.text for one in versions(side.prose, side.edition.locale)) for side in (pair.source, pair.target)
    )
    lost, added = tuple(ours - theirs), tuple(theirs - ours)
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
        was, now = pair.source.prose[ours.start : ours.end], pair.target.prose[theirs.start : theirs.end]
        yield Value("number", (was,), (now,))


def _loose(number: Number) -> bool:
    """Whether a number word may be no amount (one of them)."""
    return number.spelled and not number.unit


def _written(side: Segment, number: Number) -> str:
    """A number with what stands behind it, up to the end of the unit's name."""
    rest = [word for word in words(side.prose) if word.start >= number.end]
    return side.prose[number.start : rest[0].end if rest else number.end]


def _senses(pair: UnitPair) -> Iterator[Reason]:
    """The senses that were turned round. A denial beside an opposite says the same (not closed, open)."""
    then, now = pair.source, pair.target
    axes = [axis for axis in pair.contrary if _turned(pair, axis)]
    denied = then.denial_known and (then.denials - now.denials) % 2 == 1
    if axes and not denied:
        yield "number" if axes == [_EXCESS] else "state"
    elif denied and not axes:
        yield "negation"


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
