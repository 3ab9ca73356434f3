"""Languages: words, phrases, numbers, units, and the packs as data."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.language.numbers import Number, numbers, parts, values
from doclint.language.pack import languages, pack, parse
from doclint.language.phrases import GAP, Phrases
from doclint.language.units import MEASURES, equal, unit_names
from doclint.language.words import fold, words

PACKS = sorted((ROOT / "rules" / "languages").glob("*.toml"))


def found(entries: list[tuple[str, str]], sentence: str) -> list[tuple[str, str]]:
    """The phrases among `entries` found in `sentence`: label and words."""
    split = words(sentence)
    return [(match.label, " ".join(split[index].text for index in match.at)) for match in Phrases(entries).find(split)]


def told(language: str, sentence: str, prefix: str) -> list[tuple[str, str]]:
    """What a pack finds in `sentence`: labels that begin with `prefix`, and their words."""
    known = pack(language)
    assert known is not None
    split = words(sentence)
    matches = [match for match in known.phrases.find(split) if match.label.startswith(prefix)]
    return [(match.label, " ".join(split[index].text for index in match.at)) for match in matches]


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Open the Gate", "open the gate"),
        ("n’est pas l'option", "n' est pas l' option"),
        ("qu'il n’y a d'abord", "qu' il n' y a d' abord"),
        ("don't stop", "don' t stop"),
        ("the users' data", "the users data"),
        ("state-of-the-art auto-scale", "state of the art auto scale"),
        ("C++ or a 4-way gate", "c or a way gate"),
        ("Straße ÉTÉ Ünlü", "straße été ünlü"),
        ("港を開く", "港 を 開 く"),
        ("घाट पर नाव की सूची", "घाट पर नाव की सूची"),
        ("cafe\u0301-bar", "cafe\u0301 bar"),
        ("12 345", ""),
        ("", ""),
    ],
)
def test_words(sentence: str, expected: str) -> None:
    """Folded and parted at hyphens and apostrophes; an elided word keeps its apostrophe; ideographs stand alone."""
    assert " ".join(word.text for word in words(sentence)) == expected


@pytest.mark.parametrize("mark", [",", ";", ":", ".", "!", "(", ")", "–", " - ", "、", "。", "，"])
def test_clauses(mark: str) -> None:
    """Are parted by punctuation, by brackets and by dashes, not by hyphens."""
    assert [word.clause for word in words(f"open{mark}close")] == [0, 1]
    assert {word.clause for word in words("open-close/shut l'eau")} == {0}


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None)
def test_words_stand_where_they_say(sentence: str) -> None:
    """In order, without overlap, and folded from what stands there."""
    split = words(sentence)
    assert all(fold(sentence[word.start : word.end]) == word.text for word in split)
    assert all(one.end <= two.start and one.clause <= two.clause for one, two in pairwise(split))


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None)
def test_folding_keeps_the_length(text: str) -> None:
    """Also where a capital letter has no lower case of one character."""
    assert len(fold(text)) == len(text)
    assert fold("İ’A") == "i'a"


# ---------------------------------------------------------------- phrases


@pytest.mark.parametrize(
    ("entry", "sentence", "expected"),
    [
        ("open", "Open the gate, reopen it", ["open"]),
        ("open*", "Opening and openly reopened", ["opening", "openly"]),
        ("*less", "Wireless and less", ["wireless"]),
        ("*gat*", "Navigate, gates, gat", ["navigate", "gates", "gat"]),
        ("open *gat*", "Open investigations", ["open investigations"]),
        ("turn* on", "Turning on, turn it on", ["turning on"]),
        ("l'option", "Toute l’option", ["l' option"]),
        ("d'un* seul*", "D’une seule grue", ["d' une seule"]),
        ("n' … pas", "Il n’est pas là", ["n' pas"]),
        ("don't", "They don’t stop", ["don' t"]),
        ("opt out", "Opt-out", ["opt out"]),
        ("港", "開港する", ["港"]),
    ],
)
def test_forms_of_a_phrase(entry: str, sentence: str, expected: list[str]) -> None:
    """A word, a beginning, an ending, several words, elisions."""
    assert found([(entry, "required")], sentence) == [("required", text) for text in expected]


@pytest.mark.parametrize(("between", "matches"), [(0, True), (1, True), (GAP, True), (GAP + 1, False)])
def test_a_gap_is_limited(between: int, matches: bool) -> None:  # noqa: FBT001
    """To so many words."""
    sentence = f"turn {'slowly ' * between}on"
    assert bool(found([("turn … on", "required")], sentence)) is matches


@pytest.mark.parametrize("mark", [", ", ": ", " (", ". ", " – "])
def test_a_gap_ends_with_the_clause(mark: str) -> None:
    """And so does a phrase without a gap."""
    assert found([("turn … on", "required"), ("gate on", "required")], f"turn the gate{mark}on") == []


def test_longer_phrases_win() -> None:
    """And the words they leave are free."""
    entries = [("activ*", "axis:state:+"), ("inactiv*", "axis:state:-"), ("activ* mode", "axis:state:-")]
    assert found(entries, "inactive, active mode, active") == [
        ("axis:state:-", "inactive"),
        ("axis:state:-", "active mode"),
        ("axis:state:+", "active"),
    ]


def test_of_phrases_for_one_word_the_closer_wins() -> None:
    """Within one axis: a whole word over a stem, a longer stem over a shorter one; a stem and an ending both stand."""
    entries = [("gate*", "axis:o:+"), ("gateless", "axis:o:-"), ("*less", "axis:p:+"), ("gatel*", "axis:o:+")]
    assert found(entries, "gateless") == [("axis:o:-", "gateless"), ("axis:p:+", "gateless")]
    apart = [("gate*", "negation:implied"), ("*less", "negation:explicit"), ("*tele*", "negation:neutral")]
    assert found(apart[:2], "gateless") == [("negation:explicit", "gateless"), ("negation:implied", "gateless")]
    assert found(apart, "gateless") == [("negation:neutral", "gateless")]


def test_families_do_not_compete() -> None:
    """One word may deny, demand and stand at a pole; two axes are one family, whose phrases may share a stretch."""
    entries = [
        ("no es necesario", "required"),
        ("no", "negation:explicit"),
        ("necesario", "axis:need:+"),
        ("es necesario", "axis:other:+"),
    ]
    assert set(found(entries, "No es necesario")) == {
        ("negation:explicit", "no"),
        ("required", "no es necesario"),
        ("axis:other:+", "es necesario"),
    }
    same = [("off", "axis:state:-"), ("off", "axis:run:-")]
    assert set(found(same, "off")) == {("axis:state:-", "off"), ("axis:run:-", "off")}


def test_the_words_of_a_denying_idiom_mean_nothing_else() -> None:
    """Unless a phrase holds the whole of it."""
    entries = [("no longer", "negation:explicit"), ("longer", "axis:size:+"), ("no longer than", "comparator:at_most")]
    assert found(entries, "no longer, longer") == [("negation:explicit", "no longer"), ("axis:size:+", "longer")]
    assert found(entries, "no longer than") == [
        ("negation:explicit", "no longer"),
        ("comparator:at_most", "no longer than"),
    ]
    idle = [("no", "negation:explicit"), ("no show", "negation:idioms"), ("show", "axis:display:+")]
    assert found(idle, "No show") == [("negation:idioms", "no show"), ("axis:display:+", "show")]


def test_a_neutral_phrase_keeps_its_words_from_its_own_axis_only() -> None:
    """And from no word beside it."""
    entries = [
        ("open", "axis:opening:+"),
        ("open source", "axis:opening:0"),
        ("source", "axis:role:+"),
        ("only", "negation:implied"),
        ("not only", "negation:neutral"),
    ]
    assert found(entries, "Open source, open") == [
        ("axis:opening:0", "open source"),
        ("axis:role:+", "source"),
        ("axis:opening:+", "open"),
    ]
    assert found(entries, "not only") == [("negation:neutral", "not only")]


SOME = ("no", "not", "only", "open", "opening", "source", "longer", "than", "on", "turn", ",", "(", "gate")


@given(st.lists(st.sampled_from(SOME), max_size=14))
@settings(derandomize=True, deadline=None)
def test_phrases_of_one_axis_share_no_word(chosen: list[str]) -> None:
    """Whatever the sentence; their words come in order and in one clause."""
    entries = [
        ("open*", "axis:o:+"),
        ("open source", "axis:o:0"),
        ("no … open", "axis:o:-"),
        ("turn … on", "axis:s:+"),
        ("on", "axis:s:-"),
        ("no longer", "negation:explicit"),
        ("not", "negation:explicit"),
        ("not only", "negation:neutral"),
    ]
    split = words(" ".join(chosen))
    matches = Phrases(entries).find(split)
    for axis in ("axis:o:", "axis:s:", "negation:"):
        used = Counter(index for match in matches if match.label.startswith(axis) for index in match.at)
        assert all(count == 1 for count in used.values())
    for match in matches:
        assert list(match.at) == sorted(set(match.at))
        assert len({split[index].clause for index in match.at}) == 1


def test_ten_thousand_words_with_gaps_take_no_time_to_speak_of() -> None:
    """A sentence that begins a phrase with every word."""
    matches = found([("turn … on … now", "required"), ("turn* … off", "required")], "turn " * 10_000)
    assert matches == []


# ---------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7", {7}),
        ("2048", {2048}),
        ("1,000", {1000, 1}),
        ("1.000", {1000, 1}),
        ("1.5", {1.5}),
        ("1,5", {1.5}),
        ("12,34", {12.34}),
        ("1,000,000", {1_000_000}),
        ("1.000.000", {1_000_000}),
        ("1,000.5", {1000.5}),
        ("1.000,5", {1000.5}),
        ("1'000'000", {1_000_000}),
        ("1’000.25", {1000.25}),
        ("1 000", {1000}),
        ("1\u00a0000", {1000}),
        ("1\u202f000\u202f000", {1_000_000}),
        ("1\u00a0000,75", {1000.75}),
        ("1234.5", {1234.5}),
        ("1234,567", {1234.567}),
        ("٣٠", {30}),
        ("1.0.91", set()),
        ("192.168.0.1", set()),
        ("1,2,3", set()),
        ("9" * 50, set()),
    ],
)
def test_values(text: str, expected: set[float]) -> None:
    """Every value a number may stand for; none for a version, an address or a list."""
    assert values(text) == expected


def written(prose: str, locale: str = "en") -> list[tuple[str, str | None]]:
    """The numbers in digits of `prose`, and their units."""
    return [(number.text, number.unit) for number in numbers(prose, locale) if not number.spelled]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Use 3 or 4 cranes.", ["3", "4"]),
        ("It weighs 1,250.5 kg, or more.", ["1,250.5"]),
        ("Up to 10 000 crates", ["10 000"]),
        ("Up to 10\u202f000\u202f000 crates", ["10\u202f000\u202f000"]),
        ("The years 2023 2024", ["2023", "2024"]),
        ("In 24/7 at 16:9", ["24", "7", "16", "9"]),
        ("A 1920x1080 screen", ["1920", "1080"]),
        ("Release v2 of IPv4 in crane7", []),
        ("Version 1.0.91", ["1.0.91"]),
        ("Ends in 5.", ["5"]),
        ("50% of $20 (7)", ["50", "20", "7"]),
        ("", []),
    ],
)
def test_numbers_in_prose(prose: str, expected: list[str]) -> None:
    """Whole, and not those that are part of a name."""
    assert [number.text for number in numbers(prose, "en")] == expected


def test_places_of_numbers() -> None:
    """Are those of the digits, with a unit glued to them or not."""
    prose = "Use 5GB, 10 MB or two."
    assert [prose[number.start : number.end] for number in numbers(prose, "en")] == ["5", "10", "two"]


@pytest.mark.parametrize("date", ["31.12.2024", "1.2.2024", "01.02.1999"])
def test_dates_with_full_stops(date: str) -> None:
    """Are three numbers, as dates with slashes or hyphens are."""
    assert [number.text for number in numbers(f"am {date} um 5", "de")] == [*date.split("."), "5"]
    for mark in "/-":
        assert [number.text for number in numbers(date.replace(".", mark), "en")] == date.split(".")


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("3 PM", {3, 15}),
        ("3 p.m.", {3, 15}),
        ("11:00\u00a0am", {11}),
        ("12 AM", {12, 0}),
        ("12 pm", {12}),
        ("3 pm2", {3}),
    ],
)
def test_clocks(prose: str, expected: set[float]) -> None:
    """The hour may be that of either clock."""
    assert numbers(f"At {prose}", "en")[0].values == expected


@pytest.mark.parametrize(
    ("prose", "locale", "expected"),
    [
        ("4 million crates", "en", {4, 4e6}),
        ("4 billion crates", "en", {4, 4e9}),
        ("4 Milliarden Kisten", "de", {4, 4e9}),
        ("4 billones", "fr", {4}),
        ("10 mil cajas", "es", {10, 10_000}),
        ("1,5 million", "fr", {1.5, 1.5e6}),
        ("32 k tokens", "en", {32, 32_000}),
        ("400万", "ja", {400, 4e6}),
        ("3億", "ja", {3, 3e8}),
        ("5 cranes", "en", {5}),
    ],
)
def test_scales(prose: str, locale: str, expected: set[float]) -> None:
    """A word behind a number may multiply it."""
    assert numbers(prose, locale)[0].values == expected


@pytest.mark.parametrize(
    ("prose", "locale", "expected"),
    [
        ("10 GB", "en", "GB"),
        ("10GB", "en", "GB"),
        ("10\u00a0gigabytes", "en", "GB"),
        ("a 5-minute walk", "en", "minute"),
        ("50%", "en", "percent"),
        ("50 percent", "en", "percent"),
        ("1.5 hours", "en", "hour"),
        ("25 °C", "en", "°C"),
        ("10 Mbps", "en", "Mbps"),
        ("10 MB/s", "en", "MB/s"),
        ("10 MB/second", "en", "MB/s"),
        ("3.5-inch", "en", "inch"),
        ("6 ft", "en", "ft"),
        ("10 cranes", "en", None),
        ("10 MB/crate", "en", None),
        ("5 b", "en", None),
        ("5 a", "en", None),
        ("10 Go", "fr", "GB"),
        ("10 Go", "en", None),
        ("1\u202f000 octets", "fr", "B"),
        ("1,5 heure", "fr", "hour"),
        ("20\u00a0%", "fr", "percent"),
        ("5 minutes", "fr-CA", "minute"),
        ("10 Go/s", "fr", "GB/s"),
        ("5 Minuten", "de", "minute"),
        ("20 Prozent", "de", "percent"),
        ("10 Grad Celsius", "de", "°C"),
        ("5 días", "es", "day"),
        ("20 por ciento", "es", "percent"),
        ("1,5 horas", "es-MX", "hour"),
        ("10 秒", "ja", "second"),
        ("5 минут", "ru", "minute"),
        ("10 GB", "xx", "GB"),
    ],
)
def test_units_of_numbers(prose: str, locale: str, expected: str | None) -> None:
    """Symbols everywhere, names as the locale has them."""
    assert numbers(prose, locale)[0].unit == expected


def test_number_words() -> None:
    """Are numbers, with their unit, behind those in digits."""
    found = numbers("Wait two hours, 5 minutes and half a day.", "en")
    assert [(number.text, sorted(number.values), number.unit, number.spelled) for number in found] == [
        ("5", [5], "minute", False),
        ("two", [2], "hour", True),
        ("half", [0.5], None, True),
    ]
    assert [number.text for number in numbers("Deux grues et vingt caisses", "fr")] == ["Deux", "vingt"]
    assert numbers("two hours", "xx") == []


@pytest.mark.parametrize(
    ("prose", "locale", "ordinal"),
    [
        ("the 1st gate", "en", True),
        ("the 22nd", "en", True),
        ("le 1er quai", "fr", True),
        ("la 3e grue", "fr", True),
        ("la 1.ª grúa", "es", True),
        ("1 gate", "en", False),
        ("5 terns", "en", False),
    ],
)
def test_ordinals(prose: str, locale: str, ordinal: bool) -> None:  # noqa: FBT001
    """Are told by their endings."""
    assert numbers(prose, locale)[0].ordinal is ordinal


def test_parts() -> None:
    """A number with blanks, or a date, may be several numbers side by side; another is one."""
    [number] = numbers("Rooms 101 102", "en")
    assert [(part.text, part.start, set(part.values)) for part in parts(number)] == [
        ("101", 6, {101}),
        ("102", 10, {102}),
    ]
    whole = Number("1.5", 0, 3, values("1.5"))
    assert parts(whole) == [whole]


@given(
    st.text(alphabet="0123456789.,'’ \u00a0\u202fkxGBMo%/°C:apm-é万", max_size=40), st.sampled_from(["en", "fr", "ja"])
)
@settings(derandomize=True, deadline=None)
def test_any_prose_has_numbers_where_they_say(prose: str, locale: str) -> None:
    """In digits, in order, with units that are measures."""
    last = 0
    for number in numbers(prose, locale):
        assert prose[number.start : number.end] == number.text
        assert number.unit is None or number.unit in MEASURES
        assert number.start >= last
        last = number.end


# ---------------------------------------------------------------- units


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ((1, "minute"), (60, "second"), True),
        ((1.5, "hour"), (90, "minute"), True),
        ((1, "year"), (12, "month"), True),
        ((1, "month"), (30, "day"), False),
        ((1, "TB"), (1023, "GB"), True),
        ((1, "TB"), (1024, "GB"), True),
        ((1, "TB"), (1000, "GB"), True),
        ((1, "TB"), (900, "GB"), False),
        ((1, "GB"), (1, "GiB"), True),
        ((1, "GB"), (1.01, "GB"), False),
        ((0, "GB"), (0, "TB"), True),
        ((1, "GB"), (1, "Gbps"), False),
        ((8, "bit"), (1, "B"), False),
        ((300, "mi"), (500, "km"), True),
        ((1, "°C"), (1, "°F"), False),
        ((90, "second"), (1, "minute"), False),
        ((1000, "Kbps"), (1, "Mbps"), True),
    ],
)
def test_equal_amounts(one: tuple[float, str], two: tuple[float, str], same: bool) -> None:  # noqa: FBT001
    """Within what is usually rounded, whichever comes first."""
    assert equal(*one, *two) is same
    assert equal(*two, *one) is same


@given(st.floats(0, 1e12, allow_nan=False), st.sampled_from(sorted(MEASURES)))
@settings(derandomize=True, deadline=None)
def test_an_amount_equals_itself(value: float, unit: str) -> None:
    """And no amount of another dimension."""
    assert equal(value, unit, value, unit)
    assert not any(
        equal(value, unit, value, other)
        for other, measure in MEASURES.items()
        if measure.dimension != MEASURES[unit].dimension
    )


@pytest.mark.parametrize("locale", ["en", "fr", "de", "es", "pt-BR", "ja", "zh-Hans", "xx", "not a locale"])
def test_unit_names(locale: str) -> None:
    """Every symbol means its unit everywhere, and every name and stem a known one."""
    names, stems = unit_names(locale)
    assert {unit: names.get(unit) for unit in MEASURES} == {unit: unit for unit in MEASURES}
    assert {*names.values(), *(unit for _, unit in stems)} <= set(MEASURES)
    assert all(stem for stem, _ in stems)


# ---------------------------------------------------------------- packs


def lists(data: object, name: str = "") -> Iterator[tuple[str, list[str]]]:
    """Every list of a pack as written, by its key."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, f"{name}.{key}".strip("."))
    elif isinstance(data, list):
        yield name, data


