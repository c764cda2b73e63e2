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

    column: str = key("列名或列代码，如 QC05_0", "heading or code of the column, such as QC05_0", "")
    formula: str = key(
        "由本户其他字段算出，如 营业收入 - 补贴", "computed from other fields of the record: 营业收入 - 补贴", ""
    )
    unit: str | None = key("该列的单位，如 千元", "unit of the column, such as 千元")
    by: Literal["name", "code"] | None = key(
        "成员按 name 名称还是按 code 代码（成员的 codes）认，默认名称",
        "recognise members by their names, or by their `codes`; default: by name",
    )
    dimension: str = key("属于哪个分组，默认同名", "its dimension; default: the one of that name", "")


class FormFile(Section, extra="allow"):
    """forms: 表式，数在哪里、指什么 · where numbers stand and what they are."""

    __pydantic_extra__: dict[str, Scalar]
    files: Texts = key(
        "文件名，相对于数据文件夹，如 returns/*.xlsx、{year}/*.xlsx",
        "file names, relative to the data folder, such as returns/*.xlsx or {year}/*.xlsx",
        [],
    )
    connection: str = key("从哪个连接读，见 connections:", "the connection to read from, see `connections:`", "")
    table: str = key("DuckDB 文件或数据库中的表", "table in a DuckDB file or a database", "")
    sheets: Texts = key(
        "工作表名，写法同 files；不写则各张都看", "names of sheets, written like `files`; default: all sheets", []
    )
    rows: str | None = key(
        '行名指什么，如 measure、"{measure} > {period}"（外层 > 内层）、entity（一行一户）',
        'what the names of the rows name: measure, "{measure} > {period}" (outer > inner), entity (a row an entity)',
    )
    columns: str | None = key(
        "列名指什么；value 表示清单：每行一个数", "what the names of the columns name; value: a list, a figure a row"
    )
    key_: str = key(
        "认出填报单位的字段，如 统一社会信用代码",
        "the field that tells respondents apart, such as 统一社会信用代码",
        "",
        alias="key",
    )
    fields: Annotated[
        dict[str, ColumnFile], BeforeValidator(as_columns, json_schema_input_type=dict[str, str | ColumnFile])
    ] = key("逐户表式的字段：名称 → 列", "fields of a form with a row an entity: name → column", {})
    aggregate: dict[str, str] = key(
        "汇总成原始指标，如 总收入: sum(营业收入)", "measures made from records, such as 总收入: sum(营业收入)", {}
    )
    where: str = key("只算哪些记录，如 营业收入 > 0", "which records count, such as 营业收入 > 0", "")
    period: Scalar = key(
        "表中没有写的报告期：2021，或取自日期列 year(上市日期)",
        "the period that the return does not name: 2021, or taken from a column of dates, year(上市日期)",
    )
    names: dict[str, str] = key(
        "表里的名称指什么：名称 → 指标、成员或任务",
        "what a label stands for: label → measure, member or task",
        {},
    )
    readings: dict[str, Literal["current", "to_date", "end"]] = key(
        "名称的后缀指什么：current 当期 to_date 累计 end 期末",
        "what an ending of names means: current (the period), to_date (since January), end (of the period)",
        {},
    )
    symbols: dict[str, Literal["below_unit", "not_available", "not_applicable", "suppressed", "zero"]] = key(
        "本来源的符号：below_unit 不足最小单位 not_available 不详 not_applicable 无该项 suppressed 不予公布 zero 为零",
        "what this source's symbols mean: below_unit, not_available, not_applicable, suppressed, zero",
        {},
    )
    fixed: dict[str, Scalar] = key(
        "表中没有写的固定内容，如 {unit: 人}；也可直接写在表式里，如 园区: 东区",
        "what no place of the return says, such as {unit: 人}; may stand in the form directly: 园区: 东区",
        {},
    )
    skip: Texts = key(
        "不读的行名和列名，可用 *", "rows and columns that are not read, by their labels; `*` allowed", []
    )
    header: Rows | None = key("表头在第几行，如 4 或 4-9", "row of the header, or first and last: 4, 4-9")
    labels: int | None = key(
        "名称占到第几列：2 即前两列都是名称", "the last column of labels: with 2 the first two are labels", ge=1
    )
    range: str = key("只读这一块，如 A5:F40", "the block to read, such as A5:F40", "")
    unit: str = key(
        "整张表的单位；行、列和格中写明的优先",
        "unit of the whole table; one that stands at a row, column or cell goes before it",
        "",
    )
    panels: Literal["", "join"] = key(
        "join：分成几块的表（并排、续表、分页）接起来读",
        "join: the parts of a table (side by side, continued, on further sheets) are read as one",
        "",
    )
    edition: str = key(
        "版次：预计 快报 年报 最终核实 普查修订",
        "edition: 预计 forecast, 快报 flash, 年报 annual return, 最终核实 final, 普查修订 census revision",
        "",
    )
    basis: Literal["", "published", "comparable"] = key(
        "口径：published 公布，comparable 同口径", "basis: as published, or comparable", ""
    )
    quality: str = key(
        "数据质量：published 公布 provisional 快报 unconfirmed 未核实 implied 推算 illustrative 示例 assumed 测算",
        "quality: published, provisional, unconfirmed, implied, illustrative, assumed",
        "",
    )
    published: Scalar = key("公布日期，如 2024-03-01", "day of publication, such as 2024-03-01")
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
    source: Literal["", "survey", "administrative"] = key(
        "来源：survey 统计调查，administrative 行政记录；screens 只读后者",
        "survey, or administrative records; screens read the latter only",
        "",
    )
    note: str = key("说明，如由谁报送", "a note, such as who files it", "")
