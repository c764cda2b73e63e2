"""A page a formula function, in both languages: call, rules of unit and kind, Excel, a number worked by the program."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scripts.docs.worked import Worked

    from fzplan.formula.functions.signature import Function

KINDS = {"增速": "rate", "价格指数": "ratio", "人员": "stock"}
STYLES = {
    "temporal": ("逐年的指标公式", "formulas of indicators, over years"),
    "member": ("带 over= 的指标公式", "formulas of indicators, with over="),
    "rowwise": ("逐格：公式、筛选和 aggregate:", "cell by cell: formulas, filters and aggregate:"),
    "reducing": ("aggregate:（对记录）", "aggregate: (over records)"),
}
WORDS = {
    "unit": ("单位", "Unit"), "kind": ("kind", "Kind"), "where": ("用在", "Used in"),
    "excel": ("Excel", "Excel"), "worked": ("算例", "Worked number"), "given": ("报表", "The return"),
    "plan": ("规划文件", "The plan file"), "told": ("程序怎样说", "What the program says"),
    "by_hand": ("手算", "By hand"),
}  # fmt: skip


def plan(worked: Worked) -> str:
    """Return the plan file of a worked number."""
    lines = ["plan: {name: 算例, baseline: 2020, span: 2021-2025}"]
    if worked.records:
        return "\n".join([
            *lines, "measures:", f"  答案: {{unit: {worked.declared}}}", "indicators:",
            f"  结果: {{unit: {worked.declared}, formula: 答案}}", "forms:",
            ("  台账: {files: 报表.csv, rows: entity, period: 2022, fields: {营业收入: {column: 营业收入, unit: 亿元}, 所在园区: {column: 所在园区}}, "
            f'aggregate: {{答案: "{worked.call}"}}}}'), "",
        ])  # fmt: skip
    if worked.zones:
        lines += ["dimensions:", "  园区: {members: [东区, 西区], partition: true}"]
    lines.append("measures:")
    for label in worked.rows:
        name, unit = label.removesuffix("）").split("（")
        unit = f'"{unit}"' if unit == "%" else unit
        lines.append(f"  {name}: {{unit: {unit}, kind: {KINDS.get(name, 'flow')}}}")
    unit = '"%"' if worked.declared == "%" else worked.declared
    columns = 'columns: "{园区}", period: 2022' if worked.zones else "columns: period"
    lines += ["indicators:", f'  结果: {{unit: {unit}, formula: "{worked.call}"}}', "forms:"]
    return "\n".join([*lines, f"  报表: {{files: 报表.csv, rows: measure, {columns}}}", ""])


def data(worked: Worked) -> str:
    """Return the return of a worked number, as CSV."""
    if worked.records:
        rows = [f"{firm},{zone},{amount:g}" for firm, zone, amount in worked.records]
        return "\n".join(["企业名称,所在园区,营业收入（亿元）", *rows, ""])
    heads = ("合计", "东区", "西区") if worked.zones else ("2020年", "2021年", "2022年")
    rows = [",".join([label, *(f"{v:g}" for v in figures)]) for label, figures in worked.rows.items()]
    return "\n".join([",".join(["指标", *heads]), *rows, ""])


def write(worked: Worked, folder: Path) -> Path:
    """Write plan file and return into a folder; give the plan file."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "targets.yaml").write_text(plan(worked), encoding="utf-8")
    (folder / "data" / "报表.csv").write_text(data(worked), encoding="utf-8")
    return folder / "targets.yaml"


def explained(worked: Worked) -> tuple[str, str]:
    """Return what `explain` says of the worked number, in both languages."""
    import fzplan

    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        write(worked, Path(name))
        os.chdir(name)
        try:
            by = {"园区": worked.member} if worked.member else None
            told = [str(fzplan.explain("结果", year=worked.year, by=by, lang=lang)) for lang in ("zh", "en")]
        finally:
            os.chdir(here)
    return told[0], told[1]


def excel(function: Function, worked: Worked) -> str:
    """Return the text for Excel over the cells of the return, or nothing where Excel has none."""
    if worked.records:
        return ""
    row = {label: at + 2 for at, label in enumerate(worked.rows)}
    if function.excel is not None:
        cells = ["C2", "D2"] if worked.zones else ["D2"]
        given = {"n": 2} if worked.name == "round" else {}
        return "=" + function.excel(given, *cells)
    if function.live is None or function.time is None:
        return ""
    years = [int(part) for part in worked.call.replace(")", "=").split("=") if part.isdigit()]
    given = {"base" if worked.name == "index" else "since": year for year in years}
    read = [r for r in function.time.reads(given, worked.year) if r.source == "values"]
    texts = [f"{chr(ord('B') + r.year - 2020)}{list(row.values())[r.argument]}" for r in read]
    texts = [f"{cell}/100" for cell in texts] if function.as_ratio else texts
    return "=" + function.live(given, worked.year, texts)


def page(function: Function, worked: Worked, at: int, told: str) -> str:
    """Return the page of one function in one language."""
    word = {key: texts[at] for key, texts in WORDS.items()}
    title = (function.title.zh, function.title.en)[at]
    does = worked.does[at]
    lines = [f"# `{function.name}` {title}", "", does + "。" if at == 0 else does[0].upper() + does[1:] + ".", ""]
    lines += ["```text", function.signature, "```", "", "| | |", "|---|---|"]
    styles = ("；" if at == 0 else "; ").join(STYLES[style][at] for style in sorted(function.styles))
    rows = [("unit", worked.unit[at]), ("kind", worked.kind[at]), ("where", styles)]
    if text := excel(function, worked):
        rows.append(("excel", f"`{text}`"))
    lines += [f"| {word[key]} | {text} |" for key, text in rows]
    lines += ["", f"## {word['worked']}", "", word["plan"], "", "```yaml", plan(worked).rstrip(), "```", ""]
    lines += [f"{word['given']} `data/报表.csv`", "", "```text", data(worked).rstrip(), "```", ""]
    lines += [word["told"], "", "```text", told.rstrip(), "```", ""]
    answer = f"{worked.answer:.6g}"
    lines += [f"{word['by_hand']}{'：' if at == 0 else ': '}`{worked.arithmetic}` = {answer} {worked.declared}", ""]
    return "\n".join(lines)


def pages(docs: Path) -> dict[Path, str]:
    """Return the pages of all functions and their index, in both languages."""
    from scripts.docs.worked import WORKED

    from fzplan.formula.functions import REGISTRY

    numbers = {worked.name: worked for worked in WORKED}
    folder = docs / "functions"
    found = {}
    index = (
        ["# 公式函数", "", "每个函数一页，各有一个由程序算出、并与手算核对的数。完整规则见[公式](../spec/formula.md)。", "", "| 函数 | 作用 |", "|---|---|"],
        ["# Formula functions", "", "A page a function, each with a number that the program computes and that is held against arithmetic by hand. All rules: [formulas](../spec/formula.en.md).", "", "| function | what it gives |", "|---|---|"],
    )  # fmt: skip
    for function in REGISTRY:
        worked = numbers[function.name]
        told = explained(worked)
        for at, suffix in enumerate((".md", ".en.md")):
            found[folder / f"{function.name}{suffix}"] = page(function, worked, at, told[at])
            index[at].append(f"| [`{function.name}`]({function.name}{suffix}) | {worked.does[at]} |")
    for at, suffix in enumerate((".md", ".en.md")):
        found[folder / f"README{suffix}"] = "\n".join(index[at]) + "\n"
    return found
