"""What may be filled in: prompts and warnings of the columns of the office. A warning never stops anybody."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.model.audit_list import COLUMNS

if TYPE_CHECKING:
    from fzplan.reports.review.xlsx.page import Page

KEYS = tuple(column.key for column in COLUMNS)
EARLIEST = dt.date(2000, 1, 1)
SHORTEST = 5
"""Characters of a reason that says anything."""
REASON = (
    Text("写明真实原因", "Say why"),
    Text(
        "写明数据为什么是这样，例如“2023年并入两家企业”；只写“核实无误”“情况属实”不算说明。",
        "Say why the figures are as they are, for example that two firms joined in 2023. “Verified” is no explanation.",
    ),
)
CONFIRMED = (
    Text("另一人确认", "Another person"),
    Text(
        "准强制的说明须由填表人以外的人确认。", "A confirm finding needs another person than the one who fills it in."
    ),
)
DAY = (
    Text("日期", "Date"),
    Text("写成 2024-03-05 的样子。", "Write it as 2024-03-05."),
)


def allow(page: Page, first: int, last: int) -> None:
    """Set the rules of entry of the rows `first` to `last`."""
    reason, by, confirmed = (f"{_letter(key)}{first + 1}" for key in ("reason", "by", "confirmed"))
    _rule(page, "reason", first, last, REASON, {"validate": "custom", "value": f"=LEN(TRIM({reason}))>={SHORTEST}"})
    _rule(page, "confirmed", first, last, CONFIRMED, {"validate": "custom", "value": f"=TRIM({confirmed})<>TRIM({by})"})
    for key in ("date", "expires"):
        _rule(page, key, first, last, DAY, {"validate": "date", "criteria": ">=", "value": EARLIEST})


def _rule(page: Page, key: str, first: int, last: int, prompt: tuple[Text, Text], rule: dict[str, object]) -> None:
    title, text = (page.say(part) for part in prompt)
    told = {"input_title": title, "input_message": text, "error_title": title, "error_message": text}
    column = KEYS.index(key)
    page.sheet.data_validation(first, column, last, column, {**rule, **told, "error_type": "warning"})


def _letter(key: str) -> str:
    return chr(ord("A") + KEYS.index(key))
