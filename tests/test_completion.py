"""Completion in real shells."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import articles, doclint

_ASK = {
    "bash": """
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); COMPREPLY=()
_doclint_completion doclint
printf '%s\\n' "${{COMPREPLY[@]}}"
""",
    "fish": "complete -C '{line}'\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with articles, and a doclint that the shell can find."""
    articles(tmp_path)
    place = tmp_path / "bin" / "doclint"
    place.parent.mkdir()
    start = "import sys; sys.argv[0] = 'doclint'; from doclint.cli import main; main()"
    place.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{start}" "$@"\n', "utf-8")
    place.chmod(0o755)
    return tmp_path


def completed(shell: str, home: Path, *words: str) -> list[str]:
    """What the shell offers for the last of `words`, behind `doclint`."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed: apt-get install {shell}")
    script = doclint(home, "completion", shell).stdout
    quoted = " ".join(["doclint", *(f"'{word}'" for word in words)])
    asked = _ASK[shell].format(words=quoted, line=" ".join(["doclint", *words]))
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
    done = subprocess.run(
        [shell, "-c", script + asked], cwd=home, capture_output=True, text=True, check=False, env=environment
    )
    assert not done.stderr
    return [line.split("\t")[0] for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "fish"])
def test_what_a_shell_completes(shell: str, home: Path) -> None:
    """Commands, options, rules in lists, formats, a rule's name."""
    assert completed(shell, home, "comp") == ["completion"]
    assert "--severity" in completed(shell, home, "check", "--sev")
    assert completed(shell, home, "check", "--select", "DL30") == ["DL301", "DL302", "DL303", "DL304", "DL305"]
    assert completed(shell, home, "check", "--select", "links,state-f") == ["links,state-flipped"]
    assert completed(shell, home, "check", "--format", "js")[0] == "json"
    assert sorted(completed(shell, home, "explain", "state-")) == ["state-contradicted", "state-flipped"]
    assert completed(shell, home, "completion", "z") == ["zsh"]


def test_paths_are_the_shells(home: Path) -> None:
    """The shell is told to complete files itself."""
    words = {"COMP_WORDS": "doclint check doc", "COMP_CWORD": "2", "_DOCLINT_COMPLETE": "bash_complete"}
    done = subprocess.run(
        [home / "bin" / "doclint"], capture_output=True, text=True, check=False, env={**os.environ, **words}
    )
    assert done.stdout == "file,doc\n"


def test_zsh(home: Path) -> None:
    """The script is one that zsh takes, below compinit, and what it asks is answered."""
    if not shutil.which("zsh"):
        pytest.skip("zsh is not installed: apt-get install zsh")
    script = doclint(home, "completion", "zsh").stdout
    setup = f"autoload -Uz compinit && compinit -D -u\n{script}\nprint $_comps[doclint]\n"
    environment = {**os.environ, "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(home)}
    done = subprocess.run(["zsh", "-f", "-c", setup], capture_output=True, text=True, check=False, env=environment)
    assert (done.stdout, done.stderr) == ("_doclint_completion\n", "")
    words = {"COMP_WORDS": "doclint explain DL30", "COMP_CWORD": "2", "_DOCLINT_COMPLETE": "zsh_complete"}
    asked = subprocess.run(
        [home / "bin" / "doclint"], capture_output=True, text=True, check=False, env={**environment, **words}
    )
    assert asked.stdout.split("\n")[:3] == ["plain", "DL301", "_"]


def test_rules_of_ones_own_are_completed(home: Path) -> None:
    """And a configuration that is wrong is no obstacle."""
    (home / "doclint.toml").write_text("extend = ['nowhere']\n", "utf-8")
    assert completed("bash", home, "explain", "state-f") == ["state-flipped"]


def test_a_shell_that_is_none(home: Path) -> None:
    """Is refused with those there are."""
    done = doclint(home, "completion", "tcsh")
    assert done.returncode == 2
    assert "'bash', 'zsh', 'fish'" in done.stderr
