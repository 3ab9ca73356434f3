"""The modules that rules run: doclint's checks, and those of packages that a project names."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from doclint.config import Config
from doclint.rule import Rule, rules

_NEEDED = {
    "article": ("check",),
    "unit": ("check",),
    "pair": ("check",),
    "project": ("extract", "compare"),
    "change": ("check",),
    "directives": ("check",),
}
"""What a check of each scope must have."""


def of(config: Config) -> tuple[Rule, ...]:
    """The rules of a project: doclint's, those of its own folders, and those that its plugins bring in `rules`."""
    return rules([*map(Path, config.extend), *_folders(config)])


def check(rule: Rule, plugins: Sequence[str]) -> ModuleType:
    """The module that a rule runs; RuleError where it is not there, is no check, or belongs to no plugin named."""
    name = rule.header.check
    package = name.split(".", maxsplit=1)[0]
    if "." not in name:
        found = _module(f"doclint.checks.{name}")
    elif package in plugins:
        found = _module(name)
    else:
        error = f"'{name}' is a module of {package}: name it in the configuration, plugins = [\"{package}\"]"
        raise rule.fault(name, error)
    if isinstance(found, str):
        error = f"'{name}' {found}"
        raise rule.fault(name, error)
    return found


def _folders(config: Config) -> Iterable[Path]:
    """The folders of rules in the plugins. No plugin is imported for that."""
    for name in config.plugins:
        spec = find_spec(name) if re.fullmatch(r"\w+", name) else None
        if spec is None:
            raise config.refuse(name, f"plugins: no package called {name!r} is installed beside doclint: install it")
        places = (Path(place, "rules") for place in spec.submodule_search_locations or ())
        yield from (place for place in places if place.is_dir())


@cache
def _module(name: str) -> ModuleType | str:
    """The module of a check, or what is wrong with it."""
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        return f"names a check that is not there ({error}): correct the page's check, or install its plugin"
    except Exception as error:  # noqa: BLE001
        return f"names a check that cannot be imported ({type(error).__name__}: {error}): mend it"
    scope = getattr(module, "SCOPE", None)
    if scope not in _NEEDED:
        return f"is no check: its SCOPE is {scope!r}, not one of {', '.join(_NEEDED)}"
    lacking = [one for one in ("Options", *_NEEDED[scope]) if not hasattr(module, one)]
    return f"is no check of the scope {scope!r}: it lacks {', '.join(lacking)}" if lacking else module
