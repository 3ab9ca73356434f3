"""What a site generator's configuration says of where articles lie and how they are addressed."""

import re
from collections.abc import Callable

import msgspec

from doclint.project.sites import docusaurus
from doclint.project.sites.formats import Read, at, items, json, mapping, string, toml, yaml_object
from doclint.project.sites.paths import Routes, below, folders, prefix, route, site_path

_SCRIPTS = ("docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs")
_HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml", "config.yml", "config.json")
_MKDOCS = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml", "zensical.toml")
_WILD = re.compile(r"[*?{\[]")
_OTHERS = {"source_dir", "public_dir", "new_post_name", "sphinx", "launch_buttons", "execute", "parse"}
"""Keys of a `_config.yml` that is Hexo's or Jupyter Book's."""

MARKERS: dict[str, str] = {
    "docfx.json": "docfx",
    ".openpublishing.publish.config.json": "docfx",
    **dict.fromkeys(_MKDOCS, "python-markdown"),
    **dict.fromkeys(_SCRIPTS, "docusaurus"),
    **dict.fromkeys(_HUGO, "hugo"),
    "book.toml": "mdbook",
    "_config.yml": "kramdown",
}
"""The names of configuration files, and the dialect of the sites they configure."""


class Settings(msgspec.Struct, frozen=True):
    """A site as configured. Folders are relative to the configuration's own; "" is that folder.

    `content`: folders with articles. `routes`: a prefix of URL paths ("/guide/") and the folder whose articles it shows
    ("docs/"), longest prefix first. `outside`: folders that are there only when the site is built. `redirects`: from
    and to, sources or pages of the site as the generator has it. `inherits`: the file whose values count where this
    one gives none. `redirect_files`: further files of redirects. `braces`: `{#id}` is an id. `rooted`: a file's
    address that begins with a slash is one of this site.

    Python-Markdown's slugs: `unicode` letters stay, `cased` ones too, `separator` stands for spaces; `slugify` is the
    dotted name of a function that is neither its own nor pymdownx's.
    """

    dialect: str
    content: tuple[str, ...] = ("",)
    routes: Routes = ()
    unicode: bool = False
    outside: tuple[str, ...] = ()
    redirects: dict[str, str] = {}
    fault: str = ""
    cased: bool = False
    separator: str = "-"
    slugify: str = ""
    inherits: str = ""
    redirect_files: tuple[str, ...] = ()
    braces: bool = True
    rooted: bool = True


def read(name: str, data: bytes, *inherited: bytes) -> Settings | None:
    """The settings in a file called `name`, and in the files it inherits from, the nearest first.

    None where the file configures no site. A file with mistakes gives what could be read, and its fault.
    """
    dialect = MARKERS.get(name)
    if dialect is None:
        return None
    if dialect == "docusaurus":
        return _docusaurus(data)
    value, fault = _parser(name)(data)
    made = _READERS[name](value, *(_parser(name)(one)[0] for one in inherited))
    return made and msgspec.structs.replace(made, fault=fault)


def _parser(name: str) -> Callable[[bytes], Read]:
    return {"json": json, "toml": toml}.get(name.rpartition(".")[2], yaml_object)


def _docfx(value: dict[str, object], *_: object) -> Settings:
    """`docfx.json`. The address of a site on Microsoft Learn, which has a breadcrumb, is not in its configuration."""
    build = mapping(value.get("build", value))
    entries = [mapping(one) for one in items(build.get("content"))]
    content = folders(_globbed(entry) for entry in entries)
    routed = [route((string(entry.get("dest")),), string(entry.get("src"))) for entry in entries if entry.get("dest")]
    if at(build, "globalMetadata", "breadcrumb_path") is not None:
        routed = []
    base = string(value.get("basePath"))
    return Settings("docfx", content, below([*routed, *([route((base,), "")] if base else [])]))


def _globbed(entry: dict[str, object]) -> str:
    """The folder that all patterns of an entry have in common with its `src`: that one alone where they have none."""
    heads = {_WILD.split(string(one), 1)[0].rpartition("/")[0] for one in items(entry.get("files"))}
    head = heads.pop() if len(heads) == 1 else ""
    return f"{string(entry.get('src'))}/{head}"


def _openpublishing(value: dict[str, object], *_: object) -> Settings:
    """`.openpublishing.publish.config.json`: docsets, dependent repositories, files of redirects."""
    docsets = [mapping(one) for one in items(value.get("docsets_to_publish"))]
    repositories = [mapping(one) for one in items(value.get("dependent_repositories"))]
    named = [items(one.get("redirection_files")) for one in (value, *docsets)]
    return Settings(
        "docfx",
        folders(string(one.get("build_source_folder")) for one in docsets),
        outside=folders(filter(None, (string(one.get("path_to_root")) for one in repositories)), default=()),
        redirect_files=folders((string(one) for names in named for one in names if string(one)), default=()),
    )


def _mkdocs(*layers: dict[str, object]) -> Settings:
    """`mkdocs.yml`, and what it inherits; ProperDocs reads the same, Zensical below `[project]`."""
    layers = tuple(mapping(layer.get("project", layer)) for layer in layers)
    docs = string(_first(layers, "docs_dir"), "docs")
    toc = _plugin(layers, "markdown_extensions", "toc") or _plugin(
        layers, "markdown_extensions", "markdown.extensions.toc"
    )
    slugify = toc.get("slugify")
    function = string(slugify) or string(at(slugify, "!") or at(slugify, "object") or at(slugify, "function"))
    case = string(at(slugify, "kwds", "case"), "none")
    redirects = mapping(_plugin(layers, "plugins", "redirects").get("redirect_maps"))
    known = function.startswith(("pymdownx.slugs.", "markdown.extensions.toc."))
    return Settings(
        "python-markdown",
        folders([docs]),
        below(_localized(_plugin(layers, "plugins", "i18n"), site_path(string(_first(layers, "site_url"))), docs)),
        unicode=known and function != "markdown.extensions.toc.slugify",
        redirects={old: new for old, new in redirects.items() if isinstance(new, str)},
        braces=_has(layers, "attr_list", "extra"),
        rooted=string(at(_first(layers, "validation"), "links", "absolute_links")) == "relative_to_docs",
        cased=function.endswith("_cased") or (function == "pymdownx.slugs.slugify" and case == "none"),
        separator=string(toc.get("separator"), "-"),
        slugify="" if known else function,
        inherits=string(layers[0].get("INHERIT")),
    )


