"""The next bit of work at a desk: what one waits for first, what is good to know last."""

import asyncio
import time
from typing import Any

from doclint.examine import Job, findings_of, looked
from doclint.server.desk import Desk
from doclint.server.ledger import Draft as Said
from doclint.server.records import Base

Done = tuple[float | None, set[str]]
"""After how many seconds there is more to do (None: nothing), and the articles of which something else is said now."""


async def step(desk: Desk) -> Done:
    """Do the next bit. Bits are short; what takes longer is done beside, while questions are answered."""
    if refresh(desk):
        return 0, set()
    if desk.unread:
        return await _read(desk)
    if not desk.whole or desk.ungrouped:
        desk.whole, desk.ungrouped = True, False
        desk.reader.flush()
        desk.renew(await asyncio.to_thread(desk.regrouped))
        return 0, set()
    if desk.unjudged:
        return 0, _judge(desk)
    wait = desk.quiet - time.monotonic()
    if wait > 0:
        return wait, set()
    return await _compare(desk, quick=True) or await _compare(desk, quick=False) or (None, set())


def refresh(desk: Desk) -> bool:
    """Read what was typed since; whether there was something."""
    changed, desk.changed = desk.changed, set()
    for path in changed - desk.unread.keys():
        desk.read(path)
    if desk.members is not None:
        desk.take_up(changed & desk.editions.keys() & desk.articles.keys())
    return bool(changed)


async def _read(desk: Desk) -> Done:
    """Read the next article. Once the open ones and their other locales are there, they are judged before the rest."""
    if desk.early and not any(path in desk.unread for path in desk.early):
        desk.early = []
        desk.renew(desk.regrouped())
    if desk.unjudged:
        return 0, _judge(desk)
    path = next(iter(desk.unread))
    del desk.unread[path]
    if path not in desk.articles:
        desk.read(path)
    return 0, set()


def _judge(desk: Desk) -> set[str]:
    """Judge the next article, by itself and beside its source, as far as it waits for either."""
    _, path = next(iter(desk.unjudged))
    told: set[str] = set()
    former = desk.former.pop(path, None)
    if former and desk.members:
        desk.put(("pair", path), findings_of(desk.jobs, desk.members.met(*former)))
    for kind, ask in (("article", _of_article), ("pair", _of_pair)):
        if (kind, path) in desk.unjudged:
            del desk.unjudged[kind, path]
            told |= desk.put((kind, path), ask(desk, path))
    return told


def _of_article(desk: Desk, path: str) -> list[Said]:
    edition = desk.editions.get(path)
    if edition is None:
        return []
    alone = (desk.pairs.source(path) if desk.pairs else None) is None
    said = [(job.rule, found, True) for job in desk.jobs for found in looked(job, edition, alone=alone)]
    edition.forget()
    return said


def _of_pair(desk: Desk, path: str) -> list[Said]:
    pair = desk.pairs.of(path) if desk.pairs else None
    if pair is None:
        return []
    said = list(findings_of(desk.jobs, pair))
    for side in (pair.source, pair.target):
        side.forget()
    return said


async def _compare(desk: Desk, *, quick: bool) -> Done | None:
    """Take from the next article, or compare what was taken; None where nothing is to do.

    The first time all is as it was when it was read, so that what is typed meanwhile makes news.
    """
    base, records = desk.base or desk.now, desk.records
    if base is None:
        return None
    if records.take(base, quick=quick):
        return 0, set()
    job = records.next(quick=quick)
    if job is None and desk.base:
        desk.leave_base()
        return 0, set()
    if job is None:
        return None
    drafts = await asyncio.to_thread(_asked, job, records.of(job), base)
    refresh(desk)
    if base.docset is not (desk.base.docset if desk.base else desk.docset):
        records.due[job.rule.code] = job
        return 0, set()
    told = desk.put(("project", job.rule.code), drafts)
    for path in desk.later & desk.articles.keys() if desk.base else ():
        before, after = base.editions.get(path), desk.articles[path].original.text
        if before:
            desk.ledger.move(path, before.article.original.text, after, ("project", job.rule.code))
    return 0, told


def _asked(job: Job, taken: list[Any], base: Base) -> list[Said]:
    return [(job.rule, found, True) for found in job.check.compare(taken, job.options, base.docset)]
