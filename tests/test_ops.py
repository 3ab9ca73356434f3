"""The Open Publishing format: bilingual units wherever localization puts them. Every article here is our own."""

import pytest
from reading import bilingual, cut, kinds, links, markup, nested, pairs, read, source, twin

from doclint.model import Article


def ids(one: Article) -> list[str | None]:
    """The ids of the units, in order."""
    return [unit.id for unit in one.units]


def places(one: Article) -> list[tuple[str, str]]:
    """The kind of block of every unit, and its prose."""
    return [(one.blocks[unit.block].kind, unit.prose) for unit in one.units]


# ---------------------------------------------------------------- the fifteen


def test_a_heading_of_two_units() -> None:
    """Its text is both of them; its anchor is the one before them."""
    one = read(bilingual('## <a name="crane-ver-20"></a>⟦Grue Ver.¦Crane Ver.⟧ ⟦2.0¦2.0⟧\r\n\r\n⟦Fin.¦End.⟧\r\n'))
    assert pairs(one) == [("Grue Ver.", "Crane Ver."), ("2.0", "2.0"), ("Fin.", "End.")]
    assert kinds(one)[0] == ("heading", '<a name="crane-ver-20"></a>Grue Ver. 2.0')
    assert one.blocks[0].prose.strip() == "Grue Ver. 2.0"
    assert [(anchor.name, anchor.heading) for anchor in one.anchors] == [("crane-ver-20", 0)]


def test_ids_of_paragraphs_and_gaps_between_ids() -> None:
    """A paragraph unit stands for the sentences whose numbers are missing."""
    names = ["0a1b2-103", "0a1b2-p101", "0a1b2-107", "0a1b2-p102", "0a1b2-1011"]
    one = read("\n\n".join(twin(name, f"Quai {i}.", f"Pier {i}.") for i, name in enumerate(names)))
    assert ids(one) == names
    assert pairs(one) == [(f"Quai {i}.", f"Pier {i}.") for i in range(5)]
    assert one.faults == ()


def test_units_inside_links_and_tab_headings() -> None:
    """The link is that of the block; a tab heading has its anchor."""
    tab = '# <a name="by-crane"></a>[⟦Par grue¦By crane⟧](#tab/crane)'
    text = "Voir [⟦le **quai**¦the **pier**⟧](pier.md#top) et **⟦partez¦leave⟧**."
    one = read(bilingual(f"{tab}\n\n{text}\n"))
    assert pairs(one) == [("Par grue", "By crane"), ("le **quai**", "the **pier**"), ("partez", "leave")]
    assert links(one) == [("link", "#tab/crane", 0), ("link", "pier.md#top", 1)]
    assert links(source(one)) == links(one)
    assert [unit.prose for unit in one.units] == ["Par grue", "le   quai  ", "partez"]
    assert [(anchor.name, anchor.heading) for anchor in one.anchors] == [("by-crane", 0)]


INNER = [
    (
        '<span id="a"></span><span id="b"></span>Le <span id="c">12</span>.',
        '<span id="a"></span><span id="b"></span>The 12.',
    ),
    ('<span class="pier">quai</span>', '<span class="pier">pier</span>'),
    ('Le <span class="a"><span class="b">quai</span></span>', 'The <span class="a"><span class="b">pier</span></span>'),
    ('Code <span id="12007">12007</span><!-- <span> -->', 'Code <span id="12007">12007</span><br/>'),
]


@pytest.mark.parametrize("make", [twin, nested])
@pytest.mark.parametrize("body", INNER)
def test_spans_inside_a_unit(make: object, body: tuple[str, str]) -> None:
    """Belong to its text, on both sides and in both forms."""
    assert callable(make)
    one = read(f"| a | b |\n|---|---|\n| {make('a-1', *body)} | {make('a-2', 'Un', 'One')} |\n")
    assert pairs(one) == [body, ("Un", "One")]
    assert one.faults == ()


def test_anchors_of_spans_inside_a_unit() -> None:
    """Can be linked to, in either language."""
    one = read(f"## {twin('a-1', *INNER[0])}\n")
    assert [anchor.name for anchor in one.anchors] == ["a", "b", "c"]
    assert [anchor.name for anchor in source(one).anchors] == ["a", "b"]


TEXTUAL = [
    "`<html>`, `<div>`, `<span>`, `<br/>`",
    "`` ` <span asp-validation `` <span>x</span>",
    r"\<span> et \<span>",
    "`$('<span/>')` `</span>`",
    "`<span><span></span></span>` `x`",
    "~~~\n<span>\n~~~\nquai",
    "```html\n<span>\n</span></span>\n```\nquai",
    "<span>",
    "<xref:Pier.Gate`1> <span>quai</span>",
]


