"""Logging commands of Azure Pipelines: errors and warnings as issues, the rest as lines in the log."""

from typing import TextIO

from doclint.model import Finding
from doclint.output import concise
from doclint.output.columns import inert, short, visible
from doclint.output.ranking import by_severity
from doclint.run import Report

_LONGEST = 4000


def write(report: Report, out: TextIO) -> None:
    """The findings, the most severe first. Azure has no issues of type info: a plain line tells them."""
    for finding in by_severity(report.findings):
        if finding.severity == "info":
            out.write(inert(concise.line(finding, color=False)) + "\n")
        else:
            out.write(_command(finding) + "\n")


def _command(finding: Finding) -> str:
    values = {
        "type": finding.severity,
        "sourcepath": finding.path,
        "linenumber": str(max(1, finding.line)),
        "columnnumber": str(max(1, finding.column)),
        "code": finding.code,
    }
    named = "".join(f"{key}={_property(value)};" for key, value in values.items())
    message = visible(short(finding.message, _LONGEST))
    return f"##vso[task.logissue {named}]{inert(_data(f'{finding.rule}: {message}'))}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return inert(visible(_data(text).replace("]", "%5D").replace(";", "%3B")))
