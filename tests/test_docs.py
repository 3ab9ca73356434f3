"""What the README, CONTRIBUTING and the sample report say is true."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

import pytest
from click.testing import CliRunner
from conftest import ROOT

from doclint.cli import main
from doclint.model import Category
from doclint.rule import Rule, rules

README = (ROOT / "README.md").read_text("utf-8")

INTRODUCTION = """# Rules

Each rule is one page: why it matters, how to mend what it finds, and examples that are its tests.
`doclint explain RULE` prints it.

The severity is the most a finding can have; where a check is less than sure, it is lowered, and every finding carries
its `confidence`. Rules marked preview run only when selected. `--select` and `--ignore` take codes, names, the
categories below, and the beginnings of codes (`DL3`). [Configuring](configuring.md) tells how to set severities by rule
and by folder, [writing rules](writing-rules.md) how to add your own.
"""


@pytest.fixture(scope="module")
def report() -> str:
    """What `doclint check corpus --severity info -q` prints."""
    command = [sys.executable, "-m", "doclint", "check", "corpus", "--severity", "info", "-q"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8").stdout


def test_sample_report(report: str) -> None:
    """The sample report is what doclint says today."""
    assert report == (ROOT / "reports" / "corpus.txt").read_text("utf-8")


def test_readme_output(report: str) -> None:
    """The findings the README shows are real."""
    shown = re.findall(r"```text\n(.*?)```", README, re.DOTALL)[0].strip().split("\n\n")
    assert len(shown) == 3
    assert all(finding in report for finding in shown)


def _index() -> str:
    """The page that lists all rules, by category."""
    parts = [INTRODUCTION]
    for category in get_args(Category):
        those = [rule for rule in rules() if rule.header.category == category]
        rows = [_row(rule) for rule in those]
        parts.append(
            "\n".join([f"## {category}\n", "| code | rule | severity | says |", "|---|---|---|---|", *rows, ""])
        )
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    level = f"{rule.header.severity}{' (preview)' if rule.header.preview else ''}"
    page = rule.path.relative_to(ROOT / "rules").as_posix()
    return f"| {rule.code} | [{rule.name}]({page}) | {level} | {rule.summary} |"


def test_rule_index(request: pytest.FixtureRequest) -> None:
    """rules/README.md lists every rule with its page, severity and summary; `--accept` writes it."""
    page = ROOT / "rules" / "README.md"
    if request.config.getoption("--accept"):
        page.write_text(_index(), "utf-8")
    assert page.read_text("utf-8") == _index()


def test_readme_tells_of_every_category() -> None:
    """The README's table has each category with the codes of its rules."""
    rows = re.findall(r"^\| \[(\w+)\]\(rules/README\.md#\w+\) \| ([^|]+) \|", README, re.MULTILINE)
    found = {category: [rule.code for rule in rules() if rule.header.category == category] for category, _ in rows}
    assert sorted(found) == sorted(get_args(Category))
    assert [codes.strip() for _, codes in rows] == [", ".join(_ranges(codes)) for codes in found.values()]


def _ranges(codes: list[str]) -> Iterator[str]:
    """Codes in a row as their first and last."""
    numbers = [int(code[2:]) for code in codes]
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        row = [number for _, number in run]
        yield f"DL{row[0]:03}" + (f"-DL{row[-1]:03}" if len(row) > 1 else "")


def test_readme_commands() -> None:
    """Every command and option the README names exists."""
    helps = {name: CliRunner().invoke(main, [name, "--help"]).output for name in main.commands}
    commands = set(re.findall(r"`doclint (\w+)", README))
    assert commands <= set(helps)
    options = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", README))
    assert options <= set(re.findall(r"--[a-z][\w-]+", "".join(helps.values()))) | {"--accept", "--dist"}


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "hooks/README.md",
        "hooks/editors.md",
        "reports/reading-drift.md",
        "rules/README.md",
        "rules/languages/README.md",
        "rules/configuring.md",
        "rules/how-it-judges.md",
        "rules/writing-rules.md",
    ],
)
def test_links_lead_somewhere(name: str) -> None:
    """Relative links of the documentation lead to files that exist."""
    page = ROOT / name
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_nothing_private_is_kept() -> None:
    """No file names a machine's own folders or the hosts of package registries."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    private = re.compile("/" + r"root/|/home/\w+/|/" + r"work/main|pypi\.org/simple|files\.pythonhosted")
    found = [
        name for name in listed.split("\0") if name and private.search((ROOT / name).read_text("utf-8", "replace"))
    ]
    assert not found
