"""Faults of whole files: what stands in the data folder beside, or instead of, the sound return of layout `years`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.corpus import books
from tests.corpus.layouts import YEARS
from tests.returns.old_books import encrypted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHEET, GRID = YEARS.books["年报"]
ROWS = books.edited(GRID, {})


def _sound(path: Path) -> None:
    (books.xlsx if path.suffix == ".xlsx" else books.xls)(path, {SHEET: ROWS})


def _edited(**edits: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        (books.xlsx if path.suffix == ".xlsx" else books.xls)(path, {SHEET: books.edited(GRID, edits)})

    return write


def _bytes(content: bytes) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return write


def _truncated(path: Path) -> None:
    _sound(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _locked(path: Path) -> None:
    _bytes(encrypted({SHEET: [["指标", "2021年"], ["总收入", 1.0]]}, "secret"))(path)


def _renamed_csv(path: Path) -> None:
    lines = [",".join(cell.lstrip("'") for cell in row) for row in ROWS]
    _bytes("\r\n".join(lines).encode("gb18030"))(path)


class FileCase(NamedTuple):
    """A data folder, and what is to be found."""

    name: str
    files: dict[str, Callable[[Path], None]]
    expected: tuple[str, ...] = ()


PAGE = "<html><body><p>登录超时</p></body></html>".encode()
FILES = [
    FileCase("sound-xlsx", {"年报.xlsx": _sound}),
    FileCase("sound-xls", {"年报.xls": _sound}),
    FileCase("truncated-xlsx", {"年报.xlsx": _truncated}, ("error FZ311 data/年报.xlsx",)),
    FileCase("truncated-xls", {"年报.xls": _truncated}, ("error FZ311 data/年报.xls",)),
    FileCase("encrypted-xls", {"年报.xls": _locked}, ("error FZ310 data/年报.xls",)),
    FileCase("empty-xlsx", {"年报.xlsx": _bytes(b"")}, ("error FZ315 data/年报.xlsx",)),
    FileCase("empty-xls", {"年报.xls": _bytes(b"")}, ("error FZ315 data/年报.xls",)),
    FileCase("page", {"年报.xls": _bytes(PAGE)}, ("error FZ318 data/年报.xls",)),
    FileCase("csv-named-xls", {"年报.xls": _renamed_csv}, ("info FZ313 data/年报.xls",)),
    FileCase("csv-named-xlsx", {"年报.xlsx": _renamed_csv}, ("info FZ313 data/年报.xlsx",)),
    FileCase("xlsx-named-xls", {"年报.xls": lambda path: _sound_as(path, ".xlsx")}),
    FileCase("xls-named-xlsx", {"年报.xlsx": lambda path: _sound_as(path, ".xls")}),
    FileCase("pdf", {"年报.xlsx": _bytes(b"%PDF-1.7\n1 0 obj")}, ("error FZ314 data/年报.xlsx",)),
    FileCase("pointer", {"年报.xlsx": _bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0")},
             ("error FZ316 data/年报.xlsx",)),
    FileCase("lock-file", {"年报.xlsx": _sound, "~$年报.xlsx": _bytes(b"\x06user")}, ("info FZ312 data/~$年报.xlsx",)),
    FileCase("file-of-no-form", {"年报.xlsx": _sound, "去年.xlsx": _sound}, ("info FZ303 data/去年.xlsx",)),
    FileCase("copy", {"年报.xlsx": _sound, "年报(1).xlsx": _sound}, ("info FZ332 data/年报.xlsx",)),
    FileCase("rival", {"年报.xlsx": _sound, "年报_修改.xlsx": _edited(C4="7433.2")},
             ("error FZ333 data/年报_修改.xlsx",)),
    FileCase("rival-xls", {"年报.xlsx": _sound, "年报_修改.xls": _edited(C4="7433.2")},
             ("error FZ333 data/年报_修改.xls",)),
    FileCase("no-folder", {}, ("error FZ302 data",)),
    FileCase("no-workbook", {"说明.txt": _bytes("见报表".encode())}, ("error FZ902 data",)),
]  # fmt: skip


def _sound_as(path: Path, suffix: str) -> None:
    _sound(path.with_suffix(suffix))
    path.with_suffix(suffix).rename(path)
