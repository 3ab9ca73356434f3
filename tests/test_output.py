"""What is sent to a terminal, and how wide it is."""

from hypothesis import given
from hypothesis import strategies as st

from doclint.output.columns import columns, padded, visible, wrapped


def test_control_and_direction_characters_are_shown() -> None:
    """None of them reaches the terminal."""
    assert visible("a\x1b[31mb\u202ec\x9bd\ud800e\tf\n") == "a\u241b[31mb\\u202ec\\u009bd\\ud800e f "


def test_width_in_columns() -> None:
    """Wide characters take two columns, combining and invisible ones none."""
    assert [columns(text) for text in ("ab", "港", "e\u0301", "a\u200bb", "")] == [2, 2, 1, 2, 0]
    assert padded("港", 4) == "港  "


def test_lines_break_at_blanks_and_between_wide_characters() -> None:
    """A word wider than the line is cut."""
    assert list(wrapped("open the gate", 8)) == ["open the", "gate"]
    assert list(wrapped("港を開く", 5)) == ["港を", "開く"]
    assert list(wrapped("see https://example.com now", 10)) == ["see https:", "//example.", "com now"]
    assert list(wrapped("", 5)) == [""]


@given(st.text(), st.integers(2, 20))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: int) -> None:
    """Whatever the text; blanks aside."""
    shown = visible(text)
    lines = list(wrapped(shown, width))
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(shown.split())
