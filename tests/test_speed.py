"""How fast articles are read and aligned, and how much memory a large one takes. Run with -s to see the figures.

Times are told, not judged: the bounds are what even a slow machine on a busy day keeps.
"""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from time import process_time

import pytest

from doclint import examine, run
from doclint.config import Config
from doclint.console import collect_seldom
from doclint.project.align import align
from doclint.project.pairing import ArticlePair, project
from doclint.read import article
from doclint.rule import rules
from doclint.tree import WorkTree


def bilingual(corpora: Path, step: int) -> dict[str, bytes]:
    """Every bilingual article at the given step, by name."""
    return {path.name: path.read_bytes() for path in sorted((corpora / "azure-sxs").rglob("*.md"))[::step]}


def test_reading(corpora: Path) -> None:
    """Bilingual articles in 14 languages: the target side alone, as most checks want it, and both sides."""
    files = bilingual(corpora, 6)
    size = sum(map(len, files.values())) / 1e6
    start = process_time()
    articles = [article(data, name) for name, data in files.items()]
    target = process_time() - start
    sources = [one.source for one in articles if one.bilingual]
    both = process_time() - start
    print(f"\nreading: {size / target:.1f} MB/s, both sides {size / both:.1f} MB/s, {len(files) / both:.0f} articles/s")
    assert all(source and source.units for source in sources)
    assert size / both > 0.5


def test_reading_and_aligning(corpora: Path) -> None:
    """The two sides of bilingual articles as if they were files of their own, which nobody had put side by side."""
    read = [article(data, name) for name, data in bilingual(corpora, 20).items()]
    sides = [(one.source.text.encode(), one.text.encode()) for one in read if one.source]
    start = process_time()
    pairs = [align(article(source, "source.md"), article(target, "target.md")) for source, target in sides]
    seconds = process_time() - start
    print(f"\nreading and aligning: {len(sides) / seconds:.0f} articles/s")
    assert all(pairs)
    assert len(sides) / seconds > 2


PARAGRAPH = (
    "The harbor opens at six, unless the wind is stronger than **40 knots**. Load the crates with the "
    "[crane](crane.md), and check that `harbor status` shows *ready*. Every pier has its own gate; the keeper of the "
    "gate notes the name of each ship. If a crate is heavier than 5 tons, use the second crane at the end of the quay."
)
UNIT = (
    '<span data-ttu-id="a1b2c-{0}">Le quai a une porte, et le gardien note le nom de chaque navire.</span>'
    '<span class="sxs-lookup"><span data-stu-id="a1b2c-{0}">The pier has a gate, and its keeper notes the name of '
    "each ship.</span></span> "
)
SHAPES = {
    "plain": f"## Gates\n\n{PARAGRAPH}\n\n- Open the gate.\n- Load the crates.\n\n{PARAGRAPH}\n\n",
    "bilingual": "## Portes\n\n" + "".join(UNIT.format(number) for number in range(4)) + "\n\n",
    "one line": PARAGRAPH + " ",
}
SCRIPT = """
import json, resource, sys
from pathlib import Path
from doclint.read import article
size, shape = int(sys.argv[1]), sys.argv[2]
data = (shape * (size // len(shape))).encode()
one = article(data, "harbor.md")
blocks = len(one.blocks) + len(one.source.blocks if one.source else ())
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
status = Path("/proc/self/status")
if status.exists():
    # On Linux ru_maxrss begins at what the parent had when it forked.
    peak = next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([blocks, peak / len(data)]))
"""


SIZES = {"plain": 30_000_000, "bilingual": 50_000_000, "one line": 50_000_000}


@pytest.mark.parametrize(("shape", "size"), SIZES.items())
def test_a_large_article_takes_less_than_twenty_times_its_size(shape: str, size: int) -> None:
    """Interpreter, bytes and both sides included."""
    command = [sys.executable, "-c", SCRIPT, str(size), SHAPES[shape]]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    blocks, times = json.loads(done.stdout)
    print(f"\n{shape}: {times:.1f} times its size in memory, {blocks:,} blocks")
    assert times < 20
    assert blocks


def unit_pairs(corpora: Path, locale: str) -> list[ArticlePair]:
    """The bilingual articles of a locale, paired."""
    tree = WorkTree(corpora / "azure-sxs" / locale)
    articles, _ = run.articles(tree, tree.files())
    return [pair for pair in project(articles, "en", {}, tree).pairs() if len(pair.pairs) > 1]


def judged(pairs: list[ArticlePair]) -> int:
    """Run every rule of units and of article pairs; how many pairs of units there were."""
    jobs = [job for job in (examine.job(rule, Config()) for rule in rules()) if job.check.SCOPE in {"unit", "pair"}]
    for pair in pairs:
        for _ in examine.findings_of(jobs, pair):
            pass
    return sum(len(pair.pairs) for pair in pairs)


def test_unit_rules_beside_pofilter(corpora: Path, tmp_path: Path) -> None:
    """All rules of units and pairs, and pofilter's tests, on the same pairs in the same run.

    doclint judges them twice and the second time counts: in a large tree most words have been met before.
    """
    pairs = unit_pairs(corpora, "fr-fr")
    texts = {unit.source.text: unit.target.text for pair in pairs for unit in pair.units}
    judged(pairs)
    for pair in pairs:
        del pair.__dict__["units"]
    before = gc.get_threshold()
    collect_seldom()
    start = process_time()
    count = judged(pairs)
    own = count / (process_time() - start)
    gc.set_threshold(*before)
    print(f"\nunit rules: {own:.0f} pairs/s")
    assert count > 2000
    assert own > 300
    peer = pofilter(texts, tmp_path)
    if peer:
        print(f"pofilter: {peer:.0f} pairs/s; doclint is {own / peer:.2f} times as fast")


def pofilter(texts: dict[str, str], folder: Path) -> float:
    """How many pairs a second pofilter judges, starting included; 0 where it is not installed."""
    program = Path(sys.executable).with_name("pofilter")
    if not program.exists():
        print("pofilter is not installed: pip install translate-toolkit")
        return 0.0
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entries = [
        f"msgid {json.dumps(ours, ensure_ascii=False)}\nmsgstr {json.dumps(theirs, ensure_ascii=False)}\n"
        for ours, theirs in texts.items()
    ]
    (folder / "a.po").write_text("\n".join([head, *entries]))
    before = os.times().children_user
    subprocess.run(
        [program, "--progress=none", "--language=fr", "a.po", "out.po"], cwd=folder, check=True, capture_output=True
    )
    return len(texts) / (os.times().children_user - before)
