"""The language server, driven by a real client over stdio on real files."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from editor import Editor, applied
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from repositories import commit, git, write

from doclint.cli import main

EN, FR, DE = "docs/en/gate.md", "docs/fr/gate.md", "docs/de/gate.md"
QUAY, QUAI = "docs/en/quay.md", "docs/fr/quay.md"

FILES = {
    "mkdocs.yml": b"site_name: Harbor\nmarkdown_extensions: [attr_list]\n",
    EN: b"# Gate\n\n## Opening hours {#hours}\n\nThe gate is open. Keep the lantern **enabled**.\n\n"
    b"## Crane\n\nIt lifts.\n",
    FR: "# Porte\n\n## Heures d'ouverture {#hours}\n\nLa porte est ouverte. Laissez la lanterne **activée**.\n\n"
    "## Grue\n\nElle lève.\n".encode(),
    DE: "# Tor\n\n## Öffnungszeiten {#hours}\n\nDas Tor ist offen. Lassen Sie die Laterne **aktiviert**.\n\n"
    "## Kran\n\nEr hebt.\n".encode(),
    QUAY: b"# Quay\n\nThe [gate](gate.md#hours) is near, and so is the [crane](gate.md#crane).\n",
    QUAI: b"# Quai\n\nLa [porte](gate.md#hours) est proche, et la [grue](gate.md#grue) aussi.\n",
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of articles in three languages."""
    write(tmp_path, FILES)
    return tmp_path


@pytest.fixture
def editor(home: Path) -> Iterator[Editor]:
    """An editor that has opened the folder."""
    with Editor(home, home) as editor:
        yield editor


def changes(editor: Editor, edit: types.WorkspaceEdit | None) -> dict[str, str]:
    """The files as they are after an edit of the workspace."""
    assert edit
    assert edit.changes
    found = {}
    for uri, edits in edit.changes.items():
        path = next(name for name in FILES if editor.uri(name) == uri)
        text = editor.texts.get(path) or (editor.home / path).read_bytes().decode()
        found[path] = applied(text, list(edits))
    return found


def places(editor: Editor, answer: object) -> list[tuple[str, int]]:
    """Files and lines of what a jump leads to."""
    assert isinstance(answer, (list, tuple))
    names = {editor.uri(name): name for name in FILES}
    return sorted((names[one.uri], one.range.start.line + 1) for one in answer)


def hover(editor: Editor, path: str, text: str) -> str:
    """What is shown over a text."""
    at = editor.at(path, text, 1)
    answer = editor.run(editor.client.text_document_hover_async(types.HoverParams(at.text_document, at.position)))
    assert answer is None or isinstance(answer.contents, types.MarkupContent)
    return answer.contents.value if answer and isinstance(answer.contents, types.MarkupContent) else ""


def actions(editor: Editor, path: str, text: str, *only: types.CodeActionKind | str) -> list[types.CodeAction]:
    """What is offered at a text."""
    at = editor.at(path, text, 1)
    context = types.CodeActionContext([], only=list(only) or None)
    params = types.CodeActionParams(at.text_document, types.Range(at.position, at.position), context)
    answer = editor.run(editor.client.text_document_code_action_async(params))
    return [one for one in answer or () if isinstance(one, types.CodeAction)]


def test_findings_as_one_types(editor: Editor) -> None:
    """The other language's sentence stands beside a finding, which comes and goes with what is typed."""
    assert editor.open(FR) == []
    editor.edit(FR, "**activée**", "**désactivée**")
    found = editor.found(FR, "DL301")
    assert found.severity == types.DiagnosticSeverity.Warning
    assert found.source == "doclint"
    assert isinstance(found.data, str)
    assert len(found.data) == 32
    assert found.code_description
    assert found.code_description.href.endswith("/meaning/state-flipped.md")
    assert found.related_information
    other = found.related_information[0]
    assert other.location.uri == editor.uri(EN)
    assert "Keep the lantern **enabled**." in other.message
    editor.edit(FR, "**désactivée**", "**activée**")
    editor.gone(FR, "DL301")


