"""What a change causes: real repositories, and the command line as a user drives it in them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import ROOT
from repositories import commit, git, write

from doclint.cli import main
from doclint.novelty import edited

Told = list[tuple[str, int, str]]

FILES = {
    "mkdocs.yml": b"site_name: Harbor\nmarkdown_extensions: [attr_list]\n",
    "docs/en/gate.md": b"# Gate\n\n## Opening hours {#hours}\n\nSee [old](#gone) and [hours](#hours).\n",
    "docs/en/quay.md": b"# Quay\n\nThe [gate](gate.md#hours) is near. The [crane](gate.md#crane) is gone.\n",
    "docs/fr/gate.md": b"# Porte\n\n## Heures d'ouverture {#hours}\n\nVoir [ancien](#gone) et [heures](#hours).\n",
    "docs/fr/quay.md": b"# Quai\n\nLa [porte](../en/gate.md#hours) est proche. La [grue](gate.md#crane) manque.\n",
    "docs/de/quay.md": b"# Kai\n\nDas [Tor](../en/gate.md#hours) ist nah. Der [Kran](gate.md#crane) fehlt.\n",
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose articles have old broken links, on a branch that has just left main; we stand in it."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path, FILES)
    commit(tmp_path, "The harbor")
    git(tmp_path, "switch", "--quiet", "--create", "topic")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    """What `doclint check` does."""
    return CliRunner().invoke(main, ["check", *arguments])


def summary(*arguments: str) -> dict[str, Any]:
    """The report's summary as JSON."""
    found: dict[str, Any] = json.loads(check(*arguments, "--format", "json").stdout)["summary"]
    return found


def told(*arguments: str) -> Told:
    """Path, line and subject of what `doclint check` reports."""
    done = check(*arguments, "--format", "json")
    assert done.exit_code in {0, 1}, done.output
    return [(one["path"], one["line"], one["subject"]) for one in json.loads(done.stdout)["findings"]]


