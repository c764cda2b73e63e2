"""Why a text is no unit."""

from __future__ import annotations

from fzplan.diagnostics import Text


class UnitError(ValueError):
    """A text that is no unit: `offset` points at the part (in the text as given) that was not understood."""

    def __init__(self, text: str, offset: int, reason: Text) -> None:
        super().__init__(f"{text}: {reason.en}")
        self.text = text
        self.offset = offset
        self.reason = reason


EMPTY = Text("单位为空", "the unit is empty")
TOO_LONG = Text("单位过长或括号过多", "the unit is too long or nested too deep")
INDEX_BASE = Text(
    "“上年=100”一类是指数的基数，不是计量单位；单位请写“1”或“%”",
    "“previous year = 100” is the base of an index, not a unit; write the unit as “1” or “%”",
)
UNEXPECTED = Text("此处不应有“{0}”", "“{0}” is not expected here")
BAD_EXPONENT = Text("“^”之后应是 -4 到 4 的整数", "after “^” a whole number from -4 to 4 is expected")
UNCLOSED = Text("括号没有配对", "this bracket is not closed")
MISSING_NAME = Text("此处缺少单位名称", "the name of a unit is missing here")
UNKNOWN = Text(
    "没有名为“{0}”的单位；可在规划文件的 units: 中声明",
    "there is no unit “{0}”; it can be declared in `units:` of the plan file",
)
UNKNOWN_NEAR = Text("没有名为“{0}”的单位；是否为 {1}？", "there is no unit “{0}”; did you mean {1}?")
DOUBLING = Text(
    "“番”不是计量单位：翻一番是原来的 2 倍；目标请写 doublings: 1",
    "“番” (a doubling) is not a unit: write `doublings: 1` in the target",
)
TAKEN = Text("“{0}”已是单位“{1}”，不能另有含义", "“{0}” is already the unit “{1}” and cannot mean something else")
BAD_FACTOR = Text("factor 应是大于 0 的数，现为“{0}”", "factor should be a number above 0, found “{0}”")
