"""The words of a survey in both languages: where things stand, what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text, column_letters

if TYPE_CHECKING:
    from fzplan.diagnostics import Lang
    from fzplan.model.survey import Oddity

KINDS = {
    "xlsx": Text("Excel 工作簿", "Excel workbook"),
    "xls": Text("Excel 97—2003 工作簿", "Excel 97–2003 workbook"),
    "xlsb": Text("Excel 二进制工作簿", "Excel binary workbook"),
    "ods": Text("ODF 表格", "OpenDocument sheet"),
    "csv": Text("文本表格", "text table"),
    "html": Text("网页表格", "HTML table"),
}
WHERE = {
    "rows": Text("行", "down the rows"),
    "columns": Text("列", "across the columns"),
    "both": Text("行和列", "rows and columns"),
    "sheet": Text("工作表名", "the sheet's name"),
    "file": Text("文件名", "the file's name"),
    "title": Text("标题", "the title"),
    "none": Text("没有写明", "stated nowhere"),
}
ORIENTATIONS = {
    "measures in rows": Text("指标在行", "measures down the rows"),
    "measures in columns": Text("指标在列", "measures across the columns"),
    "measure in title": Text("指标在标题", "the measure is named above the table"),
    "list": Text("清单", "a list"),
    "entity": Text("每行一个单位", "one entity a row"),
}
ROLES = {
    "label": Text("名称", "labels"),
    "english": Text("英文名称", "English labels"),
    "code": Text("代码", "codes"),
    "unit": Text("单位", "units"),
    "serial": Text("序号", "running numbers"),
    "note": Text("文字", "text"),
    "period": Text("时期", "periods"),
    "data": Text("数", "numbers"),
    "value": Text("数值", "values"),
    "blank": Text("空", "blank"),
}
MATCHES = {
    "exact": Text("同名", "same name"),
    "alias": Text("别名", "alias"),
    "nearest": Text("近似，请核对", "similar, check"),
    "none": Text("规划文件中没有", "not in the plan"),
    "label": Text("", ""),
}
MEANINGS = {
    "below_unit": Text("不足最小单位", "below the unit"),
    "not_available": Text("没有数", "no number"),
    "": Text("没有数", "no number"),
}
ODDITIES = {
    "text_numbers": Text("{total} 个数中 {count} 个存为文本", "{count} of {total} numbers are stored as text"),
    "errors": Text("{count} 个错误单元格（{examples}）", "{count} error cells ({examples})"),
    "uncached": Text(
        "{count} 个公式没有存下结果，读不到数：请在 Excel 中打开并保存",
        "{count} formulas without a stored result: open and save in Excel",
    ),
    "scaled": Text(
        "{count} 个数显示的与存储的不同（数字格式缩放 10 的 {power} 次方），按显示的读",
        "{count} numbers are shown otherwise than stored (format scales by 10^{power}); read as shown",
    ),
    "hidden_sheet": Text("工作表是隐藏的", "the sheet is hidden"),
    "hidden_rows": Text("{count} 行是隐藏的：{lines}", "{count} hidden rows: {lines}"),
    "hidden_columns": Text("{count} 列是隐藏的：{lines}", "{count} hidden columns: {lines}"),
    "several_tables": Text(
        "这张工作表有 {count} 张表（并排 {beside}，续表 {continued}）",
        "{count} tables on this sheet ({beside} side by side, {continued} continued)",
    ),
    "register": Text(
        "每行一个单位、带文字和代码的名单，不是指标表，没有写表式",
        "a register with texts and codes, one entity a row, not a table of figures: no form is written",
    ),
    "same_headings": Text("{count} 个列名重复：{examples}", "{count} headings stand over several columns: {examples}"),
    "contradiction": Text(
        "中英文列名矛盾：“{own}”与“{other}”", "headings contradict each other: '{own}' and '{other}'"
    ),
    "no_heading": Text("{count} 列数没有列名", "{count} columns of numbers have no heading"),
    "no_header": Text("没有表头", "there is no header"),
    "blank_columns": Text("{count} 列没有数：{examples}", "{count} columns without a number: {examples}"),
    "blank_rows": Text("{count} 行没有数：{examples}", "{count} rows without a number: {examples}"),
    "unit_beside": Text(
        "列名中的单位 {own} 与表的单位 {table} 不同", "the unit {own} in a heading differs from the table's {table}"
    ),
    "several_units": Text("单位行写了几个单位：{units}", "the unit line names several units: {units}"),
    "symbol": Text(
        "符号“{symbol}” {count} 处，读作：{meaning}", "the symbol '{symbol}' in {count} cells, read as: {meaning}"
    ),
    "dates": Text("{count} 个日期在数的列里", "{count} dates among the numbers"),
    "stopped": Text("可能停止统计：{text}", "a series may have been discontinued: {text}"),
}  # fmt: skip


def oddity(found: Oddity, lang: Lang) -> str:
    """Return what is odd as a sentence."""
    facts = {name: fact.of(lang) if isinstance(fact, Text) else fact for name, fact in found.facts.items()}
    if found.code == "symbol":
        facts["meaning"] = MEANINGS.get(str(facts["meaning"]), MEANINGS[""]).of(lang)
    if "lines" in facts:
        facts["lines"] = _lines(found.code, facts["lines"], lang)
    return ODDITIES[found.code].of(lang).format_map(facts)


def _lines(code: str, numbers: object, lang: Lang) -> str:
    """Return hidden rows as numbers, hidden columns as letters; many of them by their first."""
    lines = list(numbers) if isinstance(numbers, tuple) else []
    shown = [column_letters(n) if code == "hidden_columns" else str(n) for n in lines[:8]]
    return ("、" if lang == "zh" else ", ").join(shown) + (" …" if len(lines) > 8 else "")
