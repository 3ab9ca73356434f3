"""doclint.toml or [tool.doclint]: found, read and checked. It is rarely needed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct, field

from doclint.errors import DoclintError
from doclint.model import Severity
from doclint.project.patterns import Pattern, fault
from doclint.project.tags import normal
from doclint.repository import around

Dialect = Literal["docfx", "github", "gitlab", "python-markdown", "kramdown", "mdbook", "mdn", "hugo", "docusaurus"]


class ConfigError(DoclintError):
    """A configuration that cannot be used; the message names file, line and key."""


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project may set. `severity` and `rules` are keyed by rule name or code.

    `source` is the folder of the sources where they lie elsewhere, `layout` what paths of translations look like,
    `lexicons` the folder of what `doclint learn` learned,
    `reviewed` the file of changes that need nothing (drift), `facts` the file of declared facts,
    `glossary` the files of terms, `dialect` the site generator where it is not found, `fold_case` whether
    links may name files in another case.
    """

    source_locale: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    root: str | None = None
    dialect: Dialect | None = None
    fold_case: bool | None = None
    source: str | None = None
    lexicons: str | None = None
    reviewed: str | None = None
    facts: str | None = None
    glossary: tuple[str, ...] = ()
    layout: tuple[Pattern, ...] = ()
    severity: dict[str, Severity] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)


class Config(Settings, frozen=True):
    """What a project has set; `home` is its folder: where the configuration lies, else the repository's root.

    `jobs` is the number of processes that may work at once.
    """

    home: str = ""
    jobs: int = 1


def load(start: Path) -> Config:
    """The configuration nearest to `start`, upwards; the defaults where there is none."""
    path = find(start)
    if path is None:
        return Config(home=str(around(start / "article") or ""))
    return _read(path, () if path.name == "doclint.toml" else ("tool", "doclint"))


def find(start: Path) -> Path | None:
    """The file that holds the configuration nearest to `start`, upwards."""
    for folder in (start, *start.parents):
        own, project = folder / "doclint.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "[tool.doclint" in project.read_text("utf-8", "replace"):
            return project
    return None


def _read(path: Path, keys: tuple[str, ...]) -> Config:
    text = path.read_text("utf-8", "replace")
    try:
        data = tomllib.loads(text)
        for key in keys:
            data = data[key]
        config = msgspec.convert(data, Settings)
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {error}"
        raise ConfigError(message) from error
    except msgspec.ValidationError as error:
        known = f" (one of {', '.join(get_args(Dialect))})" if "$.dialect" in str(error) else ""
        message = f"{path}:{_line(text, str(error))}: {error}{known}"
        raise ConfigError(message) from error
    if not normal(config.source_locale):
        message = f"{path}:{_line(text, f'= {config.source_locale!r}')}: source-locale is no locale (en, pt-BR)"
        raise ConfigError(message)
    for pattern in config.layout:
        if wrong := fault(pattern):
            message = f"{path}:{_line(text, wrong)}: {wrong}"
            raise ConfigError(message)
    named = {
        key: str(path.parent / name)
        for key in ("root", "source", "lexicons", "reviewed", "facts")
        if (name := getattr(config, key))
    }
    glossary = tuple(str(path.parent / name) for name in config.glossary)
    return Config(**{**msgspec.structs.asdict(config), **named, "glossary": glossary, "home": str(path.parent)})


def _line(text: str, error: str) -> int:
    """The line an error speaks of: it quotes a wrong value or an unknown key, or gives the path of a key."""
    lines = text.splitlines()
    for pattern in (r"value '([^']+)'", r"field `([\w-]+)`", r"\$\.([\w-]+)", r"= '([^']+)'"):
        for name in re.findall(pattern, error):
            key = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
            found = [number for number, line in enumerate(lines, 1) if key.search(line)]
            if found:
                return found[0]
    return 1
