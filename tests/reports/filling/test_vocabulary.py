from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fzplan import periods
from fzplan.model.results import Breakdown, Value, Why
from fzplan.reports import Settings
from fzplan.reports.filling import context, grammar, targets
from fzplan.reports.filling.entries import Entry
from fzplan.reports.filling.vocabulary import Unknown, Vocabulary
from tests.reports.outcomes import NOW, OUTCOME, PLAN, indicator

SPLIT = Breakdown(
    "园区", "总收入", (2023, 2024), (8000.0, 8466.0), {"东区": (5000.0, 5400.04), "西区": (None, 1.0)},
    frozenset({("西区", 2024)}),
)  # fmt: skip
SMALL = Value("地均产出", NOW, {}, None, status="N", why=(Why("not_a_number", (("name", "地均产出"),)),))
WITH_MEMBERS = replace(
    OUTCOME,
    breakdowns=(SPLIT,),
    values=(*OUTCOME.values, SMALL, Value("总收入", periods.year(2024), {"产业": "轨道交通"}, 2800.0)),
)
ZH = Vocabulary(WITH_MEMBERS, Settings("zh"))
EN = Vocabulary(WITH_MEMBERS, Settings("en"))

FOUND = {
    "总收入.2024": ("8466.0", 8466.0),
    " 总收入.2020 ": ("6648.7", 6648.7),
    "总收入[东区].2024": ("5400.0", 5400.04),  # one decimal in a text, the whole figure in a cell
    "总收入[ 东区 ].2023": ("5000.0", 5000.0),
    "总收入[轨道交通].2024": ("2800.0", 2800.0),
    "total_income.actual": ("8466.0", 8466.0),
    "total_income.2023": ("8000.0", 8000.0),
    "total_income.progress": ("54.2", 54.2267127),  # (8466.0 − 6648.7) / (10000 − 6648.7) = 0.54227
    "total_income.lead": ("-25.8", -25.7732873),  # 54.2 − 80.0
    "total_income.gap": ("-1534.0", -1534.0),
    "total_income.base": ("6648.7", 6648.7),
    "total_income.target": ("≥10000", None),
    "total_income.required": ("增长18.1%", None),
    "total_income.verdict": ("滞后", None),
    "total_income.verdict_code": ("behind", None),
    "total_income.projected_year": ("2027", 2027.0),
    "劳均产出.verdict": ("无法评估", None),  # the indicator has one target
    "new_hnte.base": ("—", None),
    "plan.name": ("丰台园“十四五”发展规划", None),
    "plan.last": ("2025", 2025.0),
    "count.behind": ("3", 3.0),
    "count.good": ("7", 7.0),
    "as_of": ("2024年", None),
    "time_share": ("80.0", 80.0),
    "banner": ("示例数据，非统计资料，不得引用", None),
}


@pytest.mark.parametrize(("written", "expected"), FOUND.items(), ids=FOUND)
def test_a_name(written: str, expected: tuple[str, float | None]) -> None:
    found = ZH.find(written)
    assert isinstance(found, Entry)
    text, number = expected
    assert found.text == text
    assert found.number is None if number is None else found.number == pytest.approx(number)


def test_a_missing_figure_is_never_zero() -> None:
    missing = ZH.find("劳均产出.2024")
    assert missing == Entry("（无数据）", None, "缺从业人员平均人数2024年数据", "")
    assert EN.find("劳均产出.2024") == Entry("(no data)", None, "从业人员平均人数 of 2024 is missing", "")
    assert ZH.find("总收入[西区].2024") == Entry("…", None, "不予公布", "…")
    assert ZH.find("总收入[西区].2023") == Entry("（无数据）", None, "缺失", "")
    assert ZH.find("地均产出.2024") == Entry("…", None, "地均产出算不出数", "…")
    assert ZH.find("income_per_employee.actual") == Entry("（无数据）", None, "缺从业人员平均人数2024年数据", "")
    assert ZH.find("income_per_employee.gap") == Entry("—", None, "缺从业人员平均人数2024年数据", "—")


UNKNOWN = {
    "总收人.2024": ("规划文件没有这个名称", "总收入.2024"),
    "总收入.2042": ("没有这个年份、成员或项目", "总收入.2024、总收入.2020"),
    "总收入[东].2024": ("没有这个年份、成员或项目", "总收入[东区].2024"),
    "total_income.verdct": ("没有这个年份、成员或项目", "total_income.verdict、total_income.verdict_code、total_income.gap_percent"),
    "劳均产出": ("没有写年份或项目", "劳均产出.id、劳均产出.name、劳均产出.indicator、劳均产出.unit、劳均产出.nature"),
    "什么": ("规划文件没有这个名称", "—"),
    "bannr": ("规划文件没有这个名称", "banner、plan、share"),
    "total_incom.verdict": ("规划文件没有这个名称", "total_income.verdict、totals、income_per_km2.verdict"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "reason", "nearest"), [(k, *v) for k, v in UNKNOWN.items()], ids=UNKNOWN)
def test_a_slip_is_told_with_names_close_to_it(written: str, reason: str, nearest: str) -> None:
    found = ZH.find(written)
    assert isinstance(found, Unknown)
    assert found.reason.zh == reason
    assert found.nearest.zh == nearest


def test_an_indicator_without_a_target_has_its_own_decimals() -> None:
    bare = {
        i.id: i for i in (indicator("在园企业", "家"), indicator("均价", "万元/人"), indicator("占比", "%", decimals=2))
    }
    values = tuple(Value(name, NOW, {}, 1234.567) for name in bare)
    found = Vocabulary(
        replace(OUTCOME, plan=replace(PLAN, indicators={**PLAN.indicators, **bare}), values=values), Settings()
    )
    shown = {name: found.find(f"{name}.2024") for name in bare}
    assert {name: entry.text for name, entry in shown.items() if isinstance(entry, Entry)} == {
        "在园企业": "1235", "均价": "1234.6", "占比": "1234.57",
    }  # fmt: skip
    assert found.find("均价.unit") == Entry("万元/人")
    assert isinstance(found.find("总收入.verdict"), Unknown)  # two targets: which one is meant is not known


def test_the_documentation_has_every_name() -> None:
    page = (Path(__file__).parents[3] / "docs" / "templates.md").read_text(encoding="utf-8")
    run = [
        key if isinstance(entry, Entry) else f"{key}.{inner}"
        for key, entry in ZH.run.items()
        for inner in (entry if isinstance(entry, dict) else [""])
    ]
    lists = context.lists()
    items = {field for each in lists.values() for field in each.item}
    names = {*run, *targets.FIELDS, *lists, *items, *grammar.FILTERS, *(f"loop.{field}" for field in context.LOOP)}
    assert [name for name in sorted(names) if f"`{name}`" not in page] == []
