"""`doclint check --watch` as a process: it sees what changes, tells what it finds then, and ends when it is told to."""

import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import SOURCE, TARGET, articles, doclint, write

from doclint import cli_watch
from doclint.cli_watch import states
from doclint.model import Article
from doclint.session import Request, Session

WAIT = 60
"""How long a run may take on a busy machine, in seconds."""


class Watch:
    """A watching process; what it writes to both streams is gathered in a file."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._log = folder / "out.log"
        with self._log.open("w") as out:
            command = [sys.executable, "-m", "doclint", "check", "docs", "--watch", *arguments]
            environment = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
            self.process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out, env=environment)

    def text(self) -> str:
        """All that was written."""
        return self._log.read_text("utf-8")

    def runs(self, count: int) -> str:
        """What the run with this number wrote, once it is done."""
        end = time.monotonic() + WAIT
        while time.monotonic() < end:
            parts = self.text().split("doclint: watching; Ctrl-C ends\n")
            if len(parts) > count:
                return parts[count - 1]
            time.sleep(0.05)
        raise TimeoutError(self.text())

    def interrupt(self) -> int:
        """Press Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(WAIT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles, and one finding."""
    return articles(tmp_path)


@pytest.fixture
def watch(project: Path) -> Iterator[Watch]:
    """A process that watches them."""
    watching = Watch(project)
    yield watching
    watching.process.kill()


def test_what_changes_is_checked_again(watch: Watch, project: Path) -> None:
    """An article, a new one, one that goes; the configuration, also a wrong one; until Ctrl-C, which is 130."""
    file, settings = project / "docs" / "fr" / "a.md", project / "doclint.toml"
    assert "DL301" in watch.runs(1)
    file.write_text(TARGET.replace("désactivée", "activée"), "utf-8")
    assert "Nothing found (2 articles" in watch.runs(2)
    write(project, {"docs/en/b.md": SOURCE, "docs/fr/b.md": TARGET})
    number = 3 if "docs/fr/b.md:3:20" in watch.runs(3) else 4
    assert "docs/fr/b.md:3:20: warning DL301" in watch.runs(number)
    settings.write_text('ignore = ["nonsense"]\n', "utf-8")
    assert "doclint.toml:1: no rule is called 'nonsense'" in watch.runs(number + 1)
    settings.write_text('[severity]\nmeaning = "error"\n', "utf-8")
    assert "error DL301" in watch.runs(number + 2)
    (project / "docs" / "fr" / "b.md").unlink()
    assert "Nothing found (3 articles" in watch.runs(number + 3)
    assert watch.interrupt() == 130
    assert watch.text().endswith("doclint: interrupted\n")
    assert "Traceback" not in watch.text()
    assert "\x1b" not in watch.text()


def test_glossaries_and_styles_are_watched(project: Path) -> None:
    """What the configuration names counts as the articles do."""
    write(
        project,
        {"doclint.toml": 'glossary = ["terms.csv"]\nextend = ["styles"]\n', "terms.csv": "term,fr\nquay,quai\n"},
    )
    write(project, {"styles/terms/harsh.md": "---\ncode: ACME101\n---\n"})
    before = states(["docs"], [])
    assert {Path(path).name for path in before} == {"a.md", "doclint.toml", "terms.csv", "harsh.md"}
    write(project, {"terms.csv": "term,fr\nquay,quai\ngate,porte\n"})
    assert [Path(path).name for path in before if before[path] != states(["docs"], [])[path]] == ["terms.csv"]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("option", ["--fix", "--diff", "--staged"])
def test_watching_only_looks(project: Path, option: str) -> None:
    """What writes, or has nothing to do with files as they are, is refused."""
    done = doclint(project, "check", "docs", "--watch", option)
    assert done.returncode == 2
    assert "--watch only looks: leave --staged and all that writes out" in done.stderr


def test_only_what_has_changed_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles that are known are not opened; what they hold is what a reading would give."""
    known: dict[str, Article] = {}
    request = Request(("docs",))
    first = Session(request, known=known).look()
    assert set(known) == {"docs/en/a.md", "docs/fr/a.md"}
    opened: list[str] = []
    original = Path.read_bytes

    def read(path: Path) -> bytes:
        opened.append(path.as_posix())
        return original(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    assert Session(request, known=known).look().findings == first.findings
    assert not [path for path in opened if path.endswith(".md") and "/docs/" in path]
    write(project, {"docs/fr/a.md": TARGET.replace("10", "20")})
    known.pop("docs/fr/a.md")
    assert [one.code for one in Session(request, known=known).look().findings] == ["DL201", "DL301"][::-1]
    assert [path for path in opened if "/docs/" in path] == [f"{project}/docs/fr/a.md"]


def test_waiting_is_cheap(tmp_path: Path) -> None:
    """8,000 articles are looked at without opening one, and the looks take a small part of the time."""
    for number in range(8000):
        place = tmp_path / "docs" / f"{number % 80}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.md").write_bytes(b"# A\n")
    start = time.process_time()
    found = states(["docs"], [])
    took = time.process_time() - start
    print(f"a look at {len(found):,} files: {took:.3f} s")
    assert len(found) == 8000
    assert took < 1
    assert 1 / (1 + cli_watch._SHARE) < 0.05  # noqa: SLF001


def test_the_screen_is_cleared_on_terminals(project: Path) -> None:
    """And Ctrl-C ends it there, too."""
    main, side = pty.openpty()
    command = [sys.executable, "-m", "doclint", "check", "docs", "--watch"]
    environment = {**os.environ, "PYTHONUTF8": "1", "TERM": "xterm"}
    with subprocess.Popen(
        command, cwd=project, stdin=side, stdout=side, stderr=side, env=environment, start_new_session=True
    ) as process:
        os.close(side)
        seen = b""
        while b"Ctrl-C ends" not in seen:
            seen += os.read(main, 1 << 16)
        assert b"\x1b[2J" in seen
        process.send_signal(signal.SIGINT)
        assert process.wait(WAIT) == 130
    os.close(main)
