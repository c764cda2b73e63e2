"""What is published: the 72 figures the plan prints for 2015–2020, and three taken from elsewhere, named so.

Values and units stand as printed; where the plan drops 元 or writes a Chinese numeral, the note says so.
"""

# ruff: noqa: E501  (a figure a line: it reads as the table it is)

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scripts.sample.book import workbook

if TYPE_CHECKING:
    from pathlib import Path


PLAIN = "规划公布"
BARE_YI = "原文单位作“亿”，省“元”字"
ECONOMY, PILLARS, INNOVATION = "第一章(一)1", "第一章(一)2", "第一章(一)3"
RESEARCH, BUILDING, SERVICE = "第一章(一)4", "第一章(一)5", "第一章(一)6"
ALL = "合计"
SPAN = "2016—2020年"
CLUSTERS = "新一代信息技术、智能制造、新材料、医药健康四个百亿级产业集群为支撑的“2+4”高精尖产业体系"
LISTED = "新增华通热力、博奇环保、中国通号、交控科技、鸿远电子、值得买、旭阳集团上市公司共 7家"
GROWN = "分别比2016年增长 27.7%和37.5%"


class Figure(NamedTuple):
    """One printed figure; `value` is text where the print is not a plain number (超过1100)."""

    measure: str
    value: float | str
    unit: str
    section: str
    quote: str
    period: str = "2020年"
    note: str = PLAIN
    industry: str = ALL


