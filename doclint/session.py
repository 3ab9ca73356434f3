"""One run of the checks as it is asked for: by the command line, an editor or another program."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from doclint import inputs, plugins, run
from doclint.baseline.file import NAME
from doclint.baseline.store import Looked, Store
from doclint.config import Config, load
from doclint.findings import from_home
from doclint.model import Article
from doclint.select import selected, waiting
from doclint.tree import Tree, WorkTree

if TYPE_CHECKING:
    from doclint.changes import Change


class Request(Struct, frozen=True):
    """What is to be checked: paths, folders of sources, rules; all of it, or what changed since a revision.

    Findings in the file `baseline` are not told; None is the one that the configuration names, "" none. `jobs` is the
    number of processes that may work at once; where `cached`, what is found out is kept for the next run.
    """

    paths: tuple[str, ...]
    sources: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    since: str | None = None
    staged: bool = False
    baseline: str | None = None
    jobs: int = 1
    cached: bool = False


class Session:
    """A request with the configuration, the rules and the articles that it means.

    Articles that are `known`, by path, are not read again; those that are read become known. `waiting` are the rules
    that are newer than the rule set that the project has pinned. `config` is used instead of that nearest to the paths.
    """

    def __init__(
        self,
        request: Request,
        progress: run.Progress | None = None,
        tree: Tree | None = None,
        known: dict[str, Article] | None = None,
        config: Config | None = None,
    ) -> None:
        self._request = request
        self._progress = progress
        self._known = known
        self.config = replace(config or load(inputs.home(request.paths)), jobs=request.jobs, cached=request.cached)
        rules = plugins.of(self.config)
        self.rules = selected(rules, self.config, request.select, request.ignore)
        self.waiting = waiting(rules, self.config)
        self._change = self._changed()
        start = self._change.now if self._change else tree or WorkTree(Path.cwd())
        self.given = inputs.given(request.paths, request.sources, self.config, start)
        named = self._usual() if request.baseline is None else request.baseline
        self.baseline = self.store(Path(named)) if named else None

    def look(self, tree: Tree | None = None) -> run.Report:
        """What the rules say of the articles, as they are in `tree`, which is laid over the session's own."""
        report = self._looked(tree)
        return self.baseline.hide(report) if self.baseline else report

    def store(self, file: Path, *, new: bool = False) -> Store:
        """The baseline in a file, held against what this session looks at; it may be `new`."""
        tree, home, request = self.given.tree, self.config.home, self._request
        named = (Path(os.path.relpath(path)).as_posix() for path in (*request.paths, *request.sources))
        paths = tuple(map(from_home(tree.base, home), named))
        codes = frozenset(rule.code for rule in self.rules)
        return Store(file, Looked(tree, home, paths, codes, self._change is not None), new=new)

    def _looked(self, tree: Tree | None) -> run.Report:
        tree = tree or self.given.tree
        if self._change:
            from doclint import changes

            change = self._change._replace(now=tree)
            return changes.check(
                change, self._request.paths, self._request.sources, self.rules, self.config, self._progress
            )
        paths, sources = self.given.found, self.given.sources
        return run.check(tree, paths, self.rules, self.config, sources, self._progress, self._known)

    def _usual(self) -> str:
        """The baseline that the configuration names, else the one that lies in the project's folder."""
        beside = Path(self.config.home, NAME)
        return self.config.baseline or (str(beside) if self.config.home and beside.is_file() else "")

    def _changed(self) -> Change | None:
        if not self._request.staged and self._request.since is None:
            return None
        from doclint import changes

        paths, since = self._request.paths, self._request.since
        return changes.staged(paths) if since is None else changes.since(paths, since)
