"""Entries for facts.toml, proposed from what several articles claim."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import TextIO

from doclint.facts.declared import ANYWHERE, TOGETHER, tells
from doclint.facts.masks import technical
from doclint.facts.model import Claim, Slot
from doclint.facts.sides import Side
from doclint.facts.table import Entry, Table
from doclint.facts.written import slot as parsed
from doclint.language.words import words
from doclint.output.columns import visible
from doclint.output.escaping import clean

_FEWEST = 2
_TERMS = 2
_MOST = 0.6
"""The share of claims that must name a term for it to be the subject."""
_STEM = 4
_HEAD = """\
# Proposed from the claims that several articles make. Read each entry: check the value, name the subject as narrowly
# as you can, delete what is not worth holding. Then name the file in doclint.toml: facts = "facts.toml"
"""


def write(found: Table, out: TextIO) -> None:
    """The entries as TOML, those that are disputed first."""
    out.write(_HEAD)
    used: set[str] = set()
    for entry in found.entries:
        if lines := [*_fact(entry, used)]:
            out.write("\n" + "".join(f"{line}\n" for line in lines))


def _fact(entry: Entry, used: set[str]) -> Iterator[str]:
    """One entry; nothing where too few articles say so, or nothing tells what they speak of. `used` are names taken."""
    side, *others = entry.sides
    subject = _subjects([claim for one in entry.sides for claim in one.claims])
    value = _value(side)
    paths = {claim.at.path for claim in side.claims}
    if len(paths) < _FEWEST or side.claims[0].conditional or not subject or value is None:
        return
    slot = entry.first.slot
    yield f"# {_shown(side.claims[0].at.text)}"
    yield f"# {side.articles} articles ({', '.join(side.locales)}), such as {_shown(side.claims[0].at.path)}"
    yield "[[fact]]"
    yield f"id = {_text(_name(subject, slot, used))}"
    yield f"holds = {_text(value)}"
    if not _plain(value, slot):
        yield f"kind = {_text(slot.kind)}"
    if slot.bound == "least":
        yield 'bound = "least"'
    yield f"# since = {side.newest}" if _is_day(side.newest) else "# since = 2024-01-31"
    older = [text for one in others if _older(one, side) and (text := _value(one))]
    yield f"outdated = [{', '.join(map(_text, older))}]"
    for one in others:
        if not _older(one, side):
            yield f"# disputed: {_shown(one.claims[0].text)} in {_shown(one.claims[0].at.path)}:{one.claims[0].at.line}"
    yield "[fact.subject]"
    yield from (f"{_text(locale)} = [{_text(TOGETHER.join(terms))}]" for locale, terms in subject.items())


def _older(one: Side, side: Side) -> bool:
    return "" < one.newest < side.newest


def _subjects(claims: list[Claim]) -> dict[str, list[str]]:
    """Technical terms that most claims share; else by language the names that all share, and stems."""
    counted = Counter(term for claim in claims for term in claim.subject if technical(term) and _usable(term))
    if terms := sorted(term for term, number in counted.items() if number >= _MOST * len(claims))[:_TERMS]:
        return {ANYWHERE: terms}
    languages: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        languages[claim.at.locale.partition("-")[0]].append(claim)
    everywhere = frozenset.intersection(*(claim.subject for claim in claims))
    names = [term for term in sorted(everywhere) if _usable(term)][:1] if len(languages) > 1 else []
    found = {language: [*names, *_stems(own, names)] for language, own in sorted(languages.items())}
    return {language: terms for language, terms in found.items() if len(terms) > 1}


def _usable(term: str) -> bool:
    return not term.isdigit() and len(words(term)) == 1 and tells(term)


def _stems(claims: list[Claim], names: list[str]) -> list[str]:
    """The longest stems of words that claims of one language share."""
    shared = frozenset.intersection(*(claim.words for claim in claims))
    known = {name.lower()[:_STEM] for name in names}
    stems = (word for word in shared if word.isalpha() and len(word) >= _STEM and word.lower()[:_STEM] not in known)
    return [f"{stem}*" for stem in sorted(stems, key=lambda word: (-len(word), word))[:_TERMS]]


def _value(side: Side) -> str | None:
    """A value as facts are written; None where it cannot be."""
    slot = side.claims[0].slot
    if slot.kind == "state":
        return "on" if "state+" in slot.readings else "off"
    if slot.unit:
        same = [claim.slot.values for claim in side.claims if claim.slot.unit == slot.unit]
        values = frozenset.intersection(*same) or slot.values
        text = f"{max(values):,.10g} {slot.unit}" if values else ""
    else:
        shared = frozenset.intersection(*(claim.slot.readings for claim in side.claims)) or slot.readings
        text = max(shared, key=lambda one: (len(one), one), default="")
    kind = None if _plain(text, slot) else slot.kind
    return text if text and parsed(text, kind, slot.bound) else None


def _plain(text: str, slot: Slot) -> bool:
    """Whether a value alone says of what kind it is."""
    read = parsed(text, None, slot.bound)
    return read is not None and (read.kind, read.dimension) == (slot.kind, slot.dimension)


def _name(subject: dict[str, list[str]], slot: Slot, used: set[str]) -> str:
    """A short name of its own."""
    terms = next((subject[one] for one in (ANYWHERE, "en") if one in subject), [])
    base = re.sub(r"[^a-z0-9]+", "-", " ".join([*terms, slot.kind]).lower()).strip("-")
    name, number = base, 2
    while name in used:
        name, number = f"{base}-{number}", number + 1
    used.add(name)
    return name


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", text))


def _text(value: str) -> str:
    """A string as TOML writes it."""
    return json.dumps(clean(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _shown(text: str) -> str:
    """Text on a comment's line."""
    line = " ".join(visible(text).split())
    return f"{line[:117]}..." if len(line) > 120 else line
