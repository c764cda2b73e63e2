"""Write `data/faulty` anew: `python -m scripts.faulty [FOLDER]`. Equal runs give equal bytes.

Returns with a fault of each kind. Every figure is invented. The folder has a plan file of its own, so that the
repository's plan does not read it.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

NOTICE = "示例数据，非统计资料，不得引用"
Row = tuple[Any, ...]
_FORMULA = re.compile(r"(=.+?)(?: => (.*))?")
_CODES = ("000000A001", "000000A002", "000000A003", "000000A004", "000000A005", "000000A006")
HEADING = ("企业代码", "企业名称", "所属园区", "营业收入（万元）", "期末人员（人）", "女性人员（人）")

PLAN = """\
# 练习用的规划文件：本文件夹的报表里放进了各种差错，逐条见 docs/check-tutorial.md。数全部是编造的。
# A plan to practise on: its returns hold one fault of each kind. Every figure is invented.
fzplan: 1
plan: {name: 练习（示例）, baseline: 2021, span: 2022-2025}
dimensions:
  园区: {en: zone, members: [东区, 西区, 南区], partition: true}
measures:
  总收入: {unit: 亿元, kind: flow}
  技术收入: {unit: 亿元, kind: flow}
  产品收入: {unit: 亿元, kind: flow}
  研发费用: {unit: 亿元, kind: flow}
  期末人员: {unit: 人, kind: stock}
  企业收入: {unit: 万元, kind: flow}
forms:
  主要指标: {files: "示例_主要指标_{year}年.xlsx", sheets: "示例{_}", rows: measure, columns: period}
  分园区: {files: "示例_分园区_{year}年.xlsx", rows: measure, columns: "{园区}"}
  企业:
    files: "示例_企业_{year}年.xlsx"
    rows: entity
    key: 企业代码
    fields:
      营业收入: {column: 营业收入, unit: 万元}
      人员: {column: 期末人员, unit: 人}
      女性: {column: 女性人员, unit: 人}
      园区: {column: 所属园区}
    aggregate: {企业收入: sum(营业收入)}
  快报: {files: "示例_快报_{year}年.*", rows: measure, columns: period}
checks:
  - {id: R01, sum: {total: 总收入, parts: [技术收入, 产品收入]}, note: 总收入等于两项之和}
  - {id: R02, sum: {total: 研发费用, over: 园区}, missing: skip, note: 各园区之和等于全园}
  - {id: R03, within: 女性 <= 人员, note: 女性是期末人员的其中项}
  - {id: R04, level: verify, period: 期末人员 <= 期末人员@-1 * 1.5, missing: skip, note: 比上年增加一半以上的须核实}
"""


def main_indicators(year: int, rows: list[Row], title: str = "") -> list[Row]:
    """Return a yearly return: a measure a row."""
    return [(NOTICE,), (title or f"{year}年主要指标",), ("指标", "计量单位", "本年"), *rows, ("填表人：示例",)]


SOUND = main_indicators(
    2022,
    [("总收入", "亿元", 7433.1), ("技术收入", "亿元", 3233.1), ("产品收入", "亿元", 4200), ("研发费用", "亿元", 301.2),
     ("期末人员", "人", 6000)],
)  # fmt: skip
FAULTY = main_indicators(
    2023,
    [("总收入", "亿元", 7980.4), ("技术收入", "亿元", "'3,480.4"), ("产品收入", "亿元", 4400),
     ("研发费用", "亿元", "待报"), ("期末人员", "人", 21180), ("绿化面积", "公顷", 12)],
    title="2022年主要指标",
)  # fmt: skip
ZONES: list[Row] = [
    (NOTICE,),
    ("2023年分园区主要指标",),
    ("指标", "计量单位", "合计", "东区", "西区", "南区"),
    ("总收入", "亿元", "#DIV/0!", 3000.2, "—", "='[示例_去年.xlsx]Sheet1'!B2 => 2000.1"),
    ("研发费用", "万元", 3306000, 1102000, 1203000, 901000),
    ("期末人员", "人", "=SUM(D6:F6)", 9000, 7180, 5000),
]
LAST_YEAR: list[Row] = [
    (NOTICE,), HEADING,
    (_CODES[0], "示例甲公司", "东区", 4920.5, 85, 31), (_CODES[1], "示例乙公司", "东区", 812.25, 20, 9),
    (_CODES[2], "示例丙公司", "西区", 7011.5, 126, 40), (_CODES[3], "示例丁公司", "西区", 399.75, 12, 5),
]  # fmt: skip
ENTERPRISES: list[Row] = [
    (NOTICE,), HEADING,
    (_CODES[0], "示例甲公司", "东区", 5120.5, 88, 33), (_CODES[1], "示例乙公司", "东区", "'8617.5千元", 21, 9),
    (_CODES[2], "示例丙公司", "北区", 7302.5, 130, 41), ("", "示例丁公司", "西区", 415.25, 12, 5),
    ("合计", "", "", 12838.25, 251, 88),
    (_CODES[4], "示例戊公司", "东区", 2230.5, 45, 54), (_CODES[1], "示例乙公司", "东区", 861.75, 21, 9),
    (_CODES[5], "示例己公司", "西区", 980.5, 19, 7),
]  # fmt: skip
PAGE = "<html><head><title>登录</title></head><body>登录超时，请重新登录（示例）</body></html>\n"


def hidden(book: Any, sheet: Any) -> None:
    """Hide a row with figures, put a draft beside the return and a stray cell far away."""
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write("AZ5000", 1)
    draft = book.add_worksheet("示例底稿")
    draft.write_row(0, 0, [NOTICE])
    draft.write_row(1, 0, ["总收入", 7000])
    draft.hide()


def workbook(path: Path, name: str, rows: list[Row], finish: Callable[[Any, Any], None] | None = None) -> None:
    """Write a workbook of one sheet; texts that begin with ``'`` are texts, with ``=`` formulas, ``#`` errors."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)})
    sheet = book.add_worksheet(name)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            formula = _FORMULA.fullmatch(value) if isinstance(value, str) else None
            if formula:
                sheet.write_formula(r, c, formula[1], None, float(formula[2]) if formula[2] else "")
            elif isinstance(value, str) and value.startswith("#"):
                sheet.write_formula(r, c, "=1/0", None, value)
            elif value != "":
                sheet.write(r, c, value.removeprefix("'") if isinstance(value, str) else value)
    if finish is not None:
        finish(book, sheet)
    book.close()


def write(folder: Path) -> None:
    """Write the plan file and the returns of `folder`."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    (folder / "targets.yaml").write_text(PLAN, encoding="utf-8")
    workbook(data / "示例_主要指标_2022年.xlsx", "示例年报", SOUND)
    workbook(data / "示例_主要指标_2023年.xlsx", "示例年报", FAULTY)
    workbook(data / "示例_分园区_2023年.xlsx", "示例分园区", ZONES, hidden)
    workbook(data / "示例_企业_2022年.xlsx", "示例企业", LAST_YEAR)
    workbook(data / "示例_企业_2023年.xlsx", "示例企业", ENTERPRISES)
    workbook(data / "示例_无人认领.xlsx", "示例", [(NOTICE,), ("总收入", 1)])
    (data / "示例_快报_2023年.xls").write_text(PAGE, encoding="utf-8")
    workbook(data / "示例_快报_2022年.xlsx", "示例快报", SOUND)
    whole = (data / "示例_快报_2022年.xlsx").read_bytes()
    (data / "示例_快报_2022年.xlsx").write_bytes(whole[: len(whole) // 2])


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("data/faulty"))
