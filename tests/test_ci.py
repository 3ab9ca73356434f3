"""The GitHub action and the GitLab template: valid, and their scripts run in real repositories."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from precommit import Home, published
from repositories import git, write
from runners import ACTION, GITLAB, Runner, gitlab


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The action as a runner has it: doclint in a folder of its own."""
    place = tmp_path_factory.mktemp("action")
    published(place)
    return place


@pytest.fixture(scope="session")
def runner(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner that has run the install step."""
    found = Runner(tmp_path_factory.mktemp("runner"), checkout)
    done = found.install()
    assert done.code == 0, done.log
    return found


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A clone with a pull request checked out: its branch renames a heading and leaves the links that lead there."""
    origin = tmp_path / "origin"
    origin.mkdir()
    found = Home(origin, b"repos: []\n")
    found.edit("docs/en/gate.md", "## Opening hours {#hours}", "## When it opens {#open}")
    git(origin, "commit", "--quiet", "--all", "--message", "Rename")
    return cloned(found, tmp_path / "clone")


def cloned(home: Home, place: Path, *options: str) -> Home:
    """A clone of a repository, with its branch checked out as it is."""
    git(home.root, "clone", "--quiet", *options, f"file://{home.root}", str(place))
    clone = Home.__new__(Home)
    clone.root = place
    return clone


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", ".github/workflows/ci.yml"),
        ("gitlab-ci", "hooks/gitlab-ci.yml"),
    ],
)
def test_valid(schema: str, path: str) -> None:
    """Against the schemas that check-jsonschema brings."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", path]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_is_put_into_a_script() -> None:
    """Inputs and outputs reach a step through its environment: what they hold is never run."""
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert not [one for one in scripts if "${{" in one]
    assert "$[[" not in json.dumps(GITLAB)


def test_pull_request(runner: Runner, home: Home, tmp_path: Path) -> None:
    """What the branch causes is told, also in files it did not touch; nothing older; in log, summary and outputs."""
    report = tmp_path / "report.sarif"
    done = runner.check(home.root, base="main", sarif=str(report), args="--select DL101")
    assert done.code == 1, done.log
    assert done.outputs == {"exit-code": "1", "findings": "3", "sarif": str(report)}
    assert "docs/fr/quay.md" in done.log
    assert "docs/fr/quay.md" in done.summary
    assert "docs/fr/gate.md" not in done.log + done.summary
    assert report.stat().st_size > 100


def test_all_of_it(runner: Runner, home: Home) -> None:
    """A push, or `since: all` in a pull request, reports what is old, too."""
    for done in (runner.check(home.root), runner.check(home.root, base="main", since="all")):
        assert done.code == 1
        assert "There is no anchor 'gone'" in done.log
    done = runner.check(home.root, since="HEAD")
    assert (done.code, done.outputs["findings"]) == (0, "0")


def test_what_fails(runner: Runner, home: Home) -> None:
    """Is for the workflow to say."""
    assert runner.check(home.root, base="main", fail_on="error").code == 1
    done = runner.check(home.root, base="main", fail_on="never")
    assert (done.code, done.outputs["exit-code"]) == (0, "0")
    assert int(done.outputs["findings"]) >= 3
    done = runner.check(home.root, path="dcos")
    assert (done.code, done.outputs["exit-code"], done.outputs["findings"]) == (2, "2", "")
    assert "dcos: there is no such file or folder" in done.log


def test_several_paths(runner: Runner, home: Home) -> None:
    """Stand one a line; a name may hold blanks."""
    write(home.root, {"more docs/pier.md": b"# Pier\n\n[x](#nowhere)\n"})
    done = runner.check(home.root, path="docs/fr\nmore docs\n", args="--select\nDL101")
    assert done.outputs["findings"] == "3"
    assert "more docs/pier.md" in done.log


@pytest.mark.parametrize(
    "text", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "'; touch pwned; '", "x\nfindings=0", "*", "-q"]
)
@pytest.mark.parametrize("name", ["path", "since", "baseline", "sarif", "fail_on", "args"])
def test_hostile_inputs(runner: Runner, home: Home, name: str, text: str) -> None:
    """Are words: none of them is run, and no output is made up."""
    done = runner.check(home.root, **{name: text})
    assert not list(home.root.rglob("pwned*"))
    assert done.outputs.keys() <= {"exit-code", "findings", "sarif"}
    assert done.code == int(done.outputs["exit-code"])


def test_hostile_articles(runner: Runner, home: Home) -> None:
    """What an article or its name holds is no command to the runner, and no output."""
    name = "docs/en/a\n::error::pwned\nfindings=0.md"
    write(home.root, {name: b"# A\n\n[x](#one%0A::set-output)\n\n::error::pwned\n\n[y](#\x1b[31m)\n"})
    (home.root / "docs/en/b\n::error::pwned.md").symlink_to("nowhere")
    done = runner.check(home.root, base="main")
    assert not [line for line in done.log.splitlines() if line.lstrip().startswith(("::error::pwned", "findings="))]
    assert "\x1b" not in done.log
    assert done.outputs["findings"] != "0"


def test_shallow_clone(runner: Runner, home: Home, tmp_path: Path) -> None:
    """Says what to write into the workflow."""
    clone = cloned(home, tmp_path / "shallow", "--depth", "1")
    done = runner.check(clone.root, base="main")
    assert done.code == 2
    assert "in a shallow clone: fetch the history" in done.log
    assert "fetch-depth: 0" in done.log
    assert done.outputs["exit-code"] == "2"


def test_version(checkout: Path, tmp_path: Path) -> None:
    """Another version is asked of the package index, which may not have it: then the step fails."""
    done = Runner(tmp_path, checkout).install("0.0.0.dev0; touch pwned")
    assert done.code != 0
    assert not list(tmp_path.rglob("pwned*"))


def test_gitlab(home: Home, checkout: Path, tmp_path: Path) -> None:
    """A merge request reports what it causes and writes the report for it; another pipeline reports all."""
    base = git(home.root, "merge-base", "origin/main", "HEAD")
    report = home.root / "gl-code-quality-report.json"
    request = {"DOCLINT_PATH": "docs", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
    done = gitlab(home.root, tmp_path, checkout, DOCLINT_OPTIONS="--select DL101", **request)
    assert done.code == 1
    assert "docs/fr/quay.md" in done.log
    assert "docs/fr/gate.md" not in done.log
    assert report.stat().st_size > 100
    done = gitlab(home.root, tmp_path, checkout, DOCLINT_OPTIONS="--select DL101 --exit-zero")
    assert done.code == 0
    assert "docs/fr/gate.md" in done.log
    assert GITLAB["doclint"]["artifacts"]["reports"]["codequality"] == report.name
