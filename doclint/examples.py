"""The examples on rule pages: what doclint is to say to them, and what it says."""

import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import msgspec
from markdown_it import MarkdownIt
from markdown_it.token import Token

from doclint import changes, run
from doclint.config import Config
from doclint.errors import DoclintError
from doclint.examine import job
from doclint.fix import Mended, mend
from doclint.model import Finding
from doclint.output import diff
from doclint.overlay import Draft
from doclint.rule import Rule, rules
from doclint.select import selected
from doclint.tree import MemoryTree, Tree, WorkTree

HEADINGS = ("Why it matters", "How to fix", "Limits", "Examples")
"""The second-level headings of a page, in order; it may do without Limits."""

_BESIDE = {"csv": "glossary.csv", "xml": "glossary.tbx", "toml file=facts.toml": "facts.toml"}
"""What a block's info says, and the file that it is."""


class Example(NamedTuple):
    """One example: its title, its files by path, options, and the lines expected in its text and diff blocks.

    `past` are the commits before, oldest first, each with the files it writes; those that are not written again stay.
    `beside` are the files of the project that its configuration names, by name: its glossary (a block of csv or xml),
    its facts.toml. `blocks` has the lines on the page that each of the two spans; a block that is not there is no key.
    """

    title: str
    files: dict[str, bytes]
    options: dict[str, object]
    expected: dict[str, list[str]]
    blocks: dict[str, tuple[int, int]]
    past: tuple[dict[str, bytes], ...] = ()
    beside: dict[str, str] = {}  # noqa: RUF012


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
    past: defaultdict[int, dict[str, bytes]] = defaultdict(dict)
    options: dict[str, object] = {}
    expected: dict[str, list[str]] = {}
    blocks: dict[str, tuple[int, int]] = {}
    beside = {_BESIDE[one.info]: one.content for one in fences if one.info in _BESIDE}
    for fence in fences:
        language, *words = fence.info.split()
        if language == "md":
            given = dict(word.split("=", 1) for word in words if "=" in word)
            locale = next((word for word in words if "=" not in word), "en")
            path, data = (
                given.get("file", f"docs/{locale}/example.md"),
                fence.content.encode(given.get("encoding", "utf-8")),
            )
            files[path] = data
            if "rev" in given:
                past[int(given["rev"])][path] = data
        elif language == "toml" and fence.info not in _BESIDE:
            options = msgspec.toml.decode(fence.content)
        elif language in {"text", "diff"} and fence.map:
            expected[language] = fence.content.splitlines()
            blocks[language] = (fence.map[0], fence.map[1])
    return Example(title, files, options, expected, blocks, tuple(past[number] for number in sorted(past)), beside)


def findings(rule: Rule, example: Example, plugins: Sequence[str] = ()) -> list[str]:
    """What the rule alone says to an example, a line a finding; a locale's default file is called by the locale."""
    return [
        f"{_short(finding.path)}:{finding.line}:{finding.column}: {finding.code} {finding.message}"
        for finding in _looked(rule, example, plugins)
    ]


