"""Input made to break readers: its cost grows with its size, it says one thing at most, and it ends no run."""

import codecs
import os
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from doclint import run
from doclint.config import Config
from doclint.model import Article, Span
from doclint.read import article
from doclint.rule import rules
from doclint.tree import MemoryTree, WorkTree


def read(text: str) -> Article:
    """The article with this text, both sides of it."""
    one = article(text.encode(), "harbor.md")
    assert one.source is None or one.source.original is one.original
    return one


def unit(target: str, source: str) -> str:
    """A bilingual unit in its usual form."""
    return (
        f'<span data-ttu-id="u1">{target}</span><span class="sxs-lookup"><span data-stu-id="u1">{source}</span></span>'
    )


def numbered(form: str, count: int) -> str:
    """`form` with the numbers up to `count`."""
    return "".join(form.format(number) for number in range(count))


SHAPES: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n,
    "brackets closed": lambda n: "[" * n + "]" * n,
    "links in links": lambda n: "[" * n + "](gate.md)" * n,
    "images": lambda n: "![" * n,
    "images in images": lambda n: "![" * n + "](gate.png)" * n,
    "destinations": lambda n: "[a](" * n,
    "parentheses": lambda n: "[a](" + "(" * n + ")" * n,
    "titles": lambda n: '[a](b "' * n,
    "links": lambda n: "[gate](gate.md) and more. " * n,
    "autolinks": lambda n: "<https://example.com> " * n,
    "URLs": lambda n: "https://example.com/a *b* " * n,
    "quotes": lambda n: ">" * n + "gate",
    "quoted lines": lambda n: (">" * 50 + " gate\n") * n,
    "lists": lambda n: "- " * n + "gate",
    "list lines": lambda n: "- gate\n" * n,
    "emphasis": lambda n: "*gate **open " * n,
    "emphasis in emphasis": lambda n: "**a *b " * n + "b* a** " * n,
    "stars and lines": lambda n: "*_" * n,
    "sentences in emphasis": lambda n: "A *b*. " * n,
    "backticks": lambda n: " ".join("`" * k for k in range(1, int(n**0.5))),
    "tags": lambda n: "<a " * n,
    "attributes": lambda n: "<a" + " b" * n,
    "spans": lambda n: "<span>" * n + "</span>" * n,
    "comments": lambda n: "a <!--" * n,
    "comment blocks": lambda n: "<!--\n" * n,
    "dashes": lambda n: "<!--" + "-" * n + "x-->",
    "HTML lines": lambda n: "<div>\n" + "<b>gate</b>\n" * n,
    "anchors": lambda n: '<a id="gate"></a>\n\n' * n,
    "entities": lambda n: "&" * n,
    "macros": lambda n: "{{ {% " * n,
    "macros on a line": lambda n: "{{ a }} " * n + "b",
    "components": lambda n: '<A {}"' * n,
    "math in a list": lambda n: "- $$a\n" * n,
    "heading ids": lambda n: "# a" + " " * n + "b {#c",
    "table cells": lambda n: "|a|b|\n|-|-|\n" + "|a|b|\n" * n,
    "table heads": lambda n: "|-\n" * n,
    "definitions": lambda n: numbered("[a{0}]: b{0}.md\n", n),
    "definitions used": lambda n: numbered("[a{0}]: b{0}.md\n\n", n) + numbered("[a{0}]\n\n", n),
    "definitions torn": lambda n: '[a]: b "gate\n' * n,
    "footnotes": lambda n: numbered("[^{0}]: gate\n\n", n),
    "units": lambda n: unit("Port", "Harbor") * n,
    "spans in a unit": lambda n: unit("Port", "<span>" * n + "</span>" * n),
    "units torn": lambda n: '<span data-ttu-id="u1">' * n,
    "units in units": lambda n: (
        numbered('<span data-ttu-id="u{0}">', n)
        + numbered('<span class="sxs-lookup"><span data-stu-id="u{0}">a</span></span></span>', n)
    ),
    "keys": lambda n: "---\n" + numbered("a{0}: b\n", n) + "---\n",
    "keys given twice": lambda n: "---\n" + "a: b\n" * n + "---\n",
    "front matter unclosed": lambda n: "---\n" + "a: b\n" * n,
    "CR": lambda n: "gate\r\r" * n,
    "one word": lambda n: "a" * n,
    "blanks": lambda n: "a" + " " * n + "b",
    "punctuation": lambda n: '."' * n,
}
SMALL, LARGE = 10_000, 40_000
SLACK = 0.25


