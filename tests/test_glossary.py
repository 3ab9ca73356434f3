"""Glossaries as people have them: what is read from CSV and TBX, and what `doclint check` says with them."""

import json
import subprocess
import sys
import time
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest

from doclint.config import ConfigError
from doclint.model import Span, Unit
from doclint.project.edition import Edition, Segment
from doclint.read import article
from doclint.terms import presence
from doclint.terms.glossary import Glossary, glossary
from doclint.terms.records import Entry, Term

TABLE = """\
term,fr,de,de:forbidden,pt-BR,en:outdated,status,case,note
storage account,compte de stockage,Speicherkonto|Blobkonto,Lagerkonto,conta de armazenamento,,,,As in the portal
Harbor Gate,,,,,Harbor Door,do-not-translate,,
HBR,,,,,,outdated,yes,
"""
MARTIF = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="definition">Where the copies are</descrip>
<langSet xml:lang="en-US"><tig><term>vault</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="fr-FR">
<ntig><termGrp><term>coffre</term></termGrp></ntig>
<ntig><termGrp><term>voûte</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp>
<note>Too literal</note></ntig>
</langSet></termEntry>
</body></text></martif>
"""
DCT = """\
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>vault</term></termSec></langSec>
<langSec xml:lang="fr"><termSec><term>coffre</term></termSec><termSec><term>voûte</term>
<basic:administrativeStatus>supersededTerm-admn-sts</basic:administrativeStatus></termSec></langSec></conceptEntry>
</body></text></tbx>
"""


def entries(tmp_path: Path, name: str, data: bytes | str) -> tuple[Entry, ...]:
    """The entries of a glossary with these contents."""
    file = tmp_path / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    found = glossary((str(file),), "en")
    assert found
    return tuple(found.entries)


def told(entry: Entry, locale: str) -> list[tuple[str, str]]:
    """The terms of an entry in a locale with their status."""
    return [(term.text, term.status) for term in Glossary([entry], "en").terms(entry, locale)]


def test_table(tmp_path: Path) -> None:
    """Columns are locales and statuses, cells hold several terms, rows have a status, a note and a line."""
    account, gate, short = entries(tmp_path, "terms.csv", TABLE)
    assert told(account, "de-AT") == [
        ("Speicherkonto", "preferred"),
        ("Blobkonto", "preferred"),
        ("Lagerkonto", "forbidden"),
    ]
    assert told(account, "en-GB") == [("storage account", "preferred")]
    assert (account.terms[0].note, account.terms[0].line) == ("As in the portal", 2)
    assert (gate.kept, told(gate, "en")) == (True, [("Harbor Gate", "preferred"), ("Harbor Door", "outdated")])
    assert (told(short, "en"), short.terms[0].case) == ([("HBR", "outdated")], True)


@pytest.mark.parametrize(
    "data",
    [
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode(),
        b"sep=;\r\n" + TABLE.replace(",", ";").encode(),
        (TABLE + TABLE.partition("\n")[2]).encode(),
    ],
    ids=["semicolons", "tabs in UTF-16", "BOM and CRLF", "Excel's own line", "rows twice"],
)
def test_table_as_programs_save_it(tmp_path: Path, data: bytes) -> None:
    """Excel's ways to save a table all give the same terms."""
    (tmp_path / "plain").mkdir()
    plain = entries(tmp_path / "plain", "terms.csv", TABLE)
    found = {entry.terms[0].text: [(term.text, term.locale, term.status) for term in entry.terms] for entry in plain}
    for entry in entries(tmp_path, "terms.csv", data):
        assert [(term.text, term.locale, term.status) for term in entry.terms] == found[entry.terms[0].text]


def test_western_encoding(tmp_path: Path) -> None:
    """Excel's old encoding is understood where it can hold the languages."""
    (entry,) = entries(tmp_path, "terms.csv", "term;fr\nkey;clé\n".encode("cp1252"))
    assert told(entry, "fr") == [("clé", "preferred")]


def test_columns_that_are_no_language(tmp_path: Path) -> None:
    """Numbers of rows are no Indonesian; a spreadsheet may have columns of its own."""
    (entry,) = entries(tmp_path, "terms.csv", "id,term,fr,domain\n1,gate,portail,harbor\n")
    assert [term.locale for term in entry.terms] == ["en", "fr"]


