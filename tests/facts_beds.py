"""Where slots can be changed so that two claims contradict each other: in another article, version or locale."""

import random
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from facts_sentences import Page, Sentence, pages, plain
from facts_slots import Slot, slots
from rapidfuzz import fuzz

Where = Literal["article", "version", "locale"]
ALIKE = 95
_SPOKEN = ("en", "fr", "de", "es", "pt", "it", "nl", "ja", "ko", "zh")
"""Locales whose languages `facts_slots` knows best; those are read."""
_TORN = re.compile(r"[\[\]]|` ")
"""Of what is an include or a tag in code, a part is left in the text of a sentence."""
ROOT = Path(__file__).parent.parent


class Site(NamedTuple):
    """A corpus: its articles by locale, then by their path below it. No source stands beside a translation."""

    name: str
    locales: dict[str, dict[str, Page]]

    def language(self, locale: str) -> str:
        """The language of a locale, as slots are found in it."""
        return re.split(r"[-_]", locale)[0]


class Change(NamedTuple):
    """A slot to change: `files` (path, text) is all that doclint needs to see, without the change; `path` is in it.

    `line` and `start` say where the changed slot lies in its file.
    """

    where: Where
    site: str
    kind: str
    files: tuple[tuple[str, str], ...]
    path: str
    line: int
    start: int
    end: int
    old: str
    new: str
    sentence: str

    @property
    def cluster(self) -> tuple[str, str, str, str]:
        """What is planted once."""
        return self.where, self.site, self.kind, self.sentence


def sites(corpora: Path, folder: Path) -> Iterator[Site]:
    """Our corpus and the real ones; `folder` is for what has to be unpacked."""
    bundle = corpora / "ata" / "en-us.bundle"
    subprocess.run(["git", "clone", "--quiet", str(bundle), str(folder / "ata")], check=True, capture_output=True)
    yield _site("harbor", {one.name: one for one in (ROOT / "corpus" / "docs").iterdir() if one.is_dir()})
    yield _site("ata", {"en-us": folder / "ata", **_below(corpora / "ata")})
    yield _site("fastapi", _below(corpora / "fastapi" / "docs"))
    inner = "docusaurus-plugin-content-docs/version-3"
    helm = {name: one / inner for name, one in _below(corpora / "helm" / "i18n").items()}
    yield _site("helm", {"en": corpora / "helm" / "versioned_docs" / "version-3", **helm})
    yield _site("azure", _below(corpora / "azure-sxs"))


def _below(folder: Path) -> dict[str, Path]:
    return {one.name: one for one in sorted(folder.iterdir()) if one.is_dir() and one.name[:2] in _SPOKEN}


def _site(name: str, folders: dict[str, Path]) -> Site:
    return Site(name, {locale: _plain(pages(folder)) for locale, folder in sorted(folders.items())})


def _plain(found: dict[str, Page]) -> dict[str, Page]:
    """Bilingual articles without their source."""
    return {path: Page(path, plain(page.text)) if "sxs-lookup" in page.text else page for path, page in found.items()}


@cache
def _claims(page: Page, language: str) -> tuple[tuple[Sentence, Slot], ...]:
    """The slots of the sentences of an article that claim something of what they name."""
    told = [sentence for sentence in page.sentences if sentence.claims and sentence.names]
    return tuple((sentence, slot) for sentence in told for slot in slots(sentence.text, language))


def _change(where: Where, site: Site, path: str, files: dict[str, str], found: tuple[Sentence, Slot]) -> Change:
    sentence, slot = found
    start, end = sentence.start + slot.start, sentence.start + slot.end
    text = files[path]
    line = text.count("\n", 0, start) + 1
    given = (site.name, slot.kind, tuple(sorted(files.items())), path, line, start, end, text[start:end], slot.new)
    return Change(where, *given, _masked(sentence, slot))


def _masked(sentence: Sentence, slot: Slot) -> str:
    return " ".join(f"{sentence.text[: slot.start]} _ {sentence.text[slot.end :]}".split())


def in_other_articles(site: Site, chance: random.Random) -> Iterator[Change]:
    """Sentences that stand in two articles of a locale; where there are few, a sentence is copied into another."""
    for locale, articles in site.locales.items():
        found = [(key, one) for key, page in articles.items() for one in _claims(page, site.language(locale))]
        yield from _twins(site, locale, found)
        others = sorted(key for key in articles if "includes/" not in key)
        for key, (sentence, slot) in chance.sample(found, min(len(found), 25)):
            yield from _copied(site, locale, (key, chance.choice(others)), (sentence, slot))


