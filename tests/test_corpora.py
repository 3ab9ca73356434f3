"""doclint on real documentation. The articles are not part of the project: DOCLINT_CORPORA says where they lie."""

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import oracle
import pytest

from doclint import read, run
from doclint.config import Config
from doclint.model import Block, Finding, Unit
from doclint.project.pairing import project
from doclint.read import metadata
from doclint.rule import rules
from doclint.tree import MemoryTree, WorkTree

BILINGUAL, FRENCH = "000_6b91bc5c3f2bc568.md", "001_bd6726e828bfc328.md"
OTHER, NEWER, GERMAN = "002_a6ae95272e305ae6.md", "003_884bb56ff78b38cc.md", "004_319f905c0184be00.md"


@pytest.fixture(scope="module")
def seeds(corpora: Path) -> list[Finding]:
    """What doclint says of the five seed articles, at warning and above."""
    tree = WorkTree(corpora / "seeds")
    report = run.check(tree, tree.files(), rules(), Config())
    return [finding for finding in report.findings if finding.severity != "info"]


def named(findings: list[Finding], path: str, line: int, code: str) -> list[Finding]:
    """The findings of a rule on a line, each with evidence of the other side."""
    return [finding for finding in findings if (finding.path, finding.line, finding.code) == (path, line, code)]


@pytest.mark.parametrize(
    ("place", "unit", "subject", "other"),
    [
        ((BILINGUAL, 150, "DL301"), "8b3b1-225", "désactivée", "enabled"),
        ((BILINGUAL, 101, "DL305"), "8b3b1-172", "ne figure pas", "If you are able to view"),
        ((BILINGUAL, 134, "DL402"), "8b3b1-199", "o|n", "y|n"),
        ((BILINGUAL, 135, "DL402"), "8b3b1-200", "O", "y"),
        ((FRENCH, 152, "DL301"), None, "désactivée", "enabled"),
        ((FRENCH, 152, "DL901"), None, "désactivée", "activé"),
        ((OTHER, 154, "DL901"), None, "désactivée", "activé"),
        ((GERMAN, 76, "DL902"), None, "1.023 GB", "095 Go"),
        ((BILINGUAL, 101, "DL701"), None, "4", "2"),
        ((FRENCH, 103, "DL701"), None, "4", "2"),
        ((NEWER, 149, "DL701"), None, "4", "2"),
        ((GERMAN, 113, "DL701"), None, "4", "2"),
        ((FRENCH, 79, "DL103"), None, "solution", "solution"),
        ((OTHER, 46, "DL104"), None, "[Linux à sécurité avancée)", ""),
        ((OTHER, 42, "DL702"), None, "<ol>", ""),
        ((NEWER, 149, "DL601"), None, "Wondows", ""),
    ],
)
def test_seed(seeds: list[Finding], place: tuple[str, int, str], unit: str | None, subject: str, other: str) -> None:
    """The known defect is named at its place, with the other side."""
    path, _, code = place
    found = named(seeds, *place) or [one for one in seeds if (one.path, one.code) == (path, code)]
    assert any(one.subject == subject and one.unit == unit for one in found)
    assert any(other in side.text for one in found for side in one.evidence) or not other


def test_contradiction_names_other_locales(seeds: list[Finding]) -> None:
    """The plain French article, which has no source side, is contradicted across languages."""
    [finding] = named(seeds, FRENCH, 152, "DL901")
    assert {side.locale for side in finding.evidence} >= {"de-DE", "fr-FR"}


def test_seeds_have_no_broken_links(seeds: list[Finding]) -> None:
    """All relative links of the seeds lead outside the five files and are not called broken."""
    assert not [finding for finding in seeds if finding.code in {"DL101", "DL102"}]


def test_seeds_findings_are_known(seeds: list[Finding]) -> None:
    """Every finding at warning or above was read and judged right; a new one is to be read first."""
    counts = Counter(finding.code for finding in seeds)
    links = {"DL103": 19, "DL104": 1}
    structure = {"DL701": 4, "DL702": 2}
    meaning = {"DL301": 2, "DL305": 2, "DL402": 4, "DL601": 1}
    facts = {"DL901": 3, "DL902": 1}
    assert counts == links | structure | meaning | facts


_ID = re.compile(r"data-ttu-id=\\?(?:\"|&quot;)([\w-]+)")


def test_every_unit_is_read_at_its_place(corpora: Path) -> None:
    """In 14 languages every unit id of a body is read, in order; ids in front matter, which is YAML, are the rest."""
    missed = present = 0
    for path in sorted((corpora / "azure-sxs").rglob("*.md")):
        article = read.article(path.read_bytes(), path.name)
        text = article.original.text
        body = metadata.read(text)[1]
        ids = _ID.findall(text, body)
        assert [unit.id for unit in article.units if unit.id] == ids
        present += len(_ID.findall(text))
        missed += len(_ID.findall(text)) - len(ids)
    assert present > 69_000
    assert missed * 2000 <= present


