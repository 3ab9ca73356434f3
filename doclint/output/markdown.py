"""Findings as Markdown that fits a comment on a pull request: a table of rules, then the files, folded."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from doclint.model import Evidence, Finding, Severity
from doclint.output.comment import LIMIT, code, entities, size
from doclint.output.drift_figures import plural
from doclint.output.ranking import by_severity
from doclint.run import Report

_LEVELS: tuple[Severity, ...] = ("error", "warning", "info")
_RULES = 20
_LOCALES = 12
_FINDINGS = 20
"""The findings of a file that are told."""
_OPEN = 10
"""As many findings need no folding."""
_AROUND = 120
_TAIL = 200


def write(report: Report, out: TextIO) -> None:
    """The table, then as many files as fit, those with the most severe findings first."""
    parts = [*_head(report), *_rules(report.findings)]
    used = sum(map(size, parts))
    files = _files(report.findings)
    for number, findings in enumerate(files):
        part = _file(findings, unfolded=len(report.findings) <= _OPEN)
        if used + size(part) > LIMIT - _TAIL:
            rest = sum(map(len, files[number:]))
            parts.append(f"\n{plural(len(files) - number, 'more file')} with {plural(rest, 'finding')} not shown.\n")
            break
        parts.append(part)
        used += size(part)
    out.writelines(parts)


def _head(report: Report) -> Iterator[str]:
    told = _counted(report.findings) or "nothing found"
    yield f"## doclint: {told}\n\n"
    seen = report.summary
    yield f"{plural(seen.articles, 'article')}, {plural(seen.pairs, 'translation')} compared"
    yield f", new since {code(seen.since)}.\n" if seen.since else ".\n"
    if seen.unreadable:
        yield f"\n{plural(len(seen.unreadable), 'file')} could not be read: "
        yield f"{', '.join(code(one) for one in seen.unreadable[:5])}.\n"


def _counted(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    told = (plural(counts[level], level, "info" if level == "info" else "") for level in _LEVELS if counts[level])
    return ", ".join(told)


def _rules(findings: Iterable[Finding]) -> Iterator[str]:
    """A row a rule, with its worst severity: the most severe first, then the most frequent."""
    spoke: dict[tuple[str, str], list[Finding]] = {}
    for one in by_severity(findings):
        spoke.setdefault((one.code, one.rule), []).append(one)
    rows = sorted(spoke.values(), key=lambda row: (_LEVELS.index(row[0].severity), -len(row), row[0].code))
    if rows:
        yield "\n| rule | severity | findings | locales |\n|---|---|---:|---|\n"
    for row in rows[:_RULES]:
        name = code(f"{row[0].code} {row[0].rule}")
        yield f"| {name} | {row[0].severity} | {len(row):,} | {_named(Counter(one.locale for one in row))} |\n"
    if len(rows) > _RULES:
        yield f"\n{plural(len(rows) - _RULES, 'more rule')}.\n"


def _named(locales: Counter[str]) -> str:
    more = [f"{len(locales) - _LOCALES} more"] if len(locales) > _LOCALES else []
    return ", ".join([*(code(one) for one in sorted(locales)[:_LOCALES]), *more])


def _files(findings: Iterable[Finding]) -> list[list[Finding]]:
    """The findings by file: the files in the order of their most severe finding."""
    files: dict[str, list[Finding]] = {}
    for finding in by_severity(findings):
        files.setdefault(finding.path, []).append(finding)
    return [*files.values()]


def _file(findings: list[Finding], *, unfolded: bool) -> str:
    lines = [line for one in findings[:_FINDINGS] for line in _finding(one)]
    if len(findings) > _FINDINGS:
        lines.append(f"- {plural(len(findings) - _FINDINGS, 'more finding')}")
    body = "\n".join(lines)
    head = f"{code(findings[0].path)} {_counted(findings)}"
    return f"\n<details{' open' if unfolded else ''}><summary>{head}</summary>\n\n{body}\n\n</details>\n"


def _finding(one: Finding) -> Iterator[str]:
    yield f"- **{one.severity}** line {one.line}: {code(one.message)} {code(f'{one.code} {one.rule}')}"
    for side in one.evidence[:3]:
        elsewhere = f" {code(side.path)}" if side.path != one.path else ""
        yield f"  - {code(side.locale)}{elsewhere} line {side.line}: {_quoted(side)}"
    if one.evidence and one.text:
        yield f"  - {code(one.locale)} line {one.line}: {_quoted(one)}"


def _quoted(side: Finding | Evidence) -> str:
    """The text around what is at fault, which stands out."""
    start, end = side.highlight
    first, last = max(0, start - _AROUND), end + _AROUND
    before, behind = side.text[first:start], side.text[end:last]
    marked = side.text[start:end][:_AROUND]
    cut = "…" if last < len(side.text) else ""
    bold = f"<b>{entities(marked)}</b>" if marked.strip() else entities(marked)
    return f"<code>{'…' if first else ''}{entities(before)}{bold}{entities(behind)}{cut}</code>"
