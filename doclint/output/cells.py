"""What stands in the cells of a table for a spreadsheet."""

from doclint.output.columns import visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """A value as text. A spreadsheet runs what begins like a formula: an apostrophe before it makes it text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    text = "\n".join(visible(line) for line in value.replace("\r\n", "\n").split("\n"))
    return f"'{text}" if value.lstrip(" ").startswith(_FORMULA) or text.startswith(_FORMULA) else text
