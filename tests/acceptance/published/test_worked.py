"""The worked numbers of published sources come out of a plan file and a workbook, one function a kind of question.

The published series of statcan, eustat and dns go the same way in tests/gaps; docs/methods.md has the exceptions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from tests.acceptance.published.series import Asked, Found, answered, published

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Facts = dict[str, Any]
METHODS = (
    "cagr-ratio", "eustat", "unsd-projection", "dns-weather", "escap-status", "log-progress", "to-date",
    "plan-completion",
)  # fmt: skip
OTHERWISE = {  # each with our answer in docs/methods.md
    "okr-0-100-None", "okr-0-0-0", "puzzle-100-0-20", "puzzle-500-400-460", "puzzle-0-100--10", "pyam-fill",
    "pyam-cumulative", "who-pct-baseline-40",
}  # fmt: skip
NOT_OF_A_SERIES = {
    "cn-years-exclude-base": "a question about a phrase: 1981—2004年 has base 1980 and 24 years",
    "cn-jieneng-remaining": "asks for the rate of the two years left together; `schedule` gives it, tests/gaps",
}


def bound(target: float, base: float) -> str:
    return f"{'at_least' if target >= base else 'at_most'}: {target!r}"


def rated(method: str) -> Callable[[Found], Facts]:
    def answer(found: Found) -> Facts:
        said = found.said(method)
        return {"progress_value": said.ratio, "status": said.status, "score": said.score, "index": said.score}

    return answer


def cagr_family(method: str) -> Callable[[Facts], Asked]:
    def ask(given: Facts) -> Asked:
        base, due, up = int(given["base_year"]), int(given["target_year"]), given["direction"] > 0
        if given["target"] is not None:
            aim = f"{'at_least' if up else 'at_most'}: {given['target']!r}, by: {due}"
        else:
            aim = f"direction: {'up' if up else 'down'}, over: {base + 1}-{due}"
        limit = "" if given["limit"] is None else f", limit: {given['limit']!r}"
        series = {base: given["base_value"], int(given["current_year"]): given["current_value"]}
        return Asked(series, rated(method), f"{aim}, baseline: {base}{limit}, compat: sdg-build")

    return ask


def weather(given: Facts) -> Asked:
    series = {int(y): float(v) for y, v in given["series"].items()}
    up, first = given["direction"] > 0, min(series)
    aim = f"{'at_least' if up else 'at_most'}: {given['target']!r}"
    if given["target"] is None:
        aim = f"direction: {'up' if up else 'down'}, over: {first + 1}-2030"
    elif given["target_year"]:
        aim = f"{aim}, by: {given['target_year']}"
    else:
        aim = f"{aim}, each: {first + 1}-2030"
    return Asked(series, lambda found: {"status": found.said("dns-weather").status}, f"{aim}, baseline: {first}")


def linear(given: Facts) -> Asked:
    series = {2020: given["start"], 2021: given["current"]}
    aim = f"{bound(given['target'], given['start'])}, by: 2025, baseline: 2020"
    return Asked(series, lambda found: {"percent": 100 * found.assessment.progress}, aim)


def to_date(given: Facts) -> Asked:
    planned, done = given["period_targets"], given["completed_periods"]
    yearly = ", ".join(f"{2021 + k}: {v}" for k, v in enumerate(planned))
    aim = f"at_least: {planned[-1]}, by: {2020 + len(planned)}, baseline: {{year: 2020, value: 0}}, milestones: {{{yearly}}}"

    def answer(found: Found) -> Facts:
        series = found.assessment.series
        return {
            "actual": sum(series[2021 + k] for k in range(done)),
            "target": sum(planned[:done]),
            "ratio": found.said("to-date").ratio,
        }

    return Asked({2021 + k: v for k, v in enumerate(given["results"][:done])}, answer, aim)


def life_of_plan(given: Facts) -> Asked:
    if "actual" in given:
        aim = f"of: total, at_least: {given['lop_target_entered']}, over: 2021-2025"
        return Asked({2021: given["actual"]}, lambda found: {"ratio": found.assessment.attainment}, aim, kind="flow")
    first, second = given["targets"]

    def answer(found: Found) -> Facts:
        return {"percents": [found.assessment.series[y] / t for y, t in ((2021, first), (2022, second))]}

    series = dict(zip((2021, 2022), given["results"], strict=True))
    aim = f"at_least: {second}, by: 2022, baseline: {{year: 2020, value: 0}}, milestones: {{2021: {first}}}"
    return Asked(series, answer, aim)


def growth_rate(given: Facts) -> list[Asked]:
    years, values = given["years"], given["values"]
    shift = 2020 if years[0] < 1900 else 0

    def ask(first: int, last: int, series: dict[int, float]) -> Asked:
        def answer(found: Found) -> Facts:
            rate = found.value(last)
            return {"error": "reaches or crosses zero"} if rate is None else {"rate": rate / 100}

        return Asked(series, answer, formula=f"cagr(m, since={first}, until={last})", gives="%")

    return [
        ask(a + shift, b + shift, {a + shift: v, b + shift: w})
        for a, b, v, w in zip(years, years[1:], values, values[1:], strict=False)
    ]


def planned_path(given: Facts) -> list[Asked]:
    base, due = given["base_year"], given["target_year"]
    aim = f"at_least: {given['target']}, by: {due}, baseline: {base}"
    return [
        Asked({base: given["base"], year: given["base"]}, lambda found: {"planned": found.assessment.planned}, aim)
        for year in range(base + 1, due + 1)
    ]


def last_rate(given: Facts) -> Asked:
    aim = f"at_most: 50, by: {given['to']}, baseline: 2017, path: geometric"
    series = {2017: given["v2017"], 2018: given["v2018"]}
    return Asked(series, lambda found: {"value": found.assessment.projections["last"].value}, aim)


def relative(given: Facts) -> Asked:
    def answer(found: Found) -> Facts:
        return {"target": 90 + found.assessment.value / 100 * 90}

    return Asked({2020: given["base"], 2021: 80.0}, answer, "fall_by: 30%, by: 2025, baseline: 2020")


def chained(given: Facts) -> Asked:
    rates = {2021 + k: v for k, v in enumerate(given["yearly_change_pct"])}
    aim = "fall_by: 13.5%, over: 2021-2025, baseline: 2020"
    return Asked(rates, lambda found: {"cum_pct": found.assessment.actual}, aim, unit="%", kind="rate")


def lag(given: Facts) -> Asked:
    index = {2020: 100.0, 2023: 100.0 + given["cum_pct"]}

    def answer(found: Found) -> Facts:
        a = found.assessment
        return {"planned_pct": a.planned, "lag_pp": a.actual - a.planned}

    return Asked(index, answer, "fall_by: 13.5%, over: 2021-2025, baseline: 2020")


def log_progress(given: Facts) -> Asked:
    index = {2020: 1.0, 2023: given["index_to_date"]}
    aim = f"fall_by: {-given['target_pct']}%, over: 2021-2025, baseline: 2020"
    return Asked(index, lambda found: {"progress_pct": 100 * found.said("log-progress").ratio}, aim)


def required(given: Facts) -> Asked:
    aim = f"at_least: {given['target']}, by: 2026, baseline: 2020, path: geometric"
    series = {2020: given["base"], 2021: given["base"]}
    return Asked(series, lambda found: {"cagr_pct": 100 * (math.exp(found.assessment.pace_required) - 1)}, aim)


def completion(goal: float, actual: float, up: bool = True) -> Asked:  # noqa: FBT002
    aim = (
        f"{'at_least' if up else 'at_most'}: {goal}, by: 2021, baseline: {{year: 2020, value: {1 if up else 2 * goal}}}"
    )

    def answer(found: Found) -> Facts:
        return {
            "pct": 100 * found.said("plan-completion").ratio,
            "overfulfilled": found.assessment.verdict == "achieved",
        }

    return Asked({2021: actual}, answer, aim)


def rate_decrease(given: Facts) -> Asked:
    def answer(found: Found) -> Facts:
        return {
            "pct": 100 * found.said("plan-completion").ratio,
            "overfulfil_pp": 100 - 100 * found.said("plan-completion").ratio,
        }

    series = {2020: 100.0, 2021: 100.0 - given["actual_decrease_pct"]}
    return Asked(series, answer, f"fall_by: {given['planned_decrease_pct']}%, by: 2021, baseline: 2020")


def doubled(given: Facts) -> Asked:
    aim = f"doublings: {given['times_doubled']}, by: 2025, baseline: 2020"
    series = {2020: given["base"], 2021: given["base"]}
    return Asked(series, lambda found: {"value": found.assessment.value}, aim)


def points(given: Facts) -> list[Asked]:
    series = {2020: given["before_pct"], 2021: given["after_pct"]}
    by_points = Asked(
        series, lambda found: {"pp": found.value(2021)}, formula="change(m, since=2020)", unit="%", kind="ratio",
        gives="百分点",
    )  # fmt: skip
    fall = Asked(series, lambda found: {"rel_pct": found.assessment.actual}, "fall_by: 10%, by: 2025, baseline: 2020")
    return [by_points, fall]


def times(given: Facts) -> list[Asked]:
    base, now = given.get("base"), given["current"]
    series = {2020: base, 2021: now}
    grown = Asked(series, lambda found: {"growth_pct": found.value(2021)}, formula="growth(m)", gives="%")
    index = Asked(series, lambda found: {"is_pct_of_base": found.value(2021)}, formula="index(m, base=2020)", gives="%")
    aim = "rise_by: 200人, by: 2025, baseline: 2020"
    more = Asked(series, lambda found: {"increase": found.assessment.actual}, aim, unit="人")
    return [grown, index] if "is_pct_of_base" in given["expected"] else [grown, more]


def midterm(given: Facts) -> Asked:
    if "values" in given:
        series = {2016 + k: v for k, v in enumerate(given["values"])}

        def answer(found: Found) -> Facts:
            over = found.assessment.verdict in ("ahead", "achieved_early")
            return {"completion_pct": 100 * found.assessment.progress, "status": "超过进度要求" if over else ""}

        aim = f"of: total, at_least: {given['target_total']}, over: 2016-2020"
        return Asked(series, answer, aim, kind="flow")
    series = {2016: given["y2016"], 2017: given["y2017"]}
    return Asked(series, lambda found: {"growth_2017_pct": found.value(2017)}, formula="growth(m)", gives="%")


def by_sum(given: Facts) -> Asked:
    series = {2020 + k: v for k, v in enumerate([given["base"], *given["values"]])}
    last = max(series)
    return Asked(
        series, lambda found: {"rate": found.value(last) / 100}, formula="cagr(m, since=2020, mean=sum)", gives="%"
    )


def unsd(given: Facts) -> Asked:
    base, now = given["base_year"], given["current_year"]
    aim = f"at_least: {given['target']}, by: {given['target_year']}, baseline: {base}"
    series = {base: given["base"], now: given["current"]}
    return Asked(series, lambda found: {"ratio": found.said("unsd-projection").ratio, "score": 2}, aim)


def escap(given: Facts) -> Asked:
    aim = f"{bound(given['target'], given['i0'])}, by: 2030, baseline: 2015"
    return Asked({2015: given["i0"], 2020: given["current"]}, rated("escap-status"), aim)


def document(given: Facts) -> Asked:
    if "n" in given:
        series = {2016: given["base"], 2020: given["final"]}

        def answer(found: Found) -> Facts:
            rate = found.value(2020)
            return {"cagr_pct": rate, "consistent": rate is not None and round(rate, 1) == given["stated_pct"]}

        return Asked(series, answer, formula="cagr(m, since=2016)", gives="%")
    part, whole = (given.get("part"), given.get("whole")) if "part" in given else (given["rd"], given["income"])

    def share(found: Found) -> Facts:
        return {"pct": 100 * found.value(2020)}

    return Asked({2020: part}, share, formula="m / n", other={2020: whole})


QUESTIONS: dict[str, Callable[[Facts], Asked | list[Asked]]] = {
    "sdgbuild.with_target": cagr_family("cagr-ratio"),
    "sdgbuild.no_target": cagr_family("cagr-ratio"),
    "eustat": cagr_family("eustat"),
    "dns.constant": weather,
    "dns.directional": weather,
    "dns.value": weather,
    "linear_progress_pct": linear,
    "target_to_date": to_date,
    "life_of_plan_pct": life_of_plan,
    "growth_rate": growth_rate,
    "planned_path_linear": planned_path,
    "project_last_rate": last_rate,
    "relative_change_target": relative,
    "chain_index": chained,
    "linear_time_share_pp": lag,
    "log_progress": log_progress,
    "required_cagr": required,
    "plan_completion_level": lambda given: completion(given["plan"], given["actual"]),
    "plan_completion_cumulative": lambda given: completion(given["plan_total"], given["actual_total"]),
    "plan_completion_inverse": lambda given: completion(given["plan_unit_cost"], given["actual_unit_cost"], up=False),
    "plan_completion": lambda given: completion(given["plan"], given["actual"]),
    "plan_completion_rate_decrease": rate_decrease,
    "fanfan": doubled,
    "percentage_points": points,
    "times_vs_growth": times,
    "absolute_vs_relative": times,
    "midterm_status": midterm,
    "avg_growth_cumulative": by_sum,
    "unsd_projection": unsd,
    "escap_current_status": escap,
    "document_check": document,
}


def gathered(case: Facts, parts: list[Facts]) -> Facts:
    """Put the answers to the questions of one case together."""
    if case["method"] == "growth_rate" and not any("error" in p for p in parts):
        return {"rates": [p["rate"] for p in parts]}
    if case["method"] == "planned_path_linear":
        return {"path": [case["input"]["base"], *(p["planned"] for p in parts)]}
    return {key: value for part in parts for key, value in part.items()}


def test_every_worked_number(tmp_path: Path) -> None:
    cases = [c for c in published("worked") if c["id"] not in OTHERWISE and c["id"] not in NOT_OF_A_SERIES]
    asked: list[tuple[Facts, Asked]] = []
    for case in cases:
        questions = QUESTIONS[case["method"]]({**case["input"], "expected": case["expected"]})
        asked += [(case, q) for q in (questions if isinstance(questions, list) else [questions])]
    found = answered(tmp_path, [q for _, q in asked], METHODS)
    wrong = []
    for case in cases:
        answers = [q.answer(f) for (c, q), f in zip(asked, found, strict=True) if c is case]
        ours = gathered(case, answers)
        tolerance = {"abs": case["tolerance"]} if case["tolerance"] >= 1e-6 else {"rel": 1e-9, "abs": 1e-9}
        for key, value in case["expected"].items():
            exact = value is None or isinstance(value, str | bool)
            right = ours.get(key) == (value if exact else pytest.approx(value, **tolerance))
            if not right:
                wrong.append((case["id"], key, ours.get(key), value))
    assert not wrong
