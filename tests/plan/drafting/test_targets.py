from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.builders import plan as plan_file
from tests.builders import workbook

from fzplan import plan as plan_room
from fzplan.diagnostics import Severity
from fzplan.workflow import drafting

if TYPE_CHECKING:
    from fzplan.model.plan import Plan, Target

ROOT = Path(__file__).parents[3]
TABLE = """
“十四五”规划主要指标 | < | < | < | < | < | < | <
类别 | 指标 | 单位 | 2020年 | 2025年 | 年均/[累计] | 属性 | 计算公式 | 责任单位
经济发展 | 总收入 | 亿元 | 6648.7 | 10000 | | 预期性 | | 发展改革处
^ | 劳均产出 | 万元/人 | 364.9 | ≥400 | | 预期性 | 劳均产出=总收入÷从业人员平均人数 | 统计处
^ | 留区财政收入 | 亿元 | 39.9 | — | 6% | 预期性 | | 财政处
创新 | 研发投入强度 | % | | 3～4 | | 约束性 | 研发费用/总收入×100% | 科技处
^ | 新增国家高新技术企业（家） | | | | [500] | 预期性 | |
^ | 专利授权 | 件 | 3214 | 每年≥3000 | | | |
绿色 | 单位产值能耗 | 吨标准煤/万元 | | 降低13.5% | | 约束性 | |
^ | 空气质量 | % | 87.5 | 完成上级下达任务 | | | |
注：[ ]内为五年累计数。
"""


def drafted(folder: Path, grid: str = TABLE, **options: object) -> tuple[str, Plan]:
    draft = drafting.from_table(workbook(folder / "指标表.xlsx", {"指标": grid}), **options)  # type: ignore[arg-type]
    assert draft.diagnostics == ()
    found, findings = plan_room.load(plan_file(folder, draft.text))
    assert [f for f in findings if f.severity == Severity.ERROR] == []
    assert found is not None
    return draft.text, found


def test_an_indicator_table_becomes_a_plan_that_loads(tmp_path: Path) -> None:
    _, plan = drafted(tmp_path)
    assert (plan.head.name, plan.head.baseline, plan.head.first, plan.head.last) == ("“十四五”规划", 2020, 2021, 2025)
    kinds = {t.id: (t.kind, t.comparator, t.bound.value if t.bound else None, t.nature, t.owner) for t in plan.targets}
    assert kinds == {
        "总收入": ("reach", "≥", 10000, "expected", "发展改革处"),
        "劳均产出": ("reach", "≥", 400, "expected", "统计处"),
        "留区财政收入": ("growth", "≥", 0.06, "expected", "财政处"),
        "研发投入强度": ("range", "≥", 3, "binding", "科技处"),
        "新增国家高新技术企业": ("total", "≥", 500, "expected", ""),
        "专利授权": ("each", "≥", 3000, None, ""),
        "单位产值能耗": ("change", "≥", None, "binding", ""),
        "空气质量": ("monitor", "≥", None, None, ""),
    }
    bases = {t.id: t.baseline.value for t in plan.targets if t.baseline and t.baseline.value is not None}
    assert bases == {"总收入": 6648.7, "劳均产出": 364.9, "留区财政收入": 39.9}
    assert plan.indicators["新增国家高新技术企业"].unit.text == "家"  # from the brackets behind the name


def test_formulas_bring_their_measures_with_the_units_they_tell(tmp_path: Path) -> None:
    text, plan = drafted(tmp_path)
    assert {m.id: m.unit.text for m in plan.measures.values()} == {"从业人员平均人数": "人", "研发费用": "亿元"}
    assert plan.indicators["劳均产出"].formula_text == "总收入 / 从业人员平均人数".replace(" / ", "/")
    assert "单位由公式推得，请核" in text


def test_words_that_say_no_number_are_kept_as_words(tmp_path: Path) -> None:
    _, plan = drafted(tmp_path)
    (target,) = plan.indicators["空气质量"].targets
    assert target.monitor == "指标表所印：完成上级下达任务"