def test_findings_are_those_of_check(home: Path, editor: Editor) -> None:
    """The same code, place and fingerprint as on the command line."""
    text = (home / FR).read_bytes().decode().replace("activée", "désactivée").replace("Grue\n", "Grue 😀 [x](#gone)\n")
    (home / FR).write_bytes(text.encode())
    editor.open(FR)
    editor.found(FR, "DL101")
    editor.found(FR, "DL301")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        done = CliRunner().invoke(main, ["check", ".", "--format", "json"])
    told = {(one["code"], one["fingerprint"]) for one in json.loads(done.stdout)["findings"] if one["path"] == FR}
    assert {(one.code, one.data) for one in editor.diagnostics[editor.uri(FR)]} == told


def test_columns_are_those_agreed_on(home: Path) -> None:
    """UTF-16 unless the client speaks UTF-8 or UTF-32 first."""
    (home / QUAI).write_bytes("# Quai\n\n😀é [x](#gone)\n".encode())
    kinds = types.PositionEncodingKind
    for encodings, column in (((), 8), ((kinds.Utf8,), 11), ((kinds.Utf32, kinds.Utf16), 7)):
        with Editor(home, home, encodings=encodings) as editor:
            editor.open(QUAI)
            start = editor.found(QUAI, "DL101").range.start
            assert (start.line, start.character) == (2, column)


def test_findings_in_another_file(editor: Editor) -> None:
    """A renamed anchor kills links in articles that are not open: they are shown, and cleared when it is back."""
    editor.open(FR)
    assert editor.open(EN) == []
    assert hover(editor, EN, "The gate")
    assert complete(editor, EN, "The gate") == {}
    editor.edit(EN, "{#hours}", "{#times}")
    assert "There is no anchor 'hours'" in editor.found(QUAY, "DL101").message
    editor.edit(EN, "{#times}", "{#hours}")
    editor.gone(QUAY, "DL101")


def test_source_edited(editor: Editor) -> None:
    """Editing the source judges the translations again, open or not."""
    editor.open(EN)
    editor.open(FR)
    editor.edit(EN, "**enabled**", "**disabled**")
    assert editor.found(FR, "DL301")
    assert editor.found(DE, "DL301")


def test_lines_moved_at_once(editor: Editor, home: Path) -> None:
    """Findings of links move with the lines, before all links are looked at again."""
    (home / QUAI).write_bytes(b"# Quai\n\n[x](#gone)\n")
    editor.open(QUAI)
    assert editor.found(QUAI, "DL101").range.start.line == 2
    found = editor.after(QUAI, lambda: editor.edit(QUAI, "# Quai\n", "# Quai\n\nUn mot.\n"))
    assert [(one.code, one.range.start.line) for one in found] == [("DL101", 4)]


def test_odd_line_ends(editor: Editor) -> None:
    """U+2028, form feeds and lone carriage returns: lines are counted as editors count them."""
    editor.open(QUAI, "# Quai\u2028x\x0c\r\rUn 😀 mot.\r\n[x](#gone)\r\n")
    assert editor.found(QUAI, "DL101").range.start.line == 3
    editor.edit(QUAI, "#gone", "#quai-x-")
    editor.edit(QUAI, "mot", "autre mot")
    editor.edit(QUAI, "#quai-x-", "#lost")
    editor.found(QUAI, "DL101")


def test_hover(editor: Editor) -> None:
    """The source beside a translation, the translations beside a source."""
    editor.open(FR)
    editor.open(EN)
    shown = hover(editor, FR, "La porte est")
    assert "**Source** (en, docs\\/en\\/gate\\.md)" in shown
    assert "> The gate is open\\." in shown
    assert "confidence" in shown
    shown = hover(editor, EN, "The gate is")
    assert shown.index("**de**") < shown.index("Das Tor ist offen") < shown.index("**fr**") < shown.index("La porte")


def test_hover_tells_what_is_stale(tmp_path: Path) -> None:
    """The revision that was translated, since when its sentence is stale, and what it says now."""
    git(tmp_path, "init", "--quiet")
    write(tmp_path, {EN: b"# Gate\n\nThe gate opens at 6.\n\nThe lantern is red.\n"})
    first = commit(tmp_path, "Gate")
    marked = f"---\nl10n:\n  sourceCommit: {first}\n---\n# Porte\n\nLa porte ouvre à 6.\n\nLa lanterne est rouge.\n"
    write(tmp_path, {FR: marked.encode()})
    commit(tmp_path, "Porte")
    write(tmp_path, {EN: b"# Gate\n\nThe gate opens at 7.\n\nThe lantern is red.\n"})
    second = commit(tmp_path, "Later")
    with Editor(tmp_path, tmp_path) as editor:
        editor.open(FR)
        shown = hover(editor, FR, "La porte")
        assert "> The gate opens at 6\\." in shown
        assert "State: **stale** since" in shown
        assert second[:10] in shown
        assert "> The gate opens at 7\\." in shown
        assert f"Reference: revision {first[:10]}" in shown
        assert "State: **current**." in hover(editor, FR, "La lanterne")


