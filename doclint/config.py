"""doclint.toml or [tool.doclint]: found, read and checked. It is rarely needed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct, field

from doclint import release
from doclint.errors import DoclintError, line_of
from doclint.model import Severity
from doclint.project.patterns import Pattern, fault
from doclint.project.tags import normal
from doclint.repository import around

Dialect = Literal["docfx", "github", "gitlab", "python-markdown", "kramdown", "mdbook", "mdn", "hugo", "docusaurus"]
_FILES = ("root", "source", "lexicons", "reviewed", "facts", "baseline", "owners")
"""The keys that name a file or folder, from the configuration's own."""
_LISTS = ("glossary", "extend")
"""Those that name several."""


class ConfigError(DoclintError):
    """A configuration that cannot be used; the message names file, line and key."""


class Folder(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for the articles in one folder, or at the paths of a glob. Of several that fit, the later wins."""

    path: Annotated[
        str,
        Meta(description="A folder, a file or a glob (docs/legal, docs/*/legal, **/*.fr.md), from this file's folder."),
    ]
    owner: Annotated[str | None, Meta(description="Whose articles these are; shown with findings.")] = None
    select: Annotated[tuple[str, ...], Meta(description="The rules that speak of these articles; others do not.")] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="The rules that do not speak of these articles.")] = ()
    severity: Annotated[
        dict[str, Severity], Meta(description="The severity of rules here, by name, code, category or code prefix.")
    ] = field(default_factory=dict)


class Settings(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """What a project may set."""

    source_locale: Annotated[str, Meta(description="The locale of the sources (en, pt-BR).")] = "en"
    select: Annotated[
        tuple[str, ...], Meta(description="The rules to run: codes, names, categories, code prefixes, or all.")
    ] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="The rules not to run.")] = ()
    exclude: Annotated[tuple[str, ...], Meta(description="The articles not to look at, as globs.")] = ()
    root: Annotated[str | None, Meta(description="The folder that is the site's root, where it is not found.")] = None
    dialect: Annotated[
        Dialect | None, Meta(description="The site generator whose anchors count, where it is not found.")
    ] = None
    fold_case: Annotated[
        bool | None, Meta(description="Whether links may name files in another case, as on Windows.")
    ] = None
    source: Annotated[str | None, Meta(description="The folder of the sources, where they lie elsewhere.")] = None
    lexicons: Annotated[str | None, Meta(description="The folder of what 'doclint learn' learned.")] = None
    reviewed: Annotated[str | None, Meta(description="The file of changes that need nothing (drift).")] = None
    facts: Annotated[str | None, Meta(description="The file of declared facts.")] = None
    baseline: Annotated[str | None, Meta(description="The file of findings that are put off.")] = None
    glossary: Annotated[tuple[str, ...], Meta(description="The files of terms: CSV or TBX.")] = ()
    layout: Annotated[
        tuple[Pattern, ...], Meta(description="What paths of translations look like, where that is not found.")
    ] = ()
    severity: Annotated[
        dict[str, Severity], Meta(description="The severity of rules, by name, code, category or code prefix.")
    ] = field(default_factory=dict)
    rules: Annotated[
        dict[str, dict[str, Any]], Meta(description="Options of rules, by name or code; a rule's page tells them.")
    ] = field(default_factory=dict)
    folder: Annotated[tuple[Folder, ...], Meta(description="What holds in some folders only; later ones win.")] = ()
    owners: Annotated[str | None, Meta(description="A CODEOWNERS file that says whose articles are whose.")] = None
    extend: Annotated[tuple[str, ...], Meta(description="Folders of rules of your own, <category>/<name>.md.")] = ()
    plugins: Annotated[tuple[str, ...], Meta(description="Installed Python packages that bring rules or checks.")] = ()
    rule_set: Annotated[
        str | None, Meta(description="The version of doclint whose rules hold ('0.1'): newer ones wait.")
    ] = None
    required_version: Annotated[
        str | None, Meta(description="The versions of doclint that may run here ('>=0.2').")
    ] = None


class Config(Settings, frozen=True):
    """What a project has set; `home` is its folder: where the configuration lies, else the repository's root.

    `file` is the configuration's, or empty; `jobs` is the number of processes that may work at once;
    where `cached`, what was found out is kept for the next run.
    """

    home: str = ""
    file: str = ""
    jobs: int = 1
    cached: bool = False

    def refuse(self, name: str, error: Exception | str) -> ConfigError:
        """The error that something the file says of `name` is wrong, with its place."""
        if not self.file:
            return ConfigError(str(error))
        text = Path(self.file).read_text("utf-8", "replace")
        return ConfigError(f"{self.file}:{line_of(text, f'value {name!r}')}: {error}")


def load(start: Path) -> Config:
    """The configuration nearest to `start`, upwards; the defaults where there is none."""
    path = find(start)
    return read(path) if path else Config(home=str(around(start / "article") or ""))


def find(start: Path) -> Path | None:
    """The file that holds the configuration nearest to `start`, upwards."""
    for folder in (start, *start.parents):
        own, project = folder / "doclint.toml", folder / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "[tool.doclint" in project.read_text("utf-8", "replace"):
            return project
    return None


def read(path: Path) -> Config:
    """The configuration in a file: doclint.toml, or pyproject.toml with [tool.doclint]."""
    text = path.read_text("utf-8", "replace")
    try:
        config = msgspec.convert(_data(path, text), Settings)
        wrong = _fault(config)
    except tomllib.TOMLDecodeError as error:
        message = f"{path}: {error}"
        raise ConfigError(message) from error
    except msgspec.ValidationError as error:
        known = f" (one of {', '.join(get_args(Dialect))})" if "$.dialect" in str(error) else ""
        wrong = f"{error}{known}"
    if wrong:
        message = f"{path}:{line_of(text, wrong)}: {wrong}"
        raise ConfigError(message)
    return _placed(config, path)


def schema() -> dict[str, Any]:
    """The JSON Schema of doclint.toml."""
    # Defaults are tuples here, and lists in JSON.
    found = msgspec.json.decode(msgspec.json.encode(msgspec.json.schema(Settings)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "doclint.toml", **found}


def given(path: Path) -> tuple[str, ...]:
    """The keys that a configuration's file sets."""
    return tuple(_data(path, path.read_text("utf-8", "replace")))


def _data(path: Path, text: str) -> dict[str, Any]:
    """What a configuration's file says, once it is known that this doclint may read it."""
    data: dict[str, Any] = tomllib.loads(text)
    for key in () if path.name == "doclint.toml" else ("tool", "doclint"):
        data = data[key]
    wanted = data.get("required-version")
    if isinstance(wanted, str) and (reason := release.refused(wanted)):
        message = f"{path}:{line_of(text, reason)}: {reason}"
        raise ConfigError(message)
    return data


def _fault(config: Settings) -> str:
    """What is wrong with values that are of the right type."""
    if not normal(config.source_locale):
        return f"source-locale = '{config.source_locale}' is no locale (en, pt-BR)"
    wrong = [fault(pattern) for pattern in config.layout]
    wrong += [release.unknown(config.rule_set)] if config.rule_set is not None else []
    return next(filter(None, wrong), "")


def _placed(config: Settings, path: Path) -> Config:
    """The configuration with its files named from anywhere."""
    files = {key: str(path.parent / name) for key in _FILES if (name := getattr(config, key))}
    lists = {key: tuple(str(path.parent / name) for name in getattr(config, key)) for key in _LISTS}
    return Config(**{**msgspec.structs.asdict(config), **files, **lists, "home": str(path.parent), "file": str(path)})
