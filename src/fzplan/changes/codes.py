"""Findings about snapshots: FZ905-FZ908."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

DAMAGED = Rule(
    "FZ905",
    "snapshot-damaged",
    Severity.VERIFY,
    says=Text("快照 {file} 已损坏，不能用来比较", "the snapshot {file} is damaged and is held against nothing"),
    mend=Text(
        "删除该文件；下一次 fzplan compute -o 会留下新的快照。",
        "delete the file; the next `fzplan compute -o` leaves a new snapshot.",
    ),
    page=Text(
        "快照的第一行是第二行的校验值。被截断、改动或传坏的快照一律不用：由它得出的“变动”可能并不存在。"
        "compute 的结果不受影响，只是没有与上次的比较；diff 没有可比的一边，退出码为 2。",
        "The first line of a snapshot is the digest of the second. One that was cut off, edited or damaged on its way "
        "is never used: the changes that it shows might be none. `compute` is not touched by it, there is just no "
        "comparison with the last run; `diff` lacks a side and exits with 2.",
    ),
)
OTHER_FORMAT = Rule(
    "FZ906",
    "snapshot-of-other-format",
    Severity.VERIFY,
    says=Text(
        "快照 {file} 的格式版本是 {found}，本程序读写版本 {known}",
        "the snapshot {file} is of format {found}; this program reads and writes {known}",
    ),
    mend=Text(
        "用原来的数据重新运行 fzplan compute -o，或用写出它的程序版本比较（本程序：{known}）。",
        "run `fzplan compute -o` on the data anew, or compare with the program that wrote it (this one: {known}).",
    ),
    page=Text(
        "快照的格式随程序变化；格式不同的快照不猜着读。原始数据还在时，直接比较两个数据文件夹即可：fzplan diff 旧 新。",
        "The format of snapshots changes with the program; one of another format is not guessed at. Where the data "
        "are still there, compare the two folders of data: `fzplan diff OLD NEW`.",
    ),
)
NONE_KEPT = Rule(
    "FZ907",
    "no-snapshot",
    Severity.ERROR,
    says=Text("{folder} 中没有可比的快照{options}", "there is no snapshot to compare with in {folder}{options}"),
    mend=Text(
        "先运行 fzplan compute -o 文件：写出报告的运行会留下快照（测算 --set 不留）；或写明两边：fzplan diff 旧 新。",
        "run `fzplan compute -o FILE` first: a run that writes reports leaves a snapshot (a what-if, --set, does not); "
        "or name both sides: `fzplan diff OLD NEW`.",
    ),
    page=Text(
        "--last 把现在的数据同规划文件旁 .fzplan/ 中最近的快照比较。--as-of 和 --year 不同的运行回答的是不同的问题，"
        "各有各的快照。",
        "--last holds the data as they are now against the newest snapshot in .fzplan/ beside the plan file. Runs of "
        "another --as-of or --year answer another question and have snapshots of their own.",
    ),
)
NOT_KEPT = Rule(
    "FZ908",
    "snapshot-not-kept",
    Severity.INFO,
    says=Text("没有留下快照 {file}：{reason}", "no snapshot {file} was left: {reason}"),
    mend=Text(
        "结果和报告不受影响；要与下一次比较，请检查该文件夹的写权限和磁盘空间。",
        "the result and the reports are whole; to have the next run compared with this one, check that the folder can "
        "be written to and that the disk has room.",
    ),
    page=Text(
        "快照是为下一次比较留下的，不是结果的一部分：写不成时退出码不变。",
        "A snapshot serves the next comparison and is no part of the result: the exit code stays the same without it.",
    ),
)
