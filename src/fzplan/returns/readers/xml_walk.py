"""A walk through an XML document by the parser of the standard library; declared document types are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Protocol
from xml.parsers import expat

from fzplan.diagnostics import Text
from fzplan.returns.readers.faults import DamagedError

if TYPE_CHECKING:
    from collections.abc import Iterable

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": "number",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:schemas-microsoft-com:office:spreadsheet": "ss",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
"""The prefix by which a name space is called here, whatever the document calls it."""


class Handler(Protocol):
    """What is told of elements and text; elements by their local name, attributes with their usual prefix."""

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text."""


def walk(xml: Iterable[bytes], handler: Handler) -> None:
    """Tell the handler what stands in a document; raises DamagedError where it is not well-formed."""
    parser = expat.ParserCreate(namespace_separator=" ")
    known: dict[str, str] = {}

    def name_of(written: str) -> str:
        name = known.get(written)
        if name is None:
            space, _, local = written.rpartition(" ")
            name = known[written] = f"{_PREFIXES[space]}:{local}" if space in _PREFIXES else local
        return name

    def start(written: str, attributes: dict[str, str]) -> None:
        given = {name_of(name): value for name, value in attributes.items()}
        handler.start(written.rpartition(" ")[2], given)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda written: handler.end(written.rpartition(" ")[2])
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for piece in xml:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedError(Text("其中的 XML 不完整", f"its XML is broken ({error})")) from error


def _refuse(*_: object) -> NoReturn:
    raise DamagedError(Text("其中有文档类型声明，可能是恶意文件", "it declares a document type"))
