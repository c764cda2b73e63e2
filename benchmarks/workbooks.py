"""The workbooks that reading is measured on, written once into the temporary folder.

One is wide; a thousand are as small as a test would have them (6 × 3 figures); a thousand are as offices fill them in:
title, form number, unit line, borders, a row of codes, 40 rows of 8 columns with number formats, signatures.
"""

from __future__ import annotations

import json
import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS, COLUMNS, FILES = 100_000, 30, 1_000
FIGURES = COLUMNS - 5
CACHE = Path(tempfile.gettempdir()) / "fzplan-benchmarks"

GROUPS = 5
"""A total and its four parts, so often beside another."""
FAULTY = 1_000
"""Every so many rows one figure is wrong."""

HEAD = "fzplan: 1\nplan: {name: benchmark, baseline: 2020, span: 2021-2025}\n"


def wide() -> Path:
    """Return a folder with a plan and one workbook of 100,000 records in 30 columns, all of them fields."""
    return _once("wide", _write_wide)


def many() -> Path:
    """Return a folder with a plan and a thousand small returns of six measures each."""
    return _once("many", _write_many)


def office() -> Path:
    """Return a folder with a plan and a thousand returns of forty rows and eight columns, formatted as offices do."""
    return _once("office", _write_office)


def related() -> Path:
    """Return a folder with a plan of ten checks and one workbook of 100,000 records that nearly all satisfy them."""
    return _once("related", _write_related)


def stray() -> Path:
    """Return a folder with a plan and a small return that has one stray cell at AZ50000."""
    return _once("stray", lambda folder: _write_small(folder, stray=True))


def small() -> Path:
    """Return a folder with a plan of one check and a small return."""
    return _once("small_rules", lambda folder: _write_small(folder, stray=False))


def _once(name: str, write: Callable[[Path], None]) -> Path:
    folder = CACHE / name
    if not (folder / "targets.yaml").exists():
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "data").mkdir(parents=True)
        write(folder)
    return folder


