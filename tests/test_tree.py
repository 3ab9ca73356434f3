"""Trees: the same files on disk, in a revision and in memory give the same answers."""

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from repositories import commit, git, write

from doclint.tree import GitTree, MemoryTree, Tree, WorkTree

FILES = {
    "docs/-dash.md": b"dash",
    "docs/B.MD": b"upper case",
    "docs/[z]*?.md": b"brackets",
    "docs/img.png": b"\x89PNG",
    "docs/new\nline.md": b"line end",
    "docs/q\"uo'te.md": b"quotes",
    "docs/tab\t.mdx": b"tab",
    "docs/two words.markdown": b"blank",
    "docs/\u00e9t\u00e9.md": b"accents",
    "docs/\u6e2f.md": b"ideograph",
    "folder.md/inner.md": b"inside a folder that is called like an article",
    "notes.txt": b"no article",
}
ARTICLES = sorted(name for name in FILES if not name.endswith((".png", ".txt")))


def on_disk(root: Path) -> Tree:
    """The files on disk."""
    write(root, FILES)
    return WorkTree(root)


def in_git(root: Path) -> Tree:
    """The files in a revision, and nothing of them on disk."""
    write(root, FILES)
    git(root, "init", "--quiet")
    revision = commit(root, "Open the harbor")
    for name in FILES:
        (root / name).unlink()
    return GitTree(root, revision)


def in_memory(_root: Path) -> Tree:
    """The files in memory."""
    return MemoryTree(FILES)


@pytest.fixture(params=[on_disk, in_git, in_memory], ids=["WorkTree", "GitTree", "MemoryTree"])
def tree(request: pytest.FixtureRequest, tmp_path: Path) -> Tree:
    """The files, one way and another."""
    make: Callable[[Path], Tree] = request.param
    return make(tmp_path)


@pytest.mark.parametrize("under", [".", ""])
def test_all_articles(tree: Tree, under: str) -> None:
    """By their suffixes, whatever their names."""
    assert list(tree.files(under)) == ARTICLES


@pytest.mark.parametrize(
    ("under", "expected"),
    [
        ("docs", [name for name in ARTICLES if name.startswith("docs/")]),
        ("docs/", [name for name in ARTICLES if name.startswith("docs/")]),
        ("folder.md", ["folder.md/inner.md"]),
        ("docs/two words.markdown", ["docs/two words.markdown"]),
        ("docs/[z]*?.md", ["docs/[z]*?.md"]),
        ("docs/new\nline.md", ["docs/new\nline.md"]),
        ("docs/img.png", ["docs/img.png"]),
        ("notes.txt", ["notes.txt"]),
        ("doc", []),
        ("docs/nothing.md", []),
        ("nowhere", []),
    ],
)
def test_articles_below(tree: Tree, under: str, expected: list[str]) -> None:
    """A folder, or a file named outright; the name of a folder is not the beginning of another's."""
    assert list(tree.files(under)) == expected


def test_every_file_is_read_as_it_is(tree: Tree) -> None:
    """Whatever its name and content."""
    assert {name: tree.read(name) for name in FILES} == FILES


@pytest.mark.parametrize("name", ["nowhere.md", "docs", "docs/nothing.md", "notes.txt/inner.md"])
def test_what_cannot_be_read(tree: Tree, name: str) -> None:
    """Is an OSError: no file, a folder, a file taken for a folder."""
    with pytest.raises(OSError, match=name.partition("/")[0]):
        tree.read(name)


def test_what_exists(tree: Tree) -> None:
    """Files and folders, by their whole names."""
    assert all(tree.exists(name) for name in (*FILES, "docs", "folder.md"))
    assert not any(tree.exists(name) for name in ("doc", "docs/i", "docs/img", "nowhere.md", "notes.txt/inner.md"))


def test_links_on_disk_that_lead_in_circles(tmp_path: Path) -> None:
    """Are not followed; a link to an article inside the tree is one."""
    write(tmp_path, {"docs/gate.md": b"gate", "docs/deep/pier.md": b"pier"})
    (tmp_path / "docs/deep/loop").symlink_to(tmp_path / "docs", target_is_directory=True)
    (tmp_path / "docs/here").symlink_to(".", target_is_directory=True)
    (tmp_path / "docs/deep/alias.md").symlink_to("../gate.md")
    tree = WorkTree(tmp_path)
    assert sorted(tree.files("docs")) == ["docs/deep/alias.md", "docs/deep/pier.md", "docs/gate.md"]
    assert tree.read("docs/deep/alias.md") == b"gate"


def test_folders_on_disk_that_lie_outside(tmp_path: Path) -> None:
    """Are not entered through a link."""
    write(tmp_path, {"outside/secret.md": b"secret", "inside/gate.md": b"gate"})
    (tmp_path / "inside/out").symlink_to(tmp_path / "outside", target_is_directory=True)
    assert list(WorkTree(tmp_path / "inside").files()) == ["gate.md"]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    """Do not exist, and reading them is an OSError."""
    (tmp_path / "broken.md").symlink_to("nowhere.md")
    (tmp_path / "self.md").symlink_to("self.md")
    tree = WorkTree(tmp_path)
    for name in ("broken.md", "self.md"):
        assert not tree.exists(name)
        with pytest.raises(OSError, match=name):
            tree.read(name)