def _twins(site: Site, locale: str, found: list[tuple[str, tuple[Sentence, Slot]]]) -> Iterator[Change]:
    same: defaultdict[tuple[str, str], list[tuple[str, tuple[Sentence, Slot]]]] = defaultdict(list)
    for key, one in found:
        same[one[1].kind, one[1].value].append((key, one))
    for members in same.values():
        for (key, one), (other, two) in combinations(members, 2):
            if key != other and fuzz.ratio(_masked(*one), _masked(*two)) >= ALIKE:
                files = {f"docs/{locale}/{name}": site.locales[locale][name].text for name in (key, other)}
                yield _change("article", site, f"docs/{locale}/{key}", files, one)


def _copied(site: Site, locale: str, keys: tuple[str, str], found: tuple[Sentence, Slot]) -> Iterator[Change]:
    """The sentence stands in a second article too, at its end, as somebody might have copied it."""
    articles, (key, other), (sentence, slot) = site.locales[locale], keys, found
    if key == other or _TORN.search(sentence.text):
        return
    files = {f"docs/{locale}/{name}": articles[name].text for name in (key, other)}
    blanks = sentence.text[: slot.start]
    shown = re.sub(r"[ \t\r\n]+", " ", blanks).lstrip()
    behind = re.sub(r"[ \t\r\n]+", " ", sentence.text[slot.end :])
    path = f"docs/{locale}/{other}"
    start = len(files[path].rstrip()) + 2
    files[path] = f"{files[path].rstrip()}\n\n{shown}{sentence.text[slot.start : slot.end]}{behind}\n"
    at = Slot(slot.kind, len(shown), len(shown) + slot.end - slot.start, slot.value, slot.new)
    copy = Sentence(path, 0, 0, start, files[path][start:].rstrip("\n"))
    yield _change("article", site, path, files, (copy, at))


def in_other_versions(site: Site, chance: random.Random) -> Iterator[Change]:
    """Claims of articles that are there twice, with one id and two dates; the older or the newer one is changed.

    Each article is taken in one locale: copies in two are two articles to whoever goes by paths.
    """
    for key in sorted({key for articles in site.locales.values() for key in articles}):
        locale = chance.choice([locale for locale, articles in site.locales.items() if key in articles])
        page = site.locales[locale][key]
        older, newer = f"docs/{locale}/{key.removesuffix('.md')}-of-old.md", f"docs/{locale}/{key}"
        files = {older: _dated(page, locale, "05/11/2016"), newer: _dated(page, locale, "06/12/2018")}
        for sentence, slot in _claims(page, site.language(locale)):
            path = chance.choice((older, newer))
            moved = sentence.start + len(files[path]) - len(page.text)
            yield _change("version", site, path, files, (sentence._replace(start=moved), slot))


def _dated(page: Page, locale: str, date: str) -> str:
    """The article with an id of its own and a date."""
    number = random.Random(f"{locale} {page.path}").getrandbits(128)  # noqa: S311
    lines = f"ms.assetid: {number:032x}\nms.date: {date}\n"
    head = re.match(r"\ufeff?---\r?\n(.*?\n)---[ \t]*\r?\n", page.text, re.DOTALL)
    if not head:
        return f"---\n{lines}---\n\n{page.text}"
    kept = re.sub(r"^(?:ms\.assetid|ms\.date|date)[ \t]*:.*\n", "", head[1], flags=re.MULTILINE)
    return f"---\n{kept}{lines}---\n{page.text[head.end() :]}"


def in_other_locales(site: Site, chance: random.Random) -> Iterator[Change]:
    """Claims of translations of one article that hold the same blocks; the source is not at hand."""
    keys = sorted({key for articles in site.locales.values() for key in articles})
    for key in keys:
        by_shape: defaultdict[int, list[str]] = defaultdict(list)
        for locale, articles in site.locales.items():
            if not locale.startswith("en") and key in articles:
                by_shape[len(articles[key].blocks)].append(locale)
        for locales in by_shape.values():
            if len(locales) > 1:
                yield from _across(site, key, locales, chance)


def _across(site: Site, key: str, locales: list[str], chance: random.Random) -> Iterator[Change]:
    """Blocks at one place that hold one slot of a kind in each locale, all of one value."""
    said: defaultdict[tuple[int, str], list[tuple[str, tuple[Sentence, Slot]]]] = defaultdict(list)
    for locale in locales:
        for one in _claims(site.locales[locale][key], site.language(locale)):
            said[one[0].block, one[1].kind].append((locale, one))
    files = {f"docs/{locale}/{key}": site.locales[locale][key].text for locale in locales}
    for members in said.values():
        alone = len({locale for locale, _ in members}) == len(members) > 1
        if alone and len({one[1].value for _, one in members}) == 1:
            locale, one = chance.choice(members)
            changed = _change("locale", site, f"docs/{locale}/{key}", files, one)
            yield changed._replace(sentence=f"{key} {one[0].block}")


PLACES = {"article": in_other_articles, "version": in_other_versions, "locale": in_other_locales}
