"""What two articles say of one thing, changed in one of them only: in real repositories."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from repositories import commit, git, write

from doclint.cli import main

SAID = {
    "DL901": ("Leave the option **Quick resume** enabled.", "enabled", "disabled"),
    "DL902": ("Harbor supports messages of up to 20 GB.", "20 GB", "30 GB"),
    "DL903": ("The Harbor agent sends its status to the quay server on port 8443.", "8443", "9443"),
}
OLD = "Harbor supports disks of up to {} TB."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two articles that say the same, and that have contradicted each other on disks for long."""
    git(tmp_path, "init", "--quiet")
    said = [sentence for sentence, _, _ in SAID.values()]
    for name, size in (("limits", 4), ("overview", 8)):
        put(tmp_path, name, "2030", *said, OLD.format(size))
    commit(tmp_path, "Two articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(home: Path, name: str, year: str, *said: str) -> None:
    """Write an article of that year."""
    text = "\n\n".join([f"---\nms.date: 01/01/{year}\n---\n# {name.title()}", *said])
    write(home, {f"docs/en/{name}.md": f"{text}\n".encode()})


def told(*arguments: str) -> list[dict[str, Any]]:
    """The findings of `doclint check docs --select facts`."""
    done = CliRunner().invoke(
        main, ["check", "docs", "--select", "facts", "--severity", "info", "--format", "json", *arguments]
    )
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


@pytest.mark.parametrize("code", SAID)
@pytest.mark.parametrize("year", ["2029", "2030", "2031"])
def test_changed_in_one_article(home: Path, code: str, year: str) -> None:
    """Is told once, with both sides, wherever it stands: in the older article, though nobody touched it."""
    sentences = [one.replace(before, after) if name == code else one for name, (one, before, after) in SAID.items()]
    put(home, "limits", year, *sentences, OLD.format(4))
    assert {one["code"] for one in told()} == {"DL902", code}
    for option in (["--since", "HEAD"], ["--staged"]):
        [found] = told(*option)
        assert found["code"] == code
        sides = {found["path"]: found["subject"], **{one["path"]: one["text"] for one in found["evidence"]}}
        assert set(sides) == {"docs/en/limits.md", "docs/en/overview.md"}
        older = {"2029": "docs/en/limits.md", "2031": "docs/en/overview.md"}
        assert code == "DL901" or found["path"] == older.get(year, found["path"])
        assert code == "DL901" or ("seems outdated" in found["message"]) == (year in older)
        git(home, "add", "--all")


@pytest.mark.parametrize("code", SAID)
def test_changed_in_all(home: Path, code: str) -> None:
    """Is no contradiction, and the old one is not told."""
    for name, size in (("limits", 4), ("overview", 8)):
        said = [one.replace(before, after) if kind == code else one for kind, (one, before, after) in SAID.items()]
        put(home, name, "2031", *said, OLD.format(size))
    assert told("--since", "HEAD") == []
    assert [one["code"] for one in told()] == ["DL902"]


def test_one_against_many(home: Path) -> None:
    """Three articles say it, one is changed: that one is told."""
    for name in ("limits", "overview", "guide"):
        put(home, name, "2030", SAID["DL902"][0])
    commit(home, "Three articles")
    put(home, "guide", "2030", SAID["DL902"][0].replace("20 GB", "30 GB"))
    [found] = told("--since", "HEAD")
    assert (found["path"], found["subject"]) == ("docs/en/guide.md", "30 GB")


def test_changed_in_one_language(home: Path) -> None:
    """The source is changed and its translation is not: that is drift; the other way round it is an error."""
    put(home, "limits", "2030", SAID["DL902"][0])
    write(home, {"docs/fr/limits.md": "# Limits\n\nHarbor prend en charge des messages jusqu'à 20 Go.\n".encode()})
    (home / "docs/en/overview.md").unlink()
    commit(home, "A translation")
    put(home, "limits", "2031", SAID["DL902"][0].replace("20 GB", "30 GB"))
    runner = CliRunner()
    done = runner.invoke(main, ["check", "docs", "--since", "HEAD", "--format", "json"])
    [found] = json.loads(done.stdout)["findings"]
    assert (done.exit_code, found["code"], found["path"], found["line"]) == (0, "DL853", "docs/en/limits.md", 6)
    git(home, "checkout", "--quiet", ".")
    write(home, {"docs/fr/limits.md": "# Limits\n\nHarbor prend en charge des messages jusqu'à 30 Go.\n".encode()})
    done = runner.invoke(main, ["check", "docs", "--since", "HEAD", "--format", "json"])
    assert done.exit_code == 1
    assert {one["path"] for one in json.loads(done.stdout)["findings"]} == {"docs/fr/limits.md"}
