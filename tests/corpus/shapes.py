"""Faults of the shape of a table: names, units, periods, keys, totals, signatures, sheets."""

from __future__ import annotations

from typing import Any

from tests.corpus.case import XLS, XLSX, Case

DRAFT = "总收入 | 5"


def _hidden_draft(book: Any, _: Any) -> None:
    book.worksheets()[1].hide()


SHAPES = [
    Case("column-missing", "entities", {"D2": "营业总收入（万元）"}, ("error FZ335 A2:F2",)),
    Case("key-column-missing", "entities", {"A2": "代码"}, ("error FZ335 A2:F2",)),
    Case("column-twice", "entities", {"G2": "营业收入（万元）", "G3": "1"}, ("verify FZ368 D2",)),
    Case("row-twice", "years", {"A5": "总收入"}, ("error FZ348 A5",)),
    Case("row-twice-ten-times-apart", "years", {"A5": "总收入", "B5": "701.25", "C5": "743.31", "D5": "788.04"},
         ("error FZ348 A5",)),
    Case("year-twice", "years", {"D3": "2022年"}, ("error FZ348 D3",)),
    Case("zone-twice", "zones", {"E2": "东区"}, ("error FZ348 E2",)),
    Case("row-of-no-measure", "years", {"A5": "技术性收入"}, ("verify FZ308 A5",)),
    Case("row-of-no-member", "levels", {"A6": "新材枓"}, ("verify FZ308 A6",)),
    Case("column-of-no-member", "zones", {"D2": "东城"}, ("verify FZ308 D2",)),
    Case("record-of-no-member", "entities", {"C5": "北区"}, ("verify FZ338 C5",)),
    Case("records-of-no-member", "entities", {"C5": "北区", "C6": "北区"}, ("verify FZ338 C5:C6",)),
    Case("measure-nowhere", "years", {"-5": ""}, ("verify FZ307 targets.yaml:5:3",)),
    Case("further-measure", "years", {"+6": "绿化面积 | 1 | 2 | 3"}, ("info FZ308 A6",)),
    Case("unit-of-the-line", "years", {"A2": "单位：万元、人"}, ("info FZ321 A2",)),
    Case("unit-of-a-row", "zones", {"B3": "万元"}, ("info FZ321 B3",)),
    Case("unit-of-a-coded-row", "coded", {"B5": "万元"}, ("info FZ321 B5",)),
    Case("unit-of-a-column", "entities", {"D2": "营业收入（千元）"}, ("info FZ321 D2",)),
    Case("unit-of-the-title", "levels", {"A2": "单位：万元"}, ("info FZ321 A2",)),
    Case("unit-of-another-dimension", "zones", {"B3": "人"}, ("error FZ320 B3",)),
    Case("column-unit-of-another-dimension", "entities", {"D2": "营业收入（人）"}, ("error FZ320 D2",)),
    Case("unit-unknown", "zones", {"B3": "元宝"}, ("error FZ322 B3",)),
    Case("total-amid-records", "entities", {"+5": "合计 |  |  | 5982.25 | 362.75 | 109"}, ("info FZ349 A5:F5",)),
    Case("total-below-records", "entities", {"+9": "合计 |  |  | 16911 | 1500.5 | 315"}, ("info FZ349 A9:F9",)),
    Case("total-in-the-second-column", "entities", {"+5": " | 小计 |  | 5982.25 | 362.75 | 109"}, ("info FZ349 B5:F5",)),
    Case("total-of-a-part", "entities", {"+5": "东区小计 |  |  | 5982.25 | 362.75 | 109"}, ("info FZ349 A5:F5",)),
    Case("signature-amid-records", "entities", {"+5": "填表人：张三"}, ("info FZ349 A5",)),
    Case("signature-below-records", "entities", {"+9": "填表人：张三"}),
    Case("signature-amid-a-table", "years", {"+5": "填表人：李四"}, ("info FZ349 A5",)),
    Case("blank-row", "entities", {"+5": ""}),
    Case("key-twice", "entities", {"A6": "'A002"}, ("error FZ336 A6",)),
    Case("key-three-times", "entities", {"A6": "'A002", "A8": "'A002"}, ("error FZ336 A6",)),
    Case("key-twice-with-a-space", "entities", {"A6": "'A002 "}, ("error FZ336 A6",)),
    Case("key-twice-full-width", "entities", {"A6": "'Ａ００２"}, ("error FZ336 A6",)),
    Case("key-missing", "entities", {"A6": ""}, ("error FZ357 A6:F6",)),
    Case("keys-missing", "entities", {"A6": "", "A7": ""}, ("error FZ357 A6:F7",)),
    Case("date-as-year", "list", {"B3": "2022-01-01"}, ("error FZ411 B3",), (XLSX,)),
    Case("date-as-heading", "years", {"D3": "2023-01-01"}, ("error FZ411 D3",), (XLSX,)),
    Case("year-as-text", "list", {"B3": "2022年"}, ("info FZ412 B3",)),
    Case("no-year-as-heading", "years", {"C3": "2202"}, ("verify FZ308 C3",)),
    Case("year-missing", "list", {"B3": ""}, ("error FZ330 D3",)),
    Case("year-of-two-digits", "list", {"B3": "22"}, ("info FZ308 B3",)),
    Case("title-of-another-year", "zones", {"A1": "2022年分园区主要指标"}, ("verify FZ344 A1",)),
    Case("records-of-another-year", "entities", {"A1": "2022年企业科技活动调查表"}, ("verify FZ344 A1",)),
    Case("line-of-another-year", "coded", {"D2": "2022年"}, ("verify FZ344 D2",)),
    Case("heading-missing", "years", {"A3": "", "B3": "", "C3": "", "D3": ""}, ("error FZ306 @sheet",)),
    Case("hidden-sheet", "years", {}, ("info FZ346 :底稿",), finish=_hidden_draft, more={"底稿": DRAFT}, hidden=("底稿",)),
    Case("only-sheet-hidden", "years", {}, ("error FZ305 @file",), (XLS,), hidden=("年报",)),
]  # fmt: skip
