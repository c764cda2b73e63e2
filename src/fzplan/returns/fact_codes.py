"""Findings about what a workbook does not show at a glance: hidden sheets, stray cells, links, placeholders."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

TOTAL_ROW = Text("合计行", "a total")
SIGNATURE = Text("签署行", "a signature")
HIDDEN_SHEET = Rule(
    "FZ346",
    "hidden-sheet",
    Severity.INFO,
    says=Text(
        "这张工作表是隐藏的，其中有 {count} 个数，{read}", "this sheet is hidden and has {count} numbers; {read}"
    ),
    mend=Text(
        "请确认它是否应当计入：要读取时取消隐藏，或在 sheets: 中写它的全名；不要的请删去",
        "see whether it should count: to have it read unhide it, or write its full name in sheets:; else delete it",
    ),
    page=Text(
        "隐藏的工作表多是底稿、旧数或下拉列表，看表的人看不到。表式没有写全名的不读取，绝不悄悄计入，也绝不悄悄略过；"
        "没有数的（下拉列表）不报告。",
        "Hidden sheets mostly hold drafts, old figures or lists to choose from, and nobody sees them. One that no form "
        "names in full is not read: never counted silently, never left out silently. Those without numbers are not "
        "told.",
    ),
)
STRAY = Rule(
    "FZ347",
    "stray-cell",
    Severity.INFO,
    says=Text(
        "“{text}”远离这张工作表的其他内容，未读取{more}",
        "{text} is far from everything else on this sheet: not read{more}",
    ),
    mend=Text(
        "多是误按键留下的：请删去；有用的请移到表中",
        "mostly left by a slip of the hand: delete it, or move it to the table",
    ),
    page=Text(
        "一个误填的单元格会使已用区域扩大到几十万格，并被当作表的一列或一行。与其他内容隔着至少 50 个空行或 15 个空列、"
        "一共不超过 3 个的，按孤立的单元格单独列出，其余内容照常读取。表下的签署和注释不在此列。",
        "One cell filled by mistake makes the used range hundreds of thousands of cells large and would be taken for a "
        "column or a row of the table. Up to 3 cells behind at least 50 blank rows or 15 blank columns are told alone, "
        "and all else is read as usual. Signatures and notes below a table are not meant.",
    ),
)
TWICE = Rule(
    "FZ348",
    "label-twice",
    Severity.ERROR,
    says=Text(
        "“{label}”在同一张表中出现 {times} 次，{count} 处数值不同，不知道哪个对：都不采用",
        "{label} stands {times} times in one table with {count} different figures: it is not clear which is right, "
        "and none is used",
    ),
    mend=Text(
        "请改正其中一个名称（多是复制后忘了改），或删去重复的行、列",
        "mend one of the names (mostly copied and not changed), or delete the repeated row or column",
    ),
    page=Text(
        "两行同名或两列同年，又印着不同的数，多半是复制一行（列）后忘了改名。原因在名称，只报一处，不逐数重复；"
        "数都相同的，只算一次，不报告。",
        "Two rows of one name, or two columns of one year, with different figures: mostly a row was copied and its "
        "name not changed. The name is the cause and is told once, not at every figure. Where all figures agree they "
        "count once and nothing is told.",
    ),
)
NO_RECORD = Rule(
    "FZ349",
    "row-is-no-record",
    Severity.INFO,
    says=Text("“{label}”是{what}，未当作数据读取", "{label} is {what} and was not read as data"),
    mend=Text("不必处理；如确为数据，请改写这一行的名称", "nothing to do; where it is data after all, reword the row"),
    page=Text(
        "逐户数据中的合计、小计行若当作一户，总数就翻了一倍；夹在数据中间的填表人、单位负责人等签署行也不是数据。"
        "认出的都说明。数据以下的签署照例不报告。",
        "A total among records, counted as one of them, would double the sum; a signature amid the data is no data "
        "either. What was recognised is said. Signatures below the data are not told.",
    ),
)
KEYLESS = Rule(
    "FZ357",
    "record-without-key",
    Severity.ERROR,
    says=Text(
        "有 {count} 行填了数而没有“{key}”，未读取",
        "{count} rows have figures and no {key}: they were not read",
    ),
    mend=Text("请补填“{key}”；不是数据的行请删去", "fill in {key}; delete rows that are no data"),
    page=Text(
        "没有键的行不知道是哪一户，也查不出是否重复，汇总会少计。合计行和签署行不在此列。",
        "A row without its key belongs to nobody and cannot be checked for repetition; sums would lack it. Totals and "
        "signatures are not meant.",
    ),
)
UNRECKONED = Rule(
    "FZ358",
    "workbook-never-calculated",
    Severity.ERROR,
    says=Text(
        "这个工作簿从未计算过：{count} 个公式都没有结果（{cells}）",
        "this workbook was never calculated: none of its {count} formulas has a result ({cells})",
    ),
    mend=Text("请用 Excel 或 WPS 打开它，保存一次", "open it in Excel or WPS and save it once"),
    page=Text(
        "由程序写成而没有在 Excel 中打开过的工作簿，公式都没有结果，或一律存着 0（那不是算出来的数，不采用）。"
        "原因只有一个，只报一处；个别公式没有结果的，逐格报告（FZ404）。.xls 中公式的结果全为空文字的，也是如此。",
        "In a workbook that a program wrote and nobody opened since, no formula has a result, or each has a 0 that "
        "nobody computed (and is not used). The cause is one and is told once; single formulas without a result are "
        "told cell by cell (FZ404). An .xls whose formulas all have an empty text as result is another case.",
    ),
)
FILLED_DOWN = Rule(
    "FZ359",
    "merged-cell-filled-down",
    Severity.INFO,
    says=Text(
        "“{column}”的合并单元格“{text}”按每一行都有读取（{count} 行）",
        "the merged cell {text} of {column} was read for each of its {count} rows",
    ),
    mend=Text("逐户数据中请不要合并单元格", "do not merge cells among records"),
    page=Text(
        "合并单元格在文件中只存一份，其余各行是空的。文字（如所属园区）按屏幕上看到的读作每一行都有；"
        "数值和键合并了几行的，不知道是哪一行的，不读取（FZ408）。",
        "A merged cell is stored once, the other rows are empty. Text (such as the zone) is read as it is seen, for "
        "each of the rows; a number or a key merged over several rows belongs to none of them for certain and is not "
        "read (FZ408).",
    ),
)
PLACEHOLDER = Rule(
    "FZ409",
    "placeholder",
    Severity.INFO,
    says=Text(
        "“{label}”填的是“{text}”，按{means}处理，不当作 0{more}",
        "{label} holds {text}, taken as {means} and never as 0{more}",
    ),
    mend=Text(
        "请确认：确为 0 的填 0；这类符号在来源中有确定含义的，在表式的 symbols: 中写明，就不再提示",
        "see that it is so: write 0 where it is 0; where the source says what its symbols mean, say so in symbols: of "
        "the form, and this is not told again",
    ),
    page=Text(
        "— … / 空 无 等占位符在各种年鉴中含义不同：有的表示没有发生，有的表示不足最小单位，有的表示缺数。"
        "没有写明时一律不当作 0，并提示一次（相邻的合在一起）。",
        "Stand-ins such as — … / mean different things in different yearbooks: nothing to report, less than half the "
        "unit, or not known. Unless it is said, none is taken for 0, and each is told once (adjacent ones together).",
    ),
)
LINK = Rule(
    "FZ410",
    "link-to-another-workbook",
    Severity.VERIFY,
    says=Text(
        "“{label}”的公式取自另一个工作簿 {book}，按文件中保存的结果读取{more}",
        "the formula of {label} takes its value out of another workbook, {book}; the stored result was read{more}",
    ),
    mend=Text(
        "请核对数值与来源一致，再把公式粘贴为数值",
        "see that the value agrees with its source, then paste it as a value",
    ),
    page=Text(
        "链接到别的工作簿的公式，换一台电脑、换一个文件夹就不再更新，存着的可能是旧数。",
        "A formula that points into another workbook is not brought up to date on another computer or in another "
        "folder: what is stored may be old. Of an .xls the name of the other workbook is not read.",
    ),
)
DATE_AS_YEAR = Rule(
    "FZ411",
    "date-in-year-column",
    Severity.ERROR,
    says=Text(
        "这里应为年份，单元格里是日期 {text}，其 {count} 个数未读取",
        "a year belongs here, the cell is the date {text}; its {count} numbers were not read",
    ),
    mend=Text("请把单元格格式改为常规或文本，填年份，如 2022", "format the cell as General or text and write the year"),
    page=Text(
        "在日期格式的单元格里键入 2022，存的是 1905 年 7 月 14 日；年份列里的日期不猜是哪一年。",
        "Type 2022 into a cell formatted as a date and 14 July 1905 is stored: a date among years is not guessed at.",
    ),
)
YEAR_AS_TEXT = Rule(
    "FZ412",
    "year-written-otherwise",
    Severity.INFO,
    says=Text(
        "年份列的其他各格是数，这里写的是“{text}”，已读作 {year} 年",
        "the other cells of the year column are numbers, this one says {text} and was read as {year}",
    ),
    mend=Text("请统一填写为数，如 {year}", "write it as a number as the others are, such as {year}"),
    page=Text(
        "同一列里 2021 和“2021年”混用，筛选、透视和函数查找都会漏掉一些；读数不受影响。整列都写“2021年”的不报告。",
        "A column that mixes 2021 with 2021年 loses rows in filters, pivot tables and look-ups; the reading is not "
        "affected. A column that says 2021年 throughout is not told.",
    ),
)
