"""A fingerprint is what a finding is about: it holds no row, no cell, no value, and none is given twice."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan import workflow
from fzplan.checks.standing.fingerprints import marked
from fzplan.diagnostics import CellRef, FileRef, Instance, Rule, Severity, Span, Text
from fzplan.observations import Extraction, Observation, Sources
from fzplan.periods import year
from tests import builders
from tests.checks.standing.conftest import FIRMS, PLAN, YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from fzplan.model.findings import Review

Books = dict[str, dict[str, list[list[str]]]]
"""By file and sheet, the rows of cells."""


class Identity(NamedTuple):
    """What a reader would say that a finding is about."""

    code: str
    entity: str
    measure: str
    period: str


def reviewed(books: Mapping[str, Mapping[str, Sequence[Sequence[str]]]]) -> Review:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        builders.plan(folder, PLAN)
        for book, sheets in books.items():
            grids = {sheet: "\n".join(" | ".join(row) for row in rows) for sheet, rows in sheets.items()}
            builders.workbook(folder / "data" / f"{book}.xlsx", grids)
        return workflow.check(folder / "targets.yaml")


def fingerprints(review: Review, *codes: str) -> set[str]:
    found = [mark.fingerprint for f in review.findings if not codes or f.diagnostic.code in codes for mark in f.marks]
    assert len(found) == len(set(found)), "a fingerprint is given once"
    return set(found)


figures = st.sampled_from(["5", "40", "70", "999", "abc", "#DIV/0!", "'7", "10-15"])
firms = st.lists(st.tuples(figures, figures), min_size=1, max_size=5)
years = st.lists(st.tuples(figures, figures), min_size=1, max_size=3)


@st.composite
def returns(draw: st.DrawFn) -> Books:
    """Return a table of people and a register of firms, with faults of reading and of relations."""
    told = draw(years)
    table = [
        ["指标", *(f"{2021 + n}年" for n in range(len(told)))],
        ["女性", *(women for women, _ in told)],
        ["人数", *(people for _, people in told)],
    ]
    register = [["代码", "营收", "研发"], *([f"A{n}", *pair] for n, pair in enumerate(draw(firms)))]
    return {"年报": {"表": table}, "企业": {"表": register}}


@given(books=returns(), above=st.integers(1, 3), beside=st.integers(0, 2))
@settings(max_examples=40, deadline=None)
def test_inserted_rows_and_columns_change_no_fingerprint(books: Books, above: int, beside: int) -> None:
    title, empty = [["各单位报表"]], [[""]] * (above - 1)
    moved = {
        name: {sheet: [[*[""] * beside, *row] for row in (*title, *empty, *rows)] for sheet, rows in sheets.items()}
        for name, sheets in books.items()
    }
    before, after = reviewed(books), reviewed(moved)
    assert fingerprints(before) == fingerprints(after)
    assert {m.stamp for f in before.findings for m in f.marks} == {m.stamp for f in after.findings for m in f.marks}


@given(books=returns(), more=firms)
@settings(max_examples=20, deadline=None)
def test_other_records_sheets_and_files_leave_the_old_fingerprints(
    books: Books, more: Iterable[tuple[str, str]]
) -> None:
    new = [[f"B{n}", *pair] for n, pair in enumerate(more)]
    header, *old = books["企业"]["表"]
    grown: Books = {
        "年报": {"说明": [["年报编制说明"]], **books["年报"]},
        "企业": {"表": [header, *new, *old]},
        "企业二": {"表": [header, *([f"C{n}", *pair[1:]] for n, pair in enumerate(new))]},
    }
    kept = ("FZ600", "FZ601", "FZ402", "FZ403", "FZ407")
    assert fingerprints(reviewed(books), *kept) <= fingerprints(reviewed(grown), *kept)


@given(books=returns())
@settings(max_examples=15, deadline=None)
def test_sheets_and_files_in_another_order(books: Books) -> None:
    header, *rows = books["企业"]["表"]
    parts = {"甲": [header, *rows[:1]], "乙": [header, *rows[1:]]} if rows[1:] else {"甲": [header, *rows]}
    before = {"企业": parts, "年报": books["年报"]}
    after = {"年报": books["年报"], "企业": dict(reversed(parts.items()))}
    assert fingerprints(reviewed(before)) == fingerprints(reviewed(after))


@given(first=st.integers(41, 900), second=st.integers(41, 900))
@settings(max_examples=15, deadline=None)
def test_another_value_changes_the_stamp_and_not_the_fingerprint(first: int, second: int) -> None:
    """40 people of whom 41 or more are women: R1 fails either way."""

    def mark(women: int) -> tuple[str, str]:
        table = [["指标", "2021年"], ["女性", str(women)], ["人数", "40"]]
        (found,) = [f for f in reviewed({"年报": {"表": table}}).findings if f.diagnostic.code == "FZ600"]
        return found.marks[0].fingerprint, found.marks[0].stamp

    before, after = mark(first), mark(second)
    assert before[0] == after[0]
    assert (before[1] == after[1]) == (first == second)


def identities(review: Review, *codes: str) -> set[Identity]:
    return {
        Identity(f.diagnostic.code, mark.about.entity, mark.about.measure, mark.about.period)
        for f in review.findings
        for mark in f.marks
        if f.diagnostic.code in codes
    }


def test_each_place_of_a_folded_finding_says_what_it_is_about(reviewed: Callable[..., Review]) -> None:
    review = reviewed({"年报": YEARS, "企业": FIRMS})
    assert identities(review, "FZ600") == {
        Identity("FZ600", "", "女性 ≤ 人数", "2021"),
        Identity("FZ600", "", "女性 ≤ 人数", "2022"),
        Identity("FZ600", "A1", "研发 ≤ 营收", "2022"),
    }


@pytest.mark.parametrize(
    ("books", "code", "identity"),
    [
        ({"年报": "指标 | 2021年 | 2022年\n女性 | abc | 1\n人数 | 5 | 5"}, "FZ402", ("", "女性", "2021")),
        ({"年报": "指标 | 2021年\n女性 | #DIV/0!\n人数 | 5"}, "FZ403", ("", "女性", "2021")),
        ({"年报": "指标 | 2021年\n女性 | (3)\n人数 | 5"}, "FZ406", ("", "女性", "2021")),
        ({"企业": "代码 | 营收 | 研发\nA1 | 9 | #N/A"}, "FZ403", ("A1", "研发", "2022")),
        ({"企业": "代码 | 营收 | 研发\nA1 | 待定 | 5\nA2 | 待定 | 5"}, "FZ402", ("A2", "营收", "2022")),
        ({"企业": "代码 | 营收 | 研发\nA1 | 9 | 5\nA1 | 9 | 6"}, "FZ336", ("A1", "代码", "2022")),
    ],
)
def test_findings_of_the_reading_say_what_the_cell_would_have_been(
    reviewed: Callable[..., Review], books: Mapping[str, str], code: str, identity: tuple[str, str, str]
) -> None:
    assert Identity(code, *identity) in identities(reviewed(books), code)


def test_what_two_files_print_differently_is_about_the_figure(reviewed: Callable[..., Review]) -> None:
    review = reviewed({"年报1": "指标 | 2021年\n人数 | 40", "年报2": "指标 | 2021年\n人数 | 41"})
    assert identities(review, "FZ331") == {Identity("FZ331", "", "人数", "2021")}


RULE = Rule(
    "FZ499", "made-up", Severity.VERIFY, says=Text("{label} {count}", "{label} {count}"), mend=Text("", ""),
    page=Text("", ""),
)  # fmt: skip


def test_where_nothing_is_known_file_sheet_and_names_are_the_identity() -> None:
    """Counts and addresses are no part of it; another sheet or another name is."""

    def of(sheet: str, label: str, count: int) -> str:
        return marked([RULE(FileRef("a.xlsx", sheet), label=label, count=count)])[0].fingerprint

    same = of("表", "见 B3", 1)
    assert same == of("表", "见 C17", 2)
    assert len({same, of("另表", "见 B3", 1), of("表", "注 B3", 1)}) == 3


def test_a_line_of_a_text_file_is_no_part_of_it() -> None:
    first, second = (marked([RULE(Span("t.yaml", line, 3), label="甲")])[0] for line in (4, 9))
    assert first.fingerprint == second.fingerprint


def test_what_a_check_says_of_itself_goes_by_its_id_alone() -> None:
    first, second = (marked([RULE(Span("t.yaml", 4, 3), check="R1", label="因 FZ403", count=n)])[0] for n in (1, 5))
    assert first.fingerprint == second.fingerprint
    assert first.marks[0].stamp != second.marks[0].stamp


def test_names_that_are_not_unicode_have_a_fingerprint() -> None:
    assert len(marked([RULE(FileRef("a\udc80.xlsx"), label="\ud800")])[0].fingerprint) == 16


def test_equal_places_are_numbered_and_their_stamps_by_figures() -> None:
    """Of two findings alike the second comes first when its file is named earlier; its stamp stays with its figure."""

    def found(*places: tuple[str, str]) -> dict[str, tuple[str, str]]:
        from fzplan.diagnostics import About

        made = [
            RULE(
                CellRef(file, "表", 2, 2),
                instances=(Instance(CellRef(file, "表", 2, 2), About("年报", "", "人数", "2021", "", value)),),
                label="人数",
            )
            for file, value in places
        ]
        return {f.marks[0].about.value: (f.marks[0].fingerprint, f.marks[0].stamp) for f in marked(made)}

    alone, both = found(("b.xlsx", "5")), found(("b.xlsx", "5"), ("a.xlsx", "6"))
    assert alone["5"][1] == both["5"][1]
    assert {fingerprint for fingerprint, _ in alone.values()} < {fingerprint for fingerprint, _ in both.values()}


def test_a_sum_of_records_is_about_no_record(reviewed: Callable[..., Review]) -> None:
    """Whichever firm stands first: 10 + 20 + 30 = 60, and the return says 161."""
    text = PLAN.replace(
        "研发: {column: 研发, unit: 万元}}}", "研发: {column: 研发, unit: 万元}}, aggregate: {收入: sum(营收)}}"
    )
    text += "  - {id: R3, aggregate: sum(企业.营收) = 年报.收入}\n"
    years = "指标 | 2022年\n收入（万元） | 161"
    found = []
    for order in ("123", "312"):
        firms = "\n".join(f"A{k} | {k}0 | 1" for k in order)
        review = reviewed({"年报": years, "企业": f"代码 | 营收 | 研发\n{firms}"}, text)
        found.append(
            [m.fingerprint for f in review.findings if f.diagnostic.facts.get("check") == "R3" for m in f.marks]
        )
        assert "" in {i.entity for i in identities(review, "FZ600")}
    assert found[0] == found[1]
    assert len(found[0]) == 1


def test_every_kind_of_finding_stays_itself_when_rows_are_inserted() -> None:
    """Relations of every kind, codes, growth, outliers, and what reading finds: all over one set of returns."""

    def of(shifted: bool) -> dict[str, tuple[str, str]]:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            builders.plan(folder, WIDE)
            for book, grid in GRIDS.items():
                rows = [row.strip() for row in grid.strip().splitlines()]
                rows = [f" | {row}" for row in ("各单位报表", "", *rows)] if shifted else rows
                builders.workbook(folder / "data" / f"{book}.xlsx", {"表": "\n".join(rows)})
            review = workflow.check(folder / "targets.yaml", as_of="2024-06-30")
            return {m.fingerprint: (f.diagnostic.code, m.stamp) for f in review.findings for m in f.marks}

    before, after = of(False), of(True)
    assert before == after
    codes = {code for code, _ in before.values()}
    assert codes >= {"FZ600", "FZ607", "FZ608", "FZ615", "FZ336", "FZ402", "FZ403", "FZ407", "FZ308"}


WIDE = """
fzplan: 1
plan: {name: 规划, baseline: 2020, span: 2021-2025}
dimensions: {园区: {members: [东区, 西区], partition: true}}
measures:
  女性: {unit: 人, kind: stock}
  人数: {unit: 人, kind: stock}
  收入: {unit: 万元, kind: flow}
  合计: {unit: 万元, kind: flow}
  甲: {unit: 万元, kind: flow}
  总收入: {unit: 万元, kind: flow}
