"""Claims held to the facts that a writer has declared."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from msgspec import Struct

from doclint.checks.claims import extract
from doclint.facts.breaches import Breach, breaches
from doclint.facts.declared import Fact, facts
from doclint.facts.model import Claim
from doclint.model import Diagnostic
from doclint.project.docset import Docset

__all__ = ["SCOPE", "Options", "compare", "extract"]

SCOPE = "project"

_NAMES = {
    "limit": "limit",
    "state": "state",
    "default": "default",
    "version": "version",
    "date": "date",
    "count": "number",
    "port": "port",
    "path": "path",
    "command": "command",
}


class Options(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The file of declared facts, or an empty string."""

    declared: str = ""

    @cached_property
    def known(self) -> tuple[Fact, ...]:
        """The facts of the file."""
        return facts(self.declared)

    def __post_init__(self) -> None:
        """Read the file at once: what is wrong with it is told before anything else is read."""
        _ = self.known


def compare(records: Iterable[Claim], options: Options, docset: Docset) -> Iterator[Diagnostic]:
    """Claims that say something else than what is declared."""
    said = (claim for claim in records if not claim.slot.weak) if options.known else ()
    return (_diagnostic(found) for found in breaches(said, options.known, docset))


def _diagnostic(found: Breach) -> Diagnostic:
    claim, fact = found.claim, found.fact
    since = f" since {fact.since}" if fact.since else ""
    verdict = f"'{claim.text}' is outdated" if found.listed else f"not '{claim.text}'"
    note = f" ({' '.join(fact.note.split())})" if fact.note else ""
    message = f"{fact.id}: the {_NAMES[fact.slot.kind]} is '{fact.text}'{since}, {verdict}{note}"
    return claim.report(message, (fact.at,), found.confidence, fact.text)
