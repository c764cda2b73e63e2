"""The main job on the repository's plan: 31 numeric targets in the table, judged on the illustrative returns.

Expected figures are arithmetic on the printed and invented figures, shown beside each; none is the program's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from fzplan.diagnostics import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Assessment, Value
    from fzplan.workflow import Run

UNASSESSABLE = {"west1_primary_dev_complete", "space_2_plus_n", "five_g_private_network"}
SHARE_OF_TIME = 0.8  # 2024 is the fourth of the five years 2021–2025


@pytest.fixture(scope="module")
def assessed(run: Run) -> dict[str, Assessment]:
    assert run.outcome is not None
    return {a.target.id: a for a in run.outcome.assessments}


@pytest.fixture(scope="module")
def values(run: Run) -> dict[tuple[str, int], Value]:
    assert run.outcome is not None
    return {(v.id, v.period.year): v for v in run.outcome.values if not v.by}


def test_the_run_finds_no_error(run: Run) -> None:
    assert [str(d) for d in run.diagnostics if d.severity == Severity.ERROR] == []
    assert not run.unusable


def test_every_number_like_cell_is_accounted_for_once(run: Run) -> None:
    assert run.extraction is not None
    assert run.extraction.unmatched == ()
    assert len(run.extraction.accounts) >= 25  # sheets
    assert [str(a.place) for a in run.extraction.accounts if not a.holds] == []


def test_31_of_31_numeric_targets_are_in_the_table(assessed: dict[str, Assessment], catalogue: dict[str, Any]) -> None:
    assert {row["id"] for table in ("A1", "A2") for row in catalogue[table]} <= set(assessed)


def test_all_that_have_a_number_are_assessed_and_the_others_are_named(
    assessed: dict[str, Assessment], catalogue: dict[str, Any]
) -> None:
    numeric = {row["id"] for table in ("A1", "A2") for row in catalogue[table]}
    judged = {id_ for id_ in numeric if assessed[id_].verdict not in ("not_assessable", "monitored")}
    assert judged == numeric - UNASSESSABLE
    assert len(judged) == 28
    assert all(assessed[id_].target.monitor for id_ in UNASSESSABLE)


@pytest.mark.parametrize(
    ("indicator", "wanted"),
    [
        ("高精尖产业占总收入比重", 4290.5 / 6648.7 * 100),  # 64.5314…, printed as 64.5
        ("研发投入强度", 161.9 / 6648.7 * 100),  # 2.43506…; the plan prints none
        ("地均产出", 6648.7 / 17.63),  # 377.1242…, printed as 377.1
        ("劳均产出", 364.9),  # as printed: its employees are not published
    ],
)
def test_2020_comes_out_of_published_figures(
    values: dict[tuple[str, int], Value], indicator: str, wanted: float
) -> None:
    value = values[indicator, 2020]
    assert value.value == pytest.approx(wanted, rel=1e-12)
    assert value.quality == "published"


def test_output_per_employee_of_2020_ends_at_its_printed_cell(run: Run, values: dict[tuple[str, int], Value]) -> None:
    value = values["劳均产出", 2020]
    assert "printed_not_computed" in {why.code for why in value.why}
    assert run.extraction is not None
    (printed,) = value.inputs
    place = run.extraction.sources.place(run.extraction.observations[printed])
    assert str(place).endswith("规划公布数据_2015—2020年.xlsx:公布数据!H11")


def test_the_employees_of_2020_are_implied_not_read(run: Run) -> None:
    assert run.extraction is not None
    read = [o for o in run.extraction.observations if o.measure == "从业人员平均人数" and o.period.year == 2020]
    assert read == []
    assert round(6648.7 * 10_000 / 364.9) == 182_206  # 亿元 → 万元, over 万元/人


def test_every_figure_after_2020_is_marked_illustrative(run: Run, assessed: dict[str, Assessment]) -> None:
    assert run.extraction is not None
    for o in run.extraction.observations:
        assert (o.quality == "illustrative") is (o.period.year > 2020), o
    assert {a.quality for a in assessed.values() if a.actual is not None} == {"illustrative"}


@pytest.mark.parametrize(
    ("target", "actual", "verdict"),
    [
        # due by the geometric path 6648.7·(10000/6648.7)^0.8 = 9216.1; (9183.6−6648.7)/(9216.1−6648.7) = 0.987
        ("total_income", 9183.6, "on_track"),
        # due 392.72; (386.03−364.9)/(392.72−364.9) = 0.759
        ("income_per_employee", 9183.6 / 23.79, "behind"),
        # due 510.0; (520.9−377.1)/(510.0−377.1) = 1.08
        ("income_per_km2", 9183.6 / 17.63, "on_track"),
        # (51.3/39.9)^(1/4)−1 = 6.48 %; (51.3−39.9)/(39.9·1.06^4−39.9) = 1.089
        ("retained_fiscal_revenue_cagr", ((51.3 / 39.9) ** 0.25 - 1) * 100, "on_track"),
        ("new_national_hnte", 444, "ahead"),  # 444/400 = 1.11
        ("new_listed_companies", 7, "behind"),  # 7 of 8 due: 0.875, one whole company missing
        ("new_specialty_parks", 3, "achieved_early"),
        ("new_national_platforms", 4, "on_track"),  # 4 of 4 due
        ("new_municipal_platforms", 17, "on_track"),  # 17/16 = 1.06
        ("rd_intensity", 286.5 / 9183.6 * 100, "achieved_early"),  # 3.12 % ≥ 3 %
        ("rd_personnel_share", 6.54 / 24.16 * 100, "behind"),  # (27.07−24)/(28.8−24) = 0.64
        ("new_specialised_incubators", 5, "achieved_early"),
        ("new_sti_service_orgs", 71, "behind"),  # 71/80 = 0.8875
        ("east_zone_renewal_area", 3.1, "behind"),  # 3.1/4 = 0.775
        ("west1_primary_land_dev_area", 59.3, "on_track"),  # 59.3/54.4 = 1.09
        ("key_projects_new_floor_area", 97.1, "ahead"),  # 97.1/80 = 1.21
        ("jogging_path_length", 5.0, "achieved_early"),
        ("named_projects_delivered", 3, "on_track"),  # 3 of ⌊3.2⌋ due
    ],
)
def test_verdicts_of_2024(assessed: dict[str, Assessment], target: str, actual: float, verdict: str) -> None:
    assessment = assessed[target]
    assert assessment.actual == pytest.approx(actual, rel=1e-9)
    assert assessment.time_share == pytest.approx(SHARE_OF_TIME)
    assert assessment.verdict == verdict


@pytest.mark.parametrize(
    ("target", "missed"),
    [
        ("annual_patents_granted", (2022,)),  # 2874 < 3000
        ("annual_new_original_innovation_firms", ()),  # 1623, 1544, 1508, 1587
        ("new_materials_income_floor", (2022,)),  # 98.7 < 100
        ("n_clusters_2plus4", (2022,)),  # hence five of six
        ("rail_income_floor", ()),
    ],
)
def test_missed_years_are_named(assessed: dict[str, Assessment], target: str, missed: tuple[int, ...]) -> None:
    assert assessed[target].missed == missed


def test_verdicts_are_of_every_sort(assessed: dict[str, Assessment]) -> None:
    assert {a.verdict for a in assessed.values()} >= {"achieved_early", "ahead", "on_track", "behind"}


def test_enterprises_aggregate_to_the_signed_totals(run: Run) -> None:
    assert run.extraction is not None
    assert run.plan is not None
    assert [len(records) for records in run.extraction.records if records.form == "企业数据"] == [2000]


def test_the_register_tells_the_state_of_all_39_tasks(run: Run, root: Path) -> None:
    assert run.outcome is not None
    sheet = openpyxl.load_workbook(root / "data" / "registers" / "示例_重点任务台账.xlsx").active
    reported = {row[1].replace(" ", ""): row[4] for row in sheet.iter_rows(min_row=5, values_only=True)}
    states = {result.name.replace(" ", ""): result.state for result in run.outcome.deliverables}
    assert len(states) == 39
    assert states == {
        task.replace(" ", ""): "done" if state == "已完成" else "open" for task, state in reported.items()
    }
