"""What can be wrong with figures once they are put together: each finding names the cause once, not every victim."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

HOLE = Rule(
    "FZ511",
    "hole-in-series",
    Severity.VERIFY,
    says=Text(
        "“{name}”{members}缺 {years} 年，前后各年都有数",
        "'{name}'{members} has no figure for {years}, though before and after",
    ),
    mend=Text(
        "补报 {years} 年的数；确实没有的，与该年相比的增长和包含该年的累计无法评估。",
        "return the figures of {years}; without them growth from and to them and totals over them are not assessable.",
    ),
    page=Text(
        "年度数列以年为格，中间缺一年就是一个空洞：不内插、不跳过，隔年之比也不当作同比。"
        "只核对基期以后公式用到的数；固定不变的数（fixed）沿用到更新为止，没有空洞。",
        "Years are a grid and a missing one is a hole: it is neither interpolated nor skipped, and growth over two "
        "years is not growth on last year. Only figures that formulas use are looked at, from the base year on; a "
        "`fixed` figure holds until replaced and has no holes.",
    ),
)
ZERO = Rule(
    "FZ512",
    "zero-denominator",
    Severity.CONFIRM,
    says=Text("“{name}”{period} 的分母为零，无法计算{more}", "the denominator of '{name}' in {period} is zero{more}"),
    mend=Text(
        "核对分母的数：确为零的，该年不计算；没有报送的，单元格留空，不要填 0。",
        "check the denominator: if it truly is zero that year has no value; if it was not returned leave the cell "
        "empty, do not write 0.",
    ),
    page=Text(
        "除以零没有结果：该指标该年无法评估，不以零或极大的数代替。用 0 表示“没有报送”是常见的填报错误。",
        "A division by zero has no result: the value is not assessable and nothing stands in for it. Writing 0 for "
        "'not returned' is a frequent mistake.",
    ),
)
PRINTED_DIFFERS = Rule(
    "FZ513",
    "printed-differs",
    Severity.VERIFY,
    says=Text(
        "“{name}”{period} 报表所载为 {printed}{unit}，按公式计算为 {computed}{unit}",
        "'{name}' in {period} is printed as {printed} {unit}, the formula gives {computed} {unit}",
    ),
    mend=Text(
        "核对报表所载数和公式各分项的口径；采用的是计算值 {computed}。",
        "check the printed figure and what its inputs cover; the computed {computed} is the one used.",
    ),
    page=Text(
        "既有公式、报表又载有结果的指标，按所载的小数位比较：计算值修约后与所载数不同，才报本条。"
        "差异多因口径不同（如平均人数与期末人数）或分项已修订。",
        "Where a return prints an indicator that the plan computes, the two are compared at the printed decimals. A "
        "difference usually means another definition (average or year-end staff) or revised inputs.",
    ),
)
NEGATIVE_BASE = Rule(
    "FZ514",
    "negative-base",
    Severity.VERIFY,
    says=Text(
        "“{name}”{period} 的增速无法计算：起点或终点为零，或两端异号{more}",
        "the growth '{name}' in {period} cannot be computed: it starts or ends at zero, or the sign changes{more}",
    ),
    mend=Text(
        "核对起点和终点的数；可能为零或负的指标（如利润、新增家数）改用增减额，如 change()。",
        "check both figures; for what can be zero or negative (profit, new firms) state the change as an amount, "
        "as change() does.",
    ),
    page=Text(
        "增速是比值，年均增速是比值的方根：起点或终点为零、两端异号时没有意义，不以绝对值或极小的数代替。",
        "A growth rate is a ratio and an average one its root: from or to zero, or across a change of "
        "sign, it has no meaning, and neither an absolute value nor a tiny number stands in.",
    ),
)
NEGATIVE_SERIES = Rule(
    "FZ515",
    "growth-of-negatives",
    Severity.VERIFY,
    says=Text(
        "“{name}”{period} 的年均增速由两个负数算出，是其绝对值的增速",
        "the average growth '{name}' in {period} was taken between two negative figures: it is that of their sizes",
    ),
    mend=Text(
        "确认是否应这样表述（亏损扩大为正增速）；通常改用增减额，如 change()。",
        "make sure that this is meant (a growing loss grows); usually an amount says it better, as change() does.",
    ),
    page=Text(
        "两端都是负数时比值为正，年均增速算得出来，但方向容易读反：亏损由 100 扩大到 110，增速是 10%。",
        "Between two negative figures the ratio is positive and an average growth exists, but it is easily read the "
        "wrong way: a loss that grows from 100 to 110 grows by 10 %.",
    ),
)
