"""Reading: bilingual spans, Markdown with its offsets, front matter, and whatever else a file may hold."""

import hashlib
from collections.abc import Callable, Iterator
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import cut, kinds, links, markup, nested, original, read, sides, texts, twin

from doclint.model import Article, Span
from doclint.read import article

# ---------------------------------------------------------------- bilingual files


BODIES = [
    ("Ouvrez le port.", "Open the harbor."),
    ('Le <span class="pier">quai</span> sud.', 'The <span class="pier">pier</span> south.'),
    ("La balise `<span>` ouvre.", "The tag `<span>` opens."),
    ("Une ligne\net une autre.", "One line\nand another."),
    ("**Gras** et `port -a`.", "**Bold** and `port -a`."),
]


FORMS = [(make, body) for make in (twin, nested) for body in BODIES]


@pytest.mark.parametrize(("make", "body"), FORMS)
def test_a_unit_gives_both_sides(make: Callable[[str, str, str], str], body: tuple[str, str]) -> None:
    """Whatever stands in it; the text around belongs to both sides, and places are those of the file."""
    target, source = body
    one = read(f"Avant {make('a1', target, source)} après.\r\n\r\n{make('a2', 'Fin.', 'End.')}\r\n")
    other = one.source
    assert other is not None
    assert one.text == f"Avant {target} après.\r\n\r\nFin.\r\n"
    assert other.text == f"Avant {source} après.\r\n\r\nEnd.\r\n"
    assert [(unit.id, unit.text) for unit in one.units] == [("a1", target), ("a2", "Fin.")]
    assert [(unit.id, unit.text) for unit in other.units] == [("a1", source), ("a2", "End.")]
    assert [original(one, unit.span) for unit in one.units] == [target, "Fin."]
    assert [original(other, unit.span) for unit in other.units] == [source, "End."]
    assert one.faults == ()


def test_places_of_a_unit_are_lines_and_columns_of_the_file() -> None:
    """Also of a word behind another unit on the same line."""
    text = f"# Harbor\n\n{twin('a1', 'Un.', 'One.')} {twin('a2', 'Le quai.', 'The pier.')}\n"
    one = read(text)
    place = one.locate(Span(one.text.index("quai"), one.text.index("quai") + 4), "a2")
    line = text.splitlines()[2]
    assert (place.line, place.column, place.end_line) == (3, line.index("quai") + 1, 3)
    assert (place.end_column - place.column, place.unit) == (4, "a2")


def test_quotes_written_as_entities_are_read_and_reported() -> None:
    """&quot; where the quotes of the attributes belong."""
    one = read(twin("a1", "Ouvrez.", "Open.").replace('"', "&quot;"))
    assert (texts(one), texts(one.source or one)) == (["Ouvrez."], ["Open."])
    assert [(fault.kind, fault.detail) for fault in one.faults] == [
        ("unit", "The span of unit a1 has &quot; where quotes belong")
    ]
    assert cut(one, Span(0, 7)) == "Ouvrez."


@pytest.mark.parametrize(
    "torn",
    [
        '<span data-ttu-id="a1">Seul.</span>',
        '<span data-ttu-id="a1">Seul.',
        twin("a1", "Seul.", "Alone.").replace('data-stu-id="a1"', 'data-stu-id="b1"'),
        twin("a1", "Seul.", "Alone.").removesuffix("</span></span>"),
    ],
)
def test_a_unit_without_its_source_is_a_fault(torn: str) -> None:
    """The units after it are read as they are."""
    one = read(f"Avant.\n\n{torn}\n\n{twin('a2', 'Fin.', 'End.')}\n")
    [fault] = one.faults
    assert (fault.kind, fault.detail) == ("unit", "The span of unit a1 is never completed by its source")
    assert one.original.text[fault.span.start : fault.span.end] == '<span data-ttu-id="a1">'
    assert [(unit.id, unit.text) for unit in one.units] == [("a2", "Fin.")]
    assert one.source is not None
    assert texts(one.source) == ["End."]


def test_a_file_whose_only_unit_is_torn_is_read_in_one_language() -> None:
    """Its sentences are units, then."""
    one = read('<span data-ttu-id="a1">Ouvrez le port. Attendez.</span>\n')
    assert one.source is None
    assert [unit.id for unit in one.units] == [None, None]
    assert [unit.prose.strip() for unit in one.units] == ["Ouvrez le port.", "Attendez."]


