"""A bilingual file is a plain article with units around its sentences: reading it gives the plain article back."""

from collections.abc import Callable

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import cut, nested, original, read, sides, twin

from doclint.model import Article, Block, Unit

Form = Callable[[str, str, str], str]


def entities(unit: str, target: str, source: str) -> str:
    """A unit whose tags have &quot; for quotes."""
    form = twin(unit, "\0", "\1").replace('"', "&quot;")
    return form.replace("\0", target).replace("\1", source)


FORMS: tuple[Form, ...] = (twin, nested, entities)
SOURCES = (
    "Open the gate.",
    "",
    " ",
    "The `<span>` of **old** piers\nand [one](gate.md#top) more.",
    'A <span class="a">red</span> crate.',
    r"\<span> $x_1$ | {{ gate }} <xref:Gate`1>",
    "港を開く。",
)
ARTICLES = [
    text
    for path in sorted((ROOT / "corpus").rglob("*/*.md"))
    if "data-ttu-id" not in (text := path.read_bytes().decode("utf-8", "ignore"))
]
DIALECTS = (
    '# Harbor {#top}\n\n!!! note "Mind"\n    The gate. It shuts.\n\n:::tip Title\n- One.[^1]\n:::\n\n[^1]: A note.\n\n'
    "| a | b |\n|---|---|\n| One. | {{ two }} *three* |\n\n<Tabs>\nText $x$.\n</Tabs>\n\nTerm\n: What it is.\n"
)
LAYOUT = ("blocks", "anchors", "links", "items")


def wrapped(plain: str, units: list[Unit], forms: list[Form], sources: list[str]) -> tuple[str, str]:
    """The plain article with `units` wrapped, and what it is with their sources in their places."""
    bilingual, source, done = "", "", 0
    for number, (unit, form, text) in enumerate(zip(units, forms, sources, strict=True)):
        before = plain[done : unit.span.start]
        bilingual += before + form(f"0a1b2-{101 + number}", unit.text, text)
        source += before + text
        done = unit.span.end
    return bilingual + plain[done:], source + plain[done:]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@given(st.data())
@settings(derandomize=True, deadline=None, max_examples=150)
def test_both_sides_are_the_plain_articles(line_end: str, data: st.DataObject) -> None:
    """Text, blocks, anchors, links, list items and the units themselves, whichever sentences are units."""
    plain = data.draw(st.sampled_from([*ARTICLES, DIALECTS])).replace("\n", line_end)
    one = read(plain)
    units = [unit for unit in one.units if data.draw(st.booleans())]
    forms = [data.draw(st.sampled_from(FORMS)) for _ in units]
    sources = [data.draw(st.sampled_from(SOURCES)) for _ in units]
    bilingual, source = wrapped(plain, units, forms, sources)
    both = read(bilingual)
    assert both.text == plain
    assert (both.source.text if both.source else plain) == source
    if units:
        assert both.source
        assert [unit.text for unit in both.units] == [unit.text for unit in units]
        assert [unit.text for unit in both.source.units] == sources
        assert [unit.prose for unit in both.units] == [unit.prose for unit in units]
    check(both, one, read(source))


def check(both: Article, target: Article, source: Article) -> None:
    """Each side is laid out as its plain article is, and everything on it stands in the file where it says."""
    for side, plain in zip(sides(both), (target, source), strict=False):
        for name in LAYOUT:
            assert getattr(side, name) == getattr(plain, name)
        parts: list[Unit | Block] = [*side.units, *side.blocks]
        for part in parts:
            assert cut(side, part.span) == part.text
        assert [original(side, unit.span) for unit in side.units] == [unit.text for unit in side.units]
