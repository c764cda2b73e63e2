"""A survey as text: what a statistician sees at a glance, then what is odd, then what becomes of every number."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, NamedTuple

from fzplan import periods
from fzplan.diagnostics import CellRef, column_letters
from fzplan.model.words import IGNORED
from fzplan.reports.consoles import columns
from fzplan.reports.survey import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fzplan.diagnostics import Lang
    from fzplan.model.survey import Heading, MeasureFound, SheetSurvey, Survey, TableSurvey

MOST = 14
"""Headings of one table that are listed one by one."""
CLOSING = "，、。；：）］”%"
"""What never begins a line."""
NAMED = 8
"""Names that are listed in one line."""


def render(survey: Survey, lang: Lang, width: int = 100) -> str:
    """Return one workbook; lines are at most `width` columns wide."""
    lines = [*_book(survey, lang)]
    for sheet in survey.sheets:
        if sheet.rows or sheet.numbers:
            lines += ["", *_sheet(sheet, lang)]
    return "\n".join(part for line in lines for part in _wrapped(line, width)) + "\n"


def _book(survey: Survey, lang: Lang) -> Iterator[str]:
    hidden = [sheet.name for sheet in survey.sheets if not sheet.visible]
    kind = words.KINDS[survey.kind].of(lang) if survey.kind in words.KINDS else survey.kind
    tables = sum(len(sheet.tables) for sheet in survey.sheets)
    if lang == "zh":
        more = f"，其中隐藏 {len(hidden)} 张（{'、'.join(hidden)}）" if hidden else ""
        yield f"{survey.file}  {kind}，工作表 {len(survey.sheets)} 张{more}，表 {tables} 张"
    else:
        more = f", {len(hidden)} hidden ({', '.join(hidden)})" if hidden else ""
        yield f"{survey.file}  {kind}, {_count(len(survey.sheets), 'sheet')}{more}, {_count(tables, 'table')}"


def _sheet(sheet: SheetSurvey, lang: Lang) -> Iterator[str]:
    if lang == "zh":
        name = f"工作表 {sheet.name}" if sheet.name else "内容"
        size = f"{sheet.rows} 行 × {sheet.columns} 列，数 {sheet.numbers} 个"
    else:
        name = f"sheet {sheet.name}" if sheet.name else "content"
        size = f"{sheet.rows} rows × {sheet.columns} columns, {_count(sheet.numbers, 'number')}"
    yield f"■ {name}  {size}"
    for number, table in enumerate(sheet.tables, 1):
        yield from _table(table, number, lang)
    if not sheet.tables:
        yield "  没有数据表（说明文字或空表）" if lang == "zh" else "  no table of numbers (text, or nothing)"
    if sheet.oddities:
        yield "  注意" if lang == "zh" else "  odd"
        for found in sheet.oddities:
            at = f"  {found.at.address}" if isinstance(found.at, CellRef) else ""
            yield f"    · {words.oddity(found, lang)}{at}"
    yield from _account(sheet, lang)


def _table(table: TableSurvey, number: int, lang: Lang) -> Iterator[str]:
    zh = lang == "zh"
    head = f"  {'表' if zh else 'table'} {number}  {table.place.address}"
    title = next((t for t in table.title if t), "")
    yield f"{head}  {title}" if title else head
    stated = f"{table.unit_line}" if table.unit_line else ("没有写明" if zh else "stated nowhere")
    units = "、".join(table.units[:NAMED]) if zh else ", ".join(table.units[:NAMED])
    yield _pair("单位" if zh else "unit", units or stated)
    yield _pair("时期" if zh else "period", _periods(table, lang))
    yield _pair("表头" if zh else "header", _header(table, lang))
    yield from _members(table, lang)
    yield _pair("指标" if zh else "measures", _measures(table, lang))
    yield from _outline(table, lang)
    yield from _headings(table, lang)
    for note in table.notes[:4]:
        yield _pair("注释" if zh else "note", note[:160])
    if table.sign_off:
        yield _pair("签署" if zh else "sign-off", "；".join(table.sign_off)[:160])
    yield _pair("表式" if zh else "form", _proof(table, lang))


def _pair(name: str, text: str) -> str:
    return f"    {name}{' ' * max(1, 10 - columns(name))}{text}"


def _periods(table: TableSurvey, lang: Lang) -> str:
    where = words.WHERE[table.axis.where].of(lang)
    found = [_in_words(p, lang) for p in table.axis.periods]
    if not found:
        return where
    if len(found) > 4:
        count = f"（{len(found)} 期）" if lang == "zh" else f" ({len(found)} periods)"
        said = f"{found[0]} … {found[-1]}{count}"
    else:
        said = ("、" if lang == "zh" else ", ").join(found)
    return f"{said}（{where}）" if lang == "zh" else f"{said} ({where})"


def _in_words(text: str, lang: Lang) -> str:
    period = periods.parse(text)
    return periods.words(period, lang) if period else text


def _header(table: TableSurvey, lang: Lang) -> str:
    zh = lang == "zh"
    if not table.header:
        return "没有" if zh else "none"
    said = f"第 {_range(table.header)} 行" if zh else f"row {_range(table.header)}"
    depth = max((len(h.path) for h in table.headings), default=1)
    said += (f"，{depth} 层" if zh else f", {depth} levels") if depth > 1 else ""
    for rows, name in ((table.codes, "代码行" if zh else "codes"), (table.unit_rows, "单位行" if zh else "units")):
        said += f"，{name} {_range(rows)}" if rows and zh else f", {name} {_range(rows)}" if rows else ""
    body = f"；数据 第 {table.body[0]}—{table.body[1]} 行" if zh else f"; data rows {table.body[0]}–{table.body[1]}"
    return said + body


def _range(rows: Sequence[int]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}—{rows[-1]}"


def _members(table: TableSurvey, lang: Lang) -> Iterator[str]:
    for found in table.members:
        where = words.WHERE[found.axis].of(lang) if found.axis in words.WHERE else found.axis
        names = ("、" if lang == "zh" else ", ").join(found.members[:NAMED])
        more = " …" if len(found.members) > NAMED else ""
        if lang == "zh":
            total = f"，合计“{found.total}”" if found.total else ""
            text = f"{found.dimension}（{where}）{len(found.members)} 个：{names}{more}{total}"
        else:
            total = f"; total '{found.total}'" if found.total else ""
            text = f"{found.dimension} ({where}), {len(found.members)}: {names}{more}{total}"
        yield _pair("分组" if lang == "zh" else "members", text)


def _measures(table: TableSurvey, lang: Lang) -> str:
    """Say how many measures there are and where; name them where the list of columns does not."""
    zh, where = lang == "zh", words.ORIENTATIONS[table.orientation].of(lang)
    said = f"{len(table.measures)} 个，{where}" if zh else f"{len(table.measures)}, {where}"
    if table.orientation != "measures in columns":
        shown = [_measure(found, lang) for found in table.measures[:NAMED]]
        more = " …" if len(table.measures) > NAMED else ""
        said += ("：" if zh else ": ") + ("、" if zh else ", ").join(shown) + more
    lacking = sum(found.match == "none" for found in table.measures)
    if lacking:
        said += f"；规划文件中没有 {lacking} 个" if zh else f"; {lacking} not in the plan"
    return said


def _measure(found: MeasureFound, lang: Lang) -> str:
    unit = f"（{found.unit}）" if found.unit and lang == "zh" else f" ({found.unit})" if found.unit else ""
    return f"{found.label}{unit}{_match(found, lang)}"


def _match(found: MeasureFound, lang: Lang) -> str:
    """Return which measure of the plan a label is, and how sure that is; nothing where it is none."""
    if found.match not in ("exact", "alias", "nearest"):
        return ""
    match = words.MATCHES[found.match].of(lang)
    sure = f" {found.confidence:.0%}" if found.match == "nearest" else ""
    return f" = {found.id}（{match}{sure}）" if lang == "zh" else f" = {found.id} ({match}{sure})"


def _outline(table: TableSurvey, lang: Lang) -> Iterator[str]:
    outline, zh, headings = table.outline, lang == "zh", len(table.outline.headings)
    said = [
        (f"缩进 {outline.indented} 行" if zh else f"{outline.indented} indented") if outline.indented else "",
        (f"其中项 {outline.children} 行" if zh else f"{outline.children} of-which rows") if outline.children else "",
        (f"编号 {outline.numbered} 行" if zh else f"{outline.numbered} numbered") if outline.numbered else "",
        (f"标题行 {headings} 行" if zh else f"{headings} heading rows") if headings else "",
    ]  # fmt: skip
    if any(said):
        yield _pair("层次" if zh else "outline", ("，" if zh else ", ").join(filter(None, said)))


def _headings(table: TableSurvey, lang: Lang) -> Iterator[str]:
    """List the columns with the names over them and the measures they are; of many, the first and the last."""
    named = _folded([h for h in table.headings if h.path or h.role != "blank"], table)
    measures = {m.place.column: m for m in table.measures} if table.orientation == "measures in columns" else {}
    shown: list[Heading | _Run | None] = [*named]
    if len(named) > MOST:
        shown = [*named[: MOST - 2], None, named[-1]]
    for heading in shown:
        if heading is None:
            yield f"      …（共 {len(named)} 列）" if lang == "zh" else f"      … ({len(named)} columns)"
            continue
        role = words.ROLES[heading.role].of(lang)
        if isinstance(heading, _Run):
            letters = f"{column_letters(heading.column)}—{column_letters(heading.last)}"
            yield f"      {letters:<6} {role}{' ' * max(1, 7 - columns(role))}{' > '.join(heading.path)}"
            continue
        path = " > ".join(heading.path) or "—"
        unit = f"  ［{heading.unit}］" if heading.unit else ""
        match = _match(measures[heading.column], lang) if heading.column in measures else ""
        gap = " " * max(1, 10 - columns(role))
        yield f"      {column_letters(heading.column):<3} {role}{gap}{path[:90]}{unit}{match}"


class _Run(NamedTuple):
    """Neighbouring columns of periods, shown as one line."""

    column: int
    last: int
    path: tuple[str, ...]
    role: str = "data"
    unit: str = ""


def _folded(headings: Sequence[Heading], table: TableSurvey) -> list[Heading | _Run]:
    """Put neighbouring columns of periods under one name together: 2015年 … 2024年."""
    if table.axis.where not in ("columns", "both"):
        return list(headings)
    runs: list[list[Heading]] = []
    for heading in headings:
        last = runs[-1][-1] if runs else None
        if last and last.role == heading.role == "data" and last.path[:-1] == heading.path[:-1]:
            runs[-1].append(heading)
        else:
            runs.append([heading])
    folded: list[Heading | _Run] = []
    for run in runs:
        if len(run) < 3:
            folded += run
        else:
            path = (*run[0].path[:-1], f"{run[0].path[-1]} … {run[-1].path[-1]}")
            folded.append(_Run(run[0].column, run[-1].column, path))
    return folded


def _proof(table: TableSurvey, lang: Lang) -> str:
    """Say what the drafted form reads of the table."""
    zh = lang == "zh"
    if table.orientation == "entity":
        return (
            "每行一个单位的名单：用 rows: entity、fields: 和 aggregate: 写表式"
            if zh
            else "a register, one entity a row: write a form with `rows: entity`, `fields:` and `aggregate:`"
        )
    if table.draft is None or table.proof is None or not table.proof.observations:
        return "没有写出能读这张表的表式" if zh else "no form was found that reads this table"
    proof = table.proof
    said = (
        f"{table.draft.id}：读 {proof.observations}/{proof.numbers} 个数（{proof.share:.1%}）"
        if zh
        else f"{table.draft.id}: reads {proof.observations} of {proof.numbers} numbers ({proof.share:.1%})"
    )
    if proof.findings:
        codes = ", ".join(f"{code}×{count}" for code, count in sorted(proof.findings.items()))
        said += f"；有待核对：{codes}" if zh else f"; to be looked at: {codes}"
    if table.draft.period_missing:
        said += "；没有写报告期，要加 period:" if zh else "; no period is stated: add period:"
    return said


def _account(sheet: SheetSurvey, lang: Lang) -> Iterator[str]:
    """Say what becomes of every number-like cell of the sheet; the parts add up."""
    account = sheet.account
    if account is None or not account.numbers:
        return
    zh = lang == "zh"
    left = [f"{IGNORED[code].of(lang)} {count}" for code, count in account.ignored.items() if count]
    parts = [
        (f"指标值 {account.observations}" if zh else f"{account.observations} observations"),
        (f"记录 {account.records}" if zh else f"{account.records} in records") if account.records else "",
        (f"表头和名称 {account.headers}" if zh else f"{account.headers} headers"),
        *left,
    ]
    joined = " + ".join(filter(None, parts))
    yield f"  去向  {account.numbers} = {joined}" if zh else f"  account  {account.numbers} = {joined}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _wrapped(line: str, width: int) -> Iterator[str]:
    """Wrap a line under its own indent; Chinese characters take two columns."""
    if columns(line) <= width:
        yield line
        return
    indent = len(line) - len(line.lstrip()) + (10 if line.startswith("    ") and not line.startswith("      ") else 4)
    current = ""
    for word in _words(line):
        if columns(current) + columns(word) > width and current.strip() and word[0] not in CLOSING:
            yield current.rstrip()
            current = " " * indent + word.lstrip()
        else:
            current += word
    if current.strip():
        yield current.rstrip()


def _words(line: str) -> Iterator[str]:
    """Part a line where it may be broken: behind a space, between Chinese characters."""
    for chunk in textwrap.wrap(line, 10_000, drop_whitespace=False, break_on_hyphens=False) or [line]:
        run = ""
        for c in chunk:
            run += c
            if c == " " or columns(c) > 1:
                yield run
                run = ""
        if run:
            yield run
