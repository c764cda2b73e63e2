"""The 重点任务台账: the 39 deliverables of the plan with an invented state, date and evidence."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from scripts.sample.book import workbook

if TYPE_CHECKING:
    from pathlib import Path

# fmt: off
TASKS = (
    # 任务, 进展, 完成年月 (done only)
    ("轨道交通特色园区", "推进中", None),
    ("航空航天产业鼓励扶持政策", "已完成", (2022, 9)),
    ("国家城市道路交通装备智能化工程技术研究中心", "推进中", None),
    ("北京市轨道交通大数据中心及城轨云落地", "推进中", None),
    ("城市轨道交通数据开放创新应用大赛", "已完成", (2021, 11)),
    ("北京市自然科学基金—丰台轨道交通前沿研究联合基金扩大规模", "已完成", (2022, 6)),
    ("铁科院中铁铁路产品认证中心落地", "已完成", (2023, 5)),
    ("园区检验检测公共技术平台", "推进中", None),
    ("城市轨道交通创新网络孵化器落地", "已完成", (2022, 12)),
    ("中国铁道学会园区分会落地", "推进中", None),
    ("硬性科技资源平台目录公布", "已完成", (2022, 4)),
    ("科学仪器及检验检测供需对接平台", "已完成", (2023, 10)),
    ("应用场景供需机会清单", "已完成", (2021, 12)),
    ("轨道交通国际科技合作战略联盟", "未启动", None),
    ("科技园企业走出去联盟", "已完成", (2023, 8)),
    ("离岸创新创业中心 (试点)", "推进中", None),
    ("科园信海项目试点", "推进中", None),
    ("西二区开发机制创新", "推进中", None),
    ("东区一期城市更新试点", "已完成", (2024, 6)),
    ("东三期完成开发建设", "推进中", None),
    ("东区交通综合改善方案", "已完成", (2022, 10)),
    ("汽博中心区域慢行系统改造", "已完成", (2023, 9)),
    ("西一区智慧园区建设规划", "已完成", (2022, 3)),
    ("超级计算中心", "推进中", None),
    ("空间更新补贴及奖励办法", "已完成", (2023, 3)),
    ("北京园博数字经济产业园", "推进中", None),
    ("一站式企业服务 APP", "已完成", (2022, 8)),
    ("重点商务楼宇楼长制度", "已完成", (2021, 10)),
    ("园区品牌建设规划", "已完成", (2022, 11)),
    ("产业招商地图与企业名录", "已完成", (2022, 7)),
    ("中介招商引资管理办法", "已完成", (2023, 4)),
    ("产业发展全球合伙人机制", "推进中", None),
    ("线上招商平台", "已完成", (2023, 11)),
    ("国际人才一站式服务窗口", "已完成", (2022, 5)),
    ("国际人才社区", "推进中", None),
    ("轨道交通专业人才培训基地", "已完成", (2024, 4)),
    ("人才公共租赁住房管理办法", "已完成", (2021, 12)),
    ("协同发展工作机制", "已完成", (2021, 9)),
    ("“十四五”规划落实的具体方案", "已完成", (2022, 2)),
)
# fmt: on


def write(folder: Path) -> None:
    """Write the register of tasks as of the end of 2024."""
    due = dt.date(2025, 12, 31)
    with workbook(folder / "registers" / "示例_重点任务台账.xlsx") as book:
        sheet = book.sheet("示例重点任务", (6, 52, 16, 14, 12, 14, 30))
        sheet.marked("“十四五”规划重点任务台账")
        sheet.at_right("截至2024年12月31日")
        sheet.line(("序号", "任务", "责任单位", "完成时限", "进展", "完成日期", "佐证"), "head")
        for number, (task, state, month) in enumerate(TASKS, start=1):
            done = dt.date(*month, 15) if month else None
            evidence = f"示例文件〔{done.year}〕{number}号" if done else None
            finished = (
                f"{done.year}年{done.month}月" if done and number % 5 == 0 else done
            )  # some offices keep the month
            sheet.line((number, task, f"示例责任单位{1 + number % 6}", due, state, finished, evidence))
