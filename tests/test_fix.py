"""Fixing: what `check --fix` and `--diff` do to real files, and what they never do."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reading import twin

from doclint import run, writing
from doclint.cli import main
from doclint.tree import Tree

SOURCE = b"Open [a gate](open-gate.md).\n\nRead [the port list](ports.md) and [the notes](notes.md).\n"
TARGET = b"Ouvrez [une porte](close-gate.md).\n\nLisez [la liste des ports] (ports.md) et [les notes] (notes.md).\n"
MENDED = b"Ouvrez [une porte](open-gate.md).\n\nLisez [la liste des ports](ports.md) et [les notes](notes.md).\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with an article and its translation, which has three faults in two lines."""
    write(tmp_path, {"docs/en/a.md": SOURCE, "docs/fr/a.md": TARGET})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(root: Path, files: dict[str, bytes]) -> None:
    """Write files."""
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)


def check(*arguments: str) -> Result:
    """What `doclint check` says."""
    done = CliRunner().invoke(main, ["check", *arguments])
    assert "Traceback" not in done.stderr
    return done


def fix(*arguments: str) -> Result:
    """What `doclint check` says when it fixes all it can."""
    return check(*arguments, "--fix", "--unsafe-fixes")


def test_fixing(place: Path) -> None:
    """All is fixed, two findings on one line among it; then nothing is left, and fixing again changes nothing."""
    done = fix("docs")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Fixed 3 findings in 1 file." in done.stderr
    assert (place / "docs/fr/a.md").read_bytes() == MENDED
    assert "Nothing to fix." in fix("docs").stderr
    assert (place / "docs/fr/a.md").read_bytes() == MENDED
    assert sorted(path.name for path in (place / "docs").rglob("*")) == ["a.md", "a.md", "en", "fr"]


def test_unsafe_fixes_need_a_word(place: Path) -> None:
    """Without --unsafe-fixes they are only spoken of; findings remain, and so does the exit code."""
    done = check("docs")
    assert "DL105 destination-changed [unsafe fix]" in done.stdout
    assert "3 findings are fixable with --fix --unsafe-fixes." in done.stderr
    assert "3 findings are fixable with --fix." in check("docs", "--unsafe-fixes").stderr
    done = check("docs", "--fix")
    assert "Nothing to fix (3 more with --unsafe-fixes)." in done.stderr
    assert done.exit_code == 1
    assert (place / "docs/fr/a.md").read_bytes() == TARGET
    assert "fix" not in check("docs", "-q").stderr


def test_what_remains_is_reported(place: Path) -> None:
    """Findings without a fix are shown at their new places, as JSON on stdout where asked; words go to stderr."""
    (place / "docs/fr/a.md").write_bytes(b"[une porte] (gates.md) [la liste de ports)\n")
    done = fix("docs", "--format", "json", "--select", "DL104")
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["line"], finding["column"], finding["fix"]) == (1, 23, None)
    assert "Fixed 1 finding in 1 file." in done.stderr
    assert done.exit_code == 1
    assert fix("docs", "-o", "out.json", "--format", "json", "-q").stderr == ""
    assert json.loads(Path("out.json").read_text("utf-8"))["findings"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TARGET.replace(b"\n", b"\r\n"), MENDED.replace(b"\n", b"\r\n")),
        (TARGET.replace(b"\n", b"\r"), MENDED.replace(b"\n", b"\r")),
        (TARGET.replace(b"\n", b"\r\n", 1), MENDED.replace(b"\n", b"\r\n", 1)),
        (b"\xef\xbb\xbf" + TARGET, b"\xef\xbb\xbf" + MENDED),
        (TARGET.rstrip(), MENDED.rstrip()),
        (TARGET + b"\n\n  \t", MENDED + b"\n\n  \t"),
        (TARGET + "\n\u2028\u0085\x0c港\U0001f6a2".encode(), MENDED + "\n\u2028\u0085\x0c港\U0001f6a2".encode()),
    ],
    ids=["CRLF", "CR", "mixed", "BOM", "no end", "blanks", "odd characters"],
)
def test_bytes_are_kept(place: Path, before: bytes, after: bytes) -> None:
    """Byte order mark, line ends and all that is not mended stay as they are."""
    (place / "docs/fr/a.md").write_bytes(before)
    assert "Fixed 3 findings" in fix("docs").stderr
    assert (place / "docs/fr/a.md").read_bytes() == after


