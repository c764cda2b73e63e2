"""The file format of `targets.yaml` as pydantic models: the one source of checks, hover texts and the JSON Schema.

Loaded only when a plan is read or its schema is asked for. What a value MEANS (units, formulas, references) is
settled by the builders; here stands which keys there are and what shape they have. Without `annotations` from
`__future__`: pydantic would evaluate the texts of 150 types one by one, 4 ms of each start.
May import: plan.keys, pydantic.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from fzplan.model.plan import Kind
from fzplan.plan.checkformat import CheckFile
from fzplan.plan.disclosureformat import DisclosureFile
from fzplan.plan.formformat import ConnectionFile, FormFile
from fzplan.plan.keys import (
    ByYear,
    Figure,
    Number,
    Path,
    Scalar,
    Section,
    TextByYear,
    Texts,
    WholeYear,
    Year,
    Years,
    as_base,
    as_named,
    key,
)
from fzplan.plan.screenformat import ScreenFile


class HeadFile(Section):
    """plan: 规划的名称、基期、规划期和判定规则 · name, base, span and judging of the plan."""

    name: str = key("规划名称", "name of the plan", ...)
    short: str = key("简称，用于报表标题", "short name, for headings", "")
    baseline: WholeYear | None = key("基期年，默认为规划期前一年", "base year; default: the year before the span")
    span: Years = key("规划期，如 2021-2025", "years of the plan, such as 2021-2025", ...)
    rounding: Literal["half_up", "gb8170"] = key(
        "修约规则：half_up 四舍五入，gb8170 奇进偶舍",
        "rounding: half_up, or gb8170 (exact halves to the even digit)",
        "half_up",
    )
    judge: Literal["full_value", "rounded_value"] = key(
        "判定用 full_value 全数值，还是 rounded_value 修约值",
        "judge by the full value, or by the rounded one (GB/T 8170)",
        "full_value",
    )
    veto: bool = key(
        "约束性指标未完成时评分不计总分（一票否决），默认否",
        "a binding target that is not met withholds the total of the score; default: no",
        default=False,
    )
    lang: Literal["zh", "en"] = key(
        "报表语言：zh 中文，en 英文", "language of the reports: zh Chinese, en English", "zh"
    )
    source: str = key("规划文件的名称、文号、日期", "title, number and date of the plan document", "")
    office: str = key("编制单位，印在报表右上角", "the office that makes the reports, printed on them", "")
    notice: str = key(
        "印在表名下的字样，如 内部资料　未公布数据　注意保密",
        "printed under the title of the table, such as that it is internal",
        "",
    )
    sign: bool = key(
        "指标完成情况表末尾印签名行，默认是", "a line for signatures ends the gap table; default: yes", default=True
    )


class UnitFile(Section):
    """一个单位，有别的写法，或等于多少个别的单位 · a unit: its other names, or what it is a multiple of."""

    alias: Texts = key("其他写法", "other names", [])
    factor: Scalar = key("等于多少个 of 所写的单位", "how many of the unit in `of` it is")
    of: str | None = key("以哪个单位计", "the unit it is a multiple of")


class UnitsFile(Section, extra="allow"):
    """units: 本规划自己的单位；same: 可以混用的量词 · units of the plan's own."""

    __pydantic_extra__: dict[str, UnitFile | None]
    same: list[list[str]] = key(
        "可以混用的量词，如 [家, 个, 户]", "count words that may be mixed, such as [家, 个, 户]", []
    )


class MemberFile(Section):
    """members: 成员的英文名、别的写法和代码 · a member: its English label, other names and codes."""

    en: str = key("英文名", "English label", "")
    aliases: Texts = key("报表里的其他写法", "other names in the returns", [])
    codes: Texts = key("代码（前缀），如行业代码 3720", "codes or code prefixes, such as industry code 3720", [])


class DimensionFile(Section):
    """dimensions: 分组，如园区、产业 · ways of breaking figures down."""

    en: str = key("英文名", "English label", "")
    members: Annotated[
        dict[str, MemberFile],
        BeforeValidator(as_named, json_schema_input_type=list[str] | dict[str, MemberFile | None]),
    ] = key(
        "成员：名称的列表，或 名称: {aliases, codes, en}",
        "members: a list of names, or name: {aliases, codes, en}",
        ...,
    )
    groups: dict[str, list[str]] = key(
        "成员的合称，如 千亿: [轨道交通, 航空航天]", "groups of members by name: 千亿: [轨道交通, 航空航天]", {}
    )
    partition: bool = key("成员相加是否等于总计", "whether the members add up to the total", False)


