"""The command `doclint drift` as a user drives it, on real git repositories."""

import csv
import hashlib
import html
import io
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from repositories import commit, git, write

from doclint.cli import main

TODAY = "2031-03-01"
GATE = "# Gate\n\nThe gate closes at 18:00 every day.\n\nKeep the key at the desk.\n"
PORTE = "# Porte\n\nLa porte ferme à 18:00 tous les jours.\n\nGardez la clé au guichet.\n"
TOR = "# Tor\n\nDas Tor schließt jeden Tag um 18:00.\n\nDen Schlüssel am Schalter aufbewahren.\n"
QUAY = "# Quay\n\nMoor at the *north* quay.\n"
QUAI = "# Quai\n\nAmarrez au quai *nord*.\n"
CRANE = "# Crane\n\nThe crane lifts 20 crates.\n"
GRUE = "# Grue\n\nLa grue lève 20 caisses.\n"
SHED = "# Shed\n\nThe shed is dry.\n"
HANGAR = "# Hangar\n\nLe hangar est sec.\n"
BUOY = "# Buoy\n\nThe buoy is red.\n"
BOUEE = f"---\ndefault_lang_commit: {'5eed' * 10}\n---\n# Bouée\n\nLa bouée est rouge.\n"
FIRST = {
    "docs/en/gate.md": GATE,
    "docs/en/quay.md": QUAY,
    "docs/en/crane.md": CRANE,
    "docs/en/shed.md": SHED,
    "docs/en/buoy.md": BUOY,
    "docs/fr/gate.md": PORTE,
    "docs/fr/quay.md": QUAI,
    "docs/fr/crane.md": GRUE,
    "docs/fr/shed.md": HANGAR,
    "docs/fr/buoy.md": BOUEE,
    "docs/de/gate.md": TOR,
}
SECOND = {
    "docs/en/gate.md": GATE.replace("18:00", "19:00") + "\nRing the bell twice.\n",
    "docs/en/quay.md": QUAY.replace("*north*", "**north**"),
    "docs/en/pier.md": "# Pier\n\nThe pier is long and old.\n",
}


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    """Files as bytes."""
    return {name: text.encode() for name, text in files.items()}


