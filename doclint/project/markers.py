"""What a translation records of the source it was made from: a commit, a file's hash, a tag in its text."""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from doclint.model import Span, Value
from doclint.project.identity import HASH

_HASH = r"[0-9a-fA-F]{7,64}"
_COMMIT = re.compile(rf"\b{_HASH}\b")
_NESTED = re.compile(rf"\bsourceCommit[\"']?:\s*[\"']?({_HASH})\b")
_TAG = re.compile(rf"\bEN-Revision:[ \t]*({_HASH})\b")
_TOP = 5000
"""Characters at the top of a file among which a tag is looked for."""
_KEYS = ("ms.sourcegitcommit", "default_lang_commit", "source_commit", "sourceCommit")
_OUTDATED = "outdated_since"


class Marker(NamedTuple):
    """What is recorded, and where: the commit (may be cut short), the hash of the source file, each "" where none is.

    `value` is the commit as written, or the hash; a commit of kind "outdated" is the first that was not translated.
    `span` lies in the original file.
    """

    kind: Literal["commit", "hash", "tag", "outdated", "none"]
    value: str = ""
    commit: str = ""
    digest: str = ""
    span: Span = Span(0, 0)


def marker(values: Mapping[str, Value], text: str) -> Marker:
    """The marker in an article's front matter or, as a comment, in the first lines of its `text`."""
    hashed = values.get(HASH)
    digest = hashed.text.strip().lower() if hashed else ""
    found = _recorded(values) or _tag(text) or _outdated(values)
    if found:
        return found._replace(digest=digest)
    return Marker("hash", digest, "", digest, hashed.span) if hashed and digest else Marker("none")


def _recorded(values: Mapping[str, Value]) -> Marker | None:
    for value in (values[key] for key in _KEYS if key in values):
        if value.text.strip():
            commit = _COMMIT.search(value.text)
            return Marker("commit", value.text.strip(), commit[0].lower() if commit else "", span=value.span)
    value = values.get("l10n", Value("", Span(0, 0)))
    nested = _NESTED.search(value.text)
    return Marker("commit", nested[1], nested[1].lower(), span=value.span) if nested else None


def _tag(text: str) -> Marker | None:
    found = _TAG.search(text, 0, _TOP)
    if not found or text.rfind("<!--", 0, found.start()) <= text.rfind("-->", 0, found.start()):
        return None
    return Marker("tag", found[1], found[1].lower(), span=Span(*found.span(1)))


def _outdated(values: Mapping[str, Value]) -> Marker | None:
    value = values.get(_OUTDATED)
    commit = _COMMIT.search(value.text) if value else None
    return Marker("outdated", value.text.strip(), commit[0].lower(), span=value.span) if value and commit else None
