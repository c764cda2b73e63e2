"""Every workbook of the corpus: each fault at its place, nothing beyond it, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.corpus.case import XLS, XLSX, Case, found, told, wanted, written
from tests.corpus.cells import CELLS
from tests.corpus.files import FILES, FileCase
from tests.corpus.layouts import LAYOUTS, YEARS
from tests.corpus.rules import RULES
from tests.corpus.shapes import SHAPES

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.diagnostics import Diagnostic

SOUND = [Case(f"sound-{layout}", layout, {}) for layout in LAYOUTS]
CORPUS = [(case, kind) for case in (*SOUND, *CELLS, *SHAPES, *RULES) for kind in case.kinds]


def in_both_languages(findings: tuple[Diagnostic, ...]) -> None:
    """Check that every sentence is complete: Chinese in Chinese, English without a Chinese comma."""
    for finding in findings:
        for sentence in (finding.message, finding.help):
            assert re.search("[\u4e00-\u9fff]", sentence("zh"))
            assert not re.search("[，。；]|\\{(?!year|\\d)", sentence("en")), sentence("en")


@pytest.mark.parametrize(("case", "kind"), CORPUS, ids=lambda one: one.name if isinstance(one, Case) else one)
def test_each_fault_is_found_at_its_place_and_nothing_else(
    case: Case, kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(case, kind, tmp_path)
    findings = found(tmp_path.relative_to(tmp_path))
    assert sorted(map(told, findings)) == wanted(case, kind), [f.message("zh") for f in findings]
    in_both_languages(findings)


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.name)
def test_each_faulty_file_is_told_once(case: FileCase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "targets.yaml").write_text(YEARS.plan, encoding="utf-8")
    for name, write in case.files.items():
        write(tmp_path / "data" / name)
    findings = found(tmp_path.relative_to(tmp_path))
    assert sorted(map(told, findings)) == sorted(case.expected), [f.message("zh") for f in findings]
    in_both_languages(findings)


def test_the_corpus_is_large_enough() -> None:
    faulty = [(case.name, kind) for case, kind in CORPUS if case.expected]
    assert len(faulty) == len(set(faulty)) >= 60
    assert {kind for _, kind in faulty} == {XLSX, XLS}
    assert {case.layout for case, _ in CORPUS} == set(LAYOUTS)


def test_a_stray_cell_is_one_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written(next(case for case in CELLS if case.name == "stray-cell-years"), XLSX, tmp_path)
    assert [told(f) for f in found(tmp_path.relative_to(tmp_path))] == ["info FZ347 data/年报.xlsx:年报!AZ50000"]
