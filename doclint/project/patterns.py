"""Path patterns: where site generators and repositories keep translations."""

import re

from msgspec import Struct


class Pattern(Struct, frozen=True, forbid_unknown_fields=True):
    """How the path of a translation (`target`) gives that of its source; both may lie below any folder.

    {locale} is a language tag and {path} what lies below the folder; {ext} is the ending, any other placeholder a part
    of a folder's name. What stands at a placeholder of `target` stands at the same one of `source`.
    """

    target: str
    source: str
    name: str = "doclint.toml"


KNOWN = tuple(
    Pattern(target, source, name)
    for name, target, source in (
        ("Docusaurus", "i18n/{locale}/docusaurus-plugin-content-docs/current/{path}", "docs/{path}"),
        (
            "Docusaurus",
            "i18n/{locale}/docusaurus-plugin-content-docs/{version}/{path}",
            "versioned_docs/{version}/{path}",
        ),
        ("Docusaurus", "i18n/{locale}/docusaurus-plugin-content-docs-{id}/current/{path}", "{id}/{path}"),
        (
            "Docusaurus",
            "i18n/{locale}/docusaurus-plugin-content-docs-{id}/{version}/{path}",
            "{id}_versioned_docs/{version}/{path}",
        ),
        ("Docusaurus", "i18n/{locale}/docusaurus-plugin-content-blog/{path}", "blog/{path}"),
        ("Docusaurus", "i18n/{locale}/docusaurus-plugin-content-blog-{id}/{path}", "{id}/{path}"),
        ("Docusaurus", "i18n/{locale}/docusaurus-plugin-content-pages/{path}", "src/pages/{path}"),
        ("MDN", "translated-content/files/{locale}/{path}", "content/files/{path}"),
        ("GitHub Docs", "translations/{locale}/content/{path}", "content/{path}"),
        ("GitHub Docs", "translations/{locale}/data/{path}", "data/{path}"),
        ("GitLab", "doc-locale/{locale}/{path}", "doc/{path}"),
        ("Open Publishing", "_repo.{locale}/{path}", "{path}"),
        ("suffix", "{path}.{locale}.{ext}", "{path}.{ext}"),
        ("suffix", "{path}_{locale}.{ext}", "{path}.{ext}"),
        ("file name", "{path}/{locale}.{ext}", "{path}/.{ext}"),
        ("folder", "{locale}/{path}", "{path}"),
        ("sibling repository", "{repo}.{locale}/{path}", "{repo}/{path}"),
        ("sibling repository", "{locale}.{repo}/{path}", "{repo}/{path}"),
        ("sibling repository", "{repo}-{locale}/{path}", "{repo}/{path}"),
    )
)
"""Those with names of their own come first: the first that fits reads a path."""

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fault(pattern: Pattern) -> str:
    """What is wrong with a pattern a user gives, or an empty string."""
    given, used = (PLACEHOLDER.findall(side) for side in (pattern.target, pattern.source))
    if not {"locale", "path"} <= set(given):
        return f"target = '{pattern.target}' needs {{locale}} and {{path}}"
    if "locale" in used or "path" not in used or not set(used) <= set(given):
        return f"source = '{pattern.source}' needs {{path}}, and no placeholder that the target has not, nor {{locale}}"
    if pattern.target.endswith("/{path}") and not f"/{pattern.source}".endswith("/{path}"):
        return f"source = '{pattern.source}' must end with a folder's {{path}}, as the target does"
    if not re.fullmatch(r"(?:[^{}]|\{\w+\})*", pattern.target + pattern.source):
        return f"target = '{pattern.target}' has a brace that is no placeholder"
    return ""
