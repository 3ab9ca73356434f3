"""Repositories whose commits pre-commit checks with this very checkout of doclint."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT
from repositories import commit, git, write

FILES = {
    ".gitignore": b".doclint*\n",
    "mkdocs.yml": b"site_name: Harbor\nmarkdown_extensions: [attr_list]\n",
    "src/crane.py": b"print('up')\n",
    "docs/en/gate.md": b"# Gate\n\n## Opening hours {#hours}\n\nSee [old](#gone) and [hours](#hours).\n",
    "docs/en/quay.md": b"# Quay\n\nThe [gate](gate.md#hours) is near. The [crane](gate.md#crane) is gone.\n",
    "docs/fr/gate.md": b"# Porte\n\n## Heures d'ouverture {#hours}\n\nVoir [ancien](#gone) et [heures](#hours).\n",
    "docs/fr/quay.md": b"# Quai\n\nLa [porte](../en/gate.md#hours) est proche. La [grue](gate.md#crane) manque.\n",
}
"""Two articles in two locales, with old broken links."""


def published(place: Path) -> str:
    """A repository at `place` with doclint as it stands here, as pre-commit clones it; its revision."""
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place / name)
    git(place, "init", "--quiet", "--initial-branch", "main")
    return commit(place, "doclint")


def configured(repo: Path, revision: str, *hooks: str) -> bytes:
    """A `.pre-commit-config.yaml`; each hook is its id, with further lines behind it."""
    listed = "\n".join(f"      - id: {hook}" for hook in hooks)
    return f"repos:\n  - repo: {repo}\n    rev: {revision}\n    hooks:\n{listed}\n".encode()


class Home:
    """A repository with the harbor's docs, on a branch `topic` that has just left `main`."""

    def __init__(self, root: Path, config: bytes) -> None:
        self.root = root
        git(root, "init", "--quiet", "--initial-branch", "main")
        write(root, {**FILES, ".pre-commit-config.yaml": config})
        commit(root, "The harbor")
        git(root, "switch", "--quiet", "--create", "topic")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text in a file."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), "utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command there, with an author for commits, and without the user's settings."""
        author = {f"GIT_{who}_{what}": f"harbor{at}" for who in ("AUTHOR", "COMMITTER") for what, at in _AUTHOR}
        environment = {**os.environ, **author, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    def pre_commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run pre-commit."""
        return self.run(sys.executable, "-m", "pre_commit", *arguments)


_AUTHOR = (("NAME", ""), ("EMAIL", "@example.com"))
