"""What the public may have: no figure of fewer than three respondents, nothing that tells one, no files, no cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from fzplan.model.plan import Dimension, Form
from fzplan.model.results import Assessment, Breakdown, Outcome, ToDate, Value, Why
from fzplan.model.schedules import Schedule
from fzplan.observations import TOTAL, Account, FileRef
from fzplan.reports import Settings, render
from fzplan.reports.disclosure import for_public
from tests.reports.outcomes import AT, EXTRACTION, INCOME, NOW, OUTCOME, PLAN, RD, target
from tests.reports.tidy import plans

if TYPE_CHECKING:
    from pathlib import Path

SECRET = EXTRACTION.observations[0]._replace(rows=2, raw="846600000", value=8466.0)
"""总收入 of 2024 as the sum of two respondents."""


def secret(**changes: object) -> Outcome:
    extraction = replace(EXTRACTION, observations=(SECRET, *EXTRACTION.observations[1:]))
    return replace(
        OUTCOME, extraction=extraction, digests=dict.fromkeys(EXTRACTION.sources.files, "ab" * 32), **changes
    )  # type: ignore[arg-type]


def assessed(outcome: Outcome, id_: str) -> Assessment:
    return next(a for a in outcome.assessments if a.target.id == id_)


def test_what_rests_on_a_secret_is_withheld_with_the_reason() -> None:
    found = for_public(
        secret(schedules=(Schedule(INCOME, "亿元", "linear", ()), Schedule(RD, "%", "linear", ()))), "zh"
    )
    income = assessed(found, "total_income")
    assert (income.actual, income.verdict, income.series, income.projections) == (None, "not_assessable", {}, {})
    assert [why.code for why in income.why] == ["withheld"]
    values = {(v.id, v.period.year): v for v in found.values}
    assert (values["总收入", 2024].value, values["总收入", 2024].status) == (None, "Q")
    assert values["总收入", 2020].value is None  # the year before is not secret, but the series is told by it
    assert values["研发投入强度", 2024].value is None  # divides by the secret
    assert assessed(found, "rd_intensity").actual is None
    assert values["劳均产出", 2024].why[0].code == "missing_input"  # was missing anyway
    assert found.schedules == ()


def test_three_respondents_and_registers_are_no_secret() -> None:
    three = replace(EXTRACTION, observations=(SECRET._replace(rows=3), *EXTRACTION.observations[1:]))
    assert assessed(for_public(replace(OUTCOME, extraction=three), "zh"), "total_income").actual == 8466.0
    register = replace(PLAN, forms={"主要指标": Form("主要指标", (), AT, source="administrative")})
    assert assessed(for_public(secret(plan=register), "zh"), "total_income").actual == 8466.0


def test_a_target_judged_by_a_secret_is_withheld_even_without_values() -> None:
    judged = [replace(a, inputs=(0,)) if a.target.id == "new_hnte" else a for a in OUTCOME.assessments]
    found = for_public(secret(values=(), assessments=tuple(judged)), "zh")
    assert assessed(found, "new_hnte").why[0].code == "withheld"
    assert assessed(found, "patents").actual == 3402.0


def test_a_target_whose_bound_or_part_of_a_year_rests_on_a_secret_is_withheld() -> None:
    part = ToDate(NOW, 5.0, "亿元", inputs=(0,))
    for changed in ({"bound_inputs": (0,)}, {"to_date": part}):
        judged = [replace(a, **changed) if a.target.id == "patents" else a for a in OUTCOME.assessments]  # type: ignore[arg-type]
        found = for_public(secret(values=(), assessments=tuple(judged)), "zh")
        assert assessed(found, "patents").why[0].code == "withheld"
        assert assessed(found, "patents").to_date is None


def test_one_secret_member_of_a_partition_takes_a_second_one_with_it() -> None:
    parts = [
        target(f"t{member}", "总收入", "each", 1000, time="each", members={"产业": member})
        for member in ("医药健康", "新材料", "轨道交通")
    ]
    names = {m: m for m in ("医药健康", "新材料", "轨道交通")}
    dimension = Dimension("产业", tuple(names), names, partition=True)
    values = tuple(Value("总收入", NOW, {"产业": m}, 5.0, inputs=(0,) if m == "轨道交通" else (1,)) for m in names)
    outcome = secret(
        plan=replace(PLAN, dimensions={"产业": dimension}),
        assessments=tuple(Assessment(t, "亿元", actual=5.0, verdict="on_track") for t in parts),
        values=values,
    )
    found = for_public(outcome, "zh")
    assert [a.actual for a in found.assessments] == [None, 5.0, None]
    assert [v.value for v in found.values] == [None, 5.0, None]
    loose = replace(dimension, partition=False)  # the others do not add up to the total: nothing follows from them
    found = for_public(replace(outcome, plan=replace(PLAN, dimensions={"产业": loose})), "zh")
    assert [a.actual for a in found.assessments] == [5.0, 5.0, None]


def test_a_breakdown_has_no_withheld_figure_and_no_withheld_total() -> None:
    table = {"东区": (1.0, 1.0), "西区": (2.0, 9.0), "扩区": (3.0, 3.0)}
    marked = frozenset({("东区", 2024), ("扩区", 2024), (TOTAL, 2023)})
    b = Breakdown("园区", "总收入", (2023, 2024), (6.0, 13.0), table, marked)
    (found,) = for_public(secret(breakdowns=(b,)), "zh").breakdowns
    assert found.members == {"东区": (1.0, None), "西区": (2.0, 9.0), "扩区": (3.0, None)}
    assert found.whole == (None, 13.0)
    assert found.withheld == marked


def test_the_public_is_told_no_more_than_that_a_figure_is_withheld() -> None:
    known = Value("总收入", NOW, {"产业": "新材料"}, None, status="Q", why=(Why("withheld"), Why("complementary")))
    (found,) = for_public(secret(members=(known,)), "zh").members
    assert found.why == (Why("withheld"),)


def test_what_the_public_has_holds_no_contribution_and_clears_the_same_again() -> None:
    large = replace(
        EXTRACTION, observations=tuple(o._replace(rows=5, largest=(77.0,)) for o in EXTRACTION.observations)
    )
    found = for_public(replace(OUTCOME, extraction=large), "zh")
    assert not [o for o in found.extraction.observations if o.largest]
    assert for_public(found, "zh") == found


def test_files_sheets_cells_and_evidence_are_left_out() -> None:
    found = for_public(secret(), "zh")
    assert found.extraction.sources.files == ("来源1", "来源2")
    assert {str(found.extraction.sources.place(o)) for o in found.extraction.observations} == {"来源1", "来源2"}
    assert found.digests == {}  # of records and tables: a guess at them could be put to the test
    assert [(d.place, d.evidence) for d in found.deliverables] == [(None, "")] * 2
    assert (found.diagnostics, found.extraction.records, found.extraction.tasks) == ((), (), ())
    assert [a.place for a in found.extraction.accounts] == [FileRef("来源1")]
    assert for_public(secret(), "en").extraction.sources.files == ("source 1", "source 2")


def test_a_file_without_records_is_known_by_its_digest() -> None:
    accounts = (*EXTRACTION.accounts, Account(FileRef(EXTRACTION.sources.files[1], "表"), (), 1, 0, 0, 0, {}))
    plain = tuple(o._replace(rows=0) for o in EXTRACTION.observations)
    cells = replace(EXTRACTION, accounts=accounts, observations=plain)
    digests = dict.fromkeys(EXTRACTION.sources.files, "ab" * 32)
    found = for_public(replace(OUTCOME, extraction=cells, digests=digests), "zh")
    assert found.digests == {"来源1": "ab" * 32, "来源2": "ab" * 32}
    cells = replace(cells, observations=(SECRET, *EXTRACTION.observations[1:]))
    found = for_public(replace(OUTCOME, extraction=cells, digests=digests), "zh")
    assert found.digests == {"来源2": "ab" * 32}


def test_the_folder_of_the_plan_file_is_left_out() -> None:
    found = for_public(secret(plan=replace(PLAN, file="内部/某人/targets.yaml")), "zh")
    assert found.plan.file == "targets.yaml"


def test_an_account_of_a_file_that_gave_nothing_is_left_out() -> None:
    idle = replace(EXTRACTION, accounts=(Account(FileRef("data/别的.xlsx", "表"), (), 1, 0, 0, 0, {}),))
    assert for_public(replace(OUTCOME, extraction=idle), "zh").extraction.accounts == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_public_page_has_neither_the_secret_nor_a_path(lang: str) -> None:
    text = render(secret(), "html", settings=Settings(lang, public=True))  # type: ignore[arg-type]
    assert isinstance(text, str)
    said = re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)
    for private in ("8466", "846600000", "6648.7", ".xlsx", "data/", "主要指标!", "D7", "竣工验收"):
        assert private not in said, private
    reason = "涉及个别填报单位，不予公布" if lang == "zh" else "not published, to protect respondents"
    assert reason in said
    assert "480.2" in said  # what is no secret stays
    private_page = render(secret(), "html", lang)  # type: ignore[arg-type]
    assert isinstance(private_page, str)
    assert "8466.0" in private_page


def test_the_sum_of_two_enterprises_is_on_no_public_page(tmp_path: Path) -> None:
    path = plans.enterprises(tmp_path)
    found = workflow.compute(path, in_full=True).outcome
    assert found is not None
    inside = render(found, "html", settings=Settings("zh"))
    outside = render(found, "html", settings=Settings("zh", public=True))
    assert isinstance(inside, str)
    assert isinstance(outside, str)
    # 南区: 41 + 43 = 84 of two enterprises; the total 61 + 62 + 63 + 11 + 12 + 13 + 84 = 306 is of eight
    assert "84.0" in inside
    assert "84.0" not in outside
    assert "南区收入因涉及个别填报单位，不予公布，暂无法评估。" in outside
    assert "306.0" in outside
    assert not [o for o in for_public(found, "zh").extraction.observations if o.value == 84.0]
