"""Exit codes, as a shell sees them: 0 nothing to fail for, 1 findings, 2 the command could not do its work."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import commit, git, write

FILES = {
    "docs/en/a.md": b"# Backup\n\nLeave the option **enabled**. The gate closes at 18:00 every day.\n",
    "docs/fr/a.md": "# Sauvegarde\n\nLaissez l'option **désactivée**. La porte ferme à 18:00 le soir.\n".encode(),
    "broken/a.md": b"# Gate\n\n[x](#nowhere)\n",
    "right/a.md": b"# Gate\n\nAll is well.\n",
    "stale/en/a.md": b"# Gate\n\nThe gate closes at 18:00 every day.\n",
    "stale/fr/a.md": "# Porte\n\nLa porte ferme à 18:00 tous les jours.\n".encode(),
    "config/doclint.toml": b"sauce = 1\n",
    "config/a.md": b"# Gate\n",
    "rule/doclint.toml": b'[severity]\nno-such-rule = "error"\n',
    "rule/a.md": b"# Gate\n",
    "none/read.txt": b"Nothing.\n",
    "fixable/Pier.md": b"# Pier\n",
    "fixable/a.md": b"# Gate\n\n[pier](pier.md)\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a source was edited after its last commit, and a file that cannot be read."""
    root = tmp_path_factory.mktemp("exit")
    git(root, "init", "--quiet")
    write(root, FILES)
    commit(root, "All of it")
    write(root, {"stale/en/a.md": FILES["stale/en/a.md"].replace(b"18", b"19")})
    (root / "unreadable").mkdir()
    write(root, {"unreadable/a.md": b"# Gate\n"})
    (root / "unreadable/b.md").symlink_to("nowhere.md")
    return root


TABLE = [
    (0, "check right"),
    (1, "check broken"),
    (1, "check docs"),
    (0, "check docs --fail-on error"),
    (1, "check broken --fail-on error"),
    (0, "check docs --severity error --fail-on error"),
    (1, "check docs --severity error"),
    (1, "check docs --max-findings 0"),
    (1, "check docs --statistics"),
    (1, "check docs --format json"),
    (0, "check docs --locale en"),
    (0, "check docs --ignore DL301"),
    (0, "check broken docs --exit-zero"),
    (0, "check stale --since HEAD"),
    (0, "check stale --since HEAD --fail-on info --select drift"),
    (1, "check stale --since HEAD --fail-on-drift"),
    (0, "check stale --since HEAD --fail-on-drift --exit-zero"),
    (0, "check broken --since HEAD"),
    (0, "check stale --staged --fail-on-drift"),
    (1, "check fixable --diff"),
    (0, "check right --diff"),
    (2, "check nowhere"),
    (2, "check none"),
    (2, "check none --exit-zero"),
    (2, "check"),
    (2, "check right --no-such-option"),
    (2, "check right --select no-such-rule"),
    (2, "check right --format no-such-format"),
    (2, "check right --since no-such-revision"),
    (2, "check right --locale tlh"),
    (2, "check right -o no/such/folder/report.txt"),
    (2, "check config"),
    (2, "check config --exit-zero"),
    (2, "check rule"),
    (2, "check unreadable"),
    (2, "check unreadable broken"),
    (2, "check unreadable --exit-zero"),
    (2, "hook nowhere"),
    (0, "hook right"),
    (0, "drift stale"),
    (1, "drift stale --fail-on critical"),
    (2, "drift nowhere"),
    (0, "facts docs"),
    (0, "align docs/en/a.md docs/fr/a.md"),
    (2, "align docs/en/a.md"),
    (0, "explain state-flipped"),
    (2, "explain no-such-rule"),
    (0, "rules"),
    (0, "--version"),
    (2, "no-such-command"),
]
"""Exit code and command line."""


def code(home: Path, *arguments: str) -> int:
    """The exit code of doclint; nothing is ever a traceback."""
    command = [sys.executable, "-m", "doclint", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "GIT_INDEX_FILE"}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode != 2 or "doclint: " in done.stderr or done.stderr.startswith("Usage: ")
    return done.returncode


@pytest.mark.parametrize(("expected", "line"), TABLE, ids=[line for _, line in TABLE])
def test_exit_code(home: Path, expected: int, line: str) -> None:
    """Is that of the contract."""
    assert code(home, *line.split()) == expected


QUIET = [(number, line) for number, line in TABLE if line.startswith("check ") and "no-such-option" not in line]


@pytest.mark.parametrize(("expected", "line"), QUIET[::4], ids=[line for _, line in QUIET[::4]])
def test_quiet(home: Path, expected: int, line: str) -> None:
    """-q never changes it."""
    assert code(home, *line.split(), "-q") == expected


def test_fix(tmp_path: Path) -> None:
    """0 where all was mended, unless that is asked to be told; a file that cannot be written is 2."""
    for arguments, expected in (([], 0), (["--exit-non-zero-on-fix"], 1), (["--exit-non-zero-on-fix"], 0)):
        write(tmp_path, {"a.md": FILES["fixable/a.md"], "Pier.md": b"# Pier\n"} if expected or not arguments else {})
        assert code(tmp_path, "check", ".", "--fix", *arguments) == expected


def test_interrupted(home: Path) -> None:
    """A reader that goes away is no fault."""
    line = f'"{sys.executable}" -m doclint rules | head -1; exit "${{PIPESTATUS[0]}}"'
    assert subprocess.run(["bash", "-c", line], cwd=home, capture_output=True, check=False).returncode == 0
