from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from fzplan.model.audit_list import COLUMNS
from fzplan.reports import Settings
from fzplan.reports.review import render
from tests.reports.review.conftest import many

if TYPE_CHECKING:
    from fzplan.model.findings import Review

HEADS = [column.head.zh for column in COLUMNS]


def table(review: Review, lang: str = "zh") -> list[dict[str, str]]:
    content = render(review, "csv", Settings(lang))  # type: ignore[arg-type]
    assert isinstance(content, bytes)
    assert content.startswith(b"\xef\xbb\xbf")  # so that Excel reads UTF-8
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_has_a_row_for_each_place(settled: Review) -> None:
    rows = table(settled)
    assert list(rows[0]) == HEADS
    assert len(rows) == sum(len(finding.marks) for finding in settled.findings)
    assert [row["序号"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    second = next(row for row in rows if row["单元格"] == "D5")
    assert (second["本期值"], second["应为"], second["差额"], second["报告期"]) == (
        "总收入 12亿元",
        "技术收入 + 产品收入 13亿元",
        "1亿元",
        "2021",
    )
    assert (second["状态"], second["填表人"], second["确认人"]) == ("已说明", "张三", "李四")
    assert next(row for row in rows if row["审核关系"] == "R01")["应为"] == "≤ 年末人员 40人"
    assert next(row for row in rows if row["编号"] == "FZ307")["单元格"] == "9:3"  # line and column of the plan file


def test_nothing_in_csv_is_a_formula(settled: Review) -> None:
    for row in table(settled):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values()), row
    assert any(row["说明"] == "'=两年口径不同，已与上级核对" for row in table(settled))


def test_csv_in_english(faulty: Review) -> None:
    assert {row["Severity"] for row in table(faulty, "en")} == {"error", "confirm", "verify", "info"}


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def test_markdown_lists_the_open_findings_worst_first(settled: Review) -> None:
    page = str(render(settled, "md", Settings("zh")))
    assert page.startswith("## fzplan check：某区规划\n\n**发现问题 ")
    rows = [cells(line) for line in page.splitlines() if line.startswith("| ")]
    checks = [row for row in rows if len(row) == 7]
    found = [row for row in rows if len(row) == 6]
    assert ["`R02`", "准强制", "总收入 = 技术收入 + 产品收入", "1", "2", "2", "0"] in checks
    assert len(found) == 2 + sum(finding.standing == "open" for finding in settled.findings)
    levels = [row[0] for row in found[2:]]
    assert levels == sorted(levels, key=["强制", "准强制", "核实", "提示"].index)
    assert "`data/年报2.xlsx`" in [row[2] for row in found]


def test_markdown_within_a_limit_says_what_is_left_out(faulty: Review) -> None:
    flooded = many(faulty, 3000)
    for lang, words in (("zh", r"另有 (\d+) 项未列出"), ("en", r"(\d+) more findings are not listed")):
        page = str(render(flooded, "md", Settings(lang, limit=50_000)))  # type: ignore[arg-type]
        assert len(page.encode()) <= 50_000
        found = re.search(words, page)
        assert found
        listed = sum(len(cells(line)) == 6 for line in page.splitlines() if line.startswith("| ")) - 2
        assert listed + int(found[1]) == len(flooded.findings)


def test_markdown_of_a_clean_review(clean: Review) -> None:
    assert str(render(clean, "md", Settings("en"))) == (
        "## fzplan check: 某区规划\n\n**no findings**\n\nthe plan file has no \\`checks:\\`: only the built-in ones were held\n"
    )
