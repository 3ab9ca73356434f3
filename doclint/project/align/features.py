"""What an alignment compares: the passages of an article (a block, or a table's row) and their tokens.

A token is a string whose first letter names its class. t whole text, c code, u link, n number and i identifier are
hard: they survive translation. w word and k folded beginning of a word are soft.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from doclint.language.lexicon import UNSPACED, unspaced
from doclint.model import Article, Block, Markup, Tag, Unit
from doclint.project.sites.slugs import title
from doclint.read import html

_LOCALE = re.compile(r"/[a-z]{2}-[a-z]{2,4}/")
_HOST = re.compile(r"^https?://[^/]+")
_PAGE = re.compile(r"\.(?:md|html)\b")
_URL = re.compile(r"https?://[^\s<>()\[\]|\"'`]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f\u2019 ']\d{3})+(?!\d)")
_NUMBER = re.compile(rf"{_GROUPED.pattern}|\d+(?:[.,]\d+)*")
_LATIN = r"A-Za-z\u00c0-\u024f"
_LATIN_WORD = re.compile(rf"[{_LATIN}][{_LATIN}0-9_]*(?:[./-][{_LATIN}0-9_]+)*")
_OTHER_WORD = re.compile(rf"[^\W\d_{_LATIN}{UNSPACED}]+")
_IDENTIFIER = re.compile(r".[^\W\d_a-zß-ÿ\u0100-\u024f]|[\w-]*[_.\d]")
_MARKS = re.compile(r"[\u0300-\u036f]")
_LETTERS = re.compile(r"[a-z]{4,}")
_DOUBLE = re.compile(r"[\u2e80-\uffdf]")
_DIRECTIVE = re.compile(r"\[!INCLUDE.*\]|:::.*|///.*|\{%.*%\}|\{\*.*\*\}", re.IGNORECASE | re.DOTALL)
_LABEL = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_EMPHASIS = re.compile(r"[*`]")
_DEFINED = re.compile(r"\[[^\]]*\]:\s*<?([^\s<>]+)")
_NOISE = re.compile(r"[\W_]+")


class Features(NamedTuple):
    """The tokens of a stretch of text, each once, and its width in columns (wide characters take two)."""

    hard: tuple[str, ...]
    soft: tuple[str, ...]
    width: int


class Passage(NamedTuple):
    """A block or a table's row: kind, level, unit indexes block by block, its text, prose, tokens and anchor names."""

    kind: str
    level: int
    cells: tuple[tuple[int, ...], ...]
    text: str
    prose: str
    features: Features
    numbers: frozenset[str]
    explicit: tuple[str, ...]
    slugs: tuple[str, ...]

    @property
    def tokens(self) -> tuple[str, ...]:
        """All tokens of the passage; the whole text counts as one."""
        return (f"t{self.text}", *self.features.hard, *self.features.soft)

    @property
    def literals(self) -> tuple[str, ...]:
        """Code, links and numbers in order of the alphabet."""
        return tuple(sorted(token for token in self.features.hard if token[0] != "i"))


def passages(article: Article) -> list[Passage]:
    """The passages of `article` in document order: what shows text, code, and what carries a literal."""
    units = defaultdict(list)
    for index, unit in enumerate(article.units):
        units[max(unit.block, 0)].append(index)
    names = _explicit(article)
    repeats: Counter[str] = Counter()
    found = []
    for group in grouped(article.blocks):
        blocks = [article.blocks[index] for index in group]
        cells = tuple(tuple(units[index]) for index in group if units[index])
        explicit = _once(_key(name) for index in group for name in names[index])
        passage = _passage(blocks, cells, explicit, _slugs(blocks[0], repeats))
        if cells or passage.kind == "code" or passage.features.hard:
            found.append(passage)
    return found


def unit_features(article: Article, unit: Unit) -> Features:
    """The tokens and width of one unit."""
    if not 0 <= unit.block < len(article.blocks):
        return _features(unit.text, unit.prose, (), ())
    block = article.blocks[unit.block]
    markup = [mark for mark in block.markup if mark.span.within(unit.span)]
    return _features(unit.text, unit.prose, markup, [tag for tag in block.tags if tag.span.within(unit.span)])


def grouped(blocks: tuple[Block, ...]) -> Iterator[list[int]]:
    """The block indexes of each passage: the cells of one row go together."""
    group: list[int] = []
    for index, block in enumerate(blocks):
        if group and (block.row < 0 or block.row != blocks[group[-1]].row):
            yield group
            group = []
        group.append(index)
    if group:
        yield group


def _passage(
    blocks: list[Block], cells: tuple[tuple[int, ...], ...], explicit: tuple[str, ...], slugged: tuple[str, ...]
) -> Passage:
    text = " | ".join(" ".join(_EMPHASIS.sub("", html.TAG.sub("", block.text)).split()) for block in blocks)
    prose = " ".join(block.prose for block in blocks)
    features = _code(blocks[0]) if blocks[0].kind == "code" else _shown(blocks, prose)
    numbers = frozenset(token for token in features.hard if token[0] == "n")
    return Passage(_kind(blocks[0]), blocks[0].level, cells, text, prose, features, numbers, explicit, slugged)


