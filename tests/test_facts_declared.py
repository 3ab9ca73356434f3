"""facts.toml: what may stand in it, what is said of what may not, and what it does to the real command."""

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from doclint.cli import main
from doclint.config import ConfigError
from doclint.facts.declared import facts
from doclint.facts.model import Slot
from doclint.facts.written import same, slot

FACT = 'id = "size"\nholds = "4,095 GB"\nsubject = {en = ["disk*"]}\n'
HOSTILE = "\x1b[31m</script><img src=x onerror=alert(1)>=1+1\u202e"


def declared(folder: Path, text: str) -> Path:
    """A file of facts."""
    path = folder / "facts.toml"
    path.write_text(text, "utf-8")
    return path


def docs(folder: Path, text: str, **articles: str) -> Path:
    """Articles by locale, beside a configuration that names a file of facts."""
    declared(folder, text)
    (folder / "doclint.toml").write_text('facts = "facts.toml"\n', "utf-8")
    for locale, article in articles.items():
        path = folder / "docs" / locale.replace("_", "-") / "limits.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article, "utf-8")
    return folder / "docs"


def run(*arguments: str | Path) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[[fact]]\n" + FACT + "sinze = 2024-01-01\n", 5, "the keys are id, holds, subject"),
        ("[[fact]]\nid = 'size'\nsubject = {en = ['disk']}\n", 1, "missing required field `holds`"),
        ("[[fact]]\n" + FACT.replace("4,095 GB", "quite a lot"), 3, "'quite a lot' is no value: write an amount"),
        ("[[fact]]\n" + FACT + "kind = 'port'\n", 3, "'4,095 GB' is no value of kind 'port'"),
        ("[[fact]]\n" + FACT + "kind = 'colour'\n", 5, "Invalid enum value 'colour'"),
        ("[[fact]]\n" + FACT + "outdated = ['3 days']\n", 5, "are different kinds of values"),
        ("[[fact]]\n" + FACT.replace("en =", "xx =").replace("[[", "[["), 4, "'xx' is no locale"),
        ("[[fact]]\n" + FACT.replace("disk*", "*"), 4, "'*' names nothing"),
        ("[[fact]]\n" + FACT.replace("disk*", "disk + "), 4, "names nothing"),
        ("[[fact]]\nid = 'a'\nholds = 1\nsubject = {}\n", 1, "the fact has no subject"),
        (f"[[fact]]\n{FACT}\n[[fact]]\n{FACT}", 6, "the id 'size' is given twice"),
        ("[fact]\n" + FACT, 1, "begin each fact with [[fact]]"),
        ("[[facts]]\n" + FACT, 1, "'facts' has no meaning here"),
        ("[[fact]]\nid = \n", 2, "facts are written in TOML"),
        ("[[fact]]\n" + FACT + "since = 'soon'\n", 5, "Invalid RFC3339"),
    ],
)
def test_faults_name_line_and_next_step(tmp_path: Path, text: str, line: int, said: str) -> None:
    """What is wrong with the file is one error, with file, line and what to do."""
    path = declared(tmp_path, text)
    with pytest.raises(ConfigError) as fault:
        facts(str(path))
    message = str(fault.value)
    assert said in message
    assert f"facts.toml:{line}: " in message


def test_fault_stops_the_command(tmp_path: Path) -> None:
    """The command ends with 2 and one line; a file that is not there, and one that is no UTF-8, are told alike."""
    folder = docs(tmp_path, "[[fact]]\nid = 1\n", en="Harbor supports disks of up to 1 TB.\n")
    for command in ("check", "facts"):
        done = run(command, folder)
        assert done.exit_code == 2
        assert "facts.toml:2: " in done.output
        assert "Traceback" not in done.output
    (tmp_path / "facts.toml").write_bytes(b"\xff\xfe")
    assert "is not UTF-8" in run("check", folder).output
    (tmp_path / "facts.toml").unlink()
    assert "`facts` in doclint.toml names this file" in run("check", folder).output


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("4,095 GB", None, ("limit", "data")),
        ("30 days", None, ("limit", "time")),
        ("10%", None, ("limit", "share")),
        ("on", None, ("state", "")),
        ("Disabled", None, ("state", "")),
        ("5.2", None, ("version", "")),
        ("v5", None, ("version", "")),
        ("5", "version", ("version", "")),
        ("2024-03-15", None, ("date", "")),
        ("2024", "date", ("date", "")),
        ("64", None, ("count", "")),
        ("8443", "port", ("port", "")),
        ("64", "default", ("default", "")),
        ("/etc/harbor.conf", None, ("path", "")),
        (r"C:\Harbor\log", None, ("path", "")),
        ("harborctl status", "command", ("command", "")),
        ("harborctl status -v", None, ("command", "")),
        ("Get-HarborDisk", None, ("command", "")),
        ("Standard", "default", ("default", "")),
    ],
)
def test_values(text: str, kind: str | None, expected: tuple[str, str]) -> None:
    """A value says by its form what it is, or the fact's kind does."""
    found = slot(text, kind, "")  # type: ignore[arg-type]
    assert found
    assert (found.kind, found.dimension) == expected


