"""The names that site generators give to an article's places."""

import re
from time import perf_counter

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify
from reading import read

from doclint.model import Article
from doclint.project.sites import slugs
from doclint.project.sites.dialects import DIALECTS, UNKNOWN, anchors
from doclint.project.sites.headings import is_behind
from doclint.project.sites.slugs import title


def made(text: str, dialect: str) -> list[str]:
    """The slugs of an article in document order."""
    return [anchor.name for anchor in anchors(read(text), DIALECTS[dialect]) if anchor.kind == "slug"]


def names(text: str, dialect: str) -> set[str]:
    """Every name of an article's places."""
    return {anchor.name for anchor in anchors(read(text), DIALECTS[dialect])}


COLUMNS = ("docfx", "github", "gitlab", "python-markdown", "mdbook", "mdn", "hugo", "docusaurus")
TABLE = [
    ("Open the Gate", *["open-the-gate"] * 5, "open_the_gate", *["open-the-gate"] * 2),
    ("Élan d'été", "élan-dété", "élan-dété", "élan-dété", "elan-dete", "élan-dété", "élan_dété", *["élan-dété"] * 2),
    ("港 を", "港-を", "港-を", "港-を", "_1", "港-を", "港_を", "港-を", "港-を"),
    ("हिन्दी", "हनद", "हिन्दी", "हिन्दी", "_1", "हिनदी", "हिन्दी", "हनद", "हिन्दी"),
    ("ที่ท่า", "ททา", "ที่ท่า", "ที่ท่า", "_1", "ทีทา", "ที่ท่า", "ททา", "ที่ท่า"),
    ("🚢 Ship", "-ship", "-ship", "-ship", "ship", "-ship", "🚢_ship", "-ship", "-ship"),
    ("𐐀 ½ ⅳ", "--", "𐐨--ⅳ", "𐐨-ⅳ", "12-iv", "𐐨-½-ⅳ", "𐐨_½_ⅳ", "𐐨--", "𐐨--ⅳ"),
    ("A - B, C!", "a---b-c", "a---b-c", "a-b-c", "a-b-c", "a---b-c", "a_-_b_c!", "a---b-c", "a---b-c"),
    ("crane_arm v1.2", *["crane_arm-v12"] * 5, "crane_arm_v1.2", *["crane_arm-v12"] * 2),
    (
        "Use `crane --up` now",
        *(["use-crane---up-now"] * 2),
        *(["use-crane-up-now"] * 2),
        "use-crane---up-now",
        "use_crane_--up_now",
        *(["use-crane---up-now"] * 2),
    ),
    ("See [the *gate*](a/gate.md)", *["see-the-gate"] * 5, "see_the_gate", "see-the-gateagatemd", "see-the-gate"),
    ("Q &amp; A", "q--a", "q--a", "q-a", "q-a", "q--a", "q__a", "q-amp-a", "q--a"),
    ("![Mast](m.png) On", "mast-on", "on", "on", "on", "on", "mast_on", "mastmpng-on", "mast-on"),
    ("2 <b>old</b> quays", *["2-old-quays"] * 5, "2_old_quays", "2-boldb-quays", "2-old-quays"),
    (r"\*Not\* so", *["not-so"] * 5, "*not*_so", "not-so", "not-so"),
    ("2026", "2026", "2026", "anchor-2026", *["2026"] * 5),
    ("!", "section", None, None, "_1", "section", "!", "heading", None),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_one_heading(row: tuple[str | None, ...]) -> None:
    """Has the slug that each generator's source makes of it."""
    for dialect, slug in zip(COLUMNS, row[1:], strict=True):
        assert (dialect, made(f"## {row[0]}\n", dialect)[:1]) == (dialect, [slug] if slug else [])


@pytest.mark.parametrize(
    ("heading", "on_jekyll", "alone"),
    [
        ("Open the gate", {"open-the-gate"}, "open-the-gate"),
        ("1. Über -- [Kai](kai.md)", {"1-über----kai", "1-über--kai"}, "ber----kaikaimd"),
        ("!", {"section"}, "section"),
    ],
)
def test_kramdown(heading: str, on_jekyll: set[str], alone: str) -> None:
    """As Jekyll makes it, of the title, or as kramdown alone does, of the text as written."""
    assert set(made(f"# {heading}\n", "jekyll")) == on_jekyll
    assert made(f"# {heading}\n", "kramdown") == [alone]


@pytest.mark.parametrize(
    ("make", "text", "slug"),
    [
        (slugs.python_markdown_unicode, "Élan  d'été 港", "élan-dété-港"),
        (slugs.pymdown, "E\u0301lan  & 港", "élan---港"),
        (slugs.mdbook_older, "Über Uns", "Über-uns"),
        (slugs.python_markdown_emoji, ":anchor: Berth", "berth"),
        (slugs.docfx_emoji, ":anchor: Berth", "-berth"),
        (slugs.docfx, "İΣ", "İσ"),
        (slugs.github, ":anchor: Berth", "anchor-berth"),
        (slugs.github, "a\u200db\u00a0c", "abc"),
        (slugs.mdn, 'Gate.open() ("x")', "gate.open_x"),
    ],
)
def test_slugs(make: slugs.Slug, text: str, slug: str) -> None:
    """Of a text as such."""
    assert make(text) == slug


@pytest.mark.parametrize(
    ("heading", "shown"),
    [
        ("Open the `[gate] *now*`", "Open the [gate] *now*"),
        ("[Gate](gate.md) & **pier**!", "Gate & pier!"),
        ("[Gate][g] <https://harbor.example>", "Gate https://harbor.example"),
        ('<a name="x"></a>Gate <!-- old -->', "Gate"),
        ("Q &amp; \\*A\\* [^1]", "Q & *A*"),
        ("Gate {#gate} ##", "Gate"),
        ("***All* hands**", "All hands"),
        ("[![Mast](m.png) up](a.md)", "Mast up"),
    ],
)
def test_titles(heading: str, shown: str) -> None:
    """Are what a reader sees."""
    [block] = [block for block in read(f"# {heading}\n\n[g]: g.md\n\n[^1]: One.\n").blocks if block.kind == "heading"]
    assert title(block) == shown


THREE = "## Example\n\n## Example\n\n## Example\n"
ODD = "## Example\n\n## Example\n\n## Example 1\n"


@pytest.mark.parametrize(
    ("dialect", "three", "odd"),
    [
        ("docfx", ["example", "example-1", "example-2"], ["example", "example-1", "example-1-1"]),
        ("github", ["example", "example-1", "example-2"], ["example", "example-1", "example-1-1"]),
        ("gitlab", ["example", "example-1", "example-2"], ["example", "example-1", "example-1"]),
        ("python-markdown", ["example", "example_1", "example_2"], ["example", "example_1", "example-1"]),
        ("kramdown", ["example", "example-1", "example-2"], ["example", "example-1", "example-1"]),
        ("mdbook", ["example", "example-1", "example-2"], ["example", "example-1", "example-1-1"]),
        ("mdn", ["example", "example_2", "example_3"], ["example", "example_2", "example_1"]),
        ("hugo", ["example", "example-1", "example-2"], ["example", "example-1", "example-1-1"]),
        ("docusaurus", ["example", "example-1", "example-2"], ["example", "example-1", "example-1-1"]),
    ],
)
def test_repeated_headings(dialect: str, three: list[str], odd: list[str]) -> None:
    """Are numbered, each generator in its way."""
    assert made(THREE, dialect) == three
    assert made(ODD, dialect) == odd


def test_a_number_at_the_end_is_raised() -> None:
    """In the generators whose separator is an underscore."""
    assert made("# Gate_1\n\n# Gate_1\n", "python-markdown") == ["gate_1", "gate_2"]
    assert made("# Gate_2\n\n# Gate\n\n# Gate\n\n# Gate 2\n", "mdn") == ["gate_2", "gate", "gate_3", "gate_4"]


@pytest.mark.parametrize(
    ("text", "dialect", "found"),
    [
        ("# Gate\n\n# Pier {#gate}\n", "python-markdown", ["gate_1"]),
        ('# Gate\n\n<b id="gate"></b>\n', "python-markdown", ["gate"]),
        ('# Gate\n\n<b id="gate"></b>\n', "mdn", ["gate_2"]),
        ("# Pier {#gate}\n\n# Gate\n", "hugo", ["gate-1"]),
        ("# Gate\n\n# Pier {#gate}\n", "hugo", ["gate"]),
        ("## Pier {#gate}\n\n## Gate\n", "docusaurus", ["gate"]),
    ],
)
def test_explicit_names_are_taken(text: str, dialect: str, found: list[str]) -> None:
    """Where the generator looks at them before it numbers."""
    assert made(text, dialect) == found


@pytest.mark.parametrize(
    "text",
    [
        "# Gate {#old}\n",
        "# Gate {: #old}\n",
        "# Gate { #old .wide }\n",
        "# Gate {/* #old */}\n",
        "## Gate {#old} ##\n",
        "Gate {#old}\n====\n",
    ],
)
def test_ids_in_braces(text: str) -> None:
    """Replace the slug where they are read, and are part of the title where not."""
    assert {names(text, dialect) == {"old"} for dialect in ("python-markdown", "kramdown", "mdbook")} == {True}
    assert names(text, "hugo") == {"old"}
    assert names(text, "docusaurus") == ({"old"} if text.startswith("##") else set())
    assert "gate" not in names(text, "docfx") | names(text, "github")
    assert made("# Gate {#old}\n", "github") == made("# Gate {#old}\n", "docfx") == ["gate-old"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('## <a name="old"></a>Gate\n', {"old"}),
        ('## <a id="old" ></a>Gate\n', {"old"}),
        ('## <a id="the old.one-2"></a>Gate\n', {"the old.one-2"}),
        ('## <a id="old/one"></a>Gate\n', {"old/one", "gate"}),
        ('## Gate <a name="old"></a>\n', {"old", "gate"}),
        ('## <a name="old"></a>\n', {"old", "section"}),
        ('<a name="old"></a>\n\n## Gate\n', {"old", "gate"}),
        ('<a name="old"></a>Gate\n----\n', {"old"}),
        ('## <a name="old"></a>Gate\n\n## Gate\n', {"old", "gate-1"}),
        ("# [Sea](#tab/sea)\n\nBy sea.\n\n# [Land](#tab/land)\n\nBy land.\n", set()),
        ('# <a name="s"></a>[Sea](#tab/sea)\n\nBy sea.\n\n# Sea\n', {"s", "sea-1"}),
    ],
)
def test_docfx_replaces(text: str, found: set[str]) -> None:
    """A slug by the anchor a heading begins with; what is replaced, or becomes a tab, had its number before."""
    assert names(text, "docfx") == found
    assert names(text, "github") >= found - {"gate-1", "sea-1", "section"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<h2 id="old">Gate</h2>\n', "old"),
        ('<div id="old">\n\nText.\n\n</div>\n', "old"),
        ('Text <span id="old">here</span>.\n', "old"),
        ('<Gate id="old" />\n', "old"),
        ('<Gate\n  id="old"\n>\n\nText.\n\n</Gate>\n', "old"),
        ("Text.\n{: #old}\n", "old"),
        ("## Gate\n{: #old}\n", "old"),
        ("Term\n: Definition {: #old}\n", "old"),
        ("[](){#old}\n", "old"),
        ("| A |\n|---|\n| [Berth](b.md){#old} |\n", "old"),
    ],
)
def test_explicit_anchors_that_are_read(text: str, name: str) -> None:
    """In braces where those are read, in tags everywhere."""
    for dialect in DIALECTS.values():
        assert (name in names(text, dialect.name)) is (dialect.braces or "{" not in text)
    assert name in {anchor.name for anchor in anchors(read(text), UNKNOWN)}


