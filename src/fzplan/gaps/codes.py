"""Findings of this room: methods that do not exist, and bases that nobody reports."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

UNKNOWN_METHOD = Rule(
    "FZ730",
    "unknown-method",
    Severity.ERROR,
    says=Text("没有名为“{found}”的评价方法", "there is no method named '{found}'"),
    mend=Text("可用的方法：{known}", "the methods are: {known}"),
    page=Text(
        "--method 只接受 docs/methods.md 中列出的方法；默认的 plan-linear（序时进度法）总在，不必写。",
        "`--method` takes the methods listed in docs/methods.en.md; the default, plan-linear, is always "
        "there and need not be named.",
    ),
)
NO_BASE = Rule(
    "FZ731",
    "base-missing",
    Severity.VERIFY,
    says=Text(
        "目标 {target} 没有基期值：{year}年的“{indicator}”没有数据",
        "target {target} has no base: '{indicator}' has no data in {year}",
    ),
    mend=Text(
        "补报 {year}年的数据，或在规划文件中写 baseline: {{year: {year}, value: …}}。",
        "report {year}, or write `baseline: {{year: {year}, value: …}}` in the plan file.",
    ),
    page=Text(
        "完成进度和应完成值从基期算起；没有基期，未达到目标时只能是“无法评估”。"
        "基期之后有数据时，以最早的一年代替并注明（base_year_substituted）。",
        "Progress and the planned value are counted from the base; without one, a target that is not yet met cannot be "
        "assessed. Where a later year has data, the first of them stands in and is named (base_year_substituted).",
    ),
)
