from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from fzplan.plan.drafting.yaml_text import block, flow, scalar

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40) | st.sampled_from(
    ["是", "no", "~", "null", "0106", "1e3", "12:30", "2021-12-31", "a #b", "- a", "# a", "&a", "*a", "!a", "%", "@",
     "a:b", "a: ", "[a", "{a", "，", "总收入", "总 收 入", "=", "<<", ".5", "1_000", "0x1F", " a", "a ", "a\n b", "\u2028"]
)  # fmt: skip


@given(TEXTS)
def test_any_text_is_read_back_as_itself_alone_and_inside_brackets(text: str) -> None:
    assert yaml.safe_load(scalar(text)) == text
    assert yaml.safe_load(flow({text: [text, {text: text}]})) == {text: [text, {text: text}]}


@given(st.dictionaries(TEXTS, TEXTS | st.integers(-(10**9), 10**9) | st.lists(TEXTS, max_size=3), max_size=6))
def test_a_block_says_the_same_in_one_line_or_in_many(entries: dict[str, object]) -> None:
    for width in (0, 110, 100_000):
        assert yaml.safe_load("\n".join(block("表", entries, width=width))) == {"表": entries}


def test_numbers_are_written_as_people_write_them() -> None:
    assert [scalar(v) for v in (400, 400.0, 39.9, 0.06, True)] == ["400", "400", "39.9", "0.06", "true"]
