"""Random plans with every function of the language: what their reports compute again is what the program computed."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import openpyxl

from fzplan import workflow
from fzplan.formula.functions import FUNCTIONS
from fzplan.reports.formats import Settings
from fzplan.reports.xlsx import details, observations, workings
from fzplan.reports.xlsx.book import draw
from tests import builders
from tests.office import hard, office, recalculated
from tests.reports.test_live_report import compared, opened, spoiled

if TYPE_CHECKING:
    from pathlib import Path

PLANS = 200
EXCHANGED = 25
YEARS = range(2020, 2025)
SHEETS = ("计算过程", "完成情况明细")
AGGREGATES = {"count_distinct", "median", "quantile"}
"""Only `aggregate:` of records has them."""
ZONES = ("东区", "西区", "北区")
HEAD = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
dimensions: {园区: {members: [东区, 西区, 北区], partition: true}}
measures:
  收入: {unit: 亿元, kind: flow}
  利润: {unit: 万元, kind: flow}
  人数: {unit: 万人, kind: stock}
  平均人数: {unit: 万人, kind: average}
  企业: {unit: 家, kind: flow}
  增速: {unit: "%", kind: rate}
  占比: {unit: "%", kind: ratio}
  物价: {unit: "%", kind: ratio}
forms:
  年报: {files: "年报*.xlsx", sheets: 全部, rows: measure, columns: "{year}"}
  分区: {files: "年报*.xlsx", sheets: "{year}年", rows: measure, columns: "{园区}"}
indicators:
"""
FORMULAS = {
    "亿元": (
        "收入 - 利润", "收入 * {n} + 利润 / {m}", "cumulative(收入, since={year})", "real(收入, 物价)",
        "topn(收入, {few}, over=园区)", "sum(收入, over=园区)", "mean(利润, over=园区)",
        "min(收入, over=园区) + max(利润, over=园区)", "round(收入 / {m}, 2) + abs(-利润) + max(收入, 利润)",
        "若 收入 > {n}亿元 则 收入 否则 利润", "收入@-1", "收入@{year}", "收入[园区=东区]", "change(收入, since={year})",
    ),
    "%": (
        "cagr(收入, since={year})", "cagr(收入, periods={few})", "cagr(收入, since=2020, mean=sum)", "growth(利润)",
        "chain(增速, since={year})", "contribution(收入[园区=东区], 收入)",
        "share(收入, over=园区)", "利润 / 收入", "index(收入, base={year})",
    ),
    "万元/人": ("收入 / 平均人数", "收入 / mean_stock(人数)"),
    "百分点": ("pull(收入[园区=西区], 收入)", "change(占比, since={year})"),
    "位": ("rank(收入, over=园区)",),
    "家": ("企业 + 1家", "count(收入 > {n}亿元, over=园区)", "count(over=园区)"),
}  # fmt: skip
TARGETS = (
    "at_least: {goal}, by: 2025", "at_most: {goal}, by: 2025", "at_least: {goal}, by: 2025, path: geometric",
    "between: [{goal}, {high}], by: 2025", "more_than: {goal}, by: 2024", "at_least: {goal}, each: 2021-2025",
    "at_most: {goal}, each: 2021-2025", "at_least: {goal}, each: 2021-2025, reading: every",
    "at_most: {goal}, each: 2021-2025, reading: average", "at_least: {goal}, each: 2021-2024", "direction: up, over: 2021-2025",
    "direction: down, over: 2021-2025",
)  # fmt: skip
OF_FLOWS = (
    "of: total, at_least: {goal}, over: 2021-2025", "of: growth, at_least: 5%, over: 2021-2025",
    "of: growth, at_least: {few}%, over: 2021-2024", "at_least: {goal}, each: 2021-2025",
)  # fmt: skip


def plan(draw_: random.Random) -> str:
    """Return a plan of six indicators with targets."""
    lines = []
    for k in range(6):
        unit = draw_.choice([*FORMULAS])
        numbers = {"n": draw_.randint(1, 60), "m": draw_.randint(2, 9), "few": draw_.randint(1, 3)}
        formula = draw_.choice(FORMULAS[unit]).format(**numbers, year=draw_.randint(2020, 2022))
        goal = draw_.randint(1, 200)
        target = draw_.choice(TARGETS).format(goal=goal, high=goal + draw_.randint(1, 50))
        target += ", for: {园区: 西区}" if unit == "位" else ""  # the total has no place among its members
        lines.append(f'  指标{k}: {{unit: "{unit}", formula: "{formula}", target: {{id: t{k}, {target}}}}}')
    for k, measure in enumerate(("收入", "企业")):
        unit, goal = {"收入": "亿元", "企业": "家"}[measure], draw_.randint(10, 500)
        target = draw_.choice(OF_FLOWS).format(goal=goal, few=draw_.randint(1, 30))
        lines.append(f"  合计{k}: {{unit: {unit}, kind: flow, formula: {measure}, target: {{id: s{k}, {target}}}}}")
    return HEAD + "\n".join(lines) + "\n"


def book(draw_: random.Random) -> dict[str, str]:
    """Return the sheets of a return; here and there a figure is missing."""

    def figure(measure: str) -> str:
        if draw_.random() < 0.04:
            return ""
        return str(draw_.randint(1, 90)) if measure == "企业" else f"{draw_.uniform(1, 150):.2f}"

    measures = ("收入", "利润", "人数", "平均人数", "企业", "增速", "占比", "物价")
    rows = [" | ".join(["指标", *(f"{y}年" for y in YEARS)])]
    rows += [" | ".join([m, *(figure(m) for _ in YEARS)]) for m in measures]
    sheets = {"全部": "\n".join(rows)}
    for year in YEARS:
        zones = [" | ".join(["指标", *ZONES])]
        zones += [" | ".join([m, *(figure(m) for _ in ZONES)]) for m in ("收入", "利润")]
        sheets[f"{year}年"] = "\n".join(zones)
    return sheets


