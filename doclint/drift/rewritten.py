"""What a change rewrote in the sources, and the translations that it left as they were."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from doclint.checks.stale import Rewritten
from doclint.drift.sheet import Sheet
from doclint.drift.unfollowed import Unfollowed, unfollowed
from doclint.project.edition import Edition, Segment
from doclint.run import Reading


class _Left(NamedTuple):
    """A unit that a translation did not follow, and what it says there."""

    unit: Unfollowed
    says: Segment


class _Side(NamedTuple):
    """A source before and after a change, and what its translations did not follow."""

    then: Sheet
    now: Sheet
    left: list[_Left]


def rewritten(now: Reading, then: Reading, origins: Mapping[str, str]) -> Iterator[Rewritten]:
    """Every unit that was edited or taken away and has translations that were not touched, in the order of the sources.

    `origins` are the paths before of the files that changed, by what they are now.
    """
    sides: dict[str, _Side] = {}
    before = {one.article.path: one for one in then.members.editions}
    for target, source in now.members.compared():
        path, name = source.article.path, target.article.path
        was, older = before.get(origins.get(path, "")), before.get(origins.get(name, name))
        if was and older and was.article.bilingual == source.article.bilingual:
            if path not in sides:
                sides[path] = _Side(_sheet(was, now), _sheet(source, now), [])
            sides[path].left.extend(_left(sides[path], Sheet(older), Sheet(target)))
    for path, side in sorted(sides.items()):
        yield from _told(side, silent=path in now.silent)


def _sheet(source: Edition, reading: Reading) -> Sheet:
    """A source; of a bilingual article its source side."""
    return Sheet(source.beside(reading.members.source_locale) or source)


def _left(side: _Side, before: Sheet, after: Sheet) -> Iterator[_Left]:
    for unit in unfollowed(side.then, side.now, before, after):
        yield _Left(unit, after.segment(unit.stand[0]))


def _told(side: _Side, *, silent: bool) -> Iterator[Rewritten]:
    """The units of a source in order, each once; those that were taken away side by side are one."""
    units: defaultdict[tuple[int, bool], list[_Left]] = defaultdict(list)
    for one in side.left if side.now.pieces else ():
        gone = one.unit.now is None
        units[one.unit.behind, gone].append(one)
    for (place, gone), found in sorted(units.items()):
        yield Rewritten(
            side.then.segment(min(one.unit.then for one in found)),
            side.now.segment(max(place, 0)),
            len({one.unit.then for one in found}) if gone else 0,
            tuple({one.says.edition.article.path: one.says for one in reversed(found)}.values())[::-1],
            any(one.unit.grave for one in found),
            silent,
        )
