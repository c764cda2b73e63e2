"""The plan's checks as live formulas: which hold on a blank sheet, between which cells, with which tolerance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import column_letters
from fzplan.formula import names as names_of
from fzplan.formula import words as words_of
from fzplan.formula.excel import Seat, sides, written
from fzplan.formula.slack import slack
from fzplan.returns.blanking import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.formula import Typed
    from fzplan.formula.excel import Leaf, Seats, Written
    from fzplan.model.checks import Check
    from fzplan.model.plan import Form, Plan
    from fzplan.periods import Period
    from fzplan.returns.blanking.page import Page, Slot

Key = tuple[str, "Period | None", tuple[tuple[str, str], ...], str]


class Judged(NamedTuple):
    """One relation at one place: formulas without their sign ``=``; "" where Excel has none."""

    check: Check
    relation: str
    place: str
    left: str
    right: str
    result: str


def of_form(plan: Plan, form: Form, measures: Sequence[str]) -> tuple[Check, ...]:
    """Return the checks all of whose figures the form holds."""
    return tuple(c for c in plan.checks if (c.form == form.id if form.entity else _within(c, measures)))


def _within(check: Check, measures: Sequence[str]) -> bool:
    return (
        not check.form and bool(check.relations) and {n for r in check.relations for n in names_of(r)} <= set(measures)
    )


def judged(plan: Plan, page: Page, lang: Lang) -> list[Judged]:
    """Return every relation of the plan that this sheet can be held to, place by place.

    A relation that Excel has no words for stands once, to be checked by the program.
    """
    seats = {_key(slot): slot for slot in page.slots}
    measures = {slot.measure for slot in page.slots}
    found: list[Judged] = []
    for check in plan.checks:
        if not _within(check, tuple(measures)):
            continue
        for relation in check.relations:
            said = words_of(relation, lang)
            here = [
                _judged(check, relation, said, place, partial(_seat, seats, page.name, key), plan, lang)
                for place, key in _places(page.slots)
            ]
            kept = [one for one in here if one]
            found += kept or [Judged(check, said, "", "", "", "")]
    return found


def of_row(plan: Plan, page: Page, row: int, lang: Lang) -> list[tuple[Check, str]]:
    """Return the checks of one record, each with its formula: 通过, 不通过, 未填, or nothing on an empty row."""
    columns = {f.id: (c, f) for c, f in enumerate(page.fields) if f.id}

    def seat(leaf: Leaf) -> Seat | None:
        if leaf.name not in columns or leaf.picks or leaf.shift or leaf.period:
            return None
        column, field = columns[leaf.name]
        return Seat(f"${column_letters(column + 1)}{row + 1}", field.factor)

    first, last = column_letters(1), column_letters(len(page.fields))
    blank = f"COUNTA(${first}{row + 1}:${last}{row + 1})=0"
    found = []
    for check in plan.checks:
        if check.form != page.form and not _within(check, tuple(columns)):
            continue
        parts = [written(r, seat, _slack(check, r, plan, seat)) for r in check.relations]
        if parts and all(parts):
            results = [outcome(part, lang) for part in parts if part]
            found.append((check, f'IF({blank},"",{_worst(results, lang)})'))
    return found


def outcome(part: Written, lang: Lang) -> str:
    """Return the formula of the words: pass, fail, not filled in, cannot be judged."""
    passed, failed, empty, undecided = (t.of(lang) for t in (words.PASSED, words.FAILED, words.EMPTY, words.UNDECIDED))
    missing = f'IF(COUNT({",".join(part.cells)})<{len(part.cells)},"{empty}","{undecided}")' if part.cells else '""'
    return f'IFERROR(IF({part.text},"{passed}","{failed}"),{missing})'


def _worst(results: Sequence[str], lang: Lang) -> str:
    """Return the outcome of several relations of one check: the first that is no pass."""
    text = results[-1]
    for result in reversed(results[:-1]):
        text = f'IF({result}="{words.PASSED.of(lang)}",{text},{result})'
    return text


def _judged(
    check: Check, relation: Typed, said: str, place: str, seats: Seats, plan: Plan, lang: Lang
) -> Judged | None:
    part = written(relation, seats, _slack(check, relation, plan, seats))
    if part is None:
        return None
    two = sides(relation, seats)
    left, right = (f'IFERROR({side.text},"")' for side in two) if two else ("", "")
    return Judged(check, said, place, left, right, outcome(part, lang))


def _slack(check: Check, relation: Typed, plan: Plan, seats: Seats) -> str:
    """Return the tolerance as a text in the unit of the left side, "" where the sides must agree exactly."""
    tolerance = check.tolerance
    if tolerance.kind == "relative":
        two = sides(relation, seats)
        return f"{tolerance.value!r}*ABS({two[0].text})" if two and tolerance.value else ""
    value = tolerance.value
    if tolerance.kind == "auto":
        value = slack(relation, partial(_decimals, plan)) or 0.0
    return repr(value).upper() if value else ""


def _decimals(plan: Plan, name: str) -> int | None:
    """Return the printed decimals of a name; whole things are counted whole."""
    quantity = plan.quantity(name)
    if quantity is None:
        return None
    return (
        0 if quantity.decimals is None and quantity.unit.is_count and quantity.unit.factor == 1 else quantity.decimals
    )


def _places(slots: Iterable[Slot]) -> list[tuple[str, Key]]:
    """Return the periods, members and bases of a sheet, each with what it is called."""
    found: dict[Key, str] = {}
    for slot in slots:
        found.setdefault(("", slot.period, slot.members, slot.basis), slot.label)
    return [(label, key) for key, label in found.items()]


def _key(slot: Slot) -> Key:
    return slot.measure, slot.period, slot.members, slot.basis


def _seat(seats: Mapping[Key, Slot], sheet: str, here: Key, leaf: Leaf) -> Seat | None:
    """Return the cell of a figure as seen from one place: its own members, its own year, unless the formula says."""
    if leaf.form or leaf.reading:
        return None
    _, period, members, basis = here
    members = tuple(sorted((dict(members) | dict(leaf.picks)).items()))
    if leaf.shift:
        period = period.shifted(12 * leaf.shift) if period else None
    if leaf.period:
        period = periods.parse(leaf.period)
    slot = seats.get((leaf.name, period, members, basis))
    if slot is None:
        return None
    quoted = sheet.replace("'", "''")
    return Seat(f"'{quoted}'!${column_letters(slot.column + 1)}${slot.row + 1}", slot.factor)
