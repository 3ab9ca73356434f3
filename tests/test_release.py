"""Rules pinned across upgrades, and versions of doclint that may run."""

import shutil
from pathlib import Path

import pytest
from command import articles, doclint
from conftest import ROOT

from doclint import __version__
from doclint.config import Config
from doclint.release import newer, refused, unknown, version
from doclint.rule import Header, Past, Rule, rules
from doclint.select import selected


@pytest.fixture
def tomorrow(tmp_path: Path) -> Path:
    """A copy of doclint as its version 0.3 might be: with a rule that is new, and one that has become severe."""
    home = tmp_path / "tomorrow"
    shutil.copytree(ROOT / "doclint", home / "doclint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "rules", home / "rules")
    start = home / "doclint" / "__init__.py"
    start.write_text(start.read_text("utf-8").replace(f'"{__version__}"', '"0.3.0"'), "utf-8")
    page = home / "rules" / "meaning" / "state-flipped.md"
    text = page.read_text("utf-8").replace("severity: warning", "severity: error\nwas: {'0.1': {severity: warning}}")
    page.write_text(text, "utf-8")
    new = text.replace("code: DL301", "code: DL399").replace('since: "0.1"', 'since: "0.3"')
    (page.parent / "state-turned.md").write_text(new.replace("# state-flipped", "# state-turned"), "utf-8")
    return home


def test_an_upgrade_changes_nothing_that_is_pinned(tmp_path: Path, tomorrow: Path) -> None:
    """New rules wait and rules are as severe as they were, until the pin is raised; how many wait is said."""
    project = articles(tmp_path / "project")
    file = project / "doclint.toml"
    place = {"PYTHONPATH": str(tomorrow)}
    assert doclint(project, "--version", **place).stdout == "doclint, version 0.3.0\n"
    fresh = doclint(project, "check", "docs", **place)
    assert "error DL301" in fresh.stdout
    assert "error DL399" in fresh.stdout
    file.write_text('rule-set = "0.1"\n', "utf-8")
    pinned = doclint(project, "check", "docs", **place)
    assert pinned.stdout == doclint(project, "check", "docs").stdout
    assert "warning DL301" in pinned.stdout
    assert '1 rule is newer than rule-set = "0.1" and did not run' in pinned.stderr
    assert "newer" not in doclint(project, "check", "docs", "-q", **place).stderr
    told = doclint(project, "config", **place).stdout
    assert '1 newer than rule-set = "0.1" wait (DL399): raise it to run them' in told
    assert "(newer)" in doclint(project, "rules", **place).stdout
    file.write_text('rule-set = "0.3"\n', "utf-8")
    assert doclint(project, "check", "docs", **place).stdout == fresh.stdout


def test_a_rule_set_of_the_future(tmp_path: Path) -> None:
    """Is refused with its place, and what to do."""
    (articles(tmp_path) / "doclint.toml").write_text('\nrule-set = "99.1"\n', "utf-8")
    done = doclint(tmp_path, "check", "docs")
    assert done.returncode == 2
    assert "doclint.toml:2: rule-set = '99.1' is newer than this doclint" in done.stderr
    assert unknown("first").startswith("rule-set = 'first' is no version")
    assert not unknown(__version__)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (">=99", "doclint.toml:2: required-version = '>=99', and this is doclint"),
        ("about 2", "doclint.toml:2: required-version = 'about 2' is no requirement"),
    ],
)
def test_a_required_version(tmp_path: Path, wanted: str, message: str) -> None:
    """Is asked for before anything else: the rest of the file may be for another version."""
    (articles(tmp_path) / "doclint.toml").write_text(f'key-of-2030 = 1\nrequired-version = "{wanted}"\n', "utf-8")
    done = doclint(tmp_path, "check", "docs")
    assert done.returncode == 2
    assert message in done.stderr
    assert "unknown field" not in done.stderr


def test_versions() -> None:
    """Zeros at the end do not count, nor does what stands behind the numbers."""
    assert version("0.1.0") == version("0.1") == version("0.1.0.dev3") == (0, 1)
    assert version("x") is None
    assert newer("0.10", "0.9")
    assert not newer("0.1", "0.1.0")
    assert not newer("9", None)
    assert not refused(f">=0.1, <={__version__}, !=7")
    assert refused("<0.0.1")


def test_what_a_rule_was() -> None:
    """The nearest version at or after the pinned one tells; a project's own rules are pinned by nobody."""
    past = {"0.2": Past(severity="info"), "0.4": Past(severity="warning", preview=True)}
    header = Header("DL301", "polarity", "meaning", "error", "0.1", was=past)
    rule = Rule("state-flipped", header, Path("x.md"))
    found = {pin: rule.as_of(pin).header for pin in ("0.1", "0.2", "0.3", "0.4", "0.5")}
    assert {pin: one.severity for pin, one in found.items()} == {
        "0.1": "info", "0.2": "info", "0.3": "warning", "0.4": "warning", "0.5": "error",
    }  # fmt: skip
    assert rule.as_of(None) is rule
    assert selected([rule], Config(rule_set="0.4"), (), ()) == []
    own = Rule("harsh", Header("ACME101", "wording", "terms", "error", "7.2"), Path("x.md"))
    assert selected([own], Config(rule_set="0.1"), (), ()) == [own]


def test_no_rule_is_of_tomorrow() -> None:
    """Every page's version is one that there is: a rule of the next version could not be pinned."""
    assert [rule.code for rule in rules() if rule.newer(__version__)] == []
