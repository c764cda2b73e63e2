"""What an indicator table says of a goal (`≥10000`, `3～4`, `[500]`, `年均6%`, `降低13.5%`) as keys of a target.

In: the text of a cell, the unit of the indicator, the span of the plan. Out: a `Goal`, or None where no number and no
direction can be told. The kinds: docs/spec/verdicts.md; the words are those of the indicator tables of plans.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from fzplan.regex import regex

_TO = r"(?:-|—|–|~|至|到|―)"
_NUMBER = r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?"
_UNIT = r"[^\d\[\]()<>≥≤=~—–，,;；-]{0,12}?"
_SPAN = regex(rf"(?P<first>20\d\d)年?{_TO}(?P<last>20\d\d)年?")
_YEAR = regex(r"(?P<year>20\d\d)年")
_COMPARATORS = (
    ("at_most", r"不超过|不高于|不大于|不多于|至多|控制在|≤|<="),
    ("less_than", r"低于|小于|少于|不足|<"),
    ("at_least", r"不低于|不少于|不小于|至少|达到|达|保持在|≥|>="),
    ("more_than", r"超过|突破|高于|大于|超|>"),
)
_OF_SIGN = {"≤": "at_most", "<": "less_than", "≥": "at_least", ">": "more_than"}
_AFTER = (("at_most", r"以内|以下|及以下"), ("at_least", r"以上|及以上"))
_RANGE = regex(rf"(?P<low>{_NUMBER})(?P<first>{_UNIT}){_TO}(?P<high>{_NUMBER})(?P<unit>{_UNIT})")
_ONE = regex(rf"(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?:左右)?")
_RISE = regex(rf"(?:提高|增长|增加|提升|上升|扩大)(?:到)?(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?:左右|以上)?")
_FALL = regex(rf"(?:累计)?(?:降低|下降|减少|压减)(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?:左右|以上)?")
_TIMES = regex(rf"(?:是|为|达到)?(?:基期|20\d\d年)?的?(?P<number>{_NUMBER})倍")
_DOUBLE = regex(r"翻(?P<count>[一二两三四1-4])番")
_MATCH = regex(rf"与(?P<other>.+?)相差≤(?P<number>{_NUMBER})(?P<unit>{_UNIT})")
_UP = regex(r"(?:方向)?(?:上升|提高|增长|逐步提高|稳步提高|持续提升|不断提高|↑|提升)")
_DOWN = regex(r"(?:方向)?(?:下降|降低|逐步下降|持续下降|减少|↓)")
_EACH, _TOTAL, _GROWTH = (
    regex(r"^(?:每年|年新增|逐年|各年)"),
    regex(r"^累计(?:新增)?"),
    regex(r"^年均(?:增长|增速|增)?"),
)
_CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_SUM = "(累计法)"


class Goal(NamedTuple):
    """The keys of a target that a text says, and what is left for a person to decide."""

    keys: dict[str, object]
    doubt: str = ""


def read(text: str, unit: str, span: tuple[int, int], year: int | None = None) -> Goal | None:
    """Return the target that a cell of the goal column means; `year` is that of its heading (default: end of span).

    >>> read("≥10000", "亿元", (2021, 2025)).keys, read("[500]", "家", (2021, 2025)).keys
    ({'at_least': 10000, 'by': 2025}, {'of': 'total', 'at_least': 500, 'over': '2021-2025'})
    >>> read("年均6%左右", "亿元", (2021, 2025))
    Goal(keys={'of': 'growth', 'at_least': '6%', 'over': '2021-2025'}, doubt='左右')
    >>> read("降低13.5%", "吨标准煤/万元", (2021, 2025)).keys, read("与总收入同步", "%", (2021, 2025))
    ({'fall_by': '13.5%', 'over': '2021-2025'}, None)
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).replace("～", "~").replace("﹥", ">")
    doubt = "左右" if "左右" in plain else ""
    plain, times = _time(plain, span, year)
    found = _of_time(plain, unit, times) or _plain(plain, unit, times)
    return Goal(found, doubt) if found else None


class _Times(NamedTuple):
    """The years a goal speaks of."""

    by: int
    over: str
    stated: bool


def _time(plain: str, span: tuple[int, int], year: int | None) -> tuple[str, _Times]:
    """Take the years off the front of a text."""
    found = _SPAN.match(plain)
    if found:
        over = f"{found['first']}-{found['last']}"
        return plain[found.end() :].lstrip("：:，,"), _Times(int(found["last"]), over, stated=True)
    over = f"{span[0]}-{span[1]}"
    found = _YEAR.match(plain)
    if found and not _TIMES.fullmatch(plain):
        return plain[found.end() :].lstrip("：:，,"), _Times(int(found["year"]), over, stated=True)
    return plain, _Times(year or span[1], over, stated=False)


