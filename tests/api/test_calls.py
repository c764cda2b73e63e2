"""The library on a plan of two indicators: figures by hand, findings as data, exceptions for wrong calls."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pandas as pd
import pytest

import fzplan
from fzplan.reports.schema import schema
from tests import builders
from tests.cli.runs import PLAN, project
from tests.reports.tidy import plans

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Path(__file__).parent / "small"
UNREADABLE = "fzplan: ["
FAULTY = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures: {总收入: {unit: 亿元, kind: flow}}
    indicators: {收入: {unit: 亿元, formula: 总收人}}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small")) / "targets.yaml"


@pytest.fixture
def result(small: Path) -> fzplan.Result:
    return fzplan.compute(small)


def test_targets_are_a_frame_by_id(result: fzplan.Result) -> None:
    target = result.targets.loc["income"]
    # 9000 of 10000; (9000 − 7000) / (10000 − 7000) = 2/3 after 3 of 5 years
    assert (target["actual"], target["gap"], target["gap_percent"]) == (9000.0, -1000.0, -10.0)
    assert target["progress"] == pytest.approx(2 / 3)
    assert target["time_share"] == pytest.approx(0.6)
    assert (target["verdict"], target["verdict_label"]) == ("ahead", "快于预期")
    assert result.targets["base"].tolist() == [7000.0, 350.0]  # 7000 亿元 ÷ 20 万人
    assert result.usable


def test_a_frame_goes_into_a_workbook_that_is_there(result: fzplan.Result, tmp_path: Path) -> None:
    pd.DataFrame({"note": ["kept"]}).to_excel(tmp_path / "own.xlsx", sheet_name="own")
    with pd.ExcelWriter(tmp_path / "own.xlsx", mode="a", engine="openpyxl") as book:
        result.targets.to_excel(book, sheet_name="targets")
    sheets = pd.read_excel(tmp_path / "own.xlsx", sheet_name=None, index_col=0, engine="openpyxl")
    assert list(sheets) == ["own", "targets"]
    assert sheets["targets"]["actual"].to_dict() == {"income": 9000.0, "per_head": 360.0}


def test_indicators_are_tidy_with_the_members_of_every_dimension(result: fzplan.Result) -> None:
    frame = result.indicators
    heads = frame[(frame["indicator"] == "劳均产出") & (frame["period"] == "2023")]
    # 9000/25, 6000/15, 3000/10
    assert dict(zip(heads["园区"], heads["value"], strict=True)) == {"_T": 360.0, "东区": 400.0, "西区": 300.0}
    missing = frame[(frame["indicator"] == "收入") & (frame["period"] == "2024")].iloc[0]
    assert pd.isna(missing["value"])
    assert (missing["status"], missing["why"], missing["quality"]) == ("O", "missing_input", "")


def test_observations_have_their_places(result: fzplan.Result) -> None:
    frame = result.observations
    east = frame[(frame["measure"] == "总收入") & (frame["园区"] == "东区")].iloc[0]
    assert (east["value"], east["unit"], east["place"]) == (6000.0, "亿元", "data/2023年分区.csv:B2")


def test_frames_keep_their_columns_and_types_when_they_are_empty(tmp_path: Path, result: fzplan.Result) -> None:
    builders.plan(tmp_path, UNREADABLE)
    faulty = fzplan.compute(tmp_path / "targets.yaml")
    for name in ("targets", "findings"):
        full, empty = getattr(result, name), getattr(faulty, name)
        assert full.dtypes.to_dict() == empty.dtypes.to_dict(), name
    assert set(faulty.indicators.columns) == set(result.indicators.columns) - {"园区"}
    assert len(faulty.targets) == len(faulty.indicators) == 0
    assert set(faulty.observations.columns) == set(result.observations.columns) - {"园区"}


def test_what_is_wrong_is_data(tmp_path: Path) -> None:
    builders.plan(tmp_path, FAULTY)
    plan = fzplan.load(tmp_path / "targets.yaml", lang="en")
    assert not plan.usable
    found = plan.findings.iloc[0]
    assert (found["code"], found["severity"]) == ("FZ202", "error")
    assert found["file"].endswith("targets.yaml")
    faulty = fzplan.compute(tmp_path / "targets.yaml")
    assert not faulty.usable
    assert "FZ202" in faulty.findings["code"].tolist()
    assert faulty.indicators["why"].unique().tolist() == ["faulty_formula"]
    with pytest.raises(fzplan.UsageError, match="findings"):
        faulty.report(tmp_path / "gap.xlsx")


def test_a_file_that_is_no_plan_is_told_everywhere(tmp_path: Path) -> None:
    builders.plan(tmp_path, UNREADABLE)
    plan = fzplan.load(tmp_path / "targets.yaml")
    code = plan.findings["code"].iloc[0]
    assert plan.plan is None
    assert len(plan.targets) == len(plan.indicators) == len(plan.measures) == 0
    nothing = fzplan.compute(tmp_path / "targets.yaml")
    explained = fzplan.explain("收入", tmp_path / "targets.yaml")
    for text in (nothing.table(), nothing._repr_html_(), explained.text(), plan._repr_html_()):
        assert code in text
    assert explained.value is None
    assert explained.findings["code"].tolist() == [code]
    assert not fzplan.check(tmp_path / "targets.yaml").ok


def test_findings_have_cells(tmp_path: Path) -> None:
    folder = project(
        tmp_path, grid="指标 | 2020年 | 2024年\n总收入（亿元） | 6648.7 | '8466.0\n从业人员平均人数（万人） | 18 | 22"
    )
    found = fzplan.compute(folder / "targets.yaml").findings
    text = found[found["code"] == "FZ401"].iloc[0]
    assert (text["file"], text["sheet"], text["cell"]) == ("data/年报.xlsx", "主要指标", "C2")


def test_a_plan_is_loaded_without_data(small: Path) -> None:
    plan = fzplan.load(small)
    assert plan.targets.loc["per_head", ["comparator", "target", "last"]].tolist() == ["≥", 400.0, 2025]
    assert plan.indicators["formula"].to_dict() == {"收入": "总收入", "劳均产出": "总收入 ÷ 从业人员"}
    assert plan.measures["unit"].to_dict() == {"总收入": "亿元", "从业人员": "万人"}
    assert fzplan.load(small, lang="en").measures["name"].tolist() == ["total income", "employees"]
    assert "per_head" in plan._repr_html_()


@pytest.mark.parametrize(
    "call",
    [
        lambda plan: fzplan.load(plan.with_name("nothing.yaml")),
        lambda plan: fzplan.compute(plan, "no such folder"),
        lambda plan: fzplan.compute(plan, [plan.parent / "data", "no such folder"]),
        lambda plan: fzplan.compute(plan, year=1999),
        lambda plan: fzplan.compute(plan, as_of="someday"),
        lambda plan: fzplan.compute(plan, by="行业"),
        lambda plan: fzplan.compute(plan, methods=["magic"]),
        lambda plan: fzplan.compute(plan, overrides=["无此指标@2023=1亿元"]),
        lambda plan: fzplan.check(plan, as_of="someday"),
        lambda plan: fzplan.explain("无此指标", plan),
        lambda plan: fzplan.explain("劳均产出", plan, by={"园区": "南区"}),
        lambda plan: fzplan.compute(plan).report(plan.with_name("gap.pages")),
    ],
)
def test_a_wrong_call_raises(small: Path, call: Callable[[Path], object]) -> None:
    with pytest.raises(fzplan.UsageError) as raised:
        call(small)
    assert isinstance(raised.value, ValueError)
    assert len(str(raised.value)) > 5


def test_a_wrong_name_is_told_with_the_nearest(small: Path) -> None:
    with pytest.raises(fzplan.UsageError, match="did you mean: 劳均产出"):
        fzplan.explain("劳均产值", small, lang="en")


def test_options_are_those_of_the_command(small: Path) -> None:
    assert fzplan.compute(small, year=2022).targets.loc["income", "actual"] == 8140.0
    assert fzplan.compute(small, as_of=dt.date(2022, 12, 31)).targets.loc["income", "at"] == "2022"
    assumed = fzplan.compute(small, overrides=["总收入@2023=9500亿元"])
    assert (assumed.targets.loc["income", "actual"], assumed.targets.loc["income", "quality"]) == (9500.0, "assumed")
    assert "分园区" in fzplan.compute(small, by="园区").table()
    assert "by zone" in fzplan.compute(small, by=["zone"], lang="en").table()
    assert "cagr-ratio" in fzplan.compute(small, methods=["cagr-ratio"]).table(160)


def test_what_is_found_says_what_it_is(small: Path, tmp_path: Path) -> None:
    assert repr(fzplan.load(small)) == "<fzplan.load: 2 targets, 0 findings>"
    assert repr(fzplan.compute(small)) == "<fzplan.compute: 共2项目标：快于预期1项，滞后1项>"
    assert repr(fzplan.check(small)) == "<fzplan.check: 0 findings>"
    assert repr(fzplan.explain("收入", small, year=2021)) == "<fzplan.explain: 收入　2021年　7560.0 亿元（公布数）>"
    builders.plan(tmp_path, UNREADABLE)
    assert repr(fzplan.load(tmp_path / "targets.yaml")) == "<fzplan.load: no plan, 1 findings>"
    assert repr(fzplan.compute(tmp_path / "targets.yaml")) == "<fzplan.compute: no figures>"


def test_the_table_is_that_of_the_command(result: fzplan.Result) -> None:
    assert "≥10000" in result.table()
    assert "未显示" in result.table(60)
    assert "未显示" not in result.table(160)
    assert "income per head" in result.table(lang="en")
    assert "<strong>滞后</strong>" in result._repr_html_()


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".md", ".csv", ".targets.csv", ".sdmx.csv", ".json", ".txt"])
def test_reports_are_those_of_the_command(result: fzplan.Result, tmp_path: Path, suffix: str) -> None:
    path = result.report(tmp_path / "out" / f"gap{suffix}", date=dt.date(2024, 3, 1))
    assert path.stat().st_size > 0
    again = result.report(tmp_path / "out" / f"again{suffix}", date=dt.date(2024, 3, 1))
    assert path.read_bytes() == again.read_bytes()
    if suffix == ".json":
        jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema())


def test_a_report_that_cannot_be_written_is_an_oserror(result: fzplan.Result, tmp_path: Path) -> None:
    (tmp_path / "gap.json").mkdir()
    with pytest.raises(OSError, match=r"gap\.json"):
        result.report(tmp_path / "gap.json")


def test_a_return_is_never_replaced(result: fzplan.Result, small: Path) -> None:
    before = (small.parent / "data" / "年报.csv").read_bytes()
    with pytest.raises(OSError, match=r"年报\.csv"):
        result.report(small.parent / "data" / "年报.csv")
    assert (small.parent / "data" / "年报.csv").read_bytes() == before


def test_withheld_figures_stay_withheld(tmp_path: Path) -> None:
    frame = fzplan.compute(plans.enterprises(tmp_path)).indicators
    south = frame[(frame["indicator"] == "收入") & (frame["园区"] == "南区") & (frame["period"] == "2024")].iloc[0]
    assert pd.isna(south["value"])
    assert (south["status"], south["why"]) == ("Q", "withheld too_few")


def test_a_number_is_explained(small: Path) -> None:
    found = fzplan.explain("per_head", small, small.parent / "data")
    assert found.value is not None
    assert found.value.value == 360.0
    assert [a.verdict for a in found.assessments] == ["behind"]
    assert "← data/年报.csv:E2" in str(found)
    assert "<pre>" in found._repr_html_()
    assert len(found.findings) == 0
    assert "income per head" in found.text(lang="en")


CHECKED = (
    PLAN
    + """
    checks:
      - {id: more, within: 总收入 >= 8000亿元, level: error}
"""
)


def test_a_check_is_told_with_its_standing(tmp_path: Path) -> None:
    folder = project(tmp_path, CHECKED)  # 6648.7 of 2020 is less
    review = fzplan.check(folder / "targets.yaml")
    assert not review.ok
    assert review.checks.loc["more"].tolist() == [2, 1, 0]
    fault = review.findings[review.findings["severity"] == "error"].iloc[0]
    assert (fault["cell"], fault["standing"]) == ("B2", "open")
    assert review._repr_html_().startswith("<table")
    for suffix in (".xlsx", ".csv", ".md", ".json", ".txt"):
        assert review.report(tmp_path / f"findings{suffix}").stat().st_size > 0
    with pytest.raises(fzplan.UsageError, match="suffix"):
        review.report(tmp_path / "findings.pages")
    reckoned = fzplan.explain("more", folder / "targets.yaml")
    assert reckoned.value is None
    assert "8000" in reckoned.text()
