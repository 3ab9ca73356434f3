"""Ways from a place to others: what a link leads to, aligned units, all links to an anchor."""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from lsprotocol import types

from doclint.model import Anchor, Link
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair
from doclint.server.view import Spot, View, anchors_at, link_at, name_span, target_of, unit_at


def definition(view: View, spot: Spot) -> list[types.Location]:
    """What a link leads to; for text, the source of the unit."""
    link = link_at(spot)
    if link:
        return [_landing(view, spot.edition, path, link) for path in target_of(view, spot.edition, link).paths]
    return [view.location(side.article, side.article.units[index].span) for side, index in _sources(view, spot)]


def implementation(view: View, spot: Spot) -> list[types.Location]:
    """The translations of the unit at a place, in all other locales."""
    own = (spot.edition.locale, spot.article.path)
    return [
        view.location(side.article, side.article.units[index].span)
        for side, index in translations(view, spot)
        if (side.locale, side.article.path) != own
    ]


def references(view: View, spot: Spot, *, declared: bool) -> list[types.Location]:
    """All links to the anchor at a place, or to what the link there leads to; with the anchors where `declared`."""
    paths, name = meant(view, spot)
    found = [view.location(edition.article, link.span) for edition, link in leading(view, paths, name)]
    if declared and name:
        found += (
            view.location(edition.article, name_span(edition.article, anchor))
            for edition, anchor in named(view, paths, name)
        )
    return found


def meant(view: View, spot: Spot) -> tuple[set[str], str]:
    """The article, in all its locales, and the anchor that a place speaks of; both empty where it speaks of none."""
    link = link_at(spot)
    if link:
        target = target_of(view, spot.edition, link)
        return group(view, target.paths), target.fragment
    found = anchors_at(view, spot)
    return (group(view, [spot.article.path]), found[0].name) if found else (set(), "")


def group(view: View, paths: Collection[str]) -> set[str]:
    """The articles at `paths` in all their locales."""
    members, editions = view.desk.members, view.desk.editions
    known = [editions[path] for path in paths if path in editions]
    return {one.article.path for edition in known for one in (members.group(edition) if members else ())} | set(paths)


def leading(view: View, paths: set[str], name: str) -> Iterator[tuple[Edition, Link]]:
    """Every link to the anchor `name` of one of the articles, or to one of them where no anchor is named."""
    stems = {PurePosixPath(path).name.partition(".")[0].lower() for path in paths}
    for path in sorted(view.desk.editions) if paths else ():
        edition = view.desk.editions[path]
        for link in edition.article.links:
            if _may(link, name, stems, own=path in paths):
                target = target_of(view, edition, link)
                if not paths.isdisjoint(target.paths) and (not name or target.fragment == name):
                    yield edition, link


def _may(link: Link, name: str, stems: set[str], *, own: bool) -> bool:
    """Whether a link may lead there, at a first look."""
    if name:
        return "#" in link.destination and name in unquote(link.destination)
    written = unquote(link.destination).lower()
    return own or any(stem in written or stem in {"index", "readme", "_index"} for stem in stems)


def named(view: View, paths: Collection[str], name: str) -> list[tuple[Edition, Anchor]]:
    """The anchors of that name in the articles at `paths`."""
    docset, editions = view.docset, view.desk.editions
    if docset is None:
        return []
    there = (editions[path] for path in sorted(paths) if path in editions)
    found = {
        (one.article.path, anchor.span): (one, anchor)
        for one in there
        for anchor in docset.anchors(one.article.path)
        if anchor.name == name
    }
    return list(found.values())


def _landing(view: View, edition: Edition, path: str, link: Link) -> types.Location:
    """The anchor in the file that a link leads to, or the file."""
    name = target_of(view, edition, link).fragment
    found = named(view, {path}, name) if name else []
    return view.location(found[0][0].article, found[0][1].span) if found else view.start(path)


def _sources(view: View, spot: Spot) -> list[tuple[Edition, int]]:
    """The source's units that the unit at a place translates."""
    unit, pair = unit_at(spot.article, spot.offset), view.aligned(spot.article.path)
    if unit is None or pair is None or spot.article is not pair.target.article:
        return []
    return [(pair.source, one.source) for one in pair.pairs if one.target == unit and one.source is not None]


def translations(view: View, spot: Spot) -> Iterator[tuple[Edition, int]]:
    """The units, in all locales, that translate what the unit at a place is or translates."""
    unit, members = unit_at(spot.article, spot.offset), view.desk.members
    if unit is None or members is None:
        return
    wanted = {(side.article.path, index) for side, index in _sources(view, spot)} or {(spot.article.path, unit)}
    for other in members.group(view.desk.editions[spot.article.path]):
        pair = view.aligned(other.article.path)
        yield from ((pair.target, index) for index in _translating(pair, wanted)) if pair else ()


def _translating(pair: ArticlePair, wanted: Collection[tuple[str, int]]) -> list[int]:
    path = pair.source.article.path
    found = (one.target for one in pair.pairs if one.source is not None and (path, one.source) in wanted)
    return list(dict.fromkeys(index for index in found if index is not None))
