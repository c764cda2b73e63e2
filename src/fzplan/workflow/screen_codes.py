"""Rules of `screen`: a plan without screens, a screen that is not there, records that are not at hand one by one."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_SCREENS = Rule(
    "FZ940",
    "no-screens",
    Severity.ERROR,
    says=Text("规划文件没有 screens:，没有可筛查的", "the plan file has no `screens:`: there is nothing to screen"),
    mend=Text(
        "写明表式、逐户的指标和标准，写法见 docs/screen.md。",
        "declare the form, the figures of an entity and the standards, as docs/screen.md shows.",
    ),
    page=Text(
        "标准都由规划文件写明，程序不带任何标准。",
        "All standards are stated in the plan file; the program brings none.",
    ),
)
UNKNOWN_SCREEN = Rule(
    "FZ941",
    "unknown-screen",
    Severity.ERROR,
    says=Text("没有用到“{found}”的准入筛查", "no screen is named “{found}” or uses a form of that name"),
    mend=Text("可用的名称：{known}。", "names that can be given: {known}."),
    page=Text(
        "--form 后写筛查的名称，或它所用表式的名称。",
        "`--form` takes the name of a screen, or of a form that it uses.",
    ),
)
NOT_ROW_BY_ROW = Rule(
    "FZ942",
    "screen-of-a-table",
    Severity.ERROR,
    says=Text(
        "准入筛查逐条读记录，不读“{file}”（表式“{form}”）",
        "a screen reads records one by one, which {file} is not (form {form})",
    ),
    mend=Text(
        "把要筛查的对象另存为 Excel 工作簿或较小的 CSV 文件。",
        "save the entities to be screened as an Excel workbook or a smaller CSV file.",
    ),
    page=Text(
        "Parquet、DuckDB、数据库和很大的 CSV 由引擎汇总，只取回汇总数，没有单元格可指。申报材料和履约协议一般是工作簿，"
        "每个结果都要说明取自哪一格。",
        "Parquet, DuckDB, databases and large CSV files are aggregated by an engine, and have no cells to point to. "
        "Applications and agreements are workbooks as a rule, and every result has to say from which cell it is.",
    ),
)
