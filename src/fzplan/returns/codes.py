"""Findings about tables, units, periods and records (FZ3xx); see also `file_codes` and `cell_codes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Related, Rule, Severity, Text

if TYPE_CHECKING:
    from fzplan.diagnostics import Span
    from fzplan.units import Units

NO_TABLE = Rule(
    "FZ306",
    "no-table-found",
    Severity.ERROR,
    says=Text(
        "没有找到表式“{form}”所述的表（rows: {rows}，columns: {columns}）：{reason}",
        "the table of form {form} (rows: {rows}, columns: {columns}) was not found: {reason}",
    ),
    mend=Text(
        "请核对表头与行名；位置特殊时在表式中用 range:、header:、labels: 指定，名称不同时用 names: 或 aliases: 对应",
        "check headings and row labels; pin the place with range:, header:, labels:, map names with names: or aliases:",
    ),
    page=Text(
        "表的位置由表头与行名推断，不靠固定坐标。一个名称也对不上时不猜测。",
        "A table is located by its headings and labels, not by coordinates. Where no name is known nothing is guessed.",
    ),
)
NOWHERE = Rule(
    "FZ307",
    "measure-nowhere-found",
    Severity.VERIFY,
    says=Text("所有报表中都没有“{measure}”", "{measure} stands in no return"),
    mend=Text(
        "{nearest}；请补报，或用 aliases: 写明它在报表中的叫法",
        "{nearest}; supply it, or give the name that the returns use with aliases:",
    ),
    page=Text(
        "原始指标已声明，却没有一张报表给出它：依赖它的指标无法评估。",
        "A measure is declared and no return gives it: indicators that need it cannot be assessed.",
    ),
)
UNKNOWN_LABEL = Rule(
    "FZ308",
    "unknown-label",
    Severity.INFO,
    says=Text(
        "“{label}”{more}不是已声明的名称，其 {count} 个数未读取",
        "“{label}”{more} is no declared name; {count} numbers were not read",
    ),
    mend=Text(
        "{nearest}；需要读取时请声明它或用 names: 对应，不需要时列入 skip:",
        "{nearest}; declare it or map it with names: to have it read, or list it under skip:",
    ),
    page=Text(
        "已读的表中有一行或一列的名称对不上任何指标、成员或时期。它的数不会丢失：计入单元格账目并在此列出。",
        "A row or column of a table that was read has a name that fits no measure, member or period; it is "
        "listed here.",
    ),
)
UNIT_CLASH = Rule(
    "FZ320",
    "unit-incompatible",
    Severity.ERROR,
    says=Text(
        "“{measure}”的计量单位是{want}，表中写的是{got}，量纲不同{more}",
        "{measure} is declared in {want}, the sheet says {got}: not the same dimension{more}",
    ),
    mend=Text(
        "请改正报表的单位，或改正 targets.yaml 中的 unit:",
        "mend the unit in the sheet, or unit: in targets.yaml",
    ),
    page=Text(
        "不同量纲之间不能换算，该数不读取，依赖它的指标无法评估。",
        "Units of different dimensions cannot be converted: the number is not read, what needs it is not assessable.",
    ),
)
UNIT_CONVERTED = Rule(
    "FZ321",
    "unit-converted",
    Severity.INFO,
    says=Text(
        "“{measure}”的单位为{got}，已换算为{want}（{factor}）",
        "{measure} is given in {got}, converted to {want} ({factor})",
    ),
    mend=Text("请核对单位与数值的量级是否相符", "check that unit and magnitude agree"),
    page=Text(
        "报表的单位与声明的单位量纲相同、数量级不同：只换算一次，系数留在追溯链中。",
        "Same dimension, other multiplier: converted once, and the factor stays in the lineage.",
    ),
)
UNIT_UNKNOWN = Rule(
    "FZ322",
    "unit-unknown",
    Severity.ERROR,
    says=Text(
        "“{measure}”的单位“{got}”不认识：{reason}{more}", "the unit {got} of {measure} is not known: {reason}{more}"
    ),
    mend=Text("请改正单位，或在 units: 中声明它", "mend the unit, or declare it under units:"),
    page=Text(
        "认不出单位的数不读取，以免差出若干个数量级。",
        "A number whose unit is not understood is not read: it might be wrong by powers of ten.",
    ),
)
UNIT_ASSUMED = Rule(
    "FZ323",
    "unit-not-stated",
    Severity.INFO,
    says=Text(
        "表中没有写明 {count} 个数的单位，按声明的单位读取（{measures}）",
        "no unit is stated for {count} numbers; read in the declared units ({measures})",
    ),
    mend=Text("请在报表中写明单位，或在表式中写 unit:", "state the unit in the return, or unit: in the form"),
    page=Text(
        "单位可写在“单位：”行、计量单位列、表头或行名的括号里，或数值之后。",
        "A unit may stand in a 单位 line, a unit column, in brackets after a heading or label, or behind the number.",
    ),
)
NO_PERIOD = Rule(
    "FZ330",
    "period-unknown",
    Severity.ERROR,
    says=Text(
        "不知道这 {count} 个数是哪一时期的（“{label}”）",
        "the period of these {count} numbers is not known ({label})",
    ),
    mend=Text(
        "请在表式中写 period: 2021，或在 files:、sheets: 中用 {{year}} 读出年份",
        "write period: 2021 in the form, or read the year with {{year}} in files: or sheets:",
    ),
    page=Text(
        "时期可以来自行、列、工作表名、文件名、标题，或由表式固定。“本年”“上年同期”须知道报告期才有意义。",
        "A period comes from rows, columns, sheet, file, title, or the form. 本年 means nothing without a "
        "reporting period.",
    ),
)
CONFLICT = Rule(
    "FZ331",
    "conflicting-values",
    Severity.ERROR,
    says=Text(
        "“{measure}”{period}{members}有两个不同的数：{first} 与 {second}",
        "{measure} {period}{members} has two different values: {first} and {second}",
    ),
    mend=Text(
        "请更正其中一处；两数版次不同时用 edition: 写明，有意以某一表式为准时用 prefer:",
        "correct one of them; give the edition: if they differ by edition, or prefer: if one form is to be trusted",
    ),
    page=Text(
        "同一口径、同一版次的同一个数出现两次：按印出的精度相同即为互相印证；不同则报错，两数都不采用，"
        "依赖它的指标无法评估，以免由文件名决定结果。prefer: 写明以谁为准的，只提示。",
        "The same observation twice within a basis and edition: equal at printed precision is agreement; "
        "different is an error, and neither is used, for the name of a file must not decide: what depends on them "
        "is not assessable. Where prefer: says which counts, it is a notice.",
    ),
)
COPY = Rule(
    "FZ332",
    "same-return-twice",
    Severity.INFO,
    says=Text("与 {other} 内容相同，只读取一次", "same content as {other}; read once"),
    mend=Text("请删去多余的副本", "remove the spare copy"),
    page=Text(
        "同一表式、同一时期的两个文件内容相同（如“主要指标(1).xlsx”），只算一次，单位记录绝不重复汇总。",
        "Two files of one form and period with equal content are read once; records are never counted twice.",
    ),
)
RIVAL = Rule(
    "FZ333",
    "rival-returns",
    Severity.ERROR,
    says=Text(
        "与 {other} 是同一表式“{form}”同一时期的两份报表，有 {count} 处不同：{cells}",
        "{other} is a second return of form {form} for the same period; {count} cells differ: {cells}",
    ),
    mend=Text(
        "请确认以哪个为准，移走另一个，或用 edition: 区分版次",
        "decide which holds and remove the other, or give each its edition:",
    ),
    page=Text(
        "两个副本内容不同，程序不替人选择：相同的数只算一次，只有一份里有的数照用，两份不同的数都不采用，并指出每一处差异。"
        "单位记录（微观数据）的副本不同时，汇总暂取排在前面的文件，因为一部分单位的合计没有意义。",
        "Two copies differ and the program does not choose for you: figures in which both agree count once, those of "
        "one alone count, those that differ do not. Of rival files of records the one that sorts first is aggregated "
        "meanwhile, for a sum over some of the entities means nothing.",
    ),
)
NO_COLUMN = Rule(
    "FZ335",
    "column-missing",
    Severity.ERROR,
    says=Text(
        "表式“{form}”需要的列“{column}”不在表头中",
        "column {column}, which form {form} needs, is not in the header",
    ),
    mend=Text(
        "{nearest}；请补列或改正 fields: 的 column:",
        "{nearest}; add the column or mend column: under fields:",
    ),
    page=Text(
        "逐户数据按列名或列代码取数，缺列时依赖它的汇总无法得出。",
        "Records are read by column label or code; without the column its aggregates are missing.",
    ),
)
DUPLICATE_KEY = Rule(
    "FZ336",
    "duplicate-key",
    Severity.ERROR,
    says=Text("“{key}”{value} 出现 {count} 次（第 {rows} 行）", "{key} {value} occurs {count} times (rows {rows})"),
    mend=Text("请删去重复的行", "remove the repeated rows"),
    page=Text(
        "同一时期内填报单位的键必须唯一；重复的行只计第一行。",
        "A key is unique within a period; only the first of its rows is counted.",
    ),
)
RECORD_PERIOD = Rule(
    "FZ337",
    "record-without-date",
    Severity.VERIFY,
    says=Text(
        "{count} 条记录的“{column}”不是日期，未计入任何时期（{examples}）",
        "{count} records have no date in {column} and count in no period ({examples})",
    ),
    mend=Text("请补填日期，如 2021-03-05 或 2021年3月", "fill the date in, as 2021-03-05 or 2021年3月"),
    page=Text(
        "台账的时期取自日期列，没有日期的记录不会被猜到某一年。",
        "A register's period is its date column; a record without one is in no year.",
    ),
)
UNKNOWN_MEMBER = Rule(
    "FZ338",
    "unknown-member",
    Severity.VERIFY,
    says=Text(
        "“{dimension}”中没有“{label}”，{count} 条记录只计入合计",
        "{dimension} has no member {label}; {count} records count in the total only",
    ),
    mend=Text(
        "{nearest}；请改正，或在 dimensions: 中增加成员、aliases 或 codes",
        "{nearest}; mend it, or add a member, alias or code",
    ),
    page=Text(
        "成员名或代码（按最长前缀）对不上时，该记录仍计入合计，不归入任何成员。",
        "A record whose name or code fits no member still counts in the total.",
    ),
)
UNKNOWN_TASK = Rule(
    "FZ339",
    "unknown-task",
    Severity.VERIFY,
    says=Text("台账中的“{label}”不是规划的重点任务", "{label} in the register is no deliverable of the plan"),
    mend=Text(
        "{nearest}；请改正名称，或为该任务写 aliases:",
        "{nearest}; mend the name, or give the deliverable aliases:",
    ),
    page=Text(
        "台账按编号、名称或别名与规划的重点任务对应。",
        "A register is matched to deliverables by id, name or alias.",
    ),
)
HIDDEN_ROWS = Rule(
    "FZ342",
    "hidden-numbers",
    Severity.INFO,
    says=Text(
        "有 {count} 个单元格位于隐藏或筛选掉的行或列中，已照常读取",
        "{count} cells stand in rows or columns that are hidden or filtered out; they were read",
    ),
    mend=Text("请确认隐藏的行列是否应当计入", "check whether hidden rows and columns should count"),
    page=Text(
        "筛选或隐藏不改变数据，但看表的人看不到这些数。",
        "Hiding does not change data, but a person looking at the sheet does not see these numbers.",
    ),
)
RECORDS_DIFFER = Rule(
    "FZ343",
    "records-against-table",
    Severity.VERIFY,
    says=Text(
        "“{measure}”{period}{members}：报表为 {first}，逐户汇总为 {second}",
        "{measure} {period}{members}: the return says {first}, the records add up to {second}",
    ),
    mend=Text(
        "请核对名录范围与漏报；默认采用报表数，要用汇总数时写 prefer:",
        "check coverage and gaps; the return is used unless prefer: says otherwise",
    ),
    page=Text(
        "同一个数既有报表又有逐户汇总时按印出的精度比较。",
        "A figure given both by a return and by records is compared at its printed precision.",
    ),
)
PERIOD_CLASH = Rule(
    "FZ344",
    "period-contradiction",
    Severity.VERIFY,
    says=Text("标题写的是 {title}，{source} 表明是 {period}", "the title says {title}, {source} says {period}"),
    mend=Text(
        "请核对：年鉴的书名年份常比数据晚一年",
        "check it: the year of a yearbook's title is often one later than its data",
    ),
    page=Text(
        "标题与文件名（或工作表名、表式）给出的报告期不同，以后者为准。",
        "Title and file, sheet or form give different periods; the latter is used.",
    ),
)

NAME_OF_NOTHING = Rule(
    "FZ345",
    "name-of-nothing",
    Severity.VERIFY,
    says=Text(
        "表式“{form}”把“{label}”读作“{field}”，但没有这个名称，其 {count} 个数未读取",
        "form {form} reads {label} as {field}, and there is no such name; its {count} numbers were not read",
    ),
    mend=Text(
        "{nearest}；请改正文件名或工作表名，或在规划文件中声明它（members:、aliases:、names:），不需要时列入 skip:",
        "{nearest}; mend the name of the file or sheet, declare it in the plan file (members:, aliases:, names:), "
        "or list it under skip:",
    ),
    page=Text(
        "files: 或 sheets: 中的字段（如园区）从文件名、工作表名读取成员。名称对不上的表不读取：它的数不归入任何成员，"
        "也决不能当作合计。没有数字的表（封面、说明）不报告。",
        "A field in files: or sheets:, such as the zone, reads a member from the name of a file or sheet. A sheet with "
        "another name is not read: its numbers belong to no member, and must never pass for the total. "
        "Sheets without numbers (covers, notes) are passed over.",
    ),
)


def nearest(names: tuple[str, ...]) -> Text:
    """Return the nearest names as a clause."""
    if not names:
        return Text("没有相近的名称", "no name is like it")
    return Text("相近的名称：" + "、".join(names), "the nearest names: " + ", ".join(names))


def reason(units: Units, text: str) -> Text:
    """Return why a text is no unit."""
    from fzplan.units import UnitError

    try:
        units.parse(text)
    except UnitError as error:
        return error.reason
    return Text("", "")


def declared(at: Span) -> Related:
    """Return the place where something was declared."""
    return Related(at, Text("在此声明", "declared here"))
