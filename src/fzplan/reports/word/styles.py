"""Styles of the document: those of GB/T 9704, each font with the ones that take its place.

A4, margins 37/35/28/26 mm; body 仿宋_GB2312 16 pt, lines 28 pt apart; title 方正小标宋简体 22; headings 黑体 and
楷体_GB2312 16; digits Times New Roman. A font that is not there is replaced by the one named in the font table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from fzplan.reports.word.xml import W

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

LATIN = "Times New Roman"
SONG, HEI, FANG, KAI, XIAO = "宋体", "黑体", "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"
INSTEAD = {
    FANG: ("仿宋", "modern"), KAI: ("楷体", "modern"), XIAO: ("宋体", "script"), HEI: ("SimHei", "modern"),
    SONG: ("SimSun", "roman"),
}  # fmt: skip
"""Font → the one that takes its place, and its family."""
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}


class Style(NamedTuple):
    """A paragraph style: id, name, font, size in half points, and how its paragraphs stand."""

    id: str
    name: str
    font: str
    size: int
    paragraph: str
    bold: bool = False


def _spaced(before: int, after: int, line: int = 0) -> str:
    """Return the space around the lines, in twentieths of a point; `line` fixes their pitch."""
    pitch = f'w:line="{line}" w:lineRule="exact"' if line else 'w:line="240" w:lineRule="auto"'
    return f'<w:spacing w:before="{before}" w:after="{after}" {pitch}/>'


FIXED = _spaced(0, 0, 560)
"""28 points from line to line."""
CENTRED = '<w:jc w:val="center"/>'
INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
STYLES = (
    Style("FzTitle", "公文标题", XIAO, 44, f"<w:keepNext/>{_spaced(0, 240, 640)}{CENTRED}"),
    Style("FzBanner", "数据性质", HEI, 28, f"<w:keepNext/>{_spaced(0, 120)}{CENTRED}"),
    Style("FzHead1", "一级标题", HEI, 32, f'<w:keepNext/>{FIXED}{INDENT}<w:outlineLvl w:val="0"/>'),
    Style("FzHead2", "二级标题", KAI, 32, f'<w:keepNext/>{FIXED}{INDENT}<w:outlineLvl w:val="1"/>'),
    Style("FzBody", "公文正文", FANG, 32, f'<w:widowControl/>{FIXED}{INDENT}<w:jc w:val="both"/>'),
    Style("FzTableTitle", "表题", HEI, 24, f"<w:keepNext/>{_spaced(160, 60)}{CENTRED}"),
    Style("FzTable", "表格", FANG, 21, _spaced(20, 20)),
    Style("FzTableHead", "表头", HEI, 21, f"<w:keepNext/>{_spaced(0, 0)}{CENTRED}"),
    Style("FzFigure", "图", FANG, 21, f"<w:keepNext/>{_spaced(120, 0)}{CENTRED}"),
    Style("FzFigureTitle", "图题", HEI, 24, f"{_spaced(40, 160)}{CENTRED}"),
    Style("FzNote", "表注", FANG, 21, f'{_spaced(60, 0)}<w:jc w:val="both"/>'),
    Style("FzPage", "页码", SONG, 28, _spaced(0, 0)),
)


def lay_out(document: Document) -> None:
    """Give a document its styles, its fonts and its paper."""
    styles = document.styles.element
    for language in styles.iter(qn("w:lang")):  # lines of Chinese break by Chinese rules
        language.set(qn("w:eastAsia"), "zh-CN")
    for style in STYLES:
        styles.append(parse_xml(_xml(style)))
    styles.append(
        parse_xml(
            f'<w:style xmlns:w="{W}" w:type="character" w:customStyle="1" w:styleId="FzLead"><w:name w:val="段首"/>'
            f'<w:rPr><w:rFonts w:eastAsia="{KAI}"/><w:b/></w:rPr></w:style>'
        )
    )
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _fonts().encode()  # noqa: SLF001  (the library has no door to it)
    document.settings.odd_and_even_pages_header_footer = True
    upright(document.sections[0])
    for footer, side in ((document.sections[0].footer, "right"), (document.sections[0].even_page_footer, "left")):
        footer.is_linked_to_previous = False
        old = footer._element  # noqa: SLF001
        old.clear()
        old.append(parse_xml(_page_number(side)))


def upright(section: Section) -> None:
    """Give a section the paper and margins of the standard."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, millimetres in MARGINS.items():
        setattr(section, name, Mm(millimetres))
    section.footer_distance = Mm(28)


def _xml(style: Style) -> str:
    weight = "<w:b/>" if style.bold else ""
    return (
        f'<w:style xmlns:w="{W}" w:type="paragraph" w:customStyle="1" w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/><w:qFormat/><w:pPr>{style.paragraph}</w:pPr><w:rPr>'
        f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{style.font}" w:cs="{LATIN}"/>{weight}'
        f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/></w:rPr></w:style>'
    )


def _fonts() -> str:
    latin = f'<w:font w:name="{LATIN}"><w:charset w:val="00"/><w:family w:val="roman"/></w:font>'
    others = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, (other, family) in INSTEAD.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="{W}">{latin}{others}</w:fonts>'


def _page_number(side: str) -> str:
    """Return “— 1 —” at the outer edge, one character from it."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    asked = '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    page = f"{field.format('begin')}{asked}{field.format('separate')}"
    indent = f'<w:ind w:{side}="280"/>'
    return (
        f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="FzPage"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">— </w:t></w:r>{page}<w:r><w:t>1</w:t></w:r>{field.format("end")}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )
