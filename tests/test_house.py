"""The rules of the house: ruff, mypy, import contracts, sizes."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

COMMANDS = {
    "ruff": ["-m", "ruff", "check", "doclint", "tests"],
    "format": ["-m", "ruff", "format", "--check", "doclint", "tests"],
    "mypy": ["-m", "mypy"],
    "imports": ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_tool(name: str) -> None:
    """The tool finds nothing to complain about."""
    done = subprocess.run([sys.executable, *COMMANDS[name]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", sorted((ROOT / "doclint").rglob("*.py")), ids=lambda path: path.stem)
def test_files_are_small(path: Path) -> None:
    """No file of the program has more than 310 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= 310


def test_no_python_beside_the_program() -> None:
    """Rules, corpus and reports are data."""
    assert not [path for folder in ("rules", "corpus", "reports") for path in (ROOT / folder).rglob("*.py")]
