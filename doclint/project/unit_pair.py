"""A source unit and its translation, with what both sides together tell."""

import re
from functools import cached_property

from msgspec import Struct

from doclint.language.senses.signals import Signals, ratio
from doclint.language.senses.tables import Tables
from doclint.language.senses.tokens import Source, Target, opposite
from doclint.project.edition import Segment

_WORD = re.compile(r"[^\W\d_]+")
_FEW = 3
_MOST = 0.7


class UnitPair(Struct, frozen=True, dict=True, eq=False):
    """A source segment and its translation. `current` is False where the source is newer than what was translated."""

    source: Segment
    target: Segment
    method: str
    confidence: float
    current: bool = True
    tables: Tables | None = None

    @cached_property
    def copied(self) -> bool:
        """Whether the translation says it in the source's own words: what differs is then another version's."""
        ours, theirs = (frozenset(_WORD.findall(side.prose)) for side in (self.source, self.target))
        shared = ours & theirs
        return sum(word.islower() for word in shared) >= _FEW and len(shared) >= _MOST * len(ours | theirs)

    @cached_property
    def verbatim(self) -> bool:
        """Whether the translation is its source, word for word."""
        ours, theirs = self.source.words, self.target.words
        return len(ours) == len(theirs) and all(one.text == two.text for one, two in zip(ours, theirs, strict=True))

    @cached_property
    def contrary(self) -> frozenset[str]:
        """The axes at whose opposite poles words of the two sides may stand: a first look."""
        theirs = self.target.hints
        poles = (hint for hint in self.source.hints if hint[-2:] in {":+", ":-"} and opposite(hint) in theirs)
        return frozenset(hint[len("axis:") : -2] for hint in poles)

    @cached_property
    def signals(self) -> Signals | None:
        """What the learned tables tell; None where there are none, or nothing was translated."""
        one, two = self.source, self.target
        if not self.tables or not one.pack or one.prose == two.prose or not one.words or not two.words:
            return None
        target = Target(two.words, two.edition.language)
        return Signals(self.tables, Source(one.words, one.pack, one.hints), target, ratio(one.said, two.said))
