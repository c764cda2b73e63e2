from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fzplan import plan
from tests.builders import plan as write_plan

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.plan import Form


def form(tmp_path: Path, header: str) -> tuple[Form | None, tuple[Diagnostic, ...]]:
    path = write_plan(
        tmp_path,
        f"""
        plan: {{name: 例, baseline: 2020, span: 2021-2025}}
        measures: {{总收入: {{unit: 亿元}}}}
        forms: {{表: {{files: "a.xlsx", rows: measure, columns: period, header: {header}}}}}
        """,
    )
    found, findings = plan.load(path)
    assert found is not None
    return found.forms.get("表"), findings


@pytest.mark.parametrize(("written", "rows"), [("4", (4, None)), ("4-9", (4, 9)), ("9-4", (4, 9)), ('"4-4"', (4, 4))])
def test_the_header_is_one_row_or_the_first_and_the_last(
    tmp_path: Path, written: str, rows: tuple[int, int | None]
) -> None:
    found, findings = form(tmp_path, written)
    assert found is not None
    assert (found.header, found.header_last) == rows
    assert not findings


@pytest.mark.parametrize("written", ["0", "4-", "A4", "4-9-12"])
def test_what_is_no_row_is_told(tmp_path: Path, written: str) -> None:
    _, findings = form(tmp_path, written)
    assert [f.code for f in findings]
