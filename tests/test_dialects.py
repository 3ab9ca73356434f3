"""What site generators add to Markdown, as far as units, anchors and links need it. Every example is our own."""

import re

import pytest
from reading import cut, kinds, links, original, read, texts

from doclint.model import Article


def prose(one: Article) -> list[str]:
    """What every unit says, without the traces of code and macros; each unit stands where it says."""
    assert [cut(one, unit.span) for unit in one.units] == texts(one)
    assert [original(one, unit.span) for unit in one.units] == texts(one)
    shown = (" ".join(unit.prose.replace("\ufffc", "").split()) for unit in one.units)
    return [re.sub(r" (?=[.,])", "", text) for text in shown]


def anchors(one: Article) -> list[tuple[str, str, int]]:
    """Every anchor: its name, what stands at its place, its heading."""
    return [(anchor.name, cut(one, anchor.span), anchor.heading) for anchor in one.anchors]


# ---------------------------------------------------------------- anchors


@pytest.mark.parametrize(
    "written", ["{#gate}", "{ #gate }", "{/*gate*/}", "{/* #gate */}", "{: #gate }", "{:#gate .wide}", "{.wide #gate}"]
)
def test_ids_behind_a_heading(written: str) -> None:
    """Are its anchor and no part of its text."""
    one = read(f"Before.\n\n## The *old* gate {written}\n\nOpen it.\n")
    assert kinds(one)[1] == ("heading", "The *old* gate")
    assert anchors(one) == [("gate", "gate", 1)]
    assert prose(one) == ["Before.", "The old gate", "Open it."]


@pytest.mark.parametrize("written", ["## Gate\n{: #gate }", "Gate\n----\n{: .wide #gate}"])
def test_ids_on_the_line_below_a_heading(written: str) -> None:
    """Belong to it, and are no text."""
    one = read(f"{written}\n\nOpen it.\n")
    assert anchors(one) == [("gate", "gate", 0)]
    assert prose(one) == ["Gate", "Open it."]


def test_attributes_in_a_line() -> None:
    """Of links, paragraphs and empty spans: no text; an id is an anchor."""
    one = read(
        'See [the gate](gate.md){target=_blank rel="x"} now. []{#here} Go.{: .wide}\n{: #there title="the pier" }\n'
    )
    assert prose(one) == ["See the gate now.", "Go."]
    assert anchors(one) == [("here", "here", -1), ("there", "there", -1)]
    assert links(one) == [("link", "gate.md", 0)]


def test_placeholders_are_no_attributes() -> None:
    """Braces around a plain word are text."""
    one = read("Open {gate} and {the pier}.\n")
    assert prose(one) == ["Open {gate} and {the pier}."]


# ---------------------------------------------------------------- templates


@pytest.mark.parametrize(
    "macro",
    [
        '{{< glossary_tooltip text="old pier" term_id="pier" >}}',
        '{{% param "old pier" %}}',
        '{{Glossary("pier", "old pier")}}',
        "{{ site.old_pier | upcase }}",
        "{% data variables.old.pier %}",
        '{{ "old|pier*" }}',
        "{* ../old/pier.py hl[1] *}",
    ],
)
def test_macros_inside_a_sentence(macro: str) -> None:
    """Stay in the unit and in its place, hide their words and cut no sentence; nor do they open emphasis or code."""
    one = read(f"The {macro} is *open*. It, {macro}, shuts.\n\n- Of {macro}. Then `{{{{ go }}}}`.\n")
    assert texts(one) == [f"The {macro} is *open*.", f"It, {macro}, shuts.", f"Of {macro}.", "Then `{{ go }}`."]
    assert prose(one) == ["The is open.", "It,, shuts.", "Of.", "Then."]
    assert [mark.value for block in one.blocks for mark in block.markup if mark.kind == "macro"] == [macro] * 3


def test_braces_in_code_are_code() -> None:
    """Where the opening and the closing braces are shown, no macro lies between them."""
    one = read("Between `{{` and `}}` write a *name*.\n")
    assert prose(one) == ["Between and write a name."]
    assert [mark.value for mark in one.blocks[0].markup if mark.kind == "code"] == ["{{", "}}"]


