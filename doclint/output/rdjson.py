"""Reviewdog's Diagnostic Format: findings with suggestions, columns in bytes of UTF-8."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TextIO

from doclint.model import Edit, Finding, Location, Original, Severity
from doclint.output.columns import short, visible
from doclint.output.json import array
from doclint.read import text as decoded
from doclint.run import Report
from doclint.tree import Tree

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}
_LONGEST = 4000
_LINES = 50
"""The lines that a suggestion rewrites at most."""


def write(report: Report, out: TextIO, *, tree: Tree) -> None:
    """The findings as diagnostics. The articles are read again from `tree`: bytes before a place are counted there."""
    files = _Files(tree)
    out.write('{"source":{"name":"doclint"},"diagnostics":')
    array((_diagnostic(finding, files) for finding in report.findings), out)
    out.write("}\n")


class _Files:
    """The text of articles; the last few are kept."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.of = lru_cache(maxsize=8)(self._of)

    def _of(self, path: str) -> Original | None:
        try:
            return Original(path, decoded(self._tree.read(path)))
        except OSError:
            return None


def _diagnostic(finding: Finding, files: _Files) -> dict[str, Any]:
    file = files.of(finding.path)
    at = Location(finding.path, finding.line, finding.column, finding.end_line, finding.end_column)
    return {
        "message": visible(short(f"{finding.message} [{finding.rule}]", _LONGEST)),
        "location": {"path": finding.path, "range": _range(at, file)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
        "suggestions": [*_suggestions(finding, files)],
    }


def _range(at: Location, file: Original | None) -> dict[str, Any]:
    """A range in bytes; whole lines where the file cannot be read."""
    start, end = ({"line": max(1, line)} for line in (at.line, at.end_line))
    if file and _within(at, file):
        start["column"] = _bytes(file, at.line, at.column)
        end["column"] = _bytes(file, at.end_line, at.end_column)
    return {"start": start, "end": end}


def _within(at: Location, file: Original) -> bool:
    return 1 <= at.line <= at.end_line <= len(file.lines) and at.column >= 1 and at.end_column >= 1


def _offset(file: Original, line: int, column: int) -> int:
    return min(file.lines[line - 1] + column - 1, len(file.text))


def _bytes(file: Original, line: int, column: int) -> int:
    before = file.text[file.lines[line - 1] : _offset(file, line, column)]
    return len(before.encode("utf-8", "replace")) + 1


def _suggestions(finding: Finding, files: _Files) -> Iterator[dict[str, Any]]:
    """The fix as one suggestion: its edits belong together, so what lies between them is in it as it is."""
    if not finding.fix or not finding.fix.edits or finding.fix.safety == "display":
        return
    edits = sorted(finding.fix.edits, key=lambda edit: (edit.at.line, edit.at.column))
    first, last = edits[0].at, edits[-1].at
    file = files.of(first.path)
    sound = file and all(_within(edit.at, file) for edit in edits)
    if file and sound and first.path == finding.path and last.end_line - first.line < _LINES:
        whole = Location(first.path, first.line, first.column, last.end_line, last.end_column)
        yield {"range": _range(whole, file), "text": _edited(file, edits)}


def _edited(file: Original, edits: list[Edit]) -> str:
    """The text from the first edit to the last, edited."""
    parts, at = [], _offset(file, edits[0].at.line, edits[0].at.column)
    for edit in edits:
        parts += [file.text[at : _offset(file, edit.at.line, edit.at.column)], edit.text]
        at = _offset(file, edit.at.end_line, edit.at.end_column)
    return "".join(parts)
