"""A baseline: only what is new fails, what is gone is told, and an inserted row changes nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fzplan.checks.standing import baseline
from fzplan.diagnostics import Severity
from fzplan.workflow import standing
from tests.checks.standing.conftest import FIRMS, YEARS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fzplan.model.findings import Review

KNOWN = Path("known.json")


def write(review: Review) -> None:
    KNOWN.write_text(standing.renewed(review)[0], encoding="utf-8")


def open_(review: Review) -> list[str]:
    """Return code and cell of every open place above the notices."""
    return [
        f"{f.diagnostic.code} {mark.at}"
        for f in review.findings
        for mark in f.marks
        if mark.standing == "open" and f.severity > Severity.INFO
    ]


def test_only_new_places_are_open(reviewed: Callable[..., Review]) -> None:
    write(reviewed({"年报": YEARS, "企业": FIRMS}))
    more = YEARS.replace("2022年", "2022年 | 2023年").replace("60", "60 | 70").replace("50", "50 | 8")
    review = reviewed({"年报": more}, baseline=KNOWN)
    assert open_(review) == ["FZ600 data/年报.xlsx:表!D2"]
    (folded,) = [f for f in review.findings if len(f.marks) == 3]
    assert (folded.standing, [m.standing for m in folded.marks]) == ("open", ["known", "known", "open"])


def test_an_inserted_row_or_a_renamed_file_renews_no_baseline(reviewed: Callable[..., Review]) -> None:
    write(reviewed({"年报": YEARS}))
    Path("data/年报.xlsx").unlink()
    assert open_(reviewed({"年报二〇二二": f"一、综合\n\n{YEARS}"}, baseline=KNOWN)) == []


def test_what_is_gone_is_told_with_the_command_that_renews_it(reviewed: Callable[..., Review]) -> None:
    write(reviewed({"年报": YEARS}))
    review = reviewed({"年报": YEARS.replace("999", "9")}, baseline=KNOWN)
    (gone,) = [f.diagnostic for f in review.findings if f.diagnostic.code == "FZ636"]
    assert gone.severity == Severity.INFO
    assert gone.message("zh") == "基线中有 1 处问题已不再出现：FZ600 R1 年报 女性 ≤ 人数 2021 data/年报.xlsx:表!B2"
    assert gone.help("zh") == "用 fzplan check --baseline known.json --write-baseline known.json 更新基线。"
    assert open_(review) == []


def test_it_is_sorted_a_line_an_entry_and_the_same_each_time(reviewed: Callable[..., Review]) -> None:
    review = reviewed({"年报": YEARS, "企业": FIRMS})
    text = baseline.written(review.findings)
    assert text == baseline.written(tuple(reversed(review.findings)))
    entries = json.loads(text)["findings"]
    assert len(text.splitlines()) == len(entries) + 2
    assert [(e["code"], e.get("check", ""), e["place"]) for e in entries if e["code"] == "FZ600"] == [
        ("FZ600", "R1", "data/年报.xlsx:表!B2"),
        ("FZ600", "R1", "data/年报.xlsx:表!C2"),
        ("FZ600", "R2", "data/企业.xlsx:表!C2"),
    ]


def test_what_is_explained_is_in_no_baseline(reviewed: Callable[..., Review]) -> None:
    """Else it would stay known when the figure changes and the explanation is void."""
    found = reviewed({"年报": YEARS})
    mark = next(f for f in found.findings if f.diagnostic.code == "FZ600").marks[0]
    Path("explanations.yaml").write_text(
        f'explanations:\n  - {{rule: R1, period: 2021, stamp: "{mark.stamp}", reason: 劳务派遣人员计入, by: 张三, '
        f"date: 2026-03-01}}\n",
        encoding="utf-8",
    )
    explained = reviewed({"年报": YEARS})
    text, known = standing.renewed(explained)
    assert mark.fingerprint not in text
    assert [m.standing for f in known.findings if f.diagnostic.code == "FZ600" for m in f.marks] == [
        "explained",
        "known",
    ]


def test_a_clean_run_has_an_empty_baseline() -> None:
    assert baseline.written(()) == '{"fzplan": 1, "findings": []}\n'
    read, faults = baseline.read('{"fzplan": 1, "findings": []}', "known.json")
    assert read is not None
    assert (read.entries, faults) == ({}, ())


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("[" * 100_000, "known.json", "应是 {"),
        ('{"fzplan": ' + "9" * 5000 + "}", "known.json", "应是 {"),
        ("{,", "known.json:1:2", "不是完整的 JSON（Expecting property name"),
        ("[]", "known.json", "应是 {"),
        ('{"fzplan": 1, "findings": {}}', "known.json", "应是 {"),
        ('{"fzplan": 2, "findings": []}', "known.json", "它是更新的版本写的"),
        ('{"fzplan": 1, "findings": [{"code": "FZ600"}]}', "known.json", "第 1 条没有 fingerprint"),
        ('{"fzplan": 1, "findings": ["a"]}', "known.json", "第 1 条没有 fingerprint"),
    ],
)
def test_what_is_no_baseline(text: str, place: str, reason: str) -> None:
    read, (fault,) = baseline.read(text, "known.json")
    assert read is None
    assert (fault.code, str(fault.at)) == ("FZ637", place)
    assert reason in fault.message("zh")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00", b"[]"], ids=["missing", "no text", "no baseline"])
def test_without_its_baseline_a_run_is_not_usable(reviewed: Callable[..., Review], content: bytes | None) -> None:
    if content is not None:
        KNOWN.write_bytes(content)
    review = reviewed({"年报": YEARS}, baseline=KNOWN)
    assert review.unusable
    assert [f.diagnostic.code for f in review.findings][-1] == "FZ637"
