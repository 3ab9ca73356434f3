"""doclint.toml or [tool.doclint]: found, read and checked. It is rarely needed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from doclint.model import Severity


class ConfigError(Exception):
    """A configuration that cannot be used; the message names file, line and key."""


class Config(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project may set. `severity` and `rules` are keyed by rule name or code."""

    source_locale: str = "en"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    root: str | None = None
    severity: dict[str, Severity] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)


def load(start: Path) -> Config:
    """The configuration nearest to `start`, upwards; the defaults where there is none."""
    for folder in (start, *start.parents):
        own, project = folder / "doclint.toml", folder / "pyproject.toml"
        if own.is_file():
            return _read(own, ())
        if project.is_file() and "[tool.doclint" in project.read_text("utf-8", "replace"):
            return _read(project, ("tool", "doclint"))
    return Config()


def _read(path: Path, keys: tuple[str, ...]) -> Config:
    text = path.read_text("utf-8", "replace")
    try:
        data = tomllib.loads(text)
        for key in keys:
            data = data[key]
        config = msgspec.convert(data, Config)
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {error}"
        raise ConfigError(message) from error
    except msgspec.ValidationError as error:
        message = f"{path}:{_line(text, str(error))}: {error}"
        raise ConfigError(message) from error
    root = str(path.parent / config.root) if config.root else None
    return msgspec.structs.replace(config, root=root)


def _line(text: str, error: str) -> int:
    """The line an error speaks of: it quotes a wrong value or an unknown key, or gives the path of a key."""
    lines = text.splitlines()
    for pattern in (r"value '([^']+)'", r"field `([\w-]+)`", r"\$\.([\w-]+)"):
        for name in re.findall(pattern, error):
            key = re.compile(rf"\b{re.escape(name)}\b")
            found = [number for number, line in enumerate(lines, 1) if key.search(line)]
            if found:
                return found[0]
    return 1
