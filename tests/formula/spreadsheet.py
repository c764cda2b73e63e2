"""A spreadsheet small enough to be trusted: the Excel functions that formulas are written with, by their manual.

Errors go through everything but IFERROR, ISNUMBER, COUNT and the branch of IF that is not taken.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:E[-+]?\d+)?)|(?P<text>\"[^\"]*\")|(?P<name>(?:'[^']+'!)?\$?[A-Za-z]+\$?[A-Za-z0-9]*)"
    r"|(?P<sign><=|>=|<>|[-+*/^=<>&(),]))"
)
LEVELS = (("=", "<>", "<", "<=", ">", ">="), ("&",), ("+", "-"), ("*", "/"), ("^",))


class ExcelError(Exception):
    """#N/A, #DIV/0!, #NUM!, #VALUE!."""


def value(formula: str, cells: Mapping[str, object]) -> object:
    """Return what a formula (without =) gives; an `ExcelError` is returned as its name."""
    try:
        return _Sheet(formula, cells).whole()
    except ExcelError as error:
        return str(error)


class _Sheet:
    def __init__(self, formula: str, cells: Mapping[str, object]) -> None:
        self.tokens: list[str] = []
        at = 0
        while at < len(formula):
            found = TOKEN.match(formula, at)
            assert found, formula[at:]
            self.tokens.append(found[0].strip())
            at = found.end()
        self.at, self.cells = 0, cells

    def whole(self) -> object:
        found = self.level(0)()
        assert self.at == len(self.tokens)
        return found

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, wanted: str = "") -> str:
        token = self.tokens[self.at]
        assert wanted in ("", token), (wanted, token)
        self.at += 1
        return token

    def level(self, depth: int) -> Callable[[], Any]:
        if depth == len(LEVELS):
            return self.unary()
        left = self.level(depth + 1)
        while self.peek() in LEVELS[depth]:
            sign, before, right = self.take(), left, self.level(depth + 1)
            left = lambda sign=sign, before=before, right=right: _binary(sign, before(), right())  # noqa: E731
        return left

    def unary(self) -> Callable[[], Any]:
        if self.peek() == "-":
            self.take()
            inner = self.unary()
            return lambda: -_number(inner())
        return self.atom()

    def atom(self) -> Callable[[], Any]:
        token = self.take()
        if token == "(":
            inner = self.level(0)
            self.take(")")
            return inner
        if token[0] == '"':
            return lambda: token[1:-1]
        if token[0].isdigit():
            return lambda: float(token)
        if token in ("TRUE", "FALSE"):
            return lambda: token == "TRUE"
        if self.peek() == "(":
            return self.call(token)
        return lambda: self.cells.get(token.replace("$", ""), "")

    def call(self, name: str) -> Callable[[], Any]:
        self.take("(")
        parts = []
        while self.peek() != ")":
            parts.append(self.level(0))
            if self.peek() == ",":
                self.take()
        self.take(")")
        return lambda: FUNCTIONS[name](*parts)


def _number(found: object) -> float:
    if isinstance(found, int | float):
        return float(found)
    if found == "":
        return 0.0
    raise ExcelError("#VALUE!")


def _binary(sign: str, left: Any, right: Any) -> object:
    if sign in LEVELS[0]:
        same = {"=": left == right, "<>": left != right}
        if sign in same:
            return same[sign]
        a, b = _number(left), _number(right)
        return {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]
    if sign == "&":
        return f"{left}{right}"
    a, b = _number(left), _number(right)
    if sign == "/" and b == 0:
        raise ExcelError("#DIV/0!")
    if sign == "^":
        try:
            return math.pow(a, b)
        except ValueError as error:
            raise ExcelError("#NUM!") from error
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else 0.0}[sign]


def _round(part: Any, digits: Any) -> float:
    figure, places = _number(part()), int(_number(digits()))
    exact = Decimal(repr(figure)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return float(exact)


def _iferror(part: Any, otherwise: Any) -> object:
    try:
        return part()
    except ExcelError:
        return otherwise()


def _each(parts: Any) -> list[Any]:
    """Return every argument computed: AND and OR look at all, so an error anywhere is their answer."""
    return [part() for part in parts]


def _na() -> object:
    raise ExcelError("#N/A")


def _log10(part: Any) -> float:
    figure = _number(part())
    if figure <= 0:
        raise ExcelError("#NUM!")
    return math.log10(figure)


def _count(*parts: Any) -> float:
    return float(sum(isinstance(part(), int | float) and not isinstance(part(), bool) for part in parts))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "IF": lambda c, a, b: a() if c() else b(),
    "IFERROR": _iferror,
    "ISNUMBER": lambda part: isinstance(part(), int | float) and not isinstance(part(), bool),
    "NA": _na,
    "AND": lambda *parts: all(_each(parts)),
    "OR": lambda *parts: any(_each(parts)),
    "NOT": lambda part: not part(),
    "ROUND": _round,
    "INT": lambda part: float(math.floor(_number(part()))),
    "LOG10": _log10,
    "ABS": lambda part: abs(_number(part())),
    "MIN": lambda *parts: min([_number(part()) for part in parts]),
    "MAX": lambda *parts: max([_number(part()) for part in parts]),
    "SUM": lambda *parts: math.fsum([_number(part()) for part in parts]),
    "AVERAGE": lambda *parts: math.fsum([_number(part()) for part in parts]) / len(parts),
    "COUNT": _count,
}
