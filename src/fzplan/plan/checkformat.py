"""The file format of `checks:`: the section of an entry, and one section for each kind that is more than a text.

May import: plan.keys, pydantic.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from fzplan.plan.codeformat import CodeFile, RosterFile
from fzplan.plan.keys import Scalar, Section, Texts, Years, key


class PartsFile(Section):
    """sum: 合计等于分项之和 · a total is the sum of its parts."""

    total: str = key("合计", "the total", ...)
    parts: list[str] | None = key("分项", "its parts")
    over: str = key("分项是这个分组的各成员，代替 parts", "the parts are the members of this dimension", "")


class ItemsFile(Section):
    """of_which: 其中项不超过合计 · no of-which item exceeds the total."""

    total: str = key("合计", "the total", ...)
    items: list[str] = key("其中项", "the of-which items", ..., min_length=1)


class JumpFile(Section):
    """jump: 单位跳变，与上年或同组中位数差一个数量级 · a figure off by a power of ten."""

    of: Texts = key("审哪些数：原始指标、指标或字段", "the figures: measures, indicators or fields", ...)
    times: list[Scalar] = key(
        "差多少倍算跳变，10 的整数次方，如 [1e3, 1e4, 1e8]（默认如此）",
        "the factors that are a jump, powers of ten; default [1e3, 1e4, 1e8]",
        ["1e3", "1e4", "1e8"],
        min_length=1,
    )
    per: str | None = key(
        "比的是与另一个数之比，如 营业收入 per 期末人数", "judge the ratio to another figure, such as income per head"
    )
    group: str | None = key(
        "记录还与同组的中位数比：分组的字段", "records are held against the median of their group too: its field"
    )
    least: int = key("一组至少几户才比", "fewest records of a group", 8, ge=3)


class OutlierFile(Section):
    """outlier: 离群，偏离同组太远 · a figure far from those of its group."""

    of: str = key("审什么：字段、公式或指标", "the figure: a field, a formula, a measure", ...)
    group: str | None = key(
        "分组：记录的字段，或规划的分组（各成员互比）；不写则一期为一组",
        "the group: a field of the records, or a dimension, whose members are held against each other",
    )
    by: Literal["hb", "mad", "iqr"] = key(
        "方法：hb 两期变动（Hidiroglou-Berthelot），mad 中位数绝对离差，iqr 四分位距",
        "the method: hb (change between two periods), mad (median absolute deviation), iqr (quartile fences)",
        "mad",
    )
    cut: float | None = key(
        "界限：hb 的 C（默认 20），mad 的修正 z（默认 3.5），iqr 的倍数（默认 3）",
        "the cut: C of hb (20), modified z of mad (3.5), multiple of iqr (3)",
        gt=0,
    )
    size: float = key("hb 的 U：规模的权数，0 到 1", "U of hb: how much size counts, 0 to 1", 0.5, ge=0, le=1)
    scale: Literal["plain", "log"] = key(
        "log：取对数后判断，适于差几个数量级的正数", "log: judge logarithms, for figures of many sizes", "plain"
    )
    least: int = key("一组至少几个数才判断", "fewest figures of a group", 10, ge=4)


class PeriodFile(Section):
    """period: 跨期关系的一句话，或增幅是否合理 · a relation over time, or how much a figure may grow."""

    relation: str | None = key("跨期关系：期初数 = 期末数@-1", "relation over time: opening = closing@-1")
    measure: Texts = key("审哪些数的增幅", "the figures whose growth is judged", [])
    growth: list[Scalar] | None = key(
        "比上年增幅的合理范围，如 [-50%, 100%]", "plausible growth on the year before, such as [-50%, 100%]",
        min_length=2, max_length=2,
    )  # fmt: skip
    change_above: Scalar = key("只提变动额超过它的，如 1亿元", "only changes above this amount are told, such as 1亿元")


class RevisionFile(Section):
    """revision: 修订，已公布的历史数不得改动 · published history must not change."""

    freeze: Years = key("冻结的年份，如 2016-2020", "the frozen years, such as 2016-2020", ...)
    measures: Texts = key("哪些原始指标，默认全部", "which measures; default: all", [])
    against: str = key(
        "与什么比：published 数据中的其他版次，last 上次的快照，或一个表式、数据文件、快照文件",
        "held against: published (other editions in the data), last (the last snapshot), or a form, a data file, "
        "a snapshot file",
        "published",
    )


class CheckExamplesFile(Section):
    """examples: 这条审核关系的算例，答案是知道的 · cases whose answer is known."""

    passing: list[Any] = key(
        "应通过的，如 [{女性: 5, 期末人员: 10}]；审代码的写代码",
        "what has to pass, such as [{women: 5, staff: 10}]; codes for `code`",
        [],
        alias="pass",
    )
    fail: list[Any] = key("应不通过的，写法同 pass", "what has to fail, written likewise", [])


def as_period(value: Any) -> Any:
    """Read the text of a relation as ``{relation: text}``."""
    return {"relation": value} if isinstance(value, str) else value


class CheckFile(Section):
    """checks: 审核关系，各数之间应当成立的 · relations that figures must satisfy."""

    id: str = key(
        "编号，如 R01；写内置检查的编号（如 FZ401）则改它的级别",
        "its number, such as R01; that of a built-in check, such as FZ401, changes its level",
        ...,
    )
    level: Literal["error", "confirm", "verify", "info"] | None = key(
        "强制 error、准强制 confirm、核实 verify、提示 info；不写为强制，增幅和单位跳变为核实，离群为提示",
        "error, confirm, verify or info; default: error, of growth and jumps verify, of outliers info",
    )
    files: Texts = key(
        "改变内置检查（id 为 FZ401 等编号）的级别时：只对哪些文件，如 old/*",
        "where the level of a built-in check (an id such as FZ401) is changed: in which files, such as old/*",
        [],
    )
    sheets: Texts = key("同上：只对哪些工作表", "the same: in which sheets", [])
    within: str | None = key("表内关系：女性人员 <= 期末从业人员", "relation within a table: women <= staff")
    sum: PartsFile | None = key(
        "合计 = 分项之和：{total: …, parts: […]} 或 {total: …, over: 分组}",
        "total = sum of parts: {total, parts | over}",
    )
    of_which: ItemsFile | None = key(
        "每个其中项不超过合计：{total: …, items: […]}", "no item exceeds the total: {total, items}"
    )
    across: str | None = key("表间关系：甲表.收入 = 乙表.收入", "relation between forms: a.income = b.income")
    period: Annotated[PeriodFile | None, BeforeValidator(as_period, json_schema_input_type=str | PeriodFile)] = key(
        "跨期关系：期初数 = 期末数@-1；或增幅：{measure: 营业收入, growth: [-50%, 100%]}",
        "relation over time: opening = closing@-1; or growth: {measure, growth: [-50%, 100%], change_above}",
    )
    aggregate: str | None = key(
        "汇总：记录之和 = 汇总表的数，如 sum(企业年报.营业收入) = 主要指标.总收入",
        "records = summary: sum(firms.income) = summary.income",
    )
    jump: JumpFile | None = key(
        "单位跳变：{of: [营业收入], times: [1e3, 1e4, 1e8]}", "jump by a power of ten: {of, times, per, group}"
    )
    outlier: OutlierFile | None = key(
        "离群：{of: 营业收入 / 期末人数, group: 行业, by: mad}", "outlier: {of, group, by: hb | mad | iqr}"
    )
    code: CodeFile | None = key(
        "代码：{field: 统一社会信用代码, rule: 统一社会信用代码}，也可用 list、pattern、determines、unique",
        "code: {field, rule | list | pattern | determines | unique}",
    )
    revision: RevisionFile | None = key("修订：{freeze: 2016-2020}", "revision: {freeze: 2016-2020, measures, against}")
    roster: RosterFile | None = key(
        "应报未报：{form: 企业数据, against: 名录}，或 {form: 月报, periods: 2021-2024}",
        "completeness: {form, against: other form | previous | list} or {form, periods}",
    )
    tolerance: Scalar = key(
        "允许差：auto（各数末位的一半之和）、0.01、1%",
        "how far the sides may be apart: auto (half of the last digit of each figure), 0.01, 1%",
    )
    missing: Literal["skip", "verify", "error", "zero"] | None = key(
        "缺数时：skip 不提，verify 核实，error 报错，zero 按 0；不写则提示一次",
        "where a figure is missing: skip it, verify, error, or take 0; otherwise it is told once",
    )
    examples: CheckExamplesFile | None = key(
        "算例：{pass: [应通过的], fail: [应不通过的]}", "cases: {pass: [have to pass], fail: [have to fail]}"
    )
    note: str = key("说明，如关系的出处", "a note, such as where the relation comes from", "")