def test_status_of_a_row(tmp_path: Path) -> None:
    """It speaks of the translations, else of the source's term; with `use` of both."""
    table = "term,fr,status,use\ncrane,grue,forbidden,\nHBR,,outdated,Harbor\ndock,quai,forbidden,berth\n"
    crane, short, dock = entries(tmp_path, "terms.csv", table)
    assert told(crane, "en") + told(crane, "fr") == [("crane", "preferred"), ("grue", "forbidden")]
    assert told(short, "en") == [("Harbor", "preferred"), ("HBR", "outdated")]
    assert told(dock, "en") + told(dock, "fr") == [("berth", "preferred"), ("dock", "forbidden"), ("quai", "forbidden")]


@pytest.mark.parametrize(("data", "status"), [(MARTIF, "forbidden"), (DCT, "outdated")], ids=["martif", "dct"])
def test_tbx(tmp_path: Path, data: str, status: str) -> None:
    """Both forms of TBX-Basic give terms, statuses, notes and lines; definitions are no terms."""
    (entry,) = entries(tmp_path, "terms.tbx", data)
    assert told(entry, "en") == [("vault", "preferred")]
    assert told(entry, "fr-FR") == [("coffre", "preferred"), ("voûte", status)]
    assert entry.terms[-1].line > entry.terms[0].line


def test_tbx_of_other_tools(tmp_path: Path) -> None:
    """Weblate marks what is not translated in a note of its own."""
    data = MARTIF.replace('<descrip type="definition">Where the copies are', '<descrip type="Translation needed">No')
    assert [entry.kept for entry in entries(tmp_path, "terms.tbx", data)] == [True]


WRONG = {
    "empty.csv": (b"", "1: the glossary is empty"),
    "source.csv": (b"fr,de\nporte,Tor\n", "1: no column has the source's terms: call it 'term' or 'en'"),
    "status.csv": (b"term,fr,status\ngate,porte,\ndock,quai,sometimes\n", "3: the status 'sometimes' is not known"),
    "case.csv": (b"term,case\ngate,maybe\n", "2: case 'maybe' is not known"),
    "column.csv": (b"term,de:bad\ngate,Tor\n", "1: the column 'de:bad' has no known status"),
    "quote.csv": (b'term,fr\n"gate"x,porte\n', "2: "),
    "polish.csv": ("term;pl\nkey;klucz\nlock;śluza\n".encode("cp1250"), "3: the glossary is not UTF-8"),
    "torn.tbx": (b"<martif><text><body><termEntry>", "1: the glossary is no well-formed XML"),
    "page.tbx": (b"<html><body/></html>", "1: the glossary's root is <html>"),
    "tongue.tbx": (MARTIF.replace("fr-FR", "martian").encode(), "7: the language 'martian' is no locale"),
    "terms.xlsx": (b"PK", " a glossary is a file .csv, .tsv or .tbx"),
}


@pytest.mark.parametrize("name", WRONG)
def test_faults(tmp_path: Path, name: str) -> None:
    """A fault is one line that names the file, the line and what to do."""
    data, message = WRONG[name]
    with pytest.raises(ConfigError) as caught:
        entries(tmp_path, name, data)
    assert str(caught.value).startswith(f"{tmp_path / name}:{message}")
    assert "\n" not in str(caught.value)


def test_a_glossary_that_is_not_there(tmp_path: Path) -> None:
    """The message names the file and the key of the configuration."""
    with pytest.raises(ConfigError, match=r"gone\.csv: .*Correct 'glossary'"):
        glossary((str(tmp_path / "gone.csv"),), "en")


def test_entities_are_not_looked_up(tmp_path: Path) -> None:
    """Neither files nor entities that grow without end get into a term."""
    (tmp_path / "secret").write_text("secret")
    file = f'<!ENTITY a SYSTEM "{(tmp_path / "secret").as_uri()}">'
    bomb = "".join(f'<!ENTITY b{n + 1} "{f"&b{n};" * 20}">' for n in range(9))
    data = MARTIF.replace('SYSTEM "TBXBasiccoreStructV02.dtd"', f'[{file}<!ENTITY b0 "boom">{bomb}]')
    (entry,) = entries(tmp_path, "terms.tbx", data.replace("coffre", "coffre &a;"))
    assert "secret" not in entry.terms[1].text
    with suppress(ConfigError):
        (entry,) = entries(tmp_path, "bomb.tbx", data.replace("coffre", "coffre &b9;"))
        assert len(entry.terms[1].text) < 100


