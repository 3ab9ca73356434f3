"""Lexicons: stems, learning which words translate each other, and the tables that come with doclint."""

from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from doclint.language.lexicon import learn, lexicon, stems
from doclint.resources import folder

TABLES = sorted((folder("rules") / "languages" / "lexicons").glob("*.tsv"))


def test_stems() -> None:
    """Of each script; every stem once, in order."""
    assert stems("Restarting the gate, the GATE_2") == ("resta", "the", "gate")
    assert stems("Déplacez la grue") == ("dépla", "la", "grue")
    assert stems("港を開く") == ("港を", "を開", "開く")
    assert stems("게이트를 열기") == ("게이", "열기")
    assert stems("`` 12 %") == ()
    assert stems("İstanbul ISTANBUL") == ("istan",)


def test_learning_finds_what_translates_what() -> None:
    """From sentences alone, whatever the order of their words."""
    chance = Random(1)  # noqa: S311
    words = ["".join(chance.choices(ascii_lowercase, k=5)) for _ in range(40)]
    translations = {word: "".join(chance.choices(ascii_lowercase, k=5)) for word in words}
    sentences = [chance.sample(words, 6) for _ in range(400)]
    pairs = [(" ".join(said), " ".join(sorted(translations[word] for word in said))) for said in sentences]
    assert {word: found[0] for word, found in learn(pairs).items()} == translations


def test_too_few_pairs_teach_nothing() -> None:
    """Nor does one pair said many times."""
    assert learn([("open the gate", "ouvrez le portail")] * 1000) == {}


def test_a_language_translates_itself() -> None:
    """Every word is its own translation; languages without a table have none."""
    same = lexicon("en", "en")
    assert same
    assert (same["gate"], "gate" in same, same.get("rope")) == (("gate",), True, ("rope",))
    assert not lexicon("en", "xx")


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables(path: Path) -> None:
    """Every row is a stem and one to four translations, all of them stems; no stem comes twice."""
    table = lexicon(*path.stem.split("-"))
    assert len(table) > 1000
    for stem, translations in table.items():
        assert 1 <= len(translations) <= 4
        assert all(stems(word) == (word,) for word in (stem, *translations))


def test_common_words() -> None:
    """Are known in every language that has a table."""
    assert len(TABLES) == 15
    for path in TABLES:
        assert {"click", "creat", "not", "serve"} <= lexicon(*path.stem.split("-")).keys()
