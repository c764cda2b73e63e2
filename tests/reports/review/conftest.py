"""Reviews of real workbooks: one with findings of every level and standing, one without any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan import workflow
from fzplan.model.findings import Explanation, Finding
from tests import builders

if TYPE_CHECKING:
    from fzplan.model.findings import Review, Standing

PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      年末人员: {unit: 人, kind: stock}
      女性: {unit: 人, kind: stock}
      总收入: {unit: 亿元, kind: flow, decimals: 1}
      技术收入: {unit: 亿元, kind: flow, decimals: 1}
      产品收入: {unit: 亿元, kind: flow, decimals: 1}
      从未报: {unit: 亿元, kind: flow}
    indicators:
      人均收入: {unit: 亿元/人, formula: 总收入 / 年末人员}
    forms:
      年报: {files: "年报*.xlsx", rows: measure, columns: period}
      企业: {files: "企业.csv", rows: entity, key: 名称, period: 2021, fields: {收入: {column: 收入, unit: 万元}, 研发: {column: 研发, unit: 万元}}}
    checks:
      - {id: R01, of_which: {total: 年末人员, items: [女性]}, note: 其中项 50%}
      - {id: R02, level: confirm, sum: {total: 总收入, parts: [技术收入, 产品收入]}}
      - {id: R03, level: verify, within: 人均收入 >= 0, missing: skip}
      - {id: R04, within: 从未报 >= 0}
      - {id: R05, level: verify, within: 研发 <= 收入}
"""
GRID = """
    某单位年报 | < | < | < | <
    指标 | 单位 | 2020年 | 2021年 | 2022年
    年末人员 | 人 | 38 | 40 | 41
    其中：女性 | 人 | 20 | 999 | 20
    总收入 | 亿元 | 10.0 | 12.0 | 13.0
    技术收入 | 亿元 | 4.0 | 5.0 | 6.0
    产品收入 | 亿元 | 7.0 | 8.0 | 7.0
    从业 | 亿元 | 7.0 | 6.0 | 7.0
"""
BROKEN = """
    指标 | 单位 | 2020年 | 2021年
    技术收入 | 亿元 | '约八千 | #DIV/0!
"""
FIRMS = "名称,收入,研发\n甲公司,10,20\n=cmd公司,5,\n乙公司,8,9\n"
CLEAN_PLAN = """
    fzplan: 1
    plan: {name: 某区规划, baseline: 2020, span: 2021-2025}
    measures:
      总收入: {unit: 亿元, kind: flow, decimals: 1}
      年末人员: {unit: 人, kind: stock}
    indicators:
      人均收入: {unit: 亿元/人, formula: 总收入 / 年末人员}
    forms:
      年报: {files: "年报*.xlsx", rows: measure, columns: period}
"""
CLEAN = """
    指标 | 单位 | 2020年 | 2021年
    总收入 | 亿元 | 10.0 | 12.0
    年末人员 | 人 | 38 | 40
"""


def project(folder: Path, *, grid: str = GRID, broken: str = BROKEN, plan: str = PLAN) -> Path:
    """Write the plan file and its returns; return the folder."""
    builders.plan(folder, plan)
    builders.workbook(folder / "data" / "年报 1#.xlsx", {"表 一": grid})
    if broken:
        builders.workbook(folder / "data" / "年报2.xlsx", {"表": broken})
        (folder / "data" / "企业.csv").write_text(FIRMS, encoding="utf-8-sig")
    return folder


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("faulty"))


@pytest.fixture(scope="session")
def faulty(folder: Path) -> Review:
    """What is found in the faulty project: the plan file is named as its place is, from the folder itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return workflow.check(Path("targets.yaml"))


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Review:
    """What is found where nothing is wrong and no check is declared."""
    at = project(tmp_path_factory.mktemp("clean"), grid=CLEAN, broken="", plan=CLEAN_PLAN)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(at)
        return workflow.check(Path("targets.yaml"))


@pytest.fixture(scope="session")
def settled(faulty: Review) -> Review:
    """The faulty project with something of every standing: R02 explained, FZ403 in the baseline, FZ308 elsewhere."""
    standings: dict[str, Standing] = {"R02": "explained", "FZ403": "known", "FZ308": "elsewhere"}
    return replace(faulty, findings=tuple(_standing(finding, standings) for finding in faulty.findings))


def _standing(finding: Finding, standings: dict[str, Standing]) -> Finding:
    d = finding.diagnostic
    to = standings.get(str(d.facts.get("check", "")), standings.get(d.code, "open"))
    why = None
    if to == "explained":
        why = Explanation("R02", "", "2020", "s", "=两年口径不同，已与上级核对", "张三", "李四", "2026-11-01", "", d.at)
    return Finding(d, tuple(mark._replace(standing=to, explanation=why) for mark in finding.marks))


def many(review: Review, count: int, code: str = "FZ402") -> Review:
    """Return a review in which one finding stands `count` times."""
    one = next(finding for finding in review.findings if finding.diagnostic.code == code)
    copies = [
        Finding(one.diagnostic, tuple(mark._replace(fingerprint=f"{k:016x}") for mark in one.marks))
        for k in range(count)
    ]
    return replace(review, findings=(*review.findings, *copies))
