"""A document filled by docxtpl, in a sandbox and only after every part of the template was checked.

A fault is told with the paragraph that it stands in; with one, nothing is written.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fzplan.diagnostics import FileRef, Text
from fzplan.regex import regex
from fzplan.reports.filling import context
from fzplan.reports.filling.codes import NO_FIGURE, NOTHING, REFUSED, UNKNOWN, UNREADABLE, UNWARNED, WARNING
from fzplan.reports.filling.grammar import Checker
from fzplan.reports.marking.xml import allowed
from fzplan.reports.word.zipped import settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.diagnostics import Diagnostic
    from fzplan.reports.filling.vocabulary import Vocabulary

LIMIT = 50_000_000
"""Bytes that a template may expand to."""
EXCERPT = 24
"""Characters of a paragraph that a finding names it by."""
CORE = "docProps/core.xml"
TEXTS = 5_000_000
"""Bytes of XML in which a template may have its tags: the library goes over them some thirty times."""
OUTPUT = 20_000_000
"""Characters that a part of the filled document may have: loops multiply what stands in them."""
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, OSError, RuntimeError, struct.error)
"""What is raised for a zip that is none, is damaged, or has a password."""
BROKEN = (
    TemplateError, XmlchemyError, OpcError, ValueError, LookupError, OverflowError, SyntaxError, AttributeError,
    TypeError, AssertionError, RecursionError,
)  # fmt: skip
"""What the library raises for a document whose parts are not what they should be."""
OTHER = Text("它不是 .docx，或已损坏、加了密码", "it is no .docx, or it is damaged or has a password")
LARGE = Text("展开后超过 50 MB", "it expands to more than 50 MB")
WORDY = Text("正文超过 5 MB", "its text has more than 5 MB")
SWOLLEN = Text("循环使正文超过 2000 万字", "its loops make more than 20 million characters")
DEEP = Text("嵌套太深", "it is nested too deep")
UNCLOSED = Text("{} 没有配对的 {}", "{} is never closed by {}")
SYNTAX = Text("写法有误", "its syntax is wrong")
PARTS = regex(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
"""Parts whose tags are filled."""
PAIRS = (("{{", "}}"), ("{%", "%}"), ("{#", "#}"))
_TAGS = regex(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)


def filled(vocabulary: Vocabulary, template: bytes, name: str) -> tuple[bytes, list[Diagnostic]]:
    """Return the filled document and everything that is to be told of it."""
    fault = _unreadable(template)
    if fault:
        return b"", [UNREADABLE(FileRef(name), reason=fault)]
    environment = _Environment(vocabulary, name)
    try:
        content = _rendered(template, environment, {})
        environment.ends()
        if not environment.faulty:
            content = _rendered(template, environment, context.values(vocabulary, environment.checker.names))
    except BROKEN as error:
        if not environment.faulty:
            reason = _reason(error)
            environment.findings.append(UNREADABLE(FileRef(name), reason=reason))
        content = b""
    return content, environment.findings


def _reason(error: Exception) -> Text:
    """Return what an error of the library says of the template."""
    if isinstance(error, _SwollenError):
        return SWOLLEN
    if isinstance(error, RecursionError):
        return DEEP
    return Text(f"{SYNTAX.zh}（{error}）", f"{SYNTAX.en} ({error})")


def _unreadable(template: bytes) -> Text | None:
    """Return why a file is no template; every part is read once, so that the library meets none that is damaged."""
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            if sum(info.file_size for info in archive.infolist()) > LIMIT:
                return LARGE
            parts = {name: archive.read(name) for name in archive.namelist()}
    except DAMAGED:
        return OTHER
    if b"wordprocessingml.document.main+xml" not in parts.get("[Content_Types].xml", b""):
        return OTHER
    texts = [xml for name, xml in parts.items() if PARTS.fullmatch(name)]
    return WORDY if sum(map(len, texts)) > TEXTS else next(filter(None, map(_unclosed, texts)), None)


def _unclosed(xml: bytes) -> Text | None:
    """Tell of a tag that never ends: the library looks for its end from each of them, to the end of the text."""
    text = re.sub("<[^<>]*>", "", xml.decode(errors="replace"))
    for opened, closed in PAIRS:
        if text.rfind(opened) > text.rfind(closed):
            return Text(*(words.format(opened, closed) for words in UNCLOSED))
    return None


def _rendered(template: bytes, environment: _Environment, values: dict[str, Any]) -> bytes:
    """Return the document filled with `values`; the first time, without any, it is only checked."""
    import datetime as dt

    from docxtpl import DocxTemplate

    environment.checks = not values
    document = DocxTemplate(BytesIO(template))
    document.render(values, environment)
    with zipfile.ZipFile(BytesIO(template)) as archive:
        if CORE not in archive.namelist():  # the library makes one with the time of now
            epoch = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
            document.core_properties.created = document.core_properties.modified = epoch
    target = BytesIO()
    document.save(target)
    return settled(target.getvalue())


class _SwollenError(TemplateError):
    """The filled text has more than `OUTPUT` characters."""


class _Environment(ImmutableSandboxedEnvironment):
    """Checks each part before it is compiled; while it checks, parts stay as they are without their tags."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_written)
        self.globals.clear()
        self.file, self.vocabulary = name, vocabulary
        self.checker = Checker(vocabulary)
        self.findings: list[Diagnostic] = []
        self.checks = True

    @property
    def faulty(self) -> bool:
        """Tell whether anything stands open that forbids to fill."""
        return any(d.severity.code == "error" for d in self.findings)

    def concat(self, parts: Iterable[str]) -> str:
        """Return the parts of a text as one, as long as they are not too many."""
        found, size = [], 0
        for part in parts:
            size += len(part)
            if size > OUTPUT:
                raise _SwollenError
            found.append(part)
        return "".join(found)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if not self.checks:
            return _with_members(super()._parse(source, name, filename))
        try:
            self.checker.check(super()._parse(source, name, filename))
        except TemplateSyntaxError as error:
            self.checker.used.add("banner")  # what was not checked may have it
            at = self._place(source, error.lineno)
            reason = Text(f"{SYNTAX.zh}：{error.message}", f"{SYNTAX.en}: {error.message}")
            self.findings.append(REFUSED(at, written=at.sheet, reason=reason))
        except RecursionError:
            self.checker.used.add("banner")
            self.findings.append(REFUSED(FileRef(self.file), written="{{…}}", reason=DEEP))
        self._take(source)
        bare = nodes.TemplateData(_TAGS.sub("", source))
        tree = nodes.Template([nodes.Output([bare], lineno=1)], lineno=1)
        tree.set_environment(self)
        return tree

    def ends(self) -> None:
        """Tell what is wrong with the template as a whole."""
        if not self.findings and not self.checker.names:
            self.findings.append(UNREADABLE(FileRef(self.file), reason=NOTHING))
        banner = self.vocabulary.find("banner").text  # type: ignore[union-attr]
        if banner and "banner" not in self.checker.used:
            self.findings.append(UNWARNED(FileRef(self.file), banner=banner, placeholder=WARNING))

    def _take(self, source: str) -> None:
        """Turn what the checker found in a part into findings."""
        for fault in self.checker.faults:
            at, written = self._place(source, fault.line), fault.written
            if fault.nearest is None:
                self.findings.append(REFUSED(at, written=written, reason=fault.reason))
            else:
                self.findings.append(UNKNOWN(at, written=written, reason=fault.reason, nearest=fault.nearest))
        for told in self.checker.told:
            stands = Text(f"此处为“{told.entry.text}”", f"“{told.entry.text}” stands here")
            at = self._place(source, told.line)
            self.findings.append(NO_FIGURE(at, written=told.written, shown=stands, reason=told.entry.why))
        self.checker.faults.clear()
        self.checker.told.clear()

    def _place(self, source: str, line: int) -> FileRef:
        """Return the paragraph of a line: docxtpl has each on a line of its own."""
        lines = source.splitlines() or [""]
        text = unescape(re.sub("<[^>]*>", "", lines[min(line, len(lines)) - 1])).strip()
        return FileRef(self.file, text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…")


def _written(value: Any) -> Any:
    """Return what an expression gives without the characters that XML cannot have: names and cells may hold any."""
    return allowed(value) if isinstance(value, str) else value


def _with_members(tree: nodes.Template) -> nodes.Template:
    """Return the tree with names in brackets as texts: 总收入[东区] means the member, whatever else is called so."""
    for node in tree.find_all(nodes.Getitem):
        if isinstance(node.arg, nodes.Name):
            node.arg = nodes.Const(node.arg.name, lineno=node.lineno, environment=tree.environment)
    return tree
