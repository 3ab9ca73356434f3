"""Two versions of an article in one language, piece by piece: equal passages first, then sentences, then similar ones.

What stands in another order is told as moved. Similar pieces are searched between those that were found, so their cost
grows with what was changed there, up to a bound.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import zip_longest
from typing import NamedTuple

from rapidfuzz import fuzz, process

from doclint.drift.common import Gap, between, common
from doclint.drift.sheet import Sheet
from doclint.drift.similar import similarity
from doclint.project.align.chain import Link, heaviest

_FEW = 40
_SIMILAR = 0.5
_MOVED = 0.8
_PREFERENCE = 3
"""One pair that is much alike weighs more than two that are somewhat."""
_MAX_AREA = 60_000
_SURE = 0.7
_LONG = 500
_SHORT = 20
"""Sentences shorter than this are not followed to another place: many are alike."""


class Twin(NamedTuple):
    """A piece then and now, by place; None where it was or is not there. `similarity` is 1 unless it was edited.

    `alone` is one with another before it and behind it on the two sides; `whole` one of a passage that is equal.
    """

    then: int | None
    now: int | None
    moved: bool = False
    similarity: float = 1.0
    alone: bool = False
    whole: bool = False


class _Match:
    """The links found so far between two sheets, and what lies between them."""

    def __init__(self, then: Sheet, now: Sheet) -> None:
        self.then, self.now = then, now
        self.twins: dict[int, Twin] = {}
        self.absorbed: set[int] = set()
        self.gaps: list[Gap] = []

    def link(self, one: int, two: int, *, moved: bool = False, alike: float = 1.0) -> None:
        self.twins[two] = Twin(one, two, moved, alike)

    def passages(self) -> None:
        """Link equal passages, those in order and those elsewhere; the gaps hold the pieces of the others."""
        ours, theirs = _pieces(self.then), _pieces(self.now)
        links = common(self.then.keys, self.now.keys)
        for one, two in links:
            self._whole(ours[one], theirs[two], moved=False)
        left = [_without(len(ours), {one for one, _ in links}), _without(len(theirs), {two for _, two in links})]
        moved = _elsewhere(left[0], left[1], self.then.keys.__getitem__, self.now.keys.__getitem__, _weighty)
        for one, two in moved:
            self._whole(ours[one], theirs[two], moved=True)
        gone, come = {one for one, _ in moved}, {two for _, two in moved}
        for gap in between(links, range(len(ours)), range(len(theirs))):
            before = [piece for one in gap.then if one not in gone for piece in ours[one]]
            self._gap(before, [piece for two in gap.now if two not in come for piece in theirs[two]])

    def _whole(self, ours: list[int], theirs: list[int], *, moved: bool) -> None:
        """Link the pieces of an equal passage; broken into lines elsewhere, it may be cut into more or fewer."""
        for one, two in zip_longest(ours, theirs):
            if two is None:
                self.absorbed.add(one)
            else:
                self.twins[two] = Twin(ours[-1] if one is None else one, two, moved, whole=True)

    def _gap(self, then: list[int], now: list[int]) -> None:
        if then or now:
            self.gaps.append(Gap(then, now))

    def equal(self, ours: Callable[[int], Hashable], theirs: Callable[[int], Hashable]) -> None:
        """Link the pieces in the gaps that have equal keys, in order."""
        gaps, self.gaps = self.gaps, []
        for gap in gaps:
            found = common([ours(at) for at in gap.then], [theirs(at) for at in gap.now])
            links = [(gap.then[one], gap.now[two]) for one, two in found]
            for one, two in links:
                self.link(one, two)
            self.gaps += between(links, gap.then, gap.now)

    def moved(self) -> None:
        """Link equal sentences in different gaps."""
        before = [at for gap in self.gaps for at in gap.then if _roams(self.then, at)]
        after = [at for gap in self.gaps for at in gap.now if _roams(self.now, at)]
        found = _elsewhere(before, after, self.then.plain, self.now.plain, lambda _: True)
        for one, two in found:
            self.link(one, two, moved=True)
        self._take({one for one, _ in found}, {two for _, two in found})

    def similar(self) -> None:
        """Link similar pieces in the gaps, in order, and what alone was put in the place of something of its kind."""
        gaps, self.gaps = self.gaps, []
        for gap in (part for whole in gaps for part in _halves(whole)):
            links = heaviest(dict(self._alike(gap, _SIMILAR)))
            for rest in between(links, gap.then, gap.now):
                links += self._replaced(rest)
            self._edited(links, moved=False)
            self.gaps += between(sorted(links), gap.then, gap.now)

    def elsewhere(self) -> None:
        """Link what was both edited and moved, where that is plain to see."""
        long = [at for gap in self.gaps for at in gap.now if _roams(self.now, at, _FEW)]
        whole = Gap([at for gap in self.gaps for at in gap.then if _roams(self.then, at, _FEW)], long)
        used: tuple[set[int], set[int]] = (set(), set())
        for part in _halves(whole):
            found = sorted(self._alike(part, _MOVED), key=lambda link: -link[1])
            for (one, two), _ in found:
                if one not in used[0] and two not in used[1]:
                    used[0].add(one)
                    used[1].add(two)
                    self._edited([(one, two)], moved=True)
        self._take(*used)

    def alone(self) -> None:
        """Mark the edited pieces that stand among others than they did; those that are not much alike are two."""
        linked = {(twin.then, twin.now) for twin in self.twins.values()}
        linked |= {(-1, -1), (len(self.then.pieces), len(self.now.pieces))}
        for twin in list(self.twins.values()):
            one, two = twin.then, twin.now
            if one is None or two is None or twin.similarity == 1 or not linked.isdisjoint(_beside(one, two)):
                continue
            if twin.similarity < _SURE or self.now.pieces[two].kind == "heading":
                del self.twins[two]
            else:
                self.twins[two] = twin._replace(alone=True)

    def _edited(self, links: Iterable[Link], *, moved: bool) -> None:
        for one, two in links:
            self.link(one, two, moved=moved, alike=similarity(self.then.plain(one), self.now.plain(two)))

    def _alike(self, gap: Gap, least: float) -> Iterator[tuple[Link, float]]:
        """The pairs of pieces of one kind that are similar, weighted by how much."""
        texts: dict[str, dict[int, str]] = defaultdict(dict)
        for two in gap.now:
            texts[self.now.pieces[two].kind][two] = self.now.plain(two)[:_LONG].lower()
        for one in gap.then:
            text, others = self.then.plain(one), texts[self.then.pieces[one].kind]
            found = process.extract(
                text[:_LONG].lower(), others, scorer=fuzz.ratio, score_cutoff=100 * least, limit=None
            )
            for _, _, two in found:
                alike = similarity(text, self.now.plain(two))
                if alike >= least:
                    yield (one, two), alike**_PREFERENCE

    def _replaced(self, gap: Gap) -> list[Link]:
        """The one piece of a gap and what stands in its place, of one kind that says what it is: no sentence."""
        if len(gap.then) != 1 or len(gap.now) != 1:
            return []
        kinds = {self.then.pieces[gap.then[0]].kind, self.now.pieces[gap.now[0]].kind}
        return [(gap.then[0], gap.now[0])] if len(kinds) == 1 and "text" not in kinds else []

    def _take(self, then: set[int], now: set[int]) -> None:
        """Take pieces out of the gaps."""
        gaps, self.gaps = self.gaps, []
        for gap in gaps:
            self._gap([at for at in gap.then if at not in then], [at for at in gap.now if at not in now])


def match(then: Sheet, now: Sheet) -> list[Twin]:
    """Every piece of both versions once, in the order of now; what was removed stands where it was."""
    found = _Match(then, now)
    found.passages()
    rows = _context(then), _context(now)
    found.equal(lambda at: (rows[0](at), then.said(at)), lambda at: (rows[1](at), now.said(at)))
    found.equal(then.said, now.said)
    found.moved()
    found.similar()
    found.elsewhere()
    found.alone()
    return _ordered(found)


def _beside(one: int, two: int) -> list[Link]:
    return [(one - 1, two - 1), (one + 1, two + 1)]


def _roams(sheet: Sheet, place: int, least: int = _SHORT) -> bool:
    """Whether a piece is known again elsewhere: it is long enough, and has no place of its own in the front matter."""
    return len(sheet.plain(place)) > least and sheet.pieces[place].unit.block >= 0


def _context(sheet: Sheet) -> Callable[[int], str]:
    """For a cell the first cell of its row, so that equal cells of other rows are not taken for it."""
    first: dict[int, int] = {}
    for at, piece in enumerate(sheet.pieces):
        first.setdefault(piece.passage, at)
    return lambda at: sheet.plain(first[sheet.pieces[at].passage]) if sheet.pieces[at].kind == "cell" else ""


def _ordered(found: _Match) -> list[Twin]:
    """The twins in the order of now, each removed piece behind the one that was before it."""
    linked = {twin.then: twin for twin in found.twins.values()}
    behind: dict[int, list[Twin]] = defaultdict(list)
    last = -1
    for at in range(len(found.then.pieces)):
        twin = linked.get(at)
        if twin is None and at not in found.absorbed:
            behind[last].append(Twin(at, None))
        elif twin and twin.now is not None and not twin.moved:
            last = twin.now
    ordered = list(behind[-1])
    for at in range(len(found.now.pieces)):
        ordered.append(found.twins.get(at, Twin(None, at)))
        ordered += behind[at]
    return ordered


def _pieces(sheet: Sheet) -> list[list[int]]:
    """The places of the pieces of each passage."""
    found: list[list[int]] = [[] for _ in sheet.keys]
    for at, piece in enumerate(sheet.pieces):
        found[piece.passage].append(at)
    return found


def _without(count: int, taken: set[int]) -> list[int]:
    return [at for at in range(count) if at not in taken]


def _weighty(key: Hashable) -> bool:
    """Whether a passage is so long that it is the same one elsewhere, though it stands there several times."""
    return isinstance(key, tuple) and sum(map(len, key)) > _SHORT


def _elsewhere(
    then: list[int],
    now: list[int],
    ours: Callable[[int], Hashable],
    theirs: Callable[[int], Hashable],
    weighty: Callable[[Hashable], bool],
) -> list[Link]:
    """Equal items out of order: what is there once on both sides, or is weighty, one by one."""
    places: dict[Hashable, list[int]] = defaultdict(list)
    for two in reversed(now):
        places[theirs(two)].append(two)
    counts = Counter(map(ours, then))
    once = {key for key, found in places.items() if len(found) == counts[key] == 1}
    links = []
    for one in then:
        key = ours(one)
        if places.get(key) and (key in once or weighty(key)):
            links.append((one, places[key].pop()))
    return links


def _halves(gap: Gap) -> Iterator[Gap]:
    """A gap, or its halves where it holds too many pairs."""
    if len(gap.then) * len(gap.now) <= _MAX_AREA:
        yield gap
        return
    half, other = len(gap.then) // 2, len(gap.now) // 2
    yield from _halves(Gap(gap.then[:half], gap.now[:other]))
    yield from _halves(Gap(gap.then[half:], gap.now[other:]))
