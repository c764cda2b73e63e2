"""Findings about the plan's own rules: told twice, against each other, implied, idle, never evaluable."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

DUPLICATE = Rule(
    "FZ640",
    "duplicate-check",
    Severity.VERIFY,
    says=Text("审核关系 {check} 与 {other} 是同一条：{relation}", "check {check} is the same as {other}: {relation}"),
    mend=Text(
        "留一条（级别高的一条），删去另一条；本应是另一条关系的，请改正。",
        "keep one of them (the one of the higher level), or correct the one that was meant to be another relation.",
    ),
    page=Text(
        "两条关系移项、换边、换算单位之后相同，容差也相同：同一处错误会报两次。容差不同的两条不算重复"
        "（如强制 5%、核实 1%）。",
        "Two relations are the same after terms are moved, sides swapped and units converted, with the same tolerance: "
        "one mistake would be told twice. Two that differ in their tolerance (5% an error, 1% to be verified) are no "
        "duplicates.",
    ),
)
CONTRADICT = Rule(
    "FZ641",
    "checks-contradict",
    Severity.ERROR,
    says=Text(
        "审核关系 {check}（{relation}）与 {others}矛盾：没有任何数能同时满足",
        "check {check} ({relation}) contradicts {others}: no figures can satisfy all of them",
    ),
    mend=Text(
        "核对这几条关系的方向和数值，改正写错的一条。", "look at the signs and numbers of these rules, and correct one."
    ),
    page=Text(
        "几条关系放在一起没有解，如 甲 < 乙 与 甲 > 乙，甲 ≤ 3 与 甲 ≥ 5，或 甲 < 乙、乙 < 丙、丙 < 甲："
        "无论怎样填报都通不过。"
        "判断的方法是差分约束图里的负环，只用线性的比较，相对容差（1%）的关系不参加判断；"
        "带“若”的关系只与条件相同的关系比。其中有一条不是强制的，矛盾只作核实。",
        "Together the rules have no solution, as a < b with a > b, a ≤ 3 with a ≥ 5, or a < b, b < c and c < a: no "
        "return could pass. The method is a negative cycle in the graph of difference constraints; only linear "
        "comparisons take part, those with a relative tolerance (1%) do not, and a rule with a condition is held "
        "against rules of the same condition. Where one of them is below error, the finding is to be verified.",
    ),
)
IMPLIED = Rule(
    "FZ642",
    "check-implied",
    Severity.INFO,
    says=Text(
        "审核关系 {check}（{relation}）已由 {others}推出",
        "check {check} ({relation}) follows from {others}",
    ),
    mend=Text(
        "不需要单独提示的可以删去；为在其他数缺报时也能审核而保留的，不必处理。",
        "remove it, unless it is kept for places where the other figures are not reported.",
    ),
    page=Text(
        "其他关系成立时这条必定成立（如 甲 ≤ 乙、乙 ≤ 丙 推出 甲 ≤ 丙）。只与级别不低于它、容差不大于它的关系比。",
        "The rule holds wherever the others do, as a ≤ c follows from a ≤ b and b ≤ c. Only rules of at least its "
        "level and no wider tolerance are taken.",
    ),
)
IDLE = Rule(
    "FZ643",
    "check-decides-nothing",
    Severity.VERIFY,
    says=Text(
        "审核关系 {check}（{relation}）无论填什么都通过：{reason}",
        "check {check} ({relation}) passes whatever is reported: {reason}",
    ),
    mend=Text("改正写错的名称或数值，或删去这一条。", "correct the name or number that is wrong, or remove the rule."),
    page=Text(
        "两边相同（甲 ≤ 甲）、只有常数（1 ≤ 2）、条件不可能成立、或结论就是条件的一部分，这样的关系什么也审核不了。",
        "Equal sides (a ≤ a), constants alone (1 ≤ 2), a condition that cannot be true, or a conclusion that the "
        "condition says already: such a rule decides nothing.",
    ),
)
NEVER = Rule(
    "FZ644",
    "check-never-holds",
    Severity.ERROR,
    says=Text(
        "审核关系 {check}（{relation}）无论填什么都不通过",
        "check {check} ({relation}) fails whatever is reported",
    ),
    mend=Text("改正写错的符号、名称或数值。", "correct the sign, the name or the number that is wrong."),
    page=Text(
        "一条关系自身就没有解（甲 < 甲，甲 < 乙 且 甲 > 乙，1 > 2）：任何报表都通不过。",
        "A rule without a solution of its own (a < a, a < b and a > b, 1 > 2): no return could pass it.",
    ),
)
UNGIVEN = Rule(
    "FZ650",
    "check-without-source",
    Severity.VERIFY,
    says=Text(
        "审核关系 {check} 永远无法审核：没有任何表式给出 {names}",
        "check {check} can never be evaluated: no form gives {names}",
    ),
    mend=Text(
        "在 forms: 里写明哪个表式给出它，或改正审核关系里的名称。",
        "declare the form that gives it in `forms:`, or correct the name in the check.",
    ),
    page=Text(
        "关系涉及的数，没有一个表式会读到：表式的行列都不是指标名称，names:、fixed:、aggregate: 里也没有它。"
        "没有任何表式的规划文件（正在起草）不提。",
        "No form can read the figure: none of its rows or columns are names of measures, and `names:`, `fixed:` and "
        "`aggregate:` do not have it. A plan file without forms is one being begun and not told of.",
    ),
)