@pytest.mark.parametrize("make", [twin, nested])
@pytest.mark.parametrize("body", TEXTUAL)
def test_spans_that_are_text(make: object, body: str) -> None:
    """In code, in a fence, escaped, or simply never closed: they open nothing."""
    assert callable(make)
    one = read(f"{make('a-1', body, body)} après\n\n{make('a-2', 'Fin.', 'End.')}\n")
    assert pairs(one) == [(body, body), ("Fin.", "End.")]
    assert one.text == f"{body} après\n\nFin.\n"
    assert one.faults == ()


def test_quotes_of_attributes_turned_into_entities() -> None:
    """All units are read, those with sound quotes as well; the file has one fault, at the first that is damaged."""
    units = [twin(f"a-{i}", f"Quai {i}.", f"Pier {i}.") for i in range(100)]
    units[1] = units[1].replace('">', "&quot;>").replace('"sxs', "&quot;sxs")
    units[2:90] = [unit.replace('"', "&quot;") for unit in units[2:90]]
    one = read("\n\n".join(units))
    assert pairs(one) == [(f"Quai {i}.", f"Pier {i}.") for i in range(100)]
    [fault] = one.faults
    assert fault.detail == "The span of unit a-1, and of 88 more, has &quot; where quotes belong"
    assert one.original.position(fault.span.start) == (3, 1)


def test_line_ends_inside_a_unit() -> None:
    """Quote marks are in the translation alone; a cell's unit may begin with a line end and a list mark."""
    quote = twin("a-1", "[Avant](a.md)\n> [Après](b.md)", "[Before](a.md)\n[After](b.md)")
    cell = twin("a-2", "\n- Panneau", "\n- Pane")
    one = read(f'> [!div class="step-by-step"]\n> {quote}\n\n<table><tr><td>{cell}</td></tr></table>\n')
    assert pairs(one) == [
        ("[Avant](a.md)\n> [Après](b.md)", "[Before](a.md)\n[After](b.md)"),
        ("\n- Panneau", "\n- Pane"),
    ]
    assert links(one) == [("link", "a.md", 0), ("link", "b.md", 0)]
    assert one.units[0].prose.split() == ["Avant", "Après"]
    assert [(kind, prose.split()) for kind, prose in places(one)][1] == ("html", ["-", "Panneau"])


def test_cells() -> None:
    """With and without blanks, empty, with pipes in code, with several units, behind a comment."""
    one = read(
        bilingual(
            "|⟦Nom¦Name⟧|⟦Accès¦Access⟧||\r\n|---|:--|--|\r\n"
            "| ⟦Port¦Harbor⟧ | ⟦`READ | WRITE`¦`READ | WRITE`⟧ | &nbsp; |\r\n"
            "|<!-- x -->⟦Un.¦One.⟧ ⟦Deux.¦Two.⟧</br>⟦Trois.¦Three.⟧|||\r\n"
        )
    )
    assert [target for target, _ in pairs(one)] == ["Nom", "Accès", "Port", "`READ | WRITE`", "Un.", "Deux.", "Trois."]
    assert {one.blocks[unit.block].kind for unit in one.units} == {"cell"}
    assert [one.blocks[unit.block].row for unit in one.units] == [0, 0, 1, 1, 2, 2, 2]
    assert len({one.units[i].block for i in (4, 5, 6)}) == 1


def test_html_tables_on_one_line() -> None:
    """Each unit has its text and its links, also where the table is glued to what stands before."""
    rows = "".join(
        f"<tr><td>{twin(f'a-{i}', f'Quai {i}', f'Pier {i}')}</td><td><a href='p{i}.md'>x</a></td></tr>"
        for i in range(60)
    )
    one = read(f"{twin('b-1', 'Les quais.', 'The piers.')}<br/><table>{rows}</table>\n")
    assert pairs(one) == [("Les quais.", "The piers."), *((f"Quai {i}", f"Pier {i}") for i in range(60))]
    assert [unit.prose for unit in one.units[1:]] == [f"Quai {i}" for i in range(60)]
    assert [cut(one, link.span) for link in one.links] == [f"p{i}.md" for i in range(60)]


@pytest.mark.parametrize("mark", ["> ", ">"])
@pytest.mark.parametrize("label", ["[!NOTE]", "[!note]", '[!div class="nextstepaction"]'])
def test_alerts(mark: str, label: str) -> None:
    """Their label stands outside the unit and is no text of the block."""
    one = read(bilingual(f"> {label}\n{mark}⟦[Ouvrez](gate.md)¦[Open](gate.md)⟧\n"))
    assert pairs(one) == [("[Ouvrez](gate.md)", "[Open](gate.md)")]
    assert [block.prose.split() for block in one.blocks] == [["Ouvrez"]]
    assert links(one) == [("link", "gate.md", 0)]


