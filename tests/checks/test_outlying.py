"""离群: by deviations, by quartiles, by change; groups that cannot be judged are said."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from fzplan import plan as plan_room
from fzplan import workflow
from fzplan.checks import outlying
from fzplan.checks.room import Room
from fzplan.cube import build
from fzplan.diagnostics import Severity
from fzplan.observations import Extraction, Records, Sources
from fzplan.periods import year
from tests import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.checks.conftest import Checked

RECORDS = """
measures: {总收入: {unit: 亿元, kind: flow}}
forms:
  企业年报:
    files: "企业{year}.xlsx"
    rows: entity
    key: 名称
    fields: {营收: {column: 营业收入, unit: 万元}, 人数: {column: 人数, unit: 人}, 行业: {column: 行业}}
    aggregate: {总收入: sum(营收)}
checks: [{id: O1, CHECK}]
"""
TABLE = """
dimensions: {园区: {members: [甲, 乙, 丙, 丁, 戊]}}
measures: {收入: {unit: 亿元, kind: flow}}
forms: {分区: {files: "分区*.xlsx", rows: "{园区}", columns: period, fixed: {measure: 收入}, unit: 亿元}}
checks: [{id: O1, CHECK}]
"""


def outlier(text: str, check: str) -> str:
    return text.replace("CHECK", f"outlier: {{{check}}}")


def firms(*figures: float | str, people: int = 1, trade: str = "制造") -> str:
    rows = [f"企业{k} | {figure} | {people} | {trade}" for k, figure in enumerate(figures)]
    return "\n".join(("名称 | 营业收入 | 人数 | 行业", *rows))


def test_mad_tells_value_median_bounds_and_number(checked: Callable[..., Checked]) -> None:
    """Of 1, 2, 3, 4, 100 the median is 3 and the MAD 1: 3 ± 3.5 / 0.6745 is -2.189 to 8.189."""
    (found,) = checked(
        outlier(RECORDS, "of: 营收, group: 行业, by: mad, least: 5"), {"企业2021": firms(1, 2, 3, 4, 100)}
    ).found
    assert (str(found.at), found.code, found.severity.code) == ("data/企业2021.xlsx:表!B6", "FZ607", "info")
    assert found.message("zh") == (
        "O1 2021年 企业4 营收 100万元，离群：同组（制造）中位数 3万元，界限 -2.189万元 至 8.189万元（MAD，5 个数）"
    )
    assert found.message("en") == (
        "O1 2021, 企业4: 营收 100万元 is an outlier: median of its group (制造) 3万元, bounds -2.189万元 to 8.189万元 "
        "(MAD, figures: 5)"
    )
    assert found.instances[0].about == ("企业年报", "企业4", "营收", "2021", "", "100")


def test_quartile_fences(checked: Callable[..., Checked]) -> None:
    """Quartiles 2 and 4: 2 − 3·2 = −4 to 4 + 3·2 = 10; with 1.5 they are −1 to 7."""
    books = {"企业2021": firms(1, 2, 3, 4, 9)}
    assert checked(outlier(RECORDS, "of: 营收, by: iqr, least: 5"), books).found == ()
    (found,) = checked(outlier(RECORDS, "of: 营收, by: iqr, cut: 1.5, least: 5"), books).found
    assert (found.facts["low"], found.facts["high"], found.facts["group"].zh) == ("-1万元", "7万元", "同期")


def test_hidiroglou_berthelot(checked: Callable[..., Checked]) -> None:
    """The example of `robust.by_change`: ratios 0.9, 0.95, 1, 1.1, 2; bounds 0.826 to 1.4 with U = 0, C = 4."""
    books = {"企业2020": firms(100, 100, 100, 100, 100), "企业2021": firms(90, 95, 100, 110, 200)}
    text = outlier(RECORDS, "of: 营收, group: 行业, by: hb, size: 0, cut: 4, least: 5")
    (found,) = checked(text, books).found
    assert str(found.at) == "data/企业2021.xlsx:表!B6"
    assert [str(r.at) for r in found.related] == ["data/企业2020.xlsx:表!B6"]
    assert found.message("zh") == (
        "O1 2021年 企业4 营收 200万元，为2020年 100万元 的 2 倍，离群：同组（制造）中位数 1，界限 0.826 至 1.4"
        "（Hidiroglou-Berthelot，5 个数）"
    )
    assert "2 times the 100万元 of 2020 is an outlier" in found.message("en")
    assert found.instances[0].about.value == "200|100"


def test_size_counts_in_hidiroglou_berthelot(checked: Callable[..., Checked]) -> None:
    """A tenth more is usual for nine firms of 100; for one of a million it is told when size counts."""
    before = [100.0] * 9 + [1_000_000.0]
    now = [90.0, 92.0, 95.0, 98.0, 100.0, 102.0, 105.0, 108.0, 110.0, 1_300_000.0]
    books = {"企业2020": firms(*before), "企业2021": firms(*now)}
    assert checked(outlier(RECORDS, "of: 营收, by: hb, size: 0"), books).found == ()
    (found,) = checked(outlier(RECORDS, "of: 营收, by: hb, size: 0.5"), books).found
    assert found.instances[0].about.entity == "企业9"


def test_logarithms_for_figures_of_many_sizes(checked: Callable[..., Checked]) -> None:
    """1, 3, 10, 30, 100, 300, 1000 are even steps of logarithms (0, 0.48, 1 …), and no outliers among themselves.

    Their quartiles are 0.739 and 2.239: 0.4 ranges beyond them is 0.139 and 2.839, so 1000 (3) lies outside.
    """
    books = {"企业2021": firms(1, 3, 10, 30, 100, 300, 1000, 0)}
    (plain,) = checked(outlier(RECORDS, "of: 营收, by: mad, least: 5"), books).found
    assert plain.code == "FZ607"
    (gap,) = checked(outlier(RECORDS, "of: 营收, by: mad, least: 5, scale: log"), books).found
    assert (gap.facts["because"].zh, gap.facts["passed"]) == ("零和负数不能判断", 7)
    found = checked(outlier(RECORDS, "of: 营收, by: iqr, cut: 0.4, least: 5, scale: log"), books).found[1]
    assert str(found.at) == "data/企业2021.xlsx:表!B8"
    assert found.facts["method"] == "IQR log"
    assert found.facts["median"] == "30万元"


def test_groups_that_cannot_be_judged_are_said(checked: Callable[..., Checked]) -> None:
    rows = firms(1, 2, 3, 4, 100) + "\n甲 | 5 | 1 | 软件\n乙 | 6 | 1 | \n丙 | 7 | 0 | 制造"
    text = outlier(RECORDS, "of: 营收 / 人数, group: 行业, by: mad, least: 5")
    failing, gap = sorted(checked(text, {"企业2021": rows}).found, key=lambda d: d.code, reverse=True)
    assert str(failing.at) == "data/企业2021.xlsx:表!A6:D6"  # a formula of two fields stands in the row
    assert gap.facts["because"].zh == "同组不足 5 个数；缺 行业；算不出数（如除数为 0）"
    assert gap.facts["count"] == 3
    (gap,) = checked(outlier(RECORDS, "of: 营收, by: mad, least: 4"), {"企业2021": firms(5, 5, 5, 5, 9)}).found
    assert gap.facts["because"].en == "most figures of the group are equal"


def test_change_needs_two_periods(checked: Callable[..., Checked]) -> None:
    text = outlier(RECORDS, "of: 营收, by: hb, least: 4")
    (found,) = checked(text, {"企业2021": firms(5, 6, 7, 8, 9)}).found
    assert (found.code, found.facts["because"].zh) == ("FZ603", "没有上年的数可比")


def test_a_missing_figure_of_the_year_before_is_said(checked: Callable[..., Checked]) -> None:
    text = outlier(RECORDS, "of: 营收, by: hb, least: 4")
    books = {"企业2020": firms(5, 6, 7, 8, ""), "企业2021": firms(5, 6.5, 7, 8.5, 9)}
    (found,) = checked(text, books).found
    assert (found.facts["because"].zh, found.facts["count"], found.facts["passed"]) == ("上年缺 营收", 1, 4)


def test_members_of_a_dimension_are_held_against_each_other(checked: Callable[..., Checked]) -> None:
    books = {"分区": "分区 | 2021\n合计 | 110\n甲 | 1\n乙 | 2\n丙 | 3\n丁 | 4\n戊 | 100"}
    text = outlier(TABLE, "of: 收入, group: 园区, by: mad, least: 5")
    (found,) = checked(text, books).found
    assert (str(found.at), found.facts["group"].zh) == ("data/分区.xlsx:表!B7", "同组（园区）")
    assert found.message("zh").startswith("O1 2021年 戊 收入 100亿元，离群")
    reckoning = workflow.explain(Path("targets.yaml"), (), "O1").reckoning
    assert reckoning is not None
    assert reckoning.holdings[0].sentence.zh == "2021年 甲 收入 1亿元，中位数 3亿元，界限 -2.189亿元 至 8.189亿元"
    assert [h.outcome for h in reckoning.holdings] == ["pass"] * 4 + ["fail"]


def test_a_cell_with_an_error_is_no_figure_of_its_group(checked: Callable[..., Checked]) -> None:
    """丙 is no figure in 2021; 戊 is far from the others in both years, which is one finding."""
    books = {
        "分区": "分区 | 2020 | 2021\n合计 | 110 | 111\n甲 | 1.5 | 1.5\n乙 | 2.5 | 2.5\n丙 | 3 | #DIV/0!\n丁 | 3.5 | 3.5\n戊 | 90 | 100"
    }
    result = checked(outlier(TABLE, "of: 收入, group: 园区, by: mad, least: 4"), books)
    assert [f"{d.code} {d.at}" for d in result.found] == ["FZ607 data/分区.xlsx:表!B7:C7"]


def test_a_hundred_thousand_records_are_judged_within_a_second(tmp_path: Path) -> None:
    length = 100_000
    rng = np.random.default_rng(20210101)
    sales = np.exp(rng.normal(5.0, 1.0, length)).round(2)
    text = "fzplan: 1\nplan: {name: 规划, baseline: 2020, span: 2021-2025}" + outlier(
        RECORDS, "of: 营收 / 人数, group: 行业, by: hb"
    ).replace("by: hb", "by: mad, scale: log")
    loaded, findings = plan_room.load(builders.plan(tmp_path, text))
    assert loaded is not None
    assert findings == ()
    columns = {
        "营收": sales.tolist(), "人数": rng.integers(5, 500, length).astype(float).tolist(),
        "行业": [f"C{k % 60:02}" for k in range(length)], "名称": [f"企业{k}" for k in range(length)],
    }  # fmt: skip
    records = Records(
        form="企业年报", file=0, sheet=0, columns=columns, period=[year(2021)] * length, members={},
        row=list(range(2, length + 2)), last_column=4,
    )  # fmt: skip
    sources = Sources(("企业2021.xlsx",), ("表",))
    cube, _ = build(loaded, Extraction(records=(records,), sources=sources))
    before = time.process_time()
    tally = outlying.examined(loaded.checks[0], Room(loaded, cube, (records,)))
    assert time.process_time() - before < 20  # what grows with the square of the records takes longer
    assert tally.passed + len(tally.failures) == length
    assert len(tally.failures) < length / 200  # 3.5 deviations of a normal distribution: 5 in 10,000; 人数 is skewed
    assert {f.severity for f in tally.failures} == {Severity.INFO}


@pytest.mark.parametrize("by", ["mad", "iqr"])
def test_without_records_nothing_is_judged(checked: Callable[..., Checked], by: str) -> None:
    (found,) = checked(outlier(RECORDS, f"of: 营收, by: {by}"), {}).found
    assert found.code == "FZ605"
