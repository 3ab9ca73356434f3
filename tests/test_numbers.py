"""Dates, times of day, versions and number words, as text has them in many languages."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.language.clocks import clocks
from doclint.language.dates import dates, same
from doclint.language.numbers import numbers
from doclint.language.numerals import ideographs
from doclint.language.units import unit_near
from doclint.language.versions import versions


@pytest.mark.parametrize(
    ("prose", "locale", "expected"),
    [
        ("on May 3, 2017", "en", {(2017, 5, 3)}),
        ("on 3 May", "en", {(None, 5, 3)}),
        ("in May 2017", "en", {(2017, 5, None)}),
        ("October 10,2017", "en", {(2017, 10, 10)}),
        ("16-Jan-2026", "en", {(2026, 1, 16)}),
        ("May 4-8, 2015", "en", {(2015, 5, 4), (2015, 5, 8)}),
        ("am 14. Mai 2018", "de", {(2018, 5, 14)}),
        ("am 10.05.2024", "de", {(2024, 5, 10)}),
        ("am 14-Jan-2026", "el", {(2026, 1, 14)}),
        ("05/10/2017", "en", {(2017, 5, 10), (2017, 10, 5)}),
        ("12/31/2017", "en", {(2017, 12, 31)}),
        ("2017-05-10", "fr", {(2017, 5, 10)}),
        ("le 1er mai 2015", "fr", {(2015, 5, 1)}),
        ("4 DE MAIO DE 2016", "pt-BR", {(2016, 5, 4)}),
        ("2017. május 3.", "hu", {(2017, 5, 3)}),
        ("1 августа 2025 г.", "ru", {(2025, 8, 1)}),
        ("3 Mayıs 2017", "tr", {(2017, 5, 3)}),
        ("2023 年 8 月 9 日", "ja", {(2023, 8, 9)}),
        ("2023년 8월 9일", "ko", {(2023, 8, 9)}),
    ],
)
def test_dates(prose: str, locale: str, expected: set[tuple[int | None, int, int | None]]) -> None:
    """In words and in digits, with all they may mean."""
    [date] = dates(prose, locale)
    assert date.readings == expected


@pytest.mark.parametrize(
    ("prose", "locale"),
    [("In May it rains", "en"), ("3 może 2017", "pl"), ("1.0.91", "de"), ("13/13/2017", "en"), ("5 個月", "zh-TW")],
)
def test_no_dates(prose: str, locale: str) -> None:
    """A month alone, a word like one, a version, a month 13, a number of months."""
    assert dates(prose, locale) == []


def test_same_dates() -> None:
    """Agree as far as both say."""
    [one], [two], [three] = dates("May 3, 2017", "en"), dates("3. Mai", "de"), dates("4. Mai 2017", "de")
    assert same(one, two)
    assert not same(one, three)


@pytest.mark.parametrize(
    ("prose", "locale", "expected", "halved"),
    [
        ("at 3:00 PM", "en", {900}, True),
        ("at 12 a.m.", "en", {0}, True),
        ("at 12:00 AM", "en", {0}, True),
        ("at 12:30 p.m.", "en", {750}, True),
        ("um 15:00 Uhr", "de", {900}, False),
        ("à 15h00", "fr", {900}, False),
        ("下午 3:00", "zh-TW", {900}, True),
        ("오후 10시 3분", "ko", {1323}, True),
        ("a las 9:45 p. m.", "es", {1305}, True),
    ],
)
def test_clocks(prose: str, locale: str, expected: set[int], halved: bool) -> None:  # noqa: FBT001
    """On either clock, with words for the half of the day."""
    [clock] = clocks(prose, locale)
    assert clock.minutes == expected
    assert clock.halved is halved


def test_clocks_with_full_stops() -> None:
    """Are times only where times are expected."""
    assert clocks("alle 13.15", "it") == []
    assert [clock.minutes for clock in clocks("alle 13.15, 18h", "it", dotted=True)] == [{795}, {1080}]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("needs version 2.0", [("2.0", True)]),
        ("needs v2.5", [("2.5", True)]),
        ("Harbor 1.0.91", [("1.0.91", True)]),
        ("runs on Harbor 2.5 and later", [("2.5", False)]),
        ("Select 2.5", []),
        ("a load of 2.5 tons", []),
        ("the Harbor 2.5 GB disk", []),
        ("a rise of 2.5%", []),
    ],
)
def test_versions(prose: str, expected: list[tuple[str, bool]]) -> None:
    """Are told by their form or by the word before them; amounts are none."""
    assert [(found.text, found.sure) for found in versions(prose, "en")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("十二", [12]), ("三千", [3000]), ("一億二千萬", [1.2e8]), ("二〇一七", [2017]), ("萬", [10_000]), ("兩個", [2])],
)
def test_ideographs(text: str, expected: list[float]) -> None:
    """Are numbers too."""
    assert list(ideographs(text)) == expected


@pytest.mark.parametrize(
    ("prose", "locale", "expected"),
    [
        ("1 億 8 千萬", "zh-TW", [1.8e8]),
        ("1천 5백만", "ko", [1.5e7]),
        ("7億2000萬", "ja", [7.2e8]),
        ("about 1/4 of it", "en", [0.25]),
        ("two thirds of it", "en", [2 / 3]),
        ("one-sixtieth", "en", [1 / 60]),
        ("two hundred boxes", "en", [200]),
        ("6 .750", "pt", [6.75, 6750]),
        ("1,023 and 1.023", "en", [1023, 1.023]),
    ],
)
def test_composed_numbers(prose: str, locale: str, expected: list[float]) -> None:
    """Are one number each."""
    assert sorted(value for number in numbers(prose, locale) for value in number.values) == sorted(expected)


@pytest.mark.parametrize(
    ("prose", "place", "locale", "expected"),
    [
        ("les 14 derniers jours", 4, "fr", "day"),
        ("minutos 4 a 6", 8, "es", "minute"),
        ("10 kierunków", 0, "pl", None),
    ],
)
def test_units_near(prose: str, place: int, locale: str, expected: str | None) -> None:
    """May stand behind another word, or before the number."""
    end = next(at for at in range(place, len(prose) + 1) if not prose[at : at + 1].isdigit())
    assert unit_near(prose, place, end, locale) == expected


@given(
    st.text(alphabet="0123456789.,:/-年月日時MayPAm pdeh 千萬", max_size=40), st.sampled_from(["en", "fr", "ja", "xx"])
)
@settings(derandomize=True, deadline=None)
def test_any_prose(prose: str, locale: str) -> None:
    """Has dates, times and versions where they say, and numbers that can be read."""
    for start, end, *_ in (*dates(prose, locale), *clocks(prose, locale)):
        assert 0 <= start < end <= len(prose)
    for version in versions(prose, locale):
        assert prose[version.start : version.end] == version.text
    assert all(prose[number.start : number.end] == number.text for number in numbers(prose, locale))
