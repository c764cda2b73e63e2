"""Which standard counts, what passes, why something cannot be told: small real workbooks, arithmetic beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.workflow.screening import screen
from tests import builders

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.screens import Screened

PLAN = """
    plan: {name: 示例, baseline: 2020, span: 2021-2025}
    dimensions:
      产业:
        members: {轨道交通: {}, 航空航天: {}, 新材料: {}}
        groups: {千亿: [轨道交通, 航空航天]}
      园区: [东区, 西区]
    forms:
      申报材料:
        files: "申报*.xlsx"
        rows: entity
        key: 编号
        period: year(申报日期)
        source: administrative
        fields:
          名称: 名称
          产业: 产业
          园区: 园区
          投资: {column: 投资, unit: 万元}
          用地: {column: 用地, unit: 亩}
          收入: {column: 收入, unit: 万元}
          研发: {column: 研发, unit: 万元}
    screens:
      准入标准:
        form: 申报材料
        entity: 名称
        indicators:
          投资强度: {unit: 万元/亩, formula: 投资 / 用地}
          研发强度: {unit: "%", formula: 研发 / 收入}
        standards:
          - {indicator: 投资强度, at_least: 400}
          - {indicator: 投资强度, at_least: 500, for: {产业: 千亿}}
          - {indicator: 投资强度, at_least: 600, for: {产业: 轨道交通}}
          - {indicator: 投资强度, at_least: 650, for: {产业: 千亿, 园区: 东区}}
          - {indicator: 投资强度, at_most: 2000}
          - {indicator: 研发强度, more_than: 3%}
