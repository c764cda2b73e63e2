"""Raw texts of a column → the period or the member they stand for; the look-up is Python's, whatever the engine."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from fzplan import periods
from fzplan.observations import TOTAL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from fzplan.model.plan import Dimension, Form
    from fzplan.periods import Period

Raw = str | None


def read(row: Sequence[Any]) -> tuple[Raw, ...]:
    """Return the labels of a row of results as texts; a year may be a number there.

    >>> read((2024, "东区", None))
    ('2024', '东区', None)
    """
    return tuple(None if label is None else str(label) for label in row)


def period_of(raw: Raw) -> Period | None:
    """Return the period of a text: a year, or the SDMX text that the name of a file gave.

    >>> period_of("2024"), period_of("待定"), period_of(None)
    (Period(start=24288, months=12), None, None)
    """
    found = periods.parse(raw) if raw else None
    return found if found and 1900 <= found.year <= 2200 else None


def members_of(form: Form, dimension: Dimension) -> Callable[[Raw], str]:
    """Return the look-up of a dimension: by the longest code prefix, or by name, alias and the form's `names:`."""
    column = next((c for c in form.columns_of if c.dimension == dimension.id), None)
    prefixes = sorted(dimension.codes.items(), key=lambda item: -len(item[0]))
    names: Mapping[str, str] = {_folded(name): member for name, member in dimension.names.items()}
    names = {**names, **{_folded(label): meant for label, meant in form.names.items() if meant in dimension.members}}

    def by_code(raw: Raw) -> str:
        text = _folded(raw or "")
        return next((member for code, member in prefixes if text.startswith(code)), names.get(text, TOTAL))

    def by_name(raw: Raw) -> str:
        return names.get(_folded(raw or ""), TOTAL)

    return by_code if column and column.by == "code" else by_name


def _folded(text: str) -> str:
    """Return a text without the differences that no reader sees: width of letters, spaces at its ends."""
    return unicodedata.normalize("NFKC", text).strip()
