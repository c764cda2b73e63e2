"""Why a printed relation is not understood, in both languages."""

from __future__ import annotations

from fzplan.diagnostics import Text

SIGN = Text("比较符号（= ≠ < ≤ > ≥）", "a sign of comparison (= ≠ < ≤ > ≥)")
OPERAND = Text("代码、名称或数", "a code, a name or a number")
ODD_NUMBER = Text("“{0}”不明是序号还是数", "“{0}” may be a number of the list, or a figure")
DOUBTFUL = Text("“{0}、”不明是序号还是代码", "“{0}、” may be a number of the list, or a code")
COMMA = Text("“则”后面的逗号不明是“且”还是另一条关系", "a comma behind 则 may mean “and”, or begin another relation")
RUN_ENDS = Text("“至”的两端应是代码", "a run has a code at each end")
TOO_DEEP = Text("括号层数太多", "too many brackets in each other")
SEVERAL = Text("该代码对应几个指标", "it is the code of several")
NO_TABLE = Text("没有用 --table 说明这张表是哪个表式", "--table does not say which form that table is")
NO_FORM = Text("没有用 --form 或 --table 指明表式", "no form was named by --form or --table")
PART_OF_YEAR = Text(
    "要与同年的上期相比，而审核关系只能写 @-1（上年）",
    "it asks for an earlier period of a year, and a check can only ask for earlier years (@-1)",
)
TWO_LISTS = Text(
    "两边都是“、”列举，不明怎样配对", "both sides list several with 、: it is not said which goes with which"
)
LIST_IN_CONDITION = Text(
    "条件里用“、”列举，不明是逐个还是全部",
    "a list with 、 in a condition: it is not said whether each is meant, or all",
)
BLOCKS_DIFFER = Text("两边的区域大小不同", "the two blocks differ in size")
NO_BLOCK = Text("不是一块单元格，或太大", "it is no block of cells, or too large")
NO_RUN = Text("“至”的两端之间没有代码", "there are no codes between the two ends of the run")
SUM_OR_EACH = Text("不明“至”是合计还是逐个", "it is not said whether the run means its sum, or each of it")
CONVERSION = Text(
    "乘除的 {0} 像是单位换算，而公式自己换算单位，请照意思另写",
    "the factor {0} looks like a conversion of units, which formulas make by themselves: write it anew",
)
