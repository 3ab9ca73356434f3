"""Versions of doclint that a project asks for: the least that may run, and the one whose rules hold."""

import operator
import re

from doclint import __version__

_OPERATORS = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}
_ASKED = re.compile(r"\s*(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\s*")

Version = tuple[int, ...]


def version(text: str) -> Version | None:
    """A version as numbers, without zeros at its end; None for what is none. What stands behind them is left out."""
    found = re.match(r"\d+(?:\.\d+)*", text)
    if not found:
        return None
    numbers = [int(number) for number in found[0].split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def refused(wanted: str) -> str:
    """Why this doclint must not run where `required-version` is `wanted`; an empty string where it may."""
    asked = [_ASKED.fullmatch(one) for one in wanted.split(",")]
    if not all(asked):
        return f"required-version = '{wanted}' is no requirement: write '>=0.2' or '>=0.2, <1'"
    own = version(__version__) or ()
    fits = all(_OPERATORS[one[1]](own, version(one[2]) or ()) for one in asked if one)
    install = f"install one that fits (python -m pip install 'doclint{wanted.replace(' ', '')}')"
    return "" if fits else f"required-version = '{wanted}', and this is doclint {__version__}: {install}"


def unknown(rule_set: str) -> str:
    """What is wrong with the version that `rule-set` names; an empty string where nothing is."""
    if not re.fullmatch(r"\d+(?:\.\d+)*", rule_set):
        return f"rule-set = '{rule_set}' is no version of doclint: write '{_short()}' for the rules of this one"
    if (version(rule_set) or ()) > (version(__version__) or ()):
        return f"rule-set = '{rule_set}' is newer than this doclint {__version__}: update it, or write '{_short()}'"
    return ""


def newer(since: str, rule_set: str | None) -> bool:
    """Whether what came with version `since` is newer than the rule set that was asked for, if one was."""
    return rule_set is not None and (version(since) or ()) > (version(rule_set) or ())


def _short() -> str:
    return ".".join(__version__.split(".")[:2])
