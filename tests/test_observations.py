from __future__ import annotations

import pytest

from fzplan import periods
from fzplan.diagnostics import CellRef, FileRef
from fzplan.observations import TOTAL, Account, Extraction, Observation, Records, Sources, edition_rank, worst


def test_a_tidy_frame_with_places() -> None:
    sources = Sources(files=("data/2024.xlsx",), sheets=("收入",), notes=("快报数",))
    number = Observation(
        "总收入", periods.year(2024), (TOTAL,), 8466.0, unit="千元", factor=1e-5, row=7, column=4, notes=(0,)
    )
    frame = Extraction(dimensions=("园区",), observations=(number,), sources=sources).frame()
    assert frame.loc[0, ["measure", "period", "园区", "value", "place", "notes"]].tolist() == [
        "总收入", "2024", "_T", 8466.0, "data/2024.xlsx:收入!D7", "快报数",
    ]  # fmt: skip
    assert sources.place(number) == CellRef("data/2024.xlsx", "收入", 7, 4)


def test_an_unstated_edition_ranks_as_the_annual_one() -> None:
    assert edition_rank("") == edition_rank("年报") > edition_rank("快报")


def test_the_worst_quality_wins() -> None:
    assert worst(["published", "illustrative", "implied"]) == "illustrative"
    assert worst([]) == "published"


def test_records_are_as_long_as_their_rows() -> None:
    assert len(Records("登记", 0, 0, {"名称": ["甲"]}, [periods.year(2024)], {}, [2])) == 1


@pytest.mark.parametrize(("ignored", "holds"), [({"code_row": 2}, True), ({}, False)])
def test_an_account_holds_when_every_number_is_named(ignored: dict[str, int], holds: bool) -> None:
    assert Account(FileRef("a.xlsx", "S"), ("主要指标",), 10, 5, 0, 3, ignored).holds is holds
