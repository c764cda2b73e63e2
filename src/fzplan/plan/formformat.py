"""`forms:` and `connections:` as they stand in the file: where numbers stand and what they are."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from fzplan.plan.keys import Rows, Scalar, Section, Texts, as_columns, key


class ConnectionFile(Section):
    """connections: 数据库连接，密码等只从环境变量取 · databases; secrets come from the environment only."""

    url: str = key(
        "地址，如 postgresql://统计:${FZPLAN_PASSWORD}@127.0.0.1/stats",
        "address, such as postgresql://reader:${FZPLAN_PASSWORD}@127.0.0.1/stats",
        ...,
    )


class ColumnFile(Section):
    """fields: 每户一行的表式的字段 · fields of a form with one row an entity."""

    column: str = key("列名或列代码", "heading or code of the column", "")
    formula: str = key("由本户其他字段算出，如 营业收入 - 补贴", "computed from other fields of the record", "")
    unit: str | None = key("单位", "unit")
    by: Literal["name", "code"] | None = key("分组按名称还是代码认", "recognise members by name or by code")
    dimension: str = key("属于哪个分组，默认同名", "its dimension; default: the one of that name", "")


class FormFile(Section, extra="allow"):
    """forms: 表式，数在哪里、指什么 · where numbers stand and what they are."""

    __pydantic_extra__: dict[str, Scalar]
    files: Texts = key("文件名，如 returns/*.xlsx，相对于数据文件夹", "file names, relative to the data folder", [])
    connection: str = key("从哪个连接读，见 connections:", "the connection to read from, see `connections:`", "")
    table: str = key("DuckDB 文件或数据库中的表", "table in a DuckDB file or a database", "")
    sheets: Texts = key("工作表名", "sheets", [])
    rows: str | None = key('行名指什么，如 measure、"{measure} > {period}"、entity', "what the names of the rows name")
    columns: str | None = key("列名指什么；value 表示清单", "what the names of the columns name; value: a list")
    key_: str = key("实体的键，如 统一社会信用代码", "key of an entity", "", alias="key")
    fields: Annotated[
        dict[str, ColumnFile], BeforeValidator(as_columns, json_schema_input_type=dict[str, str | ColumnFile])
    ] = key("字段：列名、单位、分组", "fields: column, unit, dimension", {})
    aggregate: dict[str, str] = key("汇总成原始指标，如 总收入: sum(营业收入)", "measures made from records", {})
    where: str = key("只算哪些记录，如 营业收入 > 0", "which records count, such as 营业收入 > 0", "")
    period: Scalar = key("报告期：2021，或 year(上市日期)", "period: 2021, or year(date column)")
    names: dict[str, str] = key("名称指什么：报表写法 → 指标或成员", "label → measure or member", {})
    readings: dict[str, Literal["current", "to_date", "end"]] = key(
        "名称的后缀：current 当期 to_date 累计 end 期末", "endings of names: current, to_date, end", {}
    )
    symbols: dict[str, Literal["below_unit", "not_available", "not_applicable", "suppressed", "zero"]] = key(
        "本来源的符号：below_unit 不足最小单位 not_available 不详 not_applicable 无该项 suppressed 不予公布 zero 为零",
        "what this source's symbols mean: below_unit, not_available, not_applicable, suppressed, zero",
        {},
    )
    fixed: dict[str, Scalar] = key("表中没有写的固定内容", "what no place names", {})
    skip: Texts = key("不读的行列名", "labels not to be read", [])
    header: Rows | None = key("表头在第几行，如 4 或 4-9", "row of the header, or first and last: 4, 4-9")
    labels: int | None = key("名称在第几列", "column of the labels", ge=1)
    range: str = key("只读这一块，如 A5:F40", "the block to read, such as A5:F40", "")
    unit: str = key("整张表的单位", "unit of the whole table", "")
    panels: str = key("join：并排的几块是一张表", "join: panels side by side are one table", "")
    edition: str = key("版次：预计 快报 年报 最终核实 普查修订", "edition", "")
    basis: Literal["", "published", "comparable"] = key("口径", "basis", "")
    quality: str = key("数据质量，如 illustrative 示例", "quality, such as illustrative", "")
    published: Scalar = key("公布日期，如 2024-03-01", "day of publication")
    reporter: str = key(
        "填报单位：一个名称，或花括号里的分组，如 {园区}，即其各成员各报一份",
        "reporting office: a name, or a dimension in braces whose members report one each",
        "",
    )
    due: str = key(
        "报送期限：次月10日、3月31日、期后15日 或 2025-03-31",
        "day due: 10 next month, 03-31, 15 days after, or 2025-03-31",
        "",
    )
    source: Literal["", "survey", "administrative"] = key("来源：调查或行政记录", "survey or administrative", "")
    note: str = key("说明", "note", "")
