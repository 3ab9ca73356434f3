"""Bytes -> Article: pure and context-free. Any bytes are legal; what cannot be read as meant becomes a Fault."""

import codecs
import hashlib
import re
from bisect import bisect_right
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from doclint.model import Article, Block, Fault, Original, Span, Unit, Value
from doclint.read import bilingual, markdown, metadata
from doclint.read.places import Ranges
from doclint.read.prose import blank
from doclint.read.sentences import lines, sentences

__all__ = ["Halves", "article", "beside", "digest", "halves", "text"]

_LINE = re.compile(r"\S[^\r\n]*")
_FENCES = ("```", "~~~")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ZEROS = {"x000": "utf-32-le", "000x": "utf-32-be", "x0x0": "utf-16-le", "0x0x": "utf-16-be"}
"""Encodings by which of four bytes are zero as a rule."""
_SAMPLE = 1024


def article(data: bytes, path: str) -> Article:
    """The article in `data`. A bilingual file gives its target side, with its source side in `source`."""
    text, faults = _decode(data)
    values, body, broken = metadata.read(text)
    original = Original(path, text)
    twins, torn = bilingual.twins(text, body)
    target = _side(original, twins, values, body, source=False)
    limits = [replace(fault, span=target.place(fault.span)) for fault in target.faults]
    read = replace(target, faults=(*faults, *broken, *torn, *limits), digest=digest(data))
    return beside(read, Halves(twins, body)) if twins else read


class Halves(NamedTuple):
    """What tells the two sides of a bilingual file apart: its units, and where its front matter ends."""

    twins: list[bilingual.Twin]
    body: int


def beside(target: Article, halves: Halves) -> Article:
    """`target`, the target side of a file, with its source side, which is read when it is asked for."""
    other = partial(_other, target.original, target.metadata, halves)
    return replace(target, other=other)


def halves(article: Article) -> Halves | None:
    """What `beside` needs to have the source side of an article; None where it has none."""
    return article.other.args[-1] if isinstance(article.other, partial) else None


def _other(original: Original, values: dict[str, Value], halves: Halves) -> Article:
    return _side(original, halves.twins, values, halves.body, source=True)


def text(data: bytes) -> str:
    """What a file holds as text; places in an article speak of it."""
    return _decode(data)[0]


def digest(data: bytes) -> str:
    """The SHA-1 of a file with CRLF line ends, which translations record as the hash of their source."""
    windows = data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    return hashlib.sha1(windows, usedforsecurity=False).hexdigest()


def _side(
    original: Original, twins: list[bilingual.Twin], values: dict[str, Value], body: int, *, source: bool
) -> Article:
    side = bilingual.side(original.text, twins, source=source)
    content = markdown.read(side.text, body)
    units = _given_units(side, content.blocks) if side.units else _sentence_units(content.blocks)
    return Article(
        original,
        side.text,
        side.pieces,
        values,
        tuple(content.blocks),
        tuple(units),
        tuple(content.anchors),
        tuple(content.links),
        tuple(content.items),
        tuple(content.faults),
    )


def _decode(data: bytes) -> tuple[str, list[Fault]]:
    encoding = _encoding(data)
    if encoding != "utf-8":
        return data.decode(encoding, "replace"), [Fault("encoding", Span(0, 1), f"Not UTF-8 but {encoding.upper()}")]
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = plain.decode("utf-8")
        return text, _nuls(text)
    except UnicodeDecodeError as error:
        before = len(plain[: error.start].decode("utf-8"))
        detail = f"Not UTF-8: byte 0x{plain[error.start]:02x}"
        return plain.decode("utf-8", "replace"), [Fault("encoding", Span(before, before + 1), detail)]


def _encoding(data: bytes) -> str:
    """By the byte order mark, else by where zero bytes stand: most letters fill one byte of the two or four."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    sample = data[:_SAMPLE]
    zeros = "".join("0" if 8 * sample[place::4].count(0) > len(sample) else "x" for place in range(4))
    return marked or _ZEROS.get(zeros, "utf-8")


def _nuls(text: str) -> list[Fault]:
    first = text.find("\0")
    return [Fault("encoding", Span(first, first + 1), "Not text: byte 0x00")] if first >= 0 else []


def _given_units(side: bilingual.Side, blocks: list[Block]) -> list[Unit]:
    """The units of a bilingual side. A unit outside every block (a table cut short) belongs to the one before."""
    starts = [block.span.start for block in blocks]
    units = []
    for name, span in side.units:
        index = bisect_right(starts, span.start) - 1
        index += index + 1 < len(blocks) and blocks[index + 1].span.start < span.end and not _holds(blocks, index, span)
        text = side.text[span.start : span.end]
        known = blocks and index >= 0 and blocks[index].kind != "code"
        units.append(Unit(name, index, span, text, _cut(blocks[index], span, side.text) if known else _prose(text)))
    return units


def _prose(text: str) -> str:
    """The prose of a unit in no block, or in code, which is no code then: a fence before it was never closed."""
    shown = list(blank(text))
    for block in markdown.read(text, 0).blocks:
        shown[block.span.start : block.span.end] = block.prose
    return "".join(shown)


def _holds(blocks: list[Block], index: int, span: Span) -> bool:
    return index >= 0 and span.start < blocks[index].span.end


def _cut(block: Block, span: Span, text: str) -> str:
    """The prose of `span`: as the block has it, and as written where the unit reaches beyond the block."""
    if span.within(block.span):
        return block.prose[span.start - block.span.start : span.end - block.span.start]
    start, end = max(span.start, block.span.start), min(span.end, block.span.end)
    if start >= end:
        return text[span.start : span.end]
    inside = block.prose[start - block.span.start : end - block.span.start]
    return " " * (start - span.start) + inside + " " * (span.end - end)


def _sentence_units(blocks: list[Block]) -> list[Unit]:
    units = []
    for index, block in enumerate(blocks):
        if block.kind == "code":
            units += _indented_lines(index, block)
            continue
        if block.kind == "definition":
            units.append(Unit(None, index, block.span, block.text, block.prose))
            continue
        done = block.span.start
        # A sentence is never cut within a link, emphasis, code or a macro.
        whole = Ranges(mark.span for mark in block.markup if mark.kind not in {"html", "syntax"})
        for piece in (span for line in lines(block.text) for span in sentences(block.prose, line)):
            cut = whole.widened(Span(block.span.start + piece.start, block.span.start + piece.end))
            span = Span(max(cut.start, done), cut.end)
            if span.end <= done:
                continue
            inside = slice(span.start - block.span.start, span.end - block.span.start)
            text = block.text[inside]
            # Without markup both are one string, which in a large article counts.
            prose = text if block.prose is block.text else block.prose[inside]
            units.append(Unit(None, index, span, text, prose))
            done = span.end
    return units


def _indented_lines(index: int, block: Block) -> list[Unit]:
    """The lines of indented code: it is often text, indented too far. Its prose is empty, as that of all code."""
    if block.info or block.text.lstrip(" \t>").startswith(_FENCES):
        return []
    places = ((block.span.start + line.start(), line[0]) for line in _LINE.finditer(block.text))
    return [Unit(None, index, Span(at, at + len(line)), line, " " * len(line)) for at, line in places]
