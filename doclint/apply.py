"""What becomes of fixes: files written, or a diff shown, and words about both."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from doclint import writing
from doclint.console import color, warn, write_file
from doclint.fix import Change, Mended, mend
from doclint.ignoring import checked, ignore
from doclint.inputs import Inputs
from doclint.model import Finding
from doclint.output import diff, text
from doclint.overlay import Draft
from doclint.run import Report
from doclint.tree import Tree


class Fixing:
    """One run of `check`: what its fixes may change, and how it speaks of them.

    `shown` says which findings the user sees: no others are fixed. Articles `named` by --source are left alone.
    """

    _done, _would = "Fixed", "Would fix"

    def __init__(
        self, given: Inputs, shown: Callable[[Finding], bool], *, named: bool, unsafe: bool, quiet: bool
    ) -> None:
        self._given = given
        self._shown = shown
        self._named = named
        self._unsafe = unsafe
        self._quiet = quiet
        self._written: list[Change] | None = None
        self.unwritten = False

    def mend(self, tree: Draft, look: Callable[[Tree], Report], report: Report) -> Mended:
        """Fix what can be fixed of `report`, in memory, and say what cannot."""
        mended = mend(tree, look, report, self._wanted, self._obstacle)
        for line in mended.refused:
            warn(line)
        return mended

    def write(self, mended: Mended) -> Report | None:
        """Write the changed files. What remains; None where a file could not be written, so that it has to be asked."""
        self._written = [change for change in mended.changes if self._exchange(change)]
        self.unwritten = len(self._written) < len(mended.changes)
        return None if self.unwritten else mended.report

    def show(self, mended: Mended, output: str | None) -> tuple[Change, ...]:
        """Show what would change, on a terminal in colour, else byte for byte; or write it to a file."""
        if output is not None:
            write_file(output, lambda out: diff.write(mended.changes, out))
        elif sys.stdout.isatty():
            diff.show(mended.changes, sys.stdout, color=color(sys.stdout))
        else:
            diff.write(mended.changes, sys.stdout)
        self._tell(self._would, mended.changes, mended.report)
        return mended.changes

    def say(self, report: Report, *, hint: bool) -> None:
        """Say what was fixed; where nothing was asked for, a `hint` at what could be."""
        if self._written is not None:
            self._tell(self._done, self._written, report)
        elif hint and not self._quiet and (line := text.fixable(report.where(self._shown), unsafe=self._unsafe)):
            click.echo(line, err=True)

    @property
    def done(self) -> bool:
        """Whether a file was changed."""
        return bool(self._written)

    def _wanted(self, finding: Finding) -> bool:
        safeties = {"safe", "unsafe"} if self._unsafe else {"safe"}
        return finding.fix is not None and finding.fix.safety in safeties and self._shown(finding)

    def _obstacle(self, path: str) -> str:
        if path not in self._given.found:
            return "it is not among the articles to check"
        if self._named and path in self._given.originals:
            return "it is named as a source"
        return writing.obstacle(Path.cwd(), path)

    def _exchange(self, change: Change) -> bool:
        reason = writing.exchange(Path.cwd(), change.path, change.before, change.after)
        if reason:
            warn(f"{change.path}: not {self._done.lower()}: {reason}")
        return not reason

    def _tell(self, done: str, changes: Sequence[Change], remaining: Report) -> None:
        if not self._quiet:
            click.echo(text.fixed(done, changes, remaining.where(self._shown), unsafe=self._unsafe), err=True)
        if any(change.generated for change in changes):
            warn(text.overwritten(changes))


class Ignoring(Fixing):
    """One run of `check` that writes into the articles why the findings shown are right as they stand."""

    _done, _would = "Ignored", "Would ignore"

    def __init__(self, like: Fixing, reason: str) -> None:
        """What may be changed, and how it is spoken of, is as in another run."""
        vars(self).update(vars(like))
        self._reason = checked(reason)

    def mend(self, tree: Draft, look: Callable[[Tree], Report], report: Report) -> Mended:
        """Write directives for what is shown of `report`, in memory, and say where none can be written."""
        mended = ignore(tree, look, report, self._shown, self._obstacle, self._reason)
        for line in mended.refused:
            warn(line)
        return mended

    def _tell(self, done: str, changes: Sequence[Change], remaining: Report) -> None:
        if not self._quiet:
            click.echo(text.ignored(done, changes, remaining.where(self._shown)), err=True)
