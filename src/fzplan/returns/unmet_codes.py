"""Rules of what a plan declares in vain: measures that nothing uses, entries of a form that met no label."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

UNUSED = Rule(
    "FZ388",
    "measure-without-use",
    Severity.INFO,
    says=Text(
        "{count} 个原始指标没有被任何公式、目标、复算或审核用到：{measures}",
        "{count} measures are used by no formula, target, claim or check: {measures}",
    ),
    mend=Text(
        "如是漏写，请写进公式；只为留存或对照的，不必处理；不再需要的可以删去",
        "name them in a formula if that was forgotten; those kept for the record may stay; others can go",
    ),
    page=Text(
        "声明了而处处不用的原始指标，有时是公式里写错了名字，有时只是照录备查。这里列出名称和所在的行，不影响任何结果。",
        "A measure declared and used nowhere is sometimes a formula with a wrong name, sometimes only kept for the "
        "record. Names and lines are listed; no result depends on it.",
    ),
)
ENTRY = Rule(
    "FZ389",
    "entry-without-effect",
    Severity.INFO,
    says=Text(
        "表式“{form}”的 {key}: 中，{entries} 在所读的报表里没有遇到",
        "form {form}: {entries} under {key}: met nothing in the returns read",
    ),
    mend=Text("请核对这些名称的写法，或删去", "check how these names are written, or remove them"),
    page=Text(
        "names:、skip:、readings: 里的名称是写给报表看的：报表里一个也没有，多半是写法不同（空格、括号、“其中：”），"
        "也可能是报表改了表头。只检查读到了表的表式。",
        "The names under names:, skip: and readings: speak of labels in the returns. One that met none is mostly "
        "written otherwise (spaces, brackets, 其中：), or the return has another header now. Only forms that found a "
        "table are looked at.",
    ),
)
