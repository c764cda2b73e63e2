"""Findings about what a plan file declares: keys, values, ids, references, forms."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

UNKNOWN_KEY = Rule(
    "FZ115",
    "unknown-key",
    Severity.ERROR,
    says=Text("没有“{found}”这个键{near}", "there is no key “{found}” here{near}"),
    mend=Text("这里可用的键：{known}。", "keys that can stand here: {known}."),
    page=Text(
        "写错的键若被忽略，目标或公式就悄悄少了一项，因此是错误。键一律是英文。",
        "A misspelt key that is ignored loses part of a target or a formula in silence, so it is an error. "
        "All keys are English.",
    ),
)
MISSING_KEY = Rule(
    "FZ116",
    "missing-key",
    Severity.ERROR,
    says=Text("“{where}”缺少 {key}:", "“{where}” lacks `{key}:`"),
    mend=Text("补上 {key}:（{meaning}）。", "add `{key}:` ({meaning})."),
    page=Text(
        "每段有几个必写的键，缺了就无法解释。",
        "Each section has a few keys without which it cannot be understood.",
    ),
)
WRONG_VALUE = Rule(
    "FZ117",
    "wrong-value",
    Severity.ERROR,
    says=Text(
        "“{key}”的值“{found}”不合要求：{expected}",
        "the value “{found}” of `{key}` does not fit: {expected}",
    ),
    mend=Text("{meaning}。", "{meaning}."),
    page=Text(
        "每个键的含义和写法见 `fzplan schema` 输出的 JSON Schema，编辑器可据此提示。",
        "What each key means stands in the JSON Schema (`fzplan schema`), which editors use for hints.",
    ),
)
FORMAT_VERSION = Rule(
    "FZ118",
    "format-version",
    Severity.ERROR,
    says=Text(
        "规划文件的格式版本 {found} 不是本程序的 {expected}",
        "the format version {found} of the plan file is not {expected}, which this program reads",
    ),
    mend=Text(
        "写 `fzplan: {expected}`，或改用读得懂该格式的 fzplan。",
        "write `fzplan: {expected}`, or use an fzplan that reads that format.",
    ),
    page=Text(
        "格式版本只在旧文件不能照旧解释时才增加。别的版本的文件，键可能另有所指，因此只报这一条，什么也不算，"
        "退出码是 2。不写 fzplan: 的文件是第 1 版，今后也是。",
        "The format version grows only when old files would mean something else. The keys of a file of another version "
        "may mean something else: so this is all that is said of it, nothing is computed, and the exit code is 2. A "
        "file without `fzplan:` is of version 1, and will be.",
    ),
)
REQUIRES = Rule(
    "FZ119",
    "program-version",
    Severity.ERROR,
    says=Text(
        "规划文件要求 fzplan {wanted}，本程序是 {version}",
        "the plan file requires fzplan {wanted}, this is {version}",
    ),
    mend=Text(
        '安装合要求的版本，或改 requires:（如 ">=1,<2"）。',
        'install a version that fits, or change `requires:` (for example ">=1,<2").',
    ),
    page=Text(
        "结果变了就是不兼容的改动；requires: 使一份规划只由说好的版本来算。",
        "A changed result is a breaking change; `requires:` has a plan computed only by versions agreed upon.",
    ),
)
DUPLICATE_ID = Rule(
    "FZ120",
    "duplicate-id",
    Severity.ERROR,
    says=Text("“{id}”已经用作别的名称", "“{id}” already names something else"),
    mend=Text(
        "换一个名称；原始指标、指标和分组共用一套名称，别名也在内。",
        "choose another; measures, indicators and dimensions share one set of names, aliases included.",
    ),
    page=Text(
        "公式里写名称，报表里也按名称找数，所以一个名称只能指一样东西。全角、半角视为相同。",
        "Formulas and returns go by name, so a name means one thing. Full-width and half-width spellings are the same.",
    ),
)
BAD_UNIT = Rule(
    "FZ121",
    "plan-unit",
    Severity.ERROR,
    says=Text("单位“{unit}”读不懂：{reason}", "the unit “{unit}” cannot be understood: {reason}"),
    mend=Text(
        "写成 亿元、万元/人、%、百分点、个/年 之类；新的单位在 units: 里声明。",
        "write 亿元, 万元/人, %, 百分点, 个/年 and the like; declare new units in `units:`.",
    ),
    page=Text(
        "单位就是类型：元与万元自动换算，量纲不同的数不能相加、比较。",
        "Units are types: 元 and 万元 are converted, figures of different dimensions are never added or compared.",
    ),
)
UNKNOWN_NAME = Rule(
    "FZ123",
    "unknown-reference",
    Severity.ERROR,
    says=Text("没有名为“{name}”的{what}{near}", "there is no {what} “{name}”{near}"),
    mend=Text("先声明，或改成已有的：{known}。", "declare it, or use one that is there: {known}."),
    page=Text(
        "规划文件里提到的原始指标、指标、分组、成员和表式都要在同一文件里声明。",
        "Measures, indicators, dimensions, members and forms that a plan file refers to are declared in it.",
    ),
)
CIRCULAR = Rule(
    "FZ124",
    "circular-formula",
    Severity.ERROR,
    says=Text("公式循环引用：{cycle}", "the formulas go in a circle: {cycle}"),
    mend=Text(
        "让其中一个指标改由报表中的原始指标计算。",
        "let one of these indicators be computed from measures of the returns.",
    ),
    page=Text(
        "一个指标直接或经过别的指标用到自己，就没有可算的起点。",
        "An indicator that needs itself, directly or through others, has nothing to start from.",
    ),
)
UNKNOWN_FIELD = Rule(
    "FZ125",
    "unknown-field",
    Severity.ERROR,
    says=Text("表式里没有“{{{field}}}”这种名称{near}", "“{{{field}}}” is not a field of a form{near}"),
    mend=Text("可用的：{known}。", "fields that can be used: {known}."),
    page=Text(
        "花括号里写这个位置的名称指什么：measure、period、year、分组名等；_ 表示读了不用。",
        "A field says what a name in that place names: measure, period, year, a dimension …; _ is read and dropped.",
    ),
)
BAD_PATTERN = Rule(
    "FZ126",
    "bad-pattern",
    Severity.ERROR,
    says=Text("“{pattern}”的花括号或层次写得不对", "the braces or levels of “{pattern}” are malformed"),
    mend=Text(
        '花括号成对，各层之间用“ > ”（两边有空格）隔开，如 "{{measure}} > {{year}}"。',
        'pair the braces and separate levels by “ > ” with spaces, as in "{{measure}} > {{year}}".',
    ),
    page=Text(
        "四个位置（files、sheets、rows、columns）用同一种写法。",
        "The four places files, sheets, rows and columns share one pattern language.",
    ),
)
FORM_INCOMPLETE = Rule(
    "FZ127",
    "form-incomplete",
    Severity.ERROR,
    says=Text("表式“{form}”{lack}", "the form “{form}” {lack}"),
    mend=Text(
        "表格写 rows: 与 columns:；清单写 columns: value；每户一行的写 rows: entity 与 aggregate:。",
        "a table has `rows:` and `columns:`; a list has `columns: value`; one row an entity is `rows: "
        "entity` with `aggregate:`.",
    ),
    page=Text(
        "表式要说明数在哪里、指什么，否则读不出任何数。",
        "A form says where the numbers stand and what they are; otherwise nothing is read.",
    ),
)
FIELD_SOURCE = Rule(
    "FZ160",
    "field-without-source",
    Severity.ERROR,
    says=Text(
        "字段“{field}”要么写 column:，要么写 formula:",
        "the field {field} needs either `column:` or `formula:`, and not both",
    ),
    mend=Text(
        "表中有这一列就写列名；由其他字段算出的写 formula:，不写 column:、dimension: 和 by:",
        "name the column where the table has it; a field computed from others has `formula:`, and no `column:`, "
        "`dimension:` or `by:`",
    ),
    page=Text(
        "一个字段只有一个来源：表中的一列，或由本户的其他字段算出。",
        "A field has one source: a column of the table, or other fields of the same record.",
    ),
)
OPEN_SECRET = Rule(
    "FZ161",
    "secret-in-plan",
    Severity.ERROR,
    says=Text(
        "连接“{connection}”的地址写出了密码，或用了不以 FZPLAN_ 开头的变量",
        "the address of the connection {connection} has a password in it, or a variable that does not begin with "
        "FZPLAN_",
    ),
    mend=Text(
        "密码写作 ${{FZPLAN_名称}}，运行前在环境变量中设置",
        "write the password as ${{FZPLAN_NAME}} and set that variable of the environment before the run",
    ),
    page=Text(
        "规划文件会被传阅和存档，不能带密码；只读 FZPLAN_ 开头的变量，规划文件就取不走别的秘密。",
        "Plan files are passed around and archived, so they hold no password; and since only variables that begin with "
        "FZPLAN_ are read, a plan file cannot carry off other secrets.",
    ),
)
DUPLICATE_MEMBER = Rule(
    "FZ128",
    "duplicate-member",
    Severity.ERROR,
    says=Text(
        "分组“{dimension}”中“{label}”指了两个成员：{first}、{second}",
        "in the dimension “{dimension}”, “{label}” stands for two members: {first} and {second}",
    ),
    mend=Text("每个名称、别名、代码只给一个成员。", "give each name, alias or code to one member only."),
    page=Text("否则同一行数据会算到两个成员名下。", "Otherwise one row of data would belong to two members."),
)
ONE_OF = Rule(
    "FZ129",
    "one-of",
    Severity.ERROR,
    says=Text(
        "“{where}”应当写且只写一种：{known}（现有 {found}）",
        "“{where}” should have exactly one of {known} (found: {found})",
    ),
    mend=Text("保留一种；需要几种就分成几条。", "keep one; split it into several where several are meant."),
    page=Text(
        "一条审核关系、一条核验只判断一件事，才说得清哪里不符。",
        "One check or claim decides one thing, so that a failure is clear.",
    ),
)
