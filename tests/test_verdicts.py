"""The verdicts on real documentation are well formed, and keep no article's text."""

import tomllib
from pathlib import Path

import msgspec
import pytest
from conftest import ROOT
from msgspec import Struct

from doclint.model import Severity
from doclint.rule import rules

FOLDER = ROOT / "corpus" / "verdicts"
SOURCES = tomllib.loads((ROOT / "corpus" / "sources.toml").read_text("utf-8"))


class Verdict(Struct, frozen=True, forbid_unknown_fields=True):
    """One finding on a real article, judged."""

    corpus: str
    path: str
    line: int
    unit: str | None
    code: str
    locale: str
    confidence: float
    severity: Severity
    verdict: bool | None
    reason: str


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_verdicts(path: Path) -> None:
    """Each line names a corpus, a rule of the file's category, and a short reason."""
    categories = {rule.code: rule.header.category for rule in rules()}
    for line in path.read_text("utf-8").splitlines():
        verdict = msgspec.json.decode(line, type=Verdict)
        assert verdict.corpus in SOURCES
        assert categories[verdict.code] == path.stem
        assert 0 < len(verdict.reason) <= 160
