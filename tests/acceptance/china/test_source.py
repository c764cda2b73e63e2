"""The source file says what the material says, value by value; the workbooks say what the source file says."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from scripts.china.source import Print, prints
from scripts.china.workbooks import write

from tests.acceptance.china.example import EXAMPLE, MATERIAL, outcome

if TYPE_CHECKING:
    from pathlib import Path

    from fzplan.observations import Observation

SPANS = {
    "2021-2024 avg": "2021—2024年", "2021-2025 avg": "2021—2025年", "2020-2023": "2021—2023年",
    "2021-2024": "2021—2024年", "2018-2022": "2018—2022年",
}  # fmt: skip
"""Spans of the material; 2020-2023 is three years on the base of 2020, as its quote says (截至2023年底…累计)."""
UNITS = {"%/yr": "%", "% of GDP": "%", "%/yr, constant prices": "%"}
VAGUE = {"不低于": ">=", "超过": ">"}


def number(written: object) -> float | str:
    text = str(written)
    for word, sign in VAGUE.items():
        text = text.replace(word, sign)
    return float(text) if re.fullmatch(r"-?[\d.]+", text) else text


def period(written: object) -> str:
    text = str(written)
    month = re.fullmatch(r"(\d{4})-(\d\d)", text)
    return SPANS.get(text) or (f"{month[1]}年{int(month[2])}月" if month else f"{text}年")


def test_every_value_of_the_material_is_in_the_source_file_and_nothing_else() -> None:
    path = MATERIAL / "observations.json"
    if not path.exists():
        pytest.skip(f"the material is not beside the checkout: {path}")
    material = json.loads(path.read_text(encoding="utf-8"))
    assert len(material) == len(prints()) == 188
    for one, given in zip(prints(), material, strict=True):
        assert one.code == given["indicator"]
        assert one.period == period(given["year"]), given
        assert number(one.value) == number(given["value"]), given
        assert one.unit == UNITS.get(given["unit"], given["unit"]), given
        assert one.vintage == given["vintage"].removesuffix(" plan"), given
        assert one.confidence == given["confidence"], given
        assert one.quote == given["quote"], given
        assert one.source == given["publisher"], given


def test_the_workbooks_are_what_the_source_file_makes(tmp_path: Path) -> None:
    write(tmp_path / "one")
    write(tmp_path / "two")
    made = {p.relative_to(tmp_path / "one"): p.read_bytes() for p in (tmp_path / "one").rglob("*.xlsx")}
    again = {p.relative_to(tmp_path / "two"): p.read_bytes() for p in (tmp_path / "two").rglob("*.xlsx")}
    kept = {p.relative_to(EXAMPLE / "data") for p in (EXAMPLE / "data").rglob("*.xlsx")}
    assert made == again  # byte for byte
    assert set(made) == kept


def test_every_value_is_read_with_its_standing_day_and_edition() -> None:
    read = outcome().extraction
    assert len(read.observations) == 188
    assert sum(account.numbers for account in read.accounts) == 188
    seen = sorted(said(o) for o in read.observations)
    assert seen == sorted(stated(p) for p in prints())


def said(o: Observation) -> tuple[str, str, str, str]:
    return (o.measure, str(o.published or ""), o.edition, o.quality)


def stated(p: Print) -> tuple[str, str, str, str]:
    quality = {"公布数": "published", "推算数": "implied", "未核实数": "unconfirmed"}[p.quality]
    name = p.measure.replace("（", "(").replace("）", ")").replace("Ⅲ", "III")
    return (name, p.published, p.edition, quality)


def test_a_vague_day_is_its_last_one() -> None:
    days = {p.vintage: p.published for p in prints()}
    assert (days["2020-02"], days["2024"], days["2022-12-27"], days[""]) == (
        "2020-02-29",
        "2024-12-31",
        "2022-12-27",
        "",
    )


def test_what_is_not_sure_is_never_called_published() -> None:
    assert {p.confidence for p in prints() if p.quality == "公布数"} == {"high"}
    assert {p.confidence for p in prints() if p.quality == "推算数"} == {"high (derived)"}


def test_every_target_of_the_material_is_declared() -> None:
    path = MATERIAL / "targets.json"
    if not path.exists():
        pytest.skip(f"the material is not beside the checkout: {path}")
    declared = {t.id: t for t in outcome().plan.targets}
    material = json.loads(path.read_text(encoding="utf-8"))
    assert len(material) == 20
    for given in material:
        made = declared[given["indicator"]]
        assert made.quote in given["quote"] or not given["quote"]
        if "unconfirmed" not in given["nature_confidence"]:
            assert made.nature == {"预期性": "expected", "约束性": "binding"}[given["nature"]]
        elif made.nature is not None:
            assert made.quality == "unconfirmed"
        assert (made.quality == "unconfirmed") == (given["confidence"] in ("unconfirmed", "medium")), given["indicator"]
        goal = made.change.amount if made.change else made.bound.value if made.bound else None
        if isinstance(given["value"], (int, float)) and goal is not None:
            relative = made.kind == "growth" or (made.change and made.change.mode == "relative")
            assert goal * (100 if relative else 1) == pytest.approx(given["value"])
