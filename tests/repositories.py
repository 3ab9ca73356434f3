"""Real git repositories for tests."""

import os
import subprocess
from pathlib import Path


def write(root: Path, files: dict[str, bytes]) -> None:
    """Write `files` below `root`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def git(root: Path, *arguments: str) -> str:
    """What git says; with an author of our own and none of the user's settings."""
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    author = ["-c", "user.name=Harbor", "-c", "user.email=harbor@example.com", "-c", "commit.gpgsign=false"]
    command = ["git", "-C", str(root), *author, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def commit(root: Path, message: str) -> str:
    """Commit everything below `root`, and give the revision."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
    return git(root, "rev-parse", "HEAD")
