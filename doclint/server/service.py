"""What the editor may ask, each with its handler; and the server as a program that speaks over stdio."""

import logging
import os
import sys
from typing import BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from doclint.errors import DoclintError
from doclint.server import actions, completion, hover, jumps, rename
from doclint.server.folders import CONFIGURATION, SITES
from doclint.server.host import Host

_FAILED = types.LSPErrorCodes.RequestFailed.value
_GLOBS = ("**/*.{md,markdown,mdx}", f"**/{{{','.join(sorted(CONFIGURATION | SITES))}}}")
_ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll, actions.FIX_ALL])


def serve() -> None:
    """Speak with an editor over standard input and output until it takes its leave."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    sys.setswitchinterval(0.001)
    given, out = _streams()
    host().start_io(given, out)


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Input and output that are ours alone: what is printed goes to stderr, and no program we start reads the input."""
    given, out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return given, out


def host() -> Host:
    """A server with all its handlers."""
    server = Host()
    _lifecycle(server)
    _documents(server)
    _places(server)
    _changes(server)
    return server


def _lifecycle(server: Host) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        server.start()
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(one) for one in _GLOBS])
            wanted = types.Registration("doclint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
            await server.client_register_capability_async(types.RegistrationParams([wanted]))


def _documents(server: Host) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        server.opened(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        server.typed(params)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_watched_files(params: types.DidChangeWatchedFilesParams) -> None:
        server.watched(params.changes)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def did_change_workspace_folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        server.moved(params.event)


def _places(server: Host) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        found = await server.spot(params)
        shown = hover.shown(*found) if found else ""
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, shown)) if shown else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        found = await server.spot(params)
        return jumps.definition(*found) if found else []

    @server.feature(types.TEXT_DOCUMENT_IMPLEMENTATION)
    async def implementation(params: types.ImplementationParams) -> list[types.Location]:
        found = await server.spot(params)
        return jumps.implementation(*found) if found else []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        found = await server.spot(params, whole=True)
        return jumps.references(*found, declared=params.context.include_declaration) if found else []

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["(", "/", "#", '"', "'", "<"])
    )
    async def complete(params: types.CompletionParams) -> types.CompletionList | None:
        found = await server.view(params.text_document.uri, whole=True)
        return completion.completions(*found, params.position) if found else None


def _changes(server: Host) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = await server.view(params.text_document.uri)
        only = params.context.only
        return [*actions.actions(*found, params.range, only, related=server.related)] if found else []

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare_rename(params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
        found = await server.spot(params, whole=True)
        try:
            known = rename.renamable(*found) if found else None
        except DoclintError as error:
            raise JsonRpcException(str(error), _FAILED) from error
        return types.PrepareRenamePlaceholder(known.place, known.name) if known else None

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def renamed(params: types.RenameParams) -> types.WorkspaceEdit | None:
        found = await server.spot(params, whole=True)
        try:
            return rename.renamed(*found, params.new_name) if found else None
        except DoclintError as error:
            raise JsonRpcException(str(error), _FAILED) from error