@pytest.mark.parametrize(
    "data", [TARGET + b"\xff", TARGET + b"\0", TARGET.decode().encode("utf-16")], ids=["byte", "NUL", "UTF-16"]
)
def test_what_is_not_clean_is_left(place: Path, data: bytes) -> None:
    """A file that is no UTF-8 is not fixed, and doclint says so."""
    (place / "docs/fr/a.md").write_bytes(data)
    done = fix("docs")
    assert "docs/fr/a.md: not fixed: it is not clean UTF-8" in done.stderr
    assert "Nothing to fix." in done.stderr or "with --unsafe" in done.stderr
    assert done.exit_code == 1
    assert (place / "docs/fr/a.md").read_bytes() == data


def test_bilingual_articles(place: Path) -> None:
    """The translation is mended, its source beside it is not; it is generated, and that is said once."""
    head = "---\nms.contentlocale: fr-FR\nms.locfileid: '1'\n---\n"
    units = [twin(f"a-{n}", "Ouvrez [une porte](b.md).", "Open [a gate](c.md).") for n in range(2)]
    for name in ("a.md", "b.md"):
        (place / name).write_text(head + "\n\n".join(units), "utf-8")
    done = fix("a.md", "b.md")
    assert done.stderr.count("2 fixed files are generated") == 1
    assert "Fixed 4 findings in 2 files." in done.stderr
    assert (place / "a.md").read_text("utf-8") == head + "\n\n".join(units).replace("b.md", "c.md")


def test_diff(place: Path) -> None:
    """--diff writes nothing, and gives 1 where there is something to change."""
    done = check("docs", "--diff", "--unsafe-fixes")
    assert done.stdout.splitlines()[:4] == [
        "--- a/docs/fr/a.md",
        "+++ b/docs/fr/a.md",
        "@@ -1,3 +1,3 @@",
        "-Ouvrez [une porte](close-gate.md).",
    ]
    assert "Would fix 3 findings in 1 file." in done.stderr
    assert done.exit_code == 1
    assert check("docs", "--diff", "--unsafe-fixes", "--exit-zero", "--fix").exit_code == 0
    assert (place / "docs/fr/a.md").read_bytes() == TARGET
    done = check("docs", "--diff")
    assert (done.exit_code, done.stdout) == (0, "")
    assert check("docs", "--diff", "--format", "json").exit_code == 2


@pytest.mark.parametrize("command", [["git", "apply", "patch.diff"], ["patch", "-p1", "--binary", "-i", "patch.diff"]])
def test_diff_is_what_fix_does(place: Path, command: list[str]) -> None:
    """Applied with git or patch, the diff gives the very bytes that --fix writes."""
    words = b"Un quai.\n\n" * 40
    files = {
        "docs/fr/a.md": TARGET + words + TARGET + words.rstrip() + b" " + TARGET.rstrip(),
        "docs/fr/les ports.md": b"\xef\xbb\xbf" + TARGET.replace(b"\n", b"\r\n"),
        'docs/fr/b"\t\\é.md': words + TARGET.replace(b"\n", b"\r\n", 1),
    }
    write(place, files)
    done = check("docs", "--diff", "--unsafe-fixes", "-o", "patch.diff")
    assert "in 3 files" in done.stderr
    subprocess.run(command, cwd=place, check=True, capture_output=True)
    patched = {name: (place / name).read_bytes() for name in files}
    write(place, files)
    fix("docs")
    assert patched == {name: (place / name).read_bytes() for name in files}
    assert patched != files


def test_sources_are_never_written(place: Path) -> None:
    """What --source names is left alone, even where it lies below the paths to check."""
    source = SOURCE + b"\nSee [the berths] (berths.md).\n"
    (place / "docs/en/a.md").write_bytes(source)
    done = fix("docs", "--source", "docs/en")
    assert "docs/en/a.md: not fixed: it is named as a source" in done.stderr
    assert (place / "docs/en/a.md").read_bytes() == source
    assert (place / "docs/fr/a.md").read_bytes() == MENDED
    assert "Fixed 1 finding" in fix("docs").stderr


