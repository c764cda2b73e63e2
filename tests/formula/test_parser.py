"""Text to tree, and the place of every fault of writing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fzplan.formula import FormulaError, caret, parse, tables
from fzplan.formula.building import DEEPEST
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Node, Select, String, Unary, parts
from fzplan.formula.parser import LONGEST


def shape(node: Node | None) -> object:  # noqa: C901, PLR0911  (one case a kind of node)
    """Return a tree as nested tuples, without places."""
    match node:
        case None:
            return None
        case Literal(value=value, unit=unit):
            return f"{value:g}{unit}"
        case String(text=text):
            return f"“{text}”"
        case Name(name=name, form=form, reading=reading):
            return ".".join(part for part in (form, name, reading) if part)
        case Select(operand=inner, picks=picks):
            return ("select", shape(inner), *((p.dimension, "in" if p.group else "=", p.member) for p in picks))
        case At(operand=inner, period=period, shift=shift):
            return ("@", shape(inner), period or shift)
        case Unary(sign=sign, operand=inner):
            return (sign, shape(inner))
        case Binary(sign=sign, left=left, right=right):
            return (sign, shape(left), shape(right))
        case Compare(operands=operands, signs=signs):
            return (" ".join(signs), *map(shape, operands))
        case If(condition=condition, then=then, otherwise=otherwise):
            return ("if", shape(condition), shape(then), shape(otherwise))
        case Call(function=function, arguments=arguments):
            return (function, *map(shape, arguments))
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("总收入 / 从业人员", ("/", "总收入", "从业人员")),
        ("总收入÷从业人员×2", ("*", ("/", "总收入", "从业人员"), "2")),
        ("a - b - c", ("-", ("-", "a", "b"), "c")),
        ("a − b – c", ("-", ("-", "a", "b"), "c")),
        ("a + b * c ^ 2", ("+", "a", ("*", "b", ("^", "c", "2")))),
        ("-a ^ 2", ("-", ("^", "a", "2"))),
        ("2 ^ 3 ^ 2", ("^", "2", ("^", "3", "2"))),
        ("a ^ -1", ("^", "a", ("-", "1"))),
        ("+a", "a"),
        ("（a ＋ b）／ c", ("/", ("+", "a", "b"), "c")),
        ("10亿元", "10亿元"),
        ("10 亿元", "10亿元"),
        ("-0.5", ("-", "0.5")),
        ("5%", "5%"),
        ("２个百分点", "2个百分点"),
        ("1e3", "1000"),
        ("a > 0 and b ≤ 1 or not c", ("or", ("and", ("> ", "a", "0"), ("≤", "b", "1")), ("not", "c"))),
        ("a>0 且 b<=1 或 非 c", ("or", ("and", ("> ", "a", "0"), ("≤", "b", "1")), ("not", "c"))),
        ("1 < a ≦ b", ("< ≤", "1", "a", "b")),
        ("a == b", ("=", "a", "b")),
        ("a <> b", ("≠", "a", "b")),
        ("若 a > 0 则 b 否则 c", ("if", (">", "a", "0"), "b", "c")),
        ("if a then b", ("if", "a", "b", None)),
        ("若 a 则 若 b 则 c 否则 d", ("if", "a", ("if", "b", "c", "d"), None)),
        ("R&D经费", "R&D经费"),
        ("ＧＤＰ", "GDP"),
        ("「2020年收入（亿元）」", "2020年收入(亿元)"),
        ("「 a + b 」 + c", ("+", "a + b", "c")),
        ("x[产业=轨道交通，园区＝东区]", ("select", "x", ("产业", "=", "轨道交通"), ("园区", "=", "东区"))),
        ("x[产业 in 千亿]", ("select", "x", ("产业", "in", "千亿"))),
        ("x[年龄=60岁以上]", ("select", "x", ("年龄", "=", "60岁以上"))),
        ("x[年龄=60]", ("select", "x", ("年龄", "=", "60"))),
        ("x[年龄=「0-14岁」]", ("select", "x", ("年龄", "=", "0-14岁"))),
        ("x@2020", ("@", "x", "2020")),
        ("x@-1", ("@", "x", -1)),
        ("x@2023-Q3", ("@", "x", "2023-Q3")),
        ("x@2023-09 - 1", ("-", ("@", "x", "2023-09"), "1")),
        ("x[产业=轨道交通]@2020", ("@", ("select", "x", ("产业", "=", "轨道交通")), "2020")),
        ("x.to_date", "x.to_date"),
        ("企业年报.营业收入", "企业年报.营业收入"),
        ("企业年报.营业收入.to_date", "企业年报.营业收入.to_date"),
        ("cagr(x, since=2016)", ("cagr", "x", ("=", "since", "2016"))),
        ("count()", ("count",)),
        ("级别 = “国家级”", ("=", "级别", "“国家级”")),
        ('级别 ≠ "国家级"', ("≠", "级别", "“国家级”")),
        ("非公企业数 + 若干", ("+", "非公企业数", "若干")),
    ],
)
def test_texts_become_trees(text: str, tree: object) -> None:
    if isinstance(tree, tuple):
        tree = json.loads(json.dumps(tree).replace('"> "', '">"'))
    assert json.loads(json.dumps(shape(parse(text)))) == json.loads(json.dumps(tree))


@pytest.mark.parametrize(
    ("text", "code", "offset", "length"),
    [
        ("", "FZ201", 0, 1),
        ("总收入 +", "FZ201", 5, 1),
        ("总收入 从业人员", "FZ201", 4, 4),
        ("（a ＋ b", "FZ201", 6, 1),
        ("a ? b", "FZ201", 2, 1),
        ("x[产业", "FZ201", 4, 1),
        ("x[", "FZ201", 2, 1),
        ("x[产业=]", "FZ201", 5, 1),
        ("(a + b).c", "FZ201", 7, 1),
        ("「」", "FZ201", 0, 1),
        ("若营业收入 > 0 则 a", "FZ203", 0, 5),
        ("若 a > 0 则利润 否则 b", "FZ203", 8, 3),
        ("a 且b", "FZ203", 2, 2),
        ("非公企业数 + 或有负债 +", "FZ201", 14, 1),
        ("㎡㎡ ＋ )", "FZ201", 5, 1),
        ("1e30", "FZ210", 0, 4),
        ("9" * 30, "FZ210", 0, 30),
        ("-" * (DEEPEST + 1) + "a", "FZ210", 1, DEEPEST + 1),
        ("a+" * DEEPEST + "a", "FZ210", 0, 2 * DEEPEST + 1),
        ("a" * (LONGEST + 5), "FZ210", LONGEST, 5),
    ],
)
def test_a_fault_of_writing_has_its_place(text: str, code: str, offset: int, length: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse(text)
    fault = caught.value.fault
    assert (fault.rule.code, fault.offset, fault.length) == (code, offset, length)
    for lang in ("zh", "en"):
        facts = {name: getattr(fact, lang, fact) for name, fact in fault.facts.items()}
        assert fault.rule.says.of(lang).format_map(facts)  # type: ignore[arg-type]
        assert fault.rule.mend.of(lang).format_map(facts)  # type: ignore[arg-type]


def test_an_open_bracket_is_named_in_what_was_expected() -> None:
    with pytest.raises(FormulaError) as caught:
        parse("(a b")
    assert caught.value.fault.facts["expected"].zh == "运算符或“)”"
    with pytest.raises(FormulaError) as caught:
        parse("a b")
    assert caught.value.fault.facts["expected"].zh == "运算符"


def test_places_count_characters_as_written() -> None:
    node = parse("㎡㎡ ＋ 总收入［产业＝轨道交通］")
    assert isinstance(node, Binary)
    assert (node.left.offset, node.left.length) == (0, 2)  # ㎡㎡ folds to m2m2
    assert (node.right.offset, node.right.length) == (5, 12)
    assert isinstance(node.right, Select)
    assert (node.right.picks[0].offset, node.right.picks[0].length) == (9, 7)


def test_carets_stand_right_under_chinese_text() -> None:
    assert caret("总收入 + a", 4, 1) == "总收入 + a\n       ^"
    assert caret("a\nb", 2) == "a b\n  ^"
    assert caret("é", 1) == "é\n ^"
    assert caret("", 0) == ""


def test_parts_are_in_the_order_of_the_text() -> None:
    assert [shape(p) for p in parts(parse("若 a 则 b 否则 c"))] == ["a", "b", "c"]
    assert [shape(p) for p in parts(parse("若 a 则 b"))] == ["a", "b"]
    assert [shape(p) for p in parts(parse("f(a, b)"))] == ["a", "b"]
    assert [shape(p) for p in parts(parse("-x[产业=甲]"))] == [("select", "x", ("产业", "=", "甲"))]
    assert parts(parse("a")) == ()


def test_the_tables_are_those_of_the_grammar() -> None:
    folder = Path(tables.__file__).parent
    stored = json.loads((folder / "grammar.json").read_text(encoding="utf-8"))
    assert stored["grammar"] == tables.fingerprint(), "run scripts/formula_tables.py"
    fresh = json.loads(tables.tables())
    assert fresh["lark"] == stored["lark"], "run scripts/formula_tables.py"
    assert sorted(fresh["tables"]) == sorted(stored["tables"])


def test_a_parser_of_other_tables_is_built_from_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "__version__", "0")
    tables.parser.cache_clear()
    try:
        assert shape(parse("a + 若干 / 2 ≥ 5%")) == ("≥", ("+", "a", ("/", "若干", "2")), "5%")
    finally:
        tables.parser.cache_clear()


PIECE = st.sampled_from(
    [
        *"+-*/^()[]@.,=<>≥≤≠÷×（），",
        "a",
        "总收入",
        "10亿元",
        "5%",
        "若",
        "则",
        "否则",
        "且",
        "或",
        "非",
        "in",
        "cagr",
        "@2020",
        "「x」",
        " ",
        "“",
        "2",
    ]
)


@settings(max_examples=150, deadline=500)
@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECE, max_size=30).map("".join), st.lists(PIECE, max_size=30).map(" ".join)
    )
)
def test_any_text_is_a_tree_or_a_fault_inside_it(text: str) -> None:
    try:
        node = parse(text)
    except FormulaError as error:
        fault = error.fault
        assert 0 <= fault.offset <= len(text)
        assert fault.length >= 1
    else:
        assert node.offset >= 0
        assert node.offset + node.length <= len(text)
