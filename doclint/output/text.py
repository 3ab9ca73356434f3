"""Findings for people: both sides one below the other, with carets."""

import unicodedata
from collections.abc import Iterator
from typing import TextIO

import click

from doclint.model import Evidence, Finding, Severity
from doclint.run import Report

WIDTH = 100
_COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def write(report: Report, out: TextIO, *, color: bool) -> None:
    """Every finding in full, then what was looked at."""
    out.writelines(_plain_unless(color, "\n".join(_finding(finding))) + "\n\n" for finding in report.findings)


def summary(report: Report, hidden: int, *, color: bool) -> str:
    """One or two lines: how much was found in how much."""
    counts = report.summary.findings
    told = [_count(counts.get(level, 0), level) for level in _COLORS if counts.get(level)]
    looked = f"{_count(report.summary.articles, 'article')}, {_count(report.summary.pairs, 'translation')} compared"
    line = f"{', '.join(told) if told else click.style('Nothing found', fg='green')} ({looked})."
    more = f"\n{hidden} less severe not shown; '--severity info' shows them." if hidden else ""
    return _plain_unless(color, line + more)


def visible(text: str) -> str:
    """`text` on one line, with control and direction characters shown instead of sent."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\t\n\r":
        return " "
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if char in _BIDI or unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}:
        return f"\\u{code:04x}"
    return char


def _plain_unless(color: bool, text: str) -> str:  # noqa: FBT001
    return text if color else click.unstyle(text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def _finding(finding: Finding) -> Iterator[str]:
    place = click.style(f"{visible(finding.path)}:{finding.line}:{finding.column}", bold=True)
    level = click.style(finding.severity, fg=_COLORS[finding.severity], bold=True)
    unit = f" (unit {visible(finding.unit)})" if finding.unit else ""
    yield f"{place}: {level} {finding.code} {finding.rule}{unit}"
    yield f"  {visible(finding.message)}"
    shown = [_side(evidence, finding) for evidence in finding.evidence]
    own = "translation" if any(evidence.role == "source" for evidence in finding.evidence) else "here"
    sides = [*shown, (own, finding.line, finding.text, finding.highlight)]
    width = max(len(label) for label, *_ in sides)
    margin = max(len(str(line)) for _, line, *_ in sides)
    for label, line, text, highlight in sides:
        fg = "cyan" if (label, line, text, highlight) != sides[-1] else _COLORS[finding.severity]
        yield from _line(f"  {label:>{width}} {line:>{margin}}", text, highlight, fg)


def _side(evidence: Evidence, finding: Finding) -> tuple[str, int, str, tuple[int, int]]:
    """The name of an evidence's side, its line, text and highlight."""
    name = "source" if evidence.role == "source" else visible(evidence.locale)
    if evidence.role != "source" and evidence.path != finding.path:
        name = f"{name} {visible(evidence.path)}{' ' if evidence.date else ''}{evidence.date or ''}"
    return name, evidence.line, evidence.text, evidence.highlight


def _line(head: str, text: str, highlight: tuple[int, int], fg: str) -> Iterator[str]:
    before, marked, after = _window(text, *highlight)
    yield click.style(f"{head} | ", dim=True) + before + click.style(marked, fg=fg) + after
    rule = click.style(f"{' ' * len(head)} | ", dim=True)
    if marked.strip():
        yield rule + " " * _columns(before) + click.style("^" * max(1, _columns(marked)), fg=fg, bold=True)


def _window(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, in and behind the highlight, cut to WIDTH columns around it."""
    before, marked, after = visible(text[:start]), visible(text[start:end]), visible(text[end:])
    if len(marked) > WIDTH:
        marked = marked[: WIDTH - 1] + "…"
    room = max(0, WIDTH - len(marked))
    ahead = max(room - len(before), room // 2)
    if len(after) > ahead:
        after = after[: max(0, ahead - 1)] + "…"
    left = room - len(after)
    if len(before) > left:
        before = "…" + before[len(before) - max(0, left - 1) :]
    return before, marked, after


def _columns(text: str) -> int:
    """How many columns a terminal gives `text`."""
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1
