"""Figures at the ends of what a machine can hold, in every format: numbers or reasons, never an error or an infinity."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from fzplan import workflow
from fzplan.reports import FORMATS, Settings, render
from tests import builders
from tests.reports.outcomes import OUTCOME

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

PLAN = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
measures:
  甲: {unit: 亿元, kind: flow}
  乙: {unit: 亿元, kind: flow}
  丙: {unit: 家, kind: stock}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: "{year}"}
indicators:
  甲值: {unit: 亿元, formula: 甲, target: {id: large, at_least: 1000, by: 2025, path: geometric}}
  甲增: {unit: "%", formula: growth(甲), target: {id: growing, at_least: 5, by: 2025}}
  甲均: {unit: "%", formula: "cagr(甲, since=2020)", target: {id: mean, at_least: 5, by: 2025}}
  甲乘: {unit: 亿元, formula: 甲 * 1e200, target: {id: times, at_least: 5, by: 2025}}
  甲比: {unit: "%", formula: 甲 / 乙, target: {id: ratio, at_most: 5, by: 2025}}
  乙值: {unit: 亿元, formula: 乙, target: {id: small, at_most: 1000000, by: 2025}}
  丙数: {unit: 家, formula: 丙, target: {id: whole, at_least: 30, by: 2025}}
"""


def outcome(folder: Path, first: str, second: str, whole: str) -> Outcome:
    builders.plan(folder, PLAN)
    rows = ["指标 | 2020年 | 2021年 | 2022年", f"甲 | {first}", f"乙 | {second}", f"丙 | {whole}"]
    builders.workbook(folder / "data" / "年报.xlsx", {"表": "\n".join(rows)})
    run = workflow.compute(folder / "targets.yaml", in_full=True, by_member=True)
    assert run.outcome is not None, [d.message("zh") for d in run.diagnostics]
    return run.outcome


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("1e-300 | 1e300 | 1e300", "1e300 | 1e-300 | 1e-300", "1 | 9e15 | 1e21"),
        ("1e300 | 1e-300 | 5e-324", "5e-324 | 5e-324 | 5e-324", "1e300 | 1e300 | 1e300"),
        ("-1e300 | 1e300 | -1e300", "0 | 0 | 0", "-1 | 0 | 0"),
        ("0 | 0 | 0", "-5 | -1e-300 | 1e300", "0 | 0 | 1"),
    ],
)
def test_every_format_is_drawn(first: str, second: str, whole: str, tmp_path: Path) -> None:
    found = outcome(tmp_path, first, second, whole)
    for name in FORMATS:
        for lang in ("zh", "en"):
            drawn = render(found, name, settings=Settings(lang))  # type: ignore[arg-type]
            text = drawn if isinstance(drawn, str) else "" if drawn.startswith(b"PK") else drawn.decode()
            assert not {"inf", "-inf", "nan"} & set(text.replace(",", " ").replace('"', " ").split()), name
            if name == "json":
                json.loads(text, parse_constant=pytest.fail)
    book = render(found, "xlsx", settings=Settings("zh"))
    assert isinstance(book, bytes)
    openpyxl.load_workbook(io.BytesIO(book))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for part in archive.namelist():
            ET.fromstring(archive.read(part))


def test_what_is_beyond_the_machine_has_a_reason(tmp_path: Path) -> None:
    """10^300 of 10^-300 is 10^600, and no number of a machine: growth and ratio say so."""
    found = outcome(tmp_path, "1e-300 | 1e300 | 1e300", "1e300 | 1e-300 | 1e-300", "1 | 1 | 1")
    beyond = {(v.id, v.period.year): v for v in found.values if v.id in ("甲增", "甲比") and v.period.year == 2021}
    for value in beyond.values():
        assert value.value is None
        assert [reason.code for reason in value.why] in (["not_a_number"], ["zero_denominator"])
    assert len(beyond) == 2


def test_a_share_beyond_the_machine_is_shown_as_such_in_the_workbook() -> None:
    """Progress of 1e307 is 1e309 per cent."""
    first, *others = OUTCOME.assessments
    far = replace(first, progress=1e307)
    drawn = render(replace(OUTCOME, assessments=(far, *others)), "xlsx", settings=Settings("zh"))
    assert isinstance(drawn, bytes)
    cells = (c.value for sheet in openpyxl.load_workbook(io.BytesIO(drawn)) for row in sheet for c in row)
    assert "∞" in cells
