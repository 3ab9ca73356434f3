"""Configuration files as plain values: JSON, YAML and TOML, read as far as they can be. None of them ever raises.

Each gives an object (str to value) and what is wrong with the file, "" for nothing.
"""

import re
import tomllib
from dataclasses import dataclass

import msgspec
import yaml

from doclint.project.sites import script

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIMIT = 1_000_000
_DEEPEST = 1000
_NAMED = "tag:yaml.org,2002:python/name:"
_CALLED = "tag:yaml.org,2002:python/object/apply:"
_LINE = re.compile(r"at line (\d+)")

Read = tuple[dict[str, object], str]


def text(data: bytes) -> tuple[str, str]:
    """A file's text, and what is wrong with its encoding."""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return data.decode("utf-8-sig", "replace"), f"Line {line}: not UTF-8"


def mapping(value: object) -> dict[str, object]:
    """`value` where it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The items of a list, or a single value as a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def string(value: object, default: str = "") -> str:
    """`value` where it is text, else the default."""
    return value if isinstance(value, str) else default


def at(value: object, *keys: str) -> object:
    """What stands below `keys`, None for nothing."""
    for key in keys:
        value = mapping(value).get(key)
    return value


def json(data: bytes) -> Read:
    """JSON; with comments and trailing commas too, as docfx reads it, and up to a mistake."""
    try:
        return mapping(msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))), ""
    except (msgspec.DecodeError, RecursionError):
        source, fault = text(data)
    found, mistake = script.read(source)
    return (found[0] if found else {}), fault or mistake or ("" if found else "Line 1: no JSON object")


def toml(data: bytes) -> Read:
    """TOML; after a mistake, what stands in the lines before it."""
    source, fault = text(data)
    if len(source) > _LIMIT:
        return {}, f"Longer than {_LIMIT} characters"
    # Each part of a dotted key costs tomllib as much as all before it.
    if any(line.count(".") > _DEEPEST for line in source.split("\n")):
        return {}, f"A key of more than {_DEEPEST} parts"
    try:
        return tomllib.loads(source), fault
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        read = "\n".join(source.split("\n")[: int(line[1]) - 1]) if line else ""
    try:
        return tomllib.loads(read), fault or f"Line {line[1] if line else '1'}: not TOML"
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}, fault or f"Line {line[1] if line else '1'}: not TOML"


@dataclass(slots=True)
class _Open:
    """A collection not yet ended: what it holds, its tag and anchor, and the key that waits for its value."""

    held: dict[str, object] | list[object]
    tag: str = ""
    anchor: str | None = None
    key: str | None = None

    def add(self, value: object) -> None:
        """An item, or by turns a key and its value."""
        if isinstance(self.held, list):
            self.held.append(value)
        elif self.key is None:
            self.key = string(value)
        else:
            self.held[self.key] = value
            self.key = None

    def value(self) -> object:
        """What the collection stands for, now that it has ended."""
        if self.tag.startswith(_CALLED):
            return {**mapping(self.held), "!": self.tag.removeprefix(_CALLED)}
        if self.tag == "!ENV" and isinstance(self.held, list):
            return self.held[-1] if len(self.held) > 1 else None
        return self.held


class _Builder:
    """Makes values of a YAML parser's events, without recursion."""

    def __init__(self) -> None:
        self.stack = [_Open([])]
        self._anchors: dict[str, object] = {}

    def take(self, event: yaml.Event) -> None:
        """The next event: a scalar, an alias, the start or the end of a collection."""
        if isinstance(event, yaml.CollectionStartEvent):
            held: dict[str, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
            self.stack.append(_Open(held, event.tag or "", event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.end()
        elif isinstance(event, yaml.AliasEvent):
            self.stack[-1].add(self._anchors.get(event.anchor or ""))
        elif isinstance(event, yaml.ScalarEvent):
            self._add(_scalar(event), event.anchor)

    def end(self) -> None:
        """End the innermost collection. Its anchor is known from here on, so that nothing holds itself."""
        ended = self.stack.pop()
        self._add(ended.value(), ended.anchor)

    def _add(self, value: object, anchor: str | None) -> None:
        self.stack[-1].add(value)
        if anchor:
            self._anchors[anchor] = value


def yaml_object(data: bytes) -> Read:
    """The first document of a YAML file, scalars as text. An alias shares its anchor's value, so that none multiply.

    Of tags only Python's are kept: a name as its text, and a call as an object with the name below "!". The default
    of `!ENV [NAME, default]` stands for it.
    """
    source, fault = text(data)
    builder = _Builder()
    try:
        fault = _build(source, builder) or fault
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        fault = f"Line {mark.line + 1 if mark else 1}: {getattr(error, 'problem', None) or 'not YAML'}"
    while len(builder.stack) > 1:
        builder.end()
    return mapping(next(iter(builder.stack[0].held), None)), fault


def _build(source: str, builder: _Builder) -> str:
    """Take the events of the first document, and say what stopped that."""
    if len(source) > _LIMIT:
        return f"Longer than {_LIMIT} characters"
    for event in yaml.parse(source, Loader=_LOADER):
        if isinstance(event, yaml.DocumentEndEvent):
            return ""
        builder.take(event)
        if len(builder.stack) > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            return f"Line {line}: nested more than {_DEEPEST} deep"
    return ""


def _scalar(event: yaml.ScalarEvent) -> str | None:
    if event.tag == "!ENV" or (event.implicit[0] and event.value in {"", "~", "null"}):
        return None
    tag = event.tag or ""
    return tag.removeprefix(_NAMED) if tag.startswith(_NAMED) else str(event.value)