def test_every_pack_is_a_language() -> None:
    """By its file's name."""
    assert languages() == tuple(path.stem for path in PACKS)
    assert len(PACKS) >= 4


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_pack(path: Path) -> None:
    """It parses, and keeps to the axes of en.toml and to known units."""
    known = parse(path)
    english = pack("en")
    assert english is not None
    assert known.code == known.data.code == path.stem
    assert known.data.axes.keys() <= english.data.axes.keys()
    assert known.data.numbers.units.keys() <= MEASURES.keys()
    assert all(value >= 0 for value in known.data.numbers.words.values())
    assert all(poles.positive and poles.negative for poles in known.data.axes.values())
    assert 40 <= len(known.frequent) <= 100
    assert known.phrases.find(words("Harbor")) == []


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_phrases_are_written_so_that_they_can_match(path: Path) -> None:
    """No empty ones, no stars inside, no gaps at either end, no capital letters lost."""
    for key, texts in lists(tomllib.loads(path.read_text("utf-8"))):
        for text in texts:
            assert text == " ".join(text.split()), (key, text)
            assert text, key
            if not key.startswith("numbers"):
                chunks = text.split()
                assert "…" not in {chunks[0], chunks[-1]}, (key, text)
                assert all("*" not in chunk[1:-1] for chunk in chunks), (key, text)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    ("broken", "key"),
    [
        ('\nharbour = ["pier"]\n', "harbour"),
        ('\n[negation.pier]\ntide = ["pier"]\n', "pier"),
        ('\n[axes.tide]\npositive = ["ebb"]\n', "negative"),
        ('\n[axes.tide]\npositive = ["ebb"]\nnegative = ["flow"]\nslack = []\n', "slack"),
        ('\n[axes.tide]\npositive = "ebb"\nnegative = ["flow"]\n', "positive"),
        ('\n[numbers.words]\npier = "one"\n', "words"),
        ("\n[axes\n", "line"),
    ],
)
def test_a_pack_with_unknown_keys_is_refused(path: Path, broken: str, key: str, tmp_path: Path) -> None:
    """With the file and the key named."""
    start = f'code = "{path.stem}"\nname = "Harbor"\nfrequent = ["the"]\n'
    mine = tmp_path / path.name
    mine.write_text(start, "utf-8")
    assert parse(mine).code == path.stem
    mine.write_text(start + broken, "utf-8")
    with pytest.raises(ValueError, match=key) as caught:
        parse(mine)
    assert str(caught.value).startswith(f"{mine}: ")


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_shipped_pack_with_a_key_too_many(path: Path, tmp_path: Path) -> None:
    """Is refused: no list can hide under a misspelled key."""
    mine = tmp_path / path.name
    mine.write_text('harbour = ["pier"]\n' + path.read_text("utf-8"), "utf-8")
    with pytest.raises(ValueError, match="harbour"):
        parse(mine)


