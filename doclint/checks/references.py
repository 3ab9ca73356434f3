"""What a translation records of the source it was made from, and what the source's repository says to it."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from doclint.model import Diagnostic
from doclint.project.pairing import ArticlePair
from doclint.project.reference import of_edition

SCOPE = "pair"


class Options(Struct, frozen=True, forbid_unknown_fields=True):
    """Which sort of fault: the version cannot be found, or what is recorded cannot be true."""

    problem: Literal["unknown", "contradicted"]


def check(pair: ArticlePair, options: Options) -> Iterator[Diagnostic]:
    """A diagnostic where the translation's reference has that fault."""
    traced, target = pair.traced, pair.target
    if traced and traced.problem == options.problem:
        span = of_edition(target).span
        fault = traced.found.fault
        yield target.report(span, f"{fault[0].upper()}{fault[1:]}", within=target.line(span))
