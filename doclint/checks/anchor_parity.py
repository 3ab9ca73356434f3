"""Anchors of the source that the translation lacks, or calls by another name."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from doclint.checks.anchor_edits import Model, places, restored
from doclint.model import Anchor, Article, Block, Diagnostic, Evidence, Fix
from doclint.project.edition import Edition
from doclint.project.pairing import ALIGNED, ArticlePair
from doclint.project.sites.dialects import DIALECTS, UNKNOWN, anchors
from doclint.project.sites.slugs import github, title

SCOPE = "pair"

_NEAR = 3
_UNSURE, _DOUBTFUL = 0.8, 0.6
_LIKE = 55
_DIGITS = re.compile(r"\d+")


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Which fault is looked for: the anchor is gone, or it has another name.

    A translation keeps the anchors that the site makes of the source's headings where at least `kept` of its headings,
    and at least the part `share` of those that need it, have them as explicit anchors.
    """

    fault: Literal["lost", "renamed"]
    kept: int
    share: float


class Gap(Struct, frozen=True):
    """An anchor of the source that the translation lacks, the block it marks there, and the aligned one.

    `other` is the anchor that stands in its place, or None; `model` shows how it is to be written; `confidence` says
    how sure it is that both blocks are one heading, and the anchor meant for both.
    """

    anchor: Anchor
    source: Block
    target: Block
    other: Anchor | None
    model: Model
    confidence: float


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """One diagnostic for every name that the source gives a place and the translation does not."""
    sides = _Sides(pair)
    for gap in (*sides.explicit(), *sides.slugs(options)):
        if gap.other and options.fault == "renamed":
            yield _renamed(pair, gap, gap.other)
        elif not gap.other and options.fault == "lost":
            yield _lost(pair, gap)


class _Sides:
    """The anchors of both sides and the blocks they mark."""

    def __init__(self, pair: ArticlePair) -> None:
        self._pair = pair
        self._source, self._target = pair.source.article, pair.target.article

    def explicit(self) -> Iterator[Gap]:
        """The explicit anchors of the source that the translation lacks, in order, each name once."""
        told: set[str] = set()
        for anchor, block in _owners(self._source):
            if anchor.name not in told and block in self._aligned and self._lacks(anchor.name):
                told.add(anchor.name)
                yield self._gap(anchor, block, Model(self._source, anchor, self._source.blocks[block]), 1.0)

    def _lacks(self, name: str) -> bool:
        """Whether nothing in the translation has that name, not even by way of a slug."""
        return all(anchor.name != name for anchor in self._target.anchors) and name not in self._there

    def slugs(self, options: Options) -> Iterator[Gap]:
        """The headings of the source whose slug the translation lacks, where it has those of the others."""
        kept, missing = [], []
        for block, name in _slugs(self._source) if self._target.anchors else ():
            aligned = self._aligned.get(block, (-1, 0.0))[0]
            found = [anchor for anchor in self._marks[1].get(aligned, ()) if anchor.name == name]
            if found:
                kept.append(Model(self._target, found[0], self._target.blocks[aligned]))
            elif name not in self._there and self._alike(block, aligned):
                missing.append((name, block))
        if len(kept) >= options.kept and len(kept) >= options.share * (len(kept) + len(missing)):
            for name, block in missing:
                anchor = Anchor(name, self._source.blocks[block].span, "slug", block)
                gap = self._gap(anchor, block, kept[0], _UNSURE)
                yield gap if self._meant(gap) else replace(gap, confidence=_DOUBTFUL)

    def _alike(self, block: int, aligned: int) -> bool:
        """Whether both blocks are headings, and have the same figures: with others the source's is another by now.

        Where an article begins, links to it lead without an anchor.
        """
        source, target = self._source.blocks[block], self._target.blocks[aligned]
        return (
            aligned >= 0
            and source.level > 1
            and target.kind == "heading"
            and set(_DIGITS.findall(source.prose)) == set(_DIGITS.findall(target.prose))
        )

    def _meant(self, gap: Gap) -> bool:
        """Whether the name there was made of the source's, of the translation's own words, or copied with a section."""
        name = gap.other.name if gap.other else gap.anchor.name
        own = name == github(title(gap.target)) or fuzz.ratio(name, gap.anchor.name) >= _LIKE
        return own or sum(anchor.name == name for anchor in self._target.anchors) > 1

    def _gap(self, anchor: Anchor, block: int, model: Model, confidence: float) -> Gap:
        aligned, sure = self._aligned[block]
        source, target = self._source.blocks[block], self._target.blocks[aligned]
        headings = source.kind == target.kind == "heading" and source.level == target.level and sure >= ALIGNED
        return Gap(anchor, source, target, self._other(block, aligned), model, confidence if headings else _UNSURE)

    def _other(self, block: int, aligned: int) -> Anchor | None:
        """The anchor of the translation's block that the source's has not, one unknown to the whole source first."""
        own = {anchor.name for anchor in self._marks[0].get(block, ())}
        strangers = [anchor for anchor in self._marks[1].get(aligned, ()) if anchor.name not in own]
        known = {anchor.name for anchor in self._source.anchors} if strangers else set()
        return min(strangers, key=lambda anchor: anchor.name in known, default=None)

    @cached_property
    def _there(self) -> set[str]:
        """Every name a link may use in the translation."""
        return {anchor.name for anchor in anchors(self._target, UNKNOWN)}

    @cached_property
    def _marks(self) -> tuple[dict[int, list[Anchor]], dict[int, list[Anchor]]]:
        """The explicit anchors of each block, of the source and of the translation."""
        return _marks(self._source), _marks(self._target)

    @cached_property
    def _aligned(self) -> dict[int, tuple[int, float]]:
        """For each block of the source the translation's, by the surest of its units, and how sure that is."""
        found: dict[int, tuple[int, float]] = {}
        for one in self._pair.pairs:
            if one.source is None or one.target is None:
                continue
            block, other = self._source.units[one.source].block, self._target.units[one.target].block
            if other >= 0 and one.confidence > found.get(block, (0, 0.0))[1]:
                found[block] = other, one.confidence
        return dict(self._between(found)) | found

    def _between(self, found: dict[int, tuple[int, float]]) -> Iterator[tuple[int, tuple[int, float]]]:
        """The headings without counterpart that stand alone between the same two headings on both sides."""
        ours, theirs = _headings(self._source), _headings(self._target)
        place = {block: index for index, block in enumerate(theirs)}
        for before, block, after in zip(ours, ours[1:], ours[2:], strict=False):
            first, last = (place.get(found[one][0], -1) if one in found else -1 for one in (before, after))
            if block not in found and first >= 0 and last == first + 2:
                yield block, (theirs[first + 1], 0.0)


