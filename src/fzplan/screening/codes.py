"""Findings of screens: nothing to look at, one entity twice."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_RECORDS = Rule(
    "FZ765",
    "screen-without-records",
    Severity.ERROR,
    says=Text("准入筛查“{screen}”没有对象：{lack}", "the screen “{screen}” has nothing to look at: {lack}"),
    mend=Text(
        "把表式“{form}”的文件放进数据文件夹，或核对它的 files:、sheets: 和列名。",
        "put the files of the form “{form}” into the data folder, or check its `files:`, `sheets:` and headings.",
    ),
    page=Text(
        "没有读到一条记录时，“没有不达标的企业”不是结论。",
        "Where no record was read, that nobody fails is no result.",
    ),
)
REPEATED = Rule(
    "FZ766",
    "screen-entity-twice",
    Severity.VERIFY,
    says=Text(
        "“{entity}”{period}在表式“{form}”里有 {count} 条记录",
        "“{entity}” has {count} records for {period} in the form “{form}”",
    ),
    mend=Text(
        "一个对象一个时期只留一条；承诺按位置在前的一条计。",
        "keep one record an entity and period; of commitments the one that stands first counts.",
    ),
    page=Text(
        "同一对象同一时期的两条记录可能不一致，哪一条有效应由本单位决定。两条申报都列出；承诺只能有一个，取在前的。"
        "同一工作表之内的重复另有提示。",
        "Two records of one entity and period may differ, and which counts is for the office to say. Both applications "
        "are listed; there can be one commitment only, the first. Repeated rows within one sheet are told elsewhere.",
    ),
)
