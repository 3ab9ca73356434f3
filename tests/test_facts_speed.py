"""What the rules of facts cost on top of reading, and how it grows. Run with -s to see the figures.

Figures are told, not judged: a slow machine on a busy day fails nothing. `azure-large` is often not unpacked.
"""

from pathlib import Path
from typing import Any

import facts_measures
import pytest


@pytest.fixture(scope="module")
def large(corpora: Path) -> Path:
    """The largest corpus, beside the others."""
    place = corpora / "azure-large"
    if not place.is_dir():
        pytest.skip("azure-large is not unpacked beside the other corpora")
    return place


def measured(*arguments: str) -> dict[str, Any]:
    """The figures of a process of its own."""
    figures = facts_measures.measured(*arguments)
    if not figures:
        pytest.skip(f"{' '.join(arguments)} was not done in time")
    return figures


def cost(folder: Path, step: int) -> dict[str, Any]:
    """Read a share of the articles, and judge their facts; the same share read alone tells what reading takes."""
    alone, both = (measured("tree", str(folder), str(step), asked) for asked in ("no", "yes"))
    more = (both["peak"] - alone["peak"]) / 1e6
    print(f"\n{both['articles']:,} articles, {both['units']:,} units, {both['findings']} findings")
    mine, whole = both["target"] / 1e6, alone["peak"] / 1e6
    print(f"reading {both['reading']:.1f} s, {mine:.0f} MB, with source sides {whole:.0f} MB")
    print(f"facts {both['facts']:.1f} s and {more:.0f} MB more")
    return both


def test_a_large_tree(large: Path) -> None:
    """The aim is 40 s on top of reading, and 600 MB; twice the articles should cost about twice as much."""
    half, whole = cost(large, 2), cost(large, 1)
    print(f"the whole takes {whole['facts'] / half['facts']:.2f} times as long as half of it")
    assert whole["units"] > 1_000_000


def test_many_claims() -> None:
    """The matcher alone, on sentences of our own, of which one in eleven is said twice."""
    figures = [measured("index", str(count)) for count in (25_000, 100_000)]
    for one in figures:
        print(
            f"\n{one['claims']:,} claims, {one['held'] / 1e6:.0f} MB: matched in {one['matching']:.1f} s, "
            f"{one['peak'] / 1e6:.0f} MB, {one['findings']:,} findings"
        )
    small, big = figures
    print(f"four times the claims take {big['matching'] / small['matching']:.2f} times as long")
    assert big["findings"] > 1_000
