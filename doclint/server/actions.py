"""What the editor offers to do about findings: fixes, all safe fixes, a comment that keeps one quiet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lsprotocol import types

from doclint.fix import mend
from doclint.model import LINE_END, Article, Edit, Finding, Location
from doclint.output.columns import visible
from doclint.overlay import Draft
from doclint.run import Report
from doclint.server.positions import spot
from doclint.server.reports import reported
from doclint.server.suppressions import NOTHING, suppression
from doclint.server.view import View

FIX_ALL = "source.fixAll.doclint"


def actions(
    view: View, path: str, place: types.Range, only: Sequence[types.CodeActionKind | str] | None, *, related: bool
) -> Iterator[types.CodeAction]:
    """The actions for the findings at a place, and for all of the file."""
    findings = view.desk.findings(path)
    here = [one for one in findings if view.holds(_at(one), place)]
    if _asked(only, types.CodeActionKind.QuickFix):
        fixes = [action for one in here if (action := _fix(view, one, related=related))]
        yield from sorted(fixes, key=lambda one: not one.is_preferred)
        quiet = (_quiet(view, one, related=related) for one in here if one.path in view.desk.articles)
        yield from (action for action in quiet if action)
    if _asked(only, FIX_ALL):
        yield from _all(view, path, findings)


def _asked(only: Sequence[types.CodeActionKind | str] | None, kind: types.CodeActionKind | str) -> bool:
    """Whether the editor asks for actions of a kind, or of one that it belongs to."""
    return not only or any(f"{_name(kind)}.".startswith(f"{_name(one)}.") for one in only)


def _name(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _at(finding: Finding) -> Location:
    return Location(finding.path, finding.line, finding.column, finding.end_line, finding.end_column)


def _fix(view: View, finding: Finding, *, related: bool) -> types.CodeAction | None:
    """The fix of a finding, where it may be applied and the file then reads as before."""
    if finding.fix is None or finding.fix.safety == "display" or not _mended(view, [finding]):
        return None
    safe = finding.fix.safety == "safe"
    doubt = "" if safe else " (unsafe: needs a second look)"
    wanted = f"write '{visible(finding.expected)[:60]}'" if finding.expected else "mend it"
    return types.CodeAction(
        title=f"{finding.code}: {wanted}{doubt}",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[reported(view, finding, related=related)],
        is_preferred=True if safe else None,
        edit=written(view, finding.fix.edits),
    )


def _quiet(view: View, finding: Finding, *, related: bool) -> types.CodeAction | None:
    edits = [*suppression(view.desk.articles[finding.path], finding)]
    if not edits:
        return None
    return types.CodeAction(
        title=f"{finding.code}: ignore it here, with a reason",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[reported(view, finding, related=related)],
        edit=written(view, edits),
    )


def _all(view: View, path: str, findings: Iterable[Finding]) -> Iterator[types.CodeAction]:
    """All safe fixes of a file at once, as one edit."""
    safe = [one for one in findings if one.fix and one.fix.safety == "safe"]
    after = _mended(view, safe) if safe else {}
    if path in after:
        edit = _difference(view, view.desk.articles[path], after[path])
        yield types.CodeAction("Apply all safe fixes of doclint", kind=FIX_ALL, edit=changed(view, {path: [edit]}))


def _mended(view: View, findings: Sequence[Finding]) -> dict[str, str]:
    """The files as they read with the fixes of `findings`; what would change what they say is left out."""
    draft = Draft(view.desk.draft)
    report = Report(tuple(findings), NOTHING.summary)
    mended = mend(draft, lambda _: NOTHING, report, lambda _: True, lambda _: "")
    return {one.path: one.after.decode("utf-8", "replace").removeprefix("\ufeff") for one in mended.changes}


def _difference(view: View, article: Article, after: str) -> types.TextEdit:
    """The one edit that makes the article's text into `after`."""
    before = article.original.text
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - start
    end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    place = view.positions.range(article.original, start, len(before) - end)
    return types.TextEdit(place, after[start : len(after) - end])


def written(view: View, edits: Iterable[Edit]) -> types.WorkspaceEdit:
    """Edits of articles as the editor applies them."""
    found: defaultdict[str, list[types.TextEdit]] = defaultdict(list)
    for edit in edits:
        article = view.desk.articles[edit.at.path]
        place = view.positions.located(article.original, edit.at)
        found[edit.at.path].append(types.TextEdit(place, _ended(article, edit)))
    return changed(view, found)


def changed(view: View, edits: dict[str, list[types.TextEdit]]) -> types.WorkspaceEdit:
    """Edits by path as one change of the workspace."""
    return types.WorkspaceEdit(changes={view.uri(path): own for path, own in edits.items()})


def _ended(article: Article, edit: Edit) -> str:
    """The new text with the line ends of the file it comes into."""
    end = LINE_END.search(article.original.text, spot(article.original, edit.at)[0])
    return LINE_END.sub(end[0], edit.text) if end else edit.text
