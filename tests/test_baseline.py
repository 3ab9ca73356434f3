"""The baseline: what it holds, how long it holds it, and what it never hides."""

import json
import random
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import twin
from repositories import commit, git, write

from doclint.cli import main

NAME = "doclint-baseline.json"
FILES = {
    "mkdocs.yml": b"site_name: Harbor\n",
    "doclint.toml": b'baseline = "doclint-baseline.json"\n',
    "docs/en/gate.md": b"# Gate\n\nLeave the gate **enabled**.\n\nSee [the quay](quay.md).\n",
    "docs/fr/gate.md": "# Porte\n\nLaissez la porte **désactivée**.\n\nVoir [le quai](quay.md).\n".encode(),
    "docs/en/lock.md": b"# Lock\n\nThe [lock](lock.md#left) and the [lock](lock.md#left).\n",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with old findings, in which we stand."""
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    """What `doclint check` says."""
    done = CliRunner().invoke(main, ["check", *arguments])
    assert "Traceback" not in done.output
    return done


def told(*arguments: str) -> list[tuple[str, str]]:
    """File and subject of every finding shown."""
    done = check(*arguments, "--format", "json")
    return [(Path(one["path"]).name, one["subject"]) for one in json.loads(done.stdout)["findings"]]


def entries(file: str = NAME) -> list[dict[str, Any]]:
    """The entries of a baseline."""
    found: list[dict[str, Any]] = json.loads(Path(file).read_text("utf-8"))["entries"]
    return found


def replaced(path: Path, old: str, new: str) -> None:
    """Edit a file."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_putting_off(place: Path) -> None:
    """Written once, the old findings are told no more, and one deliberate new error is."""
    assert "cannot read the baseline" in check("docs").stderr
    before = told("docs", "--no-baseline")
    assert len(before) == 5
    done = check("docs", "--write-baseline")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Wrote {NAME}: 5 added, 0 kept, 0 mended and taken out." in done.stderr
    assert "5 in the baseline." in done.stderr
    done = check("docs")
    assert (done.exit_code, done.stdout) == (0, "")
    replaced(place / "docs/en/gate.md", "See", "Go [on](on.md). See")
    assert told("docs") == [("gate.md", "on.md")]
    assert check("docs").exit_code == 1
    assert json.loads(check("docs", "--format", "json").stdout)["summary"]["baselined"] == 5
    assert sorted(told("docs", "--no-baseline")) == sorted([*before, ("gate.md", "on.md")])


def test_the_file(place: Path) -> None:
    """An entry a line, in order, each readable by itself; writing it again changes no byte."""
    check("docs", "--write-baseline", "-q")
    text = (place / NAME).read_text("utf-8")
    lines = [json.loads(line.rstrip(",")) for line in text.splitlines() if line.startswith('{"rule"')]
    assert lines == entries() == sorted(lines, key=lambda one: (one["path"], one["rule"], one["subject"]))
    (flipped,) = (one for one in lines if one["rule"] == "DL301")
    assert [*flipped] == ["rule", "path", "locale", "subject", "reason", "fingerprint"]
    assert [*flipped.values()][:5] == ["DL301", "docs/fr/gate.md", "fr", "désactivée", None]
    assert [one["count"] for one in lines if one["path"] == "docs/en/lock.md"] == [2]
    assert json.loads(text)["paths"] == ["docs"]
    check("docs", "--write-baseline")
    assert (place / NAME).read_text("utf-8") == text
    assert {path.name for path in place.iterdir()} == {"docs", NAME, "doclint.toml", "mkdocs.yml"}


@pytest.mark.usefixtures("place")
def test_fingerprints_are_those_of_findings() -> None:
    """So that an entry can be found by what JSON and SARIF show."""
    check("docs", "--write-baseline")
    found = json.loads(check("docs", "--no-baseline", "--format", "json").stdout)["findings"]
    assert {one["fingerprint"] for one in entries()} <= {one["fingerprint"] for one in found}


def test_without_a_configuration(place: Path) -> None:
    """--baseline names the file, and --write-baseline says how to use what it wrote."""
    (place / "doclint.toml").unlink()
    done = check("docs", "--write-baseline", "old.json")
    assert "Use it with '--baseline old.json', or write 'baseline = \"old.json\"' in doclint.toml." in done.stderr
    assert told("docs", "--baseline", "old.json") == []
    assert len(told("docs")) == 5
    git(place, "init", "--quiet")
    check("docs", "--write-baseline")
    assert (place / NAME).exists()


def test_moved_lines_and_new_ids(place: Path) -> None:
    """Neither makes a finding new; from another folder it is the same one."""
    unit = twin("a-1", "Laissez la porte **désactivée**.", "Leave the gate **enabled**.")
    write(place, {"docs/fr/b.md": f"---\nms.contentlocale: fr-FR\n---\n{unit}\n".encode()})
    check("docs", "--write-baseline")
    replaced(place / "docs/fr/gate.md", "# Porte\n", "# Porte\n\nUn mot.\n\n")
    write(place, {"docs/fr/b.md": f"---\nms.contentlocale: fr-FR\n---\n\n\n{unit.replace('a-1', 'b-7')}\n".encode()})
    assert told("docs") == []
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place / "docs/fr")
        assert told("..") == []
        assert told(".") == []


