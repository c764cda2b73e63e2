"""The reference of the plan file, made of its schema: every key with what it takes, means, an example and its rules."""

from __future__ import annotations

import os
import re
import tempfile
from itertools import chain
from typing import TYPE_CHECKING, Any

import yaml
from scripts.docs import plan_file_rules as rules
from scripts.docs.plan_file_parts import FIELDS, GROUPS, HEADS, PARTS, TEXTS, Part
from scripts.docs.plan_file_words import bare, takes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Schema = dict[str, Any]
PAGE = "plan-file"
MARKS = re.compile(r"([*_\[\]])")
SUFFIXES = (".md", ".en.md")
SMALLEST = """\
fzplan: 1
plan:
  name: 某区“十四五”规划
  span: 2021-2025
measures:
  总收入: {unit: 亿元, kind: flow}
  从业人员平均人数: {unit: 万人, kind: average}
indicators:
  劳均产出:
    unit: 万元/人
    formula: 总收入 / 从业人员平均人数
    target: {at_least: 400, by: 2025}
forms:
  年报: {files: 年报.csv, rows: measure, columns: period}
"""
"""The smallest complete plan file; the tests load it and compute with it."""
RETURN = """\
指标,2020年,2021年,2022年,2023年
总收入（亿元）,6000,6600,7200,8000
从业人员平均人数（万人）,20,20.5,21,22
"""


def sections(schema: Schema) -> dict[str, Schema]:
    """Return the sections of the schema by name, the file itself first."""
    return {"PlanFile": schema, **schema["$defs"]}


def sentence(section: Schema, at: int) -> str:
    """Return what a section says of itself, in one language."""
    chinese, english = section["description"].split(" · ")
    text = chinese.partition(": ")[2] or chinese if at == 0 else english
    return text.rstrip("。.") + "。" if at == 0 else text[0].upper() + text[1:].rstrip(".") + "."


def example(key: str, part: Schema) -> list[str]:
    """Return examples as they are written in the file; of words to choose from, one that is not the default."""
    found = part.get("examples", [])
    if not found:
        words = [word for way in bare(part) for word in way.get("enum", []) if word not in ("", part.get("default"))]
        found = words[:1] or [not part["default"] for way in bare(part) if way.get("type") == "boolean"]
    return [written(key, value) for value in found]


def written(key: str, value: object) -> str:
    """Return one key with its value on one line of YAML."""
    if isinstance(value, dict):
        value = {int(name) if name.isdigit() else name: found for name, found in value.items()}  # years
    text = yaml.safe_dump(
        {key: value}, allow_unicode=True, default_flow_style=True, width=float("inf"), sort_keys=False
    )
    return text.strip().removeprefix("{").removesuffix("}")


def anchor(part: Part, key: str) -> str:
    """Return the anchor of a key: `target.at_least`."""
    return f"{part.id}.{key}"


