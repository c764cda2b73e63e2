"""Invariants: every number-like cell has one fate, the order of files never matters, bytes never raise."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.builders import workbook
from tests.returns.plans import column, dimension, form, measure, plan
from tests.returns.reading import again

from fzplan.diagnostics import FileRef
from fzplan.model.words import IGNORED
from fzplan.returns import extract
from fzplan.returns.cells import number_like
from fzplan.returns.readers.door import of_bytes, read

if TYPE_CHECKING:
    from fzplan.observations import Extraction

PLAN = plan(
    measure("总收入", "亿元"), measure("年末从业人员", "万人", "stock"), dimensions=(dimension("园区", "东区", "西区"),),
    forms={
        "年报": form("a.xlsx"), "分区": form("a.xlsx", "measure", "{园区}", period="2021"),
        "清单": form("a.xlsx", "{measure} > {period} > {unit}", "value"),
        "企业": form("a.xlsx", "entity", None, key="代码", period="2021", columns_of=(column("收入", "总收入", "亿元"),)),
        "台账": form("a.xlsx", "task", None),
    },
)  # fmt: skip
CELLS = st.sampled_from(
    ["", "", "总收入", "年末从业人员", "其中：总收入", "指标", "计量单位", "代码", "亿元", "万人", "人", "2020年", "2021", "'2021", "本年",
     "上年同期", "1", "2", "3.5", "'1,234", "'…", "—", "12{0.0%}", "2021-03-05", "#DIV/0!", "=A1+1", "东区", "西区", "合计", "甲", "乙",
     "单位：亿元", "注：略", "单位负责人：", "任务", "数值", "一、经济", "'6648.7亿元", "'10-15", "增长（%）", "<", "^"]
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=9)


def grid_text(grid: list[list[str]]) -> str:
    """Return the cells as a grid; merges only where there is a cell to merge with."""
    rows = [
        [
            "" if (cell == "<" and c == 0) or (cell == "^") or (cell == "<" and row[c - 1] in ("", "<")) else cell
            for c, cell in enumerate(row)
        ]
        for row in grid
    ]
    return "\n".join(" | ".join(row) for row in rows)


@given(GRIDS)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_number_like_cell_has_exactly_one_fate(tmp_path: Path, grid: list[list[str]]) -> None:
    path = workbook(tmp_path / "data" / "a.xlsx", {"表": grid_text(grid)})
    found = again(tmp_path, PLAN)
    book = read(path, "a.xlsx").book
    if book is None:
        return
    (account,) = found.extraction.accounts
    assert account.holds
    printed = {(o.row - 1, o.column - 1) for o in found.extraction.observations if not o.rows}
    cells = {(r, c): cell for r, row in enumerate(book.sheets[0].rows) for c, cell in enumerate(row)}
    read_and_dropped = sum(account.ignored.get(reason, 0) for reason in ("repeated", "copy", "contested"))
    exact = sum(number_like(cell) or place in printed for place, cell in cells.items())
    assert exact <= account.numbers <= exact + read_and_dropped  # 「3家」 counts once it was read as a figure
    assert account.observations == len(printed)
    assert set(account.ignored) <= set(IGNORED)
    assert all(place in cells for place in printed)


def in_words(found: Extraction) -> list[tuple[object, ...]]:
    return [
        (
            o.measure,
            o.period,
            o.members,
            o.value,
            o.basis,
            str(found.sources.place(o)),
            tuple(found.sources.notes[n] for n in o.notes),
        )
        for o in found.observations
    ]


def test_the_order_of_files_does_not_matter(tmp_path: Path) -> None:
    names = ["a.xlsx", "b.xlsx", "c.xlsx", "a(1).xlsx"]
    for n, name in enumerate(names):
        workbook(
            tmp_path / "data" / name, {"表": f"指标 | 单位 | 2021年\n总收入 | 亿元 | {n % 3}\n年末从业人员 | 万人 | 2"}
        )
    p = plan(*PLAN.measures.values(), forms={"甲": form("a*.xlsx | b.xlsx"), "丙": form("c.xlsx")})
    files = [tmp_path / "data" / name for name in names]
    first, findings = extract(p, files, tmp_path)
    for seed in range(5):
        random.Random(seed).shuffle(files)
        second, others = extract(p, files, tmp_path)
        assert in_words(first) == in_words(second)
        assert [(str(f.at), f.code, f.message("zh")) for f in findings] == [
            (str(f.at), f.code, f.message("zh")) for f in others
        ]


@example(b"<![\x01")
@example(b"<![x[")
@example(b"<tr><td>1<![if !vml]>2<![endif]>")
@given(st.binary(max_size=400))
def test_any_bytes_are_a_book_or_one_finding(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html><table>"):
        reading = of_bytes(head + data, FileRef("a.xlsx"), ".xlsx")
        assert reading.book is not None or len(reading.findings) == 1


@given(st.integers(0, 2**32), st.integers(1, 40))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_mutated_workbook_never_raises(tmp_path: Path, seed: int, flips: int) -> None:
    path = workbook(
        tmp_path / "data" / "a.xlsx", {"表": "指标 | 单位 | 2021年\n总收入 | 亿元 | 1\n年末从业人员 | 万人 | 2"}
    )
    data = bytearray(path.read_bytes())
    chance = random.Random(seed)
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(bytes(data))
    again(tmp_path, PLAN)


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_workbook_with_mutated_xml_never_raises(tmp_path: Path, seed: int, cuts: int) -> None:
    path = workbook(
        tmp_path / "data" / "a.xlsx", {"表": "指标 | 单位 | 2021年\n总收入 | 亿元 | 1{0.0%}\n年末从业人员 | 万人 | =A1"}
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    chance = random.Random(seed)
    for _ in range(cuts):
        part = parts[chance.choice([name for name in parts if name.startswith("xl/")])]
        at = chance.randrange(len(part))
        part[at : at + chance.randrange(4)] = chance.choice([b"", b'"', b"<", b"9999999999", b"&#0;", b"XFD", b"-1"])
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, bytes(data))
    again(tmp_path, PLAN)


def shared() -> list[Path]:
    folder = Path(__file__).parents[3] / "shared" / "workbooks"
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".xls", ".xlsx", ".csv")) if folder.is_dir() else []
    return [p for p in files if p.stat().st_size < 300_000]


@pytest.mark.parametrize("path", shared() or [None], ids=lambda path: path.name if path else "none")
def test_real_workbooks_are_read_or_refused_and_every_cell_is_accounted_for(path: Path | None) -> None:
    if path is None:
        pytest.skip("the shared workbooks are not beside the checkout")
    every = "*.xls | *.xlsx | *.csv"
    p = plan(
        measure("GDP", "亿元", aliases=("地区生产总值",)), dimensions=(dimension("地区", "北京市", "北京"),),
        forms={"表": form(every, "{地区}", "period", fixed={"measure": "GDP"}), "指标": form(every), "实体": form(every, "entity", None, key="地区")},
    )  # fmt: skip
    found, findings = extract(p, [path], path.parent)
    assert found.accounts or any(f.severity for f in findings)
    assert all(account.holds for account in found.accounts)
