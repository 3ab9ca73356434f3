"""Units that translate another sentence than their source."""

from collections.abc import Iterator

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.unit_pair import UnitPair

SCOPE = "unit"

_UNUSUAL = 0.3
"""How many of 100 ordinary units may have as little in common with their source."""
_STRANGE = 0.05
_LONG = 5
"""From how many words on a source that next to nothing renders tells much; labels are often renamed."""


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """No options."""


def check(pair: UnitPair, _options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for a translation whose words render next to nothing of its source."""
    if pair.method == "merged" or not pair.signals:
        return
    rate = pair.signals.rate("stranger")
    if rate <= _UNUSUAL:
        sure = rate <= _STRANGE and len(pair.source.words) >= _LONG
        message = "The translation says something else than its source: next to no word of one is rendered in the other"
        yield pair.target.report(message, evidence=(pair.source.evidence("source"),), confidence=0.6 if sure else 0.4)