def cell(text: str) -> str:
    """Return a text that can stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")


def plain(text: str) -> str:
    """Return words for a cell in which no sign is taken for Markdown, but for those between backticks."""
    parts = cell(text).split("`")
    return "`".join(part if at % 2 else MARKS.sub(r"\\\1", part).replace("<", "&lt;") for at, part in enumerate(parts))


def code(text: str) -> str:
    """Return code for a cell; the words of a plan may hold a bar."""
    return f"`{cell(text)}`"


def row(part: Part, key: str, schema: Schema, of: Schema, at: int, docs: Path) -> str:
    """Return the row of one key: name and anchor, what it takes, what it means with examples and rules."""
    name = f'<a id="{anchor(part, key)}"></a>`{key}`'
    if key in of.get("required", ()):
        name += f"<br>**{TEXTS['required'][at]}**"
    meaning = [plain(schema["description"].split("\n")[at])]
    meaning += [code(text) for text in example(key, schema)]
    found = rules.of_key(part.name, key)
    if found:
        meaning.append(" ".join(rule_link(one, at, docs) for one in found))
    return f"| {name} | {cell(takes(schema, at))} | {'<br>'.join(meaning)} |"


def rule_link(number: str, at: int, docs: Path) -> str:
    """Return a link to the page of a rule."""
    return f"[{number}]({page_of(f'rules/{number}', at, docs)})"


def page_of(name: str, at: int, docs: Path) -> str:
    """Return the file of a page in a language: the English one where there is one."""
    english = docs / f"{name}.en.md"
    return f"{name}.en.md" if at == 1 and english.exists() else f"{name}.md"


def table(part: Part, keys: Iterable[str], of: Schema, at: int, docs: Path) -> list[str]:
    """Return the table of some keys of a section."""
    head = [f"| {' | '.join(HEADS['keys'][at])} |", "|---|---|---|"]
    return [*head, *(row(part, key, of["properties"][key], of, at, docs) for key in keys), ""]


def section(part: Part, schema: Schema, at: int, docs: Path) -> list[str]:
    """Return one section of the page."""
    of = sections(schema)[part.name]
    told = ("" if at == 0 else " ").join([sentence(of, at), *([part.more[at]] if part.more[at] else [])])
    lines = [f'<a id="{part.anchor}"></a>', "", f"{'#' * part.level} {part.title[at]}", "", told, ""]
    if part.place:
        lines += [f"{TEXTS['place'][at]}`{part.place[at]}`", ""]
    shared = [key for key in of["properties"] if part.shares and key in sections(schema)[part.shares]["properties"]]
    if shared:
        other = next(p for p in PARTS if p.name == part.shares)
        keys = ("、" if at == 0 else ", ").join(
            f'<a id="{anchor(part, key)}"></a>[`{key}`](#{anchor(other, key)})' for key in shared
        )
        lines += [TEXTS["shared"][at].format(keys=keys, of=f"[{TEXTS['shared_name'][at]}](#{other.anchor})"), ""]
    for title, keys in groups(part, of, shared):
        lines += ([f"**{title[at]}**", ""] if title else []) + table(part, keys, of, at, docs)
    found = rules.of_section(part.name)
    if found:
        lines += [TEXTS["rules"][at] + " ".join(rule_link(one, at, docs) for one in found), ""]
    if part.pages:
        separator = "、" if at == 0 else ", "
        pages_ = separator.join(f"[{title[at]}]({page_of(name, at, docs)})" for name, title in part.pages)
        lines += [TEXTS["deeper"][at] + pages_ + ("。" if at == 0 else "."), ""]
    return lines


def groups(part: Part, of: Schema, shared: list[str]) -> list[tuple[tuple[str, str] | None, list[str]]]:
    """Return the keys of a section in their groups; what no group names comes last."""
    named = GROUPS.get(part.name, ())
    left = [key for key in of["properties"] if key not in shared and key not in chain(*(keys for _, keys in named))]
    return [*((title, list(keys)) for title, keys in named), *([(None, left)] if left else [])]


def kinds(at: int) -> list[str]:
    """Return the table of the kinds of target, from the combinations that the program knows."""
    from fzplan.model.words import KINDS as LABELS
    from fzplan.plan.build_targets import FAMILIES, KINDS

    lines = [f"| {' | '.join(HEADS['kinds'][at])} |", "|---|---|---|---|"]
    for (family, of, time), kind in KINDS.items():
        compared = " ".join(f"`{key}:`" for key, found in FAMILIES.items() if found == family)
        compared += f" + `of: {of}`" if of else ""
        timed = f"`{time}:`" if time != "none" else "—"
        label = LABELS[kind].of("zh" if at == 0 else "en")
        lines.append(f"| {label} `{kind}` | {compared} | {timed} | {code(shown(family, of, time))} |")
    return [*lines, ""]


EXAMPLES = {
    "reach": "at_least: 400", "between": "between: [3, 4]", "change": "fall_by: 13.5%", "multiple": "times: 1.5",
    "direction": "direction: up", "near": "near: 国内生产总值增长, within: 0.5个百分点",
    "monitor": "monitor: 规划未定数值",
}  # fmt: skip
GROWTH = {"reach": "at_least: 6%", "between": "between: [6%, 7%]"}
TIMES = {"by": ["by: 2025"], "each": ["each: 2021-2025"], "over": ["over: 2021-2025"], "none": []}


def shown(family: str, of: str | None, time: str) -> str:
    """Return a target of a combination, as it is written."""
    compared = GROWTH.get(family, EXAMPLES[family]) if of == "growth" else EXAMPLES[family]
    return f"target: {{{', '.join([*([f'of: {of}'] if of else []), compared, *TIMES[time]])}}}"


def fields(at: int) -> list[str]:
    """Return the table of what `{…}` can name in a form."""
    lines = [f"| {' | '.join(HEADS['fields'][at])} |", "|---|---|"]
    return [*lines, *(f"| `{{{name}}}` | {texts[at]} |" for name, texts in FIELDS.items()), ""]


def opening(at: int, docs: Path) -> list[str]:
    """Return the beginning of the page, with the smallest plan file and what the program makes of it."""
    said = TEXTS["opening"][at].replace("EDITOR", page_of("editor", at, docs))
    return [
        TEXTS["title"][at], "", said, "", TEXTS["smallest"][at], "",
        "```yaml", SMALLEST.rstrip(), "```", "", TEXTS["return"][at], "", "```text", RETURN.rstrip(), "```", "",
        TEXTS["computed"][at], "", "```text", computed(at), "```", "", TEXTS["reading"][at], "",
        TEXTS["any_key"][at] + " ".join(rule_link(one, at, docs) for one in rules.of_any_key()), "",
    ]  # fmt: skip


def write(folder: Path) -> Path:
    """Write the smallest plan file and its return into a folder; give the plan file."""
    (folder / "data").mkdir(exist_ok=True)
    (folder / "targets.yaml").write_text(SMALLEST, encoding="utf-8")
    (folder / "data" / "年报.csv").write_text(RETURN, encoding="utf-8")
    return folder / "targets.yaml"


def computed(at: int) -> str:
    """Return what `explain` says of the smallest plan's target."""
    from pathlib import Path

    import fzplan

    here = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        os.chdir(name)
        try:
            return str(fzplan.explain("劳均产出", year=2023, lang="zh" if at == 0 else "en")).rstrip()
        finally:
            os.chdir(here)


def page(schema: Schema, at: int, docs: Path) -> str:
    """Return the page in one language."""
    after = {"TargetFile": ("kinds_title", kinds), "FormFile": ("fields_title", fields)}
    lines = opening(at, docs)
    for part in PARTS:
        lines += section(part, schema, at, docs)
        if part.name in after:
            title, made = after[part.name]
            lines += [TEXTS[title][at], "", *made(at)]
    return "\n".join(lines).rstrip() + "\n"


def pages(docs: Path) -> dict[Path, str]:
    """Return the reference of the plan file in both languages."""
    from fzplan import plan

    schema = plan.schema()
    return {docs / f"{PAGE}{suffix}": page(schema, at, docs) for at, suffix in enumerate(SUFFIXES)}