forms:
  年报: {files: "年报*.xlsx", rows: measure, columns: period}
  分区: {files: "分区*.xlsx", rows: measure, columns: "{园区}", period: 2022}
  企业:
    files: "企业*.xlsx"
    rows: entity
    key: 统一社会信用代码
    period: 2022
    fields: {营收: {column: 营收, unit: 万元}, 研发: {column: 研发, unit: 万元}}
    aggregate: {总收入: sum(营收)}
checks:
  - {id: R1, within: 女性 <= 人数}
  - {id: R2, sum: {total: 合计, parts: [甲, 收入]}}
  - {id: R3, of_which: {total: 营收, items: [研发]}}
  - {id: R4, across: 年报.收入 = 分区.收入}
  - {id: R5, period: 女性 = 人数@-1}
  - {id: R6, period: {measure: 收入, growth: [-50%, 100%]}}
  - {id: R7, jump: {of: 收入}}
  - {id: R8, outlier: {of: 营收, least: 5}, level: verify}
  - {id: R9, code: {field: 统一社会信用代码, rule: 统一社会信用代码}}
  - {id: R10, aggregate: sum(企业.营收) = 年报.总收入}
"""
GRIDS = {
    "年报": """
        指标 | 单位 | 2021年 | 2022年 | 2023年
        女性 | 人 | 999 | 60 | 5.5
        人数 | 人 | 40 | 50 | 10-15
        收入 | 万元 | 5 | 50000 | 60000
        合计 | 万元 | 10 | 20 | 30
        甲 | 万元 | 4 | 10 | —
        总收入 | 万元 | 3 | 9 | 14
        某指标 | 万元 | 1 | 2 | 3
    """,
    "分区": """
        指标 | 东区 | 西区 | 南区
        收入 | 7 | 8 | 9
        人数 | 7 | 8 | #REF!
    """,
    "企业": """
        统一社会信用代码 | 营收 | 研发
        9111010600000001XA | 10 | 5
        9111010600000002XA | 11 | 50
        9111010600000003XA | 12 | 5
        9111010600000004XA | 13 | 5
        9111010600000005XA | 14 | 5
        9111010600000006XA | 900000 | 5
        9111010600000007XA | 10 | 待定
        9111010600000007XA | 10 | #N/A
    """,
}


def test_a_cell_that_two_forms_read_differently_is_about_neither() -> None:
    sources = Sources(("a.xlsx",), ("表", "附表"))
    seen = Observation("人数", year(2021), (), 5.0, form="年报", row=2, column=2)
    other = seen._replace(measure="户数", form="月报")
    elsewhere = seen._replace(sheet=1)

    def about(*observations: Observation) -> tuple[str, str]:
        found = marked([RULE(CellRef("a.xlsx", "表", 2, 2))], None, Extraction((), observations, sources=sources))
        return found[0].marks[0].about.form, found[0].marks[0].about.measure

    assert about(seen, elsewhere) == ("年报", "人数")
    assert about(seen, other) == ("", "")
