"""Findings of screens: nothing to look at."""

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
