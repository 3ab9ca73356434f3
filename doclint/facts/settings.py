"""Where a claim stands: the scope, the headings and the row that tell it from the same words elsewhere."""

import re
import tomllib
from functools import cache, cached_property
from pathlib import PurePosixPath

from doclint.facts.masks import stems, technical
from doclint.facts.model import Setting
from doclint.model import Block
from doclint.project.edition import Edition, Segment
from doclint.project.scopes import Scopes
from doclint.resources import folder

_WORD = re.compile(r"[^\W_]+(?:[.+#]\w+)*[+#]*")
_RECORDS = re.compile(
    r"release-?notes|change-?log|what-?s-?new|versioning-history|version-history|release-history|news|archive|roadmap|(?:^|/)blog/"
)
"""Paths of articles that tell what was: each of their claims is true of its day."""


class Settings:
    """Answers for an article where its claims stand."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._scopes: Scopes | None = None
        self._headings: dict[int, frozenset[str]] = {}

    @cached_property
    def past(self) -> bool:
        """Whether the article records what was: release notes, news."""
        return bool(_RECORDS.search(self._edition.article.path.lower()))

    @cached_property
    def variant(self) -> frozenset[str]:
        """The words of the article's path and title that say for which version, system, edition or product it is."""
        path = PurePosixPath(self._edition.article.path)
        words = _WORD.findall(f"{path.parent.name} {path.stem}".replace("-", " ").lower())
        titles = [self._edition.value("title"), self._first]
        told = [word for title in titles for word in _WORD.findall(title)]
        named = frozenset(word.lower() for word in told if technical(word)) - _words("tools")
        words += [word.lower() for word in told]
        return named | {word for word in words if word in _words("words") or any(char.isdigit() for char in word)}

    @cached_property
    def _first(self) -> str:
        """The article's first heading."""
        blocks = self._edition.article.blocks
        return next((block.text for block in blocks if block.kind == "heading"), "")

    def of(self, segment: Segment) -> Setting:
        """Where a unit stands."""
        index, article = segment.unit.block, self._edition.article
        if self._scopes is None:
            self._scopes = Scopes(article)
        scope = f"{self._edition.place.version} {self._scopes.at(segment.unit.span.start)}".strip()
        if index < 0:
            return Setting(index, "value", scope, variant=self.variant)
        block = article.blocks[index]
        anchor = next((one.name for one in article.anchors if one.heading == block.section >= 0), "")
        row = self._row(index, block) if block.kind == "cell" else frozenset()
        return Setting(index, block.kind, scope, anchor, self._heading(block.section), row, self.variant)

    def _heading(self, index: int) -> frozenset[str]:
        if index not in self._headings:
            text = self._edition.article.blocks[index].prose if index >= 0 else ""
            self._headings[index] = frozenset(stems(text, self._edition.pack))
        return self._headings[index]

    def _row(self, index: int, block: Block) -> frozenset[str]:
        """The words of the first cell of a row."""
        blocks = self._edition.article.blocks
        while index > 0 and blocks[index - 1].kind == "cell" and blocks[index - 1].row == block.row:
            index -= 1
        return frozenset(stems(blocks[index].text, self._edition.pack))


def apart(one: Setting, two: Setting, *, same_article: bool, same_language: bool) -> bool:
    """Whether the same words at two places are said of two things: of another scope, row or kind of heading."""
    if one.scope != two.scope or (same_language and one.row and two.row and one.row != two.row):
        return True
    return same_article and one.heading != two.heading and bool(_named(one.heading ^ two.heading))


def _named(words: frozenset[str]) -> bool:
    return any(technical(word) or word in _words("words") for word in words)


@cache
def _words(kind: str) -> frozenset[str]:
    """Words of titles and paths that say for which system, language, edition or cloud an article is, or the `tools`."""
    return frozenset(tomllib.loads((folder("rules") / "variants.toml").read_text("utf-8"))[kind])
