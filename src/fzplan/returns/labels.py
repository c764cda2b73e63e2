"""Labels as people print them, reduced to what they name: numbering, marks, units, inner spaces taken off.

In: the text of a label cell. Out: a `Label`; `Vocabulary` finds the declared name, or the nearest ones.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fzplan.regex import regex
from fzplan.returns.cells import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from fzplan.units import Unit, Units

TOTAL_WORDS = {
    "zh": "合计 小计 总计 共计 总数 总量 全国 全省 全市 全区 全县 全部 全园 全园区 园区合计",
    "en": "total totals all overall sum _t",
    "de": "insgesamt gesamt zusammen summe",
}
"""Words that mean all members, in the languages of the returns met."""
TOTALS = frozenset(word for words in TOTAL_WORDS.values() for word in words.split())
_CHILD = regex(r"^(?:[#＃]|(?:[#＃]?\s*其\s*中\s*[:：]?))\s*")
_NUMBERING = regex(
    r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]\s*[、.．]?|[一二三四五六七八九十]{1,3}[、.．]|[IVX]{1,4}[、.．]|[A-Z][、]"
    r"|\d{1,2}(?:\.\d{1,2})*[、.．](?!\d)|\d{1,2}(?:\.\d{1,2})+\s+|[-—–·•▪◆●○]\s*|补\s*充\s*资\s*料\s*[:：]\s*)\s*"
)
_CODED = regex(r"0\d\s+")
"""A code before a Chinese name: 01 农业."""
_CJK = "\u3400-\u9fff\uf900-\ufaff"
_TIGHT = frozenset("、，：（）()")
_BRACKET = regex(r"^(?P<name>.+?)\s*[(\[](?P<inner>[^()\[\]]{1,24}(?:\([^()]*\))?)[)\]]$")


_LATIN = regex(r"\s[A-Za-z]")
SHORTEST_WORD = 3
"""Letters of a translation that follows on the same line; fewer, or capitals alone, belong to the name: 人均 GDP."""
LONGEST_LABEL = 200

MULTIPLIERS = frozenset("十百千万亿兆")


_REMARK = regex(r"[(,、;:]")
_AMOUNT = regex(r"[^\d<>≤≥=超满含]{0,6}(?:[十百千]?[万亿]|元)")
"""What would be an amount of money, or a bare multiplier; 10亿元以上 and 不含… are remarks."""


class Label(NamedTuple):
    """What a label cell says; `key` is what names are compared by."""

    text: str
    key: str
    bracket: str = ""
    """What stands in brackets at its end: a unit, or a remark."""
    child: bool = False
    """`其中` or `#`: a part of the row above, not to be added to its siblings."""
    numbered: str = ""
    """The numbering taken off its front: ``一、``."""
    other: str = ""
    """The name in another language that stands beside the Chinese one."""


@lru_cache(maxsize=65536)
def read(text: str) -> Label:
    r"""Read a label.

    >>> read("（一） 其中：工业总产值（万元）①")
    Label(text='工业总产值', key='工业总产值', bracket='万元', child=True, numbered='（一）', other='')
    >>> read("补充资料：年末从业人员（人）").key
    '年末从业人员'
    >>> read("总 收 入").key, read("R&D 经费").key, read("国家高新技术企业数(家)").bracket
    ('总收入', 'R&D经费', '家')
    >>> read("新产品\n销售收入\n(万元)\nSales Revenue\n(10 000 yuan)")[:3]
    ('新产品销售收入', '新产品销售收入', '万元')
    """
    own, other = tongues(text)
    bare = MARKS.sub("", own.strip()).strip() or own.strip()
    child = False
    numbering = ""
    for _ in range(3):
        found = _NUMBERING.match(bare) or _code(bare)
        if found and found.end() < len(bare):
            numbering, bare = numbering or found[0].strip(), bare[found.end() :]
            continue
        found = _CHILD.match(bare)
        if not found or found.end() >= len(bare):
            break
        child, bare = True, bare[found.end() :]
    folded = fold(bare).rstrip(":")
    bracket = ""
    found = _BRACKET.match(folded)
    if found:
        folded, bracket = found["name"], "" if found["inner"].isdigit() else found["inner"]
    return Label(folded, key(folded), bracket, child, numbering, other)


def tongues(text: str) -> tuple[str, str]:
    r"""Return a label as its Chinese and its other part: English lines below it, or English words behind it.

    >>> tongues("合 计\nTotal"), tongues("企业数 (个) Number of Enterprises"), tongues("人均 GDP")
    (('合 计', 'Total'), ('企业数 (个)', 'Number of Enterprises'), ('人均 GDP', ''))
    >>> tongues("人均\nGDP\n(元)\nper capita"), tongues("GDP\n(USD)")
    (('人均\nGDP\n(元)', 'per capita'), ('GDP\n(USD)', ''))
    """
    if "\n" in text:
        lines = [line.strip() for line in text.splitlines()]
        last = max((k for k, line in enumerate(lines) if any(map(_is_han, line))), default=len(lines))
        return "\n".join(lines[: last + 1]).strip(), " ".join(lines[last + 1 :]).strip()
    found = _two_tongues().fullmatch(text.strip()) if len(text) <= LONGEST_LABEL and _LATIN.search(text) else None
    words = found and sum(map(str.isalpha, found["other"])) >= SHORTEST_WORD and not found["other"].isupper()
    return (found["own"], found["other"]) if found and words else (text, "")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Normalise one text: NFKC, line breaks and spaces between CJK characters removed, other runs of spaces one."""
    words = unicodedata.normalize("NFKC", text).split()
    folded = words[0] if words else ""
    for word in words[1:]:
        folded += word if _is_tight(folded[-1]) or _is_tight(word[0]) else f" {word}"
    return folded