def test_edited_lines(place: Path) -> None:
    """What is put off stays so when the text around it is edited; what is new in the same line is told."""
    git(place, "init", "--quiet", "--initial-branch=main")
    check("docs", "--write-baseline")
    commit(place, "Old")
    replaced(place / "docs/fr/gate.md", "Laissez la porte", "Gardez donc la grande porte")
    replaced(place / "docs/en/lock.md", "The [lock]", "Go [on](on.md): the [lock]")
    assert told("docs") == told("docs", "--since", "HEAD") == [("lock.md", "on.md")]
    replaced(place / "docs/en/lock.md", "Go [on](on.md)", "Go to [another](lock.md#left)")
    assert told("docs") == [("lock.md", "lock.md#left")]
    assert "mended" not in check("docs").stderr
    check("docs", "--write-baseline")
    assert [one.get("count") for one in entries() if one["path"] == "docs/en/lock.md"] == [3]


def test_equal_findings(place: Path) -> None:
    """They are a number: mending the first of two leaves the second, and a third is new."""
    check("docs", "--write-baseline")
    path = place / "docs/en/lock.md"
    replaced(path, "The [lock](lock.md#left) and", "The lock and")
    assert told("docs") == []
    assert "DL101 'lock.md#left' in docs/en/lock.md is mended" in check("docs").stderr
    path.write_bytes(FILES["docs/en/lock.md"])
    line = "The [lock](lock.md#left) and the [lock](lock.md#left).\n"
    path.write_text(f"# Lock\n\n{line}\n\n{line}", "utf-8")
    assert len(told("docs")) == 2
    check("docs", "--write-baseline")
    path.write_text(f"# Lock\n\n{line}", "utf-8")
    done = check("docs")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "DL101 'lock.md#left' in docs/en/lock.md and 1 more are mended" in done.stderr
    check("docs", "--prune-baseline")
    assert [one.get("count") for one in entries() if one["path"] == "docs/en/lock.md"] == [2]


def test_what_is_mended(place: Path) -> None:
    """It is told with the next step; pruning takes it out and adds nothing, writing anew keeps reasons."""
    check("docs", "--write-baseline")
    replaced(place / NAME, '"reason": null', '"reason": "the quay is being built"')
    kept = next(one for one in entries() if one["reason"])
    replaced(place / "docs/fr/gate.md", "désactivée", "activée")
    replaced(place / "docs/en/lock.md", "# Lock", "# Lock\n\n[new](new.md)")
    done = check("docs")
    assert (
        f"doclint: {NAME}: DL301 'désactivée' in docs/fr/gate.md is mended: --prune-baseline takes it out"
        in done.stderr
    )
    assert "mended" not in check("docs", "-q").stderr
    done = check("docs", "--prune-baseline")
    assert done.exit_code == 1
    assert f"Pruned {NAME}: 1 mended and taken out, 4 kept." in done.stderr
    assert "new.md" in done.stdout
    assert "DL301" not in {one["rule"] for one in entries()}
    assert "mended" not in check("docs").stderr
    replaced(place / "docs/en/lock.md", "The [lock](lock.md#left) and the [lock](lock.md#left).", "The lock.")
    done = check("docs", "--write-baseline")
    assert "1 added, 2 kept, 2 mended and taken out." in done.stderr
    assert kept in entries()


@pytest.mark.parametrize(
    "partly",
    [
        ["docs/fr/gate.md"],
        ["docs/en"],
        ["docs", "--select", "numbers"],
        ["docs", "--ignore", "DL301"],
        ["docs", "--locale", "en"],
    ],
)
def test_runs_that_see_less(place: Path, partly: list[str]) -> None:
    """What they did not look at they neither call mended nor take out; what is new they can add."""
    check("docs", "--write-baseline")
    replaced(place / "docs/fr/gate.md", "désactivée", "activée")
    write(place, {"docs/en/odd.md": b"An odd \xff.\n", "docs/fr/odd.md": b"Un \xff.\n"})
    before = Counter(one["fingerprint"] for one in entries())
    done = check(*partly)
    assert "DL301" not in done.stderr
    check(*partly, "--prune-baseline")
    assert Counter(one["fingerprint"] for one in entries()) == before
    check(*partly, "--write-baseline")
    after = Counter(one["fingerprint"] for one in entries())
    assert before <= after
    assert json.loads((place / NAME).read_text("utf-8"))["paths"] == ["docs"]


