"""Why a workbook cannot be marked: raised inside this package, one finding at the command."""

from __future__ import annotations

from fzplan.diagnostics import Text

OLD = Text("它是 Excel 97—2003 格式（.xls）或加了密码", "it is in the format of Excel 97-2003 (.xls) or has a password")
OTHER = Text("它不是 .xlsx 或 .xlsm 工作簿", "it is no .xlsx or .xlsm workbook")
LARGE = Text("展开后超过 {limit} MB", "it expands to more than {limit} MB")
MANY = Text("其中一个部分有 {most} 个以上的元素", "a part of it has more than {most} elements")
DAMAGED = Text("文件内部结构不合规范", "its inner structure does not follow the standard")


class UnmarkableError(ValueError):
    """The workbook cannot be marked, and why."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason
