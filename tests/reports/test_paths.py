"""Paths of Windows, as far as they can be tried without it: pure paths, the links made of them, names of devices."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest
import xlsxwriter

from fzplan.diagnostics import CellRef
from fzplan.reports import files, paths
from fzplan.reports.links import link

W, P = PureWindowsPath, PurePosixPath
DEEP = "很深的文件夹\\" * 40
"""280 characters: more than the 260 that Windows allows where long paths are off."""


@pytest.mark.parametrize(
    ("file", "folder", "expected"),
    [
        (P("/规划/data/年报.xlsx"), P("/规划/报告"), "../data/年报.xlsx"),
        (P("/规划/年报.xlsx"), P("/规划"), "年报.xlsx"),
        (W(r"C:\规划\data\年报.xlsx"), W(r"C:\规划\报告\2024"), "../../data/年报.xlsx"),
        (W(r"C:\规划\data\年报.xlsx"), W(r"c:\规划"), "data/年报.xlsx"),
        (W(r"D:\data\年报.xlsx"), W(r"C:\规划"), "D:/data/年报.xlsx"),
        (W(r"\\服务器\共享\data\年报.xlsx"), W(r"\\服务器\共享\报告"), "../data/年报.xlsx"),
        (W(r"\\服务器\共享\data\年报.xlsx"), W(r"C:\规划"), "//服务器/共享/data/年报.xlsx"),
        (W(r"\\服务器\另一个\年报.xlsx"), W(r"\\服务器\共享\报告"), "//服务器/另一个/年报.xlsx"),
        (W(f"C:\\{DEEP}年报.xlsx"), W(f"C:\\{DEEP}报告"), "../年报.xlsx"),
    ],
)
def test_a_file_as_the_folder_of_a_report_sees_it(file: PurePath, folder: PurePath, expected: str) -> None:
    assert paths.seen(file, folder) == expected


@pytest.mark.parametrize(
    ("seen", "written"),
    [
        ("../data/年报.xlsx", "..\\data\\年报.xlsx"),
        ("D:/data/年报 1.xlsx", "file:///D:\\data\\年报%201.xlsx"),
        ("//服务器/共享/年报.xlsx", "file:///\\\\服务器\\共享\\年报.xlsx"),
        (W(f"D:\\{DEEP}年报.xlsx").as_posix(), f"file:///D:\\{DEEP}年报.xlsx"),
    ],
)
def test_a_link_into_a_return_as_excel_gets_it(seen: str, written: str) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("表").write_url(
            "A1", link(CellRef("年报.xlsx", "企业", 1, 1), {"年报.xlsx": seen}), string="A1"
        )
    with zipfile.ZipFile(made) as parts:
        (target,) = re.findall(r'Target="([^"]*)"', parts.read("xl/worksheets/_rels/sheet1.xml.rels").decode())
    assert target == written


def test_a_link_longer_than_excel_takes_is_left_out() -> None:
    far = W("D:\\" + "很深的文件夹\\" * 400 + "年报.xlsx").as_posix()
    assert link(CellRef("年报.xlsx", "企业", 1, 1), {"年报.xlsx": far}) == ""


@pytest.mark.parametrize(
    "name", ["CON", "nul.xlsx", "Aux.csv", "COM1.txt", "lpt9", "com¹.md", "差距表.xlsx:流", "a?.md", "差距表. "]
)
def test_a_report_is_written_under_no_name_of_a_device(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    fault = files.write(tmp_path / name, b"report")
    assert fault is not None
    assert fault.code == "FZ901"
    assert "检查路径和文件名" in fault.help("zh")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "name", ["差距表.xlsx", "console.xlsx", "com.xlsx", "COM10.md", "nullen.md", ".gap.md", "a b.md"]
)
def test_other_names_are_fine(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "WINDOWS", True)
    assert files.write(tmp_path / name, b"report") is None


def test_a_report_open_in_excel_is_told_and_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace what another program holds open: os.replace raises PermissionError there."""

    def held(_: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    report = tmp_path / "差距表.xlsx"
    report.write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", held)
    fault = files.write(report, b"new")
    assert fault is not None
    assert "文件正被占用或只读" in fault.message("zh")
    assert "在 Excel 或 WPS 中关闭该文件" in fault.help("zh")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]
