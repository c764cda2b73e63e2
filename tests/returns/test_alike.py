"""What is taken over from a sheet laid out alike: with and without remembering, every result is the same."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.builders import workbook, workbook_file
from tests.returns.plans import dimension, form, measure, plan
from tests.returns.test_layouts import LAYOUTS

from fzplan import plan as plans
from fzplan.returns import alike, extract, printed

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.plan import Plan

MEASURES = (measure("总收入", "亿元", aliases=("10",)), measure("年末从业人员", "人", "stock"))
PARTS = (dimension("园区", "东区", "西区"), dimension("分位", "10", "90"))
FORMS = {
    "年报": form("{园区}.xlsx"),
    "转置": form("{园区}.xlsx", "period", "measure"),
    "分区": form("{园区}.xlsx", "measure", "{园区}", period="2021"),
    "分位": form("{园区}.xlsx", "measure", "{分位}", period="2021"),
    "月度": form("{园区}.xlsx", "measure", "{month}", period="2021"),
    "两级": form("{园区}.xlsx", "measure > member", "period"),
    "任意": form("{园区}.xlsx", "measure", "{_} > {period}"),
}
HEADS = st.sampled_from(
    ["2020年", "2021", "2021年", "上年同期", "增长（%）", "东区", "西区", "总收入", "10", "90", "1月", "2"]
)
NAMES = st.sampled_from(
    [
        "总收入",
        "年末从业人员",
        "其中：总收入",
        "总收入（万元）",
        "其他",
        "2020年",
        "2021",
        "东区",
        "一、经济",
        "合计",
        "10",
        "甲",
        "1",
        "",
    ]
)
LINES = st.sampled_from(["", "主要指标", "2021年主要指标", "单位：亿元 | | ", "注：略", "填报人： | 张三"])
FIGURES = st.sampled_from(
    ["3.5", "1234.5", "-7.25", "0", "1", "2", "10", "90", "2020", "2021", "2020", "2021", "202106", "2020.5", "1e-7"]
) | st.sampled_from(["12{0.0%}", "66487{#,##0}", "'1,234", "'…", "—", "'6648.7亿元", "2020"])
TABLES = st.tuples(
    LINES,
    st.lists(HEADS, min_size=2, max_size=3),
    st.lists(st.tuples(NAMES, st.lists(FIGURES, min_size=3, max_size=3)), min_size=1, max_size=4),
    st.lists(st.lists(FIGURES, min_size=12, max_size=12), min_size=1, max_size=2),
    LINES,
)


def results(declared: Plan, root: Path, paths: list[Path]) -> tuple[object, ...]:
    found, findings = extract(declared, paths, root)
    told = [(str(d.at), d.code, d.message("zh"), d.message("en"), d.excerpt) for d in findings]
    return found.observations, found.accounts, found.sources, found.tasks, told


def same(declared: Plan, root: Path, paths: list[Path]) -> None:
    """Read with and without remembering."""
    remembered = results(declared, root, paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alike, "KEPT", 0)
        assert results(declared, root, paths) == remembered


@given(TABLES, st.sampled_from(sorted(FORMS)))
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_remembering_changes_no_result(
    tmp_path: Path,
    table: tuple[str, list[str], list[tuple[str, list[str]]], list[list[str]], str],
    name: str,
) -> None:
    title, heads, rows, others, last = table

    def grid(figures: list[str] | None) -> str:
        body = [
            " | ".join([label, *(own if figures is None else figures[3 * n : 3 * n + 3])][: len(heads) + 1])
            for n, (label, own) in enumerate(rows)
        ]
        return "\n".join([title, " | ".join(["指标", *heads]), *body, last])

    sheets = [grid(None), *map(grid, others)]
    workbook(tmp_path / "data" / "东区.xlsx", {f"表{n}": text for n, text in enumerate(sheets)})
    workbook(tmp_path / "data" / "西区.xlsx", {f"表{n}": text for n, text in enumerate(reversed(sheets))})
    declared = plan(*MEASURES, dimensions=PARTS, forms={"年报": FORMS["年报"], name: FORMS[name]})
    same(declared, tmp_path, [tmp_path / "data"])


@pytest.mark.parametrize("folder", LAYOUTS, ids=lambda path: path.name)
def test_every_layout_is_read_alike(folder: Path, tmp_path: Path) -> None:
    declared, _ = plans.load(folder / "targets.yaml")
    assert declared is not None
    chance = random.Random(folder.name)
    for copy in ("a", "b", "c"):
        for source in sorted((folder / "data").rglob("*.grid")):
            text = source.read_text(encoding="utf-8")
            if copy != "a":
                text = re.sub(r"(?<=\| )\d+(?:\.\d+)?(?= *(?:\||$))", lambda found: other(found[0], chance), text)
            changed = tmp_path / "grids" / copy / source.relative_to(folder / "data")
            changed.parent.mkdir(parents=True, exist_ok=True)
            changed.write_text(text, encoding="utf-8")
            workbook_file(
                changed, tmp_path / copy / changed.relative_to(tmp_path / "grids" / copy).with_suffix(".xlsx")
            )
    same(declared, tmp_path, [tmp_path / "a", tmp_path / "b", tmp_path / "c"])


def other(figure: str, chance: random.Random) -> str:
    """Return another figure; one in five is one that might be a name: a year, a month, a number of a row."""
    if chance.random() < 0.2:
        return chance.choice(["2021", "3", "12", "1", "202106", "0"])
    return f"{float(figure) * chance.uniform(0.5, 1.5) + 0.01:.2f}"


def test_only_the_figures_of_a_second_return_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    located: list[int] = []
    locate = printed.locate
    monkeypatch.setattr(printed, "locate", lambda *given: located.append(1) or locate(*given))
    for n, park in enumerate(("东区", "西区", "南区", "北区")):
        grid = f"主要指标\n | | 单位：万元\n指标 | 2020年 | 2021年\n总收入 | {1000 + n}.5 | {1100 + n}\n年末从业人员（人） | {50 + n} | 60"
        workbook(tmp_path / "data" / f"{park}.xlsx", {"表": grid})
    declared = plan(
        *MEASURES, dimensions=(dimension("园区", "东区", "西区", "南区", "北区"),), forms={"年报": form("{园区}.xlsx")}
    )
    found, _ = extract(declared, [tmp_path / "data"], tmp_path)
    values = {(o.members[0], str(o.period), o.measure): o.value for o in found.observations}
    assert len(values) == 16
    assert values["南区", "2021", "总收入"] == 0.1102  # 1102万元
    assert len(located) == 1
