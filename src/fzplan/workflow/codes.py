"""Rules of a run as a whole: no data, a date that is none, an id that the plan does not have."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_RECORDS = Rule(
    "FZ960",
    "form-without-records",
    Severity.ERROR,
    says=Text("“{form}”不是逐户记录的表式", "{form} is no form of records"),
    mend=Text(
        "规划文件中逐户记录（rows: entity）的表式：{known}",
        "forms of records (`rows: entity`) in the plan file: {known}",
    ),
    page=Text(
        "records 只列逐户记录的表式；表格形式的报表用 inspect 或 explain 查看。",
        "`records` lists forms of records; use `inspect` or `explain` for tables.",
    ),
)
NO_DATA = Rule(
    "FZ902",
    "no-data-file",
    Severity.ERROR,
    says=Text("{folder} 中没有读到任何数据文件", "no data file was read from {folder}"),
    mend=Text(
        "把报表放进该文件夹，或在命令后写明文件或文件夹；规划文件 forms: 的 files: 说明各表式的文件名。",
        "put the returns into that folder, or name files or folders after the command; "
        "`files:` under `forms:` in the plan file says how each form's files are named.",
    ),
    page=Text(
        "没有读到数据的核对不能算通过，因此退出码是 2，而不是 0。",
        "A run that read no data has checked nothing and must not look green: the exit code is 2, not 0.",
    ),
)
BAD_DATE = Rule(
    "FZ903",
    "bad-date",
    Severity.ERROR,
    says=Text("“{found}” 不是年、月或日期", "'{found}' is not a year, month or day"),
    mend=Text("写成 2023、2023-06 或 2023-06-30。", "write 2023, 2023-06 or 2023-06-30."),
    page=Text(
        "--as-of 只取当时已公布的数；年、月、日都可以。",
        "--as-of keeps only what was published by then; a year, a month or a day will do.",
    ),
)
UNKNOWN_ID = Rule(
    "FZ904",
    "unknown-id",
    Severity.ERROR,
    says=Text("规划文件中没有“{found}”", "the plan file has no '{found}'"),
    mend=Text("是否指：{nearest}", "did you mean: {nearest}"),
    page=Text(
        "explain 接受指标、原始指标、目标或审核关系的 id（也可以是指标的别名）。",
        "explain takes the id of an indicator, a measure, a target or a check.",
    ),
)
UNKNOWN_DIMENSION = Rule(
    "FZ918",
    "unknown-dimension",
    Severity.ERROR,
    says=Text("规划文件中没有分组“{found}”", "the plan file has no dimension '{found}'"),
    mend=Text("是否指：{nearest}", "did you mean: {nearest}"),
    page=Text(
        "--by 后面写规划文件 dimensions: 里的分组（如 园区），或它的英文名。compute --by 园区 按该分组列出各指标；"
        "explain --by 园区=东区 说明其中一个成员的数。",
        "--by takes a dimension of `dimensions:` in the plan file, or its English name. `compute --by 园区` prints the "
        "indicators by its members, `explain --by 园区=东区` explains the figure of one of them.",
    ),
)
UNKNOWN_MEMBER = Rule(
    "FZ919",
    "unknown-member-asked-for",
    Severity.ERROR,
    says=Text("分组“{dimension}”没有成员“{found}”", "the dimension '{dimension}' has no member '{found}'"),
    mend=Text("是否指：{nearest}", "did you mean: {nearest}"),
    page=Text(
        "explain --by 接受成员的名称、别名、英文名，也接受 groups: 里的组名。"
        "不存在的成员没有数，但那不是“缺数”，因此退出码是 2。",
        "explain --by takes the name, an alias or the English name of a member, or of a group of `groups:`. A member "
        "that does not exist has no figure either, but none is missing: the exit code is 2.",
    ),
)
NO_SPAN = Rule(
    "FZ361",
    "no-span",
    Severity.ERROR,
    says=Text("看不出规划期是哪几年", "the years of the plan cannot be told"),
    mend=Text(
        "在表头写明年份（如 2020年、2025年目标），或加 --span 2021-2025。",
        "name the years in the headings (such as 2020年, 2025年目标), or add --span 2021-2025.",
    ),
    page=Text(
        "规划期从表头的年份（基期年的次年到目标年）或标题里的“十四五”得出。",
        "The span is read from the years of the headings (from the year after the base to that of the goal), or from "
        "the number of the five-year plan in the title.",
    ),
)
NO_YEAR = Rule(
    "FZ910",
    "year-without-data",
    Severity.ERROR,
    says=Text(
        "{year}年没有任何数据；所读报表有 {known}年的数", "there are no data of {year}; the returns have {known}"
    ),
    mend=Text("核对 --year，或补报该年的报表。", "check --year, or add the returns of that year."),
    page=Text(
        "要评估的年份早于所有数据，或晚于数据和规划期，多半是年份写错；此时一切指标都无法评估，"
        "不能当作通过，因此退出码是 2。"
        "规划期内尚未报送的年份不是错误。",
        "A year before all data, or after them and the span of the plan, is mostly a mistyped one: nothing can be "
        "assessed, and that must not look green, so the exit code is 2. A year of the plan that is not reported yet is "
        "no mistake.",
    ),
)
AMONG_DATA = Rule(
    "FZ913",
    "copies-among-data",
    Severity.ERROR,
    says=Text(
        "标注副本不能写到数据文件夹 {folder} 里面：下次会被当作报表读取",
        "marked copies cannot be written into the folder of the data, {folder}: they would be read as returns",
    ),
    mend=Text("换一个文件夹，例如 --annotate 标注。", "choose another folder, for example --annotate marked."),
    page=Text(
        "fzplan check --annotate 为有问题的工作簿各写一份标注副本，原报表不动。"
        "副本放在数据文件夹里，会与原报表一起被读取，同一个数就有了两处来源。",
        "`fzplan check --annotate` writes a marked copy of each faulty workbook and leaves the returns alone. Among "
        "the data a copy would be read beside its original, and each figure would have two sources.",
    ),
)
NOT_MARKED = Rule(
    "FZ914",
    "cannot-mark",
    Severity.INFO,
    says=Text("没有写 {file} 的标注副本：{reason}", "no marked copy of {file} was written: {reason}"),
    mend=Text(
        "在 Excel 或 WPS 中另存为不带密码的 .xlsx 再标注；或用 -o 审核清单.xlsx，按清单里的链接查看原报表。",
        "save it as .xlsx without a password and mark that; or use `-o findings.xlsx`: its links lead into the return.",
    ),
    page=Text(
        "只有 .xlsx 和 .xlsm 能加批注和底色而不改动其他内容。.xls、.ods、.csv、.xlsb、加密或过大的文件不转换："
        "转换会丢失格式和公式，副本就不再是单位报来的那张表。",
        "Only .xlsx and .xlsm take colours and comments without any other change. Files of .xls, .ods, .csv and .xlsb, "
        "with a password, or too large are not converted: formats and formulas would be lost, and the copy would no "
        "longer be the return that was handed in.",
    ),
)
NOTHING_FOUND = Rule(
    "FZ911",
    "no-table-to-draft-from",
    Severity.ERROR,
    says=Text("{files} 中没有找到可以起草表式的表", "no table to draft a form from was found in {files}"),
    mend=Text(
        "用 fzplan inspect 看看其中有什么；表要有表头（年份或指标名称）和数。",
        "see what is in it with `fzplan inspect`; a table has a header (years or names of measures) and numbers.",
    ),
    page=Text(
        "fzplan init 只从有表头、有数的表起草；通知、说明和空表没有可起草的内容。",
        "`fzplan init` drafts from tables with a header and numbers; letters, notes and blank forms give nothing.",
    ),
)