# fmt: off
FIGURES = (
    Figure("总收入", 6648.7, "亿元", ECONOMY, "2020年园区总收入6648.7亿", note=BARE_YI),
    Figure("总收入为2016年倍数", 1.5, "倍", ECONOMY, "为2016年的1.5倍", note="同节另有1.6倍一数"),
    Figure("总收入位次", 4, "位", ECONOMY, "位居中关村一区十六园第四位", note="原文为汉字“第四位”"),
    Figure("总收入年均复合增速", 13.5, "%", ECONOMY, "2016-2020年总收入年均复合增速13.5%", note="2016—2020年"),
    Figure("留区税收", 39.9, "亿元", ECONOMY, "2020年留区税收39.9亿", note=BARE_YI),
    Figure("留区税收占全区比重", 34.4, "%", ECONOMY, "占全区34.4%"),
    Figure("留区税收占比较2016年提升", 5.6, "百分点", ECONOMY, "贡献率比2016年提升 5.6个百分点"),
    Figure("人均产出", 364.9, "万元/人", ECONOMY, "2020年人均产出为364.9万元/人", note="目标称劳均产出；所用从业人员数未公布"),
    Figure("地均产出", 377.1, "亿元/平方公里", ECONOMY, "地均产出为377.1亿元/平方公里", note="所用面积未公布"),
    Figure("人均产出和地均产出位次", 2, "位", ECONOMY, "均位列一区十七园的第二位", note="原文为汉字“第二位”"),
    Figure("新增注册资金亿元以上企业", 190, "家", ECONOMY, "2016-2020年新增注册资金亿元以上企业190家", SPAN),
    Figure("新增企业注册资金", "超过1100", "亿元", ECONOMY, "注册资金总额超过1100亿元", SPAN),
    Figure("收入超十亿元企业数", 69, "家", ECONOMY, "新增收入超十亿企业69家", note="原文作“新增”，与2016年相比，应为年末数"),
    Figure("收入超百亿元企业数", 11, "家", ECONOMY, "超百亿企业11家", note="原文作“新增”，与2016年相比，应为年末数"),
    Figure("收入超十亿元企业数比2016年增长", 27.7, "%", ECONOMY, GROWN),
    Figure("收入超百亿元企业数比2016年增长", 37.5, "%", ECONOMY, GROWN),
    Figure("高技术企业数", "2000余", "家", ECONOMY, "2020年园区高技术企业2000余家"),
    Figure("总资产", 18907, "亿元", ECONOMY, "总资产规模达到18907亿", note=BARE_YI),
    Figure("总资产为2016年倍数", 1.5, "倍", ECONOMY, "总资产规模达到18907亿，是2016年的1.5倍"),
    Figure("高技术企业总收入", 6648.66, "万元", ECONOMY, "总收入 6648.66万元", note="原文单位疑误，应为亿元；照录，不参与计算"),
    Figure("高技术企业总收入为2016年倍数", 1.6, "倍", ECONOMY, "是2016年的1.6倍", note="同节另有1.5倍一数"),
    Figure("千亿级产业集群数", 2, "个", PILLARS, "轨道交通和航空航天两大千亿级产业集群", note="“十三五”期间；原文为汉字“两”"),
    Figure("百亿级产业集群数", 4, "个", PILLARS, CLUSTERS, note="“十三五”期间；原文为汉字“四”"),
    Figure("总收入", 2364.9, "亿元", PILLARS, "2020年总收入达到2364.9亿元", industry="轨道交通"),
    Figure("总收入", 1558.7, "亿元", PILLARS, "相较于2016年的1558.7亿元", "2016年", industry="轨道交通"),
    Figure("轨道交通总收入年均增速", 11.0, "%", PILLARS, "年均增速11.0%", note="2016—2020年"),
    Figure("轨道交通总收入连续超千亿元年数", 6, "年", PILLARS, "收入规模从2015年开始连续六年突破千亿元", note="原文为汉字“六”"),
    Figure("轨道交通企业数", "180余", "家", PILLARS, "180余家轨道交通企业", note="年份据上下文"),
    Figure("轨道交通制修订标准数", "300余", "项", PILLARS, "主导和参与制修订标准 300余项", note="年份据上下文"),
    Figure("航空航天重点企业数", "近100", "家", PILLARS, "航空航天产业聚集重点企业近百家", note="原文作“近百家”；年份据上下文"),
    Figure("总收入", "超过1000", "亿元", PILLARS, "2020年总收入超千亿元", note="原文作“超千亿元”", industry="航空航天"),
    Figure("高精尖产业总收入", 2611.5, "亿元", PILLARS, "“2+4”产业收入由 2016年的 2611.5亿元", "2016年"),
    Figure("高精尖产业总收入", 4290.5, "亿元", PILLARS, "增加到 2020年的 4290.5亿元"),
    Figure("高精尖产业总收入年均增长", 16, "%", PILLARS, "年均增长 16%", note="2016—2020年"),
    Figure("高精尖产业占总收入比重", 64.5, "%", PILLARS, "占园区总收入比重达到 64.5%"),
    Figure("占中关村高新技术企业比重", 7, "%", INNOVATION, "汇集了 7%的中关村高新技术企业", note="年份据上下文"),
    Figure("高新技术企业总数", "超过1100", "家", INNOVATION, "总数超过 1100家"),
    Figure("年均新增高新技术企业", "超过100", "家/年", INNOVATION, "“十三五”期间年新增高新技术企业超过 100家",
           note="“十三五”期间每年"),
    Figure("新增上市公司", 7, "家", INNOVATION, LISTED, SPAN),
    Figure("博士后工作站", 21, "家", INNOVATION, "博士后工作站达到 21家", note="年份据上下文"),
    Figure("累计引进博士后研究人员", 65, "名", INNOVATION, "累计引进博士后研究人员 65名", note="截至2020年"),
    Figure("博士及以上人才", 2535, "人", INNOVATION, "2020年园区博士及以上人才 2535人"),
    Figure("留学归国人员", 682, "人", INNOVATION, "其中留学归国人员大幅增长，达到 682人"),
    Figure("留学归国人员比2017年增加", 525, "人", INNOVATION, "比 2017年增长525人", note="他处均与2016年比"),
    Figure("孵化器和众创空间总数", 48, "家", INNOVATION, "建成孵化器、众创空间 48家", note="年份据上下文"),
    Figure("国家级孵化器", 10, "家", INNOVATION, "其中国家级孵化器 10家", note="年份据上下文"),
    Figure("国家备案众创空间", 11, "家", INNOVATION, "国家备案众创空间 11家", note="年份据上下文"),
    Figure("市级众创空间", 17, "家", INNOVATION, "市级众创空间 17家", note="年份据上下文"),
    Figure("中关村创新型孵化器", 9, "家", INNOVATION, "中关村创新型孵化器 9家", note="年份据上下文"),
    Figure("中关村硬科技孵化器", 1, "家", INNOVATION, "中关村硬科技孵化器 1家", note="年份据上下文"),
    Figure("新增国家级企业技术中心", 4, "个", INNOVATION, "新增国家级企业技术中心 4个", SPAN),
    Figure("新增国家级工程实验室", 1, "个", INNOVATION, "国家级工程实验室1个", SPAN),
    Figure("新增北京市企业技术中心", 19, "个", INNOVATION, "北京市企业技术中心 19个", SPAN),
    Figure("新增市级工程实验室", 4, "个", INNOVATION, "市级工程实验室 4个", SPAN),
    Figure("研发费用", 161.9, "亿元", RESEARCH, "2020年研发费用 161.9亿元"),
    Figure("研发费用位次", 6, "位", RESEARCH, "居一区十七园第六位", note="原文为汉字“第六位”"),
    Figure("科技活动人员", 4.51, "万人", RESEARCH, "园区科技活动人员数量达到4.51万人"),
    Figure("科技活动人员比2016年增长", 47.9, "%", RESEARCH, "比 2016年增长 47.9%"),
    Figure("科技活动人员占年末从业人员比重", 24, "%", RESEARCH, "占年末从业人数比重达到 24%"),
    Figure("技术合同成交额", 476, "亿元", RESEARCH, "2020年园区实现技术合同认定总成交额 476亿元"),
    Figure("技术合同成交额比2016年增长", 98, "%", RESEARCH, "比 2016年增长 98%"),
    Figure("专利申请数", 26842, "个", RESEARCH, "2016-2020年专利申请总数达到 26842个", SPAN),
    Figure("专利授权数", 16072, "个", RESEARCH, "专利授权数达到 16072个", SPAN),
    Figure("国家科学技术奖", 13, "项", RESEARCH, "2016-2020年荣获国家科学技术奖 13项", SPAN),
    Figure("北京市科学技术奖", 36, "项", RESEARCH, "北京市科学技术奖 36项", SPAN),
    Figure("年均开复工面积", "超过100", "万平方米/年", BUILDING, "年开复工面积超过 100万平方米", note="“十三五”期间每年"),
    Figure("固定资产投资", 305.5, "亿元", BUILDING, "累计实现固定资产投资 305.5亿元", SPAN),
    Figure("竣工运营商务楼宇面积", 156.52, "万平方米", BUILDING, "累计竣工运营商务楼宇面积 156.52万平方米", SPAN),
    Figure("政策兑现资金", "近5.5", "亿元", SERVICE, "截至 2020年底，政策兑现资金累计近 5.5亿元", note="累计起始年份未载"),
    Figure("企业政策实施满意度", 98.97, "分", SERVICE, "企业政策实施满意度调查综合得分达到 98.97分", note="年份据上下文；满分按100分"),
    Figure("新设企业办证效率提升", 5, "倍", SERVICE, "实现新设企业办证效率提升5倍", note="“十三五”期间；对比基数未载"),
    Figure("企业变更登记取照天数", 1, "天", SERVICE, "企业变更登记一天取照", note="原文为汉字“一天”"),
)
# fmt: on

