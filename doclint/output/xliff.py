"""XLIFF 2.0, for translation tools: a file an article, a unit for what is to be mended, notes that say what.

Markdown stays text: links and code are among what has to be mended, and placeholders would lock them away.
"""

from typing import TextIO

from doclint.model import Finding
from doclint.output import handback
from doclint.output.handback import Handback
from doclint.output.passages import Passage, Sheet
from doclint.output.xml import XML, Branch, document
from doclint.run import Report

_CORE = "urn:oasis:names:tc:xliff:document:2.0"
_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_SPACES = {None: _CORE, "mtc": _MATCHES, "xml": XML}
"""Unless told the usual prefix of xml:space, lxml makes one up, which no reader takes."""
_PRIORITY = {"error": "1", "warning": "3", "info": "5"}


def write(report: Report, out: TextIO) -> None:
    """The findings in translations as work: units that need it are `initial`, what could stand there is a match."""
    put(handback.of_report(report), out)


def put(given: Handback, out: TextIO) -> None:
    """The passages whose counterpart is certain, and those that are not translated."""
    languages = {"srcLang": given.locale("XLIFF", source=True), "trgLang": given.locale("XLIFF", source=False)}
    with (
        document(out) as writer,
        Branch(writer).within(f"{{{_CORE}}}xliff", {"version": "2.0", **languages}, _SPACES) as root,
    ):
        sheets = [sheet for sheet in given.sheets if any(map(_kept, sheet.passages))]
        for number, sheet in enumerate(sheets, 1):
            _file(sheet, number, root)
        if not sheets:
            _nothing(root)
    given.say_left_out("XLIFF", _kept)


def _kept(passage: Passage) -> bool:
    return passage.sure and passage.source is not None


def _file(sheet: Sheet, number: int, root: Branch) -> None:
    with root.within("file", {"id": f"f{number}", "original": sheet.source_path}) as file:
        with file.within("notes", {}) as notes:
            notes.leaf("note", sheet.target_path, {"category": "translation"})
        for passage in filter(_kept, sheet.passages):
            _unit(passage, file)


def _nothing(root: Branch) -> None:
    """A file must hold a unit, and a document a file."""
    with root.within("file", {"id": "f1"}) as file, file.within("unit", {"id": "u1", "translate": "no"}) as unit:
        with unit.within("notes", {}) as notes:
            notes.leaf("note", "Nothing was found that translators could mend.")
        with unit.within("segment", {"id": "s1"}) as segment:
            segment.leaf("source", "")


def _unit(passage: Passage, file: Branch) -> None:
    name = {"name": passage.name} if passage.name else {}
    with file.within("unit", {"id": f"u{passage.number}", **name, f"{{{XML}}}space": "preserve"}) as unit:
        if passage.proposal is not None:
            _match(passage, unit)
        if passage.findings:
            with unit.within("notes", {}) as notes:
                for finding in passage.findings:
                    _note(finding, passage, notes)
        done = passage.target is not None and not passage.findings
        with unit.within("segment", {"id": "s1", "state": "translated" if done else "initial"}) as segment:
            _sides(segment, passage.source or "", passage.target)


def _match(passage: Passage, unit: Branch) -> None:
    """What the translation would be, mended."""
    with unit.within(f"{{{_MATCHES}}}matches", {}) as matches:
        told = {"id": "m1", "ref": "#s1", "type": "other", "origin": "doclint"}
        with matches.within(f"{{{_MATCHES}}}match", told) as match:
            _sides(match, passage.source or "", passage.proposal)


def _sides(parent: Branch, source: str, target: str | None) -> None:
    code = f"{{{_CORE}}}cp"
    parent.leaf(f"{{{_CORE}}}source", source, code=code)
    if target is not None:
        parent.leaf(f"{{{_CORE}}}target", target, code=code)


def _note(finding: Finding, passage: Passage, notes: Branch) -> None:
    expected = f" (expected: {finding.expected})" if finding.expected else ""
    where = "target" if passage.target is not None else "source"
    notes.leaf(
        "note",
        f"{finding.code} {finding.rule} ({finding.severity}, line {finding.line}): {finding.message}{expected}",
        {"category": finding.code, "priority": _PRIORITY[finding.severity], "appliesTo": where},
    )
