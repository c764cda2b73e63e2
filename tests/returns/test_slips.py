"""Figures a power of ten off are named with the factor; honest growth is not."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest
from tests.returns.plans import dimension, form, measure, plan
from tests.returns.reading import read

from fzplan import periods
from fzplan.model.plan import Break
from fzplan.observations import Observation, Sources
from fzplan.returns.slips import slips

if TYPE_CHECKING:
    from pathlib import Path

    from tests.returns.reading import Read

    from fzplan.diagnostics import Diagnostic

INCOME = plan(measure("总收入", "亿元"), forms={"表": form("*.xlsx")})


def told(found: Read) -> list[str]:
    return [f"{f.at} {f.message('zh')}" for f in found.findings if f.code == "FZ385"]


def series(*values: float, decimals: int = 1, **more: object) -> list[Observation]:
    """Return yearly figures from 2016 on, a cell each in row 2; 0 leaves a hole."""
    return [
        Observation("总收入", periods.year(2016 + n), (), value, "亿元", decimals=decimals, row=2, column=2 + n)._replace(**more)
        for n, value in enumerate(values)
        if value
    ]  # fmt: skip


def found(observations: list[Observation], **measured: object) -> list[Diagnostic]:
    declared = plan(measure("总收入", "亿元", **measured), forms={})
    return slips(declared, observations, Sources(("a.xlsx", "b.xlsx"), ("表",)))


def powers(findings: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(str(f.at).rpartition("!")[2], f"{f.facts['side'].zh}{f.facts['factor']}") for f in findings]


def test_the_slip_of_the_plan_text_itself(tmp_path: Path) -> None:
    """The text of the plan says 总收入 6648.66万元 where its own indicator table says 6648.7 亿元."""
    seen = read(
        tmp_path, INCOME,
        {"a.xlsx": "指标 | 单位 | 2017年 | 2018年 | 2019年\n总收入 | 亿元 | 4811.2 | 5266.4 | 5871.1",
         "b.xlsx": "指标 | 单位 | 2020年\n总收入 | 万元 | 6648.66"},
    )  # fmt: skip
    (sentence,) = told(seen)
    assert sentence == (
        "data/b.xlsx:Sheet1!C2 “总收入”2020年为 0.664866 亿元，与所对照的 5871.1 亿元 相差约 10⁴ 倍（偏小）："
        "疑将亿元的数标作万元；读入时由万元换算为亿元（÷10000）"
    )
    assert str(seen.finding("FZ385").related[0].at) == "data/a.xlsx:Sheet1!E2"


def test_persons_marked_where_ten_thousands_stand(tmp_path: Path) -> None:
    """A re-typed yearbook has 1475.7 人 in one row of 万人: 1475.7 人 = 0.14757 万人."""
    people = plan(measure("从业人员", "万人", "stock"), forms={"表": form("*.xlsx", "period", "measure")})
    seen = read(
        tmp_path, people,
        {"a.xlsx": "年份 | 从业人员（万人）\n2016 | 1450.1\n2017 | 1466.0\n2018 | 1470.2",
         "b.xlsx": "年份 | 从业人员（人）\n2019 | 1475.7"},
    )  # fmt: skip
    (sentence,) = told(seen)
    assert "相差约 10⁴ 倍（偏小）：疑将万人的数标作人" in sentence


def test_a_unit_that_changes_within_a_row_is_one_finding(tmp_path: Path) -> None:
    seen = read(
        tmp_path, INCOME,
        {"a.xlsx": "指标 | 单位 | 2015年 | 2016年 | 2017年 | 2018年 | 2019年\n总收入 | 亿元 | 4000 | 4400 | 4811.2 | 52664000 | 58711000"},
    )  # fmt: skip
    assert told(seen) == [
        "data/a.xlsx:Sheet1!F2:G2 “总收入”2018年等 2 个数为 52664000 亿元，与所对照的 4811.2 亿元 相差约 10⁴ 倍（偏大）：疑将万元的数标作亿元"
    ]


def test_a_column_that_is_shifted_as_a_whole_is_one_finding(tmp_path: Path) -> None:
    """Returns in 千元 under the heading 亿元, as the torch forms are filed: 10⁵."""
    parks = plan(
        measure("总收入", "亿元"), dimensions=(dimension("园区", "东区", "西区", "扩区", "北区"),),
        forms={"表": form("a{year}.xlsx", "{园区}", "measure", fixed={"unit": "亿元"})},
    )  # fmt: skip
    rows = {"东区": 310.5, "西区": 220.4, "扩区": 145.9, "北区": 98.2}
    grids = {
        f"a{year}.xlsx": "园区 | 总收入\n" + "\n".join(f"{name} | {value * factor:.1f}" for name, value in rows.items())
        for year, factor in ((2021, 1.0), (2022, 1.08e5))
    }
    (sentence,) = told(read(tmp_path, parks, grids))
    assert sentence.startswith("data/a2022.xlsx:Sheet1!B2:B5 “总收入”2022年（东区）等 4 个数为 33534000 亿元")
    assert "相差约 10⁵ 倍（偏大）：疑将千元的数标作亿元" in sentence


def test_one_member_alone_against_siblings_that_stand_still(tmp_path: Path) -> None:
    """Two years only: 扩区 ×10000 while the other three grow by 8 %."""
    parks = plan(
        measure("总收入", "亿元"), dimensions=(dimension("园区", "东区", "西区", "扩区", "北区"),),
        forms={"表": form("a.xlsx", "{园区}", "period", fixed={"unit": "亿元", "measure": "总收入"})},
    )  # fmt: skip
    grid = "园区 | 2021年 | 2022年\n东区 | 310.5 | 335.3\n西区 | 220.4 | 238.0\n扩区 | 145.9 | 1575720\n北区 | 98.2 | 106.1"
    (sentence,) = told(read(tmp_path, parks, {"a.xlsx": grid}))
    assert sentence.startswith("data/a.xlsx:Sheet1!C4 “总收入”2022年（扩区）为 1575720 亿元")


@pytest.mark.parametrize(
    ("values", "cells"),
    [
        ((100, 110, 1200, 133, 146), [("D2", "大10¹")]),  # a decimal point, between figures of both sides
        ((100, 110, 121, 133, 1460), []),  # ×10 at the end may be a merger
        ((1000000, 110, 121, 133), [("B2", "大10⁴")]),  # the first of all
        ((100, 110, 0.11, 133), [("D2", "小10³")]),
        ((100, 490, 2400, 11000), []),  # ×4.9 each year is growth
        ((100, 0, 0, 0, 12000), []),  # ×120 in four years: less than ×5 each
        ((100, 110), []),
        ((100, 1100000), []),  # nobody knows which of the two
        ((166, 174, 20, 158, 150), []),  # two digits: a harvest lost to frost (Solothurn 2017)
        ((3, 2, 4, 300, 5), []),  # one digit printed whole: small counts come and go
    ],
)
def test_what_is_a_slip_and_what_is_not(values: tuple[float, ...], cells: list[tuple[str, str]]) -> None:
    digits = 0 if min(v for v in values if v) >= 1 else 3
    assert powers(found(series(*values, decimals=digits))) == cells


def test_two_slips_in_one_series_are_told_apart() -> None:
    """×10⁴ in 2018, ÷10³ in 2021: two factors, two findings."""
    assert powers(found(series(100, 110, 1210000, 133, 146, 0.161, 177, decimals=3))) == [
        ("D2", "大10⁴"), ("G2", "小10³"),
    ]  # fmt: skip


def test_a_slip_is_held_against_a_sound_figure_and_not_against_another_slip() -> None:
    """2018 ×10⁴ and 2019 ×10⁵ side by side: both beside the figure of 2017 or 2020, in C2 and F2."""
    findings = found(series(100, 110, 1210000, 13310000, 146, 161))
    assert powers(findings) == [("D2", "大10⁴"), ("E2", "大10⁵")]
    assert [str(f.related[0].at).rpartition("!")[2] for f in findings] == ["C2", "F2"]


def test_a_declared_break_ends_the_comparison() -> None:
    shifted = series(100, 110, 121, 1330000, 1460000, 1610000)
    assert powers(found(shifted)) == [("E2:G2", "大10⁴")]
    assert found(shifted, breaks=(Break(2019, "改按全口径"),)) == []


def test_rates_and_shares_never_slip() -> None:
    jump = series(1.5, 1.2, 130.0, 1.4)
    assert found(jump, kind="rate") == []
    share = plan(measure("总收入", "%", "ratio"), forms={})
    assert slips(share, jump, Sources(("a.xlsx",), ("表",))) == []


def test_the_same_figure_of_another_edition_names_the_factor() -> None:
    """快报 in 千元, 年报 in 亿元, revised by 2 %: 6648.7 × 10⁵ × 0.98."""
    flash = series(651572600.0, edition="快报", file=1)
    assert powers(found([*series(6648.7), *flash])) == [("B2", "大10⁵")]
    assert found([*series(6648.7), *series(6515.7, edition="快报", file=1)]) == []
    assert found([*series(6648.7), *series(8312.5, edition="快报", file=1)]) == []


def test_an_invented_figure_bears_no_witness_against_a_reported_one() -> None:
    invented = series(100, 110, 121, quality="illustrative")
    reported = [o._replace(period=periods.year(2020)) for o in series(1330000.0)]
    assert found([*invented, *reported]) == []


@pytest.mark.parametrize("sigma", [0.1, 0.4])
def test_honest_series_give_no_finding(sigma: float) -> None:
    """3,000 seeded series with log-normal growth (sigma 0.4: one year in six above ×1.5, one in 700 above ×3.3)."""
    chance = random.Random(385)
    for _ in range(3000):
        level, values = 10 ** chance.uniform(0.5, 5), []
        for _ in range(chance.randint(2, 12)):
            level *= math.exp(chance.gauss(0.06, sigma))
            values.append(round(level, 1) if chance.random() < 0.9 else 0)
        assert found(series(*values)) == [], values


def test_small_counts_come_and_go_without_a_finding() -> None:
    """3,000 series of counts around 0 to 60, as of firms listed a year."""
    chance = random.Random(386)
    for _ in range(3000):
        mean = 10 ** chance.uniform(-1, 1.8)
        values = [float(max(0, round(chance.gauss(mean, math.sqrt(mean))))) for _ in range(8)]
        assert found(series(*values, decimals=0)) == [], values


def test_every_planted_slip_is_found() -> None:
    """1,000 honest series of eight years with growth of ±15 %, one figure of each moved by 10³, 10⁴ or 10⁵."""
    chance = random.Random(387)
    for _ in range(1000):
        level, values = 10 ** chance.uniform(2, 4), []
        for _ in range(8):
            level *= math.exp(chance.gauss(0.06, 0.15))
            values.append(round(level, 1))
        at, power = chance.randrange(8), chance.choice((-5, -4, -3, 3, 4, 5))
        values[at] = values[at] * 10.0**power
        (finding,) = found(series(*values, decimals=6))
        assert str(finding.at).endswith(f"!{'BCDEFGHI'[at]}2")


def test_the_unit_of_the_file_name_against_the_one_inside(tmp_path: Path) -> None:
    seen = read(
        tmp_path,
        INCOME,
        {"主要指标（万元）.xlsx": "主要指标 |  |\n | | 单位：亿元\n指标 | 2020年 | 2021年\n总收入 | 6648.7 | 7001.2"},
    )
    finding = seen.finding("FZ386")
    assert str(finding.at) == "data/主要指标（万元）.xlsx:Sheet1!B4:C4"
    assert finding.message("zh") == "文件名写的单位是万元，表中是亿元（÷10000）：按亿元读取 2 个数（总收入）"
    assert seen.values["总收入 2020"] == 6648.7


def test_a_unit_that_only_the_name_states_is_taken(tmp_path: Path) -> None:
    """66,487,000 万元 = 6648.7 亿元."""
    grids = {"a.xlsx": {"收入（万元）": "指标 | 2020年\n总收入 | 66487000"}}
    seen = read(tmp_path, INCOME, grids)
    assert seen.values == {"总收入 2020": 6648.7}
    assert "FZ323" not in seen.codes
    assert "FZ386" not in seen.codes


def test_a_column_of_another_multiple_than_the_line_above(tmp_path: Path) -> None:
    seen = read(
        tmp_path,
        INCOME,
        {"a.xlsx": "主要指标 |  |\n | | 单位：亿元\n指标 | 2020年 | 2021年\n总收入（万元） | 66487000 | 70012000"},
    )
    assert seen.values["总收入 2020"] == 6648.7
    assert (
        seen.finding("FZ387")
        .message("en")
        .startswith("the unit line says 亿元, heading or unit column here 万元 (×10000)")
    )


PARTS = plan(
    measure("总收入", "亿元"), dimensions=(dimension("园区", "东区", "西区", "扩区", partition=True),),
    forms={"表": form("a.xlsx", "{园区}", "period", fixed={"unit": "亿元", "measure": "总收入"})},
)  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (("310.5", "220.4", "145.9", "676.8"), []),  # 310.5 + 220.4 + 145.9 = 676.8
        (("310.5", "220.4", "1459000", "676.8"), ["data/a.xlsx:Sheet1!B4 大10⁴"]),
        (("310.5", "0.02204", "145.9", "676.8"), ["data/a.xlsx:Sheet1!B3 小10⁴"]),
        (("310.5", "220.4", "145.9", "6768000"), ["data/a.xlsx:Sheet1!B5 大10⁴"]),  # the total itself
        (("310.5", "220.4", "200.0", "676.8"), []),  # a sum that fails otherwise is a matter of checks
        (("310.5", "2204", "1459", "676.8"), []),  # two are off: no one answer
    ],
)
def test_the_sum_of_a_partition_shows_the_one_that_is_off(
    tmp_path: Path, figures: tuple[str, ...], expected: list[str]
) -> None:
    names = ("东区", "西区", "扩区", "合计")
    grid = "园区 | 2021年\n" + "\n".join(f"{n} | {f}" for n, f in zip(names, figures, strict=True))
    seen = read(tmp_path, PARTS, {"a.xlsx": grid})
    assert [f"{f.at} {f.facts['side'].zh}{f.facts['factor']}" for f in seen.findings if f.code == "FZ385"] == expected
