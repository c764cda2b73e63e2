"""Codes of the standards' own examples conform; one character changed, or two exchanged, and they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fzplan.checks.codes_of import credit, identity, organisation, standard
from fzplan.model.check_specs import STANDARDS

# The example of GB 32100-2015 with the check character the standard computes; codes on published licences of
# 阿里巴巴（中国）, 腾讯计算机系统, 华为技术 (no example of theirs is computed here).
CREDIT = ["91350100M000100Y43", "91330100799655058B", "9144030071526726XG", "914403001922038216"]
# The examples of GB 11643-1999.
IDENTITY = ["11010519491231002X", "440524188001010014"]
# The organisation codes that stand at 9–17 of the credit codes above, GB 11714-1997.
ORGANISATION = ["M000100Y4", "799655058", "71526726X", "192203821"]


@pytest.mark.parametrize("code", CREDIT)
def test_published_credit_codes_conform(code: str) -> None:
    assert credit.fault(code) is None


@pytest.mark.parametrize("code", IDENTITY)
def test_published_identity_numbers_conform(code: str) -> None:
    assert identity.fault(code) is None


@pytest.mark.parametrize("code", ORGANISATION)
def test_organisation_codes_conform_with_and_without_their_hyphen(code: str) -> None:
    assert organisation.fault(code) is None
    assert organisation.fault(f"{code[:8]}-{code[8]}") is None


@given(st.sampled_from(CREDIT), st.integers(0, 17), st.sampled_from(credit.ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_always_seen(code: str, at: int, other: str) -> None:
    # 31 is prime and no weight is 0 mod 31: a difference d at weight w changes the sum by d × w ≠ 0
    changed = code[:at] + other + code[at + 1 :]
    assert (credit.fault(changed) is None) == (changed == code)


@given(st.sampled_from(CREDIT), st.integers(0, 16))
def test_two_neighbours_exchanged_are_always_seen(code: str, at: int) -> None:
    # weights of neighbours differ by 2 × 3^(i−1) ≠ 0 mod 31
    changed = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert (credit.fault(changed) is None) == (changed == code)


@given(st.sampled_from(IDENTITY), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_figure_of_an_identity_number_is_always_seen(code: str, at: int, other: str) -> None:
    changed = code[:at] + other + code[at + 1 :]
    assert (identity.fault(changed) is None) == (changed == code)


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("credit", "91350100M000100Y4", "应有 18 位，现有 17 位"),
        ("credit", "91350100M000100Y4Z", "第 18 位“Z”不在代码字符集内（不用 I、O、S、V、Z）"),
        ("credit", "91350100MO00100Y43", "第 10 位“O”不在代码字符集内（不用 I、O、S、V、Z）"),
        ("credit", "91350100M000100Y4-", "第 18 位“-”不在代码字符集内"),
        ("credit", "913501A0M000100Y43", "第 3—8 位“3501A0”应是六位数字的行政区划代码"),
        ("credit", "91350100M000100Y4Y", "校验码不符，第 18 位按前 17 位应为 3，现为 Y"),
        ("organisation", "M000100Y", "应有 9 位，现有 8 位"),
        ("organisation", "M000100Y*", "第 9 位“*”不在代码字符集内"),
        ("organisation", "715267260", "校验码不符，第 9 位按前 8 位应为 X，现为 0"),
        ("identity", "1101051949123100", "应有 18 位，现有 16 位"),
        ("identity", "11010519491231O02X", "第 15 位“O”不在代码字符集内"),
        ("identity", "11010519491231002Y", "第 18 位“Y”不在代码字符集内"),
        ("identity", "19010519491231002X", "前两位 19 不是省级代码"),
        ("identity", "11010519490231002X", "第 7—14 位 19490231 不是日期"),
        ("identity", "110105194912310021", "校验码不符，第 18 位按前 17 位应为 X，现为 1"),
        ("division", "1101081", "应有 6 位，现有 7 位"),
        ("division", "11010A", "第 6 位“A”不在代码字符集内"),
        ("division", "190108", "前两位 19 不是省级代码"),
        ("division", "110008", "第 3—4 位 00 之下不能有县级代码 08"),
        ("industry", "X12", "没有门类 X（A—T）"),
        ("industry", "C3", "应是门类字母、2—4 位数字，或两者相连"),
        ("industry", "37200", "应是门类字母、2—4 位数字，或两者相连"),
        ("industry", "37a", "应是门类字母、2—4 位数字，或两者相连"),
        ("industry", "I3714", "门类 I 的大类是 63—65，没有 37"),
        ("industry", "9800", "没有大类 98（01—97）"),
        ("industry", "0011", "没有大类 00（01—97）"),
    ],
)
def test_what_is_wrong_is_said(name: str, code: str, said: str) -> None:
    fault = standard(name).fault(code)
    assert fault is not None
    assert fault.why.zh == said
    assert fault.why.en.isascii() or not fault.why.en.replace("—", "").isspace()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("division", "110108"),
        ("division", "659001"),
        ("industry", "C"),
        ("industry", "0111"),
        ("industry", "T97"),
        ("identity", "830000199001010011"),
    ],
)
def test_others_conform_or_fail_by_their_check_alone(name: str, code: str) -> None:
    fault = standard(name).fault(code)
    assert fault is None or fault.expected


def test_every_standard_has_a_name_in_the_plan_file() -> None:
    for word in STANDARDS.values():
        found = standard(word)
        assert callable(found.fault)
        assert found.length >= 0


def test_the_worked_number_of_the_standard() -> None:
    # GB 32100-2015: the sum of 91350100M000100Y4 is 1640; 1640 mod 31 = 28; 31 − 28 = 3
    body = "91350100M000100Y4"
    products = [credit.VALUES[c] * w for c, w in zip(body, credit.WEIGHTS, strict=True)]
    assert products == [9, 3, 27, 135, 0, 26, 0, 0, 420, 0, 0, 0, 8, 0, 0, 900, 112]
    assert (sum(products), sum(products) % 31) == (1640, 28)
