# ruff: noqa: E501  (rows of tables are as wide as they are)
"""Read real workbooks with a second engine for each format, compare cell by cell, write `docs/engines.md`.

    python scripts/compare_engines.py FOLDER [--check]

FOLDER holds the workbooks and an INDEX.md that numbers them (`### 12. owner+repository/path`). Every difference belongs
to a class of `CLASSES`, which explains it; one that belongs to none ends the run with 1.
"""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan.diagnostics import Text
from fzplan.returns.readers import unlock
from fzplan.returns.readers.door import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from fzplan.returns.readers.book import Sheet

OUTPUT = Path(__file__).parents[1] / "docs" / "engines.md"
ENTRY = re.compile(r"^### (\d+)\. (.+)$", re.MULTILINE)
Rows = list[list[Any]]
CLASSES = {
    "escape": Text(
        "换行等控制字符：OOXML 用 `_x000D_` 转义，openpyxl 原样返回转义，calamine 还原为字符（后者正确）",
        "control characters: OOXML escapes them as `_x000D_`; openpyxl returns the escape, calamine the character "
        "(which is right)",
    ),
    "midnight": Text(
        "没有时刻的日期：calamine 给出日期，另一引擎给出零时的日期时间",
        "a date without a time: calamine gives a date, the other a moment at midnight",
    ),
}


class Comparison(NamedTuple):
    """One workbook read twice."""

    number: int
    path: str
    kind: str
    other: str
    cells: int
    differences: Counter[str]
    unexplained: tuple[str, ...]


def compared(number: int, path: Path) -> Comparison:
    """Read a workbook with both engines and compare every cell that either has something in."""
    book = read(path, path.name).book
    assert book is not None, path
    name, sheets = second(book.kind, path, locked=book.default_password)
    cells, found, strange = 0, Counter[str](), []
    for sheet in book.sheets:
        for r, c, ours, theirs in pairs(sheet, sheets[sheet.name]):
            cells += 1
            what = kind_of(ours, theirs)
            if what:
                found[what] += 1
            if what == "unexplained":
                strange.append(f"{sheet.name}!R{r + 1}C{c + 1}: {ours!r} / {theirs!r}")
    kind = f"{book.kind} (VelvetSweatshop)" if book.default_password else book.kind
    return Comparison(number, path.name, kind, name, cells, found, tuple(strange))


def pairs(sheet: Sheet, theirs: Rows) -> Iterator[tuple[int, int, Any, Any]]:
    """Yield row, column and both values of each cell that is not blank in both."""
    for r in range(max(len(sheet.rows), len(theirs))):
        ours, others = (sheet.rows[r] if r < len(sheet.rows) else []), (theirs[r] if r < len(theirs) else [])
        for c in range(max(len(ours), len(others))):
            one: Any = sheet.facts.errors.get((r, c)) or (ours[c] if c < len(ours) else "")
            two = others[c] if c < len(others) else ""
            one, two = ("" if one is None else one), ("" if two is None else two)
            if one != "" or two != "":
                yield r, c, one, two


def kind_of(ours: Any, theirs: Any) -> str:
    """Return the class of a difference, "" where both say the same, "unexplained" where none is known."""
    if ours == theirs:
        return ""
    if isinstance(theirs, dt.datetime) and type(ours) is dt.date:
        return "midnight" if theirs == dt.datetime.combine(ours, dt.time()) else "unexplained"
    if isinstance(ours, str) and isinstance(theirs, str):
        plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), theirs)
        return "escape" if re.sub(r"\r\n?", "\n", plain) == re.sub(r"\r\n?", "\n", ours) else "unexplained"
    return "unexplained"


def second(kind: str, path: Path, *, locked: bool) -> tuple[str, Mapping[str, Rows]]:
    """Return the name of the second engine of a format, and the rows it reads from each sheet."""
    if kind == "xlsx":
        return "openpyxl", by_openpyxl(path)
    if kind == "xls":
        data = path.read_bytes()
        return "xlrd", by_xlrd(unlock.opened(data) if locked else data)
    if kind == "html":
        return "re", {"": by_patterns(path.read_text(encoding="utf-8"))}
    return "pandas", {"": by_pandas(path)}


def by_openpyxl(path: Path) -> dict[str, Rows]:
    """Read an .xlsx."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    found = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # some writers state a used range of one cell
        found[sheet.title] = [list(row) for row in sheet.iter_rows(values_only=True)]
    book.close()
    return found


def by_xlrd(data: bytes) -> dict[str, Rows]:
    """Read an .xls: dates by their format, errors by their name, as people see them."""
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())

    def value(cell: Any) -> Any:
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code[cell.value]
        if cell.ctype == xlrd.XL_CELL_DATE:
            return xlrd.xldate.xldate_as_datetime(cell.value, book.datemode)
        return bool(cell.value) if cell.ctype == xlrd.XL_CELL_BOOLEAN else cell.value

    return {s.name: [[value(cell) for cell in s.row(r)] for r in range(s.nrows)] for s in book.sheets()}


def by_patterns(page: str) -> Rows:
    """Read the tables of a web page by patterns, with the lines between them; spans leave blank cells."""
    page = re.sub(r"<!--.*?-->|<(script|style|head)\b.*?</\1>", "", page, flags=re.DOTALL | re.IGNORECASE)
    rows: Rows = []
    for piece in re.split(r"(<table\b.*?</table>)", page, flags=re.DOTALL | re.IGNORECASE):
        if piece.lower().startswith("<table"):
            rows += of_table(piece)
        else:
            rows += [[line] for line in (words(part) for part in re.split(r"</?(?:p|div|h\d|center)\b", piece)) if line]
    return rows


def of_table(table: str) -> Rows:
    """Return the cells of one table, each at the place where its spans leave it."""
    placed: dict[tuple[int, int], str] = {}
    height = 0
    for r, row in enumerate(re.findall(r"<tr\b[^>]*>(.*?)(?=<tr\b|</table)", table, re.DOTALL | re.IGNORECASE)):
        height, c = r + 1, 0
        for attributes, inside in re.findall(
            r"<t[dh]\b([^>]*)>(.*?)(?=<t[dh]\b|</tr|\Z)", row, re.DOTALL | re.IGNORECASE
        ):
            while (r, c) in placed:
                c += 1
            down, across = (
                int((re.search(rf"{n}span\D{{0,3}}(\d+)", attributes) or [0, 1])[1]) for n in ("row", "col")
            )
            for y in range(r, r + down):
                for x in range(c, c + across):
                    placed[y, x] = ""
            placed[r, c] = words(inside)
            c += across
    width = max((c for _, c in placed), default=-1) + 1
    return [[placed.get((r, c), "") for c in range(width)] for r in range(height)]


def words(part: str) -> str:
    """Return the text of a piece of a page."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>|^[^<>]*>", " " if "<br" in part else "", part)).split())