def test_packs_of_locales() -> None:
    """A region takes its language's pack; an unknown language has none, and no path leads out of the folder."""
    assert pack("fr-CA") is not None
    assert pack("FR-ca") is pack("fr-CA") or pack("FR-ca") is not None
    assert [pack(locale) for locale in ("xx", "", "../languages/en", "e", "README")] == [None] * 5


def test_packs_of_scripts() -> None:
    """Chinese is read in the script of its region, unless the locale names the script."""
    known = [pack(locale) for locale in ("zh-TW", "zh-HK", "zh-hant", "zh-Hant-CN")]
    assert [one.code for one in known if one] == ["zh-hant"] * 4


POLES = {
    "en": {
        "state": ("Harbor is enabled on the pier.", "Harbor is disabled on the pier."),
        "permission": ("Harbor allows the crane to move.", "Harbor forbids the crane to move."),
        "inclusion": ("The crate is included in the bill.", "The crate is excluded from the bill."),
        "display": ("Harbor shows the tide table.", "Harbor hides the tide table."),
        "publicity": ("The berth is public.", "The berth is private."),
        "membership": ("Add the buoy to the chart.", "Remove the buoy from the chart."),
        "lifecycle": ("Harbor creates a berth.", "Harbor deletes a berth."),
        "validity": ("The permit is valid.", "The permit is invalid."),
        "lock": ("Lock the gate.", "Unlock the gate."),
        "installation": ("Install Harbor on the crane.", "Uninstall Harbor from the crane."),
        "opening": ("Open the gate.", "Close the gate."),
        "transfer": ("Upload the chart.", "Download the chart."),
        "time": ("Weigh the crate before the crane moves.", "Weigh the crate after the crane moves."),
        "bound": ("Keep at least one buoy.", "Keep at most one buoy."),
        "frequency": ("The gate is always guarded.", "The gate is never guarded."),
    },
    "de": {
        "state": ("Harbor ist am Pier aktiviert.", "Harbor ist am Pier deaktiviert."),
        "permission": ("Harbor erlaubt die Fahrt.", "Harbor verbietet die Fahrt."),
        "display": ("Harbor blendet die Karte ein.", "Harbor blendet die Karte aus."),
        "publicity": ("Der Liegeplatz ist öffentlich.", "Der Liegeplatz ist privat."),
        "membership": ("Die Boje wurde hinzugefügt.", "Die Boje wurde entfernt."),
        "lifecycle": ("Harbor erstellt einen Liegeplatz.", "Harbor löscht einen Liegeplatz."),
        "validity": ("Der Ausweis ist gültig.", "Der Ausweis ist ungültig."),
        "installation": ("Harbor wurde installiert.", "Harbor wurde deinstalliert."),
        "opening": ("Das Tor ist geöffnet.", "Das Tor ist geschlossen."),
        "encryption": ("Die Nachricht wird verschlüsselt.", "Die Nachricht wird entschlüsselt."),
        "transfer": ("Die Karte wird hochgeladen.", "Die Karte wird heruntergeladen."),
        "time": ("Wiegen Sie die Kiste vorher.", "Wiegen Sie die Kiste danach."),
        "side": ("Der Kran steht links.", "Der Kran steht rechts."),
        "frequency": ("Das Tor ist stets bewacht.", "Das Tor ist niemals bewacht."),
    },
    "es": {
        "state": ("Harbor está habilitado en el muelle.", "Harbor está deshabilitado en el muelle."),
        "permission": ("Harbor permite mover la grúa.", "Harbor prohíbe mover la grúa."),
        "inclusion": ("La caja está incluida.", "La caja está excluida."),
        "display": ("Harbor muestra la tabla de mareas.", "Harbor oculta la tabla de mareas."),
        "publicity": ("El muelle es público.", "El muelle es privado."),
        "membership": ("Agregue la boya a la carta.", "Quite la boya de la carta."),
        "lifecycle": ("Harbor crea un amarre.", "Harbor elimina un amarre."),
        "lock": ("Bloquee la puerta.", "Desbloquee la puerta."),
        "installation": ("Instale Harbor en la grúa.", "Desinstale Harbor de la grúa."),
        "opening": ("Abra la puerta.", "Cierre la puerta."),
        "transfer": ("Cargue la carta.", "Descargue la carta."),
        "time": ("Pese la caja antes de mover la grúa.", "Pese la caja después de mover la grúa."),
        "bound": ("Conserve al menos una boya.", "Conserve como máximo una boya."),
        "frequency": ("La puerta siempre está vigilada.", "La puerta nunca está vigilada."),
    },
    "fr": {
        "state": ("Harbor est activé sur le quai.", "Harbor est désactivé sur le quai."),
        "permission": ("Harbor autorise la grue à bouger.", "Harbor interdit à la grue de bouger."),
        "inclusion": ("La caisse est incluse.", "La caisse est exclue."),
        "display": ("La carte est affichée.", "La carte est masquée."),
        "publicity": ("Le quai est public.", "Le quai est privé."),
        "membership": ("Ajoutez la bouée.", "Retirez la bouée."),
        "lifecycle": ("Harbor crée un poste.", "Harbor détruit un poste."),
        "lock": ("Verrouillez le portail.", "Déverrouillez le portail."),
        "installation": ("Installez Harbor.", "Désinstallez Harbor."),
        "opening": ("Ouvrez le portail.", "Fermez le portail."),
        "encryption": ("Le message est chiffré.", "Le message est déchiffré."),
        "exchange": ("Importez la carte.", "Exportez la carte."),
        "time": ("Pesez la caisse avant le départ.", "Pesez la caisse après le départ."),
        "bound": ("Gardez au moins une bouée.", "Gardez au plus une bouée."),
        "frequency": ("Le portail est toujours gardé.", "Le portail n'est jamais gardé."),
    },
}


