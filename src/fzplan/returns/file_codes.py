"""Findings about files and sheets as a whole (FZ302–FZ305, FZ310–FZ319)."""

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
    mend=Text("建议另存为真正的 .xlsx，或把扩展名改为 .csv", "save it as a real .xlsx, or rename it .csv"),
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
        "如是误设格式造成的空白区域，请删除多余的行列后另存；数据确有这么多时请拆分文件",
        "delete stray rows and columns and save it again; split the file if it really holds that much",
    ),
    page=Text(
        "防止压缩炸弹和跑到表格尽头的孤立单元格耗尽内存。",
        "A guard against archive bombs, and against a stray cell at the far end of a sheet using up the memory.",
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
        "请确认文件没有被占用并有读取权限，用 Excel 或 WPS 另存为 .xlsx",
        "check that it is not in use and may be read; save it as .xlsx",
    ),
    page=Text("没有读取权限，或是不认识的格式。", "No permission to read, or a format that is not known."),
)
