"""Labels that are the members of one dimension: places, sexes, or any column of names with a total among them.

In: texts of labels. Out: the dimension's name, its members in order, the label of its total. A guess, said as such.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns.labels import fold, key, read
from fzplan.returns.naming import is_total

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fzplan.model.plan import Plan

_WORDS = {
    "地区": "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 "
    "海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾",
    "性别": "男 女 男性 女性 男子 女子 male female males females men women männlich weiblich",
    "城乡": "城镇 农村 城市 乡村 县城 urban rural",
    "登记注册类型": "内资企业 国有企业 集体企业 私营企业 外商投资企业 港澳台商投资企业 有限责任公司 股份有限公司",
    "产业": "第一产业 第二产业 第三产业",
    "规模": "大型 中型 小型 微型 大型企业 中型企业 小型企业 微型企业",
}
_PLACE = regex(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|地区)$")
SETS: Mapping[str, frozenset[str]] = {name: frozenset(words.split()) for name, words in _WORDS.items()}
"""Known sets of members: the name of the dimension, and the words that show it."""
FEW = 2


class Members(NamedTuple):
    """A set of labels as one dimension."""

    dimension: str
    members: tuple[str, ...]
    total: str = ""
    known: bool = False
    """The plan declares it, or it is a known set."""


def name_of(text: str) -> str:
    """Return the member a label names, as a plan would write it.

    >>> name_of("北    京"), name_of("  内 蒙 古 "), name_of("All Persons")
    ('北京', '内蒙古', 'All Persons')
    """
    return fold(read(text).text or text)


def members_of(texts: Sequence[str], heading: str, plan: Plan | None) -> Members:
    """Return the labels as members of a dimension: the plan's, a known one, or one named by the heading."""
    names = _names(texts)
    total = next((text for text in texts if text and is_total(read(text).key)), "")
    kept = tuple(name for name in names if not is_total(key(name)))
    declared = _declared(kept, plan)
    if declared:
        return Members(declared, kept, total, known=True)
    known = _known(kept)
    return Members(known or heading, kept, total, known=bool(known))


def _names(texts: Sequence[str]) -> list[str]:
    """Return the members that labels name; brackets stay where names would be the same without them."""
    whole = list(dict.fromkeys(fold(text) for text in texts if text))
    counts = Counter(key(name_of(text)) for text in whole)
    names = dict.fromkeys(name_of(text) if counts[key(name_of(text))] == 1 else text for text in whole)
    return sorted(names, key=lambda name: name.endswith((")", "]")))  # the bare name is its own, not a bracketed one's


def _declared(names: Sequence[str], plan: Plan | None) -> str:
    """Return the dimension of the plan that has most of these labels."""
    for dimension in plan.dimensions.values() if plan else ():
        labels = {key(label) for label in dimension.names}
        if names and sum(key(name) in labels for name in names) * 2 > len(names):
            return dimension.id
    return ""


def _known(names: Sequence[str]) -> str:
    """Return the name of the known set that most of these labels belong to."""
    bare = [_PLACE.sub("", key(name)) for name in names]
    for dimension, known in SETS.items():
        hits = sum(name in known or key(full).casefold() in known for name, full in zip(bare, names, strict=True))
        if hits >= FEW and hits * 2 > len(names):
            return dimension
    return ""
