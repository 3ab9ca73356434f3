"""What two sequences have in common, in order: exact, and near linear however long they are."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from doclint.project.align.chain import Link, heaviest

_MAX_AREA = 10**8
"""Up to here the longest common subsequence is searched; it takes a bit for each pair."""


class Gap(NamedTuple):
    """What lies between two links: indexes on both sides, in order."""

    then: list[int]
    now: list[int]


def common(then: Sequence[Hashable], now: Sequence[Hashable]) -> list[Link]:
    """The places of equal items that both have in the same order, as many as can be found."""
    size = min(len(then), len(now))
    head = next((at for at in range(size) if then[at] != now[at]), size)
    size -= head
    tail = next((at for at in range(size) if then[-1 - at] != now[-1 - at]), size)
    ends = len(then) - tail, len(now) - tail
    inside = _inside(then[head : ends[0]], now[head : ends[1]])
    return [
        *((at, at) for at in range(head)),
        *((head + one, head + two) for one, two in inside),
        *((ends[0] + at, ends[1] + at) for at in range(tail)),
    ]


def _inside(then: Sequence[Hashable], now: Sequence[Hashable]) -> list[Link]:
    if len(then) * len(now) <= _MAX_AREA:
        return _longest(then, now)
    anchors = heaviest(dict.fromkeys(_unique(then, now), 1.0))
    if not anchors:
        half, other = len(then) // 2, len(now) // 2
        rest = _inside(then[half:], now[other:])
        return _inside(then[:half], now[:other]) + [(half + one, other + two) for one, two in rest]
    links = list(anchors)
    for gap in between(anchors, range(len(then)), range(len(now))):
        found = _inside([then[at] for at in gap.then], [now[at] for at in gap.now])
        links += [(gap.then[one], gap.now[two]) for one, two in found]
    return sorted(links)


def _longest(then: Sequence[Hashable], now: Sequence[Hashable]) -> list[Link]:
    return [
        (block.src_start + at, block.dest_start + at)
        for block in LCSseq.opcodes(then, now)
        if block.tag == "equal"
        for at in range(block.src_end - block.src_start)
    ]


def _unique(then: Sequence[Hashable], now: Sequence[Hashable]) -> Iterator[Link]:
    """The places of the items that stand once on both sides."""
    ours, theirs = Counter(then), Counter(now)
    places = {item: at for at, item in enumerate(now) if theirs[item] == 1}
    return ((at, places[item]) for at, item in enumerate(then) if ours[item] == 1 and item in places)


def between(links: Sequence[Link], then: Sequence[int], now: Sequence[int]) -> Iterator[Gap]:
    """The stretches of two runs of indexes between `links`, which grow on both sides; those with a side at least."""
    ours, theirs = iter(then), iter(now)
    for one, two in (*links, (None, None)):
        gap = Gap(_until(ours, one), _until(theirs, two))
        if gap.then or gap.now:
            yield gap


def _until(indexes: Iterator[int], stop: int | None) -> list[int]:
    """The indexes before `stop`, which is taken as well."""
    found = []
    for index in indexes:
        if index == stop:
            break
        found.append(index)
    return found
