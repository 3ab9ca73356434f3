"""One run of the checks as it is asked for: by the command line, an editor or another program."""

import os
from pathlib import Path

from msgspec import Struct

from doclint import changes, inputs, run
from doclint.baseline.store import Looked, Store
from doclint.config import load
from doclint.findings import from_home
from doclint.rule import rules
from doclint.select import selected
from doclint.tree import Tree, WorkTree


class Request(Struct, frozen=True):
    """What is to be checked: paths, folders of sources, rules; all of it, or what changed since a revision.

    Findings in the file `baseline` are not told; None is the one that the configuration names, "" none.
    """

    paths: tuple[str, ...]
    sources: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    since: str | None = None
    staged: bool = False
    baseline: str | None = None


class Session:
    """A request with the configuration, the rules and the articles that it means."""

    def __init__(self, request: Request, progress: run.Progress | None = None, tree: Tree | None = None) -> None:
        self._request = request
        self._progress = progress
        self.config = load(inputs.home(request.paths))
        self.rules = selected(rules(), self.config, request.select, request.ignore)
        self._change = self._changed()
        start = self._change.now if self._change else tree or WorkTree(Path.cwd())
        self.given = inputs.given(request.paths, request.sources, self.config, start)
        named = self.config.baseline if request.baseline is None else request.baseline
        self.baseline = self.store(Path(named)) if named else None

    def look(self, tree: Tree | None = None) -> run.Report:
        """What the rules say of the articles, as they are in `tree`, which is laid over the session's own."""
        report = self._looked(tree)
        return self.baseline.hide(report) if self.baseline else report

    def store(self, file: Path, *, new: bool = False) -> Store:
        """The baseline in a file, held against what this session looks at; it may be `new`."""
        tree, home, request = self.given.tree, self.config.home, self._request
        named = (Path(os.path.relpath(path)).as_posix() for path in (*request.paths, *request.sources))
        paths = tuple(from_home(path, tree.base, home) for path in named)
        codes = frozenset(rule.code for rule in self.rules)
        return Store(file, Looked(tree, home, paths, codes, self._change is not None), new=new)

    def _looked(self, tree: Tree | None) -> run.Report:
        tree = tree or self.given.tree
        if self._change:
            change = self._change._replace(now=tree)
            return changes.check(
                change, self._request.paths, self._request.sources, self.rules, self.config, self._progress
            )
        return run.check(tree, self.given.found, self.rules, self.config, self.given.sources, self._progress)

    def _changed(self) -> changes.Change | None:
        if self._request.staged:
            return changes.staged(self._request.paths)
        since = self._request.since
        return changes.since(self._request.paths, since) if since is not None else None
