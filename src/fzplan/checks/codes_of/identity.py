"""公民身份号码 (居民身份证), GB 11643-1999: 6 figures of division, 8 of the day of birth, 3 in sequence, 1 check.

ISO 7064 MOD 11-2: Σ ai × (2^(18−i) mod 11) over all 18 ≡ 1 (mod 11), 10 written X.
The examples of the standard: 11010519491231002X (Σ of the 17 = 167, 167 mod 11 = 2, 2 + 10 ≡ 1) and 440524188001010014
(a man born on 1 January 1880). 83 stands on residence permits for Taiwan residents; permits of foreigners begin with 9.
"""

from __future__ import annotations

from datetime import date

from fzplan.checks.codes_of.division import PROVINCES
from fzplan.checks.codes_of.fault import Fault, of_character, of_check, of_length
from fzplan.diagnostics import Text

LENGTH = 18
DIVISIONS = PROVINCES | {"83"}
FOREIGN = "9"
WEIGHTS = tuple(pow(2, 18 - i, 11) for i in range(1, 18))


def fault(code: str) -> Fault | None:
    """Return what is wrong with a number, None where it conforms.

    >>> fault("11010519491231002X"), fault("440524188001010014"), fault("110105194912310021").expected
    (None, None, 'X')
    """
    if len(code) != LENGTH:
        return of_length(code, LENGTH)
    strange = of_character(code[:-1], "0123456789") or of_character(code, "0123456789X")
    if strange is not None:
        return strange
    if code[:2] not in DIVISIONS and code[0] != FOREIGN:
        return Fault(Text(f"前两位 {code[:2]} 不是省级代码", f"its first two, {code[:2]}, are no province"))
    born = code[6:14]
    if not _is_day(born):
        return Fault(Text(f"第 7—14 位 {born} 不是日期", f"characters 7 to 14, {born}, are no day"))
    rest = (1 - sum(int(figure) * weight for figure, weight in zip(code, WEIGHTS, strict=False))) % 11
    expected = "X" if rest == 10 else str(rest)
    return None if code[-1] == expected else of_check(code, expected, LENGTH)


def _is_day(written: str) -> bool:
    try:
        date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return False
    return True
