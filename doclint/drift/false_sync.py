"""Units marked as translated anew that were not: source and reference moved on, and the translation did not."""

from collections.abc import Iterator

from doclint.drift.folding import folded
from doclint.drift.model import Fault
from doclint.drift.sheet import Sheet
from doclint.drift.unfollowed import Unfollowed, unfollowed
from doclint.project.edition import Edition

_SHOWN = 60


def false_sync(older: Edition, newer: Edition, target_before: Edition, target_after: Edition) -> Iterator[Fault]:
    """One fault a unit that was edited or removed in the source while its translation stayed as it was.

    An edit of few words that changes no value needs no other translation, nor does what the translation shows already.
    """
    then, now, before, after = (Sheet(one) for one in (older, newer, target_before, target_after))
    for one in unfollowed(then, now, before, after):
        if one.grave:
            yield Fault("false-sync", _message(one, then, now, after), after.line(one.stand[0]))


def _message(one: Unfollowed, then: Sheet, now: Sheet, after: Sheet) -> str:
    was, said = _short(then.pieces[one.then].unit.text), _short(after.pieces[one.stand[0]].unit.text)
    told = f"became '{_short(now.pieces[one.now].unit.text)}'" if one.now is not None else "was removed"
    return f"The source's '{was}' {told}; the reference was moved on, and the translation still says '{said}'"


def _short(text: str) -> str:
    """The beginning of a text."""
    line = folded(text)
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