def other(draw_: random.Random, sheets: dict[str, str]) -> dict[str, str]:
    """Return a return with the same holes and other figures: a tenth to three times as large."""

    def figure(text: str, measure: str) -> str:
        if not text:
            return ""
        times = draw_.choice((0.1, 0.7, 0.95, 1.05, 1.3, 3.0))
        return str(max(1, round(int(text) * times))) if measure == "企业" else f"{float(text) * times:.2f}"

    def line(text: str) -> str:
        measure, *figures = text.split(" | ")
        return " | ".join([measure, *(figure(f, measure) for f in figures)])

    parted = {name: text.split("\n") for name, text in sheets.items()}
    return {name: "\n".join([head, *map(line, lines)]) for name, (head, *lines) in parted.items()}


def reported(draw_: random.Random, folder: Path) -> bytes:
    """Return the sheets with live formulas of one random plan."""
    return drawn(plan(draw_), book(draw_), folder)


def drawn(text: str, sheets: dict[str, str], folder: Path) -> bytes:
    """Return the sheets with live formulas of a plan and a return."""
    builders.plan(folder, text)
    builders.workbook(folder / "data" / "年报.xlsx", sheets)
    run = workflow.compute(folder / "targets.yaml", in_full=True)
    assert run.outcome is not None, [d.message("zh") for d in run.diagnostics]
    assert not run.unusable, [d.message("zh") for d in run.diagnostics]
    return draw(run.outcome, Settings("zh"), (details, workings, observations))


@office
def test_two_hundred_random_plans_compute_themselves(tmp_path: Path) -> None:
    first = random.randrange(10**6) if os.environ.get("FZPLAN_RANDOM") else 0
    for seed in range(first, first + PLANS):
        (tmp_path / "reports").mkdir(exist_ok=True)
        place = tmp_path / "reports" / f"{seed}.xlsx"
        place.write_bytes(reported(random.Random(seed), tmp_path / str(seed)))
        spoiled(place, tmp_path / "given" / place.name)
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed"))
    counts, worst, written = dict.fromkeys(SHEETS, 0), dict.fromkeys(SHEETS, 0.0), set()
    for place in sorted((tmp_path / "reports").iterdir()):
        book = opened(place, computed / place.name)
        for name in SHEETS:
            more, apart = compared(book, name)
            counts[name], worst[name] = counts[name] + more, max(worst[name], apart)
        written |= {str(row[4].value) for row in book.formulas["计算过程"].iter_rows(min_row=4)}
    print(counts, worst)  # noqa: T201  (how much was proved, for pytest -s)
    assert sum(counts.values()) > 100 * PLANS
    assert worst["计算过程"] <= 1e-12
    assert worst["完成情况明细"] <= 1e-11  # what is judged is kept to twelve digits
    titles = {f.title.zh for f in FUNCTIONS.values() if f.name not in AGGREGATES}
    assert {title for title in titles if not any(title in text for text in written)} == set()


@office
def test_with_the_figures_of_another_return_a_report_says_what_the_report_of_that_return_says(tmp_path: Path) -> None:
    """Verdict and outlook of every line that both reports judge by the same formulas."""
    for place in ("one", "two", "given"):
        (tmp_path / place).mkdir()
    for seed in range(EXCHANGED):
        draw_ = random.Random(seed)
        text, sheets = plan(draw_), book(draw_)
        for name, figures in (("one", sheets), ("two", other(draw_, sheets))):
            (tmp_path / name / f"{seed}.xlsx").write_bytes(drawn(text, figures, tmp_path / f"{name}-{seed}"))
        one, two = (openpyxl.load_workbook(tmp_path / name / f"{seed}.xlsx") for name in ("one", "two"))
        for mine, theirs in zip(
            one["原始数据"].iter_rows(min_row=4), two["原始数据"].iter_rows(min_row=4), strict=True
        ):
            assert [c.value for c in mine[:3]] == [c.value for c in theirs[:3]]
            mine[3].value = theirs[3].value
        one.save(tmp_path / "given" / f"{seed}.xlsx")
    computed = recalculated(tmp_path / "given", hard(tmp_path / "computed"))
    compared_, changed = 0, 0
    for seed in range(EXCHANGED):
        before, after = (openpyxl.load_workbook(tmp_path / name / f"{seed}.xlsx") for name in ("one", "two"))
        was, said = (
            openpyxl.load_workbook(tmp_path / name / f"{seed}.xlsx", data_only=True) for name in ("one", "two")
        )
        now = openpyxl.load_workbook(computed / f"{seed}.xlsx", data_only=True)
        heads = {cell.value: cell.column for cell in before["完成情况明细"][3]}
        columns = [heads["进度判定"], heads["趋势判断"]]
        for row in range(4, before["完成情况明细"].max_row + 1):
            mine, theirs = ([b["完成情况明细"].cell(row, c).value for c in columns] for b in (before, after))
            if not str(mine[0]).startswith("=") or mine != theirs:
                continue
            old, new, live = ([b["完成情况明细"].cell(row, c).value for c in columns] for b in (was, said, now))
            assert live == new, (seed, row, old, mine)
            compared_, changed = compared_ + 1, changed + (old != new)
    print(compared_, changed)  # noqa: T201  (how much was proved, for pytest -s)
    assert compared_ > 3 * EXCHANGED
    assert changed > EXCHANGED / 2
