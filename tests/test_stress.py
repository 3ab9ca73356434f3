"""Aligning real articles: as they are, with passages dropped and moved, and sentence by sentence."""

from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace
from stress import Case, cases, score, stressed

from doclint import read
from doclint.language.lexicon import lexicon
from doclint.model import Article
from doclint.project.align import align


@pytest.fixture(scope="module")
def articles(corpora: Path) -> list[Case]:
    """The pairs of the development set."""
    return list(cases(corpora / "align-dev"))


@pytest.mark.parametrize(
    ("share", "moves", "f1", "moved"),
    [(0.0, 0, 0.999, 0.0), (0.15, 0, 0.99, 0.0), (0.4, 0, 0.95, 0.0), (0.2, 2, 0.96, 0.6)],
)
def test_passages_dropped_and_moved(articles: list[Case], share: float, moves: int, f1: float, moved: float) -> None:
    """A seventh or a third of both sides has no partner; of the moved ones most are found."""
    chance = Random(5)  # noqa: S311
    found = score(stressed(case, share, moves, chance) for case in articles)
    print(f"dropped {share}, {moves} moves: F1 {found.f1:.4f}, of the moved {found.moved:.3f}")
    assert found.f1 >= f1
    assert found.moved >= moved


def test_confidence_is_calibrated(articles: list[Case]) -> None:
    """Of pairs with a confidence of .9 about nine in ten are right; with and without a lexicon."""
    for with_lexicon in (True, False):
        chance = Random(6)  # noqa: S311
        mixed = [stressed(case, share, 1, chance) for share in (0.05, 0.15, 0.4) for case in articles]
        links = score(mixed, with_lexicon=with_lexicon).links
        assert _calibration_error(links) <= 0.02
        sure = [right for confidence, right in links if confidence >= 0.95]
        assert sum(sure) / len(sure) >= 0.99


def _calibration_error(links: list[tuple[float, bool]]) -> float:
    """The expected difference of confidence and precision, over tenths of the confidence."""
    bands = defaultdict(list)
    for confidence, right in links:
        bands[min(9, int(confidence * 10))].append(confidence - right)
    return sum(abs(sum(band)) for band in bands.values()) / len(links)


@pytest.mark.parametrize(("share", "f1"), [(0.0, 0.995), (0.12, 0.98)])
def test_sentences(corpora: Path, share: float, f1: float) -> None:
    """The units of bilingual articles in 14 languages find each other, also where one side lacks some."""
    chance = Random(9)  # noqa: S311
    found = wanted = right = 0
    for path in sorted((corpora / "azure-sxs").rglob("*.md"))[::5]:
        article = read.article(path.read_bytes(), path.name)
        if article.source:
            known = lexicon("en", path.relative_to(corpora / "azure-sxs").parts[0][:2])
            ours, theirs = _halves(article.source, article, share, chance)
            got = {
                (ours.units[pair.source].id, theirs.units[pair.target].id)
                for pair in align(ours, theirs, known)
                if pair.source is not None and pair.target is not None
            }
            truth = {(unit.id, unit.id) for unit in ours.units} & {(unit.id, unit.id) for unit in theirs.units}
            found, wanted, right = found + len(got), wanted + len(truth), right + len(got & truth)
    print(f"sentences, {share} dropped: F1 {2 * right / (found + wanted):.4f} of {wanted}")
    assert 2 * right / (found + wanted) >= f1


def _halves(source: Article, target: Article, share: float, chance: Random) -> tuple[Article, Article]:
    """Both sides, each without some units of blocks that have several."""
    several = {one.block for one, two in zip(target.units, target.units[1:], strict=False) if one.block == two.block}
    fates = [chance.random() if unit.block in several else 1.0 for unit in target.units]
    ours = tuple(unit for unit, fate in zip(source.units, fates, strict=True) if fate >= share / 2)
    theirs = tuple(unit for unit, fate in zip(target.units, fates, strict=True) if not share / 2 <= fate < share)
    return replace(source, units=ours), replace(target, units=theirs)