def _kind(block: Block) -> str:
    if block.kind not in {"paragraph", "item"}:
        return block.kind
    text = block.text.strip()
    if _DIRECTIVE.fullmatch(text):
        return "directive"
    has_image = any(mark.kind == "image" for mark in block.markup)
    return "image" if has_image and not _LABEL.sub("", text).strip("[]() \t\r\n") else block.kind


def _code(block: Block) -> Features:
    lines = [line.strip() for line in block.text.splitlines()]
    words = [f"w{word.lower()}" for word in _LATIN_WORD.findall(block.text)]
    return Features(_once(f"c{line}" for line in lines if len(line) > len("```")), _once(words), len(block.text))


def _shown(blocks: list[Block], prose: str) -> Features:
    """The features of a block, or of all cells of a row."""
    markup = [mark for block in blocks for mark in block.markup]
    tags = [tag for block in blocks for tag in block.tags]
    return _features(" ".join(block.text for block in blocks), prose, markup, tags)


def _features(text: str, prose: str, markup: Iterable[Markup], tags: Iterable[Tag]) -> Features:
    hard = [f"c{mark.value.strip().lower()}" for mark in markup if mark.kind == "code"]
    hard += [f"u{_page(link)}" for link in _destinations(text, markup, tags) if link]
    hard += [f"n{_number(written)}" for written in _NUMBER.findall(prose)]
    latin = [word for word in dict.fromkeys(_LATIN_WORD.findall(prose)) if len(word) > 1]
    hard += [f"i{word.lower()}" for word in latin if _IDENTIFIER.match(word)]
    soft = [f"w{word.lower()}" for word in latin]
    soft += () if prose.isascii() else _other_words(prose)
    return Features(_once(hard), _once(soft), _width(prose))


def cognates(prose: str) -> tuple[str, ...]:
    """The folded beginnings of the Latin words in `prose`, which related languages share."""
    return _once(f"k{word[: 4 if len(word) < len('cognate') else 5]}" for word in _LETTERS.findall(_folded(prose)))


def _other_words(prose: str) -> Iterator[str]:
    """The words in other scripts than Latin; those written without blanks by their pairs of letters."""
    yield from (f"w{piece}" for piece in unspaced(prose))
    yield from (f"w{word.lower()}" for word in _OTHER_WORD.findall(prose))


def _destinations(text: str, markup: Iterable[Markup], tags: Iterable[Tag]) -> Iterator[str]:
    yield from (mark.value for mark in markup if mark.kind in {"link", "image", "autolink"})
    for tag in tags:
        yield from (tag.attributes[name] for name in ("href", "src") if name in tag.attributes)
    if "http" in text:
        yield from _URL.findall(text)
    elif defined := _DEFINED.match(text):
        yield defined[1]


def _page(destination: str) -> str:
    """The last part of a destination, without host, locale, query and file extension."""
    path = _LOCALE.sub("/", _HOST.sub("", destination.lower())).partition("?")[0]
    path = _PAGE.sub("", path).rstrip("/.,")
    return path.rpartition("/")[2] or path


def _number(written: str) -> str:
    return re.sub(r"\D", "", written) if _GROUPED.fullmatch(written) else written.replace(",", ".")


def _folded(prose: str) -> str:
    """`prose` in lower case without diacritics."""
    if prose.isascii():
        return prose.lower()
    return _MARKS.sub("", unicodedata.normalize("NFD", prose.lower()))


def _width(prose: str) -> int:
    """The columns of `prose`, white space run together; what stands for hidden code takes none."""
    text = " ".join(prose.replace("\ufffc", "").split())
    return len(text) if text.isascii() else len(text) + len(_DOUBLE.findall(text))


def _once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))


def _explicit(article: Article) -> dict[int, list[str]]:
    """The names of explicit anchors by block: that of their heading, else the one they stand in."""
    starts = [block.span.start for block in article.blocks]
    names = defaultdict(list)
    for anchor in article.anchors:
        block = anchor.heading if anchor.heading >= 0 else max(0, bisect_right(starts, anchor.span.start) - 1)
        names[block].append(anchor.name)
    return names


def _slugs(block: Block, repeats: Counter[str]) -> tuple[str, ...]:
    """The anchors a site may make of a heading: of the text shown, or (docfx) with the links' destinations."""
    if block.kind != "heading":
        return ()
    found = []
    for key in _once((_key(title(block)), _key(html.TAG.sub("", block.text)))):
        found.append(f"{key}{repeats[key]}" if repeats[key] else key)
        repeats[key] += 1
    return tuple(found)


def _key(name: str) -> str:
    """An anchor name as its letters and digits alone: the slug dialects agree on these."""
    return _NOISE.sub("", name.casefold())
