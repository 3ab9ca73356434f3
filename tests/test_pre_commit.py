"""pre-commit runs doclint, installed from this checkout, in real repositories with real commits."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from precommit import Home, configured, published
from repositories import git, write

EXPECTED = [("docs/en/gate.md", 5, "DL101"), ("docs/en/quay.md", 3, "DL101"), ("docs/fr/quay.md", 3, "DL101")]


@pytest.fixture(scope="session")
def doclint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Where doclint can be cloned from, and the revision; it is installed once, below a home of pre-commit's own."""
    repo = tmp_path_factory.mktemp("doclint")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("pre-commit")))
        for name in ("PYTHONPATH", "PRE_COMMIT_FROM_REF", "PRE_COMMIT_TO_REF", "GIT_INDEX_FILE"):
            patch.delenv(name, raising=False)
        yield repo, published(repo)


@pytest.fixture
def home(doclint: tuple[Path, str], tmp_path: Path) -> Home:
    """A repository that checks its commits."""
    return made(tmp_path, doclint, "doclint")


def made(root: Path, doclint: tuple[Path, str], *hooks: str) -> Home:
    """A repository that runs these hooks."""
    found = Home(root, configured(*doclint, *hooks))
    done = found.pre_commit("install", "--install-hooks", "-t", "pre-commit", "-t", "pre-merge-commit")
    assert done.returncode == 0, done.stdout + done.stderr
    return found


def told(output: str) -> list[tuple[str, int, str]]:
    """Path, line and rule of each finding printed."""
    found = re.findall(r"^(\S+):(\d+):\d+: \w+ (DL\d+)", output, re.MULTILINE)
    return [(path, int(line), rule) for path, line, rule in found]


def rename_heading(home: Home) -> None:
    """Stage a heading whose anchor is another than the one that links name."""
    home.edit("docs/en/gate.md", "## Opening hours {#hours}", "## When it opens {#open}")
    git(home.root, "add", "--all")


def test_renamed_heading(home: Home) -> None:
    """The commit is refused for the links that die of it in other files; what was broken before is not told."""
    rename_heading(home)
    before = git(home.root, "rev-parse", "HEAD")
    done = home.run("git", "commit", "-m", "Rename")
    assert done.returncode == 1
    assert [one for one in told(done.stderr) if one[2] == "DL101"] == EXPECTED
    assert "new since HEAD" in done.stderr
    assert git(home.root, "rev-parse", "HEAD") == before
    for path in ("docs/en/gate.md", "docs/en/quay.md", "docs/fr/quay.md"):
        home.edit(path, "#hours)", "#open)")
    git(home.root, "add", "--all")
    done = home.run("git", "commit", "-m", "Rename, and follow")
    assert done.returncode == 0, done.stderr
    assert told(done.stderr) == []


def test_old_findings(home: Home) -> None:
    """Are in nobody's way, even in a file that is edited; nor is a message that is mended."""
    home.edit("docs/en/gate.md", "# Gate\n", "# Gate\n\nMind the tide.\n")
    assert home.run("git", "commit", "-a", "-m", "Tide").returncode == 0
    done = home.run("git", "commit", "--amend", "-m", "The tide")
    assert (done.returncode, told(done.stderr)) == (0, [])
    done = home.run("git", "commit", "--allow-empty", "-m", "Nothing")
    assert (done.returncode, told(done.stderr)) == (0, [])


def test_part_of_the_files(home: Home) -> None:
    """`git commit FILE` has an index of its own; `pre-commit run --files` names a few: the scope is the commit's."""
    home.edit("docs/en/gate.md", "(#hours)", "(#horus)")
    home.edit("docs/en/quay.md", "gate.md#hours", "gate.md#horus")
    done = home.run("git", "commit", "-m", "x", "--", "docs/en/gate.md")
    assert (done.returncode, told(done.stderr)) == (1, [("docs/en/gate.md", 5, "DL101")])
    git(home.root, "add", "docs/en/quay.md")
    done = home.pre_commit("run", "--files", "docs/fr/gate.md")
    assert (done.returncode, told(done.stdout)) == (1, [("docs/en/quay.md", 3, "DL101")])


def test_partially_staged(home: Home) -> None:
    """What is not staged is not told, and is still there afterwards."""
    home.edit("docs/en/gate.md", "# Gate\n", "# Gate\n\n[one](#one)\n")
    git(home.root, "add", "--all")
    home.edit("docs/en/gate.md", "[one](#one)", "[one](#one) [two](#two)")
    write(home.root, {"docs/en/new.md": b"# New\n\n[x](#nowhere)\n"})
    done = home.run("git", "commit", "-m", "One")
    assert (done.returncode, told(done.stderr)) == (1, [("docs/en/gate.md", 3, "DL101")])
    assert "#two" not in done.stderr
    assert "[one](#one) [two](#two)" in (home.root / "docs/en/gate.md").read_text()
    home.edit("docs/en/gate.md", "[one](#one) [two](#two)", "One")
    git(home.root, "add", "docs/en/gate.md")
    home.edit("docs/en/gate.md", "One", "[two](#two)")
    assert home.run("git", "commit", "-m", "Two").returncode == 0
    assert "[two](#two)" in (home.root / "docs/en/gate.md").read_text()


