"""What the server holds while it runs: the folders, the work that is to be done, and what was shown."""

import asyncio
import logging
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import PurePosixPath
from typing import Protocol as Shape

import msgspec
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from doclint import __version__
from doclint.server import work
from doclint.server.desk import Wishes
from doclint.server.folders import CONFIGURATION, SITES, Folders
from doclint.server.positions import Positions, edited
from doclint.server.protocol import Protocol
from doclint.server.reports import reported
from doclint.server.view import Spot, View
from doclint.tree import SUFFIXES

_log = logging.getLogger("doclint")
_LANGUAGES = {"markdown", "mdx"}
_PAUSE = 0.02
_DEAF, _EAR = 0.01, 0.001
"""So many seconds are worked without listening, and listened between: a message takes several turns to come in."""


class Placed(Shape):
    """A request that speaks of a place."""

    @property
    def text_document(self) -> types.TextDocumentIdentifier:
        """The file."""

    @property
    def position(self) -> types.Position:
        """The place in it."""


class Host(LanguageServer):
    """The language server; the work of all desks is done between messages, bit by bit."""

    def __init__(self) -> None:
        super().__init__("doclint", __version__, protocol_cls=Protocol)
        self.folders = Folders(self.complain)
        self.versions: dict[str, int] = {}
        self.related = False
        self._wake = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    def complain(self, message: str) -> None:
        """Tell the user what cannot be done."""
        _log.warning("%s", message)
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"doclint: {message}"))

    def begin(self, params: types.InitializeParams) -> None:
        """Take up what the editor wants and can do."""
        document = params.capabilities.text_document
        publish = document.publish_diagnostics if document else None
        self.related = bool(publish and publish.related_information)
        self.folders.positions = Positions(self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        try:
            self.folders.wishes = msgspec.convert(params.initialization_options or {}, Wishes)
        except msgspec.ValidationError as error:
            self.complain(f"initializationOptions: {error}")

    def start(self) -> None:
        """Take up the folders, and begin to work."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        for uri in uris or [self.workspace.root_uri or ""]:
            self.folders.add(uri)
        self._work = asyncio.create_task(self._keep_working())
        self.wake()

    def wake(self) -> None:
        """There is something to do."""
        self._wake.set()

    async def _keep_working(self) -> None:
        heard = time.monotonic()
        while True:
            wait = await self._next()
            if wait == 0:
                if time.monotonic() - heard > _DEAF:
                    await asyncio.sleep(_EAR)
                    heard = time.monotonic()
                continue
            self._wake.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), wait)

    async def _next(self) -> float | None:
        """Do the next bit of work; after how many seconds there is more, None where nothing is left."""
        waits = []
        for view in self.folders:
            try:
                wait, paths = await work.step(view.desk)
                self.publish(view, paths)
            except Exception:  # noqa: BLE001  # whatever a check does, the server goes on
                _log.exception("while checking %s", view.given)
                wait = 0
            waits += [] if wait is None else [wait]
        return min(waits, default=None)

    def publish(self, view: View, paths: Iterable[str]) -> None:
        """Show what is said of articles now; of those that are not open, as long as there is something."""
        for path in sorted(paths):
            found = view.desk.findings(path)
            told = [reported(view, one, related=self.related) for one in found]
            if not told and path not in view.desk.buffers:
                view.desk.shown.discard(path)
            uri = view.uri(path)
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri, told, self.versions.get(uri) if path in view.desk.buffers else None)
            )

    def opened(self, document: types.TextDocumentItem) -> None:
        """A file is shown."""
        if document.language_id in _LANGUAGES or document.uri.lower().endswith(SUFFIXES):
            found = self.folders.open(document.uri, document.text)
            if found:
                self.versions[found[0].uri(found[1])] = document.version
                self.wake()

    def typed(self, params: types.DidChangeTextDocumentParams) -> None:
        """A file was edited."""
        found = self._open(params.text_document.uri)
        if found:
            view, path = found
            text = edited(view.desk.buffers[path], params.content_changes, self.folders.positions)
            view.desk.typed(path, text)
            self.versions[view.uri(path)] = params.text_document.version
            self.wake()

    def saved(self, uri: str) -> None:
        """A file was written."""
        found = self._open(uri)
        if found:
            found[0].desk.saved(found[1])
        elif PurePosixPath(uri).name in CONFIGURATION | SITES:
            self.reload(uri)
        self.wake()

    def closed(self, uri: str) -> None:
        """A file is shown no more."""
        found = self._open(uri)
        if found:
            view, path = found
            self.folders.close(view, path)
            self.versions.pop(view.uri(path), None)
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(view.uri(path), []))
            self.wake()

    def _open(self, uri: str) -> tuple[View, str] | None:
        found = self.folders.of(uri)
        return found if found and found[1] in found[0].desk.buffers else None

    def reload(self, uri: str) -> None:
        """Read the configuration of the folder that a file lies in, and list its articles again."""
        found = self.folders.of(uri)
        if found:
            self.folders.load(found[0])

    def watched(self, events: Iterable[types.FileEvent]) -> None:
        """Files were changed by others than the editor."""
        reloaded: dict[str, str] = {}
        for event in events:
            found = self.folders.of(event.uri)
            if found is None:
                continue
            view, path = found
            known = path in view.desk.paths and event.type == types.FileChangeType.Changed
            if known:
                view.desk.rewritten(path)
            elif event.type != types.FileChangeType.Changed or PurePosixPath(event.uri).name in CONFIGURATION | SITES:
                reloaded[view.given] = event.uri
        for uri in reloaded.values():
            self.reload(uri)
        self.wake()

    def moved(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Folders came or went."""
        for folder in event.removed:
            view = self.folders.remove(folder.uri)
            for path in view.desk.wanted if view else ():
                self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(view.uri(path), []))  # type: ignore[union-attr]
        for folder in event.added:
            self.folders.add(folder.uri)
        self.wake()

    async def view(self, uri: str, *, whole: bool = False) -> tuple[View, str] | None:
        """The view of an open file with all that was typed, once its articles are read; `whole`: all of the folder."""
        found = self._open(uri)
        if found is None:
            return None
        desk = found[0].desk
        while (whole and (desk.unread or desk.ungrouped or not desk.whole)) or found[1] not in desk.editions:
            if not desk.unread and not desk.changed and not desk.ungrouped and desk.whole:
                return None
            self.wake()
            await asyncio.sleep(_PAUSE)
        work.refresh(desk)
        self.wake()
        return found

    async def spot(self, params: Placed, *, whole: bool = False) -> tuple[View, Spot] | None:
        """The place that a request speaks of."""
        found = await self.view(params.text_document.uri, whole=whole)
        place = found[0].spot(found[1], params.position) if found else None
        return (found[0], place) if found and place else None