@pytest.mark.parametrize(("language", "axis"), [(language, axis) for language, axes in POLES.items() for axis in axes])
def test_poles(language: str, axis: str) -> None:
    """A sentence at either end of an axis stands at that end, and not at the other."""
    positive, negative = POLES[language][axis]
    assert {label for label, _ in told(language, positive, f"axis:{axis}:")} == {f"axis:{axis}:+"}
    assert {label for label, _ in told(language, negative, f"axis:{axis}:")} == {f"axis:{axis}:-"}


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The gate is not open.", [("negation:explicit", "not")]),
        ("en", "The gate is no longer open.", [("negation:explicit", "no longer")]),
        ("en", "They don’t move.", [("negation:explicit", "don' t")]),
        ("en", "Not only the gate moves.", [("negation:neutral", "not only")]),
        ("de", "Das Tor ist nicht offen.", [("negation:explicit", "nicht")]),
        ("es", "La puerta no está abierta.", [("negation:explicit", "no")]),
        ("fr", "Le portail n’est pas ouvert.", [("negation:explicit", "n' pas")]),
        ("fr", "Le portail ne s'ouvre jamais.", [("negation:explicit", "ne jamais")]),
    ],
)
def test_negations(language: str, sentence: str, expected: list[tuple[str, str]]) -> None:
    """Of one word and of two, and phrases that only look like one."""
    assert told(language, sentence, "negation:") == expected


