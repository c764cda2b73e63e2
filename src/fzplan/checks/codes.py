"""What a check says: that a relation does not hold, that it can hardly hold, that it could not be evaluated."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

FAILS = Rule(
    "FZ600",
    "relation-fails",
    Severity.ERROR,
    says=Text(
        "{check} {where}{left}，应 {sign} {right}；差额 {difference}，允许差 {allowed}{words}{more}",
        "{check} {where}{left}, should be {sign} {right}; difference {difference}, allowed {allowed}{words}{more}",
    ),
    mend=Text(
        "核对所列各单元格，改正填错的数；数据属实的，请核对 checks: 中的 {check}。",
        "compare the cells listed and correct the wrong one; if all are right, look at {check} in `checks:`.",
    ),
    page=Text(
        "审核关系不成立：两边之差超过了各数修约误差的总和，没有任何真实的数能同时修约成表中各数。"
        "位置是被判定的数（合计或左边），“->”列出参与比较的其他数。级别由规划文件的 level 决定。"
        "参与比较的数缺报，或已有其他问题时，不在此报。",
        "A relation does not hold: its sides differ by more than all rounding errors together, so no true figures can "
        "have been rounded to those printed. The place is the figure that is judged (the total, or the left side); "
        "`->` lists the others. `level:` in the plan file gives the severity. Where a figure is missing, or another "
        "finding has made it unusable, nothing is told here.",
    ),
)
IMPLAUSIBLE = Rule(
    "FZ601",
    "relation-implausible",
    Severity.VERIFY,
    says=Text(
        "{check} {where}{left}，应 {sign} {right}；差额 {difference}，修约误差极少超过 {allowed}{words}{more}",
        "{check} {where}{left}, should be {sign} {right}; difference {difference}, "
        "which rounding hardly ever exceeds {allowed}{words}{more}",
    ),
    mend=Text(
        "核对所列各单元格；差额只由修约造成的，不必改。",
        "compare the cells listed; where rounding alone makes the difference, nothing is to be changed.",
    ),
    page=Text(
        "差额在各数修约误差的总和之内，但大于误差标准差的 4.17 倍：项数多时，误差几乎不会都偏向一边，"
        "多半是有一个数填错了。正确的表每百万行只有不到五十行落入这个范围，所以只作核实。",
        "The difference is within all rounding errors together, but beyond 4.17 of their standard deviations: with "
        "many terms the errors hardly ever all lie on one side, and mostly one figure is wrong. Of a million correct "
        "rows fewer than fifty fall into this band, so it is to be verified only.",
    ),
)
UNMET = Rule(
    "FZ602",
    "condition-fails",
    Severity.ERROR,
    says=Text(
        "{check} {where}不成立：{relation}，而{figures}{words}{more}",
        "{check} {where}does not hold: {relation}, with {figures}{words}{more}",
    ),
    mend=FAILS.mend,
    page=Text(
        "由 或、非、文字或代码构成的条件没有左右两边可比，只有成立与不成立；句中列出所涉及的数。有两边的比较见 FZ600。",
        "A condition of or, not, texts or codes has no two sides to compare: it holds or it does not. The figures it "
        "reads are listed. Comparisons of two sides are FZ600.",
    ),
)
NOT_EVALUABLE = Rule(
    "FZ603",
    "check-not-evaluable",
    Severity.INFO,
    says=Text(
        "审核关系 {check} 有 {count} 处无法审核（另有 {passed} 处通过、{failed} 处不通过）：{because}",
        "check {check} could not be evaluated everywhere (not evaluable {count}, passed {passed}, failed {failed}): "
        "{because}",
    ),
    mend=Text(
        "补报所缺的数，或先改正所指的问题；本来就不报的，可写 missing: skip。",
        "report what is missing, or mend the findings named first; what is never reported can have `missing: skip`.",
    ),
    page=Text(
        "审核有三种结果：通过、不通过、无法审核。只要有一个数缺报，或其单元格已有其他问题，就无法审核，"
        "既不算通过，也不另算错误；每条关系合并提示一次。"
        "missing: skip 不提缺报（单元格有问题的仍提），verify 作核实，error 作强制，zero 把缺报当 0。",
        "A check passes, fails or cannot be evaluated. Where a figure is missing, or its cell has another finding, it "
        "is not evaluable: no pass and no further error, told once a check. `missing: skip` does not tell of missing "
        "figures (cells with findings are still told), `verify` and `error` raise the severity, `zero` takes 0.",
    ),
)
NO_FIGURES = Rule(
    "FZ605",
    "check-without-figures",
    Severity.INFO,
    says=Text(
        "审核关系 {check} 一处也没有审核：没有读到它所涉及的任何数",
        "check {check} was not evaluated anywhere: none of its figures was read",
    ),
    mend=Text(
        "报表尚未报送的，报来后再审；本来就不报的，可写 missing: skip。",
        "it will be evaluated when the returns come in; what is never reported can have `missing: skip`.",
    ),
    page=Text(
        "没有数据的关系不能当作通过，所以提示一次。",
        "A check without any data has not passed, so it is told once.",
    ),
)
