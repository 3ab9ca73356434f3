"""What is known of the version of its source that a translation was made from, and how sure that is."""

from typing import Literal, NamedTuple

from msgspec import Struct

SURE = 0.8
"""The confidence from which a translation is judged by the version found, without reserve."""
PROVEN, RECORDED, TOGETHER, ALONE, DOUBTFUL, DATED = 1.0, 0.95, 0.85, 0.8, 0.6, 0.5


class Found(Struct, frozen=True):
    """The version of its source that a translation was made from (contract doclint-drift/1).

    `kind` says how it is known, `value` what is recorded, `commit` the full hash (empty for the source as it is now),
    `path` the source's path then from the root of its repository, `date` the commit's (ISO). `fault` says what is wrong
    and what to do.

    The confidence: 1 where commit and hash agree or the hash is that of the source now; .95 for either alone; .85 where
    both sides were last edited in one commit; .8 for the source as it was when the translation was last edited, or as
    it is where the translation is being edited; .6 where what is recorded contradicts itself or a mass edit may hide
    the truth; .5 by the dates of two repositories; 0 where nothing was found.
    """

    kind: Literal["commit", "hash", "tag", "outdated", "inferred", "none"]
    value: str = ""
    confidence: float = 0.0
    commit: str = ""
    path: str = ""
    date: str = ""
    fault: str = ""


class Traced(NamedTuple):
    """What was found, and what sort of fault it has.

    The version is unknown, what is recorded contradicts itself, it is newer than the source given, or the source lies
    in no repository, so that nobody can tell.
    """

    found: Found
    problem: Literal["", "unknown", "contradicted", "newer", "unversioned"] = ""
