"""What reports that are one HTML file share: templates that escape, a policy that allows their own script and style."""

import base64
import hashlib
import json
from typing import TYPE_CHECKING
from urllib.parse import quote

from doclint.output.escaping import MARKUP, clean
from doclint.resources import folder

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


def environment(name: str) -> "Environment":
    """The templates in a folder of reports/, and those that all share.

    Jinja2 escapes all that is not ours; control characters are shown.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def finalize(value: object) -> object:
        return clean(value) if isinstance(value, str) else value

    return Environment(
        loader=FileSystemLoader([folder("reports") / name, folder("reports")]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def resource(*names: str) -> str:
    """Style sheets or scripts, one behind the other, by their paths below reports/."""
    texts = ((folder("reports") / name).read_text("utf-8") for name in names)
    return "".join(texts).replace("\r\n", "\n")


def inline(text: str) -> "Markup":
    """Text of ours that stands in the page as it is."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704


def policy(script: str, style: str) -> str:
    """The content security policy: this script, this style sheet, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def embedded(value: object) -> str:
    """JSON in which nothing can end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(MARKUP)


def beside(path: str, line: int = 0) -> str:
    """The address of a file that lies beside the report."""
    name = quote(as_bytes(path), safe="/")
    return f"./{name}#L{line}" if line else f"./{name}"


def as_bytes(path: str) -> bytes:
    """A path as the file system has it."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