def dated(root: Path, day: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Commit everything as of a day."""
    for name in ("GIT_COMMITTER_DATE", "GIT_AUTHOR_DATE"):
        monkeypatch.setenv(name, f"{day}T12:00:00Z")
    return commit(root, f"Work of {day}")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a translation in every state; we stand in it."""
    root = tmp_path / "harbor"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch", "main")
    write(root, encoded(FIRST))
    dated(root, "2031-01-01", monkeypatch)
    git(root, "tag", "v1")
    write(root, encoded(SECOND))
    (root / "docs/en/shed.md").unlink()
    dated(root, "2031-02-01", monkeypatch)
    monkeypatch.chdir(root)
    return root


def run(*arguments: str) -> Result:
    """What `doclint drift` does."""
    return CliRunner().invoke(main, ["drift", *arguments, "--today", TODAY])


def drift(*arguments: str) -> dict[str, Any]:
    """The report as JSON."""
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def articles(*arguments: str) -> dict[str, dict[str, Any]]:
    """The report's articles by path."""
    return {one["path"]: one for one in drift(*arguments)["articles"]}


def states(*arguments: str) -> dict[str, str]:
    """The state of each article."""
    return {path: one["state"] for path, one in articles(*arguments).items()}


def test_every_state(home: Path) -> None:
    """Each state is told; what a locale never had a folder for, or the user did not ask for, is not missing."""
    assert home.name == "harbor"
    assert states("docs", "--locale", "fr") == {
        "docs/fr/gate.md": "stale",
        "docs/fr/quay.md": "cosmetic",
        "docs/fr/crane.md": "current",
        "docs/fr/shed.md": "orphan",
        "docs/fr/buoy.md": "unknown",
        "docs/fr/pier.md": "missing",
    }
    assert states("docs/fr/gate.md", "--source", "docs/en/gate.md") == {"docs/fr/gate.md": "stale"}


def test_contract(home: Path) -> None:
    """The JSON has the fields of the contract, and what they hold is right."""
    report = drift("docs", "--locale", "fr")
    assert report["schema"] == "doclint-drift/1"
    assert report["summary"]["revision"] == git(home, "rev-parse", "HEAD")
    gate = next(one for one in report["articles"] if one["path"] == "docs/fr/gate.md")
    names = "path locale state source_path reference units words_to_translate since human changes"
    assert set(names.split()) <= gate.keys()
    assert gate["source_path"] == "docs/en/gate.md"
    assert {"kind", "value", "confidence"} <= gate["reference"].keys()
    assert {"total", "current", "cosmetic", "stale", "added", "removed"} <= gate["units"].keys()
    assert (gate["since"], gate["days"], gate["commits"], gate["human"]) == ("2031-02-01", 28, 1, None)
    critical, added = gate["changes"]
    assert {"kind", "critical", "then", "now", "target", "line", "source_line"} <= critical.keys()
    assert (critical["kind"], critical["critical"], critical["reasons"]) == ("edited", True, ["number"])
    assert critical["target"] == "La porte ferme à 18:00 tous les jours."
    assert (critical["line"], critical["source_line"]) == (3, 3)
    assert (added["kind"], added["critical"], added["then"], added["now"]) == (
        "added",
        False,
        None,
        "Ring the bell twice.",
    )
    assert gate["words_to_translate"] == critical["words"] + added["words"] > 0
    assert report["articles"][0] is gate


def test_tallies(home: Path) -> None:
    """Locales and folders add up to the whole."""
    assert home
    summary = drift("docs")["summary"]
    assert [one["locale"] for one in summary["locales"]] == ["de", "fr"]
    for parts in (summary["locales"], summary["folders"]):
        assert sum(one["articles"] for one in parts) == summary["articles"]
        assert sum(one["words_to_translate"] for one in parts) == summary["words_to_translate"]
    french = summary["locales"][1]
    assert french["states"] == {"stale": 1, "missing": 1, "orphan": 1, "unknown": 1, "cosmetic": 1, "current": 1}
    assert french["median_days"] == 28


def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, str]:
    """Sources in one repository, translations in another that records commit and hash, as Open Publishing does."""
    ours, theirs = tmp_path / "harbor", tmp_path / "harbor.fr-fr"
    for root in (ours, theirs):
        root.mkdir()
        git(root, "init", "--quiet", "--initial-branch", "main")
    write(ours, encoded({"docs/gate.md": GATE, "docs/crane.md": CRANE}))
    first = dated(ours, "2031-01-01", monkeypatch)
    texts = {"docs/gate.md": (GATE, PORTE), "docs/crane.md": (CRANE, GRUE)}
    write(theirs, {name: handed_off(source, target, first) for name, (source, target) in texts.items()})
    dated(theirs, "2031-01-02", monkeypatch)
    write(ours, encoded({"docs/gate.md": GATE.replace("18:00", "19:00")}))
    dated(ours, "2031-02-01", monkeypatch)
    monkeypatch.chdir(tmp_path)
    return ours, theirs, first


def handed_off(source: str, target: str, revision: str, kind: str = "MT") -> bytes:
    """A translation with the markers of Open Publishing."""
    digest = hashlib.sha1(source.replace("\n", "\r\n").encode(), usedforsecurity=False).hexdigest()
    head = f"ms.openlocfilehash: {digest}\nms.sourcegitcommit: {revision}\nms.translationtype: {kind}\n"
    return f"---\n{head}---\n{target}".encode()