def test_shortcodes_in_headings_links_and_cells() -> None:
    """A destination may be a macro; pipes and stars in a macro mean nothing."""
    one = read(
        '## {{% heading "whatsnext" %}}\n\nSee [the gate]({{< ref "gate.md" >}}) and <a href="{{ url }}">x</a>.\n\n'
        "| a | b |\n|---|---|\n| {{% x *y* %}} | z |\n"
    )
    assert kinds(one)[0] == ("heading", '{{% heading "whatsnext" %}}')
    assert sorted(links(one)) == [("html", "{{ url }}", 1), ("link", '{{< ref "gate.md" >}}', 1)]
    assert prose(one) == ["See the gate and x.", "a", "b", "z"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("{{< note >}}", "{{< /note >}}"),
        ('{{% alert title="Mind" color="warning" %}}', "{{% /alert %}}"),
        ("{% note %}", "{% endnote %}"),
        ("{% ifversion harbor > 2 %}", "{% endif %}"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_containers_of_templates(opening: str, closing: str, gap: str) -> None:
    """Their content is text, whether or not blank lines part it from the tags."""
    one = read(f"{opening}{gap}Open the *gate*.{gap}{closing}\n\nThen {opening}go{closing} on.\n")
    assert texts(one)[0] == "Open the *gate*."
    assert prose(one) == ["Open the gate.", "Then go on."]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("{{< highlight sh >}}", "{{< /highlight >}}"), ("{% highlight sh %}", "{% endhighlight %}")],
)
def test_listings_of_templates_are_code(opening: str, closing: str) -> None:
    """With the blank lines in them."""
    one = read(f"Run:\n\n{opening}\nopen gate\n\n# not a heading\n{closing}\n\nDone.\n")
    assert kinds(one)[1] == ("code", f"{opening}\nopen gate\n\n# not a heading\n{closing}")
    assert prose(one) == ["Run:", "Done."]


