"""What a Docusaurus configuration says, which is a program: only its literals are read."""

from collections.abc import Iterator

from doclint.project.sites import script
from doclint.project.sites.formats import at, items, mapping, string, text
from doclint.project.sites.paths import Routes, below, folders, route

_KINDS = ("docs", "blog", "pages")
_PATHS = {"docs": ("docs", "docs"), "blog": ("blog", "blog"), "pages": ("src/pages", "")}
"""The folder and the URL path of each kind of content, where nothing else is said."""

Instance = tuple[str, dict[str, object]]


def read(data: bytes) -> tuple[tuple[str, ...], Routes, dict[str, str], str]:
    """The folders with articles, the routes, the redirects (from and to), and what is wrong with the file."""
    source, fault = text(data)
    found, mistake = script.read(source)
    config = next((one for one in found if "baseUrl" in one or "presets" in one), {})
    routes = [one for kind, options in _instances(config) for one in _routes(kind, options, config)]
    content = folders(folder for _, folder in routes)
    return (
        content,
        below(routes),
        dict(_redirects(found)),
        fault or mistake or ("" if config else "Line 1: no settings"),
    )


def _instances(config: dict[str, object]) -> Iterator[Instance]:
    """Each kind of content with its options: of the preset, and of the plugins that add more of it."""
    presets = [mapping(one[1]) for one in items(config.get("presets")) if isinstance(one, list) and len(one) > 1]
    plugins = [one for one in items(config.get("plugins")) if isinstance(one, list) and len(one) > 1]
    for kind in _KINDS:
        of_preset = next((one[kind] for one in presets if kind in one), {})
        added = [mapping(one[1]) for one in plugins if string(one[0]).endswith(f"content-{kind}")]
        alone = bool(added) and not presets
        if of_preset is not False and not alone:
            yield kind, mapping(of_preset)
        yield from ((kind, options) for options in added)


def _routes(kind: str, options: dict[str, object], config: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The routes of an instance in the default locale and in the others, without `baseUrl`: links leave it out."""
    folder, path = _PATHS[kind]
    own, home = string(options.get("routeBasePath"), path), string(options.get("path"), folder)
    identity = "" if options.get("id") in {None, "default"} else string(options.get("id"))
    versioned = f"{identity}_versioned_docs".lstrip("_")
    plugin = f"docusaurus-plugin-content-{kind}" + (f"-{identity}" if identity else "")
    default = string(at(config, "i18n", "defaultLocale"), "en")
    others = [string(one) for one in items(at(config, "i18n", "locales")) if one != default]
    for name, shown in _versions(options) if kind == "docs" else [("", "")]:
        yield route((own, shown), home if name in {"", "current"} else f"{versioned}/{name}")
        yield from (route((one, own, shown), f"i18n/{one}/{plugin}/{name}") for one in others if one)


def _versions(options: dict[str, object]) -> Iterator[tuple[str, str]]:
    """The folder of each version of docs and its part of the address. The last one has none, unless it is given one."""
    last = string(options.get("lastVersion"), "current")
    versions = mapping(options.get("versions"))
    for name in dict.fromkeys(("current", *versions)):
        usual = "" if name == last else "next" if name == "current" else name
        yield name if name == "current" else f"version-{name}", string(at(versions, name, "path"), usual)


def _redirects(found: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """From and to of each rule in a list called `redirects`; one rule may have several froms."""
    for rule in (mapping(one) for holder in found for one in items(holder.get("redirects"))):
        to = rule.get("to")
        if isinstance(to, str):
            yield from ((old, to) for old in items(rule.get("from")) if isinstance(old, str))
