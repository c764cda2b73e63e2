"""国民经济行业代码, GB/T 4754-2017: a section A–T, a division of two figures, a group of three, a class of four.

A code is a section (C), the figures alone (37, 371, 3714), or both (C3714). The divisions of a section are consecutive:
C 制造业 has 13–43, so C3714 conforms, I3714 does not (I 信息传输、软件和信息技术服务业 has 63–65), nor does 9800 (97 is
the last). A nought at the end of a class stands for a group without classes: 3720 is 城市轨道交通设备制造.
"""

from __future__ import annotations

from fzplan.checks.codes_of.fault import Fault, of_character
from fzplan.diagnostics import Text

LENGTH = 0
SECTIONS = {
    "A": (1, 5), "B": (6, 12), "C": (13, 43), "D": (44, 46), "E": (47, 50), "F": (51, 52), "G": (53, 60),
    "H": (61, 62), "I": (63, 65), "J": (66, 69), "K": (70, 70), "L": (71, 72), "M": (73, 75), "N": (76, 79),
    "O": (80, 82), "P": (83, 83), "Q": (84, 85), "R": (86, 90), "S": (91, 96), "T": (97, 97),
}  # fmt: skip
"""Section → its first and its last division."""
LAST = 97
SHAPE = Text("应是门类字母、2—4 位数字，或两者相连", "a section letter, 2 to 4 figures, or both are needed")


def fault(code: str) -> Fault | None:
    """Return what is wrong with a code, None where it conforms.

    >>> [fault(code) for code in ("C", "37", "371", "3714", "C3714")]
    [None, None, None, None, None]
    >>> fault("I3714").why.zh
    '门类 I 的大类是 63—65，没有 37'
    """
    section, figures = (code[:1], code[1:]) if code[:1].isalpha() else ("", code)
    if section and section not in SECTIONS:
        return Fault(Text(f"没有门类 {section}（A—T）", f"there is no section {section} (A to T)"))
    if not figures and section:
        return None
    strange = of_character(figures, "0123456789")
    if strange is not None or not 2 <= len(figures) <= 4:
        return Fault(SHAPE)
    division = int(figures[:2])
    first, last = SECTIONS[section] if section else (1, LAST)
    if first <= division <= last:
        return None
    shown = figures[:2]
    if section:
        return Fault(
            Text(
                f"门类 {section} 的大类是 {first:02}—{last:02}，没有 {shown}",
                f"section {section} has {first:02} to {last:02}, not {shown}",
            )
        )
    return Fault(Text(f"没有大类 {shown}（01—97）", f"there is no division {shown} (01 to 97)"))