def by_pandas(path: Path) -> Rows:
    """Read a delimited text with the compiled reader of pandas; blank lines count."""
    import pandas as pd

    widest = max(line.count(";") for line in path.read_text(encoding="cp1252").split("\n")) + 1
    frame = pd.read_csv(
        path, sep=";", encoding="cp1252", header=None, names=range(widest), dtype=str, keep_default_na=False,
        skip_blank_lines=False, engine="c",
    )  # fmt: skip
    rows: Rows = frame.to_numpy().tolist()
    return rows


def all_compared(folder: Path) -> list[Comparison]:
    """Compare the workbooks of an index, in its order."""
    index = (folder / "INDEX.md").read_text(encoding="utf-8")
    return [compared(int(number), folder / path.strip()) for number, path in ENTRY.findall(index)]


def document(found: Sequence[Comparison]) -> str:
    """Return the page, Chinese first."""
    lines = [HEAD]
    for one in found:
        told = "、".join(f"{what} {count}" for what, count in sorted(one.differences.items())) or "—"
        lines.append(f"| {one.number} | `{one.path}` | {one.kind} | {one.other} | {one.cells} | {told} |")
    total = sum(one.cells for one in found)
    every = sum((one.differences for one in found), Counter[str]())
    lines.append(f"| | **{len(found)}** | | | **{total}** | **{sum(every.values())}** |")
    lines.append(
        "\n## 差异的种类 / Classes of differences\n\n| class | 说明 | explanation | cells |\n|---|---|---|---|"
    )
    lines += [f"| {name} | {text.zh} | {text.en} | {every[name]} |" for name, text in CLASSES.items() if every[name]]
    return "\n".join([*lines, FOOT])


HEAD = """# 两个读取引擎逐格比对 / Two reading engines, cell by cell

<!-- made by scripts/compare_engines.py -->

每个真实工作簿用两个互不相干的引擎各读一遍，逐格比较：fzplan 的读取层（数值来自 calamine，错误值、编码和加密由读取层补上）
对 openpyxl（.xlsx）、xlrd（.xls）、pandas 的 C 读取器（.csv）、另一套按模式匹配的网页读法（.html）。两边都空的格不计。
工作簿不随本仓库分发；序号是其索引中的编号。

Every real workbook is read twice by engines that have nothing in common, and compared cell by cell: the readers of
fzplan (values by calamine; error cells, code pages and encryption added) against openpyxl (.xlsx), xlrd (.xls), the
compiled reader of pandas (.csv) and a second reading of web pages by patterns (.html). Cells that are blank in both do
not count. The workbooks are not part of this repository; the numbers are those of their index.

| no. | file | kind | second engine | cells | differences |
|---|---|---|---|---|---|"""
FOOT = """
## 读取层补上的 / What the readers add to the engine

| 文件 / files | calamine 单独读 / calamine alone | fzplan |
|---|---|---|
| 1 7 8 13 18 22 | 打不开（默认密码加密）/ does not open them (default password) | 照常读取 / opened, see decision 0016 |
| 5 16 | 打不开（网页）/ does not open them (web pages) | 表与其上下的行 / tables and the lines around them |
| 34 | 8 个表头是乱码：文件声明代码页 1252，文字是 Unicode / 8 headings are garbled: declares code page 1252, holds Unicode | 按 Unicode 读 / read as Unicode (MS-XLS 2.4.52) |
| 46 | Excel 95，可读 / Excel 95, opened | 另补数字格式 / number formats added |
| 43 | 40513000 | 40513，格式 `#,##0,` / as shown by its format |
| 52 | 打不开（文本）/ does not open it (text) | cp1252，提示 FZ351 / cp1252 with FZ351 |
| 错误值 / error cells | 空 / blank | `#DIV/0!` … |
| 未存结果的公式 / formulas without a value | 空 / blank | FZ404 |
"""


def main(arguments: Sequence[str]) -> int:
    """Compare; write the page, or with `--check` say whether it is as committed."""
    folder, check = Path(arguments[0]), "--check" in arguments
    found = all_compared(folder)
    for one in found:
        for line in one.unexplained[:5]:
            print(f"{one.number} {one.path}: {line}")
    page = document(found)
    if check:
        return int(page != OUTPUT.read_text(encoding="utf-8") or any(one.unexplained for one in found))
    OUTPUT.write_text(page, encoding="utf-8")
    return int(any(one.unexplained for one in found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
