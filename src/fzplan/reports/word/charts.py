"""Charts of the document: native ones, drawn by Word itself, sharp at any size, with the figures in them.

XlsxWriter writes the XML of a chart and the small workbook of its figures; both become parts of the document.
Lines differ by dashes and marks and bars by pattern, so that a black and white print can be read. Choice and price:
docs/decisions/0035.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from fzplan.reports.word.xml import R, escape, paragraph
from fzplan.reports.word.zipped import settled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document

CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EMU = 36000
"""English Metric Units of a millimetre."""
SHEET = "data"
BESIDE = 15.0
"""Percentage points that the number beside a bar takes."""
EPOCH = dt.datetime(2000, 1, 1)  # noqa: DTZ001  (a fixed stamp: the same input gives the same bytes)
FONT = {"name": "Times New Roman", "size": 10}
DEFAULTS = {
    '<c:showVal val="1"/>': '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>',
    '</c:val></c:ser><c:marker val="1"/>': '</c:val><c:smooth val="0"/></c:ser><c:marker val="1"/>',
    "</c:val></c:ser><c:ser>": '</c:val><c:smooth val="0"/></c:ser><c:ser>',
}
"""What Excel takes for granted and other programs do not: labels of numbers alone, lines that are not smoothed."""
LOOKS: dict[str, dict[str, Any]] = {
    "actual": {"line": {"color": "#000000", "width": 2.25}, "marker": {"type": "circle", "size": 6}},
    "due": {"line": {"color": "#7F7F7F", "width": 1.5, "dash_type": "dash"}, "marker": {"type": "diamond", "size": 5}},
    "trend": {
        "line": {"color": "#404040", "width": 1.5, "dash_type": "round_dot"},
        "marker": {"type": "triangle", "size": 6},
    },
    "goal": {"line": {"color": "#000000", "width": 1.25, "dash_type": "long_dash"}, "marker": {"type": "none"}},
}


class Line(NamedTuple):
    """A line of a chart: its name, its look, its figures (None: none of that year)."""

    name: str
    look: str
    figures: Sequence[float | None]


class Chart(NamedTuple):
    """What is drawn: a title for readers who do not see it, categories, lines, or bars where `look` is "bar"."""

    title: str
    categories: Sequence[str]
    lines: Sequence[Line]
    pattern: str
    """Of the numbers at axis and bars."""
    size: tuple[float, float]
    """Millimetres across and high."""


def drawn(document: Document, chart: Chart, number: int) -> str:
    """Add the parts of a chart to a document; return the paragraph that shows it. `number` counts from 1."""
    book, xml = _book(chart, with_chart=False), _chart_xml(_book(chart, with_chart=True))
    package = document.part.package
    data = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), BOOK, book, package)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    relation = part.relate_to(data, f"{R}/package")
    outer = f'<c:externalData r:id="{relation}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    part._blob = xml.replace("</c:chartSpace>", outer).encode()  # noqa: SLF001  (its relation had to be known)
    return paragraph("FzFigure", _drawing(document.part.relate_to(part, f"{R}/chart"), chart, number))


def _drawing(relation: str, chart: Chart, number: int) -> str:
    across, high = (round(millimetres * EMU) for millimetres in chart.size)
    title = escape(chart.title)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:extent cx="{across}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="chart {number}" descr="{title}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:r="{R}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def _chart_xml(book: bytes) -> str:
    """Return the chart of a workbook without the print set-up of a sheet."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        xml = archive.read("xl/charts/chart1.xml").decode()
    for written, meant in DEFAULTS.items():
        xml = xml.replace(written, meant)
    return re.sub("<c:printSettings>.*</c:printSettings>", "", xml, flags=re.DOTALL)


def _book(chart: Chart, *, with_chart: bool) -> bytes:
    """Return the workbook of the figures: categories down, lines across."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": EPOCH})
    sheet = book.add_worksheet(SHEET)
    for row, category in enumerate(chart.categories, start=1):
        sheet.write_string(row, 0, category)
    for column, line in enumerate(chart.lines, start=1):
        sheet.write_string(0, column, line.name)
        for row, figure in enumerate(line.figures, start=1):
            if figure is not None:
                sheet.write_number(row, column, figure)
    if with_chart:
        bars = chart.lines[0].look == "bar"
        drawing = book.add_chart({"type": "bar" if bars else "line"})
        for column in range(1, len(chart.lines) + 1):
            drawing.add_series(_series(chart, column))
        if bars:
            _bar_axes(drawing, [figure for figure in chart.lines[0].figures if figure is not None])
        else:
            _line_axes(drawing, chart.pattern)
        sheet.insert_chart(0, 8, drawing)
    book.close()
    return settled(content.getvalue())


def _series(chart: Chart, column: int) -> dict[str, Any]:
    line, last = chart.lines[column - 1], len(chart.categories)
    common = {
        "name": [SHEET, 0, column],
        "categories": [SHEET, 1, 0, last, 0],
        "values": [SHEET, 1, column, last, column],
    }
    if line.look != "bar":
        look = LOOKS[line.look]
        colour = look["line"]["color"]
        mark = {**look["marker"], "border": {"color": colour}, "fill": {"color": colour}}
        return {**common, "line": look["line"], "marker": mark}
    return {
        **common,
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#404040", "bg_color": "#FFFFFF"},
        "border": {"color": "#000000"},
        "gap": 60,
        "data_labels": {"value": True, "num_format": chart.pattern, "font": FONT},
    }


def _line_axes(drawing: Any, pattern: str) -> None:
    drawing.set_legend({"position": "bottom", "font": FONT})
    drawing.set_x_axis({"num_font": FONT, "minor_tick_mark": "none"})
    grid = {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}}
    drawing.set_y_axis({"num_font": FONT, "num_format": pattern, "major_gridlines": grid, "minor_tick_mark": "none"})
    drawing.show_blanks_as("span")
    drawing.set_chartarea({"border": {"none": True}})


def _bar_axes(drawing: Any, figures: Sequence[float]) -> None:
    drawing.set_legend({"none": True})
    ticks = {"major_tick_mark": "none", "minor_tick_mark": "none", "num_font": FONT}
    drawing.set_y_axis({"label_position": "low", **ticks})  # of bars the categories
    grid = {"visible": True, "line": {"color": "#BFBFBF", "width": 0.5}}
    drawing.set_x_axis({**ticks, **_room(figures), "num_format": "+0;-0;0", "major_gridlines": grid})
    drawing.set_chartarea({"border": {"none": True}})


def _room(figures: Sequence[float]) -> dict[str, float]:
    """Return the ends and the step of the axis of bars: the numbers beside the longest ones have room.

    >>> _room([-32.8, 86.7]), _room([5.0])
    ({'min': -50, 'max': 150, 'major_unit': 50}, {'min': 0, 'max': 20, 'major_unit': 20})
    """
    lowest, highest = min(0.0, *figures), max(0.0, *figures)
    step = 20 if highest - lowest <= 60 else 50
    low = -step * math.ceil((BESIDE - lowest) / step) if lowest < 0 else 0
    return {"min": low, "max": step * math.ceil((highest + BESIDE) / step), "major_unit": step}
