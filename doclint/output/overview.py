"""What doclint found of a project's layout, and why: for people and as JSON (doclint-config/1)."""

from collections import Counter
from collections.abc import Iterator
from typing import TextIO

import click
import msgspec

from doclint.output import settings
from doclint.output.columns import inert, visible
from doclint.output.json import put
from doclint.output.settings import Effective
from doclint.project.overview import Detected, Local, Overview

_MOST_REASONS = 2

_SHOWN = 3


def json(found: Overview, holds: Effective, out: TextIO) -> None:
    """The whole overview as one JSON object, every path named."""
    put({"schema": "doclint-config/1", **msgspec.to_builtins(found), "settings": msgspec.to_builtins(holds)}, out)


def text(found: Overview, holds: Effective, out: TextIO, *, color: bool, verbose: bool) -> None:
    """A screenful; with `verbose` also every pair, orphan and missing article."""
    lines = [*_settings(found, holds), "", *_layouts(found), *_locales(found)]
    lines += [line for local in found.locales for line in _paths(local)] if verbose else []
    out.writelines(f"{inert(line if color else click.unstyle(line))}\n" for line in lines)


def _settings(found: Overview, holds: Effective) -> Iterator[str]:
    roots = found.roots[:3] + (("...",) if len(found.roots) > 3 else ())
    yield _setting("configuration", found.configuration or "none: the defaults")
    yield from (_setting(name, value) for name, value in settings.lines(holds))
    yield _setting("source locale", found.source_locale)
    yield _setting("sources", ", ".join(found.sources) or "among the articles")
    yield _setting("root", ", ".join(roots) or "not known: no link is said to lead nowhere")
    for fault in found.faults:
        yield _setting("fault", fault)
    for name, articles in _anchors(found).most_common(_SHOWN):
        yield _setting("anchors", f"{name}: {_count(articles, 'article')}")


def _anchors(found: Overview) -> Counter[str]:
    """How anchors are made and files named, with the number of articles."""
    counts: Counter[str] = Counter()
    for one in found.sites:
        known = f"as {one.dialect} makes them ({one.reason})" if one.reason else "those of any generator: none is known"
        counts[f"{known}{', file names in any case' if one.folds else ''}"] += one.articles
    return counts


def _setting(name: str, value: str) -> str:
    return f"{name:14}  {click.style(visible(value), bold=True)}"


def _layouts(found: Overview) -> Iterator[str]:
    for one in found.layouts:
        yield f"{click.style(visible(one.target), bold=True)} -> {visible(one.source)}"
        if one.articles:
            yield f"    {_count(one.articles, 'article')} ({visible(one.name)}) in {', '.join(one.locales)}"
            yield f"    because {_reasons(one)}"
        else:
            yield click.style(f"    fits no article ({visible(one.name)})", fg="yellow")
    if found.layouts:
        yield ""


def _reasons(one: Detected) -> str:
    more = len(one.reasons) - _MOST_REASONS
    return visible("; ".join(one.reasons[:_MOST_REASONS])) + (f"; and {more} more such" if more > 0 else "")


def _locales(found: Overview) -> Iterator[str]:
    yield click.style(
        f"{'locale':14}{'articles':>10}{'with source':>13}{'orphans':>9}{'missing':>9}  told by", dim=True
    )
    for one in found.locales:
        told = ", ".join(f"{reason} ({count:,})" for reason, count in one.told.items())
        translated = one.pairs or one.orphans
        numbers = (len(one.pairs), len(one.orphans), len(one.missing)) if translated else ("", "", "")
        paired, orphans, missing = (f"{number:,}" if isinstance(number, int) else number for number in numbers)
        yield f"{visible(one.locale):14}{one.articles:>10,}{paired:>13}{orphans:>9}{missing:>9}  {visible(told)}"


def _paths(one: Local) -> Iterator[str]:
    for pair in one.pairs:
        yield f"{one.locale} pair {visible(pair.target)} -> {visible(pair.source)} ({pair.method})"
    yield from (f"{one.locale} orphan {visible(path)}" for path in one.orphans)
    yield from (f"{one.locale} missing {visible(path)}" for path in one.missing)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