def test_hover_shows_hostile_text_as_it_is(home: Path) -> None:
    """No link, image, command or markup of an article is obeyed in a hover."""
    bad = "Gate <img src=x> ![i](http://h/x) [c](command:x) `t` \u202e &lt;b&gt; http://h.example."
    (home / EN).write_bytes(f"# Gate\n\n{bad}\n".encode())
    (home / FR).write_bytes(b"# Porte\n\nPorte <img src=x> ![i](http://h/x) `t` http://h.example.\n")
    with Editor(home, home) as editor:
        editor.open(FR)
        shown = hover(editor, FR, "Porte <img")
        quoted = next(line for line in shown.splitlines() if line.startswith("> "))
        assert "\u202e" not in quoted
        assert not re.search(r"(?<!\\)[<>\[\]()`!&:]", quoted.removeprefix("> "))
        assert "\\<img src\\=x\\>" in quoted


def test_definition(editor: Editor) -> None:
    """A link leads to its anchor, text to the source's sentence."""
    editor.open(QUAI)
    editor.open(FR)

    def definition(path: str, text: str) -> list[tuple[str, int]]:
        at = editor.at(path, text, 1)
        params = types.DefinitionParams(at.text_document, at.position)
        return places(editor, editor.run(editor.client.text_document_definition_async(params)))

    assert definition(QUAI, "gate.md#hours") == [(FR, 3)]
    assert definition(QUAI, "[grue]") == [(FR, 7)]
    assert definition(FR, "Laissez") == [(EN, 5)]


def test_implementation(editor: Editor) -> None:
    """The aligned sentence in all other locales, from the source and from a translation."""
    editor.open(EN)
    editor.open(FR)
    for path, text, wanted in ((EN, "The gate is", [(DE, 5), (FR, 5)]), (FR, "La porte", [(DE, 5)])):
        at = editor.at(path, text, 1)
        params = types.ImplementationParams(at.text_document, at.position)
        assert places(editor, editor.run(editor.client.text_document_implementation_async(params))) == wanted


def test_references(editor: Editor) -> None:
    """All links to an anchor, in all locales."""
    editor.open(DE)
    at = editor.at(DE, "Öffnungszeiten")
    params = types.ReferenceParams(types.ReferenceContext(include_declaration=True), at.text_document, at.position)
    found = places(editor, editor.run(editor.client.text_document_references_async(params)))
    assert found == [(DE, 3), (EN, 3), (QUAY, 3), (FR, 3), (QUAI, 3)]


def test_rename(editor: Editor) -> None:
    """An anchor is renamed in every locale, with every link to it."""
    editor.open(FR)
    at = editor.at(FR, "{#hours}", 3)
    asked = editor.run(
        editor.client.text_document_prepare_rename_async(types.PrepareRenameParams(at.text_document, at.position))
    )
    assert isinstance(asked, types.PrepareRenamePlaceholder)
    assert asked.placeholder == "hours"
    params = types.RenameParams(at.text_document, at.position, "times")
    after = changes(editor, editor.run(editor.client.text_document_rename_async(params)))
    assert after.keys() == {EN, FR, DE, QUAY, QUAI}
    assert not any("hours}" in text or "#hours" in text for text in after.values())
    assert "[gate](gate.md#times)" in after[QUAY]


def test_rename_of_a_heading(editor: Editor) -> None:
    """A heading's slug becomes an explicit anchor, and its text stays."""
    editor.open(QUAY)
    at = editor.at(QUAY, "#crane", 2)
    params = types.RenameParams(at.text_document, at.position, "lifting")
    after = changes(editor, editor.run(editor.client.text_document_rename_async(params)))
    assert after.keys() == {EN, QUAY}
    assert "## Crane {#lifting}\n" in after[EN]
    assert "(gate.md#lifting)" in after[QUAY]


