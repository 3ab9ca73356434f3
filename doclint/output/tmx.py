"""TMX 1.4, for translation memories: what stands there now, so that the entry is found, and what is wrong with it."""

from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from doclint import __version__
from doclint.output import handback
from doclint.output.handback import Handback
from doclint.output.passages import Passage, Sheet
from doclint.output.xml import XML, Branch, document, legal
from doclint.run import Report

_HEADER = {
    "creationtool": "doclint",
    "creationtoolversion": __version__,
    "segtype": "sentence",
    "o-tmf": "doclint",
    "adminlang": "en",
    "datatype": "plaintext",
}


def write(report: Report, out: TextIO) -> None:
    """The units of translations in which something was found, a note and properties for each finding."""
    put(handback.of_report(report), out)


def put(given: Handback, out: TextIO) -> None:
    """The passages that have both sides and belong together for certain."""
    sources = {sheet.source_locale for sheet in given.sheets}
    with document(out) as writer, Branch(writer).within("tmx", {"version": "1.4"}) as root:
        with root.within("header", {**_HEADER, "srclang": sources.pop() if len(sources) == 1 else "*all*"}):
            pass
        with root.within("body", {}) as body:
            for number, sheet in enumerate(given.sheets, 1):
                for passage in filter(_kept, sheet.passages):
                    body.whole(_entry(sheet, passage, f"{number}-{passage.number}"))
    given.say_left_out("TMX", _kept)


def _kept(passage: Passage) -> bool:
    return not passage.remark


def _entry(sheet: Sheet, passage: Passage, name: str) -> etree._Element:
    entry = etree.Element("tu", {"tuid": name, "srclang": sheet.source_locale or "*all*"})
    for finding in passage.findings:
        expected = f" (expected: {finding.expected})" if finding.expected else ""
        etree.SubElement(entry, "note").text = legal(f"{finding.message}{expected}")
    for kind, text in _properties(sheet, passage):
        etree.SubElement(entry, "prop", {"type": f"x-doclint-{kind}"}).text = legal(text)
    for locale, side in ((sheet.source_locale, passage.source), (sheet.target_locale, passage.target)):
        variant = etree.SubElement(entry, "tuv", {f"{{{XML}}}lang": locale or "und"})
        etree.SubElement(variant, "seg").text = legal(side or "")
    return entry


def _properties(sheet: Sheet, passage: Passage) -> Iterator[tuple[str, str]]:
    """What is known of a passage besides its text: where it stands, which rules spoke, what it should be."""
    yield "path", sheet.target_path
    yield "line", str(passage.line)
    if passage.name:
        yield "unit", passage.name
    for finding in passage.findings:
        yield "rule", f"{finding.code} {finding.rule} {finding.severity}"
    if passage.proposal is not None:
        yield "proposal", passage.proposal
