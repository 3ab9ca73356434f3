"""Units of measure: what they measure, and how many of the base unit each is."""

from typing import NamedTuple


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
    "bps": Measure("bit rate", 1),
    **{f"{prefix}bps": Measure("bit rate", 1000**power) for prefix, power in _PREFIXES.items()},
    **{f"{prefix}B/s": Measure("byte rate", 1024**power) for prefix, power in _PREFIXES.items()},
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
    "mm": Measure("length", 0.001),
    "cm": Measure("length", 0.01),
    "m": Measure("length", 1),
    "km": Measure("length", 1000),
    "g": Measure("mass", 1),
    "kg": Measure("mass", 1000),
    "°C": Measure("temperature", 1),
    "V": Measure("voltage", 1),
    "W": Measure("power", 1),
}

CASE_MATTERS = {"B", "m", "g", "V", "W"}
"""Symbols so short that only their own case means the unit."""


def equal(value: float, unit: str, other: float, other_unit: str) -> bool:
    """Whether two quantities are one amount. 1 TB, 1,024 GB, 1,000 GB and 1,023 GB are: limits are rounded so."""
    one, two = MEASURES[unit], MEASURES[other_unit]
    if one.dimension != two.dimension:
        return False
    first, second = value * one.size, other * two.size
    tolerance = 0.03 if one.dimension == "data" and unit != other_unit else 1e-9
    return abs(first - second) <= tolerance * max(abs(first), abs(second))
