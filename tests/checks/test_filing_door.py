"""应报、已报、未报 through the door of `check`: the day given, the review, the sentence, the level, explain."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest

from fzplan import periods, workflow
from fzplan.reports.review.json import document
from fzplan.reports.review.schema import schema
from fzplan.reports.review.totals import filed
from fzplan.workflow.stages import day_of
from tests import builders

if TYPE_CHECKING:
    from fzplan.model.findings import Review

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures: {总收入: {unit: 亿元, kind: flow}}
dimensions: {园区: {members: [东区, 西区]}}
forms:
  月报: {files: "{园区}{year}年{month}月.xlsx", rows: measure, columns: value, unit: 亿元, reporter: "{园区}", due: 次月10日}
"""


def review(folder: Path, as_of: str | None, more: str = "") -> Review:
    builders.plan(folder, PLAN + more)
    for name in ("东区2024年1月", "西区2024年1月", "东区2024年2月"):
        builders.workbook(folder / "data" / f"{name}.xlsx", {"表": "指标 | 数\n总收入 | 5"})
    return workflow.check(Path("targets.yaml"), as_of=as_of)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def codes(found: Review) -> list[tuple[str, str]]:
    return [(f.severity.code, f.diagnostic.code) for f in found.findings]


def test_without_a_day_nothing_is_overdue(tmp_path: Path) -> None:
    found = review(tmp_path, None)
    assert codes(found) == [("info", "FZ626")]
    assert filed(found, "zh") == "报表应报 4 份：已报 3，未报 1"
    assert filed(found, "en") == "returns to be filed 4: filed 3, missing 1"
    (one,) = found.findings[0].marks
    assert (one.about.form, one.about.entity, one.about.period) == ("月报", "西区", "2024-02")


def test_a_month_stands_for_its_last_day(tmp_path: Path) -> None:
    # by 31 March the return of February (due on the 10th) is overdue, that of March is not due yet
    found = review(tmp_path, "2024-03")
    assert codes(found) == [("verify", "FZ625")]
    assert filed(found, "en") == "returns to be filed 4: filed 3, missing 1 (overdue 1)"


def test_json_has_what_was_not_filed(tmp_path: Path) -> None:
    found = document(review(tmp_path, "2024-03-11"), "en")
    missing = [{"period": "2024-02", "office": "西区", "due": "2024-03-10", "overdue": True}]
    assert found["returns"] == [{"form": "月报", "expected": 4, "reported": 3, "overdue": 1, "missing": missing}]
    jsonschema.validate(found, schema())


def test_what_is_no_day_is_wrong_usage(tmp_path: Path) -> None:
    found = review(tmp_path, "前天")
    assert found.unusable
    assert [code for _, code in codes(found) if code.startswith("FZ9")] == ["FZ903"]


def test_the_level_of_what_needs_no_rule_can_be_changed(tmp_path: Path) -> None:
    found = review(tmp_path, "2024-03-11", "checks: [{id: FZ625, level: error}]\n")
    assert codes(found) == [("error", "FZ625")]


def test_a_check_keeps_its_own_level(tmp_path: Path) -> None:
    rule = "{id: K1, level: confirm, missing: skip, roster: {form: 月报, periods: 2024}}"
    found = review(tmp_path, "2024-03-11", f"checks: [{rule}, {{id: FZ625, level: info}}]\n")
    assert ("confirm", "FZ625") in codes(found)


def test_a_check_of_codes_is_explained(tmp_path: Path) -> None:
    text = PLAN + "checks: [{id: K1, roster: {form: 月报, periods: 2024}, note: 月月报}]\n"
    builders.plan(tmp_path, text)
    builders.workbook(tmp_path / "data" / "东区2024年1月.xlsx", {"表": "指标 | 数\n总收入 | 5"})
    run = workflow.explain(Path("targets.yaml"), (), "K1")
    assert run.reckoning is not None
    assert (run.reckoning.passed, run.reckoning.failed, run.reckoning.unknown) == (1, 23, 0)
    assert run.reckoning.holdings[0].sentence.zh.startswith("月报 应报 24")
    later = workflow.explain(Path("targets.yaml"), (), "K1", as_of="2024-02").reckoning
    assert later is not None
    assert (later.passed, later.failed, later.unknown) == (1, 1, 22)  # of January one, due on 10 February


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (None, None),
        (date(2024, 3, 11), date(2024, 3, 11)),
        (periods.year(2024), date(2024, 12, 31)),
        (periods.month(2024, 2), date(2024, 2, 29)),
    ],
)
def test_the_day_that_a_moment_is(moment: periods.Period | date | None, day: date | None) -> None:
    assert day_of(moment) == day
