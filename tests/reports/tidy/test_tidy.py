"""Open formats: what each row says; SDMX-CSV is read back by pysdmx."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from fzplan import periods
from fzplan.model.plan import Dimension
from fzplan.model.results import Value, Why
from fzplan.reports import FORMATS, Settings, render
from fzplan.reports.tidy import figures, sdmx
from fzplan.units import UNITS
from tests.reports.outcomes import OUTCOME, PLAN
from tests.reports.tidy import plans

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

TIDY = ("csv", "targets", "sdmx")
INDUSTRIES = {"产业": Dimension("产业", ("轨道交通",), {"轨道交通": "轨道交通"}, en="industry")}
WHOLE = replace(OUTCOME, plan=replace(PLAN, dimensions=INDUSTRIES))


def rows(outcome: Outcome, name: str, lang: Any = "zh") -> list[dict[str, str]]:
    content = render(outcome, name, lang)
    text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture(scope="module")
def by_zone(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return plans.by_zone(tmp_path_factory.mktemp("zones"))


@pytest.fixture(scope="module")
def of_enterprises(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return plans.of_enterprises(tmp_path_factory.mktemp("enterprises"))


def test_a_row_an_indicator_period_and_member(by_zone: Outcome) -> None:
    found = {(r["by_园区"], r["period"]): r["value"] for r in rows(by_zone, "csv") if r["value"]}
    assert found == {
        ("_T", "2020"): "300.0",  # 300 亿元 / 1 万人 = 300 万元/人 (亿元 / 万人 = 万元/人)
        ("_T", "2024"): "400.0",
        ("东区", "2020"): "200.0",  # 100 / 0.5
        ("东区", "2024"): "300.0",
        ("西区", "2020"): "400.0",
    }
    assert {r["by_类型"] for r in rows(by_zone, "csv")} == {"_T"}
    assert [r["by_园区"] for r in rows(by_zone, "csv")] == ["_T"] * 6 + ["东区"] * 5 + ["西区"] * 5


def test_what_is_missing_says_why_in_codes_and_words(by_zone: Outcome) -> None:
    missing = next(r for r in rows(by_zone, "csv") if (r["by_园区"], r["period"]) == ("西区", "2024"))
    assert (missing["value"], missing["status"], missing["why"]) == ("", "O", "missing_input")
    assert missing["note"] == "缺从业人员2024年数据"
    assert (missing["quality"], missing["basis"], missing["edition"]) == ("", "", "")
    assert "从业人员 of 2024 is missing" in {r["note"] for r in rows(by_zone, "csv", "en")}


@pytest.mark.parametrize("name", TIDY)
def test_sums_over_fewer_than_three_never_leave(name: str, of_enterprises: Outcome) -> None:
    cells = [cell for row in rows(of_enterprises, name) for cell in row.values()]
    assert not {"84", "84.0"}.intersection(cells)  # 41 + 43 of the two enterprises of 南区
    assert "306.0" in cells
    assert str(render(of_enterprises, name, settings=Settings(public=True))) == str(render(of_enterprises, name))


def test_the_smallest_other_member_hides_the_withheld_one(of_enterprises: Outcome) -> None:
    found = {r["by_园区"]: r for r in rows(of_enterprises, "csv") if (r["indicator"], r["period"]) == ("收入", "2024")}
    assert found["_T"]["value"] == "306.0"  # 186 + 36 + 84
    assert found["东区"]["value"] == "186.0"  # 61 + 62 + 63
    assert [(found[m]["value"], found[m]["status"], found[m]["confidentiality"]) for m in ("西区", "南区")] == [
        ("", "Q", "C"),
        ("", "Q", "C"),
    ]


def test_a_target_on_two_enterprises_is_withheld(of_enterprises: Outcome) -> None:
    south = next(r for r in rows(of_enterprises, "targets") if r["id"] == "south")
    assert (south["actual"], south["verdict"], south["why"]) == ("", "not_assessable", "withheld")


def test_targets_have_the_keys_of_the_contract() -> None:
    income = rows(WHOLE, "targets")[0]
    assert (income["id"], income["section"], income["verdict"]) == ("total_income", "二(三)2 具体目标", "behind")
    assert (float(income["actual"]), float(income["gap"]), income["unit"]) == (8466.0, -1534.0, "亿元")
    assert (income["baseline_period"], income["baseline_value"]) == ("2020", "6648.7")
    patents = next(r for r in rows(WHOLE, "targets") if r["id"] == "patents")
    assert (patents["missed"], patents["critical"]) == ("2022", "false")


def test_nothing_from_the_data_becomes_a_formula() -> None:
    about = PLAN.indicators["总收入"]
    named = replace(about, targets=tuple(replace(t, owner="=cmd|'/c calc'!A1") for t in about.targets))
    outcome = replace(WHOLE, assessments=(replace(OUTCOME.assessments[0], target=named.targets[0]),))
    assert rows(outcome, "targets")[0]["owner"] == "'=cmd|'/c calc'!A1"


@pytest.mark.parametrize("name", TIDY)
def test_the_same_input_gives_the_same_bytes(name: str, by_zone: Outcome) -> None:
    assert render(by_zone, name) == render(by_zone, name)


def test_csv_has_its_mark_and_sdmx_has_none(by_zone: Outcome) -> None:
    for name in ("csv", "targets"):
        content = render(by_zone, name)
        assert isinstance(content, bytes)
        assert content.startswith(b"\xef\xbb\xbf")
    assert str(render(by_zone, "sdmx")).startswith("STRUCTURE,STRUCTURE_ID,ACTION,")


def test_sdmx_is_read_back_by_pysdmx(by_zone: Outcome, tmp_path: Path) -> None:
    pytest.importorskip("pysdmx", reason="pysdmx is not installed")
    from pysdmx.io import read_sdmx

    path = tmp_path / "values.sdmx.csv"
    path.write_text(str(render(by_zone, "sdmx")), encoding="utf-8", newline="")
    message = read_sdmx(str(path))
    (dataset,) = message.data
    assert dataset.short_urn == "Dataflow=FZPLAN:VALUES_BY_ZONE_BY_DIMENSION_2(1.0.0)"
    frame = dataset.data
    assert list(frame.columns[:5]) == ["FREQ", "INDICATOR", "ZONE", "DIMENSION_2", "TIME_PERIOD"]
    known = [(v.id, v.by.get("园区", "_T"), str(v.period), v.value) for v in figures.figures(by_zone)]
    read = zip(frame["INDICATOR"], frame["ZONE"], frame["TIME_PERIOD"], map(float, frame["OBS_VALUE"]), strict=True)
    for ours, theirs in zip(known, read, strict=True):
        assert ours[:3] == theirs[:3]
        assert ours[3] == theirs[3] or (ours[3] is None and math.isnan(theirs[3]))
    assert set(frame["UNIT_MEASURE"]) == {"元/人"}  # 万元/人 = 10⁴ 元/人
    assert set(frame["UNIT_MULT"]) == {"4"}
    assert set(frame["OBS_STATUS"]) == {"A", "O"}


def test_sdmx_says_what_is_withheld(of_enterprises: Outcome) -> None:
    found = [r for r in rows(of_enterprises, "sdmx") if r["OBS_STATUS"] == "Q"]
    assert {(r["INDICATOR"], r["ZONE"]) for r in found} == {("收入", "西区"), ("收入", "南区"), ("南区收入", "_T")}
    assert {(r["OBS_VALUE"], r["CONF_STATUS"]) for r in found} == {("NaN", "C")}


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("亿元", ("CNY", 8)),
        ("万元/人", ("元/人", 4)),
        ("元", ("CNY", 0)),
        ("万人", ("PS", 4)),
        ("件/万人", ("件/万人", 0)),
        ("%", ("PT", 0)),
        ("百分点", ("百分点", 0)),  # begins with 百 and is no hundred of anything
        ("万吨", ("吨", 4)),
        ("千米", ("米", 3)),
        ("万", ("1", 4)),
        ("平方公里", ("平方公里", 0)),
    ],
)
def test_unit_and_power_of_ten(unit: str, expected: tuple[str, int]) -> None:
    assert sdmx.measure(PLAN, UNITS.parse(unit)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"value": 1.0}, "A"),
        ({"value": 1.0, "status": "E"}, "E"),
        ({"value": 1.0, "quality": "provisional"}, "P"),
        ({"value": 1.0, "quality": "implied"}, "E"),
        ({"value": 1.0, "quality": "illustrative"}, "V"),
        ({"value": None}, "O"),
        ({"value": None, "status": "L"}, "L"),
        ({"value": None, "status": "P", "why": (Why("not_due"),)}, "O"),
    ],
)
def test_status(value: dict[str, Any], expected: str) -> None:
    assert figures.status(Value("总收入", periods.year(2024), {}, **value)) == expected


def test_frequencies() -> None:
    shown = (periods.year(2024), periods.quarter(2024, 3), periods.month(2024, 9), periods.years(2016, 2020))
    assert [sdmx.frequency(p) for p in shown] == ["A", "Q", "M", "A5"]
    assert sdmx.frequency(periods.to_date(2024, 9)) == "_O"
    assert sdmx.frequency(periods.year(2024).instant) == "A"


def test_components_are_names_of_sdmx_and_differ() -> None:
    of = {
        n: Dimension(n, (), {}, en=en)
        for n, en in (("区", "Zone 1"), ("类", "status"), ("业", "1st"), ("别", "zone-1"))
    }
    taken = {"状": Dimension("状", (), {}, en="OBS status")}
    plan = replace(PLAN, dimensions={**of, **taken})
    assert sdmx.components(plan) == ["ZONE_1", "STATUS", "DIMENSION_3", "DIMENSION_4", "DIMENSION_5"]


def test_every_format_has_a_suffix_of_its_own() -> None:
    assert len({f.suffix for f in FORMATS.values()}) == len(FORMATS)
