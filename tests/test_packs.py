"""Language packs read sentences of our own as they are meant: tests/languages maps labels to sentences."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT

from doclint.language.numbers import numbers
from doclint.language.pack import Pack, pack
from doclint.language.phrases import Match, Phrases
from doclint.language.words import words

FOLDER = ROOT / "tests" / "languages"
CODES = sorted(path.stem for path in FOLDER.glob("*.toml"))
OLDER = {"de", "en", "es", "fr"}
"""Packs whose sentences stand in test_language.py."""
OPPOSITE = {"+": "-", "-": "+"}


@cache
def sentences(code: str) -> dict[str, list[str]]:
    """The sentences of a language by what they should carry."""
    told: dict[str, list[str]] = tomllib.loads((FOLDER / f"{code}.toml").read_text("utf-8"))
    return told


@cache
def known(code: str) -> Pack:
    """The pack of a language that has one."""
    found = pack(code)
    assert found is not None, f"rules/languages/{code}.toml is missing"
    return found


def labels(code: str, sentence: str) -> set[str]:
    """What the pack finds in a sentence; a pole that denies outright is called denied: the checks see none there."""
    matches = known(code).phrases.find(words(sentence))
    denied = {index for match in matches if match.label == "negation:explicit" for index in match.at}
    found = {one.label if _stands(one, denied) else f"denied {one.label}" for one in matches}
    quantities = numbers(sentence, code)
    found |= {f"number:{value:g}" for number in quantities if number.spelled for value in number.values}
    return found | {f"unit:{number.unit}" for number in quantities if number.unit}


def _stands(match: Match, denied: set[int]) -> bool:
    return not match.label.startswith("axis:") or denied.isdisjoint(match.at)


def misread(label: str, found: set[str]) -> str:
    """What is wrong with a sentence that should carry `label` (or should not: "no LABEL"), or an empty string."""
    if label.startswith("no "):
        return "has it" if label.removeprefix("no ") in found else ""
    if found.isdisjoint({label, f"denied {label}"}):
        return "has it not"
    family = label.partition(":")[0]
    if family == "axis" and label[:-1] + OPPOSITE[label[-1]] in found:
        return "has the opposite pole"
    if family == "negation" and label != "negation:explicit" and "negation:explicit" in found:
        return "denies"
    rivals = {one for one in found if one.startswith(f"{family}:")} - {label}
    return f"has {sorted(rivals)}" if family in {"number", "unit"} and rivals else ""


def cases() -> Iterator[tuple[str, str, str]]:
    """Every sentence, with its language and its label."""
    for code in CODES:
        for label, texts in sentences(code).items():
            yield from ((code, label, text) for text in texts)


@pytest.mark.parametrize(("code", "label", "sentence"), list(cases()))
def test_sentence(code: str, label: str, sentence: str) -> None:
    """It carries its label, and nothing that contradicts it."""
    found = labels(code, sentence)
    assert not misread(label, found), f"{sentence!r} ({label}): {misread(label, found)}; found {sorted(found)}"


@pytest.mark.parametrize("code", CODES)
def test_every_pole_and_every_unit_has_a_sentence(code: str) -> None:
    """And every kind of comparator, and what demands, supposes, denies or seems to."""
    data = known(code).data
    wanted = {f"axis:{axis}:{sign}" for axis in data.axes for sign in "+-"}
    wanted |= {f"unit:{unit}" for unit in data.numbers.units}
    wanted |= {kind for kind in ("required", "conditional", "preliminary") if getattr(data, kind)}
    for kind in ("more", "less", "at_least", "at_most", "about"):
        wanted |= {f"comparator:{kind}"} if getattr(data.comparators, kind) else set()
    for kind in ("explicit", "implied", "neutral"):
        wanted |= {f"negation:{kind}"} if getattr(data.negation, kind) else set()
    missing = wanted - sentences(code).keys()
    assert not missing, sorted(missing)


@pytest.mark.parametrize("code", CODES)
def test_every_denying_phrase_stands_in_a_sentence(code: str) -> None:
    """Those that deny outright: each is found in a sentence that denies."""
    told = [words(text) for text in sentences(code).get("negation:explicit", ())]
    explicit = known(code).data.negation.explicit
    missing = [text for text in explicit if not any(Phrases([(text, "it")]).find(one) for one in told)]
    assert not missing, missing


def test_every_pack_has_its_sentences() -> None:
    """Those of the oldest four stand elsewhere."""
    packs = {path.stem for path in Path(ROOT / "rules" / "languages").glob("*.toml")}
    assert packs - OLDER <= set(CODES)
    assert set(CODES) <= packs
