"""The commits of real repositories as a table."""

import subprocess
from pathlib import Path

import pytest
from repositories import commit, git, write

from doclint.project.history import History, commit_of
from doclint.repository import Repository

GATE = b"# The gate\n\nIt opens at six, and closes when the tide is out.\n\nShips wait in the basin until then.\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty repository."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path


def saved(home: Path, message: str, **files: str) -> str:
    """Commit files named without their ending."""
    write(home, {f"docs/{name}.md": text.encode() for name, text in files.items()})
    return commit(home, message)


def told(history: History, path: str) -> list[str]:
    """The first lines of the commits that touched an article, newest first."""
    return [history.commits[touch.commit].subject for touch in history.touches(path)]


def test_names_are_followed(home: Path) -> None:
    """Through moves with and without an edit, and not into the article that has the old name now."""
    write(home, {"docs/gate.md": GATE})
    commit(home, "Gate")
    git(home, "mv", "docs/gate.md", "docs/lock.md")
    commit(home, "Move")
    git(home, "mv", "docs/lock.md", "docs/sluice.md")
    write(home, {"docs/sluice.md": GATE + b"\nAsk the harbour master.\n", "docs/gate.md": b"Another one\n"})
    commit(home, "Move and edit")
    history = History(Repository(home))
    assert history.names("docs/sluice.md") == ["docs/sluice.md", "docs/lock.md", "docs/gate.md"]
    assert told(history, "docs/sluice.md") == ["Move and edit", "Move", "Gate"]
    assert [history.commits[one.commit].subject for one in history.edits("docs/sluice.md")] == ["Move and edit", "Gate"]
    assert told(history, "docs/gate.md") == ["Move and edit"]
    assert history.names("docs/none.md") == ["docs/none.md"]


