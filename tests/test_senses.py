"""What words mean, learned from aligned units: tokens, learning, signals, and the tables that come with doclint."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from conftest import ROOT

from doclint.language.pack import Pack, pack
from doclint.language.senses.learning import examples, learn
from doclint.language.senses.pruning import LIMIT, pruned, weakened
from doclint.language.senses.signals import NEVER, Signals, ratio
from doclint.language.senses.tables import RATES, SIGNALS, Tables, encode, load, tables
from doclint.language.senses.tokens import Source, Target
from doclint.language.words import words
from doclint.resources import DataError, folder

BASE = sorted((folder("rules") / "languages" / "lexicons").glob("*.json"))
THINGS = [
    "gate",
    "crane",
    "pier",
    "rope",
    "ship",
    "crate",
    "lamp",
    "quay",
    "buoy",
    "mast",
    "sail",
    "keel",
    "hull",
    "anchor",
    "winch",
]
PLACES = ["north", "south", "east", "west", "inner", "outer", "upper", "lower", "main", "small"]
VERBS = {"enable": "aktu", "disable": "malak", "create": "kreu", "delete": "forig", "open": "malfe", "close": "ferme"}
ENDS = ["today", "tomorrow", "often", "soon", "again", "twice", "early", "late"]


@cache
def english() -> Pack:
    """The pack of the source language."""
    found = pack("en")
    assert found
    return found


def foreign(word: str) -> str:
    """A made-up translation of a word: its letters turned round, and an ending."""
    return VERBS.get(word, word[::-1] + "o")


def sentence(chance: Random) -> tuple[str, str]:
    """A sentence and its translation into a made-up language that denies with *neni*."""
    verb, place, thing, end = (chance.choice(list(group)) for group in (VERBS, PLACES, THINGS, ENDS))
    denied = chance.random() < 0.2
    ours = f"You {'must not' if denied else 'can'} {verb} the {place} {thing} {end}."
    theirs = f"Vi {'neni' if denied else 'povo'} {foreign(verb)} la {foreign(place)} {foreign(thing)} {foreign(end)}."
    return ours, theirs


def lessons(count: int) -> Iterator[tuple[str, str, str]]:
    """Aligned sentences of made-up articles."""
    chance = Random(7)  # noqa: S311
    for number in range(count):
        yield (f"{number // 20}.md", *sentence(chance))


@cache
def made_up() -> Tables:
    """The tables of the made-up language."""
    return learn(examples(lessons(4000), english(), "eo"), ("en", "eo"), "made up")


def signals(ours: str, theirs: str) -> Signals:
    """What the tables say of two sentences."""
    return Signals(made_up(), Source(words(ours), english()), Target(words(theirs), "eo"), ratio(ours, theirs))


def test_source_tokens_are_stems_and_poles() -> None:
    """A pole or a negation stands in place of its words, whatever the form of the word."""
    told = Source(words("Do not disable the authentication service, turn it on."), english())
    assert told.tokens[:4] == ("do", "not", "state:-", "the")
    assert "authen" in told.tokens
    assert {"not", "state:-", "state:+"} <= set(told.labels)
    assert told.denials == 1


def test_target_features() -> None:
    """Words, their beginnings and the word before; in some languages endings; letters where no blanks part words."""
    told = Target(words("Nicht deaktivieren"), "de")
    assert told.stems == ("nicht", "deakti")
    assert set(told.features) == {
        "nicht", "nich-", "^ nicht", "deaktivieren", "deak-", "deakti-", "nicht deaktivieren",
    }  # fmt: skip
    assert told.features["deakti-"] == (6, 18)
    assert "-meyin" in Target(words("etmeyin"), "tr").features
    assert set(Target(words("不支援 AD"), "zh").stems) == {"不支", "支援", "ad"}
    assert Target(words("不支援"), "zh").features["支援"] == (1, 3)


@pytest.mark.parametrize(
    ("ours", "theirs", "signal"),
    [
        ("You can disable the inner gate today.", "Vi povo aktu la renio etago yadoto.", "flipped"),
        ("You can create the inner gate today.", "Vi povo forig la renio etago yadoto.", "flipped"),
        ("You must not open the inner gate today.", "Vi povo malfe la renio etago yadoto.", "lost"),
        ("You can open the inner gate today.", "Vi neni malfe la renio etago yadoto.", "added"),
    ],
)
def test_opposites_are_told(ours: str, theirs: str, signal: str) -> None:
    """In a language that has no pack, and not in the sentence that renders its source."""
    assert signals(ours, theirs).rate(signal) <= 0.3
    right = {"Vi povo aktu": "Vi povo malak", "Vi povo forig": "Vi povo kreu"}.get(theirs[:12].strip(), "")
    mended = theirs.replace("aktu", "malak").replace("forig", "kreu")
    mended = mended.replace("povo", "neni") if signal == "lost" else mended.replace("neni", "povo")
    assert right in {"", mended[: len(right)]}
    assert all(signals(ours, mended).rate(one) == NEVER for one in ("flipped", "lost", "added"))


def test_flips_say_which_words() -> None:
    """The phrase of the source and the stretch of the translation."""
    theirs = "Vi povo aktu la renio etago yadoto."
    told = signals("You can disable the inner gate today.", theirs)
    assert told.flip
    assert told.flip.label == "state:-"
    match, (start, end) = told.poles(told.flip)
    assert match.at == (2,)
    assert theirs[start:end] == "aktu"


def test_what_is_rendered_is_explained() -> None:
    """A word of the translation that renders a word of the source says nothing of its own."""
    told = signals("You can close the inner gate today.", "Vi povo ferme la renio etago yadoto.")
    assert told.explains("ferme", frozenset())
    assert not told.explains("malak", frozenset())


def test_learning_is_deterministic() -> None:
    """The same pairs give the same bytes."""
    again = learn(examples(lessons(4000), english(), "eo"), ("en", "eo"), "made up")
    assert encode(again) == encode(made_up())


def test_tables_survive_being_written(tmp_path: Path) -> None:
    """And know the hash of their file."""
    path = tmp_path / "en-eo.json"
    path.write_bytes(encode(made_up()))
    read = load(path)
    assert encode(read) == encode(made_up())
    assert len(read.digest) == 64


def test_weakening_keeps_what_is_sure() -> None:
    """Within the limit nothing is lost; a strong hand leaves less."""
    whole, strength = pruned(made_up())
    assert (strength, encode(whole)) == (0, encode(weakened(made_up(), 0)))
    assert len(encode(weakened(made_up(), 20))) < len(encode(whole))


@pytest.mark.parametrize("path", BASE, ids=lambda path: path.stem)
def test_base_tables(path: Path) -> None:
    """Small, of this schema, with limits that fall as the rate rises."""
    assert path.stat().st_size <= LIMIT
    known = load(path)
    assert f"{known.source}-{known.target}" == path.stem
    assert known.pairs > 5000
    assert set(known.limits) == set(SIGNALS)
    for limits in known.limits.values():
        assert len(limits) == len(RATES)
        assert list(limits) == sorted(limits)


def test_there_are_tables_for_every_language_of_the_first_tier() -> None:
    """English with fifteen languages; others have none."""
    assert {path.stem for path in BASE} == {
        f"en-{code}"
        for code in ["cs", "de", "es", "fr", "hu", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "zh-hant"]
    }
    assert tables("en", "xx") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": "doclint-senses/1"}', "\x00\xff"])
def test_broken_tables_are_named(tmp_path: Path, text: str) -> None:
    """With the file, and what to do."""
    (tmp_path / "en-eo.json").write_text(text, "latin-1")
    with pytest.raises(DataError, match=r"en-eo\.json.*doclint learn"):
        load(tmp_path / "en-eo.json")


def test_tables_of_another_schema_are_refused(tmp_path: Path) -> None:
    """They were made by another version."""
    data = json.loads(encode(made_up())) | {"schema": "doclint-senses/0"}
    (tmp_path / "en-eo.json").write_text(json.dumps(data))
    with pytest.raises(DataError, match="doclint-senses/0"):
        load(tmp_path / "en-eo.json")


def doclint(folder: Path, *arguments: str, python: str = "pass") -> subprocess.CompletedProcess[str]:
    """Run doclint in a folder, after a line of Python."""
    code = f"import sys; {python}; sys.argv = ['doclint', *{arguments!r}]; from doclint.cli import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Articles in English and in a language without a pack or tables, with one error planted."""
    sides: dict[tuple[str, str], list[str]] = {}
    for name, ours, theirs in lessons(1600):
        sides.setdefault(("en", name), []).append(ours)
        sides.setdefault(("eo", name), []).append(theirs)
    denied = next(index for index, line in enumerate(sides["en", "3.md"]) if "must not" in line)
    sides["eo", "3.md"][denied] = sides["eo", "3.md"][denied].replace("neni", "povo")
    for (locale, name), lines in sides.items():
        path = tmp_path / locale / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n\n".join(lines) + "\n")
    return tmp_path


