"""Findings for people: both sides one below the other, with carets."""

from collections import Counter
from collections.abc import Iterator, Sequence
from shutil import get_terminal_size
from typing import TextIO

import click

from doclint.fix import Change
from doclint.model import Evidence, Finding, Severity
from doclint.output.columns import columns, inert, visible
from doclint.run import Report, Summary

WIDTH = 120
_NARROWEST = 40
COLORS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


def write(report: Report, out: TextIO, *, color: bool) -> None:
    """Every finding in full, then what was looked at."""
    width = get_terminal_size((WIDTH, 0)).columns if out.isatty() else WIDTH
    for finding in report.findings:
        lines = (inert(_plain_unless(color, line)) for line in _finding(finding, width))
        out.write("\n".join(lines) + "\n\n")


def summary(kept: Report, shown: Report, *, color: bool) -> str:
    """A few lines: how much was found in how much, what of it is not shown, and whether anything was compared."""
    told = [_count(kept.summary.findings[level], level) for level in COLORS if level in kept.summary.findings]
    looked = f"{_count(kept.summary.articles, 'article')}, {_count(kept.summary.pairs, 'translation')} compared"
    since = f" new since {visible(kept.summary.since)}" if kept.summary.since else ""
    found = ", ".join(told) if told else click.style(f"Nothing{'' if since else ' found'}", fg="green")
    lines = [f"{found}{since} ({looked}).{_hidden(kept.summary)}"]
    listed = sum(shown.summary.findings.values())
    if len(kept.findings) > listed:
        lines.append(f"{len(kept.findings) - listed} less severe not shown; '--severity info' shows them.")
    if listed > len(shown.findings):
        lines.append(f"{listed - len(shown.findings)} more not shown: --max-findings is {len(shown.findings)}.")
    if kept.summary.unresolved:
        named = _count(kept.summary.unresolved, "translation")
        lines.append(
            f"{named} made from a revision that is not in the source's repository (is the clone shallow?): "
            "what differs there is shown as info at most."
        )
    if not kept.summary.pairs and kept.summary.translations and not since:
        lines.append("Nothing was compared: the translations' sources are not among these articles (see --source).")
    return _plain_unless(color, "\n".join(lines))


def _hidden(summary: Summary) -> str:
    """How many findings are not told, and by what they are hidden."""
    counts = {"suppressed": summary.suppressed, "in the baseline": summary.baselined}
    told = ", ".join(f"{count:,} {words}" for words, count in counts.items() if count)
    return f" {told}." if told else ""


def fixable(report: Report, *, unsafe: bool) -> str:
    """A line on what `--fix` would mend, empty where that is nothing; `unsafe` fixes are counted in, or apart."""
    safe, more = _fixes(report, unsafe=unsafe)
    if safe:
        return f"{_count(safe, 'finding')} {_are(safe)} fixable with --fix{_more(more)}."
    return f"{_count(more, 'finding')} {_are(more)} fixable with --fix --unsafe-fixes." if more else ""


def fixed(done: str, changes: Sequence[Change], remaining: Report, *, unsafe: bool) -> str:
    """A line on what was `done` ("Fixed"), and what remains to be done."""
    count = sum(change.fixes for change in changes)
    told = f"{done} {_count(count, 'finding')} in {_count(len(changes), 'file')}" if count else "Nothing to fix"
    return f"{told}{_more(_fixes(remaining, unsafe=unsafe)[1])}."


def ignored(done: str, changes: Sequence[Change], remaining: Report) -> str:
    """A line on the findings that directives hide now ("Ignored"), and those that are still shown."""
    count, left = sum(change.fixes for change in changes), len(remaining.findings)
    told = f"{done} {_count(count, 'finding')} in {_count(len(changes), 'file')}" if count else "Nothing to ignore"
    return f"{told}{f' ({left:,} left)' if left else ''}."


def overwritten(changes: Sequence[Change]) -> str:
    """A warning that articles were mended which are made from their sources."""
    count = sum(change.generated for change in changes)
    return (
        f"{_count(count, 'fixed file')} {_are(count)} generated: the next hand-back of the translation overwrites "
        "the fixes, unless translators make them too ('--format xliff:FILE' instead of --fix writes them down for them)"
    )