def test_several_years_of_goals_are_milestones_before_the_last(tmp_path: Path) -> None:
    grid = """
    主要指标 | 单位 | 2020年基期值 | 2023年目标 | 2025年目标
    总收入 | 亿元 | 6648.7 | 8000 | 10000
    """
    _, plan = drafted(tmp_path, grid)
    (target,) = plan.targets
    assert (target.last, target.milestones) == (2025, {2023: 8000})


def test_without_any_year_the_span_is_asked_for(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", {"1": "指标 | 单位 | 目标值\n总收入 | 亿元 | 10000"})
    draft = drafting.from_table(path)
    assert [d.code for d in draft.diagnostics] == ["FZ361"]
    assert draft.failed
    assert not drafting.from_table(path, span=(2021, 2025)).failed


def test_a_workbook_without_such_a_table_says_so(tmp_path: Path) -> None:
    draft = drafting.from_table(workbook(tmp_path / "年报.xlsx", {"1": "指标 | 2020年\n总收入 | 6648.7"}))
    assert [d.code for d in draft.diagnostics] == ["FZ360"]


def kernel(target: Target) -> tuple[object, ...]:
    """Return what a target demands, without its remarks."""
    ends = tuple((b.value, b.text if b.formula else "") if b else None for b in (target.bound, target.high))
    base = target.baseline.value if target.baseline else None
    return (
        target.id, target.indicator, target.kind, target.comparator, ends, target.change, target.direction, target.mean,
        target.first, target.last, dict(target.members), target.nature, target.owner, base, target.section,
    )  # fmt: skip


def test_the_plan_of_the_repository_goes_out_as_a_table_and_comes_back_with_the_same_targets(tmp_path: Path) -> None:
    content, _ = drafting.to_table(ROOT / "targets.yaml")
    (tmp_path / "表.xlsx").write_bytes(content)
    draft = drafting.from_table(tmp_path / "表.xlsx")
    back, _ = plan_room.load(plan_file(tmp_path, draft.text))
    plan, _ = plan_room.load(ROOT / "targets.yaml")
    assert plan is not None
    assert back is not None
    assert back.head.name == plan.head.name
    judged = [t for t in plan.targets if t.kind != "monitor"]
    assert [kernel(t) for t in back.targets if t.kind != "monitor"] == [kernel(t) for t in judged]
    assert len(judged) == 38  # 31 numeric targets less 3 that the plan gives no number for, and 10 directions


KINDS = """
fzplan: 1
plan: {name: 例, span: 2021-2025}
indicators:
  甲:
    unit: 亿元
    targets:
      - {id: a, at_least: 100, by: 2025, nature: binding, owner: 甲处}
      - {id: b, more_than: 1.5万亿元, by: 2024}
      - {id: c, at_most: 5, each: 2022-2024}
      - {id: d, less_than: 5, each: 2021-2025}
      - {id: e, of: total, at_least: 500, over: 2021-2025}
      - {id: f, of: total, between: [10, 15], over: 2022-2025}
      - {id: g, of: growth, at_least: 6%, over: 2021-2025, mean: sum}
      - {id: h, of: growth, more_than: 6.5%, over: 2021-2025, baseline: {year: 2020, value: 39.9}}
      - {id: i, fall_by: 13.5%, over: 2021-2025}
      - {id: j, rise_by: 12亿元, over: 2021-2025}
      - {id: k, times: 1.5, by: 2025}
      - {id: l, doublings: 2, by: 2025}
      - {id: m, direction: down, over: 2021-2025}
      - {id: n, between: [3, 4], by: 2025}
      - {id: o, between: [3, 4], each: 2021-2025}
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_target_goes_out_and_comes_back(tmp_path: Path, lang: str) -> None:
    source = plan_file(tmp_path, KINDS, "a.yaml")
    content, findings = drafting.to_table(source, lang)  # type: ignore[arg-type]
    assert findings == ()
    (tmp_path / "表.xlsx").write_bytes(content)
    back, _ = plan_room.load(plan_file(tmp_path, drafting.from_table(tmp_path / "表.xlsx").text))
    plan, _ = plan_room.load(source)
    assert plan is not None
    assert back is not None
    assert [kernel(t) for t in back.targets] == [kernel(t) for t in plan.targets]
