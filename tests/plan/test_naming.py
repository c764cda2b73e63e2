"""Names of a plan file that is right, half written, or no plan file at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import plan
from fzplan.plan.naming import Names

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
fzplan: 1
plan: {name: 某区规划, baseline: 2019, span: 2021-2023}
dimensions:
  园区: {members: [东区, 西区]}
  产业: {members: {轨道交通: {}, 航空航天: }}
measures:
  总收入: {unit: 亿元}
indicators:
  收入: {unit: 亿元, formula: 总收入, target: {id: income, at_least: 400, by: 2023}}
  强度: {unit: "%", targets: [{id: low, at_least: 3, by: 2022}, {at_least: 4, by: 2023}]}
  人数: {unit: 人, target: {at_least: 4, by: 2023}}
forms:
  年报: {files: "*.xlsx"}
  季报: {files: [a.xlsx, b.xlsx]}
checks:
  - {id: R01, within: 收入 > 0, note: 应为正数}
"""


def names(folder: Path, text: str | bytes) -> Names:
    (folder / "targets.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return plan.names(folder / "targets.yaml")


def test_every_name_that_a_command_takes(tmp_path: Path) -> None:
    assert names(tmp_path, WHOLE) == Names(
        measures={"总收入": "亿元"},
        indicators={"收入": "亿元", "强度": "%", "人数": "人"},
        targets={"income": "收入", "low": "强度"},
        checks={"R01": "应为正数"},
        forms={"年报": "*.xlsx", "季报": ""},
        dimensions={"园区": ("东区", "西区"), "产业": ("轨道交通", "航空航天")},
        years=(2019, 2021, 2022, 2023),
    )


def test_a_plan_that_is_being_written(tmp_path: Path) -> None:
    found = names(tmp_path, WHOLE.replace("target: {id: income, at_least: 400", "target: {id: income, at_least: [400"))
    assert list(found.measures) == ["总收入"]
    assert set(found.indicators) == {"强度", "人数"}  # 收入 is not YAML


@pytest.mark.parametrize(
    "text",
    ["", "---", "42", "[1, 2]", "plan: 3\nmeasures: [a]\nindicators: 总收入\nchecks: {a: 1}", "a: [" * 9, b"\xff\xfe\x00PK",
     "dimensions: {园区: 3, 产业: {members: 4}}\nindicators: {甲: [1], 乙: {target: 3, targets: {a: 1}}}\nplan: {span: now}"],
)  # fmt: skip
def test_what_is_no_plan_has_no_names_and_raises_nothing(text: str | bytes, tmp_path: Path) -> None:
    found = names(tmp_path, text)
    assert found.years == ()
    assert found.targets == found.checks == found.forms == {}


def test_no_file_no_names(tmp_path: Path) -> None:
    assert plan.names(tmp_path / "none.yaml").indicators == {}
