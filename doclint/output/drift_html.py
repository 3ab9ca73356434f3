"""The drift report a release manager opens: one HTML file that needs no network."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from doclint.drift.model import DriftReport, Summary
from doclint.output import drift_figures as figures
from doclint.output import page
from doclint.output.drift_data import BLANK, BLANK_CHANGE, NAMES, Pages, Unit

if TYPE_CHECKING:
    from jinja2 import Environment

PAGE = 50
LISTED = 200


def write(report: DriftReport, out: TextIO, *, earlier: Sequence[Summary] = (), forge: str = "") -> None:
    """Write the page.

    `earlier` are the summaries of older reports, oldest first, for the trend. `forge` is the address of a file on the
    web with {path} and {line} in it, also {revision}; raises ValueError where it is no https or http address.
    """
    pages = Pages(report, forge)
    template = _environment(pages).get_template("page.html")
    script, style = page.resource("page.js", "drift/drift.js"), page.resource("drift/style.css")
    out.writelines(
        template.generate(
            report=report,
            summary=report.summary,
            pages=pages,
            figures=figures,
            totals=figures.totals(report.summary),
            trend=figures.trend([*earlier, report.summary]) if earlier else None,
            lists=figures.lists(report, LISTED),
            script=page.inline(script),
            style=page.inline(style),
            policy=page.policy(script, style),
            size=PAGE,
            blank=BLANK,
            blank_change=BLANK_CHANGE,
        )
    )


def _environment(pages: Pages) -> "Environment":
    environment = page.environment("drift")
    environment.filters |= {"number": figures.number, "percent": figures.percent, "plural": figures.plural}
    environment.globals |= {"names": NAMES, "unit": Unit.of, "data": lambda: map(page.inline, pages.data())}
    return environment
