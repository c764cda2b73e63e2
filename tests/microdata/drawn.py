"""Declarations and records drawn at random, and what they mean by a reading that shares nothing with the engines."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from itertools import combinations, product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import strategies as st

from fzplan import plan as plans
from fzplan.observations import TOTAL
from fzplan.returns.rowwise import reduced, row_values

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from fzplan.model.plan import Plan
    from fzplan.observations import Observation

Row = dict[str, Any]
Key = tuple[str, str, tuple[str, ...]]
"""Measure, period, members."""

REVENUE = '营业.收入"`（千元）'
"""A column name with all that SQL and Spark would take for more than a letter."""
ZONES = {
    "东区": "东区",
    "东": "东区",
    "西区": "西区",
    " 西区 ": "西区",
    "Ｗ": "西区",
    "W": "西区",
    "火星": "",
    "": "",
    None: "",
}
CODES = {
    "371": "轨道交通",
    "3720": "轨道交通",
    "3719": "轨道交通",
    "37": "",
    "374": "航空航天",
    "65": "信息",
    "6510": "信息",
    "9": "",
}
PERIODS = ("2022", "2023", "2024")
FIGURES = {
    "double": pa.float64(),
    "float": pa.float32(),
    "int": pa.int32(),
    "long": pa.int64(),
    "decimal": pa.decimal128(18, 2),
}


class Stored(NamedTuple):
    """A cell as the file holds it, and what it means; None is missing."""

    value: Any
    meaning: Any


class Declared(NamedTuple):
    """How the plan speaks of the file."""

    zone: str
    """Where the zone stands: "column" or "name" of the file."""
    code: str
    """Type of the column of codes."""
    period: str
    revenue: str
    where: str
    aggregates: tuple[tuple[str, str], ...]
    """Formula and unit."""
    derived: str


class Case(NamedTuple):
    """A plan, and files by the path below the data folder, each with its records."""

    declared: Declared
    files: Mapping[str, tuple[tuple[Row, ...], bool]]
    """Records as stored and meant (`Stored`), and whether the columns stand the other way round."""
    row_group: int


PLAIN = ("收入", "费用")
ROWWISE = (
    *PLAIN,
    "净收入",
    "收入 - 费用",
    "max(收入, 费用)",
    "abs(收入 - 费用)",
    "round(收入, 1)",
    "若 收入 > 费用 则 收入 否则 费用",
)
CONDITIONS = (
    "收入 >= 5万元", "规模 = “规上”", "规模 ≠ “规上”", "收入 > 费用 且 人数 < 50人", "收入 = 0万元 或 规模 = “规下”",
    "非 (费用 <= 3千元)", "1万元 < 收入 <= 90万元", "高新 = “是”", "净收入 > 0万元", "园区 = “东区”", "园区 ≠ “西区”",
)  # fmt: skip


def _aggregates() -> st.SearchStrategy[tuple[str, str]]:
    figure, condition = st.sampled_from(ROWWISE), st.sampled_from(CONDITIONS)
    share = st.sampled_from((0.1, 0.25, 0.5, 0.9, 1.0))
    return st.one_of(
        figure.map(lambda x: (f"sum({x})", "万元")),
        figure.map(lambda x: (f"mean({x})", "万元")),
        st.sampled_from([("count()", "家"), ("count_distinct(代码)", "家"), ("count_distinct(规模)", "个"),
                         ("count_distinct(收入)", "个"), ("sum(人数)", "人"), ("max(人数)", "人")]),
        condition.map(lambda c: (f"count({c})", "家")),
        figure.map(lambda x: (f"median({x})", "万元")),
        st.tuples(figure, share).map(lambda p: (f"quantile({p[0]}, {p[1]})", "万元")),
        figure.map(lambda x: (f"min({x})", "亿元")),
        figure.map(lambda x: (f"max({x})", "千元")),
        st.tuples(figure, st.integers(1, 5)).map(lambda p: (f"topn({p[0]}, {p[1]})", "万元")),
        figure.map(lambda x: (f"sum({x}) / sum(人数)", "万元/人")),
        st.just(("count(收入 > 3万元) / count()", "%")),
        figure.map(lambda x: (f"max({x}) - min({x})", "万元")),
        figure.map(lambda x: (f"2 * sum({x}) - sum(费用)", "万元")),
    )  # fmt: skip


def declarations() -> st.SearchStrategy[Declared]:
    """Draw how a form speaks of its columns; what stands in a name is no field."""
    drawn = st.builds(
        Declared,
        zone=st.sampled_from(("column", "name")),
        code=st.sampled_from(("text", "long", "double")),
        period=st.sampled_from(("name", "hive", "date", "moment", "yyyymm", "year", "iso")),
        revenue=st.sampled_from(sorted(FIGURES)),
        where=st.one_of(st.just(""), st.sampled_from(CONDITIONS), st.tuples(st.sampled_from(CONDITIONS), st.sampled_from(CONDITIONS)).map(" 且 ".join)),
        aggregates=st.lists(_aggregates(), min_size=2, max_size=6, unique=True).map(tuple),
        derived=st.sampled_from(("收入 - 费用", "收入 * 2", "若 规模 = “规上” 则 收入 否则 费用", "收入 / 人数 * 1人")),
    )  # fmt: skip
    return drawn.filter(lambda d: d.zone == "column" or "园区" not in f"{d.where}{d.aggregates}")


def _figure(kind: str, *, least: float) -> st.SearchStrategy[Stored]:
    cents = st.integers(int(least * 100), 9_999_999)
    if kind in ("int", "long"):
        return st.one_of(st.none(), st.integers(int(least), 2**31 - 1)).map(
            lambda v: Stored(v, None if v is None else float(v))
        )
    if kind == "decimal":
        return st.one_of(st.none(), cents).map(
            lambda c: Stored(None if c is None else Decimal(c) / 100, None if c is None else c / 100)
        )
    wild = st.floats(least, 1e9) if kind == "double" else st.floats(np.float32(least).item(), 2.0**30, width=32)
    some = st.one_of(cents.map(lambda c: c / 100), wild)
    if kind == "float":
        some = some.map(lambda v: float(np.float32(v)))
    return st.one_of(st.sampled_from((None, math.nan)), some, some).map(
        lambda v: Stored(v, None if v is None or math.isnan(v) else v)
    )


def _code(kind: str) -> st.SearchStrategy[Stored]:
    text = st.sampled_from(sorted(CODES))
    if kind == "text":
        return st.one_of(
            text.map(lambda c: Stored(c, CODES[c])), st.sampled_from((None, "")).map(lambda c: Stored(c, ""))
        )
    number = int if kind == "long" else float
    nothing = st.sampled_from((None, math.nan) if kind == "double" else (None,)).map(lambda c: Stored(c, ""))
    return st.one_of(text.map(lambda c: Stored(number(c), CODES[c])), nothing)


def _date(kind: str) -> st.SearchStrategy[Stored]:
    year = st.sampled_from(PERIODS)
    none = st.just(Stored(None, ""))
    month, day = st.integers(1, 12), st.integers(1, 28)
    made = {
        "date": st.tuples(year, month, day).map(lambda p: Stored(dt.date(int(p[0]), *p[1:]), p[0])),
        "moment": st.tuples(year, month, day).map(lambda p: Stored(dt.datetime(int(p[0]), *p[1:], 8, 30), p[0])),  # noqa: DTZ001
        "yyyymm": st.tuples(year, month).map(lambda p: Stored(int(p[0]) * 100 + p[1], p[0])),
        "year": year.map(lambda y: Stored(int(y), y)),
        "iso": st.one_of(
            st.tuples(year, month).map(lambda p: Stored(f"{p[0]}-{p[1]:02}-01", p[0])), st.just(Stored("待定", ""))
        ),
    }
    return st.one_of(made[kind], made[kind], made[kind], none)


DATES = {
    "date": pa.date32(),
    "moment": pa.timestamp("us"),
    "yyyymm": pa.int32(),
    "year": pa.int64(),
    "iso": pa.string(),
}


@st.composite
def cases(draw: st.DrawFn, most: int = 40) -> Case:
    """Draw a plan and its records."""
    declared = draw(declarations())
    row = st.fixed_dictionaries({
        REVENUE: _figure(declared.revenue, least=-1000.0 if declared.revenue != "float" else -1024.0),
        "费用": _figure("double", least=-1000.0),
        "人数": _figure("long", least=1),
        "规模": st.sampled_from(("规上", "规下", "", None)).map(lambda v: Stored(v, v)),
        "高新": st.sampled_from((True, False, None)).map(lambda v: Stored(v, {True: "是", False: "否", None: None}[v])),
        "代码": st.one_of(st.sampled_from(("", None)), st.sampled_from("甲乙丙丁")).map(lambda v: Stored(v, v)),
        "行业": _code(declared.code),
        "园区": st.sampled_from(sorted(ZONES, key=str)).map(lambda v: Stored(v, ZONES[v])),
        "日期": _date(declared.period) if declared.period in DATES else st.just(Stored(None, "")),
    })  # fmt: skip
    files = {}
    for n in range(draw(st.integers(1, 3))):
        zone = draw(st.sampled_from(("东区", "西区")))
        year = draw(st.sampled_from(PERIODS))
        folder = f"年份={year}/" if declared.period == "hive" else ""
        name = f"{folder}{year if declared.period == 'name' else '年'}_{zone if declared.zone == 'name' else '区'}_{n}.parquet"
        rows = draw(st.lists(row, min_size=1, max_size=most))
        for r in rows:
            if declared.period in ("name", "hive"):
                r["日期"] = Stored(int(year), year)
            if declared.zone == "name":
                r["园区"] = Stored(None, zone)
        files[name] = (tuple(rows), draw(st.booleans()))
    return Case(declared, files, draw(st.sampled_from((1, 7, 1000))))


def text_of(case: Case) -> str:
    """Return the plan file."""
    d = case.declared
    year = "{year}" if d.period == "name" else "年"
    zone = "{园区}" if d.zone == "name" else "区"
    files = f"{'年份=*/' if d.period == 'hive' else ''}{year}_{zone}_*.parquet"
    period = "" if d.period == "name" else f"\n    period: year({'年份' if d.period == 'hive' else '日期'})"
    measures = "".join(
        f"\n  数{n}: {{unit: '{unit}', kind: {'flow' if unit != '%' else 'ratio'}}}"
        for n, (_, unit) in enumerate(d.aggregates)
    )
    aggregates = "".join(f"\n      数{n}: {formula}" for n, (formula, _) in enumerate(d.aggregates))
    return f"""
