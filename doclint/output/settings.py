"""The settings that hold: where they come from, what they set, which rules run."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from doclint.config import Config, given
from doclint.globs import pattern
from doclint.output.columns import visible
from doclint.rule import Rule
from doclint.select import selected, waiting

_SHOWN = 5


class Fits(Struct, frozen=True):
    """A folder of the configuration, and how many articles it means."""

    path: str
    owner: str | None
    articles: int


class Effective(Struct, frozen=True):
    """What holds: the keys that are set, how many rules there are, run and wait, and the folders."""

    keys: tuple[str, ...]
    values: dict[str, Any]
    rules: int
    running: int
    rule_set: str | None
    newer: tuple[str, ...]
    folders: tuple[Fits, ...]


def effective(config: Config, rules: Sequence[Rule], paths: Sequence[str]) -> Effective:
    """What `config` says of `rules`, and of the articles at `paths`, which lead from the project's folder."""
    keys = given(Path(config.file)) if config.file else ()
    values = {key: getattr(config, key.replace("-", "_")) for key in keys}
    folders = tuple(Fits(one.path, one.owner, _count(one.path, paths)) for one in config.folder)
    running = len(selected(rules, config, (), ()))
    newer = tuple(rule.code for rule in waiting(rules, config))
    return Effective(keys, values, len(rules), running, config.rule_set, newer, folders)


def _count(glob: str, paths: Sequence[str]) -> int:
    return sum(bool(pattern(glob).fullmatch(path)) for path in paths)


def lines(found: Effective) -> Iterator[tuple[str, str]]:
    """Names and values of a screenful."""
    if found.keys:
        yield "settings", ", ".join(found.keys)
    yield "rules", f"{found.running} of {found.rules} run{_waiting(found)}"
    for one in found.folders:
        owner = f"{one.owner}, " if one.owner else ""
        yield (
            "folder",
            f"{visible(one.path)}: {visible(owner)}{one.articles:,} article{'' if one.articles == 1 else 's'}",
        )


def _waiting(found: Effective) -> str:
    if not found.newer:
        return f" (rule set {found.rule_set})" if found.rule_set else ""
    more = ", ..." if len(found.newer) > _SHOWN else ""
    named = f"{', '.join(found.newer[:_SHOWN])}{more}"
    return f'; {len(found.newer)} newer than rule-set = "{found.rule_set}" wait ({named}): raise it to run them'
