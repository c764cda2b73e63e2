"""Reading ahead changes nothing but the time: same results in the same order, for any number of workers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import workbook
from tests.returns.plans import form, measure, plan

from fzplan.returns import ahead, extract
from fzplan.returns.ahead import readings
from fzplan.returns.readers import door

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from fzplan.returns.readers.door import Reading

NAMES = [f"{n}.xlsx" for n in range(7)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven returns: equal copies, rivals, one damaged."""
    here: Path = tmp_path_factory.mktemp("ahead")
    for n, name in enumerate(NAMES):
        grid = f"指标 | 单位 | 2021年 | 2022年\n总收入 | 亿元 | {100 + n % 3} | {110 + n}\n资产 | 亿元 | 5{n % 2} | 61"
        workbook(here / "data" / name, {"表": grid})
    (here / "data" / "3.xlsx").write_bytes((here / "data" / "3.xlsx").read_bytes()[:900])
    return here


def words(folder: Path, files: list[Path]) -> tuple[object, ...]:
    """Return everything that an extraction says, with places in words."""
    declared = plan(measure("总收入", "亿元"), measure("资产", "亿元"), forms={"年报": form("*.xlsx")})
    found, findings = extract(declared, files, folder)
    seen = [(o.measure, o.period, o.value, str(found.sources.place(o))) for o in found.observations]
    return seen, found.accounts, found.sources, [(str(d.at), d.message("zh")) for d in findings]


@given(st.randoms(use_true_random=False), st.integers(1, 6))
@settings(deadline=None, max_examples=25)
def test_neither_order_nor_workers_change_the_result(folder: Path, chance: random.Random, workers: int) -> None:
    files = [folder / "data" / name for name in NAMES]
    expected = words(folder, files)
    chance.shuffle(files)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ahead, "LARGE", 0)
        patch.setattr(ahead, "WORKERS", workers)
        patch.setattr(ahead.os, "cpu_count", lambda: 8)
        assert words(folder, files) == expected


def paths(folder: Path) -> list[Path]:
    return [folder / "data" / name for name in NAMES]


def test_small_files_start_no_thread(folder: Path) -> None:
    def read(_: int) -> Reading:
        assert threading.current_thread() is threading.main_thread()
        return door.Reading(None)

    assert len(list(readings(paths(folder), read, workers=4))) == len(NAMES)


def test_at_most_so_many_files_are_read_ahead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)
    begun: list[int] = []

    def read(index: int) -> Reading:
        begun.append(index)
        return door.Reading(None)

    stream = readings(paths(folder), read, workers=2)
    next(stream)
    assert len(begun) <= 3
    assert len(list(stream)) == len(NAMES) - 1


def test_an_interrupt_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The consumer is interrupted while the second file is read: what has not begun is never begun."""
    monkeypatch.setattr(ahead, "LARGE", 0)
    gate, begun = threading.Event(), []

    def read(index: int) -> Reading:
        begun.append(index)
        if index:
            gate.wait(10)
        return door.Reading(None)

    def consume() -> None:
        for _ in readings(paths(folder), read, workers=2):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        consume()
    gate.set()
    for thread in threading.enumerate():
        if thread.name.startswith("fzplan-ahead"):
            thread.join(10)
            assert not thread.is_alive()
    assert len(begun) <= 3


def test_a_fault_of_the_program_is_raised_for_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "LARGE", 0)

    def read(index: int) -> Reading:
        if index == 2:
            raise ZeroDivisionError
        return door.Reading(None)

    stream = readings(paths(folder), read, workers=3)
    assert [next(stream), next(stream)] == [door.Reading(None)] * 2
    with pytest.raises(ZeroDivisionError):
        next(stream)
