"""Rules of a project's own: folders of pages, and plugins that bring checks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import articles, doclint, write
from conftest import ROOT

GUIDE = (ROOT / "rules" / "writing-rules.md").read_text("utf-8")
PAGE, BILINGUAL = re.findall(r"`````markdown\n(.*?)`````", GUIDE, re.DOTALL)
"""The pages that the guide shows."""
[CHECK] = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
PLUGIN_PAGE = (
    BILINGUAL.replace("ACME102", "PORT201")
    .replace("check: wording", "check: port_doclint.checks.gates")
    .replace("# harbour-master", "# gate-named")
)
OPTIONS = PLUGIN_PAGE[PLUGIN_PAGE.index("options:") : PLUGIN_PAGE.index("---\n#")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two rules of its own, and articles that break both."""
    return write(
        tmp_path,
        {
            "doclint.toml": 'extend = ["./styles"]\n',
            "styles/terms/harsh-word.md": PAGE,
            "styles/terms/harbour-master.md": BILINGUAL,
            "styles/README.md": "# Our style\n",
            "styles/terms/README.md": "# Our terms\n",
            "docs/en/a.md": "# Port\n\nSimply ask the harbour master.\n\nThe gate is open.\n",
            "docs/fr/a.md": "# Port\n\nDemandez au chef du port.\n\nLa porte est ouverte.\n",
        },
    )


def lines(folder: Path, *arguments: str, **environment: str) -> list[str]:
    """The first lines of the findings."""
    out = doclint(folder, "check", "docs", "-q", *arguments, **environment).stdout
    return [line for line in out.splitlines() if line.startswith("docs/")]


def test_rules_of_ones_own(project: Path) -> None:
    """Run beside doclint's, with both sides shown, and are selected, made severe and explained by code and name."""
    assert lines(project) == [
        "docs/en/a.md:3:1: warning ACME101 harsh-word",
        "docs/fr/a.md:3:1: error ACME102 harbour-master",
    ]
    assert lines(project, "--select", "ACME1", "--ignore", "harsh-word") == lines(project, "--select", "acme102")
    assert lines(project, "--select", "DL") == []
    write(project, {"doclint.toml": 'extend = ["./styles"]\n[severity]\nACME = "info"\n'})
    assert lines(project) == []
    assert "# harsh-word" in doclint(project, "explain", "ACME101").stdout
    assert "harsh-word" in doclint(project / "docs", "rules").stdout
    found = json.loads(doclint(project, "rules", "--format", "json").stdout)
    assert found["schema"] == "doclint-rules/1"
    assert [one["name"] for one in found["rules"] if one["code"] == "ACME101"] == ["harsh-word"]
    assert "ACME101" in doclint(project, "check", "docs", "--statistics", "--severity", "info").stdout


def test_options_of_such_a_rule(project: Path) -> None:
    """Are set as those of doclint's rules are, and its fix is made where it is asked for."""
    settings = '[rules.harsh-word]\nforbidden = "open"\nmessage = "is said too often"\ninstead = "ajar"\n'
    write(project, {"doclint.toml": f'extend = ["./styles"]\n{settings}'})
    assert lines(project, "--select", "ACME101") == ["docs/en/a.md:5:13: warning ACME101 harsh-word [unsafe fix]"]
    doclint(project, "check", "docs", "--select", "ACME101", "--fix", "--unsafe-fixes")
    assert "The gate is ajar." in (project / "docs/en/a.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("code: ACME101", "code: DL101"), "harsh-word.md:2: 'DL101' is no code of your own"),
        (("code: ACME101", "code: ACME102"), "'ACME102' is taken by the rule on"),
        (("check: wording", "check: wordings"), "harsh-word.md:3: 'wordings' names a check that is not there"),
        (("check: wording", "check: os.path"), "'os.path' is a module of os: name it in the configuration"),
        (("category: terms", "category: style"), "harsh-word.md:4: Invalid enum value 'style'"),
        (("severity: warning", "severity: [warning"), "harsh-word.md:"),
        (("  forbidden: \\bsimply\\b", "  forbidden: '('"), "'(' is no regular expression"),
        (("  forbidden: \\bsimply\\b", ""), "wording needs either 'forbidden' or 'required'"),
        (('since: "1"', "since: 1"), "harsh-word.md:6: Expected `str`, got `int`"),
    ],
)
def test_pages_that_cannot_be_used(project: Path, change: tuple[str, str], message: str) -> None:
    """Are named with the line and what to do, in one line."""
    write(project, {"styles/terms/harsh-word.md": PAGE.replace(*change)})
    done = doclint(project, "check", "docs")
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_name_that_doclint_has(project: Path) -> None:
    """Is refused: what it selects would not be clear."""
    write(project, {"styles/terms/state-flipped.md": PAGE.replace("ACME101", "ACME103")})
    assert "'state-flipped' is taken by the rule on" in doclint(project, "check", "docs").stderr


def test_folders_that_hold_no_rules(project: Path) -> None:
    """Are no folders of rules."""
    write(project, {"doclint.toml": 'extend = ["./nowhere"]\n'})
    assert "nowhere: there is no such folder of rules" in doclint(project, "check", "docs").stderr
    write(project, {"doclint.toml": 'extend = ["./docs"]\n'})
    (project / "docs" / "en" / "a.md").rename(project / "docs" / "a.md")
    (project / "docs" / "fr" / "a.md").unlink()
    assert "docs: there are no rules in it" in doclint(project, "check", "docs").stderr


