"""What the options of `doclint check` ask for."""

from collections.abc import Callable
from typing import NamedTuple

from msgspec import Struct

from doclint.model import Finding, Severity
from doclint.pool import processors
from doclint.select import at_least, fails
from doclint.session import Request


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """The options by their names; the help of the command tells what they mean."""

    paths: tuple[str, ...]
    source: tuple[str, ...]
    locale: tuple[str, ...]
    since: str | None
    staged: bool
    select: str
    ignore: str
    forms: tuple[str, ...]
    output: str | None
    severity: Severity
    fail_on: Severity
    fail_on_drift: bool
    exit_zero: bool
    max_findings: int | None
    statistics: bool
    fix: bool
    unsafe_fixes: bool
    exit_non_zero_on_fix: bool
    diff: bool
    add_ignore: str | None
    baseline: str | None
    no_baseline: bool
    write_baseline: str | None
    prune_baseline: bool
    by: str | None
    watch: bool
    no_cache: bool
    jobs: int | None
    quiet: bool

    def request(self) -> Request:
        """What is to be checked, and how."""
        return Request(
            self.paths,
            self.source,
            names(self.select),
            names(self.ignore),
            self.since,
            self.staged,
            "" if self.no_baseline or self.write_baseline is not None else self.baseline,
            self.jobs or processors(),
            not self.no_cache,
        )

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales to report on; none are all."""
        return tuple(name for listed in self.locale for name in names(listed))

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats of the report: what counts, or shows changes, is for people."""
        return ("text",) if self.statistics or self.diff else self.forms

    @property
    def mends(self) -> bool:
        """Whether articles are written."""
        return self.fix or self.add_ignore is not None

    @property
    def columns(self) -> str:
        """What the statistics count by; empty where none are asked for."""
        return (self.by or "locale") if self.statistics else ""


class Wanted(NamedTuple):
    """Which findings the user asked for: those in some locales, shown and counted from some severity on."""

    locale: Callable[[str], bool]
    asked: Asked

    def speaks_of(self, finding: Finding) -> bool:
        """Whether a finding is in one of the locales."""
        return self.locale(finding.locale)

    def shows(self, finding: Finding) -> bool:
        """Whether a finding is shown."""
        return self.speaks_of(finding) and at_least(finding.severity, self.asked.severity)

    def fails(self, finding: Finding) -> bool:
        """Whether a finding counts for the exit code."""
        asked = self.asked
        return self.speaks_of(finding) and fails((finding,), asked.fail_on, drift=asked.fail_on_drift)

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is shown, or counts for the exit code."""
        return self.shows(finding) or self.fails(finding)


def names(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
