"""The baseline: findings that are known, so that only new ones fail. JSON, sorted, a line an entry.

In: findings and the text of a baseline. Out: the findings with their standing, what no longer occurs, the text of a
new baseline. An entry is a fingerprint; what else stands beside it is for people.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fzplan.checks.standing import codes
from fzplan.checks.standing.fingerprints import rule_of
from fzplan.diagnostics import FileRef, Span, Text, listed
from fzplan.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fzplan.diagnostics import Diagnostic
    from fzplan.model.findings import Finding, Mark

VERSION = 1
LISTED = 3
OWN = "FZ63"
"""Findings about explanations and baselines are in no baseline."""
NO_JSON = Text("不是完整的 JSON（{}）", "it is no complete JSON ({})")
NO_LIST = Text('应是 {"fzplan": 1, "findings": [ … ]}', 'it should be {"fzplan": 1, "findings": [ … ]}')
NO_ENTRY = Text("第 {} 条没有 fingerprint", "entry {} has no fingerprint")
NO_VERSION = Text("它是更新的版本写的", "it was written by a newer version")


@frozen
class Baseline:
    """What is known: by fingerprint, how people find it."""

    file: str
    entries: dict[str, str]


def read(text: str, file: str) -> tuple[Baseline | None, tuple[Diagnostic, ...]]:
    """Return the baseline that a text holds; None with the reason where it holds none."""
    try:
        found: Any = json.loads(text)
    except json.JSONDecodeError as error:
        at = Span(file, error.lineno, error.colno)
        return None, (codes.BASELINE(at, file=file, reason=Text(*(t.format(error.msg) for t in NO_JSON))),)
    except (RecursionError, ValueError):  # ten thousand brackets, a number of five thousand digits
        return None, (codes.BASELINE(FileRef(file), file=file, reason=NO_LIST),)
    entries = found.get("findings") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        return None, (codes.BASELINE(FileRef(file), file=file, reason=NO_LIST),)
    if found.get("fzplan") != VERSION:
        return None, (codes.BASELINE(FileRef(file), file=file, reason=NO_VERSION),)
    known: dict[str, str] = {}
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict) or not isinstance(entry.get("fingerprint"), str):
            reason = Text(*(t.format(number) for t in NO_ENTRY))
            return None, (codes.BASELINE(FileRef(file), file=file, reason=reason),)
        said = (entry.get(key) for key in ("code", "check", "about", "place"))
        known[entry["fingerprint"]] = " ".join(str(part) for part in said if part)
    return Baseline(file, known), ()


def known(findings: Sequence[Finding], baseline: Baseline) -> tuple[tuple[Finding, ...], tuple[Diagnostic, ...]]:
    """Return the findings with the places that the baseline knows, and what of it no longer occurs."""
    met = {mark.fingerprint for finding in findings for mark in finding.marks}
    gone = [said for fingerprint, said in baseline.entries.items() if fingerprint not in met]
    said: tuple[Diagnostic, ...] = ()
    if gone:
        command = f"fzplan check --baseline {baseline.file} --write-baseline {baseline.file}"
        examples = listed(gone[:LISTED], more=len(gone) > LISTED)
        said = (codes.OUTLIVED(FileRef(baseline.file), count=len(gone), examples=examples, command=command),)
    return tuple(_standing(finding, baseline.entries.keys()) for finding in findings), said


def written(findings: Iterable[Finding]) -> str:
    """Return the text of a baseline of these findings: what is explained is not in it, for that may become void."""
    lines = sorted(
        (_sorting(finding, mark), json.dumps(_entry(finding, mark), ensure_ascii=False))
        for finding in findings
        for mark in finding.marks
        if mark.standing != "explained" and not finding.diagnostic.code.startswith(OWN)
    )
    body = "\n" + ",\n".join(line for _, line in lines) + "\n" if lines else ""
    return f'{{"fzplan": {VERSION}, "findings": [{body}]}}\n'


def _entry(finding: Finding, mark: Mark) -> dict[str, str]:
    code, rule = finding.diagnostic.code, rule_of(finding)
    entry = {
        "fingerprint": mark.fingerprint,
        "code": code,
        "check": rule if rule != code else "",
        "about": _about(mark),
        "place": str(mark.at),
    }
    return {key: value for key, value in entry.items() if value}


def _sorting(finding: Finding, mark: Mark) -> tuple[str, str, str, str]:
    return finding.diagnostic.code, rule_of(finding), _about(mark), mark.fingerprint


def _about(mark: Mark) -> str:
    about = mark.about
    return " ".join(part for part in (about.form, about.entity, about.measure, about.period) if part)


def _standing(finding: Finding, fingerprints: Iterable[str]) -> Finding:
    if not any(mark.standing == "open" and mark.fingerprint in fingerprints for mark in finding.marks):
        return finding
    marks = tuple(
        mark._replace(standing="known") if mark.standing == "open" and mark.fingerprint in fingerprints else mark
        for mark in finding.marks
    )
    return type(finding)(finding.diagnostic, marks)