def test_the_examples_of_such_pages(project: Path) -> None:
    """Are run as those of doclint's pages are; what doclint says is written on request."""
    done = doclint(project, "rules", "--test", "styles")
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        ["styles/terms/harsh-word.md: right", "styles/terms/harbour-master.md: right"],
    )
    write(project, {"styles/terms/harsh-word.md": PAGE.replace("en:1:1: ACME101 'Simply'", "en:1:2: ACME101 'Simple'")})
    done = doclint(project, "rules", "--test", "styles")
    assert done.returncode == 1
    assert "  Simply: the text block is not what doclint says (--accept writes it)" in done.stdout
    assert "  + en:1:1: ACME101 'Simply' tells readers" in done.stdout
    assert doclint(project, "rules", "--test", "styles", "--accept").returncode == 0
    assert (project / "styles/terms/harsh-word.md").read_text("utf-8") == PAGE
    write(project, {"styles/terms/harsh-word.md": PAGE.partition("### In code")[0]})
    assert "it needs an example of what is wrong" in doclint(project, "rules", "--test", "styles").stdout


def test_a_new_page(project: Path) -> None:
    """Is written with the next free code."""
    options = ["--check", "wording", "--category", "terms", "--folder", "styles", "--prefix", "ACME"]
    done = doclint(project, "new", "harsh-name", *options)
    assert "doclint rules --test styles" in done.stdout
    assert "code: ACME103" in (project / "styles/terms/harsh-name.md").read_text("utf-8")
    assert doclint(project, "new", "x", *options[:-1], "acme").returncode == 2


@pytest.fixture
def plugin(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a package that brings a check and a rule."""
    place = write(
        tmp_path_factory.mktemp("site"),
        {
            "port_doclint/__init__.py": "",
            "port_doclint/checks/__init__.py": "",
            "port_doclint/checks/gates.py": CHECK,
            "port_doclint/rules/terms/gate-named.md": PLUGIN_PAGE.replace(OPTIONS, ""),
        },
    )
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(place), os.environ.get("PYTHONPATH", "")]))}


def test_a_plugin(project: Path, plugin: dict[str, str]) -> None:
    """Brings rules with checks of its own, once it is named; its checks serve the project's own pages, too."""
    assert lines(project, "--select", "ACME,terms", **plugin) == lines(project)
    own = (
        PLUGIN_PAGE.replace("PORT201", "ACME104")
        .replace("gate-named", "quay-named")
        .replace(OPTIONS, "options: {word: ask}\n")
    )
    write(
        project,
        {"doclint.toml": 'extend = ["styles"]\nplugins = ["port_doclint"]\n', "styles/terms/quay-named.md": own},
    )
    assert lines(project, "--select", "PORT,ACME104", **plugin) == [
        "docs/fr/a.md:3:1: error ACME104 quay-named",
        "docs/fr/a.md:5:1: error PORT201 gate-named",
    ]
    assert "# gate-named" in doclint(project, "explain", "PORT201", **plugin).stdout


def test_a_plugin_that_is_not_there(project: Path) -> None:
    """Is named with the line that asks for it."""
    write(project, {"doclint.toml": '\nplugins = ["port_doclint"]\n'})
    done = doclint(project, "check", "docs")
    assert done.returncode == 2
    assert "doclint.toml:2: plugins: no package called 'port_doclint' is installed" in done.stderr


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            'SCOPE = "unit"',
            'SCOPE = "word"',
            "is no check: its SCOPE is 'word', not one of article, unit, pair, project, change, directives",
        ),
        ("def check", "def look", "is no check of the scope 'unit': it lacks check"),
        (
            "from msgspec",
            "1 / 0\nfrom msgspec",
            "names a check that cannot be imported (ZeroDivisionError: division by zero)",
        ),
    ],
)
def test_a_plugin_that_is_wrong(project: Path, plugin: dict[str, str], before: str, after: str, message: str) -> None:
    """Is refused in one line that names the page and what is wrong."""
    module = Path(plugin["PYTHONPATH"].split(":")[0], "port_doclint", "checks", "gates.py")
    module.write_text(CHECK.replace(before, after), "utf-8")
    write(project, {"doclint.toml": 'plugins = ["port_doclint"]\n'})
    done = doclint(project, "check", "docs", **plugin)
    assert done.returncode == 2
    assert f"gate-named.md:3: 'port_doclint.checks.gates' {message}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_plugin_is_not_taken_from_the_articles(project: Path) -> None:
    """A package that lies in the working directory is not imported by the command."""
    write(project, {"doclint.toml": 'plugins = ["evil"]\n', "evil/__init__.py": "print('run')\n"})
    start = (
        "import sys; sys.path.remove(''); sys.argv = ['doclint', 'check', 'docs']; import doclint.cli as c; c.main()"
    )
    done = subprocess.run([sys.executable, "-c", start], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "run" not in done.stdout
    assert "no package called 'evil'" in done.stderr


def test_doclint_alone_has_its_own_rules(tmp_path: Path) -> None:
    """Nothing of a project's reaches the next."""
    assert "ACME" not in doclint(articles(tmp_path), "rules").stdout