def test_headings_in_html() -> None:
    """Have slugs on GitHub alone."""
    text = '<h2 align="center">\n  The <i>gate</i>\n</h2>\n\n# Gate\n'
    assert made(text, "github")[-1] == "gate"
    assert len(made(text, "github")) == 2
    assert made(text, "docfx") == ["gate"]


def test_terms() -> None:
    """Have slugs in MDN alone, numbered with the headings around them."""
    text = "## Gate\n\n- Gate\n  - : Opens.\n- `crane` Optional\n  - : Lifts.\n\n## Crane\n"
    assert made(text, "mdn") == ["gate", "gate_2", "crane", "crane_2"]
    assert made(text, "github") == ["gate", "crane"]


def test_an_unknown_generator() -> None:
    """Every name that any of them makes."""
    text = "---\ntitle: Gate\n---\n# Élan & été\n\n## <a name='x'></a>Gate\n\n## Gate\n"
    found = {anchor.name for anchor in anchors(read(text), UNKNOWN)}
    assert found >= {"élan--été", "élan-été", "elan-ete", "élan__été", "x", "gate", "gate-1", "gate_1", "gate_2"}
    for dialect in DIALECTS:
        assert found >= names(text, dialect)


def test_anchors_stand_in_document_order() -> None:
    """Explicit ones and slugs, with the heading they belong to."""
    one = read('# Gate\n\n<a name="x"></a>\n\n## Pier {#y}\n\nText <b id="z">.</b>\n')
    found = [(anchor.name, anchor.kind, anchor.heading) for anchor in anchors(one, DIALECTS["hugo"])]
    assert found == [("gate", "slug", 0), ("x", "explicit", 2), ("y", "explicit", 2), ("z", "explicit", -1)]
    assert [anchor.span for anchor in anchors(one, DIALECTS["github"]) if anchor.kind == "slug"] == [
        block.span for block in one.blocks if block.kind == "heading"
    ]