def test_what_is_no_article(home: Home) -> None:
    """A commit of a program waits for a start of doclint, no more; a picture or an article taken away is told."""
    write(home.root, {"docs/en/plan.md": b"# Plan\n\n![Plan](plan.png)\n", "docs/en/plan.png": b"\x89PNG"})
    git(home.root, "add", "--all")
    assert home.run("git", "commit", "-m", "A plan").returncode == 0
    home.edit("src/crane.py", "up", "down")
    write(home.root, {"docs/en/plan.png": b"\x89PNG, a better one", "src/new.py": b""})
    git(home.root, "add", "--all")
    start = time.perf_counter()
    done = home.run("git", "commit", "-m", "Down")
    print(f"a commit without articles: {time.perf_counter() - start:.2f} s")
    assert done.returncode == 0
    git(home.root, "rm", "--quiet", "docs/en/plan.png")
    done = home.run("git", "commit", "-m", "No picture")
    assert (done.returncode, told(done.stderr)) == (1, [("docs/en/plan.md", 3, "DL102")])
    git(home.root, "reset", "--quiet", "--hard")
    git(home.root, "rm", "--quiet", "docs/en/gate.md")
    done = home.run("git", "commit", "-m", "No gate")
    assert ("docs/en/quay.md", 3, "DL102") in told(done.stderr)


def test_all_files(home: Home) -> None:
    """Where nothing is staged, as in CI, all is checked: `pre-commit run --all-files` tells what is old, too."""
    done = home.pre_commit("run", "--all-files")
    assert done.returncode == 1
    assert {"docs/en/gate.md", "docs/en/quay.md", "docs/fr/gate.md", "docs/fr/quay.md"} == {
        path for path, _, _ in told(done.stdout)
    }
    assert "new since" not in done.stdout


def test_from_and_to(home: Home) -> None:
    """In CI, `--from-ref origin/main --to-ref HEAD` tells what the branch did, in files that it did not touch, too."""
    rename_heading(home)
    assert home.run("git", "commit", "--no-verify", "-m", "Rename").returncode == 0
    done = home.pre_commit("run", "--from-ref", "main", "--to-ref", "HEAD")
    assert done.returncode == 1
    assert [one for one in told(done.stdout) if one[2] == "DL101"] == EXPECTED
    assert "new since" in done.stdout
    done = home.pre_commit("run", "--from-ref", "HEAD", "--to-ref", "HEAD")
    assert (done.returncode, told(done.stdout)) == (0, [])


def test_split_lists(doclint: tuple[Path, str], tmp_path: Path) -> None:
    """Whoever turns file names on gets the same from every part: names are hints, and the whole is looked at."""
    home = made(tmp_path, doclint, "doclint\n        pass_filenames: true\n        require_serial: false")
    names = [f"docs/en/{'a-long-name-' * 8}{number}.md" for number in range(1400)]
    write(home.root, dict.fromkeys(names, b"# Berth\n"))
    rename_heading(home)
    done = home.pre_commit("run")
    assert done.returncode == 1
    parts = [part for part in done.stdout.split("new since HEAD") if told(part)]
    assert len(parts) > 1
    assert all([one for one in told(part) if one[2] == "DL101"] == EXPECTED for part in parts)


def test_options(doclint: tuple[Path, str], tmp_path: Path) -> None:
    """`args` go to `check`: folders, rules, the level that fails."""
    home = made(
        tmp_path, doclint, "doclint\n        args: [docs, --select, links, --fail-on, error]\n        name: links"
    )
    home.edit("docs/en/gate.md", "(#hours)", "(#horus)")
    assert home.run("git", "commit", "-a", "-m", "x").returncode == 1
    (tmp_path / "other").mkdir()
    home = made(tmp_path / "other", doclint, "doclint\n        args: [--exit-zero]")
    home.edit("docs/en/gate.md", "(#hours)", "(#horus)")
    assert home.run("git", "commit", "-a", "-m", "x").returncode == 0


