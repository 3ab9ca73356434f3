"""Patterns of paths, as configurations and CODEOWNERS write them."""

import re
from functools import lru_cache

_PART = re.compile(r"\*\*|\*|\?|[^*?]+")


@lru_cache(maxsize=4096)
def pattern(glob: str) -> re.Pattern[str]:
    """What fits the paths that `glob` means: files and folders, and all that lies in a folder.

    ? is a character and * any number of them, but no slash; ** is any number of folders. A backslash parts folders,
    too, so that what is written on Windows is right everywhere.
    """
    parts = glob.replace("\\", "/").removeprefix("./").strip("/").split("/")
    body = "".join("(?:[^/]+/)*" if part == "**" else f"{_segment(part)}/" for part in parts[:-1])
    last = ".*" if parts[-1] == "**" else _segment(parts[-1])
    whole = "" if parts in (["."], [""]) else body + last
    return re.compile(rf"{whole}(?:/.*)?" if whole else ".*", re.DOTALL)


def _segment(part: str) -> str:
    kinds = {"**": "[^/]*", "*": "[^/]*", "?": "[^/]"}
    return "".join(kinds.get(one) or re.escape(one) for one in _PART.findall(part))
