"""The rules FZ2xx: what can be wrong with a formula, a filter or a unit."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

SYNTAX = Rule(
    "FZ201",
    "formula-syntax",
    Severity.ERROR,
    says=Text(
        "公式此处读不通：{found}；此处应为{expected}", "the formula cannot be read here: {found}; expected {expected}"
    ),
    mend=Text(
        "请核对运算符、括号和逗号；公式开头不写“=”；含空格或标点的名称写在「」中",
        "check operators, brackets and commas; a formula does not begin with “=”; put names with spaces or punctuation "
        "into 「」",
    ),
    page=Text(
        "公式由名称、数值、运算符（+ - * / ^）、比较（= ≠ < ≤ > ≥）、且 或 非、若…则…否则…和函数组成。"
        "全角符号与半角等同。"
        "含有 #、冒号、逗号、方括号的公式在 YAML 中要加引号，否则会被截断。",
        "A formula consists of names, numbers, operators (+ - * / ^), comparisons (= ≠ < ≤ > ≥), and/or/not, "
        "if…then…else… and functions. Full-width signs equal plain ones. In YAML a formula with #, a colon, a comma "
        "or square brackets needs quotes, or it is cut.",
    ),
)
UNKNOWN_NAME = Rule(
    "FZ202",
    "unknown-name",
    Severity.ERROR,
    says=Text("没有名为“{name}”的指标{near}", "there is no measure or indicator “{name}”{near}"),
    mend=Text("请改正名称，或在 measures: 中声明“{name}”", "correct the name, or declare “{name}” in `measures:`"),
    page=Text(
        "公式只能使用 measures: 和 indicators: 中声明的名称，在 aggregate: 中只能使用该表式的字段。名称按 NFKC "
        "归一后比较。",
        "A formula uses only names declared in `measures:` and `indicators:`, in `aggregate:` only fields of the "
        "form. "
        "Names are compared after NFKC normalisation.",
    ),
)
JOINED_WORD = Rule(
    "FZ203",
    "joined-word",
    Severity.ERROR,
    says=Text(
        "“{name}”中的“{word}”与名称连写，被当作名称的一部分",
        "in “{name}” the word “{word}” is joined to a name and read as part of it",
    ),
    mend=Text("请在“{word}”两侧加空格", "put spaces around “{word}”"),
    page=Text(
        "若、则、否则、且、或、非只有在两侧是空格或标点时才是运算词；名称本身可以含有这些字（如“非公企业数”）。",
        "若 则 否则 且 或 非 are words of the language only between spaces or punctuation; names may contain these "
        "characters (非公企业数).",
    ),
)
UNIT_MISMATCH = Rule(
    "FZ204",
    "unit-mismatch",
    Severity.ERROR,
    says=Text(
        "单位不同类：{left}是“{left_unit}”，{right}是“{right_unit}”",
        "units do not match: {left} is in {left_unit}, {right} is in {right_unit}",
    ),
    mend=Text("{hint}", "{hint}"),
    page=Text(
        "单位就是类型：只有同类的量可以相加、相减、比较。万元与亿元自动换算；不同币种、人与人年、%与百分点不互换。"
        "没有单位的数不能与有单位的量相加或比较（0 除外）。",
        "Units are types: only like quantities are added, subtracted or compared. 万元 and 亿元 are converted; "
        "currencies, persons and person-years, % and percentage points are not. A number without a unit is not added "
        "to "
        "or compared with a quantity that has one (0 excepted).",
    ),
)
UNKNOWN_UNIT = Rule(
    "FZ205",
    "unknown-unit",
    Severity.ERROR,
    says=Text("单位“{unit}”无法识别：{reason}", "the unit “{unit}” is not known: {reason}"),
    mend=Text("请改用通用单位，或在 units: 中声明“{unit}”", "use a usual unit, or declare “{unit}” in `units:`"),
    page=Text(
        "数值后可直接写单位：10亿元、5%、2个百分点、400万元/人。单位表可由规划文件的 units: 扩充。",
        "A unit may follow a number: 10亿元, 5%, 2个百分点, 400万元/人. The plan's `units:` extends the table.",
    ),
)
KIND_MISUSE = Rule(
    "FZ206",
    "kind-misuse",
    Severity.ERROR,
    says=Text("{function}不能用于{name}：{reason}", "{function} cannot be applied to {name}: {reason}"),
    mend=Text("{hint}", "{hint}"),
    page=Text(
        "kind 说明一个量能否相加：flow 可按时间和成员相加；stock、average、fixed 只可按成员相加；rate、ratio "
        "都不可相加或平均，"
        "应由分子、分母重新计算。没有声明 kind 的指标不能合计。",
        "`kind` says whether a quantity adds: a flow over time and members; stock, average and fixed over members "
        "only; "
        "rates and ratios never: they are recomputed from numerator and denominator. Without a kind nothing is "
        "summed.",
    ),
)
WRONG_ARGUMENTS = Rule(
    "FZ207",
    "wrong-arguments",
    Severity.ERROR,
    says=Text("函数 {function} 的参数不对：{reason}", "wrong arguments of {function}: {reason}"),
    mend=Text("写法：{signature}", "write: {signature}"),
    page=Text(
        "每个函数的参数个数、名称和取值都是固定的；年份、方法等参数必须是常数。",
        "Number, names and values of a function's arguments are fixed; years, methods and the like are constants.",
    ),
)
UNKNOWN_MEMBER = Rule(
    "FZ208",
    "unknown-member",
    Severity.ERROR,
    says=Text("{what}“{name}”不存在{near}", "there is no {what} “{name}”{near}"),
    mend=Text("请改正，或在 dimensions: 中声明", "correct it, or declare it in `dimensions:`"),
    page=Text(
        "x[产业=轨道交通] 取一个成员，x[产业 in 千亿] 取一组成员之和；分组、成员和组都在 dimensions: 中声明。",
        "x[产业=轨道交通] takes a member, x[产业 in 千亿] the sum of a group; dimensions, members and groups are "
        "declared "
        "in `dimensions:`.",
    ),
)
MIXED_COUNTS = Rule(
    "FZ209",
    "mixed-count-words",
    Severity.INFO,
    says=Text(
        "量词不同：{left}以“{left_unit}”计，{right}以“{right_unit}”计",
        "different count words: {left} is in {left_unit}, {right} is in {right_unit}",
    ),
    mend=Text(
        "若确为同一类，在 units: 中写 same: [[{left_unit}, {right_unit}]]",
        "if they count the same things, write `same: [[{left_unit}, {right_unit}]]` in `units:`",
    ),
    page=Text(
        "家、个、件、项是同一量纲，可以相加；量词不同往往说明相加的不是同类，故作提示。",
        "家 个 件 项 are one dimension and may be added; different words often mean different things, hence the hint.",
    ),
)
TOO_LARGE = Rule(
    "FZ210",
    "formula-too-large",
    Severity.ERROR,
    says=Text(
        "公式超出限度：{what}为 {found}，最多 {limit}",
        "the formula exceeds a limit: {what} is {found}, at most {limit}",
    ),
    mend=Text("请把公式拆成几个指标", "split the formula into several indicators"),
    page=Text(
        "长度、嵌套层数、数值和指数都有上限，使任何公式都能很快算完。指数须为常数。",
        "Length, nesting, numbers and exponents are bounded, so that every formula is computed quickly. An exponent "
        "is a constant.",
    ),
)
MIXED_PRICES = Rule(
    "FZ212",
    "mixed-price-basis",
    Severity.ERROR,
    says=Text(
        "价格基础不同：{left}为{left_price}，{right}为{right_price}",
        "different price bases: {left} is at {left_price} prices, {right} at {right_price}",
    ),
    mend=Text("请先用 real(x, 价格指数) 换算到同一价格", "bring them to one price basis with real(x, deflator)"),
    page=Text(
        "现价与不变价（或不同基期的不变价）的数不能相加或比较。",
        "Figures at current and constant prices, or at constant prices of different years, are not added or compared.",
    ),
)
NOT_HERE = Rule(
    "FZ213",
    "not-usable-here",
    Severity.ERROR,
    says=Text("此处不能使用{what}：{reason}", "{what} cannot be used here: {reason}"),
    mend=Text("{hint}", "{hint}"),
    page=Text(
        "aggregate: 和筛选条件逐条记录计算，没有时间和成员，不能用 cagr、@、[ ]；条件（是/否）不能参与加减，"
        "数值不能当条件。",
        "`aggregate:` and filters run record by record and know no time and no members: cagr, @ and [ ] do not apply; "
        "a "
        "condition is not added, and a number is no condition.",
    ),
)
UNKNOWN_FUNCTION = Rule(
    "FZ214",
    "unknown-function",
    Severity.ERROR,
    says=Text("没有函数“{name}”{near}", "there is no function “{name}”{near}"),
    mend=Text(
        "请改正函数名；“{name}”若是指标名称，其后不应有括号",
        "correct it; if “{name}” is an indicator, no bracket follows",
    ),
    page=Text(
        "可用的函数及其写法见手册“公式”一章；函数名为小写英文。",
        "The functions and their arguments are listed in the manual's chapter on formulas; names are lower-case.",
    ),
)

RULES = (
    SYNTAX, UNKNOWN_NAME, JOINED_WORD, UNIT_MISMATCH, UNKNOWN_UNIT, KIND_MISUSE, WRONG_ARGUMENTS, UNKNOWN_MEMBER,
    MIXED_COUNTS, TOO_LARGE, MIXED_PRICES, NOT_HERE,
    UNKNOWN_FUNCTION,
)  # fmt: skip
