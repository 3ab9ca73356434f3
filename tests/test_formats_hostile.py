"""No text of an article, and no file name, is more than text in any format."""

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from formats_samples import FINDING, FORMS, azure, github, parsed, report, sarif_schema, written
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from junitparser import JUnitXml
from markdown_it import MarkdownIt
from msgspec.structs import replace
from repositories import commit, git, write

from doclint.model import Edit, Evidence, Finding, Fix, Location, Role

TRICKS = (
    "::error file=x::no",
    "\n::stop-commands::x",
    "##[group]",
    "##vso[task.setvariable variable=x]y",
    "#\u00ad#vso[task.complete]",
    "#\u200b#[add-mask]",
    "%0A::error::",
    "%AZP25",
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "<!--",
    "```",
    "`",
    "|",
    "\n\n| a |\n|---|\n",
    "]]>",
    "](1)",
    "[x](https://example.com)",
    "![x](y)",
    "<https://example.com>",
    "https://example.com www.example.com",
    "@harbor",
    "#12",
    "\ud800",
    "\udcff",
    "\u202e",
    "\u2066",
    "\x1b[31m",
    "\x9b31m",
    "\0",
    "\r",
    "\u2028",
    "\ufffe",
    "&amp;",
    "{{ 7 * 7 }}",
    "\\",
    '"',
    "*",
    "- x\n",
    "# x\n",
    "~~~\n",
    "</details>",
    "</code>",
    "é港💡",
)
PEOPLE = ("text", "full", "concise", "grouped")
_OWN = re.compile(r"</?code>|</?b>|<details( open)?>|</details>|</?summary>")

texts = st.lists(st.sampled_from(TRICKS) | st.characters(), max_size=6).map("".join)
counts = st.integers(0, 2000)


@st.composite
def highlighted(draw: st.DrawFn) -> tuple[str, tuple[int, int]]:
    """A text and a stretch of it."""
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, (start, draw(st.integers(start, len(text))))


