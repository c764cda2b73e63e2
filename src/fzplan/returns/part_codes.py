"""Findings about figures that stand well in a table and still cannot be read by its form (FZ38x)."""

from __future__ import annotations

from fzplan.diagnostics import Rule, Severity, Text

OTHER_PANEL = Rule(
    "FZ380",
    "panel-of-another-unit",
    Severity.INFO,
    says=Text(
        "同一表头下单位为{unit}的一块（{count} 个数）与指标的单位量纲不同，未读取",
        "the part under the same heading in {unit} ({count} numbers) does not fit the measure's unit and was not read",
    ),
    mend=Text(
        "需要这一块时，请为它另写一个表式，其指标以{unit}为单位",
        "to have it read, write a second form whose measure is in {unit}",
    ),
    page=Text(
        "一张表的同一表头下可以先后排着几块数：先是面积，隔一行单位，再是比重。各块按自己的单位行读取；"
        "单位与指标量纲不同的一块不是错误，只是属于另一个指标。",
        "Under one heading a table may print several parts: areas first, then a row of units and shares. Each part is "
        "read in the units of its own row; one that is of another dimension than the measure is no error, it belongs "
        "to another measure.",
    ),
)
DAILY = Rule(
    "FZ381",
    "days-are-no-periods",
    Severity.VERIFY,
    says=Text(
        "{count} 个数是逐日的（{label}），未读取",
        "{count} numbers are of single days ({label}) and were not read",
    ),
    mend=Text(
        "请改用按月、按季或按年的表；或先把逐日的数汇总到月",
        "use the monthly, quarterly or yearly table, or add the days up to months first",
    ),
    page=Text(
        "规划评估的时期最短是一个月。把一天的数当作一个月的数会差出约三十倍，因此逐日的流量不读取；"
        "时点数（如12月31日人口）按其所在月末读取。",
        "The shortest period of an assessment is a month. A day's figure taken for a month's would be wrong by about "
        "thirty times: flows of single days are not read. A stock (population on 31 December) is that of the end of "
        "its month.",
    ),
)
