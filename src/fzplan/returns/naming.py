"""What a name stands for: measures, members, periods and units of one plan and one form, by the form's patterns.

In: label paths (outer to inner). Out: `Key`s, the parts of an observation's key that one place gives.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from itertools import combinations
from typing import TYPE_CHECKING

from fzplan.observations import TOTAL
from fzplan.regex import regex
from fzplan.returns import brackets, pattern, times
from fzplan.returns.keys import FREE, NOTHING, Key, attribute, period
from fzplan.returns.labels import TOTALS, Vocabulary, key, read, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.model.plan import Form, Pattern, Plan
    from fzplan.returns.labels import Label

READINGS = {"current": "current", "to_date": "to_date", "end": "end"}
ROLES = {
    "unit": "计量单位 单位 度量单位 unit",
    "code": "代码 指标代码 编码 行次 代号 栏次 指标编码",
    "serial": "序号 编号 no no. 项次",
    "note": "备注 说明 附注 注释 注",
    "value": "数值 数据 值 指标值 value 数 数量",
    "period": "年份 年度 报告期 时间 时期 期间 统计时间 数据时间 年 year",
    "measure": "指标 指标名称 项目 主要指标 统计指标 名称 项目名称 indicator",
    "edition": "版次 数据版次",
    "published": "发布日期 公布日期 发布时间 公布时间",
    "quality": "数据质量 数据性质 质量",
}
_ROLE_OF = {word: role for role, words in ROLES.items() for word in words.split()}
_CODE = regex(r"[A-Z][A-Z0-9_.]*\d[A-Z0-9_.]*|[A-Z]{4,8}")
_ALL = regex(r"(?:本|[全各].{1,5}|园区?|地[区方]|[国省市区县]|[产行企]业|单位|项目|人员|总)?(?:合计|总计|共计)")
"""Totals of all there is; what else stands before 合计 is the name of a part."""
_SUM = regex(r"(?P<name>.+?)(?:合计|小计|总计)")
SUBTOTAL = "小计"
LONGEST = 12
"""Names of a path that are looked at, from the inside: every way of seating a pattern on them is tried."""
BROKEN = 8
"""Names of a path among which some may be broken over several cells."""


def role_word(label: str) -> str:
    """Return the role that a word has in any plan: 计量单位 is a unit, 代码 a code."""
    return _ROLE_OF.get(read(label).key.lower(), "")


class Names:
    """The names of one plan as one form uses them."""

    def __init__(self, plan: Plan, form: Form, quantities: Vocabulary) -> None:
        """`quantities` is the plan's vocabulary of measures and indicators, built once for all forms."""
        self.plan, self.form, self.quantities = plan, form, quantities
        self.mapped = {
            tuple(key(read(part).text) for part in path.split(" > ")): (to, path) for path, to in form.names.items()
        }
        self.used: set[tuple[str, str]] = set()
        """Entries of the form that met a label: ``("names", label)``, ``("skip", …)``, ``("readings", …)``."""
        self.dimensions = {d.id: Vocabulary(d.names) for d in plan.dimensions.values()}
        self._members = tuple(self.dimensions.values())
        named = pattern.fields(
            one.text for one in (*form.files, *form.sheets, *filter(None, (form.rows, form.columns)))
        )
        self._elsewhere = {*named, *form.fixed}
        """Fields that the form reads in other places than the axis at hand."""
        self._paths: dict[tuple[tuple[str, ...], tuple[str, ...]], Key | None] = {}

    def role(self, label: str) -> str:
        """Return the role that a heading's words give a column (unit, code, serial …), or ``""``."""
        return "" if label in self.quantities else role_word(label)

    def skipped(self, label: str, path: Sequence[str] = ()) -> bool:
        """Tell whether the form says that this label, or the longest ending of its path, is to be left aside."""
        if self._mapped(path or (label,)) == "_":
            return True
        for skip in self.form.skip:
            if pattern.match(skip, label) is not None or read(label).key == key(skip):
                self.used.add(("skip", skip))
                return True
        return False

    def along(self, axis: Pattern | None, path: Sequence[str]) -> Key | None:
        """Read a label path by the pattern of its axis; None where it does not fit."""
        if axis is None:
            return None
        levels, path = tuple(axis.levels), path[-LONGEST:]
        known = (levels, tuple(path))
        if known not in self._paths:
            self._paths[known] = self._read(levels, tuple(path), closed=axis is self.form.columns)
        return self._paths[known]

    def _read(self, levels: tuple[str, ...], path: tuple[str, ...], *, closed: bool) -> Key | None:
        found = self._aligned(levels, path, closed=closed) or self._mended(levels, path, closed=closed)
        if found is None and len(levels) > 1 and self._is_broken_down(levels[-1]) and self.level(levels[-2], path):
            return self._aligned(levels[:-1], path, closed=closed)  # 总收入 above its 东区 and 西区 is their total
        return found

    def _is_broken_down(self, level: str) -> bool:
        field_ = pattern.sole(level)
        return field_ == "member" or field_ in self.plan.dimensions

    def _mended(self, levels: tuple[str, ...], path: tuple[str, ...], *, closed: bool) -> Key | None:
        """Read a path in which a name is broken over several cells (营 业 / 收 入): shortest joints first."""
        if not 1 < len(path) <= BROKEN:
            return None
        plain = _one_translation(path)
        if len(plain) < len(path) and (found := self._aligned(levels, plain, closed=closed)) is not None:
            return found
        for length in range(2, len(path) + 1):
            for start in range(len(path) - length + 1):
                outer, broken, inner = path[:start], path[start : start + length], path[start + length :]
                whole = reduce(_joined, broken)
                if any(self._is_part(text, ()) for text in broken) or not any(
                    self.level(level, (*outer, whole)) for level in levels if pattern.sole(level) not in FREE
                ):
                    continue
                joined = (*outer, whole, *_one_translation(inner))
                found = self._aligned(levels, joined, closed=closed) or self._mended(levels, joined, closed=closed)
                if found is not None:
                    return found
        return None

    def _aligned(self, levels: tuple[str, ...], path: tuple[str, ...], *, closed: bool) -> Key | None:
        """Try to seat the pattern's levels on the path, innermost first; the innermost name must not be left over.

        `closed`: nor may one between two seats, which says of what part the figures under it are.
        """
        if levels == ("{grouping}", "{member}") and len(path) == 1:
            levels = levels[1:] if self._is_total(path) else levels  # the total stands before every grouping
        count = len(path)
        while len(levels) > max(count, 1) and "{_}" in (levels[0], levels[-1]):
            levels = levels[1:] if levels[0] == "{_}" else levels[:-1]  # what would be dropped may as well be missing
        for seats in sorted(
            combinations(range(count), min(len(levels), count)), key=lambda s: tuple(-i for i in reversed(s))
        ):
            if len(seats) < len(levels) or not all(_spare(path, k) for k in self._over(path, seats, closed=closed)):
                continue
            if any(self._is_part(text, levels) for text in path[: seats[0]]):
                continue
            whole = NOTHING
            for level, seat in zip(levels, seats, strict=True):
                computed = level == "{_}" and times.only_derived(path[seat])  # its growth is not the figure itself
                part = None if computed else self.level(level, path[: seat + 1])
                if part is None:
                    break
                whole = part.over(whole)
            else:
                subtotal = closed or any(read(path[seat]).key == SUBTOTAL for seat in seats)
                whole = self._within(whole, [t for k, t in enumerate(path) if k not in seats]) if subtotal else whole
                return None if subtotal and self._is_of_some(path, seats, whole) else whole
        return None

    def _is_of_some(self, path: tuple[str, ...], seats: tuple[int, ...], whole: Key) -> bool:
        """Tell whether a total is that of an unknown part: 小计 under 北片; `names:` may say what it is."""
        innermost = path[: seats[-1] + 1]
        if read(innermost[-1]).key != SUBTOTAL or TOTAL not in whole.members.values() or self._mapped(innermost):
            return False
        fields = ("measure", "grouping", "member", "period", *self.plan.dimensions)
        return any(all(self.value(name, text, (text,)) is None for name in fields) for text in innermost[:-1])

    def _within(self, whole: Key, outer: Sequence[str]) -> Key:
        """Take a total under a member for that member's: 小计 under the heading 制造业, 合计 under the column 家庭户.

        A row 合计 below several headings is that of them all.
        """
        members = dict(whole.members)
        for dimension in (d for d, member in members.items() if member == TOTAL):
            parts = (self._member(dimension, text, (text,)) for text in reversed(outer))
            members[dimension] = next((m for part in parts if part and (m := part.members[dimension]) != TOTAL), TOTAL)
        return replace(whole, members=members) if members != whole.members else whole

    def _over(self, path: tuple[str, ...], seats: tuple[int, ...], *, closed: bool) -> set[int]:
        """Return the names that these seats leave over: inside the last one, if `closed` between them too.

        An entry of `names:` that covers a name takes it into its own seat.
        """
        if not seats:
            return set()
        over = set(range(seats[-1] + 1, len(path)))
        if closed:
            over |= set(range(seats[0], seats[-1])) - set(seats)
        for seat in seats if over else ():
            keys = tuple(read(part).key for part in path[: seat + 1])
            start = next((k for k in range(seat + 1) if keys[k:] in self.mapped), seat)
            over -= set(range(start, seat))
        return over

    def _is_part(self, text: str, levels: tuple[str, ...]) -> bool:
        """Tell whether an outer name is a member of a dimension: figures under it are that member's, not all."""
        read_here = {name for level in levels for name in pattern.fields((level,))} | self._elsewhere
        others = (d for d in self.plan.dimensions if d not in read_here)
        return any((part := self._member(d, text, (text,))) and TOTAL not in part.members.values() for d in others)

    def level(self, level: str, path: Sequence[str]) -> Key | None:
        """Read the last name of a path by one level of a pattern."""
        text = path[-1]
        field_ = pattern.sole(level)
        if field_:
            return self.value(field_, text, path)
        of = next((name for name in pattern.fields((level,)) if name in self.plan.dimensions), "")
        if of and self._mapped(path):
            return self._member(of, text, path)  # names: says what the whole label is, whatever the pattern cuts out
        found = pattern.match(level, text) or pattern.match(level, read(text).text)
        if found is None:
            return None
        whole = NOTHING
        for name, part in found.items():
            read_part = self.value(name, part, (part,))
            if read_part is None:
                return None
            whole = read_part.over(whole)
        return replace(whole, bracket=whole.bracket or read(text).bracket)

    def value(self, name: str, text: str, path: Sequence[str] = ()) -> Key | None:
        """Return what `text` stands for as the field `name`; None where it stands for nothing."""
        path = path or (text,)
        if name == "measure":
            return self._measure(text, path)
        if name in pattern.PERIOD_PARTS:
            return period(name, text, path) or self._measured(name, text, path)
        if name in self.plan.dimensions:
            return self._member(name, text, path)
        if name in ("grouping", "member"):
            return self._grouping(text, path) if name == "grouping" else self._any_member(text, path)
        return attribute(name, text)

    def _measured(self, name: str, text: str, path: Sequence[str]) -> Key | None:
        """Return a period with the unit in brackets behind it: 2023年（亿元）."""
        label = read(text)
        if not label.bracket or unit(self.plan.units, label.bracket) is None:
            return None
        found = period(name, label.text, (*path[:-1], label.text))
        return found and replace(found, bracket=label.bracket)

    def _measure(self, text: str, path: Sequence[str]) -> Key | None:
        label = read(text)
        mapped = self._mapped(path)
        if mapped and self.plan.quantity(mapped):
            return Key(measure=mapped, bracket=label.bracket)
        found = self.quantities.find(text)
        if found and self.quantities.whole(text) is None and brackets.narrows(label, self.quantities, self._members):
            return None
        if found:
            own, other = self._in_chinese(found, label, path)
            translated, interval = other if other != own else "", brackets.interval(label)
            return Key(measure=own, bracket=label.bracket, interval=interval, translated=translated)
        for ending, interval in self.form.readings.items():
            stem = pattern.match(ending.replace("*", "{stem}"), label.text)
            named = self.quantities.find(stem["stem"]) if stem else None
            if named:
                self.used.add(("readings", ending))
                return Key(measure=named, bracket=label.bracket, interval=READINGS.get(interval, ""))
        return None

    def _in_chinese(self, found: str, label: Label, path: Sequence[str]) -> tuple[str, str]:
        """Return the id that the Chinese name has, and that of its translation; they may contradict each other."""
        if label.other:
            return found, self.quantities.find(label.other) or found
        above = next((text for text in reversed(path[:-1]) if not text.isascii()), "") if label.text.isascii() else ""
        return (self.quantities.find(above) or found, found) if above else (found, found)

    def _mapped(self, path: Sequence[str]) -> str:
        """Return what `names:` says of the longest ending of a path."""
        if not self.mapped:
            return ""
        keys = tuple(read(part).key for part in path)
        for start in range(len(keys)):
            if found := self.mapped.get(keys[start:]):
                self.used.add(("names", found[1]))
                return found[0]
        return ""

    def _member(self, dimension: str, text: str, path: Sequence[str]) -> Key | None:
        mapped, bracket = self._mapped(path), read(text).bracket
        if mapped and (mapped == TOTAL or mapped in self.plan.dimensions[dimension].names):
            text = mapped
        label = read(text)
        own = self.dimensions[dimension]
        found = own.find(text)
        others = [self.quantities, *(d for d in self._members if d is not own)]
        if not mapped and own.whole(text) is None and brackets.narrows(label, own, others):
            return None
        if found is None and (is_total(label.key) or label.key == key(dimension)):
            found = TOTAL
        elif found is None and (summed := _SUM.fullmatch(label.key)):  # 东区小计 is 东区, 北片小计 is nothing known
            found = TOTAL if summed["name"] == key(dimension) else own.find(summed["name"])
        return Key(members={dimension: found}, bracket=bracket) if found else None

    def _grouping(self, text: str, path: Sequence[str]) -> Key | None:
        label, mapped = read(text).key, self._mapped(path)
        for dimension in self.plan.dimensions.values():
            name = dimension.id
            said = (name, f"按{name}分", f"按{name}分组", f"分{name}", *([dimension.en] if dimension.en else []))
            if mapped == name or label in {read(words).key for words in said}:
                return Key(members={name: TOTAL})
        return NOTHING if is_total(label) else None

    def _is_total(self, path: Sequence[str]) -> bool:
        return is_total(read(path[-1]).key) or self._mapped(path) == TOTAL

    def _any_member(self, text: str, path: Sequence[str]) -> Key | None:
        if self._is_total(path):
            return NOTHING
        return next((k for d in self.plan.dimensions if (k := self._member(d, text, path))), None)


def _spare(path: Sequence[str], at: int) -> bool:
    """Tell whether a name only repeats the one before it: the English of a Chinese label, or a code."""
    text = path[at]
    return text.isascii() and not text.isdigit() and not (at and path[at - 1].isascii() and not _CODE.fullmatch(text))


def _one_translation(path: tuple[str, ...]) -> tuple[str, ...]:
    """Return a path in which the Latin words over one another are one name: Business / Revenue."""
    found: list[str] = []
    for text in path:
        if found and text.isascii() and found[-1].isascii():
            found[-1] = _joined(found[-1], text)
        else:
            found.append(text)
    return tuple(found)


def _joined(one: str, other: str) -> str:
    """Return two pieces of a broken name as one; Latin words are parted by a space."""
    return f"{one} {other}" if one[-1:].isascii() and other[:1].isascii() else one + other


def is_total(label: str) -> bool:
    """Tell whether a label means all members: 合计, 园区合计, 全国; 北片合计 is that of a part.

    >>> [is_total(text) for text in ("合计", "园区合计", "全市总计", "各行业合计", "北片合计", "制造业合计")]
    [True, True, True, True, False, False]
    """
    return label.lower() in TOTALS or bool(_ALL.fullmatch(label))
