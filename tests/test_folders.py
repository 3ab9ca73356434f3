"""Severities and owners of folders, and owners of a CODEOWNERS file."""

import json
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from command import SOURCE, TARGET, articles, doclint, write

from doclint.config import Config, Folder
from doclint.folders import Folders, Owners
from doclint.globs import pattern
from doclint.rule import rules


@pytest.mark.parametrize(
    ("glob", "fitting", "others"),
    [
        ("docs/legal", ["docs/legal/a.md", "docs/legal/deep/b.md"], ["docs/legals/a.md", "x/docs/legal/a.md"]),
        ("docs/legal/", ["docs/legal/a.md"], ["docs/a.md"]),
        ("./docs", ["docs/a.md"], ["doc/a.md"]),
        ("docs/*/legal", ["docs/fr/legal/a.md"], ["docs/legal/a.md", "docs/fr/x/legal/a.md"]),
        ("**/*.fr.md", ["a.fr.md", "docs/deep/a.fr.md"], ["docs/a.md", "docs/afrxmd"]),
        ("docs/**/gate.md", ["docs/gate.md", "docs/a/b/gate.md"], ["gate.md"]),
        ("docs/**", ["docs/a.md", "docs/a/b.md"], ["doc/a.md"]),
        ("docs/a?.md", ["docs/ab.md"], ["docs/a/.md", "docs/abc.md"]),
        (str(PureWindowsPath("docs", "legal")), ["docs/legal/a.md"], ["docs/a.md"]),
        ("docs/[a].md", ["docs/[a].md"], ["docs/a.md"]),
        (".", ["a.md", "docs/a.md"], []),
    ],
)
def test_globs(glob: str, fitting: list[str], others: list[str]) -> None:
    """A folder means all that lies in it; a star does not leave its folder; on Windows they are written as there."""
    assert [path for path in (*fitting, *others) if pattern(glob).fullmatch(path)] == fitting


def test_the_later_folder_wins() -> None:
    """For the severity, the owner, and which rules speak."""
    [polarity] = [rule for rule in rules() if rule.code == "DL301"]
    folders = Folders(
        Config(
            severity={"meaning": "error"},
            folder=(
                Folder("docs", owner="@docs", ignore=("meaning",)),
                Folder("docs/legal", owner="@legal", select=("all",), severity={"DL301": "info"}),
                Folder("docs/legal/old", select=("links",)),
            ),
        )
    )
    assert not folders.terms("docs/a.md").allow(polarity)
    assert folders.terms("docs/legal/a.md").allow(polarity)
    assert not folders.terms("docs/legal/old/a.md").allow(polarity)
    assert folders.terms("a.md") == ((("meaning", "error"),), None, ())
    assert folders.terms("docs/legal/old/a.md").owner == "@legal"
    assert folders.terms("docs/legal/a.md").severity[-1] == ("DL301", "info")


def test_findings_have_severity_and_owner(tmp_path: Path) -> None:
    """In text, in JSON and in statistics; from wherever the command is called."""
    articles(tmp_path)
    settings = '[[folder]]\npath = "docs/fr"\nowner = "@port/french"\nseverity = { meaning = "error" }\n'
    (tmp_path / "doclint.toml").write_text(settings, "utf-8")
    assert "error DL301 state-flipped (@port/french)" in doclint(tmp_path, "check", "docs").stdout
    found = json.loads(doclint(tmp_path / "docs" / "fr", "check", "..", "--format", "json").stdout)["findings"]
    assert [(one["path"], one["owner"], one["severity"]) for one in found] == [("a.md", "@port/french", "error")]
    rows = doclint(tmp_path, "check", "docs", "--statistics", "--by", "owner").stdout.splitlines()
    assert [row.split() for row in rows] == [["@port/french", "all"], ["DL301", "state-flipped", "error", "1", "1"]]
    assert "--by tells --statistics" in doclint(tmp_path, "check", "docs", "--by", "owner").stderr