def hits(terms: list[str], prose: str, locale: str) -> list[str]:
    """What of `prose` is a form of one of the terms."""
    entry = Entry("", tuple(Term(text, locale, 1) for text in terms))
    read = article(prose.encode(), "a.md")
    unit = Unit(None, 0, Span(0, len(prose)), prose, read.blocks[0].prose)
    found = Glossary([entry], "en").matcher(locale).find(Segment(Edition(read, locale, 0), unit))
    return [prose[hit.start : hit.end] for hit in found]


FORMS = [
    ("en", "virtual machine", "Virtual machines run.", ["Virtual machines"]),
    ("en", "policy", "Two policies, one policyholder.", ["policies"]),
    ("en", "VM", "Some VMs, a vm, a VMware.", ["VMs"]),
    ("en", "C#", "Use C# or C, not C++.", ["C#"]),
    ("en", "C", "Use C# or C, not C++.", ["C"]),
    ("en", ".NET Core", "On .NET Core, not .NETCore.", [".NET Core"]),
    ("en", "Harbor", "See Harbor.Gate and harbor@example.com: Harbor.", ["Harbor"]),
    ("en", "harbor", "Type `harbor`, see [x](https://example.com/harbor).", []),
    ("en", "virtual machine", "virtual `x` machine", []),
    ("en", "harbor", "In \\\\quay\\harbor and D:\\harbor gates.", []),
    ("en", "storage account", "a **storage** account", ["storage** account"]),
    ("fr", "machine virtuelle", "Les machines virtuelles", ["machines virtuelles"]),
    ("de", "Rechner", "Des Rechners, die Rechnung", ["Rechners"]),
    ("es", "suscripción", "Dos suscripciones", ["suscripciones"]),
    ("it", "macchina", "Le macchine", ["macchine"]),
    ("ru", "виртуальная машина", "в виртуальной машине", ["виртуальной машине"]),
    ("ru", "сервер", "сервис и сервером", ["сервером"]),
    ("pl", "maszyna wirtualna", "maszyn wirtualnych", ["maszyn wirtualnych"]),
    ("hu", "virtuális gép", "a virtuális gépeken", ["virtuális gépeken"]),
    ("fi", "tili", "tilillesi", ["tilillesi"]),
    ("tr", "kasa", "kasalarınıza", ["kasalarınıza"]),
    ("tr", "Azure", "Azure'da", ["Azure"]),
    ("ko", "가상 머신", "가상머신을 시작", ["가상머신을"]),
    ("zh-TW", "帳戶", "您的帳戶是", ["帳戶"]),
    ("zh-TW", "Docker", "使用Docker容器", ["Docker"]),
    ("ja", "サーバー", "サーバーの", ["サーバー"]),
    ("ja", "サブ", "サブスクリプション", []),
]


@pytest.mark.parametrize(("locale", "term", "prose", "expected"), FORMS)
def test_forms(locale: str, term: str, prose: str, expected: list[str]) -> None:
    """A term is found in the forms that its language has, as whole words, and nowhere else."""
    assert hits([term], prose, locale) == expected


def test_the_longest_term_wins() -> None:
    """A term inside a longer one is not found, whichever begins first."""
    assert hits(["key", "access key", "key pad"], "the access key, a key pad, a key", "en") == [
        "access key",
        "key pad",
        "key",
    ]


PRESENT = [
    ("de", "Speicherkonto", "Der Blobspeicherkontoname", True),
    ("de", "Docker-Container", "Ein Dockercontainer", True),
    ("fr", "compte de stockage", "le compte Azure de stockage", True),
    ("cs", "účet úložiště", "v účtu úložiště", True),
    ("uk", "залежність", "усі залежності", True),
    ("ja", "依存性注入", "依存性の注入", True),
    ("ja", "サーバー", "サーバを起動", True),
    ("ko", "가상 머신", "가상머신은", True),
    ("fr", "coffre", "la caisse", False),
    ("zh-TW", "帳戶", "賬號", False),
]


@pytest.mark.parametrize(("language", "term", "text", "expected"), PRESENT)
def test_presence(language: str, term: str, text: str, expected: bool) -> None:  # noqa: FBT001
    """A translation has a term where it has its words in any form; anything else it has not."""
    assert (presence.share(term, presence.text(text, language.partition("-")[0])) == 1) is expected