BOOK = "m.zhangyue.com/readbook/13040250/3（图书，第一章）"
PORTAL = "zhaoshang-gov.cn/detail/zhaoshang-116476.html"
OUTSIDE = (
    ("园区面积", "2012年", "平方公里", f"{BOOK}；{PORTAL}", "总规划面积，2012年调整后沿用；规划文本未载面积", 17.63),
    ("外部资料总收入", "2015年", "亿元", BOOK, "规划文本未载2015年总收入；只供复算核对", 4004.2),
)
HEADER = ("指标", "产业", "报告期", "计量单位", "章节", "原文", "说明", "数值")
TITLE = "《“十四五”时期中关村科技园区丰台园发展建设规划》公布数据"


def write(folder: Path) -> None:
    """Write the workbook of the plan's own figures and the one of outside sources."""
    with workbook(folder / "published" / "规划公布数据_2015—2020年.xlsx", "规划公布数据") as book:
        sheet = book.sheet("公布数据", (30, 12, 14, 14, 14, 60, 40, 12))
        sheet.banner(TITLE)
        sheet.banner("数值和计量单位照录原文；“超过”“近”“余”为原文所用，不是精确数", "right")
        sheet.line(HEADER, "head")
        for f in FIGURES:
            labels = (f.measure, f.industry, f.period, f.unit, f.section, f.quote, f.note)
            sheet.styled((*labels, f.value), (*["cell"] * len(labels), _style(f.value)))
    with workbook(folder / "published" / "外部资料_园区面积和2015年总收入.xlsx", "外部资料") as book:
        sheet = book.sheet("外部资料", (20, 12, 14, 60, 50, 12))
        sheet.banner("规划文本以外的公开资料")
        sheet.line(("指标", "报告期", "计量单位", "来源", "说明", "数值"), "head")
        for *outside, value in OUTSIDE:
            sheet.styled((*outside, value), (*["cell"] * len(outside), _style(value)))


def _style(value: float | str) -> str:
    """Return the style that prints a value with its own decimals: 11.0 is not 11."""
    return ("whole", "one", "two")[len(repr(value).partition(".")[2])] if isinstance(value, float) else "whole"