@pytest.mark.parametrize(
    ("dialect", "inside", "outside"),
    [
        ("python-markdown", ["fn:1", "fnref2:a", "__tabbed_1_2", "__codelineno-0-1"], ["gate", "fn"]),
        ("docfx", ["tabpanel_1_sea"], ["tabpanel", "tab"]),
        ("github", ["user-content-fn-1", "fnref-1"], ["fnord"]),
        ("hugo", ["fn:1", "fnref:1"], ["fn"]),
        ("mdbook", ["footnote-a", "fr-a-1"], ["footnote"]),
    ],
)
def test_names_that_generators_make(dialect: str, inside: list[str], outside: list[str]) -> None:
    """Cannot be judged by the text."""
    for extra in (DIALECTS[dialect].extra, UNKNOWN.extra):
        assert all(extra.fullmatch(name) for name in inside)
        assert not any(extra.fullmatch(name) for name in outside)


# ---------------------------------------------------------------- pinning


# ---------------------------------------------------------------- properties

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WORDS = st.text("ab1_- é港.!&:", max_size=12)
FUNCTIONS = [
    *[make for dialect in DIALECTS.values() for make in dialect.slugs + dialect.raw],
    *UNKNOWN.parts[-1].slugs,
]


@given(TEXTS)
def test_any_text_has_a_slug(text: str) -> None:
    """Without spaces, and the same for a title that is plain ASCII as for any other."""
    for make in FUNCTIONS:
        assert " " not in make(text)
    for make in (slugs.docfx, slugs.github, slugs.mdbook, slugs.hugo):
        assert make("Ab 1 c") == make("Ab 1 c!") == "ab-1-c"


