"""The checks of the repository's own plan: its data pass, and each check finds the fault that is put in."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from fzplan import workflow

ROOT = Path(__file__).parents[2]
RETURN = "data/returns/示例_2024年主要指标.xlsx"
ZONES = "data/returns/示例_分园区主要指标.xlsx"
FIRMS = "data/microdata/示例_2024年企业数据.xlsx"
TORCH = "data/returns/示例_2024年企业科技活动综合表.xlsx"


def told(folder: Path) -> set[str]:
    """Return check and place of every finding of a check."""
    run = workflow.check(folder / "targets.yaml")
    found = [d for d in run.diagnostics if d.code.startswith("FZ6")]
    return {f"{d.facts['check']} {str(d.at).removeprefix(folder.as_posix() + '/')}" for d in found}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "targets.yaml", folder)
    return folder


def test_the_sample_data_pass() -> None:
    assert told(ROOT) == set()


@pytest.mark.parametrize(
    ("file", "sheet", "cell", "value", "expected"),
    [
        (RETURN, 0, "C7", 9999.9, {"R01 C7", "R10 C7"}),  # 高精尖 > 总收入, and ≠ the sum of its industries
        (RETURN, 0, "C16", 25.0, {"R02 C16", "R09 C16"}),  # 研发人员 > 年末从业人员 24.16
        (TORCH, 0, "D13", 99999999, {"R03 D13"}),  # 委托外单位开发费用 > 研发费用
        (RETURN, 0, "C12", 113, {"R04 C12"}),  # 超百亿 113 > 超十亿 112
        (ZONES, 0, "D5", 4912.7, {"R05 C6"}),  # 东区 100 more than in the total of 主要指标, 7205.3
        (TORCH, 0, "D12", 28750000, {"R12 D12"}),  # 287.5 亿元 beside 286.5
        (FIRMS, 0, "I5", 999, {"R16 I5"}),  # 999 of 56 people
        (FIRMS, 0, "E5", 17635500, {"R13 E4:E2003"}),  # one firm in 万 instead of 千元: 174.6 亿元 more
        (ZONES, 0, "D7", 118941, {"R07 C15"}),  # 100 people more: 0.01万人, where 0.005 are allowed
    ],
)
def test_a_fault_that_is_put_in_is_found_at_its_cell(
    copy: Path, file: str, sheet: int, cell: str, value: float, expected: set[str]
) -> None:
    path = copy / file
    before = path.read_bytes()
    book = openpyxl.load_workbook(path)
    book.worksheets[sheet][cell] = value
    book.save(path)
    found = {f"{one.split(' ')[0]} {one.rsplit('!', 1)[1]}" for one in told(copy)}
    path.write_bytes(before)
    assert expected <= found
    assert {one.split(" ")[0] for one in found} <= {one.split(" ")[0] for one in expected} | {"R18", "R19", "R20"}
