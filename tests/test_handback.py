"""What goes back to translators: XLIFF 2.0, TMX 1.4 and CSV, read by a translation tool and held to the standards.

No package that can be installed ships the standards' schemas, so that their rules are written here in our own words.
"""

import csv
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree
from reading import bilingual, read
from translate.storage.csvl10n import csvfile
from translate.storage.tmx import tmxfile
from translate.storage.xliff2 import Xliff2File

from doclint.cli import main
from doclint.model import Pair
from doclint.output import handback
from doclint.project.edition import Edition
from doclint.project.pairing import ArticlePair

Run = Callable[..., Result]

XLIFF = "{urn:oasis:names:tc:xliff:document:2.0}"
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
GENERATED = "---\ntitle: Quai\nms.translationtype: MT\n---\n\n"

SOURCE = """\
# The harbor

Leave the option **enabled**.

Wait at least 10 minutes. Then open the gate.

Read `/var/log/pump.log` and see the [opening hours](plan.md#hours).
"""
TARGET = """\
# Le port

Laissez l'option **désactivée**.

Attendez au moins 10 minutes. Puis ouvrez la porte.

Lisez `/var/protocole/pump.log` et voyez les [horaires](plan.md#Hours).
"""
PLAN = {"en": "# Plan\n\n## Hours\n", "fr": '# Plan\n\n## <a name="hours"></a>Horaires\n'}
BOTH = GENERATED + bilingual(
    "# ⟦Le port¦The harbor⟧\n\n⟦Laissez l'option **désactivée**.¦Leave the option **enabled**.⟧\n\n"
    "⟦Lisez `/var/protocole/pump.log`.¦Read `/var/log/pump.log`.⟧\n\n"
    '## <a name="quai"></a>⟦Quai¦Pier⟧\n\n## <a name="quai"></a>⟦Quai deux¦Pier two⟧\n'
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run doclint in a folder of its own that holds docs/en, docs/fr with two articles, and both/fr-fr/b.md."""
    for locale, text in (("en", SOURCE), ("fr", TARGET)):
        write(tmp_path / "docs" / locale / "a.md", text)
        write(tmp_path / "docs" / locale / "plan.md", PLAN[locale])
    write(tmp_path / "both" / "fr-fr" / "b.md", BOTH)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def write(path: Path, text: str) -> None:
    """A file with its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


# ---------------------------------------------------------------- what the standards ask

XLIFF_PARTS = {
    "xliff": r"(file )+",
    "file": r"(notes )?(unit )+",
    "unit": r"(matches )?(notes )?(segment )+",
    "segment": r"source (target )?",
    "notes": r"(note )+",
    "matches": r"(match )+",
    "match": r"source target ",
    "note": "",
    "source": r"(cp )*",
    "target": r"(cp )*",
    "cp": "",
}
XLIFF_ATTRIBUTES: dict[str, dict[str, str | None]] = {
    "xliff": {"version": r"2\.0", "srcLang": TAG.pattern, "trgLang": TAG.pattern},
    "file": {"id": r"[\w.-]+", "original": None},
    "unit": {"id": r"[\w.-]+", "name": None, "translate": "yes|no", f"{XML}space": "preserve|default"},
    "segment": {"id": r"[\w.-]+", "state": "initial|translated|reviewed|final"},
    "note": {"category": None, "priority": r"[1-9]|10", "appliesTo": "source|target"},
    "match": {"id": r"[\w.-]+", "ref": r"#[\w.-]+", "type": "am|ebm|idm|ice|mt|tm|other", "origin": None},
    "cp": {"hex": r"([0-9A-F]{2}){2,3}"},
}
REQUIRED = {"xliff": {"version", "srcLang"}, "file": {"id"}, "unit": {"id"}, "match": {"ref"}, "cp": {"hex"}}


def valid_xliff(text: str) -> etree._Element:
    """The root of an XLIFF 2.0 document: the order of elements, attributes, ids and references of the standard."""
    root = etree.fromstring(text.encode())
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        space = MATCHES if name in {"matches", "match"} else XLIFF
        assert element.tag == f"{space}{name}"
        parts = "".join(f"{etree.QName(child).localname} " for child in element)
        assert re.fullmatch(XLIFF_PARTS[name], parts), (name, parts)
        allowed: dict[str, str | None] = XLIFF_ATTRIBUTES.get(name, {})
        assert {str(key) for key in element.attrib} <= set(allowed), (name, element.keys())
        assert REQUIRED.get(name, set()) <= set(element.attrib)
        for key, value in element.attrib.items():
            form = allowed[str(key)]
            assert form is None or re.fullmatch(form, str(value)), (name, key, value)
    for scope, part in ((root, "file"), *((one, "unit") for one in root), *((one, "segment") for one in units(root))):
        ids = [element.get("id") for element in scope.findall(f"{XLIFF}{part}")]
        assert len(set(ids)) == len(ids)
    for unit in units(root):
        segments = {f"#{segment.get('id')}" for segment in unit.findall(f"{XLIFF}segment")}
        assert {match.get("ref") for match in unit.iter(f"{MATCHES}match")} <= segments
    assert root.get("trgLang") or not list(root.iter(f"{XLIFF}target"))
    return root


def units(root: etree._Element) -> list[etree._Element]:
    """All units of a document."""
    return list(root.iter(f"{XLIFF}unit"))


TMX = """\
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED o-tmf CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED adminlang CDATA #REQUIRED srclang CDATA #REQUIRED
  datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT note (#PCDATA)>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT tuv ((note|prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""


def valid_tmx(text: str) -> etree._Element:
    """The root of a TMX 1.4 document, held to what of its definition we use."""
    root = etree.fromstring(text.encode())
    definition = etree.DTD(io.StringIO(TMX))
    assert definition.validate(root), definition.error_log
    for entry in root.iter("tu"):
        languages = [str(side.get(f"{XML}lang")) for side in entry.iter("tuv")]
        assert len(languages) == 2
        assert all(TAG.fullmatch(one) for one in languages)
        assert languages[0] == entry.get("srclang")
        assert [head.get("srclang") in {languages[0], "*all*"} for head in root.iter("header")] == [True]
    return root


def loaded(form: Any, text: str) -> Any:  # noqa: ANN401
    """A document as the Translate Toolkit loads it, which declares no types."""
    return form.parsestring(text.encode())


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(text)))


# ---------------------------------------------------------------- findings of check


def test_findings_become_units(run: Run) -> None:
    """A unit as it is on both sides, a note for each finding, a proposal where one is known."""
    done = run("check", "both", "--severity", "info", "--format", "xliff")
    assert done.exit_code == 1
    root = valid_xliff(done.stdout)
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "fr-FR")
    [file] = root
    assert file.get("original") == "both/fr-fr/b.md"
    flipped, literal = units(root)
    assert (flipped.get("name"), literal.get("name")) == ("a-2", "a-3")
    sides = [literal.findtext(f".//{XLIFF}segment/{XLIFF}{side}") for side in ("source", "target")]
    assert sides == ["Read `/var/log/pump.log`.", "Lisez `/var/protocole/pump.log`."]
    assert literal.findtext(f".//{MATCHES}match/{XLIFF}target") == "Lisez `/var/log/pump.log`."
    assert flipped.find(f"{MATCHES}matches") is None
    [note] = flipped.iter(f"{XLIFF}note")
    assert note.get("category") == "DL301"
    assert (note.text or "").startswith("DL301 state-flipped (warning, line 8): The translation says 'désactivée'")
    assert (note.text or "").endswith("(expected: the sense of 'enabled')")


def test_nothing_vanishes(run: Run) -> None:
    """What lies in no unit is in the table, with a remark, and counted where it is left out."""
    done = run("check", "both", "--severity", "info", "--format", "xliff")
    assert done.stderr.startswith("doclint: left out of XLIFF: 1 in no unit of the text\n")
    rows = table(run("check", "both", "--severity", "info", "--format", "csv").stdout)
    assert [(row["id"], row["rule"], row["remark"]) for row in rows] == [
        ("a-2", "DL301 state-flipped", ""),
        ("a-3", "DL401 literal-changed", ""),
        ("", "DL103 anchor-duplicate", "in no unit of the text"),
    ]
    assert rows[1]["proposal"] == "Lisez `/var/log/pump.log`."
    assert rows[2]["source"] == ""
    assert rows[2]["target"].startswith("## <a name=")


def test_articles_without_source_or_translation(run: Run, tmp_path: Path) -> None:
    """Findings in sources are not translators' work; translations compared with none are in the table."""
    write(tmp_path / "docs/en/only.md", "# Quay\n\n[gone] (gone.md)\n")
    write(tmp_path / "docs/fr/alone.md", "# Quai\n\n[parti] (parti.md)\n")
    done = run("check", "docs", "--select", "link-malformed", "--format", "xliff")
    valid_xliff(done.stdout)
    assert "1 in articles that are compared with no source, 1 in articles that are no translations" in done.stderr
    [row] = table(run("check", "docs", "--select", "link-malformed", "--format", "csv").stdout)
    assert (row["path"], row["remark"]) == ("docs/fr/alone.md", "in articles that are compared with no source")


def test_files_of_their_own_meet(run: Run) -> None:
    """The unit is the whole sentence, the source that of the other file; fixes and literals make a proposal."""
    root = valid_xliff(run("check", "docs", "--severity", "info", "--format", "xliff").stdout)
    assert {file.get("original") for file in root} == {"docs/en/a.md"}
    assert root.findtext(f".//{XLIFF}file/{XLIFF}notes/{XLIFF}note") == "docs/fr/a.md"
    last = units(root)[-1]
    assert (
        last.findtext(f".//{XLIFF}segment/{XLIFF}source")
        == "Read `/var/log/pump.log` and see the [opening hours](plan.md#hours)."
    )
    mended = "Lisez `/var/log/pump.log` et voyez les [horaires](plan.md#hours)."
    assert last.findtext(f".//{MATCHES}match/{XLIFF}target") == mended
    assert [note.get("category") for note in last.iter(f"{XLIFF}note")] == ["DL401", "DL101"]


def test_nothing_found(run: Run) -> None:
    """Is a valid document all the same."""
    for form, valid in (("xliff", valid_xliff), ("tmx", valid_tmx)):
        done = run("check", "docs/en", "--format", form)
        assert done.exit_code == 0
        valid(done.stdout)
    assert not [
        unit for unit in loaded(Xliff2File, run("check", "docs/en", "--format", "xliff").stdout).units if unit.source
    ]
    assert table(run("check", "docs/en", "--format", "csv").stdout) == []


def test_one_language_an_xliff(run: Run, tmp_path: Path) -> None:
    """XLIFF names one target language: several are refused with the way out; TMX and CSV hold them all."""
    write(tmp_path / "docs/de/a.md", TARGET.replace("Laissez l'option **désactivée**", "Lassen Sie es **deaktiviert**"))
    done = run("check", "docs", "--format", "xliff:work.xlf")
    assert done.exit_code == 2
    assert "XLIFF holds one language, and these articles are in de, fr: choose one with --locale" in done.stderr
    assert not (tmp_path / "work.xlf").exists()
    assert run("check", "docs", "--locale", "fr", "--format", "xliff:work.xlf").exit_code == 1
    assert valid_xliff((tmp_path / "work.xlf").read_text("utf-8")).get("trgLang") == "fr"
    root = valid_tmx(run("check", "docs", "--format", "tmx").stdout)
    assert {side.get(f"{XML}lang") for side in root.iter("tuv")} == {"en", "fr", "de"}


def test_several_formats_at_once(run: Run, tmp_path: Path) -> None:
    """All of them in one run, each in its file."""
    forms = [part for form in ("xliff", "tmx", "csv") for part in ("--format", f"{form}:w.{form}")]
    assert run("check", "both", "--severity", "info", *forms).exit_code == 1
    valid_xliff((tmp_path / "w.xliff").read_text("utf-8"))
    valid_tmx((tmp_path / "w.tmx").read_text("utf-8"))
    assert len(table((tmp_path / "w.csv").read_text("utf-8"))) == 3


def test_memory_entries(run: Run) -> None:
    """TMX has what stands there, so that the entry is found, and says in notes and properties what is wrong."""
    flipped, literal = valid_tmx(run("check", "both", "--severity", "info", "--format", "tmx").stdout).iter("tu")
    assert [seg.text for seg in literal.iter("seg")] == [
        "Read `/var/log/pump.log`.",
        "Lisez `/var/protocole/pump.log`.",
    ]
    properties = {prop.get("type"): prop.text for prop in literal.iter("prop")}
    assert properties["x-doclint-unit"] == "a-3"
    assert properties["x-doclint-rule"] == "DL401 literal-changed info"
    assert properties["x-doclint-proposal"] == "Lisez `/var/log/pump.log`."
    assert (flipped.findtext("note") or "").startswith("The translation says 'désactivée'")


def test_what_is_missing_altogether(run: Run, tmp_path: Path) -> None:
    """A paragraph that was dropped is a unit to translate, without a target."""
    more = "Close the old iron gate in the evening, and note the level of the water in the log of the harbor."
    write(tmp_path / "docs/en/a.md", SOURCE.replace("Wait at", f"{more}\n\nWait at"))
    done = run("check", "docs", "--select", "block-missing", "--format", "xliff")
    [unit] = units(valid_xliff(done.stdout))
    assert unit.findtext(f".//{XLIFF}source") == more
    assert unit.find(f".//{XLIFF}target") is None
    assert unit.find(f"{XLIFF}segment").get("state") == "initial"  # type: ignore[union-attr]


# ---------------------------------------------------------------- the translator's side


def test_a_translation_tool_works_on_it(run: Run, tmp_path: Path) -> None:
    """Units load as needing work; changed and saved, the document is still valid, and nothing else in it changed."""
    run("check", "both", "--severity", "info", "--format", "xliff:work.xlf")
    before = (tmp_path / "work.xlf").read_text("utf-8")
    store = loaded(Xliff2File, before)
    assert (store.sourcelanguage, store.targetlanguage) == ("en", "fr-FR")
    assert [unit.isfuzzy() for unit in store.units] == [True, True]
    unit = store.units[0]
    unit.target = "Laissez l'option **activée** & « tout »\n le reste."
    unit.marktranslated()
    root = valid_xliff(bytes(store).decode())
    [changed, kept] = units(root)
    assert changed.findtext(f".//{XLIFF}segment/{XLIFF}target") == unit.target
    assert etree.tostring(kept, method="c14n") == etree.tostring(units(valid_xliff(before))[1], method="c14n")
    assert loaded(Xliff2File, bytes(store).decode()).units[0].istranslated()


def test_a_memory_is_corrected(run: Run) -> None:
    """TMX loads with both languages; an entry corrected and saved is what the memory then suggests."""
    store = loaded(tmxfile, run("check", "both", "--severity", "info", "--format", "tmx").stdout)
    unit = store.units[0]
    assert (unit.source, unit.gettarget("fr-FR")) == (
        "Leave the option **enabled**.",
        "Laissez l'option **désactivée**.",
    )
    unit.settarget("Laissez l'option **activée**.", "fr-FR")
    saved = bytes(store).decode()
    valid_tmx(saved)
    again = loaded(tmxfile, saved)
    assert again.translate("Leave the option **enabled**.", "en", "fr-FR") == "Laissez l'option **activée**."


def test_a_tool_pretranslates_from_it(run: Run, tmp_path: Path) -> None:
    """What align exports is a memory that the Translate Toolkit fills an empty catalogue from."""
    assert run("align", "docs/en/a.md", "docs/fr/a.md", "--format", "tmx", "-o", "memory.tmx").exit_code == 0
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    write(tmp_path / "old.po", head)
    write(tmp_path / "new.pot", f'{head}\nmsgid "Then open the gate."\nmsgstr ""\n')
    tool = [sys.executable, "-m", "translate.convert.pot2po", "--progress=none", "--tm", "memory.tmx"]
    subprocess.run([*tool, "--template", "old.po", "new.pot", "new.po"], check=True, capture_output=True)
    assert 'msgstr "Puis ouvrez la porte."' in (tmp_path / "new.po").read_text("utf-8")


def test_the_table_loads(run: Run) -> None:
    """The Translate Toolkit takes source, target and id from the CSV."""
    store = loaded(csvfile, run("check", "both", "--severity", "info", "--format", "csv").stdout)
    found = [(unit.id, unit.source, unit.target) for unit in store.units if unit.source.startswith("Read")]
    assert found == [("a-3", "Read `/var/log/pump.log`.", "Lisez `/var/protocole/pump.log`.")]


# ---------------------------------------------------------------- align


def test_align_exports_all_pairs(run: Run, tmp_path: Path) -> None:
    """Every pair that is sure; what has no counterpart is without target in XLIFF, a blank in CSV, not in TMX."""
    write(tmp_path / "docs/en/a.md", SOURCE + "\nNobody repaired the northern fence of the island yet.\n")
    both = ("align", "docs/en/a.md", "docs/fr/a.md", "--format")
    done = run(*both, "xliff")
    assert done.exit_code == 0
    root = valid_xliff(done.stdout)
    states = [unit.find(f"{XLIFF}segment").get("state") for unit in units(root)]  # type: ignore[union-attr]
    assert states == ["translated"] * 5 + ["initial"]
    assert len(list(root.iter(f"{XLIFF}target"))) == 5
    done = run(*both, "tmx")
    assert len(list(valid_tmx(done.stdout).iter("tu"))) == 5
    assert done.stderr == "doclint: left out of TMX: 1 not translated\n"
    rows = table(run(*both, "csv").stdout)
    assert list(rows[0]) == ["id", "path", "line", "locale", "source", "target"]
    assert rows[-1]["target"] == ""
    assert [row["line"] for row in rows] == ["1", "3", "5", "5", "7", "9"]


def test_align_exports_a_bilingual_article(run: Run) -> None:
    """Its own pairs, under their ids."""
    root = valid_xliff(run("align", "both/fr-fr/b.md", "--format", "xliff").stdout)
    assert [unit.get("name") for unit in units(root)] == ["a-1", "a-2", "a-3", "a-4", "a-5"]
    assert (root.get("srcLang"), root.get("trgLang")) == ("en", "fr-FR")
    rows = table(run("align", "both/fr-fr/b.md", "--format", "csv").stdout)
    assert [row["id"] for row in rows] == ["a-1", "a-2", "a-3", "a-4", "a-5"]


def test_merged_sentences_are_one() -> None:
    """Two sentences that one translates make one passage, not two with half a source each; doubtful pairs are named."""
    english = "Open the gate slowly.\nThen close the valve. Wait for Tom. Nobody came.\n"
    french = "Ouvrez lentement la porte, puis fermez la vanne. Attendez Tom. Il pleut. Rien.\n"
    source, target = (Edition(read(text), locale, 0) for text, locale in ((english, "en"), (french, "fr")))
    pairs = (
        *(Pair(0, 0, "merged", 0.95), Pair(1, 0, "merged", 0.95), Pair(2, 1, "order", 0.89)),
        *(Pair(3, None, "none", 0.0), Pair(None, 2, "none", 0.0)),
    )
    [sheet] = handback.of_pair(ArticlePair(source, target, pairs, "given", current=True)).sheets
    assert [(one.source, one.target, one.remark) for one in sheet.passages] == [
        ("Open the gate slowly.\nThen close the valve.", "Ouvrez lentement la porte, puis fermez la vanne.", ""),
        ("Wait for Tom.", "Attendez Tom.", "with an uncertain counterpart"),
        ("Nobody came.", None, "not translated"),
        (None, "Il pleut.", "with nothing of the kind in the source"),
    ]


# ---------------------------------------------------------------- hostile articles

HOSTILE = GENERATED + bilingual(
    "⟦Laissez \x01 l'option\x00 **désactivée** ]]> </target> &amp; \ufffe."
    "¦Leave \x1b[31m the option **enabled** <source> \x02.⟧\n"
    "\n⟦=1+1 `A`.¦=2 `a`.⟧\n"
)


def test_characters_that_xml_forbids(run: Run, tmp_path: Path) -> None:
    """Are code points in XLIFF and shown in TMX; markup stays text; nothing is lost of the rest."""
    write(tmp_path / "odd" / "fr-fr" / "b.md", HOSTILE)
    root = valid_xliff(run("align", "odd/fr-fr/b.md", "--format", "xliff").stdout)
    target = root.find(f".//{XLIFF}target")
    assert target is not None
    text = "".join(f"{part.text or ''}<{part.get('hex')}>{part.tail or ''}" for part in target)
    assert f"{target.text}{text}" == "Laissez <0001> l'option<0000> **désactivée** ]]> </target> &amp; <FFFE>."
    [first, _] = valid_tmx(run("align", "odd/fr-fr/b.md", "--format", "tmx").stdout).iter("tu")
    assert first.findtext("tuv/seg") == "Leave ␛[31m the option **enabled** <source> ␂."
    assert [seg.text for seg in first.iter("seg")][
        1
    ] == "Laissez ␁ l'option␀ **désactivée** ]]> </target> &amp; \\ufffe."
    rows = table(run("align", "odd/fr-fr/b.md", "--format", "csv").stdout)
    assert rows[1]["source"] == "'=2 `a`."


def test_file_names_that_are_no_text(run: Run, tmp_path: Path) -> None:
    """Names with control characters, and such that are no Unicode, are shown."""
    name = os.fsdecode(b"b\xff\x07.md")
    write(tmp_path / "odd" / "fr-fr" / name, BOTH)
    for form, valid in (("xliff", valid_xliff), ("tmx", valid_tmx)):
        valid(run("check", "odd", "--format", form).stdout)
        assert run("check", "odd", "--format", f"{form}:w.{form}").exit_code == 1
        valid((tmp_path / f"w.{form}").read_text("utf-8"))
    assert "b\\udcff␇.md" in (tmp_path / "w.xliff").read_text("utf-8")
    assert "odd/fr-fr/b\\udcff␇.md" in run("check", "odd", "--format", "csv").stdout


def test_a_terminal_without_unicode(tmp_path: Path, run: Run) -> None:
    """Is sent references to characters, and the document says so."""
    run("check", "both")
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "doclint", "check", "both", "--format", "xliff"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env=environment)
    valid_xliff(done.stdout.decode("ascii"))


