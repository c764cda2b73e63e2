"""The reference of the plan file: its parts in the order in which a user meets them, and the sentences between them."""

from __future__ import annotations

from typing import NamedTuple

Words = tuple[str, str]


class Part(NamedTuple):
    """A section of the schema on the page."""

    name: str
    """Its name in the schema."""
    id: str
    """What its anchors begin with: `target.at_least`."""
    title: Words
    place: Words | None = None
    level: int = 2
    more: Words = ("", "")
    """What is said under the heading, behind the schema's own sentence."""
    pages: tuple[tuple[str, Words], ...] = ()
    """Pages that go deeper."""
    shares: str = ""
    """The section whose keys can stand here too."""

    @property
    def anchor(self) -> str:
        """Return the anchor of the section itself: `target:`."""
        return f"{self.id}:"


def _within(*steps: str) -> Words:
    """Return the way to a section, with the word for a name of the user's own in each language."""
    return tuple(" ".join(steps).replace("NAME", word) for word in ("名称", "NAME"))  # type: ignore[return-value]


FORMULA = ("spec/formula", ("公式", "formulas"))
UNITS = ("spec/units", ("单位", "units"))
VERDICTS = ("spec/verdicts", ("判定", "verdicts"))
FIGURES = ("spec/figures", ("哪个数算数", "which figure counts"))
READING = ("spec/extraction", ("从单元格到观测值", "from cells to observations"))
CHECKS = ("spec/checks", ("审核关系", "checks"))
RECORDS = ("microdata", ("逐户资料", "microdata"))
SCREENS = ("screen", ("筛查", "screens"))
HIDING = ("disclosure", ("披露控制", "disclosure control"))
UNIT_EXAMPLE = "units: {大卡: {alias: [千卡]}, 兆卡: {factor: 1000, of: 大卡}}"