def check(root: Path, *options: str) -> tuple[int, list[dict[str, object]], str]:
    """Exit code, findings and standard error of `doclint check`."""
    command = [sys.executable, "-m", "doclint", "check", "docs", "--format", "json", "--severity", "info", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, encoding="utf-8")
    return done.returncode, json.loads(done.stdout)["findings"] if done.stdout else [], done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An article, its German translation, and two glossaries beside the configuration."""
    for locale, text in {
        "en": "Sign in to Harbor Door. Each storage account has a vault.\n\nStart Harbor Gate.\n",
        "de": "Melden Sie sich bei Harbor Door an. Jedes Lagerkonto hat eine Truhe.\n\nStarten Sie das Harbor-Tor.\n",
    }.items():
        (tmp_path / "docs" / locale).mkdir(parents=True)
        (tmp_path / "docs" / locale / "a.md").write_text(text, "utf-8")
    (tmp_path / "terms").mkdir()
    (tmp_path / "terms" / "terms.csv").write_text(TABLE, "utf-8")
    (tmp_path / "terms" / "vault.tbx").write_text(MARTIF.replace("fr-FR", "de-DE").replace("coffre", "Tresor"), "utf-8")
    (tmp_path / "doclint.toml").write_text('glossary = ["terms/terms.csv", "terms/vault.tbx"]\n')
    return tmp_path


def test_check(project: Path) -> None:
    """The three rules speak, and name the line of the glossary."""
    code, findings, _ = check(project, "--select", "terms")
    told = {(one["code"], one["path"], one["subject"], one["expected"]) for one in findings}
    assert code == 1
    assert told == {
        ("DL603", "docs/en/a.md", "Harbor Door", "Harbor Gate"),
        ("DL603", "docs/de/a.md", "Harbor Door", "Harbor Gate"),
        ("DL603", "docs/de/a.md", "Lagerkonto", "Speicherkonto"),
        ("DL604", "docs/de/a.md", "Jedes Lagerkonto hat eine Truhe.", "Tresor"),
        ("DL605", "docs/de/a.md", "Starten Sie das Harbor-Tor.", "Harbor Gate"),
    }
    declared = {(e["path"], e["line"]) for one in findings for e in one["evidence"] if e["role"] == "declared"}  # type: ignore[attr-defined]
    assert declared == {("terms/terms.csv", 2), ("terms/terms.csv", 3), ("terms/vault.tbx", 8)}


def test_fix(project: Path) -> None:
    """Terms as the glossary has them are replaced when asked for, and not else."""
    check(project, "--select", "DL603", "--fix")
    assert "Harbor Door" in (project / "docs" / "en" / "a.md").read_text("utf-8")
    check(project, "--select", "DL603", "--fix", "--unsafe-fixes")
    assert (
        (project / "docs" / "de" / "a.md")
        .read_text("utf-8")
        .startswith("Melden Sie sich bei Harbor Gate an. Jedes Speicherkonto hat")
    )


def test_a_broken_glossary_stops_the_check(project: Path) -> None:
    """Exit code 2 and one line."""
    (project / "terms" / "terms.csv").write_text("term,status\ngate,odd\n")
    code, findings, error = check(project)
    assert (code, findings) == (2, [])
    assert error.splitlines()[-1].startswith(f"doclint: {project}/terms/terms.csv:2: the status 'odd' is not known")


def test_without_a_glossary(project: Path) -> None:
    """No glossary, no findings."""
    (project / "doclint.toml").unlink()
    assert check(project, "--select", "DL603,DL604,DL605")[1] == []


def test_ten_thousand_entries(tmp_path: Path) -> None:
    """A large glossary is read and searched in seconds, in time that does not grow with the number of its terms."""
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    made = ["".join(parts) for parts in product(syllables, repeat=3)]
    rows = "".join(f"harbor {made[n]} {made[-n]},portail {made[n]},Tor{made[n]}\n" for n in range(10_000))
    (tmp_path / "terms.csv").write_text(f"term,fr,de\n{rows}gate,portail,Tor\n")
    began = time.process_time()
    found = glossary((str(tmp_path / "terms.csv"),), "en")
    assert found
    sentence = (
        f"The gate of the harbor opens, and harbor {made[7]} {made[-7]} waits at the quay until the ship is there."
    )
    read = article(sentence.encode(), "a.md")
    matcher = found.matcher("en")
    for _ in range(2000):
        assert len(matcher.find(Segment(Edition(read, "en", 0), read.units[0]))) == 2
    assert time.process_time() - began < 8
