"""Names with characters that no page, workbook or document can hold, or that look like references: text all the same."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx
import pytest

from fzplan import workflow
from fzplan.reports import FORMATS, Settings, render
from fzplan.reports.html import page
from tests import builders
from tests.reports.outcomes import OUTCOME

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.model.results import Outcome

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
PLAN = r"""
fzplan: 1
plan: {name: "某区\x0b规划\uFFFE", baseline: 2020, span: 2021-2025}
measures:
  收入: {unit: 亿元, kind: flow}
forms:
  年报: {files: "*.xlsx", rows: measure, columns: "{year}"}
indicators:
  总收入:
    unit: 亿元
    formula: 收入
    en: "'[x.xlsx]S'!A1"
    note: "甲\x07乙"
    target: {id: income, at_least: 200, by: 2025, owner: "科\x1b[2J室", section: "一\x00二"}
"""
GRID = """
指标 | 2020年 | 2021年 | 2022年
收入 | 100 | 110 | 120
"""


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    builders.plan(tmp_path, PLAN)
    builders.workbook(tmp_path / "data" / "年报.xlsx", {"表": GRID})
    run = workflow.compute(tmp_path / "targets.yaml", in_full=True, by_member=True)
    assert run.outcome is not None, [d.message("zh") for d in run.diagnostics]
    return run.outcome


def parts(content: bytes) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")}


def test_characters_that_belong_to_no_text_are_in_no_report(outcome: Outcome) -> None:
    assert outcome.plan.head.name == "某区规划"
    assert outcome.assessments[0].target.owner == "科[2J室"
    for name in FORMATS:
        drawn = render(outcome, name, settings=Settings("en"))
        if isinstance(drawn, str):
            assert not ILLEGAL.search(drawn), name
        elif drawn.startswith(b"PK"):
            assert parts(drawn)
        else:
            assert not ILLEGAL.search(drawn.decode()), name


def test_the_title_of_a_chart_is_no_reference(outcome: Outcome) -> None:
    drawn = render(outcome, "xlsx", settings=Settings("en"))
    assert isinstance(drawn, bytes)
    chart = parts(drawn)["xl/charts/chart1.xml"]
    titles = ["".join(title.itertext()) for title in chart.iter() if title.tag.endswith("}title")]
    assert titles[0] == "'[x.xlsx]S'！A1 (亿元)"
    assert "[x.xlsx]" not in "".join(f.text or "" for f in chart.iter() if f.tag.endswith("}f"))


def test_names_of_files_with_such_characters_are_on_the_page() -> None:
    """What is in the names of files no plan can mend."""
    sources = replace(
        OUTCOME.extraction.sources, files=tuple(f"{f}\x0b\uffff" for f in OUTCOME.extraction.sources.files)
    )
    odd = replace(OUTCOME, extraction=replace(OUTCOME.extraction, sources=sources), digests={})
    drawn = page.render(odd, Settings("zh"))
    assert not ILLEGAL.search(drawn)
    assert OUTCOME.extraction.sources.files[0] in drawn


def test_a_document_has_the_beginning_of_a_title_that_its_properties_cannot_hold() -> None:
    named = replace(OUTCOME, plan=replace(OUTCOME.plan, head=replace(OUTCOME.plan.head, name="长\x0b" * 400, short="")))
    drawn = render(named, "docx", settings=Settings("zh"))
    assert isinstance(drawn, bytes)
    document = docx.Document(io.BytesIO(drawn))
    assert document.core_properties.title == "长" * 255
    assert any("长" * 400 in paragraph.text for paragraph in document.paragraphs)
