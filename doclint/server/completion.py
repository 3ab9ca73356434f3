"""What may stand in a link's destination: articles, and the anchors of the one that is named."""

import os
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from lsprotocol import types

from doclint.model import Article, Link, Span
from doclint.project.edition import Edition
from doclint.server.view import View, target_of

_OPEN = re.compile(
    r"(?:\]\([ \t]*<?|^[ ]{0,3}\[[^\]]+\]:[ \t]*<?|\b(?:href|src)\s*=\s*[\"'])(?P<typed>[^()\s<>\"']*)$",
    re.IGNORECASE,
)
"""A destination that is being typed: in a link or include, a definition, a tag."""
_ENCODED = {ord(char): f"%{ord(char):02X}" for char in " ()#?%<>\"'"}
_MOST = 400


def completions(view: View, path: str, position: types.Position) -> types.CompletionList:
    """What can be put in at a place; nothing where no destination is being typed."""
    article, edition = view.desk.articles.get(path), view.desk.editions.get(path)
    none = types.CompletionList(is_incomplete=False, items=[])
    if article is None or edition is None:
        return none
    offset = view.positions.offset(article.original, position)
    begin = article.original.text.rfind("\n", 0, offset) + 1
    found = _OPEN.search(article.original.text[begin:offset])
    if not found:
        return none
    typed, start = found["typed"], offset - len(found["typed"])
    file, mark, _ = typed.partition("#")
    if mark:
        place = view.positions.range(article.original, start + len(file) + 1, offset)
        return types.CompletionList(is_incomplete=False, items=list(_anchors(view, edition, file, place)))
    place = view.positions.range(article.original, start, offset)
    items = list(_articles(view, edition, typed, place))
    return types.CompletionList(is_incomplete=len(items) > _MOST, items=items[:_MOST])


def _anchors(view: View, edition: Edition, file: str, place: types.Range) -> Iterator[types.CompletionItem]:
    """The anchors of the article that `file` names, in its site's own slugs, in their order."""
    target = target_of(view, edition, Link("link", file or "#", Span(0, 0), 0))
    known = [path for path in target.paths if path in view.desk.editions]
    if not known or view.docset is None:
        return
    article, seen = view.desk.editions[known[0]].article, set[str]()
    for number, anchor in enumerate(view.docset.anchors(known[0])):
        if anchor.name not in seen:
            seen.add(anchor.name)
            yield types.CompletionItem(
                label=anchor.name,
                kind=types.CompletionItemKind.Reference,
                detail=_heading(article, anchor.heading),
                sort_text=f"{number:05}",
                text_edit=types.TextEdit(place, anchor.name.translate(_ENCODED)),
            )


def _heading(article: Article, index: int) -> str | None:
    return " ".join(article.blocks[index].prose.split()) if index >= 0 else None


def _articles(view: View, edition: Edition, typed: str, place: types.Range) -> Iterator[types.CompletionItem]:
    """The articles in the same language, by relative path, nearest first."""
    folder = PurePosixPath(edition.article.path).parent.as_posix()
    paths = (one.article.path for one in view.desk.editions.values() if one.language == edition.language)
    named = sorted((_relative(path, folder) for path in paths if path != edition.article.path), key=_distance)
    dotted = "./" if typed.startswith("./") else ""
    wanted = typed.removeprefix("./").lower()
    for number, path in enumerate(one for one in named if wanted in one.lower()):
        yield types.CompletionItem(
            label=path,
            kind=types.CompletionItemKind.File,
            sort_text=f"{number:05}",
            filter_text=f"{dotted}{path}",
            text_edit=types.TextEdit(place, f"{dotted}{path.translate(_ENCODED)}"),
        )


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _distance(path: str) -> tuple[int, int, str]:
    return path.count("../"), path.count("/"), path