def _first(layers: tuple[dict[str, object], ...], key: str) -> object:
    return next((layer[key] for layer in layers if layer.get(key) is not None), None)


def _plugin(layers: tuple[dict[str, object], ...], group: str, name: str) -> dict[str, object]:
    """The options of a plugin or extension, which are listed or mapped; the nearest layer that names it counts."""
    for layer in layers:
        listed = layer.get(group)
        for one in listed if isinstance(listed, list) else [listed]:
            if one == name or name in mapping(one):
                return mapping(at(one, name))
    return {}


def _has(layers: tuple[dict[str, object], ...], *names: str) -> bool:
    """Whether one of the extensions is used."""
    listed = [one for layer in layers for one in _listed(layer.get("markdown_extensions"))]
    return any(one.removeprefix("markdown.extensions.").removeprefix("pymdownx.") in names for one in listed)


def _listed(group: object) -> list[str]:
    """The names of plugins or extensions, which are listed, alone or with options, or mapped."""
    if isinstance(group, dict):
        return [string(one) for one in group]
    return [name for one in items(group) for name in (mapping(one) or [string(one)])]


def _localized(plugin: dict[str, object], base: str, docs: str) -> Routes:
    """The routes of mkdocs-static-i18n: each language below its code, the default one at the top."""
    by_folder = plugin.get("docs_structure") == "folder"
    languages = plugin.get("languages")
    default = string(plugin.get("default_language"))
    codes = [string(one) for one in languages] if isinstance(languages, dict) else []
    for one in languages if isinstance(languages, list) else ():
        codes.append(string(at(one, "locale")))
        default = codes[-1] if string(at(one, "default")).lower() == "true" or at(one, "default") is True else default
    routes = [
        route((base, code), f"{docs}/{code}" if by_folder else docs) for code in codes if code not in {"", default}
    ]
    return (*routes, route((base,), f"{docs}/{default}" if by_folder and default else docs))


def _docusaurus(data: bytes) -> Settings:
    content, routes, redirects, fault = docusaurus.read(data)
    return Settings("docusaurus", content, routes, redirects=redirects, fault=fault)


def _hugo(value: dict[str, object], *_: object) -> Settings:
    """Hugo's configuration; its keys are in whatever case. The default language is at the top, or below its code."""
    site = {key.lower(): one for key, one in value.items()}
    home, base = string(site.get("contentdir"), "content"), site_path(string(site.get("baseurl")))
    default = string(site.get("defaultcontentlanguage"), "en").lower()
    top = str(site.get("defaultcontentlanguageinsubdir")).lower() != "true"
    routes = [route((base,), home)]
    for code, one in mapping(site.get("languages")).items():
        own = {key.lower(): inner for key, inner in mapping(one).items()}
        shown = "" if top and code.lower() == default else code
        routes.append(route((base, shown), string(own.get("contentdir"), home)))
    return Settings("hugo", folders(folder for _, folder in routes), below(dict(routes).items()))


def _maybe_hugo(value: dict[str, object], *_: object) -> Settings | None:
    """A `config.toml` or the like, which is Hugo's where it has a base URL."""
    return _hugo(value) if "baseurl" in {key.lower() for key in value} else None


def _mdbook(value: dict[str, object], *_: object) -> Settings:
    source = string(at(value, "book", "src"), "src")
    table = mapping(at(value, "output", "html", "redirect"))
    base = site_path(string(at(value, "output", "html", "site-url"), "/"))
    redirects = {prefix(base) + old.lstrip("/"): new for old, new in table.items() if isinstance(new, str)}
    return Settings("mdbook", folders([source]), below([route((base,), source)]), redirects=redirects)


def _jekyll(value: dict[str, object], *_: object) -> Settings | None:
    """`_config.yml`. Jekyll's kramdown reads GitHub's Markdown, and makes its slugs, unless told otherwise."""
    if not _OTHERS.isdisjoint(value):
        return None
    source, base = string(value.get("source"), ""), string(value.get("baseurl"))
    listed = value.get("collections")
    names = [string(one) for one in (listed if isinstance(listed, list) else mapping(listed))]
    parent = f"{source}/{string(value.get('collections_dir'))}"
    routes = [route((base, name), f"{parent}/_{name}") for name in names if name]
    own = (
        string(at(value, "kramdown", "input"), "GFM") != "GFM"
        and string(value.get("markdown"), "kramdown") == "kramdown"
    )
    content = folders([source, *(folder for _, folder in routes)])
    return Settings("kramdown" if own else "jekyll", content, below([*routes, route((base,), source)]))


_READERS: dict[str, Callable[..., Settings | None]] = {
    "docfx.json": _docfx,
    ".openpublishing.publish.config.json": _openpublishing,
    **dict.fromkeys(_MKDOCS, _mkdocs),
    **dict.fromkeys(_HUGO[:4], _hugo),
    **dict.fromkeys(_HUGO[4:], _maybe_hugo),
    "book.toml": _mdbook,
    "_config.yml": _jekyll,
}
