"""Faults of single cells: errors, formulas, texts, dates, placeholders, links, merges, hidden and stray cells."""

from __future__ import annotations

from typing import Any

from tests.corpus import books
from tests.corpus.case import XLSX, Case

ROWS = (4, 5)
"""0-based rows that are hidden."""


def _hide_rows(_: Any, sheet: Any) -> None:
    for row in ROWS:
        sheet.set_row(row, None, None, {"hidden": True})


def _hide_column(_: Any, sheet: Any) -> None:
    sheet.set_column(2, 2, None, None, {"hidden": True})


def _filter(_: Any, sheet: Any) -> None:
    sheet.autofilter("A2:F8")
    sheet.filter_column(2, "x == 东区")
    for row in (4, 5, 7):
        sheet.set_row(row, None, None, {"hidden": True})


def _stray(_: Any, sheet: Any) -> None:
    sheet.write("AZ50000", 1)


def _full_width(text: str) -> str:
    return "'" + text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))


HIDE = b"".join(map(books.hidden_row, ROWS))
PLACES = {"years": "C4", "list": "D3", "entities": "D5", "zones": "D4", "levels": "C5", "coded": "D5"}
"""By layout, a cell that should be a number of money."""
EVERYWHERE = {
    "error-cell": ("#DIV/0!", "error FZ403"),
    "lookup-error": ("#N/A", "error FZ403"),
    "reference-error": ("#REF!", "error FZ403"),
    "thousands-comma": ("'1,234.5", "info FZ401"),
    "full-width": (_full_width("7433.1"), "info FZ401"),
    "words": ("待报", "error FZ402"),
    "date": ("2021-03-05", "error FZ405"),
    "dash": ("—", "info FZ409"),
    "ellipsis": ("…", "info FZ409"),
    "nothing": ("无", "info FZ409"),
    "slash": ("/", "info FZ409"),
    "range": ("'10-15", "error FZ407"),
    "percent-of-money": ("'12%", "error FZ320"),
    "persons-of-money": ("'123人", "error FZ320"),
    "accounting-negative": ("'(12.3)", "verify FZ406"),
    "formula-without-value": ("=A1", "error FZ404"),
}
SUFFIX = {"years": "'7433.1亿元", "entities": "'73025千元", "coded": "'788040万元", "zones": "'1202000万元"}
"""By layout, a number with its unit behind it."""

CELLS = [
    Case(f"{name}-{layout}", layout, {at: text}, (f"{code} {at}",))
    for name, (text, code) in EVERYWHERE.items()
    for layout, at in PLACES.items()
]
CELLS += [Case(f"unit-behind-{name}", name, {PLACES[name]: text}, (f"info FZ401 {PLACES[name]}",))
          for name, text in SUFFIX.items()]  # fmt: skip
CELLS += [
    Case("trailing-space", "years", {"C4": "'7433.1\u00a0"}, ("info FZ401 C4",)),
    Case("formula-with-value", "years", {"C4": "=B4 => 7433.1"}),
    Case("two-apart", "years", {"C4": "待报", "D6": "待报"}, ("error FZ402 C4", "error FZ402 D6")),
    Case("adjacent-errors", "years", {"C4": "#REF!", "C5": "#REF!", "C6": "#REF!"}, ("error FZ403 C4:C6",)),
    Case("a-column-of-texts", "entities", {f"D{r}": "'5,120.5" for r in range(3, 9)}, ("info FZ401 D3:D8",)),
    Case("a-block-of-dashes", "zones", {"E3": "—", "F3": "—", "E4": "—", "F4": "—"}, ("info FZ409 E3:F4",)),
    Case("never-calculated", "years", {"C4": "=B4", "C5": "=B5", "D7": "=C7"}, ("error FZ358 @file",)),
    Case("zeros-nobody-calculated", "years", {"C4": "=B4 => 0", "C5": "=B5 => 0"}, ("error FZ358 @file",), (XLSX,)),
    Case("one-of-two-without-value", "years", {"C4": "=B4", "C5": "=B5 => 3233.1"}, ("error FZ404 C4",), (XLSX,)),
    Case("link", "years", {"C4": "='[去年.xlsx]年报'!C4 => 7433.1"}, ("verify FZ410 C4",), (XLSX,)),
    Case("link-of-a-record", "entities", {"D5": "=[1]年报!C4 => 7302.5"}, ("verify FZ410 D5",), (XLSX,)),
    Case("a-reference-to-a-table-is-no-link", "years", {"C4": "=表1[2022]+年报!B5 => 7433.1"}, (), (XLSX,)),
    Case("error-in-a-key", "entities", {"A5": "#N/A"}, ("error FZ403 A5",)),
    Case("error-in-a-member", "entities", {"C5": "#N/A"}, ("error FZ403 C5",)),
    Case("error-in-a-heading", "levels", {"C4": "#REF!"}, ("error FZ403 C4",)),
    Case("error-in-a-name", "years", {"A5": "#REF!"}, ("error FZ403 A5",)),
    Case("hidden-rows-of-a-table", "years", {}, ("info FZ342 B5:D6",), finish=_hide_rows, records=HIDE),
    Case("hidden-rows-of-records", "entities", {}, ("info FZ342 A5:F6",), finish=_hide_rows, records=HIDE),
    Case("hidden-column-of-a-table", "levels", {}, ("info FZ342 C5:C7",), finish=_hide_column, records=books.hidden_column(2)),
    Case("hidden-column-of-records", "entities", {}, ("info FZ342 C3:C8",), finish=_hide_column, records=books.hidden_column(2)),
    Case("filtered-rows", "entities", {}, ("info FZ342 A5:F6", "info FZ342 A8:F8"), (XLSX,), finish=_filter),
    Case("merged-down", "years", {"C5": "^"}, ("error FZ408 C4:C5",)),
    Case("merged-across", "zones", {"D4": "<"}, ("error FZ408 C4:D4",)),
    Case("merged-number-of-records", "entities", {"D5": "^"}, ("error FZ408 D4:D5",)),
    Case("merged-key-of-records", "entities", {"A5": "^"}, ("error FZ408 A4:A5",)),
    Case("merged-member-of-records", "entities", {"C7": "^"}, ("info FZ359 C6:C7",)),
]  # fmt: skip
CELLS += [
    Case(f"stray-cell-{layout}", layout, {}, ("info FZ347 AZ50000",), (XLSX,), finish=_stray) for layout in PLACES
]
CELLS += [Case("stray-cell-beside", "years", {"H5": "3"}, ("info FZ308 H5",))]
CELLS += [Case("stray-cell-old", "years", {"AA300": "1"}, ("info FZ347 AA300",))]
