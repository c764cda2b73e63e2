"""Links lead to the right cells: in the parts of the workbook, and as LibreOffice reads them."""

from __future__ import annotations

import re
import subprocess
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import openpyxl
import pytest

from fzplan.diagnostics import CellRef, FileRef, Span, Text
from fzplan.reports import Settings, links
from fzplan.reports.files import inputs, seen_from
from fzplan.reports.links import link
from fzplan.reports.review import render
from fzplan.reports.review.xlsx.figures import figure, figures
from tests.office import SOFFICE, office
from tests.reports.review.xlsx.conftest import NASTY, SHEET

if TYPE_CHECKING:
    from fzplan.model.findings import Review

HERE = {"data/年报.xlsx": "../data/年报.xlsx", "data/年报.csv": "年报.csv", "t.yaml": "t.yaml"}


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (CellRef("data/年报.xlsx", "表 1", 5, 7), "external:../data/年报.xlsx#'表 1'!G5"),
        (CellRef("data/年报.xlsx", "表", 5, 1, 9, 7), "external:../data/年报.xlsx#'表'!A5:G9"),
        (FileRef("data/年报.xlsx", "表"), "external:../data/年报.xlsx#'表'!A1"),
        (FileRef("data/年报.xlsx"), "external:../data/年报.xlsx"),
        (CellRef("data/年报.xlsx", "表", 0, 0), "external:../data/年报.xlsx"),
        (CellRef("data/年报.csv", "", 5, 7), "external:年报.csv#'年报'!G5"),  # Excel calls its sheet by the name
        (Span("t.yaml", 5, 7), "external:t.yaml"),
        (CellRef("elsewhere.xlsx", "表", 5, 7), ""),
    ],
)
def test_a_place_as_a_link(place: CellRef | FileRef | Span, wanted: str) -> None:
    assert link(place, HERE) == wanted


def test_what_cannot_be_the_name_of_a_sheet_is_left_out() -> None:
    for name in ("a[1].csv", f"{'长' * 32}.csv", "o'b.csv"):
        assert "!" not in link(CellRef(name, "", 5, 7), {name: name})
    assert link(CellRef("a.xlsx", "表", 5, 7), {"a.xlsx": "d/" * links.LONGEST}) == ""


def written(review: Review, folder: Path) -> Path:
    """Write the list two folders away from the data."""
    target = folder / "报告 二" / "审核清单.xlsx"
    target.parent.mkdir()
    cited = sorted({mark.at.file for finding in review.findings for mark in finding.marks})
    content = render(review, "xlsx", Settings(links=seen_from(target, review.plan_file, cited)))
    assert isinstance(content, bytes)
    target.write_bytes(content)
    return target


def led_to(place: Path, target: str, location: str) -> list[object]:
    """Open what a link names, and return the figures that stand there."""
    lying = place.parent / unquote(target.replace("\\", "/"))
    sheet, _, cells = location.rpartition("!")
    found = openpyxl.load_workbook(lying)[sheet.strip("'").replace("''", "'")][cells]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in row]


def test_every_link_leads_to_the_figures_of_its_line(review: Review, folder: Path) -> None:
    """The line says 999人: 999 stands where its link leads, through quotes, spaces, `#` and `%` in both names."""
    place = written(review, folder)
    with zipfile.ZipFile(place) as archive:
        sheet = ET.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        parts = ET.fromstring(archive.read("xl/worksheets/_rels/sheet1.xml.rels"))
    targets = {part.get("Id"): part.get("Target") or "" for part in parts}
    page = openpyxl.load_workbook(place).worksheets[0]
    checked = 0
    for one in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}hyperlink"):
        attributes = {name.rpartition("}")[2]: value for name, value in one.attrib.items()}
        row = page[re.sub(r"\D", "", attributes["ref"])]
        assert attributes["location"].endswith(f"!{row[6].value}")
        if isinstance(row[10].value, (int, float)):
            assert row[10].value in led_to(place, targets[attributes["id"]], attributes["location"])
            checked += 1
    assert checked == 6
    assert any("%23" in target and "%25" in target for target in targets.values())


@office
def test_libreoffice_reads_the_same_targets(review: Review, folder: Path, tmp_path: Path) -> None:
    place = written(review, folder)
    assert SOFFICE
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    # beside the list, so that LibreOffice's relative paths are those of the list
    command = [SOFFICE, profile, "--headless", "--convert-to", "fods", "--outdir", str(place.parent), str(place)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = place.with_suffix(".fods").read_text(encoding="utf-8")
    found = {unquote(one.replace("&apos;", "'")) for one in re.findall(r'xlink:href="([^"]+)"', text)}
    quoted = SHEET.replace("'", "''")
    assert f"../data/{NASTY}#'{quoted}'!F3" in found
    assert "../data/主要指标.xlsx#'主要指标'!B2" in found
    for one in found:
        path, _, location = one.partition(".xlsx#")
        assert led_to(place, f"{path}.xlsx", location)


def test_files_are_found_inside_and_outside_of_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan" / "data").mkdir(parents=True)
    (tmp_path / "plan" / "data" / "a.xlsx").touch()
    seen = seen_from(Path("out/list.xlsx"), "plan/targets.yaml", ["data/a.xlsx", "other/b.xlsx"])
    assert seen == {"data/a.xlsx": "../plan/data/a.xlsx", "other/b.xlsx": "../other/b.xlsx"}
    kept = inputs("plan/targets.yaml", ["data/a.xlsx", "other/b.xlsx"])
    assert kept == {tmp_path / "plan/targets.yaml", tmp_path / "plan/data/a.xlsx", tmp_path / "other/b.xlsx"}


def test_figures_that_are_no_numbers_stay_texts() -> None:
    assert figure("≤ 无限") == "≤ 无限"
    assert figures({"check": "R1", "left": "收入 1.5", "sign": "=", "lhs": float("inf")}, "zh")["found"] == (1.5, "0.0")
    assert set(figures({"left": "x"}, "zh").values()) == {""}


def test_figures_of_checks_that_are_no_relation() -> None:
    outlier = {"check": "R1", "figure": Text("人均 99.5万元", "99.5万元"), "low": "1万元", "high": "20万元"}
    found = figures(outlier, "zh")
    assert (found["found"], found["expected"]) == ((99.5, '0.0"万元"'), "1万元—20万元")
    growth = figures({"check": "R1", "figure": "收入 12亿元", "growth": "300.0%", "change": "9亿元"}, "en")
    assert [growth[key] for key in ("found", "expected", "difference")] == [(12.0, '0"亿元"'), "", (9.0, '0"亿元"')]
    revised = figures({"check": "R1", "old": "6648.7亿元", "new": "6650.0亿元"}, "zh")
    assert (revised["found"], revised["expected"]) == ((6650.0, '0.0"亿元"'), (6648.7, '0.0"亿元"'))
