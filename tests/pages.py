"""Rule pages as tests: their sections, their examples, and what doclint says to each."""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from doclint import run
from doclint.config import Config
from doclint.fix import Mended, mend
from doclint.output import diff
from doclint.overlay import Draft
from doclint.rule import Rule
from doclint.tree import MemoryTree, Tree

HEADINGS = ["Why it matters", "How to fix", "Limits", "Examples"]


class Example(NamedTuple):
    """One example: its title, its files by path, options, and the lines expected in its text and diff blocks.

    `blocks` has the lines on the page that each of the two spans; a block that is not there is no key.
    """

    title: str
    files: dict[str, bytes]
    options: dict[str, object]
    expected: dict[str, list[str]]
    blocks: dict[str, tuple[int, int]]


def headings(rule: Rule) -> list[str]:
    """The second-level headings of a page."""
    tokens = MarkdownIt().parse(rule.page)
    return [_text(tokens, i) for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]


def title(rule: Rule) -> str:
    """The page's first-level heading."""
    tokens = MarkdownIt().parse(rule.page)
    return next(_text(tokens, i) for i, token in enumerate(tokens) if token.tag == "h1")


def examples(path: Path) -> list[Example]:
    """The examples of a page: every third-level heading with Markdown blocks below it."""
    tokens = MarkdownIt().parse(_blanked(path.read_text("utf-8")))
    starts = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h3"]
    return [
        _example(_text(tokens, start), [token for token in tokens[start:end] if token.type == "fence"])
        for start, end in pairwise([*starts, len(tokens)])
    ]


def _blanked(text: str) -> str:
    """The page with its front matter blanked, so that line numbers stay those of the file."""
    matter = re.match(r"---\n.*?\n---\n", text, re.DOTALL)
    return "\n" * matter[0].count("\n") + text[matter.end() :] if matter else text


def _text(tokens: list[Token], heading: int) -> str:
    return tokens[heading + 1].content


def _example(title: str, fences: list[Token]) -> Example:
    files: dict[str, bytes] = {}
    options: dict[str, object] = {}
    expected: dict[str, list[str]] = {}
    blocks: dict[str, tuple[int, int]] = {}
    for fence in fences:
        language, *words = fence.info.split()
        if language == "md":
            given = dict(word.split("=", 1) for word in words if "=" in word)
            locale = next((word for word in words if "=" not in word), "en")
            files[given.get("file", f"docs/{locale}/example.md")] = fence.content.encode(given.get("encoding", "utf-8"))
        elif language == "toml":
            options = msgspec.toml.decode(fence.content)
        elif language in {"text", "diff"} and fence.map:
            expected[language] = fence.content.splitlines()
            blocks[language] = (fence.map[0], fence.map[1])
    return Example(title, files, options, expected, blocks)


def findings(rule: Rule, example: Example) -> list[str]:
    """What the rule alone says to an example, a line a finding; a locale's default file is called by the locale."""
    return [
        f"{_short(finding.path)}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
        for finding in check(rule, example, MemoryTree(example.files)).findings
    ]


def check(rule: Rule, example: Example, tree: Tree) -> run.Report:
    """What the rule alone finds in `tree`, which holds the example's files."""
    return run.check(tree, example.files, [rule], Config(rules={rule.name: example.options}))


def mended(rule: Rule, example: Example) -> Mended:
    """The example after all its fixes, safe and unsafe."""

    def look(tree: Tree) -> run.Report:
        return check(rule, example, tree)

    tree = Draft(MemoryTree(example.files))
    return mend(tree, look, look(tree), lambda one: one.fix is not None and one.fix.safety != "display", lambda _: "")


def changed_lines(rule: Rule, example: Example) -> list[str]:
    """The lines that the fixes change, as a diff has them, without the diff's headings."""
    return [
        line.decode().rstrip("\r\n")
        for change in mended(rule, example).changes
        for line in [*diff.lines(change)][2:]
        if line[:1] in {b"-", b"+"}
    ]


def _short(path: str) -> str:
    default = re.fullmatch(r"docs/([^/]+)/example\.md", path)
    return default[1] if default else path
