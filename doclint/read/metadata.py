"""Front matter, with the place of every value."""

import re
from contextlib import suppress

import yaml
from frontmatter.default_handlers import YAMLHandler

from doclint.model import Fault, Span, Value

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIMIT = 100_000
_DEEPEST = 1000
_UNCLOSED = re.compile(r"---[ \t]*\r?\n[a-z][\w.-]*:(?:[ \t]|\r?\n)")


def read(text: str) -> tuple[dict[str, Value], int, list[Fault]]:
    """Values by key, the offset at which the body begins, and what is wrong with the front matter."""
    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, 0, []
    try:
        matter, body = handler.split(text)
    except ValueError:
        return {}, 0, _unclosed(text)
    start, body_start = text.index(matter), len(text) - len(body)
    if _deep(matter):
        return {}, body_start, [Fault("front-matter", Span(0, 3), f"Front matter nested more than {_DEEPEST} deep")]
    if len(matter) > _LIMIT:
        return {}, body_start, [Fault("front-matter", Span(0, 3), f"Front matter longer than {_LIMIT} characters")]
    return (*_values(matter, start, body_start),)


def _deep(matter: str) -> bool:
    """Whether collections are nested beyond measure, which the composer, written in C, does not survive."""
    if sum(map(matter.count, "[{?:-")) <= _DEEPEST or len(matter) > _LIMIT:
        return False
    depth = 0
    with suppress(yaml.YAMLError):
        for event in yaml.parse(matter, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                return True
    return False


def _unclosed(text: str) -> list[Fault]:
    """A line of hyphens at the top opens front matter where a key follows; else it is a rule."""
    if not _UNCLOSED.match(text):
        return []
    return [Fault("front-matter", Span(0, 3), "The front matter is never closed by a line '---'")]


def _values(matter: str, start: int, body: int) -> tuple[dict[str, Value], int, list[Fault]]:
    try:
        root = yaml.compose(matter, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError) as error:
        return {}, body, [_fault(error, start)]
    values: dict[str, Value] = {}
    faults = []
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        span = Span(start + value.start_mark.index, start + value.end_mark.index)
        if not isinstance(key, yaml.ScalarNode):
            faults.append(Fault("front-matter", span, "A key of the front matter is no plain text"))
            continue
        if key.value in values:
            faults.append(
                Fault("front-matter", span, f"The key {key.value!r} is given twice, and only the last one counts")
            )
        text = (
            value.value if isinstance(value, yaml.ScalarNode) else matter[value.start_mark.index : value.end_mark.index]
        )
        values[str(key.value)] = Value(text, span)
    return values, body, faults


def _fault(error: Exception, start: int) -> Fault:
    mark = getattr(error, "problem_mark", None)
    offset = start + (mark.index if mark else getattr(error, "position", 0))
    reason = re.sub(r"\s+", " ", str(getattr(error, "problem", None) or error))
    return Fault("front-matter", Span(offset, offset + 1), f"The front matter is not YAML: {reason}")
