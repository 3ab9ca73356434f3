"""The command line, driven as a user drives it: exit codes, messages, files."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from doclint.cli import main
from doclint.rule import rules

Run = Callable[..., subprocess.CompletedProcess[str]]

SOURCE = "# Backup\n\nLeave the option **enabled**.\n\nWait at least 10 minutes.\n"
TARGET = "# Sauvegarde\n\nLaissez l'option **désactivée**.\n\nAttendez au moins 10 minutes.\n"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run doclint in a folder of its own that holds docs/en/a.md and docs/fr/a.md."""
    for locale, text in (("en", SOURCE), ("fr", TARGET)):
        folder = tmp_path / "docs" / locale
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(text, "utf-8")

    def doclint(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "doclint", *arguments]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, check=False, encoding="utf-8", env=environment
        )

    return doclint


def test_check_finds(run: Run) -> None:
    """A contradiction gives exit code 1, both sides with carets, and a summary on stderr."""
    done = run("check", "docs")
    assert done.returncode == 1
    assert "docs/fr/a.md:3:20: warning DL301 state-flipped" in done.stdout
    _, _, elsewhere, source, below_source, translation, below_translation, _ = done.stdout.splitlines()
    assert elsewhere == "  in docs/en/a.md:"
    assert source.split()[:2] == ["source", "3"]
    assert source.index("enabled") == below_source.index("^^^^^^^")
    assert translation.split()[:2] == ["translation", "3"]
    assert translation.index("désactivée") == below_translation.index("^^^^^^^^^^")
    assert "1 warning (2 articles, 1 translation compared)." in done.stderr


def test_check_is_silent_on_right_articles(run: Run) -> None:
    """Nothing wrong gives exit code 0 and no findings."""
    done = run("check", "docs/en")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing found" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "nowhere"], "nowhere: there is no such file or folder"),
        (["check", "docs", "--select", "no-such-rule"], "no rule is called 'no-such-rule'"),
        (["check", "docs", "--ignore", "DL999"], "no rule is called 'DL999'"),
        (["check", "docs", "--format", "xml"], "'xml' is not one of"),
        (["check"], "Missing argument"),
        (["align", "docs/en/a.md"], "is not bilingual"),
        (["explain", "no-such-rule"], "no rule is called 'no-such-rule'"),
        (["check", "docs", "--source", "docs"], ""),
        (["check", "docs", "-o", "no/such/folder.json"], "cannot write"),
    ],
)
def test_what_cannot_be_done(run: Run, arguments: list[str], message: str) -> None:
    """Bad input gives one clear line and exit code 2, never a traceback."""
    done = run(*arguments)
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2 or not message


def test_no_files_matched(run: Run, tmp_path: Path) -> None:
    """A folder without articles is an error, not a success."""
    (tmp_path / "empty").mkdir()
    done = run("check", "empty")
    assert done.returncode == 2
    assert "empty: no Markdown files" in done.stderr


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("sauce = 1\n", "doclint.toml:1: Object contains unknown field `sauce`"),
        ('\n[severity]\nnumber-changed = "bad"\n', "doclint.toml:3: Invalid enum value 'bad'"),
        ("[rules.untranslated]\nwordz = 3\n", "options of untranslated: Object contains unknown field `wordz`"),
        ("[rules.untranslatd]\nwords = 3\n", "no rule is called 'untranslatd'"),
        ("x = [\n", "doclint.toml: "),
        ('\n[[layout]]\ntarget = "{locale}/x"\nsource = "{path}"\n', "doclint.toml:3: target = '{locale}/x' needs"),
        ('[[layout]]\ntarget = "{locale}/{path}"\nsauce = "{path}"\n', "doclint.toml:3: Object contains unknown field"),
        ('\nsource-locale = "english"\n', "doclint.toml:2: source-locale = 'english' is no locale (en, pt-BR)"),
        ('source = "nowhere"\n', "nowhere: there is no such file or folder"),
        ('root = "docs"\nselect = ["nothing-such"]\n', "no rule is called 'nothing-such'"),
    ],
)
def test_bad_configuration(run: Run, tmp_path: Path, text: str, message: str) -> None:
    """A wrong configuration is refused with its place."""
    (tmp_path / "doclint.toml").write_text(text, "utf-8")
    done = run("check", "docs")
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_configuration_counts(run: Run, tmp_path: Path) -> None:
    """Ignoring a rule silences it; a severity of one's own is used; pyproject.toml serves as well."""
    (tmp_path / "doclint.toml").write_text('ignore = ["state-flipped"]\n', "utf-8")
    assert run("check", "docs").returncode == 0
    (tmp_path / "doclint.toml").unlink()
    (tmp_path / "pyproject.toml").write_text('[tool.doclint.severity]\nDL301 = "info"\n', "utf-8")
    done = run("check", "docs")
    assert done.returncode == 0
    assert "1 less severe not shown" in done.stderr


