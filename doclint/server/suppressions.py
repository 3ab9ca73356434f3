"""Which findings an article or the baseline keeps quiet, and the comment that keeps one more quiet."""

from collections.abc import Iterable, Iterator

from doclint.baseline.store import Store
from doclint.examine import Job
from doclint.findings import by_place
from doclint.fix import GENERATED, Page
from doclint.ignoring import edits_for
from doclint.model import Article, Edit, Finding, Location, Span
from doclint.project.edition import Edition
from doclint.run import Report, Summary
from doclint.suppressions.register import Register

NOTHING = Report((), Summary(0, 0, 0, {}, {}, 0))
_REASON = "reason"


def told(
    findings: tuple[Finding, ...], edition: Edition | None, jobs: Iterable[Job], baseline: Store | None
) -> tuple[Finding, ...]:
    """The findings of one article without those that its directives and the baseline hide."""
    found = Register([edition], [one.rule for one in jobs]).parted(findings)[0] if edition else findings
    report = Report(found, NOTHING.summary)
    return by_place(baseline.hide(report).findings if baseline else found)


def suppression(article: Article, finding: Finding) -> Iterator[Edit]:
    """The edits that keep a finding quiet; none where the next hand-back of the translation would overwrite them."""
    if any(key in article.metadata for key in GENERATED):
        return
    data = article.original.text.encode("utf-8", "surrogatepass")
    for span, text in edits_for(Page(data, article), [finding], _REASON):
        yield Edit(_place(article, span), text)


def _place(article: Article, span: Span) -> Location:
    start, end = article.original.position(span.start), article.original.position(span.end)
    return Location(article.path, *start, *end)
