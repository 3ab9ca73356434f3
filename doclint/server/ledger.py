"""What checks have said so far, by what they looked at and by article."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from msgspec.structs import replace

from doclint.model import Diagnostic, Location
from doclint.rule import Rule

Draft = tuple[Rule, Diagnostic, bool]
"""A rule, what it says, and whether the source is current."""

Key = tuple[str, str]
"""What was looked at: ("article", path), ("pair", path of the translation), ("project", code of the rule)."""


class Told(NamedTuple):
    """The articles that something is said of, and those of which something else is said than was said before."""

    paths: set[str]
    others: set[str]


class Ledger:
    """The drafts of every key. Asking an article again replaces what was said of it."""

    def __init__(self) -> None:
        self._paths: defaultdict[str, dict[Key, list[Draft]]] = defaultdict(dict)
        self._keys: dict[Key, set[str]] = {}

    def put(self, key: Key, drafts: Iterable[Draft]) -> Told:
        """Replace what was said of `key`, and tell what became of it."""
        found: defaultdict[str, list[Draft]] = defaultdict(list)
        for draft in drafts:
            found[draft[1].at.path].append(draft)
        first, before = key not in self._keys, self._keys.pop(key, set())
        paths = {key[1], *before, *found} if key[0] != "project" else {*before, *found}
        others = {path for path in paths if not first and self._otherwise(path, key, found.get(path, ()))}
        for path in before - found.keys():
            del self._paths[path][key]
        for path, own in found.items():
            self._paths[path][key] = own
        self._keys[key] = set(found)
        return Told(paths, others)

    def _otherwise(self, path: str, key: Key, drafts: Iterable[Draft]) -> bool:
        """Whether something else is said of an article than before, evidence aside."""
        before = self._paths[path].get(key, ()) if path in self._paths else ()
        return [_said(one) for one in before] != [_said(one) for one in drafts]

    def knows(self, key: Key) -> bool:
        """Whether `key` was looked at."""
        return key in self._keys

    def at(self, path: str) -> Iterator[Draft]:
        """All that is said of an article."""
        return chain.from_iterable(self._paths[path].values()) if path in self._paths else iter(())

    def move(self, path: str, before: str, after: str, only: Key | None = None) -> None:
        """Move what the project's rules, or `only` one, say of an article with its lines; edited lines lose it."""
        shift = _Shift(before.split("\n"), after.split("\n"))
        for key, own in self._paths.get(path, {}).items():
            if key[0] == "project" and only in {None, key}:
                self._paths[path][key] = [moved for draft in own if (moved := shift.draft(draft))]


def _said(draft: Draft) -> tuple[str, Location, str]:
    rule, found, _ = draft
    return rule.code, found.at, found.message


class _Shift:
    """An edit by lines: how many above it and below it stayed as they were, and by how many those below moved."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        most = min(len(before), len(after))
        self._above = next((index for index in range(most) if before[index] != after[index]), most)
        rest = most - self._above
        below = next((index for index in range(rest) if before[-1 - index] != after[-1 - index]), rest)
        self._last = len(before) - below
        self._by = len(after) - len(before)

    def draft(self, draft: Draft) -> Draft | None:
        """The draft where its lines are now, without its fix; None where they were edited."""
        rule, found, current = draft
        if found.at.end_line <= self._above:
            return draft
        if found.at.line <= self._last:
            return None
        return rule, replace(found, at=self._moved(found.at), fix=None), current

    def _moved(self, at: Location) -> Location:
        return replace(at, line=at.line + self._by, end_line=at.end_line + self._by)
