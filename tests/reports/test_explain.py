from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from rich.cells import cell_len

from fzplan import periods
from fzplan.formula import Reason, Trace
from fzplan.model.plan import Measure
from fzplan.model.results import Value
from fzplan.observations import Observation
from fzplan.reports import arithmetic
from fzplan.reports.explain import text
from fzplan.units import UNITS
from tests.reports.outcomes import NO_STAFF, NOW, OUTCOME, PLAN
from tests.snapshots import same

PAST = periods.year(2020)
STAFF = Observation(
    "从业人员平均人数", NOW, (), 22.8069, "人", 1e-4, 4, edition="年报", quality="illustrative", row=15, column=4,
    raw="228069", notes=(0,),
)  # fmt: skip
PRINTED = Observation("劳均产出", PAST, (), 364.9, "万元/人", 1.0, 1, file=1, sheet=1, row=9, column=3, raw="364.9")
MEASURES = {
    "总收入": Measure("总收入", UNITS.parse("亿元"), decimals=1, en="total income"),
    "从业人员平均人数": Measure("从业人员平均人数", UNITS.parse("万人"), note="年平均人数，非期末数"),
}
FULL = replace(
    OUTCOME,
    plan=replace(PLAN, measures=MEASURES),
    extraction=replace(OUTCOME.extraction, observations=(*OUTCOME.extraction.observations, STAFF, PRINTED)),
)
INCOME = Trace("总收入", 8466.0, "亿元", name="总收入", op="name", period=NOW, observation=0, en="total income")
PEOPLE = Trace("从业人员平均人数", 22.8069, "万人", name="从业人员平均人数", op="name", period=NOW, observation=3)
# 8466.0 亿元 ÷ 22.8069 万人 = 371.2034… 亿元/万人, and one 亿元/万人 is one 万元/人
QUOTIENT = 8466.0 / 22.8069
COMPUTED = Trace("劳均产出", QUOTIENT, "万元/人", op="/", children=(INCOME, PEOPLE), period=NOW)
VALUE = Value("劳均产出", NOW, {}, QUOTIENT, quality="illustrative", edition="年报", inputs=(0, 3))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_computed_figure_ends_at_its_cells(lang: str) -> None:
    same(f"explain/computed-{lang}.txt", text(FULL, VALUE, COMPUTED, FULL.assessments[:1], lang))  # type: ignore[arg-type]


def test_places_and_unit_steps_are_named() -> None:
    found = text(FULL, VALUE, COMPUTED, (), "zh")
    assert found.startswith("劳均产出　2024年　371.2 万元/人（年报数，示例数据）\n")
    assert "← data/示例_2024年报.xlsx:主要指标!D7　原值 846600000 千元，÷100000" in found
    assert "← data/示例_2024年报.xlsx:主要指标!D15　原值 228069 人，÷10000　年报数，示例数据　注：含扩区" in found
    assert "修约：371.2034516 → 371.2（四舍五入，1位小数）" in found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_printed_figure_is_shown_with_what_it_implies(lang: str) -> None:
    # 6648.7 亿元 ÷ 364.9 万元/人 = 18.2206 万人, which nobody published
    income = Trace("总收入", 6648.7, "亿元", name="总收入", op="name", period=PAST, observation=1, en="total income")
    people = Trace(
        "从业人员平均人数", 6648.7 / 364.9, "万人", name="从业人员平均人数", op="name", period=PAST,
        why=(Reason("implied"),),
    )  # fmt: skip
    reported = Trace("劳均产出", 364.9, "万元/人", name="劳均产出", op="name", period=PAST, observation=4)
    formula = Trace("总收入 ÷ 从业人员平均人数", 364.9, "万元/人", op="/", children=(income, people))
    printed = Trace("劳均产出", 364.9, "万元/人", op="printed", children=(reported, formula), period=PAST)
    found = text(FULL, Value("劳均产出", PAST, {}, 364.9, inputs=(4,)), printed, (), lang)  # type: ignore[arg-type]
    assert "data/公布数据.xlsx:=危险!C9" in found
    assert "18.2206" in found
    same(f"explain/printed-{lang}.txt", found)


