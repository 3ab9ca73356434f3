"""Units of measure: what they measure, and how many of the base unit each is."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from doclint.language.pack import pack
from doclint.language.words import fold


class Measure(NamedTuple):
    """A unit: its dimension, and its size in the dimension's base unit."""

    dimension: str
    size: float


_PREFIXES = {"K": 1, "M": 2, "G": 3, "T": 4, "P": 5, "E": 6}

MEASURES = {
    "B": Measure("data", 1),
    **{f"{prefix}B": Measure("data", 1024**power) for prefix, power in _PREFIXES.items()},
    **{f"{prefix}iB": Measure("data", 1024**power) for prefix, power in _PREFIXES.items()},
    "bit": Measure("bits", 1),
    **{f"{prefix}bit": Measure("bits", 1000**power) for prefix, power in _PREFIXES.items()},
    "bps": Measure("bit rate", 1),
    **{f"{prefix}bps": Measure("bit rate", 1000**power) for prefix, power in _PREFIXES.items()},
    **{f"{prefix}B/s": Measure("byte rate", 1024**power) for prefix, power in _PREFIXES.items()},
    "ns": Measure("time", 1e-9),
    "µs": Measure("time", 1e-6),
    "ms": Measure("time", 0.001),
    "second": Measure("time", 1),
    "minute": Measure("time", 60),
    "hour": Measure("time", 3600),
    "day": Measure("time", 86400),
    "week": Measure("time", 7 * 86400),
    "month": Measure("months", 1),
    "year": Measure("months", 12),
    "percent": Measure("share", 1),
    "px": Measure("pixels", 1),
    "Hz": Measure("frequency", 1),
    **{f"{prefix}Hz": Measure("frequency", 1000**power) for prefix, power in _PREFIXES.items()},
    "kHz": Measure("frequency", 1000),
    "dpi": Measure("resolution", 1),
    "pt": Measure("points", 1),
    "inch": Measure("length", 0.0254),
    "ft": Measure("length", 0.3048),
    "mi": Measure("length", 1609.344),
    "mm": Measure("length", 0.001),
    "cm": Measure("length", 0.01),
    "m": Measure("length", 1),
    "km": Measure("length", 1000),
    "g": Measure("mass", 1),
    "kg": Measure("mass", 1000),
    "t": Measure("mass", 1e6),
    "lb": Measure("mass", 453.59237),
    "l": Measure("volume", 1),
    "°": Measure("angle", 1),
    "°C": Measure("Celsius", 1),
    "°F": Measure("Fahrenheit", 1),
    "V": Measure("voltage", 1),
    "A": Measure("current", 1),
    "W": Measure("power", 1),
    "kW": Measure("power", 1000),
    "kWh": Measure("energy", 1),
}

CASE_MATTERS = {"B", "m", "g", "t", "l", "V", "A", "W"}
"""Symbols so short that only their own case means the unit."""


_ROUNDING = {"data": 0.03, "length": 0.1, "mass": 0.1}


def same_unit(one: str, two: str) -> bool:
    """Whether two units may be one: 10 MB per second and 10 MB, degrees and degrees Celsius."""
    if "°" in {one, two}:
        return one[0] == two[0]
    return one == two or _amount(one) == two or one == _amount(two)


def _amount(unit: str) -> str:
    """What a rate counts: MB for MB/s."""
    return _AMOUNTS.get(unit, unit.removesuffix("/s"))


