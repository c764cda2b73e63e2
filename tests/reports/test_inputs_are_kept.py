"""Inputs are never modified, not even when a report is told to go where one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.reports import files

if TYPE_CHECKING:
    from pathlib import Path


def test_neither_the_plan_nor_a_return_is_replaced(tmp_path: Path) -> None:
    plan, filed = tmp_path / "targets.yaml", tmp_path / "data" / "年报.xlsx"
    filed.parent.mkdir()
    filed.write_bytes(b"filed")
    plan.write_bytes(b"plan")
    (tmp_path / "link.xlsx").symlink_to(filed)
    kept = files.inputs(plan.as_posix(), ["data/年报.xlsx"])
    for path in (plan, filed, tmp_path / "data" / ".." / "data" / "年报.xlsx", tmp_path / "link.xlsx"):
        fault = files.write(path, b"report", kept)
        assert fault is not None
        assert fault.code == "FZ901"
    assert (plan.read_bytes(), filed.read_bytes()) == (b"plan", b"filed")
    assert files.write(tmp_path / "reports" / "gap.xlsx", b"report", kept) is None
