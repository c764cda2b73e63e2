"""Rules of `inspect`: a form that is there already, a plan file that cannot take entries, a sheet that is not there."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

FORM_EXISTS = Rule(
    "FZ362",
    "form-exists",
    Severity.ERROR,
    says=Text("{plan} 里已有表式 {form}，没有改动该文件", "{plan} has a form {form} already; the file was not changed"),
    mend=Text(
        "改用 --sheet 只取一张工作表，或先在规划文件里改名、删去原来的表式，再运行一次。",
        "take one sheet with --sheet, or rename or remove that form in the plan file, then run again.",
    ),
    page=Text(
        "inspect --write 只添加，不改写：已有的表式可能是手工调整过的。",
        "`inspect --write` only adds: a form that is there may have been adjusted by hand.",
    ),
)
CANNOT_INSERT = Rule(
    "FZ363",
    "cannot-insert",
    Severity.ERROR,
    says=Text(
        "表式不能写入 {plan}：{reason}；没有改动该文件",
        "the forms cannot be written into {plan}: {reason}; the file was not changed",
    ),
    mend=Text(
        "把打印出来的内容粘贴到规划文件里，再运行 fzplan check。",
        "paste what is printed into the plan file, then run `fzplan check`.",
    ),
    page=Text(
        "写入后的规划文件必须能读，否则什么也不写。dimensions:、measures:、forms: 要逐条写在各自的行上。",
        "The plan file must load with the new entries, else nothing is written. `dimensions:`, `measures:` and "
        "`forms:` must have their entries on lines of their own.",
    ),
)
NO_SUCH_SHEET = Rule(
    "FZ364",
    "no-such-sheet",
    Severity.ERROR,
    says=Text("没有名为“{sheet}”的工作表；有：{sheets}", "there is no sheet '{sheet}'; there are: {sheets}"),
    mend=Text("核对 --sheet 后的名称。", "check the name after --sheet."),
    page=Text("--sheet 要写工作表的全名，隐藏的也可以。", "--sheet takes the full name of a sheet, hidden ones too."),
)
