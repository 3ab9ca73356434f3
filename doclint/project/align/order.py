"""Pairs in the target's order, with the units that have no counterpart at their places."""

from itertools import accumulate
from operator import itemgetter

from doclint.model import Pair


def in_order(pairs: list[Pair], sources: int, targets: int) -> tuple[Pair, ...]:
    """`pairs` and every unit that is in none, sorted by target; a lone source unit follows the one before it."""
    after = _places(pairs, sources)
    ours, theirs = {pair.source for pair in pairs}, {pair.target for pair in pairs}
    placed = [((pair.target, 0, pair.source), pair) for pair in pairs]
    placed += [((after[unit], 1, unit), Pair(unit, None, "none", 0.0)) for unit in range(sources) if unit not in ours]
    placed += [((unit, 0, -1), Pair(None, unit, "none", 0.0)) for unit in range(targets) if unit not in theirs]
    return tuple(pair for _, pair in sorted(placed, key=itemgetter(0)))


def _places(pairs: list[Pair], sources: int) -> list[int]:
    """For every source unit the last target unit that it or one before it is paired with, in order; -1 for none."""
    places = [-1] * sources
    for pair in pairs:
        if pair.source is not None and pair.target is not None and pair.method != "moved":
            places[pair.source] = max(places[pair.source], pair.target)
    return list(accumulate(places, max))
