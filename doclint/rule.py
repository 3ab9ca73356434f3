"""Rule pages: rules/<category>/<name>.md -> Rule; those of doclint, and a project's own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
import msgspec
import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from doclint.errors import DoclintError, line_of
from doclint.model import Category, Severity
from doclint.release import newer
from doclint.resources import folder

_SHIPPED = re.compile(r"DL\d{3}")
_OWN = re.compile(r"(?!DL\d)[A-Z][A-Z0-9]*[A-Z]\d{1,5}")


class RuleError(DoclintError):
    """A rule page that cannot be used; the message names the page and what is wrong."""


class Past(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule was in former versions: only what was otherwise."""

    severity: Severity | None = None
    preview: bool | None = None
    options: dict[str, Any] | None = None


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule page's front matter. `was` tells what the rule was up to and in a version of doclint."""

    code: str
    check: str
    category: Category
    severity: Severity
    since: str
    preview: bool = False
    aliases: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    was: dict[str, Past] = field(default_factory=dict)


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
        code = self.code.lower()
        return text in names or (text.startswith(code.rstrip("0123456789")) and code.startswith(text))

    @property
    def shipped(self) -> bool:
        """Whether the rule is doclint's, and no project's own."""
        return bool(_SHIPPED.fullmatch(self.code))

    def newer(self, rule_set: str | None) -> bool:
        """Whether the rule is one of doclint's that came after the version `rule_set`."""
        return self.shipped and newer(self.header.since, rule_set)

    def as_of(self, rule_set: str | None) -> Rule:
        """The rule as it was in the version `rule_set` of doclint; as it is where none is asked for."""
        kept = [until for until in self.header.was if rule_set is not None and not newer(rule_set, until)]
        if not kept or not self.shipped:
            return self
        past = self.header.was[next(one for one in kept if not any(newer(one, other) for other in kept))]
        known = {key: value for key, value in msgspec.structs.asdict(past).items() if value is not None}
        return replace(self, header=replace(self.header, **known))

    def fault(self, name: str, error: str) -> RuleError:
        """The error that something is wrong with what the rule's page calls `name`, with its place."""
        line = line_of(self.path.read_text("utf-8", "replace"), f"value '{name}'")
        return RuleError(f"{self.path}:{line}: {error}")


def read(path: Path) -> Rule:
    """The rule on page `path`."""
    text = path.read_text("utf-8", "replace")
    try:
        header = frontmatter.parse(text)[0]
        return Rule(path.stem, msgspec.convert(header, Header), path)
    except (msgspec.ValidationError, ValueError, yaml.YAMLError) as error:
        told = " ".join(str(error).split())
        message = f"{path}:{line_of(text, told)}: {told}"
        raise RuleError(message) from error


@cache
def _shipped() -> tuple[Rule, ...]:
    pages = folder("rules").glob("*/*.md")
    return tuple(read(path) for path in pages if path.parent.name != "languages")


def rules(styles: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """Every shipped rule and those in the folders `styles`, by code; RuleError where two cannot be told apart."""
    own = [rule for style in styles for rule in _styled(style)]
    known = {name: rule for rule in _shipped() for name in (rule.code, rule.name)}
    for rule in own:
        for name in (rule.code, rule.name):
            if name in known:
                error = f"'{name}' is taken by the rule on {known[name].path}: give this one another code and name"
                raise rule.fault(name, error)
            known[name] = rule
    return tuple(sorted((*_shipped(), *own), key=lambda rule: rule.code))


def _styled(style: Path) -> list[Rule]:
    """The rules of one folder of a project's own."""
    if not style.is_dir():
        message = f"{style}: there is no such folder of rules ('extend' in the configuration names it)"
        raise RuleError(message)
    pages = sorted(path for path in style.glob("*/*.md") if path.name != "README.md")
    found = [read(path) for path in pages]
    for rule in found:
        if not _OWN.fullmatch(rule.code):
            error = f"'{rule.code}' is no code of your own: take letters of yours and a number (ACME101)"
            raise rule.fault(rule.code, error)
    if not found:
        message = f"{style}: there are no rules in it: write pages <category>/<name>.md ('doclint new' does)"
        raise RuleError(message)
    return found


def find(selector: str, among: Iterable[Rule]) -> list[Rule]:
    """The rules that `selector` means; RuleError when it means none."""
    found = [rule for rule in among if rule.matches(selector)]
    if not found:
        message = f"no rule is called {selector!r}; 'doclint rules' lists them"
        raise RuleError(message)
    return found
