"""Findings of the audit: FZ750–FZ754. None is an error: the audit tells what a plan printed, people decide."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NOT_REPRODUCED = Rule(
    "FZ750",
    "claim-fails",
    Severity.VERIFY,
    says=Text(
        "复算 {claim}：所印 {printed}，按所给公式得 {computed}，区间 {interval}；换其他算法也得不到",
        "claim {claim}: printed {printed}, but the formula gives {computed}, in {interval}, "
        "and no other definition gives the print",
    ),
    mend=Text(
        "核对所印的数、公式和所用的各数；引用时注明不能复算。",
        "check the print, the formula and its inputs; when quoting it, say that it cannot be reproduced.",
    ),
    page=Text(
        "每个印出的数代表一个区间（13.5% 是 13.45% 至 13.55%）；"
        "在各输入的区间上复算，结果与所印的数没有公共的值，才算不能复算。",
        "A print stands for an interval (13.5 % is 13.45 to 13.55). A claim fails only where no value of the inputs' "
        "intervals gives the print, neither rounded nor cut, under no definition that the tool knows.",
    ),
)
OTHERWISE = Rule(
    "FZ751",
    "claim-by-other-definition",
    Severity.INFO,
    says=Text(
        "复算 {claim}：所印 {printed}，按所给公式得 {computed}；{how}才得到所印的数",
        "claim {claim}: printed {printed}, the formula gives {computed}; only {how} gives the print",
    ),
    mend=Text("引用时注明算法。", "when quoting it, name the definition."),
    page=Text(
        "四舍五入得不到、截去尾数或换一种算法（简单平均、期数差一、基期差一年）才得到的数，算法与字面不同，不宜与其他增速直接比较。",
        "A figure that follows only by cutting digits, or by another definition (arithmetic mean, one period more or "
        "less, another base year), is not what its words say, and does not compare with other rates.",
    ),
)
CLASH = Rule(
    "FZ752",
    "claims-contradict",
    Severity.VERIFY,
    says=Text(
        "{quantity} 的两种说法没有共同的值：{left}；{right}{held}",
        "no value of {quantity} satisfies both: {left}; {right}{held}",
    ),
    mend=Text("查原始资料，确定以哪个为准。{agree}", "find out from the sources which one holds.{agree}"),
    page=Text(
        "由不同印出的数推算同一个数，各得一个区间；区间没有公共部分，就不可能都对。两边用到同一个数时，按它取同一个值比较。",
        "Several prints imply one quantity, each an interval; where they have nothing in common they cannot all be "
        "right. A figure that both rest on is taken at one value.",
    ),
)
SLIP = Rule(
    "FZ753",
    "unit-slip",
    Severity.VERIFY,
    says=Text(
        "复算 {claim}：所印 {printed}，与算得的 {computed} 恰差 {factor} 倍",
        "claim {claim}: printed {printed}, exactly {factor} times the {computed} computed",
    ),
    mend=Text("核对计量单位（万元与亿元）。", "check the unit (万元 or 亿元)."),
    page=Text(
        "同一个数两处印出，恰差十的整数次方，通常是单位写错。",
        "One number printed twice, a power of ten apart, is usually a unit mistaken.",
    ),
)
UNABLE = Rule(
    "FZ754",
    "claim-not-assessable",
    Severity.INFO,
    says=Text("{claim} 无法复算：{why}", "claim {claim} cannot be recomputed: {why}"),
    mend=Text(
        "补报所缺的数，或在 given: 中写明并注出处；分母可能为零的，核对公式。",
        "report what is missing, or state it under `given:` with its source; where a divisor may be zero, check the "
        "formula.",
    ),
    page=Text(
        "复算只用印出的数；缺一个就不算，不以零或估计代替。",
        "The audit uses printed figures only; where one is missing nothing stands in for it.",
    ),
)
