"""The drift report a release manager opens: one HTML file that needs no network."""

import base64
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from doclint.drift.model import DriftReport, Summary
from doclint.output import drift_figures as figures
from doclint.output.drift_data import BLANK, BLANK_CHANGE, NAMES, Pages, Unit, clean
from doclint.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

PAGE = 50
LISTED = 200


def write(report: DriftReport, out: TextIO, *, earlier: Sequence[Summary] = (), forge: str = "") -> None:
    """Write the page.

    `earlier` are the summaries of older reports, oldest first, for the trend. `forge` is the address of a file on the
    web with {path} and {line} in it, also {revision}; raises ValueError where it is no https or http address.
    """
    pages = Pages(report, forge)
    template = _environment(pages).get_template("page.html")
    script, style = _resource("drift.js"), _resource("style.css")
    out.writelines(
        template.generate(
            report=report,
            summary=report.summary,
            pages=pages,
            figures=figures,
            totals=figures.totals(report.summary),
            trend=figures.trend([*earlier, report.summary]) if earlier else None,
            lists=figures.lists(report, LISTED),
            script=_inline(script),
            style=_inline(style),
            policy=f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
            "base-uri 'none'; form-action 'none'",
            size=PAGE,
            blank=BLANK,
            blank_change=BLANK_CHANGE,
        )
    )


def _environment(pages: Pages) -> "Environment":
    """Jinja2, which escapes all that is not ours; control characters are shown before."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: object) -> object:
        return clean(value) if isinstance(value, str) else value

    environment = Environment(
        loader=FileSystemLoader(folder("reports") / "drift"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": figures.number, "percent": figures.percent, "plural": figures.plural}
    environment.globals |= {"names": NAMES, "unit": Unit.of, "data": lambda: (Markup(text) for text in pages.data())}  # noqa: S704
    return environment


def _resource(name: str) -> str:
    return (folder("reports") / "drift" / name).read_text("utf-8").replace("\r\n", "\n")


def _inline(text: str) -> "Markup":
    """A file of ours that stands in the page as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


def _hash(text: str) -> str:
    """What the content security policy knows a style sheet or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
