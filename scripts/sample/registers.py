"""Registers (台账): named things with a date — listings, platforms, parks, certificates, projects, land."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from scripts.sample import figures
from scripts.sample.book import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from scripts.sample.book import Book, Cell

# how many a year, 2021 to 2024
LISTED = (2, 3, 1, 1)
NATIONAL_PLATFORMS = (1, 1, 1, 1)
MUNICIPAL_PLATFORMS = (4, 5, 3, 5)
SPECIAL_PARKS = (1, 0, 1, 1)
INCUBATORS = (1, 2, 1, 1)
SERVICE_FIRMS = (23, 19, 17, 12)
CERTIFICATES = (108, 121, 97, 118)
PROJECTS_DELIVERED = (1, 1, 0, 1)

# square metres (metres) of each finished project, by year
EAST_RENEWAL = ((6800,), (4200, 3900), (7600,), (5100, 3400))
WEST_LAND = ((124000,), (86000, 72000), (162000,), (91000, 58000))
KEY_PROJECTS = ((98000, 88000), (131000, 94000), (156000, 88000, 68000), (139000, 109000))
JOGGING = ((800,), (1600,), (600, 500), (900, 600))

INDUSTRY_PARKS = ("卫星互联网", "智慧城轨", "数字经济")
PLATFORM_KINDS = ("企业技术中心", "工程研究中心", "重点实验室")
BOARDS = ("科创板", "创业板", "北京证券交易所", "香港联合交易所主板")
NAMED_PROJECTS = ("双创基地", "交控科技", "旭阳科技大厦", "丰台航空航天创新中心")
"""The four projects that the plan names; their dates here are invented like everything else."""


def write(folder: Path) -> None:
    """Write every register."""
    registers = folder / "registers"
    _one(registers / "示例_上市公司.xlsx", "示例上市公司", _listed)
    with workbook(registers / "示例_创新平台.xlsx") as book:
        _platforms(book, "示例国家级平台", "国家级", NATIONAL_PLATFORMS)
        _platforms(book, "示例市级平台", "市级", MUNICIPAL_PLATFORMS)
    _one(registers / "示例_特色创新园.xlsx", "示例特色创新园", _special_parks)
    _one(registers / "示例_专业型孵化器.xlsx", "示例专业型孵化器", _incubators)
    _one(registers / "示例_科技服务机构.xlsx", "示例科技服务机构", _service_firms)
    _one(registers / "示例_国家高新技术企业.xlsx", "示例高新技术企业", _certificates)
    with workbook(registers / "示例_建设项目.xlsx") as book:
        _projects(book, "示例东区存量更新", "更新面积（平方米）", "示例更新项目", EAST_RENEWAL)
        _projects(book, "示例西一区一级开发", "用地面积（平方米）", "示例地块", WEST_LAND)
        _projects(book, "示例重点工程", "建筑面积（平方米）", "示例重点工程", KEY_PROJECTS)
        _projects(book, "示例慢跑系统", "长度（米）", "示例慢跑道", JOGGING)
        _named_projects(book)


def _one(path: Path, name: str, fill: Callable[[Book, str], None]) -> None:
    with workbook(path) as book:
        fill(book, name)


def _listed(book: Book, name: str) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例股份{n:02}", BOARDS[n % len(BOARDS)], day, _zone(n))
        for n, day in enumerate(_days(LISTED, salt=1), start=1)
    ]
    _list(book, name, "新增上市公司名单", ("公司简称", "上市板块", "上市日期", "所属园区"), rows)


def _platforms(book: Book, name: str, level: str, numbers: Sequence[int]) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例{level}平台{n:02}", f"{level}{PLATFORM_KINDS[n % len(PLATFORM_KINDS)]}", day, _zone(n))
        for n, day in enumerate(_days(numbers, salt=2), start=1)
    ]
    _list(book, name, f"新认定{level}创新平台名单", ("平台名称", "平台类型", "认定日期", "所属园区"), rows)


def _special_parks(book: Book, name: str) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例{INDUSTRY_PARKS[n - 1]}创新园", INDUSTRY_PARKS[n - 1], day, _zone(n))
        for n, day in enumerate(_days(SPECIAL_PARKS, salt=3), start=1)
    ]
    _list(book, name, "新建成新兴产业特色创新园", ("创新园名称", "主导产业", "建成日期", "所属园区"), rows)


def _incubators(book: Book, name: str) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例孵化器{n:02}", "专业型", day, _zone(n)) for n, day in enumerate(_days(INCUBATORS, salt=4), start=1)
    ]
    _list(book, name, "新认定专业型孵化器名单", ("孵化器名称", "类型", "认定日期", "所属园区"), rows)


def _service_firms(book: Book, name: str) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例科技服务机构{n:03}", "示例服务类别", _typed(day, n), _zone(n))
        for n, day in enumerate(_days(SERVICE_FIRMS, salt=5), start=1)
    ]
    _list(book, name, "新入驻科技服务机构名单", ("机构名称", "服务类别", "入驻日期", "所属园区"), rows)


def _certificates(book: Book, name: str) -> None:
    rows: list[Sequence[Cell]] = [
        (f"示例高新企业{n:03}", f"示例GR{day.year}{n:06}", day, day.replace(year=day.year + 3), _zone(n))
        for n, day in enumerate(_days(CERTIFICATES, salt=6), start=1)
    ]
    columns = ("企业名称", "证书编号", "发证日期", "有效期至", "所属园区")
    _list(book, name, "首次认定的国家高新技术企业名单", columns, rows)


def _projects(book: Book, name: str, size: str, thing: str, years: Sequence[Sequence[int]]) -> None:
    sizes = [value for year in years for value in year]
    days = _days([len(year) for year in years], salt=7)
    rows: list[Sequence[Cell]] = [
        (f"{thing}{n:02}", value, day, "已完成")
        for n, (value, day) in enumerate(zip(sizes, days, strict=True), start=1)
    ]
    _list(book, name, f"{name.removeprefix('示例')}项目台账", ("项目名称", size, "完成日期", "状态"), rows)


def _named_projects(book: Book) -> None:
    days = _days(PROJECTS_DELIVERED, salt=8)
    done = dict(zip(NAMED_PROJECTS, days, strict=False))
    rows: list[Sequence[Cell]] = [
        (f"示例（{project}）", done.get(project), "已交付" if project in done else "在建") for project in NAMED_PROJECTS
    ]
    _list(book, "示例在建项目交付", "规划点名的在建项目交付情况", ("项目名称", "交付日期", "状态"), rows)


def _list(book: Book, name: str, title: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Write a register: the mark, its title, the day it is complete to, a header, numbered rows."""
    sheet = book.sheet(name, (6, *[24] * len(columns)))
    sheet.marked(title)
    sheet.at_right("截至2024年12月31日")
    sheet.line(("序号", *columns), "head")
    for number, row in enumerate(rows, start=1):
        sheet.line((number, *row))


def _days(numbers: Sequence[int], salt: int) -> list[dt.date]:
    """Return so many days in each year from 2021 on, in order, spread over the working months."""
    return [
        day
        for year, count in zip(figures.YEARS, numbers, strict=True)
        for day in sorted(
            dt.date(year, 3 + (n * 7 + salt * 5 + year) % 10, 1 + (n * 11 + salt * 3 + year) % 28) for n in range(count)
        )
    ]


def _typed(day: dt.date, number: int) -> Cell:
    """Return a day as typists write it: mostly a date, now and then text."""
    if number % 9 == 0:
        return f"{day.year}.{day.month:02}.{day.day:02}"
    return f"{day.year}年{day.month}月{day.day}日" if number % 7 == 0 else day


def _zone(number: int) -> str:
    return figures.ZONES[(0, 0, 1, 0, 3, 0, 1, 2)[number % 8]]
