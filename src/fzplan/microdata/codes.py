"""What can be wrong with tables of records and the engines that read them (FZ950–FZ958)."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_ENGINE = Rule(
    "FZ950",
    "engine-not-installed",
    Severity.ERROR,
    says=Text("引擎 {engine} 没有安装（缺 {missing}）", "the engine {engine} is not installed ({missing} is missing)"),
    mend=Text(
        '用 pip install "fzplan[{extra}]" 安装，或用 --engine 换一个已安装的：{known}',
        'install it with pip install "fzplan[{extra}]", or choose one that is there with --engine: {known}',
    ),
    page=Text(
        "Parquet、DuckDB 文件、数据库和大的 CSV 由引擎读取，引擎按需安装，平常的工作簿用不到。",
        "Parquet, DuckDB files, databases and large CSV are read by an engine; engines are installed where they are "
        "needed, workbooks need none.",
    ),
)
CANNOT = Rule(
    "FZ951",
    "engine-cannot",
    Severity.ERROR,
    says=Text("引擎 {engine} 读不了：{what}", "the engine {engine} cannot read {what}"),
    mend=Text("换用 --engine {others}", "use --engine {others}"),
    page=Text(
        "一个引擎做不到的，不会由另一种算法悄悄代替：不同的算法会得出不同的数。",
        "What one engine cannot do is never replaced by another computation in silence: it could give another number.",
    ),
)
FAILED = Rule(
    "FZ952",
    "table-not-read",
    Severity.ERROR,
    says=Text("读取或汇总时出错：{reason}", "reading or adding up failed: {reason}"),
    mend=Text(
        "请检查文件是否完整、数据库是否可用，再运行一次；这个表式的指标这次都没有算。",
        "see whether the file is whole and the database answers, and run again; "
        "nothing of this form was computed this time.",
    ),
    page=Text(
        "出错的表不给出部分结果：汇总只有全部记录都读到才成立。",
        "A table that failed gives no partial result: an aggregate holds only when every record was read.",
    ),
)
NO_COLUMN = Rule(
    "FZ953",
    "table-without-column",
    Severity.ERROR,
    says=Text("没有“{column}”列，表式“{form}”需要它", "there is no column {column}, which the form {form} needs"),
    mend=Text("表中的列：{known}{nearest}", "the columns of the table: {known}{nearest}"),
    page=Text(
        "fields: 写的是表中的列名，一个字也不能差；同一表式的各个文件都要有这些列。",
        "`fields:` names the columns as they stand in the table; every file of the form has to have them.",
    ),
)
NOT_FIGURES = Rule(
    "FZ954",
    "column-not-figures",
    Severity.ERROR,
    says=Text(
        "“{column}”列的类型是 {kind}，这里要的是{wanted}",
        "the column {column} is of the type {kind}; {wanted} are expected",
    ),
    mend=Text("请在导出时把该列存为{stored}", "store that column as {stored} when the table is written"),
    page=Text(
        "表中的数以数值存放；文本中的数（千分位、单位、符号）只在工作簿中逐格辨认。名称、代码和分组不能是列表、结构或"
        "二进制。报告期的时刻不能带时区：年初年末的时刻属于哪一年，要看按哪个时区，各引擎不一。",
        "Tables store figures as numbers; figures in texts (with separators, units, symbols) are read in workbooks. "
        "Names, codes and groups are no lists, structures or bytes. A time that says the period has no time zone: "
        "which year a time around New Year belongs to depends on the zone, and engines differ.",
    ),
)
FIGURES = {"wanted": Text("数", "figures"), "stored": Text("数值型", "numbers")}
PLAIN = {"wanted": Text("文本、数或日期", "texts, numbers or dates"), "stored": Text("文本", "text")}
ZONELESS = {
    "wanted": Text("不带时区的日期", "dates without a time zone"),
    "stored": Text("日期，不带时区", "dates without a time zone"),
}
UNKNOWN_MEMBER = Rule(
    "FZ955",
    "table-member-unknown",
    Severity.VERIFY,
    says=Text(
        "“{dimension}”中没有“{labels}”，{count} 条记录只计入合计",
        "{dimension} has no member {labels}; {count} records count in the total only",
    ),
    mend=Text(
        "请改正，或在 dimensions: 中增加成员、aliases 或 codes",
        "mend it, or add a member, alias or code under `dimensions:`",
    ),
    page=Text(
        "成员名或代码（按最长前缀）对不上时，这些记录仍计入合计，不归入任何成员。",
        "Records whose name or code fits no member still count in the total.",
    ),
)
NO_PERIOD = Rule(
    "FZ956",
    "records-without-period",
    Severity.VERIFY,
    says=Text(
        "{count} 条记录没有可认的报告期（{labels}），没有计入",
        "{count} records have no period ({labels}) and were left out",
    ),
    mend=Text("请补上日期列“{column}”", "fill in the column {column}"),
    page=Text(
        "报告期取自日期列的年份：日期、2024、202403、20240315，或以四位年份开头的文本。"
        "表格的记录按年汇总：period: 写 year(列)，季度和月份请分文件，由文件名说明。",
        "The period is the year of the date column: a date, 2024, 202403, 20240315, or a text that begins with a year. "
        "Records of tables are added up by years, `period: year(column)`; names of files tell quarters and months.",
    ),
)
NOT_ALLOWED = Rule(
    "FZ957",
    "connection-not-allowed",
    Severity.ERROR,
    says=Text(
        "没有打开连接“{connection}”：运行时没有允许",
        "the connection {connection} was not opened: the run does not allow it",
    ),
    mend=Text("确认规划文件可信后加上 --connect", "add --connect once you trust the plan file"),
    page=Text(
        "规划文件可能来自别处：只有加了 --connect 才会打开它写的数据库连接。check 不加 --connect 时只提示。",
        "A plan file may come from anywhere: the databases it names are opened with --connect only. `check` without it "
        "gives a notice.",
    ),
)
NO_SECRET = Rule(
    "FZ958",
    "secret-not-set",
    Severity.ERROR,
    says=Text(
        "连接“{connection}”要用的环境变量 {variable} 没有设置",
        "the connection {connection} needs the environment variable {variable}, which is not set",
    ),
    mend=Text("运行前设置 {variable}", "set {variable} before the run"),
    page=Text(
        "密码等只从环境变量取，变量名以 FZPLAN_ 开头，规划文件里写作 ${{FZPLAN_名称}}。",
        "Secrets come from the environment only, from variables whose names begin with FZPLAN_; the plan file writes "
        "them ${{FZPLAN_NAME}}.",
    ),
)
KEY_REPEATED = Rule(
    "FZ959",
    "table-key-repeated",
    Severity.VERIFY,
    says=Text(
        "{count} 条记录的“{key}”与同期另一条相同，按同一填报单位的多条记录计算",
        "{count} records have the {key} of another record of the same period; they count as several records of one "
        "respondent",
    ),
    mend=Text("如是重复导出，请去重后再运行", "remove them where they are the same records exported twice"),
    page=Text(
        "工作簿中同一期的同一键只取第一条；表中的记录不分先后，因此都计入，并按键数填报单位。",
        "In a workbook the first record of a key and period counts. Records of a table have no order: all of them "
        "count, and respondents are counted by key.",
    ),
)
