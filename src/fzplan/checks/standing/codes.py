"""What is said of explanations, baselines and levels: they change what a finding counts for, and never in silence."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

VOID = Rule(
    "FZ631",
    "explanation-void",
    Severity.INFO,
    says=Text(
        "{rule} {where}的说明已失效：说明时的数是 {before}，现在是 {now}",
        "the explanation of {rule} {where}is void: it was written for {before}, the figures are now {now}",
    ),
    mend=Text(
        "重新核实后按新数改写说明和 stamp（审核清单的“指纹”列），或删去这一条。",
        "verify the new figures and write reason and `stamp` again (the column Fingerprint of the exported list), or "
        "remove the entry.",
    ),
    page=Text(
        "说明只对填写时的数有效：stamp 是所比较各数的指纹，任何一个数变了，说明就不再适用，问题重新成为未处理。"
        "stamp 不含行号和单元格，插入行、调换工作表不影响说明。",
        "An explanation holds for the figures it was written for: `stamp` is the fingerprint of the figures compared. "
        "When one of them changes the finding is open again. The stamp holds no row and no cell: inserted rows or "
        "sheets in another order leave it as it is.",
    ),
)
REFUSED = Rule(
    "FZ632",
    "explanation-refused",
    Severity.VERIFY,
    says=Text(
        "{rule} {where}的说明“{reason}”不能接受：{why}", "the explanation “{reason}” of {rule} {where}is refused: {why}"
    ),
    mend=Text(
        "写明原因：发生了什么，为何与往常或其他数不同，依据是什么。",
        "write the cause: what happened, why the figure differs from others or from before, what shows it.",
    ),
    page=Text(
        "核实性问题应填写真实合理的说明，不能只填“核实无误”“情况属实”“无”“正常”“OK”之类的套话，也不能少于 5 个字。"
        "这样的说明不算数，所说明的问题仍未处理。",
        "A finding to be verified needs a true and sensible explanation. Phrases that say nothing (核实无误, 情况属实, "
        "无, 正常, OK, n/a, verified, correct) and texts of fewer than five letters are refused, and the finding stays "
        "open.",
    ),
)
UNUSED = Rule(
    "FZ633",
    "explanation-unused",
    Severity.INFO,
    says=Text("{rule} {where}的说明没有用上：{why}", "the explanation of {rule} {where}is not used: {why}"),
    mend=Text(
        "删去这一条；rule、entity、period 写错的请改正。",
        "remove the entry; mend `rule`, `entity` or `period` if one of them is misspelt.",
    ),
    page=Text(
        "问题已经消除、重复填写、或 rule、entity、period 与任何问题都对不上的说明不起作用。留着不用的说明会让人以为"
        "还有问题，也可能是写错了，所以要说出来。提示不需要说明。",
        "An explanation of a finding that is gone, one given twice, or one whose `rule`, `entity` and `period` are "
        "those of no finding does nothing. It looks as if something were wrong that is not, or is misspelt: so it is "
        "told. Findings of the level info need no explanation.",
    ),
)
NOT_ENOUGH = Rule(
    "FZ634",
    "explanation-not-enough",
    Severity.INFO,
    says=Text(
        "{rule} {where}是{level}性问题，说明不能使它通过：{why}",
        "{rule} {where}is of the level {level}, which this explanation does not settle: {why}",
    ),
    mend=Text("{remedy}。", "{remedy}."),
    page=Text(
        "强制性问题必须改正，任何说明都不能使它通过；准强制要有说明，并由填表人以外的确认人确认；核实要有说明和填表人；"
        "提示不需要说明。级别本身不合适的，由编制规划文件的人用 level: 调整。",
        "A finding of the level error (强制) has to be corrected: no explanation settles it. One of the level confirm "
        "(准强制) needs a reason and another person who confirms it; one to be verified (核实) a reason and the person "
        "who gave it; info needs none. Where the level itself is wrong, whoever keeps the plan file changes `level:`.",
    ),
)
EXPIRED = Rule(
    "FZ635",
    "explanation-expired",
    Severity.INFO,
    says=Text(
        "{rule} {where}的说明有效期至 {expires}，已经过期", "the explanation of {rule} {where}was valid until {expires}"
    ),
    mend=Text("重新核实后改写说明和 expires。", "verify it again, then renew reason and `expires`."),
    page=Text(
        "写了 expires 的说明到期后不再起作用。是否到期按运行当天判断；要得到确定的结果，用 --as-of 写明日期。",
        "An explanation with `expires` counts up to that day. The day of the run decides; --as-of names another one, "
        "for a result that does not depend on when it is run.",
    ),
)
OUTLIVED = Rule(
    "FZ636",
    "baseline-outlived",
    Severity.INFO,
    says=Text(
        "基线中有 {count} 处问题已不再出现：{examples}",
        "places of the baseline that no longer occur: {count} ({examples})",
    ),
    mend=Text("用 {command} 更新基线。", "renew the baseline: {command}"),
    page=Text(
        "基线（--baseline）记下已知的问题，只有新问题才使检查不通过。已消除的问题留在基线里，日后再犯就看不出来，"
        "所以提示更新。",
        "A baseline (`--baseline`) lists what is known, so that only new findings fail. What has been mended and stays "
        "in it would not be seen when it comes back; so it is told.",
    ),
)
BASELINE = Rule(
    "FZ637",
    "baseline-unreadable",
    Severity.ERROR,
    says=Text("基线文件 {file} 读不懂：{reason}", "the baseline {file} cannot be read: {reason}"),
    mend=Text(
        "核对文件名；或用 --write-baseline {file} 重新生成。",
        "check its name, or make it again with --write-baseline {file}",
    ),
    page=Text(
        "没有基线就不知道哪些问题是新的，结果不能算数，因此退出码是 2。基线由 --write-baseline 生成，不必手工编辑。",
        "Without the baseline nobody knows what is new, and the result would not be what was asked for: exit code 2. A "
        "baseline is made by `--write-baseline` and needs no editing.",
    ),
)
LEVEL = Rule(
    "FZ638",
    "level-not-changed",
    Severity.ERROR,
    says=Text("不能改变 {code} 的级别：{reason}", "the level of {code} cannot be changed: {reason}"),
    mend=Text("{remedy}。", "{remedy}."),
    page=Text(
        "checks: 中 id 为内置检查编号（FZ3xx、FZ4xx）而没有种类的一条，改变该检查的级别，可用 files:、sheets: "
        "限定范围，如 {id: FZ401, level: info, files: old/*}。文件读不出的问题不能降到核实以下，"
        "否则没有读到的报表会无声地通过；核实级的问题要有说明才能通过。"
        "审核关系和规划文件的问题不在此改：前者用自己的 level:。",
        "An entry of `checks:` whose id is the code of a built-in check (FZ3xx, FZ4xx) and which has no kind changes "
        "the level of that check; `files:` and `sheets:` say where: {id: FZ401, level: info, files: old/*}. A file "
        "that cannot be read stays at verify at least: else a return that nobody has read would pass unseen, while at "
        "verify somebody has to explain it. Relations have a `level:` of their own, and mistakes of the plan file have "
        "none to change.",
    ),
)
