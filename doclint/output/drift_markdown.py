"""The drift report as Markdown that fits a comment on a pull request."""

from collections.abc import Iterator
from typing import TextIO

from doclint.drift.model import ArticleDrift, Change, Delta, DriftReport, Tally
from doclint.output.comment import LIMIT, code, entities, size
from doclint.output.drift_worst import count, described
from doclint.output.worddiff import GONE, NEW, diff

_CHANGES = 10
_TEXT = 600
_LOCALES = 100
_STATES = ("current", "cosmetic", "stale", "missing", "orphan", "unknown")
_HEAD = ("locale", "articles", *_STATES, "critical", "words", "median age")


def write(report: DriftReport, out: TextIO) -> None:
    """A table by locale, then as many articles as fit, those with the most harm first, their changes folded."""
    parts = [*_summary(report), *_delta(report.summary.delta)]
    used = sum(map(size, parts))
    due = [one for one in report.articles if one.state not in {"current", "cosmetic"} or one.faults]
    for number, one in enumerate(due):
        part = _article(one)
        if used + size(part) > LIMIT:
            parts.append(f"\n{count(len(due) - number, 'more article')} not shown.\n")
            break
        parts.append(part)
        used += size(part)
    out.writelines(parts)


def _summary(report: DriftReport) -> Iterator[str]:
    total = report.summary
    yield "## Translation drift\n\n"
    yield (
        f"{count(total.articles, 'article')} in {count(len(total.locales), 'locale')}, "
        f"{count(total.words_to_translate, 'word')} to translate, {count(total.critical, 'critical change')} "
        f"({total.date}).\n\n"
    )
    if total.locales:
        yield f"| {' | '.join(_HEAD)} |\n|---{'|---:' * (len(_HEAD) - 1)}|\n"
        yield from map(_row, total.locales[:_LOCALES])


def _row(one: Tally) -> str:
    age = "" if one.median_days is None else count(one.median_days, "day")
    numbers = [one.articles, *(one.states.get(state, 0) for state in _STATES), one.critical, one.words_to_translate]
    return f"| {code(one.locale)} | {' | '.join(f'{number:,}' for number in numbers)} | {age} |\n"


def _delta(found: Delta | None) -> Iterator[str]:
    if found:
        owed = f"**{count(found.owed_units, 'unit')}** ({count(found.owed_words, 'word')})"
        paid = f"**{count(found.paid_units, 'unit')}** ({count(found.paid_words, 'word')})"
        yield f"\nSince {code(found.against)}: newly owed {owed}, paid {paid}.\n"


def _article(one: ArticleDrift) -> str:
    """One article; what it owes is folded."""
    head = f"{code(one.path)} ({code(one.locale)}) <b>{one.state}</b>"
    text = f"{head} {code(described(one))}" if described(one) else head
    lines = [f"- {code(fault.message)} (line {fault.line})" for fault in one.faults]
    changes = [change for change in one.changes if change.kind != "cosmetic"]
    lines += [line for change in changes[:_CHANGES] for line in _change(change)]
    if len(changes) > _CHANGES:
        lines.append(f"- {count(len(changes) - _CHANGES, 'more change')}")
    if not lines:
        return f"\n<p>{text}</p>\n"
    body = "\n".join(lines)
    return f"\n<details><summary>{text}</summary>\n\n{body}\n\n</details>\n"


def _change(one: Change) -> Iterator[str]:
    critical = f" **critical ({', '.join(one.reasons) or one.kind})**" if one.critical else ""
    reviewed = f", reviewed: {code(one.reviewed)}" if one.reviewed else ""
    yield f"- {one.kind}{critical}, line {one.line}{reviewed} {code(f'[{one.id}]')}"
    yield f"  - source: {_words(one)}"
    if one.target:
        yield f"  - translation: {code(one.target)}"


def _words(one: Change) -> str:
    then, now = ((text or "")[:_TEXT] for text in (one.then, one.now))
    tags = {GONE: "del", NEW: "ins"}
    parts = [
        f"<{tags[op]}>{entities(text)}</{tags[op]}>" if op in tags else entities(text) for op, text in diff(then, now)
    ]
    return f"<code>{''.join(parts)}</code>"