@pytest.mark.parametrize(
    ("language", "sentence", "label"),
    [
        ("en", "You must moor the boat.", "required"),
        ("de", "Sie müssen das Boot vertäuen.", "required"),
        ("es", "Debe amarrar el barco.", "required"),
        ("fr", "Vous devez amarrer le bateau.", "required"),
        ("en", "If the tide is low, wait.", "conditional"),
        ("de", "Wenn Ebbe ist, warten Sie.", "conditional"),
        ("es", "Si la marea baja, espere.", "conditional"),
        ("fr", "Si la marée est basse, attendez.", "conditional"),
        ("en", "It holds at least 4 crates.", "comparator:at_least"),
        ("de", "Es fasst mindestens 4 Kisten.", "comparator:at_least"),
        ("es", "Contiene al menos 4 cajas.", "comparator:at_least"),
        ("fr", "Il contient au moins 4 caisses.", "comparator:at_least"),
        ("en", "It holds up to 4 crates.", "comparator:at_most"),
        ("de", "Es fasst bis zu 4 Kisten.", "comparator:at_most"),
        ("es", "Contiene hasta 4 cajas.", "comparator:at_most"),
        ("fr", "Il contient jusqu'à 4 caisses.", "comparator:at_most"),
    ],
)
def test_demands_conditions_and_bounds(language: str, sentence: str, label: str) -> None:
    """In each language."""
    assert label in {found for found, _ in told(language, sentence, label)}


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_no_phrase_is_listed_twice(path: Path) -> None:
    """In one list; units apart, whose symbols differ by case."""
    written = lists(tomllib.loads(path.read_text("utf-8")))
    assert [(key, text) for key, texts in written for text, count in Counter(texts).items() if count > 1] == []
