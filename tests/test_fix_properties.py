"""Fixing whatever comes: overlaps, fixes that spoil the text, that never settle; diffs of anything."""

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading import bilingual, read

from doclint.fix import Change, Mended, mend
from doclint.model import Article, Diagnostic, Edit, Finding, Fix, Span
from doclint.output import diff
from doclint.overlay import Draft
from doclint.project.edition import Edition
from doclint.read import article
from doclint.run import Report, Summary
from doclint.tree import MemoryTree

Check = Callable[[Edition], Iterator[Diagnostic]]

PATH = "docs/fr/a.md"


def fixing(data: bytes, *checks: Check, obstacle: str = "") -> Mended:
    """The article `data` after the safe and unsafe fixes that `checks` give; the first has the rule code DL1."""

    def look(tree: Draft) -> Report:
        edition = Edition(article(tree.read(PATH), PATH), "fr", 0)
        found = [_finding(f"DL{n}", one) for n, check in enumerate(checks, 1) for one in check(edition)]
        return Report(tuple(found), Summary(1, 0, 0, {}, {}, 0))

    tree = Draft(MemoryTree({PATH: data}))
    wanted = {"safe", "unsafe"}
    return mend(tree, look, look(tree), lambda one: bool(one.fix and one.fix.safety in wanted), lambda _: obstacle)


def after(data: bytes, *checks: Check) -> bytes:
    """What becomes of `data`."""
    changes = fixing(data, *checks).changes
    return changes[0].after if changes else data


def _finding(code: str, one: Diagnostic) -> Finding:
    at = one.at
    place = (at.path, at.line, at.column, at.end_line, at.end_column)
    told = {"message": one.message, "subject": one.subject, "text": one.text, "highlight": one.highlight}
    known = {"rule": "rule", "code": code, "category": "links", "severity": "error", "confidence": 1.0, "unit": None}
    rest = {"locale": "fr", "expected": None, "evidence": (), "fix": one.fix, "fingerprint": f"{code}{place}"}
    where = dict(zip(("path", "line", "column", "end_line", "end_column"), place, strict=True))
    return Finding(**{**known, **where, **told, **rest})  # type: ignore[arg-type]


def replacing(pattern: str, new: str, *, safety: str = "safe") -> Check:
    """A check whose fixes replace every match of `pattern` in the article's text."""

    def check(edition: Edition) -> Iterator[Diagnostic]:
        for match in re.finditer(pattern, edition.article.text):
            span = Span(*match.span())
            fix = Fix(safety, (edition.edit(span, match.expand(new)),))  # type: ignore[arg-type]
            yield edition.report(span, "mend it", fix=fix)

    return check


def test_of_overlapping_fixes_the_first_wins() -> None:
    """By place, then by code; the others come in the next round where they still apply."""
    data = b"Lisez [la liste](Gates.md#Left).\n"
    lower, whole, tail = replacing("Gates.md", "gates.md"), replacing(r"Gates.md#Left", "g.md"), replacing("#L", "#l")
    assert after(data, lower, whole) == b"Lisez [la liste](gates.md#Left).\n"
    assert after(data, whole, lower) == b"Lisez [la liste](g.md).\n"
    assert after(data, lower, tail) == b"Lisez [la liste](gates.md#left).\n"
    assert fixing(data, lower, tail).changes[0].fixes == 2
    result = fixing(data, replacing("tes.md", "te.md"), replacing("te.md#", "q.md#"), lower)
    assert (result.changes[0].after, result.changes[0].fixes) == (b"Lisez [la liste](gaq.md#Left).\n", 3)


def test_edits_of_a_fix_belong_together() -> None:
    """Where one of them is taken already, the other waits as well."""

    def both(edition: Edition) -> Iterator[Diagnostic]:
        spans = [Span(*match.span()) for match in re.finditer(r"[ab]\.md", edition.article.text)]
        if len(spans) == 2:
            yield edition.report(
                spans[0], "", fix=Fix("safe", (edition.edit(spans[1], "y.md"), edition.edit(spans[0], "x.md")))
            )

    data = b"[un](a.md) [deux](b.md)\n"
    assert after(data, both) == b"[un](x.md) [deux](y.md)\n"
    assert after(data, both, replacing(r"un\]\(a", "un](c")) == b"[un](c.md) [deux](b.md)\n"


