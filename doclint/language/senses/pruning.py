"""Making tables small: what says least goes first."""

from collections.abc import Iterable

from msgspec.structs import replace

from doclint.language.senses.tables import Shares, Tables, encode
from doclint.language.senses.tokens import DENIAL, opposite, parts

LIMIT = 500_000
"""How many bytes the tables of a language pair may have."""
_STRONGEST = 24
_NEWS = 7
"""By how many percent a longer feature must be surer than a part of it to be worth keeping."""


def pruned(tables: Tables) -> tuple[Tables, int]:
    """`tables` within LIMIT, and how strongly they had to be weakened for it."""
    for strength in range(_STRONGEST):
        smaller = weakened(tables, strength)
        if len(encode(smaller)) <= LIMIT:
            return smaller, strength
    return smaller, _STRONGEST


def weakened(tables: Tables, strength: int) -> Tables:
    """`tables` without their faintest shares and weights; 0 leaves them as they are."""
    best = max(2, 6 - strength // 2)
    return replace(
        tables,
        words=_clear(tables.words, 4 + 2 * strength, best),
        poles=_sure(tables.poles, 25 + 2 * strength),
        denies=_heavy(tables.denies, 2 + strength // 4),
        expects=_heavy(tables.expects, 3 + strength // 2),
    )


def _clear(shares: Shares, least: int, best: int) -> Shares:
    """The rows with a share of at least `least` percent, cut to the `best` shares."""
    rows = ((stem, _top(row.items(), least, best)) for stem, row in shares.items())
    return {stem: row for stem, row in rows if row}


def _top(row: Iterable[tuple[str, int]], least: int, best: int) -> dict[str, int]:
    ranked = sorted((-share, token) for token, share in row if share >= least)
    return {token: -share for share, token in ranked[:best]}


def _sure(shares: Shares, least: int) -> Shares:
    """The features that show a pole in at least `least` percent and better than their parts, and the other pole."""
    rows = {}
    for feature, row in shares.items():
        known = [shares.get(part, {}) for part in parts(feature) if part != feature]
        wanted = {
            label
            for label, share in row.items()
            if (share >= least or label == DENIAL) and not any(part.get(label, 0) + _NEWS > share for part in known)
        }
        wanted |= {opposite(label) for label in wanted}
        if kept := {label: share for label, share in row.items() if label in wanted}:
            rows[feature] = kept
    return rows


def _heavy(weights: dict[str, int], least: int) -> dict[str, int]:
    return {feature: weight for feature, weight in weights.items() if not feature or abs(weight) >= least}
