"""The JSON contract doclint-facts/1.

`{"schema": "doclint-facts/1", "facts": [...], "declared": [...], "summary": {...}}`. A fact is what several places
claim alike: `kind`, `dimension` (of an amount), `bound` (most, least), `subject` (the terms all share), `disputed`, and
`sides`, one for every value: `value`, `articles` (how many), `locales`, `newest` (the latest date or null), `claims`. A
claim: `path`, `line`, `column`, `end_line`, `end_column`, `unit`, `locale`, `version`, `date`, `side` ("source" is the
source side of a bilingual article), `conditional`, `value` as written, `text`, `highlight`. A declared fact: `id`,
`holds`, `since`, `outdated`, `note`, `path`, `line`, `locales` (how many places contradict it in each), and `places`:
claims, each with `listed` (the outdated value it gives, or null) and `confidence`. `--outdated` leaves out `facts`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from doclint.facts.breaches import Breach
from doclint.facts.declared import Fact
from doclint.facts.model import Claim
from doclint.facts.sides import Side
from doclint.facts.table import Entry, Table, by_fact
from doclint.output.json import put

SCHEMA = "doclint-facts/1"


def write(found: Table, out: TextIO, *, outdated: bool = False) -> None:
    """The whole table as one JSON object."""
    wrong = by_fact(found.breaches)
    facts = {} if outdated else {"facts": [_entry(one) for one in found.entries]}
    declared = [_declared(fact, wrong.get(fact.id, ())) for fact in found.facts]
    put({"schema": SCHEMA, **facts, "declared": declared, "summary": found.summary}, out)


def _entry(one: Entry) -> dict[str, Any]:
    slot = one.first.slot
    return {
        "kind": slot.kind,
        "dimension": slot.dimension or None,
        "bound": slot.bound or None,
        "subject": one.subject,
        "disputed": one.disputed,
        "sides": [_side(side) for side in one.sides],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "value": side.value,
        "articles": side.articles,
        "locales": side.locales,
        "newest": side.newest or None,
        "claims": [claim_data(claim) for claim in side.claims],
    }


def claim_data(claim: Claim) -> dict[str, Any]:
    """A claim with its place."""
    at = msgspec.to_builtins(claim.at)
    del at["role"]
    side = "translation" if claim.own else "source"
    return {**at, "side": side, "conditional": claim.conditional, "value": claim.text}


def _declared(fact: Fact, wrong: Iterable[Breach]) -> dict[str, Any]:
    places = [*wrong]
    return {
        "id": fact.id,
        "holds": fact.text,
        "since": fact.since or None,
        "outdated": [text for text, _ in fact.outdated],
        "note": fact.note,
        "path": fact.at.path,
        "line": fact.at.line,
        "locales": dict(sorted(Counter(one.claim.at.locale for one in places).items())),
        "places": [
            {**claim_data(one.claim), "listed": one.listed or None, "confidence": one.confidence} for one in places
        ],
    }