def test_an_empty_side_is_a_unit_all_the_same() -> None:
    """So that units stay side by side."""
    one = read(f"{twin('a1', '', 'Gone.')} {twin('a2', 'Seul.', '')}\n")
    assert (texts(one), texts(one.source or one)) == (["", "Seul."], ["Gone.", ""])


def test_units_know_their_blocks() -> None:
    """Two in a heading, one in a link's text, one a cell."""
    one = read(
        f"## {twin('a1', 'Le port.', 'The harbor.')} {twin('a2', 'Le quai.', 'The pier.')}\n\n"
        f"- Voir [{twin('a3', 'la grue', 'the crane')}](crane.md)\n\n"
        f"| {twin('a4', 'Nom', 'Name')} | {twin('a5', 'Poids', 'Weight')} |\n| --- | --- |\n"
        f"| {twin('a6', '`port`', '`harbor`')} | 5 t |\n"
    )
    blocks = [(unit.id, one.blocks[unit.block].kind, one.blocks[unit.block].text) for unit in one.units]
    assert blocks == [
        ("a1", "heading", "Le port. Le quai."),
        ("a2", "heading", "Le port. Le quai."),
        ("a3", "item", "Voir [la grue](crane.md)"),
        ("a4", "cell", "Nom"),
        ("a5", "cell", "Poids"),
        ("a6", "cell", "`port`"),
    ]
    assert one.source is not None
    assert links(one.source) == [("link", "crane.md", 1)]
    assert texts(one.source) == ["The harbor.", "The pier.", "the crane", "Name", "Weight", "`harbor`"]


def test_a_unit_over_several_lines_of_a_quote() -> None:
    """Its prose has no quote marks, but the same length."""
    one = read(f"> {twin('a1', 'Le port' + chr(10) + '> est ouvert.', 'The harbor' + chr(10) + '> is open.')}\r\n")
    [unit] = one.units
    assert (unit.text, unit.prose) == ("Le port\n> est ouvert.", "Le port\n  est ouvert.")
    assert original(one, unit.span) == "Le port\n> est ouvert."


# ---------------------------------------------------------------- blocks