# ---------------------------------------------------------------- fixes that will be overwritten


def test_the_warning_names_the_way_out(run: Run, tmp_path: Path) -> None:
    """Who mends a generated article by hand is told where the correction belongs, and the way works."""
    write(tmp_path / "docs/fr/a.md", GENERATED + TARGET)
    assert run("check", "docs", "--select", "links", "--format", "xliff:w.xlf").exit_code == 1
    done = run("check", "docs", "--select", "links", "--fix")
    assert "1 fixed file is generated" in done.stderr
    assert "'--format xliff:FILE' instead of --fix" in done.stderr
    root = valid_xliff((tmp_path / "w.xlf").read_text("utf-8"))
    assert (
        root.findtext(f".//{MATCHES}match/{XLIFF}target")
        == "Lisez `/var/protocole/pump.log` et voyez les [horaires](plan.md#hours)."
    )
    assert "(plan.md#hours)" in (tmp_path / "docs/fr/a.md").read_text("utf-8")


def test_real_articles(run: Run, corpora: Path) -> None:
    """Every finding in the seeds is in the table once, and in XLIFF or counted as left out."""
    seeds = str(corpora / "seeds")
    rows = table(run("check", seeds, "--severity", "info", "--format", "csv").stdout)
    done = run("check", seeds, "--severity", "info", "--format", "xliff")
    notes = [note for unit in units(valid_xliff(done.stdout)) for note in unit.iter(f"{XLIFF}note")]
    left = sum(int(count) for count in re.findall(r"(\d+) in ", done.stderr.splitlines()[0]))
    assert len(rows) == len(notes) + left
    assert all(row["source"] and row["target"] for row in rows if not row["remark"])
    for path in sorted((corpora / "seeds").iterdir())[:1]:
        valid_tmx(run("align", str(path), "--format", "tmx").stdout)
