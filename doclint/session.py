"""One run of the checks as it is asked for: by the command line, an editor or another program."""

from pathlib import Path

from msgspec import Struct

from doclint import changes, inputs, plugins, run
from doclint.config import Config, load
from doclint.model import Article
from doclint.select import selected, waiting
from doclint.tree import Tree, WorkTree


class Request(Struct, frozen=True):
    """What is to be checked: paths, folders of sources, rules; all of it, or what changed since a revision."""

    paths: tuple[str, ...]
    sources: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    since: str | None = None
    staged: bool = False


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
        self.config = config or load(inputs.home(request.paths))
        rules = plugins.of(self.config)
        self.rules = selected(rules, self.config, request.select, request.ignore)
        self.waiting = waiting(rules, self.config)
        self._change = self._changed()
        start = self._change.now if self._change else tree or WorkTree(Path.cwd())
        self.given = inputs.given(request.paths, request.sources, self.config, start)

    def look(self, tree: Tree | None = None) -> run.Report:
        """What the rules say of the articles, as they are in `tree`, which is laid over the session's own."""
        tree = tree or self.given.tree
        if self._change:
            change = self._change._replace(now=tree)
            return changes.check(
                change, self._request.paths, self._request.sources, self.rules, self.config, self._progress
            )
        paths, sources = self.given.found, self.given.sources
        return run.check(tree, paths, self.rules, self.config, sources, self._progress, self._known)

    def _changed(self) -> changes.Change | None:
        if self._request.staged:
            return changes.staged(self._request.paths)
        since = self._request.since
        return changes.since(self._request.paths, since) if since is not None else None
