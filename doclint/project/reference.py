"""The source a translation was made from: the revision it records, read from the source's repository."""

import re

from msgspec.structs import replace

from doclint import read
from doclint.project.edition import Edition
from doclint.tree import Tree

_KEYS = ("ms.sourcegitcommit", "default_lang_commit", "l10n")
_COMMIT = re.compile(r"\b[0-9a-f]{7,40}\b")


class References:
    """Answers what a translation was made from, as far as the tree's history tells. One version is read once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._read: dict[tuple[str, str], Edition | None] = {}

    def source(self, source: Edition, target: Edition) -> Edition | None:
        """`source` as it was when `target` was made from it; None where that is not known."""
        revision = recorded(target)
        key = source.article.path, revision
        if revision and key not in self._read:
            self._read[key] = self._at(source, revision)
        return self._read.get(key)

    def _at(self, source: Edition, revision: str) -> Edition | None:
        try:
            data = self._tree.earlier(source.article.path, revision)
        except OSError:
            return None
        article = read.article(data, source.article.path)
        return replace(source, article=article, revision=revision, reasons=(*source.reasons, f"at {revision[:10]}"))


def recorded(target: Edition) -> str:
    """The commit that a translation says it was made from, or an empty string."""
    for key in _KEYS:
        found = _COMMIT.search(target.value(key))
        if found:
            return found[0]
    return ""
