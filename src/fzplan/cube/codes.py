"""What can be wrong when observations are laid on the grid."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

KIND_NEEDED = Rule(
    "FZ501",
    "kind-needed",
    Severity.ERROR,
    says=Text(
        "“{name}” {years} 年只有分期数（{parts} 等），没有写 kind，不能合成全年数",
        "'{name}' has only parts of {years} ({parts} …), and without `kind:` they cannot be made a year",
    ),
    mend=Text(
        "在规划文件的“{name}”下写明 kind：flow 可以相加，average 取平均，stock 取期末；"
        "rate 和 ratio 不能由分期数合成，须报送全年数。",
        "state `kind:` of '{name}' in the plan file: flow adds up, average is averaged, stock takes the end; "
        "a rate or a ratio cannot be made of its parts, so return the figure of the year.",
    ),
    page=Text(
        "全年数只能取报表所载的十二个月数，或由恰好拼满全年的季度、月份合成；怎样合成取决于指标的性质。"
        "程序不猜：没有写 kind 的指标不合成。有全年数时不报。",
        "A year is the printed interval of twelve months, or parts that tile it exactly; how parts combine depends on "
        "what is measured, and is never guessed. Years that are printed themselves raise nothing.",
    ),
)
SET_UNKNOWN = Rule(
    "FZ502",
    "set-unknown",
    Severity.ERROR,
    says=Text("--set 中的“{name}”不能设定：{reason}", "'{name}' cannot be set with --set: {reason}"),
    mend=Text(
        "设定原始指标，或没有公式的指标；维度和成员须是规划文件中声明的。相近的名称：{nearest}",
        "set a measure, or an indicator without a formula, for declared dimensions and members. Close names: {nearest}",
    ),
    page=Text(
        "测算只替换原始数据；有公式的指标由公式重新算出，直接设定会使结果与来源脱节。",
        "A what-if replaces original figures; an indicator with a formula follows from them, and setting it directly "
        "would cut the result off from its sources.",
    ),
)
SET_UNIT = Rule(
    "FZ503",
    "set-unit",
    Severity.ERROR,
    says=Text(
        "--set 中“{name}”的单位“{found}”不能换算为{want}", "the unit '{found}' set for '{name}' cannot become {want}"
    ),
    mend=Text("用{want}，或可以换算为它的单位。", "use {want}, or a unit that converts to it."),
    page=Text(
        "测算值与报表数一样，先换算为规划文件中声明的单位；不写单位时按声明的单位。",
        "A figure set by hand is converted to the declared unit like any other; without a unit it is in that unit.",
    ),
)
SET_UNREADABLE = Rule(
    "FZ504",
    "set-unreadable",
    Severity.ERROR,
    says=Text("--set “{written}”读不懂：{reason}", "--set '{written}' cannot be read: {reason}"),
    mend=Text(
        "写成 总收入@2024=8200亿元，有分组的写成 总收入[产业=轨道交通]@2024=400亿元（整个放在引号里）；"
        "报告期写 2024、2024-06、2024-Q1 或 2024-S1，不写单位时按声明的单位。",
        "write 总收入@2024=8200亿元, or of a member 总收入[产业=轨道交通]@2024=400亿元 (all of it in quotes); "
        "a period is 2024, 2024-06, 2024-Q1 or 2024-S1; without a unit the figure is in the declared one.",
    ),
    page=Text(
        "测算在一次运行中替换若干个数，不改动任何文件；每个 --set 写一个数。"
        "名称和数按公式的写法读，因此全角符号、带单位的数都可以用，算式不可以。",
        "A what-if replaces some figures for one run and changes no file; each --set gives one figure. Name and figure "
        "are read as formulas are, so full-width signs and units will do, but arithmetic will not.",
    ),
)