def equal(value: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether two quantities are one amount. 1 TB and 1,023 GB are, and 300 miles and 500 km: limits are rounded so."""
    one, two = MEASURES[unit], MEASURES[other_unit]
    if one.dimension != two.dimension:
        return False
    first, second = value * one.size, other * two.size
    tolerance = _ROUNDING.get(one.dimension, 1e-9) if unit != other_unit else 1e-9
    return abs(first - second) <= tolerance * max(abs(first), abs(second))


_BIT_RATES = {"bps", *(f"{prefix}bps" for prefix in _PREFIXES)}
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_CLDR = {
    "B": "digital-byte",
    "KB": "digital-kilobyte",
    "MB": "digital-megabyte",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "PB": "digital-petabyte",
    "bit": "digital-bit",
    "ms": "duration-millisecond",
    "second": "duration-second",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
    "week": "duration-week",
    "month": "duration-month",
    "year": "duration-year",
    "MHz": "frequency-megahertz",
    "GHz": "frequency-gigahertz",
    "inch": "length-inch",
    "ft": "length-foot",
    "mi": "length-mile",
    "mm": "length-millimeter",
    "cm": "length-centimeter",
    "m": "length-meter",
    "km": "length-kilometer",
    "g": "mass-gram",
    "kg": "mass-kilogram",
}
_SHORT_NAMES = {"h", "s", "ms", "kB", "MB", "GB", "TB", "mm", "cm", "km", "kg"}
"""Symbols of one or two letters that are no words: not Spanish *a* (years), not *in* (inches)."""
_NUMBER = re.compile(r"[\d\s\u00a0\u202f]+")
_BLANK = "\u0020\u00a0\u202f\u2009"
_LETTERS = r"(?:[A-Za-zµ]+(?=[\u3040-\u9fff\uac00-\ud7af])|[^\W\d_]+)"
_UNIT = re.compile(
    rf"[{_BLANK}]?(?:%|％|٪|°[CF]?|-?(?P<words>{_LETTERS}(?:/(?P<per>{_LETTERS})|(?:[{_BLANK}-]{_LETTERS}){{1,2}})?))"
)
_PERCENT = re.compile(rf"(?<!\d)(?<!\d[{_BLANK}])[%٪][{_BLANK}]?\Z")
_BITS = {"Kbit": "Kbps", "Mbit": "Mbps", "Gbit": "Gbps"}
_AMOUNTS = {rate: amount for amount, rate in _BITS.items()}
_CLAUSE = re.compile(rf"(?:[{_BLANK}-]+{_LETTERS}){{1,4}}")
_WORDS_BEFORE = re.compile(rf"(?:{_LETTERS}[{_BLANK}]+){{1,2}}(?:\d+[{_BLANK}]+{_LETTERS}[{_BLANK}]+)?\Z")
_WORDLIKE = {"mi", "pt"}
"""Symbols that are words of other languages."""
_SHORT = {fold(unit) for unit in CASE_MATTERS}
_STEM = 4
"""How many letters a name must have in all its forms to stand for forms that CLDR does not list."""
_SOURCE = "en"
"""Units in names and labels may be left in English."""


def unit_at(prose: str, start: int, end: int, locale: str) -> str | None:
    """The canonical unit of the number at a place of `prose`: behind it, or the percent sign before it."""
    if _PERCENT.search(prose, max(0, start - 3), start):
        return "percent"
    match = _UNIT.match(prose, end)
    if not match:
        return None
    if not match["words"]:
        return _named(match[0].strip(_BLANK), locale)
    found = _rate(match, locale) if match["per"] else _longest(match["words"], locale)
    return None if found == "year" and end - start >= len("2020") else found


def unit_near(prose: str, start: int, end: int, locale: str) -> str | None:
    """The unit that a word near a number names: the last 14 days, minutes 4 to 6."""
    behind = _CLAUSE.match(prose, end)
    words = behind[0].split()[:4] if behind else []
    before = _WORDS_BEFORE.search(prose[max(0, start - 24) : start])
    words += reversed(before[0].split()) if before else []
    return next((unit for word in words if len(word) > 2 and (unit := _named(word, locale))), None)


def _rate(match: re.Match[str], locale: str) -> str | None:
    """The unit of so much a second: 10 MB/s, 10 Мбит/с."""
    names = unit_names(locale).full
    whole = names.get(match["words"]) or names.get(fold(match["words"]))
    if whole:
        return whole
    amount, per = _named(match["words"].partition("/")[0], locale), _named(match["per"], locale)
    return _a_second(amount) if per == "second" or match["per"] == "s" else None


def _a_second(amount: str | None) -> str | None:
    rate = _BITS.get(amount or "", f"{amount}/s")
    return rate if rate in MEASURES else amount if amount in _BIT_RATES else None


def _longest(text: str, locale: str) -> str | None:
    """The unit that the first words of `text` name: three of them, two or one."""
    words = re.split(rf"[{_BLANK}-]", text)
    for count in range(len(words), 0, -1):
        found = _named(" ".join(words[:count]), locale, whole=count > 1)
        if found:
            third = count == 1 and len(words) == 3 and _named(words[2], locale, whole=True)
            return (_a_second(found) or found) if third == "second" else found
    return None


def _named(text: str, locale: str, *, whole: bool = False) -> str | None:
    """The canonical unit that `text` names in a locale."""
    names = unit_names(locale)
    folded = fold(text)
    known = names.full.get(text) or (None if folded in _SHORT else names.full.get(folded))
    if known:
        # A capital B may be meant as it stands: 10 MBPS is anybody's guess.
        return None if known in _BIT_RATES and "B" in text else known
    stems = (unit for stem, unit in names.stems if folded.startswith(stem) and (" " in stem) >= whole)
    return next(stems, None) or (unit_names(_SOURCE).words.get(folded) if text.isascii() and len(text) > 3 else None)


class Names(NamedTuple):
    """How a language writes units: names in full, stems that names begin with (longest first), and English words."""

    full: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    words: dict[str, str]


@cache
def unit_names(locale: str) -> Names:
    """The symbols are the same everywhere; full names come from CLDR, everyday spellings from the language pack."""
    names = {"%": "percent", "％": "percent", "٪": "percent"}
    for unit in MEASURES.keys() - _WORDLIKE:
        _learn(names, unit, unit)
    for prefix in (*_PREFIXES, "k"):
        # Lower case b is a bit, also where it stands before /s; 5 mb/s is anybody's guess.
        names[f"{prefix}b/s"] = f"{prefix.upper()}bps"
        names[f"{prefix}Bps"] = f"{prefix.upper()}B/s"
        names.pop(f"{prefix.lower()}b/s", None)
    known = list(_from_cldr(locale))
    for unit, name in known:
        _learn(names, name, unit)
    stems = [*_unspaced(known)]
    listed = pack(locale)
    spellings = listed.data.numbers.units if listed else {}
    for unit, name in ((unit, name) for unit, forms in spellings.items() for name in forms):
        if name.endswith("*"):
            stems.append((fold(name[:-1]), unit))
        else:
            _learn(names, name, unit)
    stems += [] if spellings else _stems(known)
    long = {fold(name): unit for unit, name in known if len(name) >= _STEM}
    return Names(names, tuple(sorted(stems, key=lambda stem: -len(stem[0]))), long)


def _learn(names: dict[str, str], name: str, unit: str) -> None:
    names.setdefault(name, unit)
    if len(name) > 1:
        names.setdefault(fold(name), unit)


def _unspaced(known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names in scripts that part no words: any word may follow at once."""
    return ((name, unit) for unit, name in known if _UNSPACED.match(name))


def _stems(known: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """What the long forms of a name have in common, where no other unit's name begins so: minut, sekund."""
    for unit in dict.fromkeys(unit for unit, _ in known):
        forms = [fold(name) for own, name in known if own == unit and len(name) >= _STEM and name.isalpha()]
        stem = _shared(forms)
        if len(stem) >= _STEM and not any(fold(name).startswith(stem) for own, name in known if own != unit):
            yield stem, unit


def _shared(forms: list[str]) -> str:
    """What all forms begin with."""
    if not forms:
        return ""
    first, last = min(forms), max(forms)
    length = next((at for at, (one, two) in enumerate(zip(first, last, strict=False)) if one != two), len(first))
    return first[:length]


def _from_cldr(locale: str) -> Iterator[tuple[str, str]]:
    """The names CLDR has for the units, in the forms that one, two, five and one and a half take."""
    try:
        known = Locale.parse(locale, sep="-")
    except (ValueError, UnknownLocaleError):
        return
    for unit, identifier in _CLDR.items():
        for length in ("long", "short"):
            for count in (1, 2, 5, 1.5):
                written = format_unit(count, identifier, length, locale=known)
                name = _NUMBER.sub("", written.replace(",", "").replace(".", "", 1) if count == 1.5 else written)
                if len(name) > 2 or not name.isascii() or name in _SHORT_NAMES:
                    yield unit, name
