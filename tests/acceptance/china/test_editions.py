"""Editions, breaks and definitions: what moved, what follows from what, what is never joined; marks in every report."""

from __future__ import annotations

import io
import json
import math
import shutil
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest

from tests.acceptance.china.example import EXAMPLE, ROOT, fzplan, outcome, target, value

if TYPE_CHECKING:
    from pathlib import Path


def test_the_revision_moves_two_indicators_and_no_verdict() -> None:
    shown = fzplan("diff", "data/初次公布", "data", "--format", "json")
    assert shown.returncode == 0, shown.stderr
    found = json.loads(shown.stdout)
    moved = {(i["id"], i["period"]): (i["before"], i["after"]) for i in found["indicators"]}
    assert moved["国内生产总值增长", "2021"] == (8.1, 8.4)
    assert moved["研发经费投入强度", "2021"] == pytest.approx((100 * 27864 / 1143670, 100 * 27956.3 / 1149237))
    assert moved["研发经费投入强度", "2020"] == pytest.approx((100 * 24426 / 1015986, 100 * 24393.1 / 1035000))
    assert moved["研发经费投入强度", "2023"] == pytest.approx((100 * 33278.2 / 1260582, 100 * 33357.1 / 1260582))
    assert moved["研发经费投入强度", "2024"] == pytest.approx((100 * 36130 / 1349084, 100 * 36326.8 / 1349084))
    assert len(moved) == 5
    assert found["verdicts"] == []
    gdp = next(o for o in found["observations"] if (o["measure"], o["period"]) == ("国内生产总值", "2021"))
    assert (gdp["before"]["edition"], gdp["after"]["edition"]) == ("快报", "最终核实")
    assert (gdp["before"]["published"], gdp["after"]["published"]) == ("2022-02-28", "2022-12-27")


def test_a_narrower_tolerance_would_let_the_revision_flip_a_verdict(tmp_path: Path) -> None:
    # income 5.468 beside 5.519 as first published (1.081·1.030) and 5.666 as revised (1.084·1.030): .051 and .198
    plan = (EXAMPLE / "targets.yaml").read_text(encoding="utf-8")
    (tmp_path / "targets.yaml").write_text(plan.replace("within: 0.5个百分点", "within: 0.1个百分点"), encoding="utf-8")
    shutil.copytree(EXAMPLE / "data", tmp_path / "data")
    shown = fzplan("diff", "data/初次公布", "data", "--year", "2022", "--format", "json", folder=tmp_path)
    flipped = [(v["id"], v["before"], v["after"]) for v in json.loads(shown.stdout)["verdicts"]]
    assert flipped == [("income_real_growth", "on_track", "behind")]


def test_growth_is_never_computed_across_the_break_of_labour_productivity() -> None:
    computed = "全员劳动生产率增长(由水平计算)"
    assert value(computed, 2021).value is None
    assert "not_comparable" in {why.code for why in value(computed, 2021).why}
    shown = fzplan("explain", "全员劳动生产率增长（由水平计算）", "2021").stdout  # brackets as in the plan file
    assert "无法计算" in shown
    assert "不可比" in shown
    assert value(computed, 2022).value == pytest.approx(100 * (152977 / 146380 - 1))
    assert value("全员劳动生产率增长", 2021).value == 8.7  # read


def test_an_average_states_its_vintage() -> None:
    why = next(w for w in target("labour_productivity_growth", 2023).why if w.code == "vintage")
    assert dict(why.facts)["published"] == "2024-02-29"
    shown = fzplan("explain", "labour_productivity_growth", "2023").stdout
    assert (
        "国内生产总值增长 2021年　8.4%　← data/修订/国内生产总值最终核实_2021年.xlsx:公报!H3　最终核实数　2022-12-27公布"
        in shown
    )
    before = target("labour_productivity_growth", 2022, "2022-12-26")
    assert before.verdict == "not_assessable"  # 2022 was not published
    early = target("labour_productivity_growth", 2021, "2022-11-30")
    assert early.value == pytest.approx(8.1)  # before the final verification of 2022-12-27
    assert target("labour_productivity_growth", 2021, "2022-12-31").value == pytest.approx(8.4)


def test_the_average_printed_for_four_years_is_not_the_chain_of_the_rates_read() -> None:
    chain = math.prod((1.084, 1.03, 1.052, 1.05)) ** (1 / 4) - 1
    claim = audited()["gdp-average"]
    assert claim["computed"] == pytest.approx(100 * chain)  # 5.38, printed 5.5
    assert claim["verdict"] == "fails"


