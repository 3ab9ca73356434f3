"""Which rules have looked at all of an article, so that a directive which hid nothing of theirs is unused."""

from collections.abc import Container, Iterable
from fnmatch import fnmatch
from functools import cached_property
from types import ModuleType

from doclint.config import Config
from doclint.project.edition import Edition
from doclint.project.pairing import Meeting, Project, meeting
from doclint.rule import Rule
from doclint.tree import Tree, relative


class Looked:
    """What `rules`, each with its check, have looked at in a run; they passed over what is `settled`."""

    def __init__(
        self,
        rules: Iterable[tuple[Rule, ModuleType]],
        tree: Tree,
        members: Project,
        config: Config,
        settled: Container[Meeting],
    ) -> None:
        # What rules about drift say hangs on how much of the history is at hand.
        self._rules = [(rule, check) for rule, check in rules if rule.header.category != "drift"]
        self._tree = tree
        self._members = members
        self._config = config
        self._settled = settled

    def rules(self, edition: Edition) -> frozenset[str]:
        """The codes of the rules that have looked at an article, and at all that they compare it with."""
        if meeting(edition, edition) in self._settled:
            return frozenset()
        return frozenset(rule.code for rule, check in self._rules if self._complete(check, edition))

    def _complete(self, check: ModuleType, edition: Edition) -> bool:
        if check.SCOPE == "article":
            return True
        if check.SCOPE in {"unit", "pair"}:
            return edition.article.path in self._compared or hasattr(check, "alone")
        return bool(check.SCOPE == "project" and self._whole)

    @cached_property
    def _compared(self) -> frozenset[str]:
        return frozenset(edition.article.path for edition, _ in self._members.compared())

    @cached_property
    def _whole(self) -> bool:
        """Whether all articles of the project were there: those below its folder, else below the tree's."""
        home = self._config.home
        present = {edition.article.path for edition in self._members.editions}
        names = self._tree.files(relative(self._tree, home) if home and self._tree.base else ".")
        return all(name in present or self._excluded(name) for name in names)

    def _excluded(self, name: str) -> bool:
        return any(fnmatch(name, pattern) for pattern in self._config.exclude)
