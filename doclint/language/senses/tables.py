"""The learned tables of a language pair: what they hold, and where they come from."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from doclint.language.senses.tokens import of_word
from doclint.resources import DataError, folder

SCHEMA = "doclint-senses/1"
SIGNALS = ("flipped", "lost", "added", "missing", "stranger")
RATES = (2.0, 1.5, 1.0, 0.7, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02)
"""How many of 100 ordinary units score above each limit of a signal."""

Shares = dict[str, dict[str, int]]


class Tables(Struct, frozen=True, dict=True, eq=False):
    """What was learned from `pairs` aligned units. Shares and probabilities are in percent, weights in tenths.

    `words`: of a target stem, the source tokens it translates. `poles`: of a target feature, the labels (poles,
    negation) its source has. `denies`, `expects`: weights with which target features and source words speak for a
    negation in the translation; the empty string is the bias. `known`: of a source token, how rare it is (tenths of
    nats) and how well its translation is usually seen. `length`: median and spread of the logarithm of the ratio of
    lengths. `limits`: of each signal, the scores that RATES of 100 ordinary units exceed.
    """

    schema: str
    source: str
    target: str
    pairs: int
    origin: str
    length: tuple[float, float]
    limits: dict[str, tuple[float, ...]]
    words: Shares
    poles: Shares
    denies: dict[str, int]
    expects: dict[str, int]
    known: dict[str, tuple[int, int]]
    digest: str = ""

    @cached_property
    def renders(self) -> dict[str, dict[str, int]]:
        """Of each source token the stems that translate it, in percent of the stem's uses."""
        found: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for stem, row in self.words.items():
            for token, share in row.items():
                found[token][stem] = share
        return dict(found)

    @cached_property
    def seconds(self) -> frozenset[str]:
        """The words that make a feature together with the word before them."""
        return frozenset(feature.partition(" ")[2] for feature in self.poles if " " in feature)

    @cached_property
    def signs(self) -> Callable[[str, bool], tuple[tuple[str, dict[str, int]], ...]]:
        """Of a word by itself, with or without its endings: the features that show a label, with their shares."""
        return lru_cache(maxsize=1 << 16)(self._signs)

    def _signs(self, word: str, suffixing: bool) -> tuple[tuple[str, dict[str, int]], ...]:  # noqa: FBT001
        features = of_word(word, suffixing=suffixing)
        return tuple((feature, self.poles[feature]) for feature in features if feature in self.poles)


def encode(tables: Tables) -> bytes:
    """`tables` as a file: JSON, one row a line, the same for the same content."""
    fields = msgspec.structs.asdict(tables)
    del fields["digest"]
    lines = [f"{_json(name)}:{_rows(value)}" for name, value in fields.items()]
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _rows(value: object) -> str:
    if not isinstance(value, Mapping) or not value:
        return _json(value)
    return "{\n" + ",\n".join(f"{_json(key)}:{_json(value[key])}" for key in sorted(value)) + "\n}"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def load(path: Path) -> Tables:
    """The tables in file `path`; DataError names the file and what is wrong with it."""
    data = path.read_bytes()
    try:
        tables = msgspec.json.decode(data, type=Tables)
    except (msgspec.DecodeError, ValueError) as error:
        message = f"{path}: {error}; learn it anew with doclint learn"
        raise DataError(message) from error
    if tables.schema != SCHEMA:
        message = f"{path}: made for {tables.schema}, this is {SCHEMA}; learn it anew with doclint learn"
        raise DataError(message)
    return msgspec.structs.replace(tables, digest=hashlib.sha256(data).hexdigest())


@cache
def tables(source: str, target: str, own: str = "") -> Tables | None:
    """The tables for two languages (`en`, `fr`): those in folder `own`, else those that come with doclint."""
    for place in (Path(own) if own else None, folder("rules") / "languages" / "lexicons"):
        path = place / f"{source}-{target}.json" if place else None
        if path and path.is_file():
            return load(path)
    return None
