"""The drawing of a course: lines, marks, band and labels as coordinates, and the same in words and as a table.

In: a course. Out: a `Chart` that the template writes as SVG. Lines differ by dashes and marks, the band is hatched:
black and white is enough.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures
from fzplan.diagnostics import Text
from fzplan.frozen import frozen
from fzplan.reports import wording
from fzplan.reports.html import scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fzplan.diagnostics import Lang
    from fzplan.figures import Rounding
    from fzplan.reports.html.course import Course

WIDTH, HEIGHT = 440, 250
TOP, RIGHT, BOTTOM = 34, 16, 26
DIGIT = 8.4
"""Width of a digit of the labels."""
LABELS = 8
"""Years written under the axis, at most."""
ACTUAL, PLANNED = Text("实际", "actual"), Text("应完成", "due")
PROJECTED, GOAL = Text("预测（三种趋势的范围）", "projected (range of three trends)"), Text("目标", "target")
YEAR = Text("年份", "year")
BROKEN = Text("口径调整", "definition changed")
SHORT = Text("预测", "projected")


class Point(NamedTuple):
    """A mark or a label: where it stands, what it says, what it begins or ends with."""

    x: float
    y: float
    text: str = ""
    anchor: str = "middle"


class Line(NamedTuple):
    """One line of the drawing: its kind, its stretches (SVG points; a missing year parts them), its marks."""

    kind: str
    label: str
    stretches: tuple[str, ...]
    marks: tuple[Point, ...]


@frozen
class Chart:
    """Everything that is drawn, in the coordinates of a view of `WIDTH` by `HEIGHT`."""

    lines: tuple[Line, ...]
    band: str
    zone: tuple[float, float] | None
    """Of a range: upper edge and height."""
    left: float
    grid: tuple[Point, ...]
    years: tuple[Point, ...]
    cuts: tuple[Point, ...]
    notes: tuple[Point, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str
    words: str
    width: int = WIDTH
    height: int = HEIGHT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM


def chart(c: Course, rounding: Rounding, lang: Lang) -> Chart:
    """Return the drawing of a course."""
    return _Drawing(c, rounding, lang).chart()


class _Drawing:
    """A course with its two scales."""

    def __init__(self, c: Course, rounding: Rounding, lang: Lang) -> None:
        self.c, self.rounding, self.lang = c, rounding, lang
        self.unit = "" if c.unit == "1" else wording.unit(c.unit, lang)
        ends = [end for end in (c.goal, c.top) if end is not None]
        self.ticks = scale.ticks([*c.actual.values(), *c.planned.values(), *c.trends, *ends])
        places = scale.decimals(self.ticks)
        self.labels = [figures.shown(tick, places) for tick in self.ticks]
        self.left = round(14 + DIGIT * max(map(len, self.labels)), 1)
        self.x = scale.Scale(c.years[0] - 0.2, c.years[-1] + 0.2, self.left, WIDTH - RIGHT)
        self.y = scale.Scale(self.ticks[0], self.ticks[-1], HEIGHT - BOTTOM, TOP)

    def chart(self) -> Chart:
        c = self.c
        return Chart(
            lines=tuple(self.lines()),
            band=self.band(),
            zone=self.zone(),
            left=self.left,
            grid=tuple(
                Point(self.left - 6, self.y.at(tick), label, "end")
                for tick, label in zip(self.ticks, self.labels, strict=True)
            ),
            years=tuple(Point(self.x.at(year), HEIGHT - 8, str(year)) for year in self.labelled()),
            cuts=tuple(
                Point(self.x.at(at - 0.5), TOP + 10, BROKEN.of(self.lang)) for at in c.breaks if at in c.years[1:]
            ),
            notes=tuple(self.notes()),
            heads=tuple(text.of(self.lang) for text in (YEAR, ACTUAL, PLANNED, SHORT)),
            rows=tuple(self.rows()),
            unit=self.unit,
            words=self.words(),
        )

    def labelled(self) -> Iterable[int]:
        """Return the years written under the axis: each, or every other one, the last always."""
        step = -(-len(self.c.years) // LABELS)
        return reversed(self.c.years[::-1][::step])

    def lines(self) -> Iterator[Line]:
        """Yield what is to be drawn, the most important on top."""
        c = self.c
        if c.goal is not None:
            ends = [c.goal] if c.top is None else [c.goal, c.top]
            right = WIDTH - RIGHT
            level = tuple(f"{self.left},{self.y.at(end)} {right},{self.y.at(end)}" for end in ends)
            yield Line("goal", GOAL.of(self.lang), level, ())
        if c.planned and len(set(c.planned.values()) | {c.goal}) > 1:
            yield self.line("planned", PLANNED, c.planned)
        if c.trends:
            middle = c.average if c.average is not None else sum(c.trends) / len(c.trends)
            drawn = self.line("projected", PROJECTED, {c.now: c.actual[c.now], c.last: middle}, bridged=True)
            yield drawn._replace(marks=drawn.marks[1:])
        yield self.line("actual", ACTUAL, c.actual)

    def line(self, kind: str, label: Text, known: Mapping[int, float], *, bridged: bool = False) -> Line:
        """Return a line, parted where a year is missing or the series is another one."""
        marks = tuple(Point(self.x.at(year), self.y.at(value)) for year, value in sorted(known.items()))
        stretches, begun = [], 0
        for k, (before, after) in enumerate(pairwise(sorted(known)), start=1):
            if not bridged and (after > before + 1 or any(before < at <= after for at in self.c.breaks)):
                stretches.append(marks[begun:k])
                begun = k
        stretches.append(marks[begun:])
        drawn = tuple(" ".join(f"{p.x},{p.y}" for p in part) for part in stretches if len(part) > 1)
        return Line(kind, label.of(self.lang), drawn, marks)

    def band(self) -> str:
        """Return what lies between the trends: from the latest figure to the year of the target."""
        c = self.c
        if len(c.trends) < 2 or c.trends[0] == c.trends[-1]:
            return ""
        corners = ((c.now, c.actual[c.now]), (c.last, c.trends[-1]), (c.last, c.trends[0]))
        return " ".join(f"{self.x.at(year)},{self.y.at(value)}" for year, value in corners)

    def zone(self) -> tuple[float, float] | None:
        if self.c.goal is None or self.c.top is None:
            return None
        upper, lower = self.y.at(self.c.top), self.y.at(self.c.goal)
        return upper, round(lower - upper, 1)

    def notes(self) -> Iterator[Point]:
        """Yield the labels inside the drawing: the latest figure, and the target at its line."""
        c = self.c
        if c.goal is not None:
            highest = c.goal if c.top is None else c.top
            yield Point(self.left + 6, self.y.at(highest) - 5, f"{GOAL.of(self.lang)} {c.goal_text}", "start")
        at, value = self.x.at(c.now), self.y.at(c.actual[c.now])
        above = value - 10 if value > TOP + 22 else value + 18
        yield Point(at, round(above, 1), self.figure(c.actual[c.now]), "end" if at > WIDTH - 60 else "middle")

    def figure(self, value: float) -> str:
        return figures.shown(value, self.c.places, self.rounding)

    def projected(self) -> str:
        """Return where the trends lead, as one number or a range."""
        if not self.c.trends:
            return ""
        low, high = self.figure(self.c.trends[0]), self.figure(self.c.trends[-1])
        return low if low == high else f"{low}～{high}"

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the figures of the drawing, a row a year; what is not known stays empty."""
        c = self.c
        for year in c.years:
            done, due = c.actual.get(year), c.planned.get(year)
            figures_ = ("" if done is None else self.figure(done), "" if due is None else self.figure(due))
            ahead = self.projected() if year == c.last else ""
            if any((*figures_, ahead)):
                yield str(year), *figures_, ahead

    def words(self) -> str:
        """Return the drawing in words, for those who cannot see it."""
        zh, c = self.lang == "zh", self.c
        parts = [(ACTUAL.of(self.lang), c.actual)] + ([(PLANNED.of(self.lang), c.planned)] if c.planned else [])
        said = [
            (f"{label}：" if zh else f"{label}: ")
            + ("，" if zh else ", ").join(
                f"{year}年{self.figure(v)}" if zh else f"{year} {self.figure(v)}" for year, v in sorted(known.items())
            )
            for label, known in parts
        ]
        if c.trends:
            said.append(f"预测{c.last}年：{self.projected()}" if zh else f"projected for {c.last}: {self.projected()}")
        if c.goal is not None:
            said.append(f"目标：{c.goal_text}" if zh else f"target: {c.goal_text}")
        if self.unit:
            said.append(f"单位：{self.unit}" if zh else f"unit: {self.unit}")
        return ("。" if zh else ". ").join(said) + ("。" if zh else ".")
