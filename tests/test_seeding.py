"""Planted defects of links in real documentation: nearly all are named, and nothing else is."""

from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
import scoring
import seeding
from scoring import BEDS, Bed, Said, Score
from seeding import Defect

SEED, EACH = 5, 14


class Harvest(NamedTuple):
    """What was planted in a corpus, and what doclint says of it that it did not say before."""

    bed: Bed
    defects: list[Defect]
    said: list[Said]


@pytest.fixture(scope="module")
def harvests(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Harvest]]:
    """Each corpus without and with planted defects; two at a time."""
    folder = tmp_path_factory.mktemp("seeding")

    def harvest(bed: Bed) -> Harvest:
        clean = scoring.doclint(bed, scoring.bed(bed, corpora, folder / "clean"))
        place = scoring.bed(bed, corpora, folder / "seeded")
        defects = scoring.planned(bed, place, SEED, EACH)
        return Harvest(bed, defects, scoring.new(scoring.doclint(bed, place), clean))

    with ThreadPoolExecutor(2) as pool:
        yield list(pool.map(harvest, BEDS))


def test_planted_defects(harvests: list[Harvest]) -> None:
    """At least 300 of at least eight kinds; .98 of them, and of the links they kill, are named at precision .99."""
    by_kind: defaultdict[str, list[Score]] = defaultdict(list)
    alarms = []
    for harvest in harvests:
        for kind, score in scoring.scores(harvest.defects, harvest.said).items():
            by_kind[kind].append(score)
        alarms += scoring.false_alarms(harvest.defects, harvest.said)
    for kind, parts in by_kind.items():
        print("{:20} {:4} planted {:4} named {:5} links {:5} named".format(kind, *scoring.total(parts)))
    every = scoring.total(score for parts in by_kind.values() for score in parts)
    said = sum(len(harvest.said) for harvest in harvests)
    precision = 1 - len(alarms) / said
    print(f"recall {every.named / every.planted:.3f}, of links {every.links_named / every.links:.3f}")
    print(f"precision {precision:.3f} ({len(alarms)} of {said} findings unexplained)")
    assert every.planted >= 300
    assert len(by_kind) >= 8
    assert every.named / every.planted >= 0.98
    assert every.links_named / every.links >= 0.98
    assert precision >= 0.99


def test_the_same_seed_plants_the_same(corpora: Path, tmp_path: Path) -> None:
    """And another seed plants something else."""
    place = scoring.bed(BEDS[0], corpora, tmp_path)
    plans = [seeding.plan(scoring.garden(BEDS[0], place), seed, 3) for seed in (1, 1, 2)]
    assert plans[0] == plans[1] != plans[2]
