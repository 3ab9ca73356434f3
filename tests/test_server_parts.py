"""The parts of the language server that need no editor: URIs, places, and the memory of what was said."""

import random
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from doclint import read
from doclint.model import Diagnostic, Location, Original
from doclint.rule import rules
from doclint.server.ledger import Ledger
from doclint.server.positions import Positions, edited, inside
from doclint.server.uris import below, path_of, uri_of


@pytest.mark.parametrize(
    ("uri", "windows", "path"),
    [
        ("file:///srv/h/a%20b/100%25.md", False, "/srv/h/a b/100%.md"),
        ("file:///srv/h/%C3%B6%23.md", False, "/srv/h/ö#.md"),
        ("file://localhost/home/a.md", False, "/home/a.md"),
        ("file:///a/../b.md", False, "/b.md"),
        ("file:///c%3A/docs/a.md", True, "C:/docs/a.md"),
        ("file:///C:/docs/a%20b.md", True, "C:/docs/a b.md"),
        ("file://server/share/a.md", True, "//server/share/a.md"),
        ("untitled:Untitled-1", False, None),
        ("https://example.org/a.md", False, None),
    ],
)
def test_uris(uri: str, windows: bool, path: str | None) -> None:  # noqa: FBT001
    """Blanks, percent signs, umlauts, drive letters in any case; what is no file has no path."""
    assert path_of(uri, windows=windows) == path


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/home/a b/100%.md", "file:///home/a%20b/100%25.md"),
        ("/home/ö#?.md", "file:///home/%C3%B6%23%3F.md"),
        ("C:/docs/a.md", "file:///C:/docs/a.md"),
        ("C:\\docs\\a.md", "file:///C:/docs/a.md"),
        ("//server/share/a.md", "file://server/share/a.md"),
    ],
)
def test_paths(path: str, uri: str) -> None:
    """Paths of both worlds as URIs."""
    assert uri_of(path) == uri


@given(st.lists(st.text("ab %#?ö\\é~+&'()[]", min_size=1, max_size=6), min_size=1, max_size=4))
def test_uris_and_back(names: list[str]) -> None:
    """A path comes back as it was."""
    path = "/" + "/".join(names)
    assert path_of(uri_of(path), windows=False) == path


def test_below() -> None:
    """A folder of the same beginning is another."""
    assert below("/a/b/c.md", "/a/b")
    assert below("/a/b", "/a/b/")
    assert not below("/a/bc.md", "/a/b")


_ENDS = st.text("aé😀\u2028\x0c \t", max_size=5)
_TEXT = st.lists(st.tuples(_ENDS, st.sampled_from(["\n", "\r\n", "\r"])), max_size=6).map(
    lambda lines: "".join(map("".join, lines))
)


@given(_TEXT, st.sampled_from(list(types.PositionEncodingKind)), st.randoms())
def test_positions(text: str, kind: types.PositionEncodingKind, chance: random.Random) -> None:
    """Every offset that is not within a line's end comes back as it was, in all units."""
    original, positions = Original("a.md", text), Positions(kind)
    offset = chance.randint(0, len(text))
    if text[max(0, offset - 1) : offset + 1] != "\r\n":
        assert positions.offset(original, positions.position(original, offset)) == offset
    assert positions.offset(original, types.Position(10_000, 3)) == len(text)


@given(_TEXT, _TEXT, st.randoms())
def test_edits(text: str, new: str, chance: random.Random) -> None:
    """What is typed is in the text that comes of it."""
    positions = Positions()
    start, end = sorted(chance.randint(0, len(text)) for _ in range(2))
    if any(text[max(0, at - 1) : at + 1] == "\r\n" for at in (start, end)):
        return
    original = Original("", text)
    change = types.TextDocumentContentChangePartial(positions.range(original, start, end), new)
    assert edited(text, [change], positions) == text[:start] + new + text[end:]
    assert edited(text, [change, types.TextDocumentContentChangeWholeDocument(new)], positions) == new


def test_sides_of_a_bilingual_article() -> None:
    """Each side's offsets, and none of the other's."""
    path = ROOT / "corpus" / "docs" / "fr-fr" / "prepare-image.md"
    article = read.article(path.read_bytes(), "a.md")
    assert article.source
    for side, other in ((article, article.source), (article.source, article)):
        for unit in side.units:
            start = side.place(unit.span).start
            assert inside(side, start) == unit.span.start
            assert inside(other, start) is None


def _diagnostic(path: str, line: int) -> Diagnostic:
    return Diagnostic(Location(path, line, 1, line, 3), "en", "x", f"at {path}", "x", (0, 1))


def test_ledger() -> None:
    """What is said of a key replaces what was said of it; news are told apart."""
    ledger, rule = Ledger(), rules()[0]
    told = ledger.put(("article", "a.md"), [(rule, _diagnostic("a.md", 1), True)])
    assert (told.paths, told.others) == ({"a.md"}, set())
    told = ledger.put(("project", "DL101"), [(rule, _diagnostic("b.md", 5), True)])
    assert (told.paths, told.others) == ({"b.md"}, set())
    told = ledger.put(("project", "DL101"), [(rule, _diagnostic("a.md", 9), True)])
    assert (told.paths, told.others) == ({"a.md", "b.md"}, {"a.md", "b.md"})
    told = ledger.put(("project", "DL101"), [(rule, _diagnostic("a.md", 9), True)])
    assert told.others == set()
    ledger.move("a.md", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\ny\n5\n6\n7\n8\n9\n")
    assert [found.at.line for _, found, _ in ledger.at("a.md")] == [1, 11]
    ledger.move("a.md", "1\n2\n3\n4\nx\ny\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nx\ny\n5\n6\n7\n8\nz\n")
    assert [found.at.line for _, found, _ in ledger.at("a.md")] == [1]
    assert not list(ledger.at("b.md"))


def test_pygls_is_imported_in_one_room() -> None:
    """The rest of the program starts without it."""
    root = Path(read.__file__).parent.parent
    for path in root.rglob("*.py"):
        if path.parent.name != "server":
            text = path.read_text("utf-8")
            assert "import pygls" not in text
            assert "from lsprotocol" not in text
            assert "from pygls" not in text
