"""统一社会信用代码, GB 32100-2015: 18 characters, the last one a check of the 17 before.

1 registering department, 2 category, 3–8 administrative division, 9–17 GB 11714 organisation code, 18 check character.
The check is that of the standard: C18 = 31 − (Σ Ci × Wi mod 31), Wi = 3^(i−1) mod 31, 31 written as 0, over an alphabet
of 31 characters without I, O, S, V, Z. The example of the standard, 91350100M000100Y4: Σ = 9×1 + 1×3 + 3×9 + 5×27 + 0 +
1×26 + 0 + 0 + 21×20 + 0 + 0 + 0 + 1×8 + 0 + 0 + 30×30 + 4×28 = 1640, 1640 mod 31 = 28, 31 − 28 = 3.

The division is held to be six figures only: divisions are renamed, and codes keep the one they were given in.
"""

from __future__ import annotations

from operator import mul

from fzplan.checks.codes_of.fault import Fault, of_character, of_check, of_length
from fzplan.diagnostics import Text

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALUES = {character: value for value, character in enumerate(ALPHABET)}
WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
DIVISION = slice(2, 8)


def fault(code: str) -> Fault | None:
    """Return what is wrong with a code, None where it conforms.

    >>> fault("91350100M000100Y43"), fault("91350100M000100Y4Y").expected
    (None, '3')
    """
    if len(code) != LENGTH:
        return of_length(code, LENGTH)
    try:
        total = sum(map(mul, map(VALUES.__getitem__, code), WEIGHTS))
        last = VALUES[code[-1]]
    except KeyError:
        return of_character(code, ALPHABET, but="I、O、S、V、Z")
    if not code[DIVISION].isdecimal():
        return Fault(
            Text(
                f"第 3—8 位“{code[DIVISION]}”应是六位数字的行政区划代码",
                f"characters 3 to 8, {code[DIVISION]}, are no division code",
            )
        )
    if (total + last) % 31:
        return of_check(code, ALPHABET[-total % 31], LENGTH)
    return None
