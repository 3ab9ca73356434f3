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
    **{f"{prefix}Bps": Measure("byte rate", 1024**power) for prefix, power in _PREFIXES.items()},
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


def equal(value: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether two quantities are one amount. 1 TB and 1,023 GB are, and 300 miles and 500 km: limits are rounded so."""
    one, two = MEASURES[unit], MEASURES[other_unit]
    if one.dimension != two.dimension:
        return False
    first, second = value * one.size, other * two.size
    tolerance = _ROUNDING.get(one.dimension, 1e-9) if unit != other_unit else 1e-9
    return abs(first - second) <= tolerance * max(abs(first), abs(second))


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


@cache
def unit_names(locale: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """How a language writes units: names in full, and stems that names begin with, each with its canonical unit.

    The symbols are the same everywhere; full names come from CLDR, everyday spellings from the language pack.
    """
    names = {"%": "percent"}
    for unit in MEASURES:
        _learn(names, unit, unit)
    for unit, name in _from_cldr(locale):
        _learn(names, name, unit)
    stems = []
    known = pack(locale)
    for unit, spellings in (known.data.numbers.units if known else {}).items():
        for spelling in spellings:
            if spelling.endswith("*"):
                stems.append((fold(spelling[:-1]), unit))
            else:
                _learn(names, spelling, unit)
    return names, tuple(stems)


def _learn(names: dict[str, str], name: str, unit: str) -> None:
    names.setdefault(name, unit)
    if len(name) > 1:
        names.setdefault(fold(name), unit)


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
