"""The coverage of a review: its lines in both languages, its data valid against the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema

from fzplan.diagnostics import CellRef, FileRef
from fzplan.model.coverage import Coverage, SheetCoverage, Untouched
from fzplan.reports.review import coverage, schema
from tests.cli.runs import fzplan, project

if TYPE_CHECKING:
    from pathlib import Path

SHEET = FileRef("data/a.xlsx", "年报")


def block(row: int, column: int, last_row: int, last_column: int) -> CellRef:
    return CellRef(SHEET.file, SHEET.sheet, row, column, last_row, last_column)


FOUND = Coverage(
    (
        SheetCoverage(
            SHEET,
            40,
            28,
            (
                Untouched("面积", "年报", 2, (block(2, 2, 2, 3),)),
                Untouched("人数", "年报", 10, tuple(block(r, 2, r + 1, 2) for r in (3, 6, 9, 12, 15))),
            ),
            {"unknown_row": 2, "unused_column": 1},
        ),
        SheetCoverage(FileRef("data/b.xlsx", "说明"), 0, 0, ()),
        SheetCoverage(FileRef("data/c.csv"), 10, 10, ()),
    ),
    ("R05", "R07"),
)


def test_lines_in_chinese() -> None:
    assert list(coverage.lines(FOUND, "zh")) == [
        "规则覆盖：读到 50 个数，有规则审核的 38 个（76.0 %）",  # 28 + 10 of 40 + 10
        "  data/a.xlsx:年报：40 个数，审到 28 个，未采用 3 个（行名不是已声明的名称 2、表式没有用到的列 1）",
        "    没有规则审核：面积，2 个（B2:C2）",
        "    没有规则审核：人数，10 个（B3:B4、B6:B7、B9:B10、B12:B13 …）",
        "  data/c.csv：10 个数，审到 10 个",
        "没有审到任何数的规则：R05、R07",
    ]


def test_lines_in_english() -> None:
    assert list(coverage.lines(FOUND, "en")) == [
        "coverage: numbers read 50, looked at by some rule 38 (76.0 %)",
        (
            "  data/a.xlsx:年报: numbers 40, looked at 28, not taken 3 (row label that is no declared name 2, "
            "column that the form does not use 1)"
        ),
        "    no rule looks at: 面积, 2 (B2:C2)",
        "    no rule looks at: 人数, 10 (B3:B4, B6:B7, B9:B10, B12:B13 …)",
        "  data/c.csv: numbers 10, looked at 10",
        "rules that look at no number read: R05, R07",
    ]


def test_data_follows_the_schema() -> None:
    found = coverage.document(FOUND)
    jsonschema.validate(found, schema.schema()["properties"]["coverage"])
    assert found["sheets"][0]["untouched"][0] == {"name": "面积", "form": "年报", "cells": 2, "ranges": ["B2:C2"]}
    assert (found["cells"], found["touched"], found["idle_checks"]) == (50, 38, ["R05", "R07"])


def test_the_command_lists_it(tmp_path: Path) -> None:
    done = fzplan("check", "--coverage", "--lang", "zh", cwd=project(tmp_path))
    assert "规则覆盖：读到 6 个数，有规则审核的 0 个（0.0 %）" in done.stdout
    assert "没有规则审核：总收入，3 个（B2:D2）" in done.stdout
    assert "规则覆盖" not in fzplan("check", "--lang", "zh", cwd=tmp_path).stdout
    json = fzplan("check", "--coverage", "--format", "json", cwd=tmp_path).stdout
    assert '"coverage": {' in json
    assert "规则覆盖" in fzplan("check", "--coverage", "--format", "concise", "--lang", "zh", cwd=tmp_path).stderr