def test_two_branches_move_one_article(home: Path) -> None:
    """Both moves count as one, and what one branch edited after the other had moved it away hides nothing."""
    write(home, {"docs/gate.md": GATE})
    commit(home, "Gate")
    git(home, "mv", "docs/gate.md", "docs/lock.md")
    commit(home, "Move")
    git(home, "checkout", "--quiet", "-b", "side")
    write(home, {"docs/lock.md": GATE + b"\nAsk the harbour master.\n"})
    commit(home, "Edit")
    (home / "docs/deep").mkdir()
    git(home, "mv", "docs/lock.md", "docs/deep/lock.md")
    commit(home, "Move on the side")
    git(home, "checkout", "--quiet", "main")
    (home / "docs/deep").mkdir(exist_ok=True)
    git(home, "mv", "docs/lock.md", "docs/deep/lock.md")
    commit(home, "Move on main")
    git(home, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    history = History(Repository(home))
    assert history.names("docs/deep/lock.md") == ["docs/deep/lock.md", "docs/lock.md", "docs/gate.md"]
    assert history.moved("docs/lock.md") == "docs/deep/lock.md"
    assert history.moved("docs/gate.md") == "docs/lock.md"
    assert history.moved("docs/deep/lock.md") == ""


def test_side_branches_count(home: Path) -> None:
    """What was merged is older than the merge, and belongs to it."""
    first = saved(home, "Gate", gate="one")
    git(home, "checkout", "--quiet", "-b", "side")
    side = saved(home, "Side", gate="two")
    git(home, "checkout", "--quiet", "main")
    main = saved(home, "Main", quay="one")
    git(home, "merge", "--quiet", "--no-ff", "--message", "Merge", "side")
    history = History(Repository(home))
    assert told(history, "docs/gate.md") == ["Side", "Gate"]
    assert history.commits[0].subject == "Merge"
    head = history.commits[0].hash
    assert [history.contains(head, one) for one in (first, side, main, head)] == [True] * 4
    assert [history.contains(main, one) for one in (first, side, main, head)] == [True, False, True, False]
    assert len(history.commits[0].parents) == 2


def test_commits_of_other_branches(home: Path) -> None:
    """Are not in the table, and their ancestors are known all the same."""
    first = saved(home, "Gate", gate="one")
    git(home, "checkout", "--quiet", "-b", "side")
    side = saved(home, "Side", gate="two")
    side = saved(home, "Side again", gate="three")
    git(home, "checkout", "--quiet", "main")
    main = saved(home, "Main", quay="one")
    history = History(Repository(home))
    assert history.find(side) is None
    assert [history.contains(side, one) for one in (first, main)] == [True, False]


def test_what_was_removed(home: Path) -> None:
    """Deleted or moved away; not what was brought back."""
    write(home, {"docs/gate.md": GATE, "docs/quay.md": b"Quay\n", "docs/pier.md": b"Pier\n"})
    commit(home, "All")
    git(home, "rm", "--quiet", "docs/quay.md", "docs/pier.md")
    git(home, "mv", "docs/gate.md", "docs/lock.md")
    gone = commit(home, "Tidy up")
    saved(home, "Pier is back", pier="Pier")
    history = History(Repository(home))
    removed = [history.removed(f"docs/{name}.md") for name in ("gate", "quay", "pier", "lock", "none")]
    assert [one and history.commits[one.commit].hash for one in removed] == [gone, gone, None, None, None]


def test_odd_names_and_subjects(home: Path) -> None:
    """Any bytes."""
    write(home, {"docs/new\nline.md": b"a", 'docs/quo"te é.md': b"b", "docs/no.txt": b"c"})
    git(home, "add", "--all")
    git(home, "commit", "--quiet", "--allow-empty-message", "--message", "")
    git(home, "commit", "--quiet", "--allow-empty", "--message", ":100644 é \x02\n\nBody\n")
    history = History(Repository(home))
    assert told(history, "docs/new\nline.md") == told(history, 'docs/quo"te é.md') == [""]
    assert told(history, "docs/no.txt") == []
    assert history.commits[0].subject == ":100644 é \x02"


def test_the_users_settings_change_nothing(home: Path) -> None:
    """Nor what git is told to show of signatures, notes and moves."""
    write(home, {"docs/gate.md": GATE})
    commit(home, "Gate")
    git(home, "mv", "docs/gate.md", "docs/lock.md")
    commit(home, "Move")
    settings = (
        "diff.renames false",
        "log.showSignature true",
        "color.ui always",
        "log.diffMerges m",
        "diff.relative true",
    )
    for setting in settings:
        git(home, "config", *setting.split())
    history = History(Repository(home / "docs"))
    assert history.names("docs/lock.md") == ["docs/lock.md", "docs/gate.md"]


def test_a_commit_by_its_name(home: Path) -> None:
    """Whole, cut short, or none; the date is that of the day in UTC."""
    name = saved(home, "Gate", gate="one")
    git(home, "tag", "--annotate", "--message", "One", "v1")
    repository = Repository(home)
    found = commit_of(repository, name)
    assert found
    assert found == commit_of(repository, name[:8]) == commit_of(repository, "v1") == History(repository).commits[0]
    assert len(found.date) == 10
    for wrong in ("0" * 40, "abcdef1", "--help", "a\nb", git(home, "rev-parse", "HEAD^{tree}")):
        assert commit_of(repository, wrong) is None


def test_a_shallow_clone(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Says so, and calls nothing new at its edge."""
    saved(home, "Gate", gate="one", quay="one")
    saved(home, "Gate again", gate="two")
    saved(home, "Quay", quay="two")
    place = tmp_path_factory.mktemp("clone")
    git(place, "clone", "--quiet", "--depth", "2", home.as_uri(), "docs")
    history = History(Repository(place / "docs"))
    assert history.shallow
    assert (told(history, "docs/quay.md"), told(history, "docs/gate.md")) == (["Quay"], [])
    assert len(history.ancestors(history.commits[0].hash)) == 2
    assert not History(Repository(home)).shallow


def test_a_clone_without_contents(home: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Is read without fetching: of moves it tells those that changed nothing."""
    write(home, {"docs/gate.md": GATE, "docs/quay.md": GATE * 3})
    commit(home, "Gate")
    git(home, "mv", "docs/gate.md", "docs/lock.md")
    git(home, "mv", "docs/quay.md", "docs/pier.md")
    write(home, {"docs/pier.md": GATE * 3 + b"More.\n"})
    commit(home, "Move")
    git(home, "config", "uploadpack.allowFilter", "true")
    place = tmp_path_factory.mktemp("clone")
    git(place, "clone", "--quiet", "--bare", "--filter=blob:none", home.as_uri(), "docs.git")
    objects = sorted((place / "docs.git").rglob("*.pack"))
    history = History(Repository(place / "docs.git"))
    assert told(history, "docs/lock.md") == ["Move", "Gate"]
    assert told(history, "docs/pier.md") == ["Move"]
    assert sorted((place / "docs.git").rglob("*.pack")) == objects


def test_no_history(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No commit yet, no git: an error that says what is wrong."""
    with pytest.raises(OSError, match="HEAD"):
        History(Repository(home))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OSError, match="git is not installed"):
        History(Repository(home))


def test_one_process_and_nothing_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many commits and articles."""
    for number in range(12):
        saved(home, f"Number {number}", gate=f"{number}\n" * 9, **{f"quay{number}": "q"})
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    started = []
    popen = subprocess.Popen

    def counting(command: list[str], **options: object) -> subprocess.Popen[bytes]:
        started.append(command)
        return popen(command, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "Popen", counting)
    history = History(Repository(home))
    assert [len(told(history, f"docs/{name}.md")) for name in ("gate", "quay3")] == [12, 1]
    assert len(started) == 2
    assert before == {path: path.stat().st_mtime_ns for path in home.rglob("*")}
