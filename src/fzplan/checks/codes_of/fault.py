"""What is wrong with a code: its shape, or its check character."""

from __future__ import annotations

from typing import NamedTuple

from fzplan.diagnostics import Text


class Fault(NamedTuple):
    """Why a code does not conform; `expected` is the check character that its other characters ask for."""

    why: Text
    expected: str = ""


def of_length(code: str, length: int) -> Fault:
    """Return the fault of a code that is too short or too long."""
    found = len(code)
    return Fault(Text(f"应有 {length} 位，现有 {found} 位", f"{length} characters are needed, there are {found}"))


def of_check(code: str, expected: str, length: int) -> Fault:
    """Return the fault of a code whose last character does not follow from the others."""
    why = Text(
        f"校验码不符，第 {length} 位按前 {length - 1} 位应为 {expected}，现为 {code[-1]}",
        f"the check character is wrong: the first {length - 1} ask for {expected}, the last is {code[-1]}",
    )
    return Fault(why, expected)


def of_character(code: str, alphabet: str, *, but: str = "") -> Fault | None:
    """Return the fault of the first character that the alphabet does not have; `but`: letters it leaves out.

    >>> of_character("91I", "0123456789", but="I、O").why.zh
    '第 3 位“I”不在代码字符集内（不用 I、O）'
    """
    at = next((k for k, character in enumerate(code) if character not in alphabet), None)
    if at is None:
        return None
    zh, en = (f"（不用 {but}）", f" (it has no {but.replace('、', ', ')})") if but and code[at].isalpha() else ("", "")
    return Fault(
        Text(
            f"第 {at + 1} 位“{code[at]}”不在代码字符集内{zh}",
            f"character {at + 1}, {code[at]}, is not in its alphabet{en}",
        )
    )
