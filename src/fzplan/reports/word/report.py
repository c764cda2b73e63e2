"""The mid-term evaluation report: 总体评价, 完成情况, 滞后指标及原因, 所需增速, 口径说明, 附表1.

In: an outcome of a run in full. Out: the bytes of a document. Causes are the office's own remarks (`remarks:` of the
plan file); where there is none a line to fill in stays: the program never writes a cause.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.shared import Mm

from fzplan import __version__, periods
from fzplan.diagnostics import Text
from fzplan.reports import lines, wording
from fzplan.reports.fingerprint import fingerprint
from fzplan.reports.sentences import sentence
from fzplan.reports.word import appendix, figures, notes, styles, summary
from fzplan.reports.word.charts import Chart, drawn
from fzplan.reports.word.xml import R, W, legal, paragraph, run, table
from fzplan.reports.word.zipped import settled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fzplan.model.results import Assessment, Outcome
    from fzplan.reports.formats import Settings

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
PROPERTY = 255
"""Characters that a property of a document may have."""
TITLE = Text("{name}\n主要指标完成情况评估报告", "{name}:\nevaluation of the main indicators")
OVERALL = Text("一、总体评价", "1. Overall")
PROGRESS = Text("二、主要指标完成情况", "2. The main indicators")
QUICK = Text("（一）进展较快的指标", "2.1 Ahead of time")
STEADY = Text("（二）符合预期的指标", "2.2 On track")
OTHERS = Text("（三）监测的指标", "2.3 Monitored")
LAGGING = Text("三、滞后指标及原因", "3. Behind, and why")
NEEDED = Text("四、如期完成所需增速", "4. The pace that is needed")
UNKNOWN = Text("五、暂无法评估的指标及原因", "5. Not assessable, and why")
NOTES = Text("六、口径和数据说明", "6. Definitions and data")
NONE = Text("无。", "None.")
OWNER = Text("责任单位：{owner}。", "In charge: {owner}.")
CAUSE = Text("原因：{cause}", "Cause: {cause}")
BLANK = Text(
    "原因：＿＿＿＿＿＿＿＿＿＿＿＿＿＿（待填写）",
    "Cause: ______________________________ (to be filled in)",
)
TABLE_1 = Text("表1　指标完成情况分类汇总（项）", "Table 1. Targets by section and verdict")
TABLE_2 = Text("表2　剩余年份所需速度", "Table 2. The pace that is needed")
TABLE_A = Text("附表1　{name}主要指标完成情况表", "Annex 1. {name}: main indicators")
STEADY_VERDICTS = ("on_track", "achieved")


def render(outcome: Outcome, settings: Settings) -> bytes:
    """Return the report; the same outcome and settings give the same bytes."""
    return _Report(outcome, settings).content()


class _Report:
    """One report while it is written: blocks of XML in their order."""

    def __init__(self, outcome: Outcome, settings: Settings) -> None:
        self.outcome, self.settings, self.lang = outcome, settings, settings.lang
        self.document = docx.Document()
        self.charts = 0
        styles.lay_out(self.document)

    def content(self) -> bytes:
        """Return the bytes of the document."""
        for block in (
            self._top,
            self._overall,
            self._progress,
            self._lagging,
            self._needed,
            self._unknown,
            self._notes,
        ):
            block()
        self._annex()
        core = self.document.core_properties
        core.title, core.author = legal(self._title().replace("\n", ""))[:PROPERTY], ""
        core.comments = f"fzplan {__version__}"
        core.created = core.modified = EPOCH
        target = BytesIO()
        self.document.save(target)
        return settled(target.getvalue())

    def say(self, text: Text, **facts: object) -> str:
        """Return a text in the language of the report."""
        return text.of(self.lang).format(**facts)

    def add(self, xml: str) -> None:
        """Put a block at the end of the document."""
        tag = xml.partition(">")[0]
        named = xml.replace(tag, f'{tag} xmlns:w="{W}" xmlns:r="{R}"', 1)
        self.document.element.body.insert_element_before(parse_xml(named), "w:sectPr")

    def body(self, *runs: str) -> None:
        """Put a paragraph of the text; lines of Latin words are not stretched."""
        self.add(paragraph("FzBody", *runs, align="" if self.lang == "zh" else "left"))

    def told(self, a: Assessment) -> str:
        """Return what is to be said of a target, as a sentence that begins a paragraph."""
        text = sentence(self.outcome, a, self.lang)
        return text if self.lang == "zh" else text[:1].upper() + text[1:]

    def figure(self, chart: Chart, title: Text) -> None:
        """Put a chart with its title below it."""
        self.charts += 1
        self.add(drawn(self.document, chart, self.charts))
        label = f"图{self.charts}　" if self.lang == "zh" else f"Figure {self.charts}. "
        self.add(paragraph("FzFigureTitle", run(label + title.of(self.lang))))

    def _title(self) -> str:
        head = self.outcome.plan.head
        return self.say(TITLE, name=head.short or head.name)

    def _top(self) -> None:
        self.add(paragraph("FzTitle", run(self._title())))
        for banner in lines.banners(self.outcome, self.lang):
            self.add(paragraph("FzBanner", run(f"【{banner}】" if self.lang == "zh" else f"[{banner}]")))
        day = self.settings.date
        made = "" if day is None else f"{day.year}年{day.month}月{day.day}日" if self.lang == "zh" else day.isoformat()
        if made:
            self.add(paragraph("FzTableTitle", run(made)))

    def _overall(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(OVERALL))))
        self.body(run(summary.overall(self.outcome, self.lang)))
        tasks = lines.deliverables(self.outcome, self.lang)
        if tasks:
            self.body(run(tasks + self.say(Text("。", "."))))
        head, rows = summary.counts(self.outcome, self.lang)
        self.add(paragraph("FzTableTitle", run(self.say(TABLE_1))))
        first = 156.0 - 17.5 * (len(head) - 1)
        self.add(table([first, *[17.5] * (len(head) - 1)], [head], rows))

    def _progress(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(PROGRESS))))
        chart = figures.beside_time(self.outcome, self.lang)
        if chart:
            self.figure(chart, figures.BESIDE)
        beyond = figures.not_drawn(self.outcome, self.lang)
        if beyond:
            self.add(paragraph("FzNote", run(beyond)))
        self._sentences(QUICK, ("achieved_early", "ahead"))
        self._sentences(STEADY, STEADY_VERDICTS)
        self._sentences(OTHERS, ("monitored",))

    def _sentences(self, title: Text, verdicts: tuple[str, ...]) -> None:
        """Put a sentence a target that stands so; nothing where none does."""
        found = [a for a in self.outcome.assessments if a.verdict in verdicts]
        if found:
            self.add(paragraph("FzHead2", run(self.say(title))))
        for a in found:
            self.body(run(self.told(a)))

    def _lagging(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(LAGGING))))
        found = [a for a in self.outcome.assessments if a.verdict in ("behind", "missed")]
        if not found:
            self.body(run(self.say(NONE)))
        for number, a in enumerate(found, start=1):
            self._behind(number, a)
            chart = figures.course(self.outcome, a, self.lang) if number <= figures.MOST else None
            if chart:
                name = wording.title(self.outcome.plan, a.target, self.lang)
                self.figure(chart, Text(f"{name}走势", f"{name}: course"))

    def _behind(self, number: int, a: Assessment) -> None:
        name = wording.title(self.outcome.plan, a.target, self.lang)
        told = self.told(a)
        lead = f"{number}．{name}。" if self.lang == "zh" else f"{number}. {name}. "
        owner = self.say(OWNER, owner=a.target.owner) if a.target.owner else ""
        space = "" if self.lang == "zh" else " "
        self.body(run(lead, style="FzLead"), run(told + (space + owner if owner else "")))
        cause = a.target.remarks.get(self.outcome.as_of.year, "")
        self.body(run(self.say(CAUSE, cause=cause) if cause else self.say(BLANK)))

    def _needed(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(NEEDED))))
        needed = appendix.needs(self.outcome, self.lang)
        if not needed:
            self.body(run(self.say(NONE)))
            return
        self.add(paragraph("FzTableTitle", run(self.say(TABLE_2))))
        self.add(needed)
        self.add(paragraph("FzNote", run(self.say(notes.EFFORT))))

    def _unknown(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(UNKNOWN))))
        found = [a for a in self.outcome.assessments if a.verdict == "not_assessable"]
        self._each(map(self.told, found))
        if not found:
            self.body(run(self.say(NONE)))

    def _notes(self) -> None:
        self.add(paragraph("FzHead1", run(self.say(NOTES))))
        self._each(notes.paragraphs(self.outcome, self.lang))

    def _each(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.body(run(text))

    def _annex(self) -> None:
        """Put 附表1 on pages of their own, across."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin = section.right_margin = Mm(12)
        section.top_margin, section.bottom_margin, section.footer_distance = Mm(15), Mm(18), Mm(10)
        head = self.outcome.plan.head
        self.add(paragraph("FzTableTitle", run(self.say(TABLE_A, name=head.short or head.name))))
        until = periods.words(self.outcome.as_of, self.lang)
        banners = "　".join(lines.banners(self.outcome, self.lang))
        stamp = f"{'数据指纹' if self.lang == 'zh' else 'data'} {fingerprint(self.outcome)}"
        facts = [
            f"数据截至{until}" if self.lang == "zh" else f"Data up to {until}",
            banners,
            f"fzplan {__version__}",
            stamp,
        ]
        self.add(paragraph("FzNote", run("　".join(fact for fact in facts if fact)), keep=True))
        self.add(appendix.whole(self.outcome, self.lang))
        marks = lines.marks(self.outcome, self.lang)
        ending = ("；" if self.lang == "zh" else "; ").join(marks)
        self.add(paragraph("FzNote", run(self.say(appendix.NOTE) + (f" {ending}" if ending else ""))))
