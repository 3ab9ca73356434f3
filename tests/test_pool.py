"""Work spread over processes: order, errors, interrupts, and processes that are killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from doclint.errors import DoclintError
from doclint.pool import spread

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a process is a copy of ours on Linux only")

ITEMS = range(1000)


def doubled(batch: Sequence[int]) -> list[int]:
    """Each item twice."""
    return [2 * item for item in batch]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_stand_in_order(jobs: int) -> None:
    """However many processes there are, and whatever they knew before."""
    known = {item: str(item) for item in ITEMS}
    assert list(spread(doubled, ITEMS, jobs)) == [2 * item for item in ITEMS]
    assert list(spread(lambda batch: [known[item] for item in batch], ITEMS, jobs)) == list(known.values())


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_here(jobs: int) -> None:
    """As if there were one process."""

    def refused(batch: Sequence[int]) -> list[int]:
        if 500 in batch:
            message = "gate 500 is shut"
            raise DoclintError(message)
        return doubled(batch)

    with pytest.raises(DoclintError, match="gate 500 is shut"):
        list(spread(refused, ITEMS, jobs))


def test_a_killed_process() -> None:
    """Is told with what to do."""

    def killed(batch: Sequence[int]) -> list[int]:
        if 500 in batch:
            os.kill(os.getpid(), signal.SIGKILL)
        return doubled(batch)

    with pytest.raises(DoclintError, match="try again with --jobs 1"):
        list(spread(killed, ITEMS, 2))


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of the group: one word, exit code 130, and none of them lives on."""
    for number in range(400):
        (tmp_path / f"a{number}.md").write_text(f"# Gate {number}\n\n" + "Leave it **open**. " * 400, "utf-8")
    command = [sys.executable, "-m", "doclint", "check", ".", "--jobs", "2"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while len(_group(process.pid)) < 3 and process.poll() is None:
            pass
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.decode()) == (130, "doclint: interrupted\n")
    assert _group(process.pid) == []


def _group(leader: int) -> list[int]:
    """The processes of a group that are alive."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def test_findings_do_not_depend_on_it(tmp_path: Path) -> None:
    """Byte for byte the same report, whatever the number of processes."""
    for number in range(90):
        for locale, text in (
            ("en", f"Leave gate {number} open. Wait {number} minutes."),
            ("fr", "Laissez la porte fermée."),
        ):
            (tmp_path / locale).mkdir(exist_ok=True)
            (tmp_path / locale / f"gate-{number}.md").write_text(f"# Gate {number}\n\n{text}\n\n[x](#no)\n", "utf-8")
    reports = set()
    for jobs in ("1", "2", "3"):
        command = [
            sys.executable,
            "-m",
            "doclint",
            "check",
            ".",
            "--format",
            "json",
            "--severity",
            "info",
            "--jobs",
            jobs,
        ]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 1
        reports.add(done.stdout)
    assert len(reports) == 1
