"""Conservation of cells over random workbooks read by random forms, one file by several of them, copies among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import workbook
from tests.returns.plans import column, dimension, form, measure, plan
from tests.returns.reading import again
from tests.returns.test_properties import CELLS, grid_text

from fzplan.model.words import IGNORED
from fzplan.reports import accounts

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

INCOME, STAFF = measure("总收入", "亿元"), measure("年末从业人员", "万人", "stock")
ROWS = ("measure", "{园区}", "{measure} > {unit}", "{measure} > {period} > {unit}", "{period}", "{_} > {measure}")
COLUMNS = ("period", "measure", "{园区}", "{measure} > {period}", "{period} > {measure}", "value", "{_} > {period}")
EXTRA: tuple[dict[str, Any], ...] = (
    {}, {"period": "2021"}, {"skip": ("其中*",)}, {"names": {"指标": "总收入"}}, {"range": "A1:C6"}, {"header": 1},
    {"edition": "快报"}, {"fixed": {"unit": "万元"}}, {"fixed": {"measure": "总收入"}}, {"sheets": ("表",)},
)  # fmt: skip
TABLES = st.builds(
    lambda rows, columns, extra: form("*.xlsx", rows, columns, **extra),
    st.sampled_from(ROWS), st.sampled_from(COLUMNS), st.sampled_from(EXTRA),
)  # fmt: skip
LISTS = st.sampled_from(
    [
        form("*.xlsx", "entity", None, key="代码", period="2021", columns_of=(column("收入", "总收入", "亿元"),)),
        form("*.xlsx", "entity", None, period="2020"),
        form("*.xlsx", "task", None),
    ]
)
GRIDS = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8)


def declared(forms: list[dict[str, Any]]) -> Plan:
    return plan(
        INCOME, STAFF, forms={f"表式{n}": spec for n, spec in enumerate(forms)},
        dimensions=(dimension("园区", "东区", "西区"),),
    )  # fmt: skip


@given(st.lists(st.one_of(TABLES, TABLES, LISTS), min_size=1, max_size=4), GRIDS, GRIDS, st.booleans())
@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_sum_holds_for_every_sheet_and_in_all(
    tmp_path: Path, forms: list[dict[str, Any]], one: list[list[str]], other: list[list[str]], copied: bool
) -> None:
    workbook(tmp_path / "data" / "a.xlsx", {"表": grid_text(one), "附表": grid_text(other)})
    workbook(tmp_path / "data" / "b.xlsx", {"表": grid_text(one if copied else other)})
    found = again(tmp_path, declared(forms)).extraction
    assert all(account.holds for account in found.accounts)
    assert all(n >= 0 for a in found.accounts for n in (a.observations, a.records, a.headers, *a.ignored.values()))
    assert {code for a in found.accounts for code in a.ignored} <= set(IGNORED)
    cells = {(o.file, o.sheet, o.row, o.column) for o in found.observations if not o.rows}
    assert sum(a.observations for a in found.accounts) == len(cells)
    totals = accounts.table(found.accounts, "zh").splitlines()
    shown = next(line for line in totals if line.startswith("总计")).split()[1:]
    assert int(shown[0]) == sum(map(int, shown[1:]))


def test_a_cell_that_two_forms_read_counts_once(tmp_path: Path) -> None:
    """Six cells read by both forms: six, not twelve."""
    grid = "指标 | 单位 | 2020年 | 2021年 | 2022年\n总收入 | 亿元 | 1 | 2 | 3\n年末从业人员 | 万人 | 4 | 5 | 6"
    found_by = declared([form("*.xlsx"), form("*.xlsx", "{measure} > {unit}", edition="快报")])
    workbook(tmp_path / "data" / "a.xlsx", {"表": grid})
    found = again(tmp_path, found_by)
    assert len(found.extraction.observations) == 12
    account = found.account()
    assert (account.numbers, account.observations) == (6, 6)
