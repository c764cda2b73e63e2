"""Two sets of records whose published figures are equal and whose withheld ones are not give the same public files.

So nothing in them depends on a withheld figure: no chart, trace, growth, rank, gap, projection, score or fingerprint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from fzplan import workflow
from fzplan.reports import FORMATS, Settings, render
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

PLAN = """
    plan: {name: 某区规划, baseline: 2022, span: 2023-2025}
    disclosure: {respondents: 3, p_percent: 5}
    dimensions:
      园区: {en: zone, members: [东区, 西区, 北区, 中区], groups: {两区: [东区, 西区], 小区: [北区, 中区]}, partition: true}
      产业: {en: industry, members: [甲, 乙], partition: true}
    measures:
      总收入: {unit: 万元, kind: flow, decimals: 2}
      平均收入: {unit: 万元, kind: ratio, decimals: 2}
      净收入: {unit: 万元, kind: flow, decimals: 2}
      从业人员: {unit: 人, kind: stock}
      企业数: {unit: 家, kind: stock}
    indicators:
      收入:
        unit: 万元
        kind: flow
        formula: 总收入 * 1
        targets:
          - {id: all, at_least: 99999, by: 2025, weight: 2, owner: 甲局}
          - {id: yearly, at_least: 100, each: 2023-2025}
          - {id: sum, of: total, at_least: 9999, over: 2023-2025, for: {产业: 甲}}
          - {id: north, at_least: 5000, by: 2025, for: {园区: 北区}, weight: 1}
          - {id: small, at_least: 100, by: 2025, for: {园区: 小区}}
          - {id: pair, at_least: 100, by: 2025, for: {园区: 中区, 产业: 甲}}
      人均: {unit: 万元/人, decimals: 4, formula: 总收入 / 从业人员}
      增速: {unit: "%", decimals: 2, formula: growth(总收入)}
      累计: {unit: 万元, formula: cumulative(总收入)}
      占比: {unit: "%", decimals: 2, formula: "share(总收入, over=园区)"}
      位次: {unit: 位, formula: "rank(总收入, over=园区)"}
      户均: {unit: 万元, formula: 平均收入}
      净: {unit: 万元, formula: 净收入}
      户数: {unit: 家, formula: 企业数}
      其余: {unit: 万元, formula: "总收入 - 总收入[园区 in 两区]"}
      东区收入:
        unit: 万元
        kind: flow
        formula: "总收入[园区=东区]"
        targets:
          - {id: beside_two, at_least: "总收入[园区 in 两区] * 0.5", by: 2025}
          - {id: beside_north, at_least: "总收入[园区=北区] * 3", by: 2025}
          - {id: beside_middle, at_least: "总收入[园区=中区] * 3", each: 2023-2025}
    forms:
      企业:
        files: "{year}年企业.parquet"
        rows: entity
        key: 代码
        where: 收入 > 1万元
        fields:
          收入: {column: 收入, unit: 万元}
          费用: {column: 费用, unit: 万元}
          人员: {column: 人员, unit: 人}
          园区: {column: 园区}
          产业: {column: 产业}
          差: {formula: 收入 - 费用, unit: 万元}
        aggregate: {总收入: sum(收入), 平均收入: mean(收入), 净收入: sum(差), 从业人员: sum(人员), 企业数: count()}
"""
PLACES = (*[("东区", "甲")] * 5, *[("东区", "乙")] * 4, *[("西区", "甲")] * 4, *[("西区", "乙")] * 5,
          ("北区", "甲"), ("北区", "乙"), ("中区", "甲"))  # fmt: skip
NORTH, MIDDLE = PLACES.index(("北区", "甲")), PLACES.index(("中区", "甲"))
"""One enterprise each, of one industry: what moves from one to the other changes neither the industry nor the total."""


def outcome(folder: Path, moved: float) -> Outcome:
    """Return the outcome with so much income moved, in all years, from 中区 to 北区; quarters add up exactly."""
    path = builders.plan(folder, PLAN)
    (folder / "data").mkdir()
    for year in (2022, 2023, 2024):
        rows = [
            (f"K{k:02}", 100.25 + 37.5 * k + (3.25 + k % 4) * (year - 2022), 11.5 + k, 20 + 3 * k, *place)
            for k, place in enumerate(PLACES)
        ]
        frame = pd.DataFrame(rows, columns=["代码", "收入", "费用", "人员", "园区", "产业"])
        frame.loc[NORTH, "收入"] += moved * (year - 2021)
        frame.loc[MIDDLE, "收入"] -= moved * (year - 2021)
        frame.to_parquet(folder / "data" / f"{year}年企业.parquet", index=False)
    run = workflow.compute(path, in_full=True, by_member=True, by=("园区", "产业"), score=True)
    assert run.outcome is not None
    assert not run.unusable, run.diagnostics
    return run.outcome


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Outcome]:
    return outcome(tmp_path_factory.mktemp("one"), 0.0), outcome(tmp_path_factory.mktemp("other"), 12.75)


@pytest.mark.parametrize("name", FORMATS)
def test_no_public_file_depends_on_what_is_withheld(both: tuple[Outcome, Outcome], name: str) -> None:
    one, other = (render(found, name, settings=Settings("zh", 160, public=True)) for found in both)
    assert one == other


def test_what_is_shown_inside_does(both: tuple[Outcome, Outcome]) -> None:
    one, other = (render(found, "html", settings=Settings("zh")) for found in both)
    assert one != other
    north = [next(a for a in found.assessments if a.target.id == "north").actual for found in both]
    assert None not in north
    assert north[1] - north[0] == 12.75 * 3  # type: ignore[operator]
