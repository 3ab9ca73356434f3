"""Aligning real translations with the revision they record, and through it with the source of today."""

import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from doclint import read
from doclint.language.lexicon import lexicon
from doclint.project.align.features import Passage, passages
from doclint.project.align.match import match
from doclint.project.align.score import Scores
from doclint.project.edition import Edition
from doclint.project.reference import of_edition
from doclint.repository import Repository

LOCALES = ("fr-fr", "de-de", "pt-br")
Link = tuple[int, int]


class History:
    """The English articles, revision by revision; each is read once."""

    def __init__(self, place: Path) -> None:
        self._repository = Repository(place)
        self._known: dict[tuple[str, str], list[Passage]] = {}

    def passages(self, revision: str, path: str) -> list[Passage]:
        """The passages of an article at a revision, or none."""
        if (revision, path) not in self._known:
            try:
                data = self._repository.read(revision, path)
            except FileNotFoundError:
                data = b""
            self._known[revision, path] = passages(read.article(data, path))
        return self._known[revision, path]


@pytest.fixture(scope="module")
def english(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> History:
    """The English articles with their history."""
    place = tmp_path_factory.mktemp("english")
    bundle = corpora / "ata" / "en-us.bundle"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(bundle), str(place)], check=True)
    return History(place)


def translations(corpora: Path, locale: str) -> Iterator[tuple[str, str, list[Passage]]]:
    """Path, recorded revision and passages of every translation that records one."""
    home = corpora / "ata" / locale
    for path in sorted(home.rglob("*.md")):
        article = read.article(path.read_bytes(), path.relative_to(home).as_posix())
        revision = of_edition(Edition(article, locale, 0)).commit
        if revision:
            yield article.path, revision, passages(article)


def matched(source: list[Passage], target: list[Passage], language: str) -> dict[Link, float]:
    """The confidence of every link."""
    return {(one.source, one.target): one.confidence for one in match(Scores(source, target, lexicon("en", language)))}


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_and_the_revision_they_record(corpora: Path, english: History, locale: str) -> None:
    """Nearly every passage has its counterpart: nothing has changed since."""
    total = paired = 0
    for path, revision, target in translations(corpora, locale):
        then = english.passages(revision, path)
        total += len(then)
        paired += len(matched(then, target, locale[:2]))
    print(f"{locale}: {paired} of {total} passages paired")
    assert paired >= 0.997 * total


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_and_the_source_of_today(corpora: Path, english: History, locale: str) -> None:
    """Aligned directly and through the revision, against the truth that history tells."""
    direct, composed = Judged(), Judged()
    for path, revision, target in translations(corpora, locale):
        then, now = english.passages(revision, path), english.passages("HEAD", path)
        first, kept = matched(then, target, locale[:2]), dict(unchanged(then, now))
        truth = {(kept[one], other) for one, other in first if one in kept}
        direct.judge(matched(now, target, locale[:2]), truth)
        later = matched(then, now, "en")
        after = {old: (new, sure) for (old, new), sure in later.items()}
        through = {(after[one][0], two): sure * after[one][1] for (one, two), sure in first.items() if one in after}
        composed.judge(through, truth)
    print(f"{locale}: F1 {direct.f1:.4f} directly, {composed.f1:.4f} through the revision, of {direct.wanted}")
    print(f"{locale}: {sum(direct.sure)} of {len(direct.sure)} pairs with a confidence of .95 are right")
    assert min(direct.f1, composed.f1) >= 0.98
    assert sum(direct.sure) >= 0.995 * len(direct.sure)


class Judged:
    """Links against a truth that does not speak of every passage."""

    def __init__(self) -> None:
        self.wanted = self.found = self.right = 0
        self.sure: list[bool] = []

    def judge(self, links: dict[Link, float], truth: set[Link]) -> None:
        """Count the links that the truth confirms or contradicts."""
        ours, theirs = {one for one, _ in truth}, {other for _, other in truth}
        judged = {link: sure for link, sure in links.items() if link[0] in ours or link[1] in theirs}
        self.wanted += len(truth)
        self.found += len(judged)
        self.right += len(truth & judged.keys())
        self.sure += [link in truth for link, sure in judged.items() if sure >= 0.95]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted)


def unchanged(then: list[Passage], now: list[Passage]) -> Iterator[Link]:
    """The passages of two versions that say the same, or nearly: found by comparing texts, not by our aligner."""
    ours, theirs = [one.text for one in then], [one.text for one in now]
    for kind, start, end, other, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        links = zip(range(start, end), range(other, other_end), strict=False)
        if kind == "equal":
            yield from links
        elif kind == "replace" and end - start == other_end - other:
            yield from ((one, two) for one, two in links if fuzz.ratio(ours[one], theirs[two]) >= 80)
