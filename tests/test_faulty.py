"""`data/faulty`: written by its script byte for byte, each fault found at its place, and the tutorial says the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from scripts.faulty import write

from fzplan import workflow
from tests.corpus.case import told

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]
FAULTY = ROOT / "data" / "faulty"
MAIN, ZONES, FIRMS = (f"data/示例_{name}_2023年.xlsx" for name in ("主要指标", "分园区", "企业"))
EXPECTED = [
    "error FZ311 data/示例_快报_2022年.xlsx",
    "error FZ318 data/示例_快报_2023年.xls",
    "info FZ303 data/示例_无人认领.xlsx",
    f"verify FZ344 {MAIN}:示例年报!A2",
    f"error FZ600 {MAIN}:示例年报!C4",
    f"info FZ401 {MAIN}:示例年报!C5",
    f"error FZ402 {MAIN}:示例年报!C7",
    f"verify FZ600 {MAIN}:示例年报!C8",
    f"info FZ308 {MAIN}:示例年报!A9",
    f"info FZ346 {ZONES}:示例底稿",
    f"error FZ403 {ZONES}:示例分园区!C4",
    f"info FZ409 {ZONES}:示例分园区!E4",
    f"verify FZ410 {ZONES}:示例分园区!F4",
    f"info FZ321 {ZONES}:示例分园区!B5",
    f"error FZ600 {ZONES}:示例分园区!C5",
    f"info FZ342 {ZONES}:示例分园区!C5:F5",
    f"error FZ404 {ZONES}:示例分园区!C6",
    f"info FZ347 {ZONES}:示例分园区!AZ5000",
    f"info FZ401 {FIRMS}:示例企业!D4",
    f"verify FZ338 {FIRMS}:示例企业!C5",
    f"error FZ357 {FIRMS}:示例企业!A6:F6",
    f"info FZ349 {FIRMS}:示例企业!A7:F7",
    f"error FZ600 {FIRMS}:示例企业!F8",
    f"error FZ336 {FIRMS}:示例企业!A9",
]


def test_the_script_writes_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path)
    files = sorted(path.relative_to(FAULTY) for path in FAULTY.rglob("*") if path.is_file())
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()) == files
    assert all((tmp_path / file).read_bytes() == (FAULTY / file).read_bytes() for file in files)


def test_each_fault_is_found_at_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(FAULTY)
    diagnostics = workflow.compute(Path("targets.yaml"), values=False).diagnostics
    assert sorted(map(told, diagnostics)) == sorted(EXPECTED)


def test_the_tutorial_names_every_finding() -> None:
    text = (ROOT / "docs" / "check-tutorial.md").read_text(encoding="utf-8")
    codes = set(re.findall(r"FZ\d{3}", text))
    assert {line.split()[1] for line in EXPECTED} - {"FZ600"} <= codes
    assert all(f"R0{n}：" in text for n in range(1, 5))


def test_the_repositorys_plan_does_not_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = workflow.compute(Path("targets.yaml"), values=False)
    assert run.extraction is not None
    assert not any("faulty" in file for file in run.extraction.sources.files)
    assert [told(d) for d in run.diagnostics if "faulty" in d.at.file] == ["info FZ393 data/faulty"]
    assert max(d.severity.code for d in run.diagnostics) == "info"