class BreakFile(Section):
    """breaks: 口径变化，从这一年起是另一个数列 · a break: from that year on it is another series."""

    at: WholeYear = key("从哪一年起口径不同", "first year of the new definition", ...)
    why: str = key("口径为什么不同", "why the definition changed", "")


class MeasureFile(Section):
    """measures: 原始指标，由报表上报 · what returns report."""

    unit: str = key('计量单位，如 亿元、万人、"%"', 'unit of measure, such as 亿元, 万人, "%"', ...)
    kind: Kind | None = key(
        "时间上的性质：flow 时期数 stock 时点数 average 平均数 rate 增速 ratio 比率 fixed 长期不变",
        "how it combines over time and members: flow, stock, average, rate, ratio, or fixed (the same for many years)",
    )
    en: str = key("英文名", "English label", "")
    aliases: Texts = key("报表里的其他写法", "other names in the returns", [])
    decimals: int | None = key("报表印出几位小数", "decimals in the reports", ge=0, le=12)
    breaks: list[BreakFile] = key("口径变化，增速不跨越", "breaks: no growth is computed across them", [])
    price: str = key(
        "价格口径：current 现价，constant 2020 为2020年价",
        "price basis: current, or constant 2020 for prices of 2020; the two are never mixed in a formula",
        "",
    )
    prefer: Texts = key(
        "几处有数时先取哪个表式或版次，最可信的在前",
        "forms or editions, most trusted first, where several give the figure",
        [],
    )
    note: str = key("说明，如统计范围", "a note, such as what is counted", "")


class BaselineFile(Section):
    """baseline: 目标从哪一年的哪个数算起 · the year and the figure that a target starts from."""

    year: WholeYear = key("基期年", "base year", ...)
    value: Figure = key(
        "规划所载的基期数，可带单位，如 39.9亿元", "the base as the plan prints it, with unit: 39.9亿元"
    )
    note: str = key("说明，如基期数的出处", "a note, such as where the base comes from", "")


class AmendedFile(Section):
    """amended: 规划期内调整了的目标 · a target whose number was changed while the plan was running."""

    since: Year = key("从哪一年起用调整后的数", "the year from which the adjusted number holds", ...)
    at_least: Figure = key("调整后的数；比较词同目标所写", "the adjusted number, after the comparison of the target")
    more_than: Figure = key("同上（严格大于）", "the same (strictly more than)")
    at_most: Figure = key("同上（不超过）", "the same (at most)")
    less_than: Figure = key("同上（严格小于）", "the same (strictly less than)")
    was: Figure = key("调整前的数，目标已写调整后的数时用", "the number before, where the target has the adjusted one")
    source: str = key("依据，如通知的名称和文号", "what it rests on, such as the title and number of a notice", "")


