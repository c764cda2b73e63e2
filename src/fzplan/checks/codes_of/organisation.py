"""组织机构代码, GB 11714-1997: eight characters and a check character, by people written with a hyphen before it.

C9 = 11 − (Σ Ci × Wi mod 11) with W = 3 7 9 10 5 8 4 2; 10 is written X, 11 is written 0; A is 10 … Z is 35.
Worked: M000100Y (of the example of GB 32100-2015): 22×3 + 0 + 0 + 0 + 1×5 + 0 + 0 + 34×2 = 139, 139 mod 11 = 7,
11 − 7 = 4: M000100Y-4, the nine characters that stand in 91350100M000100Y43.
"""

from __future__ import annotations

from fzplan.checks.codes_of.fault import Fault, of_character, of_check, of_length

LENGTH = 9
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def fault(code: str) -> Fault | None:
    """Return what is wrong with a code, None where it conforms; the hyphen may stand or not.

    >>> fault("M000100Y4"), fault("M000100Y-4"), fault("M000100Y5").expected
    (None, None, '4')
    """
    plain = code[:8] + code[9:] if code[8:9] == "-" else code
    if len(plain) != LENGTH:
        return of_length(plain, LENGTH)
    strange = of_character(plain, ALPHABET)
    if strange is not None:
        return strange
    rest = -sum(int(character, 36) * weight for character, weight in zip(plain, WEIGHTS, strict=False)) % 11
    expected = "X" if rest == 10 else str(rest)
    return None if plain[-1] == expected else of_check(plain, expected, LENGTH)
