"""The claims on a terminal: what is disputed, side by side; then how much else there is."""

from collections import Counter
from collections.abc import Iterator
from shutil import get_terminal_size
from typing import TextIO

import click

from doclint.facts.breaches import Breach
from doclint.facts.declared import Fact
from doclint.facts.model import Claim
from doclint.facts.sides import Side
from doclint.facts.table import Entry, Table, by_fact
from doclint.output.columns import inert, visible
from doclint.output.text import WIDTH
from doclint.select import LIKELY

_PLACES = 3
_NARROWEST = 60
_AROUND = 40
"""How many characters before a value are shown at most."""


def write(found: Table, out: TextIO, *, color: bool, outdated: bool = False, verbose: bool = False) -> None:
    """A screenful; with `verbose` every claim and every place; with `outdated` the declared facts alone."""
    width = max(_NARROWEST, get_terminal_size((WIDTH, 0)).columns if out.isatty() else WIDTH)
    shown = [*_declared(found, width, verbose=verbose)]
    if not outdated:
        shown += _entries(found, width, verbose=verbose)
        shown += _end(found)
    out.writelines(f"{inert(line if color else click.unstyle(line))}\n" for line in shown)


def _entries(found: Table, width: int, *, verbose: bool) -> Iterator[str]:
    for entry in found.entries:
        if entry.disputed or verbose:
            yield _head(entry)
            for side in entry.sides:
                yield from _side(side, width, verbose=verbose)
            yield ""


def _head(entry: Entry) -> str:
    slot = entry.first.slot
    words = [slot.kind, {"most": "at most", "least": "at least"}.get(slot.bound, "")]
    title = " ".join(word for word in words if word)
    subject = visible(", ".join(entry.subject))
    mark = click.style("disputed", fg="red", bold=True) if entry.disputed else ""
    return "  ".join(part for part in (click.style(title, bold=True), subject, mark) if part)


def _side(side: Side, width: int, *, verbose: bool) -> Iterator[str]:
    dated = f", {side.newest}" if side.newest else ""
    articles, locales = _count(side.articles, "article"), ", ".join(map(visible, side.locales))
    yield f"  {click.style(visible(side.value), fg='cyan')}  {articles} ({locales}){dated}"
    most = len(side.claims) if verbose else _PLACES
    for claim in side.claims[:most]:
        yield from _claim(claim, width)
    if len(side.claims) > most:
        yield f"    and {_count(len(side.claims) - most, 'more place')}"


def _claim(claim: Claim, width: int) -> Iterator[str]:
    """The place of a claim, and what it says, cut to a line with the value in it."""
    yield f"    {visible(claim.at.path)}:{claim.at.line}"
    start, end = claim.at.highlight
    room = width - 6
    first = max(0, start - _AROUND) if end > room else 0
    before, value, behind = claim.at.text[first:start], claim.at.text[start:end], claim.at.text[end:]
    left = max(0, room - len(before) - len(value))
    text = (
        f"{'…' if first else ''}{visible(before)}{click.style(visible(value), underline=True)}{visible(behind[:left])}"
    )
    yield f"      {text}{'…' if len(behind) > left else ''}"


def _declared(found: Table, width: int, *, verbose: bool) -> Iterator[str]:
    wrong = by_fact(found.breaches)
    for fact in found.facts:
        yield from _fact(fact, wrong.get(fact.id, []), width, verbose=verbose)
    if found.facts:
        held = len(found.facts) - len(wrong)
        yield f"{_count(len(found.facts), 'fact')} declared: {held:,} held everywhere, {len(wrong):,} contradicted."
        yield ""


def _fact(fact: Fact, wrong: list[Breach], width: int, *, verbose: bool) -> Iterator[str]:
    """A fact with the places that contradict it, the surest first."""
    if not wrong and not verbose:
        return
    since = f" since {fact.since}" if fact.since else ""
    yield f"{click.style(visible(fact.id), bold=True)}  {visible(fact.text)}{since}  ({fact.at.path}:{fact.at.line})"
    counts = Counter(one.claim.at.locale for one in wrong)
    articles = len({one.claim.at.path for one in wrong})
    told = ", ".join(f"{visible(locale)} {number:,}" for locale, number in sorted(counts.items()))
    yield f"  {_count(articles, 'article')} still otherwise: {told}" if wrong else "  held everywhere"
    for one in wrong:
        doubt = "  (another value)" if not one.listed else "  (perhaps)" if one.confidence < LIKELY else ""
        yield f"  {click.style(visible(one.claim.text), fg='red')}{doubt}"
        yield from _claim(one.claim, width)
    yield ""


def _end(found: Table) -> Iterator[str]:
    """What was looked at, in two lines."""
    total = found.summary
    if not total.claims:
        yield "No claims found."
        return
    kinds = ", ".join(f"{kind} {number:,}" for kind, number in total.kinds.items())
    articles = _count(total.articles, "article")
    yield f"{_count(total.claims, 'claim')} in {articles} and {_count(len(total.locales), 'locale')}: {kinds}."
    agreed = sum(not entry.disputed and entry.articles > 1 for entry in found.entries)
    yield f"Shown: {total.disputed:,} disputed, {agreed:,} agreed by several articles (-v shows all)."


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
