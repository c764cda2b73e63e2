"""Explanations that explain nothing: set phrases (核实无误, 情况属实, 无, OK) and texts too short to say anything."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 5
"""Letters that an explanation has at least."""
FEWEST = 3
"""Different letters that it has at least: 啊啊啊啊啊 says nothing."""
PHRASES = """
经核实 核实无误 核实 核对无误 核对 审核 复核 确认 查实 实际情况 情况 属实 无误 没有 没 问题 错误 有误 误 差错 异常
正常 正确 真实 准确 有效 合理 数据 数值 数字 指标 填报 填写 上报 报表 本单位 我单位 本企业 企业 单位 如实 实际 相符
一致 同上 同前 见上 说明 原因 详见 不存在 存在 可以 符合 予以 通过 特此 按 以上 均 都 已 经 为 是 的 与 和 暂 无 不
好 对 真 实 了 请
"""
WORDS = """
a accurate actual all already an and any approved are as been checked confirm confirmed correct data done error errors
everything explanation figure figures fine good has have in is issue issues it na nil no none normal not nothing number
numbers of ok okay order problem problems real reason reasonable reported right same see situation that the there these
they this true valid value values verified verify was were with wrong yes
"""
_CHINESE = regex("|".join(sorted(PHRASES.split(), key=len, reverse=True)))
_ENGLISH = frozenset(WORDS.split())
_WORD = regex(r"[a-z]+")
BOILERPLATE = Text("这是套话，没有说明原因", "it is a set phrase and gives no cause")
SHORT = Text(f"不足 {SHORTEST} 个字", f"it has fewer than {SHORTEST} letters")


def refusal(reason: str) -> Text | None:
    """Return why a text is no explanation; None where it may be one.

    >>> [bool(refusal(t)) for t in ("核实无误", "数据已核实，情况属实。", "N/A", "OK!", "all is correct", "停产")]
    [True, True, True, True, True, True]
    >>> refusal("三季度起停产检修，收入减少"), refusal("new plant opened in May")
    (None, None)
    """
    text = unicodedata.normalize("NFKC", reason).casefold()
    letters = "".join(c for c in text if c.isalnum())
    if not _left(letters if _is_chinese(letters) else text):
        return BOILERPLATE
    return SHORT if len(letters) < SHORTEST or len(set(letters)) < FEWEST else None


def _is_chinese(letters: Iterable[str]) -> bool:
    return any("\u3400" <= c <= "\u9fff" for c in letters)


def _left(text: str) -> str:
    """Return what set phrases leave of a text."""
    if _is_chinese(text):
        return _CHINESE.sub("", text)
    spelt = text.replace("n/a", "na").replace("'", "")
    return "".join(word for word in _WORD.findall(spelt) if word not in _ENGLISH) + "".join(filter(str.isdigit, spelt))