def test_learning_from_a_project(docs: Path) -> None:
    """Learning writes the tables; check judges by them where the configuration says so, and names them."""
    learned = doclint(docs, "learn", ".", "-o", "words")
    assert (learned.returncode, learned.stderr) == (0, "")
    assert learned.stdout.startswith("words/en-eo.json: ")
    arguments = ("check", ".", "--severity", "info", "--format", "json", "--select", "meaning", "--exit-zero")
    before = json.loads(doclint(docs, *arguments).stdout)
    (docs / "doclint.toml").write_text('lexicons = "words"\n')
    after = json.loads(doclint(docs, *arguments).stdout)
    assert (before["findings"], before["summary"]["lexicons"]) == ([], {})
    found = [one for one in after["findings"] if (one["code"], one["path"]) == ("DL304", "eo/3.md")]
    assert ["must not" in one["evidence"][0]["text"] for one in found] == [True]
    assert len(after["findings"]) < 8
    assert after["summary"]["lexicons"] == {"en-eo": load(docs / "words" / "en-eo.json").digest}


def test_checking_needs_no_numpy(docs: Path) -> None:
    """Nor does anything but learning; learning says what is missing."""
    hidden = "sys.modules['numpy'] = None"
    assert doclint(docs, "check", ".", python=hidden).returncode == 0
    refused = doclint(docs, "learn", ".", python=hidden)
    assert refused.returncode == 2
    assert "pip install 'doclint[learn]'" in refused.stderr


def test_too_little_teaches_nothing(docs: Path) -> None:
    """Which is said; nothing is written."""
    for path in [*docs.rglob("*.md")][10:]:
        path.unlink()
    refused = doclint(docs, "learn", ".")
    assert refused.returncode == 2
    assert "nothing was learned" in refused.stderr
    assert not (docs / "doclint-lexicons").exists()


def test_a_broken_lexicon_is_one_clear_error(docs: Path) -> None:
    """With its name, not a traceback."""
    (docs / "doclint.toml").write_text('lexicons = "words"\n')
    (docs / "words").mkdir()
    (docs / "words" / "en-eo.json").write_text("{")
    refused = doclint(docs, "check", ".")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert "en-eo.json" in refused.stderr
