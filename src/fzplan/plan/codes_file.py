"""Findings about the plan file as a file: bytes, YAML, words that YAML changes."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

MISSING = Rule(
    "FZ101",
    "plan-file-missing",
    Severity.ERROR,
    says=Text("读不到规划文件 {file}（{reason}）", "the plan file {file} cannot be read ({reason})"),
    mend=Text(
        "到规划文件所在的文件夹里运行，或用 --plan 指明它；还没有的，用 fzplan init 报表 起草。"
        "附近的 YAML 文件：{near}。",
        "run in the folder of the plan file, or name it with --plan; where there is none yet, `fzplan init WORKBOOK` "
        "drafts one. YAML files nearby: {near}.",
    ),
    page=Text(
        "没有规划文件就没有指标和目标，什么也算不了，退出码是 2。默认读当前文件夹的 targets.yaml。",
        "Without a plan file there is nothing to compute: exit code 2. The default is targets.yaml in the "
        "current folder.",
    ),
)
EMPTY = Rule(
    "FZ102",
    "plan-file-empty",
    Severity.ERROR,
    says=Text("规划文件 {file} 是空的", "the plan file {file} is empty"),
    mend=Text(
        "至少写 plan:、measures: 和 indicators: 三段。",
        "write at least `plan:`, `measures:` and `indicators:`.",
    ),
    page=Text("只有注释、空行的文件也算空文件。", "A file of comments and blank lines only counts as empty."),
)
NOT_TEXT = Rule(
    "FZ103",
    "plan-file-not-text",
    Severity.ERROR,
    says=Text("规划文件不是文本文件（发现 {found}）", "the plan file is not text (found {found})"),
    mend=Text(
        "规划文件是 YAML 文本，请另存为 UTF-8；报表（Excel）放在数据文件夹里。",
        "a plan file is YAML text: save it as UTF-8; returns (Excel) belong in the data folder.",
    ),
    page=Text(
        "UTF-8、UTF-16（有 BOM）和 GBK / GB18030 都能读；工作簿、PDF 或损坏的文件不能当规划文件。",
        "UTF-8, UTF-16 with a byte order mark and GBK / GB18030 are read; a workbook, a PDF or a damaged file is not.",
    ),
)
NOT_YAML = Rule(
    "FZ104",
    "not-yaml",
    Severity.ERROR,
    says=Text("从这里起读不懂：{reason}", "the file cannot be understood from here on: {reason}"),
    mend=Text(
        "对照上一行检查缩进、冒号后的空格、引号和括号；文字含 : # [ ] {{ }} , 时请整个加英文引号。",
        "check the indentation against the line above, the space after a colon, quotes and brackets; put "
        "text with : # [ ] {{ }} , in quotes.",
    ),
    page=Text(
        "规划文件用 YAML 书写：缩进表示层次，冒号后要有空格。语法错误之后的内容无法解释，因此逐段、逐条试读，"
        "每条报第一处。",
        "A plan file is YAML: indentation shows what belongs to what, a colon is followed by a space. After "
        "a syntax error nothing can be interpreted; so each section and entry is read for itself and its "
        "first error told.",
    ),
)
TOO_LARGE = Rule(
    "FZ105",
    "plan-file-too-large",
    Severity.ERROR,
    says=Text(
        "规划文件超过限度：{what}，限度 {limit}",
        "the plan file is beyond a limit: {what}, the limit is {limit}",
    ),
    mend=Text(
        "数据请放在报表里，规划文件只写指标、目标和表式。",
        "keep data in the returns; a plan file holds indicators, targets and forms only.",
    ),
    page=Text(
        "大小、层数和条目数都有限度，以防写错或恶意的文件拖垮机器；引用（*）按展开后的条目数计算。",
        "Size, depth and number of values are bounded, against mistakes and hostile files; aliases count as expanded.",
    ),
)
OTHER_ENCODING = Rule(
    "FZ106",
    "other-encoding",
    Severity.INFO,
    says=Text("规划文件按 {encoding} 读入，不是 UTF-8", "the plan file was read as {encoding}, not UTF-8"),
    mend=Text("另存为 UTF-8，别的程序才不会读成乱码。", "save it as UTF-8, so that no other program garbles it."),
    page=Text(
        "Windows 记事本和一些编辑器存成 GBK 或 UTF-16。内容照读不误，只是提示。",
        "Some editors on Windows save as GBK or UTF-16. The content is read all the same; this is a notice.",
    ),
)
FULL_WIDTH = Rule(
    "FZ107",
    "full-width-punctuation",
    Severity.ERROR,
    says=Text("这里是全角“{found}”，YAML 只认半角", "this is a full-width “{found}”, which YAML takes for text"),
    mend=Text("换成半角“{expected}”（后面有一个空格）。", "write “{expected}” (with a space after it)."),
    page=Text(
        "中文输入法下的冒号、逗号与 YAML 的冒号、逗号看起来相近，却是文字。公式和文字里的全角标点不受影响。",
        "The colon and comma of a Chinese keyboard look like YAML's but are text. Within formulas and text "
        "they are fine.",
    ),
)
TAB = Rule(
    "FZ108",
    "tab-indent",
    Severity.ERROR,
    says=Text("这一行用制表符（Tab）缩进", "this line is indented with a tab"),
    mend=Text("换成空格；每层两个空格。", "use spaces, two for each level."),
    page=Text(
        "YAML 不允许用制表符缩进，因为各编辑器显示的宽度不同。",
        "YAML forbids tabs in the indentation, for editors show them in different widths.",
    ),
)
NOT_MAPPING = Rule(
    "FZ109",
    "plan-not-a-mapping",
    Severity.ERROR,
    says=Text("规划文件的最外层应是“键: 值”", "the outermost level of a plan file should be “key: value”"),
    mend=Text("从 `plan:` 一段写起。", "begin with a section `plan:`."),
    page=Text(
        "最外层是 plan、measures、indicators 等各段；列表或一段文字不是规划文件。",
        "The outermost level holds the sections plan, measures, indicators …; a list or plain text is no plan file.",
    ),
)
DUPLICATE_KEY = Rule(
    "FZ110",
    "duplicate-key",
    Severity.ERROR,
    says=Text("“{key}”在同一层写了两次", "“{key}” is given twice at the same level"),
    mend=Text("删去一处，或改名；现取前一处。", "remove or rename one; the first is used for now."),
    page=Text(
        "YAML 的读法是后一处悄悄盖掉前一处，前一处的内容就丢了。这里取前一处，两处都检查。全角、半角写法视为同一个键。",
        "YAML readers silently let the second win and lose the first. Here the first stays and both are "
        "looked at. Full-width and half-width spellings are one key.",
    ),
)
SURPRISE = Rule(
    "FZ111",
    "yaml-surprise",
    Severity.ERROR,
    says=Text(
        "未加引号的“{found}”会被不同的 YAML 程序读成别的（{reading}）",
        "unquoted “{found}” is read as something else ({reading}) by some YAML programs",
    ),
    mend=Text(
        '是文字或代码就写成 "{found}"；是数就写普通的数，是真假就写 true 或 false。',
        'write "{found}" if it is text or a code, a plain number if it is a number, true or false if it is '
        "one of these.",
    ),
    page=Text(
        "YAML 1.1 把 no、on、yes 读成真假，0106 读成八进制的 70，12:30 读成 750，1_000 读成 1000，日期读成日"
        "期；1e8 在 1.1 是文字、在 1.2 是数。同一份规划对每个读者应是同一个意思，所以要求写明。日期只提示。",
        "YAML 1.1 takes no, on and yes for booleans, 0106 for octal 70, 12:30 for 750, 1_000 for 1000 and "
        "dates for dates; 1e8 is text in 1.1 and a number in 1.2. A plan should mean the same to every "
        "reader. Dates are only a notice.",
    ),
)
YAML_FEATURE = Rule(
    "FZ112",
    "yaml-feature",
    Severity.ERROR,
    says=Text("规划文件不用{what}", "a plan file has no use for {what}"),
    mend=Text(
        "直接写出内容；以 ! * & 开头的文字要加引号。",
        "write the content out; quote text that begins with ! * or &.",
    ),
    page=Text(
        "标签、合并键、复杂的键和多个文档会让同一份文件在不同程序里有不同的意思。普通的锚和引用（&名、*名）可以用。",
        "Tags, merge keys, complex keys and several documents mean different things to different programs. "
        "Plain anchors and aliases (&name, *name) are fine.",
    ),
)
CUT = Rule(
    "FZ113",
    "formula-cut",
    Severity.ERROR,
    says=Text("“{found}”在“{sign}”处被 YAML 截断", "“{found}” was cut off by YAML at “{sign}”"),
    mend=Text('把整个公式或文字放进英文引号："…"。', 'put the whole formula or text in quotes: "…".'),
    page=Text(
        "在花括号里，逗号、方括号是 YAML 自己的符号；“ #”在任何地方都开始一个注释。公式里有它们时，不加引号"
        "就只剩前一半。",
        "Within braces, commas and brackets belong to YAML, and “ #” begins a comment anywhere. A formula "
        "that has them loses its second half unless it is quoted.",
    ),
)
QUOTES_NEEDED = Rule(
    "FZ114",
    "quotes-needed",
    Severity.ERROR,
    says=Text("以“{sign}”开头的文字必须加引号", "text that begins with “{sign}” must be quoted"),
    mend=Text('写成 "{sign}…"。', 'write "{sign}…".'),
    page=Text(
        '% @ * & ! | > {{ 和反引号在 YAML 里另有用途：单位写 "%"，文件写 "*.xlsx"，表式写 "{{measure}} > {{year}}"。',
        '% @ * & ! | > {{ and the backquote have a use of their own in YAML: write "%", "*.xlsx", '
        '"{{measure}} > {{year}}".',
    ),
)
