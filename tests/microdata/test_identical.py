"""Every engine gives what the closures of plain Python give over the same records, and the same as every other."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from fzplan import microdata, returns
from tests.microdata import drawn

AT_HAND = ("pandas", "polars", "duckdb")


def computed(case: drawn.Case, engines: tuple[str, ...]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        plan = drawn.write(case, root)
        wanted = drawn.expected(case, plan)
        exact = {a.measure for a in plan.forms["年报"].aggregates if plain(a.text)}
        first: dict[drawn.Key, float] = {}
        for engine in engines:
            extraction, findings = returns.extract(
                plan, [root / "data"], root, compute=lambda tables, e=engine: microdata.aggregate(plan, tables, e)
            )
            wrong = [str(d.facts) for d in findings if d.code.startswith("FZ95") and d.severity.name == "ERROR"]
            assert not wrong, (engine, wrong)
            found = drawn.by_key(extraction.observations)
            assert found.keys() == wanted.keys(), (engine, found.keys() ^ wanted.keys())
            for key, (value, largest) in wanted.items():
                close = math.isclose(found[key], value, rel_tol=1e-12, abs_tol=1e-12 * largest)
                assert close, (engine, key, found[key], value)
                whole = value.is_integer() and "count" in plan.forms["年报"].aggregates[int(key[0][1:])].text
                assert found[key] == value or not whole, (engine, key, found[key], value)
            first = first or found
            different = {k: (v, first[k]) for k, v in found.items() if k[0] in exact and v != first[k]}
            assert not different, (engine, different)


def plain(text: str) -> bool:
    """Tell whether a formula adds up columns as they stand: then not one bit may differ between engines.

    A median between two figures is not of these: polars and pandas take lo + (hi - lo)/2, DuckDB lo/2 + hi/2.
    """
    return text in {f"{name}({x})" for name in ("sum", "mean", "min", "max") for x in (*drawn.PLAIN, "人数")}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn.cases())
def test_engines_at_hand(case: drawn.Case) -> None:
    computed(case, AT_HAND)


@pytest.mark.long
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn.cases(most=12))
def test_spark(spark: object, case: drawn.Case) -> None:
    assert spark
    computed(case, ("spark", "duckdb"))
