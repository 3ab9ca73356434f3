"""A folder's articles as the editor has them, read once and kept, and what is said of them."""

import time
from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from doclint import read
from doclint.baseline.store import Store
from doclint.config import Config
from doclint.examine import Job, job
from doclint.findings import findings
from doclint.model import Article, Finding, Severity
from doclint.overlay import Draft
from doclint.project.docset import Docset
from doclint.project.edition import Edition
from doclint.project.layouts import Layout
from doclint.project.pairing import Project, project
from doclint.reader import Reader
from doclint.repository import checked_out
from doclint.select import at_least
from doclint.server.ledger import Draft as Said
from doclint.server.ledger import Key, Ledger
from doclint.server.pairs import Pairs
from doclint.server.records import Base, Records, differs, named, steady
from doclint.server.suppressions import told
from doclint.session import Request, Session
from doclint.tree import WorkTree

_QUIET = 0.3
"""Seconds without typing before the links of all articles are looked at again."""


class Wishes(Struct, frozen=True):
    """What the editor's settings ask for: the least severity shown, and rules, as the options of `check` do."""

    severity: Severity = "warning"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Desk:
    """The articles below a folder, or those `alone` that are open and lie in no folder of the editor."""

    def __init__(self, root: str, wishes: Wishes, reader: Reader, *, alone: bool = False) -> None:
        self.root = root
        self.wishes = wishes
        self.alone = alone
        self.buffers: dict[str, str] = {}
        self.articles: dict[str, Article] = {}
        self.editions: dict[str, Edition] = {}
        self.members: Project | None = None
        self.docset: Docset | None = None
        self.pairs: Pairs | None = None
        self.ledger = Ledger()
        self.changed: set[str] = set()
        self.unread: dict[str, None] = {}
        self.unjudged: dict[tuple[str, str], None] = {}
        self.shown: set[str] = set()
        self.base: Base | None = None
        self.later: set[str] = set()
        self.former: dict[str, tuple[Edition, Edition]] = {}
        self.paths: set[str] = set()
        self.sources: dict[str, str] = {}
        self.silent: frozenset[str] = frozenset()
        self.jobs: list[Job] = []
        self.early: list[str] = []
        self.records = Records(())
        self.config = Config()
        self.baseline: Store | None = None
        self.draft = Draft(WorkTree(Path(root)))
        self.head = b""
        self.ungrouped = False
        self.whole = True
        self.quiet = 0.0
        self.reader = reader
        self._asked: object = None
        self._taken = False

    def load(self) -> None:
        """Read the configuration, and list the articles; DoclintError where that cannot be used."""
        self.draft = Draft(WorkTree(Path(self.root)))
        for path in self.buffers:
            self.overlay(path)
        if not self.alone and next(self.draft.files(), None) is None:
            self._list(set())
            return
        paths = tuple(f"{self.root}/{path}" for path in self.buffers) if self.alone else (self.root,)
        session = Session(Request(paths, select=self.wishes.select, ignore=self.wishes.ignore), tree=self.draft)
        self._obey(session)
        self.sources = session.given.sources
        self.silent = frozenset(self.sources.values()) - session.given.found.keys()
        self._list({*session.given.found, *self.sources.values()})
        self.head = checked_out(Path(self.root))

    def _obey(self, session: Session) -> None:
        """Take up rules and configuration; where they are others than before, nothing counts that was said."""
        self.baseline = session.baseline
        asked = (session.config, [rule.code for rule in session.rules])
        if asked != self._asked:
            self.jobs = [job(rule, session.config) for rule in session.rules]
            self.config, self._asked = session.config, asked
            self.records, self.ledger, self._taken = Records(self.jobs), Ledger(), False

    def _list(self, paths: set[str]) -> None:
        """Take up the articles that there are; those that are no more say nothing."""
        for path in self.paths - paths:
            self.articles.pop(path, None)
            self.changed.discard(path)
            for kind in ("article", "pair"):
                self.ledger.put((kind, path), ())
        self.paths = paths
        self.__dict__.pop("layout", None)
        self.whole, self.ungrouped = False, True
        self.unread = dict.fromkeys(sorted(paths))
        self.hasten()

    def open(self, path: str, text: str) -> None:
        """Take up what the editor shows of an article, and read it before others."""
        self.buffers[path] = text
        self.overlay(path)
        self.changed.add(path)
        if path not in self.paths:
            self._list({*self.paths, path})
        self.hasten()
        self.judge((path,))

    def typed(self, path: str, text: str) -> None:
        """Take up what an open article says now."""
        self.buffers[path] = text
        self.rewritten(path)

    def rewritten(self, path: str) -> None:
        """An article is another now, typed or on the disk."""
        if path in self.buffers:
            self.overlay(path)
        self.changed.add(path)

    def saved(self, path: str) -> None:
        """An open article was written: now all rules are asked, and what was put together may be doubtful."""
        self.rewritten(path)
        edition = self.editions.get(path)
        lone = edition is not None and self.members is not None and len(self.members.group(edition)) == 1
        self.ungrouped |= lone or self.moved_on() or (edition is not None and not edition.place.locale)
        self.records.ask(saved=True)

    def close(self, path: str) -> None:
        """An article is shown no more: what is on the disk counts."""
        del self.buffers[path]
        self.draft.contents.pop(path, None)
        self.shown.discard(path)
        self.changed.add(path)

    def hasten(self) -> None:
        """Read the open articles, and those that lie alike in other locales, before all others."""
        self.early = [path for path in self.first() if path in self.unread] if self.unread else []
        self.unread = dict.fromkeys((*self.early, *self.unread))

    @cached_property
    def layout(self) -> Layout:
        """What the paths of all articles say."""
        return Layout(self.paths, self.draft.base, self.config.source_locale, self.config.layout)

    def first(self) -> list[str]:
        """The open articles and those that lie alike in other locales: they are read first."""
        places = {path: self.layout.of_path(path).key for path in sorted(self.paths)}
        keys = {places[path] for path in self.buffers if path in places}
        return [path for path, key in places.items() if key in keys]

    def overlay(self, path: str) -> None:
        """Let what is typed stand before what is saved, where the two differ."""
        data = self.buffers[path].encode("utf-8", "replace")
        with suppress(OSError):
            saved = WorkTree(Path(self.root)).read(path)
            if saved.removeprefix(b"\xef\xbb\xbf") == data:
                self.draft.contents.pop(path, None)
                return
        self.draft.contents[path] = data

    def read(self, path: str) -> None:
        """Read an article, typed or saved; one that cannot be opened is none."""
        before = self.articles.pop(path, None)
        with suppress(OSError):
            ask = read.article if path in self.draft.contents else self.reader.article
            self.articles[path] = ask(self.draft.read(path), path)
        after = self.articles.get(path)
        if before and after:
            self.ledger.move(path, before.original.text, after.original.text)
            self.ungrouped |= named(before) != named(after)
        else:
            self.ungrouped = True

    def regrouped(self) -> Project:
        """The project of the articles that are read."""
        config, known = self.config, dict(self.articles)
        sources = {path: one for path, one in self.sources.items() if {path, one} <= known.keys()}
        return project(
            [known[path] for path in sorted(known)],
            config.source_locale,
            sources,
            self.draft,
            config.layout,
            config.lexicons or "",
            layout=self.layout,
        )

    def renew(self, members: Project) -> None:
        """Take up a project; what was taken from articles that are as they were is kept."""
        before, editions = self.editions, steady(members, self.editions)
        self.editions = {
            path: replace(one, article=self.articles.get(path, one.article)) for path, one in editions.items()
        }
        self.members = replace(members, editions=tuple(self.editions.values()))
        root, dialect, folds = self.config.root, self.config.dialect, self.config.fold_case
        self.docset = Docset(self.draft, self.members, root, dialect, folds=folds)
        self.pairs = Pairs(self.members, self.editions, {})
        self.judge(self.wanted)
        if self.whole:
            before, self.later = before if self._taken else {}, set()
            self.base, self._taken = None if self._taken else self.now, True
            other = [path for path, one in self.editions.items() if differs(before.get(path), one)]
            self.records.gone(before.keys() - self.editions.keys())
            self.records.stale(other, self._translations(other))
            self.records.stale(self.editions, (), quick=True)
            self.records.ask(saved=True)

    def take_up(self, paths: Iterable[str]) -> None:
        """Let the editions of articles that were read anew stand in the project."""
        fresh = {path: replace(self.editions[path], article=self.articles[path]) for path in paths}
        if self.members is None or self.docset is None or not fresh:
            return
        translations = self._translations(fresh)
        self._remember(translations)
        self.editions = self.editions | fresh
        self.members = self.members.exchanged(fresh)
        self.docset = copy(self.docset)
        self.docset.renew(self.members, fresh.keys())
        if self.pairs:
            self.pairs = self.pairs.after(self.members, self.editions, fresh.keys())
        self.unjudged = {("pair", path): None for path in translations} | self.unjudged
        self.judge(fresh)
        if self.whole and self.base is None:
            self.records.stale(fresh, translations)
        self.later |= fresh.keys()
        self.quiet = time.monotonic() + _QUIET

    @property
    def now(self) -> Base | None:
        """The articles as they are; None while they are read."""
        return Base(self.editions, self.members, self.docset) if self.members and self.docset else None

    def leave_base(self) -> None:
        """The rules were asked for the first time: what was typed meanwhile counts from now on."""
        self.base, later = None, self.later
        self.records.stale(later, self._translations(later))

    def _remember(self, translations: Iterable[str]) -> None:
        """Keep pairs that nobody looked at yet as they are: what was wrong before is no news."""
        for path in translations:
            source = self.pairs.source(path) if self.pairs else None
            if source and not self.ledger.knows(("pair", path)) and path not in self.buffers:
                self.former.setdefault(path, (self.editions[path], source))

    def judge(self, paths: Iterable[str]) -> None:
        """Let these articles be judged, before all that waits already."""
        ahead = {(kind, path): None for path in paths if path in self.editions for kind in ("article", "pair")}
        self.unjudged = ahead | {key: None for key in self.unjudged if key not in ahead}

    def _translations(self, paths: Iterable[str]) -> list[str]:
        """The translations that take part in what these articles are compared in."""
        members = self.members
        if members is None:
            return []
        pairs = (pair for path in paths if path in self.editions for pair in members.meetings(self.editions[path]))
        return list(dict.fromkeys(target.article.path for target, _ in pairs))

    @property
    def wanted(self) -> list[str]:
        """The articles whose findings are shown, those last opened first."""
        return [*reversed(self.buffers), *sorted(self.shown - self.buffers.keys())]

    def put(self, key: Key, drafts: Iterable[Said]) -> set[str]:
        """Note what is said of `key`; the articles to show it of: those shown, and those of which it is news."""
        told = self.ledger.put(key, drafts)
        news = told.others - {*self.buffers, *self.shown} - self.silent
        self.shown |= news
        self.judge(news)
        return told.paths & {*self.buffers, *self.shown}

    def findings(self, path: str) -> tuple[Finding, ...]:
        """What is to be shown of an article."""
        if path in self.silent:
            return ()
        found = findings(self.ledger.at(path), self.config, self.draft.base)
        found = told(found, self.editions.get(path), self.jobs, self.baseline)
        return tuple(one for one in found if at_least(one.severity, self.wishes.severity))

    def moved_on(self) -> bool:
        """Whether another commit is checked out than when the articles were put together."""
        head, self.head = self.head, checked_out(Path(self.root))
        return head != self.head
