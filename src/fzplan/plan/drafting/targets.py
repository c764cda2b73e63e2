"""A plan file drafted from the indicator table of a plan: indicators, formulas, measures and targets.

In: an `IndicatorTable`. Out: the YAML text of a plan file that loads, with comments where a person has to decide.
Nothing is invented: a goal that says no number is monitored, with its words; a measure of no known unit says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fzplan import formula
from fzplan.formula.nodes import Name, parts
from fzplan.plan import numbers
from fzplan.plan.drafting import goals
from fzplan.plan.drafting.yaml_text import block, flow, scalar
from fzplan.regex import regex
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.indicator_table import IndicatorRow, IndicatorTable

_NATURES = {"约束性": "binding", "预期性": "expected", "binding": "binding", "expected": "expected"}
_SIDE = regex(r"^[^=＝]+[=＝](?!=)\s*")
_HUNDRED = regex(r"\s*[*×xX]\s*100\s*[%％]\s*$")
_SIGNS = str.maketrans({"÷": "/", "×": "*", "－": "-"})
_SAY = {
    "zh": {
        "top": "# 由规划指标表起草：请核对单位、公式和目标，\n"
        "# 补充表式（fzplan inspect 报表.xlsx --write），再运行 fzplan check。",
        "doubt": "  # 原文作“{text}”（{doubt}），按不低于处理，请核",
        "words": "指标表所印：{text}",
        "unit": "  # 单位由公式推得，请核",
        "none": "  # 请填计量单位",
        "bad": "  # 指标表的公式不能识别：{text}",
        "other": "  # 指标表另印：{text}",
        "empty": "指标表没有写目标",
    },
    "en": {
        "top": "# Drafted from the indicator table: check units, formulas and targets,\n"
        "# add forms (fzplan inspect RETURN.xlsx --write), then run fzplan check.",
        "doubt": "  # printed as '{text}' ({doubt}); taken as 'at least', please check",
        "words": "printed: {text}",
        "unit": "  # unit inferred from the formula, please check",
        "none": "  # please give the unit of measure",
        "bad": "  # the table's formula could not be understood: {text}",
        "other": "  # also printed: {text}",
        "empty": "the table gives no goal",
    },
}  # fmt: skip


class Heading(NamedTuple):
    """What stands above the indicators of a plan file."""

    name: str
    span: tuple[int, int]
    lang: Lang = "zh"


def draft(table: IndicatorTable, heading: Heading) -> str:
    """Return the plan file that a table of indicators says."""
    say = _SAY[heading.lang]
    first, last = heading.span
    head = {"name": heading.name, "baseline": table.base_year or first - 1, "span": f"{first}-{last}"}
    if heading.lang == "en":
        head["lang"] = "en"
    drafted = [_Indicator(rows, heading) for rows in _grouped(table.rows)]
    lines = [say["top"], "fzplan: 1", "", *block("plan", head, width=0), ""]
    lines += _dimensions(table.rows)
    lines += ["measures:", *_measures(drafted, say)] if any(d.measures for d in drafted) else []
    lines += ["", "indicators:"]
    category = ""
    for one in drafted:
        if one.row.category != category:
            category = one.row.category
            lines.append(f"  # —— {' '.join(category.split())} ——")
        lines += one.lines(say)
    return "\n".join([*lines, "", "forms: {}", ""])


def _dimensions(rows: Sequence[IndicatorRow]) -> list[str]:
    """Return the dimensions that goals name members of."""
    members: dict[str, dict[str, None]] = {}
    for row in rows:
        dimension, sign, member = row.scope.partition("=")
        if sign:
            members.setdefault(dimension.strip(), {}).setdefault(member.strip())
    entries = {name: {"members": list(of)} for name, of in members.items()}
    return (
        ["dimensions:", *(line for name, of in entries.items() for line in block(name, of, 2)), ""] if entries else []
    )


def _grouped(rows: Sequence[IndicatorRow]) -> list[list[IndicatorRow]]:
    """Put together the rows that give one indicator several goals."""
    groups: dict[str, list[IndicatorRow]] = {}
    for row in rows:
        groups.setdefault(row.name, []).append(row)
    return list(groups.values())


class _Indicator:
    """One indicator being drafted."""

    def __init__(self, rows: Sequence[IndicatorRow], heading: Heading) -> None:
        self.rows, self.row, self.heading, self.name = rows, rows[0], heading, rows[0].name
        self.unit = "%" if self.row.unit == "％" else self.row.unit if UNITS.find(self.row.unit) else ""
        self.formula = next((found for row in rows if (found := _formula(row.formula))), "")
        self.measures = _names_of(self.formula) if self.formula else ()

    def lines(self, say: dict[str, str]) -> list[str]:
        """Return the entry of this indicator, with remarks above it."""
        entry: dict[str, Any] = {"unit": self.unit or "1"}
        if self.formula:
            entry["formula"] = self.formula
        found = [self._of_row(row, say) for row in self.rows]
        targets = [target for of_row, _ in found for target in of_row]
        _numbered(targets, self.name)
        if self.row.note:
            entry["note"] = _one_line(self.row.note)
        remarks = [remark for _, of_row in found for remark in of_row] + ([] if self.unit else [say["none"]])
        remarks += (
            [say["bad"].format(text=_one_line(self.row.formula))] if self.row.formula and not self.formula else []
        )
        lines = [*(f"  {remark.strip()}" for remark in remarks), f"  {scalar(self.name)}:"]
        lines += [f"    {key}: {flow(value)}" for key, value in entry.items()]
        if len(targets) == 1:
            return [*lines, f"    target: {flow(targets[0])}"]
        return [*lines, "    targets:", *(f"      - {flow(target)}" for target in targets)]

    def _of_row(self, row: IndicatorRow, say: dict[str, str]) -> tuple[list[dict[str, Any]], list[str]]:
        """Return the targets of one row: a level at its year, and average growth in a column of its own."""
        found: list[dict[str, Any]] = []
        remarks: list[str] = []
        *before, last = sorted(row.goals.items()) or [(0, "")]
        for text, year in ((last[1], last[0]), (_growth(row.growth), 0)):
            goal = goals.read(text, row.unit, self.heading.span, year or None) if text else None
            if goal and _known(goal.keys):
                found.append(goal.keys)
                remarks += [say["doubt"].format(text=_one_line(text), doubt=goal.doubt)] if goal.doubt else []
            elif text and found:
                remarks.append(say["other"].format(text=_one_line(text)))
            elif text:
                found.append({"monitor": say["words"].format(text=_one_line(text))})
        found = found or [{"monitor": say["empty"]}]
        if "by" in found[0] and (stones := _milestones(before)):
            found[0]["milestones"] = stones
        return [self._with_options(target, row, k) for k, target in enumerate(found)], remarks

    def _with_options(self, target: dict[str, Any], row: IndicatorRow, k: int) -> dict[str, Any]:
        """Add what the other columns of the row say of a target."""
        options: dict[str, Any] = {"id": row.id if k == 0 else f"{row.id}_{k + 1}"} if row.id else {}
        base = _base(row, self.heading.span[0] - 1, self.unit)
        if base and "monitor" not in target and target.get("of") != "total" and "each" not in target:
            options["baseline"] = base
        dimension, sign, member = row.scope.partition("=")
        options |= {"for": {dimension.strip(): member.strip()}} if sign else {}
        nature = next((code for words, code in _NATURES.items() if words in row.nature.replace(" ", "")), "")
        options |= {"nature": nature} if nature else {}
        options |= {"owner": _one_line(row.owner)} if row.owner else {}
        options |= {"section": row.category} if row.category else {}
        return target | options


def _numbered(targets: list[dict[str, Any]], name: str) -> None:
    """Give the targets of one indicator ids of their own where the table gives none."""
    taken = {target["id"] for target in targets if "id" in target}
    for k, target in enumerate(targets):
        if len(targets) > 1 and "id" not in target:
            target["id"] = next(one for n in range(k + 1, 2 * len(targets) + 2) if (one := f"{name}_{n}") not in taken)
            taken.add(target["id"])


def _base(row: IndicatorRow, year: int, unit: str) -> dict[str, Any] | None:
    """Return the latest base that is a number."""
    for stated, text in sorted(row.bases.items(), reverse=True):
        seen = numbers.figure(text.replace("％", "%"))
        if seen:
            value = float(seen.value)
            plain: Any = int(value) if value.is_integer() else value
            written = f"{plain}{seen.unit}" if seen.unit and seen.unit != unit else plain
            if not seen.unit or UNITS.find(seen.unit):
                return {"year": stated or year, "value": written}
    return None


def _known(keys: dict[str, Any]) -> bool:
    """Tell whether every amount of a goal has a unit that is known; what has not is kept as words."""
    amounts = [end for value in keys.values() for end in (value if isinstance(value, list) else [value])]
    texts = [text for text in amounts if isinstance(text, str) and text[:1].isdigit()]
    return all(not seen.unit or UNITS.find(seen.unit) for text in texts if (seen := numbers.figure(text)))


def _milestones(before: Sequence[tuple[int, str]]) -> dict[int, Any]:
    plain = {year: numbers.figure(text) for year, text in before if year}
    return {year: float(seen.value) for year, seen in plain.items() if seen and not seen.unit}


def _growth(text: str) -> str:
    """Return the text of a column 年均增长 as a goal of its own: a bare number there is average growth in per cent."""
    bare = text.strip()
    if not bare or bare in ("—", "-", "——", "/"):
        return ""
    return bare if bare.startswith(("[", "［", "年均", "累计")) else f"年均{bare}"


def _formula(text: str) -> str:
    """Return a formula of the table as the plan file's language has it, or "" where it is none."""
    if not text.strip():
        return ""
    bare = _HUNDRED.sub("", _SIDE.sub("", text.strip()).translate(_SIGNS)).strip()
    try:
        formula.parse(bare)
    except formula.FormulaError:
        return ""
    return bare if _names_of(bare) else ""