def path(name: str) -> str:
    """A path at the beginning of a line, where two colons, or ##[, would be a command to some build servers."""
    return visible(f"./{name}" if name.startswith(("::", "##[")) else name)


def _fixes(report: Report, *, unsafe: bool) -> tuple[int, int]:
    """How many findings have a fix that would be applied, and how many have one that needs --unsafe-fixes."""
    counts = Counter(finding.fix.safety for finding in report.findings if finding.fix)
    return (counts["safe"] + counts["unsafe"], 0) if unsafe else (counts["safe"], counts["unsafe"])


def _more(count: int) -> str:
    return f" ({count:,} more with --unsafe-fixes)" if count else ""


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _plain_unless(color: bool, text: str) -> str:  # noqa: FBT001
    return text if color else click.unstyle(text)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def _finding(finding: Finding, width: int) -> Iterator[str]:
    place = click.style(f"{path(finding.path)}:{finding.line}:{finding.column}", bold=True)
    level = click.style(finding.severity, fg=COLORS[finding.severity], bold=True)
    unit = f" (unit {visible(finding.unit)})" if finding.unit else ""
    yield f"{place}: {level} {finding.code} {finding.rule}{unit}{_fix(finding)}{_owner(finding)}"
    yield f"  {visible(finding.message)}"
    own = "translation" if any(evidence.role == "source" for evidence in finding.evidence) else "here"
    sides = [(_name(evidence), evidence.line) for evidence in finding.evidence] + [(own, finding.line)]
    label = max(len(name) for name, _ in sides)
    margin = max(len(str(line)) for _, line in sides)
    shown: list[Evidence | Finding] = [*finding.evidence, finding]
    for (name, line), side in zip(sides, shown, strict=True):
        if side.path != finding.path:
            yield click.style(f"  in {visible(side.path)}{_dated(side)}:", dim=True)
        fg = COLORS[finding.severity] if side is finding else "cyan"
        yield from _line(f"  {name:>{label}} {line:>{margin}}", side, fg, width)


def _fix(finding: Finding) -> str:
    """What `--fix` can do about a finding."""
    marks = {"safe": " [fix]", "unsafe": " [unsafe fix]"}
    return marks.get(finding.fix.safety, "") if finding.fix else ""


def _owner(finding: Finding) -> str:
    """Whose article it is, as far as the configuration tells."""
    return f" ({visible(finding.owner)})" if finding.owner else ""


def _name(evidence: Evidence) -> str:
    return "source" if evidence.role == "source" else visible(evidence.locale)


def _dated(side: Evidence | Finding) -> str:
    return f" ({visible(side.date)})" if isinstance(side, Evidence) and side.date else ""


def _line(head: str, side: Evidence | Finding, fg: str, width: int) -> Iterator[str]:
    before, marked, after = _window(side.text, *side.highlight, max(_NARROWEST, width - len(head) - 3))
    yield click.style(f"{head} | ", dim=True) + before + click.style(marked, fg=fg) + after
    rule = click.style(f"{' ' * len(head)} | ", dim=True)
    if marked.strip():
        yield rule + " " * columns(before) + click.style("^" * max(1, columns(marked)), fg=fg, bold=True)


def _window(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What stands before, in and behind the highlight, cut to `width` characters around it."""
    text, start, end = _around(text, start, end, width)
    before, marked, after = visible(text[:start]), visible(text[start:end]), visible(text[end:])
    if len(marked) > width:
        marked = marked[: width - 1] + "…"
    room = max(0, width - len(marked))
    ahead = max(room - len(before), room // 2)
    if len(after) > ahead:
        after = after[: max(0, ahead - 1)] + "…"
    left = room - len(after)
    if len(before) > left:
        before = "…" + before[len(before) - max(0, left - 1) :]
    return before, marked, after


def _around(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """What can matter of a text that may be megabytes long, and where the highlight stands in it."""
    first, last = max(0, start - 2 * width), max(end, start) + 2 * width
    return text[first:last], start - first, end - first
