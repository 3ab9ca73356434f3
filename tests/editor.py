"""An editor for tests: it starts `doclint server` and speaks with it as editors do."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from conftest import ROOT
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from doclint.server.uris import uri_of

Answer = TypeVar("Answer")
PATIENCE = 60.0


class Editor:
    """A client over stdio. Files are named by their paths below `home`; places by a text that stands there once."""

    def __init__(
        self,
        home: Path,
        *folders: Path,
        encodings: tuple[types.PositionEncodingKind, ...] = (),
        options: Mapping[str, Any] | None = None,
        arguments: tuple[str, ...] = (sys.executable, "-m", "doclint", "server"),
    ) -> None:
        self.home = home
        self.texts: dict[str, str] = {}
        self.diagnostics: dict[str, list[types.Diagnostic]] = {}
        self.published: list[tuple[str, int]] = []
        self.messages: list[str] = []
        self.registered: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._versions: dict[str, int] = {}
        self.client = LanguageClient("editor", "1")
        self._listen()
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.run(self.client.start_io(arguments[0], *arguments[1:], cwd=str(home), env=environment))
        self.capabilities = self._initialize(folders, encodings, options).capabilities

    def __enter__(self) -> Self:
        """The editor."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take leave, where the test has not."""
        if self.process.returncode is None:
            self.leave()
        self._loop.close()

    @property
    def process(self) -> Any:  # noqa: ANN401
        """The server's process."""
        return self.client._server  # noqa: SLF001

    def run(self, work: Awaitable[Answer]) -> Answer:
        """What comes of `work`, which must not take for ever."""

        async def waited() -> Answer:
            return await asyncio.wait_for(work, PATIENCE)

        return self._loop.run_until_complete(waited())

    def _listen(self) -> None:
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.diagnostics[params.uri] = list(params.diagnostics)
            self.published.append((params.uri, params.version or 0))

        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        def register(params: types.RegistrationParams) -> None:
            self.registered += [one.method for one in params.registrations]

        for name, handler in (
            (types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, published),
            (types.WINDOW_SHOW_MESSAGE, message),
            (types.CLIENT_REGISTER_CAPABILITY, register),
        ):
            self.client.feature(name)(handler)

    def _initialize(
        self,
        folders: tuple[Path, ...],
        encodings: tuple[types.PositionEncodingKind, ...],
        options: Mapping[str, Any] | None,
    ) -> types.InitializeResult:
        publish = types.PublishDiagnosticsClientCapabilities(related_information=True)
        watching = types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)
        able = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=list(encodings)) if encodings else None,
            text_document=types.TextDocumentClientCapabilities(publish_diagnostics=publish),
            workspace=types.WorkspaceClientCapabilities(did_change_watched_files=watching, workspace_folders=True),
        )
        named = [types.WorkspaceFolder(uri_of(one.as_posix()), one.name) for one in folders]
        params = types.InitializeParams(able, workspace_folders=named or None, initialization_options=options)
        answer = self.run(self.client.initialize_async(params))
        self.client.initialized(types.InitializedParams())
        return answer

    def uri(self, path: str) -> str:
        """The URI of a file."""
        return uri_of((self.home / path).as_posix())

    def document(self, path: str) -> types.TextDocumentIdentifier:
        """The file as requests name it."""
        return types.TextDocumentIdentifier(self.uri(path))

    def open(self, path: str, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file, and wait for what is said of it first."""
        self.texts[path] = (self.home / path).read_bytes().decode() if text is None else text
        self._versions[path] = 1
        item = types.TextDocumentItem(self.uri(path), "markdown", 1, self.texts[path])
        return self.after(path, lambda: self.client.text_document_did_open(types.DidOpenTextDocumentParams(item)))

    def edit(self, path: str, old: str, new: str) -> None:
        """Type: replace `old`, which stands there once, by `new`."""
        text = self.texts[path]
        assert text.count(old) == 1, (text.count(old), old)
        start = text.index(old)
        place = types.Range(self.position(text, start), self.position(text, start + len(old)))
        self.texts[path] = text.replace(old, new)
        self._versions[path] += 1
        named = types.VersionedTextDocumentIdentifier(self._versions[path], self.uri(path))
        change = types.TextDocumentContentChangePartial(place, new)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))

    def save(self, path: str) -> None:
        """Write the file, and say so."""
        (self.home / path).write_bytes(self.texts[path].encode())
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(self.document(path)))

    def close(self, path: str) -> None:
        """Close a file."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(self.document(path)))

    def changed(self, *events: tuple[str, types.FileChangeType]) -> None:
        """Say that files were changed on the disk."""
        told = [types.FileEvent(self.uri(path), kind) for path, kind in events]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(told))

    def position(self, text: str, offset: int) -> types.Position:
        """The place in UTF-16."""
        begin = max(text.rfind(end, 0, offset) for end in "\r\n") + 1
        lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return types.Position(lines, len(text[begin:offset].encode("utf-16-le")) // 2)

    def at(self, path: str, text: str, inside: int = 0) -> types.TextDocumentPositionParams:
        """The place of a text in an open file."""
        offset = self.texts[path].index(text) + inside
        return types.TextDocumentPositionParams(self.document(path), self.position(self.texts[path], offset))

    def after(self, path: str, do: Callable[[], object]) -> list[types.Diagnostic]:
        """What is said of an open file first once something was done, of what it says then."""
        known = len(self.published)
        do()
        told = (self.uri(path), self._versions[path])
        self.wait(lambda: told in self.published[known:])
        return self.diagnostics[self.uri(path)]

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for the server until something holds."""

        async def waited() -> None:
            while not until():
                assert self.process.returncode is None, (await self.process.stderr.read()).decode()
                await asyncio.sleep(0.005)

        self.run(waited())

    def codes(self, path: str) -> list[str]:
        """The codes of what is said of a file."""
        return [str(one.code) for one in self.diagnostics.get(self.uri(path), [])]

    def found(self, path: str, code: str) -> types.Diagnostic:
        """The finding of a rule in a file, which is waited for."""
        self.wait(lambda: code in self.codes(path))
        return next(one for one in self.diagnostics[self.uri(path)] if one.code == code)

    def gone(self, path: str, code: str) -> None:
        """Wait until a rule says nothing of a file any more."""
        self.wait(lambda: code not in self.codes(path))

    def leave(self) -> tuple[int, str]:
        """Take leave as editors do; the exit code, and what the server wrote to stderr."""

        async def left() -> tuple[int, str]:
            await self.client.shutdown_async(None)
            self.client.exit(None)
            errors = (await self.process.stderr.read()).decode()
            await self.client.stop()  # type: ignore[no-untyped-call]
            return self.process.returncode, errors

        return self.run(left())


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """A text with edits in UTF-16 that do not overlap."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(place: types.Position) -> int:
        line = lines[place.line] if place.line < len(lines) else ""
        return starts[place.line] + len(line.encode("utf-16-le")[: 2 * place.character].decode("utf-16-le"))

    for edit in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
