"""The Open Publishing format, continued: odd texts, directives, and files that are hardly bilingual."""

import pytest
from reading import bilingual, links, pairs, read, texts

OTHERS = [
    ("\u202f: quai", " : pier"),
    ("\u00a0Quai\u00a0!", "Pier!"),
    (" quai ", " pier "),
    ("&lt;n&gt; quais", "&lt;n&gt; piers"),
    ("[Quai &amp; grue](a.md)", "[Pier &amp; crane](a.md)"),
    (r"$\ket{0} \_ f | g$ quai", r"$\ket{0} \_ f | g$ pier"),
    ("**Gras **quai", "**Bold **pier"),
    (r"\*\*gras\*\*", r"\*\*bold\*\*"),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("body", OTHERS)
def test_odd_texts(body: tuple[str, str], line_end: str) -> None:
    """Blanks of all kinds, entities, math, broken emphasis: kept to the character, in a cell and in a paragraph."""
    rows = f"⟦Un¦One⟧⟦{body[0]}¦{body[1]}⟧\n\n| &nbsp; | &nbsp; |\n|--|--|\n| ⟦{body[0]}¦{body[1]}⟧ | |\n"
    one = read(bilingual(rows).replace("\n", line_end))
    assert pairs(one) == [("Un", "One"), body, body]
    assert one.units[0].block == one.units[1].block
    assert [len(unit.prose) for unit in one.units] == [len(unit.text) for unit in one.units]


def test_math_is_no_prose() -> None:
    """Its letters are no words."""
    one = read(bilingual(r"⟦Soit $\ket{0} + f$ le quai.¦Let $\ket{0} + f$ be the pier.⟧"))
    assert one.units[0].prose.replace("\ufffc", "") == "Soit  le quai."


def test_zones_and_monikers() -> None:
    """Their lines show nothing; what they hold is read as anywhere."""
    one = read(
        bilingual(
            '::: zone pivot="crane"\n⟦Quai.¦Pier.⟧\n::: zone-end\n\n'
            '::: moniker range=">= harbor-2.0"\n\n## ⟦Port¦Harbor⟧\n\n::: moniker-end\n\n'
            ':::row:::\n   :::column span="2":::\n⟦Grue.¦Crane.⟧\n   :::column-end:::\n:::row-end:::\n'
        )
    )
    assert pairs(one) == [("Quai.", "Pier."), ("Port", "Harbor"), ("Grue.", "Crane.")]
    shown = [(block.kind, block.prose) for block in one.blocks if block.kind != "code"]
    assert shown == [("paragraph", "Quai."), ("heading", "Port"), ("paragraph", "Grue.")]
    assert sum(block.kind == "code" for block in one.blocks) == 8


def test_includes_of_code() -> None:
    """Are links of their kind, whatever the language and the label."""
    one = read("[!code-csharp[](a.cs)]\n\n[!code-json[Main](../b.json?range=1-5)]\n\n[!INCLUDE [c](~/c.md)]\n")
    assert [(kind, path) for kind, path, _ in links(one)] == [
        ("snippet", "a.cs"),
        ("snippet", "../b.json?range=1-5"),
        ("include", "~/c.md"),
    ]


def test_units_in_xml() -> None:
    """Spans in documentation comments are units as well."""
    one = read(bilingual("<summary>\n⟦Quai.¦Pier.⟧ <see cref='T:Gate'/>\n</summary>\n"))
    assert pairs(one) == [("Quai.", "Pier.")]


def test_a_page_without_units() -> None:
    """Is read in one language, though its neighbours are bilingual."""
    one = read("# Harbor\n\nOpen the gate.\n")
    assert (one.source, texts(one)) == (None, ["Harbor", "Open the gate."])
