"""Findings as the editor shows them."""

from collections.abc import Iterator

from lsprotocol import types

from doclint.model import Evidence, Finding, Location
from doclint.output.columns import visible
from doclint.rule import Rule
from doclint.server.view import View

_LEVELS = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
_TAGS = {"name-outdated": types.DiagnosticTag.Deprecated, "fact-outdated": types.DiagnosticTag.Deprecated}
_LONGEST = 400


def reported(view: View, finding: Finding, *, related: bool) -> types.Diagnostic:
    """A finding as a diagnostic; `related` says whether the editor shows the other side beside it."""
    at = Location(finding.path, finding.line, finding.column, finding.end_line, finding.end_column)
    place = view.located(at)
    pages = {rule.code: rule for rule in (job.rule for job in view.desk.jobs)}
    page = _page(pages[finding.code]) if finding.code in pages else None
    beside = [*_related(view, finding)]
    message = _text(finding.message)
    return types.Diagnostic(
        range=place.range if place else view.start(finding.path).range,
        message=message if related or not beside else f"{message}\n{beside[0].message}",
        severity=_LEVELS[finding.severity],
        code=finding.code,
        code_description=types.CodeDescription(page) if page else None,
        source="doclint",
        tags=[_TAGS[finding.rule]] if finding.rule in _TAGS else None,
        related_information=beside if related and beside else None,
        data=finding.fingerprint,
    )


def _page(rule: Rule) -> str | None:
    """The rule's page, which lies beside the program."""
    return rule.path.absolute().as_uri() if rule.path.is_file() else None


def _related(view: View, finding: Finding) -> Iterator[types.DiagnosticRelatedInformation]:
    for one in finding.evidence:
        at = Location(one.path, one.line, one.column, one.end_line, one.end_column)
        place = view.located(at) or view.start(one.path)
        yield types.DiagnosticRelatedInformation(place, _side(one))


def _side(evidence: Evidence) -> str:
    """Whose sentence it is, and the sentence."""
    locale = f" ({visible(evidence.locale)})" if evidence.locale else ""
    return f"{evidence.role.capitalize()}{locale}: {_text(evidence.text)}"


def _text(text: str) -> str:
    line = visible(text)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