def test_line_ends_of_new_text() -> None:
    """A fix that brings in lines ends them as the lines around it."""
    check = replacing("(?<!>\r\n)(?<!>\n)(?<!>\r)# Quai", '<a name="q"></a>\n# Quai')
    for end in (b"\r\n", b"\n", b"\r"):
        data = end.join([b"Un.", b"", b"# Quai", b""])
        assert after(data, check) == data.replace(b"# Quai", b'<a name="q"></a>' + end + b"# Quai")


@pytest.mark.parametrize(
    ("pattern", "new", "safety"),
    [
        ("deux", "trois", "safe"),
        ("deux", "trois", "unsafe"),
        ("un", "un mot", "unsafe"),
        (r"\n\n", " ", "safe"),
        (r"\n\n", " ", "unsafe"),
        ("a.md", "a.md\n\n", "safe"),
        ("a.md", "a.md)(", "safe"),
        ("a.md", "a\0.md", "safe"),
        ("a.md", "a\udc80.md", "safe"),
        ('data-ttu-id="a-1"', 'data-ttu-id="a-7"', "safe"),
        ('<span class="sxs-lookup">', "", "safe"),
    ],
)
def test_fixes_that_spoil_the_text_are_refused(pattern: str, new: str, safety: str) -> None:
    """What changes prose, units or the encoding is not applied, and named; what is sound beside it is."""
    text = bilingual("⟦Lisez [un](a.md).¦Read [one](a.md).⟧\n\n⟦Et [deux](B.md).¦And [two](b.md).⟧\n")

    def whole(edition: Edition) -> Iterator[Diagnostic]:
        original = edition.article.original
        match = re.search(pattern, original.text)
        assert match
        places = (original.position(match.start()), original.position(match.end()))
        span = Span(0, 1)
        one = edition.report(span, "spoil it")
        at = type(one.at)(PATH, *places[0], *places[1])
        yield edition.report(span, "spoil it", fix=Fix(safety, (Edit(at, new),)))  # type: ignore[arg-type]

    result = fixing(text.encode(), whole, replacing(r"B\.md", "b.md"))
    assert result.refused == (f"{PATH}:1:25: DL1 not fixed: its fix would change what the article says",)
    assert [change.after for change in result.changes] == [text.replace("B.md", "b.md").encode()]


def test_unsafe_fixes_may_make_markup_of_words() -> None:
    """Of their own unit alone; a safe one may not."""
    data = b"Lisez [la liste] (gates.md) ici. Puis partez.\n"
    assert after(data, replacing(r"\] \(", "](", safety="unsafe")) == data.replace(b"] (", b"](")
    assert after(data, replacing(r"\] \(", "](")) == data


def test_fixes_for_display_are_never_applied() -> None:
    """They are shown only."""
    assert after(b"[un](a.md)\n", replacing("a.md", "b.md", safety="display")) == b"[un](a.md)\n"


def test_fixes_that_never_settle() -> None:
    """Fixing ends, and says so."""
    result = fixing(b"[un](a.md)\n", replacing(r"a\.md", "b.md"), replacing(r"b\.md", "a.md"))
    assert result.refused == ("stopped after 10 rounds of fixes; DL1 may never settle",)
    assert not result.changes
    assert len(after(b"[un](a.md)\n", replacing("a+", "aa"))) < 10_000


def test_several_files() -> None:
    """A fix that would change another file too is refused; so is one of a file that must not be changed."""

    def two(edition: Edition) -> Iterator[Diagnostic]:
        edit = edition.edit(Span(0, 1), "#")
        other = Edit(type(edit.at)("b.md", 1, 1, 1, 2), "#")
        yield edition.report(Span(0, 1), "", fix=Fix("safe", (edit, other)))

    assert fixing(b"[un](a.md)\n", two).refused == (f"{PATH}:1:1: DL1 not fixed: its fix changes several files",)
    closed = fixing(b"[un](a.md)\n", replacing("a.md", "b.md"), obstacle="it is locked")
    assert (closed.refused, closed.changes) == ((f"{PATH}: not fixed: it is locked",), ())


PARTS = st.sampled_from(
    [
        *("Un quai. ", "[la liste](Gates.MD#Left)", "![x](Q.png 'T')", "`[A](B.md)`", "> ", "# ", "- ", "| ", "\n\n"),
        *("\n", "\r\n", "\r", "\t", "港 ", "<a name='X'></a>", "<!-- [A](B) -->", "```\n", "é", "**", "[Un] (A.md) "),
    ]
)
MARKS = st.sampled_from(["", "\ufeff"])
DOCUMENTS = st.builds(lambda mark, parts: (mark + "".join(parts)).encode(), MARKS, st.lists(PARTS, max_size=25))