@given(TEXTS)
def test_python_markdown_makes_the_same_slugs(text: str) -> None:
    """As its own function."""
    assert slugs.python_markdown(text) == slugify(text, "-")
    assert slugs.python_markdown_unicode(text) == slugify(text, "-", unicode=True)


@given(st.lists(st.sampled_from(["a", "a_1", "a_2", "b", "", "b_0", "a_1_1"]) | WORDS, max_size=12))
def test_python_markdown_numbers_the_same(headings: list[str]) -> None:
    """In an article of headings alone: every name that it gives is one of ours, in order."""
    texts = [heading for heading in (re.sub(r"[\s&:!_-]+", "_", one).strip("_ .") for one in headings) if heading]
    page = "\n\n".join(f"# {heading}" for heading in texts)
    parser = markdown.Markdown(extensions=["toc", "attr_list"])
    expected = re.findall(r'<h1 id="([^"]*)"', parser.convert(page))
    assert made(page, "python-markdown") == expected


@given(st.lists(TEXTS, max_size=8))
def test_any_article_has_anchors(lines: list[str]) -> None:
    """In order, those read from it among them, and none twice at one heading."""
    one = read("\n\n".join(f"## {line}" for line in lines))
    for dialect in (*DIALECTS.values(), UNKNOWN):
        found = anchors(one, dialect)
        assert [anchor.span.start for anchor in found] == sorted(anchor.span.start for anchor in found)
        assert not dialect.braces or set(one.anchors) <= set(found)
        assert len({(anchor.name, anchor.span) for anchor in found}) == len(found)


def _seconds(one: Article) -> float:
    start = perf_counter()
    for dialect in DIALECTS.values():
        anchors(one, dialect)
    return perf_counter() - start


@pytest.mark.parametrize(
    "line", ["# Gate\n\n", "# Gate_{0}\n\n# Gate\n\n", "# <a name='x{0}'></a>Gate {{#y}}\n\n", "- A\n  - : B\n"]
)
def test_time_grows_with_the_article(line: str) -> None:
    """And not with its square: four times the headings take less than ten times as long."""
    small, large = (read("".join(line.format(number) for number in range(count))) for count in (1000, 4000))
    assert min(_seconds(large) for _ in range(2)) < 10 * min(_seconds(small) for _ in range(3)) + 0.1


def test_long_titles_take_no_longer_than_they_are_long() -> None:
    """Whatever they are made of."""
    for filling in ("-", " ", ":", "*", "[", "é", "\u200d", "`a` ", "&amp;"):
        text = filling * 20_000
        start = perf_counter()
        for make in FUNCTIONS:
            make(text)
        assert perf_counter() - start < 1.5


def test_ids_on_the_next_line_are_not_behind() -> None:
    """But on the heading's own."""
    one, two = read("# Gate\n{: #old}\n"), read("# Gate {#old}\n")
    assert [is_behind(side, side.anchors[0]) for side in (one, two)] == [False, True]
