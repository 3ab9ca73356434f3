"""One article three ways: what is told of every kind of change, and what is not."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint import read
from doclint.drift import matching
from doclint.drift.common import common
from doclint.drift.model import Change
from doclint.drift.sheet import Sheet
from doclint.drift.similar import similarity
from doclint.drift.units import Compared, compare, false_sync
from doclint.project.edition import Edition

HARBOUR = """\
---
title: Gates of the harbour
description: How the gates work.
ms.date: 01/02/2020
---
# Opening a gate

Each gate has one keeper. The keeper sleeps at night. Wait 5 minutes before you knock.

- Bring a lamp.
- Bring a rope of hemp.
- Bring the key of the gate.

## Moving crates

The crane lifts up to 10 crates at once. Use `crane --slow` for glass.

```sh
crane lift --berth 4
crane wait
```

| Berth | Depth | Open |
|-------|-------|------|
| North | 12 m  | yes  |
| South | 9 m   | yes  |

See [the list of quays](quays.md) for more.

![The crane](media/crane.png)
"""

HAFEN = """\
---
title: Tore des Hafens
description: Wie die Tore arbeiten.
---
# Ein Tor öffnen

Jedes Tor hat einen Wärter. Der Wärter schläft in der Nacht. Warten Sie 5 Minuten, bevor Sie klopfen.

- Bringen Sie eine Lampe mit.
- Bringen Sie ein Seil aus Hanf mit.
- Bringen Sie den Schlüssel des Tores mit.

## Kisten bewegen

Der Kran hebt bis zu 10 Kisten auf einmal. Verwenden Sie `crane --slow` für Glas.

```sh
crane lift --berth 4
crane wait
```

| Liegeplatz | Tiefe | Offen |
|------------|-------|-------|
| Nord       | 12 m  | ja    |
| Süd        | 9 m   | ja    |

Siehe [die Liste der Kais](quays.md).

