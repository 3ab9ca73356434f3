"""What a glossary says, as its readers give it."""

from typing import Literal

from msgspec import Struct

Status = Literal["preferred", "admitted", "forbidden", "outdated"]
BANNED: frozenset[Status] = frozenset({"forbidden", "outdated"})


class Term(Struct, frozen=True):
    """A term as written, the tag of its locale, and the line of the glossary it stands in.

    `case` says whether upper and lower case count; None leaves that to the way it is written.
    """

    text: str
    locale: str
    line: int
    status: Status = "preferred"
    case: bool | None = None
    note: str = ""

    @property
    def banned(self) -> bool:
        """Whether it must not be used."""
        return self.status in BANNED


class Entry(Struct, frozen=True):
    """All terms for one thing, in the file at `path`; what is `kept` has the same name in every language."""

    path: str
    terms: tuple[Term, ...]
    kept: bool = False
