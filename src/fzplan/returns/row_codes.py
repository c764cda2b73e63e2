"""Rules of rows that stand oddly in a printed table: a name without its figures, a part of what has no parts."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

BROKEN_ROW = Rule(
    "FZ375",
    "row-broken-in-two",
    Severity.VERIFY,
    says=Text(
        "“{label}”一行没有数，下一行有 {count} 个数而没有名称：按同一行读取",
        "the row “{label}” has no figures and the one below has {count} without a name: read as one row",
    ),
    mend=Text("请核对原件，把名称和数放回同一行", "check the original and put name and figures back into one row"),
    page=Text(
        "由 PDF 或其他系统转出的表，常把一行断成两行：名称在上，数在下。上一行的名称是表式认得的、又没有一个数，"
        "紧接的一行有数而没有名称时，按同一行读取，并请核对。其他没有名称的数不读，作为未知的行列出（FZ308）。",
        "Tables converted from PDF or by other systems often break one row into two: name above, figures below. "
        "Where the name above is known to the form and has no figure, and the very next row has figures and no name, "
        "they are read as one row, and told. Other figures without a name are not read but listed (FZ308).",
    ),
)
DIVIDED = Rule(
    "FZ376",
    "part-of-a-whole",
    Severity.VERIFY,
    says=Text(
        "“{measure}”的单位写的是{unit}，却有 {count} 个数带小数（{shown}）：人、家、个这样的单位没有小数，单位疑有误",
        "{measure} is said to be in {unit}, and {count} of its figures have decimals ({shown}): "
        "persons and pieces have none, so the unit may be wrong",
    ),
    mend=Text(
        "请核实单位（常见的是万人写成了人），改正报表，或在表式中写 unit:；确为平均数的，在原始指标中写 kind: average",
        "check the unit (万人 is often written as 人), mend the return or write unit: in the form; "
        "for an average, write kind: average in the measure",
    ),
    page=Text(
        "人、户、家、个、件数的是整体。流量和时点数（kind: flow、stock）用这些单位印出小数，"
        "多半是单位少写了“万”或“千”。平均数（如从业人员平均人数）、比率和折合数（人年）可以有小数，不在此列。只提请核实，数照常使用。",
        "Persons, households, firms and pieces are wholes. Where flows and stocks (kind: flow, stock) in such a unit "
        "are printed with decimals, a multiplier such as 万 was most likely left out. Averages (of employees), ratios "
        "and full-time equivalents (人年) may have decimals and are not meant. The figure is used as it stands.",
    ),
)