class TargetFile(Section):
    """target: 规划要求指标达到什么、何时达到 · what the plan asks of an indicator, and by when."""

    id: str = key("目标的 id，默认同指标名", "id of the target; default: the indicator's", "")
    at_least: Number = key("不低于、达到", "at least")
    more_than: Number = key("超过、突破（严格大于）", "strictly more than")
    at_most: Number = key("不超过、控制在…以内", "at most")
    less_than: Number = key("低于（严格小于）", "strictly less than")
    between: list[Number] | None = key(
        "区间 [低, 高]，低端是及格线", "a range [low, high]; the low end is the pass mark", min_length=2, max_length=2
    )
    rise_by: Figure = key(
        "提高：13.5% 是相对，2个百分点 是相差，1岁 是数量",
        "rise by: 13.5% relative, 2个百分点 a difference, 1岁 an amount",
    )
    fall_by: Figure = key("下降，写法同 rise_by", "fall by, as rise_by")
    times: float | None = key("为基期的几倍，如 1.5", "a multiple of the base, such as 1.5", gt=0)
    doublings: float | None = key("翻几番", "doublings of the base", gt=0)
    direction: Literal["up", "down"] | None = key("只要求方向：up 上升 down 下降", "direction only: up or down")
    near: str | None = key("与哪个指标同步", "the quantity or formula to keep in step with")
    within: Figure = key("与 near 允许相差多少，如 0.5个百分点", "how far it may be from `near`, such as 0.5个百分点")
    monitor: str | None = key("只监测：规划为何没有数", "monitored only: why there is no number")
    of: Literal["total", "growth"] | None = key("total 累计，growth 年均增速", "total over the span, or average growth")
    by: Year = key("到哪一年", "by which year")
    each: Years = key("每年，如 2021-2025", "every year of, such as 2021-2025")
    over: Years = key("整个时期，如 2021-2025", "over the whole of, such as 2021-2025")
    mean: Literal["geometric", "sum"] | None = key(
        "年均：geometric 水平法，sum 累计法", "average growth: geometric or cumulative"
    )
    band: Literal["floor", "band"] | None = key(
        "band：区间两端都算", "band: both ends of the range count", alias="pass"
    )
    reading: Literal["every", "average"] | None = key(
        "每年目标怎样判定：every 逐年，average 平均；不写时，约束性的下限逐年，其他下限平均，上限看是否保持",
        "how `each:` is judged: every single year, or the average; default: of floors every year where binding, else "
        "the average; of ceilings whether they are kept",
    )
    limit: Figure = key(
        "direction 的界限：到了它就不再要求变动，如 100%",
        "the limit of a direction: at it no change is asked, such as 100%",
    )
    better: Literal["up", "down"] | None = key(
        "越高越好 up，越低越好 down；一般由比较词得出", "which way is better; mostly follows from the comparison"
    )
    baseline: Annotated[
        BaselineFile | None, BeforeValidator(as_base, json_schema_input_type=WholeYear | BaselineFile)
    ] = key("基期：年份，或 {year, value, note}", "base: a year, or {year, value, note}")
    nature: Literal["binding", "expected"] | None = key(
        "约束性 binding，预期性 expected；规划写明才填", "binding or expected, only where the plan says so"
    )
    members: dict[str, str] = key("只对哪个成员，如 {产业: 轨道交通}", "for which member or group", {}, alias="for")
    path: Path = key(
        "计划路径：linear、geometric 或 {2023: 8000}", "planned path: linear, geometric or {2023: 8000}", "linear"
    )
    milestones: ByYear = key("阶段目标，如 {2023: 8000}", "milestones, such as {2023: 8000}", {})
    proxy: str = key("该数是替代指标，为何", "the value is a stand-in: for what and why", "")
    quality: str = key(
        "目标或基期数的可靠程度，如 unconfirmed 未核实；各报表都标出",
        "how sure the target and its base are, such as unconfirmed; every report marks it",
        "",
    )
    method: str = key(
        "另按哪个公开的方法评价；判定不因此改变", "a published method to report as well; the verdict stays", ""
    )
    compat: str = key(
        "照哪个程序的做法算所列方法：sdg-build 以 0.001 代替为零的目标或基期",
        "compute that method as this program does: sdg-build puts 0.001 for a target or base of zero",
        "",
    )
    owner: str = key("责任单位", "responsible office", "")
    weight: float | None = key("评分的权重", "weight in the score", ge=0)
    remarks: TextByYear = key(
        "各年的滞后原因和措施，印在报告里", "why it is behind and what is done, by year; printed in the reports", {}
    )
    amended: AmendedFile | None = key("中期调整", "a mid-term adjustment of its number")
    quote: str = key("规划原文", "verbatim quote of the plan", "")
    section: str = key("规划章节", "section of the plan", "")
    note: str = key("说明，如歧义怎样取舍", "a note, such as how an ambiguity was decided", "")


class IndicatorFile(MeasureFile):
    """indicators: 考核指标，由公式算出，或由报表报送 · what is judged: computed by a formula, or reported."""

    formula: str | None = key(
        "公式，如 总收入 / 从业人员平均人数；不写则按名称从报表读",
        "formula; without it the indicator is read from the returns",
    )
    target: TargetFile | None = key(
        "目标，如 {at_least: 400, by: 2025}", "its target, such as {at_least: 400, by: 2025}"
    )
    targets: list[TargetFile] = key("几个目标", "its targets, where there are several", [])


