"""Anchors and addresses of a translation against its source, and the edits that mend them."""

import pytest

from doclint import read, run
from doclint.config import Config
from doclint.model import Finding, Fix
from doclint.rule import find, rules
from doclint.tree import MemoryTree

SOURCE, TARGET = "docs/en/a.md", "docs/fr/a.md"
TEXT = "Select **Open** to open the gate `G1`."
TEXTE = "Sélectionnez **Open** pour ouvrir la porte `G1`."


def findings(source: str, target: str, *names: str) -> list[Finding]:
    """What the rules say of two files."""
    files = {SOURCE: source.encode(), TARGET: target.encode()}
    chosen = [rule for name in names or ("DL110", "DL111", "DL112") for rule in find(name, rules())]
    return list(run.check(MemoryTree(files), files, chosen, Config()).findings)


def fixed(text: str, fix: Fix | None) -> str:
    """The text with a fix applied, last edit first."""
    assert fix
    original = read.article(text.encode(), TARGET).original
    for edit in sorted(fix.edits, key=lambda edit: (edit.at.line, edit.at.column), reverse=True):
        start, end = (
            original.lines[line - 1] + column - 1
            for line, column in ((edit.at.line, edit.at.column), (edit.at.end_line, edit.at.end_column))
        )
        text = text[:start] + edit.text + text[end:]
    return text


def mended(source: str, target: str) -> str:
    """The translation after the only finding's fix, which is gone then; it has the same units as before."""
    (found,) = findings(source, target)
    after = fixed(target, found.fix)
    assert findings(source, after) == []
    before_units, after_units = (read.article(text.encode(), TARGET).units for text in (target, after))
    assert [unit.id for unit in before_units] == [unit.id for unit in after_units]
    assert [unit.prose.split() for unit in before_units] == [unit.prose.split() for unit in after_units]
    return after


def bilingual(*headings: tuple[str, str]) -> str:
    """A bilingual article: for each heading what stands before its unit, its translation and its source."""
    lines = [
        f'{before}<span data-ttu-id="a-{number}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="a-{number}">{source}</span></span>'
        for number, (before, (target, source)) in enumerate((head, text.split("|")) for head, text in headings)
    ]
    return "---\nms.contentlocale: fr-FR\n---\n" + "\n\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('## <a name="open"></a>Open a gate', '## <a name="open"></a>Ouvrir une porte'),
        ("## <a id='open'></a>Open a gate", "## <a id='open'></a>Ouvrir une porte"),
        ('## <a name="open"/>Open a gate', '## <a name="open"/>Ouvrir une porte'),
        ('## <a name="open">Open a gate</a>', '## <a name="open"></a>Ouvrir une porte'),
        ('## Open a gate <a name="open"></a>', '## Ouvrir une porte<a name="open"></a>'),
        ('## <span id="open" class="wide">Open</span> a gate', '## <a id="open"></a>Ouvrir une porte'),
        ("## Open a gate {#open}", "## Ouvrir une porte {#open}"),
        ("## Open a gate { #open .wide }", "## Ouvrir une porte { #open .wide }"),
        ("## Open a gate {: #open }", "## Ouvrir une porte {: #open }"),
        ("## Open a gate {/* #open */}", "## Ouvrir une porte {/* #open */}"),
        ("## Open a gate {#open} ##", "## Ouvrir une porte {#open}"),
        ('<a name="open"></a>\n\n## Open a gate', '<a name="open"></a>\n\n## Ouvrir une porte'),
    ],
)
def test_an_anchor_is_put_back_as_the_source_writes_it(source: str, expected: str) -> None:
    """At the heading's start, at its end, above it, or in braces; other attributes of a tag stay away."""
    target = f"# Portes\n\n## Ouvrir une porte\n\n{TEXTE}\n"
    (found,) = findings(f"# Gates\n\n{source}\n\n{TEXT}\n", target)
    assert (found.rule, found.expected) == ("anchor-lost", "open")
    assert found.fix
    assert found.fix.safety == "safe"
    assert mended(f"# Gates\n\n{source}\n\n{TEXT}\n", target) == f"# Portes\n\n{expected}\n\n{TEXTE}\n"


def test_closing_hashes_stay_behind_the_anchor() -> None:
    """`{#id}` stands before the closing marks of a heading."""
    target = f"## Ouvrir une porte ##\n\n{TEXTE}\n"
    assert mended(f"## Open a gate {{#open}}\n\n{TEXT}\n", target).startswith("## Ouvrir une porte {#open} ##\n")


