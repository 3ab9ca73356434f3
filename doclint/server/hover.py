"""What is shown beside a unit: its source and how far it is current, or its translations."""

import re
from collections.abc import Iterator

from doclint.drift.model import Change
from doclint.drift.units import compare
from doclint.model import LINE_END
from doclint.output.columns import visible
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair
from doclint.server.desk import Desk
from doclint.server.jumps import translations
from doclint.server.view import Spot, View, unit_at

_MARKS = re.compile(r"[!-/:-@\[-`{-~]")
_LONGEST = 600
_HOW = {"commit": "recorded", "hash": "recorded", "tag": "recorded", "outdated": "recorded", "inferred": "inferred"}


def shown(view: View, spot: Spot) -> str:
    """What is shown at a place, in Markdown; empty where there is nothing to show."""
    unit = unit_at(spot.article, spot.offset)
    if unit is None:
        return ""
    pair = view.desk.pairs.of(spot.article.path) if view.desk.pairs else None
    if pair and pair.target.article is spot.article:
        return "\n\n".join(_source(view.desk, pair, unit))
    return "\n\n".join(_translations(view, spot))


def _source(desk: Desk, pair: ArticlePair, unit: int) -> Iterator[str]:
    """The source of a unit, its state, and how both are known."""
    found = [one for one in pair.pairs if one.target == unit and one.source is not None]
    place = _place(pair.source)
    if not found:
        yield f"No sentence of the source {place} is aligned with this one."
        return
    texts = [pair.source.article.units[one.source].text for one in found if one.source is not None]
    yield f"**Source** {place}"
    yield "\n\n".join(f"> {escaped(text)}" for text in texts)
    yield _state(desk, pair, texts, pair.target.article.units[unit].text)
    yield f"Aligned by {found[0].method}, confidence {found[0].confidence:.2f}. {_reference(pair)}".rstrip()


def _state(desk: Desk, pair: ArticlePair, texts: list[str], target: str) -> str:
    """Whether the unit is current, and what the source says now where it is not."""
    now = desk.pairs.source(pair.target.article.path) if desk.pairs else None
    if now is None or pair.method in {"bilingual", "sibling"}:
        return "State: as it was translated; the source stands beside it."
    if pair.method != "revision" and not pair.current:
        return "State: unknown: the source is newer, and what was translated is not known."
    if not (pair.traced and pair.traced.found.confidence):
        return "State: compared with the source as it is; which revision was translated is not recorded."
    change = _change(pair.source, now, pair.target, texts, target)
    if change is None:
        return "State: **current**."
    since = _since(desk, now, pair)
    worse = f" ({', '.join(change.reasons)})" if change.reasons else ""
    if change.now is None:
        return f"State: **stale**{since}: the source has dropped this sentence."
    return f"State: **stale**{since}{worse}: the source now says\n\n> {escaped(change.now)}"


def _change(then: Edition, now: Edition, target: Edition, texts: list[str], text: str) -> Change | None:
    """What became of the sentences in the source, if something did."""
    if then.article.digest == now.article.digest:
        return None
    changes = (one for one in compare(then, now, target).changes if one.kind not in {"added", "cosmetic", "moved"})
    for one in changes:
        if any(_holds(one.then, part) for part in texts) or _holds(one.target, text):
            return one
    return None


def _holds(whole: str | None, part: str) -> bool:
    one, two = (" ".join(text.split()) for text in (whole or "", part))
    return bool(one and two) and (one in two or two in one)


def _since(desk: Desk, now: Edition, pair: ArticlePair) -> str:
    commit = pair.traced.found.commit if pair.traced else ""
    unseen = desk.members.references.unseen(now, commit) if desk.members and commit else ()
    return f" since {unseen[0].date} (commit {unseen[0].hash[:10]})" if unseen else ""


def _reference(pair: ArticlePair) -> str:
    """The version of the source that was translated, and how that is known."""
    found = pair.traced.found if pair.traced else None
    if found is None or found.kind == "none":
        return ""
    if not found.confidence:
        return f"Reference unknown: {escaped(found.fault)}."
    which = f"revision {found.commit[:10]} of {found.date}" if found.commit else "the source as it is"
    return f"Reference: {which} ({_HOW[found.kind]}, confidence {found.confidence:.2f})."


def _translations(view: View, spot: Spot) -> Iterator[str]:
    """The translations of a unit, by locale."""
    for side, index in sorted(translations(view, spot), key=lambda one: (one[0].locale, one[1])):
        if side.article is not spot.article:
            yield f"**{escaped(side.locale)}** {_place(side)}\n\n> {escaped(side.article.units[index].text)}"


def _place(edition: Edition) -> str:
    return f"({escaped(edition.locale)}, {escaped(edition.article.path)})"


def escaped(text: str) -> str:
    """Text of an article as Markdown that shows it as it is, on one line: nothing in it is obeyed."""
    line = " ".join(visible(LINE_END.sub(" ", text)).split())
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
    return _MARKS.sub(r"\\\g<0>", cut)
