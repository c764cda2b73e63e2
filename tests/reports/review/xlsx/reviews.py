"""Findings made by hand: of any severity, at any number of places."""

from __future__ import annotations

from typing import Any

from fzplan.diagnostics import About, CellRef, Diagnostic, Instance, Place, Rule, Severity, Text
from fzplan.model.findings import Explanation, Finding, Mark, Review, Standing

RULE = Rule(
    "FZ297",
    "made-up",
    Severity.ERROR,
    says=Text("{check} {where}收入 {left}{more}", "{check} {where}income {left}{more}"),
    mend=Text("核对 {check}。", "look at {check}."),
    page=Text("只用于测试。", "For tests only."),
)
SAID = Explanation(
    "R9", "", "", "", "并入两家企业", "张三", "李四", "2026-03-05", "明年", CellRef("x.xlsx", "表", 1, 1)
)


def facts(where: str = "甲 ", left: str = "营业收入 99.50万元", **more: object) -> dict[str, Any]:
    return {
        "check": "R9", "where": where, "left": Text(left, left), "sign": "≤", "right": Text("40.25万元", "40.25万元"),
        "difference": "59.25万元", "allowed": "0.01万元", "lhs": 99.5, "rhs": 40.25, "tolerance": 0.01,
        "more": Text("", ""), **more,
    }  # fmt: skip


def finding(
    severity: Severity = Severity.VERIFY,
    places: int = 1,
    *,
    at: Place | None = None,
    own: bool = True,
    standing: Standing = "open",
    said: Explanation | None = None,
    **more: object,
) -> Finding:
    """Return a finding down column G from row 2 on; `own`: each place keeps what is said of it."""
    cells: list[Place] = [at] if at is not None else [CellRef("data/年报.xlsx", "表", 2 + k, 7) for k in range(places)]
    abouts = [About("年报", f"企业{k}", "收入 ≤ 40", "2021") for k in range(len(cells))]
    instances = tuple(
        Instance(cell, about, facts(f"{about.entity} ", **more) if own else None)
        for cell, about in zip(cells, abouts, strict=True)
    )
    whole: Place = cells[0] if len(cells) == 1 else CellRef("data/年报.xlsx", "表", 2, 7, 1 + places, 7)
    folded = {"more": Text(f"；共 {places} 处", f"; {places} places"), "places": places} if places > 1 and own else {}
    d = Diagnostic(RULE, whole, facts("企业0 ", **more) | folded, severity=severity, instances=instances)
    marks = tuple(
        Mark(cell, about, f"{k:016x}", f"{k + 1:016x}", standing, said)
        for k, (cell, about) in enumerate(zip(cells, abouts, strict=True))
    )
    return Finding(d, marks)


def review(*findings: Finding, **more: Any) -> Review:
    return Review(None, "规划/targets.yaml", findings, **more)
