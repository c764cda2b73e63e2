"""Findings about worked examples: what an example gives and what the formula makes of it."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

EXAMPLE_FAILS = Rule(
    "FZ740",
    "example-fails",
    Severity.ERROR,
    says=Text(
        "算例应得 {expected}，按公式算得 {found}：{arithmetic}",
        "the example expects {expected}, and the formula gives {found}: {arithmetic}",
    ),
    mend=Text(
        "核对 {indicator} 的公式、所给的数和应得数；容许小差时写 tolerance:。",
        "check the formula of {indicator}, the given figures and the expected one; `tolerance:` allows a difference.",
    ),
    page=Text(
        "examples: 是统计人员自己的算例：给出已知数和应得数，程序按指标的公式重算。算得的数按应得数的小数位数修约后"
        "与它相等即为通过；写了 tolerance: 的，差的绝对值不超过它即为通过。每次 check 和 compute 都会重算，"
        "因此公式改错了当时就会发现。",
        "`examples:` are the statistician's own tests: given figures and what must come out, recomputed by the "
        "indicator's formula. The result passes when it equals the expected figure after rounding to its decimals, or, "
        "with `tolerance:`, when it differs by no more than that. They run with every `check` and `compute`, so a "
        "formula that was changed by mistake is found at once.",
    ),
)
EXAMPLE_UNUSABLE = Rule(
    "FZ741",
    "example-unusable",
    Severity.ERROR,
    says=Text("{indicator} 的算例不能用：{reason}", "the example of {indicator} cannot be used: {reason}"),
    mend=Text(
        "公式为 {formula}；given: 写它用到的数（不同年份写成 总收入@2020），单位能换算成所声明的单位。",
        "the formula is {formula}; `given:` states the figures it reads (of other years as 总收入@2020), in units that "
        "convert to the declared ones.",
    ),
    page=Text(
        "算例只能检验公式：指标要有公式，所给的数都要在公式里用到，公式用到的数都要给出；缺的数从不当作 0。"
        "没有写年份的数属于要算的那一年：year: 写明的年份，否则是所给年份中最晚的一年。",
        "An example tests a formula: the indicator has one, every given figure is read by it, and every figure it "
        "reads is given; a missing one is never taken for 0. A figure without a year belongs to the year computed: "
        "that of `year:`, else the latest year among the given figures.",
    ),
)