def test_a_missing_input_is_named() -> None:
    missing = replace(PEOPLE, value=None, observation=-1, why=(Reason(*NO_STAFF[0]),))
    nothing = replace(COMPUTED, value=None, children=(INCOME, missing), why=(Reason(*NO_STAFF[0]),))
    found = text(FULL, Value("劳均产出", NOW, {}, None, why=NO_STAFF), nothing, (), "zh")
    assert found.splitlines()[0] == "劳均产出　2024年　无法计算：缺从业人员平均人数2024年数据"
    assert "从业人员平均人数 2024年　无数据（缺从业人员平均人数2024年数据）" in found


def test_a_function_lists_what_it_read_and_a_conversion_its_factor() -> None:
    total = Trace(
        "sum(总收入)", 84660000.0, "万元", factor=Fraction(10000), op="sum", period=NOW,
        children=(replace(INCOME, by={"产业": "轨道交通"}), INCOME, INCOME),
    )  # fmt: skip
    found = text(FULL, Value("总收入", NOW, {"产业": "轨道交通"}, 8466.0), total, (), "zh")
    assert found.startswith("总收入（轨道交通）")
    assert found.count("总收入 2024年") == 1  # the same figure is shown once
    nested = replace(COMPUTED, children=(total, PEOPLE))
    tree = text(FULL, VALUE, nested, (), "zh")
    assert "├─ sum(总收入)　" in tree
    assert "　84660000 万元　× 10000\n│  ├─ 总收入 轨道交通 2024年" in tree


def test_a_row_of_additions_is_one_list_and_a_selection_says_its_figure_once() -> None:
    # (8466.0 + 8466.0) + 8466.0 = 25398.0
    chosen = Trace("总收入[轨道交通]", 8466.0, "亿元", op="select", children=(INCOME,), period=NOW)
    two = Trace("总收入 + 总收入", 16932.0, "亿元", op="+", children=(chosen, INCOME), period=NOW)
    three = Trace(
        "总收入", 25398.0, "亿元", op="+", children=(two, replace(INCOME, by={"产业": "航空航天"})), period=NOW
    )
    found = text(FULL, Value("总收入", NOW, {}, 25398.0), three, (), "zh")
    assert "  = 8466 亿元 + 8466 亿元 + 8466 亿元\n" in found
    assert "总收入[轨道交通]" not in found
    assert [line[:2] for line in found.splitlines() if "←" in line] == ["├─", "└─"]


def test_a_narrow_console_parts_the_page_and_no_place() -> None:
    page = text(FULL, VALUE, COMPUTED, FULL.assessments[:1], "zh", width=60)
    places = [line for line in page.splitlines() if "←" in line]
    assert [cell_len(line) <= 60 for line in page.splitlines() if line not in places] == [True] * (
        len(page.splitlines()) - 2
    )
    assert places[0] == "│     ← data/示例_2024年报.xlsx:主要指标!D7"
    assert places[1] == "      ← data/示例_2024年报.xlsx:主要指标!D15"
    same("explain/computed-zh-60.txt", page)


def test_a_console_without_lines_has_signs_instead() -> None:
    page = text(FULL, VALUE, COMPUTED, FULL.assessments[:1], "en", encoding="ascii")
    assert page.isascii()
    assert "\n|- total income 2024" in page
    assert "<- data/" in page
    assert "ratio 0.708 <0.90" in page  # ＜ has a plain form
    gbk = text(FULL, VALUE, COMPUTED, (), "zh", encoding="gbk")
    assert gbk.encode("gbk").decode("gbk") == gbk
    assert "\n`- 从业人员平均人数 2024年" in gbk


def test_a_block_of_records_is_named_with_its_size() -> None:
    spending = Trace("研发费用", 264.1, "亿元", name="研发费用", op="name", period=NOW, observation=2)
    found = text(FULL, Value("研发费用", NOW, {}, 264.1), spending, (), "zh")
    assert "主要指标!B5:B204　200条记录汇总" in found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_arithmetic_of_every_verdict(lang: str) -> None:
    pages = ["\n".join(arithmetic.lines(OUTCOME, a, lang)) for a in OUTCOME.assessments]  # type: ignore[arg-type]
    same(f"explain/verdicts-{lang}.txt", "\n\n".join(pages) + "\n")
    assert not any("None" in page for page in pages)