def _looked(rule: Rule, example: Example, plugins: Sequence[str]) -> Sequence[Finding]:
    """What the rule finds in the files, which lie in a git repository where the example has a past."""
    if not example.past:
        return check(rule, example, MemoryTree(example.files), plugins).findings
    with TemporaryDirectory() as name:
        root = Path(name)
        _git(root, "init", "--quiet", "--initial-branch=main")
        for number, files in enumerate(example.past, 1):
            _write(root, files)
            day = f"2024-01-{number:02}T12:00:00Z"
            _git(root, "add", "--all")
            _git(root, "commit", "--quiet", "--message", f"Revision {number}", day=day)
        _write(root, example.files)
        if job(rule, Config(plugins=tuple(plugins))).scope == "change":
            with chdir(root):
                return changes.check(changes.since(["."], "HEAD"), ["."], [], [rule], Config()).findings
        return check(rule, example, WorkTree(root), plugins).findings


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            message = f"file={name} leads out of the example"
            raise DoclintError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _git(root: Path, *arguments: str, day: str = "") -> None:
    """Ask git, which then knows none of the user's settings."""
    dates = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} if day else {}
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment = {**own, **dates, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    author = ["-c", "user.name=Harbor", "-c", "user.email=harbor@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(root), *author, *arguments]
    subprocess.run(command, env=environment, capture_output=True, check=True)  # noqa: S603


def check(rule: Rule, example: Example, tree: Tree, plugins: Sequence[str] = ()) -> run.Report:
    """What the rule alone finds in `tree`, which holds the example's files; one that judges others is run with them."""
    with TemporaryDirectory() as folder:
        named = {name: str(Path(folder, name)) for name in example.beside}
        for name, path in named.items():
            Path(path).write_text(example.beside[name], "utf-8")
        glossary = tuple(path for name, path in named.items() if name.startswith("glossary"))
        options, facts = {rule.name: example.options}, named.get("facts.toml")
        config = Config(rules=options, glossary=glossary, facts=facts, plugins=tuple(plugins))
        late = job(rule, config).scope == "directives"
        report = run.check(tree, example.files, selected(rules(), config, (), ()) if late else [rule], config)
        return report.where(lambda finding: finding.code == rule.code)


def mended(rule: Rule, example: Example, plugins: Sequence[str] = ()) -> Mended:
    """The example after all its fixes, safe and unsafe."""

    def look(tree: Tree) -> run.Report:
        return check(rule, example, tree, plugins)

    tree = Draft(MemoryTree(example.files))
    return mend(tree, look, look(tree), lambda one: one.fix is not None and one.fix.safety != "display", lambda _: "")


def changed_lines(rule: Rule, example: Example, plugins: Sequence[str] = ()) -> list[str]:
    """The lines that the fixes change, as a diff has them, without the diff's headings."""
    return [
        line.decode().rstrip("\r\n")
        for change in mended(rule, example, plugins).changes
        for line in [*diff.lines(change)][2:]
        if line[:1] in {b"-", b"+"}
    ]


def _short(path: str) -> str:
    default = re.fullmatch(r"docs/([^/]+)/example\.md", path)
    return default[1] if default else path


def said(rule: Rule, example: Example, plugins: Sequence[str] = ()) -> dict[str, list[str]]:
    """What belongs in an example's text block, and in its diff block where it has one."""
    found = {"text": findings(rule, example, plugins)}
    return found | ({"diff": changed_lines(rule, example, plugins)} if "diff" in example.expected else {})


def accept(path: Path, example: Example, name: str, lines: Sequence[str]) -> None:
    """Write into an example's text or diff block what doclint says; DoclintError where there is no such block."""
    if name not in example.blocks:
        message = f"{path}: {example.title}: add an empty ```{name} block for the output"
        raise DoclintError(message)
    page = path.read_text("utf-8").splitlines()
    start, end = example.blocks[name]
    path.write_text("\n".join([*page[: start + 1], *lines, *page[end - 1 :]]) + "\n", "utf-8")


def faults(rule: Rule) -> Iterator[str]:
    """What is wrong with the form of a rule's page."""
    found, shown = headings(rule), [bool(one.expected.get("text")) for one in examples(rule.path)]
    if title(rule) != rule.name:
        yield f"its title is not the file's name, {rule.name}"
    if rule.path.parent.name != rule.header.category:
        yield f"it does not lie in the folder of its category, {rule.header.category}"
    if found != [name for name in HEADINGS if name in found] or not set(HEADINGS) - {"Limits"} <= set(found):
        yield f"its headings are not {', '.join(HEADINGS)}, in that order (Limits may be left out)"
    if True not in shown or False not in shown:
        yield "it needs an example of what is wrong (with a ```text block) and one of what is right (without)"