def test_values_compare_with_units_and_rounding() -> None:
    """1 TB is 1,023 GB, 90 minutes are not 2 hours, 5.2 is 5.2.0 and not 5.20."""

    def alike(one: str, other: str) -> bool:
        slots = [found for text in (one, other) if (found := slot(text, None, ""))]
        return same(*slots)

    assert alike("1 TB", "1,023 GB")
    assert alike("36 hours", "2,160 minutes")
    assert alike("5.2", "v5.2.0")
    assert not alike("90 minutes", "2 hours")
    assert not alike("5.2", "5.20")
    assert not alike("4,095 GB", "1 TB")


@given(st.text(max_size=40), st.sampled_from([None, "limit", "date", "version", "port", "count", "default", "path"]))
def test_any_text_is_a_value_or_none(text: str, kind: str | None) -> None:
    """No text breaks the reading of values."""
    assert isinstance(slot(text, kind, ""), Slot | None)  # type: ignore[arg-type]


def test_finding_points_into_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON names the declared value with its place, and what is expected; the exit code tells."""
    monkeypatch.chdir(tmp_path)
    text = f"# Harbor\n\n[[fact]]\n{FACT}outdated = ['1 TB']\nsince = 2024-03-15\n"
    docs(tmp_path, text, en="Harbor supports disks of up to 1,023 GB.\n")
    done = run("check", "docs", "--select", "DL904", "--format", "json", "-q")
    assert done.exit_code == 1
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["severity"], found["subject"], found["expected"]) == ("error", "1,023 GB", "4,095 GB")
    (side,) = found["evidence"]
    place = [side[key] for key in ("role", "path", "line", "column", "date")]
    assert place == ["declared", "facts.toml", 5, 9, "2024-03-15"]
    assert side["text"] == 'holds = "4,095 GB"'


def test_state_by_its_source_side(tmp_path: Path) -> None:
    """An English subject is found on the source side of a bilingual unit; the translation is judged, once."""
    unit = (
        '<span data-ttu-id="a-1">Le relais doit être désactivé.</span>'
        '<span class="sxs-lookup"><span data-stu-id="a-1">The relay must be disabled.</span></span>\n'
    )
    text = "[[fact]]\nid='relay'\nholds=true\noutdated=[]\nsubject={en=['relay*']}\n"
    folder = docs(tmp_path, text, fr_FR=unit)
    done = run("check", folder, "--select", "DL904", "--format", "json", "-q")
    (found,) = json.loads(done.stdout)["findings"]
    assert (found["locale"], found["subject"], found["severity"]) == ("fr-FR", "désactivé", "warning")


def test_hostile_facts_reach_no_terminal(tmp_path: Path) -> None:
    """Notes, names and terms may hold anything; nothing of it is sent as it is."""
    text = f"[[fact]]\nid = {json.dumps(HOSTILE)}\nholds = '4 TB'\nnote = {json.dumps(HOSTILE * 3)}\n"
    folder = docs(
        tmp_path,
        f"{text}outdated = ['1 TB']\nsubject = {{en = ['disk*']}}\n",
        en="Disks of up to 1 TB are supported.\n",
    )
    for command in (("check", folder, "--select", "DL904"), ("facts", folder), ("facts", folder, "--outdated")):
        done = run(*command)
        assert "alert(1)" in done.output
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output


@given(st.binary(max_size=200))
def test_any_bytes_are_facts_or_one_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the file holds, it is read or refused."""
    path = tmp_path_factory.mktemp("any") / "facts.toml"
    path.write_bytes(b"[[fact]]\n" + FACT.encode() + data)
    with contextlib.suppress(ConfigError):
        assert facts(str(path))


def test_paths_limit_a_fact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact with paths holds in them only."""
    monkeypatch.chdir(tmp_path)
    fact = f"[[fact]]\n{FACT}outdated = ['1 TB']\npaths = ['docs/cloud/*']\n"
    docs(tmp_path, fact, en="Harbor supports disks of up to 1 TB.\n")
    assert run("check", "docs", "--select", "DL904").exit_code == 0
    (tmp_path / "docs" / "cloud").mkdir()
    (tmp_path / "docs" / "cloud" / "a.md").write_text("Harbor supports disks of up to 1 TB.\n", "utf-8")
    assert run("check", "docs", "--select", "DL904").exit_code == 1
