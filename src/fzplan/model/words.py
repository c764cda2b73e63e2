"""The words of results in both languages: verdicts, outlooks, states, qualities, editions, natures, kinds, reasons.

In: codes. Out: `Text` pairs. Codes never change with the language or with a plan's `labels:`; words do.
Sources: docs/spec/verdicts.md (verdicts, reasons), SDMX CL_OBS_STATUS. May import: diagnostics, periods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan import periods
from fzplan.diagnostics import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang
    from fzplan.model.results import Why

VERDICTS = {
    "achieved_early": Text("提前实现", "achieved early"),
    "ahead": Text("快于预期", "ahead"),
    "on_track": Text("符合预期", "on track"),
    "behind": Text("滞后", "behind"),
    "achieved": Text("已完成", "achieved"),
    "missed": Text("未完成", "missed"),
    "not_assessable": Text("无法评估", "not assessable"),
    "monitored": Text("监测", "monitored"),
}
OUTLOOKS = {
    "likely": Text("预计可完成", "likely"),
    "effort": Text("需加力", "needs effort"),
    "unlikely": Text("难以完成", "unlikely"),
}
PATHS = {"linear": Text("线性", "linear"), "geometric": Text("等速", "geometric")}
STATES = {
    "done": Text("已完成", "done"),
    "open": Text("推进中", "in progress"),
    "overdue": Text("逾期", "overdue"),
    "not_reported": Text("未报送", "not reported"),
}
QUALITIES = {
    "published": Text("公布数", "published"),
    "provisional": Text("快报数", "provisional"),
    "unconfirmed": Text("未核实数", "unconfirmed"),
    "implied": Text("推算数", "implied"),
    "illustrative": Text("示例数据", "illustrative"),
    "assumed": Text("测算数", "assumed"),
}
MARKS = {"provisional": "*", "unconfirmed": "?", "implied": "#", "illustrative": "※", "assumed": "§"}
"""The sign behind a figure of any quality but the first."""

BANNERS = {
    "illustrative": Text("示例数据，非统计资料，不得引用", "ILLUSTRATIVE DATA — not official statistics, do not quote"),
    "assumed": Text("测算，非统计数据", "WHAT-IF RESULT — not statistical data"),
}
"""What stands over a report that shows figures of that quality."""

EDITIONS = {
    "预计": Text("预计数", "forecast"),
    "快报": Text("快报数", "flash"),
    "年报": Text("年报数", "annual return"),
    "最终核实": Text("最终核实数", "final"),
    "普查修订": Text("普查修订数", "census revision"),
}
NATURES = {"binding": Text("约束性", "binding"), "expected": Text("预期性", "expected")}
KINDS = {
    "reach": Text("达到水平", "reach a level"),
    "range": Text("区间", "range"),
    "each": Text("每年", "every year"),
    "total": Text("累计", "total over the span"),
    "growth": Text("年均增长", "average growth"),
    "change": Text("变动幅度", "change from the base"),
    "multiple": Text("倍数", "multiple of the base"),
    "direction": Text("方向", "direction"),
    "match": Text("与另一指标相当", "in step with another"),
    "monitor": Text("监测", "monitored"),
}
STATUSES = {
    "A": Text("正常", "normal"),
    "E": Text("估计", "estimated"),
    "F": Text("预测", "forecast"),
    "P": Text("初步", "provisional"),
    "B": Text("口径中断", "break in the series"),
    "D": Text("定义不同", "definition differs"),
    "L": Text("已调查未提供", "collected but not available"),
    "M": Text("不可能存在", "cannot exist"),
    "O": Text("缺失", "missing"),
    "N": Text("不足最小单位", "not significant"),
    "Q": Text("不予公布", "suppressed"),
}
WHY = {
    "single_point": Text("只有一个年度数据", "only one year of data"),
    "base_zero": Text("基期为零", "the base is zero"),
    "base_negative": Text("基期为负，增速无意义", "the base is negative: a growth rate would mean nothing"),
    "target_zero": Text("目标为零，按线性方法计算", "the target is zero: the linear method is used"),
    "sign_change": Text("基期与目标符号相反", "base and target have opposite signs"),
    "base_already_met": Text("基期已达目标，按保持类评价", "the base already meets the target: judged as kept"),
    "base_beyond_target": Text("基期已超过目标", "the base is beyond the target"),
    "last_full_year": Text(
        "年度未满，按{year}年全年数评价", "the year is not over: judged on {year}, the last complete one"
    ),
    "target_past": Text("目标年份已过", "the target year is past"),
    "base_year_substituted": Text("以{year}年代替基期", "{year} stands in for the base year"),
    "base_revised": Text(
        "基期数已修订，按规划公布数评价（按修订数{revised}为“{verdict}”）",
        "the base was revised; judged by the printed one (by the revised {revised}: {verdict})",
    ),
    "not_comparable": Text("口径调整{because}，不可比", "the definition changed{because}: not comparable"),
    "missing_input": Text("缺{name}{period}数据", "{name} of {period} is missing"),
    "not_due": Text("尚未到发布时间", "not yet due"),
    "no_number": Text("规划未提出数值", "the plan states no number"),
    "path_sensitive": Text(
        "线性与等速口径判定不同（按{path}为“{verdict}”）",
        "linear and geometric paths give different verdicts (by the {path} one: {verdict})",
    ),
    "slipping": Text("较上年回落", "slipped since last year"),
    "above_range": Text("超过区间上限", "above the top of the range"),
    "flat": Text("与{year}年持平", "unchanged since {year}"),
    "direction_only": Text(
        "方向与规划一致；方向性指标，不判定完成", "moved the planned way; a direction is never completed"
    ),
    "milestone_missed": Text("{year}年阶段目标未达到", "the milestone of {year} was missed"),
    "proxy": Text("以替代指标反映", "a stand-in for the planned indicator"),
    "amended": Text("目标自{since}年起已调整", "the target was amended from {since} on"),
    "dropped": Text("任务已调整，不纳入评估", "the task was adjusted or dropped: not assessed"),
    "source_fault": Text("原方法如此：状态与得分不一致", "as the published method has it: status and score disagree"),
    "too_few_years": Text("连续年度数据不足", "too few consecutive years"),
    "method_not_applicable": Text("该方法不适用于此类目标", "the method does not apply to this kind of target"),
    "nominal": Text(
        "名义增速：按两次公布的数计算，统计范围可能不同",
        "nominal growth: over two published figures, whose coverage may differ",
    ),
    "provisional": Text("依据快报数", "rests on flash figures"),
    "not_reported": Text("未报送", "not reported"),
    "printed_not_computed": Text(
        "缺{name}{period}数据，取报表所载数", "{name} of {period} is missing: the printed figure is used"
    ),
    "faulty_formula": Text("公式有误（{rule}，{place}），无法计算", "its formula is faulty ({rule} at {place})"),
    "no_span": Text("年数不足，算不出速度", "too short a span for a rate"),
    "total_has_no_rank": Text("合计不参加排名", "a total has no rank"),
    "implied": Text(
        "推算数：未公布，由所载结果反推，不参与计算",
        "implied: unpublished, taken back from the printed result, used nowhere",
    ),
    "zero_denominator": Text("分母{name}为零", "the denominator {name} is zero"),
    "negative_base": Text("{name}为负，不能乘方", "{name} is negative: it has no such power"),
    "not_additive": Text("{name}不能在成员间相加", "{name} does not add over members"),
    "not_a_number": Text("{name}算不出数", "{name} gives no number"),
    "total_only": Text("{name}只有合计，没有分组数", "only the total of {name} is known, not its members"),
    "members_only": Text(
        '{name}{period}只有分{of}的数，没有合计；能相加的写 formula: "{formula}"',
        '{name} of {period} is known by {of} only, not in total; what adds up is written formula: "{formula}"',
    ),
    "hole": Text("数列中间缺{year}年", "{year} is missing inside the series"),
    "year_unknown": Text(
        "{year}年无数据，不影响现在的判定", "no figure of {year}, which does not change the verdict now"
    ),
    "printed_span": Text(
        "缺逐年的数，取所印{span}年一段的数", "years are missing: the figure printed for {span} as a whole is used"
    ),
    "vintage": Text(
        "各年增速合用{published}以前公布的版次{editions}",
        "rates of several years together, as published until {published}{editions}",
    ),
    "withheld": Text("涉及个别填报单位，不予公布", "not published, to protect respondents"),
    "too_few": Text("填报单位过少", "too few respondents"),
    "dominated_p": Text("可据以估出最大一家的数（p% 规则）", "the largest respondent could be estimated (p%-rule)"),
    "dominated_nk": Text("少数几家占比过大（(n, k) 规则）", "a few respondents make most of it ((n, k)-rule)"),
    "complementary": Text(
        "防止与合计相减推出别的单位的数", "others could be worked out from it and the totals (complementary)"
    ),
}
"""Why a figure is missing or was substituted. Templates over the facts of a `Why`."""


CLAIM_VERDICTS = {
    "reproduces": Text("复算相符", "reproduces"),
    "truncation": Text("截尾相符", "only by truncation"),
    "other_definition": Text("换算法相符", "only by another definition"),
    "unit_slip": Text("单位疑误", "unit slip"),
    "fails": Text("不相符", "does not reproduce"),
    "nothing_printed": Text("推算，无印数", "derived, nothing printed"),
    "not_assessable": Text("无法复算", "not assessable"),
}
"""Verdicts of the audit of printed figures (docs/audit.md)."""

DEFINITIONS = {
    "declared": Text("所给公式", "as declared"),
    "arithmetic_mean": Text("简单平均", "arithmetic mean"),
    "periods+1": Text("多算一期", "one period more"),
    "periods-1": Text("少算一期", "one period less"),
    "base_year+1": Text("基期后推一年", "base one year later"),
    "base_year-1": Text("基期前推一年", "base one year earlier"),
    "truncated_input": Text("所用的数按截尾理解", "an input read as cut off"),
    "unit_slip": Text("改正单位", "unit corrected"),
}
"""The definitions that the audit tries."""


class _Facts(dict[str, object]):
    """Facts of a `Why`; one that is not there leaves no hole in the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def why(reason: Why, lang: Lang, labels: Mapping[str, str] | None = None) -> str:
    """Return the reason as words; a code without words is shown as the code. Verdicts in it are the plan's own words.

    >>> from fzplan.model.results import Why
    >>> why(Why("missing_input", (("name", "研发费用"), ("period", "2023"))), "zh")
    '缺研发费用2023年数据'
    """
    facts = _Facts({name: _fact(name, fact, lang, labels or {}) for name, fact in reason.facts})
    if facts.get("reason"):
        facts["because"] = f"（{facts['reason']}）" if lang == "zh" else f" ({facts['reason']})"
    return WHY[reason.code].of(lang).format_map(facts) if reason.code in WHY else reason.code