@pytest.mark.parametrize("folder", [".git", "node_modules", "__pycache__", ".venv"])
def test_folders_of_tools_are_passed_over(tmp_path: Path, folder: str) -> None:
    """On disk, at any depth."""
    write(tmp_path, {f"{folder}/a.md": b"", f"docs/{folder}/deep/b.md": b"", "docs/gate.md": b""})
    assert list(WorkTree(tmp_path).files()) == ["docs/gate.md"]


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    """Are listed and read on disk and in a revision alike."""
    write(tmp_path, {os.fsdecode(b"docs/\xff.md"): b"odd"})
    git(tmp_path, "init", "--quiet")
    for tree in (WorkTree(tmp_path), GitTree(tmp_path, commit(tmp_path, "An odd name"))):
        [name] = tree.files("docs")
        assert os.fsencode(name) == b"docs/\xff.md"
        assert (tree.read(name), tree.exists(name)) == (b"odd", True)


def test_a_revision_stays_what_it_was(tmp_path: Path) -> None:
    """By hash, branch and tag, whatever was committed or written after it."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    write(tmp_path, {"gate.md": b"old", "pier.md": b"old"})
    first = commit(tmp_path, "First")
    git(tmp_path, "tag", "v1.0")
    (tmp_path / "pier.md").unlink()
    write(tmp_path, {"gate.md": b"new", "crane.md": b"new"})
    commit(tmp_path, "Second")
    write(tmp_path, {"gate.md": b"not committed", "loose.md": b"not committed"})
    for revision in (first, first[:10], "v1.0", "main~1"):
        tree = GitTree(tmp_path, revision)
        assert {name: tree.read(name) for name in tree.files()} == {"gate.md": b"old", "pier.md": b"old"}
        assert not tree.exists("crane.md")
    tree = GitTree(tmp_path, "main")
    assert {name: tree.read(name) for name in tree.files()} == {"gate.md": b"new", "crane.md": b"new"}
    assert not tree.exists("loose.md")


def test_revisions_and_repositories_that_are_none(tmp_path: Path) -> None:
    """Are an OSError that says what git says."""
    git(tmp_path, "init", "--quiet")
    with pytest.raises(OSError, match="v9"):
        GitTree(tmp_path, "v9")
    with pytest.raises(OSError, match="nowhere"):
        GitTree(tmp_path / "nowhere", "HEAD")


def test_memory_is_not_copied() -> None:
    """An editor's unsaved text shows at once."""
    files = {"gate.md": b"old"}
    tree = MemoryTree(files)
    files["gate.md"] = b"new"
    files["pier.md"] = b""
    assert (tree.read("gate.md"), list(tree.files())) == (b"new", ["gate.md", "pier.md"])


def test_earlier_versions_of_a_file(tmp_path: Path) -> None:
    """Come from the repository around it, whatever the tree's root; what is no revision of it is an error."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"docs/gate.md": b"old", "docs/new\nline.md": b"odd"})
    first = commit(tmp_path, "The gate")
    write(tmp_path, {"docs/gate.md": b"new"})
    commit(tmp_path, "The new gate")
    for tree in (WorkTree(tmp_path), WorkTree(tmp_path / "docs"), GitTree(tmp_path, "HEAD")):
        path = "gate.md" if tree.exists("gate.md") else "docs/gate.md"
        assert tree.read(path) == b"new"
        assert tree.earlier(path, first) == b"old"
        assert tree.earlier(path, first[:10]) == b"old"
        for wrong in ("0" * 40, "--help", "HEAD\nHEAD", "a b"):
            with pytest.raises(OSError, match=r".+"):
                tree.earlier(path, wrong)
        assert tree.earlier(path, first) == b"old"
        with pytest.raises(OSError, match=r".+"):
            tree.earlier("docs", first)
    assert WorkTree(tmp_path).earlier("docs/new\nline.md", first) == b"odd"


def test_files_outside_a_repository_have_no_history(tmp_path: Path) -> None:
    """Neither on disk nor in memory."""
    write(tmp_path, {"gate.md": b"gate"})
    for tree in (WorkTree(tmp_path), MemoryTree({"gate.md": b"gate"})):
        with pytest.raises(FileNotFoundError):
            tree.earlier("gate.md", "HEAD")


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="users without rights are those of POSIX")
def test_folders_that_cannot_be_opened() -> None:
    """Stand for their articles, so that reading them says why."""
    user = os.geteuid()
    with TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        write(root, {"docs/a.md": b"", "docs/closed/b.md": b""})
        (root / "docs/closed").chmod(0)
        try:
            os.seteuid(user or 65534)
            tree = WorkTree(root)
            assert list(tree.files()) == ["docs/a.md", "docs/closed"]
            with pytest.raises(PermissionError):
                tree.read("docs/closed")
        finally:
            os.seteuid(user)
            (root / "docs/closed").chmod(0o755)


def test_the_repository_of_a_hook_is_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What git sets for its hooks does not lead elsewhere."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"gate.md": b"old"})
    first = commit(tmp_path, "The gate")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "nowhere"))
    assert WorkTree(tmp_path).earlier("gate.md", first) == b"old"
