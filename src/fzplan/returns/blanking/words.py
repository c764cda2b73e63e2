"""The words that a blank return prints, in both languages; headings are such that the reader knows them."""

from __future__ import annotations

from fzplan.diagnostics import Text

HEADS = {
    "measure": Text("指标名称", "Indicator"),
    "unit": Text("计量单位", "Unit"),
    "period": Text("报告期", "时间"),
    "year": Text("年份", "Year"),
    "quarter": Text("季度", "季度"),
    "month": Text("月份", "月份"),
    "day": Text("日", "日"),
    "value": Text("数值", "Value"),
    "note": Text("说明", "说明"),
    "edition": Text("版次", "版次"),
    "published": Text("公布日期", "公布日期"),
    "quality": Text("数据质量", "数据质量"),
    "member": Text("分组", "Group"),
    "serial": Text("序号", "No."),
    "_": Text("其他", "Other"),
}
"""Where English has no word that the reader knows, the Chinese one stands: a heading names a column to the program."""

TITLE = Text("{form}", "{form}")
OF_PERIOD = Text("{form}（{period}）", "{form} ({period})")
REPORTER = Text("填报单位：", "填报单位 Reporting unit：")
PERIOD = Text("报告期：", "报告期 Reporting period：")
UNIT = Text("单位：", "单位：")
UNTIL = Text("截至：", "截至 Complete until：")
UNTIL_SAYS = Text(
    "填完后写明名单截至何日，如“截至2024年12月31日”；此后没有记录的年份才算作零",
    "when the list is complete write until which day, as 截至2024年12月31日; only then a year without entries is zero",
)
SIGN = (
    Text("单位负责人：", "单位负责人 Head："),
    Text("统计负责人：", "统计负责人 Statistician："),
    Text("填表人：", "填表人 Filled in by："),
    Text("联系电话：", "联系电话 Telephone："),
    Text("报出日期：", "报出日期 Date："),
)
LEGEND = Text(
    "只填浅黄色的单元格（{range}）；灰色的名称、单位不要改动。没有数据留空，不要填 0。",
    "Fill in the pale yellow cells only ({range}); leave names and units alone. No figure: leave it blank, not 0.",
)
CHECKED = Text("审核：", "Checks: ")
RELATIONS = Text("审核关系：{relations}", "审核关系：{relations}")

DEFINITION = Text("说明：{}", "Definition: {}")
MEASURED = Text("计量单位：{}", "Unit: {}")
IN_ENGLISH = Text("英文：{}", "Chinese: {}")
ALIASES = Text("又称：{}", "Also called: {}")

NUMBER = Text("请填数字，单位：{unit}", "a number, in {unit}")
WHOLE = Text("请填不小于 0 的整数，单位：{unit}", "a whole number, not below 0, in {unit}")
POSITIVE = Text("请填不小于 0 的数，单位：{unit}", "a number not below 0, in {unit}")
RATIO = Text(
    "按 {unit} 填数字，不带符号；一般在 {low} 至 {high} 之间",
    "a number in {unit}, without the sign; usually {low} to {high}",
)
DATE = Text("请填日期，如 2024-06-30", "a date such as 2024-06-30")
LIST = Text("请从列表中选择", "choose from the list")
TEXT = Text("请填文字", "text")
UNIQUE = Text("每行一个，不得重复", "one a row, not repeated")
CODE = Text("请填代码（文字，保留前面的 0）", "the code, as text with its leading zeros")

CHECKS = Text("审核", "Checks")
CHECKS_MARK = Text(
    "审核表：由本工作簿自动计算，不是数据，无须填写", "Checks: computed by this workbook; no data, nothing to fill in"
)
MARKS = tuple(CHECKS_MARK)
LISTS = Text("选项", "Lists")
CHECK_HEADS = (
    Text("编号", "Id"),
    Text("级别", "Level"),
    Text("审核关系", "Relation"),
    Text("位置", "Where"),
    Text("左边", "Left"),
    Text("右边", "Right"),
    Text("差额", "Difference"),
    Text("结果", "Result"),
    Text("说明", "Note"),
)
PASSED = Text("通过", "pass")
FAILED = Text("不通过", "FAIL")
EMPTY = Text("未填", "not filled in")
UNDECIDED = Text("无法判断", "cannot be judged")
REACH = Text("审核到第 {first}—{last} 行", "checks rows {first} to {last}")
ELSEWHERE = Text("由 fzplan check 审核", "by fzplan check")
SUMMARY = (Text("不通过 ", "FAIL "), Text(" 项", ""))
