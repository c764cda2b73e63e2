"""The finding about examples of checks: one that cannot be used as it is written."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

CASE_UNUSABLE = Rule(
    "FZ652",
    "check-example-unusable",
    Severity.ERROR,
    says=Text("审核关系 {check} 的算例不能用：{reason}", "the example of check {check} cannot be used: {reason}"),
    mend=Text(
        "算例写成 {{名称: 数}}，给出关系 {relation} 用到的数；上年的写成 收入@-1，另一表的写成 年报.收入。",
        "write {{name: figure}} for the figures that {relation} reads; of the year before income@-1, of another form "
        "annual.income.",
    ),
    page=Text(
        "算例的名称要是规划里的指标或该表式的字段，数的单位要能换算成所声明的。"
        "离群、修订、应报名单要看许多数，逐户记录的增幅和单位跳变要看上年的记录，这几类没有算例。",
        "The names of an example are measures of the plan or fields of the form, and its figures are in units that "
        "convert to the declared ones. Outliers, revisions and rosters are judged by many figures, growth and jumps "
        "of records by those of the year before: they take no examples.",
    ),
)
