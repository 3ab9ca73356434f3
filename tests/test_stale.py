"""Source sentences that a change rewrote, and translations that still say what they said: in real repositories."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from reading import twin
from repositories import commit, git, write

from doclint.cli import main

SOURCE = "# Gate\n\nThe gate closes at 18:00 every day. Ring twice.\n\nShips wait for the harbor master.\n"
TARGETS = {
    "fr": "# Porte\n\nLa porte ferme à 18:00 tous les jours. Sonnez deux fois.\n\nLes navires attendent là.\n",
    "de": "# Tor\n\nDas Tor schließt jeden Tag um 18:00 Uhr. Läuten Sie zweimal.\n\nSchiffe warten dort.\n",
    "es": "# Puerta\n\nLa puerta cierra a las 18:00 todos los días. Llame dos veces.\n\nLos barcos esperan.\n",
}
LATER = SOURCE.replace("18:00", "19:00")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an article and its translations, committed; we stand in it."""
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    put(tmp_path, en=SOURCE, **TARGETS)
    commit(tmp_path, "The gate")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(home: Path, **articles: str) -> None:
    """Write the article in these locales."""
    write(home, {f"docs/{locale}/gate.md": text.encode() for locale, text in articles.items()})


def stale(*arguments: str) -> list[dict[str, Any]]:
    """The findings of `doclint check` about stale translations."""
    done = CliRunner().invoke(main, ["check", *arguments, "--format", "json", "--severity", "info"])
    assert done.exit_code in {0, 1}, done.output
    return [one for one in json.loads(done.stdout)["findings"] if one["code"] == "DL853"]


def test_one_finding_at_the_edit(home: Path) -> None:
    """However many translations there are: what was, what is, and what each of them says."""
    put(home, en=LATER)
    for option in (["--since", "HEAD"], ["--staged"]):
        [found] = stale("docs", *option)
        assert (found["path"], found["line"], found["column"], found["subject"]) == ("docs/en/gate.md", 3, 20, "19:00")
        assert (found["category"], found["severity"], found["locale"]) == ("drift", "warning", "en")
        assert found["message"] == (
            "'18:00' has become '19:00', and 3 translations (de, es, fr) still say what this said before. "
            "Have it translated anew"
        )
        before, *others = found["evidence"]
        assert (before["role"], before["text"]) == ("version", "The gate closes at 18:00 every day.")
        assert [(one["role"], one["path"], one["line"], one["text"]) for one in others] == [
            ("translation", "docs/de/gate.md", 3, "Das Tor schließt jeden Tag um 18:00 Uhr."),
            ("translation", "docs/es/gate.md", 3, "La puerta cierra a las 18:00 todos los días."),
            ("translation", "docs/fr/gate.md", 3, "La porte ferme à 18:00 tous les jours."),
        ]
        git(home, "add", "--all")


def test_never_without_a_change(home: Path) -> None:
    """A plain check says nothing, nor does one since the edit: drift tells what is owed in all."""
    put(home, en=LATER)
    commit(home, "Later")
    assert stale("docs") == stale("docs", "--since", "HEAD") == []
    assert len(stale("docs", "--since", "HEAD~1")) == 1
    (home / "note.txt").write_text("Nothing of the gate.")
    assert stale("docs", "--since", "HEAD") == []


def test_exit_code(home: Path) -> None:
    """Drift alone does not fail the run, unless it is asked to."""
    put(home, en=LATER)
    runner = CliRunner()
    done = runner.invoke(main, ["check", "docs", "--since", "HEAD", "--fail-on", "info"])
    assert (done.exit_code, "DL853 translation-stale" in done.stdout) == (0, True)
    assert runner.invoke(main, ["check", "docs", "--since", "HEAD", "--fail-on-drift"]).exit_code == 1


def test_translations_that_were_touched(home: Path) -> None:
    """Are not named, whether they are right now or not; one whose other sentences alone were touched is."""
    put(home, en=LATER, fr=TARGETS["fr"].replace("18:00", "19:00"), de=TARGETS["de"].replace("zweimal", "oft"))
    [found] = stale("docs", "--since", "HEAD")
    assert "2 translations (de, es) still say" in found["message"]
    put(home, es=TARGETS["es"].replace("18:00", "20:00"))
    [found] = stale("docs", "--since", "HEAD")
    assert "the translation (de) still says" in found["message"]
    (home / "docs/de/gate.md").unlink()
    assert stale("docs", "--since", "HEAD") == []