def test_deep_indentation_is_no_code() -> None:
    """In a list it is a deeper list, whose mark may stand inside the unit."""
    one = read(
        bilingual("- ⟦Port¦Harbor⟧\n    - ⟦Quai¦Pier⟧\n        ⟦- Grue¦- Crane⟧\n\n1. ⟦Un¦One⟧\n\n    ⟦Suite.¦More.⟧\n")
    )
    assert [target for target, _ in pairs(one)] == ["Port", "Quai", "- Grue", "Un", "Suite."]
    assert [(one.blocks[unit.block].kind, one.blocks[unit.block].level) for unit in one.units] == [
        ("item", 1),
        ("item", 2),
        ("item", 3),
        ("item", 1),
        ("item", 1),
    ]


def test_an_include_inside_a_unit() -> None:
    """Is a link of its kind, and no words."""
    body = "Le [!INCLUDE[](~/includes/crane-sdk.md)] comprend un quai."
    one = read(twin("a-1", body, "The [!INCLUDE[](~/includes/crane-sdk.md)] has a pier."))
    assert pairs(one)[0][0] == body
    assert links(one) == [("include", "~/includes/crane-sdk.md", 0)]
    assert "sdk" not in one.units[0].prose


def test_words_outside_the_unit() -> None:
    """What must not be translated is left outside; it is part of the heading all the same."""
    one = read(bilingual('### <a name="opno-loccrane-pack"></a>Crane⟦ : paquet¦ pack⟧\n'))
    assert pairs(one) == [(" : paquet", " pack")]
    assert one.blocks[0].prose.strip() == "Crane : paquet"
    assert source(one).blocks[0].prose.strip() == "Crane pack"
    assert one.anchors[0].heading == 0


def test_a_backtick_in_a_cross_reference() -> None:
    """Opens no code."""
    body = "Voir <xref:Pier.Gate`1>, `Open` et <http://pier.example>."
    one = read(twin("a-1", body, "See <xref:Pier.Gate`1>, `Open` and <http://pier.example>."))
    assert [(kind, inner) for kind, _, inner in markup(one)] == [
        ("autolink", "xref:Pier.Gate`1"),
        ("code", "Open"),
        ("autolink", "http://pier.example"),
    ]
    assert links(one)[0] == ("autolink", "xref:Pier.Gate`1", 0)


def test_images() -> None:
    """Their text without a unit, with one, and a linked image that is one."""
    linked = "[![Grue](crane.png)](crane.md)"
    one = read(
        bilingual(
            f"![La grue.](a.png)\n\n![⟦Le quai¦The pier⟧ ](~//b.png)\n\n⟦{linked}¦{linked}⟧\n\n"
            ':::image type="content" source="d.png" alt-text="Une grue.":::\n'
        )
    )
    assert [target for target, _ in pairs(one)] == ["Le quai", linked]
    assert [(kind, path) for kind, path, _ in links(one)] == [
        ("image", "a.png"),
        ("image", "~//b.png"),
        ("link", "crane.md"),
        ("image", "crane.png"),
        ("image", "d.png"),
    ]
    assert [block.prose.strip() for block in one.blocks] == ["La grue.", "Le quai", "Grue", "Une grue."]


def test_headings_of_every_form() -> None:
    """Underlined, without a blank, with an id on the anchor, with a second anchor inside the unit."""
    one = read(
        bilingual(
            '<a name="top"></a>⟦Port¦Harbor⟧\n====\n\n'
            '#<a name="pier"></a>⟦Quai¦Pier⟧\n⟦Texte.¦Text.⟧\n\n'
            '## <a id="Crane"></a>⟦Grue¦Crane⟧\n\n'
            '## <a name="v2"></a>⟦V2 <a name="v2.2"></a>¦V2 <a name="v2.2"></a>⟧\n'
        )
    )
    assert [(block.kind, block.level, block.prose.strip()) for block in one.blocks] == [
        ("heading", 1, "Port"),
        ("heading", 1, "Quai"),
        ("paragraph", 0, "Texte."),
        ("heading", 2, "Grue"),
        ("heading", 2, "V2"),
    ]
    assert [(anchor.name, anchor.heading) for anchor in one.anchors] == [
        ("top", 0),
        ("pier", 1),
        ("Crane", 3),
        ("v2", 4),
        ("v2.2", 4),
    ]


def test_units_inside_a_fence_that_is_never_closed() -> None:
    """Are text: nobody translates code sentence by sentence."""
    body = ("Le `quai` **sud**.", "The `pier`.")
    one = read(bilingual("```html\n<b>\n\n⟦{}¦{}⟧\n\n## ⟦Fin¦End⟧\n".format(*body)))
    assert pairs(one) == [body, ("Fin", "End")]
    assert places(one) == [("code", f"Le {chr(0xFFFC) * 6}   sud  ."), ("code", "Fin")]