def test_line_ends_are_kept() -> None:
    """A paragraph put above a heading ends as the file's lines do."""
    target = f"# Portes\r\n\r\n## Ouvrir une porte\r\n\r\n{TEXTE}\r\n"
    after = mended(f'# Gates\n\n<a name="open"></a>\n\n## Open a gate\n\n{TEXT}\n', target)
    assert '\r\n\r\n<a name="open"></a>\r\n\r\n## Ouvrir' in after


def test_an_anchor_above_the_first_line() -> None:
    """The first block of a file has no line above it."""
    after = mended(f'<a name="open"></a>\n\n## Open a gate\n\n{TEXT}\n', f"## Ouvrir une porte\n\n{TEXTE}\n")
    assert after.startswith('<a name="open"></a>\n\n## Ouvrir')


def test_a_paragraph_in_a_list_has_no_line_above() -> None:
    """Where a paragraph of its own would end a list, there is no fix."""
    source = f'1. {TEXT}\n\n   <a name="next"></a>\n\n   Go on to the quay `Q1`.\n'
    (found,) = findings(source, f"1. {TEXTE}\n\n   Continuez vers le quai `Q1`.\n")
    assert found.expected == "next"
    assert found.fix is None


def test_bilingual_heading_of_one_side() -> None:
    """An anchor that the source side has within its unit goes into the unit of the translation."""
    text = bilingual(("## ", 'Ouvrir une porte|<a name="open"></a>Open a gate'))
    (found,) = findings("", text)
    after = fixed(text, found.fix)
    assert '<span data-ttu-id="a-0"><a name="open"></a>Ouvrir une porte</span>' in after
    assert findings("", after) == []


def test_bilingual_braces_of_one_side() -> None:
    """So does an id in braces, behind the translation's words."""
    text = bilingual(("## ", "Ouvrir une porte|Open a gate {#open}"))
    (found,) = findings("", text)
    after = fixed(text, found.fix)
    assert "Ouvrir une porte {#open}</span>" in after
    assert findings("", after) == []


def test_bilingual_heading_without_the_name_that_others_keep() -> None:
    """The name goes before the unit, as at the other headings, where both sides have it."""
    text = bilingual(
        ('## <a name="open-a-gate"></a>', "Ouvrir une porte|Open a gate"),
        ('## <a name="close-a-gate"></a>', "Fermer une porte|Close a gate"),
        ("## ", "Peindre une porte|Paint a gate"),
    )
    assert findings("", text) == []
    plain = "## Open a gate\n\n## Close a gate\n\n## Paint a gate\n"
    target = '## <a name="open-a-gate"></a>Ouvrir\n\n## <a name="close-a-gate"></a>Fermer\n\n## Peindre\n'
    assert mended(plain, target).endswith('## <a name="paint-a-gate"></a>Peindre\n')


def test_an_anchor_shared_by_both_sides_is_not_lost() -> None:
    """What stands outside the spans belongs to the translation and to its source."""
    assert findings("", bilingual(('## <a name="open"></a>', "Ouvrir une porte|Open a gate"))) == []


def test_a_name_is_mended_in_both_attributes() -> None:
    """A tag may have the name twice."""
    after = mended(
        f'## <a id="open" name="open"></a>Open a gate\n\n{TEXT}\n',
        f'## <a id="ouvrir" name="ouvrir"></a>Ouvrir une porte\n\n{TEXTE}\n',
    )
    assert after.startswith('## <a id="open" name="open"></a>Ouvrir')


@pytest.mark.parametrize(
    ("link", "safety"),
    [("", "safe"), ("[Ouvrir](#ouvrir)", "unsafe"), ("[Ouvrir](a.md#ouvrir)", "unsafe"), ("[b](b.md#ouvrir)", "safe")],
)
def test_a_rename_is_safe_where_nothing_leads_to_the_present_name(link: str, safety: str) -> None:
    """A link of the article to the present name would die."""
    source = f"## Open a gate {{#open}}\n\n{TEXT}\n"
    (found,) = findings(source, f"## Ouvrir une porte {{#ouvrir}}\n\n{TEXTE}\n\n{link}\n")
    assert found.fix
    assert (found.rule, found.subject, found.expected, found.fix.safety) == ("anchor-renamed", "ouvrir", "open", safety)


