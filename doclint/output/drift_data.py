"""The articles of a drift report as the page embeds them: compact JSON that no text can break out of."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote

from doclint.drift.model import ArticleDrift, Change, Counts, DriftReport
from doclint.output.escaping import clean, script, shown
from doclint.output.page import as_bytes, beside, embedded
from doclint.output.worddiff import Op, diff
from doclint.project.found import Found

STATES = ("stale", "missing", "orphan", "unknown", "cosmetic", "current")
KINDS = ("edited", "added", "removed", "moved", "cosmetic")
REASONS = ("number", "version", "code", "command", "negation", "state")
NAMES = {
    "stale": "Stale",
    "missing": "Missing",
    "orphan": "Orphan",
    "unknown": "Unknown",
    "cosmetic": "Cosmetic",
    "current": "Current",
    "edited": "Edited",
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
    "reference": "Reference",
    "contradiction": "Contradiction",
    "false-sync": "False sync",
}
CHUNK = 500
BLANK = ArticleDrift("", "", "stale", "", Found("none"), Counts())
BLANK_CHANGE = Change("edited", critical=False, then="", now="", target="", line=0, source_line=0)

_CODE = re.compile(r"(`[^`\n]+`)")
_HOWS = {
    "commit": "the commit it records",
    "hash": "the hash of the source it records",
    "tag": "the revision tag in its text",
    "outdated": "the commit since which it is marked as outdated",
    "inferred": "git history",
    "none": "nothing",
}


class Unit(NamedTuple):
    """A change as the page shows it; `then` and `now` are the sides of the word diff."""

    change: Change
    ops: list[Op]

    @classmethod
    def of(cls, change: Change) -> "Unit":
        """A change with its word diff."""
        return cls(change, diff(clean(change.then or ""), clean(change.now or "")))

    @property
    def then(self) -> list[Op]:
        """What was there: what stays and what goes."""
        return [one for one in self.ops if one[0] < 2]

    @property
    def now(self) -> list[Op]:
        """What is there: what stays and what came."""
        return [one for one in self.ops if one[0] != 1]

    def target(self, direction: str) -> list[Op]:
        """The translation; code runs from left to right (3), also where it stands in text that does not."""
        text = self.change.target or ""
        if direction != "rtl":
            return [(0, text)]
        return [(3 if at % 2 else 0, part) for at, part in enumerate(_CODE.split(text))]


class Pages:
    """The report's articles, and what the page says of them."""

    def __init__(self, report: DriftReport, forge: str = "") -> None:
        if forge and not forge.startswith(("https://", "http://")):
            message = f"{forge!r} is no address of files on the web"
            raise ValueError(message)
        self.report = report
        self.source = script(report.summary.source_locale)
        self.forge = forge.replace("{revision}", quote(as_bytes(report.summary.revision or "HEAD"), safe=""))
        self.locales = {tag: script(tag) for tag in self._tags()}
        self._folders = {tally.folder for tally in report.summary.folders}

    def _tags(self) -> list[str]:
        tags = [tally.locale for tally in self.report.summary.locales]
        return list(dict.fromkeys([*tags, *(article.locale for article in self.report.articles)]))

    def folder(self, article: ArticleDrift) -> str:
        """The folder of the summary that the article is counted in."""
        for path in (article.source_path, article.path):
            parts = (path or "").split("/")[:-1]
            for start in range(len(parts) + 1):
                for end in range(len(parts), start, -1):
                    if (name := "/".join(parts[start:end])) in self._folders:
                        return name
        return "." if "." in self._folders else ""

    def folder_name(self, folder: str) -> str:
        """A folder for people."""
        return "(top)" if folder in {"", "."} else shown(folder)

    def href(self, path: str, line: int = 0) -> str:
        """Where a file lies: on the web where the forge is known, else beside the report."""
        if self.forge:
            name = quote(as_bytes(path), safe="/")
            return self.forge.replace("{path}", name).replace("{line}", str(max(line, 1)))
        return beside(path, line)

    def path(self, path: str | None) -> str:
        """A path for people, with odd characters shown."""
        return shown(path or "")

    def fragment(self, text: str) -> str:
        """Text in the page's own address."""
        return quote(as_bytes(shown(text)), safe="")

    def share(self, article: ArticleDrift) -> str:
        """How much of an article is to be translated, where that is counted."""
        counts = article.units
        owed = counts.stale + counts.added + counts.removed
        return f"{owed:,} of {counts.total:,} units to translate." if counts.total else ""

    def about(self, article: ArticleDrift) -> list[str]:
        """What is known of the article, in sentences."""
        return [sentence for sentence in (_reference(article), _age(article), _who(article)) if sentence]

    def data(self) -> Iterator[str]:
        """The index of all articles, then their changes, `CHUNK` articles an element, one line an article."""
        yield '<script type="application/json" id="index">' + embedded(self._index()) + "</script>\n"
        articles = self.report.articles
        for start in range(0, len(articles), CHUNK):
            lines = "\n".join(self._details(article) for article in articles[start : start + CHUNK])
            yield f'<script type="application/json" class="details">{lines}</script>\n'

    def _index(self) -> dict[str, Any]:
        tags, folders = list(self.locales), sorted(self._folders | {""})
        folder_numbers, sources = {name: at for at, name in enumerate(folders)}, _Numbers()
        tag_numbers, places = {tag: at for at, tag in enumerate(tags)}, _Numbers()
        rows = []
        for article in self.report.articles:
            parent, _, name = shown(article.path).rpartition("/")
            at = [places.of(parent), name, sources.of(shown(article.source_path or ""))]
            rows.append([*at, tag_numbers[article.locale], folder_numbers[self.folder(article)], *_figures(article)])
        return {
            "source": self.source,
            "locales": [self.locales[tag] for tag in tags],
            "folders": [shown(name) for name in folders],
            "places": list(places),
            "sources": list(sources),
            "forge": self.forge,
            "chunk": CHUNK,
            "rows": rows,
        }

    def _details(self, article: ArticleDrift) -> str:
        """One line: what is known of the article, its faults, its changes."""
        faults = [[NAMES[fault.kind], shown(fault.message), fault.line] for fault in article.faults]
        return embedded([self.about(article), faults, [_change(change) for change in article.changes]])


