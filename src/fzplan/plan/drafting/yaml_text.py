"""Values as YAML text that is read back as the same value by any YAML 1.1 or 1.2 loader, and by this one.

In: texts, numbers, lists and mappings. Out: one line each. Texts are left plain only where nobody could misread them.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CJK = "\u3400-\u9fff\uf900-\ufaff"
_PLAIN = regex(rf"[A-Za-z_{_CJK}][\w{_CJK}（）“”《》、·．/*＋+%—～().°²³&-]*(?: [\w{_CJK}（）“”《》、·/*+()%=<>≥≤-]+)*")
_WORDS = frozenset("y n yes no on off true false null none nan inf".split())  # noqa: SIM905


def scalar(value: object) -> str:
    """Return a text or a number as a YAML scalar.

    >>> [scalar(v) for v in ("总收入 / 从业人员平均人数", "%", "0106", "no", "2021-2025", 400, "a: b", "亿元/平方公里")]
    ['总收入 / 从业人员平均人数', '"%"', '"0106"', '"no"', '"2021-2025"', '400', '"a: b"', '亿元/平方公里']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        written = f"{Decimal(repr(value)):f}"
        return written.removesuffix(".0")
    text = str(value)
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS and text.isprintable():
        return text
    return _quoted(text)


def _quoted(text: str) -> str:
    """Return a text in double quotes, with everything escaped that is not printable."""
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(text, ensure_ascii=False))


def flow(value: Any) -> str:
    """Return a value in one line: lists in ``[]``, mappings in ``{}``.

    >>> flow({"unit": "%", "aliases": ["园区总收入", "a, b"], "by": 2025})
    '{unit: "%", aliases: [园区总收入, "a, b"], by: 2025}'
    """
    if isinstance(value, dict):
        return f"{{{', '.join(f'{scalar(k)}: {flow(v)}' for k, v in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(flow, value))}]"
    return scalar(value)


def block(name: str, entries: Mapping[str, Any] | Sequence[str], indent: int = 0, *, width: int = 110) -> list[str]:
    """Return ``name: {…}`` in one line where it fits into `width`, else one line an entry (nested ones likewise)."""
    margin = " " * indent
    line = f"{margin}{scalar(name)}: {flow(entries)}"
    if not isinstance(entries, dict) or not entries or len(line) <= width:
        return [line]
    lines = [f"{margin}{scalar(name)}:"]
    for key, value in entries.items():
        lines += block(key, value, indent + 2, width=width)
    return lines
