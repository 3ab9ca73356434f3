"""A value that a writer declares, as the slot of a claim."""

import re

from doclint.facts.model import Kind, Slot, agree
from doclint.language.numbers import numbers

VALUES = "an amount (4,095 GB), on or off, a version (5.2), a date (2024-03-15), a number, a path or a command"
_ENGLISH = "en"
"""The language in which amounts are declared: a point before decimals, commas between thousands."""
_STATES = {"on": "+", "enabled": "+", "true": "+", "off": "-", "disabled": "-", "false": "-"}
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_VERSION = re.compile(r"[vV]?(\d+(?:\.\d+)*)")
_DOTTED = re.compile(r"[vV]\d+(?:\.\d+)*|\d+(?:\.\d+)+")
_PATH = re.compile(r"(?:[A-Za-z]:\\|~?/|%\w+%|\$\w+[\\/]|\.{1,2}/)\S.*")
_COMMAND = re.compile(r"[A-Z][a-z]+-[A-Z]\w+(?: .*)?|[a-z][\w.-]*(?: \S+)*? -\S.*")
_PORT = re.compile(r"\d{1,5}")
_LITERALS: tuple[Kind, ...] = ("default", "path", "command", "literal")
_KINDS: dict[Kind, tuple[Kind, ...]] = {
    "count": ("count", "default"),
    "default": ("default", "limit"),
    "literal": ("default", "path", "command"),
    "limit": ("limit", "default"),
}
"""The kinds of claims that a fact of a kind speaks of, where it is more than its own."""


def slot(text: str, kind: Kind | None, bound: str) -> Slot | None:
    """A value as a slot; None where it is no value, or none of the kind. A limit is the most unless it is said."""
    found = _state(text) if kind in {None, "state"} else None
    found = found or (_date(text, kind) if kind in {None, "date"} else None)
    found = found or (_port(text) if kind == "port" else None)
    found = found or (_version(text, kind) if kind in {None, "version"} else None)
    found = found or (_number(text, kind, bound) if kind in {None, "limit", "count", "default"} else None)
    return found or (_literal(text, kind) if kind in {None, *_LITERALS} else None)


def _state(text: str) -> Slot | None:
    pole = _STATES.get(text.lower())
    return Slot("state", 0, len(text), frozenset({f"state{pole}"})) if pole else None


def _date(text: str, kind: Kind | None) -> Slot | None:
    match = (_DATE if kind else _DAY).fullmatch(text)
    return Slot("date", 0, len(text), frozenset({text})) if match else None


def _port(text: str) -> Slot | None:
    return Slot("port", 0, len(text), frozenset({text})) if _PORT.fullmatch(text) else None


def _version(text: str, kind: Kind | None) -> Slot | None:
    match = (_VERSION if kind else _DOTTED).fullmatch(text)
    return Slot("version", 0, len(text), frozenset({text.lstrip("vV")})) if match else None


def _number(text: str, kind: Kind | None, bound: str) -> Slot | None:
    """An amount or a number that is the whole of the text."""
    found = numbers(text, _ENGLISH)
    if len(found) != 1 or found[0].start or found[0].spelled or not found[0].values:
        return None
    number = found[0]
    if number.unit and kind in {None, "limit", "default"}:
        return Slot(kind or "limit", 0, len(text), frozenset(), number.values, number.unit, bound or "most")
    if number.unit or number.end < len(text) or kind == "limit":
        return None
    readings = frozenset(f"{value:g}" for value in number.values)
    return Slot(kind or "count", 0, len(text), readings, bound=bound or "most")


def _literal(text: str, kind: Kind | None) -> Slot | None:
    """Text that stands as code in articles."""
    if not text or (kind is None and not _PATH.fullmatch(text) and not _COMMAND.fullmatch(text)):
        return None
    named: Kind = kind or ("path" if _PATH.fullmatch(text) else "command")
    return Slot(named, 0, len(text), frozenset({" ".join(text.split())}))


def comparable(declared: Slot, claimed: Slot) -> bool:
    """Whether a claim gives the kind of value that is declared; bounds apart."""
    if claimed.kind not in _KINDS.get(declared.kind, (declared.kind,)):
        return False
    return declared.dimension == claimed.dimension


def same(declared: Slot, claimed: Slot) -> bool:
    """Whether a claim may give the declared value; 5.2 and 5.2.0 are one version."""
    if declared.kind == claimed.kind == "version":
        return not {_short(one) for one in declared.readings}.isdisjoint(_short(one) for one in claimed.readings)
    return agree(declared, claimed)


def _short(version: str) -> str:
    while version.endswith(".0"):
        version = version[:-2]
    return version
