"""What brackets behind a name may say that makes it another figure: 从业人员（女）, 总收入（增速）, 总收入（2022年）.

Units and other remarks (（亿元）, （不含税）, （年末）) leave the name what it is.
In: a `Label` and the plan's names. Out: whether its bracket narrows it, or to which interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.regex import regex
from fzplan.returns import times
from fzplan.returns.labels import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.returns.labels import Label, Vocabulary

_LESS = regex(r"^(?:不含|不包括|不计|扣除|剔除|除|仅)")
"""What leaves a part out, or all but a part: 合计（不含东区）."""
_SAME = frozenset({"current", "year", "whole", "to_date", "month", "quarter"})
"""Words of the return's own period: 从业人员（年末）, 总收入（本月）."""


def narrows(label: Label, own: Vocabulary, others: Iterable[Vocabulary]) -> bool:
    """Tell whether the bracket names a part, another period, or a figure computed from this one.

    `own` are the names of the label's kind, `others` those of the other kinds.

    >>> from fzplan.returns.labels import Vocabulary
    >>> own, sexes = Vocabulary({"从业人员": "从业人员", "女性": "女性"}), Vocabulary({"女": "女"})
    >>> [narrows(read(f"从业人员（{b}）"), own, [sexes]) for b in ("女", "女性", "其中：党员", "增速", "2022年")]
    [True, True, True, True, True]
    >>> [narrows(read(f"从业人员（{b}）"), own, [sexes]) for b in ("人", "年末", "不含劳务派遣", "从业人员")]
    [False, False, False, False]
    """
    if not label.bracket:
        return False
    said = read(label.bracket)
    if said.child or times.derived(said.text) or said.text.startswith("占"):
        return True
    reading = times.read(said.text)
    if reading is not None:
        return reading.period is not None or bool(reading.lag) or reading.relative not in _SAME
    mine, name = own.find(label.text), _LESS.sub("", said.text)
    named = own.find(name)
    return (named is not None and named != mine) or any(name in other for other in others)


def interval(label: Label) -> str:
    """Return ``to_date`` where the bracket says 累计: 总收入（本年累计） in a column of June is January to June."""
    reading = times.read(label.bracket) if label.bracket else None
    return "to_date" if reading is not None and reading.relative == "to_date" and not reading.lag else ""
