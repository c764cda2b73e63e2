"""A formula in words: 总收入 ÷ 从业人员平均人数."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fzplan.diagnostics import Text
from fzplan.formula.nodes import At, Binary, Call, Compare, If, Literal, Name, Node, Select, String, Unary
from fzplan.formula.typed import Typed, walk
from fzplan.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.diagnostics import Lang

PLAIN = regex(r"[^\W\d][\w&]*")
SIGNS = {
    "zh": {"*": " × ", "/": " ÷ ", "and": " 且 ", "or": " 或 ", "not": "非 "},
    "en": {"*": " × ", "/": " ÷ ", "not": "not "},
}
STRENGTH = {"or": 1, "and": 2, "not": 3, "<": 4, "+": 5, "-": 5, "*": 6, "/": 6, "±": 7, "^": 8}
ATOM = 9
IMPLICATION = {"zh": ("若 ", " 则 ", " 否则 "), "en": ("if ", " then ", " else ")}
READINGS = {
    "to_date": Text("（累计）", " (to date)"),
    "current": Text("（当期）", " (current)"),
    "end": Text("（期末）", " (end)"),
}
ARGUMENTS = {
    "since": Text("自{}年", "since {}"),
    "until": Text("至{}年", "until {}"),
    "periods": Text("{}年", "over {} years"),
    "base": Text("{}年=100", "{} = 100"),
    "over": Text("按{}", "by {}"),
    "of": Text("对{}", "of {}"),
}
MEANS = {"geometric": Text("水平法", "geometric"), "sum": Text("累计法", "by the sum of years")}
YEAR_BEFORE = {-1: Text("上年", "previous year")}


def words(typed: Typed, lang: Lang) -> str:
    """Return the formula as people read it; in English with the English labels of the plan where it has them."""
    if lang != "en":
        return say(typed.node, lang, {})
    return say(typed.node, lang, {p.symbol.id: p.symbol.en for p in walk(typed) if p.symbol and p.symbol.en})


def text(node: Node) -> Text:
    """Return the words of an unchecked node in both languages."""
    return Text(say(node, "zh", {}), say(node, "en", {}))


def say(node: Node, lang: Lang, labels: Mapping[str, str]) -> str:
    """Return the words of a node; `labels` gives other labels for names."""
    return _Speaker(lang, labels).say(node)


class _Speaker:
    def __init__(self, lang: Lang, labels: Mapping[str, str]) -> None:
        self.lang = lang
        self.labels = labels

    def say(self, node: Node) -> str:  # noqa: C901, PLR0911  (one case a kind of node)
        match node:
            case Literal(value=value, unit=unit):
                return figure(value) + unit
            case String(text=written):
                return f"“{written}”"
            case Name():
                return self.name(node)
            case Select(operand=inner, picks=picks):
                listed = "、" if self.lang == "zh" else ", "
                return f"{self.bound(inner, ATOM)}[{listed.join(pick.member for pick in picks)}]"
            case At():
                return self.at(node)
            case Unary(sign="-", operand=inner):
                return f"−{self.bound(inner, STRENGTH['±'])}"
            case Unary(operand=inner):
                return f"{SIGNS[self.lang]['not']}{self.bound(inner, STRENGTH['not'])}"
            case Binary(sign=sign, left=left, right=right):
                strength = STRENGTH[sign]
                above = self.bound(left, strength + (sign == "^"))
                below = self.bound(right, strength + (sign in "-/"))
                return above + SIGNS[self.lang].get(sign, "^" if sign == "^" else f" {sign} ") + below
            case Compare(operands=operands, signs=signs):
                said = [self.bound(operand, STRENGTH["<"] + 1) for operand in operands]
                return said[0] + "".join(f" {sign} {right}" for sign, right in zip(signs, said[1:], strict=True))
            case If():
                return self.choice(node)
            case Call():
                return self.call(node)
        raise AssertionError(node)

    def bound(self, node: Node, strength: int) -> str:
        """Return the words of a part, in brackets where it binds less than its surroundings."""
        said = self.say(node)
        return f"({said})" if _strength(node) < strength else said

    def name(self, node: Name) -> str:
        label = self.labels.get(node.name, node.name)
        plain = label != node.name or PLAIN.fullmatch(label)
        said = label if plain else f"「{label}」"
        if node.form:
            said = f"{node.form}.{said}"
        return said + (READINGS[node.reading].of(self.lang) if node.reading else "")

    def at(self, node: At) -> str:
        inner = self.bound(node.operand, ATOM)
        if node.period:
            return f"{inner}@{node.period}"
        before = YEAR_BEFORE.get(node.shift, Text(f"{-node.shift}年前", f"{-node.shift} years before")).of(self.lang)
        return f"{before}{inner}" if self.lang == "zh" else f"{inner} ({before})"

    def choice(self, node: If) -> str:
        if_, then, else_ = IMPLICATION[self.lang]
        said = f"{if_}{self.say(node.condition)}{then}{self.say(node.then)}"
        return said if node.otherwise is None else f"{said}{else_}{self.say(node.otherwise)}"

    def call(self, node: Call) -> str:
        from fzplan.formula.functions import FUNCTIONS

        function = FUNCTIONS.get(node.function)
        if function is None:
            return f"{node.function}({', '.join(map(self.say, node.arguments))})"
        known = [parameter.name for parameter in function.parameters]
        order = known if not function.parameters or not function.parameters[0].many else []
        said = [
            self.argument(part, known, order[i] if i < len(order) else "x") for i, part in enumerate(node.arguments)
        ]
        title = function.title.of(self.lang)
        if not said:
            return title
        return f"{title}（{'，'.join(said)}）" if self.lang == "zh" else f"{title}({', '.join(said)})"

    def argument(self, node: Node, known: list[str], name: str) -> str:
        """Return an argument in words: since=2016 is 自2016年."""
        match node:
            case Compare(signs=("=",), operands=(Name(name=keyword), value)) if keyword in known:
                node, name = value, keyword
        if name == "mean" and isinstance(node, Name) and node.name in MEANS:
            return MEANS[node.name].of(self.lang)
        return ARGUMENTS[name].of(self.lang).format(self.say(node)) if name in ARGUMENTS else self.say(node)


def _strength(node: Node) -> int:
    match node:
        case If():
            return 0
        case Binary(sign=sign):
            return STRENGTH[sign]
        case Unary(sign=sign):
            return STRENGTH["±" if sign == "-" else "not"]
        case Compare():
            return STRENGTH["<"]
        case _:
            return ATOM


def figure(value: float) -> str:
    """Return a number as written: without a needless point.

    >>> figure(100.0), figure(0.5)
    ('100', '0.5')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
