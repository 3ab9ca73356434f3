"""Bytes -> Article: pure and context-free. Any bytes are legal; what cannot be read as meant becomes a Fault."""

import codecs
import hashlib
import re
from bisect import bisect_right

from msgspec.structs import replace

from doclint.model import Article, Block, Fault, Original, Span, Unit, Value
from doclint.read import bilingual, markdown, metadata
from doclint.read.prose import blank
from doclint.read.sentences import lines, sentences

__all__ = ["article"]

_LINE = re.compile(r"\S[^\r\n]*")
_FENCES = ("```", "~~~")
_LINE_ENDS = re.compile(rb"\r?\n")


def article(data: bytes, path: str) -> Article:
    """The article in `data`. A bilingual file gives its target side, with its source side in `source`."""
    text, faults = _decode(data)
    values, body, broken = metadata.read(text)
    original = Original(path, text, markdown.line_starts(text))
    twins, torn = bilingual.twins(text, body)
    target = _side(original, bilingual.side(text, twins, source=False), values, body)
    source = _side(original, bilingual.side(text, twins, source=True), values, body) if twins else None
    digest = hashlib.sha1(_LINE_ENDS.sub(b"\r\n", data), usedforsecurity=False).hexdigest()
    return replace(target, faults=(*faults, *broken, *torn), source=source, digest=digest)


def _side(original: Original, side: bilingual.Side, values: dict[str, Value], body: int) -> Article:
    content = markdown.read(side.text, body)
    units = _given_units(side, content.blocks) if side.units else _sentence_units(side.text, content.blocks)
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
    )


def _decode(data: bytes) -> tuple[str, list[Fault]]:
    plain = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = plain.decode("utf-8")
        return text, _nuls(text)
    except UnicodeDecodeError as error:
        encoding = "utf-16" if plain[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} else "utf-8"
        before = len(plain[: error.start].decode("utf-8"))
        detail = f"Not UTF-8: byte 0x{plain[error.start]:02x}"
        return plain.decode(encoding, "replace"), [Fault("encoding", Span(before, before + 1), detail)]


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
    start, end = max(span.start, block.span.start), min(span.end, block.span.end)
    if start >= end:
        return text[span.start : span.end]
    inside = block.prose[start - block.span.start : end - block.span.start]
    return " " * (start - span.start) + inside + " " * (span.end - end)


def _sentence_units(text: str, blocks: list[Block]) -> list[Unit]:
    units = []
    for index, block in enumerate(blocks):
        if block.kind == "code":
            units += _indented_lines(index, block)
            continue
        done = block.span.start
        pieces = [span for line in lines(block.text) for span in sentences(block.prose, line)]
        for piece in pieces:
            span = _whole(block, Span(block.span.start + piece.start, block.span.start + piece.end), done)
            if span.end <= done:
                continue
            prose = block.prose[span.start - block.span.start : span.end - block.span.start]
            units.append(Unit(None, index, span, text[span.start : span.end], prose))
            done = span.end
    return units


def _indented_lines(index: int, block: Block) -> list[Unit]:
    """The lines of indented code: it is often text, indented too far. Its prose is empty, as that of all code."""
    if block.info or block.text.lstrip(" \t>").startswith(_FENCES):
        return []
    places = ((block.span.start + line.start(), line[0]) for line in _LINE.finditer(block.text))
    return [Unit(None, index, Span(at, at + len(line)), line, " " * len(line)) for at, line in places]


def _whole(block: Block, span: Span, after: int) -> Span:
    """`span` with the markup it cuts into (links, emphasis, code, macros), but nothing before `after`."""
    cut = [
        mark.span
        for mark in block.markup
        if mark.kind not in {"html", "syntax"} and mark.span.start < span.end and span.start < mark.span.end
    ]
    start = min([span.start, *(mark.start for mark in cut)])
    end = max([span.end, *(mark.end for mark in cut)])
    return Span(max(start, after), end)
