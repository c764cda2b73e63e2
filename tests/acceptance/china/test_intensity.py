"""R&D intensity as known at each day: 2.44, 2.43, 2.54, 2.64, 2.65, 2.68, 2.69, 2.80 out of the two measures."""

from __future__ import annotations

import pytest
from scripts.china.page import INTENSITIES

from fzplan import figures
from tests.acceptance.china.example import fzplan, outcome, value

MEASURES = {
    "2022-08-31": (27956.3, 1143670), "2022-12-31": (27956.3, 1149237), "2023-09-30": (30782.9, 1210207),
    "2024-02-29": (33278.2, 1260582), "2024-10-31": (33357.1, 1260582), "2025-02-28": (36130, 1349084),
    "2025-09-30": (36326.8, 1349084), "2026-02-28": (39262, 1401879),
}  # fmt: skip


@pytest.mark.parametrize(("day", "year", "printed"), INTENSITIES)
def test_the_printed_intensity_comes_out_of_what_was_known(day: str, year: int, printed: str) -> None:
    found = value("研发经费投入强度", year, day)
    rd, gdp = MEASURES[day]
    assert found.value == pytest.approx(100 * rd / gdp, rel=1e-12)
    assert found.value is not None
    assert str(figures.rounded(found.value, 2, "half_up")) == printed
    read = [outcome(year, day).extraction.observations[i] for i in found.inputs]
    assert {o.measure for o in read} == {"研发经费支出", "国内生产总值"}  # computed, not read
    assert all(str(o.published) <= day for o in read)


@pytest.mark.parametrize(("day", "year", "printed"), INTENSITIES)
def test_the_command_of_the_documentation_prints_it(day: str, year: int, printed: str) -> None:
    shown = fzplan("explain", "研发经费投入强度", str(year), "--as-of", day)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.splitlines()[0].startswith(f"研发经费投入强度　{year}年　{printed} %")


def test_the_table_of_the_documentation_has_these_eight() -> None:
    printed = [printed for _, _, printed in INTENSITIES]
    assert printed == ["2.44", "2.43", "2.54", "2.64", "2.65", "2.68", "2.69", "2.80"]


def test_explain_shows_both_editions_with_their_days() -> None:
    shown = fzplan("explain", "研发经费投入强度", "2021", "--as-of", "2022-12-31")
    assert shown.returncode == 0, shown.stderr
    assert "27956.3 亿元 ÷ 1149237 亿元" in shown.stdout
    assert "最终核实数　2022-12-27公布" in shown.stdout
    assert "年报数　2022-08-31公布" in shown.stdout