def test_only_what_is_shown_is_fixed(place: Path) -> None:
    """Not other rules, other locales, less severe findings."""
    for arguments in (["--select", "DL103"], ["--locale", "en"], ["--ignore", "links"]):
        assert "Nothing to fix." in fix("docs", *arguments).stderr
    fix("docs", "--severity", "error")
    assert (place / "docs/fr/a.md").read_bytes() == TARGET.replace(b"close-gate", b"open-gate")


def test_read_only_files(place: Path) -> None:
    """A file that nobody may write stays as it is; the mode of others is kept."""
    write(place, {"docs/fr/b.md": TARGET})
    (place / "docs/fr/a.md").chmod(0o444)
    (place / "docs/fr/b.md").chmod(0o640)
    done = fix("docs")
    assert "docs/fr/a.md: not fixed: it is read-only" in done.stderr
    assert done.exit_code == 1
    assert (place / "docs/fr/a.md").read_bytes() == TARGET
    assert (place / "docs/fr/b.md").read_bytes() != TARGET
    assert (place / "docs/fr/b.md").stat().st_mode & 0o777 == 0o640


def test_links(place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A link that leads outside is not followed; one inside is, and stays a link."""
    outside = tmp_path_factory.mktemp("outside") / "a.md"
    outside.write_bytes(TARGET)
    (place / "docs/fr/out.md").symlink_to(outside)
    (place / "docs/fr/in.md").symlink_to("a.md")
    done = fix("docs/fr/out.md", "docs/fr/in.md", "docs/fr/a.md")
    assert "docs/fr/out.md: not fixed: it is a link that leads outside" in done.stderr
    assert outside.read_bytes() == TARGET
    assert (place / "docs/fr/in.md").is_symlink()
    assert b"[la liste des ports](ports.md)" in (place / "docs/fr/a.md").read_bytes()


def _meanwhile(monkeypatch: pytest.MonkeyPatch, calls: int, path: Path, data: bytes) -> None:
    """Let somebody write `data` to the file at `path` after so many checks."""
    done = []
    plain = run.check

    def changing(tree: Tree, *rest: object) -> run.Report:
        report = plain(tree, *rest)  # type: ignore[arg-type]
        done.append(report)
        if len(done) == calls:
            path.write_bytes(data)
        return report

    monkeypatch.setattr(run, "check", changing)


@pytest.mark.parametrize("calls", [1, 2])
def test_files_changed_meanwhile(place: Path, monkeypatch: pytest.MonkeyPatch, calls: int) -> None:
    """A file that somebody else wrote while it was checked is left alone; what it says now is reported."""
    theirs = TARGET + b"\nFermez tout.\n"
    _meanwhile(monkeypatch, calls, place / "docs/fr/a.md", theirs)
    done = fix("docs")
    assert "docs/fr/a.md: not fixed: it was changed meanwhile" in done.stderr
    assert (place / "docs/fr/a.md").read_bytes() == theirs
    assert "DL105" in done.stdout
    assert done.exit_code == calls


def test_a_write_that_fails(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It leaves the old file and no other, is said, and gives exit code 2; the findings are those of the old file."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = fix("docs")
    assert "docs/fr/a.md: not fixed: No space left on device" in done.stderr
    assert "Fixed" not in done.stderr
    assert done.stdout.count("DL10") == 3
    assert done.exit_code == 2
    assert (place / "docs/fr/a.md").read_bytes() == TARGET
    assert [path.name for path in (place / "docs/fr").iterdir()] == ["a.md"]


def test_an_interrupted_write(place: Path) -> None:
    """The old file stays, whole and alone."""

    def interrupted(out: object) -> None:
        out.write(b"half")  # type: ignore[attr-defined]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writing.replace_file(place / "docs/fr/a.md", interrupted)
    assert (place / "docs/fr/a.md").read_bytes() == TARGET
    assert [path.name for path in (place / "docs/fr").iterdir()] == ["a.md"]
