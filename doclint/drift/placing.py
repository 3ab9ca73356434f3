"""Where the translation has the pieces of the source it was made from."""

from collections.abc import Iterator
from functools import cached_property

from doclint.drift.common import between, common
from doclint.drift.sheet import Sheet
from doclint.language.lexicon import lexicon
from doclint.project.align import align

_LIKELY = 0.5
"""The confidence from which a unit of the translation is shown as what stands for one of the source."""


class Places:
    """The counterparts of `source` (as it was translated) in `target`, aligned when first asked for."""

    def __init__(self, source: Sheet, target: Sheet) -> None:
        self.source = source
        self.target = target

    def of(self, place: int) -> list[int]:
        """The pieces of the translation that stand for one of the source, in their order."""
        return self._found.get(place, [])

    def before(self, place: int) -> int | None:
        """The piece of the translation behind which something belongs that stands behind `place` in the source."""
        return self._last[place] if 0 <= place < len(self._last) else None

    @cached_property
    def _last(self) -> list[int | None]:
        """For each piece of the source the counterpart of it, or of the nearest before it that has one."""
        last: int | None = None
        found = []
        for place in range(len(self.source.pieces)):
            last = self._found[place][-1] if place in self._found else last
            found.append(last)
        return found

    @cached_property
    def _found(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for one, two in sorted({*self._units(), *self._unread()}):
            found.setdefault(one, []).append(two)
        return found

    def _units(self) -> Iterator[tuple[int, int]]:
        """The pieces that are units, as they are aligned."""
        source, target = self.source.edition, self.target.edition
        ours, theirs = (
            {piece.ordinal: at for at, piece in enumerate(sheet.pieces) if piece.ordinal >= 0}
            for sheet in (self.source, self.target)
        )
        for pair in align(source.article, target.article, lexicon(source.language, target.language)):
            if pair.source in ours and pair.target in theirs and pair.confidence >= _LIKELY:
                yield ours[pair.source], theirs[pair.target]

    def _unread(self) -> Iterator[tuple[int, int]]:
        """The pieces that are no units: code and files, which are copied, and what the front matter says."""
        for kind in ("title", "description", "code", "file"):
            ours, theirs = (
                [at for at, piece in enumerate(sheet.pieces) if piece.kind == kind and piece.ordinal < 0]
                for sheet in (self.source, self.target)
            )
            links = common([self.source.plain(at) for at in ours], [self.target.plain(at) for at in theirs])
            yield from ((ours[one], theirs[two]) for one, two in links)
            for gap in between(links, range(len(ours)), range(len(theirs))):
                if len(gap.then) == len(gap.now):
                    yield from ((ours[one], theirs[two]) for one, two in zip(gap.then, gap.now, strict=True))
