"""The shape of a plan file checked against its models; every error at its line and column, all in one run.

What is faulty is cut out and the rest read again, so that one mistake in one indicator costs that indicator only.
"""

from __future__ import annotations

import types
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from fzplan.diagnostics import Text
from fzplan.plan.codes import MISSING_KEY, QUOTES_NEEDED, UNKNOWN_KEY, WRONG_VALUE
from fzplan.plan.draft import folded, listed, nearest
from fzplan.plan.fileformat import PlanFile

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fzplan.plan.draft import Draft
    from fzplan.plan.places import Node, Path

ROUNDS = 50
"""Each round cuts at least one node out of the tree; nesting bounds how often a cut makes a new one necessary."""
NAMED = ("measures", "indicators", "dimensions")
_EXPECTED = {
    "string_type": Text("应是文字", "text is expected"),
    "int_type": Text("应是整数", "a whole number is expected"),
    "int_parsing": Text("应是整数", "a whole number is expected"),
    "int_from_float": Text("应是整数", "a whole number is expected"),
    "float_type": Text("应是数", "a number is expected"),
    "float_parsing": Text("应是数", "a number is expected"),
    "bool_type": Text("应是 true 或 false", "true or false is expected"),
    "bool_parsing": Text("应是 true 或 false", "true or false is expected"),
    "list_type": Text("应是列表 [ … ]", "a list [ … ] is expected"),
    "dict_type": Text("应是若干“键: 值”", "“key: value” pairs are expected"),
    "model_type": Text("应是若干“键: 值”", "“key: value” pairs are expected"),
}


def validated(draft: Draft) -> PlanFile:
    """Return the file as models; what is faulty is reported to `draft`, cut out and named in `draft.faulty`."""
    root = draft.places.root
    for name in [n for n, entry in root.value.items() if entry.value.value is None]:
        del root.value[name]  # a section whose entries are all commented out
    declared = {(section, name) for section in NAMED for name in _names(root, section)}
    reported: set[Path] = set()
    for _ in range(ROUNDS):
        try:
            plan = PlanFile.model_validate(root.plain())
        except ValidationError as errors:
            _cut(errors, draft, reported)
        else:
            kept = {(section, name) for section in NAMED for name in _names(root, section)}
            draft.faulty |= {folded(name) for _, name in declared - kept}
            draft.faulty |= {folded(str(p[1])) for p in reported if p[0] == "indicators" and p[2:] == ("formula",)}
            return plan
    return PlanFile()


def _names(root: Node, section: str) -> tuple[str, ...]:
    entry = root.value.get(section)
    return tuple(entry.value.value) if entry is not None and entry.value.kind == "mapping" else ()


def _cut(errors: ValidationError, draft: Draft, reported: set[Path]) -> None:
    """Report the errors of one round and cut the faulty parts out of the tree."""
    faults = [(path_in(draft.places.root, e["loc"]), e) for e in errors.errors(include_url=False, include_input=False)]
    meant = {(*path[:-1], _guess(path, e["loc"])) for path, e in faults if e["type"] == "extra_forbidden"}
    for path, error in faults:
        missing = error["type"] == "missing"
        at = (*path, error["loc"][-1]) if missing else path
        if not any(at[:n] in reported for n in range(1, len(at) + 1)):
            reported.add(at)
            if not missing or not (at in meant or draft.encloses_broken(path)):
                _report(draft, path, error)
        if error["type"] != "extra_forbidden" or (*path[:-1], "") not in meant:
            node = draft.places.node(path)
            draft.broken.append((node.start, node.start + (0 if missing else 1)))  # what lacks it is not to be told so
    doomed = {path for path, _ in faults}
    for path in sorted(doomed, key=lambda p: [s if isinstance(s, int) else -1 for s in p], reverse=True):
        _remove(draft.places.root, path)


def _guess(path: Path, loc: tuple[Any, ...]) -> str:
    """Return the key that a misspelt one was meant to be, or ""."""
    near = get_close_matches(folded(str(path[-1])), keys_at(loc[:-1]), n=1, cutoff=0.6)
    return near[0] if near else ""


def path_in(root: Node, loc: tuple[Any, ...]) -> Path:
    """Return the path of the file that an error's `loc` means: without names of union members and unwritten keys."""
    node = root
    path: list[str | int] = []
    for step in loc:
        if node.kind == "mapping" and str(step) in node.value:
            node = node.value[str(step)].value
            path.append(str(step))
        elif node.kind == "sequence" and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            path.append(step)
    return tuple(path)


