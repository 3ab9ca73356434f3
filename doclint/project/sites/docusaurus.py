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
    instances = list(_instances(config))
    routes = [one for kind, options in instances for one in _routes(kind, options, config)]
    content = folders([*(folder for _, folder in routes), *_versions(instances)])
    return content, below(routes), dict(_redirects(found)), fault or mistake


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
    """The routes of an instance in the default locale and in each other one."""
    folder, path = _PATHS[kind]
    base, own = string(config.get("baseUrl")), string(options.get("routeBasePath"), path)
    yield route((base, own), string(options.get("path"), folder))
    default = string(at(config, "i18n", "defaultLocale"), "en")
    identity = string(options.get("id"), "default")
    plugin = f"docusaurus-plugin-content-{kind}" + (f"-{identity}" if identity != "default" else "")
    for locale in map(string, items(at(config, "i18n", "locales"))):
        if locale not in {"", default}:
            yield route((base, locale, own), f"i18n/{locale}/{plugin}" + ("/current" if kind == "docs" else ""))


def _versions(instances: list[Instance]) -> Iterator[str]:
    """The folders that hold earlier versions of docs."""
    for kind, options in instances:
        identity = string(options.get("id"), "default")
        if kind == "docs":
            yield "versioned_docs" if identity == "default" else f"{identity}_versioned_docs"


def _redirects(found: list[dict[str, object]]) -> Iterator[tuple[str, str]]:
    """From and to of each rule in a list called `redirects`; one rule may have several froms."""
    for rule in (mapping(one) for holder in found for one in items(holder.get("redirects"))):
        to = rule.get("to")
        if isinstance(to, str):
            yield from ((old, to) for old in items(rule.get("from")) if isinstance(old, str))
