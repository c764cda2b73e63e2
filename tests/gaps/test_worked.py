"""The worked numbers of published sources, one function a kind of question; the last table is what we answer otherwise.

The cases stand beside the checkout; the doctests of `fzplan.gaps` hold a cited number of each method themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from fzplan import gaps
from fzplan.gaps.growth import by_level, by_sum
from fzplan.gaps.methods import (
    cagr_ratio,
    dns_weather,
    escap_status,
    eustat,
    log_progress,
    plan_completion,
    plan_linear,
    to_date,
    unsd_projection,
)
from fzplan.gaps.paths import linear
from fzplan.gaps.projecting import Goal, projections
from tests.gaps.plans import MONEY, NAN, PERCENT, judged, plan_of, target, values_of
from tests.gaps.test_published import german, number, published

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = dict[str, Any]
OTHERWISE = {
    "okr-0-100-None": "a missing value is no progress of 0: not assessable, missing_input",
    "okr-0-0-0": "base and target are equal: no way to go, no progress",
    "puzzle-100-0-20": "agrees; listed because its method clamps at 0 and hides a fall",
    "puzzle-500-400-460": "agrees; listed because its method clamps at 0 and hides a fall",
    "puzzle-0-100--10": "progress is −10 %, not 0",
    "pyam-fill": "a hole is a hole: nothing is interpolated",
    "pyam-cumulative": "a sum over missing years is not assessable",
    "who-pct-baseline-40": "a fault of the source: it mixes two base years; the straight line gives 35",
}


def sdgbuild(given: Facts) -> Facts:
    rated = cagr_ratio.evaluate(*(given[k] for k in ("base_value", "base_year", "current_value", "current_year",
        "target", "target_year", "direction", "limit")))  # fmt: skip
    return {"progress_value": float(rated.ratio), "status": str(rated.status), "score": float(rated.score)}


def eustat_(given: Facts) -> Facts:
    rated = eustat.evaluate(*(given[k] for k in ("base_value", "base_year", "current_value", "current_year",
        "target", "target_year", "direction", "limit")))  # fmt: skip
    return {"progress_value": float(rated.ratio), "status": str(rated.status), "score": float(rated.score)}


def growth_rate(given: Facts) -> Facts:
    years, values = given["years"], given["values"]
    pairs = zip(years, years[1:], values, values[1:], strict=False)
    rates = [float(by_level(np.array(a), np.array(b), q - p)) for p, q, a, b in pairs]
    return {"error": "reaches or crosses zero"} if np.isnan(rates).any() else {"rates": rates}


def project_last_rate(given: Facts) -> Facts:
    ahead = projections(
        np.array([2017.0, 2018.0]),
        np.array([given["v2017"], given["v2018"]], dtype=float),
        Goal(0, "≤", given["to"]),
        constant_rate=True,
    )
    return {"value": ahead["last"].value}


def relative_change_target(given: Facts) -> Facts:
    aim = target(fall_by=-given["change_pct"] / 100, over=(2021, 2025))
    plan = plan_of(aim, unit=PERCENT)
    rows = gaps.schedule(plan, values_of([given["base"], given["base"]]))[0].rows  # type: ignore[arg-type]
    return {"target": rows[-1].planned}


def time_share_in_points(given: Facts) -> Facts:
    index = [100.0, 99.0, 98.0, 100 + given["cum_pct"]]
    assessment = judged(target(fall_by=-given["target_pct"] / 100, over=(2021, 2025)), index)
    assert assessment.actual is not None
    assert assessment.planned is not None
    return {"planned_pct": assessment.planned, "lag_pp": assessment.actual - assessment.planned}


def chain_index(given: Facts) -> Facts:
    aim = target(fall_by=0.135, over=(2021, 2025))
    assessment = judged(aim, [NAN, *given["yearly_change_pct"]], unit=PERCENT, kind="rate")
    return {"cum_pct": assessment.actual}


def required_rate(latest: float, goal: float, years: int) -> float:
    return float(by_level(np.array(latest), np.array(goal), years))


def remaining(given: Facts) -> Facts:
    goal = 1 + given["target_pct"] / 100
    whole = required_rate(given["index_to_date"], goal, 1)
    yearly = required_rate(given["index_to_date"], goal, given["years_left"])
    return {"remaining_pct": 100 * whole, "remaining_avg_pct": 100 * yearly}


def year_count(given: Facts) -> Facts:
    series = [100 * 1.05**i for i in range(25)]
    aim = target(kind="growth", at_least=0.05, over=(1981, 2004))
    assessment = judged(aim, series, first=given["base_year"])
    assert assessment.actual == pytest.approx(5.0)  # only with n = 24
    return {"n": assessment.period.year - assessment.base_period.year}  # type: ignore[union-attr]


def change_of(before: float, after: float, mode: str) -> float:
    word = "rise_by" if after > before else "fall_by"
    assessment = judged(target(over=(2021, 2025), mode=mode, **{word: 1.0}), [before, after])
    assert assessment.actual is not None
    return assessment.actual


def midterm(given: Facts) -> Facts:
    if "values" not in given:
        return {"growth_2017_pct": change_of(given["y2016"], given["y2017"], "relative")}
    rated = plan_linear.evaluate(0.0, sum(given["values"]), given["target_total"], given["time_share"])
    way = float(plan_linear.progress(0.0, sum(given["values"]), given["target_total"]))
    return {"completion_pct": 100 * way, "status": {"ahead": "超过进度要求"}[str(rated.status)]}


def document_check(given: Facts) -> Facts:
    if "part" in given:
        return {"pct": 100 * float(plan_completion.level(given["part"], given["whole"]).ratio)}
    if "rd" in given:
        share = 100 * given["rd"] / given["income"]
        assessment = judged(target(between=given["target_pct_range"], by=2025), [2.0, share], unit=PERCENT)
        assert assessment.gap == pytest.approx(share - 3)  # to the weaker bound
        return {"pct": assessment.actual}
    rate = 100 * float(by_level(np.array(given["base"]), np.array(given["final"]), given["n"]))
    return {"cagr_pct": rate, "consistent": round(rate, 1) == given["stated_pct"]}


def rate_decrease(given: Facts) -> Facts:
    ratio = plan_completion.rate(-given["actual_decrease_pct"] / 100, -given["planned_decrease_pct"] / 100).ratio
    return {"pct": 100 * float(ratio), "overfulfil_pp": 100 - 100 * float(ratio)}


def to_date_(given: Facts) -> Facts:
    n = given["completed_periods"]
    done, due = given["results"][:n], given["period_targets"][:n]
    return {"actual": sum(done), "target": sum(due), "ratio": float(to_date.evaluate(done, due).ratio)}


def life_of_plan(given: Facts) -> Facts:
    if "actual" in given:
        return {"ratio": float(plan_completion.level(given["actual"], given["lop_target_entered"]).ratio)}
    return {"percents": plan_completion.level(given["results"], given["targets"]).ratio.tolist()}


def unsd(given: Facts) -> Facts:
    rated = unsd_projection.evaluate(*(given[k] for k in ("base", "base_year", "current", "current_year",
        "target", "target_year")))  # fmt: skip
    return {"ratio": float(rated.ratio), "score": float(rated.score)}


def path(given: Facts) -> Facts:
    years = given["target_year"] - given["base_year"]
    steps = np.arange(years + 1) / years
    return {"path": linear(np.array(given["base"]), np.array(given["target"]), steps).tolist()}


def multiple(given: Facts) -> Facts:
    aim = target(kind="multiple", at_least=2.0 ** given["times_doubled"], by=2025)
    return {"value": judged(aim, [given["base"], given["base"] + 1]).value}


def completion(actual: float, planned: float) -> Facts:
    return {"pct": 100 * float(plan_completion.level(actual, planned).ratio)}


def inverse(given: Facts) -> Facts:
    rated = plan_completion.level(given["actual_unit_cost"], given["plan_unit_cost"], -1)
    return {"pct": 100 * float(rated.ratio), "overfulfilled": str(rated.status) == "over_fulfilled"}


def points(given: Facts) -> Facts:
    before, after = given["before_pct"], given["after_pct"]
    return {"pp": change_of(before, after, "points"), "rel_pct": change_of(before, after, "relative")}


def times(given: Facts) -> Facts:
    growth = change_of(given["base"], given["current"], "relative")
    return {"is_pct_of_base": 100 + growth, "growth_pct": growth}


def increase(given: Facts) -> Facts:
    base, now = given["base"], given["current"]
    return {"increase": change_of(base, now, "amount"), "growth_pct": change_of(base, now, "relative")}


def log_progress_(given: Facts) -> Facts:
    rated = log_progress.evaluate(given["index_to_date"], 1 + given["target_pct"] / 100, 0.6)
    return {"progress_pct": 100 * float(rated.ratio)}


def by_sums(given: Facts) -> Facts:
    return {"rate": float(by_sum(np.array(given["base"]), np.array(sum(given["values"])), len(given["values"])))}


def escap(given: Facts) -> Facts:
    return {
        "index": float(escap_status.evaluate(given["i0"], given["current"], given["target"], given["direction"]).score)
    }


def weather(given: Facts) -> Facts:
    if given["target_year"]:
        rated = dns_weather.reach(
            german(given), given["year"], given["target"], given["target_year"], given["direction"]
        )
    elif given["target"] is not None:
        rated = dns_weather.constant(german(given), given["target"], given["direction"])
    else:
        rated = dns_weather.directional(german(given), given["direction"])
    return {"status": str(rated.status)}


ANSWERS: dict[str, Callable[[Facts], Facts]] = {
    "sdgbuild.with_target": sdgbuild,
    "sdgbuild.no_target": sdgbuild,
    "eustat": eustat_,
    "dns.value": weather,
    "dns.constant": weather,
    "dns.directional": weather,
    "linear_progress_pct": lambda g: {
        "percent": 100 * float(plan_linear.progress(g["start"], g["current"], g["target"]))
    },
    "target_to_date": to_date_,
    "life_of_plan_pct": life_of_plan,
    "growth_rate": growth_rate,
    "planned_path_linear": path,
    "project_last_rate": project_last_rate,
    "relative_change_target": relative_change_target,
    "chain_index": chain_index,
    "required_cagr": lambda g: {"cagr_pct": 100 * required_rate(g["base"], g["target"], g["n"])},
    "required_remaining": remaining,
    "log_progress": log_progress_,
    "linear_time_share_pp": time_share_in_points,
    "plan_completion_level": lambda g: completion(g["actual"], g["plan"]),
    "plan_completion_cumulative": lambda g: completion(g["actual_total"], g["plan_total"]),
    "plan_completion_rate_decrease": rate_decrease,
    "plan_completion_inverse": inverse,
    "plan_completion": lambda g: completion(g["actual"], g["plan"]),
    "fanfan": multiple,
    "percentage_points": points,
    "times_vs_growth": times,
    "absolute_vs_relative": increase,
    "year_count": year_count,
    "midterm_status": midterm,
    "avg_growth_cumulative": by_sums,
    "unsd_projection": unsd,
    "escap_current_status": escap,
    "document_check": document_check,
}


def test_every_worked_number_comes_out() -> None:
    wrong = []
    for case in published("worked"):
        if case["id"] in OTHERWISE:
            continue
        found = ANSWERS[case["method"]](case["input"])
        wrong += [(case["id"], name, found[name], want) for name, want in case["expected"].items()
                  if not agrees(found[name], want, case["tolerance"])]  # fmt: skip
    assert wrong == []


def agrees(found: Any, want: Any, tolerance: float) -> bool:
    if isinstance(want, str | bool):
        return bool(found == want)
    want = [number(w) for w in want] if isinstance(want, list) else number(want)
    absolute, relative = (tolerance, 0.0) if tolerance >= 1e-6 else (1e-12, tolerance)
    return bool(found == pytest.approx(want, rel=relative or None, abs=absolute, nan_ok=True))


def test_what_we_answer_otherwise() -> None:
    assert judged(target(at_least=100, by=2025), [0.0, NAN], unit=MONEY).verdict == "not_assessable"
    assert np.isnan(plan_linear.progress(0, 0, 0))
    assert float(plan_linear.progress(0, -10, 100)) == -0.1
    assert judged(target(kind="total", at_least=6, over=(2021, 2025)), [NAN, 3, NAN, 1]).verdict == "not_assessable"
    assert float(linear(np.array(50.0), np.array(30.0), np.array(15 / 20))) == 35.0
    assert set(OTHERWISE) <= {case["id"] for case in published("worked")}