def _fact(name: str, fact: object, lang: Lang, labels: Mapping[str, str]) -> object:
    """Return a fact in the reader's language; a period (SDMX text) as people write it."""
    if isinstance(fact, Text):
        return fact.of(lang)
    if isinstance(fact, float):
        return f"{fact:.12g}"
    if name == "verdict":
        return verdict(str(fact), lang, labels)
    if name == "path":
        return PATHS[str(fact)].of(lang)
    period = periods.parse(str(fact)) if name == "period" else None
    return periods.words(period, lang) if period else fact


def verdict(code: str, lang: Lang, labels: Mapping[str, str] | None = None) -> str:
    """Return the word of a verdict, of an outlook or of a state; the plan's `labels:` come first."""
    if labels and code in labels:
        return labels[code]
    return (VERDICTS.get(code) or OUTLOOKS.get(code) or STATES[code]).of(lang)


IGNORED: dict[str, Text] = {
    "code_row": Text("表头下的列代码行（甲 乙 丙 1 2）", "row of column codes under the header (甲 乙 丙 1 2)"),
    "code_column": Text("行代码列", "column of row codes"),
    "serial": Text("序号", "running number"),
    "remark_column": Text("备注、原文等说明列", "column of remarks"),
    "title": Text("表前的标题、单位和填报信息", "title, unit and filing lines above the table"),
    "note": Text("表后的注释、说明和签署行", "notes and sign-off lines below the table"),
    "unknown_row": Text("行名不是已声明的名称", "row label that is no declared name"),
    "unknown_column": Text("列名不是已声明的名称", "column heading that is no declared name"),
    "derived": Text("由表中其他数算出的行或列（增长%、占比等）", "row or column computed from others (growth, share)"),
    "skipped": Text("表式写明不读（skip:）", "left aside by the form (skip:)"),
    "unit": Text("单位不符或不认识", "unit incompatible or unknown"),
    "no_period": Text("时期不明", "period unknown"),
    "daily": Text("逐日的数", "figure of a single day"),
    "doubtful": Text("读不出唯一的数，或是日期", "no one clear number, or a date"),
    "repeated": Text("同一个数在本表式中已经读过", "the same figure was already read by this form"),
    "unused_column": Text("表式没有用到的列", "column that the form does not use"),
    "unused_row": Text("不是记录的行（合计、空白名称）", "row that is no record (total, no name)"),
    "duplicate_row": Text("键重复的行", "row with a repeated key"),
    "task": Text("任务台账中的编号与日期", "numbers and dates of a task register"),
    "outside": Text("不在任何表内", "outside every table"),
    "unknown_name": Text("文件名或工作表名不是已声明的名称", "name of file or sheet that is no declared name"),
    "no_table": Text("该工作表中没有找到表式所述的表", "no table of the form was found on this sheet"),
    "other_sheet": Text("表式没有用到的工作表", "sheet that the form does not use"),
    "below_unit": Text("符号：不足最小单位（N）", "symbol: below the unit (N)"),
    "not_available": Text("符号：没有数（O）", "symbol: no number (O)"),
    "not_applicable": Text("符号：无该项（M）", "symbol: not applicable (M)"),
    "suppressed": Text("符号：不予公布（Q）", "symbol: suppressed (Q)"),
    "contested": Text("两处所印不同，都没有采用", "printed differently in two places, neither is used"),
    "copy": Text("重复的文件，只读一次", "a second copy of the file, read once"),
}
"""Why a number-like cell was left aside, in words; the codes are those of `Account.ignored`."""
MISSING: dict[str, Text] = {
    "below_unit": Text("不足最小单位", "less than half the unit"),
    "not_available": Text("没有数", "no number"),
    "not_applicable": Text("无该项", "not applicable"),
    "suppressed": Text("不予公布", "suppressed"),
}
"""What a symbol in the place of a number means, in words."""
