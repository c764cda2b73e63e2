"""Findings about files and sheets as a whole (FZ302–FZ305, FZ310–FZ319, FZ350–FZ356)."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

NO_PATH = Rule(
    "FZ302",
    "no-such-path",
    Severity.ERROR,
    says=Text("找不到 {path}", "{path} does not exist"),
    mend=Text("请核对文件夹或文件的名称", "check the name of the folder or file"),
    page=Text("命令中写明的数据文件夹或文件必须存在。", "A data folder or file that is named must exist."),
)
TABLE_OF_CELLS = Rule(
    "FZ394",
    "table-for-cells",
    Severity.ERROR,
    says=Text(
        "{suffix} 文件没有单元格，表式“{form}”读不了它",
        "a {suffix} file has no cells, and the form {form} cannot read it",
    ),
    mend=Text(
        "逐户记录写 rows: entity 和 fields:、aggregate:；DuckDB 文件另写 table:",
        "records need `rows: entity` with `fields:` and `aggregate:`; a DuckDB file needs `table:` too",
    ),
    page=Text(
        "Parquet 和 DuckDB 文件只存逐户记录，由引擎汇总；表格形式的报表请用工作簿或 CSV。",
        "Parquet and DuckDB files hold records, which an engine adds up; tables as people fill them come as workbooks "
        "or CSV.",
    ),
)
UNMATCHED_FILE = Rule(
    "FZ303",
    "file-of-no-form",
    Severity.INFO,
    says=Text("该文件不属于任何表式，未读取", "this file belongs to no form and was not read"),
    mend=Text(
        "如需读取，请在 forms: 中为它写一个表式，或核对文件名；现有 files: 为 {patterns}",
        "to have it read, write a form for it or check its name; the files: patterns are {patterns}",
    ),
    page=Text(
        "数据文件夹中的每个工作簿都要有去向：或被表式读取，或在此列出，绝不悄悄略过。",
        "Every workbook of the data folder is accounted for: read by a form, or listed here; never passed over.",
    ),
)
UNMET_FORM = Rule(
    "FZ304",
    "form-without-file",
    Severity.VERIFY,
    says=Text("表式“{form}”没有对应的文件（files: {patterns}）", "form {form} found no file (files: {patterns})"),
    mend=Text("请补齐该报表，或核对 files: 的写法；{nearest}", "supply the return, or check files:; {nearest}"),
    page=Text(
        "表式已声明而文件未到：可能是未报，也可能是文件名与 files: 不符。缺少的数据不会当作 0。",
        "A form is declared and no file came: not filed yet, or named otherwise. Missing data never become 0.",
    ),
)
NO_SHEET = Rule(
    "FZ305",
    "no-matching-sheet",
    Severity.ERROR,
    says=Text(
        "没有与表式“{form}”的 sheets: {patterns} 相符的工作表，该文件有：{sheets}",
        "no sheet matches sheets: {patterns} of form {form}; the file has {sheets}",
    ),
    mend=Text("请改正工作表名称或表式的 sheets:", "mend the sheet's name or the form's sheets:"),
    page=Text(
        "表式写明了工作表，而文件中没有同名的可见工作表。隐藏的工作表须写明全名才读取。",
        "The form names its sheets and the file has no visible sheet of that name. Hidden sheets are read only "
        "by name.",
    ),
)
PASSWORD = Rule(
    "FZ310",
    "password-protected",
    Severity.ERROR,
    says=Text("该工作簿设有打开密码，无法读取", "this workbook is protected by a password and cannot be read"),
    mend=Text(
        "请用 Excel 或 WPS 打开后取消密码，另存再试",
        "open it in Excel or WPS, remove the password and save it again",
    ),
    page=Text(
        "设有打开密码的文件是加密的，程序不猜密码。Excel 自带的默认密码除外：年鉴下载的表格多是这样保存的，"
        "Excel 和 WPS 打开时并不询问，程序也照常读取。",
        "A file with an opening password is encrypted; passwords are never guessed. Excel's own default password is "
        "none: most yearbook downloads are stored under it, Excel and WPS open them without asking, and so does "
        "fzplan.",
    ),
)
DAMAGED = Rule(
    "FZ311",
    "damaged-file",
    Severity.ERROR,
    says=Text("该文件不完整或已损坏：{reason}", "this file is truncated or damaged: {reason}"),
    mend=Text(
        "请重新复制或下载，用 Excel 或 WPS 打开确认后另存",
        "copy or download it again, open it in Excel or WPS and save it",
    ),
    page=Text(
        "文件的开头表明它是工作簿，但内容读不出来，多为传输中断或磁盘故障所致。",
        "The file begins as a workbook but cannot be read to its end: a broken transfer or a disk fault, mostly.",
    ),
)
LOCK_FILE = Rule(
    "FZ312",
    "lock-file",
    Severity.INFO,
    says=Text(
        "这是 Excel 打开文件时留下的临时文件，已略过",
        "this is the temporary file of a workbook open in Excel; passed over",
    ),
    mend=Text("请在 Excel 或 WPS 中保存并关闭对应的工作簿", "save and close the workbook in Excel or WPS"),
    page=Text(
        "以 ~$ 开头的文件说明对应的工作簿正开着，磁盘上的内容可能不是最新的。",
        "A file that begins with ~$ tells that its workbook is open: what is on disk may not be the newest.",
    ),
)
TEXT_FILE = Rule(
    "FZ313",
    "text-named-workbook",
    Severity.INFO,
    says=Text(
        "该文件名为工作簿，内容却是文本，已按 {kind} 读取",
        "the name says workbook, the content is text; read as {kind}",
    ),
    mend=Text(
        "不影响读数；要去掉这条提示，在 Excel 或 WPS 中打开后另存为 .xlsx",
        "the figures are read all the same; to be rid of this notice, open it in Excel and save it as .xlsx",
    ),
    page=Text(
        "文件类型由内容判定，不看扩展名。门户网站导出的 .xls 常是文本。",
        "The kind of a file is decided by its content. The .xls of a web portal is often text.",
    ),
)
NOT_A_WORKBOOK = Rule(
    "FZ314",
    "not-a-workbook",
    Severity.ERROR,
    says=Text("该文件是{kind}，不是工作簿", "this file is {kind}, not a workbook"),
    mend=Text(
        "请索取原始的电子表格；图片和 PDF 中的数字不会自动识别",
        "ask for the original spreadsheet; images and PDF are not read",
    ),
    page=Text(
        "图片、PDF、Word 文档等不含单元格，读数无从核对。",
        "Images, PDF and text documents have no cells, so no number in them could be traced.",
    ),
)
EMPTY_FILE = Rule(
    "FZ315",
    "empty-file",
    Severity.ERROR,
    says=Text("该文件是空的", "this file is empty"),
    mend=Text("请重新保存或复制该文件", "save or copy the file again"),
    page=Text("文件长度为 0，或没有任何有内容的工作表。", "The file has no bytes, or no sheet with anything in it."),
)
LFS_POINTER = Rule(
    "FZ316",
    "git-lfs-pointer",
    Severity.ERROR,
    says=Text(
        "这是 Git LFS 的指针文件，真正的内容没有下载",
        "this is a Git LFS pointer; the content was not downloaded",
    ),
    mend=Text("请运行 git lfs pull", "run git lfs pull"),
    page=Text(
        "仓库中的大文件由 Git LFS 保管，取出前只有一段文字指针。",
        "Git LFS keeps large files apart; until pulled there is only a pointer.",
    ),
)
TOO_LARGE = Rule(
    "FZ317",
    "too-large",
    Severity.ERROR,
    says=Text(
        "该文件展开后过大（{size}），超过上限 {limit}",
        "this file expands to {size}, more than the limit of {limit}",
    ),
    mend=Text(
        "如是误设格式造成的空白区域，请删除多余的行列后另存；数据确有这么多时，可用 {option} 提高上限",
        "delete stray rows and columns and save it again; if it really holds that much, raise the limit by {option}",
    ),
    page=Text(
        "防止压缩炸弹和跑到表格尽头的孤立单元格耗尽内存。文件展开后的大小由 --max-size 限定（默认 1500 MB），"
        "每张工作表已用区域的单元格数由 --max-cells 限定（默认 30000000）。",
        "A guard against archive bombs, and against a stray cell at the far end of a sheet using up the memory. "
        "--max-size limits what a file expands to (1500 MB unless given), --max-cells the cells of the used range of "
        "one sheet (30000000).",
    ),
)
HTML_FILE = Rule(
    "FZ318",
    "html-page",
    Severity.ERROR,
    says=Text("该文件是网页（HTML），没有可读的表格", "this file is a web page (HTML) without a table"),
    mend=Text("请用 Excel 或 WPS 打开后另存为 .xlsx", "open it in Excel or WPS and save it as .xlsx"),
    page=Text(
        "有的网站把网页命名为 .xls 供下载。有表格的网页会照常读取。",
        "Some portals name a web page .xls. Pages with tables are read.",
    ),
)
UNREADABLE = Rule(
    "FZ319",
    "unreadable-file",
    Severity.ERROR,
    says=Text("该文件无法读取：{reason}", "this file cannot be read: {reason}"),
    mend=Text(
        "请用 Excel 或 WPS 打开确认后另存为 .xlsx；不是数据文件的，请移出数据文件夹",
        "open it in Excel or WPS and save it as .xlsx; if it is no data file, move it out of the data folder",
    ),
    page=Text(
        "不认识的格式，或操作系统读不出来。",
        "A format that is not known, or a file that the operating system cannot read.",
    ),
)
GARBLED_TEXT = Rule(
    "FZ350",
    "garbled-text-decoded-again",
    Severity.INFO,
    says=Text(
        "该文件把中文按西文编码存放，{count} 处文字已按 GBK 重新解码",
        "this file stores Chinese text under a Western code page; {count} texts were decoded again as GBK",
    ),
    mend=Text(
        "请核对表头的文字；建议用 Excel 或 WPS 另存为 .xlsx",
        "check the headings; better save it as .xlsx in Excel or WPS",
    ),
    page=Text(
        "旧的导出程序有时把 GBK 字节写进声明为西文（代码页 1252）的 .xls，在别的电脑上打开便是乱码，如“ÖÐ¹ú”。"
        "仅当文件中所有这样的文字都能还原成常用汉字时才还原，西文的变音字母（Zürich）不受影响。",
        "Old exporters write GBK bytes into an .xls that declares a Western code page (1252), which opens elsewhere as "
        "ÖÐ¹ú. The texts are restored only where every one of them turns into common Chinese characters; Western "
        "letters with accents (Zürich) stay as they are.",
    ),
)
WESTERN_TEXT = Rule(
    "FZ351",
    "read-as-western-text",
    Severity.INFO,
    says=Text(
        "该文本既不是 UTF-8 也不是 GB18030，已按西文编码（cp1252）读取",
        "this text is neither UTF-8 nor GB18030 and was read as Western text (cp1252)",
    ),
    mend=Text("请核对表头的文字；建议另存为 UTF-8", "check the headings; better save it as UTF-8"),
    page=Text(
        "文本文件的编码按 BOM、严格 UTF-8、GB18030 的顺序判定，都不是时按西文编码 cp1252 读取。数字在各种编码中相同，"
        "只有带变音的字母可能有别。",
        "The encoding of a text file is decided by its BOM, then strict UTF-8, then GB18030; what is none of these is "
        "read as cp1252. Figures are the same in all of them; only letters with accents may differ.",
    ),
)
TOO_SLOW = Rule(
    "FZ352",
    "too-slow",
    Severity.ERROR,
    says=Text("读取该文件超过 {seconds} 秒，已放弃", "reading this file took more than {seconds} s and was given up"),
    mend=Text(
        "请检查文件是否异常庞大或损坏；确需读取时用 --max-seconds 提高上限",
        "check whether it is huge or damaged; if it must be read, raise the limit by --max-seconds",
    ),
    page=Text(
        "个别文件过大、损坏或在很慢的网络盘上时，不应让其余文件一起等待。"
        "每个文件的时限由 --max-seconds 限定（默认 120 秒）。",
        "One file that is huge, damaged or on a slow network drive must not keep all others waiting. --max-seconds "
        "limits the time for each file (120 s unless given).",
    ),
)
BROKEN_LINK = Rule(
    "FZ353",
    "broken-link",
    Severity.ERROR,
    says=Text("这是一个链接，从它指向的 {target} 找不到文件", "this is a link to {target}, where no file is found"),
    mend=Text(
        "请恢复被指向的文件，或用文件本身替换链接",
        "restore the file it points to, or put the file in the place of the link",
    ),
    page=Text(
        "数据文件夹中的链接指向了已移动或删除的文件，或绕回自身。该报表没有读到，绝不悄悄略过。",
        "A link in the data folder points to a file that was moved or deleted, or to itself. The return was not read, "
        "and that is said.",
    ),
)
NO_FILE = Rule(
    "FZ354",
    "not-a-plain-file",
    Severity.ERROR,
    says=Text("这不是普通文件（{kind}），未读取", "this is no plain file ({kind}) and was not read"),
    mend=Text("请换成真正的文件", "replace it by a real file"),
    page=Text(
        "管道、设备和套接字没有确定的内容，读取时可能永远等待，同一输入也得不到同一结果。",
        "Pipes, devices and sockets have no fixed content: reading may wait for ever, and the same input would not "
        "give the same result.",
    ),
)
NO_PERMISSION = Rule(
    "FZ355",
    "no-permission",
    Severity.ERROR,
    says=Text(
        "没有读取权限，或文件正被别的程序独占", "there is no permission to read it, or another program has locked it"
    ),
    mend=Text(
        "请关闭打开它的程序，或请管理员授予读取权限",
        "close the program that has it open, or have the permission granted",
    ),
    page=Text(
        "操作系统拒绝读取该文件或文件夹。里面的数据没有读到。",
        "The operating system refuses to read the file or folder. What is in it was not read.",
    ),
)
NOT_FOLLOWED = Rule(
    "FZ356",
    "link-to-folder",
    Severity.INFO,
    says=Text(
        "这是指向另一个文件夹的链接，未进入",
        "this is a link to another folder and was not followed",
    ),
    mend=Text("如需读取其中的文件，请在命令中写明该文件夹", "to have its files read, name that folder in the command"),
    page=Text(
        "链接可能绕回上级文件夹而没有尽头，也会让同一文件有两个名称。",
        "Links may lead back to a folder above and never end, and they give one file two names.",
    ),
)
OTHER_PLAN = Rule(
    "FZ393",
    "folder-of-another-plan",
    Severity.INFO,
    says=Text(
        "这个文件夹有自己的规划文件 {plan}，未进入",
        "this folder has a plan file of its own, {plan}, and was not entered",
    ),
    mend=Text(
        "要审核其中的报表，请用 --plan 指明它的规划文件；确属本规划的，请移走那个规划文件",
        "to check what is in it, name its plan file with --plan; where it belongs to this plan, move that file away",
    ),
    page=Text(
        "数据文件夹里带有自己的 targets.yaml 的子文件夹，是另一套规划和数据（例如练习用的 data/faulty），"
        "不与本规划的数据混读。在命令后直接写明该文件夹时照常进入。",
        "A folder inside the data folder that has a targets.yaml is another plan with its data (such as data/faulty, "
        "which is there to practise on): the two are not read together. Named on the command line it is entered.",
    ),
)