![Der Kran](media/crane.png)
"""


def edition(text: str, locale: str = "en", path: str = "gates.md") -> Edition:
    """An article of that text."""
    return Edition(read.article(text.encode(), path), locale, 0)


def compared(now: str, then: str = HARBOUR, target: str = HAFEN, earlier: str | None = None) -> Compared:
    """The harbour as it is `now`, against what it was and its translation."""
    before = edition(earlier, "de") if earlier is not None else None
    return compare(edition(then), edition(now), edition(target, "de"), before)


def edited(*changes: tuple[str, str]) -> str:
    """The harbour with pieces of its text replaced."""
    text = HARBOUR
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def told(found: Compared) -> list[tuple[str, str | None, str | None]]:
    """Kind and texts of every change."""
    return [(change.kind, change.then, change.now) for change in found.changes]


def only(found: Compared) -> Change:
    """The one change there is."""
    assert len(found.changes) == 1, told(found)
    return found.changes[0]


def test_nothing_changed() -> None:
    """Equal files are current; line ends do not count."""
    found = compared(HARBOUR)
    assert (found.state, found.changes) == ("current", ())
    assert found.counts.total == found.counts.current > 20
    assert compared(HARBOUR.replace("\n", "\r\n")).state == "current"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ms.date: 01/02/2020", "ms.date: 03/04/2021\nauthor: a"),
        ("one keeper. The keeper sleeps", "one\nkeeper. The keeper\nsleeps"),
        ("night. Wait", "night.\nWait"),
        ("Bring a lamp.\n", "Bring a lamp.  \n"),
        ("# Opening a gate\n", "Opening a gate\n==============\n"),
        ("## Moving crates", "### Moving crates ###"),
        ("- Bring", "* Bring"),
        ("- Bring a lamp.", "\\- Bring a lamp."),
        ("|-------|-------|------|", "|:--|:-:|--:|"),
        ("one keeper", "*one* keeper"),
        ("one keeper", "__one__ keeper"),
        ("a lamp.", "a lamp.<!-- brass -->"),
        ("The keeper sleeps", "The keeper&nbsp;sleeps"),
        ("rope of hemp", "rope\\ of hemp"),
        ("(quays.md)", "(../docs/quays.md)"),
        ("```sh\n", "~~~sh\n"),
        ("crane wait\n", "crane wait   \n\n"),
        ("`crane --slow`", "``crane --slow``"),
    ],
)
def test_cosmetic(old: str, new: str) -> None:
    """White space, markup and another form of a link are nothing to translate."""
    changed = edited((old, new), *([("crane wait\n```", "crane wait\n~~~")] if "~~~" in new else []))
    found = compared(changed)
    assert found.state == "cosmetic", told(found)
    assert {change.kind for change in found.changes} <= {"cosmetic"}
    assert sum(change.words for change in found.changes) == 0
    counts = found.counts
    assert counts.current + counts.cosmetic == counts.total


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("https://docs.port.example/en-us/gates/open", "https://docs.port.example/gates/open"),
        ("http://port.example/gates", "https://www.port.example/gates/"),
        ("gates/open.md", "/gates/open"),
        ("https://old.port.example/gates/open", "https://new.port.example/gates/open"),
    ],
)
def test_another_form_of_a_link_is_cosmetic(then: str, now: str) -> None:
    """Scheme, locale, host, folder and ending are form."""
    found = compared(f"See [the gates]({now}).\n", f"See [the gates]({then}).\n", "Siehe [die Tore](x.md).\n")
    assert [change.kind for change in found.changes] == ["cosmetic"]


@pytest.mark.parametrize("now", ["locks.md", "quays.md#north", "https://port.example/locks"])
def test_a_link_that_leads_elsewhere_is_an_edit_without_words(now: str) -> None:
    """Such a link is to be changed, and nothing to be translated."""
    change = only(compared(edited(("quays.md", now))))
    assert (change.kind, change.words, change.critical) == ("edited", 0, False)


def test_an_edited_sentence() -> None:
    """Exactly that sentence is told, with its place on both sides."""
    change = only(compared(edited(("sleeps at night", "sleeps in the tower at night"))))
    assert (change.kind, change.then, change.now) == (
        "edited",
        "The keeper sleeps at night.",
        "The keeper sleeps in the tower at night.",
    )
    assert change.target == "Der Wärter schläft in der Nacht."
    assert (change.line, change.source_line, change.section) == (7, 8, "Opening a gate")
    assert (change.words, change.critical, change.touched) == (8, False, None)
    assert 0.5 < change.similarity < 1


def test_the_front_matter_that_is_text() -> None:
    """Title and description are translated."""
    change = only(compared(edited(("title: Gates of the harbour", "title: Gates and locks of the harbour"))))
    assert (change.kind, change.target, change.line, change.source_line) == ("edited", "Tore des Hafens", 2, 2)
    assert compared(edited(("description: How the gates work.\n", ""))).counts.removed == 1


def test_an_added_and_a_removed_paragraph() -> None:
    """What is new belongs behind what stands before it; what is gone is shown in the translation."""
    added = only(compared(edited(("## Moving", "Gates freeze in winter.\n\n## Moving"))))
    assert (added.kind, added.now, added.then, added.target, added.words) == (
        "added",
        "Gates freeze in winter.",
        None,
        None,
        4,
    )
    assert HAFEN.splitlines()[added.line - 1] == "- Bringen Sie den Schlüssel des Tores mit."
    removed = only(compared(edited(("- Bring a rope of hemp.\n", ""))))
    assert (removed.kind, removed.now, removed.words) == ("removed", None, 0)
    assert removed.target == "Bringen Sie ein Seil aus Hanf mit."


def test_rows_and_cells() -> None:
    """Of a table the cells that changed are told, and no others."""
    row = compared(edited(("| South |", "| East | 7 m | yes |\n| South |")))
    assert told(row) == [("added", None, "East"), ("added", None, "7 m"), ("added", None, "yes")]
    cell = only(compared(edited(("9 m ", "8 m "))))
    assert (cell.then, cell.now, cell.target, cell.reasons) == ("9 m", "8 m", "9 m", ("number",))
    column = compared(
        edited(("| Open |", "| Open | Keeper |"), ("| yes  |", "| yes  | Ann |"), ("---|\n", "---|---|\n"))
    )
    assert {change.kind for change in column.changes} == {"added"}
    assert [change.now for change in column.changes] == ["Keeper", "Ann", "Ann"]


def test_moved_sections_are_current_and_make_the_article_stale() -> None:
    """A moved unit needs no words, but another place."""
    first, second = "Cranes stand on the quay all year.", "Gulls sit on the cranes in summer."
    found = compare(
        edition(f"{first}\n\nA.\n\nB.\n\n{second}\n"), edition(f"{second}\n\nA.\n\nB.\n\n{first}\n"), edition("", "de")
    )
    assert {change.kind for change in found.changes} == {"moved"}
    assert (found.state, found.counts.current, found.counts.stale) == ("stale", 4, 0)


def test_an_image_and_an_include() -> None:
    """What has no words of its own is told as well."""
    change = only(compared("![](media/b.png)\n", "![](media/a.png)\n", "![](media/a.png)\n"))
    assert (change.kind, change.target, change.words) == ("edited", "![](media/a.png)", 0)
    short, long = (
        "[!INCLUDE [Short](short.md)] sleeps here at night.",
        "[!INCLUDE [Long](long.md)] sleeps here at night.",
    )
    assert only(compared(f"{long}\n", f"{short}\n", "x\n")).now == long


def test_a_paragraph_cut_into_lines_elsewhere() -> None:
    """Another line break cuts sentences apart, and changes nothing."""
    assert compared("One lamp.  \nTwo lamps.\n", "One lamp.\nTwo lamps.\n", "x\n").state == "cosmetic"


CRITICAL = [
    (("Wait 5 minutes", "Wait 15 minutes"), "number"),
    (("Wait 5 minutes", "Wait 5 hours"), "number"),
    (("up to 10 crates", "up to 12 crates"), "number"),
    (("`crane --slow`", "`crane --gentle`"), "command"),
    (("--berth 4", "--berth 5"), "command"),
    (("crane wait\n", ""), "command"),
    (("The keeper sleeps at night", "The keeper does not sleep at night"), "negation"),
]


@pytest.mark.parametrize(("change", "reason"), CRITICAL)
def test_critical(change: tuple[str, str], reason: str) -> None:
    """A replaced value is critical, with its reason."""
    found = only(compared(edited(change)))
    assert (found.critical, found.reasons) == (True, (reason,))


@pytest.mark.parametrize(
    ("then", "now", "reasons"),
    [
        ("The gate needs version 2.1 of the lock.", "The gate needs version 3.0 of the lock.", ("version",)),
        ("Set the variable `HARBOUR_GATE` to start.", "Set the variable `HARBOUR_LOCK` to start.", ("code",)),
        ("The gate is enabled in the winter months.", "The gate is disabled in the winter months.", ("state",)),
        ("The gate is not open in winter.", "The gate isn't open in winter.", ()),
        ("The gate is not open in the winter.", "The gate is closed in the winter.", ()),
        ("Call the keeper of the gate at once.", "Call all 3 keepers of the gate at once.", ()),
        ("Call the keeper, who is not deaf.", "Call the keeper.", ()),
        ("The lock of gate 4 is red.", "Swans of 9 colours nest here.", ()),
        ("# Step 3: open the gate", "# Step 4: open the gate", ()),
        ("Run `gate open` first.", "Run **gate open** first.", ()),
    ],
)
def test_reasons(then: str, now: str, reasons: tuple[str, ...]) -> None:
    """What is critical and what only looks so."""
    found = compared(f"Before.\n\n{now}\n", f"Before.\n\n{then}\n", "Vorher.\n\nEtwas.\n")
    assert {reason for change in found.changes for reason in change.reasons} == set(reasons)


def test_comments_in_a_listing_are_not_critical() -> None:
    """Comments are text."""
    found = only(compared("```sh\n# Ask first\ngate open\n```\n", "```sh\n# Knock first\ngate open\n```\n", "x\n"))
    assert (found.kind, found.critical) == ("edited", False)


@pytest.mark.parametrize(("change", "shown"), [(CRITICAL[0], "15 Minuten"), (CRITICAL[2], "12 Kisten")])
def test_what_the_translation_shows_already_is_no_change(change: tuple[tuple[str, str], str], shown: str) -> None:
    """Someone was faster than the marker."""
    was = {"15 Minuten": "5 Minuten", "12 Kisten": "10 Kisten"}[shown]
    found = compared(edited(change[0]), target=HAFEN.replace(was, shown))
    assert (found.changes, found.state) == ((), "cosmetic")
    more = edited(change[0], ("before you knock", "before you knock at the door"), ("at once.", "at once, or fewer."))
    left = [one for one in compared(more, target=HAFEN.replace(was, shown)).changes if one.reasons]
    assert len(left) == 0


def test_a_listing_that_the_translation_has_already() -> None:
    """The same for a listing."""
    assert compared(edited(("--berth 4", "--berth 5")), target=HAFEN.replace("--berth 4", "--berth 5")).changes == ()


def test_touched() -> None:
    """What was changed in the translation since its reference is known."""
    now = edited(("at night", "at noon"), ("a lamp", "two lamps"))
    found = compared(now, target=HAFEN.replace("in der Nacht", "am Mittag"), earlier=HAFEN)
    assert [(change.now, change.touched) for change in found.changes] == [
        ("The keeper sleeps at noon.", True),
        ("Bring two lamps.", False),
    ]


def test_ids_survive_moved_lines_and_tell_equal_changes_apart() -> None:
    """An id is made of texts, not of lines."""
    now = edited(("a lamp", "two lamps"))
    one, two = only(compared(now)), only(compared(f"{now}", then=HARBOUR, target=f"\n\n{HAFEN}"))
    assert one.id == two.id
    assert one.id
    twice = compared(edited(("## Moving", "New.\n\n## Moving"), ("See [", "New.\n\nSee [")))
    assert len({change.id for change in twice.changes}) == len(twice.changes) == 2


FAMILIES: dict[str, tuple[tuple[tuple[str, str], ...], str, dict[str, int]]] = {
    "baseline_unmodified": ((), "current", {}),
    "paragraph_reflow": ((("at night. Wait", "at\nnight. Wait"),), "cosmetic", {}),
    "shortcode_only_change": ((("## Moving crates", '{{< tide high="yes" >}}\n\n## Moving crates'),), "cosmetic", {}),
    "paragraph_reorder": (
        (
            ("See [the list of quays](quays.md) for more.\n\n", ""),
            ("# Opening", "See [the list of quays](quays.md) for more.\n\n# Opening"),
        ),
        "stale",
        {"moved": 1},
    ),
    "missing_paragraph": ((("See [the list of quays](quays.md) for more.\n", ""),), "stale", {"removed": 1}),
    "paragraph_extended": ((("for more.", "for more. Ask the keeper of the tower."),), "stale", {"added": 1}),
    "list_item_added": ((("- Bring a rope", "- Bring bread and cheese.\n- Bring a rope"),), "stale", {"added": 1}),
    "list_item_removed": ((("- Bring a lamp.\n", ""),), "stale", {"removed": 1}),
    "heading_rename": ((("## Moving crates", "## Loads"),), "stale", {"edited": 1}),
    "combined": (
        (
            ("- Bring a lamp.\n", ""),
            ("at once.", "at once. It never lifts people."),
            ("## Moving crates", "## Moving big crates"),
        ),
        "stale",
        {"removed": 1, "added": 1, "edited": 1},
    ),
    "missing_code_block": ((("```sh\ncrane lift --berth 4\ncrane wait\n```\n", ""),), "stale", {"removed": 1}),
    "paragraph_rewritten": (
        (("See [the list of quays](quays.md) for more.", "Gulls nest below every roof of this old town."),),
        "stale",
        {"removed": 1, "added": 1},
    ),
    "code_command_changed": ((("crane wait", "crane sleep"),), "stale", {"edited": 1}),
    "code_parameters_changed": ((("--berth 4", "--berth 9"),), "stale", {"edited": 1}),
    "fp_formatting": ((("one keeper", "**one** keeper"), ("- Bring", "* Bring")), "cosmetic", {"cosmetic": 1}),
    "fp_links": ((("(quays.md)", "(./quays.md)"),), "cosmetic", {"cosmetic": 1}),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_the_families_of_mutations(family: str) -> None:
    """What a benchmark of such detectors tries, on a text of our own."""
    changes, state, kinds = FAMILIES[family]
    found = compared(edited(*changes))
    assert (found.state, dict(Counter(change.kind for change in found.changes))) == (state, kinds), told(found)


def faults(*changes: tuple[str, str], after: str = HAFEN) -> list[str]:
    """What is wrong with a translation whose reference was moved on to the changed harbour."""
    sides = edition(HARBOUR), edition(edited(*changes)), edition(HAFEN, "de"), edition(after, "de")
    return [fault.message for fault in false_sync(*sides)]


def test_false_sync() -> None:
    """Marked as done, and unchanged."""
    (message,) = faults(("up to 10 crates", "up to 12 crates"))
    assert "12 crates" in message
    assert "10 Kisten" in message
    assert len(faults(("- Bring a lamp.\n", ""))) == 1
    assert len(faults(("at night.", "in the old tower behind the gate when the moon is full."))) == 1


def test_what_is_no_false_sync() -> None:
    """Translated, cosmetic, hardly other, or right before."""
    assert faults() == []
    assert faults(("up to 10 crates", "up to 12 crates"), after=HAFEN.replace("10 Kisten", "12 Kisten")) == []
    assert faults(("- Bring a lamp.\n", ""), after=HAFEN.replace("- Bringen Sie eine Lampe mit.\n", "")) == []
    assert faults(("one keeper", "*one* keeper"), ("for more.", "for  more.")) == []
    assert faults(("the key of the gate", "the keys of the gate")) == []
    right = HAFEN.replace("10 Kisten", "12 Kisten")
    sides = edition(HARBOUR), edition(edited(("up to 10", "up to 12"))), edition(right, "de"), edition(right, "de")
    assert list(false_sync(*sides)) == []


WORDS = [f"{one}{two}{three}" for one in ("ba", "ke", "lo", "mi") for two in ("ran", "sto", "ful") for three in "dgpt"]
paragraphs = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=6, max_size=12).map(lambda words: " ".join(words).capitalize() + "."),
    min_size=3,
    max_size=14,
    unique=True,
)
steps = st.lists(st.tuples(st.sampled_from(["insert", "delete", "replace", "move"]), st.integers(0, 99)), max_size=4)


def apply(blocks: list[str], edits: list[tuple[str, int]], new: list[str]) -> list[str]:
    """The blocks after the edits, each of which takes a block that no other touched."""
    blocks = list(blocks)
    fresh = iter(new)
    for kind, number in edits:
        at = number % (len(blocks) + 1)
        if kind == "insert":
            blocks.insert(at, next(fresh))
        elif kind == "delete" and at < len(blocks):
            del blocks[at]
        elif kind == "replace" and at < len(blocks):
            blocks[at] = next(fresh)
        elif kind == "move" and at < len(blocks):
            blocks.insert(number % 7 % len(blocks), blocks.pop(at))
    return blocks


@settings(max_examples=200, deadline=None)
@given(paragraphs, steps, st.lists(st.text("xyzwvq", min_size=3, max_size=9), min_size=40, max_size=40, unique=True))
def test_edits_of_whole_paragraphs_are_told_exactly(
    blocks: list[str], edits: list[tuple[str, int]], letters: list[str]
) -> None:
    """Random edits of whole paragraphs: those, and no neighbours."""
    fresh = [" ".join(letters[start : start + 10]).capitalize() + "." for start in range(0, 40, 10)]
    after = apply(blocks, edits, fresh)
    found = compare(edition("\n\n".join(blocks)), edition("\n\n".join(after)), edition("", "de"))
    gone, come = Counter(blocks) - Counter(after), Counter(after) - Counter(blocks)
    real = [change for change in found.changes if change.kind != "moved"]
    assert Counter(change.then for change in real if change.then) == gone
    assert Counter(change.now for change in real if change.now) == come
    moved = [change.now for change in found.changes if change.kind == "moved"]
    left = [block for block in blocks if block not in gone and block not in moved]
    assert left == [block for block in after if block not in come and block not in moved]
    assert found.counts.total == len(after)


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="#|-`*_[](){}!<>:\\ \n\tabc1&;é漢", max_size=120),
    st.text(alphabet="#|-`*[]()\n abc12<>!", max_size=120),
)
def test_any_text_is_legal(then: str, now: str) -> None:
    """Nothing crashes, and the counts add up."""
    found = compare(edition(then), edition(now), edition(then, "de"), edition(now, "de"))
    counts = found.counts
    assert counts.total == counts.current + counts.cosmetic + counts.stale + counts.added
    sides = edition(then), edition(now), edition(then, "de"), edition(now, "de")
    assert all(fault.kind == "false-sync" for fault in false_sync(*sides))


@given(st.lists(st.integers(0, 5), max_size=30), st.lists(st.integers(0, 5), max_size=30))
def test_what_is_common_grows_on_both_sides(then: list[int], now: list[int]) -> None:
    """Links join equal items and never cross."""
    links = common(then, now)
    assert all(then[one] == now[two] for one, two in links)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(links))


def compared_texts(count: int, write: Callable[[int, str], str], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs of texts are compared for two articles of so many paragraphs."""
    asked = 0

    def counted(one: str, two: str) -> float:
        nonlocal asked
        asked += 1
        return similarity(one, two)

    monkeypatch.setattr(matching, "similarity", counted)
    then, now = ("\n\n".join(write(at, side) for at in range(count)) for side in "ab")
    matching.match(Sheet(edition(then)), Sheet(edition(now)))
    return asked


@pytest.mark.parametrize(
    "write",
    [
        lambda at, side: f"Gate {at} is open {'now' if side == 'a' or at % 9 else 'later'}.",
        lambda at, _: f"Gate {at % 3} is open.",
        lambda at, side: f"{'abc'[at % 3] * 9} {side}{at * 7919 % 1009} gulls.",
    ],
)
def test_work_grows_with_the_article(write: Callable[[int, str], str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the article is about twice the work."""
    small, large = (compared_texts(count, write, monkeypatch) for count in (1000, 2000))
    assert large <= 2.5 * small + 100
