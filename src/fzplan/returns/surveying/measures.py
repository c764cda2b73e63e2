"""Names and units of the measures of a table, as a plan would declare them.

A measure is named by its column, by its row or by the title. Levels that several columns share are its group; words
broken over several cells are put together. In: an `Axes` with its columns. Out: `MeasureDraft`s by column or row label.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fzplan.model.survey import MeasureDraft
from fzplan.regex import regex
from fzplan.returns.labels import fold, key, read, tongues, unit
from fzplan.returns.surveying.labels import unit_in, unit_over
from fzplan.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.plan import Indicator, Measure, Plan
    from fzplan.returns.surveying.columns import Column

_HAN = regex(r"[\u3400-\u9fff]")
_COUNTED = regex(r"(?:个|家|件|项|人|户|台|辆|座|所|篇|头|只)?数(?:量)?$|人员|企业$")
_RATIO = regex(r"率$|比$|比重|指数")
PLAIN = "1"
"""The unit of a measure of which none is known."""


class Naming(NamedTuple):
    """Measures by what names them: a column's index, or a row's label."""

    drafts: tuple[MeasureDraft, ...]
    of: Mapping[object, str]
    """Column index or label → id."""


def of_columns(
    columns: Sequence[Column],
    units: Mapping[int, str],
    stated: Sequence[str],
    plan: Plan | None,
    *,
    outer: bool = False,
) -> Naming:
    """Return a measure a column; with `outer`, a measure for each name above the innermost ones."""
    paths = {c.at: (c.path[:-1] if outer and len(c.path) > 1 else c.path) for c in columns}
    named = _told_apart(paths if not outer else {k: p for p, k in {p: k for k, p in paths.items()}.items()})
    if outer:  # the years under one name are of one measure
        name_of = {paths[k]: name for k, name in named.items()}
        named = {k: name_of[p] for k, p in paths.items()}
    drafts: dict[str, MeasureDraft] = {}
    for index, name in named.items():
        own = units.get(index) or unit_over(paths[index])
        draft = drafted(name, own, stated, plan, " ".join(paths[index][-1:]))
        drafts.setdefault(draft.id, draft)
        named[index] = draft.id
    return Naming(tuple(drafts.values()), {index: id_ for index, id_ in named.items()})  # noqa: C416


def with_unit(naming: Naming, unit_: str) -> Naming:
    """Return the measures of a second panel, whose unit alone tells them from those of the first."""
    new = {d.id: d if d.declared else replace(d, id=f"{d.id}_{unit_}") for d in naming.drafts}
    return Naming(tuple(new.values()), {what: new[id_].id for what, id_ in naming.of.items()})


def of_rows(labels: Mapping[str, str], stated: Sequence[str], plan: Plan | None) -> Naming:
    """Return a measure a row label; `labels` gives the unit of its own column, ``""`` where it has none."""
    drafts: dict[str, MeasureDraft] = {}
    of: dict[object, str] = {}
    for text, own in labels.items():
        draft = drafted(read(text).text or fold(text), own or unit_in(text), stated, plan, text)
        drafts.setdefault(draft.id, draft)
        of[text] = draft.id
    return Naming(tuple(drafts.values()), of)


def drafted(name: str, own: str, stated: Sequence[str], plan: Plan | None, label: str = "") -> MeasureDraft:
    """Return one measure: the plan's where the name is known there, else a new one with the nearest stated unit."""
    known = plan_quantity(plan, name) or (plan_quantity(plan, label) if label else None)
    if known and plan:
        quantity = plan.quantity(known)
        return MeasureDraft(known, quantity.unit.text if quantity else PLAIN, declared=True)
    chosen = own or _fitting(name, stated)
    english = "" if not _HAN.search(name) else _english(label)
    sure = bool(chosen) and (bool(own) or not _RATIO.search(name) or len(stated) < 2)
    return MeasureDraft(name, chosen or PLAIN, en=english, unit_stated=sure)


def plan_quantity(plan: Plan | None, name: str) -> str:
    """Return the id of the plan's measure or indicator of that name, alias or English label."""
    if plan is None or not name:
        return ""
    wanted = {key(name), read(name).key}
    quantities: tuple[Measure | Indicator, ...] = (*plan.measures.values(), *plan.indicators.values())
    for quantity in quantities:
        if wanted & {key(label) for label in (quantity.id, *quantity.aliases, quantity.en) if label}:
            return quantity.id
    return ""


def _fitting(name: str, stated: Sequence[str]) -> str:
    """Return which of several stated units fits a name: 个 for 企业数, 亿元 for 营业收入."""
    if len(stated) < 2:
        return stated[0] if stated else ""
    within = {u: name.find(u) for u in stated if u in name}
    if within:
        return min(within, key=lambda u: within[u])  # 户 of 户数, 人 of 人口数
    counts = [u for u in stated if ((found := unit(UNITS, u)) and found.is_count) or u in ("人", "万人")]
    if "人" in counts and re.search(r"职工|从业|劳动力", name):
        return "人"
    if _COUNTED.search(name):
        return next((u for u in counts if u != "人"), stated[0])
    return next((u for u in stated if u not in counts), stated[0])


def _english(label: str) -> str:
    """Return the English lines under a Chinese heading, without their unit."""
    other = tongues(label)[1]
    return re.sub(r"\s*\([^()]*\)\s*$", "", fold(other)).strip() if other.isascii() else ""


def _told_apart(paths: Mapping[int, tuple[str, ...]]) -> dict[int, str]:
    """Return a name for each column: its own words where they are enough, else with the group's before them."""
    parts = {index: name_parts(path) for index, path in paths.items()}
    shared = Counter((k, text) for own in parts.values() for k, text in enumerate(own))
    named: dict[int, str] = {}
    for index, own in parts.items():
        leaf = [text for k, text in enumerate(own) if shared[k, text] == 1] or own[-1:]
        named[index] = _joined(leaf)
    counts = Counter(named.values())
    joined = {
        index
        for index, own in parts.items()
        if counts[named[index]] > 1 or named[index].replace(".", "").isdigit() or _is_child(paths[index])
    }
    groups = {parts[index][0] for index in joined if len(parts[index]) > 1 and shared[0, parts[index][0]] > 1}
    for index, own in parts.items():
        if index in joined or (len(own) > 1 and own[0] in groups and not _is_child(paths[index])):
            named[index] = "_".join(dict.fromkeys(own)) or f"第{index + 1}列"
    return _numbered(named)


def _numbered(named: dict[int, str]) -> dict[int, str]:
    """Number the names that are still the same."""
    seen: Counter[str] = Counter()
    for index, name in named.items():
        seen[name] += 1
        if seen[name] > 1:
            named[index] = f"{name}_{seen[name]}"
    return named


def _is_child(path: Sequence[str]) -> bool:
    return bool(path) and len(path) > 1 and read(path[-1]).child


def name_parts(path: Sequence[str]) -> list[str]:
    """Return the words of a path without units, English repetitions and marks."""
    own = [read(text).text for text in path if unit(UNITS, text) is None]
    chinese = [text for text in own if _HAN.search(text)]
    kept = [text for text in (chinese or own) if text and not (text.startswith("(") and text.endswith(")"))] or own
    return list(dict.fromkeys(kept))


def _joined(words: Sequence[str]) -> str:
    """Put words together that were broken over several cells."""
    return "".join(words) if all(_HAN.search(w) for w in words) else " ".join(words)
