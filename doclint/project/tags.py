"""Language tags, as people write them."""

import re
from collections import defaultdict
from functools import cache

from babel.localedata import locale_identifiers

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[A-Za-z]{4}))?(?:[-_](?P<region>[A-Za-z]{2}|\d{3}))?", re.IGNORECASE
)
_COUNTRIES = {"cn": "zh-CN", "cz": "cs-CZ", "dk": "da-DK", "gr": "el-GR", "jp": "ja-JP", "ua": "uk-UA", "vn": "vi-VN"}
"""Country codes that are no language codes and often stand for one."""


def normal(tag: str) -> str:
    """A locale tag in the usual case (fr-FR, zh-Hant-TW), or an empty string where it is none."""
    match = _TAG.fullmatch(tag.strip())
    if not match or match["language"].lower() not in _regions():
        return ""
    script = f"-{match['script'].title()}" if match["script"] else ""
    region = f"-{match['region'].upper()}" if match["region"] else ""
    return match["language"].lower() + script + region


@cache
def in_path(tag: str) -> str:
    """The locale that a part of a path names: only a region where the language is at home ("to-do" is no locale)."""
    named = _COUNTRIES.get(tag.lower()) or normal(tag)
    spoken, _, region = named.replace("_", "-").partition("-")
    region = region.rpartition("-")[2]
    return named if len(region) in {0, 4} or region in _regions()[spoken] else ""


def language(locale: str) -> str:
    """The language of a locale, without script and region."""
    return locale.partition("-")[0].lower()


def matches(locale: str, wanted: str) -> bool:
    """Whether `locale` is `wanted` or a region of it (fr-CA is fr)."""
    return locale.lower() == normal(wanted).lower() or locale.lower().startswith(f"{normal(wanted).lower()}-")


@cache
def _regions() -> dict[str, set[str]]:
    """The regions of each language of the CLDR."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for identifier in locale_identifiers():
        spoken, *parts = identifier.split("_")
        found[spoken] |= {part for part in parts if len(part) in {2, 3}}
    found["no"] |= found["nb"]
    return dict(found)
