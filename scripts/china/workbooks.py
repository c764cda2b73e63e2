"""The returns of the national plan in the layouts of communiqués and yearbooks, from the published values alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from scripts.china.source import IMPLIED, PUBLISHED, UNCONFIRMED, Print, prints
from scripts.sample.book import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from scripts.sample.book import Book, Sheet

CREATED = dt.datetime(2026, 4, 1)  # noqa: DTZ001  (a workbook's creation time has no zone)
HEADER = ("指标", "报告期", "计量单位", "版次", "公布日期", "数据性质", "备注", "数值")
WIDTHS = (44, 14, 12, 10, 13, 10, 90, 12)
MARKS = "①②③④⑤⑥⑦⑧⑨"
WARNING = "未核实数：来源为转引，未与原件核对；推算数：由同一来源所载的增减量算出"


class Layout(NamedTuple):
    """How a family of workbooks looks: the title over the table, and what writes it."""

    title: str
    write: Callable[[Book, str, list[Print]], None]


def write(folder: Path) -> None:
    """Write every workbook below `folder`."""
    books: dict[str, list[Print]] = {}
    for one in prints():
        books.setdefault(one.workbook, []).append(one)
    for name, found in sorted(books.items()):
        stem = name.rpartition("/")[2]
        layout = LAYOUTS[stem.rpartition("_")[0]]
        with workbook(folder / f"{name}.xlsx", "公布数据", CREATED) as book:
            layout.write(book, layout.title.format(year=stem.rpartition("_")[2]), found)


def as_list(book: Book, title: str, found: list[Print]) -> None:
    """Write a list: a value a row, with edition, day and standing; the words of the source behind it."""
    sheet = book.sheet("公报", WIDTHS)
    sheet.banner(title)
    sheet.line(HEADER, "head")
    for p in found:
        cells = (p.measure, p.period, p.unit, p.edition, p.published, p.quality, p.remark, p.number)
        styles = [*["cell"] * 7, _style(p)]
        sheet.styled([cell or None for cell in cells], styles)
    sheet.notes(WARNING)


def by_year(book: Book, title: str, found: list[Print]) -> None:
    """Write a yearbook table: a column a year under its day of publication; the words of the sources as footnotes."""
    days = {p.period: p.published for p in sorted(found, key=lambda p: p.period)}
    sheet = book.sheet("历年", (44, 12, *(16 for _ in days)))
    sheet.banner(title)
    sheet.line(("指标", "计量单位", *_marked(days)), "head")
    sheet.line(("公布日期", None, *days.values()), "head")
    _rows(sheet, found)


def by_standing(book: Book, title: str, found: list[Print]) -> None:
    """Write a yearbook table a sheet for published, implied and unconfirmed values each."""
    for standing in (PUBLISHED, IMPLIED, UNCONFIRMED):
        some = [p for p in found if p.quality == standing]
        years = sorted({p.period for p in some})
        sheet = book.sheet(standing, (30, 12, *(16 for _ in years)))
        sheet.banner(f"{title}（{standing}）")
        sheet.line(("指标", "计量单位", *_marked(years)), "head")
        _rows(sheet, some)


def _marked(years: Iterable[str]) -> list[str]:
    """Return the headings of the years, each with the mark of its footnote."""
    return [f"{year}{mark}" for year, mark in zip(years, MARKS, strict=False)]


def _rows(sheet: Sheet, found: list[Print]) -> None:
    """Write a row a measure, a blank where a year has no value, and under them the words of the sources by year."""
    at = {(p.measure, p.period): p for p in found}
    years = sorted({p.period for p in found})
    for name in dict.fromkeys(p.measure for p in found):
        row = [at.get((name, year)) for year in years]
        unit = next(p.unit for p in row if p)
        numbers = [p.number if p else None for p in row]
        sheet.styled([name, unit, *numbers], ["cell", "cell", *map(_style, row)])
    for year, mark in zip(years, MARKS, strict=False):
        said = "；".join(f"{p.measure}，{p.remark}" for p in found if p.period == year)
        sheet.notes(f"注：{mark} {said}")


def _style(p: Print | None) -> str:
    """Return the style that prints a value with its own decimals: 67.00 is not 67."""
    return "cell" if p is None or isinstance(p.number, str) else ("whole", "one", "two")[p.decimals]


LAYOUTS = {
    "国民经济和社会发展统计公报": Layout("中华人民共和国{year}国民经济和社会发展统计公报（摘）", as_list),
    "科技经费公报": Layout("{year}全国科技经费投入统计公报（摘）", as_list),
    "研发强度修订": Layout("由后一年公报所载增减推得的上年研发强度", as_list),
    "国内生产总值最终核实": Layout("关于{year}国内生产总值最终核实的公告（摘）", as_list),
    "第五次经济普查后": Layout("第五次全国经济普查后所载的国内生产总值（摘）", as_list),
    "人社部统计公报": Layout("{year}度人力资源和社会保障事业发展统计公报（摘）", as_list),
    "卫生健康事业发展统计公报": Layout("{year}我国卫生健康事业发展统计公报（摘）", as_list),
    "能耗和碳排放": Layout("单位国内生产总值能耗和二氧化碳排放，各处所载", as_list),
    "统计局发布": Layout("国家统计局历次发布（摘）", as_list),
    "部门发布": Layout("各部门历次发布（摘）", as_list),
    "生态环境状况": Layout("全国环境空气和地表水状况", by_year),
    "人口和就业": Layout("人口和就业", by_standing),
}
