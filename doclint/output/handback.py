"""What goes back to translators: the units of both sides as they are, with what was found in them."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct

from doclint.console import warn
from doclint.errors import DoclintError
from doclint.model import Finding
from doclint.output.columns import visible
from doclint.output.passages import Aligned, Passage, Sheet
from doclint.project.pairing import ArticlePair
from doclint.project.tags import language
from doclint.run import Report

NO_UNIT = "in no unit of the text"
_NO_SOURCE = "in articles that are compared with no source"
_NO_TRANSLATION = "in articles that are no translations"


class Lone(NamedTuple):
    """A finding in a translation that no passage can be given for, and why."""

    finding: Finding
    reason: str


class Handback(Struct, frozen=True):
    """What there is to hand back; `elsewhere` counts the findings in articles that are no translations."""

    sheets: tuple[Sheet, ...]
    lone: tuple[Lone, ...] = ()
    elsewhere: int = 0

    def locale(self, form: str, *, source: bool) -> str:
        """The one locale of the sources or of the translations; DoclintError where `form` would need several."""
        found = {sheet.source_locale if source else sheet.target_locale for sheet in self.sheets} - {""}
        # Where some articles tell the region and others the language alone, it is one locale.
        exact = [one for one in found if not any(other.startswith(f"{one}-") for other in found)]
        if len(exact) > 1 or len({language(one) for one in found}) > 1:
            names = ", ".join(visible(one) for one in sorted(found))
            message = f"{form} holds one language, and these articles are in {names}: choose one with --locale"
            raise DoclintError(message)
        return exact[0] if exact else "und"

    def say_left_out(self, form: str, kept: Callable[[Passage], bool], *, lone: bool = True) -> None:
        """Say on stderr what `form` does not hold: passages that are not `kept`, and findings in none of them."""
        passages = [one for sheet in self.sheets for one in sheet.passages if not kept(one)]
        reasons: Counter[str] = Counter()
        for one in passages:
            reasons[one.remark] += max(1, len(one.findings))
        reasons.update(one.reason for one in self.lone if lone)
        reasons[_NO_TRANSLATION] += self.elsewhere
        told = ", ".join(f"{count:,} {reason}" for reason, count in reasons.items() if count)
        if told:
            warn(f"left out of {form}: {told}")


def of_pair(pair: ArticlePair) -> Handback:
    """All passages of an aligned pair of articles."""
    return Handback((Aligned(pair).whole(),))


def of_report(report: Report) -> Handback:
    """The findings of a run that are translators' work."""
    if report.members is None:
        message = "this report does not know its articles: run the check anew to hand it back to translators"
        raise DoclintError(message)
    compared = {edition.article.path: (edition, source) for edition, source in report.members.compared()}
    editions = {edition.article.path: edition for edition in report.members.editions}
    sheets, lone, elsewhere = [], [], 0
    for path, findings in _by_path(report.findings).items():
        if path in compared:
            sheet, rest = Aligned(report.members.met(*compared[path])).around(findings)
            sheets += [sheet] if sheet.passages else []
            lone += [Lone(finding, NO_UNIT) for finding in rest]
        elif path in editions and report.members.translated(editions[path]):
            lone += [Lone(finding, _NO_SOURCE) for finding in findings]
        else:
            elsewhere += len(findings)
    return Handback(tuple(sheets), tuple(lone), elsewhere)


def _by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    return found
