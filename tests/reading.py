"""What tests of reading share: an article of a text, views of what was read, bilingual units."""

import re
from collections.abc import Iterator

from doclint.model import Article, Span
from doclint.read import article


def read(text: str) -> Article:
    """The article with this text."""
    return article(text.encode(), "harbor.md")


def cut(one: Article, span: Span) -> str:
    """What stands at `span`."""
    return one.text[span.start : span.end]


def original(one: Article, span: Span) -> str:
    """What stands at `span` of the file itself, found through lines and columns."""
    at, lines = one.locate(span), one.original.lines
    return one.original.text[lines[at.line - 1] + at.column - 1 : lines[at.end_line - 1] + at.end_column - 1]


def markup(one: Article) -> list[tuple[str, str, str]]:
    """Every inline construct: its kind, and what stands at its span and at the span of its content."""
    return [(mark.kind, cut(one, mark.span), cut(one, mark.content)) for block in one.blocks for mark in block.markup]


def links(one: Article) -> list[tuple[str, str, int]]:
    """Every link: its kind, what stands at its place, and the block it stands in."""
    return [(link.kind, cut(one, link.span), link.block) for link in one.links]


def texts(one: Article) -> list[str]:
    """The texts of the units."""
    return [unit.text for unit in one.units]


def kinds(one: Article) -> list[tuple[str, str]]:
    """The kind and the text of every block."""
    return [(block.kind, block.text) for block in one.blocks]


def sides(one: Article) -> Iterator[Article]:
    """The article, and its source side where it has one."""
    yield one
    if one.source:
        yield one.source


def source(one: Article) -> Article:
    """The source side of a bilingual article."""
    assert one.source is not None
    return one.source


def pairs(one: Article) -> list[tuple[str, str]]:
    """Target and source text of every unit; both sides have the same ids, and stand where they say."""
    assert [unit.id for unit in one.units] == [unit.id for unit in source(one).units]
    for side in (one, source(one)):
        assert [cut(side, unit.span) for unit in side.units] == texts(side)
        assert [original(side, unit.span) for unit in side.units] == texts(side)
    return list(zip(texts(one), texts(source(one)), strict=True))


def twin(unit: str, target: str, source: str) -> str:
    """A bilingual unit in its usual form."""
    return (
        f'<span data-ttu-id="{unit}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{unit}">{source}</span></span>'
    )


def nested(unit: str, target: str, source: str) -> str:
    """A bilingual unit whose source stands inside the span of its target."""
    return (
        f'<span data-ttu-id="{unit}">{target}'
        f'<span class="sxs-lookup"><span data-stu-id="{unit}">{source}</span></span></span>'
    )


def bilingual(text: str) -> str:
    """`text` with every `⟦target¦source⟧` as a unit; their ids are a-1, a-2 and so on."""
    number = 0

    def unit(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        return twin(f"a-{number}", match[1], match[2])

    return re.sub(r"⟦([^¦]*)¦([^⟧]*)⟧", unit, text)