def _headings(article: Article) -> list[int]:
    return [index for index, block in enumerate(article.blocks) if block.kind == "heading"]


def _marks(article: Article) -> dict[int, list[Anchor]]:
    found: defaultdict[int, list[Anchor]] = defaultdict(list)
    for anchor, block in _owners(article):
        found[block].append(anchor)
    return found


def _owners(article: Article) -> Iterator[tuple[Anchor, int]]:
    """The explicit anchors, each with the block it marks: the one it stands in, else the next that says anything."""
    starts = [block.span.start for block in article.blocks]
    for anchor in article.anchors:
        yield anchor, anchor.heading if anchor.heading >= 0 else _owner(article.blocks, starts, anchor.span.start)


def _owner(blocks: tuple[Block, ...], starts: list[int], at: int) -> int:
    first = max(0, bisect_right(starts, at) - 1)
    near = range(first, min(first + _NEAR, len(blocks)))
    return next((index for index in near if blocks[index].span.end > at and blocks[index].prose.strip()), -1)


def _slugs(article: Article) -> Iterator[tuple[int, str]]:
    """The headings without an explicit anchor, by block, each with its slug as GitHub and docfx make it."""
    explicit = {anchor.heading for anchor in article.anchors}
    for anchor in anchors(article, DIALECTS["github"]):
        if anchor.kind == "slug" and anchor.heading not in explicit:
            yield anchor.heading, anchor.name


def _lost(pair: ArticlePair, gap: Gap) -> Diagnostic:
    target, name = pair.target, gap.anchor.name
    place = "heading" if gap.target.kind == "heading" else "passage"
    message = f"The source has the anchor '{name}' at this {place}, the translation has it nowhere. Put it back"
    edit = restored(gap.model, name, target, gap.target)
    return target.report(
        gap.target.span,
        message,
        within=target.line(gap.target.span),
        expected=name,
        evidence=_evidence(pair, gap),
        confidence=gap.confidence,
        fix=Fix("safe" if gap.confidence >= ALIGNED else "unsafe", (edit,)) if edit else None,
    )


def _renamed(pair: ArticlePair, gap: Gap, other: Anchor) -> Diagnostic:
    target, name = pair.target, gap.anchor.name
    again = [one for one in target.article.anchors if one.name == other.name and one.span != other.span]
    also = f", which stands on line {target.article.locate(again[0].span).line} too" if again else ""
    found = places(target.article, other)
    at = found[0] if found else other.span
    safe = gap.confidence >= ALIGNED and (again or not _linked(target, other.name))
    return target.report(
        at,
        f"The anchor is called '{other.name}'{also}; the source calls it '{name}'. Use the source's name",
        within=target.line(at),
        expected=name,
        evidence=(*_evidence(pair, gap), *_again(target, again[:1])),
        confidence=gap.confidence,
        fix=Fix("safe" if safe else "unsafe", tuple(target.edit(span, name) for span in found)) if found else None,
    )


def _evidence(pair: ArticlePair, gap: Gap) -> tuple[Evidence, ...]:
    article = pair.source.article
    found = places(article, gap.anchor) if gap.anchor.kind == "explicit" else []
    span = found[0] if found else gap.anchor.span
    return (pair.source.evidence("source", span, pair.source.line(span)),)


def _again(edition: Edition, found: list[Anchor]) -> Iterator[Evidence]:
    return (edition.evidence("article", anchor.span, edition.line(anchor.span)) for anchor in found)


def _linked(edition: Edition, name: str) -> bool:
    """Whether a link of the article leads to that anchor in it."""
    own = {"", edition.article.path.rpartition("/")[2]}
    parts = (link.destination.partition("#") for link in edition.article.links)
    return any(fragment == name and path.partition("?")[0] in own for path, _, fragment in parts)