def _remove(root: Node, path: Path) -> None:
    """Take a node out of the tree; an outermost fault empties the file."""
    node = root
    for step in path[:-1]:
        if node.kind == "mapping" and step in node.value:
            node = node.value[step].value
        elif node.kind == "sequence" and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return
    if not path:
        root.value.clear()
    elif node.kind == "mapping":
        node.value.pop(path[-1], None)
    elif node.kind == "sequence" and isinstance(path[-1], int) and path[-1] < len(node.value):
        del node.value[path[-1]]


def _report(draft: Draft, path: Path, error: Mapping[str, Any]) -> None:
    kind, loc = error["type"], error["loc"]
    if kind == "extra_forbidden":
        known = [k for k in keys_at(loc[:-1]) if not draft.places.has((*path[:-1], k))]
        near = nearest(str(path[-1]), keys_at(loc[:-1]))
        draft.report_key(UNKNOWN_KEY, path, found=path[-1], near=near, known=listed(known))
        if path[0] == "indicators" and len(path) == 3 and "formula" in near.en:
            draft.misspelt[folded(str(path[1]))] = draft.places.key(path)
    elif kind == "missing":
        where = path[-1] if path else draft.places.file
        draft.report_key(MISSING_KEY, path, where=where, key=loc[-1], meaning=meaning(loc))
    else:
        _report_value(draft, path, error)


def _report_value(draft: Draft, path: Path, error: Mapping[str, Any]) -> None:
    node = draft.places.node(path)
    if node.kind == "mapping" and node.flow and error["type"] == "string_type":
        draft.report(QUOTES_NEEDED, path, sign="{")  # rows: {measure} is a mapping to YAML
        return
    key = next((step for step in reversed(path) if isinstance(step, str)), "")
    draft.report(
        WRONG_VALUE, path, key=key, found=_shown(node), expected=_expected(error), meaning=meaning(error["loc"])
    )


def _shown(node: Node) -> str | Text:
    if node.kind == "mapping":
        return Text("键: 值", "key: value")
    if node.kind == "sequence":
        return Text("列表", "a list")
    return Text("（空）", "(nothing)") if node.value is None else node.raw


def _expected(error: Mapping[str, Any]) -> Text:
    context = error.get("ctx", {})
    if error["type"] == "literal_error":
        choices = str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        return Text(f"应是 {choices} 之一", f"one of {choices} is expected")
    if "length" in str(error["type"]) or "too_" in str(error["type"]):
        return Text("应恰有两个数 [低, 高]", "exactly two numbers [low, high] are expected")
    for sign, words in (("gt", ">"), ("ge", "≥"), ("lt", "<"), ("le", "≤")):
        if sign in context:
            return Text(f"应 {words} {context[sign]:g}", f"it should be {words} {context[sign]:g}")
    return _EXPECTED.get(error["type"], Text("写法不对", str(error["msg"])))


def keys_at(loc: tuple[Any, ...]) -> list[str]:
    """Return the keys that can stand in the mapping an error's `loc` leads to."""
    found = _annotation(loc)
    if not (isinstance(found, type) and issubclass(found, BaseModel)):
        return []
    return [field.alias or name for name, field in found.model_fields.items()]


def meaning(loc: tuple[Any, ...]) -> Text:
    """Return the hover text of the key that an error's `loc` names, or of the nearest key above it."""
    for end in range(len(loc), 0, -1):
        owner = _annotation(loc[: end - 1])
        if isinstance(owner, type) and issubclass(owner, BaseModel):
            for name, field in owner.model_fields.items():
                if loc[end - 1] == (field.alias or name) and field.description:
                    return Text(*field.description.split("\n", 1))
    return Text("见 JSON Schema", "see the JSON Schema")


def _annotation(loc: tuple[Any, ...]) -> Any:
    found: Any = PlanFile
    for step in loc:
        if isinstance(found, type) and issubclass(found, BaseModel):
            field = next((f for n, f in found.model_fields.items() if (f.alias or n) == step), None)
            extra = found.__annotations__.get("__pydantic_extra__")
            found = _bare(field.annotation) if field else (extra and None)
        elif get_origin(found) in (dict, list):
            found = _bare(get_args(found)[-1])
        else:
            return None
    return found


def _bare(annotation: Any) -> Any:
    """Return a type without Annotated and without None."""
    if get_origin(annotation) is Annotated:
        return _bare(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return _bare(next(a for a in get_args(annotation) if a is not type(None)))
    return annotation
