"""`code:` — a field of codes, and the standard, the list, the expression, the name they have to agree with."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TYPE_CHECKING, cast

from fzplan.diagnostics import NOTHING, Text, listed
from fzplan.model.check_specs import STANDARDS, CodeRule
from fzplan.plan.build_quantities import unknown
from fzplan.plan.check_specs.code_lists import SUFFIXES, codes_in
from fzplan.plan.check_specs.declared import Declared, wrong
from fzplan.plan.check_specs.expressions import refusal
from fzplan.plan.codes import WRONG_VALUE
from fzplan.plan.draft import folded

if TYPE_CHECKING:
    from fzplan.model.plan import Dimension, Form
    from fzplan.plan.build_checks import CheckRoom
    from fzplan.plan.codeformat import CodeFile
    from fzplan.plan.places import Path

DEMANDS = ("rule", "list", "pattern", "determines", "unique")


def declared(section: CodeFile, path: Path, room: CheckRoom) -> Declared | None:
    """Return the declaration of a check of codes."""
    before = len(room.draft.findings)
    if not any((section.rule, section.listed, section.pattern, section.determines, section.unique)):
        names = listed(DEMANDS)
        expected = Text(f"至少写一种：{names.zh}", f"at least one of {names.en} is expected")
        wrong(room.draft, path, section.field, expected, DEMAND)
    standard = STANDARDS.get(folded(section.rule or ""), section.rule or "")
    if standard and standard not in STANDARDS.values():
        unknown(room.draft, (*path, "rule"), standard, Text("代码标准", "standard of codes"), tuple(STANDARDS))
    found = field_of(section.field, (*path, "field"), room)
    allowed, prefixes, source = _listed(section, (*path, "list"), room)
    _expression(section, (*path, "pattern"), room)
    if found is None:
        return None
    form, name = found
    determines = _determined(section, form, (*path, "determines"), room)
    if len(room.draft.findings) > before:
        return None
    spec = CodeRule(
        form=form.id, field=name, standard=standard, allowed=allowed, prefixes=prefixes, source=source,
        pattern=section.pattern or "", determines=determines, unique=section.unique,
    )  # fmt: skip
    return Declared(spec, form=form.id, text=_said(section, source))


def field_of(written: str, path: Path, room: CheckRoom) -> tuple[Form, str] | None:
    """Return form and field of ``字段`` or ``表式.字段``: a field of texts, of exactly one form with records."""
    name = folded(written)
    before, dot, after = name.partition(".")
    forms = [f for f in room.forms.values() if f.entity]
    if dot and before in room.forms:
        forms, name = [f for f in forms if f.id == before], after.strip()
    having = [form for form in forms if name in texts(form)]
    if len(having) == 1:
        return having[0], name
    if having:
        choices = listed(f"{form.id}.{name}" for form in having)
        expected = Text(f"几个表式都有这个字段，请写 {choices.zh}", f"several forms have this field: {choices.en}")
        wrong(room.draft, path, written, expected, FIELD)
    elif any(c.id == name for form in forms for c in form.columns_of):
        wrong(room.draft, path, written, NO_TEXT, FIELD)
    else:
        known = tuple(dict.fromkeys(field for form in forms for field in texts(form)))
        unknown(room.draft, path, written, Text("字段", "field"), known)
    return None


def texts(form: Form) -> tuple[str, ...]:
    """Return the fields of a form that hold texts or codes as written: its key, and those without unit or dimension."""
    plain = [c.id for c in form.columns_of if c.unit is None and not c.dimension]
    return tuple(dict.fromkeys([form.key] * bool(form.key) + plain))


def _listed(section: CodeFile, path: Path, room: CheckRoom) -> tuple[frozenset[str] | None, tuple[str, ...], str]:
    """Return the codes that are allowed, the beginnings that are, and what they are called."""
    if not section.listed:
        return None, (), ""
    written = section.listed[0].strip()
    if room.draft.places.node(path).kind == "sequence":
        return frozenset(code.strip() for code in section.listed), (), ""
    if written.lower().endswith(SUFFIXES):
        found = codes_in(FilePath(room.draft.places.file).parent, written)
        if isinstance(found, Text):
            wrong(room.draft, path, written, found, LIST)
            return None, (), ""
        return found, (), written
    dimension = room.scope.dimensions.get(folded(written))
    if dimension is None:
        what = Text("分组或代码表文件", "dimension or file of codes")
        unknown(room.draft, path, written, what, tuple(room.scope.dimensions))
        return None, (), ""
    declared_as = cast("Dimension", dimension)
    return frozenset(declared_as.names), tuple(declared_as.codes), dimension.id


def _expression(section: CodeFile, path: Path, room: CheckRoom) -> None:
    refused = refusal(section.pattern) if section.pattern is not None else None
    if refused is None:
        return
    at = room.draft.places.inside(path, refused.offset)
    facts = {"key": "pattern", "found": section.pattern, "expected": refused.why, "meaning": PATTERN}
    room.draft.report_at(WRONG_VALUE, path, at, **facts)


def _determined(section: CodeFile, form: Form, path: Path, room: CheckRoom) -> str:
    name = folded(section.determines or "")
    fields = tuple(dict.fromkeys((*texts(form), *(c.id for c in form.columns_of))))
    if name and name not in fields:
        unknown(room.draft, path, name, Text("字段", "field"), fields)
    return name


def _said(section: CodeFile, source: str) -> Text:
    """Return the check as people read it."""
    standard, pattern, one = section.rule or "", section.pattern or "", section.determines
    parts = [
        Text(standard, standard),
        Text(f"在{source or '所列代码'}中", f"in {source or 'the codes listed'}") if section.listed else NOTHING,
        Text(pattern, pattern),
        Text(f"一个代码一个{one}", f"one {one} a code") if one else NOTHING,
        Text("不重复", "none twice") if section.unique else NOTHING,
    ]
    zh, en = ("；".join(part.zh for part in parts if part.zh), "; ".join(part.en for part in parts if part.en))
    return Text(f"{section.field}：{zh}", f"{section.field}: {en}")


DEMAND = Text(
    "rule 国家标准，list 代码表，pattern 写法，determines 一个代码一个值，unique 不重复",
    "`rule` is a standard, `list` the codes there are, `pattern` how they look, `determines` what has one value for "
    "each, `unique` none twice",
)
FIELD = Text(
    "写逐户表式中一个存代码的字段（没有 unit: 的，或 key:），几个表式同名时写 表式.字段",
    "name a field of codes of a form with records (one without `unit:`, or its `key:`); as form.field where several "
    "forms have it",
)
NO_TEXT = Text(
    "这个字段是数或分组的成员，不是代码；请另声明一个只写列名的字段，如 行业代码: 行业代码",
    "this field holds figures or members of a dimension, no codes: declare one more with the column alone, "
    "such as code: Code",
)
LIST = Text(
    "list 列出代码，或写规划文件旁的 .csv、.txt、.yaml 文件，或一个分组",
    "`list` has the codes, or a .csv, .txt or .yaml file beside the plan file, or a dimension",
)
PATTERN = Text(
    r"写明每一段的位数，如 GR20\d{10} 或 [A-Z]{2}\d{4,6}；不嵌套重复",
    r"say how long each part is, such as GR20\d{10} or [A-Z]{2}\d{4,6}; no repeats within repeats",
)
