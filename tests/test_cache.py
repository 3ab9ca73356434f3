"""The cache as several processes, broken disks and full ones know it."""

import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from hashlib import shake_128
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from conftest import ROOT

from doclint import cache
from doclint.cache import Cache, digest

WRITER = """
import sys
from hashlib import shake_128
from pathlib import Path
from doclint.cache import Cache, digest
name, count = sys.argv[1], int(sys.argv[2])
cache = Cache.open(Path(sys.argv[3]))
for number in range(count):
    cache.put("crate", digest(name, str(number)), shake_128(f"{name} {number}".encode()).digest(5000))
    if number % 20 == 19:
        cache.flush()
        print(number, flush=True)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder for a cache, not made yet."""
    return tmp_path / "caches" / "doclint"


def writer(name: str, count: int, place: Path) -> subprocess.Popen[str]:
    """A process that puts `count` values, and says how far it is."""
    command = [sys.executable, "-c", WRITER, name, str(count), str(place)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def kept(name: str, count: int, place: Path) -> int:
    """How many values of a writer are there; all that are, are right."""
    there = Cache.open(place)
    found = [there.get("crate", digest(name, str(number))) for number in range(count)]
    there.close()
    for number, value in enumerate(found):
        assert value in {None, shake_128(f"{name} {number}".encode()).digest(5000)}
    return sum(value is not None for value in found)


def fill(place: Path, *names: str, limit: int = cache.LIMIT, size: int = 100) -> None:
    """A run that puts a value for each name."""
    run = Cache.open(place, limit=limit)
    for name in names:
        run.put("crate", digest(name), shake_128(name.encode()).digest(10 * size))
    run.close()


def there(place: Path, *names: str) -> list[str]:
    """Which of the names a new run finds."""
    run = Cache.open(place)
    found = [name for name in names if run.get("crate", digest(name))]
    run.close()
    return found


def file(place: Path) -> Path:
    """The database."""
    return place / "values" / "values.sqlite"


def test_values_stay_for_the_next_run(place: Path) -> None:
    """A value is found at once, after the run, and only under its kind and key."""
    run = Cache.open(place)
    assert not place.exists()
    run.put("crate", digest("oak"), b"12 crates\0")
    assert run.get("crate", digest("oak")) == b"12 crates\0"
    run.close()
    later = Cache.open(place)
    assert later.get("crate", digest("oak")) == b"12 crates\0"
    assert later.get("crate", digest("elm")) is None
    assert later.get("quay", digest("oak")) is None
    later.close()


def test_another_program_finds_nothing(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other rules or another version of doclint worked out is not used."""
    fill(place, "oak")
    monkeypatch.setattr(cache, "_program", lambda: b"another")
    assert there(place, "oak") == []


def test_keys_tell_parts_apart() -> None:
    """Where parts begin and end, and whether there is one, makes a key of its own."""
    parts: list[tuple[bytes | str | None, ...]] = [("ab", "c"), ("a", "bc"), ("abc",), ("abc", None), ("abc", ""), ()]
    assert len({digest(*one) for one in parts}) == len(parts)
    assert digest("\ud800") != digest("?")


def test_what_is_put_is_written_when_the_process_ends(place: Path) -> None:
    """Nobody needs to close the cache."""
    program = WRITER.replace("% 20", "% 1000")
    subprocess.run([sys.executable, "-c", program, "oak", "30", str(place)], cwd=ROOT, check=True)
    assert kept("oak", 30, place) == 30


def test_two_writers(place: Path) -> None:
    """Both write at the same time into a cache that neither finds, and nothing is lost."""
    writers = [writer(name, 400, place) for name in ("oak", "elm")]
    for one in writers:
        _, complaint = one.communicate(timeout=60)
        assert (one.returncode, complaint) == (0, "")
    assert kept("oak", 400, place) == kept("elm", 400, place) == 400


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_writer_is_killed(place: Path) -> None:
    """The other goes on, and what was written stands."""
    doomed, other = writer("oak", 100_000, place), writer("elm", 400, place)
    assert doomed.stdout
    for _ in range(5):
        doomed.stdout.readline()
    doomed.send_signal(signal.SIGKILL)
    doomed.communicate()
    other.communicate(timeout=60)
    assert other.returncode == 0
    assert kept("elm", 400, place) == 400
    assert kept("oak", 200, place) >= 100


def test_a_torn_file_is_dropped(place: Path) -> None:
    """Whatever stands in the file, a run works, its values are right, and the next run finds what it put."""
    names = [f"crate {number}" for number in range(300)]
    chance = random.Random(6)  # noqa: S311
    for damage in range(12):
        fill(place, *names, size=300)
        data = bytearray(file(place).read_bytes())
        start = chance.randrange(0 if damage % 2 else 4096, len(data) - 2000)
        data[start : start + 2000] = chance.randbytes(2000)
        file(place).write_bytes(data[: len(data) // 2] if damage % 3 == 0 else data)
        run = Cache.open(place)
        for name in names:
            assert run.get("crate", digest(name)) in {None, shake_128(name.encode()).digest(3000)}
        run.close()
        fill(place, "oak")
        fill(place, "oak")
        assert there(place, "oak") == ["oak"]


def test_a_value_that_was_changed_is_not_used(place: Path) -> None:
    """What does not match its sum does not count, whatever its type."""
    fill(place, "oak", "elm", "ash")
    for number, other in enumerate((b"another", "text", 5), 1):
        with sqlite3.connect(file(place)) as database:
            database.execute("UPDATE value SET data = ? WHERE rowid = ?", (other, number))
        database.close()
    assert there(place, "oak", "elm", "ash") == []


def test_the_oldest_go_first(place: Path) -> None:
    """The file stays small; what was used of late stays, what was used long ago goes."""
    names = [f"crate {number:04}" for number in range(400)]
    limit = 1_000_000
    fill(place, *names[:100], limit=limit, size=500)
    with sqlite3.connect(file(place)) as database:
        database.execute("UPDATE value SET used = used - 100000")
    database.close()
    assert there(place, *names[:20]) == names[:20]
    for start in range(100, 400, 20):
        fill(place, *names[start : start + 20], limit=limit, size=500)
        with sqlite3.connect(file(place)) as database:
            database.execute("UPDATE value SET used = used - 10")
        database.close()
        assert sum(one.stat().st_size for one in file(place).parent.iterdir()) <= 1.2 * limit
        if start == 200:
            left = there(place, *names[:100])
            assert set(left) >= set(names[:20])
            assert len(left) < 60
    assert there(place, *names[-100:]) == names[-100:]


def test_a_value_larger_than_its_share_is_left_out(place: Path) -> None:
    """One value does not drive out all the others."""
    fill(place, "oak", "elm", limit=4000, size=100)
    fill(place, "ash", limit=4000, size=1000)
    assert there(place, "ash") == []


STRANGER = """
import os
from doclint import cache
cache._program()
if os.geteuid() == 0:
    os.seteuid(65534)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_folder_that_cannot_be_written() -> None:
    """It is done without, quietly: empty or with values, and where the path leads through a file or a device."""
    with TemporaryDirectory() as name:
        empty, full = Path(name, "empty"), Path(name, "full")
        empty.mkdir()
        fill(full, "oak")
        for folder in (Path(name), empty, full, full / "values"):
            folder.chmod(0o555)
        for folder in (empty, full, file(full), Path("/dev/full"), Path("/proc/doclint")):
            program = STRANGER + WRITER
            command = [sys.executable, "-c", program, "oak", "40", str(folder)]
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
            assert (done.returncode, done.stderr) == (0, "")
        assert not list(empty.iterdir())
        for folder in (Path(name), empty, full, full / "values"):
            folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_full_disk(place: Path) -> None:
    """It is done without, quietly, and what was written before still stands."""
    fill(place, *"abcdefgh", size=1000)

    def narrow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run(
        [sys.executable, "-c", WRITER, "oak", "400", str(place)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=narrow,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert kept("oak", 400, place) < 100
    assert there(place, *"abcdefgh") == list("abcdefgh")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_process_has_a_connection_of_its_own(place: Path) -> None:
    """Parent and child write on."""
    run = Cache.open(place)
    run.put("crate", digest("oak"), b"oak")
    run.flush()
    child = os.fork()
    if child == 0:
        run.put("crate", digest("elm"), b"elm")
        right = run.get("crate", digest("oak")) == b"oak"
        run.close()
        os._exit(0 if right else 1)
    run.put("crate", digest("ash"), b"ash")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    run.close()
    assert there(place, "oak", "elm", "ash") == ["oak", "elm", "ash"]


def command(*arguments: str, **environment: str) -> str:
    """What `doclint cache` prints."""
    done = subprocess.run(
        [sys.executable, "-m", "doclint", "cache", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_the_command(place: Path) -> None:
    """It says where the cache is and how large, and empties it; files of others stay."""
    environment = {"DOCLINT_CACHE_DIR": str(place)}
    assert command(**environment) == f"{place / 'values'}: 0.0 MB, 0 values\n"
    assert not place.exists()
    fill(place, "oak", "elm", size=100_000)
    (place / "mine.txt").touch()
    assert command(**environment).endswith("2 values\n")
    assert command("clean", **environment).startswith("freed ")
    assert [one.name for one in place.iterdir()] == ["mine.txt"]
    assert there(place, "oak") == []


def test_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's cache folder; a relative XDG_CACHE_HOME does not count."""
    monkeypatch.delenv("DOCLINT_CACHE_DIR", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.home() == tmp_path / "doclint"
    monkeypatch.setenv("XDG_CACHE_HOME", "caches")
    assert cache.home() == Path.home() / ".cache" / "doclint"
    monkeypatch.setenv("DOCLINT_CACHE_DIR", str(tmp_path / "mine"))
    assert cache.home() == tmp_path / "mine"


def test_one_that_is_not_wanted(place: Path) -> None:
    """It keeps nothing and makes no folder."""
    run = Cache.open(place, enabled=False)
    run.put("crate", digest("oak"), b"oak")
    assert run.get("crate", digest("oak")) is None
    run.close()
    assert not place.exists()


def test_it_is_quick(place: Path) -> None:
    """Thousands of values in a second."""
    names = [f"crate {number}" for number in range(5000)]
    start = time.perf_counter()
    fill(place, *names)
    put = time.perf_counter() - start
    assert there(place, *names) == names
    print(f"\n5,000 values put in {put:.2f} s, found in {time.perf_counter() - start - put:.2f} s")
