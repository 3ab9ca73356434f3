"""How site generators keep slugs apart that are alike."""

import re

_NUMBERED = re.compile(r"(.*)_([0-9]{1,9})", re.DOTALL)


class Numbering:
    """The names one article has given so far, each number found in (nearly) constant time."""

    def __init__(self, separator: str, first: int, taken: set[str]) -> None:
        self._separator = separator
        self._first = first
        self._taken = taken
        self._counts: dict[str, int] = {}
        self._beyond: dict[tuple[str, int], int] = {}

    def take(self, name: str) -> None:
        """Nothing else gets this name."""
        self._taken.add(name)

    def count(self, slug: str) -> str:
        """`slug` with the count of those alike before it, whatever else has that name."""
        before = self._counts[slug] = self._counts.get(slug, -1) + 1
        return f"{slug}{self._separator}{before}" if before else slug

    def free(self, slug: str) -> str:
        """`slug`, or with the first number that gives a free name."""
        if slug not in self._taken:
            self._taken.add(slug)
            return slug
        return self._numbered(slug, self._first)

    def next(self, slug: str) -> str:
        """`slug`, or with the number it ends in raised until the name is free; an empty one always has a number."""
        if slug and slug not in self._taken:
            self._taken.add(slug)
            return slug
        match = _NUMBERED.fullmatch(slug)
        return self._numbered(match[1], int(match[2]) + 1) if match else self._numbered(slug, self._first)

    def _numbered(self, base: str, number: int) -> str:
        """`base` with the first free number from `number` on; what was passed is passed at once the next time."""
        passed = []
        while (name := f"{base}{self._separator}{number}") in self._taken:
            passed.append(number)
            number = self._beyond.get((base, number), number + 1)
        self._beyond.update(((base, one), number) for one in passed)
        self._taken.add(name)
        return name
