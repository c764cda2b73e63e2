"""Findings about targets, made when the plan is loaded."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

AGAINST_DIRECTION = Rule(
    "FZ701",
    "comparator-against-direction",
    Severity.ERROR,
    says=Text(
        "目标“{target}”写的是 {comparison}，却又声明 better: {better}",
        "the target “{target}” says {comparison} and yet `better: {better}`",
    ),
    mend=Text(
        "改正其中一处；一般不必写 better:，由比较词得出。",
        "mend one of them; `better:` is rarely needed, for it follows from the comparison.",
    ),
    page=Text(
        "“不低于”意味着越高越好，“不超过”意味着越低越好；互相矛盾时任何判定都会有一半人认为反了。",
        "At least means the more the better, at most the less the better; a contradiction would turn every "
        "verdict around.",
    ),
)
NO_COMPARISON = Rule(
    "FZ702",
    "no-comparison",
    Severity.ERROR,
    says=Text("目标“{target}”没有写要达到什么", "the target “{target}” does not say what is to be reached"),
    mend=Text(
        "不低于 400 写 at_least: 400，不超过写 at_most:，区间写 between: [3, 4]，规划没有数的写 monitor: 原因；"
        "可写的还有：{known}。",
        "not below 400 is `at_least: 400`, not above `at_most:`, a range `between: [3, 4]`; where the plan has no "
        "number, `monitor:` and why. The words are {known}.",
    ),
    page=Text(
        "一个目标有一个比较、一个时间；类别由此推出，不用写。",
        "A target has one comparison and one time; its kind follows from them and is never written.",
    ),
)
SEVERAL_COMPARISONS = Rule(
    "FZ703",
    "several-comparisons",
    Severity.ERROR,
    says=Text(
        "目标“{target}”同时写了 {first} 和 {second}",
        "the target “{target}” has both {first} and {second}",
    ),
    mend=Text(
        "区间写 between: [低, 高]；两个要求分成两个目标（targets:）。",
        "write a range as `between: [low, high]`; split two demands into two targets (`targets:`).",
    ),
    page=Text(
        "一个目标只能有一个比较，否则“完成”没有确定的意思。",
        "A target has one comparison, or “met” has no definite meaning.",
    ),
)
NO_TIME = Rule(
    "FZ704",
    "no-time",
    Severity.ERROR,
    says=Text("目标“{target}”没有写时间", "the target “{target}” has no time"),
    mend=Text(
        "到某年写 by: 2025；每年都要写 each: 2021-2025；整个时期写 over: 2021-2025。",
        "write `by: 2025` for a year, `each: 2021-2025` for every year, `over: 2021-2025` for a whole span.",
    ),
    page=Text(
        "没有时间就没有序时进度，也不知道何时算未完成。",
        "Without a time there is no time share and no day on which it is missed.",
    ),
)
SEVERAL_TIMES = Rule(
    "FZ705",
    "several-times",
    Severity.ERROR,
    says=Text(
        "目标“{target}”同时写了 {first} 和 {second}",
        "the target “{target}” has both {first} and {second}",
    ),
    mend=Text("只留一个；中间年份的要求写 milestones:。", "keep one; demands of years between go to `milestones:`."),
    page=Text(
        "by 是到那一年，each 是每一年，over 是整个时期，只能是其中之一。",
        "`by` is that year, `each` every year, `over` the whole span: one of them.",
    ),
)
WRONG_COMBINATION = Rule(
    "FZ706",
    "wrong-kind-of-target",
    Severity.ERROR,
    says=Text(
        "目标“{target}”的 {found} 不能合成一种目标",
        "{found} of the target “{target}” do not make a kind of target",
    ),
    mend=Text("{hint}。", "{hint}."),
    page=Text(
        "可用的搭配：比较词 + by（到期达到）、+ each（每年）、of: total + over（累计）、of: growth + over（年"
        "均增速）、rise_by / fall_by + by 或 over、times / doublings + by、direction + over、near + within、"
        "monitor。",
        "Combinations: a comparison with by (reach) or each; of: total or of: growth with over; rise_by / "
        "fall_by with by or over; times / doublings with by; direction with over; near with within; monitor "
        "alone.",
    ),
)
BAD_NUMBER = Rule(
    "FZ707",
    "bad-number",
    Severity.ERROR,
    says=Text("{key}: 后的“{found}”不是数：{reason}", "“{found}” after `{key}:` is not a number: {reason}"),
    mend=Text(
        "写数（按指标的单位 {unit}）、带单位的数（如 39.9亿元、6%），或加引号的公式。",
        "write a number (in the indicator's unit {unit}), a number with its unit (39.9亿元, 6%), or a "
        "formula in quotes.",
    ),
    page=Text(
        "数可以写全角、千分位逗号；单位可以不同，但量纲要相同。",
        "Full-width digits and thousands commas are read; the unit may differ, its dimension may not.",
    ),
)
BOUND_UNIT = Rule(
    "FZ708",
    "target-unit",
    Severity.ERROR,
    says=Text(
        "{key}: {found} 的单位与所需的“{unit}”不能换算",
        "the unit of `{key}: {found}` cannot be converted to {unit}",
    ),
    mend=Text("{hint}。", "{hint}."),
    page=Text(
        "目标与指标要能比较：亿元与万元可以换算，亿元与人不能；% 与百分点不混用。",
        "A target must be comparable with its indicator: 亿元 and 万元 convert, 亿元 and 人 do not; % and 百"
        "分点 are never mixed.",
    ),
)
REVERSED = Rule(
    "FZ709",
    "range-reversed",
    Severity.ERROR,
    says=Text(
        "区间的低端 {low} 不小于高端 {high}",
        "the low end {low} of the range is not below its high end {high}",
    ),
    mend=Text(
        "写成 between: [低, 高]；只有一个数时用 at_least: 之类。",
        "write `between: [low, high]`; with one number use `at_least:` or the like.",
    ),
    page=Text(
        "区间的低端是及格线，两端相等或颠倒时判定没有意义。",
        "The low end is the pass mark; equal or reversed ends have no meaning.",
    ),
)
OUTSIDE_PLAN = Rule(
    "FZ710",
    "target-outside-plan",
    Severity.VERIFY,
    says=Text(
        "目标“{target}”的时间 {found} 不在规划期 {span} 之内",
        "the time {found} of the target “{target}” is not within the plan's span {span}",
    ),
    mend=Text(
        "核对年份；远期目标或上期目标可以保留。",
        "check the year; a long-range target or one of the last plan may stay.",
    ),
    page=Text(
        "多半是年份写错；远景目标（如 2035 年）也会有此提示，判定照常。",
        "Mostly a slip; a long-range target (2035) is told as well and judged as usual.",
    ),
)
BAD_YEAR = Rule(
    "FZ711",
    "bad-year",
    Severity.ERROR,
    says=Text("{key}: 的“{found}”不是所需的{expected}", "“{found}” after `{key}:` is not {expected}"),
    mend=Text(
        "一年写 2025，一段写 2021-2025（先早后晚）。",
        "write a year as 2025, a span as 2021-2025 (earlier first).",
    ),
    page=Text(
        "目标按整年判定；by: 后是一年，each: 与 over: 后是一段。",
        "Targets are judged by whole years: one year after `by:`, a span after `each:` and `over:`.",
    ),
)
NO_EFFECT = Rule(
    "FZ712",
    "option-without-effect",
    Severity.ERROR,
    says=Text("{option}: 对这类目标（{kind}）不起作用", "`{option}:` has no effect on this kind of target ({kind})"),
    mend=Text("删去它；{option}: 只用于 {use}。", "remove it; `{option}:` is only for {use}."),
    page=Text(
        "写了却不起作用的选项会让人误以为已按它判定。",
        "An option that does nothing lets people believe that it was applied.",
    ),
)
DUPLICATE_TARGET = Rule(
    "FZ713",
    "duplicate-target",
    Severity.ERROR,
    says=Text("目标 id “{id}”用了两次", "the target id “{id}” is used twice"),
    mend=Text(
        "换一个 id；同一指标有几个目标时都要写 id:。",
        "choose another; where an indicator has several targets each needs an `id:`.",
    ),
    page=Text(
        "报告、JSON 和 explain 都按 id 指认目标。没有写 id: 时用指标的名称。",
        "Reports, JSON and explain go by the id. Without `id:` it is the indicator's name.",
    ),
)
YEAR_OUTSIDE = Rule(
    "FZ714",
    "year-outside-target",
    Severity.ERROR,
    says=Text(
        "{key}: 的 {year} 年不在目标的 {span} 之内",
        "the year {year} of `{key}:` is not within {span} of the target",
    ),
    mend=Text("核对年份。", "check the year."),
    page=Text(
        "路径与阶段目标的年份应在目标自己的时间之内，否则用不上。",
        "Years of a path or a milestone lie within the target's own time, or they are never used.",
    ),
)
BASE_AFTER = Rule(
    "FZ715",
    "baseline-not-before",
    Severity.ERROR,
    says=Text(
        "目标“{target}”的基期 {base} 不早于 {first}",
        "the base year {base} of the target “{target}” is not before {first}",
    ),
    mend=Text("改 baseline: 或目标的时间。", "change `baseline:` or the time of the target."),
    page=Text(
        "进度从基期算起，基期必须早于目标时间的第一年（by: 的目标早于那一年）。",
        "Progress counts from the base, which lies before the first year judged (for `by:`, before that year).",
    ),
)
NEEDS = Rule(
    "FZ716",
    "target-lacks-option",
    Severity.ERROR,
    says=Text("目标“{target}”有 {has}: 却没有 {needs}:", "the target “{target}” has `{has}:` without `{needs}:`"),
    mend=Text("补上 {needs}:。", "add `{needs}:`."),
    page=Text(
        "near: 要说明允许相差多少（within:），没有默认值。",
        "`near:` needs the tolerance `within:`; there is no default.",
    ),
)
BAD_QUANTITY = Rule(
    "FZ717",
    "bad-quantity",
    Severity.ERROR,
    says=Text("“{found}”不是一个指标在某一年的数：{reason}", "“{found}” is not one figure of one year: {reason}"),
    mend=Text(
        "写成 总收入@2016、总收入[产业=航空航天]@2020 或 新增上市公司@2016-2020。",
        "write 总收入@2016, 总收入[产业=航空航天]@2020 or 新增上市公司@2016-2020.",
    ),
    page=Text(
        "implies: 和 given: 的键指明推算或给出的是哪个数：指标名，可选一个成员，再加年份；不写年份即基期。",
        "The keys of `implies:` and `given:` say which figure is implied or given: a name, possibly of one member, "
        "and its year; without a year it is that of the base year.",
    ),
)