PAGE = """\
# Harbor `cli` {#cli}

Open **the *old* gate** with [the `crane`](crane.md#lift "Lift") and ![a map](map.png).
Then read [the log][log] at <https://example.com/log>.

> Quoted `rope`
> over **two** lines.
>
> > Deeper [pier](pier.md)
lazy `tide`

- One `bollard`
  - Two [buoy](buoy.md)

    A paragraph *inside*
    1. Three
    7. Four

| Name | Weight |
| :--- | ---: |
| a \\| b `x\\|y` [crate](crate.md) | **5** |
| only |
| `k` | `k` |

```sh
open `gate`
```

    indented *code*

[log]: log.md "The log"
[unused]: unused.md
"""
PAGE_MARKUP = [
    ("code", "`cli`", "cli"),
    ("strong", "**the *old* gate**", "the *old* gate"),
    ("emphasis", "*old*", "old"),
    ("link", '[the `crane`](crane.md#lift "Lift")', "the `crane`"),
    ("code", "`crane`", "crane"),
    ("image", "![a map](map.png)", "a map"),
    ("link", "[the log][log]", "the log"),
    ("autolink", "<https://example.com/log>", "https://example.com/log"),
    ("code", "`rope`", "rope"),
    ("strong", "**two**", "two"),
    ("link", "[pier](pier.md)", "pier"),
    ("code", "`tide`", "tide"),
    ("code", "`bollard`", "bollard"),
    ("link", "[buoy](buoy.md)", "buoy"),
    ("emphasis", "*inside*", "inside"),
    ("code", "`x\\|y`", "x\\|y"),
    ("link", "[crate](crate.md)", "crate"),
    ("strong", "**5**", "5"),
    ("code", "`k`", "k"),
    ("code", "`k`", "k"),
]
PAGE_LINKS = [
    ("link", "crane.md#lift", 1),
    ("image", "map.png", 1),
    ("autolink", "https://example.com/log", 1),
    ("link", "pier.md", 3),
    ("link", "buoy.md", 5),
    ("link", "crate.md", 11),
    ("definition", "log.md", 18),
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_every_place_is_where_the_text_stands(line_end: str) -> None:
    """Inline constructs, links, list numbers and units, whatever the line ends."""
    one = read(PAGE.replace("\n", line_end))
    assert markup(one) == PAGE_MARKUP
    assert links(one) == PAGE_LINKS
    assert [(item.list, item.number, cut(one, item.span)) for item in one.items] == [(4, 1, "1"), (4, 7, "7")]
    assert [cut(one, unit.span) for unit in one.units] == texts(one)
    assert [(anchor.name, cut(one, anchor.span), anchor.heading) for anchor in one.anchors] == [("cli", "cli", 0)]


def test_blocks_of_a_page() -> None:
    """Kind, level and text of each; the rows of a table are told apart."""
    one = read(PAGE)
    assert [(block.kind, block.level, block.text) for block in one.blocks if block.kind not in {"cell", "code"}] == [
        ("heading", 1, "Harbor `cli`"),
        ("paragraph", 0, "\n".join(PAGE.splitlines()[2:4])),
        ("paragraph", 1, "Quoted `rope`\n> over **two** lines."),
        ("paragraph", 2, "Deeper [pier](pier.md)\nlazy `tide`"),
        ("item", 1, "One `bollard`"),
        ("item", 2, "Two [buoy](buoy.md)"),
        ("item", 2, "A paragraph *inside*"),
        ("item", 3, "Three"),
        ("item", 3, "Four"),
        ("definition", 0, '[log]: log.md "The log"'),
        ("definition", 0, "[unused]: unused.md"),
    ]
    cells = [(block.row, block.text) for block in one.blocks if block.kind == "cell"]
    assert cells == [
        (0, "Name"),
        (0, "Weight"),
        (1, "a \\| b `x\\|y` [crate](crate.md)"),
        (1, "**5**"),
        (2, "only"),
        (3, "`k`"),
        (3, "`k`"),
    ]
    code = [(block.info, block.text) for block in one.blocks if block.kind == "code"]
    assert code == [("sh", "```sh\nopen `gate`\n```"), ("", "    indented *code*")]
    assert {block.section for block in one.blocks} == {0}


def test_prose_keeps_words_and_hides_the_rest() -> None:
    """Code and URLs leave a trace that is no word; link texts stay; nothing moves."""
    one = read("See *the* [gate](gate.md) `x` https://example.com/a. A \\* and &amp; <br/>end.\n")
    [block] = one.blocks
    hidden = "\ufffc" * len("https://example.com/a")
    assert block.prose == (
        f"See  the   gate {' ' * len('](gate.md')} {'￼' * 3} {hidden}. A  * and {' ' * 5} {' ' * 5}end."
    )


def test_paragraphs_with_further_lines_lose_their_prefixes_in_prose() -> None:
    """Quote marks and indentation."""
    one = read("> - The gate\n>   is `open`\n>   today.\n")
    assert [block.prose for block in one.blocks] == ["The gate\n    is ￼￼￼￼￼￼\n    today."]


def test_headings_of_both_forms() -> None:
    """With closing hashes, with underlines, over two lines."""
    one = read("## Gate ##\n\nOpen\nsea\n===\n\nTide\n---\n\nText.\n")
    assert [(block.kind, block.level, block.info, block.text, block.section) for block in one.blocks] == [
        ("heading", 2, "##", "Gate", 0),
        ("heading", 1, "=", "Open\nsea", 1),
        ("heading", 2, "-", "Tide", 2),
        ("paragraph", 0, "", "Text.", 2),
    ]


@pytest.mark.parametrize(
    ("heading", "text", "anchor"),
    [
        ("# Gate {#gate}", "Gate", "gate"),
        ("# The `gate` { #old-gate .wide }", "The `gate`", "old-gate"),
        ("# Gate {/* #gate.1 */}", "Gate", "gate.1"),
        ("# Gate {/* gate */} ##", "Gate", "gate"),
    ],
)
def test_heading_ids(heading: str, text: str, anchor: str) -> None:
    """Are anchors of their heading, and no part of its text."""
    one = read(f"Before.\n\n{heading}\n")
    assert kinds(one) == [("paragraph", "Before."), ("heading", text)]
    assert [(found.name, cut(one, found.span), found.heading) for found in one.anchors] == [(anchor, anchor, 1)]
    assert texts(one) == ["Before.", text]


def test_anchors_belong_to_the_heading_they_stand_in_or_before() -> None:
    """What stands before other text belongs to none."""
    one = read(
        '<a name="first"></a>\n## First\n\n### <a id="second"></a>Second\n\n<a id="third"></a>\n\n## Third\n\n'
        '<h2 id="fourth">Fourth</h2>\n\nText <a name="fifth"></a> here.\n\n## Sixth\n'
    )
    found = [(anchor.name, cut(one, anchor.span), anchor.heading) for anchor in one.anchors]
    headings = {block.text: index for index, block in enumerate(one.blocks) if block.kind == "heading"}
    assert found == [
        ("first", '<a name="first">', headings["First"]),
        ("second", '<a id="second">', headings['<a id="second"></a>Second']),
        ("third", '<a id="third">', headings["Third"]),
        ("fourth", '<h2 id="fourth">', -1),
        ("fifth", '<a name="fifth">', -1),
    ]


def test_html_blocks_give_their_lines_links_and_tags() -> None:
    """Each line that shows text is a block; the tags of the others go to it."""
    one = read('<div class="pier">\n<p>The <a href="gate.md">gate</a></p>\n<img src="map.png">\n</div>\n\nEnd.\n')
    assert kinds(one) == [("html", '<p>The <a href="gate.md">gate</a></p>'), ("paragraph", "End.")]
    assert one.blocks[0].prose.split() == ["The", "gate"]
    assert links(one) == [("html", "gate.md", 0), ("html", "map.png", 0)]
    assert [(tag.name, tag.closing, cut(one, tag.span)) for tag in one.blocks[0].tags] == [
        ("div", False, '<div class="pier">'),
        ("p", False, "<p>"),
        ("a", False, '<a href="gate.md">'),
        ("a", True, "</a>"),
        ("p", True, "</p>"),
        ("img", False, '<img src="map.png">'),
        ("div", True, "</div>"),
    ]


def test_inline_html() -> None:
    """Its tags with their attributes, and the links it makes."""
    one = read('Open <a href="gate.md#top" TITLE="x">the gate</a> <BR/> now.\n')
    assert links(one) == [("html", "gate.md#top", 0)]
    assert [(tag.name, tag.closing, tag.attributes) for tag in one.blocks[0].tags] == [
        ("a", False, {"href": "gate.md#top", "title": "x"}),
        ("a", True, {}),
        ("br", False, {}),
    ]


@pytest.mark.parametrize("end", ["-->", "--->", "---->"])
def test_comments_hide_what_they_hold(end: str) -> None:
    """Inside a paragraph and as a block, also when closed with more dashes."""
    one = read(f"Open <!--- `hidden` [x](x.md) {end} the `gate`.\n\n<!-- a block\n[y](y.md) {end}\n\nEnd.\n")
    assert [mark for mark in markup(one) if mark[0] == "code"] == [("code", "`gate`", "gate")]
    assert links(one) == []
    assert [unit.prose.split() for unit in one.units] == [["Open", "the", "￼￼￼￼￼￼."], ["End."]]


def test_includes_and_alerts() -> None:
    """An include is a link of its own kind; an alert's label is no prose."""
    one = read(
        "[!INCLUDE [note](../includes/note.md)]\n\n[!INCLUDE[note](note.md)]\n\n> [!NOTE]\n> Mind the [gap](gap.md).\n"
    )
    assert links(one) == [("include", "../includes/note.md", 0), ("include", "note.md", 1), ("link", "gap.md", 2)]
    assert one.units[-1].text == "Mind the [gap](gap.md)."
    assert one.blocks[2].prose.split() == ["Mind", "the", "gap", "."]


def test_reference_definitions_count_where_they_are_used() -> None:
    """Once, however often; the references themselves name no file."""
    one = read("See [the gate][g], [again][g] and ![map][m].\n\n[g]: <gate.md> 'Gate'\n[m]:\n  map.png\n[x]: x.md\n")
    assert links(one) == [("definition", "gate.md", 1), ("definition", "map.png", 2)]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_reference_definitions_are_units(line_end: str) -> None:
    """In their places; labels and titles are prose, and what they hold keeps its offsets."""
    text = "[a]: a.md 'Old *gate*'\nTwo\n\n> [b]: <b.md>\n> Three\n\n[c]:\n  c.md\n  \"Pier\"\n\n[d]: d.md\nFour\n"
    one = read(text.replace("\n", line_end))
    assert [(unit.text.replace(line_end, "\n"), " ".join(unit.prose.split())) for unit in one.units] == [
        ("[a]: a.md 'Old *gate*'", "a Old *gate*"),
        ("Two", "Two"),
        ("[b]: <b.md>", "b"),
        ("Three", "Three"),
        ('[c]:\n  c.md\n  "Pier"', "c Pier"),
        ("[d]: d.md", "d"),
        ("Four", "Four"),
    ]
    assert [cut(one, unit.span) for unit in one.units] == texts(one)
    assert all(len(unit.prose) == len(unit.text) for unit in one.units)


def test_bare_urls() -> None:
    """Are found outside every other construct, without the punctuation after them."""
    one = read(
        "At https://example.com/a_b, (https://example.com/c) or **https://example.com/d**; `https://example.com/e` "
        "and [f](https://example.com/f).\n"
    )
    found = [cut(one, mark.span) for mark in one.blocks[0].markup if mark.kind == "autolink"]
    assert found == ["https://example.com/a_b", "https://example.com/c", "https://example.com/d"]
    assert links(one) == [("link", "https://example.com/f", 0)]


@pytest.mark.parametrize(
    ("link", "destination"),
    [
        ("[x](<a b.md>)", "a b.md"),
        ("[x]( a.md  'Title' )", "a.md"),
        ("[x](a(1).md)", "a(1).md"),
        ("[x [y] `z]`](a.md)", "a.md"),
        ("[![i](i.png)](a.md)", "a.md"),
        ("[x](a%20b.md?c=d#e)", "a%20b.md?c=d#e"),
    ],
)
def test_destinations_as_written(link: str, destination: str) -> None:
    """In brackets, with a title, with parentheses."""
    one = read(f"- Open {link} now.\n")
    assert ("link", destination, 0) in links(one)
    assert one.text[one.links[0].span.start : one.links[0].span.end] == one.links[0].destination


@pytest.mark.parametrize("macro", ["{{ version }}", "{% include crane %}", "{* crane.py *}"])
def test_paragraphs_that_a_template_fills_in_are_code(macro: str) -> None:
    """They show nothing that could be translated."""
    assert kinds(read(f"Open.\n\n{macro}\n\nClose.\n")) == [
        ("paragraph", "Open."),
        ("code", macro),
        ("paragraph", "Close."),
    ]


def test_list_numbers_as_written() -> None:
    """With leading zeros, with parentheses, in lists of their own."""
    one = read("1. a\n3. b\n\ntext\n\n007) c\n")
    assert [(item.number, cut(one, item.span)) for item in one.items] == [(1, "1"), (3, "3"), (7, "007")]
    assert len({item.list for item in one.items}) == 2


# ---------------------------------------------------------------- sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open the gate. Close it!  Is it shut?", ["Open the gate.", "Close it!", "Is it shut?"]),
        ("Use version 2.5 of Harbor. It is new.", ["Use version 2.5 of Harbor.", "It is new."]),
        ("Crates, e.g. Small ones, etc. Are fine.", ["Crates, e.g. Small ones, etc. Are fine."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("Ouvrez\u00a0! Fermez\u00a0? Attendez.", ["Ouvrez\u00a0!", "Fermez\u00a0?", "Attendez."]),
        ("¡Abra el puerto! ¿Está abierto? Sí.", ["¡Abra el puerto!", "¿Está abierto?", "Sí."]),
        ("港を開く。門を閉じる！終わり", ["港を開く。", "門を閉じる！", "終わり"]),
        ("Run `harbor. Now` first. Then wait.", ["Run `harbor. Now` first.", "Then wait."]),
        ("See [the gate](gate.md). **Then** go.", ["See [the gate](gate.md).", "**Then** go."]),
        ("門を閉じる。😎", ["門を閉じる。😎"]),
        ("Open the gate. \U0001f600", ["Open the gate. \U0001f600"]),
        ("a. Open the gate<br>\nb. Close it", ["a. Open the gate", "b. Close it"]),
        ("Open the gate  \nand wait\\\nfor Tom", ["Open the gate", "and wait\\", "for Tom"]),
        ("The gate:\n![the gate](gate.png)\nis open", ["The gate:", "![the gate](gate.png)", "is open"]),
        ("Crates are\nheavy", ["Crates are\nheavy"]),
        ("| Gate | Open |\n| --- |\n| North | yes |", ["| Gate | Open |", "| --- |", "| North | yes |"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Are units of a file in one language, with the markup they begin and end in."""
    assert texts(read(text)) == expected


def test_lines_of_indented_code_are_units_without_prose() -> None:
    """They may be text, indented too far; fenced code is none."""
    one = read("Crates\n\n    Open the gate.\n\n    Close it.\n\n```sh\nls\n```\n")
    assert texts(one) == ["Crates", "Open the gate.", "Close it."]
    assert [unit.prose.strip() for unit in one.units] == ["Crates", "", ""]


# ---------------------------------------------------------------- front matter


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_front_matter_values_have_places(line_end: str, mark: str) -> None:
    """As text, wherever they stand and however they are quoted."""
    lines = ["---", "title: 'Harbor: guide'", "lang: fr", "tags:", "  - pier", "empty:", "---", "# Quai `x`", ""]
    one = read(mark + line_end.join(lines))
    assert {key: value.text for key, value in one.metadata.items() if key != "tags"} == {
        "title": "Harbor: guide",
        "lang": "fr",
        "empty": "",
    }
    places = {key: cut(one, value.span).strip() for key, value in one.metadata.items()}
    assert places == {"title": "'Harbor: guide'", "lang": "fr", "tags": "- pier", "empty": ""}
    assert markup(one) == [("code", "`x`", "x")]
    assert one.locate(one.blocks[0].span).line == 8
    assert one.faults == ()


def test_a_key_given_twice() -> None:
    """Is a fault at the second; the last one counts."""
    one = read("---\ntitle: one\ntitle: two\n---\nText.\n")
    [fault] = one.faults
    assert (fault.kind, cut(one, fault.span)) == ("front-matter", "two")
    assert "'title'" in fault.detail
    assert one.metadata["title"].text == "two"


@pytest.mark.parametrize(
    ("matter", "at"),
    [("title: [1\nlang: fr", ":"), ("title: a: b", ":"), ("title: `x`", "`"), ("title: *x", "*")],
)
def test_front_matter_that_is_no_yaml(matter: str, at: str) -> None:
    """Is a fault where the parser stopped; the body is read all the same."""
    one = read(f"---\n{matter}\n---\nOpen the `gate`.\n")
    [fault] = one.faults
    assert (fault.kind, cut(one, fault.span)) == ("front-matter", at)
    assert fault.detail.startswith("The front matter is not YAML: ")
    assert (one.metadata, texts(one)) == ({}, ["Open the `gate`."])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---\n---\nText.\n",
        "---\n- a\n- b\n---\nText.\n",
        "Text.\n\n---\na: b\n---\n",
        "---\n\nA rule: that is all.\n",
    ],
)
def test_no_front_matter_to_speak_of(text: str) -> None:
    """Empty, a list, not at the top, a mere rule: no values, and no fault."""
    one = read(text)
    assert (one.metadata, one.faults) == ({}, ())


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_front_matter_that_is_never_closed(line_end: str) -> None:
    """Is a fault, and text."""
    one = read(line_end.join(["---", "title: Harbor", "", "Open the gate.", ""]))
    [fault] = one.faults
    assert (fault.kind, cut(one, fault.span)) == ("front-matter", "---")
    assert fault.detail == "The front matter is never closed by a line '---'"
    assert texts(one)[-1] == "Open the gate."


def test_front_matter_beyond_measure_is_not_parsed() -> None:
    """But named as a fault, and the body is read."""
    one = read("---\n" + "a: b\n" * 30_000 + "---\nText.\n")
    assert [fault.kind for fault in one.faults] == ["front-matter"]
    assert (one.metadata, texts(one)) == ({}, ["Text."])


def test_nested_aliases_are_not_expanded() -> None:
    """A few lines of YAML that would stand for billions of values."""
    lines = ["a0: &a0 [x, x]", *(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 60))]
    one = read("---\n" + "\n".join(lines) + "\n---\nText.\n")
    assert (len(one.metadata), texts(one)) == (60, ["Text."])


# ---------------------------------------------------------------- encodings and digests


def test_bytes_that_are_not_utf8() -> None:
    """Are a fault at the first of them; the rest is read."""
    one = article("Open the café, été.\n".encode("latin-1"), "harbor.md")
    [fault] = one.faults
    assert (fault.kind, fault.detail) == ("encoding", "Not UTF-8: byte 0xe9")
    assert cut(one, fault.span) == "\ufffd"
    assert one.locate(fault.span).column == len("Open the caf") + 1
    assert texts(one) == ["Open the caf\ufffd, \ufffdt\ufffd."]


def test_nul_characters() -> None:
    """Are one fault, at the first of them; the rest is read."""
    one = read("Open the\0 gate.\n\nClose\0 it.\n")
    assert [(fault.kind, fault.detail) for fault in one.faults] == [("encoding", "Not text: byte 0x00")]
    assert one.locate(one.faults[0].span).column == len("Open the") + 1
    assert texts(one) == ["Open the\0 gate.", "Close\0 it."]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_and_reported(encoding: str) -> None:
    """By its byte order mark."""
    one = article("\ufeff# Harbor\n\nOpen.\n".encode(encoding), "harbor.md")
    assert [fault.kind for fault in one.faults] == ["encoding"]
    assert kinds(one) == [("heading", "Harbor"), ("paragraph", "Open.")]


def test_digests_do_not_depend_on_line_ends() -> None:
    """They are those of the file with CRLF."""
    expected = hashlib.sha1(b"# A\r\n\r\nb\r\n", usedforsecurity=False).hexdigest()
    assert {read(text).digest for text in ("# A\n\nb\n", "# A\r\n\r\nb\r\n", "# A\n\r\nb\n")} == {expected}
    assert read("# A\n\nc\n").digest != expected


# ---------------------------------------------------------------- whatever a file holds


def check(one: Article) -> None:
    """Every span lies within its text, says what stands there, and has a place inside the file."""
    for side in sides(one):
        for block in side.blocks:
            assert cut(side, block.span) == block.text
            assert len(block.prose) == len(block.text)
            assert all(mark.content.within(mark.span) for mark in block.markup)
        for unit in side.units:
            assert cut(side, unit.span) == unit.text
            assert len(unit.prose) == len(unit.text)
            assert -1 <= unit.block < len(side.blocks)
        for span in spans(side):
            assert 0 <= span.start <= span.end <= len(side.text)
            at = side.locate(span)
            assert (at.line, at.column) <= (at.end_line, at.end_column)
            assert inside(side, at.line, at.column)
            assert inside(side, at.end_line, at.end_column)
    places = [*(value.span for value in one.metadata.values()), *(fault.span for fault in one.faults)]
    assert all(0 <= place.start <= place.end <= max(1, len(one.original.text)) for place in places)


def spans(one: Article) -> Iterator[Span]:
    """Every span of an article's text."""
    for block in one.blocks:
        yield block.span
        for mark in block.markup:
            yield mark.span
            yield mark.content
        yield from (tag.span for tag in block.tags)
    yield from (unit.span for unit in one.units)
    yield from (anchor.span for anchor in one.anchors)
    yield from (link.span for link in one.links)
    yield from (item.span for item in one.items)


def inside(one: Article, line: int, column: int) -> bool:
    """Whether there is such a line in the file, and such a column in it."""
    lines = one.original.lines
    if not 1 <= line <= len(lines):
        return False
    end = lines[line] if line < len(lines) else len(one.original.text)
    return 1 <= column <= end - lines[line - 1] + 1


SPANS = (
    '<span data-ttu-id="u1">',
    '<span data-ttu-id="u2">',
    '</span><span class="sxs-lookup"><span data-stu-id="u1">',
    '<span class="sxs-lookup"><span data-stu-id="u1">',
    '</span><span class="sxs-lookup"><span data-stu-id="u2">',
    "<span data-ttu-id=&quot;u1&quot;>",
    "</span></span>",
    "</span>",
    "<span>",
)
BLOCK_STARTS = (
    *"#>-*",
    "## ",
    "> ",
    "- ",
    "1. ",
    "2) ",
    "    ",
    "```\n",
    "~~~\n",
    "---\n",
    "===\n",
    "title: a\n",
    "k: [\n",
)
INLINE = (*"`*_[]()!<>\\&{}|'\" ", "``", "**", "](", "](a.md)", "![", "&amp;", "https://example.com/a", "<https://b.c>")
HTML = ("<!--", "-->", "--->", '<a name="n"></a>', "<a id=x>", "<b>", "<div>\n", "</div>\n", '<img src="x.png">')
WORDS = (
    "word ",
    "Two words. ",
    "1,000 GB ",
    "é",
    "中。",
    "😀",
    "\u00a0",
    "[r]: b.md\n",
    "[r]",
    "[!NOTE]",
    "[!INCLUDE [x](y.md)]",
)
DIALECTS = (
    *("{{", "}}", "{%", "%}", "{/*", "*/}", "{#i}", "{: #i}", "{{< /n >}}", "$", "$$", "$$\n", "[^1]", "[^1]: ", ": "),
    *(":::", ":::note T\n", "::: a b=c\n", ':::image source="a" alt-text="b":::', "/// n | T\n", "///\n", "!!! n\n"),
    *(
        '??? "T"\n',
        '=== "T"\n',
        "--8<--\n",
        "{{< highlight x >}}\n",
        "import a from 'b.md'\n",
        "export {\n",
        "#<a name=n>",
    ),
    *("<A>\n", "<A b={\n", "}>\n", "</A>", "<>"),
)
SOUP = st.lists(
    st.sampled_from((*SPANS, *BLOCK_STARTS, *INLINE, *HTML, *WORDS, *DIALECTS, *("\n", "\n\n", "\r\n", "\r") * 4)),
    max_size=40,
).map("".join)
CELLS = st.lists(
    st.sampled_from((*"abc`*|[]() ", "\\|", "`x\\|y`", "**", "](a.md)", "|\n", "|\n|", "word ", "é")), max_size=30
).map("".join)


@given(st.binary(max_size=200))
@settings(derandomize=True, deadline=None)
def test_any_bytes_are_legal(data: bytes) -> None:
    """Reading them fails nowhere, and names only places inside the file."""
    check(article(data, "harbor.md"))


@given(SOUP)
@settings(derandomize=True, deadline=None, max_examples=1500)
def test_any_markdown_is_legal(text: str) -> None:
    """And what is broken about it moves nothing else."""
    check(read(text))


@given(CELLS)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_table_is_legal(rows: str) -> None:
    """Cells that hold pipes and code, rows too short and too long."""
    check(read(f"| a | b |\n| - | - |\n{rows}\n"))


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(BODIES)), min_size=1, max_size=8))
@settings(derandomize=True, deadline=None)
def test_units_come_back_as_they_were_written(units: list[tuple[str, tuple[str, str]]]) -> None:
    """In order and whole, on both sides."""
    one = read("\n\n".join(twin(name, *body) for name, body in units))
    check(one)
    assert one.source is not None
    assert texts(one) == [target for _, (target, _) in units]
    assert texts(one.source) == [source for _, (_, source) in units]


MANY = 10_000
HUGE = 2_000_000


@pytest.mark.parametrize(
    "text",
    [
        "[" * MANY,
        "[" * MANY + "]" * MANY,
        "![" * MANY,
        "[" * MANY + "](gate.md)" * MANY,
        "> " * MANY + "gate",
        ">" * MANY + "gate",
        "- " * MANY + "gate",
        "*gate **open " * MANY,
        "`" * MANY,
        "<" * MANY,
        "<span>" * MANY,
        '<span data-ttu-id="u1">' * MANY,
        twin("u1", "Port", "Harbor") * MANY,
        '<span data-ttu-id="u1">a</span><span class="sxs-lookup"><span data-stu-id="u1">' + "<span>" * MANY,
        "---\n" + "[" * MANY + "\n---\n",
        "---\n" + "{" * MANY + "\n---\n",
        "a|b\n-|-\n" + "|" * MANY,
        "{{a}}[b](c) " * MANY,
        "{/* a\n\n" * MANY,
        "$a " * MANY,
        "<A {" * MANY,
        "<A b={" + "x" * HUGE,
        "".join("    " * depth + "!!! a\n" for depth in range(300)),
        ":::note " + "=" * HUGE,
        "# a" + " " * HUGE + "{#",
        "<!-- {{ " * MANY,
        "<div>\n" + "<b>x</b>\n" * MANY,
        "gate and more. " * (HUGE // 15),
        "a" * HUGE,
        " " * HUGE + "a",
        "\n" * HUGE,
        "1. gate\n" * MANY,
        "# " + " " * HUGE + "gate",
    ],
    ids=lambda text: text[:20].strip() or "blanks",
)
def test_reading_takes_linear_time(text: str) -> None:
    """Nesting without end, and two million characters on one line."""
    start = perf_counter()
    one = read(text)
    assert perf_counter() - start < 20
    assert one.original.text == text
