"""One article three ways: the source as it was translated, the source as it is, and the translation.

What counts as one unit is a piece of `sheet`; `matching` finds what became of each. A change that nobody has to follow
(white space, markup, another form of a link) is cosmetic; a link that leads elsewhere
is an edit without words to translate. A moved unit is current, but makes its article stale: the translation stands in
another order. Title and description are text to translate, the rest of the front matter is not.

A replaced value that the translation shows already (see `critical`) is no change where nothing else was edited.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from doclint.drift.addresses import alike
from doclint.drift.critical import Value, shown, values, without
from doclint.drift.false_sync import false_sync
from doclint.drift.folding import folded
from doclint.drift.matching import Twin, match
from doclint.drift.model import Change, Counts, Kind
from doclint.drift.placing import Places
from doclint.drift.sheet import Sheet
from doclint.model import LINE_END
from doclint.project.edition import Edition
from doclint.project.unit_pair import UnitPair

__all__ = ["Compared", "compare", "false_sync"]


class Compared(Struct, frozen=True):
    """What became of the units of a source, the changes in its order, and what that makes of the translation.

    Current: the files are equal but for line ends. Cosmetic: they differ, and nothing is to do. Stale: something is.
    """

    counts: Counts
    changes: tuple[Change, ...]
    state: Literal["current", "cosmetic", "stale"]


def compare(then: Edition, now: Edition, target: Edition, earlier: Edition | None = None) -> Compared:
    """What the source says otherwise now than when it was translated, and what the translation has there.

    `earlier` is the translation as it was when its reference was recorded: it tells what was touched since.
    """
    if then.article.digest == now.article.digest or _lines(then) == _lines(now):
        total = len(Sheet(now).pieces)
        return Compared(Counts(total=total, current=total), (), "current")
    found = _Comparison(Sheet(then), Sheet(now), Sheet(target), earlier)
    changes = tuple(_identified(found.changes()))
    kinds = Counter(change.kind for change in changes)
    total = len(found.now.pieces)
    counts = Counts(
        total=total,
        current=total - kinds["cosmetic"] - kinds["edited"] - kinds["added"],
        cosmetic=kinds["cosmetic"],
        stale=kinds["edited"],
        added=kinds["added"],
        removed=kinds["removed"],
    )
    return Compared(counts, changes, "stale" if kinds.keys() - {"cosmetic"} else "cosmetic")


def _lines(edition: Edition) -> str:
    return LINE_END.sub("\n", edition.article.text)


class _Comparison:
    """The three sides of an article, and the translation's units that were touched."""

    def __init__(self, then: Sheet, now: Sheet, target: Sheet, earlier: Edition | None) -> None:
        self.then, self.now, self.target = then, now, target
        self.places = Places(then, target)
        self.twins = match(then, now)
        self.known = earlier is not None
        self.touched = set(_touched(Sheet(earlier), target)) if earlier else set[int]()

    def changes(self) -> Iterator[Change]:
        """The changes in the order of the source."""
        before: int | None = None
        for twin in self.twins:
            change = self._change(twin, before)
            if change:
                yield change
            if twin.then is not None and not twin.moved:
                before = twin.then

    def _change(self, twin: Twin, before: int | None) -> Change | None:
        one, two = twin.then, twin.now
        if two is None:
            return None if one is None else self._told("removed", twin, before)
        if one is None:
            return replace(self._told("added", twin, before), words=self.now.words(two))
        if twin.whole or self.then.raw(one) == self.now.raw(two):
            return self._told("moved", twin, before) if twin.moved else None
        if self._cosmetic(one, two):
            return self._told("moved" if twin.moved else "cosmetic", twin, before)
        return self._edited(twin, one, two, before)

    def _cosmetic(self, one: int, two: int) -> bool:
        ours, theirs = self.then.plain(one), self.now.plain(two)
        return ours == theirs and self._same_links(one, two)

    def _same_links(self, one: int, two: int) -> bool:
        links = self.then.destinations(one), self.now.destinations(two)
        if links[0] == links[1]:
            return True
        return alike(UnitPair(self.then.segment(one), self.now.segment(two), "revision", 1.0), *links)

    def _edited(self, twin: Twin, one: int, two: int, before: int | None) -> Change | None:
        found = [] if twin.alone else values(self.then, one, self.now, two)
        told = self._told("edited", twin, before)
        places = self.places.of(one)
        left = [value for value in found if not any(self._shown(value, two, place) for place in places)]
        if found and not left and self._only(found, one, two):
            return None
        reasons = tuple(dict.fromkeys(value.reason for value in left))
        same = self.then.plain(one) == self.now.plain(two)
        return replace(told, critical=bool(reasons), reasons=reasons, words=0 if same else told.words)

    def _shown(self, value: Value, two: int, place: int) -> bool:
        return shown(value, self.now.segment(two), self.target, place)

    def _only(self, found: list[Value], one: int, two: int) -> bool:
        """Whether nothing but the values was edited."""
        if self.then.pieces[one].kind == "code":
            return True
        return without(self.then.plain(one), found) == without(self.now.plain(two), found) and self._same_links(
            one, two
        )

    def _told(self, kind: Kind, twin: Twin, before: int | None) -> Change:
        """A change with its texts and places; `before` is the unit of then behind which an added one belongs."""
        one, two = twin.then, twin.now
        places = self.places.of(one) if one is not None else []
        return Change(
            kind,
            critical=False,
            then=None if one is None else self.then.pieces[one].unit.text,
            now=None if two is None else self.now.pieces[two].unit.text,
            target=" ".join(self.target.pieces[at].unit.text for at in places) if places else None,
            line=self.target.line(places[0]) if places else self._behind(before),
            source_line=self.now.line(two) if two is not None else self.then.line(one or 0),
            similarity=twin.similarity if one is not None and two is not None else 0.0,
            touched=any(at in self.touched for at in places) if self.known and places else None,
            words=self.now.words(two) if two is not None and kind == "edited" else 0,
            section=self.now.section(two) if two is not None else self.then.section(one or 0),
        )

    def _behind(self, before: int | None) -> int:
        """The line of the translation behind which something belongs: where the unit before it ends."""
        found = self.places.before(-1 if before is None else before)
        if found is not None:
            return self.target.last(found)
        return self.target.line(0) if self.target.pieces else 1


def _touched(earlier: Sheet, target: Sheet) -> Iterator[int]:
    """The pieces of the translation that were not there, or were written otherwise."""
    for twin in match(earlier, target):
        if twin.now is None or twin.whole:
            continue
        if twin.then is None or earlier.raw(twin.then) != target.raw(twin.now):
            yield twin.now


def _identified(changes: Iterator[Change]) -> Iterator[Change]:
    """The changes with their ids: by what was and is written, and the how manieth of such changes each is."""
    seen: Counter[str] = Counter()
    for change in changes:
        texts = "\0".join("\1" if text is None else folded(text) for text in (change.then, change.now))
        seen[texts] += 1
        digest = blake2b(f"{texts}\0{seen[texts]}".encode("utf-8", "surrogatepass"), digest_size=8)
        yield replace(change, id=digest.hexdigest())
