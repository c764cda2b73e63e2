"""A right code written wrongly: what happened to it is named, and the code as meant where it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.checks.miswriting import miswritten

if TYPE_CHECKING:
    from collections.abc import Callable

RIGHT = ("91350100M000100Y43", "11010519491231002X", "110108", "0106", "GS15")


def fits(code: str) -> bool:
    return code in RIGHT


@pytest.mark.parametrize(
    ("stored", "text", "what", "code"),
    [
        ("110108 ", "110108", "首尾有空格", "110108"),
        ("\u3000110108", "110108", "首尾有空格", "110108"),
        (None, "1101 08", "有空格或不可见字符", "110108"),
        (None, "\u200b110108", "有空格或不可见字符", "110108"),
        (None, "'110108", "有空格或不可见字符", "110108"),
        (None, "１１０１０８", "有全角字符", "110108"),
        (None, "91350100m000100y43", "有小写字母", "91350100M000100Y43"),
        (None, "91350100ｍ000100Y43", "有全角字符、小写字母", "91350100M000100Y43"),
        (None, "9135 0100m000100Y43", "有空格或不可见字符、小写字母", "91350100M000100Y43"),
        (None, "91350100MOOO1OOY43", "疑将数字 0 写成字母 O", "91350100M000100Y43"),
        (None, "913SOI00M000I00Y43", "疑将数字 5 写成字母 S、疑将数字 0 写成字母 O、疑将数字 1 写成字母 I", "91350100M000100Y43"),
        (106.0, "106", "以数值录入，丢了开头的 0", "0106"),
        (None, "106", "以数值录入，丢了开头的 0", "0106"),
        (1.10105194912310e17, "1.1010519491231e+17", "以数值录入，Excel 只保留 15 位有效数字，后几位已丢失", ""),
        (None, "1.10105E+17", "以数值录入，Excel 只保留 15 位有效数字，后几位已丢失", ""),
        (None, "110105194912310000", "以数值录入，Excel 只保留 15 位有效数字，后几位已丢失", ""),
        (None, "1.10108E+05", "以数值存储，显示成科学记数", "110108"),
    ],
)  # fmt: skip
def test_the_writing_is_named(stored: object, text: str, what: str, code: str) -> None:
    found = miswritten(stored, text, fits, {4, 6, 18})
    assert found is not None
    assert (found.what.zh, found.code) == (what, code)
    assert found.what.en


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (None, "110108"),  # right as it stands
        (110108.0, "110108"),  # a number that says the code exactly
        (None, "110109"),  # another code
        (None, "91350100M000100Y44"),
        (None, "110105194912310012"),  # 18 figures, not lost ones
        (None, "GS16"),
    ],
)
def test_a_wrong_code_is_no_miswriting(stored: object, text: str) -> None:
    assert miswritten(stored, text, fits, {4, 6, 18}) is None


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    found = miswritten(None, text, fits, {4, 6, 18})
    assert found is None or found.code == "" or fits(found.code)


def test_lost_figures_are_those_after_the_fifteenth() -> None:
    accepted: Callable[[str], bool] = {"123456789012345"}.__contains__
    assert miswritten(123456789012345.0, "123456789012345", accepted) is None  # 15 figures are all kept
