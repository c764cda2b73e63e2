"""Outcomes built by hand, with every kind of target, verdict and quality: what the reports are tried on.

The arithmetic of each assessment stands beside it.
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace
from typing import Any

from fzplan import periods
from fzplan.diagnostics import CellRef, Related, Rule, Severity, Span, Text
from fzplan.model.plan import Baseline, Bound, Change, Deliverable, Head, Indicator, Measure, Plan, Target
from fzplan.model.results import Assessment, DeliverableResult, MethodResult, Outcome, Value, Why
from fzplan.observations import Account, Extraction, FileRef, Observation, Sources
from fzplan.units import UNITS

AT = Span("targets.yaml", 10, 5)
NOW = periods.year(2024)
NO_STAFF = (Why("missing_input", (("name", "从业人员平均人数"), ("period", "2024"))),)
UNIT_MISMATCH = Rule(
    "FZ298",
    "made-up-unit",
    Severity.ERROR,
    says=Text("单位为{got}，应为{want}", "unit is {got}, expected {want}"),
    mend=Text("把单位改为{want}。", "change the unit to {want}; found {got}."),
    page=Text("只用于测试。", "For tests only."),
)


def indicator(id_: str, unit: str, *targets: Target, decimals: int | None = None, en: str = "") -> Indicator:
    return Indicator(id_, UNITS.parse(unit), decimals=decimals, en=en, targets=targets, kind="flow")


def target(id_: str, of: str, kind: str, value: float | None = None, **more: object) -> Target:
    bound = None if value is None else Bound(value, text=str(value))
    options: dict[str, object] = {"bound": bound, "first": 2021, "last": 2025, "section": "二(三)2 具体目标", **more}
    return Target(id_, of, kind, AT, **options)  # type: ignore[arg-type]


INCOME = target("total_income", "总收入", "reach", 10000, path="geometric", owner="统计科")
PER_HEAD = target("income_per_employee", "劳均产出", "reach", 400, path="geometric")
PER_KM2 = target("income_per_km2", "地均产出", "reach", 550, comparator=">", path="geometric")
RD = target("rd_intensity", "研发投入强度", "range", 3, high=Bound(4, text="4"))
FISCAL = target("fiscal_cagr", "留区财政收入", "growth", 0.06, time="over", baseline=Baseline(2020, 39.9))
HNTE = target("new_hnte", "新增国高新", "total", 500, time="over")
LISTED = target("new_listed", "新增上市公司", "total", 10, high=Bound(15, text="15"), time="over")
PATENTS = target("patents", "专利授权", "each", 3000, time="each", reading="average")
RAIL = target(
    "rail_floor", "总收入", "each", 1000, time="each", members={"产业": "轨道交通"}, section="三(一)1 两大千亿产业集群"
)
ENERGY = target(
    "energy", "单位能耗", "change", time="over", better=-1, comparator="≤", section="三(一)1 两大千亿产业集群",
    change=Change(0.135, "relative", -1, "13.5%"), nature="binding",
)  # fmt: skip
SHARE = target("share", "“2+4”占比", "direction", time="over", direction=1, section="三(一)1 两大千亿产业集群")
PLATFORMS = target("platforms", "新增国家级平台", "total", 5, time="over", section="三(一)1 两大千亿产业集群")

PLAN = Plan(
    head=Head("丰台园“十四五”发展规划", 2020, 2021, 2025, source="京丰科园发〔2022〕1号"),
    units=UNITS,
    measures={"研发费用": Measure("研发费用", UNITS.parse("亿元"), "flow", "R&D expenses")},
    indicators={
        i.id: i
        for i in (
            indicator("总收入", "亿元", INCOME, RAIL, decimals=1, en="total income"),
            indicator("劳均产出", "万元/人", PER_HEAD, decimals=1, en="income per employee"),
            indicator("地均产出", "亿元/平方公里", PER_KM2, decimals=1),
            indicator("研发投入强度", "%", RD, decimals=2),
            indicator("留区财政收入", "亿元", FISCAL, decimals=1),
            indicator("新增国高新", "家", HNTE),
            indicator("新增上市公司", "家", LISTED),
            indicator("专利授权", "件", PATENTS),
            indicator("单位能耗", "吨/万元", ENERGY, decimals=3),
            indicator("“2+4”占比", "%", SHARE, decimals=1),
            indicator("新增国家级平台", "家", PLATFORMS),
        )
    },
    deliverables={
        "超算": Deliverable("supercomputing", "超级计算中心", 2025),
        "轨道园": Deliverable("rail_park", "轨道交通特色园区", 2025),
    },
)
SOURCES = Sources(("data/示例_2024年报.xlsx", "data/公布数据.xlsx"), ("主要指标", "=危险"), ("含扩区",))
OBSERVATIONS = (
    Observation(
        "总收入", periods.year(2024), (), 8466.0, "千元", 1e-5, 5, quality="illustrative", edition="年报",
        form="主要指标", row=7, column=4, raw="846600000",
    ),
    Observation("总收入", periods.year(2020), (), 6648.7, "亿元", 1.0, 1, file=1, sheet=1, row=3, column=2, raw="=cmd"),
    Observation(
        "研发费用", periods.year(2024), (), 264.1, "亿元", quality="illustrative",
        row=5, column=2, last_row=204, last_column=2, rows=200,
    ),
)  # fmt: skip
SHEET = FileRef("data/示例_2024年报.xlsx", "主要指标")
EXTRACTION = Extraction(
    (), OBSERVATIONS, sources=SOURCES, accounts=(Account(SHEET, ("主要指标",), 9, 3, 0, 4, {"note": 2}),)
)


def assessments() -> tuple[Assessment, ...]:
    year, base = NOW, periods.year(2020)
    due = 6648.7 * (10000 / 6648.7) ** 0.8  # planned for 2024 on a constant-growth path
    good: dict[str, Any] = {"period": year, "quality": "illustrative", "time_share": 0.8}
    return (
        Assessment(
            INCOME, "亿元", value=10000.0, base_period=base, base=6648.7, actual=8466.0, previous=8000.0,
            gap=-1534.0, gap_percent=-15.34, shortfall=1534.0, attainment=0.8466,
            progress=(8466.0 - 6648.7) / (10000 - 6648.7),  # 0.5423
            planned=due, ratio=(8466.0 - 6648.7) / (due - 6648.7), pace_achieved=math.log(8466.0 / 6648.7) / 4,
            pace_required=math.log(10000 / 8466.0),  # one year left: 18.1 %
            projected=8992.1, projected_year=2027, verdict="behind", outlook="unlikely", margin=300.5,
            methods=(MethodResult("plan-linear", "1", 0.678, "behind"),), why=(Why("path_sensitive", (("path", "linear"), ("verdict", "on_track"))),),
            series={2021: 7000.0, 2022: 7500.0, 2023: 8000.0, 2024: 8466.0}, **good,
        ),
        Assessment(PER_HEAD, "万元/人", value=400.0, why=NO_STAFF),
        Assessment(
            PER_KM2, "亿元/平方公里", value=550.0, base_period=base, base=377.1, actual=480.2,
            gap=-69.8, gap_percent=-12.69, shortfall=69.8, attainment=0.8731, progress=0.5963,
            pace_required=math.log(550 / 480.2), verdict="behind", outlook="unlikely", **good,
        ),
        Assessment(
            RD, "%", low=3.0, high=4.0, base_period=base, base=2.44, actual=3.12, gap=0.12, shortfall=0.0,
            progress=1.2143, verdict="achieved_early", outlook="likely", why=(Why("slipping"),), previous=3.2,
            **good,
        ),
        Assessment(
            FISCAL, "%", value=6.0, base_period=base, base=39.9, actual=6.3, gap=0.3, shortfall=0.0, verdict="on_track",
            outlook="likely", pace_required=math.log(1.048), critical=True, **good,
        ),
        Assessment(
            HNTE, "家", value=500.0, base=0.0, actual=444.0, gap=-56.0, gap_percent=-11.2, shortfall=56.0,
            attainment=0.888, progress=0.888, pace_required=56.0, verdict="ahead", outlook="likely", **good,
        ),
        Assessment(
            LISTED, "家", low=10.0, high=15.0, base=0.0, actual=8.0, gap=-2.0, gap_percent=-20.0, shortfall=2.0,
            progress=0.8, pace_required=2.0, verdict="on_track", outlook="likely", **good,
        ),
        Assessment(
            PATENTS, "件", value=3000.0, actual=3402.0, gap=402.0, gap_percent=13.4, shortfall=0.0, verdict="on_track",
            series={2021: 3120.0, 2022: 2874.0, 2023: 3301.0, 2024: 3402.0}, missed=(2022,),
            outlook="likely", **good,
        ),
        Assessment(
            RAIL, "亿元", value=1000.0, actual=2800.0, gap=1800.0, gap_percent=180.0, shortfall=0.0,
            verdict="on_track", **good,
        ),
        Assessment(
            ENERGY, "%", value=-13.5, base_period=base, base=0.205, actual=-7.3, gap=6.2, shortfall=6.2,
            progress=0.5407, pace_required=-6.2, verdict="behind", outlook="unlikely", **good,
        ),
        Assessment(
            SHARE, "%", base_period=base, base=64.5, actual=66.3, previous=65.9, verdict="on_track", **good,
        ),
        Assessment(PLATFORMS, "家", value=5.0, why=(Why("not_reported"),)),
    )  # fmt: skip


def values() -> tuple[Value, ...]:
    return (
        Value("总收入", periods.year(2020), {}, 6648.7, 6648.65, 6648.75, edition="年报", inputs=(1,)),
        Value("总收入", NOW, {}, 8466.0, quality="illustrative", edition="年报", inputs=(0,)),
        Value("劳均产出", NOW, {}, None, status="O", why=NO_STAFF),
        Value("研发投入强度", NOW, {}, 3.12, quality="illustrative", inputs=(2, 0)),
    )  # fmt: skip


DIAGNOSTICS = (
    UNIT_MISMATCH(
        CellRef("data/示例_2024年报.xlsx", "主要指标", 14, 4),
        Related(AT, Text("目标在此声明", "the target is declared here")),
        Related(CellRef("data/公布数据.xlsx", "总表", 3, 2), Text("另一处", "the other place")),
        excerpt="总收入 | 人 | 8466.0",
        want="亿元",
        got="人",
    ),
    UNIT_MISMATCH(AT, severity=Severity.VERIFY, want="元", got="美元"),
    UNIT_MISMATCH(FileRef("data/公布数据.xlsx"), severity=Severity.INFO, want="元", got="@SUM(1)"),
)

OUTCOME = Outcome(
    plan=PLAN,
    as_of=NOW,
    extraction=EXTRACTION,
    values=values(),
    assessments=assessments(),
    deliverables=(
        DeliverableResult(
            "supercomputing", "超级计算中心", "done", "achieved", dt.date(2023, 6, 1), "竣工验收",
            place=CellRef("data/示例_台账.xlsx", "台账", 5, 2), quality="illustrative",
        ),
        DeliverableResult("rail_park", "轨道交通特色园区", "not_reported", "not_assessable"),
    ),
    diagnostics=DIAGNOSTICS,
)  # fmt: skip
PUBLISHED = replace(
    OUTCOME,
    values=(),
    assessments=tuple(replace(a, quality="published") for a in OUTCOME.assessments),
    deliverables=(),
    diagnostics=(),
)
