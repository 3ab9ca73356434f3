"""Drift pages that tests look at: rendered, parsed, and one that tries to break out."""

import io
from typing import Any

import drift_samples
import msgspec
from lxml import html

from doclint.drift.model import ArticleDrift, Change, Counts, DriftReport, Fault
from doclint.output.drift_html import write
from doclint.project.found import Found

HOSTILE = [
    "</script><script>throw 1</script>",
    "<!--<script>",
    "\"'><img src=x onerror=alert(1)>",
    "a\u202egnp.exe\u2066",
    "nul\0bell\a\x9b31m",
    "lone \ud800 and \udc80",
    "{{ 7 * 7 }} {% raw %} ${x} &lt;b&gt; \u2028 \u2029 ]]> \ufeff",
    "javascript:alert(1)//../..//evil.example/x",
]


def rendered(report: DriftReport, **options: Any) -> str:  # noqa: ANN401
    """The page of a report."""
    out = io.StringIO()
    write(report, out, **options)
    return out.getvalue()


def hostile() -> DriftReport:
    """A report every text of which tries to break out."""
    articles = []
    for number, text in enumerate(HOSTILE):
        change = Change("edited", True, text, f"{text} now", text, 3, 4, section=text, reviewed=text)  # noqa: FBT003
        articles.append(
            ArticleDrift(
                f"docs/fr/{text}/a{number}.md",
                text,
                "stale",
                f"docs/en/{text}/a{number}.md",
                Found("commit", text, 0.5, text, text, text, text if number % 2 else ""),
                Counts(3, 2, 0, 1),
                since=text,
                days=4,
                faults=(Fault("false-sync", text),),
                changes=(change,),
                critical=1,
            )
        )
    report = drift_samples.report(articles, source=HOSTILE[0])
    summary = msgspec.structs.replace(report.summary, revision=HOSTILE[1], date=HOSTILE[2], unreadable=tuple(HOSTILE))
    return msgspec.structs.replace(report, summary=summary)


def parsed(text: str) -> Any:  # noqa: ANN401
    """The page as a tree."""
    return html.fromstring(text)


def sample() -> str:
    """The sample report as it is rendered now."""
    report = drift_samples.sample()
    return rendered(report, earlier=drift_samples.earlier(report.summary))