@pytest.mark.parametrize(
    "text",
    [
        SOURCE.replace("18:00 every", "**18:00**\nevery"),
        SOURCE.replace("\n", "\r\n"),
        SOURCE.replace("Ships", "Mind the tide.\n\nShips"),
        f"---\nms.date: 01/01/2030\n---\n{SOURCE}",
    ],
    ids=["markup", "line ends", "a new sentence", "front matter"],
)
def test_what_is_no_change(home: Path, text: str) -> None:
    """Makes no translation stale."""
    put(home, en=text)
    assert stale("docs", "--since", "HEAD") == []


def test_few_words(home: Path) -> None:
    """Edited without a value are an info: the translation may serve."""
    put(home, en=SOURCE.replace("Ships wait for", "The ships wait for"))
    [found] = stale("docs", "--since", "HEAD")
    assert (found["severity"], found["subject"]) == ("info", "The ships")


def test_taken_away(home: Path) -> None:
    """What was taken away side by side is one finding, where it stood; so is all of an article but its heading."""
    put(home, en="# Gate\n\nShips wait for the harbor master.\n")
    [found] = stale("docs", "--since", "HEAD")
    assert (found["path"], found["line"], found["subject"]) == ("docs/en/gate.md", 1, "")
    assert found["message"].startswith("'The gate closes at 18:00 every day.' and 1 more was taken away here, and 3")
    put(home, en="# Gate\n")
    [found] = stale("docs", "--since", "HEAD")
    assert "and 2 more was taken away here" in found["message"]
    put(home, en="")
    assert stale("docs", "--since", "HEAD") == []


def test_renamed(home: Path) -> None:
    """A source that was renamed and edited, with its translations, is followed."""
    put(home, en=f"{SOURCE}\n{'The harbor is large. ' * 20}\n")
    commit(home, "A longer article")
    for locale in ("en", *TARGETS):
        git(home, "mv", f"docs/{locale}/gate.md", f"docs/{locale}/door.md")
    door = home / "docs/en/door.md"
    door.write_text(door.read_text().replace("18:00", "19:00"))
    git(home, "add", "--all")
    [found] = stale("docs", "--staged")
    assert (found["path"], found["evidence"][0]["path"]) == ("docs/en/door.md", "docs/en/gate.md")


def test_bilingual(home: Path) -> None:
    """The source side of a bilingual article that was edited alone counts, too."""
    page = "# Gate\n\n" + twin("h1-102", "La porte ferme à 18:00.", "The gate closes at 18:00.") + "\n"
    write(home, {"docs/gate.fr-fr.md": page.encode()})
    commit(home, "Bilingual")
    write(home, {"docs/gate.fr-fr.md": page.replace("at 18:00", "at 19:00").encode()})
    [found] = stale("docs", "--since", "HEAD")
    assert (found["path"], found["line"], found["unit"], found["subject"]) == (
        "docs/gate.fr-fr.md",
        3,
        "h1-102",
        "19:00",
    )


def test_sources_that_are_compared_with_only(home: Path) -> None:
    """Are not reported on: the translation is."""
    put(home, en=LATER)
    [found] = stale("docs/fr", "docs/es", "--source", "docs/en", "--since", "HEAD")
    assert (found["path"], found["line"], found["locale"]) == ("docs/es/gate.md", 3, "es")
    assert [(one["role"], one["path"]) for one in found["evidence"]] == [
        ("version", "docs/en/gate.md"),
        ("source", "docs/en/gate.md"),
        ("translation", "docs/fr/gate.md"),
    ]


def test_many_translations(home: Path) -> None:
    """Are counted, and the first of them named."""
    locales = ["it", "pl", "pt", "nl", "sv", "cs", "hu", "tr", "ru"]
    put(home, **dict.fromkeys(locales, TARGETS["fr"]))
    commit(home, "Nine more")
    put(home, en=LATER)
    [found] = stale("docs", "--since", "HEAD")
    assert "12 translations (cs, de, es, fr, hu, it and 6 more) still say" in found["message"]
    assert len(found["evidence"]) == 13


def test_hostile_words(home: Path) -> None:
    """What stands in an article is shown, and not sent to the terminal."""
    put(home, en=SOURCE.replace("18:00", "\x1b[31m19:00\u202e"))
    done = CliRunner().invoke(main, ["check", "docs", "--since", "HEAD", "--select", "DL853"])
    assert "DL853" in done.stdout
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
