"""Every named method, in the order of docs/methods.md: its id, its version, and how it reads a target."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

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
from fzplan.model.results import MethodResult, Why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fzplan.gaps.methods.given import Given
    from fzplan.gaps.methods.rated import Rated


class Method(NamedTuple):
    """A named method; `apply` returns None for a kind of target that it does not know."""

    id: str
    version: str
    apply: Callable[[Given], Rated | None]


def _later(given: Given) -> tuple[int, ...]:
    return tuple(range(given.base_year, given.year))


def _nearest(given: Given) -> tuple[int, ...]:
    offsets = (0, *(s * i for i in range(1, 100) for s in (1, -1)))
    return tuple(given.base_year + o for o in offsets if given.base_year + o < given.year)


def _cagr_ratio(given: Given) -> Rated | None:
    target = given.target
    if not _is_level(given):
        return None
    base, year = given.base(_later(given))
    goal = given.goal(base)
    return cagr_ratio.evaluate(
        base, year, given.latest, given.year, goal, target.last, target.better, target.limit, target.compat
    )


def _eustat(given: Given) -> Rated | None:
    target = given.target
    if not _is_level(given):
        return None
    base, year = given.base(_nearest(given))
    goal = given.goal(base)
    return eustat.evaluate(base, year, given.latest, given.year, goal, target.last, target.better, target.limit)


def _unsd_projection(given: Given) -> Rated | None:
    if not _is_level(given):
        return None
    base, year = given.base(_later(given))
    goal = given.goal(base)
    return unsd_projection.evaluate(base, year, given.latest, given.year, goal, given.target.last, given.target.better)


def _dns_weather(given: Given) -> Rated | None:
    target = given.target
    if target.kind == "direction":
        return dns_weather.directional(given.values, target.better) if given.values.size > 1 else None
    if target.time == "each":
        symbols = [dns_weather.constant(given.values, value, d) for value, d in _bounds(given)]
        return dns_weather.worst(symbols) if symbols else None
    if not _is_level(given):
        return None
    due = min((y for y in (*target.milestones, target.last) if y >= given.year), default=target.last)
    if target.kind == "range":
        bounds = [dns_weather.bound(given.values, given.year, goal, due, d) for goal, d in _bounds(given)]
        return dns_weather.worst(bounds)
    goal = target.milestones.get(due, given.goal(given.at(given.base_year)))
    return dns_weather.reach(given.values, given.year, goal, due, target.better)


def _bounds(given: Given) -> tuple[tuple[float, int], ...]:
    """Return the numbers of a target, each with the side of it that is good."""
    target = given.target
    low_is_good = 1 if target.high is not None else target.better
    both = ((target.bound, low_is_good), (target.high, -1))
    return tuple((bound.value, d) for bound, d in both if bound and bound.value is not None)


def _escap_status(given: Given) -> Rated | None:
    if not _is_level(given) or given.target.kind == "direction":
        return None
    base, _ = given.base(_later(given))
    return escap_status.evaluate(base, given.latest, given.goal(base), given.target.better)


def _log_progress(given: Given) -> Rated | None:
    if not _is_level(given) or given.target.kind == "direction":
        return None
    base, year = given.base(_later(given))
    if not base:
        return None
    share = min(1.0, (given.year - year) / (given.target.last - year))
    return log_progress.evaluate(given.latest / base, given.goal(base) / base, share)


def _to_date(given: Given) -> Rated | None:
    target = given.target
    years = range(target.first, min(given.year, target.last) + 1)
    actual = [given.at(y) for y in years]
    bound = target.bound.value if target.bound else None
    if target.milestones:
        done = [y for y in sorted(target.milestones) if y <= given.year]
        return to_date.evaluate([given.at(y) for y in done], [target.milestones[y] for y in done]) if done else None
    if bound is None or not actual or not (target.kind == "total" or target.time == "each"):
        return None
    share = 1 / (target.last - target.first + 1) if target.kind == "total" else 1.0
    return to_date.evaluate(actual, [bound * share] * len(actual))


def _plan_completion(given: Given) -> Rated | None:
    target, base = given.target, given.at(given.base_year)
    if target.kind == "total" and target.bound and target.bound.value is not None:
        done = sum(given.at(y) for y in range(target.first, min(given.year, target.last) + 1))
        return plan_completion.level(done, target.bound.value, target.better)
    if target.change is not None and target.change.mode == "relative":
        planned = target.change.amount * target.change.direction
        return plan_completion.rate(given.latest / base - 1, planned) if base else None
    if target.kind in ("reach", "range", "multiple", "each"):
        return plan_completion.level(given.latest, given.goal(base), target.better)
    return None


def _is_level(given: Given) -> bool:
    return given.target.time != "each" and given.target.kind in ("reach", "range", "multiple", "change", "direction")


METHODS: tuple[Method, ...] = (
    Method(cagr_ratio.ID, cagr_ratio.VERSION, _cagr_ratio),
    Method(eustat.ID, eustat.VERSION, _eustat),
    Method(unsd_projection.ID, unsd_projection.VERSION, _unsd_projection),
    Method(dns_weather.ID, dns_weather.VERSION, _dns_weather),
    Method(escap_status.ID, escap_status.VERSION, _escap_status),
    Method(log_progress.ID, log_progress.VERSION, _log_progress),
    Method(to_date.ID, to_date.VERSION, _to_date),
    Method(plan_completion.ID, plan_completion.VERSION, _plan_completion),
)
"""All but `plan-linear`, which every assessment carries already, by its own kind and path."""
IDS: tuple[str, ...] = (plan_linear.ID, *(m.id for m in METHODS))


def named(wanted: Iterable[str], given: Given | None) -> tuple[MethodResult, ...]:
    """Return what the wanted methods say, in the order of the registry; unknown ids are left to the caller."""
    chosen = set(wanted)
    return tuple(_result(m, given) for m in METHODS if m.id in chosen)


def _result(method: Method, given: Given | None) -> MethodResult:
    if given is None:
        return MethodResult(method.id, method.version, None, "not_available", None, (Why("single_point"),))
    rated = method.apply(given)
    if rated is None:
        return MethodResult(method.id, method.version, None, "not_available", None, (Why("method_not_applicable"),))
    ratio, score = (None if number != number else float(number) for number in (rated.ratio, rated.score))  # noqa: PLR0124
    why = (Why(str(rated.why)),) if str(rated.why) else ()
    return MethodResult(method.id, method.version, ratio, str(rated.status), score, why)