def test_everything_is_cut_out_at_its_place(corpora: Path) -> None:
    """Units and blocks of both sides stand in the file where they say, to the character."""
    for path in sorted((corpora / "azure-sxs").rglob("*.md"))[::4]:
        article = read.article(path.read_bytes(), path.name)
        for side in filter(None, (article, article.source)):
            parts: list[Unit | Block] = [*side.units, *side.blocks]
            for part in parts:
                assert side.text[part.span.start : part.span.end] == part.text
                assert len(part.prose) == len(part.text)
            for unit in side.units:
                start = side.offset(unit.span.start)
                assert side.original.text[start : start + len(unit.text)] == unit.text


@pytest.mark.parametrize(
    ("name", "step", "least"), [("azure-sxs", 4, 12_000), ("fastapi", 3, 25_000), ("helm", 3, 17_000)]
)
def test_offsets_agree_with_an_independent_parser(corpora: Path, name: str, step: int, least: int) -> None:
    """pulldown-cmark finds the same headings, listings, code spans, links and images at the same offsets."""
    agreed = 0
    for path in sorted((corpora / name).rglob("*.md*"))[::step]:
        article = read.article(path.read_bytes(), path.name)
        for side in filter(None, (article, article.source)):
            assert oracle.disagreements(side) == []
            agreed += len(oracle.doclint(side) & oracle.pulldown(side.text))
    assert agreed > least


def score(corpora: Path, name: str, tmp_path: Path) -> dict[str, Any]:
    """The figures of score.py on one of the development sets."""
    summary = tmp_path / "summary.json"
    command = [sys.executable, str(corpora / "score.py"), str(corpora / name), "--summary", str(summary)]
    done = subprocess.run(
        [*command, "--doclint", f"{sys.executable} -m doclint"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(summary.read_text("utf-8"))
    return figures


def test_injected_errors(corpora: Path, tmp_path: Path) -> None:
    """Planted errors are found, and untouched units left alone, no worse than on the day this was written."""
    figures = score(corpora, "injected-dev", tmp_path)
    recall, alarms = figures["info"]["recall"], figures["info"]["false_alarms_per_100"]["*"]
    floors = {
        **dict.fromkeys(("number", "unit", "literal", "url", "untranslated", "wrong_unit"), 0.97),
        **dict.fromkeys(("neg_lost", "modality"), 0.94),
        **dict.fromkeys(("neg_added", "antonym", "direction"), 0.88),
        "omission": 0.8,
    }
    assert {kind: recall[kind] for kind, floor in floors.items() if recall[kind] < floor} == {}
    assert alarms <= 1.5
    assert figures["warning"]["false_alarms_per_100"]["*"] <= 0.7
    assert figures["error"]["false_alarms_per_100"]["*"] <= 0.2
    assert max(figures["info"]["false_alarms_per_100"].values()) <= 2 * alarms


def test_natural_errors(corpora: Path, tmp_path: Path) -> None:
    """Real errors are found, and real translations chosen to be hard give few alarms, fewer still at warning."""
    figures = score(corpora, "natural-dev", tmp_path)
    recall = figures["info"]["recall"]
    assert {kind: recall[kind] for kind in ("pol", "num", "lit") if recall[kind] < 0.6} == {}
    assert recall["pol"] >= 0.85
    assert figures["warning"]["recall"]["pol"] >= 0.4
    assert figures["info"]["false_alarms_per_100"]["*"] <= 12
    assert figures["warning"]["false_alarms_per_100"]["*"] <= 1


def test_alignment(corpora: Path) -> None:
    """Blocks of translations whose source was edited since are aligned with an F1 of .99."""
    command = [sys.executable, str(corpora / "score_align.py"), str(corpora / "align-dev"), "--limit", "4"]
    done = subprocess.run(
        [*command, "--doclint", f"{sys.executable} -m doclint"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert float(done.stdout.split("F1 ")[1].split()[0]) >= 0.985


def grouping(paths: dict[Path, str]) -> tuple[float, float]:
    """Precision and recall of the groups of articles without front matter or telling names; `paths` gives the truth."""
    found, truth = [], []
    for number, (path, key) in enumerate(paths.items()):
        text = re.sub(rb"\A(?:\xef\xbb\xbf)?---\r?\n.*?\n---\r?\n", b"", path.read_bytes(), flags=re.DOTALL)
        found.append(read.article(text, f"{hashlib.sha1(str(number).encode()).hexdigest()}.md"))  # noqa: S324
        truth.append(key)
    groups = [edition.group for edition in project(found, "en", {}, MemoryTree({})).editions]
    both = Counter(zip(groups, truth, strict=True))
    right, said, there = (
        sum(count * (count - 1) for count in counts.values()) for counts in (both, Counter(groups), Counter(truth))
    )
    return right / said, right / there


def test_articles_find_each_other_without_names(corpora: Path) -> None:
    """Bilingual articles in 14 languages, of which few are the same: those that are find each other, no others do."""
    root = corpora / "azure-sxs"
    locale = re.compile(r"\b[a-z]{2}-[a-z]{2}\b", re.IGNORECASE)
    paths = {path: locale.sub("", path.relative_to(root).as_posix()) for path in sorted(root.rglob("*.md"))}
    precision, recall = grouping(paths)
    assert (precision >= 0.95, recall >= 0.85) == (True, True)
