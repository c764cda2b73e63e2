"""A drafted form, its measures and its dimensions as entries of a plan file.

In: a `FormDraft`. Out: lines of YAML. Empty fields are not written; what fits into one line stands in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fzplan.plan.drafting.yaml_text import block, flow, scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.survey import DimensionDraft, FormDraft, MeasureDraft

WIDTH = 100
"""Characters of a line of members."""
_OPTIONS = (
    "key",
    "period",
    "names",
    "readings",
    "fixed",
    "skip",
    "header",
    "labels",
    "range",
    "unit",
    "panels",
    "aggregate",
)
_UNDATED = {
    "zh": "    # 表中没有写报告期，请加 period: 年份",
    "en": "    # the workbook states no period: please add `period: YEAR`",
}
_UNSTATED = {"zh": "    # 表中没有写单位，请填", "en": "    # the workbook states no unit: please give it"}


def form_lines(draft: FormDraft, indent: int = 2, lang: Lang = "zh") -> list[str]:
    """Return one entry of `forms:`; that no period is stated anywhere is pointed out behind it."""
    entry: dict[str, Any] = {"files": _few(draft.files)}
    entry |= {"sheets": _few(draft.sheets)} if draft.sheets else {}
    entry |= {"rows": draft.rows} if draft.rows else {}
    entry |= {"columns": draft.columns} if draft.columns else {}
    for option in _OPTIONS:
        value = _header(draft) if option == "header" else getattr(draft, option)
        if value or value == 0:
            entry[option] = _plain(value)
    lines = block(draft.id, entry, indent)
    return [lines[0] + _UNDATED[lang], *lines[1:]] if draft.period_missing else lines


def _plain(value: Any) -> Any:
    """Return mappings as dicts, tuples as lists, years as numbers."""
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return dict(value) if hasattr(value, "items") else list(value) if isinstance(value, tuple) else value


def _header(draft: FormDraft) -> int | str | None:
    """Return the rows of the header: one, or the first and the last."""
    if draft.header is None or draft.header_last is None:
        return draft.header
    return f"{draft.header}-{draft.header_last}"


def measure_lines(measure: MeasureDraft, lang: Lang = "zh", indent: int = 2) -> list[str]:
    """Return one entry of `measures:`; a unit that the workbook does not state is pointed out."""
    entry: dict[str, Any] = {"unit": measure.unit or "1"}
    entry |= {"kind": measure.kind} if measure.kind else {}
    entry |= {"en": measure.en} if measure.en else {}
    entry |= {"aliases": list(measure.aliases)} if measure.aliases else {}
    remark = "" if measure.unit_stated else _UNSTATED[lang]
    return [f"{' ' * indent}{scalar(measure.id)}: {flow(entry)}{remark}"]


def dimension_lines(dimension: DimensionDraft, indent: int = 2) -> list[str]:
    """Return one entry of `dimensions:`; members with further names are written one a line."""
    plain = all(not names for names in dimension.members.values())
    members: Any = list(dimension.members)
    if not plain:
        members = {name: {"aliases": list(names)} if names else {} for name, names in dimension.members.items()}
    if plain and len(flow(members)) > WIDTH:
        return [f"{' ' * indent}{scalar(dimension.id)}:", *_wrapped("members", members, indent + 2)]
    return block(dimension.id, {"members": members}, indent)


def _wrapped(name: str, names: Sequence[str], indent: int) -> list[str]:
    """Return a long list over several lines: YAML reads on until the bracket is closed."""
    margin, lines = " " * indent, [""]
    for text in names:
        written = f"{scalar(text)}, "
        if len(lines[-1]) + len(written) > WIDTH - indent:
            lines.append("")
        lines[-1] += written
    body = [f"{margin}  {line.rstrip()}" for line in lines]
    return [f"{margin}{name}: [", *body[:-1], body[-1].rstrip(",") + "]"]


def _few(patterns: tuple[str, ...]) -> Any:
    return patterns[0] if len(patterns) == 1 else list(patterns)