fzplan: 1
plan: {{name: 随机, baseline: 2020, span: 2021-2025}}
dimensions:
  园区: {{members: {{东区: {{aliases: [东]}}, 西区: {{aliases: [W]}}}}, partition: true}}
  产业: {{members: {{轨道交通: {{codes: ["371", "3720"]}}, 航空航天: {{codes: ["374"]}}, 信息: {{codes: ["65"]}}}}, partition: false}}
  高新: {{members: {{是: {{}}, 否: {{}}}}, partition: false}}
measures:{measures}
indicators: {{}}
forms:
  年报:
    files: "{files}"
    rows: entity
    key: 代码{period}{
        f'''
    where: {d.where}'''
        if d.where
        else ""
    }
    fields:
      收入: {{column: '{REVENUE}', unit: 千元}}
      费用: {{column: 费用, unit: 千元}}
      人数: {{column: 人数, unit: 人}}
      规模: {{column: 规模}}
      高新: {{column: 高新}}
      产业: {{column: 行业, by: code}}{
        '''
      园区: {column: 园区}'''
        if d.zone == "column"
        else ""
    }
      净收入: {{formula: {d.derived}, unit: 万元}}
    aggregate:{aggregates}
"""


def write(case: Case, folder: Path) -> Plan:
    """Write the files and return the plan."""
    kinds: dict[str, Any] = {
        REVENUE: FIGURES[case.declared.revenue], "费用": pa.float64(), "人数": pa.int64(), "规模": pa.string(),
        "高新": pa.bool_(), "代码": pa.string(), "园区": pa.string(),
        "行业": {"text": pa.string(), "long": pa.int64(), "double": pa.float64()}[case.declared.code],
        "日期": DATES.get(case.declared.period, pa.int32()),
    }  # fmt: skip
    for name, (rows, turned) in case.files.items():
        names = [n for n in kinds if not (n == "日期" and case.declared.period not in DATES)]
        columns = {
            n: pa.array([r[n].value for r in rows], kinds[n], from_pandas=False)
            for n in (reversed(names) if turned else names)
        }
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.table(columns), path, row_group_size=case.row_group)
    (folder / "targets.yaml").write_text(text_of(case), encoding="utf-8")
    plan, findings = plans.load(folder / "targets.yaml")
    assert plan is not None, findings
    assert not [d for d in findings if d.severity.name == "ERROR"], [d.facts for d in findings]
    return plan


def expected(case: Case, plan: Plan) -> dict[Key, tuple[float, float]]:
    """Return every figure by the closures of plain Python, with the largest number it is made of."""
    form = plan.forms["年报"]
    rows = [r for own, _ in case.files.values() for r in own]
    names = {
        "收入": REVENUE,
        "费用": "费用",
        "人数": "人数",
        "规模": "规模",
        "高新": "高新",
        "代码": "代码",
        "园区": "园区",
    }
    columns: dict[str, list[Any]] = {id_: [r[c].meaning for r in rows] for id_, c in names.items()}
    net = next(c for c in form.columns_of if c.id == "净收入")
    assert net.formula is not None
    columns["净收入"] = row_values(net.formula, columns)
    kept = [True is v for v in row_values(form.where, columns)] if form.where else [True] * len(rows)
    groups = _groups(rows, kept)
    found: dict[Key, tuple[float, float]] = {}
    for a in form.aggregates:
        assert a.formula is not None
        quantity = plan.quantity(a.measure)
        assert quantity is not None
        ratio = a.formula.type.unit.factor_to(quantity.unit) if a.formula.type.unit.compatible(quantity.unit) else 1
        for (key, own), value in zip(groups.items(), reduced(a.formula, columns, list(groups.values())), strict=True):
            if value is not None and (own or a.text.startswith("count")):
                largest = max((abs(columns[c][i] or 0.0) for c in ("收入", "费用", "净收入") for i in own), default=0.0)
                found[a.measure, *key] = (value * float(ratio), largest * float(ratio))
    return found


def _groups(rows: list[Row], kept: list[bool]) -> dict[tuple[str, tuple[str, ...]], list[int]]:
    members = {"园区": ("东区", "西区"), "产业": ("轨道交通", "航空航天", "信息"), "高新": ("是", "否")}
    columns = {"园区": "园区", "产业": "行业", "高新": "高新"}
    groups = {}
    for period in sorted({r["日期"].meaning for r, k in zip(rows, kept, strict=True) if k and r["日期"].meaning}):
        for n in range(3):
            for of in combinations(members, n):
                for chosen in product(*(members[d] for d in of)):
                    wanted = dict(zip(of, chosen, strict=True))
                    groups[period, tuple(wanted.get(d, TOTAL) for d in members)] = [
                        i
                        for i, r in enumerate(rows)
                        if kept[i]
                        and r["日期"].meaning == period
                        and all(r[columns[d]].meaning == m for d, m in wanted.items())
                    ]
    return groups


def by_key(observations: Iterable[Observation]) -> dict[Key, float]:
    """Return observations by what they are of."""
    return {(o.measure, str(o.period), o.members): o.value for o in observations}
