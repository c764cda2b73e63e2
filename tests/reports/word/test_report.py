"""The mid-term evaluation report: what it says, what it leaves to people, how it looks, that it opens."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from fzplan import periods, workflow
from fzplan.model import words
from fzplan.model.plan import Break
from fzplan.model.schedules import Schedule, ScheduleRow
from fzplan.reports import Settings, render, wording
from fzplan.reports.word import appendix, figures, summary
from fzplan.reports.word.charts import Chart, Line
from tests.office import printed, writer
from tests.reports.outcomes import INCOME, NOW, OUTCOME, PLAN, PUBLISHED

if TYPE_CHECKING:
    from fzplan.model.results import Outcome

ROOT = Path(__file__).resolve().parents[3]
ROWS = tuple(
    ScheduleRow(year, due, actual)
    for year, due, actual in [
        (2021, 7300.0, 7000.0), (2022, 8000.0, 7500.0), (2023, 8800.0, 8000.0), (2024, 9400.0, 8466.0), (2025, 10000.0, None),
    ]
)  # fmt: skip
COURSE = Schedule(INCOME, "亿元", "geometric", ROWS, base_year=2020, base=6648.7, goal=10000.0)
BEHIND = replace(OUTCOME.assessments[0], projections={"average": (8992.1, 2027), "last": (8950.0, 2028)}, effort=2.67)
FULL = replace(OUTCOME, assessments=(BEHIND, *OUTCOME.assessments[1:]), schedules=(COURSE,))


def opened(outcome: Outcome = FULL, lang: Any = "zh", **more: Any) -> Any:
    content = render(outcome, "docx", settings=Settings(lang, **more))
    assert isinstance(content, bytes)
    return docx.Document(io.BytesIO(content))


def lines(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_sections_in_their_order() -> None:
    document = opened()
    heads = [p.text for p in document.paragraphs if p.style.style_id in ("FzHead1", "FzHead2")]
    assert heads == [
        "一、总体评价", "二、主要指标完成情况", "（一）进展较快的指标", "（二）符合预期的指标", "三、滞后指标及原因",
        "四、如期完成所需增速", "五、暂无法评估的指标及原因", "六、口径和数据说明",
    ]  # fmt: skip
    assert lines(document)[:2] == [
        "丰台园“十四五”发展规划\n主要指标完成情况评估报告",
        "【示例数据，非统计资料，不得引用】",
    ]
    english = [p.text for p in opened(lang="en").paragraphs if p.style.style_id == "FzHead1"]
    assert english[0] == "1. Overall"
    assert len(english) == 6


def test_the_paragraph_of_the_whole_counts_every_target() -> None:
    # of 12: 1 early, 1 ahead, 5 on track (2 of them without an outlook), 3 behind, 2 not assessable; 7 of 10 = 70.0 %
    assert summary.overall(FULL, "zh") == (
        "截至2024年底，规划实施4年，序时进度80.0%。规划提出的12项指标中，可评估10项：提前实现1项，快于预期1项，符合预期5项，"
        "滞后3项；符合预期及以上7项，占可评估指标的70.0%。另有2项因缺从业人员平均人数2024年数据、未报送暂无法评估。"
        "从趋势看，预计可完成5项，难以完成3项。约束性指标1项，其中滞后1项。"
    )
    assert summary.overall(FULL, "en").startswith(
        "By the end of 2024, 4 years into the plan, 80.0% of its time is over."
    )
    head, counted = summary.counts(FULL, "zh")
    assert [cell.text for cell in head] == ["类别", "提前实现", "快于预期", "符合预期", "滞后", "无法评估", "合计"]
    assert [[cell.text for cell in row] for row in counted] == [
        ["二(三)2 具体目标", "1", "1", "3", "2", "1", "8"],
        ["三(一)1 两大千亿产业集群", "", "", "2", "1", "1", "4"],
        ["合计", "1", "1", "5", "3", "2", "12"],
    ]


def test_nothing_that_can_be_assessed_is_said_so() -> None:
    nothing = replace(OUTCOME, assessments=OUTCOME.assessments[1:2])
    assert "规划提出的1项指标均暂无法评估。" in summary.overall(nothing, "zh")
    assert "None of the targets can be assessed." in summary.overall(nothing, "en")
    told = lines(opened(nothing))
    assert told.count("无。") == 2  # nothing is behind, nothing is needed
    assert "劳均产出因缺从业人员平均人数2024年数据，暂无法评估。" in told


def test_no_cause_is_written_by_the_program() -> None:
    told = lines(opened())
    at = next(k for k, line in enumerate(told) if line.startswith("1．总收入。"))
    assert told[at].endswith("2025年需增长18.1%。责任单位：统计科。")
    assert told[at + 1] == "原因：＿＿＿＿＿＿＿＿＿＿＿＿＿＿（待填写）"
    own = replace(BEHIND, target=replace(INCOME, remarks={2024: "两家企业迁出", 2023: "往年的话"}))
    told = lines(opened(replace(FULL, assessments=(own, *FULL.assessments[1:]))))
    assert told[at + 1] == "原因：两家企业迁出"
    assert not any("往年的话" in line for line in told)
    assert "Cause: ______________________________ (to be filled in)" in lines(opened(lang="en"))


def test_the_annex_is_the_table_that_is_handed_in() -> None:
    table = opened().tables[-1]
    found = rows(table)
    assert found[0] == [
        "序号", "指标名称", "计量单位", "属性", "2020年基期值", "2025年目标值", "2023年实际", "2024年实际", "完成进度(%)",
        "与序时比(百分点)", "距目标差距", "如期完成2025年需", "进度判定", "趋势判断", "备注",
    ]  # fmt: skip
    assert set(found[1]) == {"二(三)2 具体目标"}
    assert found[2] == [
        "1", "总收入", "亿元", "—", "6648.7", "≥10000", "8000.0※", "8466.0※", "54.2※", "-25.8※", "-1534.0※", "增长18.1%※",
        "滞后", "难以完成", "线性与等速口径判定不同（按线性为“符合预期”）",
    ]  # fmt: skip
    assert found[3][6:9] == ["", "", "—"]  # no data: blank, never 0
    assert found[-3][10] == "-6.2※"  # 单位能耗 should fall by 13.5 and fell by 7.3: 6.2 are missing
    header = table.rows[0]._tr
    assert header.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    assert [len(rows(opened(replace(FULL, as_of=periods.year(2023)), lang="en").tables[-1]))] == [15]


def test_figures_of_an_earlier_year_stand_under_it() -> None:
    earlier = replace(BEHIND, period=periods.year(2023), previous=None, actual=8000.0)
    total = replace(OUTCOME.assessments[5], previous=326.0)
    found = rows(opened(replace(FULL, assessments=(earlier, total))).tables[-1])
    assert found[2][6:8] == ["8000.0※", ""] or found[2][6:8] == ["8000.0", ""]
    assert found[3][6:8] == ["[326]※", "[444]※"]


def test_the_pace_that_is_needed_stands_beside_the_pace_so_far() -> None:
    [table] = [t for t in opened().tables if t.rows[0].cells[2].text == "规划以来年均"]
    found = rows(table)
    # 8466.0/6648.7 = 1.2733 in four years: 6.2 % a year; 10000/8466.0: 18.1 %
    assert found[1] == ["总收入", "亿元", "+6.2%", "增长18.1%", "2.67", "难以完成"]
    assert [row[0] for row in found[1:]] == ["总收入", "地均产出", "新增国高新", "新增上市公司", "单位能耗"]
    linear = replace(OUTCOME.assessments[5], pace_achieved=111.0)
    assert appendix._so_far(FULL, linear, "zh") == "+111.0家"
    assert appendix.needs(replace(OUTCOME, assessments=()), "zh") == ""


def test_styles_are_those_of_official_documents_with_fonts_in_their_place() -> None:
    content = render(FULL, "docx", "zh")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        styles, fonts = (archive.read(f"word/{name}.xml").decode() for name in ("styles", "fontTable"))
        settings = archive.read("word/settings.xml").decode()
        footers = [
            archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r"word/footer\d\.xml", name)
        ]
    assert 'w:eastAsia="zh-CN"' in styles
    body = styles[styles.index('w:styleId="FzBody"') :]
    assert 'w:eastAsia="仿宋_GB2312"' in body[:900]
    assert '<w:sz w:val="32"/>' in body[:900]  # 16 points
    assert 'w:line="560" w:lineRule="exact"' in body[:900]  # 28 points
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in fonts
    assert "evenAndOddHeaders" in settings
    assert len(footers) == 2
    assert all("PAGE" in footer and "— " in footer for footer in footers)
    section = opened().sections[0]
    assert [
        round(margin.mm)
        for margin in (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    ] == [37, 35, 28, 26]
    assert round(opened().sections[-1].page_width.mm) == 297


def test_charts_are_drawn_by_word_and_hold_their_figures() -> None:
    content = render(FULL, "docx", "zh")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("word/charts/chart"))
        bars, course = (archive.read(name).decode() for name in names)
        data = openpyxl.load_workbook(io.BytesIO(archive.read("word/embeddings/chart2.xlsx"))).active
        relations = archive.read("word/charts/_rels/chart2.xml.rels").decode()
    assert "<a:pattFill" in bars  # told apart without colours
    assert bars.count('<c:showCatName val="0"/>') == bars.count('<c:showVal val="1"/>') == 1
    assert course.count('<c:smooth val="0"/>') == course.count("<c:ser>") == 4
    assert {'<a:prstDash val="dash"/>', '<a:prstDash val="lgDash"/>', '<a:prstDash val="sysDot"/>'} <= set(
        re.findall(r"<a:prstDash[^>]*>", course)
    )
    assert data is not None
    assert [[cell.value for cell in row] for row in data.iter_rows()] == [
        [None, "实际", "应完成", "按平均速度预测", "目标"],
        ["2020", 6648.7, 6648.7, None, 10000],
        ["2021", 7000, 7300, None, 10000],
        ["2022", 7500, 8000, None, 10000],
        ["2023", 8000, 8800, None, 10000],
        ["2024", 8466, 9400, 8466, 10000],
        ["2025", None, 10000, 8992.1, 10000],
    ]
    assert "embeddings/chart2.xlsx" in relations
    assert any("图2　总收入走势" in line for line in lines(opened()))


def test_bars_are_those_of_the_slowest_and_zero_has_no_sign() -> None:
    chart = figures.beside_time(FULL, "zh")
    assert chart is not None
    # progress − 80.0: 54.2 → −25.8 …; LISTED has 80.0 → 0.0
    assert chart.categories[-1] == "单位能耗"
    assert dict(zip(chart.categories, chart.lines[0].figures, strict=True))["新增上市公司"] == 0.0
    assert str(dict(zip(chart.categories, chart.lines[0].figures, strict=True))["新增上市公司"]) == "0.0"
    many = replace(FULL, assessments=tuple(OUTCOME.assessments[0] for _ in range(40)))
    found = figures.beside_time(many, "zh")
    assert found is not None
    assert len(found.categories) == figures.BARS
    assert figures.not_drawn(many, "zh").count("总收入（-25.8）") == 10
    assert figures.beside_time(replace(FULL, assessments=OUTCOME.assessments[1:2]), "zh") is None
    assert figures.course(replace(FULL, schedules=()), OUTCOME.assessments[1], "zh") is None


def test_a_bar_that_would_leave_no_room_is_named_instead() -> None:
    far = replace(FULL.assessments[2], progress=4.8)  # 480 % − 80 % = 400 points
    outcome = replace(FULL, assessments=(FULL.assessments[0], far))
    chart = figures.beside_time(outcome, "zh")
    assert chart is not None
    assert chart.categories == ["总收入"]
    assert "图中未画出：地均产出（+400.0）。" in lines(opened(outcome))
    assert "Not drawn: 地均产出 (+400.0)." in lines(opened(outcome, "en"))


def test_definitions_name_formulas_breaks_and_marks() -> None:
    broken = replace(PLAN.indicators["总收入"], breaks=(Break(2023, "统计制度调整"),), note="法人口径")
    outcome = replace(PUBLISHED, plan=replace(PLAN, indicators={**PLAN.indicators, "总收入": broken}))
    told = lines(opened(outcome))
    assert "总收入：法人口径。" in told
    assert "总收入自2023年起口径调整（统计制度调整）。" in told
    assert not any("示例" in line for line in told)
    assert "total income: another series from 2023 on (统计制度调整)." in lines(opened(outcome, "en"))
    assert "文中含示例数据，附表中分别标注。" in lines(opened())


def test_the_same_outcome_gives_the_same_bytes() -> None:
    first = render(FULL, "docx", settings=Settings(date=dt.date(2025, 3, 1)))
    assert first == render(FULL, "docx", settings=Settings(date=dt.date(2025, 3, 1)))
    assert isinstance(first, bytes)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2
        with zipfile.ZipFile(io.BytesIO(archive.read("word/embeddings/chart1.xlsx"))) as inner:
            assert {info.date_time for info in inner.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "2025年3月1日" in lines(opened(date=dt.date(2025, 3, 1)))
    assert "2025-03-01" in lines(opened(lang="en", date=dt.date(2025, 3, 1)))


def test_what_xml_cannot_have_is_left_out() -> None:
    odd = replace(BEHIND, target=replace(INCOME, remarks={2024: "<a> & \x0b“b”"}))
    assert "原因：<a> & “b”" in lines(opened(replace(FULL, assessments=(odd,))))


def test_a_chart_is_small_data() -> None:
    chart = Chart("t", ["a"], [Line("x", "actual", [None])], "0.0", (100.0, 50.0))
    assert chart.lines[0].figures == [None]
    assert NOW.year == 2024


@writer
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_office_program_opens_it(lang: Any, tmp_path: Path) -> None:
    run = workflow.compute(ROOT / "targets.yaml", in_full=True)
    assert run.outcome is not None
    content = render(run.outcome, "docx", lang)
    assert isinstance(content, bytes)
    report = tmp_path / "报告.docx"
    report.write_bytes(content)
    pages = re.findall(rb"/Type\s*/Page\b", printed(report, tmp_path).read_bytes())
    text = printed(report, tmp_path, "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    assert 10 <= len(pages) <= 20
    for a in run.outcome.assessments:
        assert wording.title(run.outcome.plan, a.target, lang) in text
        assert words.verdict(a.verdict, lang) in text