@st.composite
def evidence(draw: st.DrawFn) -> Evidence:
    """Another side that may be anything."""
    text, marked = draw(highlighted())
    role: Role = draw(st.sampled_from(get_args(Role)))
    named = [draw(texts) for _ in range(2)]
    return Evidence(role, named[0], 1, 2, 3, 4, draw(texts), named[1], draw(texts), draw(texts), text, marked)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding that may be anything."""
    text, marked = draw(highlighted())
    path = draw(texts)
    at = Location(path, draw(counts), draw(counts), draw(counts), draw(counts))
    rule, code = draw(st.sampled_from([("state-flipped", "DL301"), ("unit-changed", "DL202")]))
    return Finding(
        rule,
        code,
        draw(st.sampled_from(["meaning", "drift"])),
        draw(st.sampled_from(["error", "warning", "info"])),
        draw(st.floats(0, 1)),
        path,
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        draw(texts),
        draw(texts),
        draw(texts),
        draw(texts),
        draw(texts),
        tuple(draw(st.lists(evidence(), max_size=2))),
        draw(st.none() | st.builds(lambda text: Fix("safe", (Edit(at, text),)), texts)),
        draw(texts),
        text,
        marked,
    )


def everywhere(text: str) -> Finding:
    """A finding that says `text` wherever it can."""
    side = Evidence("source", text, 1, 1, 1, 2, text, text, text, text, text, (0, len(text)))
    fix = Fix("safe", (Edit(Location(text, 1, 1, 1, 2), text),))
    return Finding(
        *("state-flipped", "DL301", "meaning", "error", 0.9, text, 1, 1, 1, 2, text, text, text, text, text),
        (side,),
        fix,
        text,
        text,
        (0, len(text)),
    )


def steers(text: str) -> list[str]:
    """The characters of `text` that steer a terminal."""
    bidi = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    bad = {"Cc", "Cs", "Zl", "Zp"}
    return [char for char in text if char != "\n" and (char in bidi or unicodedata.category(char) in bad)]


def no_commands(form: str, text: str, told: list[Finding]) -> None:
    """A build server finds our own commands in its log and no others."""
    levels = [finding.severity for finding in told]
    wanted = len(levels) if form == "github" else 0
    assert len(github(text)) == wanted, text
    commands = azure(text)
    assert len(commands) == (sum(level != "info" for level in levels) if form == "azure" else 0), text
    assert all(command.name == "task.logissue" for command in commands)
    assert all(
        set(command.values) == {"type", "sourcepath", "linenumber", "columnnumber", "code"} for command in commands
    )


def for_people(form: str, text: str, told: list[Finding]) -> None:
    """Nothing steers the terminal but our own colours; a line a finding where that is the format."""
    assert not steers(text)
    colored = written(report(told), form, color=True)
    assert not steers(re.sub(r"\x1b\[[0-9;]*m", "", colored))
    assert len(text.splitlines()) == len(told) or form != "concise"


def as_json(form: str, text: str, told: list[Finding]) -> None:
    """It is UTF-8 and JSON, by the schema where there is one."""
    text.encode()
    whole: Any = [json.loads(line) for line in text.split("\n")[:-1]] if form == "jsonl" else json.loads(text)
    if form == "sarif":
        Draft7Validator(sarif_schema()).validate(whole)
        for result in whole["runs"][0]["results"]:
            links = re.findall(r"\]\(([^)]*)\)", result["message"]["text"])
            assert links == [str(one["id"]) for one in result.get("relatedLocations", ())]
    keys = {"json": "findings", "rdjson": "diagnostics"}
    if form == "gitlab":
        whole = list({one["fingerprint"]: one for one in whole})
    elif form == "jsonl":
        whole = whole[:-1]
    else:
        whole = whole[keys[form]] if form in keys else whole["runs"][0]["results"]
    assert len(whole) == len(told)


def as_junit(_form: str, text: str, told: list[Finding]) -> None:
    """It is XML, and a test case a finding."""
    suites = JUnitXml.fromstring(text.encode())
    suites.update_statistics()  # type: ignore[no-untyped-call]
    assert suites.tests == max(1, len(told))


def as_markdown(_form: str, text: str, told: list[Finding]) -> None:
    """No link, image, mention or markup that is not ours; the table keeps its columns; it fits a comment."""
    text.encode()
    assert len(text) < 65_536
    # A mark of ours parts two texts: what stands before and behind it is not read as one.
    assert not re.search("[@!<]|www\\.|://", _OWN.sub(" ", text))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    kinds = {token.type for token in tokens} | {inner.type for token in tokens for inner in token.children or ()}
    assert not kinds & {"link_open", "image", "code_inline", "fence", "code_block", "hr", "blockquote_open", "s_open"}
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h2"]
    for one in [*tokens, *(inner for token in tokens for inner in token.children or ())]:
        if one.type in {"html_block", "html_inline"}:
            assert "<" not in re.sub(r"&#?\w+;", "", _OWN.sub("", one.content))
    rules = {finding.code for finding in told}
    assert sum(token.type == "td_open" for token in tokens) == 4 * len(rules)


def as_page(_form: str, text: str, told: list[Finding]) -> None:
    """No element, attribute or address that is not ours; no sign that cannot be shown."""
    text.encode()
    page = parsed(text)
    assert len(page.xpath("//script")) == 3
    assert not page.xpath("//img | //iframe | //object | //comment() | //@onerror | //@onclick | //@style | //@src")
    assert all(address.startswith(("#", "./")) for address in page.xpath("//@href"))
    assert len(page.xpath("//ol[@id='list']/li")) == len(told)
    assert not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    rows = page.xpath("//script[@id='rows']")[0].text
    assert len(rows.split("\n") if rows else []) == len(told)


READERS = {
    **dict.fromkeys(PEOPLE, for_people),
    **dict.fromkeys(("json", "jsonl", "sarif", "gitlab", "rdjson"), as_json),
    "junit": as_junit,
    "markdown": as_markdown,
    "html": as_page,
}


def check(form: str, told: list[Finding]) -> None:
    """What is written is what the format's reader takes for these findings."""
    told = sorted(told, key=lambda finding: finding.path)
    text = written(report(told), form)
    no_commands(form, text, told)
    if form in READERS:
        READERS[form](form, text, told)
    else:
        assert not steers(text)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=40)
