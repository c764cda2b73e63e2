"""Rules of units that do not fit: a figure a power of ten off its like, a name that says another unit."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

SLIP = Rule(
    "FZ385",
    "figure-off-by-power-of-ten",
    Severity.VERIFY,
    says=Text(
        "“{measure}”{period}{members}{more}为 {value}，与所对照的 {beside} 相差约 {factor} 倍（偏{side}）："
        "{likely}{conversion}",
        "{measure} {period}{members}{more} is {value}, too {side} by about {factor} beside {beside}: "
        "{likely}{conversion}",
    ),
    mend=Text(
        "请对照原件核实计量单位和小数点，改正报表，或在表式中写 unit:；确有其事的，在该原始指标的 breaks: 中写明",
        "check unit and decimal point against the original; mend the return or write unit: in the form; "
        "if it is true, note it under breaks: of the measure",
    ),
    page=Text(
        "单位写错是报表最常见的大错：把千元当万元、把万元当亿元，数就差十的整数次方。这里把每个数与前后各期（至少两个）、"
        "与另一版次或另一文件的同一个数、与同表其他数的变动、与分组之和相比："
        "约差 10、100、1000、10⁴ … 倍的，指出倍数和可能的单位。"
        "整列一起差的只报一处。一年增长到 5 倍以内不算；恰差 10 倍的，须前后两边都有数、所印不少于三位才报；"
        "不到两位有效数字的数、零、负数、增速、比率、位次不比。只提请核实，数照常使用。",
        "Returns go wrong by units more than by anything else: 千元 taken for 万元, 万元 for 亿元, by a power of ten. "
        "Each figure is held against those before and after it (two at least), the same figure in another edition"
        " or file, what the rest of its sheet did, and the sum of a partition: where they are about 10, 100, "
        "1000, 10⁴ … times apart, the factor and the likely unit are told. A whole column that is off is one "
        "finding. Growth up to five times a year is growth; a single power of ten counts only between two figures"
        " and of three digits or more; figures of fewer than two digits, zeros, negative figures, rates, ratios "
        "and ranks are not judged. The figure is used as it stands.",
    ),
)
UNIT_OF_NAME = Rule(
    "FZ386",
    "unit-of-name-differs",
    Severity.VERIFY,
    says=Text(
        "{where}写的单位是{other}，表中是{got}（{factor}）：按{got}读取 {count} 个数（{measures}）",
        "{where} says {other}, the table {got} ({factor}): read in {got}: {count} ({measures})",
    ),
    mend=Text("请核实数值的单位，改正其中一处", "check the unit of the figures and correct one of the two"),
    page=Text(
        "单位离数最近的为准：数后面的、计量单位列的、表头的、表上方的，最后才是工作表名和文件名（如“主要指标（万元）.xlsx”）。"
        "名称里的单位与表中的量纲相同、数量级不同，其中必有一个错，请核实；表中没有写单位时，按名称里的单位读取。",
        "The unit nearest to a figure counts: behind the number, in a unit column, in the heading, in the line above "
        "the table, and last in the name of sheet or file (主要指标（万元）.xlsx). Where a name says another multiple "
        "of the same unit than the table does, one of the two is wrong. A table that states no unit is read in that "
        "of the name.",
    ),
)
UNIT_OF_LINE = Rule(
    "FZ387",
    "unit-of-line-replaced",
    Severity.INFO,
    says=Text(
        "{where}写的是{other}，这里的表头或单位列写的是{got}（{factor}）：按{got}读取 {count} 个数（{measures}）",
        "{where} says {other}, heading or unit column here {got} ({factor}): read in {got}: {count} ({measures})",
    ),
    mend=Text("请核实这些数的单位", "check the unit of these figures"),
    page=Text(
        "表上方写“单位：亿元”，某一列的表头却写“（万元）”：以近处的为准。量纲不同（亿元与人）是常例，不提示；"
        "量纲相同、数量级不同，多半有意，偶有笔误，所以提示。",
        "The line above a table says 亿元 and the heading of one column 万元: the nearer one counts. Another kind of "
        "unit (亿元 and 人) is usual and not told; another multiple of the same kind is mostly meant, sometimes not.",
    ),
)
