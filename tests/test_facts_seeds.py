"""The contradictions known in the seeds, alone and beside articles on the same thing in other languages."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from doclint import run
from doclint.config import Config
from doclint.model import Finding
from doclint.rule import rules
from doclint.tree import MemoryTree

BILINGUAL, FRENCH, OTHER = "000_6b91bc5c3f2bc568.md", "001_bd6726e828bfc328.md", "002_a6ae95272e305ae6.md"
NEWER, GERMAN = "003_884bb56ff78b38cc.md", "004_319f905c0184be00.md"
OFF, ON = (
    re.compile(r"désactivée\b"),
    re.compile(r"\bactivée?\b|aktiviert|enabled|habilitado|povolen|abilitat|engedélyez"),
)


def facts(folders: dict[str, Path]) -> tuple[Finding, ...]:
    """What the rules of facts say at warning and above of the articles below `folders`, named by their keys."""
    files = {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for name, folder in folders.items()
        for path in sorted(folder.rglob("*.md"))
    }
    tree = MemoryTree(files)
    wanted = [rule for rule in rules() if rule.header.category == "facts"]
    found = run.check(tree, tree.files(), wanted, Config()).findings
    return tuple(finding for finding in found if finding.severity != "info")


@pytest.fixture(scope="module")
def seeds(corpora: Path) -> tuple[Finding, ...]:
    """The findings on the seeds alone."""
    return facts({"seeds": corpora / "seeds"})


@pytest.fixture(scope="module")
def together(corpora: Path) -> tuple[Finding, ...]:
    """The findings on the seeds and the backup articles of all locales."""
    places = (corpora / "azure-sxs").glob("*/articles/backup")
    return facts({"seeds": corpora / "seeds"} | {f"azure/{one.parent.parent.name}/backup": one for one in places})


def on(findings: Iterable[Finding], path: str, line: int) -> list[Finding]:
    """The findings on a line of a seed."""
    return [one for one in findings if (one.path, one.line) == (f"seeds/{path}", line)]


def names(finding: Finding, path: str) -> bool:
    """Whether a seed is another side of a finding."""
    return any(side.path == f"seeds/{path}" for side in finding.evidence)


@pytest.mark.parametrize(("path", "line"), [(BILINGUAL, 150), (FRENCH, 152), (OTHER, 154)])
def test_the_disabled_dhcp(seeds: tuple[Finding, ...], path: str, line: int) -> None:
    """In a bilingual cell, a plain cell and a quotation: DHCP left disabled, against itself and what others say."""
    found = [one for one in on(seeds, path, line) if OFF.search(one.text)]
    assert found
    assert all(OFF.search(one.subject) for one in found)
    assert any(ON.search(side.text) and not OFF.search(side.text) for one in found for side in one.evidence)
    assert any(side.path == f"seeds/{path}" for one in found for side in one.evidence)


@pytest.mark.parametrize("path", [BILINGUAL, FRENCH])
def test_the_disabled_dhcp_against_other_locales(seeds: tuple[Finding, ...], path: str) -> None:
    """The German translation, which says otherwise, is named."""
    assert any(names(one, GERMAN) for one in seeds if one.path == f"seeds/{path}" and OFF.search(one.text))


def test_the_disabled_dhcp_against_a_newer_version(seeds: tuple[Finding, ...]) -> None:
    """The newer French article, which says otherwise, is named."""
    assert any(names(one, NEWER) for one in seeds if OFF.search(one.text))


def test_the_enabled_dhcp_is_not_blamed(seeds: tuple[Finding, ...]) -> None:
    """Those who say enabled are many, and right."""
    assert [one for one in seeds if "DHCP" in one.text and not OFF.search(one.text)] == []


def test_the_disk_size(seeds: tuple[Finding, ...]) -> None:
    """1,023 GB in the older German article against 4,095 GB: each of the newer one's three sentences is named."""
    found = on(seeds, GERMAN, 76)
    assert {one.subject for one in found} == {"1.023 GB"}
    sides = {side.line for one in found for side in one.evidence if side.path == f"seeds/{NEWER}"}
    assert sides >= {105, 108}
    assert all("2018-12-03" in one.message for one in found)


def test_the_disk_size_in_preview_is_another(seeds: tuple[Finding, ...]) -> None:
    """1 TB is said of a preview, which contradicts nothing."""
    assert on(seeds, GERMAN, 72) == []


@pytest.mark.parametrize(("path", "line"), [(FRENCH, 152), (OTHER, 154)])
def test_the_plain_dhcp_is_outvoted(together: tuple[Finding, ...], path: str, line: int) -> None:
    """The plain French sentence, without a source at hand, stands against translations in several languages."""
    found = [one for one in on(together, path, line) if OFF.search(one.text)]
    assert found
    locales = {side.locale for one in found for side in one.evidence}
    assert len({locale.partition("-")[0] for locale in locales}) >= 3
    assert all(not OFF.search(side.text) for one in found for side in one.evidence)


def test_others_are_not_outvoted(together: tuple[Finding, ...]) -> None:
    """Of thirty articles that say enabled none is reported."""
    wrong = [one for one in together if "DHCP" in one.text and not OFF.search(one.text)]
    assert [f"{one.path}:{one.line} {one.text}" for one in wrong] == []