def test_json_contract(run: Run) -> None:
    """The JSON report has the fields of the contract, and the exit code is the same as with text."""
    done = run("check", "docs", "--format", "json")
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["schema"] == "doclint/1"
    [finding] = report["findings"]
    evidence = finding.pop("evidence")
    fingerprint = finding.pop("fingerprint")
    assert finding == {
        "rule": "state-flipped",
        "code": "DL301",
        "category": "meaning",
        "severity": "warning",
        "confidence": 0.92,
        "path": "docs/fr/a.md",
        "line": 3,
        "column": 20,
        "end_line": 3,
        "end_column": 30,
        "unit": None,
        "locale": "fr",
        "message": finding["message"],
        "subject": "désactivée",
        "expected": "the sense of 'enabled'",
        "fix": None,
        "text": "Laissez l'option **désactivée**.",
        "highlight": [19, 29],
        "owner": None,
    }
    assert [(side["role"], side["path"], side["line"], side["column"]) for side in evidence] == [
        ("source", "docs/en/a.md", 3, 20)
    ]
    assert len(fingerprint) == 32
    assert report["summary"]["locales"] == {"en": 1, "fr": 1}


def test_fingerprint_survives_moved_lines(run: Run, tmp_path: Path) -> None:
    """Text above a finding moves it and leaves its fingerprint alone."""
    before = json.loads(run("check", "docs", "--format", "json").stdout)["findings"][0]
    for locale in ("en", "fr"):
        path = tmp_path / "docs" / locale / "a.md"
        path.write_text("# Harbor\n\nHarbor.\n\n" + path.read_text("utf-8"), "utf-8")
    after = json.loads(run("check", "docs", "--format", "json").stdout)["findings"][0]
    assert before["line"] + 4 == after["line"]
    assert before["fingerprint"] == after["fingerprint"]


def test_exit_codes(run: Run) -> None:
    """--fail-on, --exit-zero and -q decide about the exit code and nothing else does."""
    assert run("check", "docs", "--fail-on", "error").returncode == 0
    assert run("check", "docs", "--exit-zero").returncode == 0
    assert run("check", "docs", "-q").returncode == 1
    assert run("check", "docs", "--severity", "error").returncode == 1
    assert run("check", "docs", "--max-findings", "0").returncode == 1


def test_locale_and_selection(run: Run) -> None:
    """--locale and --select narrow what is reported."""
    assert run("check", "docs", "--locale", "en").returncode == 0
    assert run("check", "docs", "--locale", "en,fr").returncode == 1
    assert run("check", "docs", "--locale", "de").returncode == 2
    assert "no article is in that locale (there are en, fr)" in run("check", "docs", "--locale", "de").stderr
    assert run("check", "docs", "--locale", "fr").returncode == 1
    assert run("check", "docs", "--select", "numbers").returncode == 0
    assert run("check", "docs", "--select", "DL3").returncode == 1


def test_source_elsewhere(run: Run, tmp_path: Path) -> None:
    """--source compares with a tree of its own and reports nothing about it."""
    (tmp_path / "translated").mkdir()
    (tmp_path / "docs" / "fr" / "a.md").rename(tmp_path / "translated" / "a.md")
    assert run("check", "translated").returncode == 0
    done = run("check", "translated", "--source", "docs/en")
    assert done.returncode == 1
    assert done.stdout.startswith("translated/a.md:3:20: warning DL301")


