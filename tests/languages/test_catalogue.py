"""Every sentence of the program stands in both languages: pairs in the source, read without running anything."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

import pytest

import fzplan
from fzplan import catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fzplan.diagnostics import Rule, Text

SOURCE = Path(fzplan.__file__).parent
PAIRED = {"Text": 2, "both": 2, "key": 2}
"""What makes a pair of sentences: the Chinese one first."""
CHINESE = re.compile("[\u3400-\u9fff]+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
PRINTED = ("returns/blanking/words.py",)
"""Words of blank returns, which fzplan reads back: they are Chinese in either language."""
PLURALS = ("reports/changes/since.py", "returns/blanking/words.py")
"""Where a language has no word for what the other says: a singular, a counter."""
NAMES = {"fzplan", "Python", "LibreOffice", "git", "Java", "CSV", "则"}
"""What is called the same in both."""


class Pair(NamedTuple):
    """Two sentences as the source has them; `{}` for what is put into them."""

    place: str
    zh: str
    en: str


def literal(node: ast.expr | None) -> str | None:
    """Return a text of the source, with `{}` for what it computes; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) or "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = literal(node.left), literal(node.right)
        return None if left is None or right is None else left + right
    return None


def pairs() -> Iterator[Pair]:
    for file in sorted(SOURCE.rglob("*.py")):
        name = file.relative_to(SOURCE).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            found: tuple[ast.expr | None, ...] = ()
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in PAIRED and len(node.args) >= 2:
                found = tuple(node.args[:2])
            elif isinstance(node, ast.Dict) and [literal(key) for key in node.keys] == ["zh", "en"]:
                found = tuple(node.values)
            zh, en = (literal(part) for part in found) if found else (None, None)
            if zh is not None and en is not None:
                yield Pair(f"{name}:{node.lineno}", zh, en)  # type: ignore[attr-defined]


PAIRS = list(pairs())


def faults(fault: object) -> list[Pair]:
    assert callable(fault)
    return [pair for pair in PAIRS if fault(pair)]


def test_there_are_pairs() -> None:
    assert len(PAIRS) > 2000


def test_none_is_empty_in_one_language_only() -> None:
    found = faults(lambda pair: bool(pair.zh.strip()) != bool(pair.en.strip()))
    assert [pair for pair in found if not pair.place.startswith(PLURALS)] == []


def test_none_is_the_same_in_both() -> None:
    def same(pair: Pair) -> bool:
        return pair.zh == pair.en and any(word not in NAMES for word in words(pair.zh))

    assert [pair for pair in faults(same) if not pair.place.startswith(PRINTED)] == []


def words(text: str) -> list[str]:
    """Return the words of a sentence, without commands to copy and what is put into it."""
    return LETTERS.findall(re.sub(r"\{[a-z_0-9]*\}|pip install.*|--[a-z-]+", "", text))


def test_chinese_sentences_are_chinese() -> None:
    def foreign(pair: Pair) -> bool:
        return pair.zh != pair.en and bool(words(pair.zh)) and not CHINESE.search(pair.zh)

    assert [pair for pair in faults(foreign) if (pair.zh, pair.en) != ("zh-CN", "en-US")] == []


def test_english_sentences_cite_chinese_only_as_the_other_one_has_it() -> None:
    def left_over(pair: Pair) -> bool:
        return any(run not in pair.zh for run in CHINESE.findall(pair.en))

    assert [pair for pair in faults(left_over) if not pair.place.startswith(PRINTED)] == []


def named(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("rule", catalog.rules(), ids=lambda rule: rule.code)
def test_a_rule_says_the_same_in_both(rule: Rule) -> None:
    texts: dict[str, Text] = {"says": rule.says, "mend": rule.mend, "page": rule.page}
    for part, text in texts.items():
        assert CHINESE.search(text.zh) or named(text.zh), part
        assert re.search("[a-z]", text.en) or named(text.en), part
    for part in ("says", "mend"):  # templates over the same facts
        assert named(texts[part].zh) == named(texts[part].en), part
