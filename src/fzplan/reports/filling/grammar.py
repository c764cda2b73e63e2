"""What a document template may say, checked before anything of it is filled: names, fields, `for` over lists, `if`.

In: the tree of a template (jinja2). Out: what it names, and every fault, in the order of the text. All else is
refused: calls, arithmetic, inner attributes, assignments, macros, includes, other filters; loops nest two deep.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import nodes

from fzplan.diagnostics import Text, listed
from fzplan.reports.filling import context
from fzplan.reports.filling.context import ListOf
from fzplan.reports.filling.entries import Entry
from fzplan.reports.filling.vocabulary import FIELD, NAME, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from fzplan.reports.filling.vocabulary import Vocabulary

FILTERS = frozenset({"length", "count", "upper", "lower", "trim"})
DEEP = 2
PLAIN = (
    nodes.Output,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.If,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
)
CODE = Text("模板不执行代码", "templates run no code")
INNER = Text("不能取内部属性", "inner attributes are not read")
NO_LIST = Text(
    "只能在所列的列表上循环，如 targets、lagging、groups", "loops run over lists only: targets, lagging, groups …"
)
NESTED = Text("循环最多两层", "loops are two deep at most")
WHOLE = Text("后面要写年份或项目", "a year or a field has to follow")


class Fault(NamedTuple):
    """What is wrong in a line: a name that is not known (then `nearest`), or something that is refused."""

    line: int
    written: str
    reason: Text
    nearest: Text | None = None


class Told(NamedTuple):
    """A figure that a line names and that is not there."""

    line: int
    written: str
    entry: Entry


class Checker:
    """Walks the trees of one template; `names` are what they use of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary, self.lists = vocabulary, context.lists()
        self.names: set[str] = set()
        self.used: set[str] = set()
        self.faults: list[Fault] = []
        self.told: list[Told] = []

    def check(self, tree: nodes.Template) -> None:
        """Check a whole tree."""
        self._all(tree.body, {}, 0)

    def _all(self, found: list[Any], scope: Mapping[str, Any], deep: int) -> None:
        for node in found:
            self._one(node, scope, deep)

    def _one(self, node: nodes.Node, scope: Mapping[str, Any], deep: int) -> None:
        if isinstance(node, nodes.For):
            self._for(node, scope, deep)
        elif isinstance(node, (nodes.Name, nodes.Getattr, nodes.Getitem)):
            self._shown(node, scope)
        elif isinstance(node, nodes.Filter) and node.name in FILTERS and not node.args and node.node:
            self._filtered(node, scope, deep)
        elif isinstance(node, PLAIN):
            self._all(list(node.iter_child_nodes()), scope, deep)
        elif not isinstance(node, (nodes.TemplateData, nodes.Const)):
            self.faults.append(Fault(node.lineno, _written(node), CODE))

    def _filtered(self, node: nodes.Filter, scope: Mapping[str, Any], deep: int) -> None:
        assert node.node is not None
        if node.name in ("length", "count") and isinstance(node.node, (nodes.Name, nodes.Getattr)):
            self._shape(node.node, scope)
        else:
            self._one(node.node, scope, deep)

    def _for(self, node: nodes.For, scope: Mapping[str, Any], deep: int) -> None:
        if deep >= DEEP:
            self.faults.append(Fault(node.lineno, _written(node.iter), NESTED))
            return
        simple = isinstance(node.iter, (nodes.Name, nodes.Getattr)) and isinstance(node.target, nodes.Name)
        found = self._shape(node.iter, scope) if simple and not node.recursive else None
        if not isinstance(found, ListOf) or not isinstance(node.target, nodes.Name):
            if found is not _FAULTY:
                self.faults.append(Fault(node.lineno, _written(node.iter), NO_LIST))
            return
        inner = {**scope, node.target.name: found.item, "loop": context.LOOP}
        self._all(node.body, inner, deep + 1)
        self._all(node.else_, scope, deep)
        if node.test is not None:
            self._one(node.test, inner, deep)

    def _shown(self, node: nodes.Node, scope: Mapping[str, Any]) -> None:
        """Check a name that is printed or compared: it has to be a text."""
        found = self._shape(node, scope)
        if found is None or found is _FAULTY:
            return
        near = (
            [f"{_written(node)}.{key}" for key, inner in found.items() if inner is None]
            if isinstance(found, dict)
            else []
        )
        self.faults.append(Fault(node.lineno, _written(node), WHOLE, listed(near[:5] or ["—"])))

    def _shape(self, node: nodes.Node, scope: Mapping[str, Any]) -> Any:
        """Return the shape of what is named; `_FAULTY` where that is told already."""
        path = list(_path(node))
        if None in path:
            self.faults.append(Fault(node.lineno, _written(node), CODE))
            return _FAULTY
        if any(str(part).startswith("_") for part in path):
            self.faults.append(Fault(node.lineno, _written(node), INNER))
            return _FAULTY
        name, *rest = map(str, path)
        if name in scope or name in self.lists:
            self.names.add(name)
            return self._inside(node, scope.get(name, self.lists.get(name)), rest)
        return self._of_run(node, name, rest)

    def _inside(self, node: nodes.Node, found: Any, rest: list[str]) -> Any:
        for field in rest:
            known = found if isinstance(found, dict) else {}
            if field.isdecimal() and "sentence" in known:
                return None
            if field not in known:
                near = listed(get_close_matches(field, list(known), n=3, cutoff=0.4) or [*known][:5] or ["—"])
                self.faults.append(Fault(node.lineno, _written(node), FIELD, near))
                return _FAULTY
            found = known[field]
        return found

    def _of_run(self, node: nodes.Node, name: str, rest: list[str]) -> Any:
        """Return the shape of a name of the vocabulary, whose words for a slip are those of workbooks."""
        self.names.add(name)
        record = self.vocabulary.record(name)
        if record is None:
            near = self.vocabulary.find(".".join([name, *rest[-1:]]))
            nearest = near.nearest if isinstance(near, Unknown) else listed(["—"])
            self.faults.append(Fault(node.lineno, _written(node), NAME, nearest))
            return _FAULTY
        found: Any = record
        for field in rest:
            inner = None if isinstance(found, Entry) else found.get(field)
            if inner is None:
                close = self.vocabulary.find(_dotted([name, *rest]))
                nearest = close.nearest if isinstance(close, Unknown) else listed(["—"])
                self.faults.append(Fault(node.lineno, _written(node), FIELD, nearest))
                return _FAULTY
            found = inner
        self.used.add(name)
        if isinstance(found, Entry) and found.number is None and found.why:
            self.told.append(Told(node.lineno, _written(node), found))
        return context.shape(found)


_FAULTY = object()


def _path(node: nodes.Node) -> Iterator[Any]:
    """Yield the parts of a dotted name; None for a part that is none."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield from _path(node.node)
        yield node.attr
    elif isinstance(node, nodes.Getitem):
        yield from _path(node.node)
        arg = node.arg
        yield arg.value if isinstance(arg, nodes.Const) else arg.name if isinstance(arg, nodes.Name) else None
    else:
        yield None


def _dotted(path: list[str]) -> str:
    """Return a path as workbooks write it: 总收入[东区].2024."""
    return ".".join(path) if len(path) < 3 else f"{path[0]}[{path[1]}].{path[2]}"


def _written(node: nodes.Node) -> str:
    """Return what a template has there, as near as the tree tells."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, (nodes.Const, nodes.Name)):
        arg = node.arg.value if isinstance(node.arg, nodes.Const) else node.arg.name
        return f"{_written(node.node)}{f'.{arg}' if isinstance(arg, int) else f'[{arg}]'}"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    inner = next((n for n in node.iter_child_nodes()), None)
    kind = type(node).__name__.lower()
    return f"{_written(inner)} ({kind})" if inner is not None else kind
