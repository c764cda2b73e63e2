"""Where one number comes from: formula, unit steps, file, sheet and cell, notes, rounding; then its targets.

In: an outcome, a value, its trace, its assessments. Out: text, the parts of a figure as branches of a tree.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan import figures, periods
from fzplan.model import words
from fzplan.model.results import Why
from fzplan.observations import FLASH
from fzplan.regex import regex
from fzplan.reports import arithmetic, consoles, tree, wording
from fzplan.reports.part_years import BASES
from fzplan.reports.tree import Branch
from fzplan.reports.wording import bracketed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from fzplan.diagnostics import Lang
    from fzplan.formula import Trace
    from fzplan.model.results import Assessment, Outcome, Value
    from fzplan.observations import Observation

SIGNS = {"+": " + ", "-": " − ", "*": " × ", "/": " ÷ ", "^": " ^ "}
ROUNDINGS = {
    ("half_up", "zh"): "四舍五入", ("gb8170", "zh"): "GB/T 8170 奇进偶舍",
    ("half_up", "en"): "half up", ("gb8170", "en"): "half to even, GB/T 8170",
}  # fmt: skip
NOTE = regex(r"^\s*注\s*[:：]\s*")
DIGITS = 10
"""Significant digits that an unrounded result is shown with."""


def text(
    outcome: Outcome,
    value: Value,
    trace: Trace | None,
    assessments: Sequence[Assessment],
    lang: Lang,
    *,
    width: int = tree.UNBOUNDED,
    encoding: str = "utf-8",
) -> str:
    """Return the explanation: the figure, what it was made of down to the cells, what it means for each target.

    `width` is that of a console that shows lines of no other length; by itself no line is parted.
    """
    warning = words.BANNERS["assumed"].of(lang)
    above = [f"【{warning}】" if lang == "zh" else f"[{warning}]"] if outcome.what_if else []
    head, made, remarks = parts(outcome, value, trace, lang)
    above += [head, *(f"  {part}" for part in (made.label, made.figure) if part)]
    below = [f"  {remark}" for remark in remarks]
    for assessment in assessments:
        below += ["", *arithmetic.lines(outcome, assessment, lang)]
    shown = [[consoles.printable(line, encoding) for line in part] for part in (above, below)]
    first, last = ([line.rstrip() for text in part for line in tree.hung(text, width)] for part in shown)
    return consoles.printable("\n".join([*first, *tree.lines(made.children, width, encoding), *last]), encoding) + "\n"


class Parts(NamedTuple):
    """One explanation before it is laid out: the figure, formula and figures over what they read, remarks."""

    head: str
    made: Branch
    remarks: tuple[str, ...]


def parts(outcome: Outcome, value: Value, trace: Trace | None, lang: Lang) -> Parts:
    """Return what is to be said of one figure."""
    made = _made_of(outcome, trace, lang, value.id) if trace is not None else Branch("")
    remarks = (*_rounding(outcome, value, lang), *_notes(outcome, value, lang))
    return Parts(_head(outcome, value, lang), made, remarks)


def _head(outcome: Outcome, value: Value, lang: Lang) -> str:
    quantity = outcome.plan.quantity(value.id)
    label = wording.name(quantity, lang) if quantity else value.id
    name = label + bracketed(_listed(list(value.by.values()), lang), lang)
    when = periods.words(value.period, lang)
    reasons = _listed([wording.why(outcome.plan, reason, lang) for reason in value.why], lang)
    if value.value is None and value.status == "Q" and reasons:
        return f"{name}　{when}　{reasons}"
    if value.value is None:
        unknown = "无法计算" if lang == "zh" else "cannot be computed"
        return f"{name}　{when}　{unknown}" + (f"：{reasons}" if lang == "zh" else f": {reasons}") * bool(reasons)
    unit = quantity.unit.text if quantity else ""
    shown = f"{name}　{when}　{_shown(outcome, value)} {_unit(unit)}".rstrip()
    kind = _kind(value.edition, value.quality, lang)
    if value.basis in BASES:
        kind += ("，" if lang == "zh" else ", ") + BASES[value.basis].of(lang)
    return shown + bracketed(_listed([kind, reasons], lang), lang)


def _listed(parts: Sequence[str], lang: Lang) -> str:
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)


def _shown(outcome: Outcome, value: Value) -> str:
    """Return the value by the decimals of its indicator, else with the digits it has."""
    assert value.value is not None
    quantity = outcome.plan.quantity(value.id)
    if quantity is None or quantity.decimals is None:
        return plain(value.value)
    return wording.number(outcome.plan, value.value, quantity.decimals)


def plain(value: float, least: int = 0) -> str:
    """Return a figure with the digits it has, at most ten significant ones after float noise is taken off.

    >>> plain(8466.0), plain(22.8069), plain(1 / 3), plain(6648.7, 2)
    ('8466', '22.8069', '0.3333333333', '6648.70')
    """
    tidy = float(f"{value:.{DIGITS}g}")
    return figures.shown(tidy, max(least, min(figures.decimals_of(tidy), 12)))


def _unit(text_: str) -> str:
    return "" if text_ == "1" else text_


def _kind(edition: str, quality: str, lang: Lang) -> str:
    labels = [words.EDITIONS[edition]] if edition in words.EDITIONS else []
    said = quality == "published" or (quality == "provisional" and edition in FLASH)  # the edition says it
    if not said or not labels:
        labels.append(words.QUALITIES[quality])
    return ("，" if lang == "zh" else ", ").join(label.of(lang) for label in labels)


def _made_of(outcome: Outcome, trace: Trace, lang: Lang, id_: str) -> Branch:
    """Return the formula in words and in figures, with the parts it read, each once."""
    if trace.op == "printed":
        return _printed(outcome, trace, lang)
    if not trace.children:
        formula = _formula(outcome, id_, lang)
        return Branch(f"= {formula}" if formula else "", children=(_leaf(outcome, _read(trace), lang),))
    return _computed(outcome, trace, lang, id_)


def _read(trace: Trace) -> Trace:
    """Return a figure that was read for an indicator, under its own name."""
    return replace(trace, label=trace.name) if trace.name else trace


def _computed(outcome: Outcome, trace: Trace, lang: Lang, id_: str) -> Branch:
    label = _label(trace, lang)
    formula = _formula(outcome, id_, lang) or ("" if label in (id_, trace.name) else label)
    numbers = substituted(trace)
    seen: set[tuple[str, ...]] = set()
    return Branch(
        f"= {formula}" if formula else "",
        f"= {numbers}{_factor(trace.factor)}" if numbers else "",
        children=tuple(_parts(outcome, _operands(trace), lang, seen)),
    )


def _printed(outcome: Outcome, trace: Trace, lang: Lang) -> Branch:
    """Return the printed figure that stands in for a formula, then the formula with what the print implies."""
    reported, formula = trace.children
    made = _computed(outcome, formula, lang, trace.label)
    by_it = "按公式：" if lang == "zh" else "by the formula: "
    said = tuple(filter(None, (f"{by_it}{made.label.removeprefix('= ')}", made.figure)))
    return Branch("", children=(_leaf(outcome, reported, lang), Branch("", "", said, made.children)))


def _formula(outcome: Outcome, id_: str, lang: Lang) -> str:
    indicator = outcome.plan.indicators.get(id_)
    return wording.formula(indicator, lang) if indicator else ""


def _label(trace: Trace, lang: Lang) -> str:
    return trace.en if lang == "en" and trace.en else trace.label


def substituted(trace: Trace) -> str:
    """Return the operation in figures: 8466 亿元 ÷ 22.8069 万人; nothing for a function, whose parts are listed."""
    if trace.op not in SIGNS or len(trace.children) != 2:
        return ""
    first, second = trace.children
    left = substituted(first) if _goes_on(trace, first) else _operand(first)
    return f"{left}{SIGNS[trace.op]}{_operand(second)}"


def _goes_on(trace: Trace, first: Trace) -> bool:
    """Tell whether an operation is the next of a row of the same: a + b + c."""
    return trace.op in ("+", "*") and first.op == trace.op and first.factor == 1 and len(first.children) == 2


def _operands(trace: Trace) -> tuple[Trace, ...]:
    """Return what an operation was made of; of a row of the same operation all of it, one beside the other."""
    if trace.children and _goes_on(trace, trace.children[0]):
        return (*_operands(trace.children[0]), *trace.children[1:])
    return trace.children


def _chosen(trace: Trace) -> Trace:
    """Return the figure that a selection of one member comes to: there is nothing more to be said of it."""
    while len(trace.children) == 1 and trace.factor == 1 and _is_same(trace, trace.children[0]):
        trace = trace.children[0]
    return trace


def _is_same(trace: Trace, other: Trace) -> bool:
    return (trace.value, trace.unit) == (other.value, other.unit)


def _operand(trace: Trace) -> str:
    if trace.children and trace.op in SIGNS:
        inner = substituted(trace)
        return f"({inner})" if inner else _figure(trace)
    return _figure(trace)


def _figure(trace: Trace, least: int = 0) -> str:
    return "…" if trace.value is None else f"{plain(trace.value, least)} {_unit(trace.unit)}".rstrip()


def _factor(factor: Fraction) -> str:
    """Return a unit step: × 10000, or ÷ 100000."""
    if factor == 1:
        return ""
    if factor.numerator == 1:
        return f" ÷ {factor.denominator}"
    return f" × {plain(float(factor))}"


def _parts(outcome: Outcome, traces: Sequence[Trace], lang: Lang, seen: set[tuple[str, ...]]) -> Iterator[Branch]:
    """Yield the parts of a figure: those that were read, each once, and computed ones with their own parts."""
    for trace in map(_chosen, traces):
        key = (trace.label, str(trace.period), str(sorted(trace.by.items())), trace.reading)
        if trace.op == "literal" or (not trace.children and key in seen):
            continue
        if not trace.children:
            seen.add(key)
            yield _leaf(outcome, trace, lang)
            continue
        numbers = substituted(trace)
        steps = f"= {numbers}{_factor(trace.factor)}" if numbers else _factor(trace.factor).strip()
        children = tuple(_parts(outcome, _operands(trace), lang, seen))
        yield Branch(_label(trace, lang), _figure(trace), (steps,) if steps else (), children)


def _leaf(outcome: Outcome, trace: Trace, lang: Lang) -> Branch:
    """Return: 总收入 2024年　8466 亿元　← 示例_2024年报.xlsx:主要指标!D7　原值 846600000 千元，÷ 100000."""
    when = periods.words(trace.period, lang) if trace.period else ""
    members = " ".join(trace.by.values())
    quantity = outcome.plan.quantity(trace.name)
    name = wording.name(quantity, lang) if quantity and not trace.en else _label(trace, lang)
    label = " ".join(filter(None, (name, members, when)))
    if trace.value is None:
        return Branch(label, f"{'无数据' if lang == 'zh' else 'no figure'}{_reasons(outcome, trace, lang)}")
    if trace.observation < 0:
        return Branch(label, f"{_figure(trace)}{_reasons(outcome, trace, lang)}")
    least = quantity.decimals if quantity and quantity.decimals is not None else 0
    observation = outcome.extraction.observations[trace.observation]
    place, *said = _source(outcome, observation, lang)
    return Branch(label, _figure(trace, least), (f"{tree.ARROW} {place}", *said))


def _reasons(outcome: Outcome, trace: Trace, lang: Lang) -> str:
    return bracketed(_listed([wording.why(outcome.plan, Why(*reason), lang) for reason in trace.why], lang), lang)


def _source(outcome: Outcome, o: Observation, lang: Lang) -> list[str]:
    """Return the place of an observation, the figure as printed where it was converted, its quality and notes."""
    zh, sources = lang == "zh", outcome.extraction.sources
    parts = [str(sources.place(o))]
    if o.rows:
        parts.append(f"{o.rows}条记录汇总" if zh else f"aggregate of {o.rows} records")
    if o.factor != 1 or o.bound != "=":
        printed = o.raw or plain(o.value / o.factor)
        step = _conversion(o.factor)
        parts.append(f"{'原值' if zh else 'printed'} {printed} {o.unit}{'，' if zh else ', '}{step}".rstrip("， "))
    if o.basis == "comparable":
        parts.append("上年同期（同口径）" if zh else "same period of the year before, as reported now")
    if o.edition or o.quality != "published":
        parts.append(_kind(o.edition, o.quality, lang))
    if o.published:
        parts.append(f"{o.published}公布" if zh else f"published {o.published}")
    notes = ("；" if zh else "; ").join(NOTE.sub("", sources.notes[number]) for number in o.notes)
    if notes:
        parts.append(f"注：{notes}" if zh else f"note: {notes}")
    return parts


def _conversion(factor: float) -> str:
    """Return the one conversion made on reading.

    >>> _conversion(1e-5), _conversion(10.0), _conversion(1.0)
    ('÷100000', '×10', '')
    """
    if factor == 1:
        return ""
    inverse = 1 / factor
    if factor < 1 and figures.tidy(inverse) == round(inverse):
        return f"÷{round(inverse)}"
    return f"×{plain(factor)}"


def _rounding(outcome: Outcome, value: Value, lang: Lang) -> list[str]:
    quantity = outcome.plan.quantity(value.id)
    if value.value is None or quantity is None or quantity.decimals is None:
        return []
    places, rule = quantity.decimals, outcome.plan.head.rounding
    whole, shown = plain(value.value), wording.number(outcome.plan, value.value, places)
    if len(whole) <= len(shown):
        return []
    how = ROUNDINGS[rule, lang]
    if lang == "zh":
        return [f"修约：{whole} → {shown}（{how}，{places}位小数）"]
    return [f"rounded: {whole} → {shown} ({how}, {places} decimal{'s' * (places != 1)})"]


def _notes(outcome: Outcome, value: Value, lang: Lang) -> list[str]:
    quantity = outcome.plan.quantity(value.id)
    if quantity is None or not quantity.note:
        return []
    return [f"{'口径：' if lang == 'zh' else 'definition: '}{quantity.note}"]
