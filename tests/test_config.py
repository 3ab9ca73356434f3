"""The configuration: its schema, its pages, what holds; and the first one, which `init` writes."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from command import SOURCE, TARGET, articles, doclint, write
from conftest import ROOT
from repositories import commit, git

from doclint import run
from doclint.config import Config, Folder, Settings, load, read, schema
from doclint.rule import rules
from doclint.select import selected
from doclint.tree import MemoryTree, WorkTree

PAGE = (ROOT / "rules" / "configuring.md").read_text("utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def faults(settings: dict[str, Any]) -> list[str]:
    """What the schema says of settings."""
    return [error.message for error in jsonschema.Draft202012Validator(schema()).iter_errors(settings)]


def test_the_schema_is_one() -> None:
    """Of JSON Schema's, and `config --schema` prints it."""
    jsonschema.Draft202012Validator.check_schema(schema())
    assert json.loads(doclint(ROOT, "config", "--schema").stdout) == schema()


@pytest.mark.parametrize("kind", [Settings, Folder], ids=lambda kind: kind.__name__)
def test_every_key_is_described(kind: type[msgspec.Struct]) -> None:
    """For editors that show the schema's words."""
    described = schema()["$defs"][kind.__name__]["properties"]
    assert set(described) == {field.encode_name for field in msgspec.structs.fields(kind)}
    assert [name for name, one in described.items() if not one.get("description", "").endswith(".")] == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_schema_fits_real_configurations(text: str) -> None:
    """Every example of the page on configuring is valid, and doclint reads it."""
    assert faults(tomllib.loads(text)) == []
    msgspec.convert(tomllib.loads(text), Settings)


@pytest.mark.parametrize(
    "text",
    ["sauce = 1", 'dialect = "hogu"', '[severity]\nlinks = "bad"', "[[folder]]\nowner = 'x'", "glossary = 'terms.csv'"],
)
def test_the_schema_refuses_what_doclint_refuses(text: str) -> None:
    """Unknown keys, values that are none, keys that are missing."""
    assert faults(tomllib.loads(text))
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(tomllib.loads(text), Settings)


def test_the_page_has_every_key_with_an_example() -> None:
    """And no other: each in a heading of its own, and set in the block below it."""
    keys = {field.encode_name for field in msgspec.structs.fields(Settings)}
    sections = re.split(r"^### ", PAGE, flags=re.MULTILINE)[1:]
    named = {name for section in sections for name in re.findall(r"`([\w-]+)`", section.partition("\n")[0])}
    assert named == keys
    for section in sections:
        block = re.search(r"```toml\n(.*?)```", section, re.DOTALL)
        assert block, section
        assert set(re.findall(r"`([\w-]+)`", section.partition("\n")[0])) <= set(tomllib.loads(block[1]))


def test_config_shows_what_holds(tmp_path: Path) -> None:
    """Which file, which keys it sets, how many rules run, and the folders with their articles."""
    settings = 'ignore = ["links"]\n[[folder]]\npath = "docs/fr"\nowner = "@fr"\n'
    write(articles(tmp_path), {"doclint.toml": settings})
    shown = [line.split(maxsplit=1) for line in doclint(tmp_path / "docs", "config").stdout.splitlines()]
    assert ["configuration", str(tmp_path / "doclint.toml")] in shown
    assert ["settings", "ignore, folder"] in shown
    assert ["folder", "docs/fr: @fr, 1 article"] in shown
    [rules] = [rest for name, rest in (line for line in shown if len(line) == 2) if name == "rules"]
    found = json.loads(doclint(tmp_path, "config", "--format", "json").stdout)["settings"]
    assert rules == f"{found['running']} of {found['rules']} run"
    assert found["keys"] == ["ignore", "folder"]
    assert found["values"]["ignore"] == ["links"]
    assert found["folders"] == [{"path": "docs/fr", "owner": "@fr", "articles": 1}]


LAYOUTS = {
    "folders": {"docs/en/a.md": SOURCE, "docs/fr/a.md": TARGET},
    "suffixes": {"docs/a.md": SOURCE, "docs/a.fr.md": TARGET, "mkdocs.yml": "site_name: Port\n"},
    "docusaurus": {
        "docusaurus.config.js": "module.exports = {baseUrl: '/', i18n: {defaultLocale: 'en', locales: ['en', 'fr']}};",
        "docs/a.md": SOURCE,
        "i18n/fr/docusaurus-plugin-content-docs/current/a.md": TARGET,
    },
    "loose": {"one.md": f"---\nuid: a\n---\n{SOURCE}", "two.md": f"---\nuid: a\n---\n{TARGET}"},
    "one locale": {"guide/a.md": "# Gate\n\n[Open](b.md)\n\n[Close](#close)\n", "guide/b.md": "# Open\n"},
}


GERMAN = """# Der Kran

Schalten Sie den Kran ein und warten Sie, bis er nicht mehr schwankt. Wenn das Schiff am Kai liegt, kann die Kiste auf
den Wagen gehoben werden. Sie darf nicht schwerer sein als das, was auf dem Schild steht, sonst wird der Kran von der
Anlage abgeschaltet. Das ist auch in der Nacht so. Wer eine Kiste aus dem Schiff holt, muss sie mit einem Seil sichern,
und zwar bei jedem Wind. Dann gehen Sie zum Tor und sagen dem Hafenmeister, dass die Arbeit getan ist.
"""


def judged(folder: Path) -> list[dict[str, Any]]:
    """What doclint finds at every severity."""
    done = doclint(folder, "check", ".", "--severity", "info", "--format", "json")
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


