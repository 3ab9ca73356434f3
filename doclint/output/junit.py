"""JUnit XML: a suite a file, a test case a finding."""

from collections.abc import Iterable
from itertools import groupby
from typing import TextIO

from lxml import etree

from doclint.model import Finding
from doclint.output.columns import COMMAND
from doclint.output.escaping import clean, shown
from doclint.run import Report


def write(report: Report, out: TextIO) -> None:
    """Errors and warnings are failures; infos, and findings about drift, are skipped tests.

    What could not be read is an error. A report without any of it holds one test that passed.
    """
    unread = report.summary.unreadable
    failures = sum(map(_failed, report.findings))
    skipped = len(report.findings) - failures
    tests = max(1, len(report.findings) + len(unread))
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(
        f'<testsuites name="doclint" tests="{tests}" failures="{failures}" '
        f'errors="{len(unread)}" skipped="{skipped}">\n'
    )
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        _put(_suite(path, map(_case, findings)), out)
    if unread or not report.findings:
        _put(_suite("doclint", map(_unread, unread) if unread else [etree.Element("testcase", _named("check"))]), out)
    out.write("</testsuites>\n")


def _failed(finding: Finding) -> bool:
    return finding.severity != "info" and finding.category != "drift"


def _put(suite: etree._Element, out: TextIO) -> None:
    out.write(COMMAND.sub("&#35;", etree.tostring(suite, encoding="unicode", pretty_print=True)))


def _suite(path: str, cases: Iterable[etree._Element]) -> etree._Element:
    suite = etree.Element("testsuite", {"name": _text(path)})
    suite.extend(cases)
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(name, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite)))
    return suite


def _case(finding: Finding) -> etree._Element:
    place = f"{finding.line}:{finding.column}"
    case = etree.Element(
        "testcase",
        {
            "name": _text(f"{finding.code} {finding.rule} {place}"),
            "classname": _text(finding.path),
            "file": _text(finding.path),
            "line": str(finding.line),
        },
    )
    tag = "failure" if _failed(finding) else "skipped"
    told = etree.SubElement(case, tag, {"message": _text(finding.message), "type": finding.severity})
    told.text = _text(f"{finding.path}:{place}: {finding.severity} {finding.code} {finding.rule}: {finding.message}")
    return case


def _unread(line: str) -> etree._Element:
    case = etree.Element("testcase", _named(line))
    etree.SubElement(case, "error", {"message": _text(f"cannot read {line}"), "type": "unreadable"})
    return case


def _named(name: str) -> dict[str, str]:
    return {"name": _text(name), "classname": "doclint"}


def _text(text: str) -> str:
    return clean(shown(text))
