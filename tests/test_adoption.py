"""A repository of a thousand articles takes doclint up by following the README, and nothing else."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from repositories import commit, git, write

README = (ROOT / "README.md").read_text("utf-8")
ARTICLES = 500

SOURCE = """---
title: Gate {n}
---
# Gate {n}

Leave the option **Night watch {n}** enabled.

Gate {n} opens after {wait} minutes. See [what comes next](gate-{next}.md#opening).

## Opening

The harbour master opens gate {n} when pier {n} is free.
"""
TARGET = """---
title: Porte {n}
---
# Porte {n}

Laissez l'option **Garde de nuit {n}** {state}.

La porte {n} s'ouvre après {wait} minutes. Voir [la suite](gate-{next}.md#{anchor}).

## <a name="opening"></a>Ouverture

Le capitaine du port ouvre la porte {n} quand le quai {n} est libre.
"""


def articles() -> dict[str, bytes]:
    """The articles in English and French; every tenth translation is wrong in three ways."""
    files = {"docs/docfx.json": b'{"build": {"content": [{"files": ["**/*.md"]}]}}'}
    for n in range(ARTICLES):
        wrong = n % 10 == 0
        values = {
            "n": n,
            "next": (n + 1) % ARTICLES,
            "wait": 20 + n + wrong,
            "state": "désactivée" if wrong else "activée",
            "anchor": "ouverture" if wrong else "opening",
        }
        files[f"docs/en-us/gate-{n}.md"] = SOURCE.format(**values | {"wait": 20 + n}).encode()
        files[f"docs/fr-fr/gate-{n}.md"] = TARGET.format(**values).encode()
    return files


def blocks(language: str) -> list[str]:
    """The README's blocks on taking doclint up."""
    return re.findall(rf"^```{language} adopt\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


class Writer:
    """Someone at a terminal in the repository, with doclint and pre-commit installed."""

    def __init__(self, home: Path, cache: Path) -> None:
        self.home = home
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        author = {f"GIT_{who}_{what}": "Harbor" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "PRE_COMMIT_HOME": str(cache), "PYTHONUTF8": "1"}
        self._environment = {**os.environ, **author, **settings, "PATH": path}

    def types(self, commands: str) -> subprocess.CompletedProcess[str]:
        """What the shell says."""
        shell = ["bash", "-euo", "pipefail", "-c", commands]
        return subprocess.run(
            shell, cwd=self.home, env=self._environment, capture_output=True, text=True, check=False, encoding="utf-8"
        )


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """The repository beside a clone of doclint, after the README's commands."""
    place = tmp_path_factory.mktemp("adoption")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(place / "doclint")], check=True)
    git(place / "doclint", "checkout", "--quiet", "-B", "main")
    home = place / "harbour"
    write(home, articles())
    git(home, "init", "--quiet", "--initial-branch", "main")
    commit(home, "Our documentation")
    one = Writer(home, place / "pre-commit")
    (home / ".pre-commit-config.yaml").write_text(blocks("yaml")[0], "utf-8")
    for commands in blocks("sh"):
        done = one.types(commands)
        assert done.returncode == 0, done.stdout + done.stderr
    git(home, "add", "--all")
    git(home, "commit", "--quiet", "--no-verify", "--message", "pre-commit")
    return one


def test_old_findings_are_put_off(writer: Writer) -> None:
    """There are some, and nothing is said of them any more."""
    old = writer.types("doclint check . --no-baseline --exit-zero --format json -q")
    assert old.stdout.count('"rule": "state-flipped"') == ARTICLES // 10
    assert old.stdout.count('"rule": "anchor-missing"') == ARTICLES // 10
    done = writer.types("doclint check .")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_an_old_finding_moves(writer: Writer) -> None:
    """Lines put before it make nothing new."""
    article = writer.home / "docs/fr-fr/gate-10.md"
    before = article.read_text("utf-8")
    article.write_text(before.replace("# Porte 10\n", "# Porte 10\n\nLa nuit, les portes sont fermées.\n", 1), "utf-8")
    source = writer.home / "docs/en-us/gate-10.md"
    then = source.read_text("utf-8")
    source.write_text(then.replace("# Gate 10\n", "# Gate 10\n\nAt night the gates are closed.\n", 1), "utf-8")
    done = writer.types("git add docs && git commit --quiet --message 'At night'")
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_deliberate_error_is_caught(writer: Writer) -> None:
    """The commit is refused with that error and nothing else; mended, it goes through."""
    article = writer.home / "docs/fr-fr/gate-7.md"
    right = article.read_text("utf-8")
    article.write_text(right.replace("activée", "désactivée"), "utf-8")
    refused = writer.types("git add docs && git commit --quiet --message 'A slip'")
    said = re.findall(r"^(\S+?):\d+:\d+: \w+ (DL\d+)", refused.stdout + refused.stderr, re.MULTILINE)
    assert (refused.returncode, said) == (1, [("docs/fr-fr/gate-7.md", "DL301")]), refused.stdout + refused.stderr
    article.write_text(right.replace("Le capitaine", "Chaque jour, le capitaine"), "utf-8")
    done = writer.types("git add docs && git commit --quiet --message 'Every day'")
    assert done.returncode == 0, done.stdout + done.stderr
