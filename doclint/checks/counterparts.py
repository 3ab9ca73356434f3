"""What of a source article has a counterpart in its translation: blocks, rows as one."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import groupby

from doclint.model import Article, Block
from doclint.project.pairing import ArticlePair

_SILENT = {"code", "html", "definition"}


def told(article: Article) -> list[range]:
    """The blocks that say something to readers, by index, in order; the cells of a table's row are one range."""
    shown = [index for index, block in enumerate(article.blocks) if block.kind not in _SILENT]
    rows = (list(group) for _, group in groupby(shown, lambda index: _row(article.blocks[index], index)))
    return [range(group[0], group[-1] + 1) for group in rows]


def _row(block: Block, index: int) -> tuple[int, int]:
    return (-1, block.row) if block.kind == "cell" else (index, -1)


class Counterparts:
    """Which blocks of the translation hold the units of a source block, and how sure that is."""

    def __init__(self, pair: ArticlePair) -> None:
        self._pair = pair
        self._found: defaultdict[int, set[int]] = defaultdict(set)
        self._sure: defaultdict[int, float] = defaultdict(float)
        source, target = pair.source.article.units, pair.target.article.units
        for one in pair.pairs:
            if one.source is not None and one.target is not None:
                block, other = source[one.source].block, target[one.target].block
                self._found[block].add(other)
                self._sure[block] = max(self._sure[block], one.confidence)

    def of(self, blocks: range) -> set[int]:
        """The target blocks that correspond to any of `blocks`."""
        return {other for block in blocks for other in self._found.get(block, ())}

    def sure(self, blocks: range) -> float:
        """The confidence of the surest pair of `blocks`."""
        return max(self._sure[block] for block in blocks)

    def nothing_between(self, before: set[int], after: set[int]) -> bool:
        """Whether the two follow one another in the translation: all that stands between them says nothing."""
        between = range(max(before) + 1, min(after))
        return max(before) < min(after) and not any(index in self._shown for index in between)

    @cached_property
    def _shown(self) -> set[int]:
        return {index for blocks in told(self._pair.target.article) for index in blocks}

    @cached_property
    def _known(self) -> list[int]:
        return sorted(self._found)

    @cached_property
    def code(self) -> set[str]:
        """The lines of the translation's code."""
        blocks = self._pair.target.article.blocks
        return {line.strip() for block in blocks if block.kind == "code" for line in block.text.splitlines()}

    def before(self, block: int) -> int:
        """The target block of the nearest source block before `block` that has one, else the first."""
        at = bisect_left(self._known, block)
        return max(self._found[self._known[at - 1]]) if at else 0

    def missing(self) -> Iterator[tuple[range, list[range], range | None]]:
        """Every run of source blocks without a counterpart: the blocks before it, the run, the blocks behind it."""
        before: range | None = None
        run: list[range] = []
        for blocks in told(self._pair.source.article):
            if not self.of(blocks):
                run.append(blocks)
                continue
            if before and run:
                yield before, run, blocks
            before, run = blocks, []
        if before and run:
            yield before, run, None