@given(told=st.lists(findings(), max_size=3))
@example(told=[])
def test_anything(form: str, told: list[Finding]) -> None:
    """Any text anywhere."""
    check(form, told)


@pytest.mark.parametrize("form", FORMS)
def test_tricks(form: str) -> None:
    """Each trick, in every place of a finding."""
    for trick in TRICKS:
        check(form, [everywhere(trick)])
        check(form, [everywhere(trick * 3), FINDING])


def test_a_mark_parts_an_address() -> None:
    """The first letter of an address may be the last of what is marked: then it is none."""
    text = "@harborhttps://example.com www.example.com"
    side = replace(FINDING.evidence[0], text=text, highlight=(0, text.index("ww.")))
    check("markdown", [replace(FINDING, evidence=(side,))])


@pytest.mark.parametrize("form", FORMS)
def test_tricks_across_the_parts_of_a_text(form: str) -> None:
    """A command that is whole only where the parts of a text meet again."""
    told = []
    for trick in ("##[group]x", "##vso[task.complete]x"):
        for cut in range(1, 4):
            side = replace(FINDING.evidence[0], text=trick, highlight=(cut, cut + 1))
            told.append(replace(FINDING, text=trick, highlight=(cut, cut + 1), evidence=(side,)))
    check(form, told)


def test_unreadable_files_have_names_as_well() -> None:
    """What could not be read is told under any name."""
    told = report(
        [FINDING], unreadable=("docs/\ud800\n::error::x ##vso[task.complete]<img src=x>@harbor|: No such file",)
    )
    for form in FORMS:
        text = written(told, form)
        assert len(github(text)) == (form == "github"), form
        assert len(azure(text)) == (form == "azure"), form
        if form == "markdown":
            as_markdown(form, text, [FINDING])
        elif form in {"junit", "html", "sarif"}:
            text.encode()
            assert "No such file" in text


def test_colours_are_all_that_is_added() -> None:
    """With colours a terminal is told the same."""
    for form in PEOPLE:
        told = report([FINDING])
        assert click.unstyle(written(told, form, color=True)) == written(told, form)


@pytest.mark.parametrize(
    "command",
    [
        ["drift", ".", "-v"],
        ["facts", ".", "-v"],
        ["config", ".", "-v"],
        ["align", "en/a.md", "fr/a.md"],
        ["check", ".", "--statistics", "--by", "owner"],
        ["check", ".", "--severity", "info", "--format", "grouped"],
    ],
    ids=lambda command: " ".join(command[:1]),
)
def test_no_command_reaches_a_log(tmp_path: Path, command: list[str]) -> None:
    """What stands in articles and configuration is no command to a build server, whatever prints it."""
    trick = "::error::x ##[group]y ##vso[task.complete]z"
    table = f"| {trick} | [x](#no) |\n|---|---|\n| 1 | 2 |\n"
    article = f"# {trick}\n\n{trick}\n\nThe gate needs at least 16 GB of memory. {trick}\n\n{table}"
    write(tmp_path, {"en/a.md": article.encode(), "en/b.md": article.replace("16", "32").encode()})
    write(tmp_path, {"fr/a.md": article.replace("needs", "demande").encode()})
    write(tmp_path, {"doclint.toml": f'[[folder]]\npath = "fr"\nowner = "{trick}"\n'.encode()})
    write(tmp_path, {f"fr/{trick.replace('/', '')}.md": article.encode()})
    git(tmp_path, "init", "--quiet")
    commit(tmp_path, "Gates")
    run = [sys.executable, "-m", "doclint", *command]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert said.strip()
    assert "Traceback" not in said
    assert not [line for line in said.splitlines() if line.lstrip().startswith("::") or re.search(r"##(vso)?\[", line)]
