"""The level of a built-in check is changed for some files or all; what says that a file is not read stays visible."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import catalog, workflow
from fzplan.checks.standing import levels
from fzplan.diagnostics import CellRef, FileRef, Rule, Severity, Span, Text
from fzplan.model.checks import Level
from fzplan.plan import load
from fzplan.workflow.levels import codes
from fzplan.workflow.standing import renewed
from tests import builders
from tests.checks.standing.conftest import PLAN

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.findings import Review

AT = Span("targets.yaml", 9, 5)
TEXT_NUMBER = "指标 | 2021年\n女性 | '5\n人数 | 40"


def level(code: str, to: str, **where: tuple[str, ...]) -> Level:
    return Level(code, Severity[to.upper()], AT, **where)


def found(code: str, file: str = "data/a.xlsx", sheet: str = "表") -> Severity:
    """Return the level of a finding after `data/old/*` is made a notice and sheet 附表 an error."""
    rule = Rule(code, "made-up", Severity.VERIFY, says=Text("", ""), mend=Text("", ""), page=Text("", ""))
    changed = [level("FZ401", "info", files=("old/*",)), level("FZ401", "error", sheets=("附表*",))]
    (d,) = levels.relevelled([rule(CellRef(file, sheet, 2, 2))], changed, codes())
    return d.severity


@pytest.mark.parametrize(
    ("code", "file", "sheet", "expected"),
    [
        ("FZ401", "data/a.xlsx", "表", "verify"),
        ("FZ401", "data/old/a.xlsx", "表", "info"),
        ("FZ401", "data/old/2016/a.xlsx", "表", "verify"),
        ("FZ401", "data/a.xlsx", "附表二", "error"),
        ("FZ401", "data/old/a.xlsx", "附表二", "error"),
        ("FZ402", "data/old/a.xlsx", "附表二", "verify"),
    ],
)
def test_files_and_sheets_that_match(code: str, file: str, sheet: str, expected: str) -> None:
    assert found(code, file, sheet).code == expected


def test_a_finding_of_a_whole_file_has_no_sheet() -> None:
    rule = Rule("FZ303", "made-up", Severity.INFO, says=Text("", ""), mend=Text("", ""), page=Text("", ""))
    changed = [level("FZ303", "error", files=("*.xlsx",))]
    assert levels.relevelled([rule(FileRef("data/a.xlsx"))], changed, codes())[0].severity == Severity.ERROR


@pytest.mark.parametrize(
    ("code", "to", "zh"),
    [
        ("FZ4O1".replace("O", "9"), "info", "没有这个编号"),
        ("FZ600", "info", "它不是报表的内置检查"),
        ("FZ104", "info", "它不是报表的内置检查"),
        ("FZ311", "info", "它说的是有文件或表没有读出"),
    ],
)
def test_what_cannot_be_changed(code: str, to: str, zh: str) -> None:
    (fault,) = levels.faults([level(code, to)], codes())
    assert (fault.code, fault.at, fault.severity) == ("FZ638", AT, Severity.ERROR)
    assert zh in fault.message("zh")


def test_an_unknown_code_is_told_with_the_nearest() -> None:
    (fault,) = levels.faults([level("FZ4011", "info")], frozenset({"FZ302", "FZ401"}))
    assert "FZ401" in fault.help("zh")
    assert "FZ401" in fault.help("en")
    (far,) = levels.faults([level("FZ39999999", "info")], frozenset({"FZ401"}))
    assert far.help("en") == "`fzplan rule` lists all codes."


@pytest.mark.parametrize("code", sorted(levels.UNREAD))
def test_a_file_that_cannot_be_read_never_passes_unseen(code: str) -> None:
    rule = catalog.rule(code)
    assert rule is not None
    lowered = [level(code, "info")]
    assert levels.faults(lowered, codes())
    assert levels.relevelled([rule(FileRef("a.xlsx"))], lowered, codes())[0].severity == rule.severity
    assert levels.faults([level(code, "verify")], codes()) == ()


def test_every_code_about_returns_is_known() -> None:
    """FZ361–FZ364 are about plans that `init` and `inspect` write, and sheets that a command names."""
    about_returns = {rule.code for rule in catalog.rules() if rule.code.startswith(levels.BUILT_IN)}
    assert about_returns - codes() <= {"FZ361", "FZ362", "FZ363", "FZ364"}


def test_a_plan_that_changes_a_level(reviewed: Callable[..., Review]) -> None:
    plan = PLAN + "  - {id: fz401, level: error, files: 年报*, note: 一律以数值填报}\n"
    review = reviewed({"年报": TEXT_NUMBER}, plan)
    (told,) = [f for f in review.findings if f.diagnostic.code == "FZ401"]
    assert (told.severity, review.unusable) == (Severity.ERROR, False)
    run = workflow.compute(Path("targets.yaml"))
    assert [d.severity for d in run.diagnostics if d.code == "FZ401"] == [Severity.ERROR]


def test_what_is_more_than_a_notice_is_known_place_by_place(reviewed: Callable[..., Review]) -> None:
    """One more number as text is a new place; of a notice it would be one more in the count."""
    plan = PLAN + "  - {id: FZ401, level: verify}\n"
    grid = "指标 | 2021年 | 2022年\n女性 | '5 | 6\n人数 | 40 | 50"
    Path("known.json").write_text(renewed(reviewed({"年报": grid}, plan))[0], encoding="utf-8")
    review = reviewed({"年报": grid.replace("| 6", "| '6")}, plan, baseline=Path("known.json"))
    (told,) = [f for f in review.findings if f.diagnostic.code == "FZ401"]
    assert [(str(m.at)[-2:], m.standing) for m in told.marks] == [("B2", "known"), ("C2", "open")]


def test_a_cell_that_is_now_a_notice_still_makes_its_relation_not_evaluable(reviewed: Callable[..., Review]) -> None:
    plan = PLAN + "  - {id: FZ402, level: info}\n"
    review = reviewed({"年报": "指标 | 2021年\n女性 | abc\n人数 | 40"}, plan)
    (told,) = [f.diagnostic for f in review.findings if f.diagnostic.code == "FZ603"]
    assert "因 FZ402 data/年报.xlsx:表!B2" in told.message("zh")


def test_a_level_that_cannot_be_changed_makes_the_plan_faulty(reviewed: Callable[..., Review]) -> None:
    review = reviewed({"年报": TEXT_NUMBER}, PLAN + "  - {id: FZ311, level: info}\n")
    assert review.unusable
    assert [str(f.diagnostic.at) for f in review.findings if f.diagnostic.code == "FZ638"] == ["targets.yaml:11:10"]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("{id: FZ401}", ["FZ116"]),
        ("{id: FZ401, level: info, tolerance: 1, missing: skip}", ["FZ115", "FZ115"]),
        ("{id: R3, within: 收入 >= 0亿元, files: a.xlsx, sheets: 表}", ["FZ115", "FZ115"]),
        ("{id: FZ401, level: low}", ["FZ117"]),
        ("{id: FZ401, level: info, files: [a/*, b.xlsx], sheets: 表, note: 旧表}", []),
    ],
)
def test_what_is_wrong_with_an_entry_is_told_at_its_place(tmp_path: Path, entry: str, expected: list[str]) -> None:
    plan, faults = load(builders.plan(tmp_path, PLAN + f"  - {entry}\n"))
    assert [fault.code for fault in faults] == expected
    assert plan is not None
    assert all(check.id != "FZ401" for check in plan.checks)


def test_one_code_may_have_several_entries(tmp_path: Path) -> None:
    twice = "  - {id: FZ401, level: info, files: a/*}\n  - {id: FZ401, level: error, files: b/*}\n"
    plan, faults = load(builders.plan(tmp_path, PLAN + twice))
    assert (faults, plan is not None and len(plan.levels)) == ((), 2)