def _write_wide(folder: Path) -> None:
    chance = random.Random(30)
    book = xlsxwriter.Workbook(str(folder / "data" / "企业.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("企业")
    sheet.write_row(0, 0, ["代码", "名称", "行业", "园区", "登记年份", *(f"指标{n}" for n in range(FIGURES))])
    for r in range(1, ROWS + 1):
        texts = [f"91110106MA{r:08}", f"企业{r}", f"{chance.randrange(10, 98)}", f"园区{chance.randrange(4)}"]
        sheet.write_row(r, 0, [*texts, 2000 + chance.randrange(25)])
        sheet.write_row(r, 5, [round(chance.lognormvariate(5, 2), 1) for _ in range(FIGURES)])
    book.close()
    fields = "".join(f"      指标{n}: {{column: 指标{n}, unit: 万元}}\n" for n in range(FIGURES))
    named = "".join(f"      {name}: {{column: {name}}}\n" for name in ("名称", "行业", "园区", "登记年份"))
    (folder / "targets.yaml").write_text(
        f'{HEAD}forms:\n  企业:\n    files: "*.xlsx"\n    rows: entity\n    key: 代码\n    period: 2024\n'
        f"    fields:\n{named}{fields}",
        encoding="utf-8",
    )


def _write_related(folder: Path) -> None:
    """Write five totals with four parts each and a next total that is no larger, one of a thousand rows being wrong."""
    chance = random.Random(10)
    named = ["代码", "名称", "行业", "园区", "登记年份"]
    figures = [f"{part}{g}" for g in range(GROUPS) for part in ("合计", "甲", "乙", "丙", "丁")]
    book = xlsxwriter.Workbook(str(folder / "data" / "企业.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("企业")
    sheet.write_row(0, 0, [*named, *figures])
    for r in range(1, ROWS + 1):
        texts = [f"91110106MA{r:08}", f"企业{r}", f"{chance.randrange(10, 98)}", f"园区{chance.randrange(4)}"]
        sheet.write_row(r, 0, [*texts, 2000 + chance.randrange(25)])
        row: list[float] = []
        for _ in range(GROUPS):
            parts = sorted((round(chance.lognormvariate(5, 2), 1) for _ in range(4)), reverse=True)
            row += [round(sum(parts), 1), *parts]
        if r % FAULTY == 0:
            row[5 * (r // FAULTY % GROUPS)] += 1000
        sheet.write_row(r, 5, row)
    book.close()
    declared = "".join(f"      {name}: {{column: {name}}}\n" for name in named[1:])
    declared += "".join(f"      {name}: {{column: {name}, unit: 万元}}\n" for name in figures)
    sums = [f"  - {{id: S{g}, sum: {{total: 合计{g}, parts: [甲{g}, 乙{g}, 丙{g}, 丁{g}]}}}}\n" for g in range(GROUPS)]
    within = [f"  - {{id: W{g}, within: 丁{g} <= 甲{g}}}\n" for g in range(GROUPS)]
    (folder / "targets.yaml").write_text(
        f'{HEAD}forms:\n  企业:\n    files: "*.xlsx"\n    rows: entity\n    key: 代码\n    period: 2024\n'
        f"    fields:\n{declared}checks:\n{''.join(sums)}{''.join(within)}",
        encoding="utf-8",
    )
    fields = [{"name": name, "type": "string"} for name in named[:4]] + [{"name": named[4], "type": "integer"}]
    fields += [{"name": name, "type": "number"} for name in figures]
    formulas = [f"-0.251 <= 合计{g} - (甲{g} + 乙{g} + 丙{g} + 丁{g}) <= 0.251" for g in range(GROUPS)]
    formulas += [f"丁{g} <= 甲{g}" for g in range(GROUPS)]
    rules = {"schema": {"fields": fields, "primaryKey": [named[0]]}, "formulas": formulas}
    (folder / "rules.json").write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")


def _write_small(folder: Path, *, stray: bool) -> None:
    book = xlsxwriter.Workbook(str(folder / "data" / "年报.xlsx"))
    sheet = book.add_worksheet("主要指标")
    sheet.write_row(0, 0, ["指标", "2021年", "2022年"])
    sheet.write_row(1, 0, ["总收入（亿元）", 100.5, 120.3])
    sheet.write_row(2, 0, ["其中出口（亿元）", 10.2, 12.4])
    if stray:
        sheet.write(49_999, 51, 7)
    book.close()
    (folder / "targets.yaml").write_text(
        f"{HEAD}measures:\n  总收入: {{unit: 亿元, kind: flow}}\n  其中出口: {{unit: 亿元, kind: flow}}\n"
        'indicators:\n  出口占比: {formula: 其中出口 / 总收入, unit: "%"}\n'
        'forms:\n  年报: {files: "*.xlsx", rows: measure, columns: period}\n'
        "checks:\n  - {id: R01, within: 其中出口 <= 总收入}\n",
        encoding="utf-8",
    )


def _write_many(folder: Path) -> None:
    chance = random.Random(1000)
    measures = [f"指标{n}" for n in range(6)]
    for n in range(FILES):
        book = xlsxwriter.Workbook(str(folder / "data" / f"单位{n:04}.xlsx"))
        sheet = book.add_worksheet("主要指标")
        sheet.write(0, 0, "主要指标")
        sheet.write(1, 3, "单位：亿元")
        sheet.write_row(2, 0, ["指标名称", "2021年", "2022年", "2023年"])
        for r, measure in enumerate(measures, 3):
            sheet.write_row(r, 0, [measure, *(round(chance.uniform(100, 200), 1) for _ in range(3))])
        book.close()
    _write_plan(folder, measures)


def _write_plan(folder: Path, measures: list[str]) -> None:
    members = ", ".join(f"单位{n:04}" for n in range(FILES))
    declared = "".join(f"  {measure}: {{unit: 亿元, kind: flow}}\n" for measure in measures)
    (folder / "targets.yaml").write_text(
        f"{HEAD}dimensions:\n  单位: {{members: [{members}]}}\nmeasures:\n{declared}"
        'forms:\n  年报: {files: "{单位}.xlsx", rows: measure, columns: period}\n',
        encoding="utf-8",
    )


def _write_office(folder: Path) -> None:
    chance = random.Random(40)
    measures = [f"指标{n:02}" for n in range(40)]
    for n in range(FILES):
        book = xlsxwriter.Workbook(str(folder / "data" / f"单位{n:04}.xlsx"))
        _office_sheet(book, measures, chance)
        book.close()
    _write_plan(folder, measures)


def _office_sheet(book: xlsxwriter.Workbook, measures: list[str], chance: random.Random) -> None:
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    head = book.add_format({"bold": True, "border": 1, "align": "center", "text_wrap": True})
    label, indented = book.add_format({"border": 1}), book.add_format({"border": 1, "indent": 1})
    figure = book.add_format({"border": 1, "num_format": "#,##0.00"})
    sheet = book.add_worksheet("主要指标")
    sheet.set_column(0, 0, 28)
    sheet.merge_range(0, 0, 0, 9, "企业主要经济指标", title)
    sheet.write(1, 0, "表　　号：KJ-101表")
    sheet.write(1, 9, "计量单位：万元")
    years = [f"{2016 + k}年" for k in range(8)]
    sheet.write_row(2, 0, ["指标名称", "代码", *years], head)
    sheet.write_row(3, 0, ["甲", "乙", *range(1, 9)], head)
    for r, measure in enumerate(measures, 4):
        sheet.write(r, 0, measure, indented if r % 5 else label)
        sheet.write(r, 1, f"{r - 3:02}", label)
        level = chance.lognormvariate(11, 1)
        for c in range(2, 10):
            level *= chance.uniform(0.95, 1.2)
            sheet.write_number(r, c, round(level, 2), figure)
    sheet.write_row(len(measures) + 4, 0, ["单位负责人：", "", "填表人：", "", "", "报出日期："])