def seconds(shape: Callable[[int], str], size: int) -> float:
    """The processor time it takes to read about `size` characters of a shape; the better of two."""
    text = shape(max(1, size * 100 // len(shape(100))))
    times = []
    for _ in range(2):
        start = process_time()
        one = read(text)
        times.append(process_time() - start)
        assert one.original.text == text
    return min(times)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_time_grows_with_size(shape: Callable[[int], str]) -> None:
    """Four times as much takes about four times as long: were it quadratic, it would take sixteen times."""
    assert seconds(shape, LARGE) < 8 * seconds(shape, SMALL) + SLACK


LONG = 10_000_000


@pytest.mark.parametrize("text", ["gate " * (LONG // 5), "[gate](gate.md) " * (LONG // 16)], ids=["words", "links"])
def test_one_long_line(text: str) -> None:
    """Is read as plain text, nothing of it lost, and says so."""
    one = article(text.encode(), "harbor.md")
    [block] = one.blocks
    [fault] = one.faults
    assert (block.text, block.markup, one.links) == (text.rstrip(), (), ())
    assert (fault.kind, fault.detail) == (
        "limit",
        f"A block of {len(text) - 1:,} characters, where more than 100,000 are too many",
    )


def test_the_last_length_that_is_read_in_full() -> None:
    """A block of a hundred thousand characters; one more is too many."""
    start = "See the [gate](gate.md). "
    most, more = (article((start + "a" * (size - len(start))).encode(), "harbor.md") for size in (100_000, 100_001))
    assert (len(most.links), most.faults) == (1, ())
    assert (len(more.links), [fault.kind for fault in more.faults]) == (0, ["limit"])


@pytest.mark.parametrize("mark", ["> ", ">", "- ", "1. ", "> - "])
def test_what_is_nested_too_deep_is_read_as_text(mark: str) -> None:
    """Up to a hundred levels are blocks; behind them stands a paragraph that begins with the marks left over."""
    one = read("Gate.\n\n" + mark * 2000 + "pier")
    [fault] = one.faults
    assert (fault.kind, fault.detail) == ("limit", "Blocks are nested more than 100 deep")
    assert one.locate(fault.span).line == 3
    assert one.blocks[-1].text.endswith(mark + "pier")
    assert one.blocks[-1].level <= 100


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? "])
def test_front_matter_nested_too_deep(opening: str) -> None:
    """Is named, and not handed to a parser that it would bring down."""
    one = read("---\n" + opening * (99_000 // len(opening)) + "\n---\nGate.\n")
    assert [fault.kind for fault in one.faults] == ["front-matter"]
    assert [block.text for block in one.blocks] == ["Gate."]


TEXT = "# Tür\n\nÖffnen Sie das Tor.\n"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["", "BOM"])
def test_encodings_are_told(encoding: str, mark: str) -> None:
    """By the byte order mark, and without one by the zero bytes; the text is read as it was meant."""
    one = article((mark + TEXT).encode(encoding), "harbor.md")
    assert [block.text for block in one.blocks] == ["Tür", "Öffnen Sie das Tor."]
    [fault] = one.faults
    assert (fault.kind, fault.span) == ("encoding", Span(0, 1))
    assert fault.detail.startswith(f"Not UTF-8 but {encoding[:6].upper()}")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\0" * 100,
        codecs.BOM_UTF8,
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF32_BE + b"x",
        b"gate\0 and pier",
        b"\xed\xa0\x80 a lone surrogate",
        b"\x00\xd8x\x00y\x00z\x00",
        "\ufeff\ufeffgate".encode(),
        b"---",
        b"---\n---",
        b"---\r---\r",
    ],
)
def test_odd_bytes(data: bytes) -> None:
    """Are read, and say one thing at most."""
    one = article(data, "harbor.md")
    assert len(one.faults) <= 1
    assert all(one.text[block.span.start : block.span.end] == block.text for block in one.blocks)


def test_files_that_are_none(tmp_path: Path) -> None:
    """A pipe would never end; it, a folder, a circle and a way out are passed over or named, and the rest is read."""
    inside = tmp_path / "docs"
    (inside / "folder.md").mkdir(parents=True)
    (inside / "gate.md").write_text("# Gate\n")
    (tmp_path / "secret.md").write_text("# Secret\n")
    (inside / "out.md").symlink_to(tmp_path / "secret.md")
    (inside / "circle.md").symlink_to("circle.md")
    (inside / "endless.md").symlink_to("/dev/zero")
    os.mkfifo(inside / "pipe.md")
    tree = WorkTree(inside)
    report = run.check(tree, tree.files(), rules(), Config())
    assert report.summary.articles == 1
    assert [line.partition(":")[0] for line in report.summary.unreadable] == ["circle.md", "pipe.md"]


def test_checking_a_long_paragraph_takes_linear_time() -> None:
    """Every rule looks at what is near a sentence, not at the whole block again and again."""
    sides = {
        "docs/en/a.md": "The pump is enabled and moves 40 litres a minute. Run `pump start` before you open it. ",
        "docs/fr/a.md": "La pompe est activée et déplace 40 litres par minute. Exécutez `pump start` avant. ",
    }

    def checked(sentences: int) -> float:
        tree = MemoryTree({path: (text * sentences).encode() for path, text in sides.items()})
        start = process_time()
        assert run.check(tree, tree.files(), rules(), Config()).summary.pairs == 1
        return process_time() - start

    checked(1)
    assert checked(800) < 8 * checked(200) + SLACK
