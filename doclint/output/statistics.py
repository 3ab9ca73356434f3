"""How often each rule spoke, by locale."""

from collections import Counter
from typing import TextIO

from doclint.output.columns import visible
from doclint.run import Report


def write(report: Report, out: TextIO) -> None:
    """A table: a line a rule, a column a locale."""
    counts = Counter((finding.code, finding.rule, finding.severity, finding.locale) for finding in report.findings)
    locales = sorted({locale for *_, locale in counts})
    rows = sorted({(code, rule, severity) for code, rule, severity, _ in counts})
    out.write(f"{'':45}" + "".join(f"{visible(locale):>9}" for locale in (*locales, "all")) + "\n")
    for row in rows:
        numbers = [counts[(*row, locale)] for locale in locales]
        code, rule, severity = row
        out.write(
            f"{code}  {rule:28}{severity:10}" + "".join(f"{number:>9}" for number in (*numbers, sum(numbers))) + "\n"
        )
