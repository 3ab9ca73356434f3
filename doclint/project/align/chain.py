"""Order-keeping choices: the heaviest chain of seeds, and the best path through a gap between two of them."""

from collections.abc import Callable, Sequence

_GAP = -1.0
_MAX_AREA = 10**6
_LINK, _WITHOUT_SOURCE, _WITHOUT_TARGET = range(3)

Score = Callable[[int, int], float]
Link = tuple[int, int]


def heaviest(weights: dict[Link, float]) -> list[Link]:
    """The heaviest set of links that grow in source and in target; n log n by a Fenwick tree over the target."""
    links = sorted(weights)
    size = max((target for _, target in links), default=0) + 2
    best = [(0.0, -1)] * (size + 1)
    totals: list[float] = []
    before: list[int] = []
    for number, (_, target) in enumerate(links):
        total, previous = _highest(best, target)
        before.append(previous)
        totals.append(total + weights[links[number]])
        _raise(best, target + 1, (totals[-1], number))
    chain = []
    current = max(range(len(links)), key=totals.__getitem__, default=-1)
    while current >= 0:
        chain.append(links[current])
        current = before[current]
    return chain[::-1]


def _highest(best: list[tuple[float, int]], target: int) -> tuple[float, int]:
    """The highest total among chains that end before `target`, and the link it ends with."""
    found = (0.0, -1)
    while target > 0:
        if best[target][0] > found[0]:
            found = best[target]
        target -= target & -target
    return found


def _raise(best: list[tuple[float, int]], place: int, total: tuple[float, int]) -> None:
    while place < len(best):
        if total[0] > best[place][0]:
            best[place] = total
        place += place & -place


def path(sources: Sequence[int], targets: Sequence[int], score: Score) -> list[Link]:
    """The best links one to one, in order, between two runs of indexes. Huge runs are cut in halves first."""
    if not sources or not targets:
        return []
    if len(sources) * len(targets) > _MAX_AREA:
        half, other = len(sources) // 2, len(targets) // 2
        return path(sources[:half], targets[:other], score) + path(sources[half:], targets[other:], score)
    return _walk(sources, targets, _table(sources, targets, score))


def _table(sources: Sequence[int], targets: Sequence[int], score: Score) -> list[bytearray]:
    """Which step ends the best path at every cell: a link, or the source or target left out."""
    steps = []
    above = [_GAP * column for column in range(len(targets) + 1)]
    for row, source in enumerate(sources, 1):
        left = _GAP * row
        current = [left]
        taken = bytearray()
        for column, target in enumerate(targets):
            link, skip, left = above[column] + score(source, target), above[column + 1] + _GAP, left + _GAP
            step = _LINK if link >= skip and link >= left else _WITHOUT_SOURCE if skip >= left else _WITHOUT_TARGET
            left = (link, skip, left)[step]
            current.append(left)
            taken.append(step)
        above = current
        steps.append(taken)
    return steps


def _walk(sources: Sequence[int], targets: Sequence[int], steps: list[bytearray]) -> list[Link]:
    links = []
    row, column = len(sources), len(targets)
    while row and column:
        step = steps[row - 1][column - 1]
        row -= step != _WITHOUT_TARGET
        column -= step != _WITHOUT_SOURCE
        if step == _LINK:
            links.append((sources[row], targets[column]))
    return links[::-1]
