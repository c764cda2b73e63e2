"""Charts: which figures are drawn, where they stand, what is missing, and the same in words and as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fzplan import periods
from fzplan.model.plan import Break
from fzplan.model.results import Assessment, Outcome, Value
from fzplan.model.schedules import Schedule, ScheduleRow
from fzplan.reports.html.chart import HEIGHT, RIGHT, WIDTH, Chart, chart
from fzplan.reports.html.course import Course, course
from tests.reports.outcomes import HNTE, INCOME, NOW, OUTCOME, PATENTS, RD, SHARE


def of(target_id: str) -> Assessment:
    return next(a for a in OUTCOME.assessments if a.target.id == target_id)


def planned(outcome: Outcome, schedule: Schedule) -> Outcome:
    return replace(outcome, schedules=(schedule,))


ROWS = (ScheduleRow(2021, 7363.0, 7000.0), ScheduleRow(2022, 8154.0, None), ScheduleRow(2023, 9030.0, 8000.0),
        ScheduleRow(2024, 9216.1, 8466.0), ScheduleRow(2025, 10000.0))  # fmt: skip
LEVELS = Schedule(INCOME, "亿元", "geometric", ROWS, base_year=2020, base=6648.7, goal=10000.0)
TRENDS = {"average": (8992.1, 2027), "last": (8959.0, 2027), "fit": (9020.0, 2027)}


def income(**changes: object) -> tuple[Outcome, Assessment]:
    a = replace(of("total_income"), projections=TRENDS, **changes)
    return planned(replace(OUTCOME, values=()), LEVELS), a


def drawn(outcome: Outcome, a: Assessment, lang: str = "zh") -> tuple[Course, Chart]:
    found = course(outcome, a, lang)  # type: ignore[arg-type]
    assert found is not None
    return found, chart(found, "half_up", lang)  # type: ignore[arg-type]


def test_a_course_is_history_plan_trends_and_target() -> None:
    c, _ = drawn(*income())
    assert c.actual == {2020: 6648.7, 2021: 7000.0, 2023: 8000.0, 2024: 8466.0}  # 2022 was not reported
    assert c.planned == {2020: 6648.7, 2021: 7363.0, 2022: 8154.0, 2023: 9030.0, 2024: 9216.1, 2025: 10000.0}
    assert (c.trends, c.average, c.goal, c.top, c.goal_text) == (
        (8959.0, 8992.1, 9020.0),
        8992.1,
        10000.0,
        None,
        "≥10000",
    )
    assert c.years == range(2020, 2026)


def test_a_missing_year_parts_the_line_and_only_the_trend_bridges() -> None:
    _, found = drawn(*income())
    lines = {line.kind: line for line in found.lines}
    assert [line.kind for line in found.lines] == ["goal", "planned", "projected", "actual"]  # the last is on top
    assert [len(part.split()) for part in lines["actual"].stretches] == [2, 2]  # 2020–2021, 2023–2024
    assert len(lines["actual"].marks) == 4
    assert [len(part.split()) for part in lines["planned"].stretches] == [6]
    assert [len(part.split()) for part in lines["projected"].stretches] == [2]
    assert len(lines["projected"].marks) == 1
    assert len(found.band.split()) == 3  # from the latest figure to the highest and the lowest trend


def test_figures_stand_where_the_axes_say() -> None:
    _, found = drawn(*income())
    bottom, top = found.grid[0], found.grid[-1]
    assert (bottom.text, top.text) == ("6000", "10000")
    assert (bottom.y, top.y) == (found.bottom, found.top)
    actual = next(line for line in found.lines if line.kind == "actual")
    share = (8466.0 - 6000) / (10000 - 6000)
    assert actual.marks[-1].y == round(found.bottom + share * (found.top - found.bottom), 1)
    years = [float(point.x) for point in found.years]
    assert [point.text for point in found.years] == ["2020", "2021", "2022", "2023", "2024", "2025"]
    assert actual.marks[-1].x == years[4]
    assert all(found.left <= x <= WIDTH - RIGHT for x in years)
    assert all(0 < point.y < HEIGHT for point in (*found.grid, *found.years, *found.notes))


def test_the_same_in_words_and_as_a_table() -> None:
    _, found = drawn(*income())
    assert found.words == (
        "实际：2020年6648.7，2021年7000.0，2023年8000.0，2024年8466.0。"
        "应完成：2020年6648.7，2021年7363.0，2022年8154.0，2023年9030.0，2024年9216.1，2025年10000.0。"
        "预测2025年：8959.0～9020.0。目标：≥10000。单位：亿元。"
    )
    assert found.heads == ("年份", "实际", "应完成", "预测")
    assert found.rows[2] == ("2022", "", "8154.0", "")
    assert found.rows[-1] == ("2025", "", "10000.0", "8959.0～9020.0")
    _, english = drawn(*income(), lang="en")
    assert english.words.startswith("actual: 2020 6648.7, 2021 7000.0")
    assert english.words.endswith("projected for 2025: 8959.0～9020.0. target: ≥10000. unit: 亿元.")


def test_three_equal_trends_are_one_line_without_a_band() -> None:
    outcome, a = income()
    _, found = drawn(outcome, replace(a, projections=dict.fromkeys(TRENDS, (9000.0, 2027))))
    assert found.band == ""
    assert found.rows[-1][-1] == "9000.0"


@pytest.mark.parametrize(
    "change",
    [
        {"period": periods.year(2023)},  # an older figure was judged than is drawn
        {"period": periods.Period(2024 * 12, 6)},  # half a year: no year to start from
        {"unit": "%"},  # judged in another unit than the levels
        {"projections": {}},
    ],
)
def test_no_trend_is_drawn_where_it_would_not_begin_at_the_figure(change: dict[str, object]) -> None:
    outcome, a = income()
    c, found = drawn(outcome, replace(a, **change))  # type: ignore[arg-type]
    assert (c.trends, c.average, found.band) == ((), None, "")
    assert "projected" not in {line.kind for line in found.lines}


def test_a_target_in_another_unit_is_drawn_as_the_level_it_comes_to() -> None:
    outcome, a = income(unit="%")
    c, _ = drawn(outcome, a)
    assert c.goal_text == "10000.0"


def test_a_target_that_moves_with_another_figure_has_no_line_of_its_own() -> None:
    outcome, a = income(other="国内生产总值增长")
    c, found = drawn(outcome, a)
    assert (c.goal, c.goal_text) == (None, "")
    assert "goal" not in {line.kind for line in found.lines}
    assert "planned" in {line.kind for line in found.lines}


def test_without_an_average_the_middle_of_the_trends_is_drawn() -> None:
    outcome, a = income()
    c, found = drawn(outcome, replace(a, projections={"last": (8900.0, None), "fit": (9000.0, None)}))
    assert c.average is None
    projected = next(line for line in found.lines if line.kind == "projected")
    low, high = (float(point.split(",")[1]) for point in found.band.split()[1:])
    assert projected.marks[0].y == pytest.approx((low + high) / 2, abs=0.1)


def test_a_break_parts_the_line_and_says_so() -> None:
    outcome, a = income()
    indicator = replace(outcome.plan.indicators["总收入"], breaks=(Break(2024, "口径"), Break(2019)))
    plan = replace(outcome.plan, indicators={**outcome.plan.indicators, "总收入": indicator})
    _, found = drawn(replace(outcome, plan=plan), a)
    actual = next(line for line in found.lines if line.kind == "actual")
    assert [len(part.split()) for part in actual.stretches] == [2]  # 2023 and 2024 are no longer joined
    assert [cut.text for cut in found.cuts] == ["口径调整"]  # that of 2019 lies before the drawing


def test_a_range_is_a_zone() -> None:
    rows = tuple(ScheduleRow(2020 + k, 2.44 + k * 0.112, 2.44 + k * 0.17) for k in range(1, 5))
    schedule = Schedule(RD, "%", "linear", rows, base_year=2020, base=2.44, goal=3.0)
    c, found = drawn(planned(OUTCOME, schedule), of("rd_intensity"))
    assert (c.goal, c.top, c.goal_text) == (3.0, 4.0, "3～4")
    assert found.zone is not None
    upper, height = found.zone
    assert height > 0
    goal = next(line for line in found.lines if line.kind == "goal")
    assert [stretch.split(",")[-1] for stretch in goal.stretches] == [str(upper + height), str(upper)]


def test_a_total_begins_with_its_first_year_not_at_an_invented_zero() -> None:
    rows = tuple(ScheduleRow(2020 + k, 100.0 * k, 111.0 * k if k < 5 else None) for k in range(1, 6))
    values = tuple(Value("新增国高新", periods.year(y), {}, 80.0) for y in range(2016, 2025))
    schedule = Schedule(HNTE, "家", "linear", rows, goal=500.0)
    c, _ = drawn(planned(replace(OUTCOME, values=values), schedule), of("new_hnte"))
    assert c.actual == {2021: 111.0, 2022: 222.0, 2023: 333.0, 2024: 444.0}
    assert c.goal_text == "[500]"


def test_history_before_the_plan_is_shown_and_its_years_do_not_crowd() -> None:
    rows = tuple(ScheduleRow(year, 3000.0, value) for year, value in of("patents").series.items())
    values = tuple(Value("专利授权", periods.year(y), {}, 100.0 * (y - 2000)) for y in range(2010, 2021))
    schedule = Schedule(PATENTS, "件", "yearly", rows, goal=3000.0)
    c, found = drawn(planned(replace(OUTCOME, values=values), schedule), of("patents"))
    assert min(c.actual) == 2014  # twelve years to 2025
    assert [point.text for point in found.years] == ["2015", "2017", "2019", "2021", "2023", "2025"]
    assert "planned" not in {line.kind for line in found.lines}  # it would lie on the line of the target
    assert "actual" in {line.kind for line in found.lines}


def test_a_direction_has_no_plan_and_no_target_line() -> None:
    a = replace(of("share"), series={2022: 65.0, 2023: 65.9, 2024: 66.3})
    c, found = drawn(replace(OUTCOME, values=(Value("“2+4”占比", NOW, {}, None),)), a)
    assert c.actual == {2020: 64.5, 2022: 65.0, 2023: 65.9, 2024: 66.3}
    assert [line.kind for line in found.lines] == ["actual"]
    assert c.goal_text == ""
    assert SHARE.last == 2025
    assert found.rows[-1] == ("2024", "66.3", "", "")  # of 2025 nothing is known


def test_nothing_is_drawn_of_fewer_than_two_years() -> None:
    assert course(OUTCOME, of("income_per_employee"), "zh") is None
    assert course(OUTCOME, of("new_hnte"), "zh") is None


def test_a_plain_number_has_no_unit_and_a_low_figure_its_label_below() -> None:
    c, _ = drawn(*income())
    found = chart(replace(c, unit="1", goal=None, goal_text="", planned={}, trends=()), "half_up", "zh")
    assert found.unit == ""
    assert "单位" not in found.words
    assert [note.text for note in found.notes] == ["8466.0"]
    high = replace(c, actual={2024: 9999.0, 2023: 9000.0})
    label = chart(high, "half_up", "zh").notes[-1]
    actual = next(line for line in chart(high, "half_up", "zh").lines if line.kind == "actual")
    assert label.y > actual.marks[-1].y  # it would run into the edge above
