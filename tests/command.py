"""The command line as a process, in a folder of two articles."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = "# Backup\n\nLeave the option **enabled**.\n\nWait at least 10 minutes.\n"
TARGET = "# Sauvegarde\n\nLaissez l'option **désactivée**.\n\nAttendez au moins 10 minutes.\n"


def articles(folder: Path) -> Path:
    """docs/en/a.md and docs/fr/a.md below `folder`, with one finding: DL301 in French."""
    return write(folder, {"docs/en/a.md": SOURCE, "docs/fr/a.md": TARGET})


def write(folder: Path, files: dict[str, str]) -> Path:
    """The files, by path, below `folder`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def doclint(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What doclint says in `folder`."""
    return subprocess.run(
        [sys.executable, "-m", "doclint", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