""".replace("园区: [东区, 西区]", "园区: {members: [东区, 西区]}")
HEAD = "编号|名称|产业|园区|申报日期|投资|用地|收入|研发"


def run(folder: Path, *rows: str, plan: str = PLAN, head: str = HEAD) -> list[Screened]:
    path = builders.plan(folder, plan)
    builders.workbook(folder / "data" / "申报2023.xlsx", {"申报": "\n".join([head, *rows])})
    made = screen(path)
    assert made.screening is not None, [d.message("en") for d in made.run.diagnostics]
    return list(made.screening.lines)


def of(lines: list[Screened], indicator: str = "投资强度", comparator: str = "≥") -> list[Screened]:
    return [line for line in lines if line.indicator.id == indicator and line.comparator == comparator]


@pytest.mark.parametrize(
    ("industry", "zone", "due"),
    [
        ("新材料", "东区", 400),  # the general one
        ("航空航天", "西区", 500),  # of the group
        ("轨道交通", "西区", 600),  # a member before its group
        ("轨道交通", "东区", 650),  # two dimensions before one
        ("其他产业", "东区", 400),  # an industry that the plan does not name
    ],
)
def test_the_most_specific_standard_counts(industry: str, zone: str, due: float, tmp_path: Path) -> None:
    (line,) = of(run(tmp_path, f"P1|甲|{industry}|{zone}|2023-01-01|6000|10|1|1"))
    assert line.limit.value == due
    assert line.difference == pytest.approx(6000 / 10 - due)
    assert line.result == ("passes" if due <= 600 else "fails")
    assert line.difference_percent == pytest.approx((600 - due) / due * 100)


def test_a_value_equal_to_the_threshold_passes_at_least_and_not_more_than(tmp_path: Path) -> None:
    lines = run(tmp_path, "P1|甲|新材料|东区|2023-01-01|4000|10|10000|300")
    assert of(lines)[0].result == "passes"  # 4000 / 10 = 400
    (research,) = of(lines, "研发强度", ">")  # 300 / 10000 = 3 %
    assert (research.actual.value, research.limit.value, research.result) == (3.0, 3.0, "fails")
    assert research.difference_percent is None  # of percentages the difference is in 百分点


def test_float_noise_decides_nothing(tmp_path: Path) -> None:
    plan = PLAN.replace("投资强度, at_least: 400}", "投资强度, at_least: 0.3}").replace(
        "投资 / 用地", "投资 / 用地 + 研发 / 用地"
    )
    (line,) = of(run(tmp_path, "P1|甲|新材料|东区|2023-01-01|0.1|1|1|0.2", plan=plan))
    assert line.actual.value != 0.3  # 0.1 + 0.2 in floats
    assert (line.result, line.difference) == ("passes", 0.0)


def test_floor_and_ceiling_both_count(tmp_path: Path) -> None:
    lines = run(tmp_path, "P1|甲|新材料|东区|2023-01-01|30000|10|1|1")
    assert [(line.comparator, line.result) for line in lines if line.indicator.id == "投资强度"] == [
        ("≤", "fails"),
        ("≥", "passes"),
    ]


def test_units_of_columns_and_standards_are_converted(tmp_path: Path) -> None:
    # 1 公顷 = 15 亩; 0.9 亿元 / 15 亩 = 9000 万元 / 15 亩 = 600 万元/亩 = 0.9 亿元/公顷
    plan = PLAN.replace("投资强度, at_least: 400}", "投资强度, at_least: 0.9亿元/公顷}")
    head = HEAD.replace("投资", "投资（亿元）").replace("用地", "用地（公顷）")
    (line,) = of(run(tmp_path, "P1|甲|新材料|东区|2023-01-01|0.9|1|1|1", plan=plan, head=head))
    assert (line.actual.value, line.limit.value, line.result) == (600, 600, "passes")


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ("P1|甲|新材料|东区|2023-01-01||10|1|1", "missing_field", "缺“投资”（data/申报2023.xlsx:申报!F2）"),
        ("P1|甲|新材料|东区|2023-01-01|9|0|1|1", "zero_divisor", "除数“用地”为 0"),
        (
            "P1|甲||东区|2023-01-01|9|1|1|1",
            "unknown_member",
            "“产业”一栏为空，不知道适用哪条标准（data/申报2023.xlsx:申报!C2）",
        ),
    ],
)
def test_what_cannot_be_told_says_why_and_where(row: str, code: str, told: str, tmp_path: Path) -> None:
    lines = [line for line in run(tmp_path, row) if line.why and line.indicator.id == "投资强度"]
    assert {line.result for line in lines} == {"not_assessable"}
    assert (lines[0].why[0].code, lines[0].why[0].text("zh")) == (code, told)
    assert lines[0].why[0].text("en")


def test_a_blank_member_matters_only_where_a_standard_may_depend_on_it(tmp_path: Path) -> None:
    (line,) = of(run(tmp_path, "P1|甲|新材料||2023-01-01|4000|10|1|1"))
    assert line.result == "passes"  # only standards of 千亿 ask for the zone


def test_a_dimension_under_another_name_has_its_cell(tmp_path: Path) -> None:
    plan = PLAN.replace("          产业: 产业\n", "          主导产业: {column: 产业, dimension: 产业}\n")
    (line,) = of(run(tmp_path, "P1|甲||东区|2023-01-01|9|1|1|1", plan=plan))
    assert line.why[0].facts["place"] == "data/申报2023.xlsx:申报!C2"


def test_a_column_that_is_not_there_is_a_reason(tmp_path: Path) -> None:
    lines = run(tmp_path, "P1|甲|新材料|东区|2023-01-01|9|1|1", head=HEAD.removesuffix("|研发"))
    (line,) = of(lines, "研发强度", ">")
    assert line.why[0].code == "missing_column"
    assert line.actual.inputs[0].place.sheet == "申报"


def test_no_standard_applies(tmp_path: Path) -> None:
    plan = PLAN.replace("          - {indicator: 投资强度, at_least: 400}\n", "").replace(
        "          - {indicator: 投资强度, at_most: 2000}\n", ""
    )
    lines = run(tmp_path, "P1|甲|新材料|东区|2023-01-01|9|1|1|1", plan=plan)
    assert [line.why[0].code for line in lines if line.indicator.id == "投资强度"] == ["no_standard"]


def test_a_formula_that_comes_to_no_number(tmp_path: Path) -> None:
    plan = PLAN.replace("投资 / 用地}", "(投资 / 用地) ^ 0.5 * 1万元/亩}").replace("(投资 / 用地)", "(投资 / 研发)")
    lines = run(tmp_path, "P1|甲|新材料|东区|2023-01-01|-9|1|1|1", plan=plan)
    assert of(lines)[0].why[0].code == "not_computable"  # the root of a negative figure


def test_every_input_has_its_cell(tmp_path: Path) -> None:
    (line,) = of(run(tmp_path, "P1|甲|新材料|东区|2023-01-01|4000|10|1|1"))
    assert [(i.field, i.value, i.unit, str(i.place)) for i in line.actual.inputs] == [
        ("投资", 4000.0, "万元", "data/申报2023.xlsx:申报!F2"),
        ("用地", 10.0, "亩", "data/申报2023.xlsx:申报!G2"),
    ]
    assert (line.name, line.entity, str(line.place)) == ("甲", "P1", "data/申报2023.xlsx:申报!A2")


ROWS = [
    f"P{n}|{name}|{industry}|{zone}|202{n % 3 + 1}-01-01|{money}|{land}|100|{n}"
    for n, (name, industry, zone, money, land) in enumerate(
        [
            ("甲", "轨道交通", "东区", 6500, 10), ("乙", "新材料", "西区", 3999, 10), ("丙", "航空航天", "西区", 5000, 10),
            ("丁", "", "东区", 5000, 10), ("戊", "新材料", "东区", 5000, 0),
        ]
    )
]  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(st.permutations(ROWS))
def test_the_order_of_the_rows_does_not_matter(tmp_path_factory: pytest.TempPathFactory, rows: list[str]) -> None:
    def seen(ordered: list[str]) -> list[tuple[object, ...]]:
        found = run(tmp_path_factory.mktemp("rows"), *ordered)
        return [
            (x.entity, x.period, x.indicator.id, x.comparator, x.actual.value, x.limit.value, x.result) for x in found
        ]

    assert seen(rows) == seen(ROWS)


def test_one_year_alone(tmp_path: Path) -> None:
    path = builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "申报.xlsx", {"申报": "\n".join([HEAD, *ROWS])})
    made = screen(path, year=2021)
    assert made.screening is not None
    assert {line.entity for line in made.screening.lines} == {"P0", "P3"}
    none = screen(path, year=2030)
    assert [d.code for d in none.run.diagnostics if d.code == "FZ765"] == ["FZ765"]
    assert "2030" in next(d for d in none.run.diagnostics if d.code == "FZ765").message("zh")
