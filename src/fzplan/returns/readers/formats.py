"""Number formats: what Excel makes of a stored value before a person sees it."""

from __future__ import annotations

import re
from functools import cache

from fzplan.regex import regex
from fzplan.returns.readers.book import PLAIN, NumberFormat

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00", 9: "0%",
    10: "0.00%", 11: "0.00E+00", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00",
}  # fmt: skip
"""Formats that files name by number alone (ECMA-376 18.8.30), as far as they are of plain numbers."""
_LONGEST = 255
"""Characters of a format that Excel allows."""
_DATE_LETTERS = regex(r"[ymdhs年月日]", re.IGNORECASE)
_PLACEHOLDER = regex(r"[0#?]")


@cache
def number_format(code: str) -> NumberFormat:
    r"""Read the first section of an Excel format code.

    >>> number_format("0.0%"), number_format('0.00,,"亿元"')
    (NumberFormat(decimals=1, power=2, unit='%'), NumberFormat(decimals=2, power=-6, unit='亿元'))
    >>> number_format(r'0\.0,"万"'), number_format("General") is PLAIN
    (NumberFormat(decimals=1, power=-4, unit='万'), True)
    """
    section = re.sub(r"\[[^\]]*\]|_.|\*.", "", code[:_LONGEST].split(";", maxsplit=1)[0])
    literals = re.findall(r'"([^"]*)"', section[max(section.rfind("0"), section.rfind("#"), 0) :])
    bare = re.sub(r'"[^"]*"', "", section)
    digits = re.sub(r"\\(?!\.)(.)", "", bare)
    first = _PLACEHOLDER.search(digits)
    if not first or _DATE_LETTERS.search(digits) or "E+" in digits:
        return PLAIN
    number = re.search(r"[0#?,]*(?:(\\?\.)([0#?]*))?,*", digits[first.start() :])
    assert number is not None
    decimals = len(number[2] or "")
    power = -3 * (len(number[0]) - len(number[0].rstrip(",")))
    if number[1] == "\\.":
        power -= decimals
    if "%" in digits:
        return NumberFormat(decimals, power + 2, "%")
    return NumberFormat(decimals, power, "".join(literals).strip())
