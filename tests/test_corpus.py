"""The shipped corpus: doclint tells every planted defect, and nothing else."""

import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from msgspec import Struct

from doclint import run
from doclint.config import load
from doclint.model import Finding, Severity
from doclint.rule import rules
from doclint.select import at_least, selected
from doclint.tree import WorkTree

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"


class Planted(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of expected.jsonl: where a defect was planted, the rule that tells it, the text at fault, and why.

    `severity` is the least the finding must have: warning, unless the rule is not that sure in such a case.
    """

    path: str
    line: int
    rule: str
    subject: str
    why: str
    severity: Severity = "warning"


class Place(NamedTuple):
    """What a defect and the finding that tells it have in common."""

    path: str
    line: int
    rule: str


PLANTED = msgspec.json.decode(
    f"[{','.join((CORPUS / 'expected.jsonl').read_text('utf-8').splitlines())}]", type=list[Planted]
)


def place(of: Planted | Finding) -> Place:
    """Give the place of a defect or a finding."""
    return Place(of.path, of.line, of.rule)


@pytest.fixture(scope="module")
def report() -> run.Report:
    """Check the corpus: all rules that are not in preview, and the configuration beside it."""
    tree, config = WorkTree(CORPUS), load(CORPUS)
    return run.check(tree, tree.files(), selected(rules(), config, (), ()), config)


def test_nothing_else_is_told(report: run.Report) -> None:
    """The findings shown unasked lie where defects were planted."""
    planted = {place(defect) for defect in PLANTED}
    shown = [finding for finding in report.findings if at_least(finding.severity, "warning")]
    assert [f"{place(one)} {one.message}" for one in shown if place(one) not in planted] == []


def test_every_defect_is_shown(report: run.Report) -> None:
    """A planted defect is found, at its severity or above."""
    found = {place(finding): finding.severity for finding in report.findings}
    assert [one for one in PLANTED if not at_least(found.get(place(one), "info"), one.severity)] == []


@pytest.mark.parametrize("defect", PLANTED, ids=lambda defect: f"{defect.path}:{defect.line}-{defect.rule}")
def test_defect(report: run.Report, defect: Planted) -> None:
    """Some finding at the defect's place names the text at fault."""
    subjects = [finding.subject for finding in report.findings if place(finding) == place(defect)]
    assert defect.subject in subjects


def test_every_rule_has_a_defect() -> None:
    """Every rule that is not in preview has a defect to find, but for those that ask git: the corpus has no history."""
    wanted = {rule.name for rule in rules() if not rule.header.preview and rule.header.category != "drift"}
    assert wanted == {defect.rule for defect in PLANTED}


def test_expected_is_in_order() -> None:
    """The list of defects is sorted by path and line, and its subjects stand in the lines they name."""
    assert all((one.path, one.line) <= (two.path, two.line) for one, two in pairwise(PLANTED))
    for defect in PLANTED:
        lines = (CORPUS / defect.path).read_text("utf-8", "replace").splitlines()
        assert defect.subject in lines[defect.line - 1]


def test_every_article_is_read(report: run.Report) -> None:
    """Every article can be opened, and each locale but the source's has a translation of each translated article."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for path in (CORPUS / "docs").glob("*/*.md"):
        articles[path.parent.name].add(path.name)
    source = articles.pop("en-us")
    assert not report.summary.unreadable
    assert [source - translated for translated in articles.values()] == [
        {"copy-vault.md", "move-vault.md", "whats-new.md"}
    ] * 3
    assert report.summary.pairs == sum(map(len, articles.values()))


@pytest.fixture(scope="module")
def quick_start() -> subprocess.CompletedProcess[str]:
    """Run the README's first command."""
    command = [sys.executable, "-m", "doclint", "check", "corpus"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_quick_start_finds_something(quick_start: subprocess.CompletedProcess[str]) -> None:
    """Findings give exit code 1, and the summary goes to stderr."""
    assert quick_start.returncode == 1
    assert "translations compared" in quick_start.stderr


def test_quick_start_shows_both_sides(quick_start: subprocess.CompletedProcess[str]) -> None:
    """A finding shows source and translation, one below the other, with carets below what differs."""
    told = next(part for part in quick_start.stdout.split("\n\n") if "overview.md" in part and "8433" in part)
    head, message, elsewhere, source, below_source, translation, below_translation = told.splitlines()
    assert elsewhere.startswith("  in corpus/docs/en-us/overview.md")
    assert head.startswith("corpus/docs/fr-fr/overview.md:27:65: warning DL201 number-changed")
    assert message.strip() == "8433 stands where the source has 8443"
    assert "source 27 | Outbound access to" in source
    assert "translation 27 | Un accès sortant à" in translation
    assert _marked(source, below_source) == "8443"
    assert _marked(translation, below_translation) == "8433"


def _marked(line: str, carets: str) -> str:
    """Cut out what the carets stand below."""
    return line[carets.index("^") : carets.rindex("^") + 1]
