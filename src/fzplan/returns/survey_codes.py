"""Rules of what `init` and `inspect` look for in a workbook (FZ360–FZ364)."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_INDICATOR_TABLE = Rule(
    "FZ360",
    "no-indicator-table",
    Severity.ERROR,
    says=Text("没有找到规划指标表", "no table of indicators and goals was found"),
    mend=Text(
        "表头应有“指标”列和“目标”列（或“2025年”列），最好还有类别、单位、基期、属性、公式、责任单位。",
        "its header should have columns 指标 and 目标 (or 2025年), better also 类别, 单位, 基期, 属性, 公式, 责任单位.",
    ),
    page=Text(
        "fzplan init --targets 按表头的文字认规划指标表，表头前可以有标题，类别可以是合并单元格或单独一行。",
        "`fzplan init --targets` knows the table of a plan's indicators by the words of its header. A title may stand "
        "above it; categories may be merged cells or rows of their own.",
    ),
)
