"""Directives in articles: what they hide, what they never hide, and what --add-ignore writes."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reading import twin
from repositories import commit, git, write

from doclint import read
from doclint.cli import main
from doclint.model import Article
from doclint.suppressions.directives import directives

HEAD = b"---\ntitle: Gate\n---\n"
SOURCE = b"# Gate\n\nLeave the gate **enabled**.\n\nLeave the lock **enabled**.\n"
TARGET = "# Porte\n\n{0}Laissez la porte **désactivée**.{1}\n\n{2}Laissez le verrou **désactivé**.{3}\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*arguments: str) -> Result:
    """What `doclint check` says."""
    done = CliRunner().invoke(main, ["check", *arguments])
    assert "Traceback" not in done.output
    return done


def report(*arguments: str) -> dict[str, Any]:
    """The report as JSON, whatever the severity."""
    done = check(*arguments, "--format", "json", "--severity", "info")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def told(*arguments: str) -> list[tuple[int, str]]:
    """Line and code of every finding, whatever its severity."""
    return [(one["line"], one["code"]) for one in report(*arguments)["findings"]]


def written(root: Path, *around: str, source: bytes = SOURCE) -> None:
    """Write an article and its translation, which is wrong twice, with something before and behind either place."""
    target = TARGET.format(*around, *[""] * (4 - len(around))).encode()
    write(root, {"docs/en/a.md": source, "docs/fr/a.md": target})


@pytest.mark.parametrize(
    ("around", "left"),
    [
        ((), [(3, "DL301"), (5, "DL301")]),
        (("<!-- doclint-ignore DL301 why -->\n",), [(6, "DL301")]),
        (("<!-- doclint-ignore DL301 why -->\n\n",), [(7, "DL301")]),
        (("{/* doclint-ignore DL301 why */}\n\n",), [(7, "DL301")]),
        (("", " <!-- doclint-ignore state-flipped -->"), [(5, "DL301")]),
        (("", " <!-- doclint-ignore-line meaning: why -->"), [(5, "DL301")]),
        (("<!-- doclint-ignore-next-line dl3 - why -->\n",), [(6, "DL301")]),
        (("<!--doclint-ignore-start all-->\n\n", "", "", "\n\n<!-- doclint-ignore-end all -->"), []),
        (("<!-- doclint-ignore-start DL301 -->\n\n", "\n\n<!-- doclint-ignore-end -->"), [(9, "DL301")]),
        (("", "", "", "\n\n<!-- doclint-ignore-file DL201, DL301 why -->"), [(7, "DL005")]),
        (("<!-- doclint-ignore DL201 DL301 two\nlines -->\n",), [(3, "DL005"), (7, "DL301")]),
        (("<!-- doclint-ignore DL301 -->\n<!-- doclint-ignore DL201 -->\n",), [(4, "DL005"), (7, "DL301")]),
    ],
)
def test_what_is_hidden(place: Path, around: tuple[str, ...], left: list[tuple[int, str]]) -> None:
    """The line, the block that follows, a range, the file; what hides nothing is told."""
    written(place, *around)
    assert told("docs") == left
    assert report("docs")["summary"]["suppressed"] == 2 - sum(code == "DL301" for _, code in left)


@pytest.mark.parametrize(
    ("directive", "says"),
    [
        ("<!-- doclint-ignore -->", "It names no rule"),
        ("<!-- doclint-ignore because -->", "No rule is called 'because'"),
        ("<!-- doclint-ignore DL301, because -->", "No rule is called 'because'"),
        ("<!-- doclint-ignore DL310 -->", "No rule is called 'DL310', and nothing is hidden by it. 'doclint rules'"),
        ("<!-- doclint-ignore state-fliped -->", "nothing is hidden by it. Is state-flipped meant?"),
        ("<!-- doclint-ignore-lines DL301 -->", "There is no 'doclint-ignore-lines': write doclint-ignore, or"),
        ("<!-- doclint-ignore-start DL301 -->", "It never ends"),
        ("<!-- doclint-ignore-end DL301 -->", "No doclint-ignore-start with these rules stands above"),
    ],
)
def test_what_is_wrong_with_directives(place: Path, directive: str, says: str) -> None:
    """A directive that cannot do what it was written for says so, and hides nothing by accident."""
    written(place, "", f" {directive}")
    done = check("docs", "--format", "json")
    found = {one["code"]: one["message"] for one in json.loads(done.stdout)["findings"]}
    assert says in found["DL005"]
    assert len(json.loads(done.stdout)["findings"]) == (2 if "DL301, because" in directive else 3)


def test_nothing_follows(place: Path) -> None:
    """A directive behind the last block has nothing to speak of."""
    written(place, "", "", "", "\n\n<!-- doclint-ignore DL301 -->")
    assert "Nothing follows that it could speak of" in check("docs").stdout


@pytest.mark.parametrize(
    "example",
    [
        "`<!-- doclint-ignore DL301 -->`",
        "\\<!-- doclint-ignore DL301 -->",
        "<!-- not now: doclint-ignore DL301 -->",
        "```\n<!-- doclint-ignore-file DL301 -->\n```",
        "    <!-- doclint-ignore-file DL301 -->",
        "{% highlight html %}\n<!-- doclint-ignore-file DL301 -->\n{% endhighlight %}",
    ],
)
def test_examples_hide_nothing(place: Path, example: str) -> None:
    """What is shown to readers is no directive, and is not judged as one."""
    source = SOURCE.replace(b"# Gate\n", f"# Gate\n\n{example}\n".encode())
    written(place, f"{example}\n\n", source=source)
    assert [code for _, code in told("docs", "--select", "DL005,DL301")] == ["DL301", "DL301"]


def test_blocks(place: Path) -> None:
    """A table is one block, and so are an item, a heading and a listing; none reaches into the next."""
    page = "- One [a](a1.md)\n  two [a](a2.md)\n- [b](b.md)\n\n| T | U |\n| - | - |\n| [c](c.md) | x |\n"
    page += "| [d](d.md) | y |\n\n[e](e.md)\n"
    directive = "<!-- doclint-ignore file-missing -->\n"
    write(place, {"mkdocs.yml": b"site_name: Harbor\n", "docs/a.md": page.encode()})
    assert [line for line, _ in told("docs")] == [1, 2, 3, 7, 8, 10]
    for line, left in ((1, [4, 8, 9, 11]), (5, [1, 2, 3, 11]), (10, [1, 2, 3, 7, 8])):
        lines = page.splitlines(keepends=True)
        write(place, {"docs/a.md": "".join([*lines[: line - 1], directive, *lines[line - 1 :]]).encode()})
        assert [line for line, _ in told("docs")] == left


def test_front_matter(place: Path) -> None:
    """A comment of YAML hides in its line, the key in the file; a sign inside a value is no comment."""
    page = "---\ntitle: a\n{}title: b{}\ntext: 'x # doclint-ignore all'\n---\n# Gate\n\n<div>\n\nText.\n"
    for inside, behind, left in (
        ("", "", [(3, "DL002"), (8, "DL702")]),
        ("", " # doclint-ignore DL002 twice", [(8, "DL702")]),
        ("# doclint-ignore metadata twice\n", "", [(9, "DL702")]),
        ("doclint-ignore: [DL702, metadata]\n", "", []),
        ("doclint-ignore: DL702 it is closed elsewhere\n", "", [(4, "DL002")]),
        ("doclint-ignore:\n  DL702: why\n  DL301: why\n", "", [(6, "DL002")]),
    ):
        write(place, {"docs/en/a.md": page.format(inside, behind).encode()})
        assert told("docs") == left


def test_bilingual_articles(place: Path) -> None:
    """The lines of the file count, whichever side the finding is on."""
    unit = twin("a-1", "Laissez la porte **désactivée**.", "Leave the gate **enabled**.")
    page = f"---\nms.contentlocale: fr-FR\n---\n# Porte\n\n{{}}{unit}{{}}\n"
    for before, behind, left in (
        ("", "", [(6, "DL301")]),
        ("<!-- doclint-ignore DL301 -->\n", "", []),
        ("", " <!-- doclint-ignore DL301 -->", []),
        ("", " <!-- doclint-ignore DL303 -->", [(6, "DL005"), (6, "DL301")]),
    ):
        write(place, {"a.md": page.format(before, behind).encode()})
        assert sorted(told("a.md", "--select", "DL005,DL301,DL303")) == left


def test_unused_where_it_cannot_be_known(place: Path) -> None:
    """Rules that did not run, translations without their source, links of a part of the project: nothing is told."""
    page = "# Porte\n\nLaissez [la porte](b.md) ouverte. <!-- doclint-ignore DL301, anchor-missing, DL702 -->\n"
    write(place, {"docs/fr/a.md": page.encode(), "docs/fr/b.md": b"# B\n", "docs/en/a.md": b"# Gate\n\nText.\n"})

    def unused(*arguments: str) -> list[str]:
        found = report(*arguments)["findings"]
        return [one["message"].split(" that ")[1].split(" would")[0] for one in found if one["code"] == "DL005"]

    assert unused("docs") == ["DL301 and anchor-missing and DL702"]
    assert unused("docs/fr/a.md") == ["DL702"]
    assert unused("docs", "--select", "DL005,DL301") == ["DL301"]
    assert unused("docs", "--ignore", "structure") == []
    assert unused("docs/fr") == ["DL702"]


def test_removal(place: Path) -> None:
    """--fix takes a directive out with its line, or the one name that hides nothing, and changes nothing else."""
    written(
        place,
        "<!-- doclint-ignore DL301, DL201 why -->\n",
        "\n\n<!-- doclint-ignore-start DL104 -->",
        "<!-- doclint-ignore-end -->\n\n",
        "  <!-- doclint-ignore DL301 --> <!-- doclint-ignore DL702 -->",
    )
    done = check("docs", "--fix")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Fixed 3 findings in 1 file." in done.stderr
    after = (place / "docs/fr/a.md").read_text("utf-8")
    first, last = "<!-- doclint-ignore DL301 why -->\n", "  <!-- doclint-ignore DL301 -->"
    assert re.sub(r"\n{2,}", "\n\n", after) == TARGET.format(first, "", "", last)
    assert "2 suppressed." in check("docs").stderr


def test_its_own_findings(place: Path) -> None:
    """A directive may speak of directives, too."""
    written(place, "", "", "", " <!-- doclint-ignore DL702, DL005 for a tool of ours -->")
    assert told("docs") == [(3, "DL301"), (5, "DL301")]


def test_since(place: Path) -> None:
    """A comment that moves makes no finding new, one that is not needed any more is; what is new is told beside it."""
    git(place, "init", "--quiet", "--initial-branch=main")
    written(place, "<!-- doclint-ignore DL301 why -->\n")
    commit(place, "Gates")
    written(place, "", "", "<!-- doclint-ignore DL301 why -->\n")
    assert told("docs", "--since", "HEAD") == []
    written(place, "<!-- doclint-ignore DL301 another reason, much longer than all the text it stands beside -->\n")
    write(place, {"docs/en/b.md": SOURCE, "docs/fr/b.md": TARGET.format(*[""] * 4).encode()})
    assert told("docs", "--since", "HEAD") == [(3, "DL301"), (5, "DL301")]
    right = TARGET.replace("désactivée", "activée").format("<!-- doclint-ignore DL301 why -->\n", "", "", "")
    write(place, {"docs/fr/a.md": right.encode()})
    assert told("docs/fr/a.md", "docs/en/a.md", "--since", "HEAD") == [(3, "DL005")]
    commit(place, "Mended")
    write(place, {"docs/fr/a.md": (right + "\nFin.\n").encode()})
    assert (3, "DL005") not in told("docs", "--since", "HEAD")


def test_fingerprints_stay(place: Path) -> None:
    """A directive in a line, for another rule, leaves the fingerprints of the line as they are."""
    found = []
    for behind in ("", " <!-- doclint-ignore DL702 why -->"):
        written(place, "", behind)
        found.append([one["fingerprint"] for one in report("docs", "--select", "DL301")["findings"]])
    assert found[0] == found[1]


PAGE = """---
title: Gate
title: The gate
---
# Gate [x](h.md)

