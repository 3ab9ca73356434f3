"""The revision a translation was made from, in real repositories."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import commit, git, write

from doclint import run
from doclint.config import Config
from doclint.model import Finding
from doclint.project.pairing import align_files
from doclint.rule import rules
from doclint.tree import WorkTree

OLD = """\
# Watering the orchard

The pump is enabled. It moves 40 litres a minute.

Open the valve before you start the pump.
"""
NEW = """\
# Watering the orchard

Read this before spring.

The pump is disabled. It moves 55 litres a minute.

Open the valve before you start the pump.
"""
FRENCH = """\
---
{key}
---
# Arroser le verger

La pompe est activée. Elle déplace 40 litres par minute.

Ouvrez la vanne avant de démarrer la pompe.
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """An English article whose second version says the opposite of the first, and no translation yet."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {"docs/en/orchard.md": OLD.encode()})
    commit(tmp_path, "The orchard")
    return tmp_path


def translate(repository: Path, key: str) -> None:
    """Add the French article with `key` in its front matter, then change the English one."""
    write(repository, {"docs/fr/orchard.md": FRENCH.format(key=key).encode()})
    commit(repository, "Translate it")
    write(repository, {"docs/en/orchard.md": NEW.encode()})
    commit(repository, "Turn the pump off")


def findings(repository: Path) -> list[Finding]:
    """What doclint says of the work tree about numbers and meaning."""
    tree = WorkTree(repository)
    report = run.check(tree, tree.files(), rules(), Config())
    return [finding for finding in report.findings if finding.category in {"numbers", "meaning", "completeness"}]


@pytest.mark.parametrize(
    "key", ["ms.sourcegitcommit: {}", "default_lang_commit: {} # patched", "l10n:\n  sourceCommit: {}"]
)
def test_a_translation_is_judged_by_the_revision_it_was_made_from(repository: Path, key: str) -> None:
    """An English change makes no errors in an untouched translation."""
    translate(repository, key.format(git(repository, "rev-parse", "HEAD")))
    assert findings(repository) == []


@pytest.mark.parametrize("key", [f"ms.sourcegitcommit: {'0' * 40}", "ms.sourcegitcommit: --help"])
def test_without_a_known_revision_the_source_of_today_counts(repository: Path, key: str) -> None:
    """One that the repository has not, and one that is none."""
    translate(repository, key)
    assert {finding.code for finding in findings(repository)} >= {"DL201", "DL301"}


def test_a_revision_that_is_not_to_be_had_is_said(repository: Path) -> None:
    """What differs is uncertain then: info, and a line tells why."""
    translate(repository, f"ms.sourcegitcommit: {'0' * 40}")
    command = [sys.executable, "-m", "doclint", "check", "docs"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "1 translation made from a revision that is not in the source's repository" in done.stderr


def test_evidence_names_the_revision(repository: Path) -> None:
    """What the translation gets wrong is shown beside the source it was made from."""
    revision = git(repository, "rev-parse", "HEAD")
    write(
        repository,
        {
            "docs/fr/orchard.md": FRENCH.replace("40 litres", "45 litres")
            .format(key=f"ms.sourcegitcommit: {revision}")
            .encode()
        },
    )
    write(repository, {"docs/en/orchard.md": NEW.encode()})
    [finding] = findings(repository)
    assert (finding.code, finding.subject) == ("DL201", "45")
    assert [(side.text, side.line, side.version) for side in finding.evidence] == [
        ("It moves 40 litres a minute.", 3, revision)
    ]


def test_units_meet_through_the_revision(repository: Path) -> None:
    """What was rewritten since finds its translation; what is new has none."""
    translate(repository, f"ms.sourcegitcommit: {git(repository, 'rev-parse', 'HEAD')}")
    pair = align_files(WorkTree(repository), "docs/en/orchard.md", "docs/fr/orchard.md")
    assert pair is not None
    assert (pair.method, pair.current) == ("revision", False)
    assert {(unit.source.text, unit.target.text) for unit in pair.units} == {
        ("Watering the orchard", "Arroser le verger"),
        ("Open the valve before you start the pump.", "Ouvrez la vanne avant de démarrer la pompe."),
        ("The pump is disabled.", "La pompe est activée."),
        ("It moves 55 litres a minute.", "Elle déplace 40 litres par minute."),
    }
    assert [pair.source.article.units[one.source].text for one in pair.pairs if one.target is None and one.source] == [
        "Read this before spring."
    ]


def test_the_command_says_so(repository: Path) -> None:
    """`doclint align` prints the same pairs."""
    translate(repository, f"ms.sourcegitcommit: {git(repository, 'rev-parse', 'HEAD')}")
    command = [sys.executable, "-m", "doclint", "align", "docs/en/orchard.md", "docs/fr/orchard.md", "--format", "json"]
    done = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    pairs = json.loads(done.stdout)["pairs"]
    lines = [(one["source"]["line"], one["target"]["line"]) for one in pairs if one["source"] and one["target"]]
    assert lines == [(1, 4), (5, 6), (5, 6), (7, 8)]
