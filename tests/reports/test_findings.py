from __future__ import annotations

from fzplan.reports import findings
from tests.reports.outcomes import DIAGNOSTICS, EXTRACTION
from tests.snapshots import same


def test_findings_in_full() -> None:
    same("findings/zh.txt", findings.text(DIAGNOSTICS, "zh"))
    same("findings/en.txt", findings.text(DIAGNOSTICS, "en"))


def test_a_line_each() -> None:
    assert findings.concise(DIAGNOSTICS, "en").splitlines()[0] == (
        "data/示例_2024年报.xlsx:主要指标!D14: error FZ298 unit is 人, expected 亿元"
    )
    assert findings.concise(DIAGNOSTICS[:1], "zh", colour=True).count("\x1b[") == 2


def test_counts_worst_first() -> None:
    assert findings.counts(DIAGNOSTICS, "zh") == "发现问题 3 处：强制 1，核实 1，提示 1"
    assert findings.counts((), "en") == "no findings"


def test_the_cells_are_accounted_for() -> None:
    # 9 = 3 + 0 + 4 + 2
    assert findings.cells(EXTRACTION.accounts, "zh") == "数字单元格 9 = 采用 3 + 记录 0 + 表头 4 + 未采用 2"