@cache
def _two_tongues() -> re.Pattern[str]:
    """Return the pattern of a Chinese name with its translation: a range of 27,000 characters takes 2 ms to compile."""
    return re.compile(rf"(?P<own>.*[{_CJK}][^A-Za-z]*?)\s+(?P<other>[A-Za-z][^{_CJK}]*)")


def _code(text: str) -> re.Match[str] | None:
    found = _CODED.match(text)
    return found if found and "\u3400" <= text[found.end() : found.end() + 1] <= "\u9fff" else None


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


def _is_tight(character: str) -> bool:
    """Tell whether no space belongs beside a character."""
    return _is_han(character) or character in _TIGHT


def key(text: str) -> str:
    """Return the form in which names are compared."""
    plain = fold(text).replace(" ", "")
    return plain.casefold() if plain.isascii() else plain  # after folding, which makes m2 of m²


class Vocabulary:
    """Declared names by every way of writing them."""

    __slots__ = ("_names",)

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take accepted label → id; the first of two equal labels wins (the plan's loader reports the second)."""
        self._names: dict[str, str] = {}
        for label, name in names.items():
            self._names.setdefault(key(label), name)
        for label, name in names.items():  # 能耗 is 能耗 itself before it is 能耗（规上）, whichever is declared first
            self._names.setdefault(read(label).key, name)

    def find(self, text: str) -> str | None:
        """Return the id a label names: as it stands, then with numbering, marks and bracketed unit taken off."""
        return self.whole(text) or self._names.get(read(text).key)

    def whole(self, text: str) -> str | None:
        """Return the id a label names with all it has in brackets."""
        exact = self._names.get(key(text))
        if exact is not None:
            return exact
        label = read(text)
        return self._names.get(f"{label.key}({label.bracket})") if label.bracket else None

    def __contains__(self, text: str) -> bool:
        return self.find(text) is not None

    def nearest(self, text: str, count: int = 3) -> tuple[str, ...]:
        """Return the ids whose labels look most like `text`."""
        return nearest(read(text).key, self._names, count)

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the ids that a label which names nothing may be meant for."""
        return tuple(dict.fromkeys(self._names[name] for name in self.nearest(text)))


def nearest(wanted: str, offered: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return the offered labels most like `wanted`, best first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(wanted, list(offered), count, 0.5))


def amounts(bracket: str) -> bool:
    """Tell whether a bracket that is no known unit claims to be one, so that the number must not be read without it.

    >>> [amounts(text) for text in ("蛋元", "万", "亿元、万元", "不含外籍人员", "10亿元以上", "超1亿元")]
    [True, True, True, False, False, False]
    """
    return bool(_AMOUNT.fullmatch(bracket))


def with_remark(units: Units, text: str) -> Unit | None:
    """Return the unit that a text begins with where a remark follows it; two units are none.

    >>> from fzplan.units import UNITS
    >>> with_remark(UNITS, "万元(不含税)").text, with_remark(UNITS, "单位:万元，现价").text
    ('万元', '万元')
    >>> with_remark(UNITS, "亿元、万元"), with_remark(UNITS, "含税(万元)")
    (None, None)
    """
    parts = [part for part in _REMARK.split(fold(text).removeprefix("单位:").rstrip(")")) if part]
    if not parts or any(unit(units, part) for part in parts[1:]):
        return None
    return unit(units, parts[0])


def unit(units: Units, text: str) -> Unit | None:
    """Return the unit that a short text is, or None; what does not begin and end like one is not tried any further.

    >>> from fzplan.units import UNITS
    >>> unit(UNITS, "(亿元)").text, unit(UNITS, "总收入")
    ('亿元', None)
    """
    bare = text.strip().strip("()（）")
    if not 0 < len(bare) <= 16:
        return None
    named, lengths = units.named, range(1, min(len(bare), 7) + 1)
    opens = bare[0] in MULTIPLIERS or any(bare[:length] in named for length in lengths)
    return units.find(bare) if opens and any(bare[-length:] in named for length in lengths) else None
