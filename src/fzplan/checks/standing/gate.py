"""The gate: whether a review passes, and the one sentence that says what blocks it and what does not.

In: a review, the level from which findings fail. Out: the exit code and the sentence. Places are counted, not findings:
a range of a hundred cells is a hundred places.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from fzplan.diagnostics import Severity, Text

if TYPE_CHECKING:
    from fzplan.model.findings import Finding, Review, Standing

FailOn = Literal["error", "confirm", "verify", "info", "never"]
PASS, FAIL, UNUSABLE = 0, 1, 2
NOT_USABLE = Text(
    "不能判定：规划文件、说明、基线或选项有错，或没有读到数据文件",
    "no verdict: the plan file, the explanations, the baseline or an option is faulty, or no data file was read",
)
ASIDE: dict[Standing, Text] = {
    "explained": Text("已说明 {} 处", "{} explained"),
    "known": Text("基线中已有 {} 处", "{} in the baseline"),
    "elsewhere": Text("不在所改文件中 {} 处", "{} not in the changed files"),
}


class Gate(NamedTuple):
    """What a review comes to: exit code 0, 1 or 2, and why."""

    code: int
    sentence: Text
    explainable: int = 0
    """Places that fail and that an explanation would settle."""


def gate(review: Review, fail_on: FailOn = "verify", *, strict: bool = False) -> Gate:
    """Return whether a review passes.

    A place blocks that is open and of the level `fail_on` or above; `strict`: what could not be evaluated blocks too.
    """
    if review.unusable:
        return Gate(UNUSABLE, NOT_USABLE)
    blocking: Counter[Severity] = Counter()
    aside: Counter[Standing] = Counter()
    unknown = 0
    for finding in review.findings:
        for mark in finding.marks:
            if mark.standing != "open":
                aside[mark.standing] += 1
            elif fail_on != "never" and _blocks(finding, Severity[fail_on.upper()]):
                blocking[finding.severity] += 1
        unknown += _unknown(finding)
    withheld = strict and fail_on != "never" and unknown > 0
    beside = [Text(*(t.format(aside[one]) for t in text)) for one, text in ASIDE.items() if aside[one]]
    if unknown:
        forced = Text("（--strict）", " (--strict)") if withheld else Text("", "")
        beside.append(Text(f"无法审核 {unknown} 处{forced.zh}", f"{unknown} not evaluable{forced.en}"))
    failing = bool(blocking) or withheld
    explainable = blocking[Severity.VERIFY] + blocking[Severity.CONFIRM]
    return Gate(FAIL if failing else PASS, _sentence(blocking, beside, failing=failing), explainable)


def _blocks(finding: Finding, level: Severity) -> bool:
    """Tell whether the open places of a finding block; one that only says that all is well does not."""
    return finding.severity >= level and finding.diagnostic.facts.get("outcome") != "pass"


def _unknown(finding: Finding) -> int:
    """Return how many places a finding says could not be evaluated; of what the baseline knows, none."""
    facts = finding.diagnostic.facts
    if facts.get("outcome") != "not_evaluable" or finding.standing != "open":
        return 0
    return int(facts.get("count", 1))


def _sentence(blocking: Counter[Severity], beside: list[Text], *, failing: bool) -> Text:
    levels = [s for s in sorted(Severity, reverse=True) if blocking[s]]
    zh = "、".join(f"{s.label.zh} {blocking[s]}" for s in levels)
    en = ", ".join(f"{s.label.en} {blocking[s]}" for s in levels)
    count = sum(blocking.values())
    verdict = Text("不通过", "fails") if failing else Text("通过", "passes")
    parts = [Text(f"待处理 {count} 处（{zh}）", f"{count} to be dealt with ({en})")] if count else []
    parts += beside
    if not parts:
        return verdict
    return Text(f"{verdict.zh}：{'；'.join(p.zh for p in parts)}", f"{verdict.en}: {'; '.join(p.en for p in parts)}")
