"""The entries that drafted forms need, and where they go into a plan file that exists: its comments stay.

In: forms with their measures and dimensions, and the text of a plan file. Out: YAML, or the reason why it cannot be.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.plan.drafting.form import dimension_lines, form_lines, measure_lines
from fzplan.plan.drafting.returns import _dimensions, _forms, _measures
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.survey import FormDraft

_TOP = regex(r"^(?P<name>[A-Za-z_]+)\s*:(?P<rest>.*)$")
_ONE_LINE = Text("{section}: 写在一行里", "`{section}:` is written in one line")


def entries(drafts: Sequence[FormDraft], lang: Lang, indent: int = 2) -> dict[str, list[str]]:
    """Return the lines of each section; what the plan declares already is left out."""
    margin = " " * (indent - 2)
    lines = {
        "dimensions": [line for d in _dimensions(drafts) if not d.declared for line in dimension_lines(d)],
        "measures": [line for m in _measures(drafts) if not m.declared for line in measure_lines(m, lang)],
        "forms": [line for form in _forms(drafts) for line in form_lines(form, lang=lang)],
    }
    return {name: [margin + line for line in found] for name, found in lines.items() if found}


def snippet(drafts: Sequence[FormDraft], lang: Lang) -> str:
    """Return the sections as YAML to be pasted into a plan file."""
    return "".join(f"{name}:\n" + "\n".join(lines) + "\n" for name, lines in entries(drafts, lang).items())


def added(content: bytes, drafts: Sequence[FormDraft], lang: Lang) -> tuple[bytes | None, Text]:
    """Return the bytes of a plan file with the entries added; its byte order mark and line ends stay."""
    return rewritten(content, entries(drafts, lang))


def rewritten(content: bytes, sections: Mapping[str, Sequence[str]]) -> tuple[bytes | None, Text]:
    """Return the bytes of a plan file with lines added to its sections; its byte order mark and line ends stay."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        text = content[len(mark) :].decode("utf-8")
    except UnicodeDecodeError:
        return None, Text("它不是 UTF-8 编码", "it is not UTF-8")
    ends = "\r\n" if "\r\n" in text else "\n"
    found = placed(text.replace("\r\n", "\n"), sections)
    if isinstance(found, Text):
        return None, found
    return mark + found.replace("\n", ends).encode("utf-8"), Text("", "")


def placed(text: str, sections: Mapping[str, Sequence[str]]) -> str | Text:
    """Return the text of a plan file with lines added at the end of its sections, or why they cannot be."""
    lines = text.split("\n")
    for name, added in sections.items():
        at = next((k for k, line in enumerate(lines) if (top := _TOP.match(line)) and top["name"] == name), None)
        if at is None:
            while lines and not lines[-1].strip():
                lines.pop()
            lines += ["", f"{name}:", *added, ""]
            continue
        rest = re.sub(r"\s+#.*$", "", _TOP.match(lines[at])["rest"]).strip()  # type: ignore[index]
        if rest not in ("", "{}", "[]"):
            return Text(_ONE_LINE.zh.format(section=name), _ONE_LINE.en.format(section=name))
        if rest:
            lines[at] = lines[at].replace(rest, "", 1).rstrip()
        end = _end(lines, at)
        lines[end:end] = _aligned(added, lines[at + 1 : end])
    return "\n".join(lines)


def _end(lines: Sequence[str], at: int) -> int:
    """Return the line behind the last entry of a section: comments and blanks before the next belong to that."""
    end = last = at + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t#"):
        if lines[end].strip() and lines[end][0] in " \t":
            last = end + 1
        end += 1
    return last


def _aligned(added: Sequence[str], present: Sequence[str]) -> list[str]:
    """Indent new entries as those that are there."""
    first = next((line for line in present if line.strip() and not line.lstrip().startswith("#")), "  ")
    margin = len(first) - len(first.lstrip())
    return [" " * (margin - 2) + line if margin > 2 else line[2 - margin :] for line in added]
