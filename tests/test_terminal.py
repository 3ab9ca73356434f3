"""Colour and progress: on terminals only, and not where they are declined; and paths as Windows writes them."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import articles, doclint, write
from conftest import ROOT

from doclint import inputs
from doclint.errors import DoclintError
from doclint.output.formats import outputs


def on_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    """What doclint sends to a terminal."""
    main, side = pty.openpty()
    start = {"PYTHONUTF8": "1", "TERM": "xterm", **{key: text for key, text in os.environ.items() if key != "NO_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "doclint", *arguments],
        cwd=folder,
        stdin=side,
        stdout=side,
        stderr=side,
        env={**start, "TERM": "xterm", **environment},
    )
    os.close(side)
    seen = b""
    while True:
        try:
            part = os.read(main, 1 << 16)
        except OSError:
            break
        if not part:
            break
        seen += part
    process.wait()
    os.close(main)
    return seen.decode("utf-8", "replace")


def test_colour_on_terminals(tmp_path: Path) -> None:
    """Unless NO_COLOR is set to anything, or the terminal is dumb; the words are the same."""
    project = articles(tmp_path)
    coloured = on_terminal(project, "check", "docs")
    assert "\x1b[33" in coloured
    for declined in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_terminal(project, "check", "docs", **declined)
        assert "\x1b" not in plain
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain
    assert "\x1b" not in doclint(project, "check", "docs").stdout


def test_colour_that_is_asked_for(tmp_path: Path) -> None:
    """FORCE_COLOR colours what goes to a pipe (a build's log), unless NO_COLOR is set as well; files stay plain."""
    project = articles(tmp_path)
    assert "\x1b[33" in doclint(project, "check", "docs", FORCE_COLOR="1").stdout
    assert "\x1b" not in doclint(project, "check", "docs", FORCE_COLOR="1", NO_COLOR="1").stdout
    doclint(project, "check", "docs", "-o", "out.txt", FORCE_COLOR="1")
    assert "\x1b" not in (project / "out.txt").read_text("utf-8")


def test_progress_on_terminals(tmp_path: Path) -> None:
    """Where there is enough to wait for; it is wiped out again, and -q has none."""
    project = write(tmp_path, {f"docs/{number}.md": "# Gate\n" for number in range(120)})
    seen = on_terminal(project, "check", "docs")
    assert "reading 25 of 120\r" in seen
    assert seen.rpartition("\x1b[K")[2].startswith("Nothing") or "Nothing found" in seen.rpartition("\x1b[K")[2]
    assert "reading" not in on_terminal(project, "check", "docs", "-q")
    assert "reading" not in doclint(project, "check", "docs").stderr


def test_nothing_to_check(tmp_path: Path) -> None:
    """Is exit code 2, with what was looked for."""
    (tmp_path / "docs").mkdir()
    done = doclint(tmp_path, "check", "docs")
    assert done.returncode == 2
    assert "docs: no Markdown files (.md, .markdown, .mdx) found there" in done.stderr


def test_a_drive_is_no_format() -> None:
    """A format is parted from its file by the first colon; the drive's stays the file's."""
    found = outputs(["json:C:\\out.json", "text:\\\\server\\share\\out.txt"], None)
    assert [tuple(one) for one in found] == [("json", "C:\\out.json"), ("text", "\\\\server\\share\\out.txt")]


def test_paths_of_trees_have_slashes() -> None:
    """What is done to the paths of trees is done as POSIX has it: os.path would give backslashes on Windows.

    Only paths of files outside of trees are the system's: those that users name, and those of git and its index.
    """
    own = {"tree.py", "changes.py", "inputs.py", "drift/reviewed.py"}
    found = {
        path.relative_to(ROOT / "doclint").as_posix()
        for path in (ROOT / "doclint").rglob("*.py")
        if re.search(r"os\.path import .*(norm|rel|common)path|os\.path\.(norm|common)path", path.read_text("utf-8"))
    }
    assert found == own


def test_another_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of Windows has no path from here, which is said with what to do."""

    def relpath(path: str) -> str:
        message = f"path is on mount '{path[:2]}', start on mount 'C:'"
        raise ValueError(message)

    monkeypatch.setattr("os.path.relpath", relpath)
    with pytest.raises(DoclintError, match="lies on another drive than the working directory: change to that drive"):
        inputs.named("D:\\docs\\fr\\a.md")
