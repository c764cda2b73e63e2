"""`screens:` of the file format: entities against standards and commitments."""

from typing import Literal

from fzplan.plan.keys import Figure, Section, key


class ScreenIndicatorFile(Section):
    """一个企业或项目的指标 · a figure of one entity."""

    unit: str = key('计量单位，如 万元/亩、"%"', 'unit, such as 万元/亩, "%"', ...)
    formula: str = key(
        "公式，只用表式的字段，如 固定资产投资 / 用地面积",
        "formula over the fields of the form: 固定资产投资 / 用地面积",
        ...,
    )
    better: Literal["up", "down"] | None = key(
        "越高越好 up，越低越好 down；一般由标准得出", "which way is better; mostly follows from its standards"
    )
    decimals: int | None = key("印出几位小数", "printed decimals", ge=0, le=12)
    en: str = key("英文名", "English label", "")
    note: str = key("说明，如按什么口径", "a note, such as what is counted", "")


class StandardFile(Section):
    """一条标准：一个指标、一个比较、适用于谁 · a standard: one indicator, one comparison, for whom."""

    indicator: str = key("本段 indicators: 里的指标", "an indicator of this screen", ...)
    at_least: Figure = key("不低于", "at least")
    more_than: Figure = key("高于（严格大于）", "strictly more than")
    at_most: Figure = key("不高于", "at most")
    less_than: Figure = key("低于（严格小于）", "strictly less than")
    members: dict[str, str] = key(
        "只适用于哪个成员或合称，如 {产业: 轨道交通}；最具体的一条有效",
        "for which member or group only; the most specific standard counts",
        {},
        alias="for",
    )
    quality: str = key(
        "可靠程度，如 illustrative 示例；各报表都标出",
        "how sure it is, such as illustrative; every report marks it",
        "",
    )
    quote: str = key("标准原文", "verbatim quote of the standard", "")
    section: str = key("标准的出处", "where the standard stands", "")
    note: str = key("说明，如自何时起执行", "a note, such as since when it is in force", "")


class ScreenFile(Section):
    """screens: 准入标准、履约监管，逐个企业或项目 · entities against standards and commitments."""

    form: str = key(
        "逐户（项目）的表式，须是 source: administrative",
        "a form with one row an entity, of `source: administrative`",
        ...,
    )
    entity: str = key("印出名称的字段，默认用表式的 key", "the field that names an entity; default: the form's key", "")
    indicators: dict[str, ScreenIndicatorFile] = key("逐户计算的指标", "figures of one entity", ...)
    standards: list[StandardFile] = key("标准，数由本单位填写", "thresholds, which are yours to state", [])
    committed: str = key(
        "履约协议的表式：同一个 key，一个企业一个时期一行，字段同名",
        "the form of the commitments: the same key, a row an entity and period, fields of the same names",
        "",
    )
    en: str = key("英文名", "English label", "")
    quote: str = key("规划原文", "verbatim quote of the plan", "")
    section: str = key("规划章节", "section of the plan", "")
    note: str = key("说明，如由谁批准", "a note, such as who approved the standards", "")
