"""What hooks/README.md shows is true, and the plain git hook does its work in real commits."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT
from precommit import Home
from repositories import git
from runners import ACTION, GITLAB

README = (ROOT / "hooks" / "README.md").read_text("utf-8")
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))


def snippets(heading: str, language: str) -> list[str]:
    """The code below a heading of the page."""
    part = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL)


def valid(schema: str, text: str, folder: Path) -> None:
    """Hold a snippet to a schema that check-jsonschema brings."""
    (folder / "snippet.yml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", "snippet.yml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A repository that has done what the page says for git alone; doclint is on the PATH."""
    found = Home(tmp_path, b"repos: []\n")
    tools = tmp_path / ".git" / "tools"
    tools.mkdir()
    (tools / "doclint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m doclint "$@"\n')
    (tools / "doclint").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks")
    [shown] = snippets("git alone", "sh")
    assert found.run("sh", "-ec", shown).returncode == 0
    shutil.rmtree(tmp_path / "hooks")
    return found


def test_plain_hook(home: Home) -> None:
    """Refuses a commit for what it causes, lets old findings be, and takes its options from git's configuration."""
    home.edit("docs/en/gate.md", "## Opening hours {#hours}", "## When it opens {#open}")
    done = home.run("git", "commit", "-a", "-m", "Rename")
    assert done.returncode == 1
    assert "docs/fr/quay.md:3" in done.stderr
    assert "docs/fr/gate.md:5" not in done.stderr
    home.edit("docs/en/gate.md", "## When it opens {#open}", "## Opening times {#hours}")
    assert home.run("git", "commit", "-a", "-m", "Reword").returncode == 0
    home.edit("src/crane.py", "up", "down")
    assert home.run("git", "commit", "-a", "-m", "Down").returncode == 0
    git(home.root, "config", "doclint.options", "--select *")
    home.edit("docs/en/gate.md", "# Gate", "# The gate")
    assert "no rule is called '*'" in home.run("git", "commit", "-a", "-m", "x").stderr
    git(home.root, "config", "--unset", "doclint.options")
    git(home.root, "config", "--unset", "doclint.path")
    assert home.run("git", "commit", "-a", "-m", "The gate").returncode == 0


def test_plain_hook_without_doclint(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says what is missing."""
    tools = home.root / ".git" / "tools"
    (tools / "doclint").unlink()
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{Path(str(shutil.which('git'))).parent}{os.pathsep}/bin")
    home.edit("docs/en/gate.md", "# Gate", "# The gate")
    done = home.run("git", "commit", "-a", "-m", "x")
    assert done.returncode == 1
    assert "doclint is not on the PATH: install it" in done.stderr


def test_plain_hook_with_fixes(home: Home) -> None:
    """A file with unstaged changes is not mended, and that is said: nobody put them aside."""
    git(home.root, "config", "doclint.options", "--fix")
    (home.root / "docs/en/Pier.md").write_text("# Pier\n")
    home.edit("docs/en/gate.md", "# Gate\n", "# Gate\n\nTo the [pier](pier.md).\n")
    git(home.root, "add", "--all")
    home.edit("docs/en/gate.md", "# Gate\n", "# The gate\n")
    done = home.run("git", "commit", "-m", "A pier")
    assert done.returncode == 1
    assert "docs/en/gate.md: not fixed: it was changed meanwhile, or not all of it is staged" in done.stderr
    assert "[pier](pier.md)" in (home.root / "docs/en/gate.md").read_text()
    git(home.root, "add", "--all")
    done = home.run("git", "commit", "-m", "A pier")
    assert (done.returncode, "Fixed 1 finding" in done.stderr) == (1, True)
    assert home.run("git", "commit", "-a", "-m", "A pier").returncode == 0


def test_pre_commit_hooks() -> None:
    """Both look at the whole: nothing narrows them, and nothing runs beside them."""
    assert [one["id"] for one in HOOKS] == ["doclint", "doclint-fix"]
    for one in HOOKS:
        assert one["always_run"]
        assert one["require_serial"]
        assert one["pass_filenames"] is False
        assert not {"files", "types", "types_or", "exclude"} & one.keys()
        assert one["entry"].split()[:2] == ["doclint", "hook"]


def test_pre_commit_is_shown(tmp_path: Path) -> None:
    """pre-commit takes both files, and the hook shown is one that there is."""
    [shown] = snippets("pre-commit", "yaml")
    (tmp_path / ".pre-commit-config.yaml").write_text(shown)
    for command, file in (("validate-config", tmp_path / ".pre-commit-config.yaml"), ("validate-manifest", None)):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", command, str(file or ROOT / ".pre-commit-hooks.yaml")],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout + done.stderr) == (0, "")
    [repo] = yaml.safe_load(shown)["repos"]
    assert {one["id"] for one in repo["hooks"]} <= {one["id"] for one in HOOKS}


def test_github_is_shown(tmp_path: Path) -> None:
    """The workflow is valid, fetches the history, and gives inputs that the action has; the page names them all."""
    workflow, upload = snippets("GitHub", "yaml")
    valid("github-workflows", workflow, tmp_path)
    [job] = yaml.safe_load(workflow)["jobs"].values()
    valid(
        "github-workflows",
        yaml.safe_dump({"on": "push", "jobs": {"a": {**job, "steps": yaml.safe_load(upload)}}}),
        tmp_path,
    )
    assert job["steps"][0]["with"] == {"fetch-depth": 0}
    for step in (job["steps"][1], yaml.safe_load(upload)[0]):
        assert step["with"].keys() <= ACTION["inputs"].keys()
    told = README.split("\n## GitHub\n")[1].split("\n## ")[0]
    assert not [name for name in (*ACTION["inputs"], *ACTION["outputs"]) if f"`{name}`" not in told]


def test_gitlab_is_shown(tmp_path: Path) -> None:
    """The include is valid, and sets variables that the template has."""
    [shown] = snippets("GitLab", "yaml")
    valid("gitlab-ci", shown, tmp_path)
    assert yaml.safe_load(shown)["doclint"]["variables"].keys() <= GITLAB["doclint"]["variables"].keys()


def test_elsewhere(home: Home) -> None:
    """The line for any CI is a command that works."""
    [shown] = snippets("Elsewhere", "sh")
    home.edit("docs/en/gate.md", "(#hours)", "(#horus)")
    git(home.root, "update-ref", "refs/remotes/origin/main", "main")
    done = home.run("sh", "-c", shown)
    assert (done.returncode, "docs/en/gate.md:5" in done.stdout) == (1, True)
