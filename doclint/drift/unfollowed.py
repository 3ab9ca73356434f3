"""Units of a source that were edited or taken away while their translation stayed as it was."""

from collections.abc import Iterator
from typing import NamedTuple

from doclint.drift.critical import shown, values
from doclint.drift.matching import Twin, match
from doclint.drift.placing import Places
from doclint.drift.sheet import Sheet

_ALIKE = 0.85
"""How similar two versions of a sentence are that one translation may serve, where no value changed."""


class Unfollowed(NamedTuple):
    """A unit then and now (None: it is gone), by place, and the pieces of the translation that stand for it still.

    `grave`: the translation has to be another; else few words were edited and no value, so that it may serve on.
    `behind` is the unit of now that what is gone would follow, -1 at the beginning.
    """

    then: int
    now: int | None
    stand: list[int]
    grave: bool
    behind: int


def unfollowed(then: Sheet, now: Sheet, before: Sheet, after: Sheet) -> Iterator[Unfollowed]:
    """What the source says otherwise `now`, and the translation (`before`, `after`) as it did.

    What the translation shows already is left out.
    """
    kept = {twin.then: twin.now for twin in match(before, after) if _kept(twin, before, after)}
    places, behind = Places(then, before), -1
    for twin in match(then, now):
        behind = behind if twin.now is None else twin.now
        if twin.then is None or not _changed(twin, then, now):
            continue
        stood = places.of(twin.then)
        stand = [at for one in stood if (at := kept.get(one)) is not None]
        if stand and len(stand) == len(stood) and not _right(twin, then, now, after, stand):
            yield Unfollowed(twin.then, twin.now, stand, _grave(twin, then, now), behind)


def _kept(twin: Twin, before: Sheet, after: Sheet) -> bool:
    """Whether a piece of the translation was left exactly as it was."""
    if twin.then is None or twin.now is None:
        return False
    return before.pieces[twin.then].unit.text == after.pieces[twin.now].unit.text


def _changed(twin: Twin, then: Sheet, now: Sheet) -> bool:
    """Whether a unit of the source was taken away, or says something else."""
    if twin.then is None or twin.now is None:
        return twin.now is None
    return not twin.whole and then.plain(twin.then) != now.plain(twin.now)


def _grave(twin: Twin, then: Sheet, now: Sheet) -> bool:
    """Whether a unit was taken away, or edited so that its translation has to be another."""
    if twin.then is None or twin.now is None:
        return True
    return twin.similarity < _ALIKE or bool(not twin.alone and values(then, twin.then, now, twin.now))


def _right(twin: Twin, then: Sheet, now: Sheet, after: Sheet, stand: list[int]) -> bool:
    """Whether the translation shows every value that changed."""
    if twin.then is None or twin.now is None:
        return False
    found, segment = values(then, twin.then, now, twin.now), now.segment(twin.now)
    return bool(found) and all(any(shown(value, segment, after, at) for at in stand) for value in found)
