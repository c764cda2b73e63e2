"""The paragraphs of a Word document (.docx), as text: those in cells of its tables one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field

from fzplan.diagnostics import Text
from fzplan.returns.readers.archives import Archive
from fzplan.returns.readers.faults import ForeignError
from fzplan.returns.readers.xml_walk import walk

DOCUMENT = "word/document.xml"


@dataclass
class _Paragraphs:
    """Collects the text of paragraphs; what was deleted under tracked changes is in elements of another name."""

    found: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    within: bool = False

    def start(self, name: str, given: dict[str, str]) -> None:
        del given
        if name == "t":
            self.within = True
        elif name in ("tab", "br", "cr"):
            self.parts.append("\n" if name != "tab" else "\t")

    def end(self, name: str) -> None:
        if name == "t":
            self.within = False
        elif name == "p":
            self.found.append("".join(self.parts))
            self.parts.clear()

    def text(self, data: str) -> None:
        if self.within:
            self.parts.append(data)


def paragraphs(data: bytes, limit: int) -> list[str]:
    """Return the paragraphs of a document of at most `limit` bytes, empty ones too; raises what `faults` lists."""
    archive = Archive(data, limit)
    if DOCUMENT not in archive:
        raise ForeignError(Text("不含正文的压缩包", "an archive without a document"))
    found = _Paragraphs()
    walk([archive.read(DOCUMENT)], found)
    return found.found
