"""The finding about an explanations file that cannot be read at all."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

EXPLANATIONS = Rule(
    "FZ630",
    "explanations-unreadable",
    Severity.ERROR,
    says=Text("读不出说明文件 {file}：{reason}", "the explanations file {file} cannot be read: {reason}"),
    mend=Text(
        "核对 --explanations 写的文件名；文件是 YAML 文本，形如 explanations: 下每条一行 - {{rule: R02, …}}。",
        "check the name given to --explanations; the file is YAML text: under `explanations:` a line an entry, "
        "- {{rule: R02, …}}.",
    ),
    page=Text(
        "说明文件（explanations.yaml）逐条写明核实性、准强制性问题的原因。读不出它就不知道哪些问题已经说明，结果不能算数，"
        "因此退出码是 2。默认读规划文件旁的 explanations.yaml，没有这个文件不是错误。",
        "The explanations file gives the cause of findings that are to be verified or confirmed. Where it cannot be "
        "read nobody knows what has been explained, and the result is not what was asked for: exit code 2. The default "
        "is explanations.yaml beside the plan file; there need not be one.",
    ),
)