def test_unreadable_articles(place: Path) -> None:
    """What could not be opened was not looked at."""
    check("docs", "--write-baseline")
    (place / "docs/fr/gate.md").unlink()
    (place / "docs/fr/gate.md").symlink_to(place / "docs/fr/nothing.md")
    done = check("docs")
    assert done.exit_code == 2
    assert "mended" not in done.stderr


def test_renamed_files(place: Path) -> None:
    """A renamed file asks for nothing; writing the baseline moves its entries, reasons and all."""
    check("docs", "--write-baseline")
    replaced(place / NAME, '"reason": null', '"reason": "soon"')
    for locale in ("en", "fr"):
        (place / f"docs/{locale}/gate.md").rename(place / f"docs/{locale}/door.md")
    done = check("docs")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "mended" not in done.stderr
    assert "0 added, 5 kept, 0 mended" in check("docs", "--write-baseline").stderr
    assert {one["path"] for one in entries()} == {"docs/en/door.md", "docs/fr/door.md", "docs/en/lock.md"}
    assert [one["path"] for one in entries() if one["reason"]] == ["docs/en/door.md"]
    write(place, {"docs/en/gate.md": (place / "docs/en/door.md").read_bytes()})
    assert told("docs") == [("gate.md", "quay.md")]


def test_generated_articles(place: Path) -> None:
    """They are known by the texts of both sides, wherever they lie and whatever lies where they lay."""
    head = "---\nms.contentlocale: fr-FR\nms.locfileid: '1'\n---\n"
    unit = twin("a-1", "Laissez la porte **désactivée**.", "Leave the gate **enabled**.")
    write(place, {"docs/fr/a.md": f"{head}{unit}\n".encode()})
    check("docs", "--write-baseline")
    assert [one["path"] for one in entries() if "texts" in one] == ["docs/fr/a.md"]
    right = unit.replace("désactivée", "activée")
    write(place, {"docs/fr/a.md": f"{head}{right}\n".encode(), "docs/fr/new/b.md": f"{head}\n\n{unit}\n".encode()})
    assert told("docs") == []
    other = unit.replace("Laissez", "Gardez")
    write(place, {"docs/fr/new/b.md": f"{head}\n\n{other}\n".encode()})
    assert told("docs") == [("b.md", "désactivée")]


@pytest.mark.parametrize(
    ("broken", "line", "says"),
    [
        ("", 1, "this is no baseline"),
        ('{\n"schema": "doclint-baseline/1",\n"paths": [],\n"entries": [\n{"rule": 3}\n]\n}\n', 5, "$.entries[0].rule"),
        ('{\n"schema": "doclint-baseline/2",\n"paths": [],\n"entries": []\n}\n', 1, "doclint-baseline/2"),
        ('{\n"schema": "doclint-baseline/1",\n"paths": [],\n<<<<<<< HEAD\n', 4, "a merge has left both sides in it"),
        ('{\n"schema": "doclint-baseline/1",\n"paths": [', 3, "this is no baseline"),
        ("[]", 1, "this is no baseline"),
    ],
)
def test_a_broken_file(place: Path, broken: str, line: int, says: str) -> None:
    """One error with file and line, whatever is asked; the file stays as it is."""
    (place / NAME).write_text(broken, "utf-8")
    for option in ([], ["--write-baseline"], ["--prune-baseline"]):
        done = check("docs", *option)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"{NAME}:{line}: " in done.stderr
        assert says in done.stderr
        assert done.stderr.count("\n") == 1
    assert (place / NAME).read_text("utf-8") == broken
    assert check("docs", "--no-baseline").exit_code == 1


def test_fixing_leaves_it_alone(place: Path) -> None:
    """What is put off is neither fixed nor ignored in the article, and makes no second finding."""
    write(place, {"docs/fr/a.md": b"[une porte] (gate.md)\n", "docs/en/a.md": b"[a gate](gate.md)\n"})
    check("docs", "--write-baseline", "--severity", "info")
    before = {path: path.read_bytes() for path in place.rglob("*.md")}
    assert "Nothing to fix" in check("docs", "--fix", "--unsafe-fixes").stderr
    assert "Nothing to ignore" in check("docs", "--add-ignore", "why").stderr
    assert {path: path.read_bytes() for path in place.rglob("*.md")} == before
    assert "Fixed 1 finding" in check("docs", "--no-baseline", "--fix", "--unsafe-fixes").stderr


@pytest.mark.usefixtures("place")
def test_ignored_in_the_article() -> None:
    """What a directive hides needs no entry."""
    check("docs", "--write-baseline")
    check("docs", "--no-baseline", "--add-ignore", "the quay is being built")
    assert "5 mended and taken out, 0 kept" in check("docs", "--prune-baseline").stderr
    assert check("docs").exit_code == 0