PARTS = (
    Part(
        "PlanFile", "file", ("文件的各段", "The sections of the file"),
        more=("只有 `plan:` 必须写；各段先后不限。", "Only `plan:` has to be there; the sections stand in any order."),
        pages=(("plan-file-versions", ("格式版本", "versions of the format")),),
    ),
    Part("HeadFile", "plan", ("规划 `plan:`", "The plan: `plan:`"), _within("plan:"), pages=(VERDICTS,)),
    Part(
        "UnitsFile", "units", ("单位 `units:`", "Units: `units:`"), _within("units:"),
        more=(
            f"程序认得常用的计量单位；这里只写它不认得的，各以自己的名称为键：`{UNIT_EXAMPLE}`。",
            f"The program knows the usual units; only others are written here, each under its own name: `{UNIT_EXAMPLE}`.",
        ), pages=(UNITS,),
    ),
    Part("UnitFile", "unit", ("一个单位", "One unit"), _within("units:", "NAME:"), 3),
    Part(
        "DimensionFile", "dimensions", ("分组 `dimensions:`", "Dimensions: `dimensions:`"), _within("dimensions:", "NAME:"),
        more=(
            "分组的名称可以在表式里作 `{园区}`，在公式里作 `总收入[园区=东区]`。",
            "The name of a dimension stands as `{园区}` in forms and as `总收入[园区=东区]` in formulas.",
        ), pages=(FORMULA,),
    ),
    Part("MemberFile", "members", ("成员", "Members"), _within("dimensions:", "NAME:", "members:", "NAME:"), 3),
    Part(
        "MeasureFile", "measures", ("原始指标 `measures:`", "Measures: `measures:`"), _within("measures:", "NAME:"),
        more=("名称就是公式里用的名称。", "The name is the one that formulas use."), pages=(UNITS, FIGURES),
    ),
    Part("BreakFile", "breaks", ("口径变化 `breaks:`", "Breaks: `breaks:`"), _within("measures:", "NAME:", "breaks:", "[ ]"), 3),
    Part(
        "IndicatorFile", "indicators", ("考核指标 `indicators:`", "Indicators: `indicators:`"), _within("indicators:", "NAME:"),
        pages=(FORMULA, ("functions/README", ("公式函数", "formula functions"))), shares="MeasureFile",
    ),
    Part(
        "TargetFile", "target", ("目标 `target:`", "Targets: `target:`"), _within("indicators:", "NAME:", "target:"),
        more=(
            "几个目标写在 `targets:` 下，每个一条。一个目标写一个比较、一个时间；目标的种类由此得出，不用写。",
            ("Several targets stand under `targets:`, one an entry. A target has one comparison and one time; its kind "
            "follows from them and is never written."),
        ), pages=(VERDICTS, ("methods", ("方法", "methods"))),
    ),
    Part(
        "BaselineFile", "baseline", ("目标的基期 `baseline:`", "The base of a target: `baseline:`"),
        _within("indicators:", "NAME:", "target:", "baseline:"), 3,
    ),
    Part(
        "AmendedFile", "amended", ("中期调整 `amended:`", "Mid-term adjustment: `amended:`"),
        _within("indicators:", "NAME:", "target:", "amended:"), 3,
        ("写调整后的数，或写 `was:`：看目标本身写的是哪一个。", "Either the adjusted number or `was:`, whichever the target itself is not."),
    ),
    Part(
        "DeliverableFile", "deliverables", ("重点任务 `deliverables:`", "Deliverables: `deliverables:`"), _within("deliverables:", "NAME:"),
        more=("做没做成、何时做成，由台账报送。", "Whether and when they are done is reported in a register."), pages=(VERDICTS,),
    ),
    Part(
        "FormFile", "forms", ("表式 `forms:`", "Forms: `forms:`"), _within("forms:", "NAME:"),
        more=(
            "表头、合计、单位和脚注由程序在表里找；下面的键只写它找不到或会找错的。",
            ("Headers, totals, units and footnotes are found by the program; the keys below say what it cannot find or "
            "would get wrong."),
        ), pages=(READING, ("howto/messy-workbooks", ("不规整的工作簿", "messy workbooks")), RECORDS),
    ),
    Part("ColumnFile", "fields", ("逐户表式的字段 `fields:`", "Fields of records: `fields:`"), _within("forms:", "NAME:", "fields:", "NAME:"), 3, pages=(RECORDS,)),
    Part("ConnectionFile", "connections", ("数据库 `connections:`", "Databases: `connections:`"), _within("connections:", "NAME:"), pages=(RECORDS,)),
    Part(
        "CheckFile", "checks", ("审核关系 `checks:`", "Checks: `checks:`"), _within("checks:", "[ ]"),
        pages=(CHECKS, ("spec/built-in-checks", ("内置审核", "built-in checks"))),
    ),
    Part("PartsFile", "sum", ("合计 `sum:`", "Totals: `sum:`"), _within("checks:", "[ ]", "sum:"), 3),
    Part("ItemsFile", "of_which", ("其中项 `of_which:`", "Of-which items: `of_which:`"), _within("checks:", "[ ]", "of_which:"), 3),
    Part("PeriodFile", "period", ("跨期和增幅 `period:`", "Over time: `period:`"), _within("checks:", "[ ]", "period:"), 3),
    Part("JumpFile", "jump", ("单位跳变 `jump:`", "Jumps: `jump:`"), _within("checks:", "[ ]", "jump:"), 3),
    Part("OutlierFile", "outlier", ("离群 `outlier:`", "Outliers: `outlier:`"), _within("checks:", "[ ]", "outlier:"), 3),
    Part(
        "CodeFile", "code", ("代码 `code:`", "Codes: `code:`"), _within("checks:", "[ ]", "code:"), 3,
    ),
    Part("RevisionFile", "revision", ("修订 `revision:`", "Revisions: `revision:`"), _within("checks:", "[ ]", "revision:"), 3),
    Part("RosterFile", "roster", ("应报未报 `roster:`", "Completeness: `roster:`"), _within("checks:", "[ ]", "roster:"), 3),
    Part(
        "CheckExamplesFile", "check-examples", ("审核关系的算例 `examples:`", "Cases of a check: `examples:`"),
        _within("checks:", "[ ]", "examples:"), 3, pages=(CHECKS,),
    ),
    Part("DisclosureFile", "disclosure", ("披露控制 `disclosure:`", "Disclosure: `disclosure:`"), _within("disclosure:"), pages=(HIDING,)),
    Part("DominanceFile", "dominance", ("占比规则 `dominance:`", "Dominance: `dominance:`"), _within("disclosure:", "dominance:"), 3),
    Part("ClaimFile", "claims", ("核验规划印出的数 `claims:`", "Figures to verify: `claims:`"), _within("claims:", "[ ]"), pages=(("audit", ("复算", "the audit")),)),
    Part("ExampleFile", "examples", ("指标的算例 `examples:`", "Worked examples: `examples:`"), _within("examples:", "[ ]")),
    Part("ScreenFile", "screens", ("筛查 `screens:`", "Screens: `screens:`"), _within("screens:", "NAME:"), pages=(SCREENS,)),
    Part(
        "ScreenIndicatorFile", "screen-indicators", ("筛查的指标 `indicators:`", "Figures of a screen: `indicators:`"),
        _within("screens:", "NAME:", "indicators:", "NAME:"), 3,
    ),
    Part(
        "StandardFile", "standards", ("标准 `standards:`", "Standards: `standards:`"), _within("screens:", "NAME:", "standards:", "[ ]"), 3,
        pages=(SCREENS,),
    ),
)  # fmt: skip
GROUPS: dict[str, tuple[tuple[Words, tuple[str, ...]], ...]] = {
    "TargetFile": (
        (("比较：写一个", "The comparison: one of these"), (
            "at_least", "more_than", "at_most", "less_than", "between", "rise_by", "fall_by", "times", "doublings",
            "direction", "near", "monitor",
        )),
        (("时间：写一个（`monitor:` 不写）", "The time: one of these (none with `monitor:`)"), ("by", "each", "over")),
        (("怎样计算和判定", "How it is computed and judged"), (
            "of", "mean", "pass", "reading", "within", "limit", "better", "baseline", "for", "amended",
        )),
        (("各年的进度", "The way to it"), ("path", "milestones")),
        (("可靠程度和别的方法", "How sure it is, and other methods"), ("quality", "proxy", "method", "compat")),
        (("编号、责任和出处", "Id, responsibility and source"), (
            "id", "nature", "owner", "weight", "remarks", "quote", "section", "note",
        )),
    ),
    "FormFile": (
        (("在哪里", "Where it is"), ("files", "sheets", "connection", "table")),
        (("名称指什么", "What names mean"), ("rows", "columns", "names", "readings", "period", "fixed", "skip", "symbols")),
        (("表的位置：程序找错了才写", "Where the table stands: only where the program gets it wrong"), (
            "header", "labels", "range", "panels",
        )),
        (("逐户的记录（`rows: entity`）", "Records (`rows: entity`)"), ("key", "fields", "where", "aggregate")),
        (("是怎样的数", "What kind of figures they are"), ("unit", "edition", "basis", "quality", "published", "source")),
        (("报送", "Filing"), ("reporter", "due", "note")),
    ),
    "CheckFile": (
        (("编号和级别", "Number and level"), ("id", "level", "files", "sheets")),
        (("关系：写一个", "The relation: one of these"), (
            "within", "sum", "of_which", "across", "period", "aggregate", "jump", "outlier", "code", "revision", "roster",
        )),
        (("怎样判断", "How it is judged"), ("tolerance", "missing", "examples", "note")),
    ),
}  # fmt: skip
"""Long sections in groups; the tests hold that every key stands in one of them."""
FIELDS: dict[str, Words] = {
    "measure": ("原始指标或指标", "a measure or an indicator"),
    "period": ("报告期：`2023年`、`1—9月`、`本年累计`……", "the period: `2023年`, `Q1 2020`, `本年累计` …"),
    "year": ("报告期的一部分：年", "a part of the period: the year"),
    "quarter": ("报告期的一部分：季", "a part of the period: the quarter"),
    "month": ("报告期的一部分：月", "a part of the period: the month"),
    "day": ("报告期的一部分：日", "a part of the period: the day"),
    "grouping": ("下一层是哪个分组的成员，如 `按产业分`", "of which dimension the next level has members, such as `按产业分`"),
    "member": ("`grouping` 所说分组的成员", "a member of the dimension that `grouping` names"),
    "entity": ("一户一行：企业、项目", "one row an entity: an enterprise, a project"),
    "task": ("重点任务", "a deliverable"),
    "unit": ("计量单位", "the unit"),
    "value": ("数值（清单）", "the figure (of a list)"),
    "edition": ("版次", "the edition"),
    "quality": ("数据质量", "the quality of the figure"),
    "published": ("公布日期", "the day of publication"),
    "note": ("备注，成为该数的注", "a remark, which becomes a note of the figure"),
    "_": ("读过不用：英文名、代码、序号", "read and dropped: names in English, codes, running numbers"),
}  # fmt: skip
"""What can stand in braces, besides the names of the plan's dimensions."""
TEXTS: dict[str, Words] = {
    "title": ("# 规划文件：每个键", "# The plan file, key by key"),
    "opening": (
        ("规划文件 `targets.yaml` 用 YAML 写：缩进表示层次，冒号后面空一格。键是英文，名称（指标、分组、表式）用中文。"
        "本页由程序的格式定义生成，编辑器里的提示与此相同（[在编辑器里](EDITOR)）。"),
        ("The plan file `targets.yaml` is YAML: indentation shows what belongs to what, a colon is followed by a blank. "
        "Keys are English; names (of indicators, dimensions, forms) are in the language of the reports. This page is "
        "made from the program's own definition of the format; editors show the same ([in the editor](EDITOR))."),
    ),
    "smallest": ("## 最小的完整规划文件", "## The smallest complete plan file"),
    "return": ("它读的报表 `data/年报.csv`：", "The return that it reads, `data/年报.csv`:"),
    "computed": (
        "`fzplan explain 劳均产出 2023`（`fzplan compute` 出全部报告）：",
        "`fzplan explain 劳均产出 2023` (all reports: `fzplan compute`):",
    ),
    "reading": (
        ("## 怎样看下面的表\n\n"
        "每个键一行：能写什么、默认值；意思、例子；哪些问题编号说的是它（由测试用例得知，点开是说明和改法）。"
        "注明“必写”的不能省，其余都可以不写。不认识的键是错误（FZ115），不会被忽略。"
        "每个键都有链接，如 `plan-file.md#target.at_least`；每段也有，如 `#target:`。"),
        ("## How to read the tables\n\n"
        "A row a key: what it takes and its default; what it means, with examples; the findings that speak of it (known "
        "from the test cases; their pages say how to mend). Keys marked “required” cannot be left out, all others can. "
        "An unknown key is an error (FZ115) and never ignored. Every key has an anchor, such as "
        "`plan-file.en.md#target.at_least`, and so has every section, such as `#target:`."),
    ),
    "any_key": ("任何地方都可能出现的问题：", "Findings that any place may have: "),
    "required": ("必写", "required"),
    "place": ("位置：", "Place: "),
    "shared": ("另有与{of}相同的键：{keys}。", "The keys of {of} can stand here too: {keys}."),
    "shared_name": ("原始指标", "measures"),
    "rules": ("说到整条的问题：", "Findings about an entry as a whole: "),
    "deeper": ("详见", "More: "),
    "kinds_title": (
        ("### 比较和时间怎样搭配\n\n程序认得下列搭配，别的是错误"
        "（FZ706）。"), ("### Which comparison goes with which time\n\nThese combinations make a kind of "
        "target; any other is an error (FZ706)."),
    ),
    "fields_title": (
        ("### 花括号里写什么\n\n`files`、`sheets`、`rows`、`columns` 用同一种写法：文字照写，`*` 代表任意文字，`{…}` 读出一个名称，"
        "` > ` 由外层到内层。只有一个名称时花括号可省（`rows: measure`）。规划的每个分组也可以写，如 `{园区}`。"),
        ("### What stands in braces\n\n`files`, `sheets`, `rows` and `columns` share one way of writing: text stands for "
        "itself, `*` for any text, `{…}` reads a name, ` > ` goes from the outer to the inner level. A single name needs "
        "no braces (`rows: measure`). Every dimension of the plan can stand there too, such as `{园区}`."),
    ),
}  # fmt: skip
HEADS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "keys": (("键", "写什么", "意思和例子"), ("key", "takes", "meaning and examples")),
    "kinds": (("目标种类", "比较", "时间", "例"), ("kind of target", "comparison", "time", "example")),
    "fields": (("写", "读什么"), ("written", "what it reads")),
}
