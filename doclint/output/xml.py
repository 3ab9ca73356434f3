"""XML written piece by piece, and characters that XML does not allow."""

import codecs
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from lxml import etree

from doclint.output.columns import visible

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter

XML = "http://www.w3.org/XML/1998/namespace"
"""The namespace of `xml:lang` and `xml:space`."""
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that no XML 1.0 document may hold, in whatever form."""


def legal(text: str) -> str:
    """`text` with what XML does not allow made visible."""
    return ILLEGAL.sub(lambda found: visible(found[0]) if found[0] < "\ufffe" else f"\\u{ord(found[0]):04x}", text)


@contextmanager
def document(out: TextIO) -> Iterator["_IncrementalFileWriter"]:
    """A writer of elements one after the other; a stream that cannot show them all is sent references."""
    unicode = (getattr(out, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"
    encoding = "UTF-8" if unicode else "US-ASCII"
    with etree.xmlfile(_Bytes(out), encoding=encoding, close=False) as writer:
        writer.write_declaration()
        yield writer
    out.write("\n")


class Branch:
    """An element that is being written, on lines of its own, by what stands in it."""

    def __init__(self, writer: "_IncrementalFileWriter", depth: int = 0) -> None:
        self._writer = writer
        self._depth = depth

    @contextmanager
    def within(
        self, name: str, attributes: Mapping[str, str], spaces: Mapping[str | None, str] | None = None
    ) -> Iterator["Branch"]:
        """An element with others in it."""
        if self._depth:
            self._writer.write("\n" + "  " * self._depth)
        cleaned = {key: legal(value) for key, value in attributes.items()}
        with self._writer.element(name, cleaned, nsmap=spaces):
            yield Branch(self._writer, self._depth + 1)
            self._writer.write("\n" + "  " * self._depth)

    def leaf(self, name: str, text: str, attributes: Mapping[str, str] | None = None, code: str = "") -> None:
        """An element with text; `code` is the element that stands for a character XML does not allow, if there is one.

        Without it such characters are made visible.
        """
        self._writer.write("\n" + "  " * self._depth)
        cleaned = {key: legal(value) for key, value in (attributes or {}).items()}
        with self._writer.element(name, cleaned):
            done = 0
            for found in ILLEGAL.finditer(text) if code else ():
                self._writer.write(text[done : found.start()])
                with self._writer.element(code, {"hex": f"{ord(found[0]):04X}"}):
                    pass
                done = found.end()
            self._writer.write(legal(text[done:]))

    def whole(self, element: etree._Element) -> None:
        """An element that is complete."""
        etree.indent(element, level=self._depth)
        self._writer.write("\n" + "  " * self._depth)
        self._writer.write(element)


class _Bytes:
    """A text stream as one of bytes."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def write(self, data: bytes) -> None:
        """Write what is complete of the characters so far."""
        self._out.write(self._decoder.decode(data))