def _of_time(plain: str, unit: str, times: _Times) -> dict[str, object] | None:
    """Read goals whose words tell the time: 每年, 累计 or [ ], 年均."""
    found = _EACH.match(plain)
    if found:
        bound = _bound(plain[found.end() :], unit)
        return {**bound, "each": times.over} if bound else None
    bracketed = plain[1:-1] if plain.startswith("[") and plain.endswith("]") else ""
    fall = _FALL.fullmatch(bracketed)
    if fall:
        return {"fall_by": _amount(fall, ""), "over": times.over}
    found = _TOTAL.match(plain)
    if bracketed or (found and not _FALL.fullmatch(plain)):
        bound = _bound(bracketed or plain[found.end() if found else 0 :], unit)
        return {"of": "total", **bound, "over": times.over} if bound else None
    found = _GROWTH.match(plain)
    if found:
        rest = plain[found.end() :]
        mean = {"mean": "sum"} if rest.endswith(_SUM) else {}
        bound = _bound(rest.removesuffix(_SUM), "")
        return {"of": "growth", **_in_per_cent(bound), "over": times.over, **mean} if bound else None
    return None


def _plain(plain: str, unit: str, times: _Times) -> dict[str, object] | None:
    """Read levels, changes, multiples, matches and directions."""
    found = _DOUBLE.fullmatch(plain)
    if found:
        return {"doublings": _CHINESE.get(found["count"]) or int(found["count"]), "by": times.by}
    found = _TIMES.fullmatch(plain)
    if found and unit != "倍":
        return {"times": _number(found["number"]), "by": times.by}
    found = _MATCH.fullmatch(plain)
    if found:
        return {"near": found["other"], "within": _amount(found, unit), "by": times.by}
    for key, change in (("rise_by", _RISE), ("fall_by", _FALL)):
        found = change.fullmatch(plain)
        if found and "到" not in plain:
            return {key: _multiplied(found) if found["unit"] == "倍" else _amount(found, ""), **_when(times)}
    for key, words in (("up", _UP), ("down", _DOWN)):
        if words.fullmatch(plain):
            return {"direction": key, "over": times.over}
    bound = _bound(plain, unit)
    return {**bound, "by": times.by} if bound else None


def _multiplied(found: re.Match[str]) -> str:
    """Return a rise in multiples as a rate: 增长1.2倍 is a rise by 120 %, to 2.2 times the base."""
    return f"{_number(str(Decimal(found['number']) * 100))}%"


def _when(times: _Times) -> dict[str, object]:
    return {"by": times.by} if times.stated and not times.over.endswith(str(times.by)) else {"over": times.over}


def _bound(plain: str, unit: str) -> dict[str, object] | None:
    """Read a comparison: `≥10000`, 突破550亿元, 3—4%, 10000以上, a bare number (at least)."""
    between = _RANGE.fullmatch(re.sub(r"^(?:达到|保持在|控制在)", "", plain))
    if between:
        written = between["unit"] or between["first"]
        return {"between": [_with_unit(between[end], written, unit) for end in ("low", "high")]}
    for key, words in _COMPARATORS:
        found = re.fullmatch(rf"(?:{words})(?P<rest>.+?)(?:以内|以上)?", plain)
        one = _ONE.fullmatch(found["rest"]) if found else None
        if one:
            return {key: _amount(one, unit)}
    for key, words in _AFTER:
        found = re.fullmatch(rf"(?P<rest>.+?)(?:{words})", plain)
        one = _ONE.fullmatch(found["rest"]) if found else None
        if one:
            return {key: _amount(one, unit)}
    one = _ONE.fullmatch(plain)
    return {"at_least": _amount(one, unit)} if one else _other(plain)


def _other(plain: str) -> dict[str, object] | None:
    """Read a comparison with another quantity: `>国内生产总值增长`."""
    found = re.fullmatch(r"(?P<sign>[><≥≤])(?P<other>[^\d><≥≤].*)", plain)
    return {_OF_SIGN[found["sign"]]: found["other"]} if found else None


def _amount(found: re.Match[str], unit: str) -> object:
    return _with_unit(found["number"], found["unit"], unit)


def _with_unit(number: str, written: str, unit: str) -> object:
    """Return a bare number where it is in the indicator's unit, else the text with its unit."""
    plain = number.replace(",", "")
    return _number(plain) if not written or written == unit else f"{plain}{written}"


def _in_per_cent(bound: dict[str, object]) -> dict[str, object]:
    """Give rates of growth their sign: 年均6 in a table means 6 %."""
    return {
        key: [f"{end}%" if isinstance(end, int | float) else end for end in value]
        if isinstance(value, list)
        else f"{value}%"
        if isinstance(value, int | float)
        else value
        for key, value in bound.items()
    }


def _number(text: str) -> int | float:
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value
