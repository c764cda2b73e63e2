"""Findings about examples of checks that were tried: one that comes out otherwise, one that decides nothing."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

CASE_FAILS = Rule(
    "FZ651",
    "check-example-fails",
    Severity.ERROR,
    says=Text(
        "审核关系 {check} 的算例应{expected}，实际{found}：{arithmetic}",
        "the example of check {check} should {expected}, but its figures {found}: {arithmetic}",
    ),
    mend=Text(
        "核对 {check} 的写法和容差，以及算例里的数。",
        "look at how {check} is written, at its tolerance, and at the figures of the example.",
    ),
    page=Text(
        "examples: 里 pass 的各组数应通过，fail 的各组数应不通过（强制、核实的发现都算不通过）。"
        "每次 check 和 compute 都用真正的审核程序试一遍，因此关系改错了当时就会发现。"
        "算例里的整数按准确数，带小数的按所写位数允许修约。",
        "The figures under `pass` of `examples:` have to pass, those under `fail` have to fail (by a finding of any "
        "level). Each `check` and `compute` tries them with the checks themselves, so a rule that was changed by "
        "mistake is found at once. Whole numbers of an example are exact; those with decimals are rounded as written.",
    ),
)
CASE_UNDECIDED = Rule(
    "FZ657",
    "check-example-undecided",
    Severity.ERROR,
    says=Text("审核关系 {check} 的算例审不出结果：{reason}", "the example of check {check} decides nothing: {reason}"),
    mend=Text(
        "给出 {relation} 用到的每一个数，不给别的；上年的写成 收入@-1，另一表的写成 年报.收入。",
        "give every figure that {relation} reads and no others; of the year before income@-1, of another form "
        "annual.income.",
    ),
    page=Text(
        "缺的数从不当作 0（missing: zero 的除外），因此缺数的算例既不算通过，也不算不通过；"
        "给了关系没有用到的数，多半是名称写错。",
        "A missing figure is never taken for 0 (but with `missing: zero`), so an example that lacks one neither passes "
        "nor fails; a figure that the relation does not read is mostly a wrong name.",
    ),
)