def test_a_copied_name_is_shown_with_its_other_place() -> None:
    """The evidence holds the source's name and the heading that has the present one by right."""
    source = f"## Open {{#open}}\n\n{TEXT}\n\n## Close {{#close}}\n\nSelect **Close**.\n"
    target = f"## Ouvrir {{#open}}\n\n{TEXTE}\n\n## Fermer {{#open}}\n\nSélectionnez **Close**.\n"
    (found,) = findings(source, target)
    assert [(one.role, one.line) for one in found.evidence] == [("source", 5), ("article", 1)]
    assert mended(source, target) == target.replace("Fermer {#open}", "Fermer {#close}")


def test_figures_tell_that_the_source_is_another_heading_by_now() -> None:
    """A date in a heading changes with the source; the name the translation keeps is then that of its own source."""
    source = "# Gate\n\n## Open it\n\n## Close it\n\n## Checked on 12 June 2026\n"
    target = "# Porte\n\n## Ouvrir {#open-it}\n\n## Fermer {#close-it}\n\n"
    target += "## Vérifié le 14 juin 2026 {#checked-on-14-june-2026}\n"
    assert findings(source, target) == []
    assert [one.rule for one in findings(source, target.replace("le 14", "le 12"))] == ["anchor-renamed"]


def test_a_name_unlike_the_source_heading_is_an_info() -> None:
    """It may be that of the heading from which the translation was made."""
    source = "# Gate\n\n## Open it\n\n## Close it\n\n## Find a crane\n"
    target = "# Porte\n\n## Ouvrir {#open-it}\n\n## Fermer {#close-it}\n\n## Préparer le quai {#set-up-the-quay}\n"
    assert [one.severity for one in findings(source, target)] == ["info"]
    assert [one.severity for one in findings(source, target.replace("set-up-the-quay", "préparer-le-quai"))] == [
        "warning"
    ]


def test_repeated_headings_need_numbers() -> None:
    """The site numbers the anchors of headings with the same words; explicit anchors it does not number."""
    source = "# Gates\n\n## Ports\n\nFirst `P1`.\n\n## Labels\n\nSecond `P2`.\n\n## Ports\n\nThird `P3`.\n"
    target = source.replace("Ports", '<a name="ports"></a>Havres').replace("Labels", '<a name="labels"></a>Badges')
    (found,) = findings(source, target)
    assert (found.line, found.subject, found.expected) == (11, "ports", "ports-1")


def test_a_hostile_name_is_only_text() -> None:
    """A name with marks of patterns and of HTML gives a finding, and no error."""
    source = f'## <a name="(a+)+$\\"></a>Open a gate\n\n{TEXT}\n'
    assert [one.expected for one in findings(source, f"## Ouvrir une porte\n\n{TEXTE}\n")] == ["(a+)+$\\"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("https://www.example.com/gates", "https://www.example.com/en-us/gates", "https://www.example.com/gates"),
        ("https://www.example.com/de-de/gates", "https://www.example.com/en-us/gates", "https://www.example.com/gates"),
        ("https://www.example.com/en/gates", "https://www.example.com/de/gates", "https://www.example.com/fr/gates"),
        ("/docs/en/gates", "/docs/de/gates#a", None),
        ("/docs/en/gates", "/docs/de/gates", "/docs/fr/gates"),
        ("/gates", "/en-us/gates", "/gates"),
        ("/gates", "/en-us/crates", None),
        ("/gates", "/fr-ca/gates", None),
        ("gates.md", "../en-us/gates.md", None),
    ],
)
def test_an_address_of_another_locale(source: str, target: str, expected: str | None) -> None:
    """The locale is left out as in the source, else the translation's own takes its place; unasked never."""
    text = f"Voyez [la porte]({target}) du quai.\n"
    found = findings(f"See [the gate]({source}) of the quay.\n", text, "DL112")
    assert [one.expected for one in found] == ([expected] if expected else [])
    for one in found:
        assert one.fix
        assert (one.severity, one.fix.safety) == ("warning", "unsafe")
        assert fixed(text, one.fix) == f"Voyez [la porte]({expected}) du quai.\n"


def test_an_address_beside_its_source() -> None:
    """The edit stands within the translation's span."""
    text = bilingual(("", "Voir [le quai](/en-us/quay).|See [the quay](/quay)."))
    (found,) = findings("", text, "DL112")
    assert "Voir [le quai](/quay)." in fixed(text, found.fix)
