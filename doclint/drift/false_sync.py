"""Units marked as translated anew that were not: source and reference moved on, and the translation did not."""

from collections.abc import Iterator

from doclint.drift.critical import shown, values
from doclint.drift.folding import folded
from doclint.drift.matching import Twin, match
from doclint.drift.model import Fault
from doclint.drift.placing import Places
from doclint.drift.sheet import Sheet
from doclint.project.edition import Edition

_ALIKE = 0.85
"""How similar two versions of a sentence are that one translation may serve, where no value changed."""
_SHOWN = 60


def false_sync(older: Edition, newer: Edition, target_before: Edition, target_after: Edition) -> Iterator[Fault]:
    """One fault a unit that was edited or removed in the source while its translation stayed as it was.

    An edit of few words that changes no value needs no other translation, nor does what the translation shows already.
    """
    then, now, before, after = (Sheet(one) for one in (older, newer, target_before, target_after))
    kept = {twin.then: twin.now for twin in match(before, after) if _kept(twin, before, after)}
    places = Places(then, before)
    for twin in match(then, now):
        if twin.then is None or not _changed(twin, then, now):
            continue
        stood = places.of(twin.then)
        stand = [at for one in stood if (at := kept.get(one)) is not None]
        if stand and len(stand) == len(stood) and not _right(twin, then, now, after, stand):
            yield Fault("false-sync", _message(twin, then, now, after, stand), after.line(stand[0]))


def _kept(twin: Twin, before: Sheet, after: Sheet) -> bool:
    """Whether a piece of the translation was left exactly as it was."""
    if twin.then is None or twin.now is None:
        return False
    return before.pieces[twin.then].unit.text == after.pieces[twin.now].unit.text


def _changed(twin: Twin, then: Sheet, now: Sheet) -> bool:
    """Whether a unit of the source was removed or edited so that its translation has to be another."""
    if twin.then is None or twin.now is None:
        return twin.now is None
    if twin.whole or then.plain(twin.then) == now.plain(twin.now):
        return False
    return twin.similarity < _ALIKE or bool(not twin.alone and values(then, twin.then, now, twin.now))


def _right(twin: Twin, then: Sheet, now: Sheet, after: Sheet, stand: list[int]) -> bool:
    """Whether the translation shows every value that changed."""
    if twin.then is None or twin.now is None:
        return False
    found, segment = values(then, twin.then, now, twin.now), now.segment(twin.now)
    return bool(found) and all(any(shown(value, segment, after, at) for at in stand) for value in found)


def _message(twin: Twin, then: Sheet, now: Sheet, after: Sheet, stand: list[int]) -> str:
    was = _short(then.pieces[twin.then].unit.text) if twin.then is not None else ""
    said = _short(after.pieces[stand[0]].unit.text)
    told = f"became '{_short(now.pieces[twin.now].unit.text)}'" if twin.now is not None else "was removed"
    return f"The source's '{was}' {told}; the reference was moved on, and the translation still says '{said}'"


def _short(text: str) -> str:
    """The beginning of a text."""
    line = folded(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
