"""What became of the number-like cells, as `-v` shows it: every line and the totals add up in 80 columns."""

from __future__ import annotations

import pytest

from fzplan.diagnostics import FileRef
from fzplan.observations import Account
from fzplan.reports import accounts
from fzplan.reports.consoles import columns

ACCOUNTS = (
    Account(FileRef("data/a.xlsx", "主要指标"), ("年报",), 20, 12, 0, 3, {"code_row": 2, "note": 3}),
    Account(FileRef("data/a.xlsx", "附表"), (), 4, 0, 0, 0, {"other_sheet": 4}),
    Account(FileRef("data/" + "很长的文件名" * 8 + ".xlsx", "企业"), ("企业",), 3_000_000, 0, 2_999_990, 10, {}),
)


def test_a_line_a_sheet_with_reasons_and_a_line_of_totals() -> None:
    lines = accounts.table(ACCOUNTS, "zh").splitlines()
    assert lines[0].split() == ["数字单元格", "合计", "采用", "记录", "表头", "未采用"]
    assert lines[2:7] == [
        "data/a.xlsx",
        "  主要指标                                   20      12        0       3       5",
        "      表后的注释、说明和签署行 3；表头下的列代码行（甲 乙 丙 1 2） 2",
        "  附表                                        4       0        0       0       4",
        "      表式没有用到的工作表 4",
    ]
    assert next(line for line in lines if line.startswith("总计")).split()[1:] == [
        "3000024", "12", "2999990", "13", "9",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_has_room_in_80_columns_and_adds_up(lang: str) -> None:
    lines = accounts.table(ACCOUNTS, lang).splitlines()  # type: ignore[arg-type]
    assert max(map(columns, lines)) <= accounts.WIDTH
    rows = [[int(word) for word in line.split()[-5:]] for line in lines if line.split()[-5:][0].isdigit()]
    assert len(rows) == 4
    assert all(row[0] == sum(row[1:]) for row in rows)
    assert rows[-1] == [sum(column) for column in zip(*rows[:-1], strict=True)]


def test_a_console_without_lines_gets_hyphens() -> None:
    assert set(accounts.table(ACCOUNTS, "en", "gb2312").splitlines()[1]) <= {"-", "─"}
    assert set(accounts.table((), "en", "ascii").splitlines()[1]) == {"-"}