def test_rules_that_do_not_speak_of_a_folder(tmp_path: Path) -> None:
    """Say nothing there and all they have to say elsewhere."""
    write(articles(tmp_path), {"docs/en/b.md": SOURCE, "docs/fr/b.md": TARGET})
    (tmp_path / "doclint.toml").write_text('[[folder]]\npath = "docs/*/a.md"\nignore = ["meaning"]\n', "utf-8")
    done = doclint(tmp_path, "check", "docs", "-q")
    assert [line for line in done.stdout.splitlines() if "DL301" in line] == [
        "docs/fr/b.md:3:20: warning DL301 state-flipped"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[folder]]\npath = "a"\n\n[[folder]]\npath = "b"\nowner = 7\n', "doclint.toml:6: Expected `str | null`"),
        ('[[folder]]\npath = "a"\nowners = "@x"\n', "doclint.toml:3: Object contains unknown field `owners`"),
        ('[[folder]]\nowner = "@x"\n', "doclint.toml:1: Object missing required field `path`"),
        ('[[folder]]\npath = "a"\nignore = ["lynks"]\n', "doclint.toml:3: no rule is called 'lynks'"),
        ('[[folder]]\npath = "a"\nseverity = { DL999 = "info" }\n', "doclint.toml:3: no rule is called 'DL999'"),
        ('[[folder]]\npath = "a"\n[folder.severity]\nlinks = "bad"\n', "doclint.toml:4: Invalid enum value 'bad'"),
        ('\nowners = "CODEOWNERS"\n', "doclint.toml:2: owners: cannot read"),
        ('[severity]\n\nno-such = "info"\n', "doclint.toml:3: no rule is called 'no-such'"),
        ("[rules.untranslated]\nwordz = 3\n", "doclint.toml:1: options of untranslated"),
    ],
)
def test_what_a_folder_cannot_say(tmp_path: Path, text: str, message: str) -> None:
    """Is refused with its line, that of the right one of several folders."""
    (articles(tmp_path) / "doclint.toml").write_text(text, "utf-8")
    done = doclint(tmp_path, "check", "docs")
    assert done.returncode == 2
    assert message in done.stderr


CODEOWNERS = r"""
# all that nobody else owns
*               @port/docs
/docs/legal/    @law a@example.com  # and more
docs/quay/*     @quay
gate.md         @gate
/docs/legal/free/
with\ blank.md  @blank
^[Cranes][2] @cranes
docs/cranes/
docs/cranes/big.md @big
"""


@pytest.mark.parametrize(
    ("path", "owner"),
    [
        ("readme.md", "@port/docs"),
        ("docs/legal/deep/a.md", "@law a@example.com"),
        ("x/docs/legal/a.md", "@port/docs"),
        ("docs/quay/a.md", "@quay"),
        ("docs/quay/deep/a.md", "@port/docs"),
        ("docs/fr/gate.md", "@gate"),
        ("docs/legal/free/a.md", None),
        ("docs/with blank.md", "@blank"),
        ("docs/cranes/a.md", "@cranes"),
        ("docs/cranes/big.md", "@big"),
    ],
)
def test_owners_of_codeowners(tmp_path: Path, path: str, owner: str | None) -> None:
    """The last pattern that fits counts; one without owners takes them away; a section gives its own."""
    file = tmp_path / ".github" / "CODEOWNERS"
    file.parent.mkdir()
    file.write_text(CODEOWNERS, "utf-8")
    assert Owners(file, Config(home=str(tmp_path))).of(path) == owner
    assert Owners(file, Config(home=str(tmp_path / "docs"))).of("fr/gate.md") == "@gate"


def test_owners_are_overruled_by_folders(tmp_path: Path) -> None:
    """What the configuration itself says of a folder is closer."""
    write(articles(tmp_path), {"CODEOWNERS": "*.md @all\n"})
    (tmp_path / "doclint.toml").write_text('owners = "CODEOWNERS"\n', "utf-8")
    assert "(@all)" in doclint(tmp_path, "check", "docs").stdout
    (tmp_path / "doclint.toml").write_text('owners = "CODEOWNERS"\n[[folder]]\npath = "docs/fr"\nowner = "@fr"\n')
    assert "(@fr)" in doclint(tmp_path, "check", "docs").stdout


def test_an_owner_steers_no_terminal(tmp_path: Path) -> None:
    """Whatever CODEOWNERS holds."""
    write(articles(tmp_path), {"CODEOWNERS": "* @\x1b[31mred\n", "doclint.toml": 'owners = "CODEOWNERS"\n'})
    done = doclint(tmp_path, "check", "docs")
    assert "@␛[31mred" in done.stdout
    assert "\x1b" not in doclint(tmp_path, "check", "docs", "--statistics", "--by", "owner").stdout


def test_ten_thousand_paths_are_quickly_placed() -> None:
    """A finding costs the folders next to nothing: each path is judged once."""
    code = """
import time
from doclint.config import Config, Folder
from doclint.folders import Folders
folders = Folders(Config(folder=tuple(Folder(f"docs/{n}/**/*.md", owner=f"@{n}") for n in range(50))))
start = time.process_time()
found = [folders.terms(f"docs/{n % 60}/a/b/{n // 5}.md").owner for n in range(50_000)]
print(time.process_time() - start < 3, found[59], found[61])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "None", "@1"]
