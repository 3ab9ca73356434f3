"""What the rules of facts take, measured in a process of their own: `tree FOLDER STEP yes|no` or `index COUNT`."""

import json
import random
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import Any

from msgspec.structs import replace

from doclint import examine, run
from doclint.config import Config
from doclint.console import collect_seldom
from doclint.facts.model import Claim
from doclint.project.docset import Docset
from doclint.rule import Rule, rules
from doclint.tree import MemoryTree, WorkTree

_NOUNS = (
    "gate crane berth quay pier lock winch buoy dredger ferry mast hawser bollard slip dock tug hull keel north south"
    " inner outer upper lower old new eastern western central free royal long short deep broad store lift move count"
    " weigh paint sort ship dry cool send keep check sign name rent crate barrel bale coil plank sack rope chain letter"
    " parcel engine boat stone tile pipe"
)
_LONGEST = 600
_SENTENCE = b"# Berths\n\nThe HarborService does not support more than 40 GB of crates in a berth of the inner quay.\n"


def peak() -> int:
    """The most memory that the process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # On Linux ru_maxrss begins at what the parent had when it forked.
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def facts() -> list[Rule]:
    """The rules of facts."""
    return [rule for rule in rules() if rule.header.category == "facts"]


def tree(folder: str, step: str, asked: str) -> dict[str, float]:
    """Read every `step`th article of a folder with its source side; and judge the facts where that is asked."""
    files = WorkTree(Path(folder))
    start = process_time()
    read = run.reading(files, sorted(files.files())[:: int(step)], Config(), {})
    target = peak()
    sides = [side for one in read.members.editions for side in (one.article, one.article.source) if side]
    units = sum(len(side.units) for side in sides)
    reading, start = process_time() - start, process_time()
    found = run.judged(read, facts() if asked == "yes" else [], Config()).findings
    counts = {"articles": len(read.members.editions), "units": units, "findings": len(found)}
    return {**counts, "reading": reading, "target": target, "facts": process_time() - start, "peak": peak()}


def index(count: str) -> dict[str, float]:
    """Compare `count` claims, one in eleven of which is said a second time with another value or the same."""
    files = MemoryTree({"a.md": _SENTENCE})
    read = run.reading(files, files.files(), Config(), {})
    docset = Docset(files, read.members, None)
    job = next(job for job in (examine.job(rule, Config()) for rule in facts()) if job.options.kind == "limit")
    [model] = job.check.extract(read.members.editions[0], docset)
    claims = [_claim(model, number) for number in range(int(count))]
    held, start = peak(), process_time()
    found = sum(1 for _ in job.check.compare(claims, job.options, docset))
    return {"claims": len(claims), "held": held, "matching": process_time() - start, "peak": peak(), "findings": found}


def _claim(model: Claim, number: int) -> Claim:
    """The claim of a sentence of its own words, twenty to an article."""
    said = _said(number // 2 if number % 11 == 10 else number)
    head = model.keys[0].split("\0")[:5]
    at = replace(model.at, path=f"{number // 20}.md", line=number % 20 + 1)
    slot = replace(model.slot, values=frozenset([float(number % 7 + 1)]))
    place = {"group": number // 20, "unit": number % 20, "at": at}
    return replace(model, slot=slot, keys=("\0".join([*head, *sorted(said)]),), words=frozenset(said), **place)


_PARTS = _NOUNS.split()


def _said(number: int) -> list[str]:
    """Eleven words of some thousands, few of which are frequent, as in any language."""
    chance = random.Random(number)  # noqa: S311
    places = (int(len(_PARTS) ** 2 * chance.random() ** 2) for _ in range(11))
    return [_PARTS[place // len(_PARTS)] + _PARTS[place % len(_PARTS)] for place in places]


def measured(*arguments: str) -> dict[str, Any]:
    """The figures of a process of its own; none where it took too long."""
    command = [sys.executable, __file__, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_LONGEST)
    except subprocess.TimeoutExpired:
        return {}
    assert done.returncode == 0, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


if __name__ == "__main__":
    collect_seldom()
    what, *given = sys.argv[1:]
    print(json.dumps(tree(*given) if what == "tree" else index(*given)))