@pytest.mark.parametrize(
    ("text", "new", "why"),
    [("{#hours}", "grue", "has an anchor 'grue' already"), ("{#hours}", "a b", "no name"), ("Elle", "x", "neither")],
)
def test_rename_refused(editor: Editor, text: str, new: str, why: str) -> None:
    """It says what is in the way."""
    editor.open(FR)
    at = editor.at(FR, text, 3)
    with pytest.raises(JsonRpcException, match=why):
        editor.run(editor.client.text_document_rename_async(types.RenameParams(at.text_document, at.position, new)))


def test_fixes(editor: Editor, home: Path) -> None:
    """Fixes are offered, safe ones first; applied, they mend the finding."""
    (home / QUAI).write_bytes(b"# Quai\r\n\r\nLa [porte](Gate.md) est proche. [x](#gone)\r\n")
    editor.open(QUAI)
    editor.found(QUAI, "DL101")
    editor.found(QUAI, "DL106")
    offered = actions(editor, QUAI, "Gate.md", types.CodeActionKind.QuickFix)
    fix = offered[0]
    assert fix.is_preferred
    assert fix.edit
    assert "(gate.md)" in changes(editor, fix.edit)[QUAI]
    assert fix.diagnostics
    everything = actions(editor, QUAI, "Quai", "source.fixAll.doclint")
    assert [one.kind for one in everything] == ["source.fixAll.doclint"]
    mended = changes(editor, everything[0].edit)[QUAI]
    assert mended == editor.texts[QUAI].replace("Gate.md", "gate.md")


def test_suppressions(editor: Editor) -> None:
    """A comment with the code and room for the reason; what is commented is no longer told."""
    editor.open(QUAI, "# Quai\n\nUn mot\nencore [x](#gone).\n\n| a |\n|---|\n| [y](#lost) |\n\n- un [z](#gone2)\n")
    editor.wait(lambda: editor.codes(QUAI).count("DL101") == 3)

    def line(text: str) -> list[str]:
        offered = [one for one in actions(editor, QUAI, text) if "ignore" in one.title]
        return changes(editor, offered[0].edit)[QUAI].split("\n")

    assert line("#gone)")[2:4] == ["<!-- doclint-ignore DL101 reason -->", "Un mot"]
    assert line("#lost")[7] == "| [y](#lost) <!-- doclint-ignore DL101 reason --> |"
    assert line("#gone2")[9] == "- un [z](#gone2) <!-- doclint-ignore DL101 reason -->"
    editor.open(QUAI, "\n".join(line("#lost")))
    editor.wait(lambda: editor.codes(QUAI).count("DL101") == 2)


def complete(editor: Editor, path: str, text: str) -> dict[str, types.CompletionItem]:
    """What can be put in behind a text."""
    at = editor.at(path, text, len(text))
    params = types.CompletionParams(at.text_document, at.position)
    answer = editor.run(editor.client.text_document_completion_async(params))
    assert isinstance(answer, types.CompletionList)
    return {one.label: one for one in answer.items}


def test_completion(editor: Editor) -> None:
    """Articles in the same language, and the anchors of the one that is named, with their headings."""
    editor.open(QUAI)
    assert complete(editor, QUAI, "La [porte](").keys() == {"gate.md"}
    found = complete(editor, QUAI, "gate.md#")
    assert found.keys() == {"porte", "hours", "grue"}
    assert found["hours"].detail == "Heures d'ouverture"
    item = found["grue"]
    assert isinstance(item.text_edit, types.TextEdit)
    at = editor.at(QUAI, "gate.md#", len("gate.md#")).position
    assert (item.text_edit.range.start, item.text_edit.new_text) == (at, "grue")
    assert complete(editor, QUAI, "est proche") == {}
    editor.edit(QUAI, "aussi", 'aussi <a href="#')
    assert complete(editor, QUAI, '<a href="#').keys() == {"quai"}


def test_configuration_is_read_again(editor: Editor, home: Path) -> None:
    """A mistake in it is told, and does no harm; mended, it counts."""
    editor.open(FR)
    editor.edit(FR, "**activée**", "**désactivée**")
    editor.found(FR, "DL301")
    kind = types.FileChangeType
    (home / "doclint.toml").write_text("ignor = ['DL301']\n", "utf-8")
    editor.changed(("doclint.toml", kind.Created))
    editor.wait(lambda: bool(editor.messages))
    assert "doclint.toml:1" in editor.messages[0]
    assert "DL301" in editor.codes(FR)
    (home / "doclint.toml").write_text("ignore = ['DL301']\n", "utf-8")
    editor.changed(("doclint.toml", kind.Changed))
    editor.gone(FR, "DL301")
    assert types.WORKSPACE_DID_CHANGE_WATCHED_FILES in editor.registered