def replaced(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


def test_no_change_is_no_news(home: Path) -> None:
    """However much was wrong before."""
    assert len(told("docs")) > 3
    done = check("docs", "--since", "main")
    assert (done.exit_code, done.stdout) == (0, "")
    base = git(home, "rev-parse", "--short=7", "main")
    assert f"Nothing new since main ({base}) (5 articles, 0 translations compared)." in done.stderr
    assert summary("docs", "--since", "main")["since"] == f"main ({base})"
    assert summary("docs")["since"] == ""


def test_renamed_heading(home: Path) -> None:
    """Shows every link in every locale that dies of it, and none that was dead before."""
    replaced(home / "docs/en/gate.md", "## Opening hours {#hours}", "## When it opens {#open}")
    expected = [
        ("docs/de/quay.md", 3, "../en/gate.md#hours"),
        ("docs/en/gate.md", 5, "#hours"),
        ("docs/en/quay.md", 3, "gate.md#hours"),
        ("docs/fr/quay.md", 3, "../en/gate.md#hours"),
    ]
    assert told("docs", "--since", "main", "--select", "links") == expected
    done = check("docs", "--since", "main", "--select", "links")
    assert done.exit_code == 1
    assert "4 errors new since main" in done.stderr
    assert told("docs", "--since", "main", "--select", "links", "--locale", "de") == expected[:1]
    commit(home, "Rename the heading")
    assert told("docs", "--since", "main", "--select", "links") == expected
    assert told("docs", "--since", "HEAD") == []


def test_deleted_article(home: Path) -> None:
    """Shows the links that led there."""
    (home / "docs/en/gate.md").unlink()
    found = told("docs", "--since", "main", "--select", "links")
    assert [one for one in found if one[0] == "docs/en/quay.md"] == [
        ("docs/en/quay.md", 3, "gate.md#hours"),
        ("docs/en/quay.md", 3, "gate.md#crane"),
    ]
    assert ("docs/de/quay.md", 3, "../en/gate.md#hours") in found
    assert ("docs/fr/gate.md", 5, "#gone") not in found


def test_deleted_image(home: Path) -> None:
    """Files that are no articles count, too."""
    write(home, {"docs/en/img/plan.png": b"\x89PNG", "docs/en/img/map.png": b"\x89PNG"})
    write(home, {"docs/en/plan.md": b"# Plan\n\n![Plan](img/plan.png) ![Old](img/old.png)\n"})
    commit(home, "A plan")
    git(home, "branch", "--force", "main", "HEAD")
    (home / "docs/en/img/plan.png").unlink()
    assert told("docs", "--since", "main") == [("docs/en/plan.md", 3, "img/plan.png")]


@pytest.mark.parametrize("gone", ["drop the entry", "drop the file"])
def test_redirection_taken_away(home: Path, gone: str) -> None:
    """Shows the links that it kept alive: what a site's settings said before is read, too."""
    entry = {"source_path": "docs/en/pier.md", "redirect_url": "/harbor/gate"}
    write(home, {".openpublishing.redirection.json": json.dumps({"redirections": [entry]}).encode()})
    write(home, {".openpublishing.publish.config.json": b"{}", "docfx.json": b"{}"})
    write(home, {"docs/en/way.md": b"# Way\n\nTo the [pier](pier.md) and the [mole](mole.md).\n"})
    commit(home, "The pier moved")
    assert told("docs", "--since", "HEAD") == []
    file = home / ".openpublishing.redirection.json"
    if gone == "drop the file":
        file.unlink()
    else:
        file.write_text('{"redirections": []}')
    assert told("docs", "--since", "HEAD") == [("docs/en/way.md", 3, "pier.md")]


@pytest.mark.parametrize("edit", [False, True])
def test_renamed_article(home: Path, *, edit: bool) -> None:
    """Keeps what was wrong with it, edited or not: that is not new."""
    git(home, "mv", "docs/en/gate.md", "docs/en/entrance.md")
    if edit:
        replaced(home / "docs/en/entrance.md", "# Gate\n", "# Entrance\n\nAsk at the [office](#office).\n")
    found = told("docs", "--since", "main", "--select", "anchor-missing")
    assert found == ([("docs/en/entrance.md", 3, "#office")] if edit else [])
    moved = told("docs/en/entrance.md", "--since", "main")
    assert moved == found


def test_moved_lines(home: Path) -> None:
    """An edit above an old finding leaves it old, and so does an edit of its own line."""
    replaced(home / "docs/en/gate.md", "# Gate\n", "# Gate\n\nMind the tide.\n\nAnd the wind.\n")
    assert told("docs", "--since", "main") == []
    replaced(home / "docs/en/gate.md", "See [old](#gone) and", "Compare [old](#gone) with")
    assert told("docs", "--since", "main", "--ignore", "drift") == []


@pytest.mark.parametrize("above", [False, True])
def test_one_more_of_the_same(home: Path, *, above: bool) -> None:
    """Is one new finding, where it was put."""
    write(home, {"docs/en/crate.md": b"# Crate\n\nA [b](#c).\n\nTwo.\n\nA [b](#c).\n\nThree.\n"})
    commit(home, "Crates")
    git(home, "branch", "--force", "main", "HEAD")
    here = "# Crate\n" if above else "Three.\n"
    replaced(home / "docs/en/crate.md", here, f"{here}\nNew.\n\nA [b](#c).\n")
    assert told("docs", "--since", "main") == [("docs/en/crate.md", 5 if above else 13, "#c")]


def test_new_articles(home: Path) -> None:
    """Are new as a whole, committed, staged or not even known to git; what git was told to ignore is not looked at."""
    page = b"# Tide\n\n[x](#nowhere)\n"
    write(home, {".gitignore": b"*.tmp.md\n", "docs/en/tide.md": page, "docs/en/built.tmp.md": page})
    assert told("docs", "--since", "main") == [("docs/en/tide.md", 3, "#nowhere")]
    assert told("docs", "--staged") == []
    git(home, "add", "docs/en/tide.md")
    assert told("docs", "--since", "main") == told("docs", "--staged") == [("docs/en/tide.md", 3, "#nowhere")]


def test_staged_is_what_a_commit_takes(home: Path) -> None:
    """Not what stands in the work tree."""
    gate = home / "docs/en/gate.md"
    replaced(gate, "# Gate\n", "# Gate\n\n[one](#one)\n")
    git(home, "add", "--all")
    replaced(gate, "[one](#one)", "[two](#two)")
    assert [subject for _, _, subject in told("docs", "--staged")] == ["#one"]
    assert [subject for _, _, subject in told("docs", "--since", "HEAD")] == ["#two"]
    gate.unlink()
    assert [subject for _, _, subject in told("docs", "--staged")] == ["#one"]
    git(home, "rm", "--quiet", "--cached", "docs/en/gate.md")
    assert ("docs/en/quay.md", 3, "gate.md#hours") in told("docs", "--staged", "--select", "file-missing")


def test_the_first_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything staged is new."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, FILES)
    git(tmp_path, "add", "--all")
    monkeypatch.chdir(tmp_path)
    assert told("docs", "--staged") == told("docs")
    assert "new since the first commit" in check("docs", "--staged").stderr


@pytest.mark.parametrize("command", [["--all"], ["--", "docs/en/gate.md"]])
def test_inside_a_hook(home: Path, command: list[str]) -> None:
    """The index is the one that git made for this commit, wherever it lies."""
    hook = home / ".git/hooks/pre-commit"
    python = f'"{sys.executable}"'
    hook.write_text(f"#!/bin/sh\nexec {python} -m doclint check docs --staged --select anchor-missing\n")
    hook.chmod(0o755)
    replaced(home / "docs/en/gate.md", "(#hours)", "(#horus)")
    arguments = ["git", "-c", "user.name=H", "-c", "user.email=h@example.com", "commit", "-m", "x", *command]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(arguments, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "#horus" in done.stdout + done.stderr
    assert "1 error new since HEAD" in done.stdout + done.stderr


def test_the_index_of_another_repository(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is not asked, nor is another git directory."""
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.setenv(name, str(home.parent / "elsewhere"))
    assert told("docs", "--staged") == told("docs", "--since", "main") == []


def test_only_what_the_branch_did(home: Path) -> None:
    """What main did since the branch left it is not ours, though main would be better without our old state."""
    replaced(home / "docs/en/quay.md", "is near", "is [near](#near)")
    commit(home, "On the branch")
    git(home, "switch", "--quiet", "main")
    replaced(home / "docs/en/gate.md", "[old](#gone)", "old")
    commit(home, "Mended on main")
    git(home, "switch", "--quiet", "topic")
    assert told("docs", "--since", "main") == [("docs/en/quay.md", 3, "#near")]


def test_source_moved_on(home: Path) -> None:
    """A translation that nobody touched is not blamed: it is judged by what it was made from; the source says more."""
    write(home, {"docs/en/wait.md": b"# Wait\n\nWait at least 10 minutes.\n"})
    write(home, {"docs/fr/wait.md": b"# Attente\n\nAttendez au moins 10 minutes.\n"})
    commit(home, "Waiting")
    replaced(home / "docs/en/wait.md", "10", "20")
    assert check("docs", "--since", "HEAD", "--fail-on", "info").exit_code == 0
    assert check("docs", "--since", "HEAD", "--fail-on-drift").exit_code == 1
    assert told("docs", "--since", "HEAD", "--severity", "info") == [("docs/en/wait.md", 3, "20")]
    assert told("docs", "--since", "HEAD", "--severity", "info", "--ignore", "drift") == []
    commit(home, "Longer")
    replaced(home / "docs/fr/wait.md", "10", "30")
    assert told("docs", "--since", "HEAD~1") == [("docs/fr/wait.md", 3, "30")]


def test_limit_changed_in_one_article(home: Path) -> None:
    """Is told where it stands, though the other article was not touched."""
    write(home, {"docs/de/limit.md": "Harbor unterstützt bis zu 20 GB pro Nachricht.\n".encode()})
    write(home, {"docs/fr/limit.md": "Harbor prend en charge jusqu'à 20 Go par message.\n".encode()})
    commit(home, "Limits")
    replaced(home / "docs/fr/limit.md", "20 Go", "30 Go")
    assert ("docs/fr/limit.md", 1, "30 Go") in told("docs", "--since", "HEAD")


def test_what_is_not_judged_again_holds_no_news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Judging every article and every pair again gives the same findings."""
    shutil.copytree(ROOT / "corpus" / "docs", tmp_path / "docs")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "The corpus")
    monkeypatch.chdir(tmp_path)
    english = tmp_path / "docs/en-us"
    (english / "get-help.md").unlink()
    git(tmp_path, "mv", "docs/fr-fr/overview.md", "docs/fr-fr/summary.md")
    for number, path in enumerate(sorted((tmp_path / "docs").rglob("*.md"))[::2]):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        middle = len(lines) // 2
        path.write_text("".join([*lines[:middle], "[x](#nowhere) 7 GB\n\n", *lines[middle + number % 3 :]]), "utf-8")
    found = told("docs", "--since", "HEAD", "--severity", "info")
    monkeypatch.setattr("doclint.changes._meetings", lambda *_: set())
    assert told("docs", "--since", "HEAD", "--severity", "info") == found
    assert len(found) > 10


def test_line_ends(home: Path) -> None:
    """Are no change."""
    for path in (home / "docs").rglob("*.md"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert told("docs", "--since", "main") == []


@pytest.mark.parametrize("name", ["two words.md", "été/höhe.md", "q\"uo'te.md", "new\nline.md", "-dash.md", "1:one.md"])
def test_names(home: Path, name: str) -> None:
    """Of any kind."""
    write(home, {f"docs/en/{name}": b"# Odd\n\n[x](#old)\n"})
    commit(home, "An odd name")
    replaced(home / f"docs/en/{name}", "# Odd\n", "# Odd\n\n[y](#new)\n")
    expected = [(f"docs/en/{name}", 3, "#new")]
    assert told("docs", "--since", "HEAD") == expected
    git(home, "add", "--all")
    assert told("docs", "--staged") == expected


@pytest.mark.parametrize("names", [["two words.md", "été.md"], ["été.md", "plain.md"]])
def test_renamed_from_and_to_odd_names(home: Path, names: list[str]) -> None:
    """Are renames still."""
    write(home, {f"docs/en/{names[0]}": b"# Odd\n\nA long enough text to be known again by.\n\n[x](#old)\n"})
    commit(home, "An odd name")
    git(home, "mv", f"docs/en/{names[0]}", f"docs/en/{names[1]}")
    assert told("docs", "--since", "HEAD") == told("docs", "--staged") == []


@pytest.mark.parametrize("place", ["docs", "docs/fr", "mkdocs.d"])
def test_from_a_subfolder(home: Path, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The findings are the same, named from there."""
    replaced(home / "docs/en/gate.md", "## Opening hours {#hours}", "## When it opens {#open}")
    git(home, "add", "--all")
    (home / place).mkdir(exist_ok=True)
    expected = [(str(home / path), line, text) for path, line, text in told("docs", "--since", "main")]
    monkeypatch.chdir(home / place)
    for option in (["--since", "main"], ["--staged"]):
        found = told(os.path.relpath(home / "docs"), *option)
        assert [(os.path.normpath(home / place / path), line, text) for path, line, text in found] == expected
        assert len(found) >= 4


def test_source_in_another_repository(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """It is as it is: a change there is none here."""
    other = tmp_path_factory.mktemp("source")
    git(other, "init", "--quiet")
    write(other, {"wait.md": b"# Wait\n\nWait at least 10 minutes.\n"})
    commit(other, "The source")
    replaced(other / "wait.md", "10", "20")
    write(home, {"docs/fr/wait.md": b"# Attente\n\nAttendez au moins 10 minutes.\n"})
    commit(home, "A translation")
    assert told("docs/fr", "--source", str(other), "--since", "HEAD", "--severity", "info") == []
    replaced(home / "docs/fr/wait.md", "10", "30")
    assert ("docs/fr/wait.md", 3, "30") in told("docs/fr", "--source", str(other), "--since", "HEAD")


def test_stored_elsewhere(home: Path) -> None:
    """What Git LFS keeps is taken as it is now."""
    pointer = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 30\n"
    write(home, {"docs/en/large.md": pointer})
    commit(home, "A pointer")
    write(home, {"docs/en/large.md": b"# Large\n\n[x](#nowhere)\n"})
    assert told("docs", "--since", "HEAD") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--since", "nowhere"], "--since nowhere: there is no such revision here: fetch it"),
        (["--since", ""], "there is no such revision here"),
        (["--since", "--help"], "--since --help: there is no such revision here"),
        (["--since", "main..topic"], "there is no such revision here"),
        (["--since", "0" * 40], "there is no such revision here"),
        (["--since", "island"], "--since island: it has no commit in common with HEAD"),
        (["--since", "main", "--staged"], "--staged compares the index with HEAD: leave --since"),
    ],
)
def test_what_cannot_be_done(home: Path, arguments: list[str], message: str) -> None:
    """Is one line, and exit code 2."""
    git(home, "switch", "--quiet", "--orphan", "island")
    git(home, "commit", "--quiet", "--allow-empty", "--message", "An island")
    git(home, "switch", "--quiet", "topic")
    done = check("docs", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is said."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    for option in (["--since", "main"], ["--staged"]):
        done = check("docs", *option)
        assert done.exit_code == 2
        assert f"{option[0]} asks git, and docs lies in no git repository" in done.stderr


def test_no_git(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is said."""
    monkeypatch.setenv("PATH", str(home))
    done = check("docs", "--since", "main")
    assert (done.exit_code, done.stderr) == (2, "doclint: --since main: git is not installed, or not on the PATH\n")


def test_shallow_clone(home: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Says how to get the history."""
    replaced(home / "docs/en/gate.md", "# Gate", "# The gate")
    commit(home, "On the branch")
    replaced(home / "docs/en/gate.md", "# The gate", "# Gate!")
    commit(home, "On the branch again")
    clone = tmp_path_factory.mktemp("clone")
    git(clone, "clone", "--quiet", "--depth", "1", "--no-single-branch", f"file://{home}", ".")
    monkeypatch.chdir(clone)
    for revision in ("origin/main", "HEAD~1"):
        done = check("docs", "--since", revision)
        assert done.exit_code == 2
        assert "in a shallow clone: fetch the history (git fetch --unshallow; fetch-depth: 0 in CI)" in done.stderr


def test_few_processes_and_nothing_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files a change touches, git is started a handful of times."""
    page = "# Berth {n}\n\nShips moor here, two at a time.\n\n[x](#gone)\n"
    write(home, {f"docs/en/b{n}.md": page.format(n=n).encode() for n in range(300)})
    commit(home, "Three hundred berths")
    for number in range(0, 300, 2):
        replaced(home / f"docs/en/b{number}.md", "two", "three")
    for number in range(1, 300, 30):
        git(home, "mv", f"docs/en/b{number}.md", f"docs/en/c{number}.md")
    started = counted(monkeypatch)
    before = state(home)
    assert told("docs", "--since", "HEAD") == []
    assert told("docs", "--staged") == []
    assert len(started) <= 20, started
    assert state(home) == before


def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The processes started from now on."""
    started: list[object] = []
    start: Callable[..., None] = subprocess.Popen.__init__

    def init(self: subprocess.Popen[bytes], *arguments: object, **options: object) -> None:
        started.append(arguments[0])
        start(self, *arguments, **options)

    monkeypatch.setattr(subprocess.Popen, "__init__", init)
    return started


def state(root: Path) -> dict[str, tuple[int, bytes]]:
    """Time and content of every file of a repository."""
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("a\nb\nc", "a\nx\nc", [2]),
        ("a\nb\nc", "a\nb\nc", []),
        ("a\nb\nc", "a\nb\nb\nc", [3]),
        ("", "a\nb", [1, 2]),
        ("a\nb\nc", "c", []),
        ("a\r\nb", "a\nx\nb", [2]),
    ],
)
def test_lines_edited(before: str, after: str, lines: list[int]) -> None:
    """Lie between what is the same at the beginning and at the end."""
    assert list(edited(before, after)) == lines
