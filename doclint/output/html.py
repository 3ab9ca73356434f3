"""The findings as a page: one HTML file that needs no network."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from doclint.model import Evidence, Finding, Fix, Severity
from doclint.output import page
from doclint.output.columns import COMMAND, short
from doclint.output.drift_figures import number, plural
from doclint.output.escaping import Script, clean, script, shown
from doclint.output.ranking import by_severity
from doclint.rule import Rule
from doclint.run import Report

_COLONS = re.compile(r"([\r\n]\s*):(?=:)")
"""What begins a command to a build server at the beginning of a line."""
PAGE = 50
MOST = 25_000
"""The findings of a page: more make it slow."""
LEVELS: tuple[Severity, ...] = ("error", "warning", "info")
_NAMES = {"error": "Errors", "warning": "Warnings", "info": "Infos"}
_MARKS = {"": "", "safe": "fixable", "unsafe": "fixable", "display": ""}
_COLUMNS = 12
"""The locales that have a column of their own."""
_AROUND, _TEXT = 400, 2000
"""The characters shown around what is at fault, and of any other text."""


class Side(NamedTuple):
    """A side of a finding as the page shows it, its text in three parts."""

    name: str
    path: str
    line: int
    locale: int
    note: str
    before: str
    marked: str
    behind: str


class Change(NamedTuple):
    """An edit as the page shows it."""

    line: int
    column: int
    text: str


class Mending(NamedTuple):
    """A fix as the page shows it; `safety` is empty where there is none."""

    safety: str
    edits: list[Change]


class Row(NamedTuple):
    """A finding as the page shows it; severity, rule and locale by number."""

    level: int
    rule: int
    locale: int
    owner: str
    path: str
    line: int
    column: int
    message: str
    expected: str
    fix: Mending
    sides: list[Side]


class Named(NamedTuple):
    """A rule as the page shows it."""

    code: str
    name: str
    summary: str


class Line(NamedTuple):
    """A line of the table: a rule, its worst severity, and how often it spoke: in each column's locale, others, all."""

    code: str
    name: str
    level: str
    counts: list[int]
    others: int
    total: int


class Pages:
    """What the page and its script need of a report."""

    def __init__(self, report: Report) -> None:
        findings = by_severity(report.findings)
        told = findings[:MOST]
        self.total, self.left = len(findings), len(findings) - len(told)
        self.files = len({one.path for one in findings})
        self.counts = Counter(one.severity for one in findings)
        self.fixable = sum(1 for one in findings if one.fix and _MARKS[one.fix.safety])
        tags = sorted({tag for one in told for tag in (one.locale, *(side.locale for side in one.evidence))})
        self._tags = {tag: at for at, tag in enumerate(tags)}
        self.locales: list[Script] = [script(tag) for tag in tags]
        self.spoken = [self.locales[self._tags[tag]] for tag in sorted({one.locale for one in told})]
        self.rules = _rules(told, report.rules)
        self._codes = {one.code: at for at, one in enumerate(self.rules)}
        self.rows = [self._row(one) for one in told]
        self.owners = sorted({row.owner for row in self.rows} - {""})
        self.columns = [tag for tag, _ in Counter(one.locale for one in findings).most_common(_COLUMNS)]
        self.others = len({one.locale for one in findings}) > len(self.columns)
        self.table = [*_table(findings, self.columns)]

    def _row(self, one: Finding) -> Row:
        own = "Translation" if any(side.role == "source" for side in one.evidence) else "Here"
        sides = [self._side(side, side.role.capitalize()) for side in one.evidence]
        return Row(
            LEVELS.index(one.severity),
            self._codes[shown(one.code)],
            self._tags[one.locale],
            _owner(one),
            one.path,
            one.line,
            one.column,
            shown(short(one.message, _TEXT)),
            shown(short(one.expected or "", _TEXT)),
            _mending(one.fix),
            [*sides, self._side(one, own)],
        )

    def _side(self, side: Finding | Evidence, name: str) -> Side:
        start, end = side.highlight
        first, last = max(0, start - _AROUND), end + _AROUND
        before = "…" * (first > 0) + clean(side.text[first:start])
        behind = clean(side.text[end:last]) + "…" * (last < len(side.text))
        note = side.date or side.version or "" if isinstance(side, Evidence) else ""
        marked = clean(short(side.text[start:end], _TEXT))
        return Side(name, side.path, side.line, self._tags[side.locale], shown(note), before, marked, behind)

    def data(self) -> Iterator[str]:
        """All rows, one line each, as the script reads them."""
        head = {"levels": LEVELS, "rules": self.rules, "locales": self.locales, "marks": _MARKS}
        yield f'<script type="application/json" id="index">{_embedded(head)}</script>\n'
        yield '<script type="application/json" id="rows">'
        yield from (f"{chr(10) if at else ''}{_embedded(row)}" for at, row in enumerate(self.rows))
        yield "</script>\n"


def write(report: Report, out: TextIO) -> None:
    """Write the page."""
    pages = Pages(report)
    code = page.resource("page.js", "list.js", "check/check.js")
    style = page.resource("drift/style.css", "check/check.css")
    environment = page.environment("check")
    environment.filters |= {"number": number, "plural": plural, "shown": shown}
    environment.globals |= {"beside": page.beside, "data": lambda: map(page.inline, pages.data())}
    out.writelines(
        _COLONS.sub(r"\1&#58;", COMMAND.sub("&#35;", part))
        for part in environment.get_template("page.html").generate(
            summary=report.summary,
            pages=pages,
            levels=LEVELS,
            names=_NAMES,
            marks=_MARKS,
            size=PAGE,
            script=page.inline(code),
            style=page.inline(style),
            policy=page.policy(code, style),
        )
    )


def _embedded(value: object) -> str:
    """JSON in the page, which may go to a build server's log: there no string of it is a command."""
    return COMMAND.sub(r"\\u0023", page.embedded(value))


def _rules(findings: Sequence[Finding], known: Sequence[Rule]) -> list[Named]:
    """The rules that spoke, by code, with what their pages say first."""
    pages = {rule.code: rule for rule in known}
    spoke = sorted({(one.code, one.rule) for one in findings})
    return [
        Named(shown(code), shown(name), shown(pages[code].summary) if code in pages else "") for code, name in spoke
    ]


def _table(findings: Sequence[Finding], columns: Sequence[str]) -> Iterator[Line]:
    """The rules that spoke: the most severe first, then the most frequent."""
    worst: dict[tuple[str, str], str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    totals: Counter[str] = Counter()
    for one in findings:
        worst.setdefault((one.code, one.rule), one.severity)
        counts[one.code, one.locale] += 1
        totals[one.code] += 1
    order: list[str] = [*LEVELS]
    for code, name in sorted(worst, key=lambda rule: (order.index(worst[rule]), -totals[rule[0]], rule[0])):
        row = [counts[code, locale] for locale in columns]
        level = worst[code, name]
        yield Line(shown(code), shown(name), level, row, totals[code] - sum(row), totals[code])


def _owner(finding: Finding) -> str:
    return shown(finding.owner or "")


def _mending(fix: Fix | None) -> Mending:
    if not fix:
        return Mending("", [])
    return Mending(
        fix.safety, [Change(one.at.line, one.at.column, clean(short(one.text, _TEXT))) for one in fix.edits[:20]]
    )
