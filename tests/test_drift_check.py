"""What has changed in the source since it was translated is drift: `check` blames no translation for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import commit, git, write

ENGLISH = "# The crane\n\nThe crane lifts 40 crates an hour.\n\nThe brake is enabled while it rains.\n"
FRENCH = "# La grue\n\nLa grue lève 40 caisses par heure.\n\nLe frein est activé lorsqu'il pleut.\n"
NEWER = ENGLISH.replace("40", "55").replace("enabled", "disabled")
EN, FR = "docs/en/crane.md", "docs/fr/crane.md"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A repository without commits."""
    git(tmp_path, "init", "--quiet")
    return tmp_path


def put(home: Path, **files: str) -> None:
    """Write English and French."""
    write(home, {{"en": EN, "fr": FR}[name]: text.encode() for name, text in files.items()})


def found(home: Path, *options: str, path: str = "docs") -> dict[str, str]:
    """Severities by code of what doclint says of numbers, meaning and completeness; --severity is info."""
    command = [sys.executable, "-m", "doclint", "check", path, "--format", "json", "--severity", "info", *options]
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode < 2, done.stderr
    told = json.loads(done.stdout)["findings"]
    return {one["code"]: one["severity"] for one in told if one["category"] in {"numbers", "meaning", "completeness"}}


def test_nothing_recorded(home: Path) -> None:
    """History tells what was translated: committed with the source, later, or by another hand."""
    put(home, en=ENGLISH)
    commit(home, "English")
    put(home, fr=FRENCH)
    commit(home, "French")
    put(home, en=NEWER)
    commit(home, "Faster")
    assert found(home) == found(home, path=FR) == {}
    put(home, en=NEWER.replace("55", "60"))
    assert found(home) == {}


def test_recorded(home: Path) -> None:
    """The same with a marker, of which nothing else is asked."""
    put(home, en=ENGLISH)
    first = commit(home, "English")
    put(home, fr=f"---\ndefault_lang_commit: {first}\n---\n{FRENCH}")
    commit(home, "French")
    put(home, en=NEWER)
    commit(home, "Faster")
    assert found(home) == {}


def test_an_error_is_one_after_the_source_has_changed(home: Path) -> None:
    """What the translation got wrong in the first place is told as before."""
    put(home, en=ENGLISH, fr=FRENCH.replace("40", "45"))
    commit(home, "Both")
    assert found(home) == {"DL201": "warning"}
    put(home, en=NEWER + "\nMore.\n")
    commit(home, "Faster")
    assert found(home) == {"DL201": "warning"}


def test_a_translation_brought_up_to_date(home: Path) -> None:
    """Is compared with what its translator had before him, committed or not."""
    put(home, en=ENGLISH, fr=FRENCH)
    commit(home, "Both")
    put(home, en=NEWER)
    commit(home, "Faster")
    newer = FRENCH.replace("40", "55").replace("activé", "désactivé")
    put(home, fr=newer)
    assert found(home) == {}
    put(home, fr=newer.replace("55", "65"))
    assert found(home) == found(home, "--staged") | {"DL201": "warning"}
    git(home, "add", "--all")
    assert found(home, "--staged") == {"DL201": "warning"}
    commit(home, "Wrong")
    assert found(home) == found(home, "--since", "HEAD~1") == {"DL201": "warning"}


def test_without_git(tmp_path: Path) -> None:
    """The source as it is counts."""
    put(tmp_path, en=NEWER, fr=FRENCH)
    assert found(tmp_path)["DL201"] == "warning"


def test_a_first_commit_yet_to_come(home: Path) -> None:
    """A repository without commits is one without history."""
    put(home, en=NEWER, fr=FRENCH)
    assert found(home)["DL201"] == "warning"


@pytest.mark.parametrize(
    ("options", "code"), [((), 0), (("--fail-on-drift",), 1), (("--fail-on-drift", "--exit-zero"), 0)]
)
def test_drift_counts_where_it_is_asked_for(home: Path, options: tuple[str, ...], code: int) -> None:
    """A reference that cannot be found is told, and fails no build."""
    put(home, en=ENGLISH, fr=f"---\nms.sourcegitcommit: {'a' * 40}\n---\n{FRENCH}")
    commit(home, "Both")
    command = [sys.executable, "-m", "doclint", "check", "docs", "--select", "drift", "--severity", "info"]
    done = subprocess.run(
        [*command, "--fail-on", "info", *options], cwd=home, capture_output=True, text=True, check=False
    )
    assert "DL851 reference-unknown" in done.stdout
    assert done.returncode == code
