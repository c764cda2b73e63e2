"""The explanations file: what offices say of findings (说明), entry by entry, every mistake at its line and column.

In: the path of a YAML file. Out: `Explanation` values and findings. No pydantic: an entry is a few texts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from fzplan.diagnostics import FileRef, Severity, Text
from fzplan.model.findings import Explanation
from fzplan.plan import encoding, yaml_source
from fzplan.plan.codes import (
    EMPTY,
    EXPLANATIONS,
    MISSING,
    MISSING_KEY,
    NOT_MAPPING,
    NOT_TEXT,
    TOO_LARGE,
    UNKNOWN_KEY,
    WRONG_VALUE,
)
from fzplan.plan.draft import Draft, listed, nearest
from fzplan.plan.places import excerpted

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from fzplan.diagnostics import Diagnostic
    from fzplan.plan.places import Node, Path

ROOT = {
    "fzplan": Text("格式版本，现为 1", "format version, now 1"),
    "explanations": Text("各条说明", "the entries"),
}
KEYS = {
    "rule": Text("审核关系的 id，内置检查写编号，如 FZ385", "id of the check; of a built-in one its code"),
    "entity": Text("填报单位或成员，合计不写", "the entity or member; none for the total"),
    "period": Text("报告期，如 2021", "the period, such as 2021"),
    "stamp": Text("各数的指纹，见审核清单的“指纹”列", "fingerprint of the figures, see the exported list"),
    "figures": Text("说明时的数，供人看", "the figures it was written for, for people"),
    "reason": Text("原因", "the cause"),
    "by": Text("填表人", "who explains it"),
    "confirmed": Text("确认人", "who confirms it"),
    "date": Text("填写日期，如 2026-03-01", "the day it was written, such as 2026-03-01"),
    "expires": Text("有效期至，如 2026-12-31", "valid until, such as 2026-12-31"),
}
NEEDED = ("rule", "stamp", "reason", "by", "date")
DAYS = ("date", "expires")
LIST = Text("应是列表，每条一行 - {{…}}", "a list is expected, a line an entry: - {{…}}")
ENTRY = Text("应是 {rule: …, stamp: …, reason: …}", "{rule: …, stamp: …, reason: …} is expected")
WORD = Text("应是一行文字", "one text is expected")
DAY = Text("应是日期，如 2026-03-01", "a day is expected, such as 2026-03-01")
ONE = Text("应是 1", "1 is expected")
REASONS = {
    NOT_TEXT: Text("它不是文本文件", "it is not text"),
    TOO_LARGE: Text("它太大了", "it is too large"),
    NOT_MAPPING: Text("没有 explanations:", "it has no `explanations:`"),
}


def load(path: FilePath) -> tuple[tuple[Explanation, ...] | None, tuple[Diagnostic, ...]]:
    """Read an explanations file; None where nothing of it can be read. An empty file has no entries."""
    source, findings = yaml_source.read(path)
    if source is None:
        if [f.rule for f in findings] == [EMPTY]:
            return (), ()
        return None, tuple(_unreadable(f, path) for f in findings)
    draft = Draft(source, findings)
    entries = _entries(draft)
    found = [*findings, *draft.findings]
    return entries, tuple(excerpted(f, source.places.text) for f in found)


def text_of(path: FilePath) -> str:
    """Return the text of an explanations file that can be read; "" where there is none."""
    return encoding.read(path)[0] or ""


def _unreadable(finding: Diagnostic, path: FilePath) -> Diagnostic:
    """Return what was found wrong with a file in words that do not speak of a plan."""
    if finding.severity != Severity.ERROR or finding.rule not in (MISSING, *REASONS):
        return finding
    reason = finding.facts["reason"] if finding.rule is MISSING else REASONS[finding.rule]
    return EXPLANATIONS(FileRef(path.as_posix()), file=path.as_posix(), reason=reason)


def _entries(draft: Draft) -> tuple[Explanation, ...]:
    root = draft.places.root
    _known(draft, root, (), ROOT)
    version = root.value.get("fzplan")
    if version is not None and version.value.value != 1:
        _wrong(draft, ("fzplan",), version.value, ONE, ROOT["fzplan"])
    listed_ = root.value.get("explanations")
    if listed_ is None or listed_.value.value is None:
        return ()
    if listed_.value.kind != "sequence":
        _wrong(draft, ("explanations",), listed_.value, Text(*(t.format() for t in LIST)), ROOT["explanations"])
        return ()
    found = (_entry(draft, node, ("explanations", k)) for k, node in enumerate(listed_.value.value))
    return tuple(entry for entry in found if entry is not None)


def _entry(draft: Draft, node: Node, path: Path) -> Explanation | None:
    """Return one entry; None where one of its keys is missing or wrong."""
    if node.kind != "mapping":
        _wrong(draft, path, node, ENTRY, ROOT["explanations"])
        return None
    before = len(draft.findings)
    _known(draft, node, path, KEYS)
    values = {key: _text(draft, entry.value, (*path, key)) for key, entry in node.value.items() if key in KEYS}
    for key in NEEDED:
        if key not in node.value:
            where = values.get("rule") or "explanations"
            draft.report_key(MISSING_KEY, path, where=where, key=key, meaning=KEYS[key])
    if len(draft.findings) > before or draft.encloses_broken(path):
        return None
    at = draft.places.value((*path, "rule"))
    return Explanation(**{key: values.get(key, "") for key in KEYS}, at=at)


def _known(draft: Draft, node: Node, path: Path, keys: dict[str, Text]) -> None:
    """Report the keys that mean nothing here."""
    for name in node.value:
        if name not in keys:
            known = listed(key for key in keys if key not in node.value)
            draft.report_key(UNKNOWN_KEY, (*path, name), found=name, near=nearest(name, keys), known=known)


def _text(draft: Draft, node: Node, path: Path) -> str:
    """Return a value as it was written; report what is no text, and what should be a day and is none."""
    key = str(path[-1])
    if node.kind != "scalar":
        _wrong(draft, path, node, WORD, KEYS[key])
        return ""
    written = " ".join(node.raw.split())
    if key in DAYS and written and not _is_day(written):
        _wrong(draft, path, node, DAY, KEYS[key])
    if key in NEEDED and not written and key != "by":
        _wrong(draft, path, node, WORD, KEYS[key])
    return written


def _wrong(draft: Draft, path: Path, node: Node, expected: Text, meaning: Text) -> None:
    found: Any = node.raw or Text("（空）", "(nothing)")
    if node.kind != "scalar":
        found = Text("列表", "a list") if node.kind == "sequence" else Text("键: 值", "key: value")
    draft.report(
        WRONG_VALUE, path, key=path[0] if len(path) < 3 else path[-1], found=found, expected=expected, meaning=meaning
    )


def _is_day(written: str) -> bool:
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False