def test_two_repositories(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The source of each translation is read from its own repository, and nothing is written to either."""
    roots = other(tmp_path, monkeypatch)[:2]
    before = [snapshot(root) for root in roots]
    found = articles("harbor.fr-fr", "--source", "harbor")
    assert {path: (one["state"], one["human"]) for path, one in found.items()} == {
        "harbor.fr-fr/docs/gate.md": ("stale", False),
        "harbor.fr-fr/docs/crane.md": ("current", False),
    }
    assert found["harbor.fr-fr/docs/gate.md"]["critical"] == 1
    run("harbor.fr-fr", "--source", "harbor", "--against", "HEAD")
    assert [snapshot(root) for root in roots] == before


def snapshot(root: Path) -> tuple[str, dict[str, str]]:
    """What git says of a repository, and the hashes of all its files."""
    files = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    hashes = {str(path): hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return git(root, "--no-optional-locks", "status", "--porcelain"), hashes


def test_hash_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without history the hash still tells what is current; of the rest nobody knows."""
    for root in other(tmp_path, monkeypatch)[:2]:
        shutil.rmtree(root / ".git")
    done = articles("harbor.fr-fr", "--source", "harbor")
    assert {path: one["state"] for path, one in done.items()} == {
        "harbor.fr-fr/docs/crane.md": "current",
        "harbor.fr-fr/docs/gate.md": "unknown",
    }
    assert "git" in done["harbor.fr-fr/docs/gate.md"]["faults"][0]["message"]
    refused = run("harbor.fr-fr", "--source", "harbor", "--against", "v1")
    assert (refused.exit_code, "no git repository" in refused.output) == (2, True)


def test_shallow_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a shallow clone lacks is said, and how to get it."""
    ours = other(tmp_path, monkeypatch)[0]
    git(tmp_path, "clone", "--quiet", "--depth", "1", ours.as_uri(), "shallow")
    found = articles("harbor.fr-fr", "--source", "shallow")["harbor.fr-fr/docs/gate.md"]
    assert found["state"] == "unknown"
    assert "--unshallow" in found["faults"][0]["message"]
    refused = run("harbor.fr-fr", "--source", "shallow", "--against", "v0")
    assert (refused.exit_code, "v0" in refused.output) == (2, True)


def test_against_revision(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is newly owed since a release, and what was paid."""
    delta = drift("docs", "--locale", "fr", "--against", "v1")["summary"]["delta"]
    assert delta["newly_stale"] == ["docs/fr/gate.md"]
    assert delta["newly_missing"] == ["docs/fr/pier.md"]
    assert (delta["paid_units"], delta["owed_units"] >= 3) == (0, True)
    git(home, "tag", "v2")
    text = PORTE.replace("18:00", "19:00") + "\nSonnez deux fois.\n"
    write(home, encoded({"docs/fr/gate.md": text, "docs/fr/pier.md": "# Jetée\n\nLa jetée est longue et vieille.\n"}))
    dated(home, "2031-02-10", monkeypatch)
    delta = drift("docs", "--locale", "fr", "--against", "v2")["summary"]["delta"]
    assert (delta["owed_units"], delta["owed_words"], delta["newly_stale"]) == (0, 0, [])
    assert delta["newly_current"] == ["docs/fr/gate.md", "docs/fr/pier.md"]
    assert (delta["paid_units"] >= 3, delta["paid_words"] > 0) == (True, True)
    told = run("docs", "--against", "v2").stdout
    assert re.search(r"Since v2 \(\w{7}, 2031-02-01\):\n  newly owed 0 units", told)
    assert "now current again: docs/fr/gate.md" in told


def test_against_file(home: Path) -> None:
    """A saved report serves as well; what is none is refused."""
    saved = home.parent / "then.json"
    assert run("docs", "--format", "json", "-o", str(saved)).exit_code == 0
    write(home, {"docs/en/crane.md": CRANE.replace("20", "30").encode()})
    delta = drift("docs", "--against", str(saved))["summary"]["delta"]
    assert (delta["owed_units"], delta["paid_units"], delta["newly_stale"]) == (1, 0, ["docs/fr/crane.md"])
    for wrong in ("docs/en/gate.md", "no-such-tag"):
        refused = run("docs", "--against", wrong)
        assert (refused.exit_code, wrong in refused.output) == (2, True)
        assert "Traceback" not in refused.output


def test_against_revision_of_another_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository that does not know the release is taken as it was that day."""
    ours, theirs, first = other(tmp_path, monkeypatch)
    git(ours, "tag", "v1", first)
    delta = drift("harbor.fr-fr", "--source", "harbor", "--against", "HEAD")["summary"]["delta"]
    assert (delta["owed_units"], delta["paid_units"]) == (0, 0)
    write(theirs, {"docs/gate.md": handed_off(GATE.replace("18:00", "19:00"), PORTE, git(ours, "rev-parse", "HEAD"))})
    dated(theirs, "2031-02-03", monkeypatch)
    git(theirs, "tag", "handback", "HEAD~1")
    delta = drift("harbor.fr-fr", "--source", "harbor", "--against", "handback")["summary"]["delta"]
    assert delta["against"].startswith("handback (")
    assert (delta["owed_units"], delta["newly_stale"]) == (0, [])


def test_reviewed(home: Path) -> None:
    """A change that needs nothing is recorded once, honoured while its texts stay, and told when it fits no more."""
    write(home, {"doclint.toml": b'reviewed = "reviewed.jsonl"\n'})
    before = articles("docs")["docs/fr/gate.md"]
    refused = run("docs", "--accept", "docs/fr/gate.md:3")
    assert (refused.exit_code, "--reason" in refused.output) == (2, True)
    names = ("--accept", "docs/fr/gate.md:3", "--accept", before["changes"][1]["id"], "--locale", "fr")
    done = run("docs", *names, "--reason", "Our gate has its own hours", "--by", "Ada")
    assert (done.exit_code, "2 recorded" in done.output) == (0, True)
    assert "0 recorded, 2 known before" in run("docs", *names, "--reason", "Again").output
    lines = [json.loads(line) for line in (home / "reviewed.jsonl").read_text().splitlines()]
    assert [(one["path"], one["by"], one["date"]) for one in lines] == [("docs/fr/gate.md", "Ada", TODAY)] * 2
    found = articles("docs")
    gate = found["docs/fr/gate.md"]
    assert (gate["state"], gate["words_to_translate"], gate["critical"], gate["units"]["reviewed"]) == (
        "cosmetic",
        0,
        0,
        2,
    )
    assert {one["reviewed"] for one in gate["changes"]} == {"Our gate has its own hours"}
    assert found["docs/de/gate.md"]["state"] == "stale"
    write(home, {"docs/en/gate.md": GATE.replace("18:00", "21:00").encode()})
    assert states("docs")["docs/fr/gate.md"] == "stale"
    told = run("docs").stdout
    assert "fit no change any more" in told
    assert "Our gate has its own hours" in told
    assert run("docs", "--accept", "docs/fr/gate.md:99", "--reason", "So").exit_code == 2


def test_reviews_that_cannot_be_read(home: Path) -> None:
    """A file that is no list of reviews is refused with its line."""
    (home / "bad.jsonl").write_text('{"path": "a", "id": "b", "reason": "c"}\n<<<<<<< HEAD\n')
    done = run("docs", "--reviewed", "bad.jsonl")
    assert (done.exit_code, "bad.jsonl:2" in done.output) == (2, True)
    (home / "odd").mkdir()
    assert run("docs", "--reviewed", "odd").exit_code == 2


def test_renamed_source(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that moved with its translation is followed back through its old name."""
    (home / "docs/en/port").mkdir()
    (home / "docs/fr/port").mkdir()
    for locale in ("en", "fr"):
        git(home, "mv", f"docs/{locale}/gate.md", f"docs/{locale}/port/gate.md")
    dated(home, "2031-02-05", monkeypatch)
    found = articles("docs", "--locale", "fr")["docs/fr/port/gate.md"]
    assert (found["state"], found["critical"], found["since"]) == ("stale", 1, "2031-02-01")


def test_moved_source(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that moved alone is still the source: its translation is neither an orphan nor missing."""
    (home / "docs/en/port").mkdir()
    git(home, "mv", "docs/en/gate.md", "docs/en/port/gate.md")
    dated(home, "2031-02-05", monkeypatch)
    found = articles("docs", "--locale", "fr")
    gate = found["docs/fr/gate.md"]
    assert (gate["state"], gate["source_path"], gate["critical"]) == ("stale", "docs/en/port/gate.md", 1)
    assert "docs/fr/port/gate.md" not in found


def test_orphan(home: Path) -> None:
    """An orphan names the source it had, and when that was removed."""
    assert home
    shed = articles("docs")["docs/fr/shed.md"]
    assert (shed["source_path"], shed["since"], shed["days"]) == ("docs/en/shed.md", "2031-02-01", 28)


def test_false_sync(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A marker that was moved on while the unit that changed was not touched is told."""
    first, second = git(home, "rev-parse", "HEAD~1"), git(home, "rev-parse", "HEAD")
    for day, revision in (("2031-02-02", first), ("2031-02-03", second)):
        write(home, {"docs/fr/gate.md": f"---\ndefault_lang_commit: {revision}\n---\n{PORTE}".encode()})
        dated(home, day, monkeypatch)
    found = articles("docs", "--locale", "fr")["docs/fr/gate.md"]
    assert found["state"] == "current"
    assert "false-sync" in {one["kind"] for one in found["faults"]}


def test_fail_on(home: Path) -> None:
    """The exit code is 0 unless asked for."""
    assert run("docs").exit_code == 0
    assert run("docs", "--fail-on", "stale").exit_code == 1
    assert run("docs", "--fail-on", "critical", "-q").exit_code == 1
    write(home, {"docs/en/gate.md": GATE.replace("every day", "each day at dusk").encode()})
    assert run("docs", "--fail-on", "critical").exit_code == 0
    write(home, {"docs/en/gate.md": GATE.encode()})
    assert run("docs", "--fail-on", "stale").exit_code == 0
    assert run("nowhere").exit_code == 2
    assert run("docs", "--locale", "tlh").exit_code == 2


def test_text(home: Path) -> None:
    """The terminal shows a line a locale, the worst first, and what changed word by word."""
    assert home
    told = run("docs").stdout
    lines = told.splitlines()
    head = "done current cosmetic stale missing orphan unknown critical words days (median)"
    assert lines[0].split() == head.split()
    assert lines[2].split()[0::2][:2] == ["fr", "33%"]
    assert "The gate closes at [-18:00-]{+19:00+} every day." in told
    assert "La porte ferme à 18:00 tous les jours." in told
    assert told.count("The gate closes at") == 1
    assert max(map(len, lines)) <= 120
    assert "docs/fr/pier.md  missing" in run("docs", "--verbose").stdout


def test_csv(home: Path) -> None:
    """A row a change, and one for each article that is due as a whole."""
    assert home
    rows = [*csv.DictReader(io.StringIO(run("docs", "--format", "csv", "--locale", "fr").stdout))]
    gate = [row for row in rows if row["path"] == "docs/fr/gate.md"]
    assert (gate[0]["kind"], gate[0]["critical"], gate[0]["line"]) == ("edited", "true", "3")
    assert {row["path"]: row["state"] for row in rows if not row["kind"]} == {
        "docs/fr/pier.md": "missing",
        "docs/fr/shed.md": "orphan",
        "docs/fr/buoy.md": "unknown",
    }


def test_markdown(home: Path) -> None:
    """The comment has a table, folds details and stays within GitHub's limit however much there is."""
    told = run("docs", "--format", "markdown").stdout
    assert "| <code>fr</code> | 6 |" in told
    assert "<del>18:00</del><ins>19:00</ins>" in html.unescape(told)
    assert told.count("<details>") == told.count("</details>") == 3
    paragraphs = [f'Berth {number} takes crates & "barrels" <b>now</b>.\n' for number in range(300)]
    for number in range(12):
        files = {f"docs/{locale}/b{number}.md": "\n".join(paragraphs) for locale in ("en", "fr")}
        write(home, encoded(files))
    commit(home, "Berths")
    for number in range(12):
        text = "\n".join(paragraphs).replace("crates", "pallets")
        write(home, {f"docs/en/b{number}.md": text.encode()})
    told = run("docs", "--format", "markdown").stdout
    assert 20_000 < len(told.encode()) < 65_536
    assert "<b>now" not in told


HOSTILE = "=cmd() \x1b[31m@all \u202e <script>alert(1)</script> | `x` [a](javascript:b) {{7*7}} www.x.com Moor"


def test_hostile(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text of articles steers no terminal, runs in no spreadsheet, and is no markup."""
    name = "docs/{}/<b>=x.md"
    write(home, {name.format(one): f"# Pier\n\n{HOSTILE} here.\n".encode() for one in ("en", "fr")})
    dated(home, "2031-02-06", monkeypatch)
    write(home, {name.format("en"): f"# Pier\n\n{HOSTILE} there.\n\n+2 berths\n".encode()})
    for form in ("text", "csv", "markdown"):
        done = run("docs", "--locale", "fr", "--format", form)
        assert done.exit_code == 0, done.output
        assert "there" in done.stdout
        assert not {"\x1b", "\u202e", "\x00"} & set(done.stdout), form
    cells = [cell for row in csv.reader(io.StringIO(run("docs", "--format", "csv").stdout)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    told = run("docs", "--format", "markdown").stdout
    assert not re.search(r"<script|@all|\[a\]|<b>=|www\.", told)
    assert any(HOSTILE in (change["now"] or "") for one in drift("docs")["articles"] for change in one["changes"])


def test_output_file(home: Path) -> None:
    """The report goes to a file; a page for a browser is not printed on a terminal."""
    for form in ("json", "csv", "markdown", "html"):
        done = run("docs", "--locale", "fr", "-o", f"out.{form}", "--format", form)
        assert (done.exit_code, done.stdout) == (0, ""), done.output
        assert "gate.md" in (home / f"out.{form}").read_text("utf-8")


def test_nothing_to_compare(home: Path) -> None:
    """Where no source is found the report says so instead of calling everything an orphan."""
    shutil.rmtree(home / "docs/en")
    shutil.rmtree(home / ".git")
    done = run("docs/fr")
    assert done.exit_code == 0
    assert "5 translations not compared: no source of them was found (--source" in done.stdout


def test_bilingual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bilingual article brings the source it was made from; what became of that is told by the source as it is."""
    spans = (("Gate", "Porte"), ("The gate closes at 18:00 every day.", "La porte ferme à 18:00 tous les jours."))
    heading, body = (
        f'<span data-ttu-id="b3-{at}">{theirs}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="b3-{at}">{ours}</span></span>'
        for at, (ours, theirs) in enumerate(spans, 101)
    )
    text = f"# {heading}\n\n{body}\n"
    write(tmp_path, {"en-us/gate.md": GATE.encode(), "fr-fr/gate.md": text.encode()})
    monkeypatch.chdir(tmp_path)
    assert states("fr-fr", "--source", "en-us") == {"fr-fr/gate.md": "stale"}
    write(tmp_path, {"en-us/gate.md": GATE.replace("18:00", "19:00").encode()})
    gate = articles("fr-fr", "--source", "en-us")["fr-fr/gate.md"]
    critical = gate["changes"][0]
    assert (critical["critical"], critical["target"]) == (True, spans[1][1])
    assert "not compared" not in run("fr-fr", "--source", "en-us").stdout