def test_files_come_and_go(editor: Editor, home: Path) -> None:
    """What others do on the disk counts: a removed target, a new one, a changed one."""
    editor.open(QUAY)
    kind = types.FileChangeType
    (home / EN).unlink()
    editor.changed((EN, kind.Deleted))
    editor.found(QUAY, "DL102")
    (home / EN).write_bytes(b"# Gate\n\n## Crane\n")
    editor.changed((EN, kind.Created))
    assert "'hours'" in editor.found(QUAY, "DL101").message
    (home / EN).write_bytes(FILES[EN])
    editor.changed((EN, kind.Changed))
    editor.gone(QUAY, "DL101")


def test_single_file(tmp_path: Path) -> None:
    """Without any folder, on a file that is not even saved; closing it clears what was said."""
    with Editor(tmp_path) as editor:
        editor.open("new gate.md", "# Gate\n\nSee [x](#gone).\n")
        editor.found("new gate.md", "DL101")
        editor.close("new gate.md")
        editor.gone("new gate.md", "DL101")


def test_several_folders(tmp_path: Path) -> None:
    """Each has its own configuration; URIs may hold blanks, percent signs and umlauts."""
    one, two = tmp_path / "a b", tmp_path / "100% ö"
    for folder, ignored in ((one, "[]"), (two, "['DL101']")):
        write(folder, {"x#1.md": b"# X\n\n[x](#gone) [y](nothing.md)\n", "doclint.toml": b""})
        (folder / "doclint.toml").write_text(f"ignore = {ignored}\nroot = '.'\n", "utf-8")
    with Editor(tmp_path, one, two) as editor:
        editor.open("a b/x#1.md")
        editor.open("100% ö/x#1.md")
        editor.found("a b/x#1.md", "DL101")
        editor.found("100% ö/x#1.md", "DL102")
        assert "DL101" not in editor.codes("100% ö/x#1.md")


def test_settings_of_the_editor(home: Path) -> None:
    """The least severity and the rules, as the options of `check`; what is no setting is told."""
    (home / QUAI).write_bytes(b"# Quai\n\n[x](#gone)\n")
    with Editor(home, home, options={"ignore": ["DL101"]}) as editor:
        editor.open(QUAI)
        editor.open(FR, FILES[FR].decode().replace("activée", "désactivée"))
        editor.found(FR, "DL301")
        assert editor.codes(QUAI) == []
    with Editor(home, home, options={"severity": "loud"}) as editor:
        editor.wait(lambda: bool(editor.messages))
        assert "initializationOptions" in editor.messages[0]


def test_leave(editor: Editor) -> None:
    """It ends at once with 0, has written nothing but the protocol, and nothing to stderr."""
    editor.open(FR)
    assert editor.leave() == (0, "")


def test_an_error_in_a_handler(editor: Editor) -> None:
    """A request that cannot be answered is answered with an error, and the server goes on."""
    editor.open(FR)
    with pytest.raises(JsonRpcException):
        editor.run(editor.client.workspace_execute_command_async(types.ExecuteCommandParams("no such command")))
    assert "Source" in hover(editor, FR, "La porte")


def test_cancelled(editor: Editor) -> None:
    """A request that is taken back does no harm."""
    editor.open(FR)
    at = editor.at(FR, "La porte")
    waiting = editor.client.text_document_hover(types.HoverParams(at.text_document, at.position))
    waiting.cancel()
    editor.client.protocol.notify("$/cancelRequest", types.CancelParams(2))
    assert "Source" in hover(editor, FR, "La porte")


def test_pygls_missing() -> None:
    """One line says what to install."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [one for one in sys.modules if one.startswith("doclint.server")]:
            patch.delitem(sys.modules, name)
        patch.setitem(sys.modules, "lsprotocol", None)
        patch.setitem(sys.modules, "pygls", None)
        done = CliRunner().invoke(main, ["server"])
    assert done.exit_code == 2
    assert done.stderr.strip() == (
        "doclint: the server needs pygls, which is not installed: python -m pip install 'doclint[lsp]'"
    )