def audited() -> dict[str, dict[str, object]]:
    return {claim["id"]: claim for claim in json.loads(fzplan("audit", "--format", "json").stdout)["claims"]}


def test_which_printed_share_follows_from_which_pair() -> None:
    found = {name: claim["verdict"] for name, claim in audited().items()}
    follow = {
        "rd-2020-a", "rd-2020-b", "rd-2021-a", "rd-2021-b", "rd-2021-e", "rd-2022-a", "rd-2023-a", "rd-2023-b",
        "rd-2024-a", "rd-2024-b", "rd-2025-a", "urban-2022", "urban-2023", "urban-2024", "urban-2025",
    }  # fmt: skip
    none = {"rd-2020-c", "rd-2021-c", "rd-2021-d", "rd-2022-b", "rd-2023-c", "rd-2023-d", "digital-2023"}
    assert {name for name in follow if found[name] != "reproduces"} == set()
    assert {name for name in none if found[name] != "fails"} == set()


def test_the_gdp_that_the_printed_shares_imply() -> None:
    shown = json.loads(fzplan("audit", "--format", "json").stdout)
    said = {
        s["claim"]: (s["low"], s["high"]) for q in shown["implied"] for s in q.get("statements", ()) if "claim" in s
    }
    # a share of 2.56 is [2.555, 2.565), an amount of 30782.9 is [30782.85, 30782.95)
    assert said["gdp-by-2.56"] == pytest.approx((30782.85 / 0.02565, 30782.95 / 0.02555))
    assert said["gdp-by-2.58"] == pytest.approx((33357.05 / 0.02585, 33357.15 / 0.02575))
    assert said["gdp-by-9.9"] == pytest.approx((127554.5 / 0.0995, 127555.5 / 0.0985))
    assert all(q["contradicted"] for q in shown["implied"] if q["quantity"] == "国内生产总值")


def test_marks_are_in_the_table_the_json_and_the_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("targets.yaml", "data"):
        source = EXAMPLE / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    monkeypatch.setenv("COLUMNS", "100")
    run = fzplan("compute", "-o", "gap.json", "-o", "gap.xlsx", folder=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "强制" not in run.stderr
    assert "≥87.5?" in run.stdout
    assert "16.0#" in run.stdout
    assert "? 未核实数　# 推算数" in run.stdout
    targets = {t["id"]: t for t in json.loads((tmp_path / "gap.json").read_text(encoding="utf-8"))["targets"]}
    assert targets["air_good_days"]["quality"] == "unconfirmed"  # the target is, its figure is not
    assert targets["high_value_patents_per_10k"]["quality"] == "implied"  # its base is
    assert targets["doctors_per_1000"]["quality"] == "published"
    book = openpyxl.load_workbook(io.BytesIO((tmp_path / "gap.xlsx").read_bytes()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    goal = next(c for c in cells if c.value == 87.5 and "≥" in c.number_format)
    assert "?" in goal.number_format  # a number, shown as ≥87.5?
    assert any(c.value == "2024年≤-2.5" for c in cells)
    assert any("未核实数" in str(c.value) for c in cells)


def test_the_reports_kept_beside_the_plan_are_of_this_plan() -> None:
    shown = fzplan("compute").stdout
    assert (EXAMPLE / "reports" / "gap.txt").read_text(encoding="utf-8").splitlines()[0] == shown.splitlines()[0]


@pytest.mark.parametrize("width", ["80", "120"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_of_the_table_is_wider_than_the_window(width: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from fzplan.reports.consoles import columns

    monkeypatch.setenv("COLUMNS", width)
    lines = fzplan("compute", lang=lang).stdout.split("\n\n")[1].splitlines()
    assert len(lines) > 30
    assert max(columns(line) for line in lines) <= int(width)


def test_no_report_has_an_error() -> None:
    for year in (2022, 2023, 2024, None):
        assert [d for d in outcome(year).diagnostics if d.severity.code == "error"] == []


def test_the_json_keeps_its_contract() -> None:
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8"))
    document = json.loads((EXAMPLE / "reports" / "gap.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)


def test_no_figure_of_the_workbook_stands_under_another_year() -> None:
    sheet = openpyxl.load_workbook(EXAMPLE / "reports" / "gap.xlsx")["指标完成情况表"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert next(iter(sheet.iter_rows(min_row=5, max_row=5, values_only=True)))[6:8] == ("2024年", "2025年")
    share = rows["数字经济核心产业增加值占国内生产总值比重"]
    assert (share[6], share[7] or "") == (10.5, "")
    assert "2024年数" in str(share[14])
    assert rows["空气质量优良天数比率"][6:8] == (87.2, 89.3)
