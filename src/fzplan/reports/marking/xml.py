"""Small edits of an XML part that leave every other byte alone.

A part is never written anew: parsers rename prefixes, and Office then calls the file damaged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape as _escape

from fzplan.diagnostics import Text
from fzplan.regex import regex
from fzplan.reports.marking.faults import DAMAGED, MANY, UnmarkableError

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG = regex(rb"<[^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>")
_DECLARED = regex(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = regex(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")
MOST = 5_000_000
"""Elements of a part that are held at once: some 300 bytes each."""
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Element(NamedTuple):
    """One element: where its tag begins and ends, and where its end tag begins (the end of the tag if it has none)."""

    name: str
    prefix: str
    """With its colon; "" for none."""
    attributes: dict[str, str]
    depth: int
    start: int
    inside: int
    end: int

    def of(self, local: str) -> str:
        """Return an attribute by its name without prefix; "" where it has none."""
        return next((value for name, value in self.attributes.items() if name.rpartition(":")[2] == local), "")


class Edit(NamedTuple):
    """Bytes `start` to `end` are replaced."""

    start: int
    end: int
    by: bytes


def elements(xml: bytes, most: int = MOST) -> list[Element]:
    """Return every element of a small part, in the order of their tags; raise where there are more than `most`."""
    found: list[Element | None] = []
    opened: list[tuple[int, str, dict[str, str], int]] = []
    parser = parser_of(xml)

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(found) == most:
            raise UnmarkableError(Text(*(text.format(most=most) for text in MANY)))
        opened.append((len(found), name, attributes, parser.CurrentByteIndex))
        found.append(None)

    def end(_name: str) -> None:
        at, name, attributes, begins = opened.pop()
        prefix, colon, local = name.rpartition(":")
        ends = parser.CurrentByteIndex
        found[at] = Element(local, prefix + colon, attributes, len(opened), begins, tag_end(xml, begins), ends)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(parser, xml)
    return [element for element in found if element is not None]


def parser_of(xml: bytes) -> expat.XMLParserType:
    """Return a parser of a part; raise where its places could not be trusted."""
    said = _ENCODING.match(xml[:200].removeprefix(b"\xef\xbb\xbf"))
    if _DECLARED.search(xml) or (said and said[1].lower() not in (b"utf-8", b"utf8", b"us-ascii")):
        raise UnmarkableError(DAMAGED)
    return expat.ParserCreate("utf-8")


def parse(parser: expat.XMLParserType, xml: bytes) -> None:
    """Run a parser over a whole part."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise UnmarkableError(DAMAGED) from error


def tag_end(xml: bytes, start: int) -> int:
    """Return where the tag ends that begins at `start`."""
    found = TAG.match(xml, start)
    assert found is not None  # the parser has accepted it
    return found.end()


def edited(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the part with its edits; of several at one place the first comes first."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda one: one.start):
        parts += [xml[at : edit.start], edit.by]
        at = edit.end
    return b"".join([*parts, xml[at:]])


def appended(xml: bytes, into: Element, fragment: str) -> Edit:
    """Return the edit that puts `fragment` at the end of an element."""
    content = fragment.encode()
    if not xml[into.start : into.inside].endswith(b"/>"):
        return Edit(into.end, into.end, content)
    tag = xml[into.start : into.inside - 2]
    return Edit(into.start, into.inside, tag + b">" + content + f"</{into.prefix}{into.name}>".encode())


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Return a start tag with an attribute set.

    >>> with_attribute(b'<c r="A1" s="3"/>', "s", "12"), with_attribute(b"<xf>", "fillId", "2")
    (b'<c r="A1" s="12"/>', b'<xf fillId="2">')
    """
    said = f' {name}="{value}"'.encode()
    changed, count = re.subn(rb"\s" + name.encode() + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')", lambda _: said, tag, count=1)
    if count:
        return changed
    close = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:close] + said + tag[close:]


def allowed(text: str) -> str:
    """Return text without the characters that XML cannot have."""
    return _ILLEGAL.sub("", text)


def escape(text: str) -> str:
    """Return text as it stands in XML, between tags and in quotes."""
    return _escape(allowed(text), {'"': "&quot;", "\r": "", "\t": " "})


def only(found: Iterable[Element], name: str, depth: int = 1) -> Element:
    """Return the one element of that name; raise where there is none."""
    for element in found:
        if element.name == name and element.depth == depth:
            return element
    raise UnmarkableError(DAMAGED)
