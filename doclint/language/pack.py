"""Language packs: rules/languages/*.toml, read, checked and compiled."""

import tomllib
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path

import msgspec
from babel.core import get_global
from msgspec import Struct, field

from doclint.language.phrases import Phrases
from doclint.resources import DataError, folder

CONCEPTS = ("axis:", "negation:")
_SCRIPT = 4
"""How many letters the code of a script has."""


class Negation(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that deny: outright, by their meaning, or only in appearance; idioms have nothing to do with denial."""

    explicit: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()


class Poles(Struct, frozen=True, forbid_unknown_fields=True):
    """The two ends of an axis."""

    positive: tuple[str, ...]
    negative: tuple[str, ...]
    neutral: tuple[str, ...] = ()


class Comparators(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that say how a quantity bounds its subject."""

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Facts(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that say what kind of claim a sentence makes: beside what number, by default, of which name.

    `here` are words that point at what stands near: such a claim means another thing in another article.
    """

    ports: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    now: tuple[str, ...] = ()


class Numbers(Struct, frozen=True, forbid_unknown_fields=True):
    """Number words, and the names of units as the language writes them (beyond CLDR)."""

    words: dict[str, float] = field(default_factory=dict)
    fractions: dict[str, float] = field(default_factory=dict)
    versions: tuple[str, ...] = ()
    units: dict[str, tuple[str, ...]] = field(default_factory=dict)


class Data(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A language pack as written."""

    code: str
    name: str
    frequent: tuple[str, ...]
    names_of_y_and_n: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    conditional: tuple[str, ...] = ()
    affirmed: tuple[str, ...] = ()
    preliminary: tuple[str, ...] = ()
    negation: Negation = Negation()
    comparators: Comparators = Comparators()
    facts: Facts = Facts()
    numbers: Numbers = Numbers()
    axes: dict[str, Poles] = field(default_factory=dict)


class Pack:
    """A compiled language pack."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.code = data.code

    @cached_property
    def phrases(self) -> Phrases:
        """Everything that bears on meaning, labelled "negation:explicit", "axis:state:+", "fact:port", ..."""
        return Phrases(_entries(self.data))

    @cached_property
    def concepts(self) -> Phrases:
        """The poles and negations alone, and poles even in phrases that an axis leaves out: what the tables learn."""
        entries = _entries(self.data)
        return Phrases(one for one in entries if one[1].startswith(CONCEPTS) and not one[1].endswith(":0"))

    @cached_property
    def frequent(self) -> frozenset[str]:
        """The commonest words of the language."""
        return frozenset(self.data.frequent)


def _entries(data: Data) -> list[tuple[str, str]]:
    entries = [(text, "required") for text in data.required]
    entries += [(text, "conditional") for text in data.conditional]
    entries += [(text, "affirmed") for text in data.affirmed]
    entries += [(text, "preliminary") for text in data.preliminary]
    for group, label in ((data.negation, "negation"), (data.comparators, "comparator")):
        for kind, texts in msgspec.structs.asdict(group).items():
            entries += [(text, f"{label}:{kind}") for text in texts]
    for kind, texts in msgspec.structs.asdict(data.facts).items():
        # The lists of things are plural, their labels are not: ports, "fact:port".
        entries += [(text, f"fact:{kind.removesuffix('s')}") for text in texts]
    for axis, poles in data.axes.items():
        for sign, texts in (("+", poles.positive), ("-", poles.negative), ("0", poles.neutral)):
            entries += [(text, f"axis:{axis}:{sign}") for text in texts]
    return entries


def parse(path: Path) -> Pack:
    """The pack in file `path`; DataError names the file and the key at fault."""
    try:
        return Pack(msgspec.convert(tomllib.loads(path.read_text("utf-8")), Data))
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as error:
        message = f"{path}: {error}"
        raise DataError(message) from error


@cache
def pack(locale: str) -> Pack | None:
    """The pack for a locale (fr-CA, then fr; zh-TW, then zh-Hant), or None where the language has none."""
    for code in _codes(locale.lower()):
        path = folder("rules") / "languages" / f"{code}.toml"
        if code.replace("-", "").isalnum() and path.is_file():
            return parse(path)
    return None


def _codes(locale: str) -> Iterator[str]:
    """The names a locale's pack may have, closest first; the CLDR knows in which script a language is written where."""
    spoken, *rest = locale.split("-")
    # Norwegian without more is Bokmål.
    spoken = "nb" if spoken == "no" else spoken
    yield "-".join((spoken, *rest))
    known = get_global("likely_subtags")
    for tail in (rest[-1:], []):
        likely = known.get("_".join((spoken, *(part.upper() for part in tail))), "")
        script = next(
            (part for part in rest if len(part) == _SCRIPT), likely.lower().partition("_")[2].partition("_")[0]
        )
        yield f"{spoken}-{script}"
    yield spoken


@cache
def languages() -> tuple[str, ...]:
    """The codes of the shipped packs, sorted."""
    return tuple(sorted(path.stem for path in (folder("rules") / "languages").glob("*.toml")))
