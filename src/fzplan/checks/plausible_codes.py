"""What checks of plausibility say: a jump by a power of ten, an outlier, growth out of range, a revised figure."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

JUMP = Rule(
    "FZ606",
    "unit-jump",
    Severity.VERIFY,
    says=Text(
        "{check} {where}{figure}，{other}为 {beside}，相差 {ratio} 倍，{likely}（偏{side}约 {factor} 倍）{words}{more}",
        "{check} {where}{figure}; {other}: {beside}; {ratio} times apart, {likely} (too {side} by about {factor})"
        "{words}{more}",
    ),
    mend=Text(
        "对照原件核实两个数的计量单位和小数点，改正其中一个；确有其事的，作出说明，或在 breaks: 中写明。",
        "check unit and decimal point of both figures against the originals and correct one of them; if it is true, "
        "explain it, or note it under `breaks:`.",
    ),
    page=Text(
        "把万元当元、把千元当万元填报，数就差十的整数次方。这里把每个数与上年同一个数（记录与同一户上年的记录）相比，"
        "写了 per: 或 group: 的记录还与同期同组的中位数相比（都没有写的，只把没有上年的记录从严相比）："
        "比值接近所列倍数（times:）之一，又达到该序列（该组）通常变动的 6 倍，才提请核实。"
        "一年之内 5 倍以内是增长；不到两位数字的数、零和负数不算；"
        "前一年已经是跳变、这一年又回到原来水平的，只报前一年。读数时已报 FZ385 的同一跳变不再报"
        "（级别高于核实的除外）。",
        "Taking 万元 for 元 or 千元 for 万元 puts a figure off by a power of ten. Each figure is held against the "
        "one of the year before (a record against that of the same entity), and records with `per:` or "
        "`group:` also against the median of their group in the period (without either only records that have "
        "no year before, and strictly): a ratio near one of `times:` that is "
        "also six times the usual step of its series (of its group) is told. Growth up to five times a year "
        "is growth; figures of one digit, zeros and negative ones are not judged; where a figure jumps and "
        "the next one comes back, the first alone is told. What FZ385 has told of when the file was read is "
        "not told again, unless the level is above verify.",
    ),
)
OUTLIER = Rule(
    "FZ607",
    "outlier",
    Severity.INFO,
    says=Text(
        "{check} {where}{figure}，离群：{group}中位数 {median}，界限 {low} 至 {high}"
        "（{method}，{count} 个数）{words}{more}",
        "{check} {where}{figure} is an outlier: median of {group} {median}, bounds {low} to {high} ({method}, "
        "figures: {count}){words}{more}",
    ),
    mend=Text(
        "核实这个数及其分组；属实的不必改，可作出说明。",
        "verify the figure and its group; if it is true nothing is to be changed, and it can be explained.",
    ),
    page=Text(
        "一个数与同期同组的其他数差得太远。三种方法：mad 是修正 z 值 0.6745×|x−中位数|÷MAD 超过 cut（默认 3.5，"
        "Iglewicz 和 Hoaglin 1993）；iqr 是超出上下四分位数 cut 倍四分位距（默认 3，Tukey 1977）；"
        "hb 判断两期变动，规模大的变动看得重（Hidiroglou 和 Berthelot 1986，C 默认 20，U 默认 0.5，A 为 0.05）。"
        "scale: log 取对数后判断。不足 least 个数的组、过半数相同的组无法判断，会说明。",
        "A figure is too far from the others of its group and period. mad: the modified z-score 0.6745·|x − median| / "
        "MAD exceeds the cut (3.5; Iglewicz and Hoaglin 1993). iqr: it lies more than the cut (3; Tukey 1977) times "
        "the interquartile range beyond the quartiles. hb judges the change between two periods, and weighs it by "
        "size (Hidiroglou and Berthelot 1986; C 20, U 0.5, A 0.05). `scale: log` judges logarithms. Groups of fewer "
        "than `least` figures, or of which most are equal, cannot be judged, and that is said.",
    ),
)
GROWTH = Rule(
    "FZ608",
    "growth-implausible",
    Severity.VERIFY,
    says=Text(
        "{check} {where}{figure}，{before}为 {beside}，增幅 {growth}{range}；变动额 {change}{above}{words}{more}",
        "{check} {where}{figure}; {before}: {beside}; growth {growth}{range}; change {change}{above}{words}{more}",
    ),
    mend=Text(
        "核对两个数；数据属实的，说明原因。",
        "compare the two figures; if they are true, give the reason.",
    ),
    page=Text(
        "增幅超出 growth: 的范围，且变动额超过 change_above:（写了的话），两条都满足才报；正好等于界限的不报。"
        "上年为零、今年不为零的，增幅无穷大；上年为负数的算不出增幅，不能审核。报表自带上年同期数的，用它。",
        "Growth is out of the range of `growth:`, and the change exceeds `change_above:` where that is written: both "
        "have to be. Growth just at a bound is within it. From zero growth is without end; on a negative figure it "
        "has no meaning, and is not evaluable. Where the return itself gives 上年同期, that is taken.",
    ),
)
REVISED = Rule(
    "FZ609",
    "history-revised",
    Severity.ERROR,
    says=Text(
        "{check} {where}{measure} 由 {old}（{before}）改成了 {new}（{after}），而 {span}年的数已冻结{words}{more}",
        "{check} {where}{measure} was {old} ({before}) and is {new} ({after}), but the figures of {span} are frozen"
        "{words}{more}",
    ),
    mend=Text(
        "恢复已公布的数；确须修订的，先公布修订，再改 freeze: 的年份或作出说明。",
        "restore the published figure; if it has to be revised, publish the revision first, then change `freeze:` or "
        "explain it.",
    ),
    page=Text(
        "已公布的历史数变了，以前公布的增速、基期和目标就对不上了。published 把数据中同一个数的各个版次、各次公布"
        "与最早的一次相比，各表式、各文件中版次和公布日都相同而不一致的数由 FZ331 报；against: 写表式或文件时，"
        "与那里的数相比；last 或快照文件与那次运行的数相比。数据之间按所印小数位数比较，与快照按 12 位有效数字比较，"
        "写了 tolerance: 的按它。",
        "Once a published figure changes, growth rates, bases and targets published before no longer agree with it. "
        "`published` holds every edition and publication of a figure in the data against the earliest (figures of the "
        "same edition and day that differ are FZ331); with a form or a file after `against:` its figures count; `last` "
        "and a snapshot file are the figures of that run. Figures of the data are compared as printed, those of a "
        "snapshot at 12 significant digits, with `tolerance:` by that.",
    ),
)