class _Numbers(dict[str, int]):
    """Texts numbered in the order in which they come."""

    def of(self, text: str) -> int:
        return self.setdefault(text, len(self))


def _figures(article: ArticleDrift) -> list[Any]:
    kinds = sum(1 << KINDS.index(kind) for kind in {change.kind for change in article.changes})
    counts = article.units
    owed = counts.stale + counts.added + counts.removed
    days = -1 if article.days is None else article.days
    state = STATES.index(article.state)
    return [state, article.words_to_translate, article.critical, days, kinds, owed, counts.total, len(article.faults)]


def _change(change: Change) -> list[Any]:
    """A change as the script reads it; the sides are the word diff, flat."""
    sides = [part for op in Unit.of(change).ops for part in op]
    reasons = [REASONS.index(reason) for reason in change.reasons]
    touched = -1 if change.touched is None else int(change.touched)
    places = [change.line, change.source_line, change.words]
    notes = [shown(change.section), shown(change.reviewed)]
    target = None if change.target is None else clean(change.target)
    there = (change.then is not None) + 2 * (change.now is not None)
    return [KINDS.index(change.kind), int(change.critical), there, sides, target, reasons, touched, *places, *notes]


def _reference(article: ArticleDrift) -> str:
    found: Found = article.reference
    if article.state == "missing":
        return ""
    if found.fault:
        return f"The source it was made from is not known: {shown(found.fault)}."
    if found.kind == "none":
        return "Nothing tells which source it was made from."
    which = f" {shown(found.commit or found.value)[:12]}" if found.commit or found.value else ""
    sure = f", {round(found.confidence * 100)}% sure" if found.confidence < 1 else ""
    dated = f" of {shown(found.date)[:10]}" if found.date else ""
    return f"Made from the source{dated} ({_HOWS[found.kind]}{which}{sure})."


def _age(article: ArticleDrift) -> str:
    if not article.since:
        return ""
    commits = f" in {article.commits} commits" if article.commits > 1 else ""
    return f"The source has changed{commits} since {shown(article.since)[:10]}."


def _who(article: ArticleDrift) -> str:
    if article.human is None:
        return ""
    return "Translated by a person." if article.human else "Translated by a machine."
