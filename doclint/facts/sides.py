"""The values that the claims of one thing have, each with the claims that hold it."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from doclint.facts.model import Claim, agree


class Side(Struct, frozen=True):
    """The claims of one value, by place."""

    claims: tuple[Claim, ...]

    @property
    def value(self) -> str:
        """The value as most of its claims write it."""
        return Counter(claim.text for claim in self.claims).most_common(1)[0][0]

    @property
    def articles(self) -> int:
        """How many articles hold the value; the two sides of a bilingual one are one."""
        return len({claim.at.path for claim in self.claims})

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales in which it stands."""
        return tuple(sorted({claim.at.locale for claim in self.claims}))

    @property
    def newest(self) -> str:
        """The latest date of its articles, or an empty string."""
        return max(claim.at.date or "" for claim in self.claims)

    @property
    def rank(self) -> tuple[int, ...]:
        """What ranks sides, the best first: how many articles hold the value, then the latest date."""
        return -self.articles, *(-int(part) for part in self.newest.split("-") if part.isdecimal())

    @property
    def source(self) -> bool:
        """Whether an article in the source language holds the value."""
        return any(claim.original for claim in self.claims)


def sides(cluster: Iterable[Claim]) -> list[Side]:
    """The claims by value, each value's first claim speaking for it."""
    found: list[list[Claim]] = []
    for claim in sorted(cluster, key=lambda one: one.place):
        home = next((side for side in found if agree(side[0].slot, claim.slot)), None)
        if home is None:
            found.append([claim])
        else:
            home.append(claim)
    return [Side(tuple(side)) for side in found]
