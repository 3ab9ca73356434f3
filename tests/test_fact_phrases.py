"""What a claim is about: every pack marks ports, defaults, examples, old and new names, and "or later"."""

import tomllib
from collections.abc import Iterator

import pytest
from conftest import ROOT

from doclint.language.pack import languages, pack
from doclint.language.words import words

SENTENCES: dict[str, dict[str, list[str]]] = tomllib.loads((ROOT / "tests" / "facts.toml").read_text("utf-8"))
LABELS = {"fact:port", "fact:default", "fact:example", "fact:former", "fact:now", "comparator:at_least"}


def labels(code: str, sentence: str) -> set[str]:
    """What the pack of a language finds in a sentence."""
    known = pack(code)
    assert known is not None
    return {match.label for match in known.phrases.find(words(sentence))}


def cases() -> Iterator[tuple[str, str, str]]:
    """Every sentence, with its language and its label."""
    for code, told in SENTENCES.items():
        for label, texts in told.items():
            yield from ((code, label, text) for text in texts)


@pytest.mark.parametrize(("code", "label", "sentence"), list(cases()))
def test_sentence(code: str, label: str, sentence: str) -> None:
    """It carries its label, or must not ("no LABEL")."""
    found = labels(code, sentence)
    if label.startswith("no "):
        assert label.removeprefix("no ") not in found
    else:
        assert label in found, sorted(found)
    if label.startswith("comparator:"):
        assert {one for one in found if one.startswith("comparator:")} == {label}


def test_every_pack_has_a_sentence_for_every_label() -> None:
    """And no sentence stands for a pack that is not there."""
    assert set(SENTENCES) == set(languages())
    assert [code for code, told in SENTENCES.items() if not told.keys() >= LABELS] == []


@pytest.mark.parametrize("code", languages())
def test_every_list_is_filled(code: str) -> None:
    """With phrases for every kind of fact, bounds, demands, and the poles of two axes."""
    known = pack(code)
    assert known is not None
    facts, bounds = known.data.facts, known.data.comparators
    assert all((facts.ports, facts.defaults, facts.examples, facts.former, facts.now))
    assert all((bounds.more, bounds.less, bounds.at_least, bounds.at_most, bounds.about))
    assert known.data.required
    assert known.data.axes.keys() >= {"state", "support"}


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("some, e.g. this", [0, 1, 1, 2]),
        ("z. B. das, u. a. dies", [0, 0, 1, 2, 2, 3]),
        ("p. ej., eso", [0, 0, 2]),
        ("Plan B. A gate", [0, 0, 1, 1]),
        ("Berth b. See there", [0, 0, 1, 1]),
    ],
)
def test_the_full_stop_within_an_abbreviation_parts_no_clauses(sentence: str, parts: list[int]) -> None:
    """The last one does."""
    assert [word.clause for word in words(sentence)] == parts
