"""The verdict on one code: it fits, it is a right code written wrongly, or it is wrong, and how."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from fzplan.checks import coding_codes as codes
from fzplan.checks.codes_of import standard
from fzplan.checks.miswriting import miswritten
from fzplan.diagnostics import Rule, Severity, Text

if TYPE_CHECKING:
    from fzplan.model.check_specs import CodeRule

LONGEST = 64
"""Characters of a code that an expression is held against (`plan.check_specs.expressions` counts with it)."""
COMPARED = 2_000
"""Codes of a list among which the nearest one is looked for."""
AGAIN = Text("按原件重新录入，先把单元格格式设为“文本”", "enter it again as text, from the document it is from")
SHOWN = Text("改成所示的写法", "write it as shown")
COMPARE = Text("按营业执照等原件核对整个代码", "compare the whole code with the document it is from")


class Verdict(NamedTuple):
    """What is wrong with a code; `severity`: no more than this, whatever the level of the check."""

    rule: Rule
    why: Text
    remedy: Text = COMPARE
    severity: Severity | None = None
    alike: str = ""
    """Cells side by side are one finding where this is the same."""


class Judge:
    """The verdicts of one declaration; the same code is looked at once."""

    def __init__(self, spec: CodeRule) -> None:
        self.spec = spec
        self.standard = standard(spec.standard) if spec.standard else None
        self.fault = self.standard.fault if self.standard else None
        self.unlisted = spec.allowed is None
        self.pattern = re.compile(spec.pattern, re.ASCII) if spec.pattern else None
        self.lengths = frozenset([self.standard.length] if self.standard else map(len, spec.allowed or ()))
        self.known: dict[str, Verdict | None] = {}

    def __call__(self, stored: object, code: str) -> Verdict | None:
        """Return the verdict on a code; `stored` is its cell where that says more than the text."""
        if stored is not None:
            return self._judged(stored, code)
        if code not in self.known:
            self.known[code] = self._judged(None, code)
        return self.known[code]

    def fits(self, code: str) -> bool:
        """Tell whether a code conforms to standard, list and expression."""
        if self.fault is not None and self.fault(code) is not None:
            return False
        return (self.unlisted or self._is_listed(code)) and (self.pattern is None or self._is_matched(code))

    def _is_listed(self, code: str) -> bool:
        allowed = self.spec.allowed
        return allowed is None or code in allowed or bool(self.spec.prefixes and code.startswith(self.spec.prefixes))

    def _is_matched(self, code: str) -> bool:
        return self.pattern is None or (len(code) <= LONGEST and self.pattern.fullmatch(code) is not None)

    def _judged(self, stored: object, code: str) -> Verdict | None:
        if stored is None and self.fits(code):
            return None
        written = miswritten(stored, code, self.fits, self.lengths)
        if written is not None:
            only_ends = Severity.INFO if written.code == code else None
            zh, en = (f"，应写作 {written.code}", f", write {written.code}") if written.code else ("", "")
            why = Text(written.what.zh + zh, written.what.en + en)
            return Verdict(codes.MISWRITTEN, why, SHOWN if written.code else AGAIN, only_ends, written.what.zh)
        return None if stored is not None and self.fits(code) else self._wrong(code)

    def _wrong(self, code: str) -> Verdict:
        fault = self.standard.fault(code) if self.standard else None
        if fault is not None:
            return Verdict(codes.CHECK_CHARACTER if fault.expected else codes.MALFORMED, fault.why)
        if not self._is_listed(code):
            return Verdict(codes.NOT_LISTED, self._unlisted(code))
        if len(code) > LONGEST:
            return Verdict(codes.NOT_MATCHED, Text(f"超过 {LONGEST} 个字符", f"it has more than {LONGEST} characters"))
        return Verdict(
            codes.NOT_MATCHED, Text(f"与 {self.spec.pattern} 不符", f"it does not match {self.spec.pattern}")
        )

    def _unlisted(self, code: str) -> Text:
        allowed = sorted(self.spec.allowed or ())
        near = get_close_matches(code, allowed, n=1, cutoff=0.7) if len(allowed) <= COMPARED else []
        zh, en = (f"，最接近的是 {near[0]}", f"; the nearest is {near[0]}") if near else ("", "")
        where = self.spec.source
        there = Text(f" {where} ", where) if where else Text("所列代码", "the codes listed")
        return Text(f"不在{there.zh}中{zh}", f"it is not in {there.en}{en}")


def plain(value: object) -> str:
    """Return a code as text: 3720.0 is 3720, a number of 18 figures is written out.

    >>> plain(3720.0), plain(" A1"), plain(None), plain(9.1e17)
    ('3720', 'A1', '', '910000000000000000')
    """
    if isinstance(value, float) and value.is_integer():
        return f"{value:.0f}"
    return "" if value is None else str(value).strip()
