"""The file format of the checks of codes and of completeness: `code:` and `roster:` of an entry of `checks:`.

May import: plan.keys, pydantic.
"""

from typing import Annotated

from pydantic import WithJsonSchema

from fzplan.model.check_specs import STANDARDS
from fzplan.plan.keys import Section, Texts, Years, key


class CodeFile(Section):
    """code: 代码要符合的标准、代码表或写法 · what a code has to be."""

    field: str = key("字段，如 统一社会信用代码 或 企业数据.行业代码", "the field, alone or as form.field", ...)
    rule: Annotated[str | None, WithJsonSchema({"enum": [*STANDARDS, *STANDARDS.values()]})] = key(
        "国家标准：统一社会信用代码 组织机构代码 居民身份证 行业代码 行政区划代码，有校验码的一并验算",
        "the standard: credit (GB 32100), organisation (GB 11714), identity (GB 11643), industry (GB/T 4754), "
        "division (GB/T 2260); check characters are computed",
    )
    listed: Texts = key(
        "代码表：列出代码，或规划文件旁的 .csv .txt .yaml 文件，或一个分组（其成员名称和代码）",
        "the codes there are: a list, a .csv .txt or .yaml file beside the plan, or a dimension (its names and codes)",
        [],
        alias="list",
    )
    pattern: str | None = key("整个代码要符合的正则表达式", "regular expression that the whole code has to match")
    determines: str | None = key(
        "一个代码只对应一个值的字段，如 企业名称", "the field that has one value for each code, such as the name"
    )
    unique: bool = key("同一期内不得重复", "no two records of one period have the same code", default=False)


class RosterFile(Section):
    """roster: 应报、已报、未报 · who has to report, and who has."""

    form: Texts = key("表式", "the form, or several", ...)
    against: Texts | None = key(
        "名录：另一个逐户表式，previous 上一期，或列出应报的单位",
        "the roster: another form with records, `previous` (the period before), or a list of entities",
    )
    by: str | None = key(
        "名录中与本表的键对应的字段，默认为名录的键", "the field of the roster that the key is held against"
    )
    periods: Years = key(
        "应报的年份，如 2021-2024：逐期、逐填报单位核对", "the years to be reported: every period, every office"
    )
