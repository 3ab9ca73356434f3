"""Through a third article: who is whose counterpart in it and in the other, so whose in the other."""

from collections import defaultdict
from collections.abc import Sequence

from doclint.model import Pair
from doclint.project.align.order import in_order

_KEPT = {"text", "anchor", "literals", "order"}
"""Methods of pairs of versions that stand where they stood: how the translation was paired says more."""


def composed(translated: Sequence[Pair], changed: Sequence[Pair], sources: int, targets: int) -> tuple[Pair, ...]:
    """The units of a source as it is now and of a translation made from an earlier version of it.

    `translated` pairs the earlier version with the translation, `changed` pairs it with what it is now.
    """
    now = defaultdict(list)
    for pair in changed:
        if pair.source is not None and pair.target is not None:
            now[pair.source].append(pair)
    found: dict[tuple[int | None, int | None], Pair] = {}
    for pair in translated:
        for later in now[pair.source] if pair.source is not None and pair.target is not None else ():
            method = pair.method if later.method in _KEPT else later.method
            new = Pair(later.target, pair.target, method, round(pair.confidence * later.confidence, 4))
            known = found.setdefault((new.source, new.target), new)
            found[new.source, new.target] = max(known, new, key=lambda one: one.confidence)
    return in_order(list(found.values()), sources, targets)