@pytest.mark.parametrize("name", LAYOUTS)
def test_init(tmp_path: Path, name: str) -> None:
    """Writes a file that changes no finding, in a repository not even a fingerprint; once, and says so."""
    project = write(tmp_path, LAYOUTS[name])
    git(project, "init", "--quiet")
    commit(project, "Port")
    before = judged(project)
    done = doclint(project, "init")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Wrote doclint.toml.\n")
    assert "doclint check . " in done.stdout
    file = project / "doclint.toml"
    assert tomllib.loads(file.read_text("utf-8")) == {}
    assert judged(project) == before
    again = doclint(project, "init")
    assert again.returncode == 2
    assert f"{file} is there already and stays as it is" in again.stderr
    assert doclint(project, "init", "-q").stdout == ""


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_init_comments_out_is_right(tmp_path: Path, name: str) -> None:
    """Every line that is commented out can be let in."""
    project = write(
        tmp_path, LAYOUTS[name] | {"terms.csv": "term,fr\ngate,porte\n", "facts.toml": "", "CODEOWNERS": ""}
    )
    doclint(project, "init")
    text = (project / "doclint.toml").read_text("utf-8")
    let = re.sub(r"^# (?=\[|[a-z-]+ = )", "", text, flags=re.MULTILINE)
    settings = tomllib.loads(let)
    assert settings["glossary"] == ["terms.csv"]
    assert (settings["facts"], settings["owners"]) == ("facts.toml", "CODEOWNERS")
    assert faults(settings) == []
    (project / "doclint.toml").write_text(let.replace('root = "docs"', ""), "utf-8")
    assert doclint(project, "check", ".").returncode in {0, 1}


def test_init_sets_what_is_needed(tmp_path: Path) -> None:
    """Where nothing would be compared, the locale of the sources that lets articles meet."""
    write(tmp_path, {"docs/a.md": GERMAN, "docs/fr/a.md": TARGET})
    assert "Nothing was compared" in doclint(tmp_path, "check", "docs").stderr
    done = doclint(tmp_path, "init")
    assert "the sources are de" in done.stdout
    assert tomllib.loads((tmp_path / "doclint.toml").read_text("utf-8")) == {"source-locale": "de"}
    assert "1 translation compared" in doclint(tmp_path, "check", "docs").stderr


def test_init_below_a_configuration(tmp_path: Path) -> None:
    """Is refused: the new file would hide it. So is one in pyproject.toml, and a link that leads nowhere."""
    articles(tmp_path)
    (tmp_path / "pyproject.toml").write_text("[tool.doclint]\n", "utf-8")
    done = doclint(tmp_path, "init", "docs")
    assert done.returncode == 2
    assert "pyproject.toml is there already" in done.stderr
    assert not (tmp_path / "docs" / "doclint.toml").exists()
    (tmp_path / "pyproject.toml").unlink()
    (tmp_path / "doclint.toml").symlink_to("elsewhere.toml")
    assert doclint(tmp_path, "init").returncode == 2
    assert not (tmp_path / "elsewhere.toml").exists()


def test_init_where_there_are_no_articles(tmp_path: Path) -> None:
    """Says so, and writes nothing."""
    done = doclint(tmp_path, "init")
    assert done.returncode == 2
    assert "no Markdown files" in done.stderr
    assert not [*tmp_path.iterdir()]


def test_init_with_hostile_names(tmp_path: Path) -> None:
    """A file's name adds no line to the configuration and sends nothing to the terminal."""
    evil = 'a"\nsource-locale = "de"\n\x1b[31m\u202e'
    write(tmp_path, {f"{evil}/x.md": "# Gate\n\n[x](#nowhere)\n", f"{evil}/terms.csv": "term,fr\n", "b.md": "# B\n"})
    done = doclint(tmp_path, "init")
    assert done.returncode == 0
    assert not set(done.stdout) & {"\x1b", "\u202e"}
    written = (tmp_path / "doclint.toml").read_text("utf-8")
    assert tomllib.loads(written) == {}
    assert not set(written) & {"\x1b", "\u202e"}
    assert all(line.startswith(("#", "\n")) or line == "" for line in written.splitlines())


@pytest.mark.parametrize("name", ["azure-sxs", "fastapi", "helm"])
def test_init_on_real_documentation(corpora: Path, tmp_path: Path, name: str) -> None:
    """A copy of a hundred articles is judged alike without and with the file."""
    paths = [*WorkTree(corpora / name).files()][:100]
    for path in paths:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(corpora / name / path, tmp_path / path)
    assert doclint(tmp_path, "init").returncode == 0
    written = read(tmp_path / "doclint.toml")
    if written.source_locale != "en":
        pytest.fail(f"{name} needs no source locale of its own")
    tree = MemoryTree({path: (tmp_path / path).read_bytes() for path in paths})
    without, with_file = Config(), msgspec.structs.replace(written, home="", file="")
    assert without == with_file
    chosen = selected(rules(), without, (), ())
    assert run.check(tree, paths, chosen, without).findings == run.check(tree, paths, chosen, with_file).findings


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    """And knows where it lies."""
    write(tmp_path, {"doclint.toml": 'facts = "facts.toml"\nextend = ["styles"]\n', "docs/a.md": "# A\n"})
    found = load(tmp_path / "docs")
    assert (found.home, found.file) == (str(tmp_path), str(tmp_path / "doclint.toml"))
    assert (found.facts, found.extend) == (str(tmp_path / "facts.toml"), (str(tmp_path / "styles"),))
