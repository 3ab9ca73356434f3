"""Rule pages: rules/<category>/<name>.md -> Rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
import msgspec
from msgspec import Struct, field

from doclint.errors import DoclintError
from doclint.model import Category, Severity
from doclint.resources import folder


class RuleError(DoclintError):
    """A rule page that cannot be used; the message names the page and what is wrong."""


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule page's front matter."""

    code: str
    check: str
    category: Category
    severity: Severity
    since: str
    preview: bool = False
    aliases: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


class Rule(Struct, frozen=True):
    """A rule: its page's header, its name (the page's file name), and where the page lies."""

    name: str
    header: Header
    path: Path

    @property
    def code(self) -> str:
        """The rule's code, never used for another rule."""
        return self.header.code

    @property
    def page(self) -> str:
        """The page's text below the front matter."""
        return frontmatter.parse(self.path.read_text("utf-8"))[1]

    @property
    def summary(self) -> str:
        """The page's first paragraph, on one line."""
        return " ".join(self.page.split("\n\n")[1].split())

    def matches(self, selector: str) -> bool:
        """Whether `selector` (a code, the beginning of one, a name, an alias, a category or "all") means this rule."""
        text = selector.lower()
        names = {self.name, self.header.category, "all", *self.header.aliases}
        return text in names or (text.startswith("dl") and self.code.lower().startswith(text))


def read(path: Path) -> Rule:
    """The rule on page `path`."""
    try:
        header = frontmatter.parse(path.read_text("utf-8"))[0]
        return Rule(path.stem, msgspec.convert(header, Header), path)
    except (msgspec.ValidationError, ValueError) as error:
        message = f"{path}: {error}"
        raise RuleError(message) from error


@cache
def rules() -> tuple[Rule, ...]:
    """Every shipped rule, by code."""
    pages = folder("rules").glob("*/*.md")
    return tuple(sorted((read(path) for path in pages if path.parent.name != "languages"), key=lambda rule: rule.code))


def find(selector: str, among: Iterable[Rule]) -> list[Rule]:
    """The rules that `selector` means; RuleError when it means none."""
    found = [rule for rule in among if rule.matches(selector)]
    if not found:
        message = f"no rule is called {selector!r}; 'doclint rules' lists them"
        raise RuleError(message)
    return found
