"""What the README, CONTRIBUTING and the sample report say is true."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import ROOT

from doclint.cli import main
from doclint.config import load
from doclint.rule import rules
from doclint.select import selected

README = (ROOT / "README.md").read_text("utf-8")


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


def test_readme_rule_table() -> None:
    """The README's table lists every rule with its page, severity and summary, in order."""
    rows = re.findall(r"^\| (DL\d+) \| \[([\w-]+)\]\(([^)]+)\) \| (\w+) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [
        (rule.code, rule.name, str(rule.path.relative_to(ROOT)), rule.header.severity, rule.summary) for rule in rules()
    ]


def test_readme_commands() -> None:
    """Every command and option the README names exists."""
    helps = {name: CliRunner().invoke(main, [name, "--help"]).output for name in main.commands}
    commands = set(re.findall(r"`doclint (\w+)", README))
    assert commands <= set(helps)
    options = set(re.findall(r"(?<![\w-])--[a-z][\w-]+", README))
    assert options <= set(re.findall(r"--[a-z][\w-]+", "".join(helps.values()))) | {"--accept"}


def test_readme_configuration(tmp_path: Path) -> None:
    """The configuration the README shows is accepted, and its rules exist."""
    block = re.findall(r"^ +```toml\n(.*?)^ +```", README, re.DOTALL | re.MULTILINE)[0]
    (tmp_path / "doclint.toml").write_text(block, "utf-8")
    config = load(tmp_path)
    assert config.source_locale == "en"
    assert selected(rules(), config, [], [])


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "hooks/README.md", "rules/languages/README.md"]
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