def test_output_file(run: Run, tmp_path: Path) -> None:
    """-o writes the whole report into a file and leaves nothing else behind."""
    done = run("check", "docs", "--format", "json", "-o", "report.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["findings"]
    assert not list(tmp_path.glob("*.part"))


def test_output_through_links_and_devices(run: Run, tmp_path: Path) -> None:
    """-o writes through a symbolic link and into a device, and replaces neither."""
    (tmp_path / "real.json").write_text("old", "utf-8")
    (tmp_path / "link.json").symlink_to("real.json")
    run("check", "docs", "--format", "json", "-o", "link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_text("utf-8"))["schema"] == "doclint/1"
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    reader = subprocess.Popen(["cat", str(fifo)], stdout=subprocess.PIPE)
    run("check", "docs", "-o", "pipe")
    assert b"DL301" in reader.communicate(timeout=30)[0]
    assert not fifo.is_file()


def test_statistics(run: Run) -> None:
    """--statistics counts by rule and locale."""
    rows = run("check", "docs", "--statistics").stdout.splitlines()
    assert rows[0].split() == ["fr", "all"]
    assert rows[1].split() == ["DL301", "state-flipped", "warning", "1", "1"]


def test_unreadable_file_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    """A link to nowhere is named, the other articles are checked, the exit code is 2."""
    (tmp_path / "docs" / "fr" / "b.md").symlink_to("nowhere.md")
    done = run("check", "docs")
    assert done.returncode == 2
    assert "cannot read docs/fr/b.md" in done.stderr
    assert "DL301" in done.stdout


def test_not_utf8_is_a_finding(run: Run, tmp_path: Path) -> None:
    """A file in another encoding gives a finding at the byte, not a crash."""
    (tmp_path / "docs" / "fr" / "b.md").write_bytes("# Été\n\nRéglé à 5.\n".encode("latin-1"))
    done = run("check", "docs", "--select", "not-utf8")
    assert done.returncode == 1
    assert "docs/fr/b.md:1:3: error DL001 not-utf8" in done.stdout


def test_control_characters_are_shown_not_sent(run: Run, tmp_path: Path) -> None:
    """An article cannot move the cursor, colour the terminal or turn the writing direction."""
    evil = TARGET.replace("Laissez", "\x1b[31mLaissez\u202e \x07")
    (tmp_path / "docs" / "fr" / "a.md").write_text(evil, "utf-8")
    done = run("check", "docs")
    assert "␛[31mLaissez" in done.stdout
    assert not set(done.stdout) & {"\x1b", "\x07", "\u202e"}


def test_align_text_and_json(run: Run) -> None:
    """Aligning shows the pairs of two files, for people and for programs."""
    told = run("align", "docs/en/a.md", "docs/fr/a.md").stdout
    assert "3  Leave the option **enabled**." in told
    assert told.splitlines()[-1].startswith("docs/fr/a.md: ")
    report = json.loads(run("align", "docs/en/a.md", "docs/fr/a.md", "--format", "json").stdout)
    assert report["schema"] == "doclint-align/1"
    assert [(pair["source"]["line"], pair["target"]["line"]) for pair in report["pairs"]] == [(1, 1), (3, 3), (5, 5)]


def test_explain_and_rules(run: Run) -> None:
    """Explaining prints a page by code or name; rules lists every rule."""
    assert run("explain", "DL301").stdout == run("explain", "state-flipped").stdout
    assert "# state-flipped" in run("explain", "DL301").stdout
    assert run("rules").stdout.count("\n") == len(rules())


def test_new_rule(run: Run, tmp_path: Path) -> None:
    """A new rule's command writes a page with a free code once, and refuses to write over it."""
    done = run("new", "my-rule", "--check", "polarity", "--category", "meaning")
    assert done.returncode == 0
    page = (tmp_path / "rules" / "meaning" / "my-rule.md").read_text("utf-8")
    assert "code: DL306" in page
    assert "# my-rule" in page
    assert run("new", "my-rule", "--check", "polarity", "--category", "meaning").returncode == 2
    assert run("new", "other", "--check", "polarity", "--category", "sense").returncode == 2


@pytest.mark.parametrize("command", ["check", "align", "config", "explain", "rules", "new"])
def test_help(run: Run, command: str) -> None:
    """Every command explains itself."""
    done = run(command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"doclint {command}" in done.stdout


def test_interrupted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Ctrl-C is told apart from findings: exit code 130."""
    (tmp_path / "a.md").write_text(SOURCE, "utf-8")

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("doclint.run.articles", interrupt)
    done = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert done.exit_code == 130


def test_where_it_is_called_from_does_not_matter(run: Run, tmp_path: Path) -> None:
    """The same articles give the same findings from inside a locale's folder and by absolute paths."""
    command = [sys.executable, "-m", "doclint", "check", "..", "--format", "json"]
    inside = subprocess.run(
        command, cwd=tmp_path / "docs" / "fr", capture_output=True, text=True, check=False, encoding="utf-8"
    )
    outside = run("check", str(tmp_path / "docs"), "--format", "json")
    found = [json.loads(done.stdout)["findings"] for done in (inside, outside)]
    assert [one["rule"] for one in found[0]] == [one["rule"] for one in found[1]] == ["state-flipped"]
    assert found[0][0]["path"] == "a.md"


def test_configuration_beside_the_docs(run: Run, tmp_path: Path) -> None:
    """The configuration nearest to the articles counts, wherever the command is called."""
    (tmp_path / "docs" / "doclint.toml").write_text('[severity]\nmeaning = "error"\n', "utf-8")
    assert "error DL301" in run("check", "docs").stdout


def test_nothing_compared_is_said(run: Run) -> None:
    """A translation alone is no success: the summary says that nothing was compared."""
    done = run("check", "docs/fr")
    assert done.returncode == 0
    assert "Nothing was compared" in done.stderr


def test_config_shows_what_was_found(run: Run, tmp_path: Path) -> None:
    """Layouts with the reason, locales with pairs, orphans and missing articles; every path where asked for."""
    (tmp_path / "docs" / "fr" / "old.md").write_text(TARGET, "utf-8")
    (tmp_path / "docs" / "en" / "new.md").write_text(SOURCE, "utf-8")
    (tmp_path / "docs" / "mkdocs.yml").touch()
    done = run("config", "docs")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["configuration", "none:", "the", "defaults"] in lines
    assert ["root", f"{tmp_path}/docs/"] in lines
    assert ["{locale}/{path}", "->", "{path}"] in lines
    assert ["because", "1", "of", "2", "have", "their", "source", "beside", "them"] in lines
    assert ["fr", "2", "1", "1", "1", "path", "(2)"] in lines
    shown = run("config", "docs", "-v").stdout.splitlines()
    assert "fr pair docs/fr/a.md -> docs/en/a.md (path)" in shown
    assert "fr orphan docs/fr/old.md" in shown
    assert "fr missing docs/en/new.md" in shown


def test_config_as_json(run: Run, tmp_path: Path) -> None:
    """The same for programs, with the configuration that counts."""
    (tmp_path / "doclint.toml").write_text('source-locale = "fr"\n', "utf-8")
    found = json.loads(run("config", "--format", "json").stdout)
    assert found["schema"] == "doclint-config/1"
    assert found["configuration"] == str(tmp_path / "doclint.toml")
    assert [(one["target"], one["articles"], one["locales"]) for one in found["layouts"]] == [
        ("{locale}/{path}", 2, ["en", "fr"])
    ]
    [english, french] = found["locales"]
    assert english["pairs"] == [{"target": "docs/en/a.md", "source": "docs/fr/a.md", "method": "path"}]
    assert (french["articles"], french["pairs"], french["told"]) == (1, [], {"path": 1})


def test_config_sends_no_control_characters(run: Run, tmp_path: Path) -> None:
    """A file's name cannot colour the terminal."""
    (tmp_path / "docs" / "fr" / "\x1b[31mred.md").write_text(TARGET, "utf-8")
    done = run("config", "-v")
    assert "fr orphan docs/fr/␛[31mred.md" in done.stdout
    assert "\x1b" not in done.stdout


def test_a_layout_of_ones_own(run: Run, tmp_path: Path) -> None:
    """Pairs what no known layout does."""
    (tmp_path / "docs" / "fr").rename(tmp_path / "docs" / "en" / "lang_fr")
    assert run("check", "docs").returncode == 0
    (tmp_path / "doclint.toml").write_text('[[layout]]\ntarget = "lang_{locale}/{path}"\nsource = "{path}"\n', "utf-8")
    assert run("check", "docs").returncode == 1
    assert "(doclint.toml)" in run("config").stdout
    (tmp_path / "doclint.toml").write_text('[[layout]]\ntarget = "long_{locale}/{path}"\nsource = "{path}"\n', "utf-8")
    assert "long_{locale}/{path} -> {path}\n    fits no article (doclint.toml)" in run("config").stdout


@pytest.mark.parametrize("told", ["config", "publishing", "option"])
def test_a_source_repository_beside(run: Run, tmp_path: Path, told: str) -> None:
    """Is found through `source`, through Open Publishing's own configuration, or --source; nothing is said of it."""
    (tmp_path / "docs" / "en").rename(tmp_path / "harbor-docs")
    (tmp_path / "docs" / "fr").rename(tmp_path / "harbor-docs-pr.fr-FR")
    home = tmp_path / "harbor-docs-pr.fr-FR"
    assert run("check", home.name).returncode == 0
    repository = {"path_to_root": "_repo.en-us", "url": "https://example.com/harbor/harbor-docs.git", "branch": "live"}
    if told == "config":
        (home / "doclint.toml").write_text('source = "../harbor-docs"\n', "utf-8")
    elif told == "publishing":
        settings = {"need_preview": False, "dependent_repositories": [{"path_to_root": "_themes"}, repository]}
        (home / ".openpublishing.publish.config.json").write_text(json.dumps(settings), "utf-8")
    option = ["--source", "harbor-docs"] if told == "option" else []
    done = run("check", home.name, *option)
    assert done.returncode == 1
    assert done.stdout.startswith("harbor-docs-pr.fr-FR/a.md:3:20: warning DL301")
    assert "harbor-docs/a.md" in run("config", home.name, "-v", *option).stdout
    (tmp_path / "harbor-docs" / "new.md").write_text(SOURCE, "utf-8")
    assert "fr-FR missing harbor-docs/new.md" in run("config", home.name, "-v", *option).stdout


def test_a_source_elsewhere_found_by_its_layout(run: Run, tmp_path: Path) -> None:
    """What does not lie at the same place below --source is found where the layout has it."""
    target = tmp_path / "i18n" / "fr" / "docusaurus-plugin-content-docs" / "current"
    target.parent.mkdir(parents=True)
    (tmp_path / "docs" / "fr").rename(target)
    (tmp_path / "docs" / "en" / "a.md").rename(tmp_path / "docs" / "a.md")
    assert run("check", "i18n").returncode == 0
    assert run("check", "i18n", "--source", "docs").returncode == 1


def test_version_is_quick_to_tell(run: Run) -> None:
    """Starting loads neither the parser nor the locale data."""
    code = (
        "import sys; sys.argv = ['doclint', '--help']\nimport doclint.cli\nprint([m for m in sys.modules if m in %r])"
    )
    heavy = ["markdown_it", "lxml", "babel", "rapidfuzz", "frontmatter", "msgspec"]
    done = subprocess.run([sys.executable, "-c", code % heavy], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]"
    assert run("--version").stdout.startswith("doclint, version ")


@pytest.mark.usefixtures("run")
def test_closed_output(tmp_path: Path) -> None:
    """Is said in one line."""
    command = [f"{sys.executable} -m doclint check docs >&-"]
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S602
    assert done.returncode == 2
    assert done.stderr == "doclint: standard output is closed: open it, or send it to /dev/null\n"


def test_a_link_in_circles_named_outright(run: Run, tmp_path: Path) -> None:
    """Is a file that is not there."""
    (tmp_path / "loop.md").symlink_to("loop.md")
    done = run("check", "loop.md")
    assert done.returncode == 2
    assert done.stderr == "doclint: loop.md: there is no such file or folder\n"


def test_a_bilingual_article_alone(run: Run, tmp_path: Path) -> None:
    """Is compared with itself, and config says so, whatever its locale."""
    unit = (
        '<span data-ttu-id="a1b2c-101">{}</span>'
        '<span class="sxs-lookup"><span data-stu-id="a1b2c-101">{}</span></span>\n'
    )
    (tmp_path / "b.md").write_text(unit.format("Ok 5", "Well 5"), "utf-8")
    assert "pair b.md -> b.md (bilingual)" in run("config", "b.md", "-v").stdout


def test_a_path_is_no_command_to_a_build_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the file is called."""
    monkeypatch.chdir(tmp_path)
    Path("::error::evil.md").write_text("# Gate\n\n[x](#nowhere)\n", "utf-8")
    out = CliRunner().invoke(main, ["check", "."]).stdout
    assert "::error::evil.md:3" in out
    assert not [line for line in out.splitlines() if line.startswith("::")]


def test_a_dialect_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is refused with the names of those there are."""
    monkeypatch.chdir(tmp_path)
    Path("doclint.toml").write_text('dialect = "hogu"\n', "utf-8")
    Path("a.md").write_text("# Gate\n", "utf-8")
    done = CliRunner().invoke(main, ["check", "."])
    assert done.exit_code == 2
    assert "hogu" in done.stderr
    assert "hugo, docusaurus" in done.stderr
