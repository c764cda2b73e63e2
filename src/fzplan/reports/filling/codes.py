"""Findings about an office's own template: FZ920-FZ925."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

UNREADABLE = Rule(
    "FZ920",
    "template-unreadable",
    Severity.ERROR,
    says=Text("模板不能用：{reason}", "the template cannot be used: {reason}"),
    mend=Text(
        "按所说的原因改模板，占位符的写法见 docs/templates.md；打不开的，在 Excel、WPS 或 Word 中取消密码，"
        "另存为 .xlsx 或 .docx 后再用。",
        "mend the template as the reason says; docs/templates.md has the placeholders. Where it cannot be opened, take "
        "its password away in Excel, WPS or Word, save it as .xlsx or .docx and use that.",
    ),
    page=Text(
        "模板须是不加密的 .xlsx 或 .docx，其中至少有一处可填。旧格式（.xls、.doc）、损坏的文件和带宏的文件不读；"
        "没有占位符的模板写出来还是它自己，多半是拿错了文件。模板不能用时什么文件也不写。",
        "A template is an .xlsx or a .docx without a password that has something to fill. Old formats (.xls, .doc), "
        "damaged files and files with macros are not read; a template without a placeholder would be written as it is, "
        "and is mostly the wrong file. Where a template cannot be used, no file is written.",
    ),
)
UNKNOWN = Rule(
    "FZ921",
    "template-unknown-name",
    Severity.ERROR,
    says=Text("模板中的 {written} 没有对应的数：{reason}", "nothing stands behind {written} of the template: {reason}"),
    mend=Text("改为规划文件中的名称。相近的写法：{nearest}", "use a name of the plan file. Close to it: {nearest}"),
    page=Text(
        "占位符由指标名或目标编号、年份或项目组成，如 {{劳均产出.2024}}、{{income_per_employee.verdict}}；"
        "全部写法见 docs/templates.md。一次运行列出所有不认识的占位符；有一处不认识就不写出文件，"
        "不会出现填了一半的报告。",
        "A placeholder is the name of an indicator or a target and a year or a field, as in {{劳均产出.2024}} or "
        "{{income_per_employee.verdict}}; docs/templates.md has them all. One run lists every placeholder that is "
        "not known; with one of them no file is written, and no report is ever filled by half.",
    ),
)
REFUSED = Rule(
    "FZ922",
    "template-refused",
    Severity.ERROR,
    says=Text("模板中的 {written} 不能使用：{reason}", "{written} cannot be used in a template: {reason}"),
    mend=Text(
        "只用名称、年份、项目，以及 for 和 if；写法见 docs/templates.md。",
        "use names, years, fields, `for` and `if` only, as docs/templates.md has them.",
    ),
    page=Text(
        "模板来自别处，因此不执行其中的任何代码：不能调用函数，不能取对象的内部属性，"
        "循环只能在所列的几个列表上进行，最多两层；公式里的占位符也不填。语法错误同样在此报告。",
        "Templates come from elsewhere, so no code in them is run: nothing is called, no inner attribute of an object "
        "is read, loops run over the lists of the documentation only, two deep at most; placeholders inside formulas "
        "are not filled. Errors of syntax are told here too.",
    ),
)
NO_FIGURE = Rule(
    "FZ923",
    "template-no-figure",
    Severity.INFO,
    says=Text("{written} 没有数，{shown}：{reason}", "{written} has no figure, {shown}: {reason}"),
    mend=Text(
        "补报所缺的数后重新运行；要在报告里写明原因，用目标的 why 项。",
        "report what is missing and run again; the field `why` of a target prints the reason.",
    ),
    page=Text(
        "缺的数从不以 0 代替：无数据留空，不适用为“—”，不足最小单位或不予公布为“…”，原因在运行时列出。",
        "A missing figure is never 0: without data the place stays blank, “—” does not apply, “…” is below the "
        "smallest unit or withheld; the reasons are listed by the run.",
    ),
)
LEFT = Rule(
    "FZ924",
    "template-name-left",
    Severity.INFO,
    says=Text("名称 {written} 未填写：{reason}", "the defined name {written} was left alone: {reason}"),
    mend=Text(
        "若要由程序填写，改为 {nearest} 这样的名称，并指向一个没有公式的单元格。",
        "to have it filled, call it something like {nearest} and let it refer to one cell without a formula.",
    ),
    page=Text(
        "定义的名称以年份或项目结尾（如 劳均产出_2024）而规划文件没有这个指标时，程序不能肯定是写错还是本单位自用，"
        "所以不改动并提示；指向多个单元格或有公式的单元格的名称同样不填。其他名称一概不动，也不提示。",
        "A defined name that ends in a year or a field, such as 劳均产出_2024, of an indicator that the plan file does "
        "not have may be a slip or the office's own: it is left alone and told. So is one that refers to several cells "
        "or to a formula. All other names are left alone in silence.",
    ),
)
UNWARNED = Rule(
    "FZ925",
    "template-hides-banner",
    Severity.ERROR,
    says=Text("模板没有写明“{banner}”的地方", "the template has no place that says: {banner}"),
    mend=Text(
        "在标题下写 {placeholder}；没有这类数据时它是空的。",
        "write {placeholder} below the title; it is empty where there are no such data.",
    ),
    page=Text(
        "示例数据和测算结果不得当作统计数据引用，所以凡含这类数的报告都要写明。模板里没有 {{banner}} 就不写出。",
        "Illustrative data and what-if results are not to be quoted as statistics, so every report with such figures "
        "says so. A template without {{banner}} is not filled with them.",
    ),
)
WARNING = "{{banner}}"
NOTHING = Text(
    "没有任何可填之处（{{占位符}} 或可认的名称）", "it has nothing to fill: no {{placeholder}}, no name that is known"
)