@given(DOCUMENTS)
@settings(deadline=None)
@example(b"\xef\xbb\xbf[la liste](Gates.MD#Left)[la liste](Gates.MD#Left)\r")
def test_fixing_twice_changes_nothing(data: bytes) -> None:
    """Destinations are mended, two on a line among them, all else stays byte for byte."""

    def lower(edition: Edition) -> Iterator[Diagnostic]:
        for link in edition.article.links:
            if link.destination != link.destination.lower():
                fix = Fix("safe", (edition.edit(link.span, link.destination.lower()),))
                yield edition.report(link.span, "", fix=fix)

    result = fixing(data, lower)
    once = result.changes[0].after if result.changes else data
    assert not result.refused
    assert not result.report.findings
    assert once.lower() == data.lower()
    assert after(once, lower) == once


EDITS = st.lists(
    st.tuples(st.integers(0, 150), st.integers(0, 12), st.sampled_from(["", "x", "](", "\n\n", "`", "<b>", "</span>"])),
    max_size=6,
)


def _anything(edits: list[tuple[int, int, str]]) -> Check:
    def check(edition: Edition) -> Iterator[Diagnostic]:
        length = len(edition.article.text)
        for start, width, text in edits:
            span = Span(min(start, length), min(start + width, length))
            yield edition.report(span, "", fix=Fix("safe", (edition.edit(span, text),)))

    return check


def _units(one: Article) -> list[tuple[str | None, str]]:
    sides = [one, one.source] if one.source else [one]
    return [(unit.id, " ".join(unit.prose.split())) for side in sides for unit in side.units]


@given(DOCUMENTS, EDITS)
@settings(deadline=None, max_examples=60)
def test_no_fix_changes_what_is_read(data: bytes, edits: list[tuple[int, int, str]]) -> None:
    """Whatever checks ask for, the units and their prose stay."""
    mended = after(data, _anything(edits))
    assert _units(article(mended, PATH)) == _units(article(data, PATH))


@given(EDITS)
@settings(deadline=None, max_examples=60)
def test_no_fix_changes_the_other_side(edits: list[tuple[int, int, str]]) -> None:
    """Nor that of a source beside its translation."""
    data = bilingual("⟦Lisez [un](A.md) et `x`.¦Read [one](A.md).⟧\n⟦Puis [deux](B.md)¦Then [two](b.md).⟧\n").encode()
    mended = after(data, _anything(edits))
    assert _units(article(mended, PATH)) == _units(read(data.decode()))


LINES = st.lists(st.sampled_from([b"a", b"b", b"c\r", b"", b"d\x0ce", b"-", b"+ x", b"\xff"]), max_size=30)
FILES = st.builds(lambda lines, end: b"\n".join(lines) + end, LINES, st.sampled_from([b"", b"\n"]))


@given(FILES, FILES)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_diffs_apply(tmp_path: Path, before: bytes, now: bytes) -> None:
    """`git apply` makes one file of the other, to the byte, whatever they hold."""
    (tmp_path / "a b.md").write_bytes(before)
    change = Change("a b.md", before, now, 1, generated=False)
    if before == now or not before or not now:
        return
    command = ["git", "apply", "--whitespace=nowarn"]
    patch = b"".join(diff.lines(change))
    subprocess.run(command, cwd=tmp_path, check=True, input=patch, capture_output=True)
    assert (tmp_path / "a b.md").read_bytes() == now


def test_terminals_are_safe() -> None:
    """On a terminal no character of an article or of its name steers it; colours are for those who want them."""
    change = Change("a\x1b[2J\n.md", b"\x1b[2J\r\nx\n", b"\x1b]0;\x07\r\nx\n", 1, generated=False)
    plain, coloured = io.StringIO(), io.StringIO()
    diff.show([change], plain, color=False)
    diff.show([change], coloured, color=True)
    assert plain.getvalue().splitlines() == [
        '--- "a/a\\033[2J\\012.md"',
        '+++ "b/a\\033[2J\\012.md"',
        "@@ -1,2 +1,2 @@",
        "-␛[2J",
        "+␛]0;␇",
        " x",
    ]
    assert "\x1b[31m-␛[2J\x1b[0m" in coloured.getvalue()