[p](p.md) and [q](q.md)
and [r](r.md#x).

- One [a](a1.md)
- Two [b](b.md)\\
  three [c](c.md)

| T | U |
| - | - |
| [d](d.md) | [e](e.md) |
[f](f.md) | y

> [!NOTE]
> A [note](note.md).

> [!NOTE]
> [g](g.md)

1. A step:

   <details>
   <summary>[s](s.md)</summary>

   Text [t](t.md).

Setext [u](u.md)
===

<div>

[k]: k.md
"""


def reading(article: Article) -> list[Any]:
    """All that an article says: blocks with their prose, anchors, links, front matter."""
    blocks = [(one.kind, one.level, " ".join(one.prose.split())) for one in article.blocks]
    links = [one.destination for one in article.links]
    shown = [one for one in blocks if one[2] or one[0] == "code"]
    return [shown, links, [one.name for one in article.anchors], {k: v.text for k, v in article.metadata.items()}]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_add_ignore(place: Path, name: str, end: str) -> None:
    """Every finding is hidden, the article says what it said, and once more changes nothing."""
    before = PAGE.replace("\n", end).encode()
    write(place, {"mkdocs.yml": b"site_name: Harbor\n", f"docs/{name}": before})
    count = len(report("docs")["findings"])
    assert count >= 15
    done = check("docs", "--severity", "info", "--add-ignore", "planted: links lead nowhere")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"Ignored {count} findings in 1 file." in done.stderr
    after = (place / "docs" / name).read_bytes()
    assert told("docs") == []
    assert reading(read.article(after, "a.md")) == reading(read.article(before, "a.md"))
    assert after.count(b"\r\n") == (after.count(b"\n") if end == "\r\n" else 0)
    assert (b"<!--" in after) == (name == "a.md")
    assert "Nothing to ignore." in check("docs", "--severity", "info", "--add-ignore", "once more").stderr
    assert (place / "docs" / name).read_bytes() == after


def test_where_it_is_written(place: Path) -> None:
    """Its own line before headings and paragraphs, the line's end in lists and tables, outside of an alert."""
    write(place, {"mkdocs.yml": b"site_name: Harbor\n", "docs/a.md": PAGE.encode()})
    check("docs", "--severity", "info", "--add-ignore", "why")
    lines = (place / "docs/a.md").read_text("utf-8").splitlines()
    said = {line for line in lines if "doclint-ignore" in line}
    assert {
        "title: The gate # doclint-ignore DL002 why",
        "<!-- doclint-ignore DL102 why -->",
        "- One [a](a1.md) <!-- doclint-ignore DL102 why -->",
        "- Two [b](b.md) <!-- doclint-ignore DL102 why -->\\",
        "| [d](d.md) | [e](e.md) <!-- doclint-ignore DL102 why --> |",
        "[f](f.md) | y <!-- doclint-ignore DL102 why -->",
        "> A [note](note.md). <!-- doclint-ignore DL102 why -->",
        "   <!-- doclint-ignore DL702 why -->",
    } <= said
    assert lines[lines.index("# Gate [x](h.md)") - 1] == "<!-- doclint-ignore DL102 why -->"
    assert sum(line == "<!-- doclint-ignore DL102 why -->" for line in lines) >= 3


def test_several_findings_share_a_directive(place: Path) -> None:
    """Those of one line stand in one, and one that is there is extended."""
    write(place, {"docs/en/a.md": b"Leave the gate **enabled** for 10 minutes.\n"})
    target = "Laissez la porte **désactivée** pendant 12 minutes.\n"
    write(place, {"docs/fr/a.md": target.encode()})
    check("docs", "--add-ignore", "another rule here")
    assert (place / "docs/fr/a.md").read_text("utf-8") == (
        f"<!-- doclint-ignore DL201, DL301 another rule here -->\n{target}"
    )
    write(place, {"docs/fr/a.md": f"<!-- doclint-ignore state-flipped: it is so -->\n{target}".encode()})
    check("docs", "--add-ignore", "why")
    first = (place / "docs/fr/a.md").read_text("utf-8").splitlines()[0]
    assert first == "<!-- doclint-ignore state-flipped, DL201: it is so -->"
    assert told("docs") == []


@pytest.mark.parametrize(
    "text", ["+++\ntitle = 'a'\n+++\n[a](a.md)\n", "+++\n[a](a.md)\n+++\n", "---\nkey: 1\n\n[a](a.md)\n"]
)
def test_what_opens_a_file_stays_first(place: Path, text: str) -> None:
    """Front matter that doclint does not read, or that is never closed, is not pushed down."""
    write(place, {"mkdocs.yml": b"site_name: Harbor\n", "docs/a.md": text.encode()})
    check("docs", "--severity", "info", "--add-ignore", "why")
    after = (place / "docs/a.md").read_text("utf-8")
    assert after.splitlines()[:2] == text.splitlines()[:2]
    assert told("docs") == []


@pytest.mark.parametrize(
    "reason", ["", " ", "a --> b", "a -- b", "*/ x", "a\nb", "-x", ">x", ", DL1", "\x1b[31m", "a\u2028b"]
)
def test_reasons_that_would_do_harm(place: Path, reason: str) -> None:
    """A reason that ends the comment, or says nothing, is refused, and nothing is written."""
    written(place)
    before = (place / "docs/fr/a.md").read_bytes()
    done = check("docs", "--add-ignore", reason)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--add-ignore" in done.stderr
    assert (place / "docs/fr/a.md").read_bytes() == before


def test_what_is_not_ignored(place: Path) -> None:
    """Generated articles, what is not shown, what is no UTF-8, what unused directives are: each stays, and is named."""
    written(place, "", "", "", " <!-- doclint-ignore DL702 -->")
    files = {"docs/en/b.md": SOURCE, "docs/en/c.md": SOURCE, "docs/fr/c.md": TARGET.encode() + b"\xff"}
    target = TARGET.format(*[""] * 4)
    write(place, {**files, "docs/fr/b.md": f"---\nms.locfileid: '1'\n---\n{target}".encode()})
    before = {path: path.read_bytes() for path in place.rglob("*.md")}
    done = check("docs", "--add-ignore", "why")
    assert done.exit_code == 1
    assert "docs/fr/b.md: not ignored: it is generated" in done.stderr
    assert "use --write-baseline" in done.stderr
    assert "docs/fr/c.md: not ignored: it is not clean UTF-8" in done.stderr
    assert "what DL005 finds is not ignored: --fix deletes what hides nothing" in done.stderr
    changed = [path.relative_to(place).as_posix() for path, data in before.items() if path.read_bytes() != data]
    assert changed == ["docs/fr/a.md"]


def test_diff_of_what_would_be_written(place: Path) -> None:
    """--diff shows it, and writes nothing."""
    written(place)
    before = (place / "docs/fr/a.md").read_bytes()
    done = check("docs", "--add-ignore", "why", "--diff")
    assert done.stdout.count("\n+<!-- doclint-ignore DL301 why -->\n") == 2
    assert "Would ignore 2 findings in 1 file." in done.stderr
    assert (place / "docs/fr/a.md").read_bytes() == before


_WORDS = st.sampled_from(
    ["gate", "**lock**", "`quay`", "[a](a.md)", "[b](b.md#c)", "<b>", "{{ v }}", "$x$", "a\\", "|"]
)
_LEADS = st.sampled_from(
    [
        "",
        "",
        "- ",
        "  ",
        "    ",
        "> ",
        "> - ",
        "1. ",
        "# ",
        "## ",
        "```",
        "| ",
        ":::",
        "<div>",
        "  - ",
        "> [!NOTE]",
        "[^1]: ",
    ]
)
_LINES = st.builds(lambda lead, words: lead + " ".join(words), _LEADS, st.lists(_WORDS, max_size=4))
_PAGES = st.builds(
    lambda head, lines: head + "\n".join(lines),
    st.sampled_from(
        ["", "---\ntitle: a\ntitle: b\n---\n", "---\ntitle: |\n  a\n  b\ntitle: c\n---\n", "---\na: [\n---\n"]
    ),
    st.lists(_LINES, max_size=14),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(page=_PAGES, mdx=st.booleans())
@example(page="[a](a.md)\n===\n- [a](a.md)", mdx=False)
@example(page="| [a](a.md)\n| -\n| [a](a.md) |", mdx=True)
@example(page="---\ntitle: [a](a.md)", mdx=False)
def test_whatever_the_article(page: str, *, mdx: bool) -> None:
    """Ignored, it says what it said, and what is left are findings that doclint said it could not ignore."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        root = Path(name)
        patch.chdir(root)
        path = root / ("docs/a.mdx" if mdx else "docs/a.md")
        write(root, {"mkdocs.yml": b"site_name: Harbor\n", path.relative_to(root).as_posix(): page.encode()})
        done = check("docs", "--severity", "info", "--add-ignore", "why")
        after = path.read_bytes()
        assert reading(read.article(after, "a.md")) == reading(read.article(page.encode(), "a.md"))
        assert told("docs") == [] or "not ignored" in done.stderr
        check("docs", "--severity", "info", "--add-ignore", "why")
        assert path.read_bytes() == after


_PARTS = st.sampled_from(
    ["doclint-ignore", "-file", "<!--", "-->", "{/*", "*/}", "#", ":", ",", "-", " ", "\n", "`", "DL1"]
)


@given(parts=st.lists(_PARTS, max_size=14))
def test_any_directive_is_read(parts: list[str]) -> None:
    """Whatever stands there, reading it ends, and gives places inside the file."""
    text = "".join(parts)
    page = f"---\na: 1 # doclint-ignore {text}\n---\n<!-- doclint-ignore{text} -->\n{text}\n"
    for one in directives(read.article(page.encode(), "a.md")):
        assert 0 <= one.span.start < one.span.end <= len(page)
        assert one.fault or one.lines[0] <= one.lines[1]


def test_a_directive_is_no_text(place: Path) -> None:
    """Neither its reason nor its length makes a finding come or go: both sides are compared without it."""
    source = b"# Gate\n\nThe gate opens for 12 minutes when a ship has asked for it and all the others have left.\n"
    for target in ("La porte s'ouvre.", "La porte s'ouvre pendant 10 minutes quand un navire l'a demandé, pas avant."):
        write(place, {"docs/en/a.md": source, "docs/fr/a.md": f"# Porte\n\n{target}\n".encode()})
        before = told("docs")
        assert before
        reason = "12 minutes when a ship has asked for it and all the others have left"
        write(place, {"docs/fr/a.md": f"# Porte\n\n{target} <!-- doclint-ignore DL104 {reason} -->\n".encode()})
        assert sorted(told("docs")) == sorted([(3, "DL005"), *before])