def test_since(place: Path) -> None:
    """Of equal findings the old ones are those in the baseline; what nothing fits is not spoken of."""
    git(place, "init", "--quiet", "--initial-branch=main")
    check("docs", "--write-baseline")
    commit(place, "Old")
    assert told("docs", "--since", "HEAD") == []
    path = place / "docs/en/lock.md"
    replaced(path, "# Lock\n", "# Lock\n\nThe [lock](lock.md#left) and the [lock](lock.md#left).\n")
    replaced(place / "docs/fr/gate.md", "désactivée", "activée")
    done = check("docs", "--since", "HEAD")
    assert done.stdout.count("DL101") == 2
    assert done.stdout.count("docs/en/lock.md:5:") == 2
    assert "mended" not in done.stderr


@pytest.mark.usefixtures("place")
def test_what_is_written_is_what_is_shown() -> None:
    """Findings below what is shown, and below what fails, stay out; those that fail unseen come in."""
    check("docs", "--write-baseline", "--severity", "error", "--fail-on", "error")
    assert "DL301" not in {one["rule"] for one in entries()}
    assert check("docs").exit_code == 1
    check("docs", "--write-baseline", "--severity", "error")
    assert "DL301" in {one["rule"] for one in entries()}
    assert check("docs").exit_code == 0


@pytest.mark.parametrize(
    "options",
    [
        ["--write-baseline", "--fix"],
        ["--write-baseline", "--since", "HEAD"],
        ["--write-baseline", "--add-ignore", "x"],
        ["--prune-baseline", "--staged"],
        ["--prune-baseline", "--write-baseline"],
        ["--baseline", "b.json", "--no-baseline"],
        ["--no-baseline", "--prune-baseline"],
    ],
)
def test_what_does_not_go_together(place: Path, options: list[str]) -> None:
    """One line says so, and nothing is written."""
    done = check("docs", *options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("doclint: ")
    assert not (place / NAME).exists()


def test_it_merges(place: Path) -> None:
    """Two branches that put off findings of different articles merge without a conflict."""
    git(place, "init", "--quiet", "--initial-branch=main")
    write(place, {f"docs/en/{name}.md": b"# A\n\n[x](gone.md)\n" for name in "amz"})
    check("docs", "--write-baseline")
    commit(place, "Old")
    for branch, name in (("one", "b"), ("two", "n")):
        git(place, "switch", "--quiet", "--create", branch, "main")
        write(place, {f"docs/en/{name}.md": b"# B\n\n[y](lost.md)\n"})
        assert "1 added" in check("docs", "--write-baseline").stderr
        commit(place, branch)
    git(place, "merge", "--quiet", "--no-edit", "one")
    done = check("docs")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "mended" not in done.stderr


def test_hostile_names(place: Path) -> None:
    """A file name steers neither the terminal nor the file's lines."""
    name = 'docs/en/a"\x1b[31m\nb.md'
    write(place, {name: b"[x](gone.md)\n"})
    check("docs", "--write-baseline")
    assert told("docs") == []
    (place / name).write_bytes(b"x\n")
    done = check("docs")
    assert "is mended" in done.stderr
    assert "\x1b" not in done.stderr + (place / NAME).read_text("utf-8")
    assert done.stderr.count("doclint: ") == 1


_LINKS = st.sampled_from(["[a](a.md)", "[b](b.md#c)", "**x**", "two words", "[a](a.md) [a](a.md)"])
_BLOCKS = st.lists(
    st.builds(lambda lead, link: lead + link, st.sampled_from(["", "- ", "## ", "> "]), _LINKS), max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks=_BLOCKS, seed=st.integers(0, 1000))
def test_whatever_moves(blocks: list[str], seed: int) -> None:
    """Paragraphs put in between and blocks in another order make nothing new; one error more is told, and it alone."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        root, chance = Path(name), random.Random(seed)  # noqa: S311
        patch.chdir(root)
        write(root, {"mkdocs.yml": b"site_name: Harbor\n", "docs/a.md": "\n\n".join(blocks).encode()})
        shown = ["docs", "--severity", "info", "--select", "links"]
        check(*shown, "--write-baseline", "b.json")
        moved = [*blocks, *["A word in between."] * chance.randrange(4)]
        chance.shuffle(moved)
        write(root, {"docs/a.md": "\n\n".join(moved).encode()})
        assert told(*shown, "--baseline", "b.json") == []
        moved.insert(chance.randrange(len(moved) + 1), "[new](new.md)")
        write(root, {"docs/a.md": "\n\n".join(moved).encode()})
        assert told(*shown, "--baseline", "b.json") == [("a.md", "new.md")]
