"""How often each rule spoke, by locale or by owner."""

from collections import Counter
from typing import TextIO

from doclint.model import Finding
from doclint.output.columns import inert, visible
from doclint.run import Report

_NARROWEST = 9


def write(report: Report, out: TextIO, by: str = "locale") -> None:
    """A table: a line a rule, a column a locale or an owner (- is nobody)."""
    counts = Counter((one.code, one.rule, one.severity, _column(one, by)) for one in report.findings)
    heads = sorted({head for *_, head in counts})
    widths = [max(_NARROWEST, len(visible(head)) + 2) for head in (*heads, "all")]
    rows = sorted({(code, rule, severity) for code, rule, severity, _ in counts})
    out.write(f"{'':45}" + inert(_cells([visible(head) for head in (*heads, "all")], widths)))
    for row in rows:
        numbers = [counts[(*row, head)] for head in heads]
        code, rule, severity = row
        out.write(f"{code}  {rule:28}{severity:10}" + _cells([*map(str, (*numbers, sum(numbers)))], widths))


def _column(finding: Finding, by: str) -> str:
    return finding.locale if by == "locale" else finding.owner or "-"


def _cells(texts: list[str], widths: list[int]) -> str:
    return "".join(f"{text:>{width}}" for text, width in zip(texts, widths, strict=True)) + "\n"