def _names_of(text: str) -> tuple[str, ...]:
    """Return the names a formula mentions, in order."""
    found: dict[str, None] = {}
    waiting = [formula.parse(text)]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, Name):
            found.setdefault(node.name)
        waiting = [*parts(node), *waiting]
    return tuple(found)


def _measures(drafted: Sequence[_Indicator], say: dict[str, str]) -> list[str]:
    """Return the entries of the measures: what formulas name and no row of the table is."""
    units = {one.name: one.unit for one in drafted}
    own = set(units)
    for one in (*drafted, *drafted):  # twice: a unit told by one formula may tell that of another
        for name, unit in _inferred(one, units).items():
            if not units.get(name):
                units[name] = unit
    named = dict.fromkeys(name for one in drafted for name in one.measures if name not in own)
    entries = {name: {"unit": units.get(name) or "1"} for name in named}
    remarks = {name: say["unit"] if units.get(name) else say["none"] for name in named}
    return [f"  {scalar(name)}: {flow(entry)}{remarks[name]}" for name, entry in entries.items()]


def _inferred(one: _Indicator, units: dict[str, str]) -> dict[str, str]:
    """Return the units that a formula tells of its names: 万元/人 of a quotient, and a share has one unit twice."""
    if one.measures == (one.formula,):
        return {one.formula: one.unit}
    parts = tuple(part.strip() for part in one.formula.split("/"))
    if len(parts) != 2 or one.measures != parts:
        return {}
    above, _, below = one.unit.partition("/")
    if below:
        return {parts[0]: above, parts[1]: below}
    known = units.get(parts[0]) or units.get(parts[1]) or ""
    return dict.fromkeys(parts, known) if one.unit in ("%", "‰", "倍") else {}


def _one_line(text: str) -> str:
    return " ".join(text.split())
