"""lychee and rumdl, the two checkers of links that install from the Python registry, and doclint, run as programs."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from scoring import Said

SCRIPTS = Path(sys.executable).parent


class Run(NamedTuple):
    """What a program said, the seconds it took, and the most memory it held, in MB."""

    said: list[Said]
    seconds: float
    memory: float


def there(name: str) -> bool:
    """Whether a program is installed beside Python."""
    return (SCRIPTS / name).exists()


def version(name: str) -> str:
    """A program's version, as it says."""
    return subprocess.run([SCRIPTS / name, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


_LAUNCH = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(child, 0)
with open(sys.argv[1], "w") as file:
    file.write(f"{time.perf_counter() - start} {usage.ru_maxrss / 1024}")
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""A small process between: the memory of a child counts what its parent held when it was started."""


def measured(command: list[str], folder: Path, read: Callable[[Any], list[Said]]) -> Run:
    """A program run in `folder`; `read` takes its JSON. Exit codes 1 and 2 say that something was found."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as cost:
        launched = [sys.executable, "-IS", "-c", _LAUNCH, cost.name, *command]
        done = subprocess.run(launched, cwd=folder, capture_output=True, check=False)
        assert done.returncode in {0, 1, 2}, done.stderr.decode("utf-8", "replace")
        return Run(read(json.loads(done.stdout or b"[]")), *map(float, cost.read().split()))


def lychee(folder: Path) -> Run:
    """Files and fragments only; nothing is fetched."""
    options = ("--offline", "--include-fragments", "--no-progress", "--format", "json", "--root-dir", str(folder))
    return measured([str(SCRIPTS / "lychee"), *options, "."], folder, _lychee)


def _lychee(data: dict[str, Any]) -> list[Said]:
    return [
        Said(os.path.normpath(path), one.get("span", {}).get("line", 0), "lychee", one["url"].rpartition("/")[2])
        for path, found in data["error_map"].items()
        for one in found
    ]


def rumdl(folder: Path) -> Run:
    """The two rules of links: MD051 for fragments and MD057 for files."""
    options = ("--no-config", "--no-cache", "--enable", "MD051,MD057", "--output-format", "json")
    return measured([str(SCRIPTS / "rumdl"), "check", *options, "."], folder, _rumdl)


def _rumdl(data: list[dict[str, Any]]) -> list[Said]:
    return [Said(os.path.normpath(one["file"]), one["line"], one["rule"], one["message"]) for one in data]


def doclint(folder: Path, *arguments: str) -> Run:
    """The rules of links, at warning and above; two kinds of cache do not exist, so each run is cold."""
    options = ("--select", "links", "--format", "json")
    return measured([sys.executable, "-m", "doclint", "check", *arguments, *options], folder, _doclint)


def _doclint(data: dict[str, Any]) -> list[Said]:
    return [
        Said(
            one["path"],
            one["line"],
            one["code"],
            one["subject"],
            tuple((side["path"], side["line"]) for side in one["evidence"]),
        )
        for one in data["findings"]
    ]


PEERS: dict[str, Callable[[Path], Run]] = {"lychee": lychee, "rumdl": rumdl}
