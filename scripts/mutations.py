"""The slips that scripts/mutants.py puts into the code: one node of a syntax tree is replaced."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


class Mutant(NamedTuple):
    """One slip, the `number`th of its file."""

    path: Path
    room: str
    number: int
    line: int
    lines: tuple[int, int]  # of the statement, or of the head of one with a block
    inside: bool  # a function: not run when the module is imported
    before: str
    after: str

    def tree(self) -> ast.Module:
        """The syntax tree of the file with the slip in it."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        site = next(site for number, site in enumerate(_sites(tree, (1, 1), inside=False)) if number == self.number)
        site.put()
        return ast.fix_missing_locations(tree)

    def __str__(self) -> str:
        """Where it is and what it does, on one line."""
        return f"{self.path.parent.name}/{self.path.name}:{self.line} #{self.number}  {self.before}  ->  {self.after}"


def mutants(path: Path, room: str) -> list[Mutant]:
    """Every mutant of a file, in the order of the file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        Mutant(
            path,
            room,
            number,
            site.node.lineno,
            site.lines,
            site.inside,
            _shown(site.node),
            _shown(site.new),
        )
        for number, site in enumerate(_sites(tree, (1, 1), inside=False))
    ]


def statements(path: Path) -> int:
    """How many statements a file has: the weight of its room in a sample."""
    return sum(isinstance(node, ast.stmt) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


class _Site(NamedTuple):
    parent: ast.AST
    field: str
    at: int | None  # in a list of nodes
    node: ast.expr | ast.stmt
    new: ast.AST
    lines: tuple[int, int]
    inside: bool

    def put(self) -> None:
        ast.copy_location(self.new, self.node)
        if self.at is None:
            setattr(self.parent, self.field, self.new)
        else:
            getattr(self.parent, self.field)[self.at] = self.new


def _shown(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:100]}…"


def _sites(parent: ast.AST, lines: tuple[int, int], *, inside: bool) -> Iterator[_Site]:
    for field, value in ast.iter_fields(parent):
        if field in ("annotation", "returns"):
            continue
        within = inside or (field == "body" and isinstance(parent, ast.FunctionDef | ast.Lambda))
        for at, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(node, ast.AST) and not _for_readers(node):
                own = _lines(node) if isinstance(node, ast.stmt) else lines
                if isinstance(node, ast.expr | ast.stmt):
                    for new in _instead(node, inside=within):
                        yield _Site(parent, field, at, node, new, own, within)
                yield from _sites(node, own, inside=within)


def _lines(node: ast.stmt) -> tuple[int, int]:
    block = getattr(node, "body", None)
    last = block[0].lineno - 1 if block else node.end_lineno
    return node.lineno, max(node.lineno, last or 0)


def _for_readers(node: ast.AST) -> bool:
    """What says something to readers and type checkers, and nothing to users."""
    match node:
        case ast.Assert() | ast.Import() | ast.ImportFrom() | ast.JoinedStr() | ast.Expr(value=ast.Constant()):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id="AssertionError"))):
            return True
    return False


def _instead(node: ast.expr | ast.stmt, *, inside: bool) -> Iterator[ast.AST]:
    match node:
        case ast.stmt():
            yield from _statements(node, inside=inside)
        case ast.Compare(left=left, ops=ops, comparators=right):
            for at, op in enumerate(ops):
                yield ast.Compare(left, [*ops[:at], _swapped(op), *ops[at + 1 :]], right)
        case ast.BinOp(left=one, op=op, right=other) if type(op) in SWAPS and not _words_or_types(node, inside=inside):
            yield ast.BinOp(one, _swapped(op), other)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(_swapped(op), values)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1 if value + 1 != value else 2 * value)


def _statements(node: ast.stmt, *, inside: bool) -> Iterator[ast.AST]:
    match node:
        case ast.AugAssign(target=target, op=op, value=value) if type(op) in SWAPS:
            yield ast.AugAssign(target, _swapped(op), value)
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.Raise() | ast.Continue() | ast.Break() | ast.Expr() if inside:
            yield ast.Pass()


def _swapped(op: ast.AST) -> ast.AST:
    return SWAPS[type(op)]()


def _words_or_types(node: ast.BinOp, *, inside: bool) -> bool:
    """Whether a + joins texts or a | joins types: no slip of arithmetic."""
    words = any(
        isinstance(side, ast.JoinedStr) or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )
    return (isinstance(node.op, ast.Add | ast.Mod) and words) or (isinstance(node.op, ast.BitOr) and not inside)
