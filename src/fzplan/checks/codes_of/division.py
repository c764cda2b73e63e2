"""行政区划代码, GB/T 2260-2007: six figures, two each for province, prefecture and county; no check character.

Here stand the provinces; which counties there are changes every year and is for a list of codes to say.
Worked: 110108 is 海淀区 (01 08) of 北京市 (11); 110008 would be a county of no prefecture.
"""

from __future__ import annotations

from fzplan.checks.codes_of.fault import Fault, of_character, of_length
from fzplan.diagnostics import Text

LENGTH = 6
PROVINCES = frozenset(
    (
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
        "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    )
)  # fmt: skip
"""北京 天津 河北 山西 内蒙古 · 辽宁 吉林 黑龙江 · 上海 … 新疆 · 台湾 香港 澳门."""


def fault(code: str) -> Fault | None:
    """Return what is wrong with a code, None where it conforms.

    >>> fault("110108"), fault("110000"), fault("190108").why.zh
    (None, None, '前两位 19 不是省级代码')
    """
    if len(code) != LENGTH:
        return of_length(code, LENGTH)
    strange = of_character(code, "0123456789")
    if strange is not None:
        return strange
    if code[:2] not in PROVINCES:
        return Fault(Text(f"前两位 {code[:2]} 不是省级代码", f"its first two, {code[:2]}, are no province"))
    if code[2:4] == "00" and code[4:] != "00":
        return Fault(
            Text(
                f"第 3—4 位 00 之下不能有县级代码 {code[4:]}",
                f"characters 3 and 4 are 00: no county {code[4:]} is below them",
            )
        )
    return None
