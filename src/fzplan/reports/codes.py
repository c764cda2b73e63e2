"""Findings about the run itself: a bug, a report that cannot be written."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

BUG = Rule(
    "FZ900",
    "bug",
    Severity.ERROR,
    says=Text("程序内部错误：{error}", "internal error: {error}"),
    mend=Text(
        "这是程序的缺陷，不是数据的问题；加 --debug 重新运行，把所显示的内容连同版本号 {version} 报告给维护者。",
        "this is a fault of the program, not of the data; run again with --debug and report what it prints, "
        "with the version, {version}.",
    ),
    page=Text(
        "退出码 3 专指程序缺陷，使自动检查不会把缺陷当作数据问题（退出码 1）。"
        "单位的数据只在 --debug 的回溯信息中才可能出现。",
        "Exit code 3 means a fault of the program and nothing else, so that an automatic gate never takes a bug for "
        "a finding (exit code 1). Only the traceback printed with --debug can hold data.",
    ),
)
CANNOT_WRITE = Rule(
    "FZ901",
    "cannot-write",
    Severity.ERROR,
    says=Text("无法写入 {file}：{reason}", "cannot write {file}: {reason}"),
    mend=Text("{remedy}；原有文件（如有）未改动。", "{remedy}; an existing file was left as it was."),
    page=Text(
        "报告要么完整写成，要么不写：先写入同一文件夹的临时文件，再替换。目标文件正在 Excel 或 WPS 中打开、"
        "文件夹只读、磁盘已满时，原有报告保持完整，退出码为 1。",
        "A report is written whole or not at all: into a temporary file of the same folder, which then takes its "
        "place. Where the target is open in Excel or WPS, the folder is read-only or the disk is full, the old "
        "report stays whole and the exit code is 1.",
    ),
)
