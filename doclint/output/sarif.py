"""SARIF 2.1.0, within what GitHub takes as one upload."""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, TextIO
from urllib.parse import quote

from doclint import __version__
from doclint.model import Edit, Evidence, Finding, Location, Severity
from doclint.output.columns import short
from doclint.output.escaping import shown
from doclint.output.json import line, valid
from doclint.output.page import as_bytes
from doclint.output.ranking import by_severity
from doclint.rule import Rule
from doclint.run import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 25_000
"""The results that GitHub takes."""
ROOM = 9_500_000
"""The bytes of all results when compressed: GitHub takes 10 MB."""
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_TEXT = 1000
"""The characters of a message: GitHub cuts behind 1,024."""
_HELP = 8000
_SIDES = 20
_NOTICES = 1000


def write(report: Report, out: TextIO) -> None:
    """A log with one run: the rules that spoke, and the results by severity, as many as fit."""
    ranked = by_severity(report.findings)
    spoke = sorted({(one.code, one.rule) for one in ranked[:MOST]})
    indexes = {code: at for at, (code, _) in enumerate(spoke)}
    results = _fitting(line(_result(one, indexes)) for one in ranked[:MOST])
    run = _run(report, _rules(spoke, report.rules), len(ranked) - len(results))
    # The results are the last of the run: they are written as they are, not held twice.
    head = line({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}).removesuffix("}]}")
    out.write(f'{head},"results":[')
    out.writelines(f"{',' if number else ''}\n{one}" for number, one in enumerate(results))
    out.write("\n]}]}\n")


def _fitting(results: Iterable[str]) -> list[str]:
    """The first results, as long as they fit into an upload."""
    kept, used = [], 0
    packer = zlib.compressobj(1)
    for one in results:
        used += len(packer.compress(one.encode()))
        if used > ROOM:
            break
        kept.append(one)
    return kept


def _run(report: Report, rules: list[dict[str, Any]], left: int) -> dict[str, Any]:
    unread = report.summary.unreadable
    notices = [_notice("error", f"cannot read {one}") for one in unread[:_NOTICES]]
    if left:
        told = f"{left:,} of {len(report.findings):,} findings are left out, the least severe: an upload has no room"
        notices.append(_notice("warning", f"{told}; check fewer folders at once, or raise --severity"))
    driver = {"name": "doclint", "version": __version__, "semanticVersion": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": notices}],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "properties": {"findings": len(report.findings), "leftOut": left},
    }


def _notice(level: str, text: str) -> dict[str, Any]:
    return {"level": level, "message": {"text": short(shown(text), _TEXT)}}


def _rules(spoke: Sequence[tuple[str, str]], known: Sequence[Rule]) -> list[dict[str, Any]]:
    """The rules that spoke, with what their pages say. Only these pages are read."""
    pages = {rule.code: rule for rule in known}
    return [{"id": code, "name": name, **(_page(pages[code]) if code in pages else {})} for code, name in spoke]


def _page(rule: Rule) -> dict[str, Any]:
    text = rule.page.partition("\n## Examples")[0].strip()
    summary = rule.summary
    why = re.search(r"^## Why it matters\s+(.*?)(?=\n## |\Z)", text, re.DOTALL | re.MULTILINE)
    full = f"{summary} {' '.join(why[1].split())}" if why else summary
    return {
        "shortDescription": {"text": short(summary, _TEXT)},
        "fullDescription": {"text": short(full, _TEXT)},
        "help": {"text": short(text, _HELP), "markdown": short(text, _HELP)},
        "defaultConfiguration": {"level": _LEVELS[rule.header.severity]},
        "properties": {"tags": [rule.header.category, *rule.header.aliases][:10]},
    }


def _result(finding: Finding, indexes: dict[str, int]) -> dict[str, Any]:
    sides = finding.evidence[:_SIDES]
    links = ", ".join(f"[{_label(side)}]({number})" for number, side in enumerate(sides, 1))
    message = _plain(finding.message) + (f" See: {links}." if links else "")
    related = [{"id": number, **_related(side)} for number, side in enumerate(sides, 1)]
    fixes = [*_fixes(finding)]
    return {
        "ruleId": finding.code,
        "ruleIndex": indexes[finding.code],
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.confidence, 1),
        "message": {"text": message},
        "locations": [{"physicalLocation": _place(finding)}],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {"doclint/v1": finding.fingerprint},
        **({"fixes": fixes} if fixes else {}),
        "properties": {"category": finding.category, "locale": finding.locale, "confidence": finding.confidence},
    }


def _plain(text: str) -> str:
    """Text in a message, where brackets followed by parentheses would be a link."""
    return short(shown(text), _TEXT).replace("](", "] (")


def _label(side: Evidence) -> str:
    where = re.sub(r"[^\w-]", "", side.locale) or "text"
    return f"source {where}" if side.role == "source" else where


def _related(side: Evidence) -> dict[str, Any]:
    start, end = side.highlight
    around = side.text[max(0, start - _TEXT // 4) : end + _TEXT // 4]
    return {"physicalLocation": _place(side), "message": {"text": _plain(around or _label(side))}}


def _place(at: Finding | Evidence | Location) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(at.path)}, "region": _region(at)}


def _uri(path: str) -> str:
    """A path as a relative reference; a path from the root as an address of its own."""
    name = quote(as_bytes(path), safe="/")
    return f"file://{name}" if PurePosixPath(path).is_absolute() else name


def _region(at: Finding | Evidence | Location) -> dict[str, int]:
    start = max(1, at.line), max(1, at.column)
    end = max(start, (at.end_line, max(1, at.end_column)))
    return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _fixes(finding: Finding) -> Iterator[dict[str, Any]]:
    """The fix, if it may be applied at all; its edits are replacements in one file."""
    if finding.fix and finding.fix.edits and finding.fix.safety != "display":
        told = "Safe to apply" if finding.fix.safety == "safe" else "Needs a second look"
        change = {
            "artifactLocation": {"uri": _uri(finding.fix.edits[0].at.path)},
            "replacements": [_replacement(edit) for edit in finding.fix.edits],
        }
        yield {"description": {"text": told}, "artifactChanges": [change]}


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.at), "insertedContent": {"text": valid(edit.text)}}