# ---------------------------------------------------------------- containers


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        (':::note The "old" gate', ":::"),
        (':::note[The "old" gate]', ":::"),
        ('::: tip The "old" gate {open}', ":::"),
        ('::::info The "old" gate', "::::"),
        ('/// note | The "old" gate', "///"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_admonitions_between_markers(opening: str, closing: str, gap: str) -> None:
    """Title and content are text; the markers are none, though no blank line stands around them."""
    one = read(f"Before.\n{opening}{gap}Open it.\n\n- now{gap}{closing}\nAfter.\n")
    assert prose(one) == ["Before.", 'The "old" gate', "Open it.", "now", "After."]
    assert [block.kind for block in one.blocks if block.kind != "code"] == ["paragraph"] * 3 + ["item", "paragraph"]


@pytest.mark.parametrize("opening", ["!!! note", "???", "???+ danger wide", "!!! note inline end"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_admonitions_with_an_indented_body(opening: str, gap: str) -> None:
    """The body is text and not code; what is indented in it is code."""
    one = read(
        f'Before.\n\n{opening} "The old gate"{gap}    Open it.\n\n    - now\n\n'
        "        !!! tip\n            Or *later*.\n\n"
        "    ```sh\n    open\n    ```\n\nAfter.\n"
    )
    assert prose(one) == ["Before.", "The old gate", "Open it.", "now", "Or later.", "After."]
    assert [block.text for block in one.blocks if block.kind == "code"] == [
        "        !!! tip",
        "    ```sh\n    open\n    ```",
    ]


def test_tabs() -> None:
    """Their labels and bodies are text; a heading's underline is still one."""
    one = read('=== "By crane"\n\n    Lift it.\n\n=== "By hand"\n\n    Pull it.\n\nGate\n===\n')
    assert prose(one) == ["By crane", "Lift it.", "By hand", "Pull it.", "Gate"]
    assert one.blocks[-1].kind == "heading"


def test_containers_in_lists_and_quotes() -> None:
    """Stand at their place there."""
    one = read(
        "1. One\n\n    :::note Mind\n    Two.\n    :::\n\n    !!! tip\n        Three.\n\n"
        "> /// note | Four\n> Five.\n> ///\n"
    )
    assert prose(one) == ["One", "Mind", "Two.", "Three.", "Four", "Five."]
    assert [block.level for block in one.blocks if block.kind != "code"] == [1, 1, 1, 2, 1, 1]


@pytest.mark.parametrize("snippet", ['--8<-- "gate.md"', "-8<- gate.md", "--8<--\ngate.md\n\npier.md\n--8<--"])
def test_snippets(snippet: str) -> None:
    """Are replaced by a file: no text."""
    one = read(f"Before.\n\n{snippet}\n\nAfter.\n")
    assert prose(one) == ["Before.", "After."]


def test_directives_of_generated_reference() -> None:
    """Names and options are no text."""
    one = read("::: harbor.pier.Gate\n    options:\n        heading: true\n\nText.\n")
    assert [text for text in prose(one) if text] == ["Text."]


# ---------------------------------------------------------------- components


def test_components() -> None:
    """Imports, exports, tags over several lines and comments show nothing; what lies between is Markdown."""
    one = read(
        "import Tabs from '@harbor/Tabs';\nimport Pier from './_pier.mdx';\nimport {\n  Gate,\n} from './gate.js';\n\n"
        "export const pier = {\n  name: 'old pier',\n};\n\n"
        '# Harbor\n\n<Tabs\n  groupId="os"\n  values={[\n    {label: "Old pier", value: "a"},\n  ]}>\n'
        '<TabItem value="a" label="A crane">\nOpen **the gate**.\n</TabItem>\n</Tabs>\n\n{/* hidden\n\nwords */}\n\n'
        'A <Gate of={() => <b>x</b>} name="old pier" /> here. <Link to="/pier">Go</Link>\n\n'
        '<Card href="./crane.md" />\n'
    )
    assert prose(one) == ["Harbor", "Open the gate.", "A here.", "Go"]
    assert links(one) == [("include", "./_pier.mdx", 0), ("html", "/pier", 7), ("html", "./crane.md", 8)]


@pytest.mark.parametrize(
    "line", ["import crates from 'the pier' now.", "export default settings to a file.", "import os"]
)
def test_sentences_that_begin_like_code(line: str) -> None:
    """Are text."""
    assert prose(read(f"{line}\n")) == [line]


# ---------------------------------------------------------------- comments, footnotes, math, definitions


def test_comments_that_hold_the_source_text() -> None:
    """Are neither units nor text, in paragraphs, lists and cells, over blank lines, one line or many."""
    one = read(
        "<!--\n## Open the gate\n\nWith [care](care.md).\n-->\n## 開門\n\n<!-- Two lines\nof text. -->\n小心。\n\n"
        "* <!-- One -->一\n  <!--\n  Two\n  -->\n  二\n\n| <!-- Name -->名 |\n|---|\n| 港 |\n"
    )
    assert prose(one) == ["開門", "小心。", "一", "二", "名", "港"]
    assert links(one) == []
    assert [(block.kind, block.prose.strip()) for block in one.blocks if block.kind == "heading"] == [
        ("heading", "開門")
    ]


def test_a_comment_that_is_never_closed() -> None:
    """Hides the rest, as it does on the site."""
    assert prose(read("Open.\n\n<!-- hidden\n\nand more\n")) == ["Open."]


def test_footnotes() -> None:
    """The note is text with units of its own; its mark is no text; neither is a link."""
    one = read(
        "Open the gate.[^1] Then[^note-2] go.\n\n[^1]: The *old* gate.\n\n    It creaks.\n[^note-2]: See [x](x.md).\n"
    )
    assert texts(one)[:2] == ["Open the gate.", "Then[^note-2] go."]
    assert prose(one) == ["Open the gate.", "Then go.", "The old gate.", "It creaks.", "See x."]
    assert links(one) == [("link", "x.md", 3)]


def test_reference_links() -> None:
    """Their words are text; where they lead is said once, where it is defined."""
    one = read("See [the gate][g] and [Pier][].\n\n[g]: gate.md 'Gate'\n[pier]: <pier.md>\n[^x]: A note.\n")
    assert [" ".join(unit.prose.split()) for unit in one.units] == [
        "See the gate and Pier .",
        "g Gate",
        "pier",
        "A note.",
    ]
    assert links(one) == [("definition", "gate.md", 1), ("definition", "pier.md", 2)]


@pytest.mark.parametrize("math", ["$x_1 + y_2*z$", "$$ a*b $$", r"$\text{old pier}$", "$n$"])
def test_math_in_a_line(math: str) -> None:
    """Hides its words, opens no emphasis."""
    one = read(f"Let {math} be *large*, {math}.\n")
    assert texts(one) == [f"Let {math} be *large*, {math}."]
    assert prose(one) == ["Let be large,."]


@pytest.mark.parametrize("block", ["$$\na = b\n+ c\n- d\n$$", "$$ a\n+ b $$", "$$a + b$$"])
def test_math_on_lines_of_its_own(block: str) -> None:
    """Is code, whatever its lines begin with."""
    one = read(f"Let\n\n{block}\n\nbe.\n")
    assert kinds(one) == [("paragraph", "Let"), ("code", block), ("paragraph", "be.")]


@pytest.mark.parametrize(
    "text",
    ["It is $5 or $10.", "From $5-$10 to 20$.", "Set $(A),$(B) or $HOME/$USER.", "Pay US$5 (or 5 US$).", "$$ open"],
)
def test_dollars_that_are_no_math(text: str) -> None:
    """Prices and variables are text."""
    assert prose(read(f"{text}\n")) == [text]


def test_definition_lists() -> None:
    """Terms and definitions are units apart, in either notation."""
    one = read(
        "Gate\n: What opens. And shuts.\n\n: More.\n\nPier\n\n:   What *holds*.\n\n"
        "- `bollard`\n  - : What ropes hold.\n"
    )
    assert prose(one) == ["Gate", "What opens.", "And shuts.", "More.", "Pier", "What holds.", "", "What ropes hold."]
    assert {block.kind for block in one.blocks} == {"item"}


def test_a_listing_that_left_its_list_is_no_component() -> None:
    """Its closing fence opens nothing: what follows is text."""
    text = "1. Add this:\n\n    ```xml\n<Crane>\n    <Weight>5</Weight>\n</Crane>\n```\n\n2. Save the file.\n"
    assert [unit.text for unit in read(text).units][-1] == "Save the file."