@pytest.mark.parametrize("conflict", [False, True])
def test_merge(home: Home, *, conflict: bool) -> None:
    """What the branch merged has already is not told; what the two do to each other is."""
    rename_heading(home)
    for path in ("docs/en/gate.md", "docs/en/quay.md", "docs/fr/quay.md"):
        home.edit(path, "#hours)", "#open)")
    git(home.root, "commit", "--quiet", "--all", "--no-verify", "-m", "Rename, and follow")
    git(home.root, "switch", "--quiet", "main")
    write(
        home.root,
        {"docs/en/own.md": b"# Own\n\n[x](#nowhere)\n", "docs/en/way.md": b"# Way\n\n[gate](gate.md#hours)\n"},
    )
    if conflict:
        home.edit("docs/en/gate.md", "## Opening hours {#hours}", "## Hours {#hours}")
    git(home.root, "add", "--all")
    git(home.root, "commit", "--quiet", "--no-verify", "-m", "Two more")
    git(home.root, "switch", "--quiet", "topic")
    done = home.run("git", "merge", "--no-edit", "main")
    if conflict:
        assert "CONFLICT" in done.stdout
        git(home.root, "checkout", "--ours", "docs/en/gate.md")
        git(home.root, "add", "--all")
        done = home.run("git", "commit", "--no-edit")
    assert done.returncode == 1
    assert told(done.stdout + done.stderr) == [("docs/en/way.md", 3, "DL101")]


def test_fix(doclint: tuple[Path, str], tmp_path: Path) -> None:
    """doclint-fix mends what is safe, in what is staged, and stops the commit; the next one goes through."""
    home = made(tmp_path, doclint, "doclint-fix")
    write(home.root, {"docs/en/Pier.md": b"# Pier\n"})
    home.edit("docs/en/gate.md", "# Gate\n", "# Gate\n\nTo the [pier](pier.md).\n")
    git(home.root, "add", "--all")
    home.edit("docs/en/quay.md", "# Quay\n", "# Quay\n\nTo the [pier](pier.md).\n")
    write(home.root, {"docs/en/new.md": b"# New\n\nTo the [pier](pier.md).\n"})
    done = home.run("git", "commit", "-m", "A pier")
    assert done.returncode == 1
    assert "Fixed 1 finding in 1 file" in done.stderr
    assert "[pier](Pier.md)" in (home.root / "docs/en/gate.md").read_text()
    for name in ("quay", "new"):
        assert "[pier](pier.md)" in (home.root / f"docs/en/{name}.md").read_text()
    git(home.root, "add", "docs/en/gate.md")
    assert home.run("git", "commit", "-m", "A pier").returncode == 0
    assert "[pier](Pier.md)" in git(home.root, "show", "HEAD:docs/en/gate.md")


def test_fix_of_a_partially_staged_file(doclint: tuple[Path, str], tmp_path: Path) -> None:
    """Only the staged part is mended; what was not staged comes back, or pre-commit says that the two clash."""
    home = made(tmp_path, doclint, "doclint-fix")
    write(home.root, {"docs/en/Pier.md": b"# Pier\n"})
    lines = "\n\n".join(f"Berth {number}." for number in range(20))
    home.edit("docs/en/gate.md", "# Gate\n", f"# Gate\n\nTo the [pier](pier.md).\n\n{lines}\n")
    git(home.root, "add", "--all")
    home.edit("docs/en/gate.md", "Berth 19.", "Berth 19, by the [pier](pier.md).")
    done = home.run("git", "commit", "-m", "A pier")
    text = (home.root / "docs/en/gate.md").read_text()
    assert done.returncode == 1
    assert "To the [pier](Pier.md)." in text
    assert "Berth 19, by the [pier](pier.md)." in text
    assert "To the [pier](pier.md)." in git(home.root, "show", ":docs/en/gate.md")


def test_try_repo(doclint: tuple[Path, str], home: Home) -> None:
    """`pre-commit try-repo` needs no configuration."""
    home.edit("docs/en/gate.md", "(#hours)", "(#horus)")
    git(home.root, "add", "--all")
    done = home.pre_commit("try-repo", str(doclint[0]), "doclint", "--ref", doclint[1])
    assert done.returncode == 1
    assert told(done.stdout) == [("docs/en/gate.md", 5, "DL101")]


def test_no_articles(doclint: tuple[Path, str], tmp_path: Path) -> None:
    """A path that is not there is a mistake of the configuration, and is said: exit code 2 is no success either."""
    home = made(tmp_path, doclint, "doclint\n        args: [dcos]")
    home.edit("docs/en/gate.md", "# Gate\n", "# The gate\n")
    done = home.run("git", "commit", "-a", "-m", "x")
    assert done.returncode == 1
    assert "exit code: 2" in done.stderr
    assert "dcos: there is no such file or folder" in done.stderr


def test_environment_is_clean(home: Home) -> None:
    """Nothing of the run stays in the repository."""
    rename_heading(home)
    home.pre_commit("run")
    assert git(home.root, "status", "--porcelain") == "M  docs/en/gate.md"