class DeliverableFile(Section):
    """deliverables: 重点任务，做成或没做成 · tasks, done or not done."""

    id: str = key("id，默认同名称", "id; default: the name", "")
    by: Year = key("到哪一年，默认规划期末", "by which year; default: the end of the plan")
    quote: str = key("规划原文", "verbatim quote of the plan", "")
    section: str = key("规划章节", "section of the plan", "")
    owner: str = key("责任单位", "responsible office", "")
    aliases: Texts = key("台账里的其他写法", "other names in the register", [])
    note: str = key("说明，如怎样才算做成", "a note, such as what counts as done", "")


class ClaimFile(Section):
    """claims: 规划印出、要核验的数 · figures that the plan prints."""

    id: str = key("编号，如 C-10", "its number, such as C-10", ...)
    quote: str = key("规划原文", "verbatim quote of the plan", "")
    printed: Scalar = key("印出的数，照印", "the figure as printed")
    formula: str | None = key("它应由什么算出", "the formula that should give it")
    implies: dict[str, Scalar] = key(
        "原文意味着哪个数等于什么：数 → 公式", "what the quote implies of which figure: figure → formula", {}
    )
    given: dict[str, Scalar] = key(
        "规划和报表以外的数，须写 source", "figures from outside of plan and returns; they need a `source`", {}
    )
    source: str = key("出处，given 的数须写", "source, above all of the figures of `given`", "")
    section: str = key("规划章节", "section of the plan", "")
    note: str = key("说明，如统计范围", "a note, such as what is counted", "")


class ExampleFile(Section):
    """examples: 统计人员自己的算例 · the statistician's own tests."""

    indicator: str = key("算哪个指标", "the indicator that is computed", ...)
    given: dict[str, Scalar] = key(
        "已知的数，如 {总收入: 8000亿元, 总收入@2020: 6648.7亿元}",
        "the figures it is computed from, such as {总收入: 8000亿元, 总收入@2020: 6648.7亿元}",
        ...,
    )
    year: Year = key("算哪一年（默认所给年份中最晚的一年）", "the year computed (default: the latest one given)")
    expect: Scalar = key("应得的结果，可带单位", "the result that is right, with its unit if need be", ...)
    tolerance: Scalar = key(
        "允许差（默认按应得数的小数位数修约后相等）",
        "how far the result may be off; default: equal when rounded to the decimals of `expect`",
    )
    note: str = key("说明，如由谁核对", "a note, such as who worked it out", "")


class PlanFile(Section):
    """规划文件 targets.yaml · a plan file of fzplan."""

    fzplan: int = key("格式版本，现为 1", "format version, now 1", 1)
    requires: str = key('要求的程序版本，如 ">=1,<2"', 'versions of the program, such as ">=1,<2"', "")
    plan: HeadFile | None = key("规划：名称、基期、规划期", "the plan: name, base, span")
    labels: dict[str, str] = key(
        "本单位的用语，如 on_track: 基本符合预期；代码不变",
        "words of this office, such as on_track: 基本符合预期; codes stay",
        {},
    )
    units: UnitsFile | None = key("本规划自己的单位", "units of the plan's own")
    dimensions: dict[str, DimensionFile] = key("分组，如园区、产业", "ways of breaking figures down", {})
    measures: dict[str, MeasureFile] = key("原始指标，由报表上报", "what returns report", {})
    indicators: dict[str, IndicatorFile] = key("考核指标和它们的目标", "indicators and their targets", {})
    deliverables: Annotated[
        dict[str, DeliverableFile],
        BeforeValidator(as_named, json_schema_input_type=list[str] | dict[str, DeliverableFile | None]),
    ] = key("重点任务，做成或没做成", "tasks of the plan, done or not done", {})
    forms: dict[str, FormFile] = key(
        "表式：数在哪里、指什么", "where numbers stand in the returns, and what they are", {}
    )
    connections: dict[str, ConnectionFile] = key("数据库连接", "databases to read from", {})
    checks: list[CheckFile] = key("审核关系", "relations that figures must satisfy", [])
    claims: list[ClaimFile] = key("规划印出、要核验的数", "figures that the plan prints, to be verified", [])
    screens: dict[str, ScreenFile] = key("准入标准、履约监管", "entities against standards and commitments", {})
    examples: list[ExampleFile] = key("指标的算例", "worked examples of the indicators", [])
    disclosure: DisclosureFile | None = key(
        "由逐户记录汇总的数何时不公布", "when aggregates of records are withheld: what protects respondents"
    )
