"""`doclint facts`: the claims as a table, what contradicts declared facts, and entries to declare."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from facts_pages import ARTICLES, FACTS

from doclint.cli import main
from doclint.facts.declared import facts


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample articles, with the sample facts declared."""
    for path, text in ARTICLES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "doclint.toml").write_text('facts = "facts.toml"\n', "utf-8")
    (tmp_path / "facts.toml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """What the command prints, and its exit code."""
    return CliRunner().invoke(main, ["facts", *arguments])


def test_text_shows_disputed_sides(docs: Path) -> None:
    """Both sides of a dispute have place, locales and date; before them, what contradicts the declared fact."""
    done = run("docs")
    assert done.exit_code == 0
    assert docs.is_dir()
    head, rest = done.output.split("1 fact declared: 0 held everywhere, 1 contradicted.")
    assert "disk-size  4,095 GB since 2024-03-15  (facts.toml:3)" in head
    assert "2 articles still otherwise: en 1, fr 1" in head
    assert "limit at most  " in rest
    assert "disputed" in rest
    assert "docs/en/move.md:4\n      Harbor supports disks of up to 1 TB in every one of the regions." in rest
    assert "8443" not in rest
    assert "8443" in run("docs", "-v").output


def test_json_contract(docs: Path) -> None:
    """Schema, facts with sides and claims, declared facts with the places that contradict them, the summary."""
    (docs / "out").mkdir()
    assert run("docs", "--format", "json", "-o", "out/facts.json").exit_code == 0
    data = json.loads((docs / "out" / "facts.json").read_text("utf-8"))
    assert data["schema"] == "doclint-facts/1"
    assert set(data) == {"schema", "facts", "declared", "summary"}
    first = data["facts"][0]
    assert (first["kind"], first["dimension"], first["bound"], first["disputed"]) == ("limit", "data", "most", True)
    claim = next(one for side in first["sides"] for one in side["claims"] if one["path"] == "docs/en/move.md")
    start, end = claim["highlight"]
    assert claim["text"][start:end] == claim["value"] == "1 TB"
    assert (claim["line"], claim["locale"], claim["date"], claim["side"]) == (4, "en", "2020-03-01", "translation")
    (fact,) = data["declared"]
    assert (fact["holds"], fact["locales"]) == ("4,095 GB", {"en": 1, "fr": 1})
    assert {place["listed"] for place in fact["places"]} == {"1 TB"}
    assert data["summary"]["claims"] == sum(len(side["claims"]) for one in data["facts"] for side in one["sides"])


def test_filters(docs: Path) -> None:
    """Kinds, locales and disputed narrow what is shown; what does not exist is refused."""
    assert docs.is_dir()

    def shown(*arguments: str) -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(run("docs", "--format", "json", *arguments).stdout)["facts"]
        return found

    assert {one["kind"] for one in shown("--kind", "port,state")} == {"port", "state"}
    assert all(one["disputed"] for one in shown("--disputed"))
    german = shown("--locale", "de", "--kind", "state")
    assert [one["subject"] for one in german] == [["DHCP"]]
    assert "no claim is of that kind" in run("docs", "--kind", "colour").output
    assert run("docs", "--kind", "colour").exit_code == 2
    assert run("docs", "--locale", "nonsense").exit_code == 2


@pytest.mark.parametrize(("fail_on", "code"), [("disputed", 1), ("outdated", 1), (None, 0)])
def test_exit_codes(docs: Path, fail_on: str | None, code: int) -> None:
    """The command fails only where it is asked to."""
    assert docs.is_dir()
    assert run("docs", *(["--fail-on", fail_on] if fail_on else [])).exit_code == code
    assert run("docs/ar", *(["--fail-on", fail_on] if fail_on else [])).exit_code == 0


def test_outdated_for_a_release(docs: Path) -> None:
    """By fact and locale, which articles still carry the old value; without facts there is nothing to show."""
    done = run("docs", "--outdated")
    assert "docs/fr/limits.md:4" in done.output
    assert "claims in" not in done.output
    rows = list(csv.DictReader(io.StringIO(run("docs", "--outdated", "--format", "csv").stdout)))
    assert [(row["fact"], row["locale"], row["value"]) for row in rows] == [
        ("disk-size", "en", "1 TB"),
        ("disk-size", "fr", "1 To"),
    ]
    assert "facts" not in json.loads(run("docs", "--outdated", "--format", "json").stdout)
    (docs / "doclint.toml").write_text("", "utf-8")
    assert run("docs", "--outdated").exit_code == 2


def test_csv_runs_no_formula(docs: Path) -> None:
    """A cell that begins like a formula is text; control characters are shown."""
    text = '=HYPERLINK("http://evil.example") must be enabled with DHCP\x1b[31m.\n\n-1+2 DHCP must be enabled.\n'
    (docs / "docs" / "en" / "odd.md").write_text(text, "utf-8")
    out = run("docs", "--format", "csv").stdout
    assert "\x1b" not in out
    rows = list(csv.reader(io.StringIO(out)))
    assert not [cell for row in rows for cell in row if cell.lstrip(" ").startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)


def test_proposed_entries_can_be_declared(docs: Path) -> None:
    """What --propose writes is a file of facts that finds the older side of what it was made from."""
    done = run("docs", "--propose", "-o", "facts.toml")
    assert done.exit_code == 0
    found = facts(str(docs / "facts.toml"))
    size = next(fact for fact in found if fact.slot.unit == "GB")
    assert (size.text, [text for text, _ in size.outdated]) == ("4,095 GB", ["1 TB"])
    done = run("docs", "--outdated")
    assert "docs/en/move.md:4" in done.output
    assert run("docs", "--propose", "--format", "json").exit_code == 2


def test_proposals_of_hostile_articles_are_valid(docs: Path) -> None:
    """Quotes, controls and line ends in articles break no entry."""
    odd = 'Make sure that DHCP "x"\\ \x00\x1b]]] [[fact]] \u2028 # is enabled on the adapter of every machine there.\n'
    for name in ("one", "two"):
        (docs / "docs" / "en" / f"{name}.md").write_text(odd, "utf-8")
    assert run("docs", "--propose", "-o", "facts.toml").exit_code == 0
    assert any(fact.text == "on" for fact in facts(str(docs / "facts.toml")))


def test_page_into_a_file(docs: Path) -> None:
    """HTML goes into a file."""
    assert run("docs", "--format", "html", "-o", "facts.html").exit_code == 0
    assert "What the articles claim" in (docs / "facts.html").read_text("utf-8")


def test_no_claims(docs: Path) -> None:
    """Articles that claim nothing are no fault."""
    (docs / "docs" / "en" / "none.md").write_text("# Nothing\n", "utf-8")
    (docs / "doclint.toml").write_text("", "utf-8")
    done = run("docs/en/none.md")
    assert (done.exit_code, done.output) == (0, "No claims found.\n")
